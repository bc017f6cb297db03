/**
 * How a team's own tab is used, and what of our columns beside it no refresh could work out anew: so that the use can
 * end without a trace in the tab, and begin again as if it had not ended.
 */
import type { WallTime } from "../../domain/calendar/day";
import type { Book, MappedTab, Mark } from "../book";
import type { Cell } from "../codec";
import { LEAD_FACTS } from "../load";
import { mapTab, spansOf, tabsOf } from "../read";
import type { RecordTable } from "../schema";
import { layBeside, planIds, readRows } from "./beside";
import { asText, type CellImage, cellOfImage, imageOf } from "./cell-image";
import { steadily } from "./keyed-writer";

export interface TabUse {
	/** 1-based row of the sheet in which the header ends, and how many rows it has. */
	readonly head: number;
	readonly headRows: number;
	/** People's columns: what each means, where it stood, and its header, by which it is found again. */
	readonly columns: readonly (readonly [column: string, at: number, header: string])[];
	readonly facts: Facts;
}

/** What stood in our columns, by the content of people's cells beside it. */
export interface Facts {
	readonly columns: readonly string[];
	/** Fingerprint of the row's content, its id, then the facts. */
	readonly rows: readonly (readonly CellImage[])[];
}

/** A use before and after a batch; null where the tab is not used. */
export interface UseChange {
	readonly table: RecordTable;
	readonly gid: number;
	readonly before: TabUse | null;
	readonly after: TabUse | null;
}

export const NO_FACTS: Facts = { columns: [], rows: [] };

/** Our columns whose content outlives a refresh, beside id and fingerprint. */
export const FACTS: Readonly<Record<RecordTable, readonly string[]>> = {
	leads: [...LEAD_FACTS, "deal_basis", "merged_into"],
	companies: ["verdict_basis", "judged_of", "merged_into"],
	activities: [],
	deals: [],
};

/** Reads the facts beside a tab's records. */
export function factsOf(book: Book, table: RecordTable, mapped: MappedTab): Facts {
	const columns = FACTS[table].filter((column) => mapped.columns.has(column));
	const { rows, cells } = steadily(mapped, [mapped.columns.get("id") ?? 0], () => {
		const rows = readRows({ table, mapped, isSettled: false });
		return { rows, cells: readDown(mapped, columns, rows.length) };
	});
	return {
		columns,
		rows: rows.flatMap(({ id, content }, row) => {
			if (id === "" || content === "") return [];
			const line = [content, id, ...(cells[row] ?? []).map((cell) => imageOf(cell, book))];
			while (line[line.length - 1] === "") line.pop();
			return [line];
		}),
	};
}

/**
 * Puts ids and facts back beside the rows that they belong to, where our columns came anew. Of rows that look alike the
 * first gets the first's. The caller holds the document lock.
 * @returns how many rows have theirs again
 */
export function restoreFacts(
	book: Book,
	marks: readonly Mark[],
	{ table, gid }: Pick<UseChange, "table" | "gid">,
	facts: Facts,
	now: WallTime,
): number {
	const tabs = tabsOf(table, book.tabs(), marks);
	const tab = tabs.find(({ id }) => id === gid);
	if (tab === undefined || facts.rows.length === 0) return 0;
	const mapped = mapTab(table, tab, marks, []);
	const rows = readRows({ table, mapped, isSettled: false });
	// Somebody was quicker, or our columns never went.
	if (rows.some(({ id }) => id !== "")) return 0;
	const elsewhere = tabs
		.filter((other) => other !== tab)
		.flatMap((other) =>
			readRows({ table, mapped: mapTab(table, other, marks, []), isSettled: true }).map(({ id }) => id),
		);
	const left = new Map<string, (readonly CellImage[])[]>();
	for (const fact of facts.rows) {
		const content = String(fact[0]);
		const held = left.get(content) ?? [];
		held.push(fact);
		left.set(content, held);
	}
	const values = new Map<string, readonly Cell[]>();
	const known = rows.map((row) => {
		const [, id, ...cells] = left.get(row.content)?.shift() ?? [];
		if (id === undefined) return row;
		values.set(
			String(id),
			facts.columns.map((_, i) => asText(cellOfImage(cells[i] ?? "", book))),
		);
		return { ...row, id: String(id) };
	});
	if (values.size === 0) return 0;
	const plan = planIds(table, mapped, known.filter(isRecord), now * 1000, elsewhere);
	layBeside(book, [{ plan, columns: facts.columns, values }]);
	return values.size;
}

function isRecord({ id, content }: { readonly id: string; readonly content: string }): boolean {
	return id !== "" || content !== "";
}

/** Some columns below the header, row by row. */
function readDown({ tab, columns }: MappedTab, wanted: readonly string[], rows: number): Cell[][] {
	const places = wanted.map((column) => columns.get(column) ?? 0);
	const lines = Array.from({ length: rows }, () => new Array<Cell>(wanted.length).fill(""));
	if (rows === 0) return lines;
	for (const { first, last } of spansOf(places)) {
		const cells = tab.read(2, first, rows, last - first + 1);
		places.forEach((at, i) => {
			if (at >= first && at <= last)
				lines.forEach((line, row) => {
					line[i] = cells[row]?.[at - first] ?? "";
				});
		});
	}
	return lines;
}
