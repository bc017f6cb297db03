/** What the sidebar's page may ask of the server. Only plain values cross: no dates, no functions. */
import { formatTime } from "../domain/calendar/day";
import type { Cell } from "../workbook/codec";
import { mapTab, tabsOf } from "../workbook/read";
import { GoogleBook } from "./google-book";
import { userMessages } from "./menu";
import { readState } from "./state";

/** One lead as the sidebar shows it; all text. */
export interface SidebarLead {
	readonly name: string;
	readonly company: string;
	readonly title: string;
	readonly score: string;
	readonly grade: string;
	readonly fit: string;
	readonly scoreWhy: string;
	readonly fitWhy: string;
}

export interface SidebarState {
	readonly language: "ja" | "en";
	/** Null when the selected row is no lead. */
	readonly lead: SidebarLead | null;
	/** "2026/11/21 12:00", or "" before the first refresh. */
	readonly refreshedAt: string;
}

/** The lead of the selected row, for the sidebar. 選んだ行のリードをサイドバーに渡します。 */
export function sidebarLead(): SidebarState {
	const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
	const book = new GoogleBook(spreadsheet);
	const { lastRun: last } = readState(spreadsheet.getId());
	const refreshedAt =
		last?.refreshedAt == null
			? ""
			: formatTime(book.timeOfDate(new Date(last.refreshedAt)), "/").slice(0, 16);
	return { language: userMessages().language, lead: selectedLead(book), refreshedAt };
}

function selectedLead(book: GoogleBook): SidebarLead | null {
	const sheet = SpreadsheetApp.getActiveSheet();
	const row = sheet.getActiveCell().getRow();
	const marks = book.marks();
	const tab = tabsOf("leads", book.tabs(), marks).find(({ id }) => id === sheet.getSheetId());
	if (tab === undefined || row < 2) return null;
	const { columns: width } = tab.extent();
	const headers = tab.read(1, 1, 1, width)[0] ?? [];
	const { columns } = mapTab("leads", tab, marks, headers);
	const cells = tab.read(row, 1, 1, width)[0] ?? [];
	const text = (column: string) => shown(cells[(columns.get(column) ?? 0) - 1] ?? "");
	const lead = {
		name: text("name"),
		company: text("company"),
		title: text("title"),
		score: text("score"),
		grade: text("grade"),
		fit: text("fit"),
		scoreWhy: text("score_why"),
		fitWhy: text("fit_why"),
	};
	return lead.name === "" && lead.company === "" ? null : lead;
}

function shown(cell: Cell): string {
	return cell instanceof Date ? "" : String(cell);
}
