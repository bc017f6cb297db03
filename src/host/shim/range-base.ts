/** Range as a place: bounds, notation, neighbours, selection. */
import { a1Notation } from "./a1";
import { call } from "./bridge";
import { CELLS, ServiceObject } from "./guard";
import { boundedPlace, flat, make, PLACE, type RangeHandle, type RangePlace } from "./handles";

export class RangeBase extends ServiceObject implements RangeHandle {
	readonly [PLACE]: RangePlace;

	constructor(place: RangePlace) {
		super();
		this[PLACE] = place;
	}

	[CELLS](): number {
		return this[PLACE].rows * this[PLACE].columns;
	}

	getRow(): number {
		return this[PLACE].row + 1;
	}
	getRowIndex(): number {
		return this[PLACE].row + 1;
	}
	getColumn(): number {
		return this[PLACE].column + 1;
	}
	getLastRow(): number {
		return this[PLACE].row + this[PLACE].rows;
	}
	getLastColumn(): number {
		return this[PLACE].column + this[PLACE].columns;
	}
	getNumRows(): number {
		return this[PLACE].rows;
	}
	getHeight(): number {
		return this[PLACE].rows;
	}
	getNumColumns(): number {
		return this[PLACE].columns;
	}
	getWidth(): number {
		return this[PLACE].columns;
	}
	getA1Notation(): string {
		return a1Notation(this[PLACE]);
	}
	getSheet(): object {
		return make().sheet(this[PLACE].sheet);
	}
	getGridId(): number {
		return (make().sheet(this[PLACE].sheet) as unknown as { getSheetId(): number }).getSheetId();
	}
	isStartRowBounded(): boolean {
		return this[PLACE].openRows !== "both";
	}
	isEndRowBounded(): boolean {
		return this[PLACE].openRows === undefined;
	}
	isStartColumnBounded(): boolean {
		return this[PLACE].openColumns !== "both";
	}
	isEndColumnBounded(): boolean {
		return this[PLACE].openColumns === undefined;
	}

	getCell(row: number, column: number): object {
		const { sheet, row: top, column: left } = this[PLACE];
		return make().range(boundedPlace(sheet, top + row - 1, left + column - 1, 1, 1));
	}

	offset(rowOffset: number, columnOffset: number, rows?: number, columns?: number): object {
		const place = this[PLACE];
		const row = place.row + rowOffset;
		const column = place.column + columnOffset;
		return make().range(boundedPlace(place.sheet, row, column, rows ?? place.rows, columns ?? place.columns));
	}

	activate(): this {
		call("selection.set", flat(this[PLACE]));
		return this;
	}
	activateAsCurrentCell(): this {
		return this.activate();
	}
}
