import type { CellValue } from "../../contract";
import { outerFormula } from "../formula-text";
import { type Book, type Cell, type Matrix, UNIT } from "./book";

const TEXT = 1;
const NUMBER = 2;
const BOOLEAN = 3;

/** Google has no names of their own for these: a blocked spill, and a result without any cell. */
const GOOGLE_ERRORS: Readonly<Record<string, string>> = { "#SPILL!": "#REF!", "#CALC!": "#N/A" };

export function googleError(error: string): string {
	return GOOGLE_ERRORS[error] ?? error;
}

export interface Block {
	readonly sheet: string;
	readonly row: number;
	readonly column: number;
	readonly rows: number;
	readonly columns: number;
}

export interface SpillRange {
	readonly startRow: number;
	readonly startColumn: number;
	readonly endRow: number;
	readonly endColumn: number;
}

interface Extent {
	rows: number;
	columns: number;
}

const CHANGES_EXTENT = /^sheet\.mutation\.(set-range-values|insert-|remove-|move-|reorder-)/u;

function plainText(stream: string): string {
	return stream.replace(/\r\n$/u, "").replace(/\r/gu, "\n");
}

export function cellValue(cell: Cell | undefined | null): CellValue {
	if (!cell) return null;
	if (cell.p?.body) return plainText(cell.p.body.dataStream);
	const value = cell.v;
	if (value === undefined || value === null) return null;
	if (cell.t === BOOLEAN) return value === 1 || value === true || value === "1" || value === "TRUE";
	if (cell.t === NUMBER) return typeof value === "number" ? value : Number(value);
	if (typeof value === "string" && cell.f) return googleError(value);
	return cell.t === TEXT || cell.t === 4 ? String(value) : value;
}

export function toCell(value: CellValue): Cell {
	if (value === null) return { v: null };
	if (typeof value === "boolean") return { v: value ? 1 : 0, t: BOOLEAN };
	if (typeof value === "number") return { v: value, t: NUMBER };
	return value === "" ? { v: null } : { v: value, t: TEXT };
}

/** Values, formulas and how far they reach. */
export class Cells {
	private readonly extents = new Map<string, Extent>();
	private readonly book: Book;

	constructor(book: Book) {
		this.book = book;
		book.onMutation((id, params, options) => {
			if (options.applyFormulaCalculationResult || !CHANGES_EXTENT.test(id)) return;
			const { subUnitId } = params as { subUnitId?: string };
			if (subUnitId === undefined) this.extents.clear();
			else this.extents.delete(subUnitId);
		});
	}

	spillData(sheet: string): Matrix | undefined {
		const data = this.book.model.getArrayFormulaCellData() as Record<
			string,
			Record<string, Matrix> | undefined
		>;
		return data[UNIT]?.[sheet];
	}

	spillRanges(sheet: string): SpillRange[] {
		const data = this.book.model.getArrayFormulaRange() as unknown as Record<
			string,
			Record<string, Matrix<SpillRange>> | undefined
		>;
		const ranges: SpillRange[] = [];
		const rows = data[UNIT]?.[sheet] ?? {};
		for (const row in rows) for (const column in rows[row]) ranges.push(rows[row]?.[column] as SpillRange);
		return ranges;
	}

	read(sheet: string, row: number, column: number, rows: number, columns: number): CellValue[] {
		const matrix = this.book.matrix(sheet);
		const spills = this.spillData(sheet);
		const result = new Array<CellValue>(rows * columns);
		let at = 0;
		for (let r = row; r < row + rows; r += 1) {
			const cells = matrix[r];
			const spilled = spills?.[r];
			for (let c = column; c < column + columns; c += 1) {
				const own = cellValue(cells?.[c]);
				result[at] = own === null && spilled !== undefined ? cellValue(spilled[c]) : own;
				at += 1;
			}
		}
		return result;
	}

	formulas({ sheet, row, column, rows, columns }: Block): string[][] {
		const matrix = this.book.matrix(sheet);
		const result: string[][] = [];
		for (let r = row; r < row + rows; r += 1) {
			const line: string[] = [];
			for (let c = column; c < column + columns; c += 1) {
				const cell = matrix[r]?.[c];
				let formula = cell?.f ?? "";
				if (formula === "" && cell?.si)
					formula = this.book.model.getFormulaStringByCell(r, c, sheet, UNIT) ?? "";
				line.push(outerFormula(formula));
			}
			result.push(line);
		}
		return result;
	}

	forgetExtent(sheet: string): void {
		this.extents.delete(sheet);
	}

	extent(sheet: string): Extent {
		let extent = this.extents.get(sheet);
		if (!extent) {
			extent = this.scanExtent(sheet);
			this.extents.set(sheet, extent);
		}
		const result = { ...extent };
		for (const spill of this.spillRanges(sheet)) {
			result.rows = Math.max(result.rows, spill.endRow + 1);
			result.columns = Math.max(result.columns, spill.endColumn + 1);
		}
		return result;
	}

	/** From the far ends inwards, which is where the answer is: going over every cell takes 50 times longer. */
	private scanExtent(sheet: string): Extent {
		const matrix = this.book.matrix(sheet);
		const { rowCount, columnCount } = this.book.sheet(sheet).getConfig();
		let rows = 0;
		let columns = 0;
		for (let row = rowCount - 1; row >= 0; row -= 1) {
			const cells = matrix[row];
			if (!cells) continue;
			for (let column = columnCount - 1; column >= (rows === 0 ? 0 : columns); column -= 1) {
				if (!hasContent(cells[column])) continue;
				rows = Math.max(rows, row + 1);
				columns = Math.max(columns, column + 1);
				break;
			}
		}
		return { rows, columns };
	}
}

function hasContent(cell: Cell | null | undefined): boolean {
	if (!cell) return false;
	return (cell.v !== undefined && cell.v !== null) || Boolean(cell.f) || Boolean(cell.si) || Boolean(cell.p);
}
