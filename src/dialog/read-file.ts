/**
 * Reading what people have at hand: exports in any of the usual encodings, with preambles, odd separators and quotes
 * that somebody has broken. Whatever comes, every line of it is in the rows, and what was wrong is one problem.
 */
import Papa from "papaparse";

export const ENCODINGS = ["utf-8", "shift_jis", "utf-16le", "utf-16be", "euc-jp", "windows-1252"] as const;
export type Encoding = (typeof ENCODINGS)[number];
/** In the order of preference where a file speaks for several alike. */
export const SEPARATORS = [",", "\t", ";", "|"] as const;
export type Separator = (typeof SEPARATORS)[number];

/** What was not as it should be. The first four are no table at all; the others were read around. */
export interface FileProblem {
	readonly code: "empty" | "workbook" | "binary" | "wide" | "undecodable" | "quotes" | "control";
	/** How many characters, lines or columns are concerned. */
	readonly count: number;
	/** 1-based line of the file where it begins; 0 for the file as a whole. */
	readonly line: number;
}

export interface ReadFile {
	/** Every line as text, blank ones too. */
	readonly rows: readonly (readonly string[])[];
	/** 1-based line of the file at which each row begins: a cell of several lines takes several. */
	readonly lines: readonly number[];
	readonly encoding: Encoding;
	readonly separator: Separator;
	readonly problem: FileProblem | null;
}

interface Wishes {
	/** Null to find out. */
	readonly encoding?: Encoding | null;
	readonly separator?: Separator | null;
}

/** One line of the table, which may be several of the file. */
interface TextRecord {
	readonly text: string;
	readonly line: number;
	/** "loose" for quotes inside a quoted cell, "broken" for a quote that never closes. */
	readonly quotes: "sound" | "loose" | "broken";
}

/** Google Sheets has no more. */
const MOST_COLUMNS = 18_278;
/** A cell of Google Sheets holds 50,000 characters: a quote that stays open for longer was forgotten. */
const LONGEST_CELL = 100_000;
/** What is looked at to find the separator. */
const PROBE = { characters: 200_000, records: 200 };
/** Of a damaged text in UTF-8, so much at most cannot be read; of another encoding's text it is nearly all. */
const DAMAGE_SHARE = 0.3;
const BINARY_SHARE = 0.1;

const STOPS: ReadonlySet<FileProblem["code"]> = new Set(["empty", "workbook", "binary", "wide"]);

/** Whether nothing can be taken over from such a file. */
export function stops(problem: FileProblem | null): boolean {
	return problem !== null && STOPS.has(problem.code);
}

/**
 * The rows of a file. A well-formed one reads back exactly; of a broken one no line is lost.
 * @param wishes what the person knows better
 */
export function readFile(bytes: Uint8Array, wishes: Wishes = {}): ReadFile {
	const container = containerOf(bytes);
	const encoding = wishes.encoding ?? (container === null ? encodingOf(bytes) : "utf-8");
	if (container !== null) return nothing(encoding, container);
	const text = new TextDecoder(encoding).decode(bytes);
	if (controlsIn(text) > text.length * BINARY_SHARE) return nothing(encoding, "binary");
	const read = readText(text, wishes);
	const undecodable = text.split("\uFFFD").length - 1;
	const problem =
		undecodable > 0 && !stops(read.problem)
			? { code: "undecodable" as const, count: undecodable, line: lineOf(text, text.indexOf("\uFFFD")) }
			: read.problem;
	return { ...read, encoding, problem };
}

/** Control characters beyond tab, line ends and page breaks: of a text there are next to none. */
function controlsIn(text: string): number {
	let count = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code < 32 && (code < 9 || code > 13)) count++;
	}
	return count;
}

/** The rows of a text as it is pasted. Cells copied from a spreadsheet are separated by tabs. */
export function readText(text: string, wishes: Wishes = {}): ReadFile {
	const clean = text.replaceAll("\0", "");
	const separator = wishes.separator ?? separatorOf(clean);
	const records = recordsOf(clean, separator);
	const rows = rowsOf(records, separator);
	const lines = records.map(({ line }) => line);
	return { rows, lines, encoding: "utf-8", separator, problem: problemOf(text, clean, records, rows) };
}

/** The rows of pasted cells: tabs where there is one. */
export function readPasted(text: string): ReadFile {
	return readText(text, text.includes("\t") ? { separator: "\t" } : {});
}

function nothing(encoding: Encoding, code: FileProblem["code"]): ReadFile {
	return { rows: [], lines: [], encoding, separator: ",", problem: { code, count: 0, line: 0 } };
}

function problemOf(
	text: string,
	clean: string,
	records: readonly TextRecord[],
	rows: readonly (readonly string[])[],
): FileProblem | null {
	if (!rows.some((row) => row.some((cell) => cell.trim() !== "")))
		return { code: "empty", count: 0, line: 0 };
	const widest = rows.reduce((most, row) => Math.max(most, row.length), 0);
	if (widest > MOST_COLUMNS) return { code: "wide", count: widest, line: 0 };
	const bad = records.filter(({ quotes }) => quotes !== "sound");
	if (bad[0] !== undefined) return { code: "quotes", count: bad.length, line: bad[0].line };
	const removed = text.length - clean.length;
	return removed === 0 ? null : { code: "control", count: removed, line: lineOf(text, text.indexOf("\0")) };
}

function lineOf(text: string, at: number): number {
	return text.slice(0, at).split(/\r\n|\n|\r/).length;
}

/** What a file is that is no text, by how it begins. */
function containerOf(bytes: Uint8Array): FileProblem["code"] | null {
	const begins = (...signature: readonly number[]) => signature.every((byte, at) => bytes[at] === byte);
	if (bytes.length === 0) return "empty";
	if (begins(0x50, 0x4b, 3, 4) || begins(0xd0, 0xcf, 0x11, 0xe0)) return "workbook";
	return begins(0x25, 0x50, 0x44, 0x46, 0x2d) ? "binary" : null;
}

function encodingOf(bytes: Uint8Array): Encoding {
	const [first, second, third] = bytes;
	if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
	if (first === 0xff && second === 0xfe) return "utf-16le";
	if (first === 0xfe && second === 0xff) return "utf-16be";
	const wide = wideEncodingOf(bytes);
	if (wide !== null) return wide;
	if (isSound(bytes, "utf-8")) return "utf-8";
	const damage = damageOf(bytes, "utf-8");
	// Cut off in the middle of a character, or with a few bytes lost: still UTF-8.
	if (damage <= DAMAGE_SHARE || isSound(bytes, "shift_jis"))
		return damage <= DAMAGE_SHARE ? "utf-8" : "shift_jis";
	return damageOf(bytes, "shift_jis") <= damage ? "shift_jis" : "utf-8";
}

/** UTF-16 without its mark: commas and line ends leave zeros at every other place. */
function wideEncodingOf(bytes: Uint8Array): Encoding | null {
	const zeros = [0, 0];
	const end = Math.min(bytes.length, 65_536);
	for (let at = 0; at < end; at++) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] as number) + 1;
	const [even, odd] = zeros as [number, number];
	if (Math.max(even, odd) < Math.max(2, end * 0.02)) return null;
	if (odd > 10 * even) return "utf-16le";
	return even > 10 * odd ? "utf-16be" : null;
}

function isSound(bytes: Uint8Array, encoding: Encoding): boolean {
	try {
		new TextDecoder(encoding, { fatal: true }).decode(bytes);
		return true;
	} catch {
		return false;
	}
}

/** Share of the characters beyond ASCII that cannot be read, 0 to 1. */
function damageOf(bytes: Uint8Array, encoding: Encoding): number {
	const text = new TextDecoder(encoding).decode(bytes);
	const beyond = text.match(/[^\0-\x7f]/g)?.length ?? 0;
	return beyond === 0 ? 0 : (text.split("\uFFFD").length - 1) / beyond;
}

/** The separator by which most lines have the same number of cells. */
function separatorOf(text: string): Separator {
	const probe = text.slice(0, PROBE.characters);
	let best: { separator: Separator; score: number } = { separator: ",", score: 0 };
	for (const separator of SEPARATORS) {
		if (!probe.includes(separator)) continue;
		const all = recordsOf(probe, separator, PROBE.records);
		const records = all.length > 1 && probe.length < text.length ? all.slice(0, -1) : all;
		const widths = new Map<number, number>();
		for (const { length } of rowsOf(records, separator))
			if (length > 1) widths.set(length, (widths.get(length) ?? 0) + 1);
		const bad = records.filter(({ quotes }) => quotes !== "sound").length;
		const score = Math.max(0, ...widths.values()) - bad;
		if (score > best.score) best = { separator, score };
	}
	return best.separator;
}

/** Cuts a text where a line of the table ends, and never later than at the end of a line whose quotes are broken. */
function recordsOf(text: string, separator: string, most = Number.POSITIVE_INFINITY): TextRecord[] {
	const records: TextRecord[] = [];
	let at = 0;
	let line = 1;
	while (at < text.length && records.length < most) {
		const { end, isLoose } = recordEnd(text, at, separator);
		const stop = end ?? lineEnd(text, at);
		const quotes = end === null ? "broken" : isLoose ? "loose" : "sound";
		const record = text.slice(at, stop);
		records.push({ text: record, line, quotes });
		line += record.split(/\r\n|\n|\r/).length;
		at = stop + (text.startsWith("\r\n", stop) ? 2 : 1);
	}
	return records;
}

function lineEnd(text: string, from: number): number {
	LINE_END.lastIndex = from;
	return LINE_END.exec(text)?.index ?? text.length;
}
const LINE_END = /[\r\n]/g;

/** Where the record that begins at `from` ends; null where a quote stays open. */
function recordEnd(
	text: string,
	from: number,
	separator: string,
): { readonly end: number | null; readonly isLoose: boolean } {
	let at = from;
	let isLoose = false;
	for (;;) {
		if (text[at] === '"') {
			const closed = closingOf(text, at, from, separator);
			if (closed === null) return { end: null, isLoose };
			at = closed.after;
			isLoose ||= closed.isLoose;
		} else while (at < text.length && !isCellEnd(text, at, separator)) at++;
		if (text[at] !== separator) return { end: at, isLoose };
		at++;
	}
}

/** Where a quoted cell ends: behind its closing quote and what blanks follow. */
function closingOf(
	text: string,
	open: number,
	from: number,
	separator: string,
): { readonly after: number; readonly isLoose: boolean } | null {
	let isLoose = false;
	let limit = Math.min(text.length, open + LONGEST_CELL);
	for (let at = text.indexOf('"', open + 1); at >= 0 && at < limit; at = text.indexOf('"', at + 1)) {
		if (text[at + 1] === '"') {
			at++;
			continue;
		}
		let after = at + 1;
		while (text[after] === " ") after++;
		if (after >= text.length || isCellEnd(text, after, separator)) return { after, isLoose };
		// A quote within the cell: only the same line may still close it.
		limit = lineEnd(text, from);
		isLoose = true;
	}
	return null;
}

function isCellEnd(text: string, at: number, separator: string): boolean {
	const letter = text[at];
	return letter === separator || letter === "\n" || letter === "\r";
}

/** The cells of each record; records with sound quotes are read at one go. */
function rowsOf(records: readonly TextRecord[], separator: string): string[][] {
	const rows: string[][] = [];
	let at = 0;
	while (at < records.length) {
		const begin = at;
		while (records[at]?.quotes === "sound") at++;
		if (at > begin) for (const row of soundRows(records.slice(begin, at), separator)) rows.push(row);
		const odd = records[at];
		if (odd === undefined) continue;
		rows.push(cellsOf(odd.text, separator, odd.quotes === "loose" ? '"' : "\0"));
		at++;
	}
	return rows;
}

function soundRows(records: readonly TextRecord[], separator: string): string[][] {
	const rows = parse(records.map(({ text }) => text).join("\n"), separator, '"');
	return rows.length === records.length ? rows : records.map(({ text }) => cellsOf(text, separator, '"'));
}

/** One record, whatever is in it. */
function cellsOf(text: string, separator: string, quoteChar: string): string[] {
	const rows = parse(text, separator, quoteChar);
	return rows.length <= 1 ? (rows[0] ?? [""]) : text.split(separator);
}

function parse(text: string, delimiter: string, quoteChar: string): string[][] {
	return Papa.parse<string[]>(text, { delimiter, quoteChar, newline: "\n" }).data;
}
