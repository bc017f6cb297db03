/** How a team's own tab is used, told by its marks: the use begins as they are set, and ends as they go with our columns. */
import { LANGUAGES, messagesIn } from "../locale";
import {
	ADDED,
	LEFT_OUT,
	MARK_COLUMN,
	MARK_HEAD,
	MARK_ORIGIN,
	MARK_TABLE,
	MARK_WORK,
	type Mark,
} from "../workbook/book";
import { headerCandidates } from "../workbook/columns";
import { spansOf } from "../workbook/read";
import { RECORD_TABLES, type RecordTable, specOf, type TableId } from "../workbook/schema";
import { columnLetters } from "../workbook/table-layout";
import { NO_FACTS, type TabUse } from "../workbook/writing/tab-use";
import { type GoogleBook, GoogleTab } from "./google-book";
import { takeOff } from "./take-off";

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type SheetMark = GoogleAppsScript.Spreadsheet.DeveloperMetadata;

/** How a tab that a team brought is read. */
export interface TabPlan {
	/** 1-based row of the sheet in which the header ends, and how many rows it has. */
	readonly head: number;
	readonly headRows: number;
	/** 1-based column of each column id. */
	readonly columns: ReadonlyMap<string, number>;
}

/** Pixels of a column that nobody set. */
const COLUMN_WIDTH = 100;

/** What the marks say of a tab. */
export interface Held {
	readonly isOwn: boolean;
	readonly isAdopted: boolean;
	readonly table: RecordTable | null;
	/** Column ids by 1-based place, ours too; null for those that a person left out. */
	readonly columns: ReadonlyMap<number, string | null>;
	/** Places of people's columns that came with ours. */
	readonly added: ReadonlySet<number>;
	readonly headRows: number;
}

export function heldOf(marks: readonly Mark[], tab: GoogleTab): Held {
	const own = marks.filter((mark) => mark.sheet === tab.id);
	const said = (key: string) => own.find((mark) => mark.key === key)?.value;
	const table = said(MARK_TABLE);
	const columns = new Map<number, string | null>();
	const added = new Set<number>();
	for (const mark of own) {
		if (mark.key !== MARK_COLUMN || mark.column === null) continue;
		const [, column = LEFT_OUT, how] = mark.value.split(".");
		columns.set(mark.column, column === LEFT_OUT ? null : column);
		if (how === ADDED) added.add(mark.column);
	}
	const origin = said(MARK_ORIGIN);
	return {
		isOwn: origin === "own",
		isAdopted: origin !== undefined && origin !== "own",
		table: RECORD_TABLES.find((each) => each === table) ?? null,
		columns,
		added,
		headRows: Number(said(MARK_HEAD)) || 1,
	};
}

export function isOwnColumn(table: RecordTable | null, column: string | null): boolean {
	return table !== null && column !== null && specOf(table).columns[column]?.by === "mikomi";
}

/** 1-based places of the columns that Mikomi writes in a tab that a team brought. */
export function ownPlaces({ table, columns }: Held): number[] {
	return [...columns].filter(([, column]) => isOwnColumn(table, column)).map(([at]) => at);
}

/** Columns that go when the use of a tab ends; those of people's that came with ours stay where somebody filled them. */
export function leavingPlaces(tab: GoogleTab, held: Held): { going: number[]; staying: number[] } {
	const added = [...held.added].sort((a, b) => a - b);
	const { rows } = tab.extent();
	const isFilled = (at: number) => rows > 1 && tab.read(2, at, rows - 1, 1).some(([cell]) => cell !== "");
	const staying = added.filter(isFilled);
	return { going: [...ownPlaces(held), ...added.filter((at) => staying.indexOf(at) < 0)], staying };
}

/** How an adopted tab is used, without facts; null where it is not, or its adoption was cut off. */
export function presentUse(marks: readonly Mark[], tab: GoogleTab): TabUse | null {
	const held = heldOf(marks, tab);
	const hasIds = [...held.columns.values()].includes("id");
	if (held.table === null || !held.isAdopted || !hasIds) return null;
	const headers = tab.read(1, 1, 1, tab.extent().columns)[0] ?? [];
	return {
		head: tab.above + 1,
		headRows: held.headRows,
		columns: [...held.columns].flatMap(([at, column]) =>
			column === null || isOwnColumn(held.table, column)
				? []
				: [[column, at, String(headers[at - 1] ?? "")] as const],
		),
		facts: NO_FACTS,
	};
}

/**
 * Marks a tab that a team brought; nothing that it holds is touched. Every step may have been done before.
 * @returns true where it was no tab of the table yet
 */
export function beginUse(
	book: GoogleBook,
	marks: readonly Mark[],
	tab: GoogleTab,
	table: RecordTable,
	plan: TabPlan,
): boolean {
	const { sheet } = tab;
	const has = (key: string) => marks.some((mark) => mark.sheet === tab.id && mark.key === key);
	// The origin first: a tab of a table without it counts as ours and unfinished.
	if (!has(MARK_ORIGIN)) sheet.addDeveloperMetadata(MARK_ORIGIN, `adopted ${sheet.getMaxColumns()}`);
	markHead(sheet, plan);
	markPlanned(new GoogleTab(sheet, book.counter), table, plan);
	if (has(MARK_TABLE)) return false;
	sheet.addDeveloperMetadata(MARK_TABLE, table);
	return true;
}

function markHead(sheet: Sheet, { head, headRows }: TabPlan): void {
	const row = sheet.getRange(`${head}:${head}`);
	const [mark, ...more] = marksOf(sheet, MARK_HEAD);
	for (const each of more) each.remove();
	if (mark === undefined) row.addDeveloperMetadata(MARK_HEAD, String(headRows));
	else {
		if (mark.getValue() !== String(headRows)) mark.setValue(String(headRows));
		if (mark.getLocation().getRow()?.getRow() !== head) mark.moveToRow(row);
	}
}

/** Every column that the plan names is marked, and every one that its header would name against the plan. */
function markPlanned(whole: GoogleTab, table: RecordTable, { head, columns }: TabPlan): void {
	const headers = whole.read(head, 1, 1, whole.extent().columns)[0] ?? [];
	const planned = new Map([...columns].map(([column, at]) => [at, column]));
	const wanted = new Map<number, string>(planned);
	for (const { at } of headerCandidates(table, headers)) if (!planned.has(at)) wanted.set(at, LEFT_OUT);
	for (const mark of marksOf(whole.sheet, MARK_COLUMN)) {
		const at = placeOf(mark);
		const [, column = "", how] = (mark.getValue() ?? "").split(".");
		const isAdded = how === ADDED && !planned.has(at) && !columns.has(column);
		if (isAdded || isOwnColumn(table, column) || wanted.get(at) === column) wanted.delete(at);
		else mark.remove();
	}
	for (const [at, column] of wanted) markColumn(whole.sheet, table, column, at);
}

export function markColumn(sheet: Sheet, table: TableId, column: string, at: number): void {
	columnOf(sheet, at).addDeveloperMetadata(MARK_COLUMN, `${table}.${column}`);
}

/** A whole column, on which a mark may stand. */
export function columnOf(sheet: Sheet, at: number): GoogleAppsScript.Spreadsheet.Range {
	const letters = columnLetters(at);
	return sheet.getRange(`${letters}:${letters}`);
}

function marksOf(sheet: Sheet, key: string): SheetMark[] {
	return sheet.createDeveloperMetadataFinder().withKey(key).find();
}

/** 1-based column on which a mark stands now; 0 for none. */
function placeOf(mark: SheetMark | undefined): number {
	return mark?.getLocation().getColumn()?.getColumn() ?? 0;
}

/** Rows around the old header in which it is looked for. */
const NEAR = 60;

/**
 * Where the header and the columns of an earlier use stand now: at their old places, or where their words went.
 * @param whole the tab from its first row on
 */
export function placesOf(
	whole: GoogleTab,
	{ head, columns }: TabUse,
): { head: number; columns: Map<string, number> } {
	const { rows, columns: width } = whole.extent();
	const lines = whole.read(1, 1, Math.min(rows, head + NEAR), width).map((line) => line.map(String));
	const known = columns.filter(([, , header]) => header !== "");
	const matches = (line: readonly string[] = []) =>
		known.filter(([, , header]) => line.indexOf(header) >= 0).length;
	let best = Math.min(head, lines.length);
	lines.forEach((line, i) => {
		if (matches(line) > matches(lines[best - 1])) best = i + 1;
	});
	const headers = lines[best - 1] ?? [];
	const taken = new Set<number>();
	const places = new Map<string, number>();
	const put = (column: string, at: number) => {
		if (at < 1 || at > width || taken.has(at)) return;
		taken.add(at);
		places.set(column, at);
	};
	for (const [column, at, header] of columns) if ((headers[at - 1] ?? "") === header) put(column, at);
	for (const [column, , header] of known)
		if (!places.has(column))
			put(column, headers.findIndex((each, i) => each === header && !taken.has(i + 1)) + 1);
	return { head: best, columns: places };
}

/**
 * Takes our columns and all marks off a tab; nothing else in it is touched. The mark of the table goes first, so that
 * nobody reads a tab that is half ours, that of its origin last. Every step may have been done before.
 * @param staying columns of people's that came with ours and stay
 * @throws ColumnsMovedError
 */
export function endUse(tab: GoogleTab, table: RecordTable, staying: ReadonlySet<string>): void {
	const { sheet } = tab;
	for (const mark of marksOf(sheet, MARK_TABLE)) mark.remove();
	const warnings = LANGUAGES.map((language) => messagesIn(language).own);
	for (const protection of sheet.getProtections(SpreadsheetApp.ProtectionType.RANGE))
		if (warnings.indexOf(protection.getDescription()) >= 0) protection.remove();
	const columns = () =>
		marksOf(sheet, MARK_COLUMN).map((mark) => {
			const [, column = "", how] = (mark.getValue() ?? "").split(".");
			const isGoing = isOwnColumn(table, column) || (how === ADDED && !staying.has(column));
			return { at: placeOf(mark), column, isGoing };
		});
	const first = columns();
	const peoples = first.filter(({ isGoing }) => !isGoing).length;
	const begun = begunColumns(tab, marksOf(sheet, MARK_WORK)[0]);
	const going = new Set([...begun, ...first.filter(({ isGoing }) => isGoing).map(({ at }) => at)]);
	// Before ours go, as a grid cannot be frozen as a whole.
	giveBlanksBack(tab, marksOf(sheet, MARK_ORIGIN)[0], going.size);
	const head = tab.above + 1;
	let back = 0;
	if (begun[0] !== undefined) back += takeOff(sheet, head, begun[0], begun[0] + begun.length - 1);
	// The places are looked up anew before each step; the ids go first, as facts come back where there are none.
	for (let own = columns(); ; own = columns()) {
		const going = own.filter(({ isGoing }) => isGoing);
		if (going.length === 0) break;
		const idAt = going.find(({ column }) => column === "id")?.at ?? 0;
		const spans = spansOf(
			going.map(({ at }) => at),
			1,
		);
		const span = spans.find((each) => each.first <= idAt && idAt <= each.last) ?? spans[0];
		if (span !== undefined) back += takeOff(sheet, head, span.first, span.last);
	}
	// A column that was put back has no mark any more; one that is beyond recall has to be told.
	if (columns().length + back < peoples) throw new ColumnsMovedError(tab.name);
	for (const key of [MARK_COLUMN, MARK_WORK, MARK_HEAD, MARK_ORIGIN])
		for (const mark of marksOf(sheet, key)) mark.remove();
}

/** Columns that an adoption began to add which was cut off; they go with the mark on the first, unless they hold something. */
function begunColumns(tab: GoogleTab, mark: SheetMark | undefined): number[] {
	const from = placeOf(mark);
	const count = Number(mark?.getValue() ?? 0);
	const { rows } = tab.extent();
	if (from === 0 || count < 1) return [];
	const isBlank =
		rows < 2 || tab.read(2, from, rows - 1, count).every((row) => row.every((cell) => cell === ""));
	return isBlank ? Array.from({ length: count }, (_, i) => from + i) : [];
}

/**
 * Blank columns that ours took the place of come back at the right, without the looks of those beside them. How wide
 * the grid is without ours and them is noted first: where this is cut off, the next time ends it.
 */
function giveBlanksBack(tab: GoogleTab, origin: SheetMark | undefined, going: number): void {
	const { sheet } = tab;
	const [word = "", before = "0", noted] = (origin?.getValue() ?? "").split(" ");
	const left = noted === undefined ? sheet.getMaxColumns() - going : Number(noted);
	const blank = Number(before) - left;
	const width = sheet.getMaxColumns();
	// The grid had grown for ours when the adoption was cut off: there is nothing of ours but its blank end.
	const end = Math.max(Number(before), tab.extent().columns);
	if (going === 0 && Number(before) > 0 && end < width) sheet.deleteColumns(end + 1, width - end);
	if (blank <= 0) return;
	if (noted === undefined) origin?.setValue([word, before, left].join(" "));
	const lacking = left + blank - (width - going);
	if (lacking > 0) sheet.insertColumnsAfter(width, lacking);
	const at = width + Math.max(0, lacking) - blank + 1;
	sheet.showColumns(at, blank);
	sheet.setColumnWidths(at, blank, COLUMN_WIDTH);
	sheet.getRange(1, at, sheet.getMaxRows(), blank).clearFormat().clearDataValidations();
}

/** Somebody inserted, deleted or moved columns while ours were taken off: one of theirs may have gone with them. */
export class ColumnsMovedError extends Error {
	constructor(readonly tab: string) {
		super(tab);
	}
}
