/** 診断: looks at what the product depends on in this very spreadsheet and says what a person should mend. */
import { type Day, dayOfTime, formatDay, formatTime } from "../domain/calendar/day";
import { languageOf, type Messages, messagesIn } from "../locale";
import { MARK_COLUMN, type Mark } from "../workbook/book";
import { diagnose, type Finding, type Observed, type ObservedTab } from "../workbook/diagnosis";
import { Problems } from "../workbook/problems";
import { mapTab, readWhole, tabsOf } from "../workbook/read";
import { specOf, TABLE_IDS, type TableId } from "../workbook/schema";
import { contextOf, readSettings } from "../workbook/settings";
import { settingProblems } from "../workbook/settings-check";
import { labelsOf } from "../workbook/table-layout";
import { brokenRow, VerdictLog } from "../workbook/verdict-log";
import { sha256 } from "./digest";
import { GoogleBook, type GoogleTab } from "./google-book";
import { ownPart } from "./schedule";
import { readState } from "./state";

/** One sentence for each finding; none where all is well. */
export function diagnosisLines(messages: Messages): string[] {
	const book = new GoogleBook(SpreadsheetApp.getActiveSpreadsheet());
	const lacking = missingAuthorisation();
	const lines = lacking === null ? [] : [messages.diagnosis.notAuthorised(lacking)];
	try {
		const { observed, names } = observe(book);
		return [...lines, ...diagnose(observed).map((finding) => sentence(finding, book, messages, names))];
	} catch (error) {
		// What is not permitted cannot be looked at.
		if (lacking === null) throw error;
		return lines;
	}
}

/** Where the current user can grant what they have not granted yet; null when nothing is lacking. */
function missingAuthorisation(): string | null {
	const info = ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL);
	if (info.getAuthorizationStatus() !== ScriptApp.AuthorizationStatus.REQUIRED) return null;
	return info.getAuthorizationUrl() ?? "";
}

/** What stands in the spreadsheet, and the language in which its tabs and columns are named. */
function observe(book: GoogleBook): { observed: Observed; names: Messages } {
	const marks = book.marks();
	const now = Date.now();
	const today = dayOfTime(book.timeOfDate(new Date(now)));
	const language = languageOf(book.locale);
	const blank = contextOf(
		book,
		readSettings(null, () => language),
		today,
	);
	const settingsData = readWhole("settings", book, marks, blank, new Problems());
	const settings = readSettings(settingsData, () => language);
	const holidays = readWhole("holidays", book, marks, contextOf(book, settings, today), new Problems());
	const days = holidays.values("day").filter((day): day is Day => day !== null);
	const { schedule, lastRun } = readState(book.spreadsheet.getId());
	const observed: Observed = {
		now,
		today,
		zones: zonesOf(book, now),
		tabs: TABLE_IDS.flatMap((table) => tabsOfTable(table, book, marks)),
		schedule: schedule === null ? null : { owner: schedule.owner, ...ownPart(schedule) },
		lastRun:
			lastRun === null
				? null
				: {
						startedAt: lastRun.startedAt,
						refreshedAt: lastRun.refreshedAt,
						isDone: lastRun.outcome === "done",
						message: lastRun.outcome === "done" ? "" : lastMessage(book, marks),
					},
		lastHoliday: days.reduce<Day | null>((last, day) => (last === null || day > last ? day : last), null),
		settings: settingProblems(settingsData),
		brokenVerdict: brokenRow(
			new VerdictLog(book, marks, contextOf(book, settings, today), messagesIn(settings.language)),
			sha256,
		),
	};
	return { observed, names: messagesIn(settings.language) };
}

/** Two names of one clock agree: what counts is the hour that they show, summer and winter. */
function zonesOf(book: GoogleBook, now: number): Observed["zones"] {
	const spreadsheet = book.spreadsheet.getSpreadsheetTimeZone();
	const script = Session.getScriptTimeZone();
	const offset = (zone: string, month: number) =>
		Utilities.formatDate(new Date(now + month * 30 * 86_400_000), zone, "Z");
	const agree =
		spreadsheet === script ||
		Array.from({ length: 12 }, (_, month) => month).every(
			(month) => offset(spreadsheet, month) === offset(script, month),
		);
	return { spreadsheet, script, agree };
}

function tabsOfTable(table: TableId, book: GoogleBook, marks: readonly Mark[]): ObservedTab[] {
	return (tabsOf(table, book.tabs(), marks) as GoogleTab[]).map((tab) => {
		const own = marks.filter((mark) => mark.sheet === tab.id);
		const hasColumns = Object.keys(specOf(table).columns).length > 0;
		const headers = hasColumns ? (tab.read(1, 1, 1, tab.extent().columns)[0] ?? []) : [];
		return {
			table,
			name: tab.name,
			columns: mapTab(table, tab, marks, headers).columns,
			marked: own
				.filter((mark) => mark.key === MARK_COLUMN && mark.value.startsWith(`${table}.`))
				.map((mark) => mark.value.slice(table.length + 1)),
		};
	});
}

/** What the run log says of the last run. */
function lastMessage(book: GoogleBook, marks: readonly Mark[]): string {
	const tab = tabsOf("runs", book.tabs(), marks)[0];
	if (tab === undefined) return "";
	const column = mapTab("runs", tab, marks, []).columns.get("message");
	const { rows } = tab.extent();
	return column === undefined || rows < 2 ? "" : String(tab.read(rows, column, 1, 1)[0]?.[0] ?? "");
}

function sentence(finding: Finding, book: GoogleBook, messages: Messages, names: Messages): string {
	const { diagnosis: words, schedule } = messages;
	const { tabs } = names;
	const time = (ms: number) => formatTime(book.timeOfDate(new Date(ms)), "/").slice(0, 16);
	const labels = (table: TableId, columns: readonly string[]) =>
		columns.map((column) => labelsOf(table, names)[column] ?? column);
	switch (finding.code) {
		case "not_set_up":
			return words.notSetUp;
		case "refresh_off":
			return words.refreshOff;
		case "trigger_gone":
			return words.triggerGone;
		case "never_refreshed":
			return words.neverRefreshed;
		case "holidays_missing":
			return words.holidaysMissing(tabs.holidays);
		case "holidays_end":
			return words.holidaysEnd(tabs.holidays, formatDay(finding.last, "/"));
		case "zones_differ":
			return words.zonesDiffer(finding.spreadsheet, finding.script);
		case "tabs_missing":
			return words.tabsMissing(finding.tables.map((table) => tabs[table]));
		case "tab_twice":
			return words.tabTwice(tabs[finding.table], finding.tabs);
		case "tab_damaged":
			return words.tabDamaged(finding.tab);
		case "columns_missing":
			return words.columnsMissing(finding.tab, labels(finding.table, finding.columns));
		case "required_missing":
			return words.requiredMissing(finding.tab, labels(finding.table, finding.columns));
		case "column_twice":
			return words.columnTwice(finding.tab, labels(finding.table, [finding.column])[0] ?? finding.column);
		case "trigger_twice":
			return words.triggerTwice(finding.count);
		case "refresh_failed":
			return words.refreshFailed(time(finding.at), finding.reason);
		case "refresh_late":
			return finding.owner === null
				? words.refreshLate(time(finding.at))
				: words.refreshLateForeign(time(finding.at), finding.owner || schedule.someone);
		case "chain_broken":
			return words.chainBroken(tabs.verdicts, finding.row);
		case "setting_unknown":
			return words.settingUnknown(finding.tab, finding.row, finding.item);
		case "setting_unreadable":
			return words.settingUnreadable(finding.tab, finding.row, finding.item, finding.value);
	}
}
