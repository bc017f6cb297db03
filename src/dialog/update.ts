/** Every step of the page: what happened, the state after it, and what is to be asked or focused. */
import type { Answer, DialogView, TabLook } from "../addon/dialog-contract";
import { type Encoding, type ReadFile, readFile, readPasted, readText, type Separator } from "./read-file";
import type { Call, CallName, Reply } from "./server";
import {
	adoptionOf,
	BLANK,
	importOrderOf,
	isOffered,
	learnedWords,
	type Mapping,
	mappingOf,
	mappingProblem,
	mergesOf,
	type Problem,
	problemOf,
	reassignOrderOf,
	rowsToSend,
	type State,
	type Trouble,
} from "./state";

type Edit = {
	[V in DialogView]: { readonly type: "edit"; readonly view: V; readonly change: Partial<State[V]> };
}[DialogView];

export type Event =
	| { readonly type: "started"; readonly language: "ja" | "en"; readonly view: DialogView }
	| { readonly type: "reopen" }
	| { readonly type: "go"; readonly view: DialogView }
	/** What the person typed or chose; what was checked before holds no longer. */
	| Edit
	/** Back to an earlier step, or on to one that needs no answer. */
	| { readonly type: "step"; readonly step: string }
	| { readonly type: "restart" }
	/** `why` stands in where the person gave no reason; `confirmation` is the word to be typed. */
	| { readonly type: "ask"; readonly name: CallName; readonly why?: string; readonly confirmation?: string }
	| { readonly type: "lookAgain"; readonly table: Mapping["table"]; readonly headRow: number | null }
	| { readonly type: "column"; readonly at: number; readonly column: string }
	| { readonly type: "seen"; readonly at: number; readonly isSeen: boolean }
	| { readonly type: "word"; readonly key: string; readonly meaning: string }
	| { readonly type: "source"; readonly source: State["import"]["source"] }
	| { readonly type: "file"; readonly name: string; readonly bytes: Uint8Array }
	| { readonly type: "pasted"; readonly text: string }
	| { readonly type: "reading"; readonly encoding?: Encoding; readonly separator?: Separator }
	| { readonly type: "undo"; readonly batch: string }
	| {
			readonly type: "answered";
			readonly view: DialogView | "";
			readonly turn: number;
			readonly reply: Reply;
	  }
	| {
			readonly type: "failed";
			readonly view: DialogView | "";
			readonly turn: number;
			readonly message: string;
	  };

export type Effect =
	| { readonly type: "ask"; readonly view: DialogView | ""; readonly turn: number; readonly call: Call }
	/** The heading of the step, or a control by its id. */
	| { readonly type: "focus"; readonly at: string };

type Step = readonly [State, readonly Effect[]];

const HEADING: Effect = { type: "focus", at: "heading" };

/** What a view shows when it is entered. */
const LISTS = {
	adopt: "adoptTabs",
	duplicates: "duplicates",
	learn: "unknownWords",
	batches: "batches",
} as const satisfies Partial<Record<DialogView, CallName>>;

/** A question that is asked again where it failed, since without its answer the view is empty. */
export function isForList(name: CallName): boolean {
	return Object.values(LISTS).some((each) => each === name);
}

export function update(state: State, event: Event): Step {
	switch (event.type) {
		case "started":
			return opened({ ...state, language: event.language, view: event.view });
		case "reopen":
			return opened(state);
		case "go":
			return enter({ ...state, view: event.view });
		case "edit":
			return [edited(state, event), []];
		case "step":
			return stepped(state, event.step);
		case "restart":
			return enter({ ...patched(state, state.view, BLANK[state.view]), ...withoutTrouble(state) });
		case "ask":
			return asked(withReason(state, event.why ?? ""), event.name, event.confirmation ?? "");
		case "lookAgain":
			return lookedAgain(state, event.table, event.headRow);
		case "column":
		case "seen":
		case "word":
			return [remapped(state, event), []];
		case "source":
			return [withFile(state, { source: event.source }), []];
		case "file":
			return [withFile(state, { name: event.name, bytes: event.bytes, source: "file" }), []];
		case "pasted":
			return [withFile(state, { pasted: event.text, source: "paste" }), []];
		case "reading":
			return [reread(state, event), []];
		case "undo": {
			const at = { ...state, view: "batches" as const };
			return asked(
				patched(at, "batches", { batch: event.batch, answer: null, preview: null }),
				"undoCheck",
				"",
			);
		}
		case "answered":
			return answered(state, event.view, event.turn, event.reply);
		case "failed":
			return failed(state, event.view, event.turn, event.message);
	}
}

function patched<V extends DialogView>(state: State, view: V, change: Partial<State[V]>): State {
	return { ...state, [view]: { ...state[view], ...change } };
}

function withoutTrouble(state: State): Pick<State, "troubles"> {
	const { [state.view]: _, ...troubles } = state.troubles;
	return { troubles };
}

function opened(state: State): Step {
	return send({ ...state, opening: "opening" }, "", { name: "open", args: [] });
}

function hasList({ adopt, duplicates, learn, batches }: State, view: keyof typeof LISTS): boolean {
	const lists = { adopt: adopt.tabs, duplicates: duplicates.list, learn: learn.words, batches: batches.list };
	return lists[view] !== null;
}

/** Shows a view and reads its list where there is none yet. */
function enter(state: State): Step {
	const view = state.view;
	const lacks = view in LISTS && !hasList(state, view as keyof typeof LISTS);
	if (!lacks || state.calls[view] !== undefined || !isOffered(state)) return [state, [HEADING]];
	const [next, effects] = send(state, view, { name: LISTS[view as keyof typeof LISTS], args: [] });
	return [next, [HEADING, ...effects]];
}

function edited(state: State, { view, change }: Edit): State {
	// A reason, a confirmation or a line left out changes nothing in what was checked.
	const isBeside = Object.keys(change).every((name) => ["why", "typed", "without"].includes(name));
	const checked = isBeside || !("preview" in state[view]) ? {} : { preview: null };
	return { ...patched(state, view, { ...checked, ...change }), ...withoutTrouble(state) };
}

function stepped(state: State, step: string): Step {
	if (step === "terms") {
		const problem = mappingProblem(state.import.mapping);
		if (problem !== null) return refused(state, problem);
	}
	const next = patched(state, state.view, { step } as Partial<State[DialogView]>);
	return [{ ...next, ...withoutTrouble(state) }, [HEADING]];
}

function refused(state: State, problem: Problem): Step {
	return [withTrouble(state, state.view, { kind: "problem", problem }), [{ type: "focus", at: problem.at }]];
}

function asked(state: State, name: CallName, confirmation: string): Step {
	if (state.calls[state.view] !== undefined) return [state, []];
	const problem = problemOf(state, name, confirmation);
	if (problem !== null) return refused(state, problem);
	return send(state, state.view, callOf(state, name));
}

function send(state: State, view: DialogView | "", call: Call): Step {
	const turn = state.turn + 1;
	const asking: Effect = { type: "ask", view, turn, call };
	if (view === "") return [{ ...state, turn }, [asking]];
	const { [view]: _, ...troubles } = state.troubles;
	return [
		{ ...state, turn, troubles, calls: { ...state.calls, [view]: { name: call.name, turn } } },
		[asking],
	];
}

function withReason(state: State, fallback: string): State {
	const view = state[state.view];
	if (fallback === "" || !("why" in view) || view.why.trim() !== "") return state;
	return patched(state, state.view, { why: fallback } as Partial<State[DialogView]>);
}

/** The question as the state has it. */
function callOf(state: State, name: CallName): Call {
	const { adopt, duplicates, learn, batches, erase, reassign } = state;
	switch (name) {
		case "adoptLook":
			return { name, args: [adopt.gid as number, null, null] };
		case "adoptCheck":
		case "adoptApply":
			return { name, args: [adoptionOf(adopt.mapping as Mapping)] };
		case "importLook":
			return { name, args: [rowsToSend(state.import), null] };
		case "importCheck":
		case "importApply":
			return { name, args: [importOrderOf(state.import, state.import.mapping as Mapping)] };
		case "mergeCheck":
			return { name, args: [mergesOf(duplicates)] };
		case "mergeApply":
			return { name, args: [mergesOf(duplicates), duplicates.why.trim()] };
		case "learn":
			return { name, args: [learnedWords(learn), learn.why.trim()] };
		case "reassignCheck":
		case "reassignApply":
			return { name, args: [reassignOrderOf(reassign)] };
		case "undoCheck":
			return { name, args: [batches.batch] };
		case "undoApply":
			return { name, args: [batches.batch, batches.why.trim()] };
		case "eraseFind":
			return { name, args: [erase.text.trim()] };
		case "eraseCheck":
			return { name, args: [Object.keys(erase.ids)] };
		case "eraseApply":
			return { name, args: [Object.keys(erase.ids), erase.why.trim()] };
		default:
			return { name, args: [] };
	}
}

/** Another table or another header: the same look once more. */
function lookedAgain(state: State, table: Mapping["table"], headRow: number | null): Step {
	const { view } = state;
	const wish = table === "" ? null : table;
	if (state.calls[view] !== undefined) return [state, []];
	if (view === "adopt")
		return send(state, view, { name: "adoptLook", args: [state.adopt.gid as number, wish, headRow] });
	// A file's header is where the rows begin that are sent.
	const skip = headRow === null ? state.import.skip : headRow - 1;
	const next = patched(state, "import", { skip, without: {} });
	return send(next, "import", { name: "importLook", args: [rowsToSend(next.import), wish] });
}

function remapped(state: State, event: Extract<Event, { type: "column" | "seen" | "word" }>): State {
	const view = state.view === "import" ? "import" : "adopt";
	const { mapping } = state[view];
	if (mapping === null) return state;
	const change = { preview: null, mapping: { ...mapping, ...mappingChange(mapping, event) } };
	return { ...patched(state, view, change), ...withoutTrouble(state) };
}

function mappingChange(
	{ columns, seen, words }: Mapping,
	event: Extract<Event, { type: "column" | "seen" | "word" }>,
): Partial<Mapping> {
	switch (event.type) {
		case "column":
			// Whoever chooses has looked.
			return { columns: { ...columns, [event.at]: event.column }, seen: { ...seen, [event.at]: true } };
		case "seen": {
			const { [event.at]: _, ...others } = seen;
			return { seen: event.isSeen ? { ...others, [event.at]: true } : others };
		}
		case "word":
			return { words: { ...words, [event.key]: event.meaning } };
	}
}

/** A new source: what was found out about the last one is gone. */
function withFile(state: State, source: Partial<State["import"]>): State {
	const blank = { encoding: null, separator: null, skip: 0, mapping: null, preview: null, without: {} };
	return reread(patched(state, "import", { ...source, ...blank }), {});
}

function reread(state: State, wish: { encoding?: Encoding; separator?: Separator }): State {
	const now = { ...state.import, ...wish };
	const next = patched(state, "import", {
		...wish,
		file: fileOf(now),
		skip: 0,
		mapping: null,
		preview: null,
	});
	return { ...next, ...withoutTrouble(state) };
}

function fileOf({ source, bytes, pasted, encoding, separator }: State["import"]): ReadFile | null {
	if (source === "file") return bytes === null ? null : readFile(bytes, { encoding, separator });
	if (pasted.trim() === "") return null;
	return separator === null ? readPasted(pasted) : readText(pasted, { separator });
}

function answered(state: State, view: DialogView | "", turn: number, reply: Reply): Step {
	if (view === "") {
		if (reply.name !== "open") return [state, []];
		const session = reply.value;
		const isFirst = state.opening !== "open";
		const next: State = { ...state, session, language: session.language, opening: "open" };
		return isFirst ? enter(next) : [next, []];
	}
	// Overtaken by a later question.
	if (state.calls[view]?.turn !== turn) return [state, []];
	const { [view]: _, ...calls } = state.calls;
	const next = taken({ ...state, calls }, reply);
	// Whoever has gone elsewhere meanwhile is not called back.
	const focus = state.view === view && moves(state, next, view) ? [HEADING] : [];
	if (reply.name !== "adoptApply" || !reply.value.ok) return [next, focus];
	// What there is to choose from has grown with the tab.
	const [last, effects] = send(next, "", { name: "open", args: [] });
	return [last, [...focus, ...effects]];
}

function moves(before: State, after: State, view: DialogView): boolean {
	return before[view].step !== after[view].step;
}

function taken(state: State, reply: Reply): State {
	switch (reply.name) {
		case "open":
			return state;
		case "adoptTabs":
			return patched(state, "adopt", { tabs: reply.value });
		case "adoptLook":
			return patched(state, "adopt", {
				step: "map",
				preview: null,
				...kept(state.adopt.mapping, reply.value),
			});
		case "adoptCheck":
			return patched(state, "adopt", { step: "check", preview: reply.value });
		case "adoptApply":
			return written(state, "adopt", reply);
		case "importLook":
			return patched(state, "import", {
				step: "map",
				preview: null,
				...kept(state.import.mapping, reply.value),
			});
		case "importCheck":
			return patched(state, "import", { step: "check", preview: reply.value });
		case "importApply":
			return written(state, "import", reply);
		case "duplicates":
			return patched(state, "duplicates", { list: reply.value, ticked: {}, survivors: {}, apart: {} });
		case "mergeCheck":
			return patched(state, "duplicates", { step: "check", preview: reply.value });
		case "mergeApply":
			return written(state, "duplicates", reply);
		case "unknownWords":
			return patched(state, "learn", { words: reply.value, meanings: {} });
		case "learn":
			return written(state, "learn", reply);
		case "reassignCheck":
			return patched(state, "reassign", { preview: reply.value });
		case "reassignApply":
			return written(state, "reassign", reply);
		case "batches":
			return patched(state, "batches", { list: reply.value });
		case "undoCheck":
			return patched(state, "batches", { step: "check", preview: reply.value });
		case "undoApply":
			return written(state, "batches", reply);
		case "eraseFind":
			return patched(state, "erase", { hits: reply.value, ids: {} });
		case "eraseCheck":
			return patched(state, "erase", { step: "check", preview: reply.value, typed: "" });
		case "eraseApply":
			return written(state, "erase", reply);
	}
}

/** A look at the same rows keeps what the person had said about words. */
function kept(before: Mapping | null, look: TabLook): { readonly mapping: Mapping } {
	const mapping = mappingOf(look);
	return {
		mapping: before === null ? mapping : { ...mapping, words: { ...mapping.words, ...before.words } },
	};
}

type Written = Extract<Reply, { readonly value: Answer }>;

/** After a write every list may be out of date: it is read again where it is shown next. */
function written(state: State, view: DialogView, { name, value }: Written): State {
	if (!value.ok) return withTrouble(state, view, { kind: "failure", call: name, message: value.message });
	const done = { step: "done", answer: value } as Partial<State[DialogView]>;
	const next = patched(state, view, done);
	return {
		...next,
		adopt: { ...next.adopt, tabs: null },
		duplicates: { ...next.duplicates, list: null },
		learn: { ...next.learn, words: null },
		batches: { ...next.batches, list: null },
	};
}

function withTrouble(state: State, view: DialogView, trouble: Trouble): State {
	return { ...state, troubles: { ...state.troubles, [view]: trouble } };
}

function failed(state: State, view: DialogView | "", turn: number, message: string): Step {
	if (view === "")
		return state.opening === "open"
			? [state, []]
			: [{ ...state, opening: "failed", openFailure: message }, [HEADING]];
	const call = state.calls[view];
	if (call?.turn !== turn) return [state, []];
	const { [view]: _, ...calls } = state.calls;
	return [withTrouble({ ...state, calls }, view, { kind: "failure", call: call.name, message }), []];
}
