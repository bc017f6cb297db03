/** One small bad script for each of PLATFORM's 15 traps, and what becomes of it. */
import type { Fixture } from "../host-fixture";

interface BadScript {
	readonly trap: number;
	/** The fact that the trap stands in. */
	readonly fact: number;
	readonly name: string;
	readonly code: string;
	/** Who refuses it: the host, when the steps below are taken, or our build before anything reaches Google. */
	readonly by: "host" | "build" | "push";
	/** What happens to the script: a function is run, the file is opened, a formula is typed. */
	readonly step?:
		| { readonly run: string; readonly kind: "menu" | "sidebar" | "trigger" }
		| { readonly open: true }
		| { readonly formula: string };
	readonly host?: Fixture;
	/** The error's text; or, where Google says nothing and spoils the data instead, the value that comes out. */
	readonly message?: string;
	readonly spoiled?: unknown;
}

const menu = { run: "bad", kind: "menu" } as const;
const MENU = "SpreadsheetApp.getUi().createMenu('Mikomi').addItem('Refresh', 'bad').addToUi();";

export const BAD_SCRIPTS: readonly BadScript[] = [
	{
		trap: 1,
		fact: 3,
		name: "every three hours by everyHours(3)",
		by: "host",
		code: "function bad() { ScriptApp.newTrigger('bad').timeBased().everyHours(3).create(); }",
		step: menu,
		message: "The value you passed to everyHours was invalid. It must be one of 1, 2, 4, 6, 8 or 12.",
	},
	{
		trap: 2,
		fact: 30,
		name: "a custom function that is no top-level declaration",
		by: "build",
		code: "/** @customfunction */\nexport const BAD = (x: number) => x;\n",
		message: 'BAD is not declared as "export function BAD(" under src/addon',
	},
	{
		trap: 2,
		fact: 30,
		name: "the same, pushed as it is",
		by: "host",
		code: "/** @customfunction */\nconst BAD = (x) => x;",
		step: { formula: "=BAD(1)" },
		spoiled: "#NAME?",
	},
	{
		trap: 3,
		fact: 35,
		name: "a custom function that lost its JSDoc",
		by: "build",
		code: "export function BAD(x: number): number {\n\treturn x;\n}\n",
		message: "BAD has no JSDoc directly above its declaration",
	},
	{
		trap: 4,
		fact: 117,
		name: "getValues() handed to the sidebar with its dates",
		by: "host",
		code: "function bad() { const cell = SpreadsheetApp.getActive().getRange('A1'); cell.setValue('2026-11-21'); return { rows: cell.getValues() }; }",
		step: { run: "bad", kind: "sidebar" },
		message:
			"The result holds a Date at result.rows[0][0]: google.script.run would hand null to the page. Send text.",
	},
	{
		trap: 5,
		fact: 73,
		name: "a phone number and an id written into plain cells",
		by: "host",
		code: "function bad() { const r = SpreadsheetApp.getActive().getRange('A1:C1'); r.setValues([['09012345678', '001', '=1+1']]); return r.getValues()[0]; }",
		step: menu,
		spoiled: [9_012_345_678, 1, 2],
	},
	{
		trap: 6,
		fact: 70,
		name: "values that do not fill their range",
		by: "host",
		code: "function bad() { SpreadsheetApp.getActive().getRange('A1:A526').setValues([['one row']]); }",
		step: menu,
		message:
			"The number of rows in the data does not match the number of rows in the range. The data has 1 but the range has 526.",
	},
	{
		trap: 7,
		fact: 67,
		name: "all rows below a header that has none",
		by: "host",
		code: "function bad() { const s = SpreadsheetApp.getActive().insertSheet('Leads'); s.appendRow(['name']); s.getRange(2, 1, s.getLastRow() - 1, 1); }",
		step: menu,
		message: "The number of rows in the range must be at least 1.",
	},
	{
		trap: 8,
		fact: 83,
		name: "a header written over a column's rule",
		by: "host",
		code: "function bad() { const s = SpreadsheetApp.getActive().getSheets()[0]; s.getRange('J:J').setDataValidation(SpreadsheetApp.newDataValidation().requireValueInList(['open', 'won']).setAllowInvalid(false).build()); s.getRange('J1').setValue('Stage'); }",
		step: menu,
		message: "The data you entered in cell J1 violates the data validation rules set on this cell.",
	},
	{
		trap: 9,
		fact: 63,
		name: "a day read by the script's clock from a sheet that keeps another",
		by: "host",
		code: "function bad() { const c = SpreadsheetApp.getActive().getRange('A1'); c.setValue('2026-11-21 20:00'); return Utilities.formatDate(c.getValue(), Session.getScriptTimeZone(), 'yyyy-MM-dd'); }",
		step: menu,
		host: { timeZone: "America/Los_Angeles", scriptTimeZone: "Asia/Tokyo" },
		spoiled: "2026-11-22",
	},
	{
		trap: 10,
		fact: 120,
		name: "the spreadsheet read at global scope, before anybody enabled the add-on",
		by: "host",
		code: `const book = SpreadsheetApp.getActive(); function onOpen() { ${MENU} }`,
		step: { open: true },
		host: { onOpenAuthMode: "NONE" },
		message: "You do not have permission to call SpreadsheetApp.getActive.",
	},
	{
		trap: 10,
		fact: 120,
		name: "triggers asked for in onOpen",
		by: "host",
		code: `function onOpen() { if (ScriptApp.getProjectTriggers().length === 0) ${MENU} }`,
		step: { open: true },
		message:
			"You do not have permission to call ScriptApp.getProjectTriggers. Required permissions: https://www.googleapis.com/auth/script.scriptapp",
	},
	{
		trap: 11,
		fact: 129,
		name: "a sidebar without its scope in the manifest",
		by: "host",
		code: "function bad() { SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput('x')); }",
		step: menu,
		host: { scopes: ["spreadsheets.currentonly"] },
		message:
			"Specified permissions are not sufficient to call Ui.showSidebar. Required permissions: https://www.googleapis.com/auth/script.container.ui",
	},
	{
		trap: 12,
		fact: 121,
		name: "an alert at the end of a timed run",
		by: "host",
		code: "function bad() { SpreadsheetApp.getUi().alert('done'); }",
		step: { run: "bad", kind: "trigger" },
		message: "Cannot call SpreadsheetApp.getUi() from this context.",
	},
	{
		trap: 13,
		fact: 48,
		name: "a timer",
		by: "host",
		code: "function bad() { setTimeout(() => 1, 10); }",
		step: menu,
		message: "setTimeout is not defined",
	},
	{
		trap: 13,
		fact: 50,
		name: "a private class field",
		by: "host",
		code: "class Lead { #score = 1; } function bad() { return 1; }",
		step: menu,
		message: "SyntaxError: Unexpected token: private name #score",
	},
	{
		trap: 14,
		fact: 135,
		name: "a push that clasp skipped",
		by: "push",
		code: "Skipping push.",
		message: "clasp skipped the push: the script in the spreadsheet is still the old one.",
	},
	{
		trap: 15,
		fact: 38,
		name: "a custom function that is given the time",
		by: "host",
		code: "/** @customfunction */\nfunction AGE(day, now) { return now - day; }\nfunction bad() { SpreadsheetApp.getActive().getRange('B1').setFormula('=AGE(A1, NOW())'); }",
		step: menu,
		message:
			"This function is not allowed to reference a cell with NOW(), RAND(), RANDARRAY(), or RANDBETWEEN()",
	},
];
