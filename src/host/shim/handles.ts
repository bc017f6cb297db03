/**
 * What the classes need of each other without importing each other: the places they stand for, and makers that
 * main.ts fills in.
 */
import type { FlatArea } from "../service-world";
import { call, exception } from "./bridge";

/** Where a range lies (0-based), and which of its sides were left open in A1 notation. */
export interface RangePlace {
	readonly sheet: string;
	readonly row: number;
	readonly column: number;
	readonly rows: number;
	readonly columns: number;
	readonly openRows?: "both" | "end";
	readonly openColumns?: "both" | "end";
}

export const PLACE = Symbol("place");
export const SHEET = Symbol("sheet");

export interface RangeHandle {
	readonly [PLACE]: RangePlace;
}
export interface SheetHandle {
	readonly [SHEET]: string;
}

interface Makers {
	range(place: RangePlace): RangeHandle;
	sheet(id: string): SheetHandle;
	spreadsheet(): object;
}

let makers: Makers | null = null;

export function installMakers(given: Makers): void {
	makers = given;
}

export function make(): Makers {
	if (!makers) throw new Error("The shim is not assembled");
	return makers;
}

export function flat(place: RangePlace): FlatArea {
	return [place.sheet, place.row, place.column, place.rows, place.columns];
}

export function placeOf([sheet, row, column, rows, columns]: FlatArea): RangePlace {
	return { sheet, row, column, rows, columns };
}

/** A range inside the sheet's grid, or the error Sheets gives (PLATFORM facts 67-69). Indexes are 0-based. */
export function boundedPlace(
	sheet: string,
	row: number,
	column: number,
	rows: number,
	columns: number,
): RangePlace {
	const place = {
		sheet,
		row: Math.trunc(row),
		column: Math.trunc(column),
		rows: Math.trunc(rows),
		columns: Math.trunc(columns),
	};
	if (place.row < 0) throw exception("The starting row of the range is too small.");
	if (place.column < 0) throw exception("The starting column of the range is too small.");
	if (place.rows < 1) throw exception("The number of rows in the range must be at least 1.");
	if (place.columns < 1) throw exception("The number of columns in the range must be at least 1.");
	const [maxRows = 0, maxColumns = 0] = call("sheets.size", sheet);
	if (place.row + place.rows > maxRows || place.column + place.columns > maxColumns)
		throw exception("The coordinates of the range are outside the dimensions of the sheet.");
	return place;
}

/** Copies a host list row by row into arrays of this realm. */
export function grid<T, U>(
	cells: readonly T[],
	columns: number,
	convert: (cell: T, index: number) => U,
): U[][] {
	const rows: U[][] = [];
	for (let start = 0; start < cells.length; start += columns) {
		const row: U[] = [];
		for (let c = 0; c < columns; c++) row.push(convert(cells[start + c] as T, start + c));
		rows.push(row);
	}
	return rows;
}

/** Flattens rows that must match a range, with the texts of fact 70; ragged ones fail at the first bad row. */
export function flatten<T>(rows: readonly (readonly T[])[], place: RangePlace): T[] {
	const { rows: high, columns: wide } = place;
	if (rows.length !== high)
		throw exception(
			`The number of rows in the data does not match the number of rows in the range. The data has ${rows.length} but the range has ${high}.`,
		);
	const cells: T[] = [];
	for (const row of rows) {
		if (row.length !== wide)
			throw exception(
				`The number of columns in the data does not match the number of columns in the range. The data has ${row.length} but the range has ${wide}.`,
			);
		for (const cell of row) cells.push(cell);
	}
	return cells;
}
