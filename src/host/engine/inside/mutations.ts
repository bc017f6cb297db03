import { ICommandService, ObjectMatrix } from "@univerjs/core";
import type { HandEdit } from "../../contract";
import type { Bridge } from "../protocol";
import type { EngineShare } from "../snapshot";
import { type Book, type Cell, type Matrix, normaliseFormulas, UNIT } from "./book";
import { type Cells, cellValue, googleError } from "./cells";
import { referenceChange } from "./moved-references";
import { type Range, toArea } from "./rules";
import type { Sheets } from "./sheets";
import type { Validation } from "./validation";

const CELLS = "sheet.mutation.set-range-values";
const MOVE_RANGE = "sheet.mutation.move-range";
const SPILLS = "formula.mutation.set-array-formula-data";
const MARK_DIRTY = "sheet.mutation.data-validation-formula-mark-dirty";
const NOTE_PLACE = "sheet.mutation.update-note-position";

/** Commands of the page whose cell changes are no typing: rows that move take their formulas along, styles, sizes. */
const NOT_TYPED =
	/^sheet\.command\.(insert-|remove-(row|col)|move-(rows|cols)|append-row|set-(style|border|worksheet)|clear-selection-format|reorder|numfmt)/u;

const COMMAND_OF: Readonly<Record<string, string>> = {
	"sheet.mutation.insert-row": "sheet.command.insert-row",
	"sheet.mutation.insert-col": "sheet.command.insert-col",
	"sheet.mutation.remove-rows": "sheet.command.remove-row",
	"sheet.mutation.remove-col": "sheet.command.remove-col",
	"sheet.mutation.move-rows": "sheet.command.move-rows",
	"sheet.mutation.move-columns": "sheet.command.move-cols",
	"sheet.mutation.set-worksheet-name": "sheet.command.set-worksheet-name",
};

interface CellsParams {
	readonly unitId: string;
	readonly subUnitId: string;
	readonly cellValue?: Matrix<Cell | null>;
	readonly trigger?: string;
}

interface MoveRangeParams {
	readonly from: { readonly subUnitId: string; readonly value: Matrix<Cell | null> };
	readonly to: { readonly subUnitId: string; readonly value: Matrix<Cell | null> };
}

const EMPTY_SPILLS: EngineShare["spills"] = { arrayFormulaRange: {}, arrayFormulaCellData: {} };
const SHOWN_BLANK = { v: "", t: 1, custom: { blank: true } };

function filledRows<T>(rows: Matrix<T>, change: (cell: T) => T): Matrix<T> {
	const result: Matrix<T> = {};
	for (const row in rows) {
		const cells = rows[row];
		const line: Record<string, T> = {};
		for (const column in cells) line[column] = change(cells[column] as T);
		if (Object.keys(line).length > 0) result[row] = line;
	}
	return result;
}

/** Tells pages what changed here, and does here what changed in a page. */
export class Mutations {
	/** Who the changes of the present call belong to. Listeners run on in microtasks, so it holds until the next call. */
	origin = "script";
	private readonly book: Book;
	private readonly cells: Cells;
	private readonly validation: Validation;
	/** Null when a change went by untold. */
	private toldSpills: string | null = JSON.stringify(EMPTY_SPILLS);

	constructor(book: Book, bridge: Bridge, cells: Cells, sheets: Sheets, validation: Validation) {
		this.book = book;
		this.cells = cells;
		this.validation = validation;
		book.announce = (id, params) => {
			if (bridge.listening()) this.tell(bridge, id, params());
		};
		book.onMutation((id, params) => {
			const structure = sheets.structureOf(id, params);
			if (structure) bridge.structure(JSON.stringify(structure));
			if (bridge.listening()) this.tell(bridge, id, params);
			else if (id === SPILLS) this.toldSpills = null;
		});
	}

	private tell(bridge: Bridge, id: string, params: object): void {
		if (id === SPILLS) {
			// Always all spills at once, and after nearly every change: only news are worth sending.
			const json = JSON.stringify(this.spills());
			if (json === this.toldSpills) return;
			this.toldSpills = json;
			bridge.mutation(id, json, this.origin);
			return;
		}
		// The rest of the formula engine's talk is with itself; notes that follow silently do so in the page as well.
		if (id.startsWith("formula.") || id === MARK_DIRTY) return;
		if (id === NOTE_PLACE && (params as { silent?: boolean }).silent) return;
		bridge.mutation(id, withGoogleErrors(JSON.stringify(params)), this.origin);
	}

	/** What spills show, without what is empty. Univer draws a 0 for a spilled blank; as text it stays one. */
	spills(): EngineShare["spills"] {
		const ranges: Record<string, object> = {};
		const shown: Record<string, Matrix> = {};
		const allRanges = this.book.model.getArrayFormulaRange()[UNIT] ?? {};
		for (const sheet of this.book.workbook.getSheets()) {
			const id = sheet.getSheetId();
			const range = filledRows((allRanges[id] ?? {}) as unknown as Matrix<object>, (place) => place);
			if (Object.keys(range).length > 0) ranges[id] = range;
			const cells = filledRows(this.cells.spillData(id) ?? {}, (cell) =>
				cell && cell.v !== null && cell.v !== undefined ? cell : { ...cell, ...SHOWN_BLANK },
			);
			if (Object.keys(cells).length > 0) shown[id] = cells;
		}
		if (Object.keys(ranges).length === 0) return EMPTY_SPILLS;
		return { arrayFormulaRange: { [UNIT]: ranges }, arrayFormulaCellData: { [UNIT]: shown } };
	}

	restoreSpills({ arrayFormulaRange, arrayFormulaCellData }: EngineShare["spills"]): void {
		const shown = (arrayFormulaCellData as Record<string, Record<string, Matrix>>)[UNIT] ?? {};
		const cells: Record<string, Matrix> = {};
		for (const sheet of Object.keys(shown)) {
			cells[sheet] = filledRows(shown[sheet] ?? {}, (cell) => {
				if (!cell.custom?.["blank"]) return cell;
				const { v: _v, t: _t, custom: _custom, ...rest } = cell;
				return { ...rest, v: null };
			});
		}
		this.book.model.setArrayFormulaRange(arrayFormulaRange as never);
		this.book.model.setArrayFormulaCellData({ [UNIT]: cells } as never);
		this.toldSpills = JSON.stringify(this.spills());
	}

	apply(id: string, params: object, origin: string): HandEdit[] {
		this.origin = origin;
		const known = this.book.injector.get(ICommandService) as unknown as { hasCommand(id: string): boolean };
		// Pages have plugins that the workbook here has not, such as drawings.
		if (!known.hasCommand(id)) return [];
		const edits = this.editsOf(id, params);
		const rewritten = id === CELLS ? normaliseFormulas((params as CellsParams).cellValue) : null;
		const rules = this.rulesAfter(id, params);
		this.book.run(id, params);
		// The page must hold the same text, or it would move the reference otherwise than we do.
		this.origin = "host";
		if (rewritten) this.book.run(CELLS, { ...params, cellValue: rewritten });
		for (const rule of rules) this.book.run(rule.id, rule.params);
		return edits;
	}

	/** The page does for its rules what Univer does; the rest is our own addition. */
	private rulesAfter(id: string, params: object): { id: string; params: object }[] {
		const command = COMMAND_OF[id];
		if (command === undefined) return [];
		const { subUnitId, sourceRange, targetRange } = params as {
			subUnitId: string;
			sourceRange?: Range;
			targetRange?: Range;
		};
		const asGiven = { id: command, params: { ...params, fromRange: sourceRange, toRange: targetRange } };
		const change = referenceChange(asGiven, subUnitId);
		return change ? this.validation.follow(change) : [];
	}

	/** The cells a person changed, as few rectangles, with what stood there before. */
	private editsOf(id: string, params: object): HandEdit[] {
		if (id === MOVE_RANGE) {
			const { from, to } = params as MoveRangeParams;
			return [...this.rectangles(from.subUnitId, from.value), ...this.rectangles(to.subUnitId, to.value)];
		}
		if (id !== CELLS) return [];
		const { subUnitId, cellValue: changed, trigger } = params as CellsParams;
		if (!changed || (trigger !== undefined && NOT_TYPED.test(trigger))) return [];
		return this.rectangles(subUnitId, changed);
	}

	private rectangles(sheet: string, changed: Matrix<Cell | null>): HandEdit[] {
		const touched: Matrix<true> = {};
		for (const row in changed) {
			const cells = changed[row];
			for (const column in cells) {
				const cell = cells[column];
				if (cell && !("v" in cell || "f" in cell || "p" in cell || "si" in cell)) continue;
				touched[row] ??= {};
				(touched[row] as Record<string, true>)[column] = true;
			}
		}
		const ranges = new ObjectMatrix(touched as never).getDiscreteRanges();
		const matrix = this.book.matrix(sheet);
		return ranges.map((range) => {
			const area = toArea(sheet, range);
			const single = area.rows === 1 && area.columns === 1;
			return { area, oldValue: single ? cellValue(matrix[area.row]?.[area.column]) : null };
		});
	}
}

function withGoogleErrors(json: string): string {
	return json.replace(/"v":"(#SPILL!|#CALC!)"/gu, (_all, error: string) => `"v":"${googleError(error)}"`);
}
