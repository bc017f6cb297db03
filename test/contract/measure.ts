/** What this very sheet can do: numbers to set against PERFORMANCE's. */

export interface Measurement {
	readonly name: string;
	readonly value: string;
}

/** The add-on as it is pushed; the build puts it here. */
declare const PRODUCT_CODE: string;

const ROWS = 2000;
const COLUMNS = 20;
const CALLS = 20;

function timed(action: () => void): number {
	const start = Date.now();
	action();
	return Math.max(1, Date.now() - start);
}

const rate = (cells: number, ms: number) =>
	`${Math.round((cells / ms) * 1000)} cells a second (${cells} cells in ${ms} ms)`;
const each = (ms: number) => `${Math.round(ms / CALLS)} ms a call (${CALLS} calls in ${ms} ms)`;

export function measure(sheet: GoogleAppsScript.Spreadsheet.Sheet): Measurement[] {
	sheet.insertRowsAfter(1, ROWS);
	const range = sheet.getRange(1, 1, ROWS, COLUMNS);
	const block = Array.from({ length: ROWS }, (_, row) =>
		Array.from({ length: COLUMNS }, (_, column) => (column % 2 === 0 ? row * column : `text ${row}`)),
	);
	const write = timed(() => {
		range.setValues(block);
		SpreadsheetApp.flush();
	});
	const read = timed(() => {
		range.getValues();
	});
	const readCall = timed(() => {
		// Cells far apart, written in between, so that no cache answers.
		for (let i = 0; i < CALLS; i++) {
			sheet.getRange(1 + i * 90, 1).setValue(i);
			sheet.getRange(45 + i * 90, 20).getValue();
		}
	});
	const flushCall = timed(() => {
		for (let i = 0; i < CALLS; i++) {
			sheet.getRange(1 + i * 90, 3).setValue(i);
			SpreadsheetApp.flush();
		}
	});
	const property = timed(() => {
		for (let i = 0; i < CALLS; i++) PropertiesService.getDocumentProperties().getProperty("mikomi.check");
	});
	const load = timed(() => {
		new Function(PRODUCT_CODE)();
	});
	const page = timed(() => {
		HtmlService.createHtmlOutputFromFile("data").getContent();
	});
	return [
		{ name: "read", value: rate(ROWS * COLUMNS, read) },
		{ name: "write and flush", value: rate(ROWS * COLUMNS, write) },
		{ name: "one cell written, then one read", value: each(readCall) },
		{ name: "one cell written and flushed", value: each(flushCall) },
		{ name: "one property read", value: each(property) },
		{ name: "data.html read", value: `${page} ms` },
		{
			name: "compiling and evaluating dist/Code.js",
			value: `${load} ms (${Math.round(PRODUCT_CODE.length / 1000)} kB)`,
		},
	];
}
