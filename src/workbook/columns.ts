/** Which column means what: by mark first, then by header, so that columns may be moved and renamed. */
import { LEVEL_SEPARATOR } from "../domain/adoption/header-row";
import { foldKey, normalizeText } from "../domain/normalize/text";
import { LANGUAGES, messagesIn } from "../locale";
import type { Cell } from "./codec";
import { RECORD_TABLES, type RecordTable, specOf, type TableId } from "./schema";
import { headerTables } from "./shipped/headers";

/** Fold key of a header without punctuation: "deal_stage", "Deal Stage" and "ＤＥＡＬ　ＳＴＡＧＥ" agree. */
export function headerKey(header: string): string {
	return foldKey(header).replace(/[\s_\-./:・,()[\]（）［］【】「」*?#"']/g, "");
}

/** What a header may mean: a column, and how usual the word is for it (0 is our own label). */
interface Meaning {
	readonly column: string;
	readonly order: number;
}

type HeaderIndex = ReadonlyMap<string, readonly Meaning[]>;

const indexes = new Map<TableId, HeaderIndex>();

/**
 * Meanings by header key, for one table; our own labels in both languages come first. Columns that Mikomi writes are
 * not among them: a team's own 「スコア」 is never taken for ours, which bears a mark.
 */
function headerIndex(table: TableId): HeaderIndex {
	const held = indexes.get(table);
	if (held !== undefined) return held;
	const index = new Map<string, Meaning[]>();
	const columns = Object.entries(specOf(table).columns)
		.filter(([, spec]) => spec.by === "people")
		.map(([column]) => column);
	const add = (header: string, column: string, order: number, isSecond = false) => {
		const key = headerKey(header);
		const known = index.get(key);
		if (known === undefined && key !== "") index.set(key, [{ column, order }]);
		else if (isSecond && known?.every((meaning) => meaning.column !== column)) known.push({ column, order });
	};
	for (const language of LANGUAGES) {
		const labels = messagesIn(language).columns[table] as Readonly<Record<string, string>>;
		for (const column of columns) add(labels[column] ?? column, column, 0);
	}
	for (const column of columns) add(column, column, 1);
	const { words, seconds } = headerTables();
	const wordsOf = (of: object) => Object.entries((of as Record<string, Record<string, string>>)[table] ?? {});
	for (const [column, list] of wordsOf(words)) {
		list.split(" | ").forEach((header, order) => {
			add(header, column, order + 2);
		});
	}
	for (const [column, list] of wordsOf(seconds)) {
		list.split(" | ").forEach((header, order) => {
			add(header, column, SECOND + order, true);
		});
	}
	indexes.set(table, index);
	return index;
}

/** Orders from here on: a word's second meaning, an ending. Words of one meaning are settled before those of two. */
const REMARKED = 40;
export const AMBIGUOUS = 100;
export const SECOND = 200;
export const ENDING = 300;

/** That a column of a sheet (1-based) may be a column of ours; the lower the order, the surer. */
export interface Candidate extends Meaning {
	readonly at: number;
}

/** What the headers say: by the whole header, by the lower level of one of several rows, by the ending of a longer one. */
export function headerCandidates(table: TableId, headers: readonly Cell[]): Candidate[] {
	const index = headerIndex(table);
	return headers.flatMap((header, i) => {
		const text = String(header);
		const meanings = meaningsOf(index, text);
		const from = meanings.length > 1 ? AMBIGUOUS : 0;
		const found = meanings.map(({ column, order }) => ({
			column,
			order: order < SECOND ? order + from : order,
		}));
		const byEnding = columnByEnding(index, headerKey(text));
		if (byEnding !== undefined && meanings.every(({ column }) => column !== byEnding))
			found.push({ column: byEnding, order: ENDING });
		return found.map((meaning) => ({ ...meaning, at: i + 1 }));
	});
}

/** Meanings of a header; of one in several rows those of all its levels together, or of the lowest. */
function meaningsOf(index: HeaderIndex, header: string): readonly Meaning[] {
	const levels = header.split(LEVEL_SEPARATOR);
	const whole =
		index.get(headerKey(header)) ?? (levels.length < 2 ? withoutRemarks(index, header) : undefined);
	if (whole !== undefined) return whole;
	if (levels.length < 2 || levels.some((level) => OTHER_THAN_NOW.test(headerKey(level)))) return [];
	const [lowest = ""] = levels.slice(-1);
	return index.get(headerKey(lowest)) ?? withoutRemarks(index, lowest) ?? [];
}

/** 「ご担当者名（必須）」 is 「担当者名」, unless a header says that outright. */
function withoutRemarks(index: HeaderIndex, header: string): readonly Meaning[] | undefined {
	const bare = normalizeText(header)
		.replace(/[([【「〈<].*?[)\]】」〉>]|[※*].*$/g, "")
		.replace(/^\d+[.)、: ]|^[①-⑳]|(?:必須|任意)$/g, "");
	const meanings = index.get(headerKey(bare)) ?? index.get(headerKey(bare).replace(/^[ごお御]|様$/g, ""));
	return meanings?.map(({ column, order }) => ({ column, order: order + REMARKED }));
}

/** True for a header that some table knows. */
export function isKnownHeader(header: string): boolean {
	return RECORD_TABLES.some((table) => meaningsOf(headerIndex(table), header).length > 0);
}

/** Gives each column of ours at most one of the sheet's, and the other way round: the surest first, then the left. */
export function settle<C extends Candidate>(candidates: readonly C[]): C[] {
	const columns = new Set<string>();
	const places = new Set<number>();
	return [...candidates]
		.sort((a, b) => a.order - b.order || a.at - b.at)
		.filter(({ column, at }) => {
			if (columns.has(column) || places.has(at)) return false;
			columns.add(column);
			places.add(at);
			return true;
		});
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
	const settled = settle(headerCandidates(table, headers)).sort((a, b) => a.at - b.at);
	const columns = new Map(settled.map(({ column, at }): [string, number] => [column, at]));
	return { columns, impliedType: impliedType(table, headers) };
}

/** Headers that tell of another moment or person than the plain word does. */
const OTHER_THAN_NOW = /^(?:最終|前回|次回|次|前|旧|元|更新|変更|予定|送付先|請求先|紹介者|上司)/;

/** Somebody at the customer's is nobody's owner. */
const OTHER_SIDE = /^(?:取引先|得意先|先方|お客様|顧客|客先|相手|貴社|御社)/;

/**
 * The column of a longer Japanese header by the known word that it ends with: 「商談開始日」 is a 「開始日」. Only where no
 * header names the column outright.
 */
function columnByEnding(index: HeaderIndex, key: string): string | undefined {
	if (OTHER_THAN_NOW.test(key)) return undefined;
	for (let from = 1; from <= key.length - 2; from++) {
		const ending = key.slice(from);
		if (!/[^\u0020-\u007e]/.test(ending)) return undefined;
		const found = index.get(ending)?.[0];
		if (found !== undefined)
			return found.column === "owner" && OTHER_SIDE.test(key) ? undefined : found.column;
	}
	return undefined;
}

/** The kind of activity that rows of the table are where they do not say it, or null. */
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

/** Columns of a person or of somebody's coming; a list of companies has none of them. */
const PERSON = ["name", "email", "title", "department", "created_at"];

/** Fewer known columns are no evidence that a tab is one of these tables. */
const LEAST_COLUMNS = 3;

/** How much speaks for a table whose columns would be these: what only this kind bears counts most. 0 for no evidence. */
export function weightAs(
	table: RecordTable,
	headers: readonly Cell[],
	columns: ReadonlyMap<string, number>,
): number {
	if (columns.size < LEAST_COLUMNS || missingColumns(table, columns).length > 0) return 0;
	const keys = new Set(
		headers.flatMap((header) => [String(header), ...String(header).split(LEVEL_SEPARATOR)]).map(headerKey),
	);
	const telling = headerTables().telling.find(([id]) => id === table)?.[1] ?? "";
	const told = columns.size + 3 * telling.split(" | ").filter((header) => keys.has(headerKey(header))).length;
	// Leads are people: a list without one is a list of companies.
	const isNobody = table === "leads" && !PERSON.some((column) => columns.has(column));
	return isNobody ? told / 2 : told;
}
