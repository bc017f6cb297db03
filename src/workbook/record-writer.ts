/**
 * Writes cells of single records while people may sort, insert and delete rows. Locks stop scripts, not people: the
 * rows are read just before a write and after its flush; a cell that the write hit by mistake gets back what it held.
 */
import type { Book, MappedTab } from "./book";
import { same } from "./cell-image";
import type { Cell } from "./codec";
import { spansOf } from "./read";

const TRIES = 3;

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
	/** Its key without the columns that are being written. */
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
		columns: readonly number[],
	) {
		const all = [...keyColumns, ...columns];
		this.first = Math.min(...all);
		this.width = Math.max(...all) - this.first + 1;
		this.stable = keyColumns.filter((column) => columns.indexOf(column) < 0);
	}

	put(matches: (row: SeenRow) => boolean, cells: Cells, tries: number): WriteOutcome {
		for (let attempt = 0; attempt < tries; attempt++) {
			const before = this.read();
			const at = before.findIndex(matches);
			const target = before[at];
			if (target === undefined) return "gone";
			this.write(at, cells);
			this.book.flush();
			if (this.identityAt(at) === target.identity) return "written";
			if (this.repair(before, target.identity, cells, tries)) return "written";
		}
		return "restless";
	}

	/**
	 * Rows moved around a write: every cell that it hit in another row gets back what it held.
	 * @returns true when the record itself bears the new cells
	 */
	private repair(before: readonly SeenRow[], record: string, cells: Cells, tries: number): boolean {
		const known = new Map<string, SeenRow>();
		for (const row of before) if (!known.has(row.identity)) known.set(row.identity, row);
		const now = this.read();
		now.forEach((row, at) => {
			const { identity } = row;
			if (identity === record) return;
			const lost = this.lost(
				row,
				identity === "" ? this.alike(row, before, cells) : known.get(identity),
				cells,
			);
			if (lost.size === 0) return;
			// A row that nothing identifies cannot be followed.
			if (identity === "") this.write(at, lost);
			else this.put((other) => other.identity === identity, lost, tries - 1);
		});
		return now.some(
			(row) =>
				row.identity === record && [...cells].every(([column, cell]) => same(this.cellOf(row, column), cell)),
		);
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

	/** A row that nothing identifies as it was before, by the cells that were not written. */
	private alike(row: SeenRow, before: readonly SeenRow[], cells: Cells): SeenRow | undefined {
		return before.find(
			(old) =>
				old.identity === "" &&
				old.cells.every((cell, i) => cells.has(this.first + i) || same(cell, row.cells[i] ?? "")),
		);
	}

	/** All rows in one call: between two calls they could move, and keys would meet other rows' cells. */
	private read(): SeenRow[] {
		const { rows } = this.mapped.tab.extent();
		if (rows < 2) return [];
		return this.mapped.tab.read(2, this.first, rows - 1, this.width).map((cells) => ({
			key: joined(cells, this.first, this.keyColumns),
			identity: joined(cells, this.first, this.stable),
			cells,
		}));
	}

	/** What identifies the row at an index, read anew. */
	private identityAt(index: number): string {
		const first = Math.min(...this.stable);
		const width = Math.max(...this.stable) - first + 1;
		return joined(this.mapped.tab.read(index + 2, first, 1, width)[0] ?? [], first, this.stable);
	}

	private cellOf(row: SeenRow, column: number): Cell {
		return row.cells[column - this.first] ?? "";
	}

	private write(index: number, cells: Cells): void {
		for (const span of spansOf([...cells.keys()], 1)) {
			const row: Cell[] = [];
			for (let column = span.first; column <= span.last; column++) row.push(cells.get(column) as Cell);
			this.mapped.tab.write(index + 2, span.first, [row]);
		}
	}
}

function joined(cells: readonly Cell[], first: number, columns: readonly number[]): string {
	return columns
		.map((column) => String(cells[column - first] ?? ""))
		.join("\n")
		.trim();
}
