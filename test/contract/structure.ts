import { type Check, equal, holds, open, refused } from "./check";

const values = (range: GoogleAppsScript.Spreadsheet.Range): unknown[] =>
	range.getValues().map(([cell]) => cell);

/** Tabs, rows, sorting, names, marks, protections, rules, charts. */
export const structureChecks: readonly Check[] = [
	holds("88", "a second tab of one name is refused", ({ book, sheet }) =>
		refused(() => book.insertSheet(sheet.getName()), /already exists/),
	),
	holds("88", "getSheetByName is null for a name that is not there", ({ book }) =>
		equal(book.getSheetByName("no such tab"), null),
	),
	open("88", "a tab's name in other case: look-up and duplicate", ({ book, sheet }) => {
		const name = sheet.getName().toUpperCase();
		const found = book.getSheetByName(name) !== null;
		let added = "added";
		try {
			book.deleteSheet(book.insertSheet(name, book.getNumSheets()));
		} catch (error) {
			added = (error as Error).message;
		}
		return [found, added];
	}),
	holds(
		"89",
		"insertSheet counts from 0, getIndex from 1; the new tab becomes the active one",
		({ book }) => {
			const sheet = book.insertSheet("Mikomi index", 0);
			const seen = [sheet.getIndex(), book.getActiveSheet().getName()];
			book.deleteSheet(sheet);
			return equal(seen, [1, "Mikomi index"]);
		},
	),
	holds("91", "deleteRows outside the tab is refused", ({ sheet }) =>
		refused(() => sheet.deleteRows(sheet.getMaxRows(), 2), /Those rows are out of bounds\./),
	),
	holds("91", "deleting every row that is not frozen is refused", ({ sheet }) => {
		sheet.setFrozenRows(1);
		return refused(
			() => sheet.deleteRows(2, sheet.getMaxRows() - 1),
			/it is not possible to delete all non-frozen rows/,
		);
	}),
	open("27", "appendRow on a tab whose last row is filled", ({ sheet }) => {
		sheet.deleteRows(3, sheet.getMaxRows() - 2);
		sheet.getRange("A1:A2").setValues([[1], [2]]);
		sheet.appendRow([3]);
		SpreadsheetApp.flush();
		return [sheet.getMaxRows(), values(sheet.getRange("A1:A3"))];
	}),
	holds("92", "sorting puts numbers before text before flags and ignores case", ({ sheet }) => {
		const range = sheet.getRange("A1:A5").setValues([["b"], [true], [10], ["A"], [2]]);
		range.sort(1);
		return equal(values(range), [2, 10, "A", "b", true]);
	}),
	holds("92", "Sheet.sort sorts the header too; Range.sort takes the tab's column numbers", ({ sheet }) => {
		sheet.getRange("A1:A2").setValues([["z"], ["a"]]);
		sheet.sort(1);
		equal(values(sheet.getRange("A1:A2")), ["a", "z"]);
		sheet.getRange("C5:D6").setValues([
			["x", 2],
			["y", 1],
		]);
		sheet.getRange("C5:D6").sort(4);
		return equal(values(sheet.getRange("C5:C6")), ["y", "x"]);
	}),
	open("92", "Sheet.sort with a frozen header", ({ sheet }) => {
		sheet.getRange("A1:A3").setValues([["z"], ["b"], ["a"]]);
		sheet.setFrozenRows(1);
		sheet.sort(1);
		return values(sheet.getRange("A1:A3"));
	}),
	holds("93", "removeDuplicates ignores case and gives the range that is left", ({ sheet }) => {
		const left = sheet
			.getRange("A1:A3")
			.setValues([["a"], ["A"], ["b"]])
			.removeDuplicates();
		return equal([left.getA1Notation(), values(sheet.getRange("A1:A3"))], ["A1:A2", ["a", "b", ""]]);
	}),
	holds("94", "a tab has one filter", ({ sheet }) => {
		equal(sheet.getFilter(), null);
		const range = sheet.getRange("A1:B3").setValues([
			["a", "b"],
			[1, 2],
			[3, 4],
		]);
		range.createFilter();
		return refused(
			() => sheet.getRange("A1:B2").createFilter(),
			/You can't create a filter in a sheet that already has a filter\./,
		);
	}),
	holds("96", "metadata stands on whole columns and moves with them", ({ sheet }) => {
		sheet.getRange("B:B").addDeveloperMetadata("mikomi.check", "here");
		sheet.insertColumnsBefore(1, 1);
		const [found] = sheet.createDeveloperMetadataFinder().withKey("mikomi.check").find();
		return equal([found?.getValue(), found?.getLocation().getColumn()?.getColumn()], ["here", 3]);
	}),
	holds("96", "metadata on any other range is refused", ({ sheet }) =>
		refused(
			() => sheet.getRange("A1:B2").addDeveloperMetadata("mikomi.check"),
			/Adding developer metadata to arbitrary ranges is not currently supported\./,
		),
	),
	holds("97", "a named range is replaced by one of its name, null once it is gone", ({ book, sheet }) => {
		book.setNamedRange("MIKOMI_CHECK_NAME", sheet.getRange("A1"));
		book.setNamedRange("MIKOMI_CHECK_NAME", sheet.getRange("B2"));
		const seen = book.getRangeByName("MIKOMI_CHECK_NAME")?.getA1Notation();
		book.removeNamedRange("MIKOMI_CHECK_NAME");
		return equal([seen, book.getRangeByName("MIKOMI_CHECK_NAME")], ["B2", null]);
	}),
	holds("98", "a protection can warn only", ({ sheet }) => {
		const protection = sheet.getRange("A:A").protect().setWarningOnly(true);
		return equal([protection.isWarningOnly(), protection.canEdit()], [true, true]);
	}),
	open("98", "editors just after protect()", ({ sheet }) => sheet.protect().getEditors().length),
	holds("102", "setConditionalFormatRules replaces all rules", ({ sheet }) => {
		const rule = SpreadsheetApp.newConditionalFormatRule()
			.whenNumberGreaterThan(1)
			.setBackground("#ff0000")
			.setRanges([sheet.getRange("A1:A3")])
			.build();
		sheet.setConditionalFormatRules([rule, rule]);
		sheet.setConditionalFormatRules([rule]);
		return equal(sheet.getConditionalFormatRules().length, 1);
	}),
	open("102", "a conditional rule without ranges", ({ sheet }) => {
		const rule = SpreadsheetApp.newConditionalFormatRule().whenCellEmpty().setBackground("#ff0000").build();
		sheet.setConditionalFormatRules([rule]);
		SpreadsheetApp.flush();
		return `${sheet.getConditionalFormatRules().length} rules`;
	}),
	holds("103", "a chart is built and inserted", ({ sheet }) => {
		const range = sheet.getRange("A1:B3").setValues([
			["m", "n"],
			["a", 1],
			["b", 2],
		]);
		const chart = sheet
			.newChart()
			.asColumnChart()
			.addRange(range)
			.setOption("title", "Mikomi")
			.setPosition(5, 1, 0, 0)
			.build();
		sheet.insertChart(chart);
		return equal(sheet.getCharts().length, 1);
	}),
];
