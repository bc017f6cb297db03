/** 「この数字の内訳」: the very rows behind the figure in the selected cell, listed in a tab of their own. */
import { dayOfTime } from "../domain/calendar/day";
import { dashboardOf, MAX_KPIS } from "../domain/kpi/dashboard";
import { type Messages, messagesIn } from "../locale";
import { assessed } from "../workbook/assessment";
import { MARK_ORIGIN, MARK_TABLE, type Mark } from "../workbook/book";
import type { Cell } from "../workbook/codec";
import { type Agreements, loadAgreements, loadRecords } from "../workbook/load";
import { Problems } from "../workbook/problems";
import { mapTab, readWhole, tabsOf } from "../workbook/read";
import { resultLayout } from "../workbook/results";
import { breakdownBlock } from "../workbook/views/breakdown";
import { dashboardPlace, matrixPlace, metricsPlace, type Place } from "../workbook/views/trace-places";
import { GoogleBook, GoogleTab } from "./google-book";
import { lay } from "./lay";
import { readState } from "./state";

/**
 * Lists the rows behind the selected figure. The figure is computed anew, for the moment of the last refresh.
 * @returns a sentence for the person, and whether there is a list
 */
export function traceSelected(): { ok: boolean; message: string } {
	const book = new GoogleBook(SpreadsheetApp.getActiveSpreadsheet());
	const { spreadsheet } = book;
	const marks = book.marks();
	const { lastRun } = readState(spreadsheet.getId());
	const now = book.timeOfDate(new Date(lastRun?.refreshedAt ?? Date.now()));
	const asOf = dayOfTime(now);
	const problems = new Problems();
	const agreed = loadAgreements(book, marks, asOf, problems);
	const { settings } = agreed;
	const messages = messagesIn(settings.language);
	const place = placeOfSelection(book, marks, agreed, messages);
	if (place === null) return { ok: false, message: messages.trace.noFigure };

	const records = loadRecords(book, marks, agreed, problems, true);
	const result = assessed(records, agreed, now, asOf, true);
	const goals = { kgi: settings.kgi[0] ?? "", kpis: settings.kpis.slice(0, MAX_KPIS), asOf };
	const rows = result.metrics;
	const question = place({ rows, dashboard: dashboardOf(rows, goals), asOf });
	const figure = rows.find(
		({ metric, period, dimension }) =>
			metric === question?.metric && period === question.period && dimension === question.dimension,
	);
	const trace = question === null ? null : result.trace(question);
	if (figure === undefined || trace === null) return { ok: false, message: messages.trace.noRows };

	const members = readWhole("members", book, marks, agreed.context, problems);
	const cells = breakdownBlock({ figure, trace, records, agreed, members, at: now }, messages);
	const tab = tabOfBreakdown(book, marks, agreed, messages);
	const blank = new Array<Cell>(cells[0]?.length ?? 0).fill("");
	const old = tab.extent().rows;
	while (cells.length < old) cells.push(blank);
	tab.write(1, 1, cells);
	spreadsheet.setActiveSheet(tab.sheet);
	return { ok: true, message: String(cells[0]?.[0] ?? "") };
}

/** The figure of the selected cell, before anything is computed; null where it is none. */
function placeOfSelection(
	book: GoogleBook,
	marks: readonly Mark[],
	agreed: Agreements,
	messages: Messages,
): Place | null {
	const cell = book.spreadsheet.getActiveSheet().getActiveCell();
	const [row, column] = [cell.getRow(), cell.getColumn()];
	const id = cell.getSheet().getSheetId();
	const isOf = (table: Parameters<typeof tabsOf>[0]) =>
		tabsOf(table, book.tabs(), marks).find((tab) => tab.id === id);
	if (isOf("dashboard") !== undefined) return dashboardPlace(row, column);
	const table = (["metrics", "channels", "reps"] as const).find((each) => isOf(each) !== undefined);
	const tab = table === undefined ? undefined : isOf(table);
	if (table === undefined || tab === undefined || row < 2) return null;
	const cells = (tab.read(row, 1, 1, tab.extent().columns)[0] ?? []).map(String);
	if (table === "metrics") {
		const { columns } = mapTab("metrics", tab, marks, []);
		const text = (name: string) => cells[(columns.get(name) ?? 0) - 1] ?? "";
		return metricsPlace(text("metric"), text("period"), text("dimension"));
	}
	const ids = resultLayout(table, messages, agreed.settings)?.headerIds ?? [];
	const cut = table === "channels" ? "channel" : "rep";
	const { fiscalFirstMonth } = agreed.settings;
	return matrixPlace(cut, ids[column - 1] ?? "", cells[0] ?? "", cells[1] ?? "", messages, fiscalFirstMonth);
}

/** The tab that the last list stands in, or a new one. A team's own tab of that name stays theirs. */
function tabOfBreakdown(
	book: GoogleBook,
	marks: readonly Mark[],
	{ settings }: Agreements,
	messages: Messages,
): GoogleTab {
	const held = tabsOf("breakdown", book.tabs(), marks)[0];
	if (held !== undefined) return held as GoogleTab;
	const { spreadsheet } = book;
	let name = messages.tabs.breakdown;
	while (spreadsheet.getSheetByName(name) !== null) name = messages.ownTabPrefix + name;
	const sheet = spreadsheet.insertSheet(name, spreadsheet.getSheets().length);
	sheet.addDeveloperMetadata(MARK_TABLE, "breakdown");
	const layout = resultLayout("breakdown", messages, settings);
	if (layout !== null) lay(sheet, layout, { wholeTab: true, isNew: true });
	sheet.protect().setDescription(messages.warning).setWarningOnly(true);
	sheet.addDeveloperMetadata(MARK_ORIGIN, "own");
	return new GoogleTab(sheet, book.counter);
}
