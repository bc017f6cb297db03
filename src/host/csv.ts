/**
 * Reading the exports that teams really have (Shift_JIS, preambles, ragged rows) without losing a character,
 * and writing CSV that reads back as it was.
 */

import { readFileSync } from "node:fs";
import { CsvError, parse } from "csv-parse/sync";
import iconv from "iconv-lite";
import type { CellInput } from "./contract";

type CsvEncoding = "utf-8" | "utf-16le" | "utf-16be" | "cp932";

/** Something in a file that was read around. `line` counts from 1 in the file. */
export interface CsvProblem {
	readonly code:
		| "preamble"
		| "blankRows"
		| "shortRows"
		| "longRows"
		| "emptyHeader"
		| "duplicateHeader"
		| "undecodable";
	readonly line: number;
	readonly count: number;
	/** The text concerned: a skipped line, a header's new name. */
	readonly text: string;
}

export interface CsvTable {
	readonly headers: string[];
	/** As many cells in each row as there are headers. */
	readonly rows: string[][];
	readonly encoding: CsvEncoding;
	readonly problems: CsvProblem[];
}

/** Why a file is no table at all. */
export class UnreadableCsv extends Error {
	override readonly name = "UnreadableCsv";
	readonly code: "empty" | "notText" | "unclosedQuote";

	constructor(code: UnreadableCsv["code"]) {
		super(code);
		this.code = code;
	}
}

/**
 * The table in a CSV, TSV or semicolon-separated file.
 * @param columnName Names a column without a header, by its number from 1.
 * @throws UnreadableCsv when there is no table in it; file errors as Node gives them.
 */
export function readCsvFile(
	path: string,
	columnName: (number: number) => string = (number) => `列 ${number}`,
): CsvTable {
	return parseCsv(readFileSync(path), columnName);
}

export function parseCsv(
	bytes: Uint8Array,
	columnName: (number: number) => string = (number) => `列 ${number}`,
): CsvTable {
	const { text, encoding } = decode(bytes);
	const problems: CsvProblem[] = [];
	const undecodable = text.split("\uFFFD").length - 1;
	if (undecodable > 0) problems.push({ code: "undecodable", line: 0, count: undecodable, text: "" });

	const all = parseRecords(text, delimiterOf(text));
	const records = all.filter(({ cells }) => cells.some((cell) => cell !== ""));
	const header = records[headerIndex(records)];
	if (header === undefined) throw new UnreadableCsv("empty");
	const start = records.indexOf(header);
	for (const { cells, line } of records.slice(0, start)) {
		problems.push({ code: "preamble", line, count: 1, text: cells.filter((cell) => cell !== "").join(" ") });
	}
	const data = records.slice(start + 1);
	if (all.length > records.length) {
		problems.push({ code: "blankRows", line: 0, count: all.length - records.length, text: "" });
	}

	// A row's own trailing blanks make no column: Excel pads them at will.
	const names = header.cells.map((name) => name.trim());
	const width = data.reduce((most, { cells }) => Math.max(most, filledWidth(cells)), filledWidth(names));
	const headers = uniqueHeaders(names.slice(0, width), width, columnName, header.line, problems);
	noteRagged(data, filledWidth(names), problems);

	const rows = data.map(({ cells }) => {
		const row = cells.slice(0, width);
		while (row.length < width) row.push("");
		return row;
	});
	return { headers, rows, encoding, problems };
}

function decode(bytes: Uint8Array): { text: string; encoding: CsvEncoding } {
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (buffer.length === 0) throw new UnreadableCsv("empty");
	if (buffer[0] === 0xff && buffer[1] === 0xfe) {
		return { text: iconv.decode(buffer, "utf-16le"), encoding: "utf-16le" };
	}
	if (buffer[0] === 0xfe && buffer[1] === 0xff) {
		return { text: iconv.decode(buffer, "utf-16be"), encoding: "utf-16be" };
	}
	// No text in these encodings holds a zero byte; workbooks, PDFs and pictures do.
	if (buffer.includes(0)) throw new UnreadableCsv("notText");
	try {
		return { text: new TextDecoder("utf-8", { fatal: true }).decode(buffer), encoding: "utf-8" };
	} catch {
		// Shift_JIS text is practically never valid UTF-8, so the failure decides.
		return { text: iconv.decode(buffer, "cp932"), encoding: "cp932" };
	}
}

interface CsvRecord {
	readonly cells: string[];
	/** Where it begins, counted from 1. */
	readonly line: number;
}

function parseRecords(text: string, delimiter: string, limit?: number): CsvRecord[] {
	try {
		// The types know nothing of `info`, which wraps each record.
		const parsed = parse(text, {
			delimiter,
			record_delimiter: ["\r\n", "\n", "\r"],
			relax_column_count: true,
			relax_quotes: true,
			skip_empty_lines: false,
			info: true,
			...(limit === undefined ? {} : { to: limit }),
		}) as unknown as { record: string[]; info: { lines: number } }[];
		let line = 1;
		return parsed.map(({ record, info }) => {
			const cells = record.map((cell) => (cell.includes("\r") ? cell.replace(/\r\n?/g, "\n") : cell));
			const begin = line;
			line = info.lines + 1;
			return { cells, line: begin };
		});
	} catch (error) {
		if (error instanceof CsvError && error.code === "CSV_QUOTE_NOT_CLOSED") {
			throw new UnreadableCsv("unclosedQuote");
		}
		throw error;
	}
}

const SAMPLE_RECORDS = 50;

/** The separator under which most of the first records have the same number of cells; a comma when in doubt. */
function delimiterOf(text: string): string {
	let best = { delimiter: ",", agreement: 0, width: 1 };
	for (const delimiter of [",", "\t", ";"]) {
		if (!text.includes(delimiter)) continue;
		let records: CsvRecord[];
		try {
			records = parseRecords(text, delimiter, SAMPLE_RECORDS);
		} catch {
			continue;
		}
		const filled = records.filter(({ cells }) => cells.some((cell) => cell !== ""));
		const width = commonWidth(filled);
		if (width < 2) continue;
		const agreement = filled.filter(({ cells }) => cells.length === width).length / filled.length;
		if (agreement > best.agreement || (agreement === best.agreement && width > best.width)) {
			best = { delimiter, agreement, width };
		}
	}
	return best.delimiter;
}

/** The number of cells that most records have; of equals the larger. */
function commonWidth(records: readonly CsvRecord[]): number {
	const counts = new Map<number, number>();
	for (const { cells } of records) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
	let width = 0;
	let most = 0;
	for (const [candidate, count] of counts) {
		if (count > most || (count === most && candidate > width)) {
			width = candidate;
			most = count;
		}
	}
	return width;
}

/**
 * Which record names the columns. Reports put a title, a date or a count above it: those lines fill less than
 * half of the columns or hold figures. Nothing below the first line that has the full width is ever skipped.
 */
function headerIndex(records: readonly CsvRecord[]): number {
	const width = commonWidth(records);
	const filled = ({ cells }: CsvRecord) => cells.filter((cell) => cell.trim() !== "").length;
	const full = records.findIndex((record) => record.cells.length >= width && filled(record) * 2 >= width);
	const last = full === -1 ? 0 : full;
	const candidates = records.slice(0, last + 1);
	const half = candidates.map((record) => filled(record) * 2 >= width);
	const named = candidates.findIndex((record, index) => half[index] && !record.cells.some(looksLikeFigure));
	return named !== -1 ? named : Math.max(0, half.indexOf(true));
}

function looksLikeFigure(cell: string): boolean {
	return /^[\s$¥￥+-]*\d[\d,./:\-\s年月日件名円%]*$/.test(cell);
}

function filledWidth(cells: readonly string[]): number {
	let width = cells.length;
	while (width > 0 && cells[width - 1] === "") width--;
	return width;
}

function uniqueHeaders(
	names: readonly string[],
	width: number,
	columnName: (number: number) => string,
	line: number,
	problems: CsvProblem[],
): string[] {
	const taken = new Set(names.filter((name) => name !== ""));
	const seen = new Set<string>();
	const headers: string[] = [];
	for (let index = 0; index < width; index++) {
		const name = names[index] ?? "";
		let header = name === "" ? columnName(index + 1) : name;
		if (seen.has(header) || (name === "" && taken.has(header))) {
			let number = 2;
			while (seen.has(`${header} (${number})`) || taken.has(`${header} (${number})`)) number++;
			header = `${header} (${number})`;
		}
		if (header !== name) {
			problems.push({
				code: name === "" ? "emptyHeader" : "duplicateHeader",
				line,
				count: 1,
				text: header,
			});
		}
		seen.add(header);
		headers.push(header);
	}
	return headers;
}

function noteRagged(data: readonly CsvRecord[], named: number, problems: CsvProblem[]): void {
	const short = data.filter(({ cells }) => cells.length < named);
	const long = data.filter(({ cells }) => filledWidth(cells) > named);
	if (short[0] !== undefined) {
		problems.push({ code: "shortRows", line: short[0].line, count: short.length, text: "" });
	}
	if (long[0] !== undefined) {
		problems.push({ code: "longRows", line: long[0].line, count: long.length, text: "" });
	}
}

export type CsvCell = string | number | boolean | null;

/** RFC 4180 with "\n" line ends; a number without an exponent, a boolean as TRUE or FALSE, null as nothing. */
export function writeCsv(rows: readonly (readonly CsvCell[])[]): string {
	let text = "";
	for (const row of rows) {
		const line = row.map(csvField).join(",");
		// A row of one empty cell must not look like a blank line.
		text += row.length === 1 && line === "" ? '""\n' : `${line}\n`;
	}
	return text;
}

function csvField(cell: CsvCell): string {
	if (cell === null) return "";
	if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
	const text = typeof cell === "number" ? plainNumber(cell) : cell;
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A number in digits, never as 1e-7. */
function plainNumber(value: number): string {
	const text = String(value);
	if (!text.includes("e")) return text;
	const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
	if (match === null) return text;
	const [, sign = "", first = "", rest = "", exponent = "0"] = match;
	const shift = Number(exponent);
	if (shift < 0) return `${sign}0.${"0".repeat(-shift - 1)}${first}${rest}`;
	return `${sign}${first}${rest.padEnd(shift, "0")}`;
}

/** A text as a careful import types it alone: a plain number or an ISO-like date becomes one, all else stays text. */
export function toCell(text: string): CellInput {
	if (text === "") return null;
	if (PLAIN_NUMBER.test(text) && digits(text) <= 15) return Number(text);
	return dateSerial(text)?.serial ?? text;
}

/** Cells of one column and the number format under which they stand; null leaves the format as it is. */
export interface TypedColumn {
	readonly kind: "text" | "number" | "date" | "dateTime";
	readonly cells: CellInput[];
	readonly numberFormat: string | null;
}

/**
 * A column is typed only as a whole: one cell that does not fit leaves all of them text, so that nothing is
 * lost. Text that a spreadsheet would take for something else when it is typed again gets the "@" format.
 */
export function typeColumn(texts: readonly string[]): TypedColumn {
	const filled = texts.filter((text) => text !== "");
	const textColumn: TypedColumn = {
		kind: "text",
		cells: texts.map((text) => (text === "" ? null : text)),
		numberFormat: filled.some((text) => AT_RISK.test(text)) ? "@" : null,
	};
	if (filled.length === 0) return textColumn;

	if (filled.every((text) => PLAIN_NUMBER.test(text) && digits(text) <= 15)) {
		const format = decimalsFormat(filled);
		return format === undefined
			? textColumn
			: { kind: "number", cells: texts.map(toCell), numberFormat: format };
	}
	const dates = texts.map((text) => (text === "" ? null : dateSerial(text)));
	if (!texts.every((text, index) => text === "" || dates[index] !== null)) return textColumn;
	const timed = dates.some((date) => date?.timed === true);
	return {
		kind: timed ? "dateTime" : "date",
		cells: dates.map((date) => date?.serial ?? null),
		numberFormat: timed ? "yyyy/mm/dd hh:mm:ss" : "yyyy/mm/dd",
	};
}

/** What Sheets would parse as a number, date, boolean or formula. */
const AT_RISK = /^[\s'=+\-@(¥$€£]*[\d.]|^['=+\-@]|^(?:true|false)$/i;
const PLAIN_NUMBER = /^(?:-?[1-9]\d*|-?0(?=\.\d*[1-9])|0)(?:\.\d+)?$/;

function digits(text: string): number {
	return text.replace(/\D/g, "").length;
}

/** Null where the numbers speak for themselves, a format that keeps their zeros ("1.50"), undefined if none can. */
function decimalsFormat(texts: readonly string[]): string | null | undefined {
	if (texts.every((text) => plainNumber(Number(text)) === text)) return null;
	const decimals = new Set(texts.map((text) => text.split(".")[1]?.length ?? 0));
	const [only] = decimals;
	return decimals.size === 1 && only !== undefined && only > 0 ? `0.${"0".repeat(only)}` : undefined;
}

const ISO_LIKE = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
const MS_PER_DAY = 86_400_000;
const SERIAL_OF_1970 = 25_569;

function dateSerial(text: string): { serial: number; timed: boolean } | null {
	const match = ISO_LIKE.exec(text);
	if (match === null) return null;
	const [year, month, day, hour, minute, second] = [1, 3, 4, 5, 6, 7].map((group) =>
		Number(match[group] ?? 0),
	) as [number, number, number, number, number, number];
	if (year < 1900 || hour > 23 || minute > 59 || second > 59) return null;
	const midnight = new Date(Date.UTC(year, month - 1, day));
	if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return null;
	const serial = midnight.getTime() / MS_PER_DAY + SERIAL_OF_1970;
	return { serial: serial + (hour * 3600 + minute * 60 + second) / 86_400, timed: match[5] !== undefined };
}
