/**
 * The spreadsheet as this room needs it; addon/ implements it over SpreadsheetApp. Rows and columns are 1-based, as
 * people and Sheets count them. Each method that is not marked "handle" is one call to Google's servers.
 */
import type { WallTime } from "../domain/calendar/day";
import type { Cell } from "./codec";

/** A mark that moves with what it stands on (developer metadata). */
export interface Mark {
	readonly key: string;
	readonly value: string;
	/** Sheet id; null for a mark on the spreadsheet. */
	readonly sheet: number | null;
	/** Null for a mark on a whole sheet. */
	readonly column: number | null;
}

export interface Tab {
	/** Handle: id and name do not cost a call. */
	readonly id: number;
	readonly name: string;
	/**
	 * Rows of the sheet above the one that is row 1 here: where a team's titles stand over the header, rows are counted
	 * from the (last) header row. Only links and sentences about sheet rows add it.
	 */
	readonly above: number;
	/** Handle: last row and column with content, at least 1. */
	extent(): { rows: number; columns: number };
	read(row: number, column: number, rows: number, columns: number): Cell[][];
	/** Grows the grid where the block reaches beyond it. */
	write(row: number, column: number, block: readonly (readonly Cell[])[]): void;
	/** "" where a cell holds no formula. */
	formulas(row: number, column: number, rows: number, columns: number): string[][];
	setFormula(row: number, column: number, formula: string): void;
	formats(row: number, column: number, rows: number, columns: number): string[][];
	setFormats(row: number, column: number, formats: readonly (readonly string[])[]): void;
	/** Handle: rows of the grid, blank ones too. */
	gridRows(): number;
	/** Grows the grid so that the row and column exist. */
	grow(rows: number, columns: number): void;
	deleteRows(row: number, count: number): void;
	/** Adds one row below all others in one step, so that no row typed at the same time is hit. */
	append(row: readonly Cell[]): void;
}

export interface Book {
	/** Such as "ja_JP"; a call when it is asked for first. */
	readonly locale: string;
	tabs(): readonly Tab[];
	marks(): readonly Mark[];
	flush(): void;
	/** Wall-clock time of an instant in the spreadsheet's zone, and back. */
	timeOfDate(date: Date): WallTime;
	dateOfTime(time: WallTime): Date;
}

/** What the columns of a tab mean. */
export interface ColumnMap {
	/** 1-based column of each known column id; a team's own columns stand under "~" and their header key. */
	readonly columns: ReadonlyMap<string, number>;
	/** Type of rows that name none, for activity tabs whose header tells it. */
	readonly impliedType: string | null;
	/** What the bare numbers of amounts count, where a header says 千円 or the like. */
	readonly units: ReadonlyMap<string, number>;
}

export interface MappedTab extends ColumnMap {
	readonly tab: Tab;
}

export const MARK_TABLE = "mikomi.table";
/**
 * "leads.email"; "leads.-" for a column that a person left out, so that its header is not looked at again;
 * "leads.note.added" for one of people's that came to a team's tab with ours.
 */
export const MARK_COLUMN = "mikomi.column";
export const LEFT_OUT = "-";
export const ADDED = "added";
/** On the last header row of a tab that a team brought, with the number of header rows; it moves with the row. */
export const MARK_HEAD = "mikomi.head";
/** Ids of a result tab's columns, in order, for exports. */
export const MARK_HEADER = "mikomi.header";
/**
 * "own" for a tab that Mikomi made; "adopted 26" for one that a team brought, with the columns that its grid had. A
 * third word is how many of them are left where ours are being taken off.
 */
export const MARK_ORIGIN = "mikomi.origin";

/** On the first of the columns that are being added to a team's tab, with their number; gone when all are done. */
export const MARK_WORK = "mikomi.work";

/** A required column is gone; the sentence is made by the caller, in the user's language. */
export class MissingColumnError extends Error {
	constructor(
		readonly tab: string,
		readonly table: string,
		readonly column: string,
	) {
		super(`${tab} has no column ${column}`);
	}
}

/** What must not happen while we write did happen: see `kind`. */
export class WriteRefusedError extends Error {
	constructor(
		readonly tab: string,
		readonly kind: "rows_moved" | "partly_sorted",
	) {
		super(`${tab}: ${kind}`);
	}
}
