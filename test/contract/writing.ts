import { type Check, equal, holds, open, type Place, refused } from "./check";

/** A cell in which only "yes" and "no" may stand. */
function strict(place: Place): GoogleAppsScript.Spreadsheet.Range {
	const rule = SpreadsheetApp.newDataValidation()
		.requireValueInList(["yes", "no"])
		.setAllowInvalid(false)
		.build();
	return place.cell("J1").setDataValidation(rule);
}

/** What becomes of what is written. */
export const writingChecks: readonly Check[] = [
	holds("26", "a cell takes 50,000 characters and refuses 50,001", ({ sheet }) => {
		sheet.getRange("A1").setValue("x".repeat(50_000));
		SpreadsheetApp.flush();
		return refused(() => sheet.getRange("A1").setValue("x".repeat(50_001)), /50000 characters/);
	}),
	holds("73", "text is parsed as if typed: numbers, flags, formulas", (place) =>
		equal(
			["001", "TRUE", "=1+1"].map((text) => place.written(text)),
			[1, true, 2],
		),
	),
	holds("73", "a text that looks like a day becomes a Date", (place) => {
		const seen = place.written("2026-11-21");
		equal(seen instanceof Date, true);
		return seen;
	}),
	open("73", "10% and 1e3 as text", (place) => ["10%", "1e3"].map((text) => place.written(text))),
	open("74", "+819012345678 as text", (place) => place.written("+819012345678")),
	open("74", "+81 90-1234-5678 as text", (place) => place.written("+81 90-1234-5678")),
	holds("75", "the format @ before the write keeps text as it is", (place) =>
		equal(
			["001", "TRUE", "1/2"].map((text) => place.written(text, "@")),
			["001", "TRUE", "1/2"],
		),
	),
	open("75", "=1+1 in a cell of format @", (place) => place.written("=1+1", "@")),
	holds("76", "a leading apostrophe forces text and is not part of it", (place) =>
		equal(
			["'001", "'=1+1", "'+81"].map((text) => place.written(text)),
			["001", "=1+1", "+81"],
		),
	),
	open("76", "'=x in a cell of format @", (place) => place.written("'=x", "@")),
	holds("77", "numbers and Dates are stored as they are", (place) => {
		const day = new Date(2026, 10, 21);
		equal((place.written(day) as Date).getTime(), day.getTime());
		return equal(place.written(1234.5, "General"), 1234.5);
	}),
	holds("78", "null empties a cell", (place) => {
		place.written("text");
		return equal(place.written(null), "");
	}),
	open("78", "an array inside a cell", (place) => place.written([1, 2])),
	holds("80", "setFormula on a range adjusts relative references", ({ sheet }) => {
		sheet.getRange("A1:A2").setValues([[1], [2]]);
		sheet.getRange("B1:B2").setFormula("=A1*10");
		SpreadsheetApp.flush();
		return equal(sheet.getRange("B1:B2").getValues(), [[10], [20]]);
	}),
	holds("83", "a write that breaks a rejecting rule is refused", (place) => {
		const cell = strict(place);
		return refused(() => cell.setValue("maybe"), /violates the data validation rules set on this cell/);
	}),
	open("83", "tail of the message of a list rule", (place) => {
		const cell = strict(place);
		return refused(() => cell.setValue("maybe"));
	}),
	holds("84", "a rule warns only, unless it is told to reject", ({ sheet }) => {
		const rule = SpreadsheetApp.newDataValidation().requireValueInList(["yes"]).build();
		const cell = sheet.getRange("A1").setDataValidation(rule);
		cell.setValue("no");
		SpreadsheetApp.flush();
		return equal([cell.getValue(), rule.getAllowInvalid(), rule.getHelpText()], ["no", true, null]);
	}),
	holds("85", "a list rule holds texts and shows its drop-down", () => {
		const rule = SpreadsheetApp.newDataValidation().requireValueInList(["1", "b"]).build();
		return equal(rule.getCriteriaValues(), [["1", "b"], true]);
	}),
	holds("86", "check boxes write FALSE into empty cells; mixed ones are neither", ({ sheet }) => {
		const range = sheet.getRange("A1:A2").insertCheckboxes();
		SpreadsheetApp.flush();
		equal(range.getValues(), [[false], [false]]);
		equal(range.isChecked(), false);
		sheet.getRange("A1").check();
		return equal(range.isChecked(), null);
	}),
	open("64", "last row of a tab with check boxes down a column", ({ sheet }) => {
		sheet.getRange("A2:A100").insertCheckboxes();
		SpreadsheetApp.flush();
		return sheet.getLastRow();
	}),
	holds("87", "clear keeps notes and validations, clearContent keeps formats", (place) => {
		const cell = strict(place).setNote("note").setBackground("#ff0000").setValue("yes");
		cell.clearContent();
		equal([cell.getValue(), cell.getBackground()], ["", "#ff0000"]);
		cell.clear();
		return equal(
			[cell.getBackground(), cell.getNote(), cell.getDataValidation() !== null],
			["#ffffff", "note", true],
		);
	}),
	holds("101", "looks of a new cell; colours read back in lower case", ({ sheet }) => {
		const cell = sheet.getRange("A1");
		equal([cell.getBackground(), cell.getFontFamily(), cell.getFontSize()], ["#ffffff", "Arial", 10]);
		return equal(cell.setBackground("#FF00AA").getBackground(), "#ff00aa");
	}),
	holds("100", "a note is empty text until it is set", ({ sheet }) => {
		const cell = sheet.getRange("A1");
		return equal([cell.getNote(), cell.setNote("25").getNote()], ["", "25"]);
	}),
	holds("105", "a text finder ignores case", ({ sheet }) => {
		sheet.getRange("A1:A3").setValues([["Lead"], ["lead"], ["deal"]]);
		SpreadsheetApp.flush();
		return equal(sheet.createTextFinder("LEAD").findAll().length, 2);
	}),
];
