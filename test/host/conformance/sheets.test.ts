/** PLATFORM section 5: tabs, rows and columns, what hangs on them. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Host } from "../../../src/host/contract";
import { area, attempt, hostWith, leaveOneSheet, probe, refusal } from "../host-fixture";

const users = ["owner@example.com", "rep@example.com"];
let host: Host;
beforeAll(() => {
	host = hostWith({ users });
});
afterAll(() => host.dispose());
beforeEach(() => leaveOneSheet(host));

describe("tabs", () => {
	it("fact 88: one name each; a missing one is null", () => {
		const taken = (name: string) =>
			`A sheet with the name "${name}" already exists. Please enter another name.`;
		expect(refusal(host, 'book.insertSheet("T")')).toBe(taken("T"));
		expect(refusal(host, 'book.insertSheet("a"); book.insertSheet("A")')).toBe(taken("A"));
		expect(refusal(host, 'book.getSheetByName("a").setName("T")')).toBe(taken("T"));
		expect(probe(host, 'return [book.getSheetByName("none"), book.getSheetByName("A")]')).toEqual([
			null,
			null,
		]);
		const other = hostWith({ readings: { tabNames: "exact" } });
		expect(attempt(other, 'book.insertSheet("a"); book.insertSheet("A")').ok).toBe(true);
		other.dispose();
	});

	it("fact 89: the index of insertSheet counts from 0, getIndex from 1, and the new tab becomes active", () => {
		const activated: string[] = [];
		const stop = host.onEvent((event) => event.type === "activate" && activated.push(event.sheet));
		expect(
			probe(
				host,
				'const s = book.insertSheet("first", 0); return [s.getIndex(), book.getActiveSheet().getName()]',
			),
		).toEqual([1, "first"]);
		stop();
		expect(activated).toHaveLength(1);
	});

	it("fact 90: the last visible tab can neither go nor hide; hidden tabs are read and written like others", () => {
		const last = "You can't remove all the sheets in a document.";
		expect(refusal(host, "book.deleteSheet(sheet)")).toBe(last);
		expect(attempt(host, "sheet.hideSheet()").ok).toBe(false);
		expect(
			probe(
				host,
				'const h = book.insertSheet("h"); h.hideSheet(); h.getRange("A1").setValue(7); return [h.isSheetHidden(), h.getRange("A1").getValue(), book.getActiveSheet().getName(), book.getSheets().length]',
			),
		).toEqual([true, 7, "T", 2]);
		expect(refusal(host, "book.deleteSheet(book.getSheetByName('T'))")).toBe(last);
		expect(attempt(host, "book.getSheetByName('T').hideSheet()").ok).toBe(false);
	});
});

describe("rows and columns", () => {
	it("fact 91: deleting stays within the sheet and leaves a row that is not frozen", () => {
		expect(refusal(host, "sheet.deleteRows(1000, 2)")).toBe("Those rows are out of bounds.");
		expect(refusal(host, "sheet.deleteColumn(27)")).toBe("Those columns are out of bounds.");
		expect(refusal(host, "sheet.setFrozenRows(1); sheet.deleteRows(2, 999)")).toBe(
			"Sorry, it is not possible to delete all non-frozen rows.",
		);
	});

	it("fact 92: sorting goes by absolute columns, numbers, text, booleans; frozen rows are an open question", () => {
		const fill =
			'const r = sheet.getRange("B1:C5"); r.setValues([["b", 1], [true, 2], [3, 3], ["A", 4], ["", 5]]);';
		expect(probe(host, `${fill} return r.sort(2).getValues().map((row) => row[1])`)).toEqual([3, 4, 1, 2, 5]);
		expect(attempt(host, `${fill} r.sort(1)`).ok).toBe(false);
		const sorted = `sheet.getRange("A1:A3").setValues([["z"], ["b"], ["a"]]); sheet.setFrozenRows(1); sheet.sort(1); return sheet.getRange("A1:A3").getValues().flat()`;
		const own = hostWith();
		expect(probe(own, sorted)).toEqual(["z", "a", "b"]);
		own.dispose();
		const other = hostWith({ readings: { frozenRowsInSort: "sorted" } });
		expect(probe(other, sorted)).toEqual(["a", "b", "z"]);
		other.dispose();
	});

	it("fact 93: removeDuplicates ignores case and gives what is left; copyTo repeats whole multiples only", () => {
		expect(
			probe(
				host,
				`const r = sheet.getRange("B1:C3"); r.setValues([["a", 1], ["A", 1], ["b", 2]]); const left = r.removeDuplicates([2]).getA1Notation();
				sheet.getRange("B1:B2").copyTo(sheet.getRange("E1:E5")); sheet.getRange("B1:B2").copyTo(sheet.getRange("F1:F4")); sheet.getRange("B1:C2").copyTo(sheet.getRange("H1"));
				return [left, sheet.getRange("E1:E5").getValues().flat(), sheet.getRange("F1:F4").getValues().flat(), sheet.getRange("H1:I2").getValues()]`,
			),
		).toEqual([
			"B1:C2",
			["a", "b", "", "", ""],
			["a", "b", "a", "b"],
			[
				["a", 1],
				["b", 2],
			],
		]);
	});
});

describe("what hangs on them", () => {
	it("fact 94: a sheet has one filter", () => {
		expect(probe(host, "return sheet.getFilter()")).toBe(null);
		expect(
			refusal(host, 'sheet.getRange("A1:B3").createFilter(); sheet.getRange("D1:D3").createFilter()'),
		).toBe("You can't create a filter in a sheet that already has a filter.");
	});

	it("fact 96: developer metadata hangs on file, sheet, whole rows and columns, and moves with them", () => {
		expect(refusal(host, 'sheet.getRange("A1:A5").addDeveloperMetadata("k")')).toBe(
			"Adding developer metadata to arbitrary ranges is not currently supported. Developer metadata may only be added to the top-level spreadsheet, an individual sheet, or an entire row or column.",
		);
		expect(
			probe(
				host,
				`sheet.getRange("2:2").addDeveloperMetadata("id", "r"); sheet.insertRowBefore(1); sheet.moveRows(sheet.getRange("3:3"), 10);
				return sheet.createDeveloperMetadataFinder().withKey("id").find().map((m) => m.getLocation().getRow().getRow())`,
			),
		).toEqual([9]);
	});

	it("fact 97: a named range is replaced by the next of its name; a missing one is null", () => {
		expect(
			probe(
				host,
				'book.setNamedRange("target", sheet.getRange("A1")); book.setNamedRange("target", sheet.getRange("B2")); return [book.getNamedRanges().length, book.getRangeByName("target").getA1Notation(), book.getRangeByName("none")]',
			),
		).toEqual([1, "B2", null]);
		for (const bad of ["A1", "1x", "a b", ""])
			expect(attempt(host, `book.setNamedRange("${bad}", sheet.getRange("A1"))`).ok, bad).toBe(false);
	});

	it("fact 98: a protection lets every editor in until they are removed; owner and maker always may", () => {
		const own = hostWith({ users: [...users, "lead@example.com"] });
		const write = 'sheet.getRange("A1").setValue(1)';
		probe(own, 'sheet.getRange("A:A").protect()', "menu", "lead@example.com");
		expect(attempt(own, write, "menu", "rep@example.com").ok).toBe(true);
		expect(
			probe(
				own,
				'const p = sheet.getRange("A:A").protect(); const fresh = p.getEditors().length; p.removeEditors(["rep@example.com", "lead@example.com", "owner@example.com"]); return [fresh, p.getEditors().map((u) => u.getEmail())]',
				"menu",
				"lead@example.com",
			),
		).toEqual([0, ["owner@example.com", "lead@example.com"]]);
		const refused =
			"You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.";
		expect(refusal(own, write, "menu", "rep@example.com")).toBe(refused);
		expect(() => own.type(area(own, 0, 0), [[1]], "rep@example.com")).toThrow(refused);
		for (const user of ["owner@example.com", "lead@example.com"])
			expect(attempt(own, write, "menu", user).ok, user).toBe(true);
		expect(
			attempt(own, 'sheet.getRange("B1").protect().setUnprotectedRanges([sheet.getRange("B1")])').ok,
		).toBe(false);
		own.dispose();
	});

	it("fact 100: notes are texts: a number is refused, for setNotes and setNote print it differently", () => {
		expect(attempt(host, 'sheet.getRange("A1").setNote(25)').ok).toBe(false);
		expect(attempt(host, 'sheet.getRange("A1").setNotes([[25]])').ok).toBe(false);
		expect(probe(host, 'return sheet.getRange("A1:A2").setNotes([["a"], [null]]).getNotes()')).toEqual([
			["a"],
			[""],
		]);
	});

	it("fact 101: colours read as lower-case hex, and a fresh cell has Google's defaults", () => {
		expect(
			probe(
				host,
				'const c = sheet.getRange("A1"); const fresh = [c.getBackground(), c.getFontFamily(), c.getFontSize(), c.getHorizontalAlignment(), c.getVerticalAlignment()]; return [...fresh, c.setBackground("#FF00AA").getBackground()]',
			),
		).toEqual(["#ffffff", "Arial", 10, "general", "bottom", "#ff00aa"]);
	});

	it("fact 102: conditional rules are replaced together, and each has a range and one condition", () => {
		const rule = (when: string) =>
			`SpreadsheetApp.newConditionalFormatRule().${when}.setRanges([sheet.getRange("A1")]).build()`;
		expect(
			probe(
				host,
				`sheet.setConditionalFormatRules([${rule("whenCellEmpty()")}, ${rule("whenNumberGreaterThan(1)")}]);
				sheet.setConditionalFormatRules([${rule("whenCellEmpty().whenNumberLessThan(5)")}]);
				return sheet.getConditionalFormatRules().map((r) => String(r.getBooleanCondition().getCriteriaType()))`,
			),
		).toEqual(["NUMBER_LESS_THAN"]);
		expect(attempt(host, "SpreadsheetApp.newConditionalFormatRule().whenCellEmpty().build()").ok).toBe(false);
		expect(
			attempt(host, 'SpreadsheetApp.newConditionalFormatRule().setRanges([sheet.getRange("A1")]).build()').ok,
		).toBe(false);
	});

	it("fact 103: a chart has its type's methods once it has a type, takes enums only, and is built", () => {
		const generic = 'sheet.newChart().addRange(sheet.getRange("A1:B2")).setPosition(1, 1, 0, 0)';
		expect(refusal(host, `${generic}.setTitle("x")`)).toContain("is not a function");
		expect(attempt(host, `${generic}.asColumnChart().setTitle("x").build()`).ok).toBe(true);
		expect(refusal(host, `${generic}.setChartType("COLUMN")`)).toContain("don't match the method signature");
		expect(refusal(host, `sheet.insertChart(${generic}.asLineChart())`)).toContain(
			"don't match the method signature",
		);
	});

	it("fact 105: a text finder ignores case, looks at what is shown, and counts what it replaced", () => {
		expect(
			probe(
				host,
				`sheet.getRange("A1:A3").setValues([["Abc"], ["=\\"x\\"&\\"abc\\""], [0.5]]); sheet.getRange("A3").setNumberFormat("0%"); const find = (t) => sheet.createTextFinder(t);
				return [find("ABC").findAll().map((r) => r.getA1Notation()), find("50%").findAll().length, find("&").findAll().length, find("&").matchFormulaText(true).findAll().length, find("abc").matchCase(true).replaceAllWith("z")]`,
			),
		).toEqual([["A1", "A2"], 1, 0, 1, expect.any(Number) as unknown]);
	});

	it("fact 106: a toast stays 5 seconds unless told otherwise and needs no further scope", () => {
		const own = hostWith({ scopes: ["spreadsheets.currentonly"] });
		const seconds: number[] = [];
		own.onEvent((event) => event.type === "toast" && seconds.push(event.seconds));
		probe(own, 'book.toast("a"); book.toast("b", "t", -1)', "trigger");
		expect(seconds).toEqual([5, -1]);
		own.dispose();
	});

	it("fact 107: nothing is selected in a time trigger, and under one reading no sheet is active", () => {
		const seen =
			"return [book.getActiveRange(), SpreadsheetApp.getActiveSheet() && 'a sheet', SpreadsheetApp.getActive().getSheets().length]";
		const run = (own: Host) =>
			own.run("probe", { kind: "trigger", args: [`const book = SpreadsheetApp.getActive(); ${seen}`] });
		expect(run(host)).toMatchObject({ value: [null, "a sheet", 1] });
		const other = hostWith({ readings: { activeSheetInTrigger: "null" } });
		expect(run(other)).toMatchObject({ value: [null, null, 1] });
		expect(probe(other, "return sheet.getName()", "menu")).toBe("シート1");
		other.dispose();
	});
});
