/**
 * What crosses between the dialog's page and the server: plain values only, never a Date (PLATFORM facts 116, 117).
 * Sentences come from the server in the user's language; days are ISO, "" is blank.
 */
import type { RecordTable } from "../workbook/schema";

export type { RecordTable };

export const DIALOG_VIEWS = [
	"adopt",
	"import",
	"duplicates",
	"learn",
	"reassign",
	"batches",
	"erase",
] as const;
export type DialogView = (typeof DIALOG_VIEWS)[number];

/** What a choice offers: its code and its word in the sheet's language. */
export type Option = readonly [code: string, label: string];

/** Everything the page may ask; each is one call. A thrown error is one sentence for the person. */
export interface DialogApi {
	open(): DialogSession;

	/** The tabs that may be adopted, those that Mikomi uses already marked. */
	adoptTabs(): readonly TabChoice[];
	/** Looks at a tab and proposes what it is and which column means what. Changes nothing. */
	adoptLook(gid: number, table: RecordTable | null, headRow: number | null): TabLook;
	/** Dry run: exactly which cells would be added. */
	adoptCheck(plan: AdoptionPlan): AdoptionPreview;
	adoptApply(plan: AdoptionPlan): Answer;

	/** The same look at rows of a file or of the clipboard. */
	importLook(rows: readonly (readonly string[])[], table: RecordTable | null): TabLook;
	importCheck(order: ImportOrder): ImportPreview;
	importApply(order: ImportOrder): Answer;

	duplicates(): DuplicateList;
	mergeCheck(merges: readonly Merge[]): MergePreview;
	mergeApply(merges: readonly Merge[], why: string): Answer;

	unknownWords(): readonly UnknownWord[];
	learn(words: readonly LearnedWord[], why: string): Answer;

	reassignCheck(order: ReassignOrder): ReassignPreview;
	reassignApply(order: ReassignOrder): Answer;

	batches(): readonly BatchLine[];
	undoCheck(batch: string): UndoPreview;
	undoApply(batch: string, why: string): Answer;

	/** People whose name, mail or company holds the text. */
	eraseFind(text: string): readonly PersonHit[];
	eraseCheck(ids: readonly string[]): ErasePreview;
	eraseApply(ids: readonly string[], why: string): Answer;
}

export interface DialogSession {
	readonly language: "ja" | "en";
	readonly isSetUp: boolean;
	/** The person's name as in メンバー; "" where it is not known. */
	readonly me: string;
	readonly members: readonly string[];
	/** The columns that people fill, by table: what a column of a file may be taken for. */
	readonly columns: Readonly<Record<RecordTable, readonly Option[]>>;
	readonly tables: readonly Option[];
	readonly channels: readonly string[];
}

/** The outcome of what was asked for, in one sentence. */
export interface Answer {
	readonly ok: boolean;
	readonly message: string;
	/** The batch that can be undone; "" where nothing was written. */
	readonly batch: string;
}

export interface TabChoice {
	readonly gid: number;
	readonly name: string;
	/** The table that it looks like or is used as; null for neither. */
	readonly table: RecordTable | null;
	readonly isAdopted: boolean;
	readonly rows: number;
	/** The batch whose undo ends its use; "" where it is not adopted. */
	readonly undo: string;
}

/** How far a proposal may be trusted; a doubtful one has to be looked at by the person. */
export type Confidence = "sure" | "likely" | "doubtful";

export interface ColumnGuess {
	/** 1-based place. */
	readonly at: number;
	/** As it stands, levels of a header of several rows joined by " / ". */
	readonly header: string;
	/** Up to 3 filled cells as shown. */
	readonly samples: readonly string[];
	/** Column id; null for a column that stays the team's own. */
	readonly column: string | null;
	readonly confidence: Confidence;
	/** Why, in one phrase: 「見出し「会社名」」, 「13桁で検査数字が合う」. */
	readonly reason: string;
	/** Other columns that it may be, best first. */
	readonly others: readonly string[];
}

/** A word of a choice column (status, channel, verdict, type …) that has no meaning yet, or a remembered one. */
export interface WordGuess {
	/** Kind of dictionary in 設定. */
	readonly kind: string;
	readonly column: string;
	readonly word: string;
	readonly count: number;
	/** Proposed meaning; "" for none. */
	readonly meaning: string;
	readonly options: readonly Option[];
}

export interface TabLook {
	readonly gid: number;
	readonly name: string;
	readonly table: RecordTable | null;
	/** 1-based first row of the header, and how many rows it has; 0 where there is none. */
	readonly headRow: number;
	readonly headRows: number;
	/** Rows with content below the header. */
	readonly rows: number;
	/** The first rows as shown, at most 8: where the person sees whether the header was found. */
	readonly top?: readonly (readonly string[])[];
	readonly columns: readonly ColumnGuess[];
	readonly words: readonly WordGuess[];
	/** One sentence where it cannot be used as it is; else "". */
	readonly problem: string;
}

export interface AdoptionPlan {
	readonly gid: number;
	readonly table: RecordTable;
	readonly headRow: number;
	readonly headRows: number;
	/** What each column means: 1-based place and column id. */
	readonly columns: readonly (readonly [at: number, column: string])[];
	readonly words: readonly LearnedWord[];
}

export interface AdoptionPreview {
	readonly ok: boolean;
	readonly sentence: string;
	/** Cells that would be added: a range in A1 notation and what stands there. */
	readonly added: readonly (readonly [range: string, what: string])[];
}

export interface ImportOrder {
	readonly table: RecordTable;
	/** All rows of the file as text, the header among them. */
	readonly rows: readonly (readonly string[])[];
	readonly headRow: number;
	readonly headRows: number;
	/** Column id for each place, null to leave it out. */
	readonly columns: readonly (string | null)[];
	/** What the words of choice columns mean, as the person has said. */
	readonly words?: readonly LearnedWord[];
	/** Values for every new row that has none of its own, by column id: channel, campaign, owner, created_at … */
	readonly defaults: Readonly<Record<string, string>>;
	/** What happens to a filled cell of a matched row that differs: it stays, or the file's value replaces it. */
	readonly conflicts: "keep" | "replace";
	/** Lines (1-based, of the file) that the person left out. */
	readonly without: readonly number[];
	/** Cards of an exhibition: a visit is logged for each, fit is judged at once, the next action is due on the next business day. */
	readonly exhibition: { readonly name: string; readonly day: string } | null;
	/** A bought list: its name and cost go to 費用. */
	readonly list: { readonly name: string; readonly cost: string; readonly day: string } | null;
	readonly why: string;
}

export interface ImportPreview {
	readonly ok: boolean;
	readonly sentence: string;
	readonly counts: {
		readonly rows: number;
		readonly created: number;
		readonly matched: number;
		/** Blank cells of matched rows that would be filled. */
		readonly filled: number;
		readonly conflicting: number;
		readonly repeated: number;
		readonly unreadable: number;
	};
	/** At most 200 of each, in the order of lines. */
	readonly lines: readonly ImportLine[];
	/** Companies' fit of the new rows, for an exhibition: label and count. */
	readonly judged: readonly (readonly [label: string, count: number])[];
}

export interface ImportLine {
	/** 1-based line of the file. */
	readonly line: number;
	readonly kind: "created" | "matched" | "conflicting" | "repeated" | "unreadable";
	/** Company and name as in the file. */
	readonly who: string;
	/** Whom it matches and why, which cell differs, or what cannot be read. */
	readonly what: string;
}

export interface DuplicateRow {
	readonly id: string;
	/** Name of its tab. */
	readonly tab: string;
	readonly company: string;
	readonly name: string;
	readonly email: string;
	readonly phone: string;
	readonly owner: string;
	readonly createdAt: string;
	readonly activities: number;
}

export interface DuplicateGroup {
	readonly strength: "certain" | "strong" | "possible";
	readonly reasons: readonly string[];
	/** The proposed survivor first. */
	readonly rows: readonly DuplicateRow[];
}

export interface DuplicateList {
	/** The strongest first; at most 200. */
	readonly groups: readonly DuplicateGroup[];
	readonly total: number;
	readonly sentence: string;
}

export interface Merge {
	readonly survivor: string;
	readonly others: readonly string[];
}

export interface MergePreview {
	readonly sentence: string;
	/** Cells of survivors that would be filled: who, column, value. */
	readonly filled: readonly (readonly [who: string, column: string, value: string])[];
	/** Cells that differ; both stay where they are. */
	readonly kept: readonly (readonly [who: string, column: string, value: string, other: string])[];
}

export interface UnknownWord {
	readonly kind: string;
	readonly kindLabel: string;
	readonly word: string;
	readonly count: number;
	/** Proposed meaning; "" for none. */
	readonly meaning: string;
	readonly options: readonly Option[];
}

export interface LearnedWord {
	readonly kind: string;
	readonly word: string;
	readonly meaning: string;
}

export interface ReassignOrder {
	/** "" for rows without an owner. */
	readonly from: string;
	readonly to: string;
	readonly tables: readonly ("leads" | "companies" | "deals")[];
	/** Only open deals, and leads without a verdict of 対象外. */
	readonly openOnly: boolean;
	readonly why: string;
}

export interface ReassignPreview {
	readonly sentence: string;
	readonly counts: readonly (readonly [label: string, count: number])[];
}

export interface BatchLine {
	readonly batch: string;
	readonly at: string;
	readonly by: string;
	readonly kind: string;
	readonly why: string;
	readonly rows: number;
	/** "" while it stands. */
	readonly undoneAt: string;
	/** It cannot be undone: what was erased stays erased, and what is too old is forgotten. */
	readonly isFinal?: boolean;
}

export interface UndoPreview {
	readonly sentence: string;
	readonly restored: number;
	readonly removed: number;
	/** Rows or cells that somebody changed since; they stay as they are. */
	readonly changed: readonly string[];
}

export interface PersonHit {
	readonly id: string;
	readonly company: string;
	readonly name: string;
	readonly email: string;
	readonly createdAt: string;
}

export interface ErasePreview {
	readonly sentence: string;
	/** Where something is blanked: tab and count of cells. */
	readonly places: readonly (readonly [tab: string, cells: number])[];
}
