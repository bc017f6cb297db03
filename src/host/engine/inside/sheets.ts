import type { SheetInfo, StructureChange } from "../../contract";
import { activate, type Book, newSheet, runStructural, UNIT } from "./book";

const ROW_TYPE = 1;
const COLUMN_TYPE = 2;
/** New lines belong to what stands before them: a rule's range grows at its end, not at its start. */
const RIGHT = 1;
const DOWN = 2;

interface RangeLike {
	startRow: number;
	endRow: number;
	startColumn: number;
	endColumn: number;
}

type SheetChange = Partial<
	Pick<SheetInfo, "name" | "frozenRows" | "frozenColumns" | "hidden" | "tabColor" | "gridlines">
> & { index?: number };

/** The tabs, and rows and columns as things: how many, where, how wide, shown or not. */
export class Sheets {
	private readonly gids: Map<string, number>;
	private readonly book: Book;

	constructor(book: Book, gids: Readonly<Record<string, number>> | undefined) {
		this.book = book;
		this.gids = new Map(Object.entries(gids ?? {}));
		for (const sheet of book.workbook.getSheets()) this.gid(sheet.getSheetId());
	}

	/** The first sheet has 0, as in Google; the others scattered but repeatable numbers. */
	gid(sheet: string): number {
		let gid = this.gids.get(sheet);
		if (gid === undefined) {
			const used = new Set(this.gids.values());
			gid = this.gids.size === 0 ? 0 : Math.max(...used) + 1;
			while (gid !== 0 && (gid === 1 || used.has(gid)))
				gid = (Math.imul(gid + 7919, 1103515245) + 12345) & 0x7fffffff;
			this.gids.set(sheet, gid);
		}
		return gid;
	}

	savedGids(): Record<string, number> {
		return Object.fromEntries(this.list().map(({ id, gid }) => [id, gid]));
	}

	list(): SheetInfo[] {
		return this.book.workbook.getSheetOrders().map((id) => this.info(id));
	}

	info(id: string): SheetInfo {
		const sheet = this.book.sheet(id);
		const config = sheet.getConfig();
		return {
			id,
			gid: this.gid(id),
			name: sheet.getName(),
			rows: config.rowCount,
			columns: config.columnCount,
			frozenRows: config.freeze.ySplit,
			frozenColumns: config.freeze.xSplit,
			hidden: Number(config.hidden) === 1,
			tabColor: config.tabColor || null,
			gridlines: Number(config.showGridlines) === 1,
		};
	}

	insert(name: string, index: number, rows: number, columns: number): SheetInfo {
		let number = this.gids.size;
		while (this.gids.has(`sheet${number}`)) number += 1;
		const id = `sheet${number}`;
		this.gid(id);
		this.book.run("sheet.mutation.insert-sheet", {
			unitId: UNIT,
			index,
			sheet: newSheet(id, name, rows, columns),
		});
		return this.info(id);
	}

	remove(id: string): void {
		const sheet = this.book.sheet(id);
		runStructural(
			this.book,
			id,
			{ id: "sheet.command.remove-sheet", params: { unitId: UNIT, subUnitId: id } },
			[
				{
					id: "sheet.mutation.remove-sheet",
					params: { unitId: UNIT, subUnitId: id, subUnitName: sheet.getName() },
				},
			],
		);
	}

	update(id: string, change: SheetChange): void {
		const target = { unitId: UNIT, subUnitId: id };
		const now = this.info(id);
		if (change.name !== undefined && change.name !== now.name) {
			runStructural(
				this.book,
				id,
				{ id: "sheet.command.set-worksheet-name", params: { ...target, name: change.name } },
				[{ id: "sheet.mutation.set-worksheet-name", params: { ...target, name: change.name } }],
			);
		}
		if (change.frozenRows !== undefined || change.frozenColumns !== undefined) {
			const ySplit = change.frozenRows ?? now.frozenRows;
			const xSplit = change.frozenColumns ?? now.frozenColumns;
			this.book.run("sheet.mutation.set-frozen", {
				...target,
				ySplit,
				xSplit,
				startRow: ySplit > 0 ? ySplit : -1,
				startColumn: xSplit > 0 ? xSplit : -1,
			});
		}
		if (change.hidden !== undefined && change.hidden !== now.hidden) {
			this.book.run("sheet.mutation.set-worksheet-hidden", { ...target, hidden: change.hidden ? 1 : 0 });
		}
		if (change.tabColor !== undefined) {
			this.book.run("sheet.mutation.set-tab-color", { ...target, color: change.tabColor ?? "" });
		}
		if (change.gridlines !== undefined) {
			this.book.run("sheet.mutation.toggle-gridlines", {
				...target,
				showGridlines: change.gridlines ? 1 : 0,
			});
		}
		if (change.index !== undefined) {
			const fromOrder = this.book.workbook.getSheetOrders().indexOf(id);
			if (fromOrder !== change.index) {
				this.book.run("sheet.mutation.set-worksheet-order", { ...target, fromOrder, toOrder: change.index });
			}
		}
	}

	active(): string {
		return this.book.workbook.getActiveSheet()?.getSheetId() ?? this.list()[0]?.id ?? "";
	}

	activate(id: string): void {
		activate(this.book, id);
	}

	private range(sheet: string, rows: boolean, at: number, count: number): RangeLike & { rangeType: number } {
		const { rows: rowCount, columns } = this.info(sheet);
		return rows
			? { startRow: at, endRow: at + count - 1, startColumn: 0, endColumn: columns - 1, rangeType: ROW_TYPE }
			: {
					startRow: 0,
					endRow: rowCount - 1,
					startColumn: at,
					endColumn: at + count - 1,
					rangeType: COLUMN_TYPE,
				};
	}

	insertLines(sheet: string, rows: boolean, at: number, count: number): void {
		const range = this.range(sheet, rows, at, count);
		const params = { unitId: UNIT, subUnitId: sheet, range };
		runStructural(
			this.book,
			sheet,
			{
				id: rows ? "sheet.command.insert-row" : "sheet.command.insert-col",
				params: { ...params, direction: rows ? DOWN : RIGHT },
			},
			[{ id: rows ? "sheet.mutation.insert-row" : "sheet.mutation.insert-col", params }],
		);
	}

	deleteLines(sheet: string, rows: boolean, at: number, count: number): void {
		const range = this.range(sheet, rows, at, count);
		runStructural(
			this.book,
			sheet,
			{ id: rows ? "sheet.command.remove-row" : "sheet.command.remove-col", params: { range } },
			[
				{
					id: rows ? "sheet.mutation.remove-rows" : "sheet.mutation.remove-col",
					params: { unitId: UNIT, subUnitId: sheet, range },
				},
			],
		);
	}

	moveLines(sheet: string, rows: boolean, at: number, count: number, to: number): void {
		if (to >= at && to <= at + count) return;
		const fromRange = this.range(sheet, rows, at, count);
		const toRange = this.range(sheet, rows, to, count);
		const target = { unitId: UNIT, subUnitId: sheet };
		runStructural(
			this.book,
			sheet,
			{
				id: rows ? "sheet.command.move-rows" : "sheet.command.move-cols",
				params: { ...target, fromRange, toRange, range: fromRange },
			},
			[
				{
					id: rows ? "sheet.mutation.move-rows" : "sheet.mutation.move-columns",
					params: { ...target, sourceRange: fromRange, targetRange: toRange },
				},
			],
		);
	}

	/** The size mutations pass over hidden lines; the data mutations do not. */
	resize(sheet: string, rows: boolean, at: number, count: number, pixels: number): void {
		const data: Record<number, object> = {};
		for (let i = at; i < at + count; i += 1)
			data[i] = rows ? { h: pixels, ah: pixels, ia: 0 } : { w: pixels };
		this.book.run(rows ? "sheet.mutation.set-row-data" : "sheet.mutation.set-col-data", {
			unitId: UNIT,
			subUnitId: sheet,
			[rows ? "rowData" : "columnData"]: data,
		});
	}

	size(sheet: string, rows: boolean, at: number): number {
		const config = this.book.sheet(sheet).getConfig();
		return rows
			? (config.rowData[at]?.h ?? config.defaultRowHeight)
			: (config.columnData[at]?.w ?? config.defaultColumnWidth);
	}

	hide(sheet: string, rows: boolean, at: number, count: number, hidden: boolean): void {
		this.book.run(`sheet.mutation.set-${rows ? "row" : "col"}-${hidden ? "hidden" : "visible"}`, {
			unitId: UNIT,
			subUnitId: sheet,
			ranges: [this.range(sheet, rows, at, count)],
		});
	}

	isHidden(sheet: string, rows: boolean, at: number): boolean {
		const config = this.book.sheet(sheet).getConfig();
		return Number((rows ? config.rowData[at]?.hd : config.columnData[at]?.hd) ?? 0) === 1;
	}

	/** What a mutation did to rows, columns and tabs, if anything. */
	structureOf(id: string, params: object): StructureChange | null {
		const given = params as {
			subUnitId: string;
			range: RangeLike;
			sourceRange: RangeLike;
			targetRange: RangeLike;
			sheet: { id: string };
			index: number;
		};
		const rows = (range: RangeLike) => ({ at: range.startRow, count: range.endRow - range.startRow + 1 });
		const columns = (range: RangeLike) => ({
			at: range.startColumn,
			count: range.endColumn - range.startColumn + 1,
		});
		const sheet = given.subUnitId;
		switch (id) {
			case "sheet.mutation.insert-row":
				return { kind: "insertRows", sheet, ...rows(given.range) };
			case "sheet.mutation.remove-rows":
				return { kind: "deleteRows", sheet, ...rows(given.range) };
			case "sheet.mutation.move-rows":
				return { kind: "moveRows", sheet, ...rows(given.sourceRange), to: given.targetRange.startRow };
			case "sheet.mutation.insert-col":
				return { kind: "insertColumns", sheet, ...columns(given.range) };
			case "sheet.mutation.remove-col":
				return { kind: "deleteColumns", sheet, ...columns(given.range) };
			case "sheet.mutation.move-columns":
				return {
					kind: "moveColumns",
					sheet,
					...columns(given.sourceRange),
					to: given.targetRange.startColumn,
				};
			case "sheet.mutation.insert-sheet":
				return { kind: "insertSheet", sheet: given.sheet.id, at: given.index, count: 1 };
			case "sheet.mutation.remove-sheet":
				return { kind: "deleteSheet", sheet, at: 0, count: 1 };
			default:
				return null;
		}
	}
}
