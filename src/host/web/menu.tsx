import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { Menu, MenuItem } from "../contract";

interface MenuBarProps {
	readonly menus: readonly Menu[];
	readonly onRun: (functionName: string) => void;
}

/** The script's menus beside the spreadsheet's name. */
export function MenuBar({ menus, onRun }: MenuBarProps) {
	return (
		<nav className="menus">
			{menus.map((menu) => (
				<DropMenu key={menu.caption} menu={menu} onRun={onRun} />
			))}
		</nav>
	);
}

function DropMenu({ menu, onRun }: { menu: Menu; onRun: (functionName: string) => void }) {
	const [open, setOpen] = useState(false);
	const button = useRef<HTMLButtonElement>(null);
	const root = useRef<HTMLDivElement>(null);
	const id = useId();

	useEffect(() => {
		if (!open) return;
		// The grid swallows clicks on their way up, so they are watched on their way down.
		const outside = (event: Event) => {
			if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
		};
		const blur = () => setOpen(false);
		document.addEventListener("pointerdown", outside, true);
		window.addEventListener("blur", blur);
		return () => {
			document.removeEventListener("pointerdown", outside, true);
			window.removeEventListener("blur", blur);
		};
	}, [open]);

	const close = () => {
		setOpen(false);
		button.current?.focus();
	};
	return (
		<div ref={root} className="menu-root">
			<button
				ref={button}
				type="button"
				className="menu-button"
				data-testid="menu-button"
				aria-haspopup="menu"
				aria-expanded={open}
				aria-controls={id}
				onClick={() => setOpen(!open)}
				onKeyDown={(event) => {
					if (event.key !== "ArrowDown") return;
					event.preventDefault();
					setOpen(true);
				}}
			>
				{menu.caption}
			</button>
			{open ? (
				<MenuList
					id={id}
					label={menu.caption}
					items={menu.items}
					onClose={close}
					onRun={(functionName) => {
						setOpen(false);
						onRun(functionName);
					}}
				/>
			) : null}
		</div>
	);
}

interface MenuListProps {
	readonly id?: string;
	readonly label: string;
	readonly items: readonly MenuItem[];
	readonly onRun: (functionName: string) => void;
	readonly onClose: () => void;
	readonly nested?: boolean;
}

function MenuList({ id, label, items, onRun, onClose, nested = false }: MenuListProps) {
	const list = useRef<HTMLDivElement>(null);
	/** Key of the line whose sub-menu is open. */
	const [sub, setSub] = useState<string | null>(null);
	const lines = items.map((item, index) => ({ item, key: `${index} ${item.label}` }));
	useEffect(() => buttonsOf(list.current)[0]?.focus(), []);

	const onKeyDown = (event: KeyboardEvent) => {
		const own = buttonsOf(list.current);
		const at = own.indexOf(document.activeElement as HTMLElement);
		const go = (index: number) => own.at(index % own.length)?.focus();
		switch (event.key) {
			case "ArrowDown":
				go(at + 1);
				break;
			case "ArrowUp":
				go(at - 1);
				break;
			case "Home":
				go(0);
				break;
			case "End":
				go(-1);
				break;
			case "Escape":
			case "Tab":
				onClose();
				break;
			case "ArrowLeft":
				if (nested) onClose();
				break;
			case "ArrowRight":
				if (own[at]?.hasAttribute("aria-haspopup")) own[at].click();
				break;
			default:
				return;
		}
		event.preventDefault();
		event.stopPropagation();
	};
	return (
		<div
			ref={list}
			id={id}
			role="menu"
			aria-label={label}
			className="menu"
			data-testid="menu"
			onKeyDown={onKeyDown}
			tabIndex={-1}
		>
			{lines.map(({ item, key }) =>
				item.functionName || item.items ? (
					<MenuLine
						key={key}
						item={item}
						open={sub === key}
						onOpen={(open) => setSub(open ? key : null)}
						onRun={onRun}
					/>
				) : (
					<hr key={key} />
				),
			)}
		</div>
	);
}

interface MenuLineProps {
	readonly item: MenuItem;
	readonly open: boolean;
	readonly onOpen: (open: boolean) => void;
	readonly onRun: (functionName: string) => void;
}

function MenuLine({ item, open, onOpen, onRun }: MenuLineProps) {
	const button = useRef<HTMLButtonElement>(null);
	const { functionName, items, label } = item;
	return (
		<div className="menu-line">
			<button
				ref={button}
				type="button"
				role="menuitem"
				className="menu-item"
				data-testid="menu-item"
				data-function={functionName}
				aria-haspopup={items ? "menu" : undefined}
				aria-expanded={items ? open : undefined}
				tabIndex={-1}
				onMouseEnter={() => {
					button.current?.focus();
					onOpen(items !== undefined);
				}}
				onClick={() => (functionName ? onRun(functionName) : onOpen(true))}
			>
				<span>{label}</span>
				{items ? <span aria-hidden="true">▸</span> : null}
			</button>
			{items && open ? (
				<MenuList
					label={label}
					items={items}
					onRun={onRun}
					nested
					onClose={() => {
						onOpen(false);
						button.current?.focus();
					}}
				/>
			) : null}
		</div>
	);
}

/** The items of this list, without those of an open sub-menu. */
function buttonsOf(list: HTMLElement | null): HTMLElement[] {
	return [...(list?.querySelectorAll<HTMLElement>(":scope > .menu-line > [role=menuitem]") ?? [])];
}
