/**
 * Builds the workbook, or repairs it: adopts the tabs that a team agrees to, adds what is missing, destroys nothing.
 */
import { civilOf, type Day, dayOfTime } from "../domain/calendar/day";
import { foldKey } from "../domain/normalize/text";
import { LANGUAGES, type Messages, messagesIn } from "../locale";
import { addedColumns } from "../workbook/adoption/added";
import { lookContext } from "../workbook/adoption/around";
import { look } from "../workbook/adoption/look";
import {
	ADDED,
	MARK_COLUMN,
	MARK_HEADER,
	MARK_ORIGIN,
	MARK_TABLE,
	MARK_WORK,
	type MappedTab,
	type Mark,
} from "../workbook/book";
import type { Cell, CellContext } from "../workbook/codec";
import { missingColumns } from "../workbook/columns";
import { cellsOf, defaultRows, holidayRows, settingRows } from "../workbook/defaults";
import type { TabLayout } from "../workbook/layout";
import { Problems } from "../workbook/problems";
import { mapTab, readWhole, spansOf, tabsOf } from "../workbook/read";
import { resultLayout } from "../workbook/results";
import { type RecordTable, specOf, TABLE_IDS, type TableId } from "../workbook/schema";
import { contextOf, idByLabel, readSettings, type Settings } from "../workbook/settings";
import { columnLetters, labelsOf, movedDown, tableLayout } from "../workbook/table-layout";
import type { TabUse, UseChange } from "../workbook/writing/tab-use";
import { GoogleBook, GoogleTab } from "./google-book";
import { hasReferences, lay, layReferences } from "./lay";
import { beginUse, columnOf, heldOf, markColumn, presentUse, type TabPlan } from "./tab-use";

export interface AdoptHint {
	/** Google's sheet id. */
	readonly gid: number;
	readonly table: RecordTable;
	/** What a person decided; else the tab is looked at. */
	readonly plan?: TabPlan;
}

export interface SetUpReport {
	readonly created: number;
	readonly adopted: number;
	readonly repaired: number;
	/** Tabs that a hint named but whose headers say nothing. */
	readonly refused: readonly { readonly tab: string; readonly table: RecordTable }[];
	/** How tabs that a team brought are used from now on, and were before. */
	readonly uses: readonly UseChange[];
	readonly language: Settings["language"];
}

/** Asks whether a tab may be used as a table; the columns are the headers that would be read. */
export type AskAdopt = (
	tab: string,
	table: RecordTable,
	columns: readonly string[],
	/** 1-based row in which the header begins. */
	headRow: number,
) => boolean;

/** A tab is told for what it is from this many of its rows. */
const LOOK_ROWS = 300;
/** Number formats of cells that nobody formatted. */
const PLAIN_FORMATS = ["", "General", "0.###############"];

/** Order of our tabs in a new workbook: what people look at first stands first. */
const TAB_ORDER: readonly TableId[] = [
	"dashboard",
	"leads",
	"companies",
	"activities",
	"deals",
	"costs",
	"queue",
	"channels",
	"reps",
	"cohorts",
	"alignment",
	"kpi_check",
	"health",
	"score_rules",
	"icp",
	"stages",
	"playbook",
	"targets",
	"members",
	"holidays",
	"settings",
	"metrics",
	"verdicts",
	"changes",
	"snapshots",
	"runs",
];

export function setUpWorkbook(
	spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet,
	hints: readonly AdoptHint[],
	ask: AskAdopt,
): SetUpReport {
	const work = new SetUp(new GoogleBook(spreadsheet));
	return work.run(hints, ask);
}

class SetUp {
	private marks: readonly Mark[];
	readonly settings: Settings;
	readonly messages: Messages;
	readonly context: CellContext;
	/** Tabs of this run that lack nothing but drop-downs of what other tabs hold. */
	private readonly laid: { readonly tab: GoogleTab; readonly layout: TabLayout }[] = [];
	/** Tabs that this run built from nothing: there is nothing to repair. */
	private readonly complete = new Set<number>();
	/** How the tabs that this run adopts were used. */
	private readonly before = new Map<number, TabUse | null>();
	private created = 0;
	private adopted = 0;
	private repaired = 0;

	constructor(private readonly book: GoogleBook) {
		this.marks = book.marks();
		const today = dayOfTime(book.timeOfDate(new Date()));
		const blank = contextOf(
			book,
			readSettings(null, () => book.locale),
			today,
		);
		const hasSettings = tabsOf("settings", book.tabs(), this.marks).length > 0;
		const data = hasSettings ? readWhole("settings", book, this.marks, blank, new Problems()) : null;
		this.settings = readSettings(data, () => book.locale);
		this.messages = messagesIn(this.settings.language);
		this.context = contextOf(book, this.settings, today);
	}

	run(hints: readonly AdoptHint[], ask: AskAdopt): SetUpReport {
		this.takeBlankTab();
		const refused = this.adoptTabs(hints, ask);
		const wanted = TAB_ORDER.map((table) => ({ table, begun: this.begunTab(table) })).filter(
			({ table, begun }) => begun !== undefined || this.tabs(table).length === 0,
		);
		wanted.forEach(({ table, begun }, done) => {
			this.progress(done, wanted.length);
			this.buildTab(table, begun);
		});
		this.refreshTabs();
		this.layReferences();
		for (const table of TABLE_IDS) {
			for (const tab of this.tabs(table)) if (!this.complete.has(tab.id)) this.repairTab(table, tab);
		}
		this.completeAgreements();
		const first = this.tabs("dashboard")[0];
		if (this.created > 0 && first !== undefined) this.book.spreadsheet.setActiveSheet(first.sheet);
		this.book.flush();
		const { created, adopted, repaired } = this;
		return { created, adopted, repaired, refused, uses: this.uses(), language: this.settings.language };
	}

	/** All tabs that a team brought; those that this run did not touch are used as before. */
	private uses(): UseChange[] {
		this.refreshTabs();
		return (this.book.tabs() as readonly GoogleTab[]).flatMap((tab): UseChange[] => {
			const { table } = heldOf(this.marks, tab);
			const after = presentUse(this.marks, tab);
			if (table === null || after === null) return [];
			return [
				{
					table,
					gid: tab.id,
					before: this.before.has(tab.id) ? (this.before.get(tab.id) ?? null) : after,
					after,
				},
			];
		});
	}

	/** Building sixteen tabs takes about a minute; the person sees how far it is. */
	private progress(done: number, of: number): void {
		if (done % 4 === 0)
			this.book.spreadsheet.toast(this.messages.setup.progress(done, of), this.messages.product, 20);
	}

	private tabs(table: TableId): GoogleTab[] {
		return tabsOf(table, this.book.tabs(), this.marks) as GoogleTab[];
	}

	private refreshTabs(): void {
		this.book.forgetTabs();
		this.marks = this.book.marks();
	}

	/** A spreadsheet that holds nothing yet has one blank tab: it becomes the first of ours. */
	private takeBlankTab(): void {
		const [tab, ...others] = this.book.tabs() as readonly GoogleTab[];
		if (tab === undefined || others.length > 0 || !this.isFree(tab.sheet)) return;
		const name = this.messages.tabs[TAB_ORDER[0] as TableId];
		tab.sheet.clear();
		if (tab.name !== name) tab.sheet.setName(name);
	}

	/** True for a blank tab without a mark: nobody's, or left by a set-up that was cut off before its first mark. */
	private isFree(sheet: GoogleAppsScript.Spreadsheet.Sheet): boolean {
		const id = sheet.getSheetId();
		return !this.marks.some((mark) => mark.sheet === id) && sheet.getLastRow() === 0;
	}

	/** A tab of ours that was never finished: it lacks the mark of its origin, which is set last. */
	private begunTab(table: TableId): GoogleTab | undefined {
		return this.tabs(table).find((tab) => this.markOf(tab, MARK_ORIGIN) === undefined);
	}

	private markOf(tab: GoogleTab, key: string, value?: string): Mark | undefined {
		return this.marks.find(
			(mark) => mark.sheet === tab.id && mark.key === key && (value === undefined || mark.value === value),
		);
	}

	/** Offers every unmarked tab whose headers say what it is. */
	private adoptTabs(hints: readonly AdoptHint[], ask: AskAdopt): SetUpReport["refused"] {
		const refused: { tab: string; table: RecordTable }[] = [];
		const tableOf = new Map(
			this.marks.filter((mark) => mark.key === MARK_TABLE).map((mark) => [mark.sheet, mark.value]),
		);
		for (const tab of this.book.tabs()) {
			const hint = hints.find(({ gid }) => gid === tab.id);
			const held = tableOf.get(tab.id);
			const isFree = held === undefined;
			if (hint?.plan !== undefined && (isFree || held === hint.table))
				this.adoptTab(tab, hint.table, hint.plan);
			else if (isFree && hint !== undefined) {
				const { plan } = this.planFor(tab, hint.table);
				if (plan === null) refused.push({ tab: tab.name, table: hint.table });
				else this.adoptTab(tab, hint.table, plan);
			} else if (isFree) {
				const { table, plan, headers, headRow } = this.planFor(tab, null);
				if (table === null || plan === null) continue;
				const places = [...plan.columns.values()].sort((x, y) => x - y);
				const read = places.map((at) => headers[at - 1] || columnLetters(at));
				if (ask(tab.name, table, read, headRow)) this.adoptTab(tab, table, plan);
			}
		}
		this.refreshTabs();
		return refused;
	}

	/** What a tab is and how it would be read, where nobody corrects it; null where it cannot be. */
	private planFor(tab: GoogleTab, wanted: RecordTable | null) {
		const whole = new GoogleTab(tab.sheet, this.book.counter);
		const { rows, columns } = whole.extent();
		const cells = whole.read(1, 1, Math.min(rows, LOOK_ROWS), columns);
		const seen = look(cells, wanted, null, tab.name, lookContext(this.book, this.marks, this));
		const read = seen.columns.flatMap((each): [string, number][] =>
			each.column !== null && each.isReadable ? [[each.column, each.at]] : [],
		);
		const found = new Map(read);
		const { table, headRow } = seen;
		const isUsable = table !== null && headRow > 0 && missingColumns(table, found).length === 0;
		return {
			table,
			headRow,
			headers: seen.columns.map(({ header }) => header),
			plan: isUsable ? { head: headRow + seen.headRows - 1, headRows: seen.headRows, columns: found } : null,
		};
	}

	private adoptTab(tab: GoogleTab, table: RecordTable, plan: TabPlan): void {
		this.before.set(tab.id, presentUse(this.marks, tab));
		if (beginUse(this.book, this.marks, tab, table, plan)) this.adopted++;
	}

	/**
	 * Builds a tab, or finishes one that a set-up began which was cut off. Every step may have been done before, and
	 * what somebody typed meanwhile stays.
	 */
	private buildTab(table: TableId, begun: GoogleTab | undefined): void {
		const { sheet, isNew } =
			begun === undefined ? this.sheetFor(this.messages.tabs[table]) : { sheet: begun.sheet, isNew: false };
		if (begun === undefined) sheet.addDeveloperMetadata(MARK_TABLE, table);
		const tab = begun ?? new GoogleTab(sheet, this.book.counter);
		const columns = Object.keys(specOf(table).columns);
		const labels = labelsOf(table, this.messages);
		const headers = begun === undefined ? [] : (tab.read(1, 1, 1, tab.extent().columns)[0] ?? []);
		const isBare = headers.every((header) => header === "");
		const placeOf = (column: string, i: number): number =>
			this.markOf(tab, MARK_COLUMN, `${table}.${column}`)?.column ??
			(isBare ? i + 1 : headers.indexOf(labels[column] ?? column) + 1);
		const mapped = new Map(
			columns.map((column, i) => [column, placeOf(column, i)] as const).filter(([, at]) => at > 0),
		);
		tab.grow(2, Math.max(1, columns.length));
		const layout = this.layOwnTab(table, tab, mapped, isNew);
		if (isBare && columns.length > 0) tab.write(1, 1, [columns.map((column) => labels[column] ?? column)]);
		for (const [column, at] of mapped) {
			if (this.markOf(tab, MARK_COLUMN, `${table}.${column}`) === undefined)
				markColumn(sheet, table, column, at);
		}
		const rows = cellsOf(table, defaultRows(table, this.messages, this.context));
		if (rows.length > 0 && (begun === undefined || tab.extent().rows < 2)) {
			tab.grow(rows.length + 1, columns.length);
			tab.write(2, 1, rows);
		}
		this.protectOwn(table, tab, mapped, begun !== undefined);
		if (specOf(table).hidden === true) sheet.hideSheet();
		if (hasReferences(layout)) this.laid.push({ tab, layout });
		else this.finish(tab);
		if (begun === undefined) this.complete.add(tab.id);
		this.created++;
	}

	/** A blank tab of our name, at the end unless it is there. */
	private sheetFor(label: string): { sheet: GoogleAppsScript.Spreadsheet.Sheet; isNew: boolean } {
		const { spreadsheet } = this.book;
		for (let n = 0; ; n++) {
			const name = this.nameFor(label, n);
			const held = spreadsheet.getSheetByName(name);
			if (held === null)
				return { sheet: spreadsheet.insertSheet(name, spreadsheet.getSheets().length), isNew: true };
			if (this.isFree(held)) return { sheet: held, isNew: false };
		}
	}

	/** Our n-th name for a tab; a tab of the team that bears one keeps it. */
	private nameFor(label: string, n: number): string {
		return n === 0 ? label : `${this.messages.ownTabPrefix}${label}${n === 1 ? "" : n}`;
	}

	/** Drop-downs of new tabs that list what another tab holds; with them the tabs are finished. */
	private layReferences(): void {
		const listOf = (table: "members" | "stages", column: string) => {
			const tab = this.tabs(table)[0];
			const mark = this.marks.find(
				(each) => each.key === MARK_COLUMN && each.sheet === tab?.id && each.value === `${table}.${column}`,
			);
			if (tab === undefined || mark?.column == null) return null;
			const letters = columnLetters(mark.column);
			return tab.sheet.getRange(`${letters}2:${letters}`);
		};
		for (const { tab, layout } of this.laid) {
			layReferences(tab.sheet, layout, listOf);
			this.finish(tab);
		}
	}

	private finish(tab: GoogleTab): void {
		tab.sheet.addDeveloperMetadata(MARK_ORIGIN, "own");
	}

	private layOwnTab(
		table: TableId,
		tab: GoogleTab,
		columns: ReadonlyMap<string, number>,
		isNew: boolean,
	): TabLayout {
		const result = resultLayout(table, this.messages, this.settings);
		const layout = result ?? tableLayout(table, columns, this.messages);
		tab.grow(lastRowOf(layout), layout.widths.length);
		lay(tab.sheet, layout, { wholeTab: true, isNew });
		if (result !== null && result.headerIds.length > 0 && this.markOf(tab, MARK_HEADER) === undefined) {
			tab.sheet.addDeveloperMetadata(MARK_HEADER, JSON.stringify(result.headerIds));
		}
		return layout;
	}

	/**
	 * Warns before hand edits; never refuses, so that a rep's own refresh can write.
	 * @param isAgain a set-up that was cut off may have begun it
	 */
	private protectOwn(
		table: TableId,
		tab: GoogleTab,
		columns: ReadonlyMap<string, number>,
		isAgain: boolean,
	): void {
		const { sheet } = tab;
		const { group } = specOf(table);
		const { RANGE, SHEET } = SpreadsheetApp.ProtectionType;
		if (group === "results" || group === "logs") {
			const begun = isAgain ? sheet.getProtections(SHEET)[0] : undefined;
			(begun ?? sheet.protect()).setDescription(this.messages.warning).setWarningOnly(true);
			return;
		}
		const own = [...columns].filter(([column]) => specOf(table).columns[column]?.by === "mikomi");
		const held = isAgain && own.length > 0 ? sheet.getProtections(RANGE) : [];
		for (const { first, last } of spansOf(
			own.map(([, at]) => at),
			1,
		)) {
			const begun = held.find((protection) => this.guards(protection, first, last));
			(begun ?? sheet.getRange(`${columnLetters(first)}:${columnLetters(last)}`).protect())
				.setDescription(this.messages.own)
				.setWarningOnly(true);
		}
	}

	/** True for a warning of ours over these columns, or for one that has nothing but its place yet. */
	private guards(protection: GoogleAppsScript.Spreadsheet.Protection, first: number, last: number): boolean {
		const range = protection.getRange();
		const isSame = range.getColumn() === first && range.getLastColumn() === last;
		const covers = range.getColumn() <= first && range.getLastColumn() >= last;
		const description = protection.getDescription();
		return description === this.messages.own ? covers : description === "" && isSame && range.getRow() === 1;
	}

	/** Brings one tab up to date: missing columns come to the right, marks and our looks are laid again. */
	private repairTab(table: TableId, tab: GoogleTab): void {
		const spec = specOf(table);
		const isOwn =
			this.markOf(tab, MARK_ORIGIN, "own") !== undefined || this.laid.some((each) => each.tab.id === tab.id);
		this.followLanguage(table, tab, isOwn);
		if (Object.keys(spec.columns).length === 0) return;
		const { columns: width } = tab.extent();
		const headers = tab.read(1, 1, 1, width)[0] ?? [];
		const mapped = mapTab(table, tab, this.marks, headers);
		this.markFound(table, tab, mapped);
		this.relabel(table, tab, mapped, headers, isOwn);
		const wanted = isOwn ? Object.keys(spec.columns) : addedColumns(table);
		// Columns that a set-up began to add which was cut off are laid again where they stand.
		const begun = this.markOf(tab, MARK_WORK);
		const from = begun?.column ?? 0;
		const to = begun === undefined ? 0 : from + Number(begun.value);
		const missing = wanted.filter((column) => {
			const at = mapped.columns.get(column);
			return at === undefined || (at >= from && at < to);
		});
		if (missing.length === 0) return;
		const last = Math.max(width, ...mapped.columns.values());
		const behind = isOwn ? last : from > 0 ? from - 1 : lastTaken(tab, last, missing.length);
		this.appendColumns(table, tab, missing, behind, isOwn);
	}

	/** Columns found by header are marked, so that renaming them later loses nothing. */
	private markFound(table: TableId, tab: GoogleTab, mapped: MappedTab): void {
		const marked = new Set(
			this.marks
				.filter((mark) => mark.key === MARK_COLUMN && mark.sheet === tab.id)
				.map((mark) => mark.value.split(".")[1]),
		);
		for (const [column, at] of mapped.columns) {
			if (column.startsWith("~") || marked.has(column)) continue;
			markColumn(tab.sheet, table, column, at);
		}
	}

	/** The marks come after all that can be done twice and before the header, which a later set-up completes. */
	private appendColumns(
		table: TableId,
		tab: GoogleTab,
		missing: readonly string[],
		width: number,
		isOwn: boolean,
	): void {
		const labels = labelsOf(table, this.messages);
		const columns = new Map(missing.map((column, i) => [column, width + 1 + i]));
		tab.grow(2, width + missing.length);
		if (!isOwn && this.markOf(tab, MARK_WORK) === undefined)
			columnOf(tab.sheet, width + 1).addDeveloperMetadata(MARK_WORK, String(missing.length));
		const layout = movedDown(tableLayout(table, columns, this.messages), tab.above);
		lay(tab.sheet, layout, { only: new Set(columns.values()), wholeTab: false, isNew: false });
		this.protectOwn(table, tab, columns, true);
		const isPeoples = (column: string) => specOf(table).columns[column]?.by === "people";
		for (const [column, at] of columns) {
			const word = isOwn || !isPeoples(column) ? column : `${column}.${ADDED}`;
			if (this.markOf(tab, MARK_COLUMN, `${table}.${word}`) === undefined)
				markColumn(tab.sheet, table, word, at);
		}
		tab.write(1, width + 1, [missing.map((column) => labels[column] ?? column)]);
		if (!isOwn)
			for (const mark of tab.sheet.createDeveloperMetadataFinder().withKey(MARK_WORK).find()) mark.remove();
		this.repaired += missing.length;
	}

	/** Names and headers that are ours word for word follow the language of the settings. */
	private followLanguage(table: TableId, tab: GoogleTab, isOwn: boolean): void {
		const label = this.messages.tabs[table];
		if (
			isOwn &&
			tab.name !== label &&
			LANGUAGES.some((language) => messagesIn(language).tabs[table] === tab.name)
		) {
			tab.sheet.setName(this.freeName(label));
			this.repaired++;
		}
	}

	private freeName(label: string): string {
		let n = 0;
		while (this.book.spreadsheet.getSheetByName(this.nameFor(label, n)) !== null) n++;
		return this.nameFor(label, n);
	}

	/** Headers that are ours word for word follow the language too; those that somebody renamed stay. */
	private relabel(
		table: TableId,
		tab: GoogleTab,
		mapped: MappedTab,
		headers: readonly Cell[],
		isOwn: boolean,
	): void {
		const labels = labelsOf(table, this.messages);
		for (const [column, at] of mapped.columns) {
			const label = labels[column];
			const header = String(headers[at - 1] ?? "");
			if (label === undefined || header === label) continue;
			const isOurs =
				header === ""
					? specOf(table).columns[column]?.by === "mikomi"
					: isOwn && LANGUAGES.some((language) => labelsOf(table, messagesIn(language))[column] === header);
			if (!isOurs) continue;
			tab.write(1, at, [[label]]);
			this.repaired++;
		}
	}

	/** Adds rows that a later version or a new year brings; what a team wrote stays. */
	private completeAgreements(): void {
		const tab = this.tabs("holidays")[0];
		if (tab !== undefined && this.created === 0) this.completeHolidays(tab);
		const settings = this.tabs("settings")[0];
		if (settings !== undefined && this.created === 0) this.completeSettings(settings);
	}

	private completeHolidays(tab: GoogleTab): void {
		const data = readWhole("holidays", this.book, this.marks, this.context, new Problems());
		const known = new Set(data.values("day").map((day) => (day === null ? 0 : civilOf(day as Day).year)));
		const { year } = civilOf(this.context.today);
		const years = [year, year + 1].filter((wanted) => !known.has(wanted));
		if (years.length > 0) this.appendRows("holidays", tab, holidayRows(years, this.context));
	}

	private completeSettings(tab: GoogleTab): void {
		const data = readWhole("settings", this.book, this.marks, this.context, new Problems());
		const ids = idByLabel((language) => messagesIn(language).settings);
		const known = new Set(data.values("item").map((item) => ids.get(foldKey(item ?? ""))));
		const missing = settingRows(this.messages).filter(
			(row) => !known.has(ids.get(foldKey(String(row["item"])))),
		);
		if (missing.length > 0) this.appendRows("settings", tab, missing);
	}

	private appendRows(table: TableId, tab: GoogleTab, rows: Parameters<typeof cellsOf>[1]): void {
		const cells = cellsOf(table, rows);
		const { rows: last } = tab.extent();
		tab.grow(last + cells.length, cells[0]?.length ?? 1);
		// Also where a set-up that was cut off has made room already.
		tab.formatLike(last, last + 1, cells.length);
		tab.write(last + 1, 1, cells);
		this.repaired += cells.length;
	}
}

/**
 * The last column that is taken: people format blank columns, too, and set drop-downs in them for later.
 * @param last column with content
 * @param count columns that are to come
 */
export function lastTaken(tab: GoogleTab, last: number, count: number): number {
	const { sheet } = tab;
	const columns = Math.min(count, sheet.getMaxColumns() - last);
	if (columns <= 0) return last;
	const range = sheet.getRange(1, last + 1, Math.min(sheet.getMaxRows(), LOOK_ROWS), columns);
	const grids: readonly (readonly (readonly unknown[])[])[] = [
		range.getBackgrounds().map((row) => row.map((color) => color !== "#ffffff")),
		range.getNumberFormats().map((row) => row.map((format) => PLAIN_FORMATS.indexOf(format) < 0)),
		range.getDataValidations().map((row) => row.map((rule) => rule !== null)),
	];
	for (let at = columns; at > 0; at--) {
		if (grids.some((grid) => grid.some((row) => row[at - 1] === true))) return last + at;
	}
	return last;
}

/** The last row that a layout speaks of by its number; open columns begin in row 2. */
function lastRowOf({ styles, heights = [], notes, formulas }: TabLayout): number {
	const areas = styles.map(({ area }) => area.row + (area.rows ?? 1) - 1);
	return Math.max(2, ...areas, ...[...heights, ...notes, ...formulas].map(({ row }) => row));
}
