/**
 * Deletes columns of ours from a team's tab. Locks stop scripts, not people: somebody may insert or delete columns just
 * then, and one of theirs goes in the place of ours. It is put back with its values, formulas and number formats.
 */
import type { Cell } from "../workbook/codec";
import { asText } from "../workbook/writing/cell-image";

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** Columns on each side that are remembered, and how many cells of them at most. */
const AROUND = 20;
const MOST_CELLS = 200_000;

/** A column of theirs beside ours. */
interface Neighbour {
	readonly at: number;
	readonly header: string;
	readonly cells: readonly Cell[];
	readonly formats: readonly string[];
}

/**
 * @param head row of the header, by which columns are told apart
 * @returns how many of theirs were put back
 */
export function takeOff(sheet: Sheet, head: number, first: number, last: number): number {
	const reach = Math.max(1, Math.min(AROUND, Math.floor(MOST_CELLS / Math.max(1, sheet.getLastRow()))));
	const before = headersOf(sheet, head);
	const neighbours = [
		...neighboursIn(sheet, before, Math.max(1, first - reach), first - 1).reverse(),
		...neighboursIn(sheet, before, last + 1, Math.min(before.length, last + reach)),
	];
	sheet.deleteColumns(first, last - first + 1);
	const after = headersOf(sheet, head);
	const missing = countsOf(before.filter((_, i) => i < first - 1 || i > last - 1));
	for (const [header, count] of countsOf(after)) missing.set(header, (missing.get(header) ?? 0) - count);
	// The nearest first: they are the ones that went.
	const lost = neighbours.filter(({ header }) => {
		const count = missing.get(header) ?? 0;
		missing.set(header, count - 1);
		return header !== "" && count > 0;
	});
	lost
		.sort((one, other) => one.at - other.at)
		.forEach((neighbour, i) => {
			putBack(sheet, Math.min(first, after.length + 1) + i, neighbour);
		});
	return lost.length;
}

function headersOf(sheet: Sheet, head: number): string[] {
	return sheet.getRange(head, 1, 1, sheet.getMaxColumns()).getDisplayValues()[0] ?? [];
}

function neighboursIn(sheet: Sheet, headers: readonly string[], from: number, to: number): Neighbour[] {
	const rows = sheet.getLastRow();
	if (from > to || rows === 0) return [];
	const range = sheet.getRange(1, from, rows, to - from + 1);
	const values = range.getValues() as Cell[][];
	const formulas = range.getFormulas();
	const formats = range.getNumberFormats();
	return Array.from({ length: to - from + 1 }, (_, i) => ({
		at: from + i,
		header: headers[from + i - 1] ?? "",
		cells: values.map((row, r) => formulas[r]?.[i] || asText(row[i] ?? "")),
		formats: formats.map((row) => row[i] ?? ""),
	}));
}

function countsOf(words: readonly string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
	return counts;
}

function putBack(sheet: Sheet, at: number, { cells, formats }: Neighbour): void {
	if (at > sheet.getMaxColumns()) sheet.insertColumnAfter(sheet.getMaxColumns());
	else sheet.insertColumnBefore(at);
	const range = sheet.getRange(1, at, cells.length, 1);
	range.setNumberFormats(formats.map((format) => [format]));
	range.setValues(cells.map((cell) => [cell]));
}
