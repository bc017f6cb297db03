/** PLATFORM section 5: reading, ranges and their errors. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Host } from "../../../src/host/contract";
import { attempt, hostWith, leaveOneSheet, probe, refusal } from "../host-fixture";

let host: Host;
beforeAll(() => {
	host = hostWith();
});
afterAll(() => host.dispose());
beforeEach(() => leaveOneSheet(host));

describe("reading", () => {
	it("fact 61: numbers, booleans, dates, text, and '' for empty cells, in the range's own shape", () => {
		expect(
			probe(
				host,
				'sheet.getRange("A1:D1").setValues([[1, true, new Date(0), "x"]]); const v = sheet.getRange("A1:E2").getValues(); return [v[0].map((c) => c instanceof Date ? "Date" : typeof c), v[1], v.length]',
			),
		).toEqual([["number", "boolean", "Date", "string", "string"], ["", "", "", "", ""], 2]);
	});

	it("fact 62: errors as their text", () => {
		expect(
			probe(
				host,
				'sheet.getRange("A1:C1").setFormulas([["=NA()", "=1/0", "=NOSUCH()"]]); const r = sheet.getRange("A1:C1"); return [r.getValues(), r.getDisplayValues()]',
			),
		).toEqual([[["#N/A", "#DIV/0!", "#NAME?"]], [["#N/A", "#DIV/0!", "#NAME?"]]]);
	});

	it("fact 63: a date is the spreadsheet's wall time; another script zone moves its day", () => {
		const away = hostWith({ timeZone: "America/Los_Angeles", scriptTimeZone: "Asia/Tokyo" });
		expect(
			probe(
				away,
				`sheet.getRange("A1").setValue("2026-01-02 20:00"); const v = sheet.getRange("A1").getValue();
				const zero = sheet.getRange("B1").setValue(0).setNumberFormat("yyyy-MM-dd").getValue();
				return [Utilities.formatDate(v, book.getSpreadsheetTimeZone(), "yyyy-MM-dd"), Utilities.formatDate(v, Session.getScriptTimeZone(), "yyyy-MM-dd"), v.getDate(), Utilities.formatDate(zero, book.getSpreadsheetTimeZone(), "yyyy-MM-dd")]`,
			),
		).toEqual(["2026-01-02", "2026-01-03", 3, "1899-12-30"]);
		away.dispose();
	});

	it("fact 64: an empty sheet has A1 as its data, and 0 last rows and columns", () => {
		expect(
			probe(host, "return [sheet.getDataRange().getValues(), sheet.getLastRow(), sheet.getLastColumn()]"),
		).toEqual([[[""]], 0, 0]);
		expect(probe(host, 'sheet.getRange("A1:A9").insertCheckboxes(); return sheet.getLastRow()')).toBe(9);
	});

	it("fact 65: display follows the number format, and a merged area has its top-left content only", () => {
		expect(
			probe(
				host,
				`const r = sheet.getRange("A1:B2"); r.setValues([[1, 2], [3, 4]]).setNumberFormat("0.0").merge();
				const merged = [r.getValues(), r.getDisplayValues(), sheet.getRange("B2").isPartOfMerge()]; r.breakApart(); return [...merged, r.getValues()]`,
			),
		).toEqual([
			[
				[1, ""],
				["", ""],
			],
			[
				["1.0", ""],
				["", ""],
			],
			true,
			[
				[1, ""],
				["", ""],
			],
		]);
	});

	it("fact 66: A1 and R1C1 in any case and order, open sides, and Range not found", () => {
		expect(
			probe(
				host,
				`return ["b3:a1", "r2c3", "d:f", "5:7"].map((a) => { const r = sheet.getRange(a); return [r.getRow(), r.getColumn(), r.getNumRows(), r.getNumColumns(), r.isStartRowBounded(), r.isStartColumnBounded()]; })`,
			),
		).toEqual([
			[1, 1, 3, 2, true, true],
			[2, 3, 1, 1, true, true],
			[1, 4, 1000, 3, false, true],
			[5, 1, 3, 26, true, false],
		]);
		for (const bad of ["nonsense!", "", "A1:"])
			expect(refusal(host, `sheet.getRange("${bad}")`)).toBe("Range not found");
	});
});

describe("range errors", () => {
	it("fact 67: no range has zero rows or columns", () => {
		const rows = "The number of rows in the range must be at least 1.";
		expect(
			refusal(host, 'sheet.appendRow(["header"]); sheet.getRange(2, 1, sheet.getLastRow() - 1, 3)'),
		).toBe(rows);
		expect(refusal(host, "sheet.getRange(1, 1, 1, 0)")).toBe(
			"The number of columns in the range must be at least 1.",
		);
		expect(refusal(host, 'sheet.getRange("A1").offset(0, 0, 0)')).toBe(rows);
	});

	it("fact 68: none starts before the first row or column", () => {
		expect(refusal(host, "sheet.getRange(0, 1)")).toBe("The starting row of the range is too small.");
		expect(refusal(host, "sheet.getRange(1, 0)")).toBe("The starting column of the range is too small.");
	});

	it("fact 69: getRange never grows the sheet, appendRow does", () => {
		const outside = "The coordinates of the range are outside the dimensions of the sheet.";
		for (const bad of ["1001, 1", "1, 27", "1000, 1, 2, 1", '"A1001"'])
			expect(refusal(host, `sheet.getRange(${bad})`)).toBe(outside);
		expect(refusal(host, "sheet.getColumnWidth(27)")).toBe("Those columns are out of bounds.");
		expect(
			probe(host, 'sheet.getRange("A1000").setValue(1); sheet.appendRow([2]); return sheet.getMaxRows()'),
		).toBe(1001);
	});

	it("fact 69: a range that was inside is refused once its rows are gone", () => {
		expect(refusal(host, 'const r = sheet.getRange("A1000"); sheet.deleteRow(1); r.getValue()')).toBe(
			"The coordinates of the range are outside the dimensions of the sheet.",
		);
	});

	it("fact 70: data has the range's rows and columns, in every row", () => {
		expect(refusal(host, 'sheet.getRange("A1:A526").setValues([[1]])')).toBe(
			"The number of rows in the data does not match the number of rows in the range. The data has 1 but the range has 526.",
		);
		const columns = (has: number) =>
			`The number of columns in the data does not match the number of columns in the range. The data has ${has} but the range has 7.`;
		expect(refusal(host, 'sheet.getRange("A1:G1").setValues([[1]])')).toBe(columns(1));
		expect(refusal(host, 'sheet.getRange("A1:G2").setValues([[1,2,3,4,5,6,7],[1,2]])')).toBe(columns(2));
		expect(attempt(host, 'sheet.getRange("A1:G1").setNumberFormats([["0"]])').ok).toBe(false);
	});

	it("fact 71: wrong types and wrong counts are named by their JavaScript types", () => {
		const refused: readonly (readonly [string, string, string])[] = [
			['sheet.getRange("1", 2)', "String,number", "SpreadsheetApp.Sheet.getRange"],
			['sheet.getRange("A1").setValues([1])', "number[]", "SpreadsheetApp.Range.setValues"],
			["sheet.setFrozenRows(null)", "null", "SpreadsheetApp.Sheet.setFrozenRows"],
			["sheet.getRange()", "", "SpreadsheetApp.Sheet.getRange"],
			[
				"book.setActiveSheet(book)",
				"SpreadsheetApp.Spreadsheet",
				"SpreadsheetApp.Spreadsheet.setActiveSheet",
			],
		];
		for (const [body, types, method] of refused)
			expect(refusal(host, body)).toBe(
				`The parameters (${types}) don't match the method signature for ${method}.`,
			);
	});

	it("fact 72: a new sheet has 1000 rows and 26 columns, the first one the language's name", () => {
		expect(
			probe(host, "const s = book.insertSheet('new'); return [s.getMaxRows(), s.getMaxColumns()]"),
		).toEqual([1000, 26]);
		for (const [locale, name] of [
			["ja_JP", "シート1"],
			["en_US", "Sheet1"],
		] as const) {
			const own = hostWith({ locale });
			expect(own.engine.sheets()[0]?.name).toBe(name);
			own.dispose();
		}
	});
});
