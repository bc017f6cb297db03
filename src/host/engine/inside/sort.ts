import { LexerTreeBuilder } from "@univerjs/engine-formula";
import type { CellValue } from "../../contract";
import { type Book, type Matrix, UNIT } from "./book";
import type { Block, Cells } from "./cells";
import { toRange } from "./rules";

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
	book.run("sheet.mutation.reorder-range", { unitId: UNIT, subUnitId: sheet, range: toRange(block), order });
	followFormulas(book, block, order);
	return order;
}

/** References go along with their row, as in a copy. */
function followFormulas(book: Book, block: Block, order: Readonly<Record<number, number>>): void {
	const lexer = book.injector.get(LexerTreeBuilder);
	const matrix = book.matrix(block.sheet);
	const changed: Matrix = {};
	for (let r = block.row; r < block.row + block.rows; r += 1) {
		const by = r - (order[r] ?? r);
		for (let c = block.column; c < block.column + block.columns; c += 1) {
			const formula = matrix[r]?.[c]?.f;
			if (!formula) continue;
			changed[r] ??= {};
			// Also where nothing moves: Univer learns of a formula's new place only by a write.
			(changed[r] as Record<number, object>)[c] = {
				f: by === 0 ? formula : lexer.moveFormulaRefOffset(formula, 0, by),
			};
		}
	}
	if (Object.keys(changed).length === 0) return;
	book.run("sheet.mutation.set-range-values", { unitId: UNIT, subUnitId: block.sheet, cellValue: changed });
}
