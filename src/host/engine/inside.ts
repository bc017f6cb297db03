// biome-ignore assist/source/organizeImports: the globals must stand before Univer loads and looks at them
import { tick } from "./inside/world";
import type { Area, CellStyle, ConditionalRule, ValidationRule } from "../contract";
import { openBook, saveBook } from "./inside/book";
import { Conditional } from "./inside/conditional";
import { refuseCycles } from "./inside/cycles";
import { Extras } from "./inside/extras";
import { registerSheetsFunctions } from "./inside/sheets-functions";
import { type SortKey, sortRows } from "./inside/sort";
import { Validation } from "./inside/validation";
import { Writing } from "./inside/writing";
import { Calculation } from "./inside/calculation";
import { type Block, Cells } from "./inside/cells";
import { CustomFunctions, guardFunctions } from "./inside/custom-functions";
import { FormulaIndex } from "./inside/formula-index";
import { Mutations } from "./inside/mutations";
import {
	patchBlankReferences,
	patchFilter,
	patchLookupIndex,
	patchOpenReferences,
	patchRuleFormulas,
} from "./inside/patches";
import { Sheets } from "./inside/sheets";
import { CellStyles } from "./inside/styles";
import type { Bridge, FlatArgument, Inside } from "./protocol";
import type { EngineSnapshot } from "./snapshot";

/** What runs inside the vm context: Univer, and every engine method by name. */
function start(bridge: Bridge): Inside {
	patchOpenReferences();
	patchLookupIndex();
	patchRuleFormulas();
	const snapshot = bridge.snapshot === null ? null : (JSON.parse(bridge.snapshot) as EngineSnapshot);
	const share = snapshot?.custom?.mikomi;
	const book = openBook(bridge.locale, snapshot);
	const japanese = bridge.locale.startsWith("ja");
	const dates = japanese
		? { day: "yyyy/mm/dd", moment: "yyyy/mm/dd h:mm:ss" }
		: { day: "m/d/yyyy", moment: "m/d/yyyy h:mm:ss" };
	const index = new FormulaIndex(book);
	if (bridge.formulaIndex) index.speedUp(book.model);
	const cells = new Cells(book);
	const styles = new CellStyles(book, japanese ? "ja" : "en");
	const sheets = new Sheets(book, share?.gids);
	const calculation = new Calculation(book, bridge, index, cells);
	const writing = new Writing(book, index, cells, calculation);
	const custom = new CustomFunctions(book, bridge, dates);
	registerSheetsFunctions(book, bridge, dates);
	guardFunctions(book.functions);
	patchBlankReferences(book);
	refuseCycles(book);
	patchFilter(book);
	const extras = new Extras(book);
	const validation = new Validation(book);
	const conditional = new Conditional(book);

	let evaluation: { answer: FlatArgument | null } | null = null;
	const mutations = new Mutations(book, bridge, cells, sheets, validation);

	const methods: Record<string, (...args: never[]) => unknown> = {
		sheets: () => sheets.list(),
		insertSheet: (name: string, at: number, rows: number, columns: number) =>
			sheets.insert(name, at, rows, columns),
		deleteSheet: (id: string) => sheets.remove(id),
		updateSheet: (id: string, change: Parameters<Sheets["update"]>[1]) => sheets.update(id, change),
		activeSheet: () => sheets.active(),
		activateSheet: (id: string) => sheets.activate(id),
		insertLines: (sheet: string, rows: boolean, at: number, count: number) =>
			sheets.insertLines(sheet, rows, at, count),
		deleteLines: (sheet: string, rows: boolean, at: number, count: number) =>
			sheets.deleteLines(sheet, rows, at, count),
		moveLines: (sheet: string, rows: boolean, at: number, count: number, to: number) =>
			sheets.moveLines(sheet, rows, at, count, to),
		resize: (sheet: string, rows: boolean, at: number, count: number, pixels: number) =>
			sheets.resize(sheet, rows, at, count, pixels),
		size: (sheet: string, rows: boolean, at: number) => sheets.size(sheet, rows, at),
		hide: (sheet: string, rows: boolean, at: number, count: number, hidden: boolean) =>
			sheets.hide(sheet, rows, at, count, hidden),
		isHidden: (sheet: string, rows: boolean, at: number) => sheets.isHidden(sheet, rows, at),
		extent: (sheet: string) => cells.extent(sheet),
		formulas: (block: Block) => cells.formulas(block),
		styles: (block: Block) => styles.read(block),
		numberFormats: (block: Block) => styles.numberFormats(block),
		display: (block: Block) => styles.display(block, cells.spillData(block.sheet)),
		setStyle: (block: Block, style: CellStyle | readonly (readonly CellStyle[])[]) => {
			const formats = styles.set(block, style);
			// A number that turns into a date reaches custom functions as another kind of value.
			if (formats && index.any()) {
				calculation.markAreaDirty(block.sheet, block.row, block.column, block.rows, block.columns);
			}
		},
		sort: (block: Block, by: readonly SortKey[]) => {
			const order = sortRows(book, cells, writing, block, by);
			extras.reorderNotes(block, order);
		},
		merge: (block: Block) => extras.merge(block),
		unmerge: (block: Block) => extras.unmerge(block),
		merges: (sheet: string) => extras.merges(sheet),
		setNotes: (block: Block, notes: readonly (readonly (string | null)[])[]) => extras.setNotes(block, notes),
		notes: (block: Block) => extras.notes(block),
		setValidation: (block: Block, rule: ValidationRule | null) => validation.set(block, rule),
		validations: (block: Block) => validation.read(block),
		setConditionalRules: (sheet: string, rules: readonly ConditionalRule[]) => conditional.set(sheet, rules),
		conditionalRules: (sheet: string) => conditional.read(sheet),
		setFilter: (sheet: string, area: Area | null) => extras.setFilter(sheet, area),
		filter: (sheet: string) => extras.filter(sheet),
		clearFormat: (block: Block) => styles.clear(block),
		setCustomFunctions: (names: readonly string[]) => {
			const pattern = custom.replace(names);
			if (pattern) calculation.markDirty(calculation.formulasLike(pattern));
		},
		prepare: () => calculation.prepare(),
		evaluate: (formula: string, sheet: string) => {
			evaluation = calculation.evaluate(formula, sheet);
		},
		evaluated: () => {
			const answer = evaluation?.answer ?? null;
			evaluation = null;
			return answer === null ? null : { ...answer, kinds: answer.kinds ? [...answer.kinds] : null };
		},
		snapshot: () => ({
			...saveBook(book),
			custom: {
				mikomi: {
					gids: sheets.savedGids(),
					activeSheet: sheets.active(),
					spills: mutations.spills(),
				},
			},
		}),
		dispose: () => book.univer.dispose(),
	};

	if (share) {
		mutations.restoreSpills(share.spills);
		sheets.activate(share.activeSheet);
	}

	return {
		tick: () => {
			mutations.origin = "host";
			return tick();
		},
		call: (method, json) => {
			const run = methods[method];
			if (!run) throw new Error(`The engine has no method ${method}.`);
			mutations.origin = "script";
			const result = (run as (...args: unknown[]) => unknown)(...(JSON.parse(json) as unknown[]));
			return result === undefined ? "null" : JSON.stringify(result);
		},
		mustFlush: (sheet, row, column, rows, columns) =>
			calculation.mustFlush(sheet, row, column, rows, columns),
		read: (sheet, row, column, rows, columns) => cells.read(sheet, row, column, rows, columns),
		write: (sheet, row, column, rows, columns, values, formulas) => {
			mutations.origin = "script";
			writing.write(sheet, row, column, rows, columns, values, formulas);
		},
		applyMutation: (id, json, origin) =>
			JSON.stringify(mutations.apply(id, JSON.parse(json) as object, origin)),
		clockChanged: () => calculation.clockChanged(),
	};
}

const world = globalThis as unknown as { __bridge: Bridge; __inside?: Inside };
world.__inside = start(world.__bridge);
