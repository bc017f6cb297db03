/** One answer to a BANT question as it stands in one cell: 値｜根拠｜2026/11/20. */
import { parseDay } from "../calendar/day";
import { foldKey, normalizeText } from "../normalize/text";

export interface BantEntry {
	readonly value: string;
	/** Who said it, or where it stands. */
	readonly evidence: string;
	/** ISO day on which it was heard, or "". */
	readonly on: string;
}

const BAR = "｜";
const BARS = /[｜|]/;
const NO_ANSWER = /^(?:|未確認|不明|unknown|[?\-ー]+)$/;

/**
 * Reads a cell that the sidebar wrote or a person typed; a value alone will do. A day (2026/11/20 or 2026-11-20) is
 * one only as the last part. Between value and day everything is evidence, further bars included.
 * @example parseBant("確保済 | 社長の話").evidence // => "社長の話"
 */
export function parseBant(cell: string): BantEntry {
	const first = cell.search(BARS);
	if (first < 0) return { value: cell.trim(), evidence: "", on: "" };
	const rest = cell.slice(first + 1);
	const last = Math.max(rest.lastIndexOf(BAR), rest.lastIndexOf("|"));
	const tail = rest.slice(last + 1).trim();
	const on = isoDay(tail);
	const endsWithDay = on !== "" || (tail === "" && last >= 0);
	const evidence = endsWithDay ? rest.slice(0, Math.max(last, 0)) : rest;
	return { value: cell.slice(0, first).trim(), evidence: evidence.trim(), on };
}

/**
 * The cell of an entry, trimmed and without blank parts at its end. `parseBant` reads the same back, save for a
 * value that itself holds a bar: what follows the bar becomes evidence.
 * @example formatBant({ value: "確保済", evidence: "", on: "2026-11-20" }) // => "確保済｜｜2026/11/20"
 */
export function formatBant(entry: BantEntry): string {
	const value = entry.value.trim();
	const evidence = entry.evidence.trim();
	if (entry.on !== "") return [value, evidence, entry.on.replace(/-/g, "/")].join(BAR);
	if (evidence === "") return value;
	const text = BAR + evidence;
	// A last bar keeps evidence apart that would itself be read as the day, or that ends with a bar.
	return value + text + (parseBant(text).evidence === evidence ? "" : BAR);
}

/** Whether somebody asked and got an answer; なし is one, 未確認 and 不明 are not. */
export function isAnswered(cell: string | null): boolean {
	return cell !== null && !NO_ANSWER.test(foldKey(parseBant(cell).value));
}

/** How many of the questions are answered. */
export function bantCount(cells: readonly (string | null)[]): number {
	return cells.filter(isAnswered).length;
}

function isoDay(text: string): string {
	const match = /^(\d{4})([/-])(\d\d?)\2(\d\d?)$/.exec(normalizeText(text));
	if (match === null) return "";
	const [, year, , month = "", day = ""] = match;
	const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
	return parseDay(iso) === null ? "" : iso;
}
