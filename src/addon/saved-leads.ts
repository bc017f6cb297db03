/**
 * What saves wrote beside leads in the last minutes. A refresh that read the sheet before a save must not lay older
 * figures over it. The cache may forget: then the next refresh puts it right.
 */
import type { Cell } from "../workbook/codec";

type StoredCell = Exclude<Cell, Date> | { readonly date: number };

interface Saved {
	readonly lead: string;
	/** ms since 1970. */
	readonly at: number;
	readonly cells: Readonly<Record<string, StoredCell>>;
}

const KEY = "mikomi.saved.";
const SECONDS = 900;
/** A cached value takes 100 KB (PLATFORM fact 24), a Japanese character three bytes. */
const CHARACTERS = 30_000;

function cache(): GoogleAppsScript.Cache.Cache | null {
	return CacheService.getDocumentCache();
}

function readSaved(spreadsheet: string): Saved[] {
	return JSON.parse(cache()?.get(KEY + spreadsheet) ?? "[]") as Saved[];
}

/** Remembers own cells that a save wrote. The caller holds the document lock. */
export function rememberSaved(
	spreadsheet: string,
	lead: string,
	cells: readonly (readonly [string, Cell])[],
): void {
	const stored: Record<string, StoredCell> = {};
	for (const [column, cell] of cells) {
		stored[column] = cell instanceof Date ? { date: cell.getTime() } : cell;
	}
	let kept = readSaved(spreadsheet).filter((saved) => saved.lead !== lead);
	kept.push({ lead, at: Date.now(), cells: stored });
	while (kept.length > 1 && JSON.stringify(kept).length > CHARACTERS) kept = kept.slice(1);
	cache()?.put(KEY + spreadsheet, JSON.stringify(kept), SECONDS);
}

/** Forgets what was saved beside some leads. The caller holds the document lock. */
export function forgetSaved(spreadsheet: string, leads: readonly string[]): void {
	const kept = readSaved(spreadsheet).filter(({ lead }) => !leads.includes(lead));
	cache()?.put(KEY + spreadsheet, JSON.stringify(kept), SECONDS);
}

/** Own cells by lead id and column that were saved since a moment. The caller holds the document lock. */
export function savedSince(
	spreadsheet: string,
	moment: number,
): ReadonlyMap<string, ReadonlyMap<string, Cell>> {
	const fresh = readSaved(spreadsheet).filter(({ at }) => at >= moment);
	const cellOf = (cell: StoredCell): Cell => (typeof cell === "object" ? new Date(cell.date) : cell);
	return new Map(
		fresh.map(({ lead, cells }) => [
			lead,
			new Map(Object.entries(cells).map(([column, cell]) => [column, cellOf(cell)])),
		]),
	);
}
