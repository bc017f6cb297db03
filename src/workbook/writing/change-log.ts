/**
 * 変更履歴: what batches changed, one row for each row that they touched, with before and after of each cell. It is
 * written before anything else, so that a batch that is cut off can be undone.
 */
import { dayOfTime, type WallTime } from "../../domain/calendar/day";
import type { Book, Mark, Tab } from "../book";
import { type Cell, literal } from "../codec";
import { idMaker } from "../identity";
import { mapTab, tabsOf } from "../read";
import { specOf } from "../schema";
import type { BatchKind, BatchPlan, BatchTable, RowChange } from "./batch-plan";
import { type CellImage, cellOfImage, imageOf } from "./cell-image";
import type { TabUse, UseChange } from "./tab-use";

/** Begun: cut off in the middle, or still at work. Forgotten: too old, its before-images are gone. */
export type BatchState = "begun" | "done" | "undone" | "forgotten";

/** A batch as the log's first row of it says. */
export interface BatchEntry {
	readonly batch: string;
	readonly at: WallTime;
	readonly by: string;
	readonly kind: BatchKind;
	readonly why: string;
	/** Rows that it was to touch. */
	readonly rows: number;
	/** Sheet id of the tab whose use it changed. */
	readonly tab: number | null;
	readonly state: BatchState;
	/** Null while it stands. */
	readonly undoneAt: WallTime | null;
}

/** A change as it is remembered. */
export interface LoggedChange extends RowChange {
	/** Number formats that were plain before a date came in, by column. */
	readonly formats: Readonly<Record<string, string>>;
	/** Rows of the tab's grid before the batch. */
	readonly grid: number;
}

/** Letters of one cell; the rest of a long row goes into a row of its own below. */
const PIECE = 45_000;
/** The log keeps before-images this long, and of so many rows at most. */
export const KEPT_DAYS = 90;
const KEPT_ROWS = 20_000;
/** Batches that are listed although their before-images are gone. */
const KEPT_HEADS = 200;
/** What stands for the id of a row where a whole tab is meant. */
const TAB_ID = /^tab:(\d+)$/;

const COLUMNS = Object.keys(specOf("changes").columns);
type LogColumn =
	| "batch"
	| "at"
	| "by"
	| "kind"
	| "why"
	| "table"
	| "row_id"
	| "cells"
	| "undone_at"
	| "state";

interface LogRow {
	/** 1-based sheet row. */
	readonly row: number;
	readonly text: (column: LogColumn) => string;
	readonly time: (column: LogColumn) => WallTime | null;
}

export class ChangeLog {
	private readonly tab: Tab;
	private readonly columns: ReadonlyMap<string, number>;

	constructor(
		private readonly book: Book,
		marks: readonly Mark[],
	) {
		const tab = tabsOf("changes", book.tabs(), marks)[0];
		if (tab === undefined) throw new NoLogError();
		this.tab = tab;
		this.columns = mapTab("changes", tab, marks, []).columns;
	}

	/** Remembers what is about to happen; from here on it can be undone. */
	begin(plan: BatchPlan, changes: readonly LoggedChange[], now: WallTime): string {
		const { use } = plan;
		const images = [
			...(use === undefined
				? []
				: [
						{
							...{ table: use.table, id: `tab:${use.gid}` },
							image: { "#": use.gid, use: [use.before, use.after] },
						},
					]),
			...changes.map((change) => ({ table: change.table, id: change.id, image: this.encode(change) })),
		];
		const rows = images.flatMap(({ table, id, image }) => {
			const pieces = JSON.stringify(image).match(new RegExp(`[\\s\\S]{1,${PIECE}}`, "g")) ?? [];
			return pieces.map((piece) => ({ table, id, piece }));
		});
		const heads = this.trim(now, rows.length);
		const batch = idMaker("B", now * 1000, heads)();
		const at = this.book.dateOfTime(now);
		const block = rows.map(({ table, id, piece }) =>
			this.line({
				batch,
				at,
				by: literal(plan.by),
				kind: plan.kind,
				why: literal(plan.why),
				table,
				row_id: literal(id),
				cells: literal(piece),
				state: "begun",
			}),
		);
		if (block.length > 0) this.tab.write(this.tab.extent().rows + 1, 1, block);
		this.book.flush();
		return batch;
	}

	/** @param more what else changes in each row of the batch */
	mark(batch: string, state: BatchState, more: Partial<Record<LogColumn, Cell>> = {}): void {
		const found = this.rowsOf(batch, ["batch"]);
		const [first, last] = [found[0], found[found.length - 1]];
		if (first === undefined || last === undefined) return;
		for (const [column, cell] of Object.entries({ ...more, state })) {
			const at = this.columns.get(column);
			if (at === undefined) continue;
			this.tab.write(
				first.row,
				at,
				Array.from({ length: last.row - first.row + 1 }, () => [cell]),
			);
		}
		this.book.flush();
	}

	/** The latest first. */
	list(): BatchEntry[] {
		const entries = new Map<string, { entry: BatchEntry; ids: Set<string> }>();
		for (const row of this.read([
			"batch",
			"at",
			"by",
			"kind",
			"why",
			"table",
			"row_id",
			"undone_at",
			"state",
		])) {
			const batch = row.text("batch");
			if (batch === "") continue;
			const id = row.text("row_id");
			const tab = TAB_ID.exec(id)?.[1];
			const keys = tab === undefined ? [`${row.text("table")} ${id}${id === "" ? row.row : ""}`] : [];
			const known = entries.get(batch);
			if (known !== undefined) {
				for (const key of keys) known.ids.add(key);
				continue;
			}
			const entry: BatchEntry = {
				batch,
				at: row.time("at") ?? (0 as WallTime),
				by: row.text("by"),
				kind: row.text("kind") as BatchKind,
				why: row.text("why"),
				rows: Number(/^forgotten (\d+)$/.exec(row.text("state"))?.[1] ?? 0),
				state: (row.text("state").split(" ")[0] || "begun") as BatchState,
				tab: tab === undefined ? null : Number(tab),
				undoneAt: row.time("undone_at"),
			};
			entries.set(batch, { entry, ids: new Set(keys) });
		}
		return [...entries.values()]
			.map(({ entry, ids }) => ({ ...entry, rows: entry.rows || ids.size }))
			.reverse();
	}

	/** Rows that a batch changed; empty where it is unknown or forgotten. */
	changes(batch: string): LoggedChange[] {
		return this.images(batch).flatMap(({ table, id, image }) =>
			"use" in image ? [] : [this.decode(table as BatchTable, id, image)],
		);
	}

	/** What a batch did to the use of a tab; null where it did nothing to it, is unknown or forgotten. */
	changeOfUse(batch: string): UseChange | null {
		for (const { table, image } of this.images(batch)) {
			const { "#": gid, use } = image;
			if (use === undefined) continue;
			const [before = null, after = null] = use as [TabUse | null, TabUse | null];
			return { table: table as UseChange["table"], gid: Number(gid), before, after };
		}
		return null;
	}

	private images(batch: string): { table: string; id: string; image: Record<string, unknown> }[] {
		const texts = new Map<string, { table: string; id: string; text: string }>();
		let key = "";
		for (const row of this.rowsOf(batch, ["batch", "table", "row_id", "cells"])) {
			const piece = row.text("cells");
			const table = row.text("table");
			const id = row.text("row_id");
			// A row without an id is told by where its text begins.
			if (piece.startsWith('{"#":')) key = `${row.row}`;
			const held = texts.get(key);
			texts.set(key, { table, id, text: (held?.text ?? "") + piece });
		}
		return [...texts.values()].flatMap(({ table, id, text }) =>
			text === "" ? [] : [{ table, id, image: JSON.parse(text) as Record<string, unknown> }],
		);
	}

	private encode(change: LoggedChange): Record<string, unknown> {
		const cells: Record<string, unknown> = { "#": change.gid };
		if (change.isNew) cells["+"] = change.grid;
		for (const [column, [before, after]] of Object.entries(change.cells)) {
			const pair: CellImage[] = [imageOf(before, this.book), imageOf(after, this.book)];
			const format = change.formats[column];
			cells[column] = format === undefined ? pair : [...pair, format];
		}
		return cells;
	}

	private decode(table: BatchTable, id: string, image: Record<string, unknown>): LoggedChange {
		const { "#": gid, "+": grid, ...rest } = image;
		const cells: Record<string, [Cell, Cell]> = {};
		const formats: Record<string, string> = {};
		for (const [column, value] of Object.entries(rest)) {
			const [before = "", after = "", format] = value as [CellImage, CellImage, string?];
			cells[column] = [cellOfImage(before, this.book), cellOfImage(after, this.book)];
			if (format !== undefined) formats[column] = format;
		}
		return {
			table,
			id,
			gid: Number(gid),
			cells,
			isNew: grid !== undefined,
			formats,
			grid: Number(grid ?? 0),
		};
	}

	/** Ids of all batches. Rows of old batches shrink to one each, which says that they can be undone no more. */
	private trim(now: WallTime, coming: number): string[] {
		const rows = this.read(["batch", "at", "state"]);
		const ids = [...new Set(rows.map((row) => row.text("batch")))];
		const isOld = (row: LogRow) => dayOfTime(now) - dayOfTime(row.time("at") ?? now) > KEPT_DAYS;
		const surplus = rows.length + coming - KEPT_ROWS;
		const counts = new Map<string, number>();
		let count = 0;
		for (const [i, row] of rows.entries()) {
			const batch = row.text("batch");
			const isNext = batch === rows[i - 1]?.text("batch");
			if (!isNext && !isOld(row) && i >= surplus) break;
			const known = /^forgotten (\d+)$/.exec(row.text("state"))?.[1];
			counts.set(batch, (counts.get(batch) ?? 0) + Number(known ?? 1));
			count++;
		}
		const heads = [...counts].slice(-KEPT_HEADS);
		if (count === heads.length) return ids;
		const whole = this.tab.read(2, 1, count, Math.max(...this.columns.values()));
		const first = new Map<string, readonly Cell[]>();
		whole.forEach((cells, i) => {
			const batch = rows[i]?.text("batch") ?? "";
			if (!first.has(batch)) first.set(batch, cells);
		});
		const block = heads.map(([batch, size]) => {
			const cells = [...(first.get(batch) ?? [])];
			const put = (column: LogColumn, cell: Cell) => {
				cells[(this.columns.get(column) ?? 1) - 1] = cell;
			};
			put("cells", "");
			put("row_id", "");
			put("state", `forgotten ${size}`);
			return cells.map((cell) => (typeof cell === "string" ? literal(cell) : cell));
		});
		if (block.length > 0) this.tab.write(2, 1, block);
		this.tab.deleteRows(2 + block.length, count - block.length);
		return ids;
	}

	private rowsOf(batch: string, columns: readonly LogColumn[]): LogRow[] {
		return this.read(columns).filter((row) => row.text("batch") === batch);
	}

	private read(columns: readonly LogColumn[]): LogRow[] {
		const { rows } = this.tab.extent();
		if (rows < 2) return [];
		const places = columns.map((column) => this.columns.get(column) ?? 0).filter((at) => at > 0);
		// The wide column of cells is left out unless it is asked for.
		const cut = columns.includes("cells") ? Number.POSITIVE_INFINITY : (this.columns.get("cells") ?? 0);
		const spans = [places.filter((at) => at < cut), places.filter((at) => at > cut)]
			.filter((span) => span.length > 0)
			.map((span) => {
				const from = Math.min(...span);
				return { from, cells: this.tab.read(2, from, rows - 1, Math.max(...span) - from + 1) };
			});
		const cell = (index: number, column: LogColumn): Cell => {
			const at = this.columns.get(column) ?? 0;
			for (const { from, cells } of spans) {
				const value = cells[index]?.[at - from];
				if (at >= from && value !== undefined) return value;
			}
			return "";
		};
		return Array.from({ length: rows - 1 }, (_, index) => ({
			row: index + 2,
			text: (column) => String(cell(index, column)),
			time: (column) => {
				const value = cell(index, column);
				return value instanceof Date ? this.book.timeOfDate(value) : null;
			},
		}));
	}

	private line(values: Partial<Record<LogColumn, Cell>>): Cell[] {
		const cells = new Array<Cell>(Math.max(...this.columns.values())).fill("");
		for (const column of COLUMNS as LogColumn[]) {
			const at = this.columns.get(column);
			if (at !== undefined) cells[at - 1] = values[column] ?? "";
		}
		return cells;
	}
}

/** The workbook has no 変更履歴: it was set up by an older version. */
export class NoLogError extends Error {}
