/** The workbook's port over SpreadsheetApp; counts what it reads and asks, for the run log. */
import type { WallTime } from "../domain/calendar/day";
import {
	type Book,
	MARK_COLUMN,
	MARK_HEAD,
	MARK_HEADER,
	MARK_ORIGIN,
	MARK_TABLE,
	MARK_WORK,
	type Mark,
	type Tab,
} from "../workbook/book";
import type { Cell } from "../workbook/codec";
import { Zone } from "../workbook/zone";

export class Counter {
	calls = 0;
	cellsRead = 0;
	rowsRead = 0;
	/** May stop a long reading before its next call. */
	beforeRead: (() => void) | null = null;
}

/** How many rows are added at once to a tab that is full. */
const SPARE_ROWS = 100;

export class GoogleTab implements Tab {
	readonly id: number;
	readonly name: string;

	constructor(
		readonly sheet: GoogleAppsScript.Spreadsheet.Sheet,
		private readonly counter: Counter,
		private readonly headOf: (id: number) => number = () => 1,
	) {
		this.id = sheet.getSheetId();
		this.name = sheet.getName();
	}

	get above(): number {
		return this.headOf(this.id) - 1;
	}

	extent(): { rows: number; columns: number } {
		const range = this.sheet.getDataRange();
		return { rows: Math.max(1, range.getNumRows() - this.above), columns: range.getNumColumns() };
	}

	read(row: number, column: number, rows: number, columns: number): Cell[][] {
		this.counter.beforeRead?.();
		this.counter.calls++;
		this.counter.cellsRead += rows * columns;
		this.counter.rowsRead += rows;
		return this.range(row, column, rows, columns).getValues() as Cell[][];
	}

	/** Cells as people see them, in their formats. */
	shown(row: number, column: number, rows: number, columns: number): string[][] {
		this.counter.calls++;
		this.counter.cellsRead += rows * columns;
		return this.range(row, column, rows, columns).getDisplayValues();
	}

	write(row: number, column: number, block: readonly (readonly Cell[])[]): void {
		const columns = block[0]?.length ?? 0;
		if (columns === 0) return;
		this.counter.calls++;
		this.roomFor(row, column, block.length, columns).setValues(block as Cell[][]);
	}

	/** A range that may reach beyond the grid, which then grows. */
	private roomFor(row: number, column: number, rows: number, columns: number) {
		this.grow(row + rows - 1, column + columns - 1);
		return this.range(row, column, rows, columns);
	}

	private range(row: number, column: number, rows: number, columns: number) {
		return this.sheet.getRange(row + this.above, column, rows, columns);
	}

	formulas(row: number, column: number, rows: number, columns: number): string[][] {
		this.counter.calls++;
		this.counter.cellsRead += rows * columns;
		return this.range(row, column, rows, columns).getFormulas();
	}

	setFormula(row: number, column: number, formula: string): void {
		this.counter.calls++;
		this.range(row, column, 1, 1).setFormula(formula);
	}

	formats(row: number, column: number, rows: number, columns: number): string[][] {
		this.counter.calls++;
		return this.range(row, column, rows, columns).getNumberFormats();
	}

	gridRows(): number {
		return this.sheet.getMaxRows() - this.above;
	}

	setFormats(row: number, column: number, formats: readonly (readonly string[])[]): void {
		this.counter.calls++;
		this.roomFor(row, column, formats.length, formats[0]?.length ?? 1).setNumberFormats(
			formats as string[][],
		);
	}

	grow(rows: number, columns: number): void {
		if (this.reaches(rows, columns)) return;
		const { sheet } = this;
		const lastRow = this.gridRows();
		if (rows > lastRow) {
			sheet.insertRowsAfter(sheet.getMaxRows(), rows - lastRow);
			this.formatLike(lastRow, lastRow + 1, rows - lastRow);
		}
		const lackingColumns = columns - sheet.getMaxColumns();
		if (lackingColumns > 0) sheet.insertColumnsAfter(columns - lackingColumns, lackingColumns);
	}

	/** Asking for the grid's size would cost calls; a range beyond it is refused for nothing. */
	private reaches(row: number, column: number): boolean {
		try {
			this.range(row, column, 1, 1);
			return true;
		} catch {
			return false;
		}
	}

	/** New rows must have their columns' formats before text is written, or "2026-11" turns into a date. */
	formatLike(model: number, row: number, count: number): void {
		const { sheet } = this;
		const columns = sheet.getMaxColumns();
		const target = this.range(row, 1, count, columns);
		this.range(model, 1, 1, columns).copyTo(target, { formatOnly: true });
	}

	append(row: readonly Cell[]): void {
		// Sheets would add a row of its own, without the formats of text.
		if (this.extent().rows >= this.gridRows()) this.grow(this.extent().rows + SPARE_ROWS, row.length);
		this.counter.calls++;
		this.sheet.appendRow(row as Cell[]);
	}

	deleteRows(row: number, count: number): void {
		this.counter.calls++;
		this.sheet.deleteRows(row + this.above, count);
	}
}

export class GoogleBook implements Book {
	readonly counter = new Counter();
	private readonly zone: Zone;
	private heldLocale: string | null = null;
	private held: readonly GoogleTab[] | null = null;
	/** Header row of each tab whose header stands elsewhere than in row 1, as of the last look at the marks. */
	private heads: ReadonlyMap<number, number> | null = null;

	constructor(readonly spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet) {
		const zone = spreadsheet.getSpreadsheetTimeZone();
		this.zone = new Zone((ms) => offsetSeconds(Utilities.formatDate(new Date(ms), zone, "Z")));
	}

	/** Asked for only where no settings say which language to use. */
	get locale(): string {
		this.heldLocale = this.heldLocale ?? this.spreadsheet.getSpreadsheetLocale();
		return this.heldLocale;
	}

	tabs(): readonly GoogleTab[] {
		this.held = this.held ?? this.spreadsheet.getSheets().map((sheet) => this.tabOf(sheet));
		return this.held;
	}

	tabOf(sheet: GoogleAppsScript.Spreadsheet.Sheet): GoogleTab {
		return new GoogleTab(sheet, this.counter, (id) => {
			if (this.heads === null) this.marks();
			return this.heads?.get(id) ?? 1;
		});
	}

	/** Sees tabs that came since. */
	forgetTabs(): void {
		this.held = null;
	}

	marks(): readonly Mark[] {
		this.counter.calls++;
		const keys = [MARK_TABLE, MARK_COLUMN, MARK_HEAD, MARK_HEADER, MARK_ORIGIN, MARK_WORK];
		const heads = new Map<number, number>();
		const marks = this.spreadsheet
			.createDeveloperMetadataFinder()
			.find()
			.filter((metadata) => keys.indexOf(metadata.getKey()) >= 0)
			.map((metadata) => {
				const location = metadata.getLocation();
				const key = metadata.getKey();
				const line = key === MARK_HEAD ? location.getRow() : location.getColumn();
				const sheet = (location.getSheet() ?? line?.getSheet())?.getSheetId() ?? null;
				if (key === MARK_HEAD && line !== null && sheet !== null) heads.set(sheet, line.getRow());
				const column = key === MARK_HEAD ? null : (line?.getColumn() ?? null);
				return { key, value: metadata.getValue() ?? "", sheet, column };
			});
		this.heads = heads;
		return marks;
	}

	flush(): void {
		this.counter.calls++;
		SpreadsheetApp.flush();
	}

	timeOfDate(date: Date): WallTime {
		return this.zone.timeOf(date.getTime());
	}

	dateOfTime(time: WallTime): Date {
		return new Date(this.zone.instantOf(time));
	}
}

/** @example offsetSeconds("+0900") // => 32400 */
function offsetSeconds(text: string): number {
	const sign = text.startsWith("-") ? -1 : 1;
	return sign * (Number(text.slice(1, 3)) * 3600 + Number(text.slice(3, 5)) * 60);
}
