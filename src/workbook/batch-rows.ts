/**
 * Whole rows of a batch: added as one block below the last record, and deleted again. Somebody may insert or delete
 * rows between our reading and our writing: rows that a step took by mistake are put back.
 */
import { type Book, type MappedTab, WriteRefusedError } from "./book";
import { asText, same } from "./cell-image";
import type { Cell } from "./codec";
import { keyOf, readKeys, shifted, steadily } from "./keyed-writer";
import { spansOf } from "./read";
import { specOf, type TableId } from "./schema";

/** Rows around a block that are remembered. */
const AROUND = 40;
const TRIES = 6;
/** Blocks that one undo deletes; rows beyond stay, so that calls do not grow with the rows. */
const MOST_BLOCKS = 100;

/** A row by 1-based column. */
export type NewRow = ReadonlyMap<number, Cell>;

/** Full rows as they stood, from a sheet row on. */
interface Image {
	readonly from: number;
	readonly column: number;
	readonly cells: readonly (readonly Cell[])[];
	readonly formulas: readonly (readonly string[])[];
}

function imageOf({ tab }: MappedTab, from: number, rows: number, column: number, width: number): Image {
	const isBlank = rows < 1;
	return {
		from,
		column,
		cells: isBlank ? [] : tab.read(from, column, rows, width),
		formulas: isBlank ? [] : tab.formulas(from, column, rows, width),
	};
}

/** Lays remembered rows over others in one block; formulas one by one, as there are few. */
function layRows(
	{ tab }: MappedTab,
	at: number,
	image: Image,
	indexes: readonly number[],
	more: readonly (readonly Cell[])[] = [],
): void {
	const cells = indexes.map((i) => (image.cells[i] ?? []).map(asText));
	const block = [...cells, ...more];
	if (block.length > 0) tab.write(at, image.column, block);
	indexes.forEach((i, line) => {
		image.formulas[i]?.forEach((formula, c) => {
			if (formula !== "")
				tab.setFormula(at + line, image.column + c, shifted(formula, at + line - (image.from + i)));
		});
	});
}

/**
 * Adds rows below the last record of a tab. The grid grows by as many rows, so that it is as before when they are
 * deleted again.
 * @param keyColumns 1-based columns that tell a new row from all others
 */
export function addRows(
	book: Book,
	table: TableId,
	mapped: MappedTab,
	rows: readonly NewRow[],
	keyColumns: readonly number[],
): void {
	const { tab } = mapped;
	const columns = [...keyColumns, ...rows.flatMap((row) => [...row.keys()])].reduce(
		(span, column) => ({ first: Math.min(span.first, column), last: Math.max(span.last, column) }),
		{ first: Number.POSITIVE_INFINITY, last: 1 },
	);
	const { first } = columns;
	const width = columns.last - first + 1;
	const grid = tab.gridRows();
	tab.grow(grid + rows.length, columns.last);
	const { above, from, tail, place } = steadily(mapped, keyColumns, () => {
		const above = lastRecord(table, mapped);
		const from = Math.max(2, above - AROUND + 1);
		tab.grow(above + rows.length, columns.last);
		const tail = imageOf(mapped, from, above - from + 1, first, width);
		// What stands between our columns, such as an unticked box, stays.
		return { above, from, tail, place: tab.read(above + 1, first, rows.length, width) };
	});
	const size = tail.cells.length;
	const block = rows.map((row, i) =>
		Array.from({ length: width }, (_, c): Cell => asText(row.get(first + c) ?? place[i]?.[c] ?? "")),
	);
	const keyAt = (cells: readonly Cell[]) => keyOf(keyColumns.map((column) => cells[column - first] ?? ""));
	const keys = new Set(block.map(keyAt));
	let at = above + 1;
	let back: number[] = [];
	let rest = 0;
	for (let attempt = 0; attempt < TRIES; attempt++) {
		const blank = Array.from({ length: rest }, () => new Array<Cell>(width).fill(""));
		layRows(mapped, at, tail, back, [...block, ...blank]);
		book.flush();
		const start = Math.max(2, from - AROUND);
		const now = tab.read(start, first, Math.max(1, tab.extent().rows - start + 1), width);
		const ours = now.flatMap((cells, i) => (keys.has(keyAt(cells)) ? [i] : []));
		const top = ours[0];
		if (top === undefined) return;
		const grown = tab.gridRows() - grid - rows.length - Math.max(0, start + top - (above + 1) - back.length);
		const isThere = (i: number) => now.slice(0, top).some((cells) => isRow(tail, i, cells));
		let lost = 0;
		while (lost < Math.min(size, grown) && !isThere(size - 1 - lost)) lost++;
		const wanted = Array.from({ length: lost }, (_, i) => size - lost + i);
		const isDone = lost === 0 && ours.length <= rows.length;
		if (isDone) return;
		back = wanted;
		at = start + top;
		rest = Math.max(0, ours.length - rows.length - lost);
	}
	throw new WriteRefusedError(tab.name, "rows_moved");
}

/** Whether cells are those of a remembered row; what formulas give may differ at another place. */
function isRow(image: Image, index: number, cells: readonly Cell[]): boolean {
	return (image.cells[index] ?? []).every(
		(cell, c) => image.formulas[index]?.[c] !== "" || same(cells[c] ?? "", cell),
	);
}

/** Sheet row of the last record; boxes without a tick and what formulas fill below are none. */
function lastRecord(table: TableId, { tab, columns }: MappedTab): number {
	const { rows } = tab.extent();
	const known = [...columns].flatMap(([column, at]) => (column in specOf(table).columns ? [at] : []));
	const isFilled = (cell: Cell | undefined) => cell !== "" && cell !== false && cell !== undefined;
	const lastIn = (from: number): number => {
		let last = 0;
		for (const span of spansOf(known)) {
			const cells = tab.read(from, span.first, rows - from + 1, span.last - span.first + 1);
			for (let i = cells.length - 1; i >= 0 && from + i > last; i--)
				if (known.some((at) => at >= span.first && at <= span.last && isFilled(cells[i]?.[at - span.first])))
					last = from + i;
		}
		return last;
	};
	if (rows < 2) return 1;
	const near = Math.max(2, rows - AROUND);
	return lastIn(near) || (near > 2 ? lastIn(2) : 0) || 1;
}

/**
 * Deletes the rows that bear some keys.
 * @returns keys of rows that stay, as they lie in too many places
 */
export function deleteRows(
	book: Book,
	mapped: MappedTab,
	keyColumns: readonly number[],
	wanted: ReadonlySet<string>,
): string[] {
	const { tab } = mapped;
	for (let attempt = 0; attempt < TRIES; attempt++) {
		const { keys, taken, kept, top, image } = steadily(mapped, keyColumns, (keys) => {
			const blocks = blocksOf(upperRows(keys, wanted));
			const taken = blocks.slice(-MOST_BLOCKS);
			const kept = blocks.slice(0, -MOST_BLOCKS).flatMap(([from, to]) => keys.slice(from, to + 1));
			const top = Math.max(0, (taken[0]?.[0] ?? 0) - AROUND);
			const bottom = Math.min(keys.length - 1, (taken[taken.length - 1]?.[1] ?? 0) + AROUND);
			const rows = taken.length === 0 ? 0 : bottom - top + 1;
			return { keys, taken, kept, top, image: imageOf(mapped, top + 2, rows, 1, tab.extent().columns) };
		});
		if (taken.length === 0) return [];
		for (const [from, to] of [...taken].reverse()) tab.deleteRows(from + 2, to - from + 1);
		book.flush();
		const after = readKeys(mapped, keyColumns);
		const left = upperRows(after, new Set(taken.flatMap(([from, to]) => keys.slice(from, to + 1))));
		if (left.length === 0) return kept;
		// Rows moved: others went in the place of ours, which now take in what those held.
		const there = new Set(after);
		const missing = image.cells
			.map((_, i) => i)
			.filter((i) => {
				const key = keys[top + i] ?? "";
				return key !== "" && !wanted.has(key) && !there.has(key);
			});
		left.slice(0, missing.length).forEach((row, i) => {
			layRows(mapped, row + 2, image, [missing[i] as number]);
		});
		book.flush();
	}
	throw new WriteRefusedError(tab.name, "rows_moved");
}

/** Indexes of the upper row of each key. */
export function upperRows(keys: readonly string[], wanted: { has(key: string): boolean }): number[] {
	const seen = new Set<string>();
	return keys.flatMap((key, i) => {
		if (!wanted.has(key) || seen.has(key)) return [];
		seen.add(key);
		return [i];
	});
}

function blocksOf(indexes: readonly number[]): [from: number, to: number][] {
	const blocks: [number, number][] = [];
	for (const index of indexes) {
		const last = blocks[blocks.length - 1];
		if (last !== undefined && last[1] === index - 1) last[1] = index;
		else blocks.push([index, index]);
	}
	return blocks;
}
