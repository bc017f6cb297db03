/** Developer metadata as handles: a finder, its finds, and where they lie (PLATFORM fact 96). */
import type { MetadataItem, MetadataQuery } from "../metadata";
import { ask, call, exception, text } from "./bridge";
import { DeveloperMetadataLocationType, DeveloperMetadataVisibility, type EnumValue } from "./enums";
import { ServiceObject, service } from "./guard";
import { make, PLACE, type RangeHandle, type RangePlace, SHEET, type SheetHandle } from "./handles";

type Where = Pick<MetadataItem, "location" | "sheet" | "index">;

export const ON_SPREADSHEET: Where = { location: "SPREADSHEET", sheet: null, index: null };

export function onSheet(sheet: string): Where {
	return { location: "SHEET", sheet, index: null };
}

/** The row or column that a range is as a whole, as getRange("A:A") gives it. */
export function onLine(place: RangePlace): Where {
	if (place.openRows === "both" && place.columns === 1 && !place.openColumns)
		return { location: "COLUMN", sheet: place.sheet, index: place.column };
	if (place.openColumns === "both" && place.rows === 1 && !place.openRows)
		return { location: "ROW", sheet: place.sheet, index: place.row };
	throw exception(
		"Adding developer metadata to arbitrary ranges is not currently supported. Developer metadata may only be added to the top-level spreadsheet, an individual sheet, or an entire row or column.",
	);
}

/** addDeveloperMetadata(key), (key, value), (key, visibility) and (key, value, visibility). */
export function addMetadata(where: Where, key: string, rest: readonly unknown[]): void {
	const value = typeof rest[0] === "string" ? rest[0] : "";
	const visibility = rest.find((each) => typeof each === "object") === DeveloperMetadataVisibility.PROJECT;
	call("metadata.add", text({ ...where, key, value, visibility: visibility ? "PROJECT" : "DOCUMENT" }));
}

export function findMetadata(query: MetadataQuery): DeveloperMetadata[] {
	return ask("metadata.find", text(query)).map((item) => new DeveloperMetadata(item));
}

class DeveloperMetadataLocation extends ServiceObject {
	readonly #where: Where;
	constructor(where: Where) {
		super();
		this.#where = where;
	}
	getLocationType(): EnumValue {
		return DeveloperMetadataLocationType[this.#where.location];
	}
	getSpreadsheet(): object | null {
		return this.#where.location === "SPREADSHEET" ? make().spreadsheet() : null;
	}
	getSheet(): object | null {
		return this.#where.sheet === null ? null : make().sheet(this.#where.sheet);
	}
	getRow(): object | null {
		return this.#line("ROW");
	}
	getColumn(): object | null {
		return this.#line("COLUMN");
	}
	#line(location: "ROW" | "COLUMN"): object | null {
		const { sheet, index } = this.#where;
		if (this.#where.location !== location || sheet === null || index === null) return null;
		const [rows = 0, columns = 0] = call("sheets.size", sheet);
		return make().range(
			location === "ROW"
				? { sheet, row: index, column: 0, rows: 1, columns, openColumns: "both" }
				: { sheet, row: 0, column: index, rows, columns: 1, openRows: "both" },
		);
	}
}

export class DeveloperMetadata extends ServiceObject {
	/** As the finder saw it; only what this handle itself changes is brought up to date. */
	#item: MetadataItem;
	constructor(item: MetadataItem) {
		super();
		this.#item = item;
	}
	getId(): number {
		return this.#item.id;
	}
	getKey(): string {
		return this.#item.key;
	}
	getValue(): string {
		return this.#item.value;
	}
	getVisibility(): EnumValue {
		return DeveloperMetadataVisibility[this.#item.visibility];
	}
	getLocation(): DeveloperMetadataLocation {
		return new DeveloperMetadataLocation(this.#item);
	}
	#change(change: Partial<Omit<MetadataItem, "id">>): this {
		call("metadata.change", this.#item.id, text(change));
		this.#item = { ...this.#item, ...change };
		return this;
	}
	setKey(key: string): this {
		return this.#change({ key });
	}
	setValue(value: string): this {
		return this.#change({ value });
	}
	setVisibility(visibility: EnumValue): this {
		return this.#change({ visibility: visibility.name() as "DOCUMENT" | "PROJECT" });
	}
	moveToColumn(column: RangeHandle): this {
		return this.#change(onLine(column[PLACE]));
	}
	moveToRow(row: RangeHandle): this {
		return this.#change(onLine(row[PLACE]));
	}
	moveToSheet(sheet: SheetHandle): this {
		return this.#change(onSheet(sheet[SHEET]));
	}
	moveToSpreadsheet(): this {
		return this.#change(ON_SPREADSHEET);
	}
	remove(): void {
		call("metadata.remove", this.#item.id);
	}
}

export class DeveloperMetadataFinder extends ServiceObject {
	#query: MetadataQuery;
	constructor(query: MetadataQuery) {
		super();
		this.#query = query;
	}
	#with(change: MetadataQuery): this {
		this.#query = { ...this.#query, ...change };
		return this;
	}
	withId(id: number): this {
		return this.#with({ id });
	}
	withKey(key: string): this {
		return this.#with({ key });
	}
	withValue(value: string): this {
		return this.#with({ value });
	}
	withLocationType(type: EnumValue): this {
		return this.#with({ location: type.name() });
	}
	withVisibility(visibility: EnumValue): this {
		return this.#with({ visibility: visibility.name() });
	}
	find(): DeveloperMetadata[] {
		return findMetadata(this.#query);
	}
}

service("SpreadsheetApp.DeveloperMetadataLocation", DeveloperMetadataLocation);
service("SpreadsheetApp.DeveloperMetadata", DeveloperMetadata);
service("SpreadsheetApp.DeveloperMetadataFinder", DeveloperMetadataFinder);
