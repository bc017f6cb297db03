/** Writes every tab that Mikomi knows as a CSV named by its table, with stable column ids as headers. */

import {
	accessSync,
	constants,
	existsSync,
	mkdirSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { CliError, type CliMessages } from "./cli-messages";
import type { CellValue, Engine, Host, MetadataInfo, SheetInfo } from "./contract";
import { type CsvCell, writeCsv } from "./csv";

export interface ExportFile {
	readonly name: string;
	readonly text: string;
}

/** One tab as it goes into a file. */
interface TabTable {
	readonly tab: string;
	readonly headers: readonly string[];
	readonly rows: readonly (readonly CsvCell[])[];
}

export function exportFiles(host: Host): ExportFile[] {
	const marks = host.metadata();
	const tabs = new Map<string, TabTable[]>();
	for (const sheet of host.engine.sheets()) {
		const table = marks.find((mark) => isOn(mark, "SHEET", sheet) && mark.key === "mikomi.table")?.value;
		if (table === undefined) continue;
		const parts = tabs.get(table) ?? [];
		parts.push(readTab(host.engine, sheet, table, marks));
		tabs.set(table, parts);
	}
	return [...tabs].map(([table, parts]) => ({ name: `${table}.csv`, text: writeCsv(joined(parts)) }));
}

function isOn(mark: MetadataInfo, location: MetadataInfo["location"], { id }: SheetInfo): boolean {
	return mark.location === location && mark.sheet === id;
}

function readTab(engine: Engine, sheet: SheetInfo, table: string, marks: readonly MetadataInfo[]): TabTable {
	const ids = new Map<number, string>();
	for (const mark of marks) {
		if (!isOn(mark, "COLUMN", sheet) || mark.key !== "mikomi.column" || mark.index === null) continue;
		if (mark.value.startsWith(`${table}.`)) ids.set(mark.index, mark.value.slice(table.length + 1));
	}
	const extent = engine.extent(sheet.id);
	const width = Math.max(extent.columns, ...[...ids.keys()].map((index) => index + 1));
	const grid = extent.rows === 0 ? [] : readCells(engine, sheet.id, extent.rows, width);

	if (ids.size > 0) {
		const titles = grid[0] ?? [];
		const headers = uniqueHeaders(width, ids, titles);
		const rows = grid.slice(1).filter((row) => row.some((cell) => cell !== null && cell !== ""));
		return { tab: sheet.name, headers, rows };
	}
	const stored = marks.find((mark) => isOn(mark, "SHEET", sheet) && mark.key === "mikomi.header")?.value;
	const named = storedHeaders(stored);
	const first = grid[0] ?? [];
	const headers = Array.from({ length: width }, (_, i) => named?.[i] ?? textOf(first[i] ?? null));
	return { tab: sheet.name, headers, rows: grid.slice(1) };
}

function storedHeaders(json: string | undefined): string[] | null {
	if (json === undefined) return null;
	try {
		const ids: unknown = JSON.parse(json);
		return Array.isArray(ids) ? ids.map(String) : null;
	} catch {
		return null;
	}
}

/** The id where a column has one, else the team's own title; a title that is taken gets a number. */
function uniqueHeaders(
	width: number,
	ids: ReadonlyMap<number, string>,
	titles: readonly CsvCell[],
): string[] {
	const taken = new Set(ids.values());
	return Array.from({ length: width }, (_, index) => {
		const id = ids.get(index);
		if (id !== undefined) return id;
		const title = textOf(titles[index] ?? null);
		let free = title;
		for (let number = 2; taken.has(free); number++) free = `${title} (${number})`;
		taken.add(free);
		return free;
	});
}

/** Several tabs of one table become one file: all their columns, and first the tab that a row comes from. */
function joined(parts: readonly TabTable[]): CsvCell[][] {
	const [only] = parts;
	if (parts.length === 1 && only !== undefined)
		return [[...only.headers], ...only.rows.map((row) => [...row])];
	const headers = [...new Set(parts.flatMap((part) => part.headers))];
	const rows = parts.flatMap((part) => {
		const at = headers.map((header) => part.headers.indexOf(header));
		return part.rows.map((row) => [
			part.tab,
			...at.map((index) => (index === -1 ? null : (row[index] ?? null))),
		]);
	});
	return [["tab", ...headers], ...rows];
}

function readCells(engine: Engine, sheet: string, rows: number, columns: number): CsvCell[][] {
	const area = { sheet, row: 0, column: 0, rows, columns };
	const formats = engine.readNumberFormats(area);
	return engine
		.read(area)
		.map((row, r) =>
			row.map((cell, c) => (typeof cell === "number" ? numberCell(cell, formats[r]?.[c]) : cell)),
		);
}

function textOf(cell: CsvCell): string {
	return cell === null ? "" : String(cell);
}

/** A number, or the ISO text of the date that its format makes of it. */
export function numberCell(value: number, format: string | undefined): CsvCell {
	const kind = dateKind(format ?? "");
	if (kind === null || value < 0) return value;
	const seconds = Math.round(value * 86_400);
	if (kind === "time" && value < 1) return new Date(seconds * 1000).toISOString().slice(11, 19);
	const moment = isoOfSerial(value);
	return kind === "day" && seconds % 86_400 === 0 ? moment.slice(0, 10) : moment;
}

const SECONDS_TO_1970 = 25_569 * 86_400;

/** Wall time of a serial number, to the second: 44301.5 -> 2021-04-15T12:00:00. */
export function isoOfSerial(serial: number): string {
	return new Date((Math.round(serial * 86_400) - SECONDS_TO_1970) * 1000).toISOString().slice(0, 19);
}

/** What a number format shows of a date; null for plain numbers, durations and text. */
function dateKind(format: string): "day" | "moment" | "time" | null {
	if (/\[[hms]+\]/i.test(format)) return null;
	const bare = format.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, "").toLowerCase();
	const clock = /[hs]/.test(bare);
	if (/[yd]/.test(bare)) return clock ? "moment" : "day";
	if (clock) return "time";
	return /m/.test(bare) ? "day" : null;
}

/** @throws CliError with exit code 2 where nothing could be written; looked at before the long work begins. */
export function checkWritable(dir: string, shown: string, messages: CliMessages): void {
	let existing = dir;
	while (!existsSync(existing) && dirname(existing) !== existing) existing = dirname(existing);
	try {
		if (!statSync(existing).isDirectory()) throw new CliError(2, messages.unwritable(shown));
		accessSync(existing, constants.W_OK | constants.X_OK);
	} catch {
		throw new CliError(2, messages.unwritable(shown));
	}
}

/** All files or none: they are written aside, then renamed. */
export function writeFiles(
	dir: string,
	files: readonly ExportFile[],
	shown: string,
	messages: CliMessages,
): void {
	const existed = existsSync(dir);
	// Inside an existing folder, which may be a disk of its own; beside one that is still to come.
	const aside = existed ? join(dir, `.mikomi-${process.pid}`) : `${dir}.${process.pid}.tmp`;
	try {
		mkdirSync(aside, { recursive: true });
		for (const { name, text } of files) writeFileSync(join(aside, name), text);
		if (existed) for (const { name } of files) renameSync(join(aside, name), join(dir, name));
		else renameSync(aside, dir);
	} catch {
		throw new CliError(2, messages.unwritable(shown));
	} finally {
		rmSync(aside, { recursive: true, force: true });
	}
}

/** The lines that --eval prints: cells of a row with tabs between them; and the errors among them. */
export function printed(cells: ReturnType<Host["evaluate"]>): { lines: string[]; errors: string[] } {
	const errors: string[] = [];
	const show = (cell: ReturnType<Host["evaluate"]>[number][number]): string => {
		if (typeof cell === "object" && cell !== null) {
			if ("date" in cell) return numberText(numberCell(cell.date, "yyyy-mm-dd"));
			errors.push(cell.error);
			return cell.error;
		}
		return numberText(cell);
	};
	return { lines: cells.map((row) => row.map(show).join("\t")), errors };
}

function numberText(cell: CellValue): string {
	// As CSV has it, but without quotes: a line break or a tab inside a cell would break the lines.
	return typeof cell === "string" ? cell.replace(/[\t\r\n]+/g, " ") : writeCsv([[cell, ""]]).slice(0, -2);
}
