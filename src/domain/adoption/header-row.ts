/** Where the header of a sheet stands: below titles and blank rows, in one row or several. */
import { normalizeText } from "../normalize/text";
import type { ContentCell } from "./content";

type Rows = readonly (readonly ContentCell[])[];

export interface HeaderPlace {
	/** 0-based first row of the header. */
	readonly first: number;
	readonly rows: number;
	/** One text for each column; the levels of a header of several rows joined by " / ". */
	readonly headers: readonly string[];
}

/** Headers stand this far up at the latest. */
const HEADER_DEPTH = 30;
const MOST_LEVELS = 3;
/** A label is short; what is longer is a note. */
const LONGEST_LABEL = 40;
export const LEVEL_SEPARATOR = " / ";

/**
 * Finds the header in the upper rows of a sheet. A header row names things that are known, or at least labels the
 * columns that are filled below it; a title names one thing, and records hold dates, numbers and addresses.
 * @param isKnown whether a text is the usual header of something
 * @returns null where nothing looks like a header
 */
export function findHeader(rows: Rows, isKnown: (header: string) => boolean): HeaderPlace | null {
	let best: { place: HeaderPlace; weight: number } | null = null;
	for (let first = 0; first < Math.min(HEADER_DEPTH, rows.length); first++) {
		const place = headerAt(rows, first, isKnown);
		if (place === null) continue;
		const weight = weightOf(place, rows, isKnown);
		if (weight > (best?.weight ?? 0)) best = { place, weight };
	}
	return best?.place ?? null;
}

/**
 * The header that begins in a row which a person pointed at, or null where it holds no label.
 * @param first 0-based
 */
export function headerAt(
	rows: Rows,
	first: number,
	isKnown: (header: string) => boolean,
): HeaderPlace | null {
	const top = labelsOf(rows[first], isKnown);
	if (top === null) return null;
	let place: HeaderPlace = { first, rows: 1, headers: top };
	let levels = [top];
	for (let count = 2; count <= MOST_LEVELS; count++) {
		const next = labelsOf(rows[first + count - 1], isKnown);
		if (next === null || !isLevelAbove(levels[levels.length - 1] as string[], next, isKnown)) break;
		levels = [...levels, next];
		const joined = joinLevels(levels);
		if (knownIn(joined, isKnown) < knownIn(place.headers, isKnown)) break;
		place = { first, rows: count, headers: joined };
	}
	return place;
}

/** The texts of a row that may label columns; null where it is blank or holds a record. A year among labels is one. */
function labelsOf(
	row: readonly ContentCell[] | undefined,
	isKnown: (header: string) => boolean,
): string[] | null {
	const texts = (row ?? []).map((cell) => String(cell).replace(/\s+/g, " ").trim());
	const filled = texts.filter((text) => text !== "");
	const odd = filled.filter((text) => !isLabel(text)).length;
	const isRecord = odd * 4 > filled.length && odd * 2 > knownIn(texts, isKnown);
	return filled.length === 0 || isRecord ? null : texts;
}

function isLabel(written: string): boolean {
	const text = normalizeText(written);
	if (text.length > LONGEST_LABEL || text === "true" || text === "false") return false;
	return !/^[▲△¥$-]?[\d,. /:%-]+円?$|@|^https?:|^(?:令和|平成|[RH])?\d{1,4}[年./-]\d/.test(text);
}

/**
 * Whether a row of labels groups the one below it: it labels some of the columns that the lower row leaves blank
 * (cells merged downwards), or stands above several lower labels each (cells merged to the right). A title stands alone.
 */
function isLevelAbove(
	upper: readonly string[],
	lower: readonly string[],
	isKnown: (header: string) => boolean,
): boolean {
	if (lower.filter((text) => text !== "").length < 2 || knownIn(lower, isKnown) === 0) return false;
	const starts = upper.flatMap((text, at) => (text === "" ? [] : [at]));
	const groups = starts.filter((at) => (lower[at] ?? "") !== "");
	const width = (at: number) => {
		const end = starts.find((next) => next > at) ?? lower.length;
		return lower.slice(at, end).filter((text) => text !== "").length;
	};
	// Records fill the columns of their header, and a legend stands over one column each.
	const wide = groups.filter((at) => width(at) > 1).length;
	return starts.length > 1 && wide > 0 && wide * 2 >= groups.length;
}

/** A group's label stands over the blank cells to its right, as far as the next label. */
function joinLevels(levels: readonly (readonly string[])[]): string[] {
	const width = Math.max(...levels.map((level) => level.length));
	const hasBelow = (depth: number, at: number) =>
		levels.slice(depth + 1).some((level) => (level[at] ?? "") !== "");
	const parts: string[][] = Array.from({ length: width }, () => []);
	levels.forEach((level, depth) => {
		let group = "";
		for (let at = 0; at < width; at++) {
			const own = level[at] ?? "";
			// A cell merged downwards has nothing below it and groups nothing.
			if (own !== "") group = hasBelow(depth, at) ? own : "";
			const text = own !== "" || !hasBelow(depth, at) ? own : group;
			const column = parts[at] as string[];
			if (text !== "" && text !== column[column.length - 1]) column.push(text);
		}
	});
	return parts.map((texts) => texts.join(LEVEL_SEPARATOR));
}

function knownIn(headers: readonly string[], isKnown: (header: string) => boolean): number {
	return new Set(headers.filter((header) => header !== "" && isKnown(header))).size;
}

/** Known headers count most, then how many of the columns filled below have a label; of equal rows the upper one. */
function weightOf(
	{ first, rows: count, headers }: HeaderPlace,
	rows: Rows,
	isKnown: (header: string) => boolean,
): number {
	const labels = headers.filter((header) => header !== "");
	const below = rows.slice(first + count, first + count + 10);
	const known = knownIn(headers, isKnown);
	const holdsValues = below.some((row) => row.some((cell) => cell !== "" && !isLabel(String(cell))));
	if (new Set(labels).size < 2 || (known === 0 && !holdsValues)) return 0;
	const covered = headers.filter(
		(header, at) => header !== "" && below.some((row) => (row[at] ?? "") !== ""),
	);
	return known * 10 + Math.min(covered.length, 9) - first * 0.01;
}
