import { type Check, equal, holds, open, refused } from "./check";

const DAY = new Date(2026, 10, 21, 9, 30);

/** Reading cells, making ranges, and how both are refused. */
export const readingChecks: readonly Check[] = [
	holds("61", 'getValues gives number, boolean, Date, text, and "" for an empty cell', ({ sheet }) => {
		const range = sheet.getRange(1, 1, 1, 5);
		range.setValues([[1.5, true, DAY, "text", ""]]);
		SpreadsheetApp.flush();
		const [number, flag, date, text, empty] = range.getValues()[0] ?? [];
		equal(date instanceof Date, true);
		equal([number, flag, text, empty], [1.5, true, "text", ""]);
		return [typeof number, typeof flag, "Date", typeof text, empty];
	}),
	open("62", "getValues of #N/A", ({ sheet }) => {
		sheet.getRange("A1").setFormula("=NA()");
		SpreadsheetApp.flush();
		return [sheet.getRange("A1").getValue(), sheet.getRange("A1").getDisplayValue()];
	}),
	holds("63", "a Date is the wall time of its instant in the spreadsheet's zone", ({ book, sheet }) => {
		const cell = sheet.getRange("A1").setNumberFormat("yyyy-mm-dd hh:mm");
		cell.setValue(DAY);
		SpreadsheetApp.flush();
		equal((cell.getValue() as Date).getTime(), DAY.getTime());
		return equal(
			cell.getDisplayValue(),
			Utilities.formatDate(DAY, book.getSpreadsheetTimeZone(), "yyyy-MM-dd HH:mm"),
		);
	}),
	holds("64", "the data range of an empty tab is A1, its last row 0", ({ sheet }) =>
		equal(
			[sheet.getDataRange().getA1Notation(), sheet.getDataRange().getValues(), sheet.getLastRow()],
			["A1", [[""]], 0],
		),
	),
	holds("65", "merged cells show in the top left cell only", ({ sheet }) => {
		sheet
			.getRange("A1:B1")
			.setValues([["left", ""]])
			.merge();
		SpreadsheetApp.flush();
		return equal(sheet.getRange("A1:B1").getDisplayValues(), [["left", ""]]);
	}),
	holds("66", "getRange takes any case, R1C1, inverted corners and open ranges", ({ sheet }) => {
		equal(sheet.getRange("b2").getA1Notation(), "B2");
		equal(sheet.getRange("R2C3").getA1Notation(), "C2");
		equal(sheet.getRange("C3:A1").getA1Notation(), "A1:C3");
		return equal(
			[sheet.getRange("D:F").isStartRowBounded(), sheet.getRange("5:7").isStartColumnBounded()],
			[false, false],
		);
	}),
	holds("66", "a bad range text is refused", ({ sheet }) =>
		refused(() => sheet.getRange("no range"), /Range not found/),
	),
	holds("67", "a range of no rows is refused", ({ sheet }) =>
		refused(() => sheet.getRange(2, 1, 0, 3), /The number of rows in the range must be at least 1\./),
	),
	holds("67", "a range of no columns is refused, by offset too", ({ sheet }) => {
		refused(() => sheet.getRange("A1").offset(0, 0, 0), /number of rows/);
		return refused(
			() => sheet.getRange(2, 1, 1, 0),
			/The number of columns in the range must be at least 1\./,
		);
	}),
	holds("68", "row 0 and column 0 are refused", ({ sheet }) => {
		refused(() => sheet.getRange(1, 0), /The starting column of the range is too small\./);
		return refused(() => sheet.getRange(0, 1), /The starting row of the range is too small\./);
	}),
	holds("69", "getRange does not grow the tab", ({ sheet }) =>
		refused(
			() => sheet.getRange(sheet.getMaxRows() + 1, 1).setValue(1),
			/The coordinates of the range are outside the dimensions of the sheet\./,
		),
	),
	holds("70", "setValues with too few rows is refused", ({ sheet }) =>
		refused(
			() => sheet.getRange("A1:A3").setValues([[1]]),
			/The number of rows in the data does not match the number of rows in the range\. The data has 1 but the range has 3\./,
		),
	),
	holds("70", "setValues with too few columns, or ragged rows, is refused", ({ sheet }) => {
		refused(() => sheet.getRange("A1:B2").setValues([[1, 2], [3]]), /number of columns/);
		return refused(
			() => sheet.getRange("A1:C1").setValues([[1]]),
			/The number of columns in the data does not match the number of columns in the range\. The data has 1 but the range has 3\./,
		);
	}),
	holds("71", "an argument of the wrong type is refused with the method's signature", ({ sheet }) => {
		const range = sheet.getRange("A1") as unknown as { setValues(values: string): void };
		return refused(
			() => range.setValues("text"),
			/The parameters \(String\) don't match the method signature for SpreadsheetApp\.Range\.setValues\./,
		);
	}),
	holds("72", "a new tab has 1000 rows and 26 columns", ({ sheet }) =>
		equal([sheet.getMaxRows(), sheet.getMaxColumns()], [1000, 26]),
	),
];
