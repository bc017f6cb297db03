/** Areas and positions follow rows and columns that come, go or move, as Sheets does for whatever hangs on them. */
import type { Area, StructureChange } from "./contract";

/** Where an index stands after a change of its axis; null if it was deleted. */
function shiftIndex(index: number, kind: string, at: number, count: number, to: number): number | null {
	if (kind.startsWith("insert")) return index >= at ? index + count : index;
	if (kind.startsWith("delete")) {
		if (index < at) return index;
		return index < at + count ? null : index - count;
	}
	if (index >= at && index < at + count) return to > at ? index + (to - at - count) : index - (at - to);
	if (index >= at + count && index < to) return index - count;
	if (index >= to && index < at) return index + count;
	return index;
}

function isColumnChange(change: StructureChange): boolean {
	return change.kind.endsWith("Columns");
}

/** The index of a row or column after a change, null if it went; the change's axis decides whether it is touched. */
export function followIndex(index: number, axis: "ROW" | "COLUMN", change: StructureChange): number | null {
	if (change.kind.endsWith("Sheet") || isColumnChange(change) !== (axis === "COLUMN")) return index;
	return shiftIndex(index, change.kind, change.at, change.count, change.to ?? change.at);
}

function followSpan(start: number, size: number, change: StructureChange): [number, number] | null {
	const { kind, at, count } = change;
	const to = change.to ?? at;
	if (kind.startsWith("insert")) {
		if (at <= start) return [start + count, size];
		return [start, at < start + size ? size + count : size];
	}
	if (kind.startsWith("delete")) {
		const before = Math.max(0, Math.min(start, at + count) - at);
		const inside = Math.max(0, Math.min(start + size, at + count) - Math.max(start, at));
		return size - inside > 0 ? [start - Math.max(0, before), size - inside] : null;
	}
	// A moved block carries only what lies wholly inside it; anything else keeps its place.
	if (start >= at && start + size <= at + count)
		return [shiftIndex(start, kind, at, count, to) ?? start, size];
	const last = start + size - 1;
	const first = shiftIndex(start, kind, at, count, to) ?? start;
	const end = shiftIndex(last, kind, at, count, to) ?? last;
	return end >= first ? [first, end - first + 1] : [start, size];
}

/** The area after a change, or null when nothing of it is left. */
export function followArea(area: Area, change: StructureChange): Area | null {
	if (change.sheet !== area.sheet) return area;
	if (change.kind === "deleteSheet") return null;
	if (change.kind === "insertSheet") return area;
	if (isColumnChange(change)) {
		const span = followSpan(area.column, area.columns, change);
		return span && { ...area, column: span[0], columns: span[1] };
	}
	const span = followSpan(area.row, area.rows, change);
	return span && { ...area, row: span[0], rows: span[1] };
}

export function contains(outer: Area, inner: Area): boolean {
	return (
		outer.sheet === inner.sheet &&
		inner.row >= outer.row &&
		inner.column >= outer.column &&
		inner.row + inner.rows <= outer.row + outer.rows &&
		inner.column + inner.columns <= outer.column + outer.columns
	);
}

export function intersects(a: Area, b: Area): boolean {
	return (
		a.sheet === b.sheet &&
		a.row < b.row + b.rows &&
		b.row < a.row + a.rows &&
		a.column < b.column + b.columns &&
		b.column < a.column + a.columns
	);
}

/** Column letters of a 0-based index: 0 -> "A", 26 -> "AA". */
export function columnLetters(index: number): string {
	let letters = "";
	for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
		letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
	return letters;
}

export function cellName(row: number, column: number): string {
	return `${columnLetters(column)}${row + 1}`;
}
