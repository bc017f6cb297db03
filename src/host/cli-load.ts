/** Fills a workbook: with a team's own files as new tabs, or with the sample in the tabs that set-up made. */

import { existsSync } from "node:fs";
import { basename, extname } from "node:path";
import { CliError, type CliMessages } from "./cli-messages";
import type { CliOptions, RecordFlag } from "./cli-options";
import type { CellInput, Engine, Host } from "./contract";
import { type CsvTable, readCsvFile, toCell, typeColumn, UnreadableCsv } from "./csv";
import { type SampleCell, sampleWorkbook } from "./sample";

export interface LoadedFile {
	readonly table: RecordFlag;
	readonly path: string;
	readonly csv: CsvTable;
}

/** A tab that a file became, and what the user says that it holds. */
export interface TabHint {
	readonly gid: number;
	readonly table: RecordFlag;
}

/**
 * Reads all files before anything else happens.
 * @throws CliError with exit code 2.
 */
export function readFiles(
	files: CliOptions["files"],
	resolve: (path: string) => string,
	messages: CliMessages,
	say: (line: string) => void,
): LoadedFile[] {
	return files.map(({ table, path }) => {
		const full = resolve(path);
		if (!existsSync(full)) throw new CliError(2, messages.missingFile(path));
		let csv: CsvTable;
		try {
			csv = readCsvFile(full, messages.column);
		} catch (error) {
			const sentences = {
				empty: messages.emptyFile,
				notText: messages.notTextFile,
				unclosedQuote: messages.unclosedQuote,
			};
			const sentence = error instanceof UnreadableCsv ? sentences[error.code] : messages.unreadableFile;
			throw new CliError(2, sentence(path));
		}
		say(messages.fileRead(path, csv.rows.length, csv.encoding));
		for (const problem of csv.problems) say(messages.fileProblem(path, problem));
		return { table, path, csv };
	});
}

/** What Google gives an imported sheet at least. */
const LEAST_ROWS = 1000;
const LEAST_COLUMNS = 26;

/** One new tab for each file, with the file's own headers, instead of the empty tab of a new spreadsheet. */
export function addFileTabs(engine: Engine, files: readonly LoadedFile[]): TabHint[] {
	const starters = engine.sheets().filter(({ id }) => engine.extent(id).rows === 0);
	const hints = files.map(({ table, path, csv }) => {
		const sheets = engine.sheets();
		const name = freeName(
			tabName(path),
			sheets.map((sheet) => sheet.name),
		);
		const { id, gid } = engine.insertSheet(
			name,
			sheets.length,
			Math.max(LEAST_ROWS, csv.rows.length + 1),
			Math.max(LEAST_COLUMNS, csv.headers.length),
		);
		writeTable(engine, id, csv);
		return { gid, table };
	});
	for (const { id } of starters) engine.deleteSheet(id);
	return hints;
}

function writeTable(engine: Engine, sheet: string, { headers, rows }: CsvTable): void {
	const columns = headers.map((_header, index) => typeColumn(rows.map((row) => row[index] ?? "")));
	// Formats first: a cell is text or date because its format says so.
	columns.forEach(({ numberFormat }, column) => {
		if (numberFormat === null || rows.length === 0) return;
		engine.setStyle({ sheet, row: 1, column, rows: rows.length, columns: 1 }, { numberFormat });
	});
	const cells: CellInput[][] = [headers];
	for (let row = 0; row < rows.length; row++) cells.push(columns.map((column) => column.cells[row] ?? null));
	engine.write({ sheet, row: 0, column: 0, rows: cells.length, columns: headers.length }, cells);
	engine.setStyle({ sheet, row: 0, column: 0, rows: 1, columns: headers.length }, { bold: true });
	engine.updateSheet(sheet, { frozenRows: 1 });
}

/** The file's name without its ending and without the characters that a tab may not bear. */
function tabName(path: string): string {
	const name = basename(path, extname(path)).replace(/[[\]*?:/\\]/g, "_");
	return name.trim().slice(0, 90) || "CSV";
}

function freeName(name: string, taken: readonly string[]): string {
	const used = new Set(taken.map((other) => other.toLowerCase()));
	let free = name;
	for (let number = 2; used.has(free.toLowerCase()); number++) free = `${name} ${number}`;
	return free;
}

/** Writes the sample below the headers of the tabs that bear Mikomi's marks. Gives the columns it did not find. */
export function fillSample(host: Host, asOf: string): string[] {
	const { engine } = host;
	const marks = host.metadata();
	const missing: string[] = [];
	for (const [table, { columns, rows }] of Object.entries(sampleWorkbook(asOf))) {
		const sheet = marks.find((mark) => mark.key === "mikomi.table" && mark.value === table)?.sheet;
		const places = columns.map((column) => {
			const id = `${table}.${column}`;
			const mark = marks.find(
				({ key, value, sheet: on }) => key === "mikomi.column" && value === id && on === sheet,
			);
			if (mark?.index == null) missing.push(id);
			return mark?.index ?? null;
		});
		if (sheet == null) continue;
		growTo(engine, sheet, rows.length + 1);
		for (const { from, at, count } of runsOf(places)) {
			const block = rows.map((row) => row.slice(from, from + count).map(cellOf));
			const area = { sheet, row: 1, column: at, rows: rows.length, columns: count };
			formatDates(engine, sheet, at, rows, from, count);
			engine.write(area, block);
		}
	}
	return missing;
}

/** New rows go in front of the last one, so that validation and colours reach over them; looks are copied. */
function growTo(engine: Engine, sheet: string, rows: number): void {
	const grid = engine.sheets().find(({ id }) => id === sheet);
	if (grid === undefined || rows <= grid.rows) return;
	const added = rows - grid.rows;
	const at = grid.rows - 1;
	engine.insertRows(sheet, at, added);
	const looks = engine.readStyles({ sheet, row: 1, column: 0, rows: 1, columns: grid.columns })[0] ?? [];
	looks.forEach((style, column) => {
		if (Object.keys(style).length > 0)
			engine.setStyle({ sheet, row: at, column, rows: added, columns: 1 }, style);
	});
}

/** Neighbours in the sample that are neighbours in the tab: one write for each run. */
function runsOf(places: readonly (number | null)[]): { from: number; at: number; count: number }[] {
	const runs: { from: number; at: number; count: number }[] = [];
	places.forEach((place, index) => {
		if (place === null) return;
		const last = runs[runs.length - 1];
		if (last !== undefined && last.from + last.count === index && last.at + last.count === place) {
			last.count++;
		} else {
			runs.push({ from: index, at: place, count: 1 });
		}
	});
	return runs;
}

function cellOf(cell: SampleCell): CellInput {
	return typeof cell === "object" && cell !== null ? toCell(cell.date) : cell;
}

/** Dates need a date format; set-up has given the column one, unless the language of the sheet has none. */
function formatDates(
	engine: Engine,
	sheet: string,
	at: number,
	rows: readonly (readonly SampleCell[])[],
	from: number,
	count: number,
): void {
	for (let i = 0; i < count; i++) {
		const first = rows.map((row) => row[from + i]).find((cell) => typeof cell === "object" && cell !== null);
		if (first === undefined || first === null || typeof first !== "object") continue;
		const area = { sheet, row: 1, column: at + i, rows: 1, columns: 1 };
		if (/[yd]/i.test(engine.readNumberFormats(area)[0]?.[0] ?? "")) continue;
		const numberFormat = first.date.length > 10 ? "yyyy/mm/dd hh:mm" : "yyyy/mm/dd";
		engine.setStyle({ ...area, rows: rows.length }, { numberFormat });
	}
}
