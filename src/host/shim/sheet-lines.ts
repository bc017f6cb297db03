/** Rows and columns of a sheet: insert, delete, move, hide, resize (PLATFORM facts 26, 69, 91). */
import { call } from "./bridge";
import { PLACE, type RangeHandle, SHEET } from "./handles";
import { SheetBase } from "./sheet-base";

export class SheetLines extends SheetBase {
	insertRowAfter(row: number): this {
		return this.insertRows(row + 1, 1);
	}
	insertRowBefore(row: number): this {
		return this.insertRows(row, 1);
	}
	insertRowsAfter(row: number, count: number): this {
		return this.insertRows(row + 1, count);
	}
	insertRowsBefore(row: number, count: number): this {
		return this.insertRows(row, count);
	}
	insertRows(row: number, count = 1): this {
		call("lines.insert", this[SHEET], "rows", row - 1, count);
		return this;
	}
	insertColumnAfter(column: number): this {
		return this.insertColumns(column + 1, 1);
	}
	insertColumnBefore(column: number): this {
		return this.insertColumns(column, 1);
	}
	insertColumnsAfter(column: number, count: number): this {
		return this.insertColumns(column + 1, count);
	}
	insertColumnsBefore(column: number, count: number): this {
		return this.insertColumns(column, count);
	}
	insertColumns(column: number, count = 1): this {
		call("lines.insert", this[SHEET], "columns", column - 1, count);
		return this;
	}
	deleteRow(row: number): this {
		return this.deleteRows(row, 1);
	}
	deleteRows(row: number, count: number): this {
		call("lines.delete", this[SHEET], "rows", row - 1, count);
		return this;
	}
	deleteColumn(column: number): this {
		return this.deleteColumns(column, 1);
	}
	deleteColumns(column: number, count: number): this {
		call("lines.delete", this[SHEET], "columns", column - 1, count);
		return this;
	}
	/** The block goes in front of what stands at `destination` before the move. */
	moveRows(rows: RangeHandle, destination: number): void {
		call("lines.move", this[SHEET], "rows", rows[PLACE].row, rows[PLACE].rows, destination - 1);
	}
	moveColumns(columns: RangeHandle, destination: number): void {
		call(
			"lines.move",
			this[SHEET],
			"columns",
			columns[PLACE].column,
			columns[PLACE].columns,
			destination - 1,
		);
	}

	getRowHeight(row: number): number {
		return call("lines.size", this[SHEET], "rows", row - 1);
	}
	setRowHeight(row: number, height: number): this {
		return this.setRowHeights(row, 1, height);
	}
	setRowHeights(row: number, count: number, height: number): this {
		call("lines.resize", this[SHEET], "rows", row - 1, count, height);
		return this;
	}
	setRowHeightsForced(row: number, count: number, height: number): this {
		return this.setRowHeights(row, count, height);
	}
	getColumnWidth(column: number): number {
		return call("lines.size", this[SHEET], "columns", column - 1);
	}
	setColumnWidth(column: number, width: number): this {
		return this.setColumnWidths(column, 1, width);
	}
	setColumnWidths(column: number, count: number, width: number): this {
		call("lines.resize", this[SHEET], "columns", column - 1, count, width);
		return this;
	}
	autoResizeColumn(column: number): this {
		return this.autoResizeColumns(column, 1);
	}
	autoResizeColumns(column: number, count: number): this {
		call("lines.fit", this[SHEET], column - 1, count);
		return this;
	}
	/** Heights follow the text by themselves here. */
	autoResizeRows(_row: number, _count: number): this {
		return this;
	}

	hideRows(row: number, count = 1): void {
		call("lines.hide", this[SHEET], "rows", row - 1, count, true);
	}
	showRows(row: number, count = 1): void {
		call("lines.hide", this[SHEET], "rows", row - 1, count, false);
	}
	hideColumns(column: number, count = 1): void {
		call("lines.hide", this[SHEET], "columns", column - 1, count, true);
	}
	showColumns(column: number, count = 1): void {
		call("lines.hide", this[SHEET], "columns", column - 1, count, false);
	}
	hideRow(range: RangeHandle): void {
		this.hideRows(range[PLACE].row + 1, range[PLACE].rows);
	}
	unhideRow(range: RangeHandle): void {
		this.showRows(range[PLACE].row + 1, range[PLACE].rows);
	}
	hideColumn(range: RangeHandle): void {
		this.hideColumns(range[PLACE].column + 1, range[PLACE].columns);
	}
	unhideColumn(range: RangeHandle): void {
		this.showColumns(range[PLACE].column + 1, range[PLACE].columns);
	}
	isRowHiddenByUser(row: number): boolean {
		return call("lines.hidden", this[SHEET], "rows", row - 1);
	}
	isRowHiddenByFilter(_row: number): boolean {
		return false;
	}
	isColumnHiddenByUser(column: number): boolean {
		return call("lines.hidden", this[SHEET], "columns", column - 1);
	}
}
