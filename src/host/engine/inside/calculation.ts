import {
	type BaseReferenceObject,
	type FunctionVariantType,
	ICalculateFormulaService,
	IFormulaCurrentConfigService,
	IFormulaRuntimeService,
} from "@univerjs/engine-formula";
import { innerFormula } from "../formula-text";
import type { Bridge, FlatArgument } from "../protocol";
import { type Book, UNIT } from "./book";
import type { Cells } from "./cells";
import type { FormulaIndex } from "./formula-index";
import { flattenVariant } from "./values";
import { hasWork } from "./world";

interface Place {
	readonly sheet: string;
	readonly row: number;
	readonly column: number;
}

const DAILY = /(^|[^A-Za-z0-9_.])TODAY\s*\(/iu;
const ALWAYS = /(^|[^A-Za-z0-9_.])(NOW|RAND|RANDBETWEEN|RANDARRAY)\s*\(/iu;
const DAY = 86_400_000;
/** Google renews NOW() with each change and at most every minute without one. */
const MINUTE = 60_000;

/** When what has to be computed. */
export class Calculation {
	private readonly book: Book;
	private readonly bridge: Bridge;
	private readonly index: FormulaIndex;
	private readonly cells: Cells;
	private volatileVersion = -1;
	private daily: Place[] = [];
	private always: Place[] = [];
	private computedAt = Number.NaN;

	constructor(book: Book, bridge: Bridge, index: FormulaIndex, cells: Cells) {
		this.book = book;
		this.bridge = bridge;
		this.index = index;
		this.cells = cells;
	}

	markDirty(places: readonly Place[]): void {
		if (places.length === 0) return;
		const dirtyRanges = places.map(({ sheet, row, column }) => ({
			unitId: UNIT,
			sheetId: sheet,
			range: { startRow: row, endRow: row, startColumn: column, endColumn: column },
		}));
		this.trigger(dirtyRanges);
	}

	markAreaDirty(sheet: string, row: number, column: number, rows: number, columns: number): void {
		const range = {
			startRow: row,
			endRow: row + rows - 1,
			startColumn: column,
			endColumn: column + columns - 1,
		};
		this.trigger([{ unitId: UNIT, sheetId: sheet, range }]);
	}

	trigger(dirtyRanges: readonly object[]): void {
		this.book.run(
			"formula.mutation.set-trigger-formula-calculation-start",
			{
				forceCalculation: false,
				dirtyRanges,
				dirtyNameMap: {},
				dirtyDefinedNameMap: {},
				dirtyUnitFeatureMap: {},
				dirtyUnitOtherFormulaMap: {},
				clearDependencyTreeCache: {},
			},
			{ onlyLocal: true },
		);
	}

	/** Formulas that a pattern matches. */
	formulasLike(pattern: RegExp): Place[] {
		const places: Place[] = [];
		for (const { formula, ...place } of this.index.formulas()) if (pattern.test(formula)) places.push(place);
		return places;
	}

	private findVolatile(): void {
		if (this.volatileVersion === this.index.version) return;
		this.daily = this.formulasLike(DAILY);
		this.always = this.formulasLike(ALWAYS);
		this.volatileVersion = this.index.version;
	}

	/** Called before computing: what depends on the clock is due with every change, or when the clock went on. */
	private renewVolatile(edited: boolean): void {
		this.findVolatile();
		if (this.daily.length === 0 && this.always.length === 0) return;
		const now = this.bridge.now();
		const local = now + this.bridge.zoneOffset(now);
		const day = Math.floor(local / DAY);
		const dayChanged = Number.isNaN(this.computedAt) || day !== Math.floor(this.computedAt / DAY);
		const minuteChanged = Number.isNaN(this.computedAt) || Math.abs(local - this.computedAt) >= MINUTE;
		if (edited || minuteChanged) this.markDirty(this.always);
		if (dayChanged) this.markDirty(this.daily);
		if (edited || minuteChanged || dayChanged) this.computedAt = local;
	}

	clockChanged(): void {
		this.computedAt = Number.NaN;
	}

	/** Prepares a flush; false when there is nothing to compute. */
	prepare(): boolean {
		this.renewVolatile(hasWork());
		return hasWork();
	}

	/** Only a formula in the area, or one before it that may spill into it, makes a reader wait. */
	mustFlush(sheet: string, row: number, column: number, rows: number, columns: number): boolean {
		const endRow = row + rows - 1;
		const endColumn = column + columns - 1;
		const spilled = this.cells
			.spillRanges(sheet)
			.some(
				(spill) =>
					spill.startRow <= endRow &&
					spill.endRow >= row &&
					spill.startColumn <= endColumn &&
					spill.endColumn >= column,
			);
		if (!spilled && !this.index.reaches(sheet, endRow, endColumn)) return false;
		return this.prepare();
	}

	/** Computes a formula that stands nowhere. The answer is there once the microtasks ran. */
	evaluate(formula: string, sheet: string): { answer: FlatArgument | null } {
		const text = formula.startsWith("=") ? formula : `=${formula}`;
		const config = this.book.injector.get(IFormulaCurrentConfigService);
		const runtime = this.book.injector.get(IFormulaRuntimeService);
		const service = this.book.injector.get(ICalculateFormulaService);
		const worksheet = this.book.sheet(sheet);
		config.loadDataLite();
		runtime.reset();
		const { rowCount, columnCount } = worksheet.getConfig();
		runtime.setCurrent(0, 0, rowCount, columnCount, sheet, UNIT);
		const result: { answer: FlatArgument | null } = { answer: null };
		const failed: FlatArgument = { columns: 0, cells: ["#ERROR!"], kinds: new Map([[0, "e"]]) };
		// Univer's type says void; it answers with a promise of the value.
		(service.calculate(innerFormula(text)) as unknown as Promise<FunctionVariantType | undefined>)
			.then((variant) => {
				result.answer = variant ? this.answerOf(variant) : failed;
				runtime.reset();
			})
			.catch(() => {
				result.answer = failed;
			});
		return result;
	}

	private answerOf(variant: FunctionVariantType): FlatArgument {
		const flat = flattenVariant(variant as BaseReferenceObject);
		return flat.cells.length === 0 ? { columns: 0, cells: [null], kinds: null } : flat;
	}
}
