import { Names } from "./names";
import type { Column } from "./records";

/** A column by its distinct values: a hundred thousand cells hold a few dozen words. */
export interface Distinct {
	/** The first is "", the blank. */
	readonly values: readonly (string | number)[];
	/** Place of each row's value in `values`. */
	readonly places: Int32Array;
}

const made = new WeakMap<Column<string | number>, Distinct>();

/** The distinct values of a column, made once for all who ask. */
export function distinctOf(column: Column<string | number>): Distinct {
	const known = made.get(column);
	if (known !== undefined) return known;
	const values: (string | number)[] = [""];
	const places = new Int32Array(column.length);
	const names = new Names();
	const placeOfName = [0];
	const placeOfNumber = new Map<number, number>();
	names.codesOf(column, places);
	for (let row = 0; row < column.length; row++) {
		const value = column[row] ?? "";
		const name = places[row]!;
		let place = typeof value === "number" ? placeOfNumber.get(value) : placeOfName[name];
		if (place === undefined) {
			place = values.push(value) - 1;
			if (typeof value === "number") placeOfNumber.set(value, place);
			else placeOfName[name] = place;
		}
		places[row] = place;
	}
	const distinct = { values, places };
	made.set(column, distinct);
	return distinct;
}
