import { LexerTreeBuilder } from "@univerjs/engine-formula";
import type { CellValue } from "../../contract";
import { type Book, type Matrix, UNIT } from "./book";
import type { Block, Cells } from "./cells";
import { toRange } from "./rules";
import type { Writing } from "./writing";

const REORDER = "sheet.mutation.reorder-range";

export interface SortKey {
	readonly column: number;
	readonly ascending: boolean;
}

function rank(value: CellValue): number {
	if (typeof value === "number") return 0;
	return typeof value === "string" ? 1 : 2;
}

/** Google's order: numbers, text without regard to case, booleans; blanks last in either direction. */
export function compareCells(left: CellValue, right: CellValue, ascending: boolean): number {
	const blankLeft = left === null || left === "";
	const blankRight = right === null || right === "";
	if (blankLeft || blankRight) return Number(blankLeft) - Number(blankRight);
	const sign = ascending ? 1 : -1;
	if (rank(left) !== rank(right)) return sign * (rank(left) - rank(right));
	if (typeof left === "string" && typeof right === "string") return sign * compareText(left, right);
	return sign * (Number(left) - Number(right));
}

function compareText(left: string, right: string): number {
	const a = left.toLowerCase();
	const b = right.toLowerCase();
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

/** Moves whole rows of the area. Gives row -> the row whose cells come there, for all rows. */
export function sortRows(
	book: Book,
	cells: Cells,
	writing: Writing,
	block: Block,
	by: readonly SortKey[],
): Record<number, number> {
	const { sheet, row, rows } = block;
	const keys = by.map(({ column, ascending }) => ({
		values: cells.read(sheet, row, column, rows, 1),
		ascending,
	}));
	const sorted = Array.from({ length: rows }, (_none, at) => at);
	sorted.sort((left, right) => {
		for (const { values, ascending } of keys) {
			const order = compareCells(values[left] ?? null, values[right] ?? null, ascending);
			if (order !== 0) return order;
		}
		return left - right;
	});
	const order: Record<number, number> = {};
	let moved = false;
	sorted.forEach((from, to) => {
		order[row + to] = row + from;
		if (from !== to) moved = true;
	});
	if (!moved) return {};
	const target = { unitId: UNIT, subUnitId: block.sheet };
	if (writing.shares(sheet)) {
		book.run(REORDER, { ...target, range: toRange(block), order });
		return order;
	}
	const changed = permute(book, block, order);
	book.announce(REORDER, () => ({ ...target, range: toRange(block), order }));
	if (changed)
		book.announce("sheet.mutation.set-range-values", () => ({ ...target, cellValue: onlyTexts(changed) }));
	writing.changed(sheet, toRange(block), changed);
	return order;
}

/** Puts the cells in place. References go along with their row, as in a copy. Gives what changed among formulas. */
function permute(
	book: Book,
	{ sheet, row, column, rows, columns }: Block,
	order: Readonly<Record<number, number>>,
): Matrix<{ f: string } | null> | null {
	const lexer = book.injector.get(LexerTreeBuilder);
	const matrix = book.matrix(sheet);
	const before = Array.from({ length: rows }, (_none, at) => ({ ...matrix[row + at] }));
	let changed: Matrix<{ f: string } | null> | null = null;
	for (let r = row; r < row + rows; r += 1) {
		const from = order[r] ?? r;
		const source = before[from - row];
		const old = before[r - row];
		let line = matrix[r];
		if (!line) {
			line = {};
			matrix[r] = line;
		}
		for (let c = column; c < column + columns; c += 1) {
			let cell = source?.[c];
			if (cell?.f && from !== r) cell = { ...cell, f: lexer.moveFormulaRefOffset(cell.f, 0, r - from) };
			if (cell) line[c] = cell;
			else delete line[c];
			if (!cell?.f && !old?.[c]?.f) continue;
			changed ??= {};
			changed[r] ??= {};
			(changed[r] as Record<string, { f: string } | null>)[c] = cell?.f ? { f: cell.f } : null;
		}
	}
	return changed;
}

/** Pages have moved the texts as they were; this brings the references up to date. */
function onlyTexts(changed: Matrix<{ f: string } | null>): Matrix<object> {
	const result: Matrix<object> = {};
	for (const row in changed) {
		const line: Record<string, object> = {};
		const cells = changed[row];
		for (const column in cells) {
			const cell = cells[column];
			if (cell) line[column] = cell;
		}
		result[row] = line;
	}
	return result;
}
