import { type Check, equal, holds, open } from "./check";

/** Cells that call this script; they answer when Sheets gets round to it. */
const FORMULAS = {
	declared: "=MIKOMI_CHECK_DOUBLE(21)",
	range: "=MIKOMI_CHECK_DOUBLE({1;2})",
	empty: "=MIKOMI_CHECK_TYPE(Z99)",
	error: "=MIKOMI_CHECK_THROW()",
	write: "=MIKOMI_CHECK_WRITE()",
	arrow: "=MIKOMI_CHECK_ARROW(21)",
	today: "=MIKOMI_CHECK_TYPE(TODAY())",
	line: "=MIKOMI_CHECK_LINE()",
	ragged: "=MIKOMI_CHECK_RAGGED()",
	date: "=MIKOMI_CHECK_DATE()",
	omitted: "=MIKOMI_CHECK_TYPE(1,,2)",
} as const;

/** Rows from one formula to the next, so that answers may spill. */
const STEP = 4;
const WAIT_MS = 20_000;
const LOADING = /^(Loading|読み込)/;

/** What each formula shows, three by three cells; asked for once. */
function answersOf(sheet: GoogleAppsScript.Spreadsheet.Sheet): string[][] {
	const formulas = Object.values(FORMULAS);
	const refusals = formulas.map((formula, i) => {
		try {
			sheet.getRange(1 + i * STEP, 1).setFormula(formula);
			SpreadsheetApp.flush();
			return null;
		} catch (error) {
			return (error as Error).message;
		}
	});
	let shown: string[][] = [];
	for (let waited = 0; waited <= WAIT_MS; waited += 2000) {
		shown = sheet.getRange(1, 1, formulas.length * STEP, 3).getDisplayValues();
		if (!shown.some((row) => LOADING.test(row[0] ?? ""))) break;
		Utilities.sleep(2000);
	}
	// The local Sheets refuses at once what Google refuses in the cell.
	refusals.forEach((message, i) => {
		if (message !== null) shown[i * STEP] = [`refused: ${message}`];
	});
	return shown;
}

let held: string[][] | null = null;

const shows = (
	name: keyof typeof FORMULAS,
): ((place: { readonly sheet: GoogleAppsScript.Spreadsheet.Sheet }) => string[][]) => {
	const row = Object.keys(FORMULAS).indexOf(name) * STEP;
	return (place) => {
		held = held ?? answersOf(place.sheet);
		return held.slice(row, row + 3);
	};
};
const first = (cells: string[][]): string => cells[0]?.[0] ?? "";

export const formulaChecks: readonly Check[] = [
	holds("30", "a cell calls a declared function", (place) => equal(first(shows("declared")(place)), "42")),
	holds("43", "a two-dimensional answer spills", (place) =>
		equal(
			shows("range")(place)
				.slice(0, 2)
				.map(([cell]) => cell),
			["2", "4"],
		),
	),
	holds("37", "an empty cell arrives as empty text", (place) =>
		equal(first(shows("empty")(place)), 'string ""'),
	),
	holds("44", "a thrown error shows as #ERROR!", (place) => equal(first(shows("error")(place)), "#ERROR!")),
	holds("41", "a custom function that writes fails", (place) =>
		equal(first(shows("write")(place)), "#ERROR!"),
	),
	open("31", "a const arrow as a custom function", (place) => first(shows("arrow")(place))),
	open("37", "an argument left empty between two others", (place) => first(shows("omitted")(place))),
	open("38", "TODAY() as an argument", (place) => first(shows("today")(place))),
	open("43", "a one-dimensional answer", (place) => shows("line")(place)),
	open("43", "a ragged answer", (place) => shows("ragged")(place)),
	open("45", "a Date as an answer", (place) => first(shows("date")(place))),
];
