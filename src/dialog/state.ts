/** What the page knows and what follows from it. Plain values: no DOM, no Google, no clock. */
import type {
	AdoptionPlan,
	AdoptionPreview,
	Answer,
	BatchLine,
	DialogSession,
	DialogView,
	DuplicateGroup,
	DuplicateList,
	ErasePreview,
	ImportOrder,
	ImportPreview,
	LearnedWord,
	Merge,
	MergePreview,
	PersonHit,
	ReassignOrder,
	ReassignPreview,
	RecordTable,
	TabChoice,
	TabLook,
	UndoPreview,
	UnknownWord,
	WordGuess,
} from "../addon/dialog-contract";
import { parseDay } from "../domain/calendar/day";
import { type Encoding, type ReadFile, type Separator, stops } from "./read-file";
import type { CallName } from "./server";

/** Mirrors the contract's list: a page knows the server by types only. */
export const VIEWS = [
	"adopt",
	"import",
	"duplicates",
	"learn",
	"reassign",
	"batches",
	"erase",
] as const satisfies readonly DialogView[];

/** Longer lists are cut here and say how much more there is. */
export const MOST_SHOWN = 200;

/** What the person has made of a look at a tab or file. */
export interface Mapping {
	readonly look: TabLook;
	readonly table: RecordTable | "";
	/** Column id by 1-based place; "" where it stays the team's own or is left out. */
	readonly columns: Readonly<Record<number, string>>;
	/** Doubtful places that the person has looked at. */
	readonly seen: Readonly<Record<number, true>>;
	/** Meaning by `wordKey`; "" for later. */
	readonly words: Readonly<Record<string, string>>;
}

export interface AdoptState {
	readonly step: "tabs" | "map" | "check" | "done";
	readonly tabs: readonly TabChoice[] | null;
	readonly gid: number | null;
	readonly mapping: Mapping | null;
	readonly preview: AdoptionPreview | null;
	readonly answer: Answer | null;
}

export type ImportMode = "plain" | "exhibition" | "list";

export interface ImportState {
	readonly step: "source" | "map" | "terms" | "check" | "done";
	readonly source: "file" | "paste";
	readonly name: string;
	readonly bytes: Uint8Array | null;
	readonly pasted: string;
	/** What the person knows better than the detection. */
	readonly encoding: Encoding | null;
	readonly separator: Separator | null;
	readonly file: ReadFile | null;
	/** Rows above the header that the person named; 0 leaves it to the server. */
	readonly skip: number;
	readonly mapping: Mapping | null;
	readonly mode: ImportMode;
	readonly defaults: Readonly<Record<string, string>>;
	readonly exhibitionDay: string;
	readonly listCost: string;
	readonly listDay: string;
	readonly conflicts: "keep" | "replace";
	/** Lines as the server counts them that stay out. */
	readonly without: Readonly<Record<number, true>>;
	readonly why: string;
	readonly preview: ImportPreview | null;
	readonly answer: Answer | null;
}

export interface DuplicatesState {
	readonly step: "list" | "check" | "done";
	readonly list: DuplicateList | null;
	/** Groups by their key. */
	readonly ticked: Readonly<Record<string, true>>;
	readonly survivors: Readonly<Record<string, string>>;
	/** Ids of rows that stay by themselves although their group is merged. */
	readonly apart: Readonly<Record<string, true>>;
	readonly why: string;
	readonly preview: MergePreview | null;
	readonly answer: Answer | null;
}

export interface LearnState {
	readonly step: "list" | "done";
	readonly words: readonly UnknownWord[] | null;
	readonly meanings: Readonly<Record<string, string>>;
	readonly why: string;
	readonly answer: Answer | null;
}

export interface ReassignState {
	readonly step: "form" | "done";
	readonly of: "person" | "nobody";
	readonly from: string;
	readonly to: string;
	readonly tables: Readonly<Record<ReassignOrder["tables"][number], boolean>>;
	readonly openOnly: boolean;
	readonly why: string;
	readonly preview: ReassignPreview | null;
	readonly answer: Answer | null;
}

export interface BatchesState {
	readonly step: "list" | "check" | "done";
	readonly list: readonly BatchLine[] | null;
	readonly batch: string;
	readonly why: string;
	readonly preview: UndoPreview | null;
	readonly answer: Answer | null;
}

export interface EraseState {
	readonly step: "find" | "check" | "done";
	readonly text: string;
	readonly hits: readonly PersonHit[] | null;
	readonly ids: Readonly<Record<string, true>>;
	readonly why: string;
	readonly typed: string;
	readonly preview: ErasePreview | null;
	readonly answer: Answer | null;
}

interface Views {
	readonly adopt: AdoptState;
	readonly import: ImportState;
	readonly duplicates: DuplicatesState;
	readonly learn: LearnState;
	readonly reassign: ReassignState;
	readonly batches: BatchesState;
	readonly erase: EraseState;
}

/** Why a step cannot be taken yet, and the control that wants an answer. */
export interface Problem {
	readonly code:
		| "tab"
		| "table"
		| "doubts"
		| "double"
		| "none"
		| "file"
		| "exhibition"
		| "exhibitionDay"
		| "list"
		| "cost"
		| "day"
		| "groups"
		| "words"
		| "from"
		| "to"
		| "same"
		| "tables"
		| "text"
		| "people"
		| "typed"
		| "why";
	readonly count: number;
	/** Id of the control. */
	readonly at: string;
}

/** What a view says about its last step that did not go through. */
export type Trouble =
	| { readonly kind: "problem"; readonly problem: Problem }
	/** A sentence of the server; "" where no answer came. */
	| { readonly kind: "failure"; readonly call: CallName; readonly message: string };

export interface State extends Views {
	readonly language: "ja" | "en";
	readonly opening: "opening" | "failed" | "open";
	readonly openFailure: string;
	readonly session: DialogSession | null;
	readonly view: DialogView;
	/** The one question of a view that is on its way. */
	readonly calls: Readonly<Partial<Record<DialogView, { readonly name: CallName; readonly turn: number }>>>;
	readonly turn: number;
	readonly troubles: Readonly<Partial<Record<DialogView, Trouble>>>;
}

const NO_BATCH = { why: "", preview: null, answer: null } as const;

/** Each view as it begins. */
export const BLANK: Views = {
	adopt: { step: "tabs", tabs: null, gid: null, mapping: null, preview: null, answer: null },
	import: {
		step: "source",
		source: "file",
		name: "",
		bytes: null,
		pasted: "",
		encoding: null,
		separator: null,
		file: null,
		skip: 0,
		mapping: null,
		mode: "plain",
		defaults: {},
		exhibitionDay: "",
		listCost: "",
		listDay: "",
		conflicts: "keep",
		without: {},
		...NO_BATCH,
	},
	duplicates: { step: "list", list: null, ticked: {}, survivors: {}, apart: {}, ...NO_BATCH },
	learn: { step: "list", words: null, meanings: {}, why: "", answer: null },
	reassign: {
		step: "form",
		of: "person",
		from: "",
		to: "",
		tables: { leads: true, companies: true, deals: true },
		openOnly: true,
		...NO_BATCH,
	},
	batches: { step: "list", list: null, batch: "", ...NO_BATCH },
	erase: { step: "find", text: "", hits: null, ids: {}, typed: "", ...NO_BATCH },
};

export const FIRST: State = {
	language: "ja",
	opening: "opening",
	openFailure: "",
	session: null,
	view: "adopt",
	calls: {},
	turn: 0,
	troubles: {},
	...BLANK,
};

/** Whether the view can be used: a workbook that is not set up yet may only be adopted. */
export function isOffered({ session, view }: State): boolean {
	return session !== null && (session.isSetUp || view === "adopt");
}

/** A call that changes the workbook: the page must stay open until it is answered. */
export function isWriting(state: State): boolean {
	return Object.values(state.calls).some(({ name }) => name.endsWith("Apply") || name === "learn");
}

export function wordKey({ kind, word }: { readonly kind: string; readonly word: string }): string {
	return `${kind}\n${word}`;
}

/** Whether a file has been read that can be taken over. */
export function isUsable(file: ReadFile | null): file is ReadFile {
	return file !== null && !stops(file.problem);
}

/** A look with the server's proposals taken over. */
export function mappingOf(look: TabLook): Mapping {
	return {
		look,
		table: look.table ?? "",
		columns: Object.fromEntries(look.columns.map(({ at, column }) => [at, column ?? ""])),
		seen: {},
		words: Object.fromEntries(look.words.map((word) => [wordKey(word), word.meaning])),
	};
}

/** Places that nobody has looked at although the proposal is doubtful. */
export function openDoubts({ look, seen }: Mapping): readonly number[] {
	return look.columns.flatMap(({ at, confidence }) => (confidence === "doubtful" && !seen[at] ? [at] : []));
}

/** Places whose column is given to another place as well. */
export function doubles({ columns }: Mapping): readonly number[] {
	const counts = new Map<string, number>();
	for (const id of Object.values(columns)) counts.set(id, (counts.get(id) ?? 0) + 1);
	return Object.entries(columns)
		.filter(([, id]) => id !== "" && (counts.get(id) ?? 0) > 1)
		.map(([at]) => Number(at));
}

/** Words of the columns that are taken over. */
export function wordsAsked({ look, columns }: Mapping): readonly WordGuess[] {
	const taken = new Set(Object.values(columns));
	return look.words.filter(({ column }) => taken.has(column));
}

function learnedOf(mapping: Mapping): LearnedWord[] {
	return wordsAsked(mapping).flatMap((guess) => {
		const meaning = mapping.words[wordKey(guess)] ?? "";
		return meaning === "" ? [] : [{ kind: guess.kind, word: guess.word, meaning }];
	});
}

export function adoptionOf(mapping: Mapping): AdoptionPlan {
	const { look, table, columns } = mapping;
	return {
		gid: look.gid,
		table: table as RecordTable,
		headRow: look.headRow,
		headRows: look.headRows,
		columns: look.columns.flatMap(({ at }) => (columns[at] ? [[at, columns[at]] as const] : [])),
		words: learnedOf(mapping),
	};
}

/** Rows as the server is to see them: from the header on, where the person has named it. */
export function rowsToSend({ file, skip }: ImportState): readonly (readonly string[])[] {
	return (file?.rows ?? []).slice(skip);
}

/** 1-based line of the file of a line that the server counts. */
export function lineInFile({ file, skip }: ImportState, line: number): number {
	return file?.lines[line - 1 + skip] ?? line + skip;
}

export function importOrderOf(state: ImportState, mapping: Mapping): ImportOrder {
	const rows = rowsToSend(state);
	const widest = rows.reduce((most, row) => Math.max(most, row.length), 0);
	const { look, table, columns } = mapping;
	const { mode, defaults, exhibitionDay, listCost, listDay, conflicts, without, why } = state;
	const campaign = (defaults["campaign"] ?? "").trim();
	return {
		table: table as RecordTable,
		rows,
		headRow: look.headRow,
		headRows: look.headRows,
		columns: Array.from({ length: widest }, (_, at) => columns[at + 1] || null),
		words: learnedOf(mapping),
		defaults: Object.fromEntries(Object.entries(defaults).filter(([, value]) => value.trim() !== "")),
		conflicts,
		without: Object.keys(without).map(Number),
		exhibition: mode === "exhibition" ? { name: campaign, day: exhibitionDay } : null,
		list: mode === "list" ? { name: campaign, cost: plainNumber(listCost) ?? "", day: listDay } : null,
		why: why.trim(),
	};
}

/**
 * A figure as people type it: full-width, with separators and 円; null for what is none.
 * @example plainNumber("３００,０００円") // => "300000"
 */
export function plainNumber(text: string): string | null {
	const plain = text.normalize("NFKC").replace(/[\s,¥円]/g, "");
	return /^\d+(\.\d+)?$/.test(plain) ? plain : null;
}

export function groupKey(group: DuplicateGroup): string {
	return group.rows.map(({ id }) => id).join("\n");
}

export function survivorOf({ survivors }: DuplicatesState, group: DuplicateGroup): string {
	return survivors[groupKey(group)] ?? group.rows[0]?.id ?? "";
}

/** The ticked groups as what is to be done. */
export function mergesOf(state: DuplicatesState): Merge[] {
	return (state.list?.groups ?? []).flatMap((group) => {
		if (!state.ticked[groupKey(group)]) return [];
		const survivor = survivorOf(state, group);
		const others = group.rows.map(({ id }) => id).filter((id) => id !== survivor && !state.apart[id]);
		return others.length === 0 ? [] : [{ survivor, others }];
	});
}

export function learnedWords({ words, meanings }: LearnState): LearnedWord[] {
	return (words ?? []).flatMap((word) => {
		const meaning = meanings[wordKey(word)] ?? word.meaning;
		return meaning === "" ? [] : [{ kind: word.kind, word: word.word, meaning }];
	});
}

export function reassignOrderOf({ of, from, to, tables, openOnly, why }: ReassignState): ReassignOrder {
	return {
		from: of === "nobody" ? "" : from.trim(),
		to: to.trim(),
		tables: (["leads", "companies", "deals"] as const).filter((table) => tables[table]),
		openOnly,
		why: why.trim(),
	};
}

/** What keeps a question from being asked; null when nothing does. */
export function problemOf(state: State, name: CallName, confirmation: string): Problem | null {
	const problem = (code: Problem["code"], at: string, count = 0): Problem => ({ code, at, count });
	switch (name) {
		case "adoptLook":
			return state.adopt.gid === null ? problem("tab", "tabs") : null;
		case "importLook":
			return isUsable(state.import.file) ? null : problem("file", "file");
		case "adoptCheck":
		case "adoptApply":
			return mappingProblem(state.adopt.mapping);
		case "importCheck":
		case "importApply":
			return mappingProblem(state.import.mapping) ?? termsProblem(state.import);
		case "mergeCheck":
		case "mergeApply":
			return mergesOf(state.duplicates).length === 0 ? problem("groups", "groups") : null;
		case "learn":
			return learnedWords(state.learn).length === 0 ? problem("words", "words") : null;
		case "reassignCheck":
		case "reassignApply": {
			const { of } = state.reassign;
			const { from, to, tables } = reassignOrderOf(state.reassign);
			if (of === "person" && from === "") return problem("from", "from");
			if (to === "") return problem("to", "to");
			if (from === to) return problem("same", "to");
			return tables.length === 0 ? problem("tables", "tables") : null;
		}
		case "eraseFind":
			return state.erase.text.trim() === "" ? problem("text", "text") : null;
		case "eraseCheck":
			return Object.keys(state.erase.ids).length === 0 ? problem("people", "people") : null;
		case "eraseApply":
			return state.erase.typed.normalize("NFKC").trim() === confirmation ? null : problem("typed", "typed");
		default:
			return null;
	}
}

/** What is missing in a mapping; null when it may be used. */
export function mappingProblem(mapping: Mapping | null): Problem | null {
	if (mapping === null || mapping.table === "") return { code: "table", at: "table", count: 0 };
	const twice = doubles(mapping);
	if (twice[0] !== undefined) return { code: "double", at: columnControl(twice[0]), count: twice.length };
	const doubts = openDoubts(mapping);
	if (doubts[0] !== undefined) return { code: "doubts", at: columnControl(doubts[0]), count: doubts.length };
	const first = mapping.look.columns[0]?.at ?? 1;
	const isNone = Object.values(mapping.columns).every((column) => column === "");
	return isNone ? { code: "none", at: columnControl(first), count: 0 } : null;
}

/** Id of the control for the column at a place. */
export function columnControl(at: number): string {
	return `column-${at}`;
}

function termsProblem({ mode, defaults, exhibitionDay, listCost, listDay }: ImportState): Problem | null {
	const problem = (code: Problem["code"], at: string): Problem => ({ code, at, count: 0 });
	const campaign = (defaults["campaign"] ?? "").trim();
	if (mode === "exhibition") {
		if (campaign === "") return problem("exhibition", "campaign");
		if (parseDay(exhibitionDay) === null) return problem("exhibitionDay", "exhibition-day");
	}
	if (mode === "list") {
		if (campaign === "") return problem("list", "campaign");
		if (listCost.trim() !== "" && plainNumber(listCost) === null) return problem("cost", "list-cost");
		if (parseDay(listDay) === null) return problem("day", "list-day");
	}
	return null;
}
