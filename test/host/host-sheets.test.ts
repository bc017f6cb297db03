import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Host } from "../../src/host/contract";
import { area, attempt, firstSheet, hostWith, leaveOneSheet, probe, refusal } from "./host-fixture";

let host: Host;
beforeAll(() => {
	host = hostWith();
});
afterAll(() => host.dispose());
beforeEach(() => leaveOneSheet(host));

describe("tabs", () => {
	it("are found by name, inserted at a 0-based index, and become active", () => {
		expect(
			probe(
				host,
				`const b = book.insertSheet("B", 0); return [book.getSheets().map((s) => s.getName()), book.getActiveSheet().getName(),
				b.getIndex(), book.getSheetByName("none"), b.getSheetId() !== sheet.getSheetId(), book.getSheetById(b.getSheetId()).getName()]`,
			),
		).toEqual([["B", "T"], "B", 1, null, true, "B"]);
	});

	it("refuse a taken name, the removal of the last one, and hiding the only visible one", () => {
		expect(refusal(host, 'book.insertSheet("A"); book.insertSheet("A")')).toBe(
			'A sheet with the name "A" already exists. Please enter another name.',
		);
		expect(
			refusal(host, 'book.deleteSheet(book.getSheetByName("A")); book.deleteSheet(book.getSheets()[0])'),
		).toBe("You can't remove all the sheets in a document.");
		expect(attempt(host, "sheet.hideSheet()").ok).toBe(false);
	});

	it("carry colour, frozen lines, gridlines and visibility", () => {
		expect(
			probe(
				host,
				`book.insertSheet("second"); sheet.setTabColor("#00ff00").setHiddenGridlines(true).hideSheet(); sheet.setFrozenRows(1); sheet.setFrozenColumns(2);
				return [sheet.getTabColor(), sheet.hasHiddenGridlines(), sheet.isSheetHidden(), sheet.getFrozenRows(), sheet.getFrozenColumns()]`,
			),
		).toEqual(["#00ff00", true, true, 1, 2]);
	});

	it("fail once they are deleted", () => {
		expect(refusal(host, 'const a = book.insertSheet("a"); book.deleteSheet(a); a.getLastRow()')).toContain(
			"Sheet",
		);
	});
});

describe("rows and columns", () => {
	it("are inserted, deleted and moved with what stands in them", () => {
		expect(
			probe(
				host,
				`sheet.getRange("A1:A4").setValues([[1],[2],[3],[4]]); sheet.insertRowBefore(2); sheet.deleteRow(4);
				const first = sheet.getRange("A1:A4").getValues().flat(); sheet.moveRows(sheet.getRange("1:1"), 5);
				return [first, sheet.getRange("A1:A4").getValues().flat(), sheet.getMaxRows()]`,
			),
		).toEqual([[1, "", 2, 4], ["", 2, 4, 1], 1000]);
	});

	it("out of bounds are refused, and so is the deletion of all that are not frozen", () => {
		expect(refusal(host, "sheet.deleteRows(999, 5)")).toBe("Those rows are out of bounds.");
		expect(refusal(host, "sheet.getColumnWidth(27)")).toBe("Those columns are out of bounds.");
		expect(refusal(host, "sheet.setFrozenRows(1); sheet.deleteRows(2, 999)")).toBe(
			"Sorry, it is not possible to delete all non-frozen rows.",
		);
	});

	it("stop at ten million cells", () => {
		expect(refusal(host, "sheet.insertRowsAfter(1000, 400000)")).toBe(
			"This action would increase the number of cells in the workbook above the limit of 10000000 cells.",
		);
	});

	it("grow by themselves for appendRow only", () => {
		expect(
			probe(
				host,
				'sheet.deleteRows(3, 998); sheet.getRange("A2").setValue("last"); sheet.appendRow(["001", null, "=1+1"]); return [sheet.getMaxRows(), sheet.getRange("A3:C3").getValues()]',
			),
		).toEqual([3, [[1, "", 2]]]);
	});

	it("hide, show and fit their text, full-width letters counted twice", () => {
		expect(
			probe(
				host,
				`sheet.getRange("A1:B1").setValues([["あいう", "abc"]]); sheet.autoResizeColumns(1, 2); sheet.hideColumns(2); sheet.setColumnWidth(3, 77);
				return [sheet.getColumnWidth(1) > sheet.getColumnWidth(2), sheet.isColumnHiddenByUser(2), sheet.isColumnHiddenByUser(1), sheet.getColumnWidth(3)]`,
			),
		).toEqual([true, true, false, 77]);
	});
});

describe("developer metadata", () => {
	let host: Host;
	beforeEach(() => {
		host = hostWith();
	});
	afterEach(() => host.dispose());

	const put = `sheet.getRange("A:A").addDeveloperMetadata("col", "a"); sheet.getRange("B:B").addDeveloperMetadata("col", "b");
		sheet.getRange("3:3").addDeveloperMetadata("row", "r"); sheet.addDeveloperMetadata("tab", "t"); book.addDeveloperMetadata("file");`;
	const where = `const at = (k, v) => sheet.createDeveloperMetadataFinder().withKey(k).withValue(v).find().map((m) => m.getLocation())[0];
		const column = (v) => { const l = at("col", v); return l ? l.getColumn().getColumn() : null; };`;

	it("hangs on the file, a sheet, a whole row or a whole column, and on nothing else", () => {
		probe(host, put);
		expect(host.metadata().map(({ key, location, index }) => [key, location, index])).toEqual([
			["col", "COLUMN", 0],
			["col", "COLUMN", 1],
			["row", "ROW", 2],
			["tab", "SHEET", null],
			["file", "SPREADSHEET", null],
		]);
		expect(refusal(host, 'sheet.getRange("A1:A5").addDeveloperMetadata("x")')).toContain(
			"Adding developer metadata to arbitrary ranges is not currently supported.",
		);
	});

	it("moves with its column, whoever moves it, and goes with it", () => {
		probe(host, put);
		expect(probe(host, `${where} sheet.insertColumnBefore(1); return [column("a"), column("b")]`)).toEqual([
			2, 3,
		]);
		host.engine.moveColumns(firstSheet(host), 1, 1, 5);
		expect(probe(host, `${where} return [column("a"), column("b")]`)).toEqual([5, 2]);
		host.engine.deleteColumns(firstSheet(host), 1, 1);
		expect(probe(host, `${where} return [column("a"), column("b")]`)).toEqual([4, null]);
	});

	it("is found by key, value and type, within one sheet or everywhere", () => {
		probe(host, put);
		expect(
			probe(
				host,
				`const other = book.insertSheet("other"); const types = SpreadsheetApp.DeveloperMetadataLocationType;
				const n = (finder) => finder.find().length;
				return [n(sheet.createDeveloperMetadataFinder()), n(other.createDeveloperMetadataFinder()), n(book.createDeveloperMetadataFinder()),
				n(book.createDeveloperMetadataFinder().withLocationType(types.COLUMN)), n(book.createDeveloperMetadataFinder().withKey("row")),
				n(sheet.getRange("A1:A9").createDeveloperMetadataFinder())]`,
			),
		).toEqual([4, 0, 5, 2, 1, 2]);
	});

	it("is changed and removed through its handle", () => {
		probe(host, put);
		probe(
			host,
			'const m = book.createDeveloperMetadataFinder().withKey("tab").find()[0]; m.setValue("new"); book.createDeveloperMetadataFinder().withKey("file").find()[0].remove();',
		);
		expect(host.metadata().find((item) => item.key === "tab")?.value).toBe("new");
		expect(host.metadata().some((item) => item.key === "file")).toBe(false);
	});
});

describe("named ranges", () => {
	it("are replaced by a second setting and follow inserted rows", () => {
		expect(
			probe(
				host,
				`book.setNamedRange("target", sheet.getRange("A1")); book.setNamedRange("target", sheet.getRange("B2:B3")); sheet.insertRowBefore(1);
				return [book.getNamedRanges().length, book.getRangeByName("target").getA1Notation(), book.getRangeByName("none")]`,
			),
		).toEqual([1, "B3:B4", null]);
		expect(attempt(host, 'book.setNamedRange("A1", sheet.getRange("A1"))').ok).toBe(false);
	});
});

describe("protection", () => {
	const users = ["owner@example.com", "rep@example.com"];
	const message =
		"You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.";

	it("keeps out whom it removes, warns the rest only if it says so", () => {
		const own = hostWith({ users });
		probe(
			own,
			'sheet.getRange("A:A").protect().removeEditors(["rep@example.com"]); sheet.getRange("C1").protect().setWarningOnly(true)',
		);
		expect(refusal(own, 'sheet.getRange("A1").setValue(1)', "menu", "rep@example.com")).toBe(message);
		expect(attempt(own, 'sheet.getRange("B1:C1").setValue(1)', "menu", "rep@example.com").ok).toBe(true);
		expect(attempt(own, 'sheet.getRange("A1").setValue(1)').ok).toBe(true);
		own.dispose();
	});

	it("of a sheet spares its unprotected ranges, and hides its editors in the run that made it", () => {
		const own = hostWith({ users });
		expect(
			probe(
				own,
				'const p = sheet.protect().setDescription("d"); const n = p.getEditors().length; p.setUnprotectedRanges([sheet.getRange("B2")]).removeEditors(["rep@example.com"]); return n',
			),
		).toBe(0);
		expect(attempt(own, 'sheet.getRange("B2").setValue(1)', "menu", "rep@example.com").ok).toBe(true);
		expect(refusal(own, 'sheet.getRange("B3").setValue(1)', "menu", "rep@example.com")).toBe(message);
		expect(
			probe(
				own,
				"return book.getProtections(SpreadsheetApp.ProtectionType.SHEET).map((p) => [p.getDescription(), p.getEditors().map((u) => u.getEmail())])",
			),
		).toEqual([["d", ["owner@example.com"]]]);
		expect(() => own.type(area(own, 5, 5), [[1]], "rep@example.com")).toThrow(message);
		own.dispose();
	});
});

describe("a chart", () => {
	it("is built with a position, found again, changed and removed", () => {
		probe(
			host,
			`sheet.insertChart(sheet.newChart().asColumnChart().addRange(sheet.getRange("A1:B5")).setPosition(2, 4, 1, 2).setTitle("T").setNumHeaders(1).setOption("colors", ["#123456"]).build())`,
		);
		expect(host.charts(firstSheet(host))).toEqual([
			{
				id: expect.any(Number) as unknown,
				sheet: firstSheet(host),
				type: "COLUMN",
				ranges: [area(host, 0, 0, 5, 2)],
				row: 1,
				column: 3,
				offsetX: 1,
				offsetY: 2,
				options: { title: "T", colors: ["#123456"] },
				headers: 1,
			},
		]);
		expect(
			probe(
				host,
				`const c = sheet.getCharts()[0]; sheet.updateChart(c.modify().asLineChart().setTitle("U").build()); const d = sheet.getCharts()[0];
				const seen = [d.getChartId() === c.getChartId(), d.getOptions().get("title"), d.getContainerInfo().getAnchorRow(), d.getRanges()[0].getA1Notation()];
				sheet.removeChart(d); return [...seen, sheet.getCharts().length]`,
			),
		).toEqual([true, "U", 2, "A1:B5", 0]);
	});

	it("has no title before its type is chosen, and takes no text for an enum", () => {
		expect(refusal(host, 'sheet.newChart().setTitle("x")')).toContain("is not a function");
		expect(refusal(host, 'sheet.newChart().setChartType("COLUMN")')).toBe(
			"The parameters (String) don't match the method signature for SpreadsheetApp.EmbeddedChartBuilder.setChartType.",
		);
	});
});

describe("other furniture of a sheet", () => {
	it("one filter", () => {
		expect(
			probe(
				host,
				'sheet.getRange("A1:B3").createFilter(); return sheet.getFilter().getRange().getA1Notation()',
			),
		).toBe("A1:B3");
		expect(refusal(host, 'sheet.getRange("A1:B3").createFilter()')).toBe(
			"You can't create a filter in a sheet that already has a filter.",
		);
		expect(probe(host, "sheet.getFilter().remove(); return sheet.getFilter()")).toBe(null);
	});

	it("conditional formats, replaced as a whole", () => {
		expect(
			probe(
				host,
				`const rule = (c) => SpreadsheetApp.newConditionalFormatRule().whenNumberGreaterThan(5).setBackground(c).setBold(true).setRanges([sheet.getRange("A1:A9")]).build();
				sheet.setConditionalFormatRules([rule("#ff0000"), rule("#00ff00")]); sheet.setConditionalFormatRules([rule("#0000ff")]);
				return sheet.getConditionalFormatRules().map((r) => { const c = r.getBooleanCondition(); return [c.getCriteriaType().toString(), c.getCriteriaValues(), c.getBackground(), r.getRanges()[0].getA1Notation()]; })`,
			),
		).toEqual([["NUMBER_GREATER_THAN", [5], "#0000ff", "A1:A9"]]);
		expect(attempt(host, "SpreadsheetApp.newConditionalFormatRule().whenCellEmpty().build()").ok).toBe(false);
	});

	it("merges and copies", () => {
		expect(
			probe(
				host,
				`sheet.getRange("A1:B1").merge(); sheet.getRange("D1:D2").setValues([[1],["=D1+1"]]); sheet.getRange("D1:D2").copyTo(sheet.getRange("E1:E4"));
				return [sheet.getRange("A1:C1").getMergedRanges().map((r) => r.getA1Notation()), sheet.getRange("E1:E4").getFormulas().flat(), sheet.getRange("E1:E4").getValues().flat()]`,
			),
		).toEqual([["A1:B1"], ["", "=E1+1", "", "=E3+1"], [1, 2, 1, 2]]);
	});

	it("borders, alignment and wrapping survive a round trip", () => {
		expect(
			probe(
				host,
				`const r = sheet.getRange("A1:B2"); r.setBorder(true, true, true, true, false, false, "#ff0000", SpreadsheetApp.BorderStyle.SOLID_MEDIUM).setHorizontalAlignment("center").setVerticalAlignment("middle").setWrap(true).setFontSize(12).setFontLine("underline");
				return [r.getHorizontalAlignments(), r.getVerticalAlignment(), r.getWrap(), r.getFontSize(), r.getFontLine(), r.getWrapStrategy().toString()]`,
			),
		).toEqual([
			[
				["center", "center"],
				["center", "center"],
			],
			"middle",
			true,
			12,
			"underline",
			"WRAP",
		]);
	});
});

describe("a saved host", () => {
	let host: Host;
	beforeEach(() => {
		host = hostWith();
	});
	afterEach(() => host.dispose());

	it("comes back with cells, metadata, charts, protections, names, properties and clock", () => {
		probe(
			host,
			`sheet.getRange("A1:B1").setValues([["x", "=1+1"]]); sheet.getRange("B:B").addDeveloperMetadata("k", "v"); book.setNamedRange("n", sheet.getRange("A1"));
			sheet.insertChart(sheet.newChart().asPieChart().addRange(sheet.getRange("A1:B2")).setPosition(1, 1, 0, 0).build());
			sheet.getRange("A1").protect(); PropertiesService.getUserProperties().setProperty("p", "q"); PropertiesService.getScriptProperties().setProperty("s", "t");
			ScriptApp.newTrigger("probe").timeBased().everyHours(1).create();`,
		);
		host.advance(1000);
		const again = hostWith({ state: host.save() });
		expect(again.now()).toBe(host.now());
		expect(again.metadata()).toEqual(host.metadata());
		expect(again.triggers()).toEqual(host.triggers());
		expect(again.charts(firstSheet(again))).toEqual(host.charts(firstSheet(host)));
		expect(
			probe(
				again,
				'return [sheet.getRange("A1:B1").getValues(), book.getRangeByName("n").getA1Notation(), book.getProtections(SpreadsheetApp.ProtectionType.RANGE).length, PropertiesService.getUserProperties().getProperty("p")]',
			),
		).toEqual([[["x", 2]], "A1", 1, "q"]);
		again.dispose();
	});

	it("is copied with another id, without triggers and user properties", () => {
		probe(
			host,
			`sheet.getRange("A1").setValue("x"); sheet.addDeveloperMetadata("k"); PropertiesService.getUserProperties().setProperty("p", "q");
			PropertiesService.getScriptProperties().setProperty("s", "t"); ScriptApp.newTrigger("probe").timeBased().everyHours(1).create();`,
		);
		const copy = host.copy();
		expect(copy.triggers()).toEqual([]);
		expect(copy.metadata()).toHaveLength(1);
		expect(copy.properties("user")).toEqual({});
		expect(copy.properties("script")).toEqual({ s: "t" });
		expect(probe(copy, 'return [sheet.getRange("A1").getValue(), book.getId().length]')).toEqual(["x", 44]);
		expect(probe(copy, "return book.getId()")).not.toBe(probe(host, "return book.getId()"));
		copy.dispose();
	});
});
