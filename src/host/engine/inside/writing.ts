import type { CellValue } from "../../contract";
import { innerFormula } from "../formula-text";
import { type Book, type Cell, type Matrix, UNIT } from "./book";
import type { Calculation } from "./calculation";
import { type Cells, type SpillRange, toCell } from "./cells";
import type { FormulaIndex } from "./formula-index";
import { type Range, toRange } from "./rules";

const SET_CELLS = "sheet.mutation.set-range-values";

function meets(left: Range, right: Range): boolean {
	return (
		left.startRow <= right.endRow &&
		left.endRow >= right.startRow &&
		left.startColumn <= right.endColumn &&
		left.endColumn >= right.startColumn
	);
}

/**
 * Writes blocks of cells straight into the sheet. Univer's own mutation merges each cell with what was there and asks
 * a dozen listeners about it, which takes ten times as long; what of that the headless workbook needs is done here.
 */
export class Writing {
	private readonly book: Book;
	private readonly index: FormulaIndex;
	private readonly cells: Cells;
	private readonly calculation: Calculation;

	constructor(book: Book, index: FormulaIndex, cells: Cells, calculation: Calculation) {
		this.book = book;
		this.index = index;
		this.cells = cells;
		this.calculation = calculation;
	}

	write(
		sheet: string,
		row: number,
		column: number,
		rows: number,
		columns: number,
		values: readonly CellValue[],
		formulas: readonly (string | null)[] | null,
	): void {
		if (rows === 0 || columns === 0) return;
		const hadFormulas = this.index.any();
		if (hadFormulas && this.shares(sheet)) {
			const all = new Set(values.keys());
			this.book.run(SET_CELLS, this.mutation(sheet, row, column, rows, columns, values, formulas, all));
			return;
		}
		// Cells that hold more than a plain value.
		const odd = new Set<number>();
		const changedFormulas: Matrix<{ f: string } | null> = {};
		let anyChanged = false;
		const matrix = this.book.matrix(sheet);
		let at = 0;
		for (let r = row; r < row + rows; r += 1) {
			let line = matrix[r];
			if (!line) {
				line = {};
				matrix[r] = line;
			}
			for (let c = column; c < column + columns; c += 1) {
				const before = line[c];
				const formula = formulas?.[at] ?? null;
				const cell: Cell = formula === null ? toCell(values[at] ?? null) : { f: innerFormula(formula) };
				if (before && (before.f || before.si || before.p || before.custom)) odd.add(at);
				at += 1;
				if (before?.f || cell.f) {
					anyChanged = true;
					changedFormulas[r] ??= {};
					(changedFormulas[r] as Record<string, object | null>)[c] = cell.f ? { f: cell.f } : null;
				}
				if (before?.s) cell.s = before.s;
				if (cell.v === null && !cell.s) delete line[c];
				else {
					if (cell.v === null) delete cell.v;
					line[c] = cell;
				}
			}
		}
		// Before the formulas: pages do the same in the same order.
		this.book.announce(SET_CELLS, () =>
			this.mutation(sheet, row, column, rows, columns, values, formulas, odd),
		);
		this.changed(
			sheet,
			toRange({ row, column, rows, columns }),
			anyChanged ? changedFormulas : null,
			hadFormulas,
		);
	}

	/** Formulas that share one text (a page's fill-down makes them) need Univer's own bookkeeping. */
	shares(sheet: string): boolean {
		return this.index.shares(sheet);
	}

	/** What has to follow when cells were changed past Univer. */
	changed(
		sheet: string,
		area: Range,
		formulas: Matrix<{ f: string } | null> | null,
		hadFormulas = this.index.any(),
	): void {
		this.cells.forgetExtent(sheet);
		if (formulas) {
			this.index.set(sheet, formulas);
			const formulaData = { [UNIT]: { [sheet]: formulas } };
			this.book.run("formula.mutation.set-formula-data", { formulaData }, { onlyLocal: true });
		}
		if (hadFormulas || formulas) this.recalculate(sheet, area);
	}

	/** A spill whose formula was overwritten goes; one that got something in its way is computed again. */
	private recalculate(sheet: string, area: Range): void {
		const met = this.cells.spillRanges(sheet).filter((spill) => meets(spill, area));
		if (met.length > 0) {
			const touched: Matrix<object> = {};
			for (const spill of met) touch(touched, spill, area);
			const { model } = this.book;
			const dataChanged = model.updateArrayFormulaCellData(UNIT, sheet, touched as never);
			const rangeChanged = model.updateArrayFormulaRange(UNIT, sheet, touched as never);
			if (dataChanged || rangeChanged) {
				const arrayFormulaRange = model.getArrayFormulaRange();
				const arrayFormulaCellData = model.getArrayFormulaCellData();
				this.book.run(
					"formula.mutation.set-array-formula-data",
					{ arrayFormulaRange, arrayFormulaCellData },
					{ onlyLocal: true, remove: true },
				);
			}
		}
		const anchors = met.map(({ startRow, startColumn }) => ({
			startRow,
			endRow: startRow,
			startColumn,
			endColumn: startColumn,
		}));
		this.calculation.trigger([area, ...anchors].map((range) => ({ unitId: UNIT, sheetId: sheet, range })));
	}

	/** The same change in Univer's words. */
	private mutation(
		sheet: string,
		row: number,
		column: number,
		rows: number,
		columns: number,
		values: readonly CellValue[],
		formulas: readonly (string | null)[] | null,
		odd: ReadonlySet<number>,
	): object {
		const cellValue: Matrix = {};
		let at = 0;
		for (let r = row; r < row + rows; r += 1) {
			const line: Record<string, Cell> = {};
			for (let c = column; c < column + columns; c += 1) {
				const formula = formulas?.[at] ?? null;
				line[c] =
					formula === null
						? { ...toCell(values[at] ?? null), ...(odd.has(at) ? NOTHING_ELSE : {}) }
						: { ...(odd.has(at) ? NOTHING_ELSE : {}), v: null, f: innerFormula(formula) };
				at += 1;
			}
			cellValue[r] = line;
		}
		return { unitId: UNIT, subUnitId: sheet, cellValue };
	}
}

/** Rich text, shared formulas and such of an earlier content must not stay. */
const NOTHING_ELSE = { f: null, si: null, p: null, custom: null };

/** Notes the cells of a spill that lie in the area, and its first cell if it does. */
function touch(touched: Matrix<object>, spill: SpillRange, area: Range): void {
	const endRow = Math.min(spill.endRow, area.endRow);
	const endColumn = Math.min(spill.endColumn, area.endColumn);
	for (let r = Math.max(spill.startRow, area.startRow); r <= endRow; r += 1) {
		for (let c = Math.max(spill.startColumn, area.startColumn); c <= endColumn; c += 1) {
			touched[r] ??= {};
			(touched[r] as Record<string, object>)[c] = {};
		}
	}
}
