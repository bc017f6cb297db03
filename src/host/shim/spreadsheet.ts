/** The one spreadsheet that the add-on is bound to. */
import { splitSheetName } from "./a1";
import { ask, call, exception } from "./bridge";
import type { EnumValue } from "./enums";
import { CELLS, ServiceObject, service } from "./guard";
import { flat, PLACE, placeOf, type RangeHandle, SHEET, type SheetHandle } from "./handles";
import {
	addMetadata,
	type DeveloperMetadata,
	DeveloperMetadataFinder,
	findMetadata,
	ON_SPREADSHEET,
} from "./metadata";
import { type NamedRange, namedRanges } from "./named-range";
import { listProtections, type Protection } from "./protection";
import { Range, RangeList } from "./range";
import { Sheet } from "./sheet";
import { notationPlace, sheetIdByName } from "./sheet-base";
import { User } from "./user";

function activeSheet(): Sheet {
	return new Sheet(call("sheets.active"));
}

/** A range named in A1 notation, of the active sheet unless it says another. */
function find(notation: string): Range | null {
	const named = ask("names.list").find((item) => item.name.toLowerCase() === notation.toLowerCase());
	if (named) return new Range(named.area);
	const { sheetName, rest } = splitSheetName(notation);
	const sheet = sheetName === null ? call("sheets.active") : sheetIdByName(sheetName);
	return sheet === null ? null : new Range(notationPlace(rest, sheet));
}

export class Spreadsheet extends ServiceObject {
	[CELLS](args: readonly unknown[]): number {
		return Array.isArray(args[0]) ? args[0].length : Number(args[2] ?? 1) * Number(args[3] ?? 1);
	}
	getId(): string {
		return ask("settings.get").id;
	}
	getUrl(): string {
		return `https://docs.google.com/spreadsheets/d/${ask("settings.get").id}/edit`;
	}
	getName(): string {
		return ask("settings.get").name;
	}
	rename(name: string): void {
		call("settings.set", "name", name);
	}
	getSpreadsheetTimeZone(): string {
		return ask("settings.get").timeZone;
	}
	setSpreadsheetTimeZone(zone: string): void {
		call("settings.set", "timeZone", zone);
	}
	getSpreadsheetLocale(): string {
		return ask("settings.get").locale;
	}
	setSpreadsheetLocale(locale: string): void {
		call("settings.set", "locale", locale);
	}
	getOwner(): User {
		return new User(ask("settings.get").users[0] ?? "");
	}
	getEditors(): User[] {
		return ask("settings.get").users.map((email) => new User(email));
	}
	getViewers(): User[] {
		return this.getEditors();
	}

	getSheets(): Sheet[] {
		return ask("sheets.list").map((info) => new Sheet(info.id));
	}
	getNumSheets(): number {
		return ask("sheets.list").length;
	}
	getSheetByName(name: string): Sheet | null {
		const id = sheetIdByName(name);
		return id === null ? null : new Sheet(id);
	}
	getSheetById(gid: number): Sheet | null {
		const info = ask("sheets.list").find((each) => each.gid === gid);
		return info ? new Sheet(info.id) : null;
	}
	/** Nobody looks at a sheet in a time trigger: what comes then is not proven (fact 107). */
	getActiveSheet(): Sheet | null {
		const none = call("session.kind") === "trigger" && call("reading", "activeSheetInTrigger") === "null";
		return none ? null : activeSheet();
	}
	setActiveSheet(sheet: SheetHandle, _restoreSelection?: boolean): SheetHandle {
		call("sheets.activate", sheet[SHEET]);
		return sheet;
	}
	/** insertSheet(), (index), (name), (name, index); the index is 0-based (fact 89). */
	insertSheet(first?: string | number | object, second?: number | object): Sheet {
		if ([first, second].some((option) => typeof option === "object"))
			throw exception("The local Sheets does not insert a sheet from a template.");
		const name = typeof first === "string" ? first : null;
		const index = typeof first === "number" ? first : typeof second === "number" ? second : null;
		return new Sheet(call("sheets.insert", name, index));
	}
	deleteSheet(sheet: SheetHandle): void {
		call("sheets.delete", sheet[SHEET]);
	}
	deleteActiveSheet(): Sheet {
		call("sheets.delete", call("sheets.active"));
		return activeSheet();
	}
	renameActiveSheet(name: string): void {
		call("sheets.rename", call("sheets.active"), name);
	}
	/** The position is 1-based. */
	moveActiveSheet(position: number): void {
		call("sheets.update", call("sheets.active"), JSON.stringify({ index: position - 1 }));
	}

	getRange(notation: string): Range {
		const range = find(notation);
		if (!range) throw exception("Range not found");
		return range;
	}
	getRangeList(notations: readonly string[]): RangeList {
		return new RangeList(notations.map((notation) => this.getRange(notation)[PLACE]));
	}
	getRangeByName(name: string): Range | null {
		const item = ask("names.list").find((each) => each.name.toLowerCase() === name.toLowerCase());
		return item ? new Range(item.area) : null;
	}
	getDataRange(): Range {
		return activeSheet().getDataRange();
	}
	getLastRow(): number {
		return activeSheet().getLastRow();
	}
	getLastColumn(): number {
		return activeSheet().getLastColumn();
	}
	getSheetValues(row: number, column: number, rows: number, columns: number): unknown[][] {
		return activeSheet().getSheetValues(row, column, rows, columns);
	}
	appendRow(cells: readonly unknown[]): Sheet {
		return activeSheet().appendRow(cells);
	}
	getActiveRange(): Range | null {
		const area = call("selection.get");
		return area && new Range(placeOf(area));
	}
	getActiveCell(): RangeHandle {
		return activeSheet().getActiveCell();
	}
	getCurrentCell(): RangeHandle | null {
		return activeSheet().getCurrentCell();
	}
	setActiveRange(range: RangeHandle): RangeHandle {
		call("selection.set", flat(range[PLACE]));
		return range;
	}
	setCurrentCell(cell: RangeHandle): RangeHandle {
		return this.setActiveRange(cell);
	}
	getSelection(): Selection {
		return new Selection();
	}

	getNamedRanges(): NamedRange[] {
		return namedRanges(null);
	}
	setNamedRange(name: string, range: RangeHandle): void {
		call("names.set", name, flat(range[PLACE]));
	}
	removeNamedRange(name: string): void {
		call("names.remove", name);
	}
	getProtections(type: EnumValue): Protection[] {
		return listProtections(type, null);
	}

	addDeveloperMetadata(key: string, ...rest: readonly unknown[]): this {
		addMetadata(ON_SPREADSHEET, key, rest);
		return this;
	}
	getDeveloperMetadata(): DeveloperMetadata[] {
		return findMetadata({ location: "SPREADSHEET" });
	}
	createDeveloperMetadataFinder(): DeveloperMetadataFinder {
		return new DeveloperMetadataFinder({});
	}

	/** Shown for 5 seconds unless told otherwise (fact 106). */
	toast(message: string, title?: string | null, seconds?: number | null): void {
		call("ui.toast", message, title ?? "", seconds ?? 5);
	}
	addMenu(caption: string, items: readonly ({ name: string; functionName: string } | null)[]): void {
		const entries = items.map((item) =>
			item === null ? { label: "" } : { label: item.name, functionName: item.functionName },
		);
		call("ui.addMenu", JSON.stringify({ caption, items: entries }));
	}
	removeMenu(caption: string): void {
		call("ui.removeMenu", caption);
	}
}

export class Selection extends ServiceObject {
	getActiveSheet(): Sheet {
		return activeSheet();
	}
	getActiveRange(): Range | null {
		const area = call("selection.get");
		return area && new Range(placeOf(area));
	}
	getCurrentCell(): RangeHandle | null {
		return activeSheet().getCurrentCell();
	}
}

service("SpreadsheetApp.Spreadsheet", Spreadsheet);
service("SpreadsheetApp.Selection", Selection);
