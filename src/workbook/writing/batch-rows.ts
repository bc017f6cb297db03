/**
 * Whole rows of a batch: added as one block below the last record, and deleted again. Somebody may insert or delete
 * rows between our reading and our writing: rows that a step took by mistake are put back.
 */
import { type Book, type MappedTab, WriteRefusedError } from "../book";
import type { Cell } from "../codec";
import { spansOf } from "../read";
import { specOf, type TableId } from "../schema";
import { asText, same } from "./cell-image";
import { keyOf, readDown, readKeys, shifted, steadily } from "./keyed-writer";

/** Rows around a block that are remembered. */
const AROUND = 40;
const TRIES = 6;
/** Blocks that one undo deletes; rows beyond stay, so that calls do not grow with the rows. */
const MOST_BLOCKS = 100;
/** A tab with no more cells than this is remembered wholly before rows of it are deleted. */
const REMEMBERED_CELLS = 100_000;

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
	const { above, from, tail, place, known } = steadily(mapped, keyColumns, (keys) => {
		const above = lastRecord(table, mapped);
		const from = Math.max(2, above - AROUND + 1);
		tab.grow(above + rows.length, columns.last);
		const tail = imageOf(mapped, from, above - from + 1, first, width);
		// What stands between our columns, such as an unticked box, stays.
		return { above, from, tail, place: tab.read(above + 1, first, rows.length, width), known: new Set(keys) };
	});
	const size = tail.cells.length;
	const block = rows.map((row, i) =>
		Array.from({ length: width }, (_, c): Cell => asText(row.get(first + c) ?? place[i]?.[c] ?? "")),
	);
	// Rows that people typed with the very content of a new one are told apart by nothing.
	const wanted = rows
		.map((row) => keyOf(keyColumns.map((column) => row.get(column) ?? "")))
		.filter((key) => !known.has(key));
	const keyAt = (cells: readonly Cell[]) => keyOf(keyColumns.map((column) => cells[column - first] ?? ""));
	let at = above + 1;
	let back: readonly number[] = [];
	let more: readonly (readonly Cell[])[] = block;
	for (let attempt = 0; attempt < TRIES; attempt++) {
		layRows(mapped, at, tail, back, more);
		book.flush();
		const start = Math.max(2, from - AROUND);
		const now = readDown(tab, start, first, width);
		const left = countsOf(wanted);
		const ours: number[] = [];
		const extra: number[] = [];
		now.forEach((cells, i) => {
			const key = keyAt(cells);
			const count = left.get(key);
			if (count === undefined) return;
			(count > 0 ? ours : extra).push(i);
			left.set(key, count - 1);
		});
		// Rows that came in above pushed as many of the last records to where the block went.
		const pushed = Math.min(size, tab.gridRows() - grid - rows.length);
		const lost = pushed < 1 ? [] : lostRows(mapped, tail, pushed);
		if (lost.length + extra.length === 0) return;
		for (const i of extra) tab.write(start + i, first, [new Array<Cell>(width).fill("")]);
		const top = ours[0] ?? 0;
		const isWhole = ours.length === rows.length && ours[ours.length - 1] === top + rows.length - 1;
		// In their old order where that is sure to hit nothing else, else below all the rest.
		const isPlain = isWhole && extra.length === 0 && lost[0] === size - lost.length;
		back = lost;
		at = isPlain ? start + top : start + now.length;
		more = isPlain ? block : [];
	}
	throw new WriteRefusedError(tab.name, "rows_moved");
}

function countsOf(keys: readonly string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
	return counts;
}

/** Which of the last remembered rows stand nowhere in the tab any more. */
function lostRows({ tab }: MappedTab, image: Image, count: number): number[] {
	const size = image.cells.length;
	const now = readDown(tab, 2, image.column, image.cells[0]?.length ?? 1);
	return Array.from({ length: count }, (_, i) => size - count + i).filter((i) => {
		const like = (cells: readonly Cell[]) => isRow(image, i, cells);
		const isBlank = image.cells[i]?.every((cell) => cell === "" || cell === false) === true;
		return !isBlank && now.filter(like).length < image.cells.filter(like).length;
	});
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
		const { keys, taken, kept, top, image, grid } = steadily(mapped, keyColumns, (keys) => {
			const blocks = blocksOf(upperRows(keys, wanted));
			const taken = blocks.slice(-MOST_BLOCKS);
			const kept = blocks.slice(0, -MOST_BLOCKS).flatMap(([from, to]) => keys.slice(from, to + 1));
			const { columns } = tab.extent();
			// A sort may put any row where ours stood.
			const isSmall = keys.length * columns <= REMEMBERED_CELLS;
			const top = isSmall ? 0 : Math.max(0, (taken[0]?.[0] ?? 0) - AROUND);
			const last = keys.length - 1;
			const bottom = isSmall ? last : Math.min(last, (taken[taken.length - 1]?.[1] ?? 0) + AROUND);
			const rows = taken.length === 0 ? 0 : bottom - top + 1;
			const image = imageOf(mapped, top + 2, rows, 1, columns);
			return { keys, taken, kept, top, image, grid: tab.gridRows() };
		});
		if (taken.length === 0) return [];
		for (const [from, to] of [...taken].reverse()) tab.deleteRows(from + 2, to - from + 1);
		book.flush();
		const after = readKeys(mapped, keyColumns);
		const gone = taken.reduce((sum, [from, to]) => sum + to - from + 1, 0);
		const left = upperRows(after, new Set(taken.flatMap(([from, to]) => keys.slice(from, to + 1))));
		const there = new Set(after);
		const missing = new Set(
			image.cells
				.map((_, i) => top + i)
				.filter((i) => keys[i] !== "" && !wanted.has(keys[i] ?? "") && !there.has(keys[i] ?? "")),
		);
		if (left.length + missing.size === 0) return kept;
		// Rows moved: others went in the place of ours, which now take in what those held. Where rows came in they
		// stood above ours, where rows went below. A row that came in just now where ours stood is beyond recall.
		const shift = tab.gridRows() - (grid - gone);
		const isPushed = shift > 0;
		for (const row of left) {
			const place = keys.indexOf(after[row] ?? "");
			const [from, to] = taken.find((block) => block[1] >= place) ?? [place, place];
			const away = (i: number) =>
				(isPushed ? i < from : i > to)
					? Math.abs(i - (isPushed ? from : to))
					: keys.length + Math.abs(i - place);
			const [nearest] =
				left.length > AROUND ? missing : [...missing].sort((one, other) => away(one) - away(other));
			if (nearest === undefined) break;
			missing.delete(nearest);
			layRows(mapped, row + 2, image, [nearest - top]);
		}
		// Somebody deleted some of ours: as many of those below went in their place.
		let end = after.length + 2;
		for (const [, to] of taken)
			for (let i = to + 1; i <= to - shift && missing.has(i); i++) layRows(mapped, end++, image, [i - top]);
		if (left.length === 0) return kept;
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
