/** The one filter of a sheet (PLATFORM fact 94). Criteria are not kept: nothing here hides rows by value. */
import { call } from "./bridge";
import { ServiceObject, service } from "./guard";
import { flat, make, placeOf, type RangePlace } from "./handles";

class Filter extends ServiceObject {
	readonly #sheet: string;
	constructor(sheet: string) {
		super();
		this.#sheet = sheet;
	}
	getRange(): object | null {
		const area = call("filter.get", this.#sheet);
		return area && make().range(placeOf(area));
	}
	sort(column: number, ascending: boolean): this {
		const area = call("filter.get", this.#sheet);
		if (area && area[3] > 1) {
			const body = [area[0], area[1] + 1, area[2], area[3] - 1, area[4]] as const;
			call("cells.sort", body, [column - 1], [ascending]);
		}
		return this;
	}
	remove(): void {
		call("filter.set", this.#sheet, null);
	}
}

export type { Filter };

export function createFilter(place: RangePlace): Filter {
	call("filter.set", place.sheet, flat(place));
	return new Filter(place.sheet);
}

export function findFilter(sheet: string, inside?: RangePlace): Filter | null {
	const area = call("filter.get", sheet);
	if (!area) return null;
	const outside =
		inside &&
		(area[1] + area[3] <= inside.row ||
			area[1] >= inside.row + inside.rows ||
			area[2] + area[4] <= inside.column ||
			area[2] >= inside.column + inside.columns);
	return outside ? null : new Filter(sheet);
}

service("SpreadsheetApp.Filter", Filter);
