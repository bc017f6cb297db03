/** Reads tables: each wanted column once, in as few spans as its place allows, decoded when a rule asks for it. */
import { isTotalLabel } from "../domain/adoption/total-row";
import type { Dictionary } from "../domain/normalize/dictionary";
import { foldKey } from "../domain/normalize/text";
import {
	type Book,
	type ColumnMap,
	LEFT_OUT,
	MARK_COLUMN,
	MARK_TABLE,
	type MappedTab,
	type Mark,
	type Tab,
} from "./book";
import type { Cell, CellContext, Codec } from "./codec";
import { Unreadable } from "./codec";
import { type HeaderMapping, headerKey, mapHeaders } from "./columns";
import type { Problems } from "./problems";
import { type ColumnId, specOf, type TableId, type ValueOf } from "./schema";

/** Columns this close together are read in one call: a gap's cells cost less than another call. */
const MAX_GAP = 4;

/** The tabs that bear a table's mark, in the workbook's order. */
export function tabsOf(table: TableId, tabs: readonly Tab[], marks: readonly Mark[]): Tab[] {
	const ids = new Set(
		marks.filter((mark) => mark.key === MARK_TABLE && mark.value === table).map((mark) => mark.sheet),
	);
	return tabs.filter((tab) => ids.has(tab.id));
}

/** Which column of a tab means what: by mark, then by header. */
export function mapTab(
	table: TableId,
	tab: Tab,
	marks: readonly Mark[],
	headers: readonly Cell[],
): MappedTab {
	const marked = new Map<string, number>();
	const leftOut = new Set<number>();
	const known = specOf(table).columns;
	for (const mark of marks) {
		if (mark.key !== MARK_COLUMN || mark.sheet !== tab.id || mark.column === null) continue;
		const [owner, column] = mark.value.split(".");
		if (owner !== table || column === undefined) continue;
		if (column in known) marked.set(column, mark.column);
		else if (column === LEFT_OUT) leftOut.add(mark.column);
	}
	return { tab, ...mapColumns(table, headers, marked, leftOut) };
}

const UNNAMED: HeaderMapping = { columns: new Map(), impliedType: null };

function mapColumns(
	table: TableId,
	headers: readonly Cell[],
	marked: ReadonlyMap<string, number>,
	leftOut: ReadonlySet<number> = new Set(),
): ColumnMap {
	const columns = new Map(marked);
	const taken = new Set(columns.values());
	// With a mark on every column of people's, headers tell nothing new: their words are shipped data, best left unread.
	const isWhole = Object.entries(specOf(table).columns).every(
		([column, { by }]) => by !== "people" || marked.has(column),
	);
	const byHeader = isWhole || headers.length === 0 ? UNNAMED : mapHeaders(table, headers);
	for (const [column, at] of byHeader.columns) {
		if (columns.has(column) || taken.has(at) || leftOut.has(at)) continue;
		columns.set(column, at);
		taken.add(at);
	}
	headers.forEach((header, i) => {
		const id = foreignColumn(String(header));
		if (!taken.has(i + 1) && !columns.has(id)) columns.set(id, i + 1);
	});
	return { columns, impliedType: columns.has("type") ? null : byHeader.impliedType };
}

/** An address tells its prefecture where no column says it. Only for reading: each is written to its own column. */
function withStandIn<M extends ColumnMap>(mapped: M): M {
	const address = mapped.columns.get("address");
	if (address === undefined || mapped.columns.has("prefecture")) return mapped;
	return { ...mapped, columns: new Map([...mapped.columns, ["prefecture", address]]) };
}

/** Id of a team's own column that no schema knows, by its header: a rule may look at it. */
export function foreignColumn(header: string): string {
	return `~${headerKey(header)}`;
}

/** A tab's part of a table: the cells that were read, and which sheet row each record stands in. */
export interface TabPart {
	/** Name of the tab, for problems. */
	readonly name: string;
	/** Null for a range that a formula handed in. */
	readonly tab: Tab | null;
	readonly mapped: ColumnMap;
	/** 1-based sheet row of each record. */
	readonly rows: readonly number[];
	/** Rows that were left out of the records although they hold something: merged ones. */
	readonly aside: readonly number[];
	/** Index of the part's first record in the whole table. */
	readonly first: number;
	/** Last sheet row with content, header included. */
	readonly lastRow: number;
	cell(column: number, row: number): Cell;
}

export class TableData<T extends TableId> {
	private readonly decoded = new Map<string, readonly unknown[]>();

	constructor(
		readonly table: T,
		readonly parts: readonly TabPart[],
		readonly size: number,
		private readonly context: CellContext,
		private readonly problems: Problems,
	) {}

	/** The same table without some records, which lie aside then. */
	keeping(isKept: (index: number) => boolean): TableData<T> {
		let first = 0;
		const parts = this.parts.map((part): TabPart => {
			const rows = part.rows.filter((_, i) => isKept(part.first + i));
			const aside = [...part.aside, ...part.rows.filter((_, i) => !isKept(part.first + i))];
			const kept = { ...part, rows, aside, first };
			first += rows.length;
			return kept;
		});
		return new TableData(this.table, parts, first, this.context, this.problems);
	}

	/** True where at least one tab has the column. */
	has(column: ColumnId<T>): boolean {
		return this.parts.some((part) => part.mapped.columns.has(column));
	}

	/** A column's decoded values; null where a cell is blank, unreadable (and listed) or the tab lacks the column. */
	values<C extends ColumnId<T>>(column: C): readonly (ValueOf<T, C> | null)[] {
		const held = this.decoded.get(column);
		if (held !== undefined) return held as readonly (ValueOf<T, C> | null)[];
		const codec = specOf(this.table).columns[column]?.codec as Codec<ValueOf<T, C>>;
		const aliases = this.context.aliases?.(column);
		const values = new Array<ValueOf<T, C> | null>(this.size).fill(null);
		for (const part of this.parts) {
			const at = part.mapped.columns.get(column);
			if (at === undefined) continue;
			for (let i = 0; i < part.rows.length; i++) {
				const cell = part.cell(at, part.rows[i] as number);
				if (cell === "") continue;
				const value = codec.decode(cell, this.context);
				if (value instanceof Unreadable) {
					this.problems.add({
						tab: part.name,
						row: (part.rows[i] as number) + (part.tab?.above ?? 0),
						column,
						value: String(cell).slice(0, 60),
						code: value.code,
					});
				} else values[part.first + i] = oneWord(value, aliases) as ValueOf<T, C> | null;
			}
		}
		this.decoded.set(column, values);
		return values;
	}

	/** A column's cells as they stand (text and numbers), null where blank; undefined when no tab has it. */
	raw(column: string): readonly (string | number | null)[] | undefined {
		if (!this.parts.some((part) => part.mapped.columns.has(column))) return undefined;
		const aliases = this.context.aliases?.(column);
		const values = new Array<string | number | null>(this.size).fill(null);
		for (const part of this.parts) {
			const at = part.mapped.columns.get(column);
			if (at === undefined) continue;
			for (let i = 0; i < part.rows.length; i++) {
				const cell = part.cell(at, part.rows[i] as number);
				if (typeof cell === "number") values[part.first + i] = cell;
				else if (cell !== "") values[part.first + i] = oneWord(String(cell), aliases);
			}
		}
		return values;
	}
}

/** The team's one word where it put several together. */
function oneWord<V>(value: V, aliases: Dictionary | undefined): V | string {
	if (aliases === undefined || aliases.size === 0 || typeof value !== "string") return value;
	return aliases.get(foldKey(value)) ?? value;
}

/** Joins columns into spans, left to right, over gaps smaller than `reach` columns. */
export function spansOf(columns: readonly number[], reach = MAX_GAP): { first: number; last: number }[] {
	const spans: { first: number; last: number }[] = [];
	for (const column of [...new Set(columns)].sort((a, b) => a - b)) {
		const span = spans[spans.length - 1];
		if (span !== undefined && column - span.last <= reach) span.last = column;
		else spans.push({ first: column, last: column });
	}
	return spans;
}

/**
 * Reads columns of one mapped tab, from row 2 to the last row with content.
 * @param wanted columns that make a row a record where they hold something
 * @param extra our own columns, which alone make no record
 */
function readPart(
	mapped: MappedTab,
	wanted: readonly string[],
	extra: readonly string[],
	first: number,
): TabPart {
	const { rows: lastRow } = mapped.tab.extent();
	const place = new Map<number, { cells: Cell[][]; offset: number }>();
	if (lastRow >= 2) {
		for (const span of spansOf(placesOf(mapped, [...wanted, ...extra]))) {
			const cells = mapped.tab.read(2, span.first, lastRow - 1, span.last - span.first + 1);
			for (let column = span.first; column <= span.last; column++) {
				place.set(column, { cells, offset: column - span.first });
			}
		}
	}
	const cell = (column: number, row: number): Cell => {
		const held = place.get(column);
		return held?.cells[row - 2]?.[held.offset] ?? "";
	};
	return {
		name: mapped.tab.name,
		tab: mapped.tab,
		mapped,
		rows: filledRows(mapped, wanted, lastRow, cell),
		aside: [],
		first,
		lastRow,
		cell,
	};
}

function placesOf(mapped: ColumnMap, columns: readonly string[]): number[] {
	return columns
		.map((column) => mapped.columns.get(column))
		.filter((column): column is number => column !== undefined);
}

/** Sheet rows where a person filled at least one cell; an unticked box is not content, nor is a total a record. */
function filledRows(
	mapped: ColumnMap,
	wanted: readonly string[],
	lastRow: number,
	cell: (column: number, row: number) => Cell,
): number[] {
	const columns = placesOf(mapped, wanted).sort((a, b) => a - b);
	const rows: number[] = [];
	for (let row = 2; row <= lastRow; row++) {
		for (const column of columns) {
			const value = cell(column, row);
			if (value !== "" && value !== false) {
				if (typeof value !== "string" || !isTotalLabel(value)) rows.push(row);
				break;
			}
		}
	}
	return rows;
}

/** Reads a table over all its tabs: one call for each header row, one for each span. */
export function readTable<T extends TableId>(
	table: T,
	book: Book,
	marks: readonly Mark[],
	wanted: readonly string[],
	extra: readonly string[],
	context: CellContext,
	problems: Problems,
): TableData<T> {
	const parts: TabPart[] = [];
	let size = 0;
	for (const tab of tabsOf(table, book.tabs(), marks)) {
		const byMark = mapTab(table, tab, marks, []);
		// A tab of ours has a mark on every column: its header row tells nothing new.
		const isWhole = [...wanted, ...extra].every((column) => byMark.columns.has(column));
		const mapped = withStandIn(
			isWhole ? byMark : mapTab(table, tab, marks, tab.read(1, 1, 1, tab.extent().columns)[0] ?? []),
		);
		const part = readPart(mapped, wanted, extra, size);
		parts.push(part);
		size += part.rows.length;
	}
	return new TableData(table, parts, size, context, problems);
}

/** Reads a small table whole, in one call for each tab. */
export function readWhole<T extends TableId>(
	table: T,
	book: Book,
	marks: readonly Mark[],
	context: CellContext,
	problems: Problems,
): TableData<T> {
	const parts: TabPart[] = [];
	for (const tab of tabsOf(table, book.tabs(), marks)) {
		const { rows, columns } = tab.extent();
		const cells = tab.read(1, 1, rows, columns);
		parts.push(blockPart(table, cells, mapTab(table, tab, marks, cells[0] ?? []), tab, sizeOf(parts)));
	}
	return new TableData(table, parts, sizeOf(parts), context, problems);
}

/** A table from cells with their header row, as a formula's argument gives them; `rows` keep their places. */
export function tableOfBlock<T extends TableId>(
	table: T,
	cells: readonly (readonly Cell[])[],
	context: CellContext,
	problems: Problems,
): TableData<T> {
	const headers = cells[0] ?? [];
	const part = blockPart(table, cells, withStandIn(mapColumns(table, headers, new Map())), null, 0);
	return new TableData(table, [part], part.rows.length, context, problems);
}

function blockPart(
	table: TableId,
	cells: readonly (readonly Cell[])[],
	mapped: ColumnMap,
	tab: Tab | null,
	first: number,
): TabPart {
	const cell = (column: number, row: number): Cell => cells[row - 1]?.[column - 1] ?? "";
	const rows = filledRows(mapped, Object.keys(specOf(table).columns), cells.length, cell);
	return { name: tab?.name ?? "", tab, mapped, rows, aside: [], first, lastRow: cells.length, cell };
}

function sizeOf(parts: readonly TabPart[]): number {
	return parts.reduce((size, part) => size + part.rows.length, 0);
}
