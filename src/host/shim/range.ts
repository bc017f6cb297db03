/** Range and RangeList as add-ons know them. */
import { CELLS, ServiceObject, service } from "./guard";
import type { RangePlace } from "./handles";
import { PLACE } from "./handles";
import { RangeRules } from "./range-rules";
import { SIGNATURES } from "./signatures";

export class Range extends RangeRules {}

service("SpreadsheetApp.Range", Range);

const RANGES = Symbol("ranges");

/** Several ranges that are changed by one call. */
export class RangeList extends ServiceObject {
	readonly [RANGES]: readonly Range[];
	constructor(places: readonly RangePlace[]) {
		super();
		this[RANGES] = places.map((place) => new Range(place));
	}
	[CELLS](): number {
		return this[RANGES].reduce((sum, range) => sum + range[PLACE].rows * range[PLACE].columns, 0);
	}
	getRanges(): Range[] {
		return [...this[RANGES]];
	}
}

/** Every other method of the list does on each range what Range does. */
function addListMethods(): void {
	for (const name of Object.keys(SIGNATURES["SpreadsheetApp.RangeList"]?.() ?? {})) {
		if (name === "getRanges") continue;
		Object.defineProperty(RangeList.prototype, name, {
			configurable: true,
			writable: true,
			value(this: RangeList, ...args: unknown[]): RangeList {
				for (const range of this[RANGES]) {
					const perform = (range as unknown as Record<string, (...args: unknown[]) => unknown>)[name];
					perform?.apply(range, args);
				}
				return this;
			},
		});
	}
}

service("SpreadsheetApp.RangeList", RangeList, addListMethods);
