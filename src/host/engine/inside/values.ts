import type { Nullable } from "@univerjs/core";
import {
	ArrayValueObject,
	type BaseReferenceObject,
	type BaseValueObject,
	BooleanValueObject,
	ERROR_TYPE_SET,
	ErrorType,
	ErrorValueObject,
	type FunctionVariantType,
	NullValueObject,
	NumberValueObject,
	StringValueObject,
} from "@univerjs/engine-formula";
import type { CellValue } from "../../contract";
import type { FlatArgument } from "../protocol";
import { type Cell, type Matrix, UNIT } from "./book";
import { cellValue, googleError } from "./cells";
import { isDateFormat } from "./formats";

/** Google's error for a script that failed; Univer does not have it. */
export const SCRIPT_ERROR = "#ERROR!";

interface Styles {
	getStyleByCell(cell: Cell): { n?: { pattern?: string } | null } | null | undefined;
}

/** Collects cells into the flat form that crosses the border. */
class FlatCells {
	readonly cells: CellValue[] = [];
	readonly kinds = new Map<number, "d" | "e">();

	add(value: CellValue, kind: "d" | "e" | null): void {
		if (kind !== null) this.kinds.set(this.cells.length, kind);
		this.cells.push(value);
	}

	done(columns: number): FlatArgument {
		const bare = this.cells.length === 1;
		return {
			columns: bare ? 0 : columns,
			cells: this.cells,
			kinds: this.kinds.size === 0 ? null : this.kinds,
		};
	}
}

function isErrorText(value: unknown): value is string {
	return typeof value === "string" && ERROR_TYPE_SET.has(value as never);
}

function addObject(out: FlatCells, value: Nullable<BaseValueObject>): void {
	if (!value || value.isNull()) out.add(null, null);
	else if (value.isError()) out.add(googleError((value as ErrorValueObject).getErrorType()), "e");
	else if (value.isBoolean()) out.add(Boolean(value.getValue()), null);
	else if (value.isNumber()) {
		out.add(Number(value.getValue()), isDateFormat(value.getPattern()) ? "d" : null);
	} else out.add(String(value.getValue() ?? ""), null);
}

/** A referenced range, read from the cells themselves: one object for each cell would be slow. */
function flattenReference(reference: BaseReferenceObject): FlatArgument {
	const out = new FlatCells();
	const { startRow, endRow, startColumn, endColumn } = reference.getRangePosition();
	const sheet = reference.getCurrentActiveSheetData() as unknown as
		| { cellData: { getMatrix(): Matrix } }
		| undefined;
	if (!sheet || startRow < 0 || startColumn < 0) {
		out.add(ErrorType.REF, "e");
		return out.done(0);
	}
	const matrix = sheet.cellData.getMatrix();
	const styles = reference.getCurrentStylesData() as unknown as Styles | undefined;
	// The running calculation, and spills, may have newer results than the cells.
	const overlays = [
		reference.getCurrentRuntimeSheetData(),
		reference.getCurrentRuntimeActiveArrayFormulaCellData(),
		reference.getCurrentActiveArrayFormulaCellData(),
	].flatMap((data) => (data ? [data.getMatrix() as unknown as Matrix] : []));
	const datesByStyle = new Map<string, boolean>();
	const isDate = (cell: Cell | null | undefined): boolean => {
		if (!cell?.s) return false;
		if (typeof cell.s !== "string") return isDateFormat((cell.s as { n?: { pattern?: string } }).n?.pattern);
		let known = datesByStyle.get(cell.s);
		if (known === undefined) {
			known = isDateFormat(styles?.getStyleByCell(cell)?.n?.pattern);
			datesByStyle.set(cell.s, known);
		}
		return known;
	};
	for (let row = startRow; row <= endRow; row += 1) {
		const stored = matrix[row];
		const newer = overlays.map((overlay) => overlay[row]).filter((cells) => cells !== undefined);
		for (let column = startColumn; column <= endColumn; column += 1) {
			const own = stored?.[column];
			const cell = newer.some((cells) => cells[column] !== undefined)
				? (reference.getCellData(row, column) as unknown as Cell | null | undefined)
				: own;
			const value = cellValue(cell);
			if (typeof value === "number") out.add(value, isDate(cell) || isDate(own) ? "d" : null);
			else if (typeof value === "string" && isErrorText(value)) out.add(googleError(value), "e");
			else out.add(value, null);
		}
	}
	return out.done(endColumn - startColumn + 1);
}

/** What a formula part gives, in the flat form. A blank that refers to no cell is an omitted argument. */
export function flattenVariant(variant: FunctionVariantType): FlatArgument {
	if (variant.isReferenceObject()) return flattenReference(variant as BaseReferenceObject);
	const value = variant as BaseValueObject;
	if (value.isNull()) return { columns: 0, cells: [], kinds: null };
	const out = new FlatCells();
	if (!value.isArray()) {
		addObject(out, value);
		return out.done(0);
	}
	const array = value as ArrayValueObject;
	for (const row of array.getArrayValue()) for (const cell of row) addObject(out, cell);
	return out.done(array.getColumnCount());
}

export function errorObject(text: string): ErrorValueObject {
	return ErrorValueObject.create((isErrorText(text) ? text : SCRIPT_ERROR) as never);
}

function toObject(
	value: CellValue | undefined,
	kind: "d" | "e" | undefined,
	dates: DatePatterns,
): BaseValueObject {
	if (kind === "e") return errorObject(String(value));
	if (value === null || value === undefined) return NullValueObject.create();
	if (typeof value === "number") {
		if (!Number.isFinite(value)) return ErrorValueObject.create(ErrorType.NUM);
		if (kind === "d")
			return NumberValueObject.create(value, Number.isInteger(value) ? dates.day : dates.moment);
		return NumberValueObject.create(value);
	}
	return typeof value === "boolean"
		? BooleanValueObject.create(value)
		: StringValueObject.create(String(value));
}

export interface DatePatterns {
	readonly day: string;
	readonly moment: string;
}

export function unflattenResult(flat: FlatArgument, dates: DatePatterns): BaseValueObject {
	const { cells, columns, kinds } = flat;
	if (cells.length === 0) return NullValueObject.create();
	if (columns === 0 || cells.length === 1) return toObject(cells[0], kinds?.get(0), dates);
	const rows: BaseValueObject[][] = [];
	for (let start = 0; start < cells.length; start += columns) {
		const row: BaseValueObject[] = [];
		for (let i = start; i < start + columns; i += 1) row.push(toObject(cells[i], kinds?.get(i), dates));
		rows.push(row);
	}
	return arrayOf(rows);
}

function arrayOf(rows: BaseValueObject[][]): ArrayValueObject {
	return ArrayValueObject.create({
		calculateValueList: rows,
		rowCount: rows.length,
		columnCount: rows[0]?.length ?? 0,
		unitId: UNIT,
		sheetId: "",
		row: -1,
		column: -1,
	});
}
