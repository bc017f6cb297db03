/**
 * The contract between the add-on and Google Sheets, as a script of its own: the local Sheets runs it in the tests, a
 * contributor runs it in a real one. It writes into tabs of its own only.
 */
import { type Check, Place, shown } from "./check";
import { formulaChecks } from "./formulas";
import { measure } from "./measure";
import { readingChecks } from "./reading";
import { addLines, type Line, TAB, writeReport } from "./report";
import { runtimeChecks } from "./runtime";
import { serviceChecks } from "./services";
import { structureChecks } from "./structure";
import { writingChecks } from "./writing";

const CHECKS: readonly (readonly Check[])[] = [
	runtimeChecks,
	readingChecks,
	writingChecks,
	structureChecks,
	serviceChecks,
];

/** No new check starts after this much of the six minutes. */
const BUDGET_MS = 270_000;
const TIMED = "timedChecks";
/** Tabs that a run leaves behind when it is killed; the next one removes them. */
const SCRATCH = "Mikomi scratch";
const BY_HAND: readonly Line[] = [
	{ fact: "124", name: "type a date into the cell to the right", result: "by hand", value: "" },
	{
		fact: "125",
		name: "what an edited or blank form answer gives",
		result: "not run",
		value: "needs a form and a person who answers it",
	},
	{
		fact: "131",
		name: "currentonly and the active tab in a time trigger",
		result: "by hand",
		value: "wait a minute or two: a one-shot trigger adds its lines below",
	},
];

/** Adds the menu. */
export function onOpen(): void {
	SpreadsheetApp.getUi().createMenu("Mikomi check").addItem("Run checks", "runChecks").addToUi();
}

/** Runs every check, measures the sheet, writes the tab "Mikomi check". */
export function runChecks(): { lines: readonly Line[]; failed: number } {
	const book = SpreadsheetApp.getActiveSpreadsheet();
	const start = Date.now();
	const lines: Line[] = [];
	for (const sheet of book.getSheets()) if (sheet.getName().indexOf(SCRATCH) === 0) book.deleteSheet(sheet);
	let number = 0;
	const isLate = () => Date.now() - start > BUDGET_MS;
	const runGroup = (checks: readonly Check[], shared: Place | null) => {
		for (const check of checks) {
			number++;
			const place = shared ?? new Place(book, `${SCRATCH} ${number}`);
			lines.push(isLate() ? late(check) : lineOf(check, place));
			if (shared === null) place.remove();
		}
	};
	for (const checks of CHECKS) runGroup(checks, null);
	const formulas = new Place(book, `${SCRATCH} formulas`);
	runGroup(formulaChecks, formulas);
	formulas.remove();
	if (!isLate()) {
		const place = new Place(book, `${SCRATCH} measure`);
		lines.push(
			...measure(place.sheet).map(({ name, value }): Line => ({ fact: "", name, result: "measured", value })),
		);
		place.remove();
	}
	writeReport(book, [...lines, ...BY_HAND]);
	forgetTimer();
	ScriptApp.newTrigger(TIMED).timeBased().after(60_000).create();
	const failed = lines.filter(({ result }) => result === "FAIL").length;
	book.toast(failed === 0 ? "Every check passed." : `${failed} checks failed.`, TAB, 10);
	return { lines, failed };
}

function lineOf({ fact, name, isOpen, see }: Check, place: Place): Line {
	try {
		const value = shown(see(place));
		// A refused write may show only now (fact 81); it must not show in the next check.
		SpreadsheetApp.flush();
		return { fact, name, result: isOpen ? "seen" : "pass", value };
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return { fact, name, result: isOpen ? "seen" : "FAIL", value: isOpen ? `threw: ${message}` : message };
	}
}

const late = ({ fact, name }: Check): Line => ({ fact, name, result: "not run", value: "out of time" });

function forgetTimer(): void {
	for (const trigger of ScriptApp.getProjectTriggers())
		if (trigger.getHandlerFunction() === TIMED) ScriptApp.deleteTrigger(trigger);
}

/** What a time trigger sees, once; then it removes itself. */
export function timedChecks(event?: { readonly timezone?: string }): void {
	const seen = (fact: string, name: string, see: () => unknown): Line => {
		try {
			return { fact, name, result: "seen", value: shown(see()) };
		} catch (error) {
			return { fact, name, result: "seen", value: `threw: ${(error as Error).message}` };
		}
	};
	const lines = [
		seen(
			"131",
			"currentonly in a time trigger",
			() => SpreadsheetApp.getActiveSpreadsheet().getName() !== "",
		),
		seen("107", "getActiveSheet in a time trigger", () => {
			const sheet = SpreadsheetApp.getActiveSheet() as GoogleAppsScript.Spreadsheet.Sheet | null;
			return sheet === null ? null : sheet.getName();
		}),
		seen("121", "getUi in a time trigger", () => typeof SpreadsheetApp.getUi()),
		seen("14", "time zone of the event", () => event?.timezone ?? "none"),
		seen("6", "a one-shot trigger is still listed when it fires", () =>
			ScriptApp.getProjectTriggers().some((trigger) => trigger.getHandlerFunction() === TIMED),
		),
	];
	forgetTimer();
	const sheet = SpreadsheetApp.getActiveSpreadsheet().getSheetByName(TAB);
	if (sheet !== null) addLines(sheet, lines);
}

/** Records what an edit by hand says of its value. */
export function onEdit(event: GoogleAppsScript.Events.SheetsOnEdit): void {
	const { range } = event;
	const sheet = range.getSheet();
	if (sheet.getName() !== TAB || range.getColumn() !== 4) return;
	if (String(sheet.getRange(range.getRow(), 1).getValue()) !== "124") return;
	const { value, oldValue } = event as { value?: unknown; oldValue?: unknown };
	const text = `value ${typeof value} ${shown(value)}, oldValue ${shown(oldValue)}, cell ${shown(range.getValue())}`;
	sheet.getRange(range.getRow(), 5).setValue(`'${text}`);
}

/**
 * Twice a number, or each of a range's.
 * @param {number} value a number or a range
 * @customfunction
 */
export function MIKOMI_CHECK_DOUBLE(value: number | number[][]): number | number[][] {
	return Array.isArray(value) ? value.map((row) => row.map((cell) => cell * 2)) : value * 2;
}

/**
 * Type and text of what arrives last.
 * @customfunction
 */
export function MIKOMI_CHECK_TYPE(...values: unknown[]): string {
	return values.length > 1
		? values.map((value) => `${typeof value} ${shown(value)}`).join(", ")
		: `${typeof values[0]} ${shown(values[0])}`;
}

/**
 * Fails.
 * @customfunction
 */
export function MIKOMI_CHECK_THROW(): never {
	throw new Error("as it should");
}

/**
 * Tries to write into a cell, which no custom function may.
 * @customfunction
 */
export function MIKOMI_CHECK_WRITE(): string {
	SpreadsheetApp.getActiveSheet().getRange("Z1").setValue("written");
	return "written";
}

/**
 * A one-dimensional answer.
 * @customfunction
 */
export function MIKOMI_CHECK_LINE(): number[] {
	return [1, 2, 3];
}

/**
 * Rows of different lengths.
 * @customfunction
 */
export function MIKOMI_CHECK_RAGGED(): number[][] {
	return [[1, 2], [3]];
}

/**
 * A date.
 * @customfunction
 */
export function MIKOMI_CHECK_DATE(): Date {
	return new Date(2026, 10, 21);
}
