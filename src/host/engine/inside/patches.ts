import { ICommandService } from "@univerjs/core";
import {
	BaseReferenceObject,
	CELL_INVERTED_INDEX_CACHE,
	type FunctionVariantType,
	IFormulaRuntimeService,
	NullValueObject,
	RegisterOtherFormulaService,
} from "@univerjs/engine-formula";
import { ConditionalFormattingViewModel } from "@univerjs/sheets-conditional-formatting";
import { FilterModel } from "@univerjs/sheets-filter";
import { OPEN_ENDS } from "../formula-text";
import type { Book } from "./book";

const SET_FILTER = "sheet.mutation.set-filter-range";

interface RangeLike {
	startRow: number;
	startColumn: number;
	endRow: number;
	endColumn: number;
}

/**
 * NaN is how Univer itself says "to the end of the sheet" (for A:A); give our far ends the same meaning.
 * Univer makes A2:A1048576 out of two cells; those keep their places.
 */
export function patchOpenReferences(): void {
	const prototype = BaseReferenceObject.prototype as unknown as { setRangeData(range: RangeLike): void };
	const original = prototype.setRangeData;
	prototype.setRangeData = function setRangeData(range) {
		const openDown = range.endRow > OPEN_ENDS.row && range.startRow < OPEN_ENDS.row;
		const openRight = range.endColumn > OPEN_ENDS.column && range.startColumn < OPEN_ENDS.column;
		original.call(
			this,
			openDown || openRight
				? {
						...range,
						...(openDown ? { endRow: Number.NaN } : {}),
						...(openRight ? { endColumn: Number.NaN } : {}),
					}
				: range,
		);
	};
}

/** In Google a reference to a blank cell shows nothing; Univer makes it 0. */
export function patchBlankReferences(book: Book): void {
	const runtime = book.injector.get(IFormulaRuntimeService);
	const original = runtime.setRuntimeData.bind(runtime);
	runtime.setRuntimeData = (variant: FunctionVariantType) => {
		original(
			variant.isReferenceObject() && isBlankCell(variant as BaseReferenceObject)
				? NullValueObject.create()
				: variant,
		);
	};
}

function isBlankCell(reference: BaseReferenceObject): boolean {
	const { startRow, endRow, startColumn, endColumn } = reference.getRangePosition();
	if (startRow !== endRow || startColumn !== endColumn || startRow < 0 || startColumn < 0) return false;
	if (!reference.getCurrentActiveSheetData()) return false;
	const cell = reference.getCellData(startRow, startColumn);
	return !cell || ((cell.v === undefined || cell.v === null) && !cell.p);
}

/** Univer's filter takes in rows written below it, without telling anybody; Google's keeps its range. */
export function patchFilter(book: Book): void {
	const allowed = new Set<unknown>();
	book.injector.get(ICommandService).beforeCommandExecuted((command) => {
		if (command.id === SET_FILTER) allowed.add((command.params as { range: unknown }).range);
	});
	const prototype = FilterModel.prototype as unknown as { _range?: object; setRange(range: RangeLike): void };
	const original = prototype.setRange;
	prototype.setRange = function setRange(range) {
		const fresh = this._range === undefined;
		if (allowed.delete(range) || fresh) original.call(this, range);
	};
}

/**
 * Formulas of validation and conditional formats matter to who shows them. Here they would be computed for each cell
 * of their ranges with every calculation, and each write would ask which formats it touches.
 */
export function patchRuleFormulas(): void {
	const formulas = RegisterOtherFormulaService.prototype;
	formulas.registerFormulaWithRange = () => "not computed here";
	formulas.deleteFormula = () => undefined;
	ConditionalFormattingViewModel.prototype.getCellCfs = () => [];
}

/**
 * Univer enters each spilled cell into a lookup index, and to do so looks through all values of the column: a spill of
 * n cells costs n². Rows the index has not taken in yet it reads anew anyway.
 */
export function patchLookupIndex(): void {
	const index = CELL_INVERTED_INDEX_CACHE as unknown as LookupIndex;
	const original = index.set.bind(index);
	index.set = (unit, sheet, column, value, row, force) => {
		if (force && index.shouldContinueBuildingCache(unit, sheet, column, row)) return;
		original(unit, sheet, column, value, row, force);
	};
}

interface LookupIndex {
	set(unit: string, sheet: string, column: number, value: unknown, row: number, force?: boolean): void;
	shouldContinueBuildingCache(unit: string, sheet: string, column: number, row: number): boolean;
}
