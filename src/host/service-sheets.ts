/** Tabs, rows and columns: limits, bounds, and what Sheets refuses (PLATFORM facts 26, 72, 88-91, 94). */

import { serialOfInstant } from "./clock-zone";
import type { Area, ConditionalRule, SheetInfo } from "./contract";
import { ServiceError } from "./service-error";
import { infoOf, liveArea } from "./service-live";
import { requireWritable } from "./service-protections";
import type { Call, FlatArea, Json, World } from "./service-world";
import { areaOf, flatArea, json } from "./service-world";

const CELL_LIMIT = 10_000_000;
const COLUMN_LIMIT = 18_278;

export interface SheetState extends SheetInfo {
	readonly index: number;
}

/** A conditional rule on its way: areas flat, dates as instants. */
export interface PortableConditional {
	readonly areas: readonly FlatArea[];
	readonly criteria: string;
	readonly args: readonly (string | number | boolean | null | { readonly $date: number })[];
	readonly style: ConditionalRule["style"];
}

function requireRoom(world: World, added: number): void {
	const total = world.engine.sheets().reduce((sum, sheet) => sum + sheet.rows * sheet.columns, 0);
	if (total + added > CELL_LIMIT)
		throw new ServiceError(
			`This action would increase the number of cells in the workbook above the limit of ${CELL_LIMIT} cells.`,
		);
}

function requireFreeName(world: World, name: string, except?: string): void {
	const taken = world.engine
		.sheets()
		.some((sheet) => sheet.id !== except && sameTabName(world, sheet.name, name));
	if (taken)
		throw new ServiceError(`A sheet with the name "${name}" already exists. Please enter another name.`);
	if (name === "" || name.length > 100)
		throw new ServiceError("The sheet name must have 1 to 100 characters.");
}

function sameTabName(world: World, a: string, b: string): boolean {
	return a === b || (world.readings.tabNames === "ignore case" && a.toLowerCase() === b.toLowerCase());
}

function freeName(world: World): string {
	const stem = world.settings.locale.startsWith("ja") ? "シート" : "Sheet";
	const taken = new Set(world.engine.sheets().map((sheet) => sheet.name));
	let number = taken.size + 1;
	while (taken.has(`${stem}${number}`)) number++;
	return `${stem}${number}`;
}

type Axis = "rows" | "columns";

function wholeLine(info: SheetInfo, axis: Axis, at: number, count: number): Area {
	return axis === "rows"
		? { sheet: info.id, row: at, column: 0, rows: count, columns: info.columns }
		: { sheet: info.id, row: 0, column: at, rows: info.rows, columns: count };
}

function requireInside(info: SheetInfo, axis: Axis, at: number, count: number): void {
	if (at < 0 || count < 1 || at + count > info[axis])
		throw new ServiceError(`Those ${axis} are out of bounds.`);
}

function insertLines({ world }: Call, sheet: string, axis: Axis, at: number, count: number): void {
	const info = infoOf(world, sheet);
	if (at < 0 || at > info[axis] || count < 1) throw new ServiceError(`Those ${axis} are out of bounds.`);
	requireRoom(world, count * (axis === "rows" ? info.columns : info.rows));
	if (axis === "columns" && info.columns + count > COLUMN_LIMIT)
		throw new ServiceError(`A sheet may not have more than ${COLUMN_LIMIT} columns.`);
	if (axis === "rows") world.engine.insertRows(sheet, at, count);
	else world.engine.insertColumns(sheet, at, count);
}

function deleteLines(call: Call, sheet: string, axis: Axis, at: number, count: number): void {
	const { world } = call;
	const info = infoOf(world, sheet);
	requireInside(info, axis, at, count);
	const frozen = axis === "rows" ? info.frozenRows : info.frozenColumns;
	const frozenGone = Math.max(0, Math.min(frozen, at + count) - at);
	if (info[axis] - count - (frozen - frozenGone) < 1)
		throw new ServiceError(`Sorry, it is not possible to delete all non-frozen ${axis}.`);
	requireWritable(call, wholeLine(info, axis, at, count));
	if (axis === "rows") world.engine.deleteRows(sheet, at, count);
	else world.engine.deleteColumns(sheet, at, count);
	const left = frozen - frozenGone;
	if (frozenGone > 0 && infoOf(world, sheet)[axis === "rows" ? "frozenRows" : "frozenColumns"] !== left)
		world.engine.updateSheet(sheet, axis === "rows" ? { frozenRows: left } : { frozenColumns: left });
}

export const sheetOperations = {
	"sheets.list": ({ world }: Call): Json<SheetInfo[]> => json(world.engine.sheets()),
	"sheets.state": ({ world }: Call, id: string): Json<SheetState> => {
		const sheets = world.engine.sheets();
		const index = sheets.findIndex((sheet) => sheet.id === id);
		return json({ ...(sheets[index] ?? infoOf(world, id)), index });
	},
	/** Rows and columns of the grid alone, for the bounds of getRange. */
	"sheets.size": ({ world }: Call, id: string): readonly number[] => {
		const info = infoOf(world, id);
		return [info.rows, info.columns];
	},
	"sheets.extent": ({ world }: Call, id: string): readonly number[] => {
		infoOf(world, id);
		const extent = world.engine.extent(id);
		return [extent.rows, extent.columns];
	},
	"sheets.insert": ({ world }: Call, name: string | null, index: number | null): string => {
		const chosen = name ?? freeName(world);
		requireFreeName(world, chosen);
		requireRoom(world, world.newTabRows * 26);
		const sheets = world.engine.sheets();
		const active = sheets.findIndex((sheet) => sheet.id === world.engine.activeSheet());
		const at = Math.min(index ?? active + 1, sheets.length);
		const added = world.engine.insertSheet(chosen, at, world.newTabRows, 26);
		// The new tab becomes the active one and moves the user's view (fact 89).
		world.engine.activateSheet(added.id);
		world.emit({ type: "activate", sheet: added.id });
		return added.id;
	},
	"sheets.delete": (call: Call, id: string): void => {
		const { world } = call;
		const info = infoOf(world, id);
		requireWritable(call, { sheet: id, row: 0, column: 0, rows: info.rows, columns: info.columns });
		const others = world.engine.sheets().filter((sheet) => sheet.id !== id);
		const next = others.find((sheet) => !sheet.hidden);
		if (!next) throw new ServiceError("You can't remove all the sheets in a document.");
		if (world.engine.activeSheet() === id) world.engine.activateSheet(next.id);
		world.engine.deleteSheet(id);
	},
	"sheets.rename": ({ world }: Call, id: string, name: string): void => {
		infoOf(world, id);
		requireFreeName(world, name, id);
		world.engine.updateSheet(id, { name });
	},
	"sheets.update": (
		{ world }: Call,
		id: string,
		change: Json<
			Partial<Pick<SheetInfo, "frozenRows" | "frozenColumns" | "hidden" | "tabColor" | "gridlines">> & {
				index?: number;
			}
		>,
	): void => {
		const info = infoOf(world, id);
		const parsed = JSON.parse(change) as Partial<SheetInfo>;
		if (parsed.hidden && !info.hidden) {
			const others = world.engine.sheets().filter((sheet) => sheet.id !== id && !sheet.hidden);
			const next = others[0];
			if (!next) throw new ServiceError("You can't hide all the sheets in a document.");
			if (world.engine.activeSheet() === id) world.engine.activateSheet(next.id);
		}
		if ((parsed.frozenRows ?? 0) >= info.rows && parsed.frozenRows !== undefined)
			throw new ServiceError("You can't freeze all visible rows in a sheet.");
		if ((parsed.frozenColumns ?? 0) >= info.columns && parsed.frozenColumns !== undefined)
			throw new ServiceError("You can't freeze all visible columns in a sheet.");
		world.engine.updateSheet(id, parsed);
	},
	"sheets.active": ({ world }: Call): string => world.engine.activeSheet(),
	"sheets.activate": ({ world }: Call, id: string): void => {
		infoOf(world, id);
		world.engine.activateSheet(id);
		world.emit({ type: "activate", sheet: id });
	},
	"selection.get": ({ world, execution }: Call): FlatArea | null => {
		const sheet = world.engine.activeSheet();
		const own = world.selections.get(execution.user);
		if (own && own.sheet === sheet) return flatArea(own);
		// Nobody looks at the sheet in a trigger (fact 107).
		return execution.kind === "trigger" ? null : [sheet, 0, 0, 1, 1];
	},
	"selection.set": ({ world, execution }: Call, area: FlatArea): void => {
		world.selections.set(execution.user, liveArea({ world, execution }, area));
		world.engine.activateSheet(area[0]);
		world.emit({ type: "activate", sheet: area[0] });
	},

	"lines.insert": (call: Call, sheet: string, axis: Axis, at: number, count: number): void =>
		insertLines(call, sheet, axis, at, count),
	"lines.delete": (call: Call, sheet: string, axis: Axis, at: number, count: number): void =>
		deleteLines(call, sheet, axis, at, count),
	"lines.move": (call: Call, sheet: string, axis: Axis, at: number, count: number, to: number): void => {
		const info = infoOf(call.world, sheet);
		requireInside(info, axis, at, count);
		if (to < 0 || to > info[axis]) throw new ServiceError(`Those ${axis} are out of bounds.`);
		if (to >= at && to <= at + count) return;
		if (axis === "rows") call.world.engine.moveRows(sheet, at, count, to);
		else call.world.engine.moveColumns(sheet, at, count, to);
	},
	/** Grows the sheet so that it has at least so many rows, as appendRow does. */
	"lines.grow": (call: Call, sheet: string, rows: number, columns: number): void => {
		const info = infoOf(call.world, sheet);
		if (info.rows < rows) insertLines(call, sheet, "rows", info.rows, rows - info.rows);
		if (info.columns < columns) insertLines(call, sheet, "columns", info.columns, columns - info.columns);
	},
	"lines.size": ({ world }: Call, sheet: string, axis: Axis, at: number): number => {
		requireInside(infoOf(world, sheet), axis, at, 1);
		return axis === "rows" ? world.engine.rowHeight(sheet, at) : world.engine.columnWidth(sheet, at);
	},
	"lines.resize": (
		{ world }: Call,
		sheet: string,
		axis: Axis,
		at: number,
		count: number,
		pixels: number,
	): void => {
		requireInside(infoOf(world, sheet), axis, at, count);
		if (axis === "rows") world.engine.setRowHeight(sheet, at, count, pixels);
		else world.engine.setColumnWidth(sheet, at, count, pixels);
	},
	"lines.fit": ({ world }: Call, sheet: string, at: number, count: number): void => {
		requireInside(infoOf(world, sheet), "columns", at, count);
		const rows = Math.min(world.engine.extent(sheet).rows, 500);
		if (rows === 0) return;
		const shown = world.engine.readDisplay({ sheet, row: 0, column: at, rows, columns: count });
		for (let c = 0; c < count; c++) {
			const widest = Math.max(0, ...shown.map((row) => textWidth(row[c] ?? "")));
			if (widest > 0) world.engine.setColumnWidth(sheet, at + c, 1, widest * 7 + 15);
		}
	},
	"lines.hide": (
		{ world }: Call,
		sheet: string,
		axis: Axis,
		at: number,
		count: number,
		hidden: boolean,
	): void => {
		requireInside(infoOf(world, sheet), axis, at, count);
		if (axis === "rows") world.engine.setRowsHidden(sheet, at, count, hidden);
		else world.engine.setColumnsHidden(sheet, at, count, hidden);
	},
	"lines.hidden": ({ world }: Call, sheet: string, axis: Axis, at: number): boolean => {
		requireInside(infoOf(world, sheet), axis, at, 1);
		return axis === "rows" ? world.engine.rowHidden(sheet, at) : world.engine.columnHidden(sheet, at);
	},

	"filter.get": ({ world }: Call, sheet: string): FlatArea | null => {
		const area = world.engine.filter(sheet);
		return area && flatArea(area);
	},
	"filter.set": ({ world }: Call, sheet: string, area: FlatArea | null): void => {
		if (area && world.engine.filter(sheet))
			throw new ServiceError("You can't create a filter in a sheet that already has a filter.");
		world.engine.setFilter(sheet, area && areaOf(area));
	},
	"conditional.get": ({ world }: Call, sheet: string): Json<PortableConditional[]> =>
		json(world.engine.conditionalRules(sheet).map((rule) => ({ ...rule, areas: rule.areas.map(flatArea) }))),
	"conditional.set": ({ world }: Call, sheet: string, rules: Json<PortableConditional[]>): void => {
		const parsed = JSON.parse(rules) as PortableConditional[];
		const zone = world.settings.timeZone;
		world.engine.setConditionalRules(
			sheet,
			parsed.map((rule) => ({
				...rule,
				areas: rule.areas.map(areaOf),
				args: rule.args.map((arg) =>
					typeof arg === "object" && arg !== null ? Math.floor(serialOfInstant(zone, arg.$date)) : arg,
				),
			})),
		);
	},
	flush: ({ world }: Call): void => world.engine.flush(),
};

/** Width in half-width characters of the widest line; full-width ones count twice. */
function textWidth(text: string): number {
	const wide =
		/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;
	return Math.max(
		0,
		...text.split("\n").map((line) => [...line].reduce((sum, char) => sum + (wide.test(char) ? 2 : 1), 0)),
	);
}
