/** Protected ranges and sheets (PLATFORM fact 98). */
import type { Area } from "../contract";
import { ask, call, exception, text } from "./bridge";
import { type EnumValue, ProtectionType } from "./enums";
import { ServiceObject, service } from "./guard";
import { make, PLACE, type RangeHandle, type RangePlace } from "./handles";
import { User } from "./user";

export class Protection extends ServiceObject {
	readonly #id: number;
	constructor(id: number) {
		super();
		this.#id = id;
	}
	#get() {
		return ask("protections.get", this.#id);
	}
	canEdit(): boolean {
		return this.#get().canEdit;
	}
	getDescription(): string {
		return this.#get().description;
	}
	setDescription(description: string): this {
		call("protections.change", this.#id, text({ description }));
		return this;
	}
	isWarningOnly(): boolean {
		return this.#get().warningOnly;
	}
	setWarningOnly(warningOnly: boolean): this {
		call("protections.change", this.#id, text({ warningOnly }));
		return this;
	}
	getProtectionType(): EnumValue {
		return ProtectionType[this.#get().kind];
	}
	getRange(): object {
		const { kind, area } = this.#get();
		if (kind === "RANGE") return make().range(area);
		const [rows = 1, columns = 1] = call("sheets.size", area.sheet);
		return make().range({ ...area, row: 0, column: 0, rows, columns });
	}
	setRange(range: RangeHandle): this {
		call("protections.change", this.#id, text({ area: areaOf(range[PLACE]) }));
		return this;
	}
	getRangeName(): string | null {
		return this.#get().rangeName;
	}
	getEditors(): User[] {
		return this.#get().editors.map((email) => new User(email));
	}
	addEditor(editor: string | User): this {
		return this.#editors([editor], []);
	}
	addEditors(editors: readonly string[]): this {
		return this.#editors(editors, []);
	}
	removeEditor(editor: string | User): this {
		return this.#editors([], [editor]);
	}
	removeEditors(editors: readonly (string | User)[]): this {
		return this.#editors([], editors);
	}
	#editors(add: readonly (string | User)[], remove: readonly (string | User)[]): this {
		const emails = (users: readonly (string | User)[]) =>
			text(users.map((user) => (typeof user === "string" ? user : user.getEmail())));
		call("protections.editors", this.#id, emails(add), emails(remove));
		return this;
	}
	getUnprotectedRanges(): object[] {
		return this.#get().unprotected.map((area) => make().range(area));
	}
	setUnprotectedRanges(ranges: readonly RangeHandle[]): this {
		if (this.#get().kind === "RANGE")
			throw exception("Unprotected ranges can only be set on protected sheets.");
		call("protections.change", this.#id, text({ unprotected: ranges.map((range) => areaOf(range[PLACE])) }));
		return this;
	}
	remove(): void {
		call("protections.remove", this.#id);
	}
	canDomainEdit(): boolean {
		return false;
	}
	setDomainEdit(_editable: boolean): this {
		return this;
	}
}

export function areaOf({ sheet, row, column, rows, columns }: RangePlace): Area {
	return { sheet, row, column, rows, columns };
}

export function protect(kind: "RANGE" | "SHEET", place: RangePlace): Protection {
	return new Protection(call("protections.add", kind, text(areaOf(place))));
}

export function listProtections(type: EnumValue, sheet: string | null): Protection[] {
	return ask("protections.list", type.name(), sheet).map((id) => new Protection(id));
}

service("SpreadsheetApp.Protection", Protection);
