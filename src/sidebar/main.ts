/** The sidebar's page: runs the steps of `update` against the server, the keyboard and the clock. */
import { h, render } from "preact";
import { enSidebar } from "../locale/en-sidebar";
import { jaSidebar } from "../locale/ja-sidebar";
import { draftText } from "./draft";
import { DraftKeeper, HEARTBEAT_MS, readOwnSettings, writeOwnSettings } from "./keep";
import { type Command, commandOf, type Place } from "./keys";
import { server } from "./server";
import { FIRST, isUnsaved, LOGS, offeredReasons, type State, shownId } from "./state";
import { type Effect, type Event, type FocusTarget, update } from "./update";
import { App } from "./view/app";

/** A call whose answer has not come for so long is taken for lost; Google tells of no end. */
const LOST_MS = 90_000;
/** Moving the pointer is told at most this often. */
const INPUT_MS = 15_000;

const WORDS = { ja: jaSidebar, en: enSidebar };
const FOCUS_IDS: Readonly<Record<FocusTarget, string>> = {
	heading: "heading",
	reason: "reason",
	me: "me",
	note: "note",
	verdict: "company-in",
	log: "first-log",
};

const app = document.getElementById("app") as HTMLElement;
let state: State = FIRST;
let lastInput = 0;
let language = "";

function newId(): string {
	return Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) =>
		byte.toString(36).padStart(2, "0"),
	).join("");
}

const keeper = new DraftKeeper(
	newId(),
	(text) => server.sidebarDraft(text),
	(where) => {
		if (where !== state.kept) send({ type: "kept", where });
	},
);

function send(event: Event): void {
	const before = state;
	const [next, effects] = update(before, event, { now: Date.now(), id: newId() });
	state = next;
	show();
	keeper.keep(draftText(next), Date.now());
	if (next.singleKeys !== before.singleKeys || next.source !== before.source)
		writeOwnSettings({ singleKeys: next.singleKeys, source: next.source });
	for (const effect of effects) perform(effect);
}

function show(): void {
	if (language !== state.language) {
		language = state.language;
		document.documentElement.lang = language;
	}
	render(h(App, { view: { state, words: WORDS[state.language], send } }), app);
}

function perform(effect: Effect): void {
	switch (effect.type) {
		case "ask":
			ask(effect);
			return;
		case "save": {
			const { saveId } = effect.request;
			answered(server.sidebarSave(effect.request)).then(
				(result) => send({ type: "saveAnswered", saveId, result }),
				() => send({ type: "saveFailed", saveId }),
			);
			return;
		}
		case "tellMe":
			// The name goes with every save; only the next page would ask again.
			server.sidebarMe(effect.name).then(
				() => send({ type: "named" }),
				() => {},
			);
			return;
		case "wait":
			setTimeout(() => send(effect.next), effect.ms);
			return;
		case "focus":
			focus(effect.on);
	}
}

function ask(effect: Extract<Effect, { type: "ask" }>): void {
	switch (effect.what) {
		case "open":
			answered(server.sidebarOpen()).then(
				(session) =>
					send({
						type: "opened",
						session,
						draft: keeper.adopt(session.draft, Date.now(), session.erased),
					}),
				() => send({ type: "openFailed" }),
			);
			return;
		case "renew":
			// Without an answer the old session serves on.
			answered(server.sidebarOpen()).then(
				(session) => send({ type: "renewed", session }),
				() => {},
			);
			return;
		case "row":
			answered(server.sidebarRow()).then(
				(id) => send({ type: "rowAnswered", id }),
				() => send({ type: "rowFailed" }),
			);
			return;
		case "queue":
			answered(server.sidebarQueue()).then(
				(items) => send({ type: "queueAnswered", items }),
				() => send({ type: "queueFailed" }),
			);
			return;
		case "lead":
			answered(server.sidebarLead(effect.id)).then(
				(lead) => send({ type: "leadAnswered", id: effect.id, lead }),
				() => send({ type: "leadFailed", id: effect.id }),
			);
			return;
		case "history":
			answered(server.sidebarHistory(effect.id)).then(
				(entries) => send({ type: "historyAnswered", id: effect.id, entries }),
				() => send({ type: "historyFailed", id: effect.id }),
			);
	}
}

function answered<T>(call: Promise<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(new Error("no answer")), LOST_MS);
		call.then(resolve, reject).finally(() => clearTimeout(timer));
	});
}

function focus(on: FocusTarget): void {
	const target = document.getElementById(FOCUS_IDS[on]);
	target?.focus({ preventScroll: on === "heading" });
	if (on === "heading") window.scrollTo(0, 0);
	else target?.scrollIntoView({ block: "nearest" });
}

/** What has the focus, as far as keys care. */
function placeOf(target: EventTarget | null): Place {
	if (!(target instanceof HTMLElement)) return "elsewhere";
	if (target instanceof HTMLInputElement && (target.type === "radio" || target.type === "checkbox"))
		return "choice";
	if (target.matches("input, textarea, select")) return "text";
	if (target.closest('[data-place="log"]') !== null) return "log";
	return target.matches("button, summary, a") ? "button" : "elsewhere";
}

addEventListener("keydown", (event) => {
	const place = placeOf(event.target);
	const isComposing = event.isComposing || event.keyCode === 229;
	const target = event.target as HTMLElement;
	if (event.key === "Enter" && !isComposing && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
		if (target.dataset?.["enter"] !== "leave") return;
		event.preventDefault();
		target.blur();
		return;
	}
	const command = commandOf(
		{
			key: event.key,
			code: event.code,
			isCommand: event.ctrlKey || event.metaKey,
			isShift: event.shiftKey,
			isAlt: event.altKey,
			isComposing,
		},
		place,
		state.singleKeys,
	);
	if (command === null) return;
	event.preventDefault();
	obey(command);
});

function obey(command: Command): void {
	switch (command.do) {
		case "verdict":
			send({ type: "judged", axis: command.axis, code: command.code });
			return;
		case "reasonChip": {
			const lead = state.leads[shownId(state)];
			const value = lead == null ? undefined : offeredReasons(state, lead)[command.at];
			if (value !== undefined) send({ type: "reason", value });
			return;
		}
		case "logChip": {
			const kind = LOGS[command.at];
			if (kind !== undefined) send({ type: "log", kind });
			return;
		}
		case "date":
			send({
				type: "dateChosen",
				chip: command.chip,
				fallback: WORDS[state.language].action.fallback,
			});
			return;
		case "focus": {
			const id = command.on === "log" ? "first-log" : command.on;
			document.getElementById(id)?.focus();
			return;
		}
		case "move":
			send({ type: "move", by: command.by });
			return;
		case "help":
			send({ type: "help", isOpen: !state.isHelpOpen });
			return;
		case "leave":
			if (state.isHelpOpen) send({ type: "help", isOpen: false });
			else (document.activeElement as HTMLElement | null)?.blur();
			return;
		default:
			send({ type: command.do });
	}
}

for (const [name, isTyping] of [
	["focusin", true],
	["focusout", false],
] as const) {
	addEventListener(name, ({ target }) => {
		if (placeOf(target) === "text") send({ type: "typing", isTyping });
	});
}
for (const name of ["pointerdown", "keydown", "wheel", "pointermove"]) {
	addEventListener(
		name,
		() => {
			const now = Date.now();
			if (now - lastInput < INPUT_MS) return;
			lastInput = now;
			send({ type: "input" });
		},
		{ passive: true },
	);
}
document.addEventListener("visibilitychange", () =>
	send({ type: "visible", isVisible: document.visibilityState === "visible" }),
);
addEventListener("online", () => send({ type: "retryDue" }));
addEventListener("pagehide", () => keeper.close(Date.now()));
addEventListener("beforeunload", (event) => {
	const isKept = state.kept === "here" || state.kept === "server";
	if (!isKept && isUnsaved(state)) event.preventDefault();
});
setInterval(() => keeper.beat(Date.now()), HEARTBEAT_MS);

send({
	type: "started",
	language: navigator.language.startsWith("ja") ? "ja" : "en",
	...readOwnSettings(),
});
