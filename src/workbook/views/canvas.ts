import type { Cell } from "../codec";
import { literal } from "../codec";
import type { AreaSpec } from "../layout";

/** An area whose rows are counted. */
export type FixedArea = AreaSpec & { readonly rows: number };

/** A block under construction: blank cells of a fixed area, filled by the address that a person sees. */
export class Canvas {
	readonly cells: Cell[][];
	private readonly area: FixedArea;

	constructor(area: FixedArea) {
		this.area = area;
		this.cells = Array.from({ length: area.rows }, () => Array<Cell>(area.columns).fill(""));
	}

	/** Writes text as text. */
	text(row: number, column: number, value: string): void {
		this.put(row, column, literal(value));
	}

	/** Null, and what no cell can hold as a number, leaves the cell blank. */
	number(row: number, column: number, value: number | null): void {
		this.put(row, column, figure(value));
	}

	/** Puts a cell as it is. Outside the area is a mistake of the view's. */
	put(row: number, column: number, cell: Cell): void {
		const cells = this.cells[row - this.area.row];
		const at = column - this.area.column;
		if (cells === undefined || at < 0 || at >= this.area.columns) {
			throw new RangeError(`Canvas.put has no cell in row ${row}, column ${column}`);
		}
		cells[at] = cell;
	}
}

/** A number's cell, blank for null and for what is not finite. */
export function figure(value: number | null): Cell {
	return value === null || !Number.isFinite(value) ? "" : value;
}

/** @example areaAt(2, 3, 1, 4) // => { row: 2, column: 3, rows: 1, columns: 4 } */
export function areaAt(row: number, column: number, rows = 1, columns = 1): FixedArea {
	return { row, column, rows, columns };
}

/** Text inside a formula, with its quotes. */
export function quoted(text: string): string {
	return `"${text.replace(/"/g, '""')}"`;
}
