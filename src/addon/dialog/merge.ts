/** Merges rows that turned out to be one lead or company: a fact beside the other row, which stays where it is. */
import { formatDay } from "../../domain/calendar/day";
import { type Fields, mergedFields } from "../../domain/merging";
import { foldKey } from "../../domain/normalize/text";
import { type MappedTab, MissingColumnError } from "../../workbook/book";
import { type Cell, day } from "../../workbook/codec";
import { mapTab, tabsOf } from "../../workbook/read";
import { specOf } from "../../workbook/schema";
import { labelsOf } from "../../workbook/table-layout";
import { wordsOf } from "../../workbook/words";
import type { CellChange, RowChange } from "../../workbook/writing/batch-plan";
import { same } from "../../workbook/writing/cell-image";
import type { Answer, Merge, MergePreview } from "../dialog-contract";
import { type DialogDesk, openDialogDesk, Refusal } from "./desk";

type Table = "leads" | "companies";

/** Facts beside the records that go along with the merge; each of a group says something only with the others. */
const FACTS: Readonly<Record<Table, readonly (readonly string[])[]>> = {
	leads: [
		["mql_on", "mql_estimated", "mql_why", "mql_version"],
		["contact_verdict", "contact_basis", "judged_of"],
		["deal_verdict", "deal_basis"],
		["judged_on"],
		["adjustment", "adjustment_reason", "adjustment_by"],
		["next_action_on", "next_action", "next_action_type"],
	],
	companies: [["verdict", "verdict_reason", "verdict_basis", "judged_of"]],
};
/** A no of one row holds for the person, whichever row says it. */
const REFUSALS = ["do_not_call", "opt_out"];
/** Differing cells that the preview names. */
const NAMED = 200;

interface MergeRow {
	readonly table: Table;
	readonly id: string;
	readonly gid: number;
	readonly columns: ReadonlyMap<string, number>;
	readonly cells: readonly Cell[];
	readonly formulas: readonly string[];
}

export function mergeCheck(merges: readonly Merge[]): MergePreview {
	const desk = openDialogDesk();
	const { filled, kept, pairs } = planMerges(desk, merges);
	return {
		sentence: desk.sentences.mergeCheck(pairs, filled.length, kept.length),
		filled: filled.slice(0, NAMED),
		kept: kept.slice(0, NAMED),
	};
}

export function mergeApply(merges: readonly Merge[], why: string): Answer {
	const desk = openDialogDesk();
	const { rows, pairs, filled } = planMerges(desk, merges);
	return desk.applied({ kind: "merge", by: desk.by, why, rows }, () =>
		desk.sentences.merged(pairs, filled.length),
	);
}

function planMerges(desk: DialogDesk, merges: readonly Merge[]) {
	const { sentences, messages } = desk;
	const wanted = merges.filter(({ others }) => others.length > 0);
	const losers = wanted.flatMap(({ others }) => others);
	const survivors = new Set(wanted.map(({ survivor }) => survivor));
	if (wanted.some(({ survivor, others }) => others.includes(survivor)))
		throw new Refusal(sentences.mergeSelf);
	if (
		new Set(losers).size < losers.length ||
		losers.some((id) => survivors.has(id)) ||
		survivors.size < wanted.length
	)
		throw new Refusal(sentences.mergeCycle);
	const found = findRows(desk, new Set([...survivors, ...losers]));
	const yes = wordsOf("flag");
	const rows: RowChange[] = [];
	const filled: [string, string, string][] = [];
	const kept: [string, string, string, string][] = [];
	const shown = (cell: Cell) => shownCell(cell, desk);
	for (const { survivor, others } of wanted) {
		const row = found.get(survivor);
		const gone = others.map((id) => found.get(id));
		if (row === undefined || gone.includes(undefined)) throw new Refusal(sentences.mergeGone);
		const merged = gone as MergeRow[];
		if (merged.some(({ table }) => table !== row.table)) throw new Refusal(sentences.mergeTables);
		if ([row, ...merged].some((each) => cellOf(each, "merged_into") !== ""))
			throw new Refusal(sentences.mergeCycle);
		const fields = mergedFields(fieldsOf(row), merged.map(fieldsOf), {
			groups: FACTS[row.table],
			refusals: REFUSALS,
			isSame: (one, other) => foldKey(shown(one)) === foldKey(shown(other)),
			isYes: (cell) => yes.get(foldKey(String(cell))) === "yes",
		});
		const who = [
			cellOf(row, row.table === "leads" ? "company" : "name"),
			row.table === "leads" ? cellOf(row, "name") : "",
		]
			.map(shown)
			.join(" ")
			.trim();
		const labels = labelsOf(row.table, messages);
		const label = (column: string) => labels[column] ?? column;
		const changes: Record<string, CellChange> = {};
		for (const [column, value] of fields.filled) {
			const before = cellOf(row, column);
			if (same(before, value)) continue;
			changes[column] = [before, value];
			if (specOf(row.table).columns[column]?.by === "people") filled.push([who, label(column), shown(value)]);
		}
		for (const [column, value, other] of fields.kept)
			if (specOf(row.table).columns[column]?.by === "people")
				kept.push([who, label(column), shown(value), shown(other)]);
		if (Object.keys(changes).length > 0) rows.push(changeOf(row, changes));
		for (const other of merged) rows.push(changeOf(other, { merged_into: ["", row.id] }));
	}
	return { rows, filled, kept, pairs: losers.length };
}

const changeOf = ({ table, id, gid }: MergeRow, cells: Readonly<Record<string, CellChange>>): RowChange => ({
	table,
	id,
	gid,
	cells,
	isNew: false,
});

/** What a merge looks at: what people fill, and the facts that stand beside. */
function fieldsOf(row: MergeRow): Fields<Cell> {
	const fields: Record<string, Cell | null> = {};
	const facts = FACTS[row.table].flat();
	for (const [column, spec] of Object.entries(specOf(row.table).columns)) {
		if (!row.columns.has(column) || (spec.by !== "people" && !facts.includes(column))) continue;
		const cell = cellOf(row, column);
		// A formula that shows nothing fills its cell all the same.
		const isBlank = (cell === "" || cell === false) && !row.formulas[(row.columns.get(column) ?? 0) - 1];
		fields[column] = isBlank ? null : cell;
	}
	return fields;
}

function cellOf({ cells, columns }: MergeRow, column: string): Cell {
	return cells[(columns.get(column) ?? 0) - 1] ?? "";
}

function shownCell(cell: Cell, { context }: DialogDesk): string {
	if (!(cell instanceof Date)) return String(cell);
	const read = day.decode(cell, context);
	return typeof read === "number" ? formatDay(read) : "";
}

/** The rows of leads and companies by id, in few calls. */
function findRows(desk: DialogDesk, ids: ReadonlySet<string>): Map<string, MergeRow> {
	const found = new Map<string, MergeRow>();
	for (const table of ["leads", "companies"] as const) {
		for (const tab of tabsOf(table, desk.book.tabs(), desk.marks)) {
			if (found.size === ids.size) return found;
			const { rows } = tab.extent();
			if (rows < 2) continue;
			const { columns }: MappedTab = mapTab(
				table,
				tab,
				desk.marks,
				tab.read(1, 1, 1, tab.extent().columns)[0] ?? [],
			);
			const idAt = columns.get("id");
			if (idAt === undefined || !columns.has("merged_into"))
				throw new MissingColumnError(tab.name, table, idAt === undefined ? "id" : "merged_into");
			const places = tab
				.read(2, idAt, rows - 1, 1)
				.flatMap(([id], i) => (ids.has(String(id)) && !found.has(String(id)) ? [i] : []));
			const [first, last] = [places[0], places[places.length - 1]];
			if (first === undefined || last === undefined) continue;
			const width = Math.max(...columns.values());
			const cells = tab.read(first + 2, 1, last - first + 1, width);
			const formulas = tab.formulas(first + 2, 1, last - first + 1, width);
			for (const place of places) {
				const row = cells[place - first] ?? [];
				const id = String(row[idAt - 1] ?? "");
				if (ids.has(id) && !found.has(id))
					found.set(id, {
						table,
						id,
						gid: tab.id,
						columns,
						cells: row,
						formulas: formulas[place - first] ?? [],
					});
			}
		}
	}
	return found;
}
