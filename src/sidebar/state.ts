/** What the page knows and what follows from it. Plain values: no DOM, no Google, no clock. */
import type {
	Axis,
	Field,
	Fields,
	HistoryEntry,
	QueueItem,
	QuickLog,
	SaveRequest,
	SidebarLead,
	SidebarSession,
} from "../addon/sidebar-contract";
import { type Guard, guardsOf } from "../domain/qualification/guards";
import { reasonProblem } from "../domain/qualification/reason";
import type { Verdict } from "../domain/records";

export const AXES = ["company", "contact", "deal"] as const satisfies readonly Axis[];
export const VERDICT_FIELDS = {
	company: "company_verdict",
	contact: "contact_verdict",
	deal: "deal_verdict",
} as const satisfies Record<Axis, Field>;
export const BANT = ["budget", "authority", "need", "timeframe"] as const;
/** Fields that every lead of a company shares. */
export const COMPANY_FIELDS: ReadonlySet<string> = new Set<Field>([
	"company_verdict",
	"organisation",
	"thinking",
	"situation",
]);

export type DateChip = "tomorrow" | "threeBusinessDays" | "nextWeek" | "nextMonth";
export const DATE_CHIPS: readonly DateChip[] = ["tomorrow", "threeBusinessDays", "nextWeek", "nextMonth"];
export const LOGS: readonly QuickLog[] = [
	"absent",
	"connected",
	"key",
	"appointment",
	"email",
	"meeting",
	"visit",
	"dm",
	"memo",
];

/** What a rep has done to one lead and not yet saved. */
export interface Edit {
	/** Whom it is about, for the lists. */
	readonly who: string;
	readonly base: Partial<Fields>;
	readonly changes: Partial<Fields>;
	readonly reason: string;
	/** Null while the rep has not touched it: then the last one used stands. */
	readonly source: string | null;
	readonly log: QuickLog | null;
	readonly note: string;
	/** It came back from an earlier page. */
	readonly isRestored: boolean;
}

/** A save on its way. */
export interface Pending {
	readonly request: SaveRequest;
	readonly who: string;
	/** Name of the company, whose other leads share what is saved for it. */
	readonly company: string;
	/** Reason of the verdicts before; an undo gives it back. */
	readonly reasonBefore: string;
}

/** A save that did not go through and waits for the rep. */
export type Trouble =
	| {
			readonly kind: "conflict";
			readonly pending: Pending;
			readonly theirs: SidebarLead;
			readonly fields: readonly Field[];
			readonly chosen: Readonly<Partial<Record<Field, "mine" | "theirs">>>;
	  }
	| { readonly kind: "gone"; readonly pending: Pending }
	| { readonly kind: "refused"; readonly pending: Pending; readonly message: string };

export type Problem = "reason" | "words" | "me" | "memo" | "verdict" | "kind";
/** Where a draft of everything unsaved is: "soon" while the server has not yet said that it has it. */
export type Kept = "here" | "server" | "soon" | "nowhere";
export type Section = "why" | "firstCall" | "bant" | "note" | "history" | "permissions";

export interface State {
	readonly language: "ja" | "en";
	readonly opening: "opening" | "failed" | "open";
	readonly session: SidebarSession | null;
	readonly me: string;
	/** Moment at which the session was read, ms. */
	readonly openedAt: number;

	readonly mode: "row" | "queue";
	/** Lead of the row that is followed; "" where the row is none, null before the first answer. */
	readonly rowId: string | null;
	/** The question for the row: on its way, waiting for its time, or at rest. */
	readonly poll: "asking" | "waiting" | "rest";
	readonly rowFailed: boolean;
	/** The row was asked for by hand: it is shown even if something is unsaved. */
	readonly isForced: boolean;
	readonly queue: readonly QueueItem[] | null;
	readonly queueState: "rest" | "asking" | "failed";
	readonly at: number;
	/** A lead shown out of turn: a draft, a conflict, an undo; "" for none. */
	readonly detour: string;

	/** Null for a lead whose row is gone. */
	readonly leads: Readonly<Record<string, SidebarLead | null>>;
	/** Leads asked for; "stale" when a save has overtaken the question. */
	readonly loading: Readonly<Record<string, "asked" | "stale">>;
	readonly failed: Readonly<Record<string, true>>;
	/** "asked" until it is there. */
	readonly histories: Readonly<Record<string, readonly HistoryEntry[] | "asked" | "failed">>;

	readonly edits: Readonly<Record<string, Edit>>;
	readonly outbox: readonly Pending[];
	/** Id of the save that is on its way; "" for none. */
	readonly sending: string;
	/** Failed tries of the first in the outbox; it is sent again after a while. */
	readonly tries: number;
	readonly isResting: boolean;
	/** What may be undone, and how it went. */
	readonly last: { readonly pending: Pending; readonly kind: "saved" | "undone" } | null;
	readonly troubles: readonly Trouble[];
	readonly kept: Kept;

	readonly source: string;
	readonly reasons: readonly string[];
	readonly problem: Problem | null;
	readonly open: Readonly<Partial<Record<Section, boolean>>>;
	readonly singleKeys: boolean;
	readonly isHelpOpen: boolean;

	readonly isVisible: boolean;
	readonly isTyping: boolean;
	/** Moment of the last input, ms. */
	readonly inputAt: number;
	readonly isPaused: boolean;
	/** Counts changes to what is to be logged, so that only the last one starts the clock. */
	readonly logTurn: number;
}

export const FIRST: State = {
	language: "ja",
	opening: "opening",
	session: null,
	me: "",
	openedAt: 0,
	mode: "row",
	rowId: null,
	poll: "rest",
	rowFailed: false,
	isForced: false,
	queue: null,
	queueState: "rest",
	at: 0,
	detour: "",
	leads: {},
	loading: {},
	failed: {},
	histories: {},
	edits: {},
	outbox: [],
	sending: "",
	tries: 0,
	isResting: false,
	last: null,
	troubles: [],
	kept: "here",
	source: "",
	reasons: [],
	problem: null,
	open: {},
	singleKeys: true,
	isHelpOpen: false,
	isVisible: true,
	isTyping: false,
	inputAt: 0,
	isPaused: false,
	logTurn: 0,
};

/** Id of the lead that is shown or about to be; "" for none. */
export function shownId(state: State): string {
	if (state.detour !== "") return state.detour;
	return (state.mode === "queue" ? state.queue?.[state.at]?.id : state.rowId) ?? "";
}

export function isQueueDone(state: State): boolean {
	return (
		state.mode === "queue" && state.detour === "" && state.queue !== null && state.at >= state.queue.length
	);
}

/** Whom a lead is about. */
export function nameOf(lead: SidebarLead | null | undefined): string {
	return lead == null ? "" : lead.name === "" ? lead.company : lead.name;
}

/** A lead's fields as they will stand once everything on its way is saved; the edit is not among them. */
export function promisedFields(state: State, lead: SidebarLead): Fields {
	const fields: Record<Field, string> = { ...lead.fields };
	for (const { request, company } of state.outbox) {
		const isSame = request.leadId === lead.id;
		const shares = company !== "" && company === lead.company;
		if (!isSame && !shares) continue;
		for (const [field, value] of entriesOf(request.changes)) {
			if (isSame || COMPANY_FIELDS.has(field)) fields[field] = value;
		}
	}
	return fields;
}

/** A lead's fields as the rep sees them. */
export function seenFields(state: State, lead: SidebarLead): Fields {
	return { ...promisedFields(state, lead), ...state.edits[lead.id]?.changes };
}

export function entriesOf(fields: Partial<Fields>): (readonly [Field, string])[] {
	return Object.entries(fields) as [Field, string][];
}

export function isDirty(edit: Edit | undefined): boolean {
	return countOf(edit) > 0;
}

/** How many changes an edit holds. */
export function countOf(edit: Edit | undefined): number {
	if (edit === undefined) return 0;
	const words = edit.reason.trim() !== "" || edit.note.trim() !== "";
	return Object.keys(edit.changes).length + (edit.log === null ? 0 : 1) || (words ? 1 : 0);
}

/** Whether an edit gives a verdict, which needs a reason. */
export function judges(changes: Partial<Fields>): boolean {
	return AXES.some((axis) => (changes[VERDICT_FIELDS[axis]] ?? "") !== "");
}

/** What keeps an edit from being saved; null when nothing does. */
export function problemOf(state: State, edit: Edit | undefined): Problem | null {
	if (edit === undefined || !isDirty(edit)) return null;
	if (state.me === "") return "me";
	if (judges(edit.changes)) {
		const lacks = reasonProblem(edit.reason);
		if (lacks !== null) return lacks;
	}
	if (edit.log === "memo" && edit.note.trim() === "") return "memo";
	if (Object.keys(edit.changes).length > 0 || edit.log !== null) return null;
	// Words alone belong to nothing.
	return edit.note.trim() === "" ? "verdict" : "kind";
}

export function verdictOf(code: string): Verdict | null {
	return code === "in" || code === "out" ? code : null;
}

/** What deserves a second look in what the rep is about to save. */
export function cautionsOf(state: State, lead: SidebarLead): readonly Guard[] {
	const edit = state.edits[lead.id];
	const fields = seenFields(state, lead);
	const plansAction =
		["next_action", "next_action_on", "next_action_type"].some((field) => edit?.changes[field as Field]) &&
		fields.next_action + fields.next_action_on !== "";
	return guardsOf({
		state: {
			company: verdictOf(fields.company_verdict),
			contact: verdictOf(fields.contact_verdict),
			deal: verdictOf(fields.deal_verdict),
		},
		touches: lead.touches,
		companyTouches: lead.companyTouches,
		contactCap: lead.contactCap,
		companyCap: lead.companyCap,
		doNotCall: fields.do_not_call === "yes",
		optOut: fields.opt_out === "yes",
		plansAction,
		plannedType: fields.next_action_type === "" ? null : fields.next_action_type,
		logs: edit?.log ?? null,
	});
}

/** Reasons that are one key away: what the rep wrote last, then the team's list where somebody is being ruled out. */
export function offeredReasons(state: State, lead: SidebarLead): readonly string[] {
	const changes = state.edits[lead.id]?.changes ?? {};
	const rulesOut = AXES.some((axis) => changes[VERDICT_FIELDS[axis]] === "out");
	const listed = rulesOut ? (state.session?.disqualifyReasons ?? []) : [];
	return [...new Set([...state.reasons, ...listed])];
}

/** How many of the five questions of the first call are answered. */
export function firstCallCount(fields: Fields): number {
	const asked = [
		fields.company_verdict,
		fields.organisation,
		fields.thinking,
		fields.situation,
		fields.contact_role,
	];
	return asked.filter((value) => value.trim() !== "").length;
}

export function bantFieldOf(question: (typeof BANT)[number]): Field {
	return `bant_${question}`;
}

export function bantCellsOf(fields: Fields): readonly string[] {
	return BANT.map((question) => fields[bantFieldOf(question)]);
}

/** Everything that is not in the sheet yet. */
export function isUnsaved(state: State): boolean {
	return (
		state.outbox.length > 0 ||
		state.troubles.length > 0 ||
		Object.values(state.edits).some((edit) => isDirty(edit))
	);
}

/** Whether the page may ask for the selected row: nobody is at work in it, and somebody looks at it. */
export function mayFollow(state: State): boolean {
	return (
		state.opening === "open" &&
		state.mode === "row" &&
		state.detour === "" &&
		state.isVisible &&
		!state.isTyping &&
		!state.isPaused &&
		!isDirty(state.edits[shownId(state)])
	);
}
