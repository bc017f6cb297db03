/**
 * Bulk writes that can be taken back: what is about to change stands in 変更履歴 first, then the cells are written and
 * looked at again. Undo puts back what the cells held, wherever their rows stand by then; cells that somebody changed
 * since stay as they are.
 */
import type { WallTime } from "../../domain/calendar/day";
import { type Book, type MappedTab, type Mark, MissingColumnError, type Tab } from "../book";
import type { Cell } from "../codec";
import { fingerprintOf, IDENTITY, type IdentityTable, idMaker } from "../identity";
import { mapTab, spansOf, tabsOf } from "../read";
import { specOf } from "../schema";
import type { BatchPlan, BatchTable, RowChange } from "./batch-plan";
import { addRows, deleteRows, upperRows } from "./batch-rows";
import { identityCell, layBeside, planIds, readRows } from "./beside";
import { same } from "./cell-image";
import { type BatchEntry, ChangeLog, type LoggedChange } from "./change-log";
import { type Goal, KeyedWriter, keyOf, steadily, type WriteReport } from "./keyed-writer";
import type { UseChange } from "./tab-use";

export type { BatchEntry } from "./change-log";

/** Rows of one batch at most: more would not end in the time that an execution has. */
export const MOST_ROWS = 10_000;

/** A cell that a batch or an undo left as it was. */
export interface LeftCell {
	readonly table: BatchTable;
	readonly id: string;
	readonly column: string;
}

export interface BatchReport {
	readonly batch: string;
	/** Present rows that were written to, and rows that were added. */
	readonly rows: number;
	readonly added: number;
	readonly cells: number;
	/** Cells that did not hold what the plan saw; rows that are gone are here with each of their cells. */
	readonly skipped: readonly LeftCell[];
}

export interface UndoReport {
	/** Rows whose cells are as before, all or some. */
	readonly restored: number;
	readonly removed: number;
	readonly changed: readonly LeftCell[];
}

/** A batch that cannot be written at all. */
export class BatchRefusedError extends Error {
	constructor(readonly code: "too_many" | "unknown" | "undone" | "forgotten") {
		super(code);
	}
}

/** The changes of one tab. */
interface TabChanges<T extends RowChange = RowChange> {
	readonly table: BatchTable;
	readonly mapped: MappedTab;
	readonly rows: readonly T[];
}

export class Batches {
	private readonly made = new Map<IdentityTable, () => string>();

	/** @param now moment of the request, in the spreadsheet's zone */
	constructor(
		private readonly book: Book,
		private readonly marks: readonly Mark[],
		private readonly now: WallTime,
	) {}

	/**
	 * Ids that no row of the table bears.
	 * @param count how many
	 */
	newIds(table: IdentityTable, count: number): string[] {
		let make = this.made.get(table);
		if (make === undefined) {
			const taken = this.tabs(table).flatMap((tab) => {
				const at = this.mapped(table, tab).columns.get("id");
				const { rows } = tab.extent();
				return at === undefined || rows < 2 ? [] : tab.read(2, at, rows - 1, 1).map((row) => String(row[0]));
			});
			make = idMaker(IDENTITY[table].prefix, this.now * 1000, taken);
			this.made.set(table, make);
		}
		return Array.from({ length: count }, make);
	}

	/** Gives every record of some tables an id, as a refresh does. The caller holds the document lock. */
	giveIds(tables: readonly IdentityTable[]): void {
		const given = tables.flatMap((table) => {
			const elsewhere: string[] = [];
			return this.tabs(table).flatMap((tab) => {
				const mapped = this.mapped(table, tab);
				columnOf(mapped, table, "id");
				const known = readRows({ table, mapped, isSettled: false }).filter(
					(row) => row.content !== "" || row.id !== "",
				);
				const plan = planIds(table, mapped, known, this.now * 1000, elsewhere);
				elsewhere.push(...plan.ids);
				return plan.given === 0 ? [] : [{ plan, columns: [], values: new Map() }];
			});
		});
		if (given.length > 0) layBeside(this.book, given);
	}

	/**
	 * Logs and writes a plan. The caller holds the document lock.
	 * @throws BatchRefusedError, WriteRefusedError, MissingColumnError
	 */
	apply(plan: BatchPlan): BatchReport {
		const rows = plan.rows.filter((row) => row.isNew || Object.keys(row.cells).length > 0);
		if (rows.length > MOST_ROWS) throw new BatchRefusedError("too_many");
		if (rows.length === 0 && plan.use === undefined)
			return { batch: "", rows: 0, added: 0, cells: 0, skipped: [] };
		const log = new ChangeLog(this.book, this.marks);
		const tabs = this.byTab(rows);
		const logged = tabs.map((tab) => ({ ...tab, rows: this.remembered(tab) }));
		const batch = log.begin(
			plan,
			logged.flatMap((tab) => tab.rows),
			this.now,
		);
		const report = { batch, rows: 0, added: 0, cells: 0, skipped: [] as LeftCell[] };
		for (const tab of logged) {
			const writer = this.writer(tab, (_, [before, after]) => ({ before, after }));
			if (writer !== null) {
				const written = writer.write();
				report.rows += written.rows.size;
				report.cells += written.cells;
				report.skipped.push(...leftCells(tab, written));
			}
			const added = tab.rows.filter((row) => row.isNew);
			if (added.length === 0) continue;
			addRows(
				this.book,
				tab.table,
				tab.mapped,
				added.map((row) => newRow(tab, row)),
				keyColumns(tab),
			);
			report.added += added.length;
			report.cells += added.reduce((sum, row) => sum + Object.keys(row.cells).length, 0);
		}
		log.mark(batch, "done");
		return report;
	}

	/** All batches, the latest first. */
	list(): BatchEntry[] {
		return new ChangeLog(this.book, this.marks).list();
	}

	/** What a batch did to the use of a tab; null where it did nothing to it. */
	changeOfUse(batch: string): UseChange | null {
		return new ChangeLog(this.book, this.marks).changeOfUse(batch);
	}

	/** What an undo would come to now. */
	checkUndo(batch: string): UndoReport {
		return this.eachTab(batch, (tab) => {
			const writer = this.undoer(tab);
			const added = this.addedRows(tab);
			return { written: writer?.preview() ?? null, added };
		});
	}

	/**
	 * Takes a batch back, as far as nobody changed its cells since. The caller holds the document lock.
	 * @param why is kept beside why the batch was made
	 */
	undo(batch: string, by: string, why: string): UndoReport {
		const log = new ChangeLog(this.book, this.marks);
		const entry = log.list().find((each) => each.batch === batch);
		const report = this.eachTab(batch, (tab) => {
			const written = this.undoer(tab)?.write() ?? null;
			const added = this.addedRows(tab);
			if (added.unchanged.length > 0) {
				const kept = new Set(deleteRows(this.book, tab.mapped, keyColumns(tab), new Set(added.unchanged)));
				added.changed.push(...added.unchanged.filter((key) => kept.has(key)));
				added.unchanged = added.unchanged.filter((key) => !kept.has(key));
			}
			this.shrink(tab, added);
			return { written, added };
		});
		const because = [entry?.why ?? "", `${by} ${why}`.trim()].filter((text) => text !== "").join(" / ");
		log.mark(batch, "undone", {
			undone_at: this.book.dateOfTime(this.now),
			why: because.replace(/^(?=[=+\-@'])/, "'"),
		});
		return report;
	}

	private eachTab(
		batch: string,
		act: (tab: TabChanges<LoggedChange>) => { written: WriteReport | null; added: AddedRows },
	): UndoReport {
		const log = new ChangeLog(this.book, this.marks);
		const entry = log.list().find((each) => each.batch === batch);
		if (entry === undefined) throw new BatchRefusedError("unknown");
		if (entry.state === "undone" || entry.state === "forgotten") throw new BatchRefusedError(entry.state);
		const report = { restored: 0, removed: 0, changed: [] as LeftCell[] };
		for (const tab of this.byTab(this.whereabouts(log.changes(batch)))) {
			const { written, added } = act(tab);
			if (written !== null) {
				report.restored += written.rows.size;
				report.changed.push(...leftCells(tab, { ...written, gone: [] }));
			}
			report.removed += added.unchanged.length;
			report.changed.push(...added.changed.map((id) => ({ table: tab.table, id, column: "" })));
		}
		return report;
	}

	/** Rows that went to another tab of the table since are looked for there. */
	private whereabouts(changes: readonly LoggedChange[]): LoggedChange[] {
		const homes = new Map<string, number>();
		for (const table of new Set(changes.map((change) => change.table))) {
			const tabs = this.tabs(table);
			if (!("id" in specOf(table).columns) || tabs.length < 2) continue;
			for (const tab of tabs) {
				const at = this.mapped(table, tab).columns.get("id");
				if (at === undefined) continue;
				for (const [id] of readColumns(tab, [at])) if (id !== "") homes.set(`${table} ${id}`, tab.id);
			}
		}
		return changes.map((change) => ({
			...change,
			gid: homes.get(`${change.table} ${change.id}`) ?? change.gid,
		}));
	}

	/** Number formats that a date will take the place of, and the size of grids, go into the log. */
	private remembered(tab: TabChanges): LoggedChange[] {
		const { mapped } = tab;
		const dated = new Set<string>();
		for (const row of tab.rows)
			for (const [column, [before, after]] of Object.entries(row.cells))
				if (!row.isNew && after instanceof Date && !(before instanceof Date)) dated.add(column);
		const formats = new Map<string, Map<string, string>>();
		if (dated.size > 0) {
			steadily(mapped, keyColumns(tab), (keys) => {
				for (const column of dated) {
					const at = mapped.columns.get(column);
					if (at === undefined || keys.length === 0) continue;
					const cells = mapped.tab.formats(2, at, keys.length, 1);
					formats.set(column, new Map(keys.map((key, i) => [key, cells[i]?.[0] ?? ""])));
				}
			});
		}
		const grid = tab.rows.some((row) => row.isNew) ? mapped.tab.gridRows() : 0;
		return tab.rows.map((row) => {
			const own: Record<string, string> = {};
			for (const column of Object.keys(row.cells)) {
				const format = formats.get(column)?.get(row.id);
				if (format !== undefined) own[column] = format;
			}
			return { ...row, formats: own, grid };
		});
	}

	private undoer(tab: TabChanges<LoggedChange>): KeyedWriter | null {
		return this.writer(tab, (row, [before, after], column) => {
			const format = row.formats[column];
			return { before: after, after: before, ...(format === undefined ? {} : { format }) };
		});
	}

	/** A writer for the present rows of a tab; null where only rows are added. */
	private writer<T extends RowChange>(
		tab: TabChanges<T>,
		goalOf: (row: T, change: readonly [Cell, Cell], column: string) => Goal,
	): KeyedWriter | null {
		const goals = new Map<string, Map<number, Goal>>();
		for (const row of tab.rows) {
			if (row.isNew) continue;
			const cells = goals.get(row.id) ?? new Map<number, Goal>();
			for (const [column, change] of Object.entries(row.cells)) {
				const at = tab.mapped.columns.get(column);
				if (at !== undefined) cells.set(at, goalOf(row, change, column));
			}
			goals.set(row.id, cells);
		}
		return goals.size === 0 ? null : new KeyedWriter(this.book, tab.mapped, keyColumns(tab), goals);
	}

	/** Which of the rows that a batch added are as it left them; what Mikomi wrote beside them since does not count. */
	private addedRows(tab: TabChanges<LoggedChange>): AddedRows {
		const wanted = new Map(
			tab.rows.filter((row) => row.isNew).map((row): [string, LoggedChange] => [rowKey(tab, row), row]),
		);
		const added: AddedRows = { wanted: wanted.size, unchanged: [], changed: [] };
		if (wanted.size === 0) return added;
		const { tab: sheet, columns } = tab.mapped;
		const { keys, places, cells, formulas } = steadily(tab.mapped, keyColumns(tab), (keys) => {
			const places = upperRows(keys, wanted);
			const [top, bottom] = [places[0] ?? 0, places[places.length - 1] ?? -1];
			const rows = bottom - top + 1;
			const width = sheet.extent().columns;
			return {
				...{ keys, places },
				cells: rows < 1 ? [] : sheet.read(top + 2, 1, rows, width),
				formulas: rows < 1 ? [] : sheet.formulas(top + 2, 1, rows, width),
			};
		});
		const top = places[0] ?? 0;
		const width = cells[0]?.length ?? 0;
		const spec = specOf(tab.table).columns;
		const own = new Set([...columns].flatMap(([column, at]) => (spec[column]?.by === "mikomi" ? [at] : [])));
		const known = new Set([...columns].flatMap(([column, at]) => (column in spec ? [at] : [])));
		for (const place of places) {
			const key = keys[place] as string;
			const row = wanted.get(key) as LoggedChange;
			const after = new Map(
				Object.entries(row.cells).map(([column, change]) => [columns.get(column) ?? 0, change[1]]),
			);
			const isSame = Array.from({ length: width }, (_, c) => c + 1).every((at) => {
				if (own.has(at)) return true;
				const cell = cells[place - top]?.[at - 1] ?? "";
				const formula = formulas[place - top]?.[at - 1] ?? "";
				if (formula !== "") return !known.has(at);
				const expected = after.get(at) ?? "";
				return same(cell, expected) || (cell === false && expected === "");
			});
			(isSame ? added.unchanged : added.changed).push(key);
		}
		return added;
	}

	/** Rows that a batch was cut off from filling leave the grid again. */
	private shrink({ mapped, rows }: TabChanges<LoggedChange>, added: AddedRows): void {
		if (added.wanted === 0 || added.unchanged.length + added.changed.length > 0) return;
		const before = rows.find((row) => row.isNew)?.grid ?? 0;
		const grid = mapped.tab.gridRows();
		if (grid !== before + added.wanted || mapped.tab.extent().rows > before) return;
		mapped.tab.deleteRows(before + 1, added.wanted);
	}

	private byTab<T extends RowChange>(rows: readonly T[]): TabChanges<T>[] {
		const groups = new Map<string, T[]>();
		for (const row of rows) {
			const key = `${row.table} ${row.gid}`;
			const held = groups.get(key);
			if (held === undefined) groups.set(key, [row]);
			else held.push(row);
		}
		return [...groups.values()].flatMap((group) => {
			const { table, gid } = group[0] as T;
			const tab = this.tabs(table).find(({ id }) => id === gid);
			return tab === undefined ? [] : [{ table, mapped: this.mapped(table, tab, group), rows: group }];
		});
	}

	private tabs(table: BatchTable): Tab[] {
		return tabsOf(table, this.book.tabs(), this.marks);
	}

	/** Where the columns stand; the header is read only where a mark is missing. */
	private mapped(table: BatchTable, tab: Tab, rows: readonly RowChange[] = []): MappedTab {
		const byMark = mapTab(table, tab, this.marks, []);
		const wanted = new Set(rows.flatMap((row) => Object.keys(row.cells)));
		if ("id" in specOf(table).columns) wanted.add("id");
		if ([...wanted].every((column) => byMark.columns.has(column))) return byMark;
		return mapTab(table, tab, this.marks, tab.read(1, 1, 1, tab.extent().columns)[0] ?? []);
	}
}

interface AddedRows {
	/** How many the batch was to add. */
	readonly wanted: number;
	unchanged: string[];
	readonly changed: string[];
}

/** Columns that tell one row from another: the id, or all of them where the table has none. */
function keyColumns({ table, mapped }: TabChanges): number[] {
	if ("id" in specOf(table).columns) return [columnOf(mapped, table, "id")];
	return Object.keys(specOf(table).columns)
		.map((column) => mapped.columns.get(column) ?? 0)
		.filter((at) => at > 0);
}

function rowKey(tab: TabChanges, row: RowChange): string {
	if (row.id !== "") return row.id;
	const cells = new Map(
		Object.entries(row.cells).map(([column, change]) => [tab.mapped.columns.get(column), change[1]]),
	);
	return keyOf(keyColumns(tab).map((at) => cells.get(at) ?? ""));
}

function newRow(tab: TabChanges, row: RowChange): Map<number, Cell> {
	const cells = new Map<number, Cell>();
	const put = (column: string, cell: Cell) => {
		const at = tab.mapped.columns.get(column);
		if (at !== undefined) cells.set(at, cell);
	};
	for (const [column, [, after]] of Object.entries(row.cells)) put(column, after);
	if (row.id !== "") put("id", row.id);
	if (tab.mapped.columns.has("fingerprint") && tab.table in IDENTITY) {
		const { columns } = IDENTITY[tab.table as IdentityTable];
		put("fingerprint", fingerprintOf(columns.map((column) => identityCell(row.cells[column]?.[1] ?? ""))));
	}
	return cells;
}

function leftCells({ table, mapped, rows }: TabChanges, { changed, gone }: WriteReport): LeftCell[] {
	const names = new Map([...mapped.columns].map(([column, at]) => [at, column]));
	const lost = new Set(gone);
	return [
		...changed.map(({ key, column }) => ({ table, id: key, column: names.get(column) ?? "" })),
		...rows
			.filter((row) => !row.isNew && lost.has(row.id))
			.flatMap((row) => Object.keys(row.cells).map((column) => ({ table, id: row.id, column }))),
	];
}

function columnOf(mapped: MappedTab, table: BatchTable, column: string): number {
	const at = mapped.columns.get(column);
	if (at === undefined) throw new MissingColumnError(mapped.tab.name, table, column);
	return at;
}

/** Some columns of a tab, row by row from the first record on; "" for a column that is not there. */
function readColumns(tab: Tab, columns: readonly (number | undefined)[]): Cell[][] {
	const { rows } = tab.extent();
	if (rows < 2) return [];
	const wanted = columns.filter((at): at is number => at !== undefined);
	const held = new Map<number, { cells: Cell[][]; offset: number }>();
	for (const span of spansOf(wanted)) {
		const cells = tab.read(2, span.first, rows - 1, span.last - span.first + 1);
		for (let at = span.first; at <= span.last; at++) held.set(at, { cells, offset: at - span.first });
	}
	return Array.from({ length: rows - 1 }, (_, i) =>
		columns.map((at) => {
			const place = held.get(at ?? 0);
			return place?.cells[i]?.[place.offset] ?? "";
		}),
	);
}
