import type { Menu } from "../contract";
import type { ClockState } from "../page-wire";
import { MenuBar } from "./menu";
import type { Lang } from "./univer";
import { clockText, type Words } from "./words";

interface HeaderProps {
	readonly name: string;
	readonly menus: readonly Menu[];
	readonly clock: ClockState;
	readonly timeZone: string;
	readonly lang: Lang;
	readonly words: Words;
	readonly busy: boolean;
	readonly onRun: (functionName: string) => void;
	readonly onAdvance: (request: { ms: number } | { to: "next-update" }) => void;
}

const HOUR = 3_600_000;

export function Header({ name, menus, clock, timeZone, lang, words, busy, onRun, onAdvance }: HeaderProps) {
	const next =
		clock.nextAt === null ? words.noTrigger : words.nextTrigger(clockText(clock.nextAt, lang, timeZone));
	return (
		<header className="top">
			<svg className="top-icon" width="22" height="28" viewBox="0 0 22 28" aria-hidden="true">
				<path d="M2 0h12l8 8v18a2 2 0 0 1-2 2H2a2 2 0 0 1-2-2V2a2 2 0 0 1 2-2Z" fill="#188a4f" />
				<path d="M14 0l8 8h-6a2 2 0 0 1-2-2V0Z" fill="#7fcba2" />
				<path d="M5 13h12v10H5V13Zm2 2v2h3v-2H7Zm5 0v2h3v-2h-3Zm-5 4v2h3v-2H7Zm5 0v2h3v-2h-3Z" fill="#fff" />
			</svg>
			<h1 data-testid="spreadsheet-name">{name}</h1>
			<MenuBar menus={menus} onRun={onRun} />
			<div className="top-space" />
			<time
				className="clock"
				data-testid="clock"
				data-now={clock.now}
				dateTime={new Date(clock.now).toISOString()}
				title={`${words.virtualTime}\n${next}`}
			>
				<svg width="15" height="15" viewBox="0 0 16 16" aria-hidden="true">
					<circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" strokeWidth="1.4" />
					<path
						d="M8 4.2V8l2.6 1.6"
						fill="none"
						stroke="currentColor"
						strokeWidth="1.4"
						strokeLinecap="round"
					/>
				</svg>
				{clockText(clock.now, lang, timeZone)}
			</time>
			<button
				type="button"
				className="quiet"
				data-testid="advance-hour"
				disabled={busy}
				onClick={() => onAdvance({ ms: HOUR })}
			>
				{words.advanceHour}
			</button>
			<button
				type="button"
				className="quiet"
				data-testid="advance-next"
				disabled={busy || clock.nextAt === null}
				title={next}
				onClick={() => onAdvance({ to: "next-update" })}
			>
				{words.advanceNext}
			</button>
		</header>
	);
}
