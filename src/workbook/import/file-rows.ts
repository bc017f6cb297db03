/** Rows of a file as records: each cell read by its column; what cannot be read goes into the note, and is listed. */
import { withoutMyNumbers } from "../../domain/intake/masked";
import { unitOfHeader } from "../../domain/normalize/amount";
import { domainOf, emailKey } from "../../domain/normalize/email";
import { phoneKey } from "../../domain/normalize/phone";
import { foldKey, normalizeText } from "../../domain/normalize/text";
import type { Messages } from "../../locale";
import {
	type Cell,
	type CellContext,
	type Codec,
	choice,
	date,
	day,
	inCurrency,
	inUnit,
	money,
	type ProblemCode,
	rate,
	text,
	time,
	Unreadable,
} from "../codec";
import { headerKey } from "../columns";
import { type ColumnSpec, type RecordTable, specOf } from "../schema";
import { labelsOf } from "../table-layout";

/** A cell holds no more (Google's limit). */
export const LONGEST_CELL = 50_000;

/** What of a file means what, as the person has said. */
export interface FileOrder {
	readonly table: RecordTable;
	readonly rows: readonly (readonly string[])[];
	/** 1-based; 0 for none. */
	readonly headRow: number;
	readonly headRows: number;
	readonly columns: readonly (string | null)[];
	readonly without: readonly number[];
	/** What a word of a column whose words stand for themselves is written as, by column and fold key. */
	readonly aliases: ReadonlyMap<string, string>;
}

export interface Flaw {
	/** The file's header, or our label where it has none. */
	readonly header: string;
	readonly value: string;
	readonly code: ProblemCode | "spoiled" | "my_number" | "nobody";
}

export interface FileRow {
	/** 1-based line of the file. */
	readonly line: number;
	/** Company and name as in the file. */
	readonly who: string;
	/** What can be written, by column; the note is not among them. */
	readonly values: ReadonlyMap<string, Cell>;
	/** What goes into the note, line by line. */
	readonly notes: readonly string[];
	readonly flaws: readonly Flaw[];
}

export interface ReadRows {
	/** Records, and lines that name nobody. */
	readonly rows: readonly FileRow[];
	readonly nameless: readonly FileRow[];
	/** Headers of filled columns that are left out. */
	readonly leftOut: readonly string[];
	/** Columns that the file fills. */
	readonly columns: ReadonlySet<string>;
}

/** A text that no cell can hold; where it stands. */
export class TooLongError extends Error {
	constructor(
		readonly line: number,
		readonly header: string,
	) {
		super(header);
	}
}

interface Place {
	readonly at: number;
	readonly column: string;
	readonly header: string;
	readonly part: "family" | "given" | null;
}

const FAMILY = /^(?:姓|氏|名字|苗字|lastname|surname|familyname|名前姓|氏名姓|お名前姓|担当者姓|.*(?:の姓))$/;
const GIVEN = /^(?:名|firstname|givenname|forename|名前名|氏名名|お名前名|担当者名名|.*(?:の名))$/;
/** Further parts of an address, which belong behind the first. */
const ADDRESS_PART =
	/市区町村|市町村|町名|番地|建物|ビル|マンション|丁目|住所[2-9]|city|street|building|line[2-9]/;
/** Digits that a spreadsheet has rounded: nothing of them can be trusted. */
const SPOILED = /^\d(?:\.\d+)?E\+?\d{1,2}$/i;
const DIGITS = new Set(["phone", "corporate_number", "postal_code", "source_id", "lead_ref"]);
/** Columns in which twelve digits are no person's. */
const NUMBERED = new Set(["phone", "corporate_number", "source_id", "lead_ref", "website"]);

/** Reads all rows of a file that hold something. */
export function readRows(order: FileOrder, context: CellContext, messages: Messages): ReadRows {
	const headRows = order.headRow > 0 ? Math.max(1, order.headRows) : 0;
	const first = order.headRow > 0 ? order.headRow - 1 + headRows : 0;
	const width = order.rows.reduce((most, row) => Math.max(most, row.length), 0);
	const headers = Array.from({ length: width }, (_, at) => headerOf(order, headRows, at));
	const places = placesOf(order, headers, messages);
	const lines = order.rows.slice(first).map((cells, i) => ({ cells, line: first + i + 1 }));
	const without = new Set(order.without);
	const taken = lines.filter(
		({ cells, line }) => !without.has(line) && cells.some((cell) => (cell ?? "").trim() !== ""),
	);
	const scales = scalesOf(order.table, places, taken);
	const read = taken.map(({ cells, line }) => readRow(order, places, scales, cells, line, context));
	const mapped = new Set(places.map(({ at }) => at));
	const isNamed = namedBy(order.table, places);
	return {
		rows: read.filter(isNamed),
		nameless: read.filter((row) => !isNamed(row)),
		leftOut: headers.flatMap((header, at) =>
			!mapped.has(at) && taken.some(({ cells }) => (cells[at] ?? "").trim() !== "")
				? [header || String(at + 1)]
				: [],
		),
		columns: new Set(read.flatMap(({ values }) => [...values.keys()])),
	};
}

/** The levels of a header of several rows, joined. */
function headerOf({ rows, headRow }: FileOrder, headRows: number, at: number): string {
	const levels = rows
		.slice(Math.max(0, headRow - 1), Math.max(0, headRow - 1) + headRows)
		.map((row) => normalizeText(row[at] ?? ""))
		.filter((level) => level !== "");
	return [...new Set(levels)].join(" / ");
}

function placesOf({ table, columns }: FileOrder, headers: readonly string[], messages: Messages): Place[] {
	const spec = specOf(table).columns;
	const labels = labelsOf(table, messages);
	const places = columns.flatMap((column, at): Place[] => {
		if (column === null || spec[column]?.by !== "people") return [];
		const header = headers[at] ?? "";
		const key = headerKey(header);
		const part = column !== "name" ? null : FAMILY.test(key) ? "family" : GIVEN.test(key) ? "given" : null;
		return [{ at, column, header: header || labels[column] || column, part }];
	});
	// A given name beside a family name belongs to it, although a column of ours was found for one of them only.
	if (places.some(({ part }) => part === "family") && places.every(({ part }) => part !== "given")) {
		const at = headers.findIndex((header, i) => !columns[i] && GIVEN.test(headerKey(header)));
		if (at >= 0) places.push({ at, column: "name", header: headers[at] ?? "", part: "given" });
	}
	return places.sort((a, b) => a.at - b.at);
}

/** Columns of rates that are written as 80 for 80 %. */
function scalesOf(
	table: RecordTable,
	places: readonly Place[],
	lines: readonly { readonly cells: readonly string[] }[],
): ReadonlySet<number> {
	const isPercent = ({ at, column }: Place) =>
		specOf(table).columns[column]?.codec === rate &&
		lines.some(({ cells }) => /^\d/.test(cells[at] ?? "") && Number(cells[at]) > 1);
	return new Set(places.filter(isPercent).map(({ at }) => at));
}

function readRow(
	{ table, aliases }: FileOrder,
	places: readonly Place[],
	scales: ReadonlySet<number>,
	cells: readonly string[],
	line: number,
	context: CellContext,
): FileRow {
	const spec = specOf(table).columns;
	const values = new Map<string, Cell>();
	const notes: string[] = [];
	const flaws: Flaw[] = [];
	const join = new Map<string, string>();
	const filled = places.flatMap((place) => {
		const written = (cells[place.at] ?? "").trim();
		if (written === "") return [];
		if (written.length > LONGEST_CELL) throw new TooLongError(line, place.header);
		const value = NUMBERED.has(place.column) ? written : withoutMyNumbers(written);
		if (value !== written) flaws.push({ header: place.header, value: "", code: "my_number" });
		if (place.part !== null) join.set(place.part, join.get(place.part) ?? value);
		return [{ ...place, value }];
	});
	const aside = ({ header, value }: { header: string; value: string }) => notes.push(`${header}: ${value}`);
	const whole = fullName(join.get("family"), join.get("given"));
	const own = inCurrency(context, filled.find(({ column }) => column === "currency")?.value ?? "");
	for (const place of filled) {
		const { at, column, part } = place;
		if (column === "note") {
			const isFirst = filled.find((each) => each.column === "note") === place;
			if (isFirst) notes.unshift(place.value);
			else aside(place);
			continue;
		}
		const held = values.get(column);
		if (part !== null && held === whole) continue;
		const value = part === null ? place.value : whole;
		if (held !== undefined && column === "address" && ADDRESS_PART.test(headerKey(place.header))) {
			values.set(column, joinedAddress(String(held), value));
			continue;
		}
		const alias = aliases.get(`${column}\n${foldKey(value)}`);
		const read = readCell(
			spec[column] as ColumnSpec,
			column,
			alias ?? value,
			scales.has(at),
			inUnit(own, unitOfHeader(place.header)),
			context,
		);
		if (read instanceof Unreadable || read === "spoiled") {
			flaws.push({ header: place.header, value, code: read === "spoiled" ? read : read.code });
			aside(place);
		} else if (held === undefined) values.set(column, read);
		// The same once more, such as one number in two columns, says nothing.
		else if (foldKey(String(held)) !== foldKey(value)) aside(place);
	}
	if (notes.join("\n").length > LONGEST_CELL)
		throw new TooLongError(line, places.find(({ column }) => column === "note")?.header ?? "");
	return { line, who: whoOf(table, values), values, notes, flaws };
}

/** 姓 and 名 as people write them: the family name first in Japanese, last in Latin letters. */
function fullName(family: string | undefined, given: string | undefined): string {
	const names = [family, given].filter((name): name is string => name !== undefined);
	const isLatin = names.every((name) => !/[\u3005-\u30ff\u3400-\u9fff]/.test(name));
	return (isLatin ? names.reverse() : names).join(" ");
}

function joinedAddress(first: string, next: string): string {
	if (first.includes(next)) return first;
	return /[ -~]$/.test(first) && /^[ -~]/.test(next) ? `${first} ${next}` : first + next;
}

/**
 * @param inRow in which amounts are read: in the unit of their header and the currency that the row names
 * @returns the cell to write, or why there is none
 */
function readCell(
	{ codec }: ColumnSpec,
	column: string,
	value: string,
	isPercent: boolean,
	inRow: CellContext,
	context: CellContext,
): Cell | Unreadable | "spoiled" {
	if (DIGITS.has(column) && SPOILED.test(value)) return "spoiled";
	const read = codec.decode(value, codec === money ? inRow : context);
	if (read instanceof Unreadable) return read;
	if (codec === text || read === null) return value;
	if (codec === rate)
		return isPercent && !value.includes("%") && !value.includes("％") ? Number(read) / 100 : (read as number);
	if (isChoice(codec)) return wordOf(codec, column, value, read as string, context);
	return codec === time || codec === date || codec === day || codec === money
		? codec.encode(read, context)
		: (read as Cell);
}

const CHOICE_FORMAT = choice("flag").format;
const isChoice = (codec: Codec<unknown>): boolean => codec !== text && codec.format === CHOICE_FORMAT;

/** Our word for what is meant. An activity goes by the last known word in it: there the rest says more than our word. */
function wordOf(
	codec: Codec<unknown>,
	column: string,
	value: string,
	code: string,
	context: CellContext,
): string {
	const isPartly = TYPES.has(column) && !context.words("activity_type").has(foldKey(value));
	return isPartly ? value : String(codec.encode(code, context)).replace(/^'/, "");
}

const TYPES = new Set(["type", "next_action_type"]);

/** Columns that tell whom or what a row is about; a number alone only where the file has none of the others. */
const NAMING: Readonly<Record<RecordTable, readonly string[]>> = {
	leads: ["company", "name", "email", "phone"],
	companies: ["name", "corporate_number", "website", "phone"],
	activities: ["at"],
	deals: ["name", "company", "email"],
};
const NUMBERS: Readonly<Record<RecordTable, readonly string[]>> = {
	leads: ["source_id"],
	companies: ["source_id"],
	activities: [],
	deals: ["lead_ref", "source_id"],
};

function namedBy(table: RecordTable, places: readonly Place[]): (row: FileRow) => boolean {
	const isMapped = (column: string) => places.some((place) => place.column === column);
	const named = NAMING[table].filter(isMapped);
	const naming = named.length > 0 ? named : NUMBERS[table];
	return ({ values }) =>
		naming.some((column) => {
			const value = values.get(column);
			if (value === undefined) return false;
			if (column === "email") return emailKey(String(value)) !== null;
			if (column === "website") return domainOf(String(value)) !== null;
			if (column === "phone") return phoneKey(String(value)) !== null;
			return value instanceof Date || /[\p{L}\p{N}]/u.test(String(value));
		});
}

function whoOf(table: RecordTable, values: ReadonlyMap<string, Cell>): string {
	const text = (column: string) => String(values.get(column) ?? "");
	const names = (table === "companies" ? ["name"] : ["company", "name"])
		.map(text)
		.filter((name) => name !== "");
	return (names.join(" ") || text("email") || text("phone") || text("source_id")).slice(0, 80);
}
