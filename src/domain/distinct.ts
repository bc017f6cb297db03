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
	for (let row = 0; row < column.length; row++) {
		const value = column[row] ?? "";
		let place: number | undefined;
		if (typeof value === "number") {
			place = placeOfNumber.get(value);
			if (place === undefined) {
				place = values.push(value) - 1;
				placeOfNumber.set(value, place);
			}
		} else {
			const name = names.codeOf(value);
			place = placeOfName[name];
			if (place === undefined) {
				place = values.push(value) - 1;
				placeOfName[name] = place;
			}
		}
		places[row] = place;
	}
	const distinct = { values, places };
	made.set(column, distinct);
	return distinct;
}
