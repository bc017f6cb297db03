/** Named ranges (PLATFORM fact 97). */
import { ask, call } from "./bridge";
import { ServiceObject, service } from "./guard";
import { flat, make, PLACE, type RangeHandle, type RangePlace } from "./handles";

export class NamedRange extends ServiceObject {
	#name: string;
	#place: RangePlace;
	constructor(name: string, place: RangePlace) {
		super();
		this.#name = name;
		this.#place = place;
	}
	getName(): string {
		return this.#name;
	}
	getRange(): object {
		return make().range(this.#place);
	}
	setName(name: string): this {
		call("names.rename", this.#name, name);
		this.#name = name;
		return this;
	}
	setRange(range: RangeHandle): this {
		this.#place = range[PLACE];
		call("names.set", this.#name, flat(this.#place));
		return this;
	}
	remove(): void {
		call("names.remove", this.#name);
	}
}

export function namedRanges(sheet: string | null): NamedRange[] {
	return ask("names.list")
		.filter((item) => sheet === null || item.area.sheet === sheet)
		.map((item) => new NamedRange(item.name, item.area));
}

service("SpreadsheetApp.NamedRange", NamedRange);
