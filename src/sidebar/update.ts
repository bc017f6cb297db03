/**
 * Every step of the page: what happened, the state after it, and what is to be done about it. Whatever the page needs
 * from the server follows from its state alone, so no step has to remember to ask.
 */
import type {
	Axis,
	Field,
	HistoryEntry,
	QueueItem,
	QuickLog,
	SaveRequest,
	SaveResult,
	SidebarLead,
	SidebarSession,
} from "../addon/sidebar-contract";
import type { Draft } from "./draft";
import {
	AXES,
	COMPANY_FIELDS,
	type DateChip,
	type Edit,
	entriesOf,
	isDirty,
	judges,
	type Kept,
	mayFollow,
	nameOf,
	type Pending,
	type Problem,
	problemOf,
	promisedFields,
	type Section,
	type State,
	seenFields,
	shownId,
	type Trouble,
	VERDICT_FIELDS,
} from "./state";

/** What a moment brings along: the time in ms, and an id that nobody had before. */
export interface Moment {
	readonly now: number;
	readonly id: string;
}

interface Events {
	started: { language: "ja" | "en"; singleKeys: boolean; source: string };
	opened: { session: SidebarSession; draft: Draft };
	openFailed: object;
	renewed: { session: SidebarSession };
	reopen: object;
	rowAnswered: { id: string };
	rowFailed: object;
	pollDue: object;
	thisRow: object;
	queueAnswered: { items: readonly QueueItem[] };
	queueFailed: object;
	leadAnswered: { id: string; lead: SidebarLead | null };
	leadFailed: { id: string };
	leadAgain: object;
	historyDue: { id: string };
	historyAnswered: { id: string; entries: readonly HistoryEntry[] };
	historyFailed: { id: string };

	walk: { at: number };
	leaveQueue: object;
	/** The server knows the rep's name: a queue that was read before was everybody's. */
	named: object;
	reloadQueue: object;
	move: { by: 1 | -1 };
	detour: { id: string };

	typed: { field: Field; value: string };
	judged: { axis: Axis; code: string };
	confirmed: object;
	dateChosen: { chip: DateChip; fallback: string };
	reason: { value: string };
	source: { value: string };
	log: { kind: QuickLog };
	note: { value: string };
	logDue: { id: string; turn: number };
	discard: { id: string };
	me: { name: string };

	save: object;
	saveAnswered: { saveId: string; result: SaveResult };
	saveFailed: { saveId: string };
	retryDue: object;
	undo: object;
	choose: { saveId: string; field: Field; side: "mine" | "theirs" };
	chooseAll: { saveId: string; side: "mine" | "theirs" };
	resolve: { saveId: string };
	correct: { saveId: string };
	dismiss: { saveId: string };

	kept: { where: Kept };
	visible: { isVisible: boolean };
	typing: { isTyping: boolean };
	input: object;
	section: { section: Section; isOpen: boolean };
	singleKeys: { isOn: boolean };
	help: { isOpen: boolean };
}
export type Event = { [K in keyof Events]: { readonly type: K } & Readonly<Events[K]> }[keyof Events];

export type Effect =
	| { readonly type: "ask"; readonly what: "open" | "renew" | "row" | "queue" }
	| { readonly type: "ask"; readonly what: "lead" | "history"; readonly id: string }
	| { readonly type: "save"; readonly request: SaveRequest }
	| { readonly type: "tellMe"; readonly name: string }
	| { readonly type: "wait"; readonly ms: number; readonly next: Event }
	| { readonly type: "focus"; readonly on: FocusTarget };

export type FocusTarget = "heading" | (typeof ANSWERED_AT)[Problem];

/** How long after the last answer the selected row is asked for again. */
export const POLL_MS = 2000;
export const IDLE_MS = 10 * 60_000;
/** A page that stays open over night must not offer yesterday's tomorrow. */
export const RENEW_MS = 30 * 60_000;
/** A log is saved by itself after this pause, in which a word about it may be typed. */
export const LOG_MS = 5000;
/** History is looked at less often than leads are opened. */
const HISTORY_MS = 400;
const LONGEST_RETRY_MS = 60_000;
const MOST_REASONS = 5;
/** The lead that is shown and those that are ready after it. */
const PREFETCHED = 3;

/** Where the rep goes on when something keeps the save from going. */
const ANSWERED_AT = {
	me: "me",
	reason: "reason",
	words: "reason",
	memo: "note",
	verdict: "verdict",
	kind: "log",
} as const satisfies Record<Problem, string>;

type Step = readonly [State, readonly Effect[]];

/** The state after an event, and what is to be done. */
export function update(state: State, event: Event, moment: Moment): Step {
	const handle = handlers[event.type] as (state: State, event: Event, moment: Moment) => State | Step;
	const result = handle(state, event, moment);
	const [next, effects] = isStep(result) ? result : ([result, []] as const);
	const [settled, wants] = settle(next, moment);
	return [settled, [...effects, ...wants]];
}

function isStep(result: State | Step): result is Step {
	return Array.isArray(result);
}

/** Asks for whatever the state lacks. */
function settle(before: State, moment: Moment): Step {
	let state = before;
	const effects: Effect[] = [];
	const [head] = state.outbox;
	if (head !== undefined && state.sending === "" && !state.isResting && state.opening === "open") {
		state = { ...state, sending: head.request.saveId };
		effects.push({ type: "save", request: head.request });
	}
	if (state.opening === "open") {
		if (state.isVisible && moment.now - state.openedAt >= RENEW_MS) {
			state = { ...state, openedAt: moment.now };
			effects.push({ type: "ask", what: "renew" });
		}
		if (state.rowId === null && state.poll === "rest" && !state.rowFailed) {
			state = { ...state, poll: "asking" };
			effects.push({ type: "ask", what: "row" });
		}
		if (state.queue === null && state.queueState === "rest" && (state.mode === "queue" || isCalm(state))) {
			state = { ...state, queueState: "asking" };
			effects.push({ type: "ask", what: "queue" });
		}
		for (const id of wantedLeads(state)) {
			if (id in state.leads || id in state.loading || id in state.failed) continue;
			state = { ...state, loading: { ...state.loading, [id]: "asked" } };
			effects.push({ type: "ask", what: "lead", id });
		}
	}
	const shown = shownId(state);
	if (state.leads[shown] && !(shown in state.histories)) {
		state = { ...state, histories: { ...state.histories, [shown]: "asked" } };
		effects.push({ type: "wait", ms: HISTORY_MS, next: { type: "historyDue", id: shown } });
	}
	if (state.inputAt === 0) state = { ...state, inputAt: moment.now };
	if (state.poll === "rest" && mayFollow(state)) {
		state = { ...state, poll: "waiting" };
		effects.push({ type: "wait", ms: POLL_MS, next: { type: "pollDue" } });
	}
	return [state, effects];
}

/** The first lead is there, or there is none to wait for. */
function isCalm(state: State): boolean {
	const id = shownId(state);
	return state.rowFailed || (state.rowId !== null && (id === "" || id in state.leads || id in state.failed));
}

function wantedLeads(state: State): readonly string[] {
	const ahead = state.mode === "queue" ? state.at : 0;
	const next = (state.queue ?? []).slice(ahead, ahead + (state.mode === "queue" ? PREFETCHED : 1));
	const isReady = state.mode === "queue" || isCalm(state);
	return [shownId(state), ...(isReady ? next.map(({ id }) => id) : [])].filter((id) => id !== "");
}

const handlers: { [K in keyof Events]: (state: State, event: Events[K], moment: Moment) => State | Step } = {
	started: (state, { language, singleKeys, source }) => [
		{ ...state, language, singleKeys, source },
		[{ type: "ask", what: "open" }],
	],
	opened: (state, { session, draft }, { now }) => {
		const edits = Object.fromEntries(
			Object.entries(draft.edits).map(([id, edit]) => [id, { ...edit, isRestored: true }]),
		);
		return {
			...state,
			opening: "open",
			openedAt: now,
			session,
			language: session.language,
			me: session.me,
			reasons: session.recentReasons.slice(0, MOST_REASONS),
			edits: { ...edits, ...state.edits },
			outbox: [...draft.outbox.map(tried), ...state.outbox],
		};
	},
	renewed: (state, { session }) => ({ ...state, session }),
	openFailed: (state) => ({ ...state, opening: "failed" }),
	reopen: (state) => [{ ...state, opening: "opening" }, [{ type: "ask", what: "open" }]],

	rowAnswered: (state, { id }) => {
		// Between question and answer the rep may have begun to type: what is shown then stays.
		const isFree = state.rowId === null || state.isForced || mayFollow(state);
		const isLead = id !== "" || state.rowId === null;
		const next: State = { ...state, poll: "rest", rowFailed: false, isForced: false };
		if (!isFree || !isLead) return next;
		const isAgain = state.isForced && id in state.leads && !(id in state.loading);
		if (!isAgain) return { ...next, rowId: id };
		// Asked for by hand: what is known of the lead is shown at once and read anew.
		return [
			{ ...next, rowId: id, loading: { ...state.loading, [id]: "asked" } },
			[{ type: "ask", what: "lead", id }],
		];
	},
	rowFailed: (state) => ({
		...state,
		poll: "rest",
		rowFailed: true,
		isForced: false,
		rowId: state.rowId ?? "",
	}),
	pollDue: (state, _, { now }) => {
		if (state.poll !== "waiting") return state;
		if (!mayFollow(state)) return { ...state, poll: "rest" };
		if (now - state.inputAt >= IDLE_MS) return { ...state, poll: "rest", isPaused: true };
		return [{ ...state, poll: "asking" }, [{ type: "ask", what: "row" }]];
	},
	thisRow: (state, _, { now }) => followRow(state, now),

	queueAnswered: (state, { items }) => {
		const next: State = { ...state, queue: items, queueState: "rest", at: 0 };
		// Read again while somebody walks through it: who is looked at stays.
		const id = state.mode === "queue" && state.detour === "" ? shownId(state) : "";
		return id === "" ? next : goTo(next, id);
	},
	queueFailed: (state) => ({ ...state, queueState: state.queue === null ? "failed" : "rest" }),
	leadAnswered: (state, { id, lead }) => {
		const { [id]: asked, ...loading } = state.loading;
		if (asked === "stale") return { ...state, loading };
		const next: State = { ...state, loading, leads: { ...state.leads, [id]: lead } };
		// What has vanished since the queue was read is passed over, unless somebody looks at it.
		if (lead !== null || state.mode !== "queue" || shownId(state) === id || state.queue === null) return next;
		return { ...next, queue: state.queue.filter((item) => item.id !== id) };
	},
	leadFailed: (state, { id }) => {
		const { [id]: _, ...loading } = state.loading;
		return { ...state, loading, failed: { ...state.failed, [id]: true } };
	},
	leadAgain: (state) => ({ ...forgetLead(state, shownId(state)), failed: {} }),
	historyDue: (state, { id }) => {
		if (shownId(state) === id) return [state, [{ type: "ask", what: "history", id }]];
		const { [id]: _, ...histories } = state.histories;
		return { ...state, histories };
	},
	historyAnswered: (state, { id, entries }) => ({
		...state,
		histories: { ...state.histories, [id]: entries },
	}),
	historyFailed: (state, { id }) => ({ ...state, histories: { ...state.histories, [id]: "failed" } }),

	walk: (state, { at }) =>
		toHeading({ ...state, mode: "queue", at, detour: "", isPaused: false, problem: null }),
	leaveQueue: (state, _, { now }) => followRow(state, now),
	named: (state) =>
		state.queue === null && state.queueState !== "asking"
			? state
			: [{ ...state, queueState: "asking" }, [{ type: "ask", what: "queue" }]],
	reloadQueue: (state) => ({ ...state, queue: null, queueState: "rest", at: 0, detour: "", failed: {} }),
	move: (state, { by }) => moveOn(state, by),
	detour: (state, { id }) => toHeading({ ...state, detour: id, problem: null }),

	typed: (state, { field, value }) =>
		edited(state, (lead, edit) => withField(state, lead, edit, field, value)),
	judged: (state, { axis, code }) =>
		edited(state, (lead, edit) => {
			const field = VERDICT_FIELDS[axis];
			// Given again as it stands, a verdict is confirmed; once more, and it is left alone.
			if (code === "" || seenFields(state, lead)[field] !== code || isChange(edit, field))
				return withField(state, lead, edit, field, code);
			return field in edit.changes ? without(edit, field) : confirmed(edit, field, code);
		}),
	confirmed: (state) => {
		const next = edited(state, (lead, edit) =>
			AXES.map((axis) => VERDICT_FIELDS[axis]).reduce((before, field) => {
				const code = seenFields(state, lead)[field];
				return code === "" || field in edit.changes ? before : confirmed(before, field, code);
			}, edit),
		);
		return [next, [{ type: "focus", on: "reason" }]];
	},
	dateChosen: (state, { chip, fallback }) =>
		edited(state, (lead, edit) => {
			const dated = withField(state, lead, edit, "next_action_on", state.session?.days[chip] ?? "");
			const isBlank = { ...seenFields(state, lead), ...dated.changes }.next_action === "";
			return isBlank ? withField(state, lead, dated, "next_action", fallback) : dated;
		}),
	reason: (state, { value }) => edited(state, (_, edit) => ({ ...edit, reason: value })),
	source: (state, { value }) => edited(state, (_, edit) => ({ ...edit, source: value })),
	log: (state, { kind }) => {
		const next = edited(state, (_, edit) => ({ ...edit, log: edit.log === kind ? null : kind }));
		const [waiting, effects] = waitForLog(next);
		const isSet = next.edits[shownId(next)]?.log === kind;
		return [waiting, isSet && kind === "memo" ? [...effects, { type: "focus", on: "note" }] : effects];
	},
	note: (state, { value }) => waitForLog(edited(state, (_, edit) => ({ ...edit, note: value }))),
	logDue: (state, { id, turn }, moment) => {
		const edit = state.edits[id];
		if (turn !== state.logTurn || !edit?.log) return state;
		const { changes, reason, source } = edit;
		// The log alone: what else is under way stays with the rep.
		const logOnly: Edit = { ...edit, base: {}, changes: {}, reason: "", source: null };
		const problem = problemOf(state, logOnly);
		if (problem !== null) return problem === "me" ? { ...state, problem } : state;
		const rest: Edit = { ...edit, log: null, note: "" };
		const sent = enqueue(state, id, logOnly, moment);
		const isEmpty = Object.keys(changes).length === 0 && reason === "" && source === null;
		return isEmpty ? withoutEdit(sent, id) : { ...sent, edits: { ...sent.edits, [id]: rest } };
	},
	discard: (state, { id }) => ({ ...withoutEdit(state, id), problem: null }),
	me: (state, { name }) => [{ ...state, me: name, problem: null }, [{ type: "tellMe", name }]],

	save: (state, _, moment) => {
		const id = shownId(state);
		const edit = state.edits[id];
		const problem = problemOf(state, edit);
		if (problem !== null) {
			return [{ ...state, problem }, [{ type: "focus", on: ANSWERED_AT[problem] }]];
		}
		if (edit === undefined || !isDirty(edit))
			return state.mode === "queue" || state.detour !== "" ? moveOn(state, 1) : state;
		const sent = withoutEdit(enqueue(state, id, edit, moment), id);
		return state.mode === "queue" || state.detour !== "" ? moveOn(sent, 1) : { ...sent, problem: null };
	},
	saveAnswered: (state, { saveId, result }) => {
		const pending = state.outbox.find(({ request }) => request.saveId === saveId);
		if (pending === undefined) return state;
		if (result.state === "busy") return state.sending === saveId ? rest(state) : state;
		let next: State = {
			...state,
			outbox: state.outbox.filter((each) => each !== pending),
			...(state.outbox[0] === pending ? { sending: "", tries: 0 } : {}),
		};
		const { request } = pending;
		if (result.state === "saved") {
			next = overtake(next, pending, result.lead);
			const kind = request.undoOf === "" ? "saved" : "undone";
			return { ...next, last: { pending, kind } };
		}
		// An undo whose save never happened has nothing to take back.
		const isUndone = next.outbox.some((each) => each.request.undoOf === saveId);
		if (isUndone) return { ...next, outbox: next.outbox.filter((each) => each.request.undoOf !== saveId) };
		const trouble: Trouble =
			result.state === "conflict"
				? { kind: "conflict", pending, theirs: result.lead, fields: result.fields, chosen: {} }
				: result.state === "gone"
					? { kind: "gone", pending }
					: { kind: "refused", pending, message: result.message };
		if (result.state === "conflict")
			next = { ...next, leads: { ...next.leads, [result.lead.id]: result.lead } };
		if (result.state === "gone") next = { ...next, leads: { ...next.leads, [request.leadId]: null } };
		return { ...next, troubles: [...next.troubles, trouble] };
	},
	saveFailed: (state, { saveId }) => (state.sending === saveId ? rest(state) : state),
	retryDue: (state) => ({ ...state, isResting: false }),
	undo: (state, _, { id }) => {
		const waiting = state.outbox[state.outbox.length - 1];
		const target = waiting ?? (state.last?.kind === "saved" ? state.last.pending : undefined);
		if (target === undefined || target.request.undoOf !== "") return state;
		const { request } = target;
		const back = goTo({ ...state, last: null, problem: null }, request.leadId);
		if (waiting !== undefined && state.sending !== request.saveId && !request.isRetry) {
			const edit = { ...editOf(target, state.edits[request.leadId]), log: null, note: "" };
			const outbox = state.outbox.filter((each) => each !== waiting);
			const edits = isDirty(edit) ? { ...state.edits, [request.leadId]: edit } : state.edits;
			return toHeading({ ...back, outbox, edits });
		}
		const inverse: Pending = {
			...target,
			request: {
				...request,
				saveId: id,
				base: request.changes,
				changes: request.base,
				reason: target.reasonBefore,
				log: null,
				isRetry: false,
				undoOf: request.saveId,
			},
		};
		return toHeading({ ...back, outbox: [...state.outbox, inverse] });
	},
	choose: (state, { saveId, field, side }) =>
		troubled(state, saveId, (trouble) =>
			trouble.kind === "conflict" ? { ...trouble, chosen: { ...trouble.chosen, [field]: side } } : trouble,
		),
	chooseAll: (state, { saveId, side }, moment) => {
		const chosen = troubled(state, saveId, (trouble) =>
			trouble.kind === "conflict"
				? { ...trouble, chosen: Object.fromEntries(trouble.fields.map((field) => [field, side])) }
				: trouble,
		);
		return handlers.resolve(chosen, { saveId }, moment);
	},
	resolve: (state, { saveId }, moment) => {
		const trouble = state.troubles.find((each) => each.pending.request.saveId === saveId);
		if (trouble?.kind !== "conflict") return state;
		const { pending, theirs, fields, chosen } = trouble;
		if (fields.some((field) => chosen[field] === undefined)) return state;
		const kept = entriesOf(pending.request.changes).filter(([field]) => chosen[field] !== "theirs");
		const settled = withoutTrouble(state, saveId);
		if (kept.length === 0 && pending.request.log === null) return settled;
		const request: SaveRequest = {
			...pending.request,
			saveId: moment.id,
			isRetry: false,
			place: theirs.place,
			base: Object.fromEntries(kept.map(([field]) => [field, theirs.fields[field]])),
			changes: Object.fromEntries(kept),
		};
		return { ...settled, outbox: [...settled.outbox, { ...pending, request }] };
	},
	correct: (state, { saveId }) => {
		const trouble = state.troubles.find((each) => each.pending.request.saveId === saveId);
		if (trouble === undefined) return state;
		const { leadId } = trouble.pending.request;
		const edit = editOf(trouble.pending, state.edits[leadId]);
		const back = goTo(
			{ ...withoutTrouble(state, saveId), edits: { ...state.edits, [leadId]: edit } },
			leadId,
		);
		const [next, effects] = waitForLog(back);
		return [next, [...effects, { type: "focus", on: "heading" }]];
	},
	dismiss: (state, { saveId }) => withoutTrouble(state, saveId),

	kept: (state, { where }) => ({ ...state, kept: where }),
	visible: (state, { isVisible }) => ({ ...state, isVisible }),
	typing: (state, { isTyping }) => ({ ...state, isTyping }),
	input: (state, _, { now }) => ({ ...state, inputAt: now }),
	section: (state, { section, isOpen }) => ({ ...state, open: { ...state.open, [section]: isOpen } }),
	singleKeys: (state, { isOn }) => ({ ...state, singleKeys: isOn }),
	help: (state, { isOpen }) => ({ ...state, isHelpOpen: isOpen }),
};

function followRow(state: State, now: number): Step {
	const next: State = {
		...state,
		mode: "row",
		detour: "",
		problem: null,
		isPaused: false,
		isForced: true,
		inputAt: now,
		failed: {},
		poll: "asking",
	};
	return [next, [{ type: "ask", what: "row" }]];
}

function toHeading(state: State): Step {
	return [state, [{ type: "focus", on: "heading" }]];
}

/** To the next or previous lead of the queue; from a lead out of turn back to its place. */
function moveOn(state: State, by: 1 | -1): State | Step {
	if (state.detour !== "") return toHeading({ ...state, detour: "", problem: null });
	if (state.mode !== "queue" || state.queue === null) return state;
	const at = Math.min(Math.max(state.at + by, 0), state.queue.length);
	return at === state.at ? state : toHeading({ ...state, at, problem: null });
}

function goTo(state: State, id: string): State {
	if (shownId(state) === id) return state;
	const at = state.mode === "queue" ? (state.queue ?? []).findIndex((item) => item.id === id) : -1;
	return at < 0 ? { ...state, detour: id } : { ...state, at, detour: "" };
}

/** Changes the edit of the lead that is shown. */
function edited(state: State, change: (lead: SidebarLead, edit: Edit) => Edit): State {
	const id = shownId(state);
	const lead = state.leads[id];
	if (lead == null) return state;
	const edit = change(lead, state.edits[id] ?? blankEdit(lead));
	const isBlank = !isDirty(edit) && edit.source === null;
	return {
		...(isBlank ? withoutEdit(state, id) : { ...state, edits: { ...state.edits, [id]: edit } }),
		problem: null,
	};
}

function blankEdit(lead: SidebarLead): Edit {
	return {
		who: nameOf(lead),
		base: {},
		changes: {},
		reason: "",
		source: null,
		log: null,
		note: "",
		isRestored: false,
	};
}

/** A field that stands as it was before is no change. */
function withField(state: State, lead: SidebarLead, edit: Edit, field: Field, value: string): Edit {
	const before = edit.base[field] ?? promisedFields(state, lead)[field];
	if (value === before) return without(edit, field);
	return {
		...edit,
		base: { ...edit.base, [field]: before },
		changes: { ...edit.changes, [field]: value },
	};
}

function without(edit: Edit, field: Field): Edit {
	const { [field]: _, ...base } = edit.base;
	const { [field]: __, ...changes } = edit.changes;
	return { ...edit, base, changes };
}

function confirmed(edit: Edit, field: Field, code: string): Edit {
	return {
		...edit,
		base: { ...edit.base, [field]: code },
		changes: { ...edit.changes, [field]: code },
	};
}

function isChange({ base, changes }: Edit, field: Field): boolean {
	return changes[field] !== base[field];
}

function withoutEdit(state: State, id: string): State {
	const { [id]: _, ...edits } = state.edits;
	return { ...state, edits };
}

/** An edit again of what was to be saved; what the rep has typed since stands. */
function editOf({ request, who }: Pending, since: Edit | undefined): Edit {
	return {
		who,
		base: { ...since?.base, ...request.base },
		changes: { ...request.changes, ...since?.changes },
		reason: since?.reason || request.reason,
		source: since?.source ?? request.source,
		log: since?.log ?? request.log?.kind ?? null,
		note: since?.note || (request.log?.note ?? ""),
		isRestored: false,
	};
}

function enqueue(state: State, leadId: string, edit: Edit, { id: saveId }: Moment): State {
	const lead = state.leads[leadId];
	const source = edit.source ?? state.source;
	const isVerdict = judges(edit.changes);
	const reason = edit.reason.trim();
	const pending: Pending = {
		request: {
			saveId,
			leadId,
			place: lead?.place ?? "",
			base: edit.base,
			changes: edit.changes,
			reason,
			source: isVerdict ? source : "",
			log: edit.log === null ? null : { kind: edit.log, note: edit.note.trim() },
			by: state.me,
			isRetry: false,
			undoOf: "",
		},
		who: edit.who,
		company: lead?.company ?? "",
		reasonBefore: lead == null ? "" : reasonBefore(lead, edit),
	};
	const reasons = [reason, ...state.reasons.filter((each) => each !== reason)].slice(0, MOST_REASONS);
	return {
		...state,
		outbox: [...state.outbox, pending],
		last: null,
		logTurn: state.logTurn + 1,
		...(isVerdict ? { source, reasons } : {}),
	};
}

function reasonBefore(lead: SidebarLead, edit: Edit): string {
	const axis = AXES.find((each) => (edit.base[VERDICT_FIELDS[each]] ?? "") !== "");
	return axis === undefined ? "" : lead.verdicts[axis].reason;
}

/** The save has happened: what it answered stands, and answers that are on their way are older than it. */
function overtake(state: State, { request, company }: Pending, lead: SidebarLead): State {
	const shown = shownId(state);
	const leads: Record<string, SidebarLead | null> = { ...state.leads, [lead.id]: lead };
	const loading: Record<string, "asked" | "stale"> = { ...state.loading };
	const { [request.leadId]: _, ...histories } = state.histories;
	const shares = Object.keys(request.changes).some((field) => COMPANY_FIELDS.has(field)) && company !== "";
	for (const id of new Set([...Object.keys(leads), ...Object.keys(loading)])) {
		const isSame = id === lead.id;
		if (!isSame && !(shares && (leads[id]?.company ?? company) === company)) continue;
		if (loading[id] === "asked") loading[id] = "stale";
		if (isSame) continue;
		const other = leads[id];
		// A colleague of the same company: what was saved for it holds for them, too; the rest is read again.
		if (other != null && id === shown)
			leads[id] = { ...other, fields: { ...other.fields, ...sharedOf(request) } };
		else delete leads[id];
	}
	return { ...state, leads, loading, histories };
}

function sharedOf({ changes }: SaveRequest): Partial<Record<Field, string>> {
	return Object.fromEntries(entriesOf(changes).filter(([field]) => COMPANY_FIELDS.has(field)));
}

function forgetLead(state: State, id: string): State {
	const { [id]: _, ...leads } = state.leads;
	const { [id]: __, ...histories } = state.histories;
	const { [id]: ___, ...failed } = state.failed;
	return { ...state, leads, histories, failed };
}

function waitForLog(state: State): Step {
	const id = shownId(state);
	const logTurn = state.logTurn + 1;
	const next = { ...state, logTurn };
	if (!state.edits[id]?.log) return [next, []];
	return [next, [{ type: "wait", ms: LOG_MS, next: { type: "logDue", id, turn: logTurn } }]];
}

/** The first save did not get through: it is sent again after a while that grows. */
function rest(state: State): Step {
	const ms = Math.min(2000 * 2 ** state.tries, LONGEST_RETRY_MS);
	const [head, ...others] = state.outbox;
	const outbox = head === undefined ? others : [tried(head), ...others];
	return [
		{ ...state, outbox, sending: "", tries: state.tries + 1, isResting: true },
		[{ type: "wait", ms, next: { type: "retryDue" } }],
	];
}

/** It may have been written without an answer. */
function tried(pending: Pending): Pending {
	return { ...pending, request: { ...pending.request, isRetry: true } };
}

function troubled(state: State, saveId: string, change: (trouble: Trouble) => Trouble): State {
	return {
		...state,
		troubles: state.troubles.map((each) => (each.pending.request.saveId === saveId ? change(each) : each)),
	};
}

function withoutTrouble(state: State, saveId: string): State {
	return { ...state, troubles: state.troubles.filter((each) => each.pending.request.saveId !== saveId) };
}
