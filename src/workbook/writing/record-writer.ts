/**
 * Writes cells of single records while people may sort, insert and delete rows. Locks stop scripts, not people: the
 * rows are read just before a write and after its flush; a cell that the write hit by mistake gets back what it held.
 */
import type { Book, MappedTab } from "../book";
import type { Cell } from "../codec";
import { spansOf } from "../read";
import { asText, plain, same } from "./cell-image";

/** Of a write, and one less of each write that gives back what it hit by mistake. */
const TRIES = 4;

export type WriteOutcome = "written" | "gone" | "restless";

type Cells = ReadonlyMap<number, Cell>;

/**
 * Writes cells of one record, wherever its row stands now.
 * @param keyColumns 1-based columns whose text, one below the other, tells which record a row is; at least one of
 * them is not written
 * @param matches whether a key is the record's; of several such rows the upper one counts
 * @param cells by 1-based column
 */
export function writeRecord(
	book: Book,
	mapped: MappedTab,
	keyColumns: readonly number[],
	matches: (key: string) => boolean,
	cells: Cells,
): WriteOutcome {
	const writer = new RecordWriter(book, mapped, keyColumns, [...cells.keys()]);
	return writer.put(({ key }) => matches(key), cells, TRIES);
}

/** A row as it was read. */
interface SeenRow {
	readonly key: string;
	/** Its key without the columns that are being written; of a row without a key whatever else stands in it. */
	readonly identity: string;
	readonly cells: readonly Cell[];
}

class RecordWriter {
	private readonly first: number;
	private readonly width: number;
	private readonly stable: readonly number[];

	constructor(
		private readonly book: Book,
		private readonly mapped: MappedTab,
		private readonly keyColumns: readonly number[],
		private readonly columns: readonly number[],
	) {
		const all = [...keyColumns, ...columns];
		this.first = Math.min(...all);
		this.width = Math.max(...all) - this.first + 1;
		this.stable = keyColumns.filter((column) => columns.indexOf(column) < 0);
	}

	/** @param written how a cell is written that is to read as it stands in `cells` */
	put(
		matches: (row: SeenRow) => boolean,
		cells: Cells,
		tries: number,
		written: (cell: Cell) => Cell = (cell) => cell,
	): WriteOutcome {
		let record: string | null = null;
		for (let attempt = 0; ; attempt++) {
			const before = this.read();
			// A key that is itself written leads to its row no more.
			const isKeyed = this.stable.length < this.keyColumns.length;
			if (isKeyed && before.some((row) => row.identity === record && this.due(row, cells).length === 0))
				return "written";
			const at = before.findIndex(matches);
			const target = before[at];
			if (target === undefined) return "gone";
			const due = this.due(target, cells);
			if (due.length === 0) return "written";
			if (attempt === tries) return "restless";
			record = target.identity;
			for (const span of due) this.write(at, span, cells, written);
			this.book.flush();
			const now = this.rowAt(at);
			const isThere = now.identity === record;
			// People may have sorted between two writes and back again: each has to have hit this row.
			const isHit = (span: Span) =>
				columnsOf(span).some((column) => !isHeld(this.cellOf(now, column), this.cellOf(target, column)));
			if (isThere && due.every(isHit)) return "written";
			const isElsewhere = this.repair(before, record, cells, tries);
			// Cells that do not read as they were written, in rows at rest.
			if (isThere && !isElsewhere && attempt > 0) return "written";
		}
	}

	/** Parts of a row that hold something else; of the rest nothing would tell into which row it was written. */
	private due(row: SeenRow, cells: Cells): Span[] {
		return spansOf([...cells.keys()], 1).filter((span) =>
			columnsOf(span).some((column) => !isHeld(this.cellOf(row, column), cells.get(column) ?? "")),
		);
	}

	/**
	 * Rows moved around a write: every cell that it hit in another row gets back what it held.
	 * @returns whether there was one
	 */
	private repair(before: readonly SeenRow[], record: string, cells: Cells, tries: number): boolean {
		let isElsewhere = false;
		const known = new Map<string, SeenRow>();
		for (const row of before) if (!known.has(row.identity)) known.set(row.identity, row);
		this.read().forEach((row) => {
			const { identity } = row;
			if (identity === record) return;
			const lost = this.lost(row, known.get(identity), cells);
			if (lost.size === 0) return;
			isElsewhere = true;
			const isOurs = (other: SeenRow) =>
				other.identity === identity &&
				[...lost.keys()].some((column) => same(this.cellOf(other, column), cells.get(column) ?? ""));
			if (tries > 1) this.put(isOurs, lost, tries - 1, asText);
		});
		return isElsewhere;
	}

	/** The cells of a row that now hold what was written and did not before, with what they held. */
	private lost(row: SeenRow, old: SeenRow | undefined, cells: Cells): Cells {
		const lost = new Map<number, Cell>();
		for (const [column, cell] of cells) {
			const held = old === undefined ? "" : this.cellOf(old, column);
			if (same(this.cellOf(row, column), cell) && !same(held, cell)) lost.set(column, held);
		}
		return lost;
	}

	/** All rows in one call: between two calls they could move, and keys would meet other rows' cells. */
	private read(): SeenRow[] {
		const { rows } = this.mapped.tab.extent();
		if (rows < 2) return [];
		return this.mapped.tab.read(2, this.first, rows - 1, this.width).map((cells) => this.seen(cells));
	}

	private rowAt(index: number): SeenRow {
		return this.seen(this.mapped.tab.read(index + 2, this.first, 1, this.width)[0] ?? []);
	}

	private seen(cells: readonly Cell[]): SeenRow {
		const identity = joined(cells, this.first, this.stable);
		const others = () => cells.filter((_, i) => !this.columns.includes(this.first + i));
		return {
			key: joined(cells, this.first, this.keyColumns),
			identity: identity === "" ? `\n${others().map(plain).join("\n")}` : identity,
			cells,
		};
	}

	private cellOf(row: SeenRow, column: number): Cell {
		return row.cells[column - this.first] ?? "";
	}

	private write(index: number, span: Span, cells: Cells, written: (cell: Cell) => Cell): void {
		const row = columnsOf(span).map((column) => written(cells.get(column) as Cell));
		this.mapped.tab.write(index + 2, span.first, [row]);
	}
}

type Span = ReturnType<typeof spansOf>[number];

function columnsOf({ first, last }: Span): number[] {
	return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function isHeld(held: Cell, cell: Cell): boolean {
	return typeof held === typeof cell && same(held, cell);
}

function joined(cells: readonly Cell[], first: number, columns: readonly number[]): string {
	return columns
		.map((column) => String(cells[column - first] ?? ""))
		.join("\n")
		.trim();
}
