/**
 * Writes many cells of one tab while people may sort, insert and delete rows. Rows are told by their keys: all of them
 * are read just before the write and after its flush; a cell that the write hit by mistake gets back what it held.
 */
import { type Book, type MappedTab, type Tab, WriteRefusedError } from "../book";
import type { Cell } from "../codec";
import { spansOf } from "../read";
import { asText, plain, same } from "./cell-image";

const TRIES = 6;
/** Blocks that one write is cut into at most, formula cells between them aside: calls must not grow with the rows. */
const MOST_BLOCKS = 60;
/** Formulas that fill cells beside their own; nothing may be written where they reach. */
const SPILLS =
	/\b(?:ARRAYFORMULA|FILTER|SORT|SORTN|UNIQUE|QUERY|IMPORT\w+|SPLIT|TRANSPOSE|SEQUENCE|MAP|BYROW|SCAN|MAKEARRAY|VSTACK|HSTACK|FLATTEN|TOCOL|CHOOSECOLS|CHOOSEROWS|TAKE|DROP|WRAPROWS|WRAPCOLS)\s*\(|^=\s*\{/i;

/** The wanted change of a cell; it is written only while the cell holds `before`. */
export interface Goal {
	readonly before: Cell;
	readonly after: Cell;
	/** Number format to go with it, where a plain one was replaced. */
	readonly format?: string;
}

/** Goals by key of the row and 1-based column. */
export type Goals = ReadonlyMap<string, ReadonlyMap<number, Goal>>;

/** What a write comes to, before it is made or after. */
export interface WriteReport {
	/** Cells that hold what is wanted; those that held it before are among them. */
	readonly cells: number;
	/** Keys of rows with at least one such cell. */
	readonly rows: ReadonlySet<string>;
	/** Cells that hold something else, a formula among others; they stay as they are. */
	readonly changed: readonly { readonly key: string; readonly column: number }[];
	/** Keys that no row bears any more. */
	readonly gone: readonly string[];
}

/** The wanted columns of a tab as they stood at one moment. */
interface Seen {
	readonly keys: readonly string[];
	/** Upper row of each key, as an index. */
	readonly places: ReadonlyMap<string, number>;
	cell(index: number, column: number): Cell;
	formula(index: number, column: number): string;
}

interface Write {
	readonly index: number;
	readonly column: number;
	readonly cell: Cell;
	/** A formula that a misplaced write took away. */
	readonly formula?: string;
	readonly format?: string;
}

/** Key of a row by some of its cells. */
export function keyOf(cells: readonly Cell[]): string {
	return cells.map(plain).join("\n").trim();
}

/** Some columns from a row down to the last one; people may delete rows between asking for that one and reading. */
export function readDown(tab: Tab, from: number, column: number, width: number): Cell[][] {
	const { rows } = tab.extent();
	if (rows < from) return [];
	try {
		return tab.read(from, column, rows - from + 1, width);
	} catch (error) {
		if (tab.extent().rows >= rows) throw error;
		return readDown(tab, from, column, width);
	}
}

/** Keys of all rows, from the first record on. */
export function readKeys({ tab }: MappedTab, keyColumns: readonly number[]): string[] {
	const first = Math.min(...keyColumns);
	const width = Math.max(...keyColumns) - first + 1;
	return readDown(tab, 2, first, width).map((cells) =>
		keyOf(keyColumns.map((column) => cells[column - first] ?? "")),
	);
}

/**
 * Reads what belongs to keys: they are read before and after, so that all of it is of one moment.
 * @throws WriteRefusedError when rows do not come to rest
 */
export function steadily<R>(
	mapped: MappedTab,
	keyColumns: readonly number[],
	read: (keys: readonly string[]) => R,
): R {
	for (let attempt = 0; attempt < TRIES; attempt++) {
		const keys = readKeys(mapped, keyColumns);
		let result: { readonly value: R } | null = null;
		let failure: unknown;
		try {
			result = { value: read(keys) };
		} catch (error) {
			// The grid may have become too small for what was asked.
			failure = error;
		}
		const after = readKeys(mapped, keyColumns);
		const isSteady = keys.length === after.length && keys.every((key, i) => key === after[i]);
		if (isSteady && result === null) throw failure;
		if (isSteady && result !== null) return result.value;
	}
	throw new WriteRefusedError(mapped.tab.name, "rows_moved");
}

export class KeyedWriter {
	private readonly columns: readonly number[];
	/** Texts that this writer put into each column: what it may have put into a wrong row. */
	private readonly put = new Map<number, Set<string>>();

	/** @param keyColumns 1-based columns, none of them written, that tell one row from another */
	constructor(
		private readonly book: Book,
		private readonly mapped: MappedTab,
		private readonly keyColumns: readonly number[],
		private readonly goals: Goals,
	) {
		this.columns = [...new Set([...goals.values()].flatMap((cells) => [...cells.keys()]))];
	}

	/** What a write would come to now. */
	preview(): WriteReport {
		return this.report(this.read(), true);
	}

	/** @throws WriteRefusedError when rows do not come to rest */
	write(): WriteReport {
		const first = this.read();
		let now = first;
		for (let attempt = 0; attempt < TRIES; attempt++) {
			const writes = this.due(first, now, attempt > 0);
			if (writes.length === 0) return this.report(now, false);
			this.lay(now, writes);
			this.book.flush();
			now = this.read();
		}
		throw new WriteRefusedError(this.mapped.tab.name, "rows_moved");
	}

	/** Cells that are to change, and those that an earlier round hit by mistake. */
	private due(first: Seen, now: Seen, isAgain: boolean): Write[] {
		const writes: Write[] = [];
		const closed = this.closed(first);
		for (const column of this.columns) {
			const put = this.put.get(column);
			const isClosed = closed.has(column);
			const unnamed = new Set<string>();
			first.keys.forEach((key, i) => {
				if (key === "") unnamed.add(plain(first.cell(i, column)));
			});
			now.keys.forEach((key, index) => {
				const isUpper = key !== "" && now.places.get(key) === index;
				const at = isUpper ? first.places.get(key) : undefined;
				const old = at === undefined ? "" : first.cell(at, column);
				const formula = at === undefined ? "" : first.formula(at, column);
				const cell = now.cell(index, column);
				const held = now.formula(index, column);
				const isHit = isAgain && held === "" && put?.has(plain(cell)) === true;
				const goal = isUpper ? this.goals.get(key)?.get(column) : undefined;
				if (goal !== undefined && !isClosed && formula === "" && at !== undefined && same(old, goal.before)) {
					const isFresh = held === "" && (same(cell, goal.before) || isHit);
					if (isFresh && !same(cell, goal.after))
						writes.push({ index, column, cell: goal.after, ...formatOf(goal) });
					return;
				}
				if (!isHit || (held === formula && same(cell, old))) return;
				if (at === undefined && unnamed.has(plain(cell))) return;
				writes.push({
					index,
					column,
					cell: old,
					...(formula === "" ? {} : { formula: shifted(formula, index - (at ?? index)) }),
				});
			});
		}
		return writes;
	}

	/** @param isAhead whether cells that still are to be written count as written */
	private report(now: Seen, isAhead: boolean): WriteReport {
		const changed: { key: string; column: number }[] = [];
		const rows = new Set<string>();
		const gone: string[] = [];
		const closed = this.closed(now);
		let cells = 0;
		for (const [key, wanted] of this.goals) {
			const at = now.places.get(key);
			if (at === undefined) {
				gone.push(key);
				continue;
			}
			for (const [column, goal] of wanted) {
				const cell = now.cell(at, column);
				const isFree = now.formula(at, column) === "" && !closed.has(column);
				if (same(cell, goal.after) || (isAhead && isFree && same(cell, goal.before))) {
					cells++;
					rows.add(key);
				} else changed.push({ key, column });
			}
		}
		return { cells, rows, changed, gone };
	}

	/** Columns that a formula fills. */
	private closed(seen: Seen): ReadonlySet<number> {
		const isSpilled = (column: number) => {
			for (let index = -1; index < seen.keys.length; index++) {
				const formula = seen.formula(index, column);
				if (formula !== "" && SPILLS.test(formula)) return true;
			}
			return false;
		};
		return new Set(this.columns.filter(isSpilled));
	}

	/** Writes cells in few blocks; between two of them in a column cells are laid again as they stand. */
	private lay(now: Seen, writes: readonly Write[]): void {
		const { tab } = this.mapped;
		const byColumn = new Map<number, Map<number, Write>>();
		for (const write of writes) {
			if (write.formula !== undefined) {
				tab.setFormula(write.index + 2, write.column, write.formula);
				continue;
			}
			const held = byColumn.get(write.column) ?? new Map<number, Write>();
			byColumn.set(write.column, held.set(write.index, write));
		}
		// Neighbouring columns with the same rows are one block.
		const groups: { columns: number[]; rows: string }[] = [];
		for (const column of [...byColumn.keys()].sort((a, b) => a - b)) {
			const rows = [...(byColumn.get(column) as Map<number, Write>).keys()].join();
			const last = groups[groups.length - 1];
			if (last !== undefined && last.rows === rows && last.columns[last.columns.length - 1] === column - 1)
				last.columns.push(column);
			else groups.push({ columns: [column], rows });
		}
		const most = Math.max(1, Math.floor(MOST_BLOCKS / Math.max(1, groups.length)));
		for (const { columns, rows } of groups) {
			const indexes = rows
				.split(",")
				.map(Number)
				.sort((a, b) => a - b);
			const isBarrier = (index: number) =>
				columns.some((column) => now.formula(index, column) !== "" || !isPlain(now.cell(index, column)));
			for (const [from, to] of runsOf(indexes, most, isBarrier)) {
				const block: Cell[][] = [];
				for (let index = from; index <= to; index++)
					block.push(
						columns.map((column) => {
							const write = byColumn.get(column)?.get(index);
							const cell = write === undefined ? now.cell(index, column) : write.cell;
							this.remember(column, cell);
							return asText(cell);
						}),
					);
				tab.write(from + 2, columns[0] as number, block);
			}
			this.layFormats(columns, indexes, byColumn, most);
		}
	}

	private layFormats(
		columns: readonly number[],
		indexes: readonly number[],
		writes: ReadonlyMap<number, ReadonlyMap<number, Write>>,
		most: number,
	): void {
		for (const column of columns) {
			const wanted = indexes.filter((index) => writes.get(column)?.get(index)?.format !== undefined);
			if (wanted.length === 0) continue;
			const { tab } = this.mapped;
			for (const [from, to] of runsOf(wanted, most, () => false)) {
				const held = wanted.length === to - from + 1 ? [] : tab.formats(from + 2, column, to - from + 1, 1);
				const formats: string[][] = [];
				for (let index = from; index <= to; index++)
					formats.push([writes.get(column)?.get(index)?.format ?? held[index - from]?.[0] ?? ""]);
				tab.setFormats(from + 2, column, formats);
			}
		}
	}

	private remember(column: number, cell: Cell): void {
		const held = this.put.get(column) ?? new Set<string>();
		this.put.set(column, held.add(plain(cell)));
	}

	private read(): Seen {
		return steadily(this.mapped, this.keyColumns, (keys) => this.readCells(keys));
	}

	private readCells(keys: readonly string[]): Seen {
		const { tab } = this.mapped;
		const place = new Map<number, { cells: Cell[][]; formulas: string[][]; offset: number }>();
		for (const span of spansOf(this.columns)) {
			const width = span.last - span.first + 1;
			const cells = keys.length === 0 ? [] : tab.read(2, span.first, keys.length, width);
			// The header too: a formula may stand there and fill the column.
			const formulas = tab.formulas(1, span.first, keys.length + 1, width);
			for (let column = span.first; column <= span.last; column++)
				place.set(column, { cells, formulas, offset: column - span.first });
		}
		const places = new Map<string, number>();
		keys.forEach((key, index) => {
			if (key !== "" && !places.has(key)) places.set(key, index);
		});
		return {
			keys,
			places,
			cell: (index, column) => {
				const held = place.get(column);
				return held?.cells[index]?.[held.offset] ?? "";
			},
			formula: (index, column) => {
				const held = place.get(column);
				return held?.formulas[index + 1]?.[held.offset] ?? "";
			},
		};
	}
}

const formatOf = ({ format }: Goal) => (format === undefined ? {} : { format });

/** Errors and pictures are never laid again: they might come back as something else. */
const isPlain = (cell: unknown): boolean =>
	cell instanceof Date || (typeof cell !== "object" && !/^#[A-Z/0!?]+$/.test(String(cell)));

/** Runs of rows, ascending, cut at every barrier and else at the widest gaps. */
function runsOf(
	indexes: readonly number[],
	most: number,
	isBarrier: (index: number) => boolean,
): [from: number, to: number][] {
	const gaps: number[] = [];
	const walls = new Set<number>();
	for (let i = 1; i < indexes.length; i++) {
		const [before, after] = [indexes[i - 1] as number, indexes[i] as number];
		if (after - before > 1) gaps.push(after - before);
		for (let between = before + 1; between < after; between++)
			if (isBarrier(between)) {
				walls.add(i);
				break;
			}
	}
	const widest = gaps.sort((a, b) => b - a).slice(0, most - 1);
	const reach = widest[widest.length - 1] ?? Number.POSITIVE_INFINITY;
	let left = widest.length;
	const runs: [number, number][] = [];
	indexes.forEach((index, i) => {
		const last = runs[runs.length - 1];
		const gap = last === undefined ? 0 : index - last[1];
		const isCut = gap > 1 && gap >= reach && left > 0;
		if (last === undefined || walls.has(i) || isCut) {
			if (isCut) left--;
			runs.push([index, index]);
		} else last[1] = index;
	});
	return runs;
}

/** A formula as it reads some rows further down: its relative references go with it. */
export function shifted(formula: string, rows: number): string {
	if (rows === 0) return formula;
	return formula.replace(
		/"(?:[^"]|"")*"|'(?:[^']|'')*'|(?<![\w.$])(\$?[A-Za-z]{1,3})(\$?)(\d+)(?![\w(.])/g,
		(all, column?: string, fixed?: string, row?: string) =>
			column === undefined || fixed === "$" ? all : `${column}${Math.max(1, Number(row) + rows)}`,
	);
}
