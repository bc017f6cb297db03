/** The tab on which a person reads what was seen. */

export interface Line {
	readonly fact: string;
	readonly name: string;
	readonly result: "pass" | "FAIL" | "seen" | "measured" | "by hand" | "not run";
	readonly value: string;
}

export const TAB = "Mikomi check";
const COLORS: Readonly<Record<Line["result"], string>> = {
	pass: "#e6f4ea",
	FAIL: "#fce8e6",
	seen: "#e8f0fe",
	measured: "#ffffff",
	"by hand": "#fef7e0",
	"not run": "#f1f3f4",
};

/** The apostrophe keeps text from being parsed (fact 76). */
const literal = (text: string): string => `'${text.slice(0, 2000)}`;

export function writeReport(book: GoogleAppsScript.Spreadsheet.Spreadsheet, lines: readonly Line[]): void {
	const sheet = book.getSheetByName(TAB) ?? book.insertSheet(TAB, 0);
	sheet.clear();
	sheet
		.getRange(1, 1, 1, 4)
		.setValues([["Fact", "Check", "Result", "Seen"]])
		.setFontWeight("bold");
	sheet.setFrozenRows(1);
	[60, 420, 90, 600].forEach((width, i) => {
		sheet.setColumnWidth(i + 1, width);
	});
	addLines(sheet, lines);
	book.setActiveSheet(sheet);
}

export function addLines(sheet: GoogleAppsScript.Spreadsheet.Sheet, lines: readonly Line[]): void {
	if (lines.length === 0) return;
	const range = sheet.getRange(sheet.getLastRow() + 1, 1, lines.length, 4);
	range.setValues(lines.map(({ fact, name, result, value }) => [fact, name, result, value].map(literal)));
	range.setBackgrounds(lines.map(({ result }) => new Array<string>(4).fill(COLORS[result])));
	SpreadsheetApp.flush();
}
