/** A1 and R1C1 notation, any case, with open sides and inverted corners (PLATFORM fact 66). */
import { exception } from "./bridge";
import type { RangePlace } from "./handles";

function columnName(index: number): string {
	let name = "";
	for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
		name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
	return name;
}

function columnIndex(letters: string): number {
	let index = 0;
	for (const char of letters.toUpperCase()) index = index * 26 + char.charCodeAt(0) - 64;
	return index - 1;
}

/** Splits "'My tab'!A1" into the tab's name and the rest. */
export function splitSheetName(notation: string): { sheetName: string | null; rest: string } {
	const quoted = /^'((?:[^']|'')+)'!(.*)$/s.exec(notation);
	if (quoted) return { sheetName: quoted[1]!.replace(/''/g, "'"), rest: quoted[2]! };
	const plain = /^([^!]+)!(.*)$/s.exec(notation);
	return plain ? { sheetName: plain[1]!, rest: plain[2]! } : { sheetName: null, rest: notation };
}

interface Corner {
	readonly row: number | null;
	readonly column: number | null;
}

function corner(text: string): Corner | null {
	const r1c1 = /^R(\d+)C(\d+)$/i.exec(text);
	if (r1c1) return { row: Number(r1c1[1]) - 1, column: Number(r1c1[2]) - 1 };
	const a1 = /^\$?([A-Z]{1,3})?\$?(\d+)?$/i.exec(text);
	if (!a1 || (a1[1] === undefined && a1[2] === undefined)) return null;
	return {
		row: a1[2] === undefined ? null : Number(a1[2]) - 1,
		column: a1[1] === undefined ? null : columnIndex(a1[1]),
	};
}

/** Reads a range without its sheet name; null if it is none. */
export function parseRange(
	text: string,
	sheet: string,
	maxRows: number,
	maxColumns: number,
): RangePlace | null {
	const halves = text.split(":");
	const start = corner(halves[0] ?? "");
	if (!start || halves.length > 2) return null;
	if (halves.length === 1) {
		if (start.row === null || start.column === null) return null;
		return { sheet, row: start.row, column: start.column, rows: 1, columns: 1 };
	}
	const end = corner(halves[1] ?? "");
	if (!end) return null;
	const rows = side(start.row, end.row, maxRows);
	const columns = side(start.column, end.column, maxColumns);
	if (!rows || !columns || (rows.open === "both" && columns.open === "both")) return null;
	return {
		sheet,
		row: rows.start,
		column: columns.start,
		rows: rows.count,
		columns: columns.count,
		...(rows.open && { openRows: rows.open }),
		...(columns.open && { openColumns: columns.open }),
	};
}

function side(
	start: number | null,
	end: number | null,
	size: number,
): { start: number; count: number; open?: "both" | "end" } | null {
	if (start === null && end === null) return { start: 0, count: size, open: "both" };
	if (start === null || end === null) {
		const known = start ?? end ?? 0;
		if (known < 0 || known >= size)
			throw exception("The coordinates of the range are outside the dimensions of the sheet.");
		return { start: known, count: size - known, open: "end" };
	}
	return { start: Math.min(start, end), count: Math.abs(end - start) + 1 };
}

export function a1Notation(place: RangePlace): string {
	const { row, column, rows, columns } = place;
	const top = place.openRows === "both" ? "" : String(row + 1);
	const left = place.openColumns === "both" ? "" : columnName(column);
	const bottom = place.openRows ? "" : String(row + rows);
	const right = place.openColumns ? "" : columnName(column + columns - 1);
	if (rows === 1 && columns === 1 && !place.openRows && !place.openColumns) return `${left}${top}`;
	return `${left}${top}:${right}${bottom}`;
}
