import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Host } from "../../src/host/contract";
import { firstSheet, hostWith, probe, refusal } from "./host-fixture";

let host: Host;
beforeAll(() => {
	host = hostWith();
});
afterAll(() => host.dispose());

/** Writes one value into a cleared A1 and reads it back with its look. */
function write(literal: string, format?: string): unknown {
	const before =
		format === undefined ? "" : `sheet.getRange("A1").setNumberFormat(${JSON.stringify(format)});`;
	return probe(
		host,
		`sheet.getRange("A1").clear().clearDataValidations(); ${before} sheet.getRange("A1").setValue(${literal});
		return [sheet.getRange("A1").getValue(), sheet.getRange("A1").getDisplayValue()];`,
	);
}

describe("a string that is written", () => {
	it.each([
		['"001"', 1, "1"],
		['"1,000"', 1000, "1,000"],
		['"10%"', 0.1, "10%"],
		['"12.5%"', 0.125, "12.50%"],
		['"¥1,000"', 1000, "¥1,000"],
		['"1e3"', 1000, "1.00E+03"],
		['"+819012"', 819012, "819012"],
		['"+81 90-1234-5678"', "+81 90-1234-5678", "+81 90-1234-5678"],
		['"-5"', -5, "-5"],
		['"TRUE"', true, "TRUE"],
		['"2026-01-02"', "2026-01-01T15:00:00.000Z", "2026-01-02"],
		['"2026/1/2"', "2026-01-01T15:00:00.000Z", "2026/01/02"],
		['"2026年1月2日"', "2026-01-01T15:00:00.000Z", "2026年1月2日"],
		['"2026/1/2 9:30"', "2026-01-02T00:30:00.000Z", "2026/01/02 9:30"],
		['"1/2"', "2026-01-01T15:00:00.000Z", "1/2"],
		['"2026/2/30"', "2026/2/30", "2026/2/30"],
		['"03-1234-5678"', "03-1234-5678", "03-1234-5678"],
		['"\'001"', "001", "001"],
		['"\'=1+1"', "=1+1", "=1+1"],
		['"=1+1"', 2, "2"],
		['"株式会社"', "株式会社", "株式会社"],
		["null", "", ""],
		["undefined", "", ""],
		['""', "", ""],
	])("%s becomes %j", (literal, value, shown) => {
		expect(write(literal)).toEqual([value, shown]);
	});

	it("stays text in a cell that is formatted as text", () => {
		expect(write('"001"', "@")).toEqual(["001", "001"]);
		expect(write('"2026-01-02"', "@")).toEqual(["2026-01-02", "2026-01-02"]);
		expect(write('"TRUE"', "@")).toEqual(["TRUE", "TRUE"]);
	});

	it("follows the locale of the spreadsheet", () => {
		const swap = (locale: string) => probe(host, `book.setSpreadsheetLocale("${locale}");`);
		swap("en_US");
		expect(write('"1/2/2026"')).toEqual(["2026-01-01T15:00:00.000Z", "1/2/2026"]);
		swap("de_DE");
		expect(write('"1,5"')).toEqual([1.5, "1.5"]);
		swap("ja_JP");
	});

	it("may have 50,000 characters and no more", () => {
		expect(write('"x".repeat(50000).length && "x".repeat(50000)')).toHaveLength(2);
		expect(refusal(host, 'sheet.getRange("A1").setValue("x".repeat(50001))')).toBe(
			"Your input contains more than the maximum of 50000 characters in a single cell.",
		);
	});
});

describe("a date", () => {
	it("is written as the wall time of the spreadsheet's zone and read as the same instant", () => {
		expect(write("new Date(Date.UTC(2026, 0, 1, 15))")).toEqual(["2026-01-01T15:00:00.000Z", "2026/01/02"]);
		expect(write("new Date(Date.UTC(2026, 0, 1, 15, 30))")).toEqual([
			"2026-01-01T15:30:00.000Z",
			"2026/01/02 0:30:00",
		]);
		expect(
			host.engine.read({ sheet: firstSheet(host), row: 0, column: 0, rows: 1, columns: 1 })[0]?.[0],
		).toBeCloseTo(46024 + 0.5 / 24, 9);
	});

	it("keeps the number format that the cell already has", () => {
		expect(write("new Date(Date.UTC(2026, 0, 1, 15))", "m/d")).toEqual(["2026-01-01T15:00:00.000Z", "1/2"]);
	});

	it("is an instance of the script's own Date", () => {
		expect(
			probe(
				host,
				'sheet.getRange("A1").setValue(new Date()); return sheet.getRange("A1:B1").getValues()[0][0] instanceof Date',
			),
		).toBe(true);
	});

	it("moves when spreadsheet and script live in different zones", () => {
		const away = hostWith({ timeZone: "America/Los_Angeles" });
		expect(
			probe(
				away,
				`sheet.getRange("A1").setValue("2026-01-02"); const v = sheet.getRange("A1").getValue();
				return [v, v.getDate(), v.getHours(), Utilities.formatDate(v, book.getSpreadsheetTimeZone(), "yyyy-MM-dd")];`,
			),
		).toEqual(["2026-01-02T08:00:00.000Z", 2, 17, "2026-01-02"]);
		away.dispose();
	});
});

describe("a table of the wrong shape", () => {
	it.each([
		[
			"sheet.getRange(1,1,2,2).setValues([[1,2]])",
			"The number of rows in the data does not match the number of rows in the range. The data has 1 but the range has 2.",
		],
		[
			"sheet.getRange(1,1,2,2).setValues([[1,2],[3]])",
			"The number of columns in the data does not match the number of columns in the range. The data has 1 but the range has 2.",
		],
		["sheet.getRange(2,1,0,3)", "The number of rows in the range must be at least 1."],
		["sheet.getRange(2,1,1,0)", "The number of columns in the range must be at least 1."],
		["sheet.getRange(0,1)", "The starting row of the range is too small."],
		["sheet.getRange(1,0)", "The starting column of the range is too small."],
		["sheet.getRange(1001,1)", "The coordinates of the range are outside the dimensions of the sheet."],
		["sheet.getRange('A1').offset(0,0,0)", "The number of rows in the range must be at least 1."],
		["sheet.getRange('nonsense!')", "Range not found"],
		["sheet.getRange('X Y')", "Range not found"],
	])("%s is refused", (body, message) => {
		expect(refusal(host, body)).toBe(message);
	});
});

describe("an argument of the wrong type", () => {
	it.each([
		[
			"sheet.getRange('A1').setValues('x')",
			"The parameters (String) don't match the method signature for SpreadsheetApp.Range.setValues.",
		],
		[
			"sheet.getRange('A1').setValues([1])",
			"The parameters (number[]) don't match the method signature for SpreadsheetApp.Range.setValues.",
		],
		[
			"sheet.getRange('A1').setValue([1])",
			"The parameters (number[]) don't match the method signature for SpreadsheetApp.Range.setValue.",
		],
		[
			"sheet.getRange('A1').setValue({})",
			"The parameters ((class)) don't match the method signature for SpreadsheetApp.Range.setValue.",
		],
		[
			"sheet.getRange('A1').setValue(NaN)",
			"The parameters (number) don't match the method signature for SpreadsheetApp.Range.setValue.",
		],
		[
			"sheet.getRange('1', 2)",
			"The parameters (String,number) don't match the method signature for SpreadsheetApp.Sheet.getRange.",
		],
		[
			"sheet.getRange(1, undefined)",
			"The parameters (number,null) don't match the method signature for SpreadsheetApp.Sheet.getRange.",
		],
		[
			"book.setActiveSheet(sheet.getRange('A1'))",
			"The parameters (SpreadsheetApp.Range) don't match the method signature for SpreadsheetApp.Spreadsheet.setActiveSheet.",
		],
		[
			"sheet.getRange('A1').getValues(1)",
			"The parameters (number) don't match the method signature for SpreadsheetApp.Range.getValues.",
		],
		[
			"sheet.getRange('A1').setBorder(true)",
			"The parameters (Boolean) don't match the method signature for SpreadsheetApp.Range.setBorder.",
		],
		[
			"sheet.getRange('A1').setWrapStrategy('WRAP')",
			"The parameters (String) don't match the method signature for SpreadsheetApp.Range.setWrapStrategy.",
		],
	])("%s is refused", (body, message) => {
		expect(refusal(host, body)).toBe(message);
	});

	it("and an unknown method does not exist", () => {
		expect(refusal(host, "sheet.getRange('A1').setValuez(1)")).toBe(
			"sheet.getRange(...).setValuez is not a function",
		);
	});
});

describe("a range", () => {
	it("reads A1 and R1C1 in any case, with corners in any order and open sides", () => {
		expect(
			probe(
				host,
				`return ["b3:a1", "r2c3", "$A$1:B2", "A:A", "2:3", "B2:B"].map((a) => { const r = sheet.getRange(a);
				return [r.getA1Notation(), r.getNumRows(), r.getNumColumns(), r.isStartRowBounded(), r.isEndRowBounded()]; })`,
			),
		).toEqual([
			["A1:B3", 3, 2, true, true],
			["C2", 1, 1, true, true],
			["A1:B2", 2, 2, true, true],
			["A:A", 1000, 1, false, false],
			["2:3", 2, 26, true, true],
			["B2:B", 999, 1, true, false],
		]);
	});

	it("of data is A1 on an empty sheet", () => {
		expect(
			probe(
				host,
				"const s = book.insertSheet('empty'); const r = [s.getDataRange().getValues(), s.getLastRow(), s.getLastColumn(), s.getMaxRows(), s.getMaxColumns()]; book.deleteSheet(s); return r",
			),
		).toEqual([[[""]], 0, 0, 1000, 26]);
	});

	it("shifts a formula's relative references from the top-left cell", () => {
		expect(
			probe(
				host,
				'sheet.getRange("D1:D3").setFormula("=$A1&B$1&\\"A1\\""); return sheet.getRange("D1:D3").getFormulas()',
			),
		).toEqual([['=$A1&B$1&"A1"'], ['=$A2&B$1&"A1"'], ['=$A3&B$1&"A1"']]);
	});

	it("sorts by absolute columns, numbers before text before booleans", () => {
		expect(
			probe(
				host,
				`const r = sheet.getRange("F1:G5"); r.setValues([["b",1],[true,2],[3,3],["A",4],["",5]]);
				return r.sort({column: 6, ascending: true}).getValues()`,
			),
		).toEqual([
			[3, 3],
			["A", 4],
			["b", 1],
			[true, 2],
			["", 5],
		]);
	});

	it("keeps notes apart from content, and clears each by its own method", () => {
		expect(
			probe(
				host,
				`const r = sheet.getRange("H1"); r.setValue(1).setNote("n").setBackground("#FF0000").setFontWeight("bold");
				const before = [r.getNote(), r.getBackground(), r.getFontWeight()];
				r.clearContent(); const kept = [r.getValue(), r.getNote(), r.getBackground()];
				r.clear(); const cleared = [r.getNote(), r.getBackground()]; r.clearNote();
				return [before, kept, cleared, r.getNote()]`,
			),
		).toEqual([["n", "#ff0000", "bold"], ["", "n", "#ff0000"], ["n", "#ffffff"], ""]);
	});
});

describe("data validation", () => {
	it("that rejects refuses the whole write and names the cell", () => {
		expect(
			refusal(
				host,
				`sheet.getRange("J1:J3").setDataValidation(SpreadsheetApp.newDataValidation().requireValueInList(["a","b"]).setAllowInvalid(false).build());
				sheet.getRange("J1:J2").setValues([["a"],["c"]])`,
			),
		).toBe("The data you entered in cell J2 violates the data validation rules set on this cell.");
		expect(probe(host, 'return sheet.getRange("J1").getValue()')).toBe("");
	});

	it("that only warns lets everything pass, and warning is the default", () => {
		expect(
			probe(
				host,
				`sheet.getRange("K1").setDataValidation(SpreadsheetApp.newDataValidation().requireNumberBetween(1, 5).build());
				sheet.getRange("K1").setValue(9); return sheet.getRange("K1").getValue()`,
			),
		).toBe(9);
	});

	it.each([
		["requireNumberBetween(1, 5)", "6", "5"],
		["requireDate()", '"abc"', '"2026-01-02"'],
		["requireDateOnOrAfter(new Date(2026, 0, 2))", '"2026-01-01"', '"2026-01-02"'],
		["requireCheckbox()", '"x"', "true"],
		["requireTextIsEmail()", '"x"', '"a@example.com"'],
		["requireValueInRange(sheet.getRange('M1:M2'))", '"zz"', '"m1"'],
	])("%s refuses %s and takes %s", (rule, bad, good) => {
		const set = `sheet.getRange("M1:M2").setValues([["m1"],["m2"]]); const c = sheet.getRange("L1"); c.clear().clearDataValidations();
			c.setDataValidation(SpreadsheetApp.newDataValidation().${rule}.setAllowInvalid(false).build());`;
		expect(refusal(host, `${set} c.setValue(${bad})`)).toContain("violates the data validation rules");
		expect(refusal(host, `${set} c.setValue(${good})`)).toContain("no refusal");
	});

	it("reads back as it was built", () => {
		expect(
			probe(
				host,
				`const c = sheet.getRange("N1"), D = SpreadsheetApp.newDataValidation;
				c.setDataValidation(D().requireValueInList([1, "b"]).setHelpText("h").build());
				const list = c.getDataValidation();
				c.setDataValidation(D().requireDateAfter(new Date(2026, 0, 2, 15)).setAllowInvalid(false).build());
				const date = c.getDataValidation();
				c.setDataValidation(null);
				return [list.getCriteriaType().toString(), list.getCriteriaValues(), list.getHelpText(), list.getAllowInvalid(),
					date.getCriteriaValues()[0].getTime() === new Date(2026, 0, 2).getTime(), c.getDataValidation()]`,
			),
		).toEqual(["VALUE_IN_LIST", [["1", "b"], true], "h", true, true, null]);
	});

	it("makes checkboxes that start unchecked", () => {
		expect(
			probe(
				host,
				'const r = sheet.getRange("O1:O2"); r.insertCheckboxes(); const a = [r.getValues(), r.isChecked()]; r.check(); return [...a, r.isChecked()]',
			),
		).toEqual([[[false], [false]], false, true]);
	});
});
