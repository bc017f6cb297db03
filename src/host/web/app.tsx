import { useLayoutEffect, useRef, useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";
import { Geometry } from "./charts/geometry";
import { ChartLayer } from "./charts/layer";
import { Desk } from "./desk";
import { Header } from "./header";
import { Busy, DialogBox, FailureBar, QuestionBox, Sidebar, Toasts } from "./panels";
import { ScreenStore } from "./screen";
import { createUniver, type Lang } from "./univer";
import { WORDS } from "./words";
import { WorkbookView } from "./workbook-view";
import "./page.css";

/** For tests that drive the page. */
interface PageHandle {
	readonly ready: Promise<void>;
	cell(sheet: string, a1: string): string;
	select(sheet: string, a1: string): Promise<void>;
	goto(sheet: string): Promise<void>;
}
declare global {
	interface Window {
		__mikomi: PageHandle;
	}
}

interface AppProps {
	readonly desk: Desk;
	readonly store: ScreenStore;
	readonly view: WorkbookView;
	readonly geometry: Geometry;
	readonly grid: HTMLElement;
	readonly lang: Lang;
}

function App({ desk, store, view, geometry, grid, lang }: AppProps) {
	const screen = useSyncExternalStore(store.subscribe, store.get);
	const words = WORDS[lang];
	const gridPlace = useRef<HTMLElement>(null);
	useLayoutEffect(() => gridPlace.current?.append(grid), [grid]);
	const frame = { words, run: desk.runFromFrame, onFocusEditor: view.focus };
	return (
		<div className="page">
			<Header
				name={screen.name}
				menus={screen.menus}
				clock={screen.clock}
				timeZone={screen.timeZone}
				lang={lang}
				words={words}
				busy={screen.advancing}
				onRun={(functionName) => {
					view.focus();
					void desk.runMenu(functionName);
				}}
				onAdvance={(request) => void desk.advance(request)}
			/>
			<div className="body">
				<main className="grid" data-testid="grid" ref={gridPlace} />
				{screen.sidebar ? (
					<Sidebar {...frame} dialog={screen.sidebar} onClose={() => store.set({ sidebar: null })} />
				) : null}
			</div>
			{screen.ready ? (
				<ChartLayer
					view={view}
					geometry={geometry}
					clock={desk}
					charts={screen.charts}
					lang={lang}
					epoch={screen.epoch}
				/>
			) : null}
			{screen.dialogs.map((dialog) => (
				<DialogBox key={dialog.key} {...frame} dialog={dialog} onClose={() => desk.closeDialog(dialog.key)} />
			))}
			{screen.question ? (
				<QuestionBox
					key={screen.question.id}
					question={screen.question}
					words={words}
					onAnswer={desk.answer}
				/>
			) : null}
			<Toasts toasts={screen.toasts} words={words} onClose={desk.closeToast} />
			<div className="notices">
				{screen.connected ? null : <Busy text={words.disconnected} />}
				{screen.running && !screen.question ? <Busy text={words.running} /> : null}
				{screen.failure ? (
					<FailureBar failure={screen.failure} words={words} onClose={() => store.set({ failure: null })} />
				) : null}
			</div>
		</div>
	);
}

async function start(): Promise<void> {
	const store = new ScreenStore();
	const desk = new Desk(store);
	const asked = new URLSearchParams(location.search).get("lang");
	const snapshot = await desk.connection.firstSnapshot();
	performance.mark("mikomi-data");
	const lang: Lang = asked === "ja" || asked === "en" ? asked : snapshot.locale;
	// Also decides which shape of a kanji the fonts give.
	document.documentElement.lang = lang;
	const grid = document.createElement("div");
	grid.className = "univer-root";
	const univer = await createUniver(grid, lang);
	const view = new WorkbookView(univer, {
		onLocal: desk.local,
		onSelect: desk.selected,
		onChange: desk.changed,
	});
	const geometry = new Geometry(univer.__getInjector(), view);
	const root = createRoot(document.getElementById("root") ?? document.body);
	root.render(<App desk={desk} store={store} view={view} geometry={geometry} grid={grid} lang={lang} />);
	// The grid measures itself when it starts, so it must be in the page by then.
	await new Promise<void>((resolve) => {
		const wait = () => (grid.isConnected ? resolve() : requestAnimationFrame(wait));
		wait();
	});
	desk.start(view, snapshot, lang);
	document.title = `${snapshot.name}`;
	performance.mark("mikomi-loaded");
	await view.drawn();
	store.set({ ready: true });
	await view.painted();
	window.__mikomi = {
		ready: Promise.resolve(),
		cell: (sheet, a1) => view.displayed(sheet, a1),
		select: (sheet, a1) => view.select(sheet, a1),
		goto: (sheet) => view.goto(sheet),
	};
	performance.mark("mikomi-ready");
}

let resolveReady: () => void = () => {};
let rejectReady: (error: unknown) => void = () => {};
const ready = new Promise<void>((resolve, reject) => {
	resolveReady = resolve;
	rejectReady = reject;
});
const early = (): never => {
	throw new Error("The page is not ready.");
};
window.__mikomi = { ready, cell: early, select: early, goto: early };
start().then(resolveReady, (error: unknown) => {
	rejectReady(error);
	const lang: Lang = document.documentElement.lang === "en" ? "en" : "ja";
	const message = error instanceof Error ? error.message : String(error);
	document.body.textContent = WORDS[lang].failed(message);
	console.error(error);
});
