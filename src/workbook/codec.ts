import type { Day, WallTime } from "../domain/calendar/day";
import { dayOfTime, timeOf } from "../domain/calendar/day";
import { Names } from "../domain/names";
import { readAmount } from "../domain/normalize/amount";
import { readDate } from "../domain/normalize/date";
import type { Dictionary } from "../domain/normalize/dictionary";
import { normalizeText } from "../domain/normalize/text";

/** What a cell holds, as Sheets gives and takes it; an empty cell is "". */
export type Cell = string | number | boolean | Date;

/** What decoding needs to know about the workbook around a cell. */
export interface CellContext {
	/** Wall-clock time of an instant in the spreadsheet's zone, and back. */
	readonly timeOfDate: (date: Date) => WallTime;
	readonly dateOfTime: (time: WallTime) => Date;
	readonly today: Day;
	readonly currency: string;
	readonly dayFirst: boolean;
	/** Words of a choice, by its name: the word's fold key -> code. */
	readonly words: (choice: ChoiceName) => Dictionary;
	/** The code that a word of a choice stands for; undefined where no dictionary knows it. */
	readonly codeOf: (choice: ChoiceName, word: string) => string | undefined;
	/** The team's one word for several, by fold key, for a column whose words it put together. */
	readonly aliases?: (column: string) => Dictionary | undefined;
	/** Label of a code in the workbook's language. */
	readonly label: (choice: ChoiceName, code: string) => string;
	/** What a bare number of an amount counts, 1 unless told: 1,000 below 「金額(千円)」. */
	readonly unit?: number;
}

/** The same for amounts that are counted in a unit. */
export function inUnit(context: CellContext, unit = 1): CellContext {
	return unit === (context.unit ?? 1) ? context : { ...context, unit };
}

/** The same for amounts of a row that names its currency in a column of its own. */
export function inCurrency(context: CellContext, currency: string): CellContext {
	const code = currency.trim().toUpperCase();
	return /^[A-Z]{3}$/.test(code) && code !== context.currency ? { ...context, currency: code } : context;
}

/** A cell that holds something which its column cannot mean. */
export class Unreadable {
	constructor(readonly code: ProblemCode) {}
}

export type ProblemCode =
	| "not_a_date"
	| "not_a_number"
	| "not_an_amount"
	| "unknown_word"
	| "error_value"
	| "merged_nowhere";

/** The code of words that say: nothing is known yet. Such a cell reads as blank. */
export const UNDECIDED = "undecided";

export type ChoiceName =
	| "verdict"
	| "deal_verdict"
	| "activity_type"
	| "outcome"
	| "flag"
	| "contact_role"
	| "call_result";

export interface Money {
	/** Whole yen, or minor units of the currency. */
	readonly minor: number;
	readonly currency: string;
}

/** Knows how one kind of value is stored in a cell. `decode(encode(value))` gives the value back. */
export interface Codec<T> {
	readonly format: string;
	readonly align: "left" | "right" | "center";
	decode(cell: Cell, context: CellContext): T | null | Unreadable;
	encode(value: T, context: CellContext): Cell;
}

/** Error texts that a cell with a broken formula reads as. */
const ERROR_VALUE = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|ERROR!|SPILL!|CALC!)$/;

/** Text as it stands, trimmed; a number keeps its digits. A leading apostrophe guards what Sheets would parse. */
export const text: Codec<string> = {
	format: "@",
	align: "left",
	decode(cell, context) {
		if (cell instanceof Date) return formatCellDate(context.timeOfDate(cell));
		if (typeof cell !== "string") return String(cell);
		const first = cell.charCodeAt(0);
		// A million cells begin with a letter: those need no look at all of them.
		if ((first > 0x23 && first < 0x7f) || (first > 0x3000 && first < 0xfe00)) return cell;
		if (ERROR_VALUE.test(cell)) return new Unreadable("error_value");
		return cell.trim() === "" ? null : cell;
	},
	encode: (value) => literal(value),
};

/**
 * Keeps text from becoming a formula when it is written (PLATFORM facts 73, 76). Digits, dates and TRUE stay text
 * because text columns bear the format "@" before anything is written (fact 75).
 */
export function literal(value: string): string {
	return /^[=+\-@']/.test(value) ? `'${value}` : value;
}

export const number: Codec<number> = {
	format: "General",
	align: "right",
	decode(cell) {
		if (typeof cell === "number") return cell;
		if (typeof cell !== "string") return new Unreadable("not_a_number");
		const plain = normalizeText(cell).replace(/[,\s]/g, "");
		if (plain === "") return null;
		const match = /^([▲△-])?(\d+(?:\.\d+)?)(%)?\D{0,3}$/.exec(plain);
		if (match === null) return new Unreadable("not_a_number");
		return ((match[1] === undefined ? 1 : -1) * Number(match[2])) / (match[3] === undefined ? 1 : 100);
	},
	encode: (value) => value,
};

/** 0 to 1. */
export const rate: Codec<number> = { ...number, format: "0.0%" };
export const points: Codec<number> = number;
/** A whole number of things. */
export const count: Codec<number> = { ...number, format: "#,##0" };

export const money: Codec<Money> = {
	format: "#,##0",
	align: "right",
	decode(cell, context) {
		if (cell === "" || (typeof cell === "string" && cell.trim() === "")) return null;
		if (typeof cell !== "string" && typeof cell !== "number") return new Unreadable("not_an_amount");
		const reading = readAmount(cell, context.currency, context.unit);
		if (reading.minor === null) return new Unreadable("not_an_amount");
		return { minor: reading.minor, currency: reading.currency ?? context.currency };
	},
	encode: ({ minor, currency }, context) =>
		currency === context.currency && currency === "JPY"
			? minor
			: literal(`${currency} ${majorText(minor, currency)}`),
};

function majorText(minor: number, currency: string): string {
	return currency === "JPY" ? String(minor) : (minor / 100).toFixed(2);
}

/** A moment; a bare day is its midnight. */
export const time: Codec<WallTime> = {
	format: "yyyy/mm/dd hh:mm",
	align: "left",
	decode(cell, context) {
		if (cell instanceof Date) return context.timeOfDate(cell);
		if (typeof cell === "boolean") return new Unreadable("not_a_date");
		if (cell === "" || (typeof cell === "string" && cell.trim() === "")) return null;
		const reading = readDate(cell, { nearDay: context.today, dayFirst: context.dayFirst });
		return reading.time ?? new Unreadable("not_a_date");
	},
	encode: (value, context) => context.dateOfTime(value),
};

/** A moment of which people look at the day only. */
export const date: Codec<WallTime> = { ...time, format: "yyyy/mm/dd" };

/** A calendar day. */
export const day: Codec<Day> = {
	format: "yyyy/mm/dd",
	align: "left",
	decode(cell, context) {
		const moment = time.decode(cell, context);
		return typeof moment === "number" ? dayOfTime(moment) : moment;
	},
	encode: (value, context) => context.dateOfTime(timeOf(value)),
};

/** A word that stands for a code, in the team's or our spelling. */
export function choice<C extends string>(name: ChoiceName, open = false): Codec<C> {
	// A column repeats few words many times: each is read once for a workbook.
	let readIn: CellContext | null = null;
	let words = new Names();
	let readings: (C | null | Unreadable | undefined)[] = [];
	return {
		format: "@",
		align: "left",
		decode(cell, context) {
			if (typeof cell !== "string") return read(cell, context);
			if (readIn !== context || readings.length > MOST_WORDS) {
				readIn = context;
				words = new Names();
				readings = [];
			}
			const word = words.codeOf(cell);
			let reading = readings[word];
			if (reading === undefined) {
				reading = read(cell, context);
				readings[word] = reading;
			}
			return reading;
		},
		encode: (value, context) => literal(context.label(name, value)),
	};

	function read(cell: Cell, context: CellContext): C | null | Unreadable {
		const word = typeof cell === "boolean" ? (cell ? "true" : "false") : String(cell);
		if (word.trim() === "") return null;
		const code = context.codeOf(name, word);
		if (code === UNDECIDED) return null;
		if (code !== undefined) return code as C;
		return open ? (word.trim() as C) : new Unreadable("unknown_word");
	}
}

/** Words of a column that are remembered: free text is no choice. */
const MOST_WORDS = 10_000;

export const flag: Codec<"yes" | "no"> = { ...choice<"yes" | "no">("flag"), align: "center" };

function formatCellDate(moment: WallTime): string {
	const whole = dayOfTime(moment);
	const date = new Date(whole * 86_400_000).toISOString().slice(0, 10);
	const second = moment - timeOf(whole);
	if (second === 0) return date;
	return `${date} ${new Date(second * 1000).toISOString().slice(11, 19)}`;
}
