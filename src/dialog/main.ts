/** The dialog's page: runs the steps of `update` against the server. */
import { h, render } from "preact";
import { enDialog } from "../locale/en-dialog";
import { jaDialog } from "../locale/ja-dialog";
import { ask } from "./server";
import { FIRST, isWriting, type State, VIEWS } from "./state";
import { type Effect, type Event, update } from "./update";
import { App } from "./view/app";

/** An execution ends after six minutes; a call without an answer by then is taken for lost. */
const LOST_MS = 370_000;
const WORDS = { ja: jaDialog, en: enDialog };

const app = document.getElementById("app") as HTMLElement;
let state: State = FIRST;

function send(event: Event): void {
	const [next, effects] = update(state, event);
	state = next;
	show();
	for (const effect of effects) perform(effect);
}

function show(): void {
	document.documentElement.lang = state.language;
	render(h(App, { view: { state, words: WORDS[state.language], send } }), app);
}

function perform(effect: Effect): void {
	if (effect.type === "focus") {
		focus(effect.at);
		return;
	}
	const { view, turn, call } = effect;
	const lost = setTimeout(
		() => send({ type: "failed", view, turn, message: WORDS[state.language].lost }),
		LOST_MS,
	);
	ask(call)
		.then(
			(reply) => send({ type: "answered", view, turn, reply }),
			(error: Error) => send({ type: "failed", view, turn, message: error.message }),
		)
		.finally(() => clearTimeout(lost));
}

function focus(id: string): void {
	const found = document.getElementById(id);
	const target = found?.matches("fieldset, table, ul")
		? found.querySelector<HTMLElement>("input, select, button")
		: found;
	target?.focus({ preventScroll: id === "heading" });
	target?.scrollIntoView({ block: "nearest" });
	if (id === "heading") document.getElementById("body")?.scrollTo(0, 0);
}

addEventListener("beforeunload", (event) => {
	if (isWriting(state)) event.preventDefault();
});
// A file that misses its place must not replace the page.
for (const name of ["dragover", "drop"] as const) addEventListener(name, (event) => event.preventDefault());

const { view, language } = document.body.dataset;
send({
	type: "started",
	language:
		language === "ja" || language === "en" ? language : navigator.language.startsWith("ja") ? "ja" : "en",
	view: VIEWS.find((each) => each === view) ?? "adopt",
});
