/** Which column means what: by mark first, then by header, so that columns may be moved and renamed. */
import { foldKey } from "../domain/normalize/text";
import { LANGUAGES, messagesIn } from "../locale";
import type { Cell } from "./codec";
import { RECORD_TABLES, type RecordTable, specOf, type TableId } from "./schema";
import { headerTables } from "./shipped/headers";

/** Fold key of a header without punctuation: "deal_stage", "Deal Stage" and "ＤＥＡＬ　ＳＴＡＧＥ" agree. */
export function headerKey(header: string): string {
	return foldKey(header).replace(/[\s_\-./:・,()[\]（）［］【】「」*?#"']/g, "");
}

/**
 * Column ids by header key, for one table; our own labels in both languages come first. Columns that Mikomi writes are
 * not among them: a team's own 「スコア」 is never taken for ours, which bears a mark.
 */
function headerIndex(table: TableId): ReadonlyMap<string, { column: string; order: number }> {
	const index = new Map<string, { column: string; order: number }>();
	const columns = Object.entries(specOf(table).columns)
		.filter(([, spec]) => spec.by === "people")
		.map(([column]) => column);
	const add = (header: string, column: string, order: number) => {
		const key = headerKey(header);
		if (key !== "" && !index.has(key)) index.set(key, { column, order });
	};
	for (const language of LANGUAGES) {
		const labels = messagesIn(language).columns[table] as Readonly<Record<string, string>>;
		for (const column of columns) add(labels[column] ?? column, column, 0);
	}
	for (const column of columns) add(column, column, 1);
	const words =
		(headerTables().words as Readonly<Record<string, Readonly<Record<string, string>>>>)[table] ?? {};
	for (const [column, list] of Object.entries(words)) {
		list.split(" | ").forEach((header, order) => {
			add(header, column, order + 2);
		});
	}
	return index;
}

export interface HeaderMapping {
	readonly columns: ReadonlyMap<string, number>;
	readonly impliedType: string | null;
}

/**
 * The column (1-based) of each id that a header row names. Two headers for one id: the more usual word wins, then
 * the left one.
 */
export function mapHeaders(table: TableId, headers: readonly Cell[]): HeaderMapping {
	const index = headerIndex(table);
	const best = new Map<string, { at: number; order: number }>();
	headers.forEach((header, at) => {
		const found = index.get(headerKey(String(header)));
		if (found === undefined) return;
		const held = best.get(found.column);
		if (held === undefined || found.order < held.order) {
			best.set(found.column, { at: at + 1, order: found.order });
		}
	});
	const columns = new Map<string, number>();
	for (const [column, { at }] of best) columns.set(column, at);
	const taken = new Set(columns.values());
	headers.forEach((header, i) => {
		const column = taken.has(i + 1) ? undefined : columnByEnding(index, headerKey(String(header)));
		if (column !== undefined && !columns.has(column)) columns.set(column, i + 1);
	});
	return { columns, impliedType: columns.has("type") ? null : impliedType(table, headers) };
}

/** Headers that tell of another moment or person than the plain word does. */
const OTHER_THAN_NOW = /^(?:最終|前回|次回|次|前|旧|元|更新|変更|予定|送付先|請求先|紹介者|上司)/;

/**
 * The column of a longer Japanese header by the known word that it ends with: 「商談開始日」 is a 「開始日」. Only where no
 * header names the column outright.
 */
function columnByEnding(index: ReadonlyMap<string, { column: string }>, key: string): string | undefined {
	if (OTHER_THAN_NOW.test(key)) return undefined;
	for (let from = 1; from <= key.length - 2; from++) {
		const ending = key.slice(from);
		if (!/[^\u0020-\u007e]/.test(ending)) return undefined;
		const found = index.get(ending);
		if (found !== undefined) return found.column;
	}
	return undefined;
}

/** The kind of activity that a table without a type column holds, or null. */
function impliedType(table: TableId, headers: readonly Cell[]): string | null {
	if (table !== "activities") return null;
	const keys = new Set(headers.map((header) => headerKey(String(header))));
	for (const [header, type] of headerTables().impliedTypes) if (keys.has(headerKey(header))) return type;
	return null;
}

/** Columns without which a table says nothing: one of each group must be there. */
const NEEDED: Readonly<Record<RecordTable, readonly (readonly string[])[]>> = {
	leads: [["company", "name", "email", "source_id"]],
	companies: [["name"]],
	activities: [["at"]],
	deals: [["stage", "outcome", "amount", "closes_at"]],
};

/** The columns of which the table needs at least one and has none; empty where it can be read. */
export function missingColumns(table: RecordTable, columns: ReadonlyMap<string, number>): string[] {
	return NEEDED[table].filter((group) => !group.some((column) => columns.has(column))).flat();
}

/** True where the mapped columns are enough to read the table. */
export function isUsable(table: RecordTable, mapping: HeaderMapping): boolean {
	return missingColumns(table, mapping.columns).length === 0;
}

/** Fewer known columns are no evidence that a tab is one of these tables. */
const LEAST_COLUMNS = 3;

export interface Recognition extends HeaderMapping {
	readonly table: RecordTable;
}

/** The kind of table whose headers these are, or null when they look like none. */
export function recognise(headers: readonly Cell[]): Recognition | null {
	const filled = headers.filter((header) => String(header).trim() !== "");
	const keys = new Set(filled.map((header) => headerKey(String(header))));
	let best: (Recognition & { weight: number }) | null = null;
	for (const table of RECORD_TABLES) {
		const mapping = mapHeaders(table, headers);
		if (!isUsable(table, mapping)) continue;
		const telling =
			headerTables()
				.telling.find(([id]) => id === table)?.[1]
				.split(" | ") ?? [];
		const tellingHits = telling.filter((header) => keys.has(headerKey(header))).length;
		const weight = mapping.columns.size + 3 * tellingHits;
		if (mapping.columns.size < LEAST_COLUMNS) continue;
		if (weight > (best?.weight ?? 0)) best = { table, ...mapping, weight };
	}
	return best;
}
