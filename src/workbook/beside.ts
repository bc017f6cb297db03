/**
 * Writes beside people's rows. Locks stop scripts, not people: somebody may sort, insert or delete at any moment.
 * So ids are read again just before a write and after its flush, and a write that met moving rows is laid anew.
 */
import { type Book, type MappedTab, WriteRefusedError } from "./book";
import type { Cell } from "./codec";
import {
	completeIds,
	fingerprintOf,
	IDENTITY,
	type IdentityRow,
	type IdentityTable,
	idMaker,
	isPartlySorted,
} from "./identity";
import { spansOf } from "./read";

const TRIES = 3;

/** Runs a write under the document's lock. */
export type Guard = <R>(write: () => R) => R;

/** Reads what the tab's rows say of their identity now: one call for each span. */
function readIdentity(table: IdentityTable, mapped: MappedTab): IdentityRow[] {
	const { rows: lastRow } = mapped.tab.extent();
	if (lastRow < 2) return [];
	const at = (column: string) => mapped.columns.get(column) ?? 0;
	const identity = IDENTITY[table].columns.map(at);
	const wanted = [...identity, at("id"), at("fingerprint")].filter((column) => column > 0);
	const place = new Map<number, { cells: Cell[][]; offset: number }>();
	for (const span of spansOf(wanted)) {
		const cells = mapped.tab.read(2, span.first, lastRow - 1, span.last - span.first + 1);
		for (let column = span.first; column <= span.last; column++) {
			place.set(column, { cells, offset: column - span.first });
		}
	}
	const cell = (column: number, row: number): Cell => {
		const held = place.get(column);
		return held?.cells[row]?.[held.offset] ?? "";
	};
	return Array.from({ length: lastRow - 1 }, (_, row) => ({
		id: String(cell(at("id"), row)),
		stored: String(cell(at("fingerprint"), row)),
		content: fingerprintOf(identity.map((column) => cellText(cell(column, row)))),
	}));
}

function cellText(cell: Cell): string {
	return cell instanceof Date ? String(cell.getTime()) : String(cell);
}

/** A record as it was read at the start of the run, before anybody could move it. */
export interface KnownRow {
	readonly id: string;
	readonly stored: string;
	readonly content: string;
}

/**
 * Gives every record an id and brings its fingerprint up to date; writes only where something changes.
 * @returns the id of each known row, in the order they were read, and how many ids are new
 * @throws WriteRefusedError when part of the table was sorted without the rest, or rows do not come to rest
 */
export function giveIds(
	book: Book,
	table: IdentityTable,
	mapped: MappedTab,
	known: readonly KnownRow[],
	moment: number,
	/** Ids of the table's other tabs. */
	elsewhere: readonly string[],
	guard: Guard,
): { ids: string[]; given: number } {
	if (isPartlySorted(known)) throw new WriteRefusedError(mapped.tab.name, "partly_sorted");
	const make = idMaker(IDENTITY[table].prefix, moment, [...elsewhere, ...known.map((row) => row.id)]);
	const planned = completeIds(known, make, elsewhere);
	const settled = known.every((row, i) => row.id === planned.ids[i] && row.stored === row.content);
	if (settled) return planned;
	const pool = pairsByContent(known, planned.ids);
	guard(() => layIds(book, table, mapped, pool, make));
	return planned;
}

function layIds(
	book: Book,
	table: IdentityTable,
	mapped: MappedTab,
	pool: ReadonlyMap<string, readonly string[]>,
	make: () => string,
): void {
	for (let attempt = 1; attempt <= TRIES; attempt++) {
		const now = readIdentity(table, mapped);
		// Columns moved away under us: what we read is not our table any more.
		if (!isMostly(now, (row) => row.content === "" || pool.has(row.content))) break;
		const ids = assign(now, pool, make);
		writePairs(mapped, ids, now);
		book.flush();
		const after = readIdentity(table, mapped);
		const still = after.every((row, i) => row.content === now[i]?.content && row.id === ids[i]);
		if (still && after.length === now.length) return;
	}
	throw new WriteRefusedError(mapped.tab.name, "rows_moved");
}

function isMostly<V>(items: readonly V[], holds: (item: V) => boolean): boolean {
	return items.filter(holds).length * 2 >= items.length;
}

/** Ids by the content they belong to, in row order where several rows look alike. */
function pairsByContent(known: readonly KnownRow[], ids: readonly string[]): Map<string, string[]> {
	const pool = new Map<string, string[]>();
	known.forEach((row, i) => {
		const held = pool.get(row.content) ?? [];
		held.push(ids[i] as string);
		pool.set(row.content, held);
	});
	return pool;
}

/** The id that each row should bear: its own where that belongs to its content, else the next of its content. */
function assign(
	now: readonly IdentityRow[],
	pool: ReadonlyMap<string, readonly string[]>,
	make: () => string,
): string[] {
	const left = new Map([...pool].map(([content, ids]) => [content, [...ids]]));
	const ids = now.map((row) => take(left, row.content, row.id));
	return ids.map((id, i) => {
		if (id !== "") return id;
		const row = now[i] as IdentityRow;
		const next = left.get(row.content)?.shift();
		// A row that came after the start of the run: it is given an id when it holds anything.
		return next ?? (row.content === "" ? "" : make());
	});
}

function take(left: Map<string, string[]>, content: string, id: string): string {
	const ids = left.get(content);
	const at = id === "" ? -1 : (ids?.indexOf(id) ?? -1);
	if (ids === undefined || at < 0) return "";
	ids.splice(at, 1);
	return id;
}

function writePairs(mapped: MappedTab, ids: readonly string[], rows: readonly IdentityRow[]): void {
	const idColumn = mapped.columns.get("id") ?? 0;
	const fingerprintColumn = mapped.columns.get("fingerprint") ?? 0;
	const fingerprints = rows.map((row, i) => (ids[i] === "" ? "" : row.content));
	if (fingerprintColumn === idColumn + 1) {
		mapped.tab.write(
			2,
			idColumn,
			ids.map((id, i) => [id, fingerprints[i] as string]),
		);
		return;
	}
	mapped.tab.write(2, idColumn, ids.map((id) => [id]));
	mapped.tab.write(2, fingerprintColumn, fingerprints.map((fingerprint) => [fingerprint]));
}

function readIds(mapped: MappedTab, rows: number): string[] {
	const column = mapped.columns.get("id") ?? 0;
	return mapped.tab.read(2, column, rows, 1).map((row) => String(row[0] ?? ""));
}

/**
 * Lays own cells beside the records that they belong to, by id.
 * @param columns own column ids, in the order of the values
 * @throws WriteRefusedError when rows do not come to rest; our cells are then blank, which is never wrong
 */
export function writeBeside(
	book: Book,
	mapped: MappedTab,
	columns: readonly string[],
	values: ReadonlyMap<string, readonly Cell[]>,
	guard: Guard,
): void {
	const places = columns
		.map((column, order) => ({ at: mapped.columns.get(column) ?? 0, order }))
		.filter(({ at }) => at > 0);
	if (places.length === 0 || mapped.tab.extent().rows < 2) return;
	guard(() => layBeside(book, mapped, places, values));
}

function layBeside(
	book: Book,
	mapped: MappedTab,
	places: readonly { at: number; order: number }[],
	values: ReadonlyMap<string, readonly Cell[]>,
): void {
	let reach = mapped.tab.extent().rows - 1;
	let ids = readIds(mapped, reach);
	// Columns moved away under us: nothing is written.
	if (!isMostly(ids, (id) => id === "" || values.has(id))) {
		throw new WriteRefusedError(mapped.tab.name, "rows_moved");
	}
	for (let attempt = 1; attempt <= TRIES; attempt++) {
		writeSpans(mapped, places, rowsFor(ids, values));
		book.flush();
		const rows = Math.max(reach, mapped.tab.extent().rows - 1);
		const after = readIds(mapped, rows);
		if (after.length === ids.length && after.every((id, i) => id === ids[i])) return;
		ids = after;
		reach = rows;
	}
	writeSpans(
		mapped,
		places,
		ids.map(() => undefined),
	);
	throw new WriteRefusedError(mapped.tab.name, "rows_moved");
}

/** The values of each row's record; of two rows with one id only the upper one. */
function rowsFor(
	ids: readonly string[],
	values: ReadonlyMap<string, readonly Cell[]>,
): (readonly Cell[] | undefined)[] {
	const seen = new Set<string>();
	return ids.map((id) => {
		if (id === "" || seen.has(id)) return undefined;
		seen.add(id);
		return values.get(id);
	});
}

function writeSpans(
	mapped: MappedTab,
	places: readonly { at: number; order: number }[],
	rows: readonly (readonly Cell[] | undefined)[],
): void {
	const byColumn = new Map(places.map(({ at, order }) => [at, order]));
	// Columns that people put between ours are never touched: a span is written only where it is ours throughout.
	for (const span of adjacent(places.map(({ at }) => at))) {
		const block = rows.map((row) => {
			const cells: Cell[] = [];
			for (let column = span.first; column <= span.last; column++) {
				cells.push(row?.[byColumn.get(column) as number] ?? "");
			}
			return cells;
		});
		mapped.tab.write(2, span.first, block);
	}
}

function adjacent(columns: readonly number[]): { first: number; last: number }[] {
	const spans: { first: number; last: number }[] = [];
	for (const column of [...columns].sort((a, b) => a - b)) {
		const span = spans[spans.length - 1];
		if (span !== undefined && column === span.last + 1) span.last = column;
		else spans.push({ first: column, last: column });
	}
	return spans;
}
