/** Sheet as a handle: its ranges, its size, its name and looks. */

import type { SheetState } from "../service-sheets";
import { parseRange, splitSheetName } from "./a1";
import { ask, call, exception, text } from "./bridge";
import { type EnumValue, SheetType } from "./enums";
import { ServiceObject } from "./guard";
import {
	boundedPlace,
	make,
	PLACE,
	placeOf,
	type RangeHandle,
	type RangePlace,
	SHEET,
	type SheetHandle,
} from "./handles";
import { Range, RangeList } from "./range";

/** The place that a notation names on a sheet, or fact 66's and 69's errors. */
export function notationPlace(notation: string, sheet: string): RangePlace {
	const [maxRows = 0, maxColumns = 0] = call("sheets.size", sheet);
	const place = parseRange(notation, sheet, maxRows, maxColumns);
	if (!place) throw exception("Range not found");
	boundedPlace(sheet, place.row, place.column, place.rows, place.columns);
	return place;
}

export function sheetIdByName(name: string): string | null {
	return ask("sheets.list").find((info) => info.name === name)?.id ?? null;
}

export class SheetBase extends ServiceObject implements SheetHandle {
	readonly [SHEET]: string;
	constructor(id: string) {
		super();
		this[SHEET] = id;
	}
	#state(): SheetState {
		return ask("sheets.state", this[SHEET]);
	}
	#update(change: Parameters<typeof text>[0]): this {
		call("sheets.update", this[SHEET], text(change as object));
		return this;
	}

	getName(): string {
		return this.#state().name;
	}
	getSheetName(): string {
		return this.#state().name;
	}
	setName(name: string): this {
		call("sheets.rename", this[SHEET], name);
		return this;
	}
	getSheetId(): number {
		return this.#state().gid;
	}
	getParent(): object {
		return make().spreadsheet();
	}
	getIndex(): number {
		return this.#state().index + 1;
	}
	getType(): EnumValue {
		return SheetType.GRID;
	}

	/** getRange(a1), (row, column), (row, column, rows), (row, column, rows, columns). */
	getRange(first: string | number, column = 1, rows = 1, columns = 1): Range {
		if (typeof first === "number")
			return new Range(boundedPlace(this[SHEET], first - 1, column - 1, rows, columns));
		const { sheetName, rest } = splitSheetName(first);
		const sheet = sheetName === null ? this[SHEET] : sheetIdByName(sheetName);
		if (sheet === null) throw exception("Range not found");
		return new Range(notationPlace(rest, sheet));
	}
	getRangeList(notations: readonly string[]): RangeList {
		return new RangeList(notations.map((notation) => notationPlace(notation, this[SHEET])));
	}
	/** A1 alone when the sheet is empty (fact 64). */
	getDataRange(): Range {
		const [rows = 0, columns = 0] = call("sheets.extent", this[SHEET]);
		return new Range({
			sheet: this[SHEET],
			row: 0,
			column: 0,
			rows: Math.max(1, rows),
			columns: Math.max(1, columns),
		});
	}
	getSheetValues(row: number, column: number, rows: number, columns: number): unknown[][] {
		return new Range(boundedPlace(this[SHEET], row - 1, column - 1, rows, columns)).getValues();
	}
	getLastRow(): number {
		return call("sheets.extent", this[SHEET])[0] ?? 0;
	}
	getLastColumn(): number {
		return call("sheets.extent", this[SHEET])[1] ?? 0;
	}
	getMaxRows(): number {
		return call("sheets.size", this[SHEET])[0] ?? 0;
	}
	getMaxColumns(): number {
		return call("sheets.size", this[SHEET])[1] ?? 0;
	}

	getFrozenRows(): number {
		return this.#state().frozenRows;
	}
	setFrozenRows(rows: number): void {
		this.#update({ frozenRows: rows });
	}
	getFrozenColumns(): number {
		return this.#state().frozenColumns;
	}
	setFrozenColumns(columns: number): void {
		this.#update({ frozenColumns: columns });
	}
	isSheetHidden(): boolean {
		return this.#state().hidden;
	}
	hideSheet(): this {
		return this.#update({ hidden: true });
	}
	showSheet(): this {
		return this.#update({ hidden: false });
	}
	getTabColor(): string | null {
		return this.#state().tabColor;
	}
	setTabColor(color: string | null): this {
		return this.#update({ tabColor: color });
	}
	hasHiddenGridlines(): boolean {
		return !this.#state().gridlines;
	}
	setHiddenGridlines(hidden: boolean): this {
		return this.#update({ gridlines: !hidden });
	}

	activate(): this {
		call("sheets.activate", this[SHEET]);
		return this;
	}
	getActiveRange(): RangeHandle | null {
		const area = call("selection.get");
		return area && area[0] === this[SHEET] ? new Range(placeOf(area)) : null;
	}
	getActiveCell(): RangeHandle {
		const area = call("selection.get");
		const [row, column] = area && area[0] === this[SHEET] ? [area[1], area[2]] : [0, 0];
		return new Range({ sheet: this[SHEET], row, column, rows: 1, columns: 1 });
	}
	getCurrentCell(): RangeHandle | null {
		return this.getActiveRange() && this.getActiveCell();
	}
	setActiveRange(range: RangeHandle): RangeHandle {
		const { sheet, row, column, rows, columns } = range[PLACE];
		call("selection.set", [sheet, row, column, rows, columns]);
		return range;
	}
	setActiveSelection(selection: string | RangeHandle): RangeHandle {
		return this.setActiveRange(
			typeof selection === "string" ? new Range(notationPlace(selection, this[SHEET])) : selection,
		);
	}
	setCurrentCell(cell: RangeHandle): RangeHandle {
		return this.setActiveRange(cell);
	}
}
