import type { Worksheet } from "@univerjs/core";
import { ObjectMatrix } from "@univerjs/core";
import type { FormulaDataModel, IFormulaData, IFormulaDataItem } from "@univerjs/engine-formula";
import { initSheetFormulaData } from "@univerjs/engine-formula";
import { type Book, type Cell, type Matrix, UNIT } from "./book";

type Items = Record<string, Record<string, IFormulaDataItem>>;

/** Formulas of one sheet, by place. */
interface SheetFormulas {
	items: Items;
	count: number;
	/** Some formula is shared over cells (`si`): only a full scan gets those right. */
	shared: boolean;
	stale: boolean;
}

const STALE_AFTER = new Set([
	"sheet.mutation.insert-row",
	"sheet.mutation.insert-col",
	"sheet.mutation.remove-rows",
	"sheet.mutation.remove-col",
	"sheet.mutation.move-rows",
	"sheet.mutation.move-columns",
	"sheet.mutation.move-range",
	"sheet.mutation.reorder-range",
]);

interface CellsParams {
	readonly subUnitId: string;
	readonly cellValue?: Matrix<Cell | null>;
}

/**
 * Knows where formulas stand. Univer scans every cell of every sheet on each write and each calculation; with
 * `speedUp` it asks here instead.
 */
export class FormulaIndex {
	private readonly bySheet = new Map<string, SheetFormulas>();
	/** Grows with each change of any formula. */
	version = 0;
	private readonly book: Book;

	constructor(book: Book) {
		this.book = book;
		book.onMutation((id, params, options) => {
			if (id === "sheet.mutation.set-range-values") {
				if (!options.applyFormulaCalculationResult) this.cellsChanged(params as CellsParams);
			} else if (id === "sheet.mutation.remove-sheet") {
				this.bySheet.delete((params as { subUnitId: string }).subUnitId);
				this.version += 1;
			} else if (STALE_AFTER.has(id)) {
				const move = params as {
					subUnitId?: string;
					from?: { subUnitId: string };
					to?: { subUnitId: string };
				};
				for (const sheet of [move.subUnitId, move.from?.subUnitId, move.to?.subUnitId]) {
					if (sheet !== undefined) this.markStale(sheet);
				}
			}
		});
	}

	private markStale(sheet: string): void {
		const entry = this.bySheet.get(sheet);
		if (entry) entry.stale = true;
		this.version += 1;
	}

	private cellsChanged(params: CellsParams): void {
		const entry = this.bySheet.get(params.subUnitId);
		if (!entry || entry.stale) return;
		const matrix = this.book.matrix(params.subUnitId);
		const changed = params.cellValue ?? {};
		for (const row in changed) {
			const columns = changed[row];
			if (!columns) continue;
			for (const column in columns) {
				const old = entry.items[row]?.[column];
				const given = columns[column];
				if (old === undefined && !given?.f && !given?.si) continue;
				const cell = matrix[row]?.[column];
				if (entry.shared || cell?.si) {
					this.markStale(params.subUnitId);
					return;
				}
				if (cell?.f) {
					if (old === undefined) entry.count += 1;
					entry.items[row] ??= {};
					(entry.items[row] as Record<string, IFormulaDataItem>)[column] = { f: cell.f } as IFormulaDataItem;
				} else if (old !== undefined) {
					entry.count -= 1;
					delete entry.items[row]?.[column];
				}
				this.version += 1;
			}
		}
	}

	/** Formulas that were written past Univer: the new text, or null where one went. */
	set(sheet: string, changed: Matrix<{ f: string } | null>): void {
		const entry = this.bySheet.get(sheet);
		this.version += 1;
		if (!entry || entry.stale) return;
		for (const row in changed) {
			const columns = changed[row];
			for (const column in columns) {
				const old = entry.items[row]?.[column];
				const formula = columns[column];
				entry.count += Number(Boolean(formula)) - Number(old !== undefined);
				entry.items[row] ??= {};
				const items = entry.items[row] as Record<string, IFormulaDataItem>;
				if (formula) items[column] = { f: formula.f } as IFormulaDataItem;
				else delete items[column];
			}
		}
	}

	/** Some formulas of the sheet share one text. */
	shares(sheet: string): boolean {
		return this.entry(this.book.sheet(sheet)).shared;
	}

	private scan(sheet: Worksheet): SheetFormulas {
		const entry: SheetFormulas = { items: {}, count: 0, shared: false, stale: false };
		const matrix = this.book.matrix(sheet.getSheetId());
		for (const row in matrix) {
			const columns = matrix[row];
			for (const column in columns) {
				const cell = columns[column];
				if (!cell || (!cell.f && !cell.si)) continue;
				entry.count += 1;
				if (cell.si) entry.shared = true;
				entry.items[row] ??= {};
				(entry.items[row] as Record<string, IFormulaDataItem>)[column] = { f: cell.f } as IFormulaDataItem;
			}
		}
		if (entry.shared) {
			const data: IFormulaData = {};
			initSheetFormulaData(data, UNIT, sheet.getSheetId(), new ObjectMatrix(matrix as never));
			entry.items = (data[UNIT]?.[sheet.getSheetId()] ?? {}) as Items;
		}
		return entry;
	}

	private entry(sheet: Worksheet): SheetFormulas {
		const id = sheet.getSheetId();
		let entry = this.bySheet.get(id);
		if (!entry || entry.stale) {
			entry = this.scan(sheet);
			this.bySheet.set(id, entry);
		}
		return entry;
	}

	count(sheet: string): number {
		return this.entry(this.book.sheet(sheet)).count;
	}

	any(): boolean {
		return this.book.workbook.getSheets().some((sheet) => this.entry(sheet).count > 0);
	}

	/** A formula at or before this corner; only such ones can stand in the area or spill into it. */
	reaches(sheet: string, endRow: number, endColumn: number): boolean {
		const entry = this.entry(this.book.sheet(sheet));
		if (entry.count === 0) return false;
		for (const row in entry.items) {
			if (Number(row) > endRow) break;
			for (const column in entry.items[row]) if (Number(column) <= endColumn) return true;
		}
		return false;
	}

	*formulas(): Generator<{ sheet: string; row: number; column: number; formula: string }> {
		for (const sheet of this.book.workbook.getSheets()) {
			const { items } = this.entry(sheet);
			for (const row in items) {
				for (const column in items[row]) {
					const formula = items[row]?.[column]?.f ?? "";
					yield { sheet: sheet.getSheetId(), row: Number(row), column: Number(column), formula };
				}
			}
		}
	}

	speedUp(model: FormulaDataModel): void {
		const patched = model as unknown as {
			_getSheetFormulaIdMap(unit: string, sheet: string): object;
		};
		const original = patched._getSheetFormulaIdMap.bind(model);
		patched._getSheetFormulaIdMap = (unit, sheet) => {
			const worksheet = this.book.workbook.getSheetBySheetId(sheet);
			return worksheet && this.entry(worksheet).shared ? original(unit, sheet) : {};
		};
		model.getFormulaData = () => {
			// Univer writes into what it gets here, before the change itself happens: hand out copies.
			const sheets: Record<string, Items> = {};
			for (const sheet of this.book.workbook.getSheets()) {
				const { items } = this.entry(sheet);
				const copy: Items = {};
				for (const row in items) copy[row] = { ...items[row] };
				sheets[sheet.getSheetId()] = copy;
			}
			return { [UNIT]: sheets } as unknown as IFormulaData;
		};
	}
}
