/** Reads tables: each wanted column once, in as few spans as its place allows, decoded when a rule asks for it. */
import { isTotalLabel } from "../domain/adoption/total-row";
import { Names } from "../domain/names";
import { unitOfHeader } from "../domain/normalize/amount";
import type { Dictionary } from "../domain/normalize/dictionary";
import { foldKey } from "../domain/normalize/text";
import type { Words } from "../domain/words";
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
import { inUnit, Unreadable } from "./codec";
import { type HeaderMapping, headerKey, mapHeaders } from "./columns";
import type { Problems } from "./problems";
import { type ColumnId, isMoney, specOf, type TableId, type ValueOf } from "./schema";

/**
 * Columns this close together are read in one call: a gap's cells cost less than another call, but where there are a
 * hundred thousand rows.
 */
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
	const known = specOf(table).columns;
	const columns = new Map(marked);
	const taken = new Set(columns.values());
	// With a mark on every column of people's, headers tell nothing new: their words are shipped data, best left unread.
	const isWhole = Object.entries(known).every(([column, { by }]) => by !== "people" || marked.has(column));
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
	const units = new Map<string, number>();
	for (const [column, at] of columns) {
		if (!isMoney(table, column)) continue;
		const unit = unitOfHeader(String(headers[at - 1] ?? ""));
		if (unit !== 1) units.set(column, unit);
	}
	return { columns, impliedType: byHeader.impliedType, units };
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

/** Cells that were read by one call: those of sheet row r stand in cells[r - firstRow]. */
interface Block {
	readonly cells: readonly (readonly Cell[])[];
	/** 1-based sheet row and column of the first cell. */
	readonly firstRow: number;
	readonly firstColumn: number;
}

/** Cells of one column: that of sheet row r is cells[r - firstRow][offset]. */
interface Place {
	readonly cells: readonly (readonly Cell[])[];
	readonly firstRow: number;
	readonly offset: number;
}

/** The sheet rows that are records. */
interface FilledRows {
	readonly size: number;
	/** Row of the first one. */
	readonly first: number;
	/** Null where they follow each other without a gap. */
	readonly rows: Int32Array | null;
}

/** A tab's part of a table: the cells that were read, and which sheet row each record stands in. */
export class TabPart {
	private heldRows: readonly number[] | undefined;

	constructor(
		/** Null for a range that a formula handed in. */
		readonly tab: Tab | null,
		readonly mapped: ColumnMap,
		private readonly filled: FilledRows,
		/** Index of the part's first record in the whole table. */
		readonly first: number,
		/** Last sheet row with content, header included. */
		readonly lastRow: number,
		private readonly blockOf: (column: number) => Block | undefined,
		/** Reads columns that have not been read yet. */
		readonly readMore: (columns: readonly string[]) => void = () => {},
		/** Rows that were left out of the records although they hold something: merged ones. */
		readonly aside: readonly number[] = [],
	) {}

	/** The same part without some records, which lie aside then; `first` is the index of its first record. */
	keeping(isKept: (index: number) => boolean, first: number): TabPart {
		const rows = this.rows.filter((_, i) => isKept(this.first + i));
		const filled = { size: rows.length, first: rows[0] ?? 0, rows: Int32Array.from(rows) };
		const aside = [...this.aside, ...this.rows.filter((_, i) => !isKept(this.first + i))];
		return new TabPart(
			this.tab,
			this.mapped,
			filled,
			first,
			this.lastRow,
			this.blockOf,
			this.readMore,
			aside,
		);
	}

	/** Name of the tab, for problems. */
	get name(): string {
		return this.tab?.name ?? "";
	}

	/** Number of records. */
	get size(): number {
		return this.filled.size;
	}

	/** 1-based sheet row of each record. */
	get rows(): readonly number[] {
		this.heldRows = this.heldRows ?? Array.from({ length: this.size }, (_, i) => this.row(i));
		return this.heldRows;
	}

	/** 1-based sheet row of the part's record i. */
	row(i: number): number {
		const { first, rows } = this.filled;
		return rows === null ? first + i : (rows[i] as number);
	}

	cell(column: number, row: number): Cell {
		const block = this.blockOf(column);
		return block?.cells[row - block.firstRow]?.[column - block.firstColumn] ?? "";
	}

	/** Where the cells of a column stand; undefined where the tab lacks it. */
	place(column: string): Place | undefined {
		const at = this.mapped.columns.get(column);
		return at === undefined ? undefined : this.placeAt(at);
	}

	/** The same by the column's number; undefined where it was not read. */
	placeAt(at: number): Place | undefined {
		const block = this.blockOf(at);
		if (block === undefined) return undefined;
		return { cells: block.cells, firstRow: block.firstRow, offset: at - block.firstColumn };
	}
}

/** Rows that are decoded together: so few that their cells are still at hand when the next column is read. */
export const SLICE_ROWS = 1024;

/** Words of a column that are remembered: free text repeats nothing. */
const MOST_WORDS = 10_000;

/** What a column's words are read as. */
interface ReadWords {
	/** As they stand in the cells. */
	readonly spellings: Names;
	readonly values: Names;
	/** Code of the value by that of the spelling, −1 for what is unreadable. */
	readonly codeOf: (number | undefined)[];
	/** Of the slice that was read last. */
	readonly codes: Int32Array;
}

export class TableData<T extends TableId> {
	private readonly decoded = new Map<string, readonly unknown[]>();
	private readonly cells = new Map<string, readonly (string | number | null)[]>();
	/** How many records of each column have had what is wrong with them listed. */
	private readonly listed = new Map<string, number>();
	private readonly wordsRead = new Map<string, ReadWords>();
	private readonly numbersRead = new Map<string, Float64Array>();
	private readonly gathered = new Array<Cell>(SLICE_ROWS).fill("");
	private readonly codes = new Int32Array(SLICE_ROWS);
	private blank: readonly null[] = [];

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
		const parts = this.parts.map((part) => {
			const kept = part.keeping(isKept, first);
			first += kept.size;
			return kept;
		});
		return new TableData(this.table, parts, first, this.context, this.problems);
	}

	/** True where at least one tab has the column. */
	has(column: string): boolean {
		return this.parts.some((part) => part.mapped.columns.has(column));
	}

	/**
	 * Reads columns that are sure to be asked for, all of a few rows before the next ones: a hundred thousand rows do not
	 * come by one time for each column.
	 * @param raw columns that are wanted as they stand
	 */
	hold(columns: readonly string[], raw: readonly string[]): void {
		const known = columns.filter((column) => this.has(column) && column in specOf(this.table).columns);
		const asTheyStand = raw.filter((column) => this.has(column));
		for (const column of known) this.decoded.set(column, this.blankColumn());
		for (const column of asTheyStand) this.cells.set(column, this.blankColumn());
		for (let from = 0; from < this.size; from += SLICE_ROWS) {
			const to = Math.min(from + SLICE_ROWS, this.size);
			for (const column of known) this.decode(column, this.decoded.get(column) as unknown[], 0, from, to);
			for (const column of asTheyStand)
				this.copy(column, this.cells.get(column) as (string | number | null)[], from, to);
		}
	}

	/** What a bare number of an amount counts in a record; null where it is 1 in all. */
	units(column: string): ((record: number) => number) | null {
		if (this.parts.every(({ mapped }) => !mapped.units.has(column))) return null;
		return (record) =>
			this.parts.find(({ first, size }) => record < first + size)?.mapped.units.get(column) ?? 1;
	}

	/** Reads columns that have not been read yet, for all records. */
	readMore(columns: readonly string[]): void {
		for (const part of this.parts) part.readMore(columns);
	}

	/** A column's decoded values; null where a cell is blank, unreadable (and listed) or the tab lacks the column. */
	values<C extends ColumnId<T>>(column: C): readonly (ValueOf<T, C> | null)[] {
		const held = this.decoded.get(column);
		if (held !== undefined) return held as readonly (ValueOf<T, C> | null)[];
		const values = this.slice(column, 0, this.size);
		this.decoded.set(column, values);
		return values;
	}

	/** The same values, for one who alone needs them: they are not kept. */
	take<C extends ColumnId<T>>(column: C): readonly (ValueOf<T, C> | null)[] {
		const values = this.decoded.get(column) ?? this.slice(column, 0, this.size);
		this.decoded.delete(column);
		return values as readonly (ValueOf<T, C> | null)[];
	}

	/** The values of the records from `from` on and before `to`. Nothing is kept of them. */
	slice<C extends ColumnId<T>>(column: C, from: number, to: number): readonly (ValueOf<T, C> | null)[] {
		if (!this.has(column)) return this.blanks(to - from);
		const values = new Array<ValueOf<T, C> | null>(to - from).fill(null);
		this.decode(column, values, from, from, to);
		return values;
	}

	/**
	 * A column that repeats few words many times, of the records from `from` on and before `to`: each spelling is read
	 * once. The next call writes into the same codes.
	 */
	words(column: ColumnId<T>, from: number, to: number): Words {
		const known = this.readWords(column, to - from);
		const { spellings, values, codes, codeOf } = known;
		if (this.has(column)) {
			const { context } = this;
			const codec = this.codecOf(column);
			const aliases = context.aliases?.(column);
			const listed = this.listed.get(column) ?? 0;
			for (let start = from; start < to; start += SLICE_ROWS) {
				const size = Math.min(SLICE_ROWS, to - start);
				const cells = this.gather(column, start, start + size);
				spellings.codesOf(cells, this.codes);
				for (let i = 0; i < size; i++) {
					const spelling = this.codes[i]!;
					const cell = cells[i]!;
					// What is no text has no code.
					let code = spelling !== 0 ? codeOf[spelling] : isBlank(cell) ? 0 : undefined;
					if (code === undefined) {
						const value = codec.decode(spelling === 0 ? cell : spellings.names[spelling]!, context);
						code = value instanceof Unreadable ? -1 : values.codeOf(wordOf(oneWord(value, aliases)));
						if (spelling !== 0) codeOf[spelling] = code;
					}
					codes[start + i - from] = Math.max(code, 0);
					if (code < 0 && start + i >= listed)
						this.list(start + i, column, cell, codec.decode(cell, context) as Unreadable);
				}
			}
			this.listed.set(column, Math.max(listed, to));
		} else {
			codes.fill(0);
		}
		if (column === "type") this.imply(values, codes, from, to);
		return { codes, words: values.names };
	}

	/** Gives the blank types of a tab the one that its name implies. */
	private imply(types: Names, codes: Int32Array, from: number, to: number): void {
		for (const { mapped, size, first } of this.parts) {
			if (mapped.impliedType === null) continue;
			const implied = types.codeOf(mapped.impliedType);
			const last = Math.min(first + size, to) - from;
			for (let i = Math.max(first - from, 0); i < last; i++) codes[i] = codes[i] || implied;
		}
	}

	private readWords(column: string, size: number): ReadWords {
		let known = this.wordsRead.get(column);
		if (known === undefined || known.codeOf.length > MOST_WORDS || known.codes.length < size) {
			known = {
				spellings: new Names(),
				codeOf: [],
				values: new Names(),
				codes: new Int32Array(size),
			};
			this.wordsRead.set(column, known);
		}
		return known;
	}

	/** A column of numbers or moments, NaN where there is none. The next call writes into the same array. */
	numbers(column: ColumnId<T>, from: number, to: number): Float64Array {
		let values = this.numbersRead.get(column);
		if (values === undefined || values.length < to - from) {
			values = new Float64Array(to - from);
			this.numbersRead.set(column, values);
		}
		values.fill(Number.NaN);
		if (this.has(column)) this.decode(column, values, from, from, to);
		return values;
	}

	/** A column's cells as they stand (text and numbers), null where blank; undefined when no tab has it. */
	raw(column: string): readonly (string | number | null)[] | undefined {
		if (!this.has(column)) return undefined;
		const held = this.cells.get(column);
		if (held !== undefined) return held;
		const values = this.blankColumn();
		this.copy(column, values, 0, this.size);
		return values;
	}

	/** Decodes records from `from` on and before `to`; that of the record `first` becomes the first value. */
	private decode(
		column: string,
		values: unknown[] | Float64Array,
		first: number,
		from: number,
		to: number,
	): void {
		const { context } = this;
		const units = this.units(column);
		const codec = this.codecOf(column);
		const aliases = context.aliases?.(column);
		const listed = this.listed.get(column) ?? 0;
		for (let start = from; start < to; start += SLICE_ROWS) {
			const size = Math.min(SLICE_ROWS, to - start);
			const cells = this.gather(column, start, start + size);
			for (let i = 0; i < size; i++) {
				const cell = cells[i]!;
				if (isBlank(cell)) continue;
				const value = codec.decode(cell, units === null ? context : inUnit(context, units(start + i)));
				if (value === null) continue;
				if (!(value instanceof Unreadable)) values[start + i - first] = oneWord(value, aliases);
				else if (start + i >= listed) this.list(start + i, column, cell, value);
			}
		}
		this.listed.set(column, Math.max(listed, to));
	}

	private copy(column: string, values: (string | number | null)[], from: number, to: number): void {
		const aliases = this.context.aliases?.(column);
		for (let start = from; start < to; start += SLICE_ROWS) {
			const size = Math.min(SLICE_ROWS, to - start);
			const cells = this.gather(column, start, start + size);
			for (let i = 0; i < size; i++) {
				const cell = cells[i]!;
				if (typeof cell === "number") values[start + i] = cell;
				else if (!isBlank(cell)) values[start + i] = oneWord(String(cell), aliases);
			}
		}
	}

	private codecOf(column: string): Codec<unknown> {
		return specOf(this.table).columns[column]?.codec as Codec<unknown>;
	}

	/** The cells of a column in at most `SLICE_ROWS` records from `from` on, as they stand; the next call overwrites them. */
	private gather(column: string, from: number, to: number): readonly Cell[] {
		const { gathered } = this;
		gathered.fill("");
		for (const part of this.parts) {
			const place = part.place(column);
			if (place === undefined) continue;
			const { cells, firstRow, offset } = place;
			const last = Math.min(to - part.first, part.size);
			for (let i = Math.max(from - part.first, 0); i < last; i++) {
				const cell = cells[part.row(i) - firstRow]?.[offset];
				if (cell !== undefined) gathered[part.first + i - from] = cell;
			}
		}
		return gathered;
	}

	private blankColumn(): null[] {
		return new Array<null>(this.size).fill(null);
	}

	private list(record: number, column: string, cell: Cell, { code }: Unreadable): void {
		const part = this.parts.find(({ first, size }) => record < first + size);
		if (part === undefined) return;
		this.problems.add({
			tab: part.name,
			row: part.row(record - part.first) + (part.tab?.above ?? 0),
			column,
			value: String(cell).slice(0, 60),
			code,
		});
	}

	/** The columns that no tab has share their nulls: a hundred thousand of them are a megabyte. */
	private blanks(size: number): readonly null[] {
		if (this.blank.length !== size) this.blank = new Array<null>(size).fill(null);
		return this.blank;
	}
}

function isBlank(cell: Cell): boolean {
	return typeof cell === "string" && cell.length === 0;
}

function wordOf(value: unknown): string | null {
	return value === null ? null : String(value);
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
	reach: number,
): TabPart {
	const { rows: lastRow } = mapped.tab.extent();
	const blocks = new Map<number, Block>();
	const read = (columns: readonly string[]) => {
		const missing = placesOf(mapped, columns).filter((column) => !blocks.has(column));
		for (const span of lastRow < 2 ? [] : spansOf(missing, reach)) {
			const cells = mapped.tab.read(2, span.first, lastRow - 1, span.last - span.first + 1);
			const block = { cells, firstRow: 2, firstColumn: span.first };
			for (let column = span.first; column <= span.last; column++) blocks.set(column, block);
		}
	};
	read([...wanted, ...extra]);
	const blockOf = (column: number) => blocks.get(column);
	const rows = filledRows(placesOf(mapped, wanted), lastRow, blockOf);
	return new TabPart(mapped.tab, mapped, rows, first, lastRow, blockOf, read);
}

function placesOf(mapped: ColumnMap, columns: readonly string[]): number[] {
	return columns
		.map((column) => mapped.columns.get(column))
		.filter((column): column is number => column !== undefined);
}

/** Sheet rows where a person filled at least one cell; an unticked box is not content, nor is a total a record. */
function filledRows(
	columns: readonly number[],
	lastRow: number,
	blockOf: (column: number) => Block | undefined,
): FilledRows {
	const inOrder = [...columns].sort((a, b) => a - b);
	const places = inOrder.flatMap((column) => {
		const block = blockOf(column);
		return block === undefined ? [] : [{ ...block, offset: column - block.firstColumn }];
	});
	let first = 0;
	let size = 0;
	let rows: Int32Array | null = null;
	for (let row = 2; row <= lastRow; row++) {
		for (let i = 0; i < places.length; i++) {
			const { cells, firstRow, offset } = places[i] as (typeof places)[number];
			const value = cells[row - firstRow]?.[offset];
			// A comparison with "" would look at every cell twice.
			if (typeof value === "string" ? value.length === 0 : value === undefined || value === false) continue;
			if (typeof value === "string" && isTotalLabel(value)) break;
			if (size === 0) first = row;
			if (rows === null && row !== first + size) {
				const before = first;
				rows = new Int32Array(lastRow).map((_, n) => before + n);
			}
			if (rows !== null) rows[size] = row;
			size++;
			break;
		}
	}
	return { size, first, rows };
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
		// A tab of ours has a mark on every column: its header row tells nothing new, but for the unit of amounts.
		const isWhole =
			!wanted.some((column) => isMoney(table, column)) &&
			[...wanted, ...extra].every((column) => byMark.columns.has(column));
		const mapped = withStandIn(
			isWhole ? byMark : mapTab(table, tab, marks, tab.read(1, 1, 1, tab.extent().columns)[0] ?? []),
		);
		const part = readPart(mapped, wanted, extra, size, table === "activities" ? 1 : MAX_GAP);
		parts.push(part);
		size += part.size;
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
	return new TableData(table, [part], part.size, context, problems);
}

function blockPart(
	table: TableId,
	cells: readonly (readonly Cell[])[],
	mapped: ColumnMap,
	tab: Tab | null,
	first: number,
): TabPart {
	const block: Block = { cells, firstRow: 1, firstColumn: 1 };
	const blockOf = () => block;
	const rows = filledRows(placesOf(mapped, Object.keys(specOf(table).columns)), cells.length, blockOf);
	return new TabPart(tab, mapped, rows, first, cells.length, blockOf);
}

function sizeOf(parts: readonly TabPart[]): number {
	return parts.reduce((size, part) => size + part.size, 0);
}
