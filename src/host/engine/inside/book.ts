import {
	CommandType,
	ICommandService,
	type IMutationInfo,
	type Injector,
	IResourceManagerService,
	type IWorkbookData,
	type IWorksheetData,
	LocaleType,
	MAX_COLUMN_COUNT,
	MAX_ROW_COUNT,
	mergeWorksheetSnapshotWithDefault,
	Univer,
	UniverInstanceType,
	type Workbook,
	type Worksheet,
} from "@univerjs/core";
import { UniverDataValidationPlugin } from "@univerjs/data-validation";
import { FormulaDataModel, IFunctionService, UniverFormulaEnginePlugin } from "@univerjs/engine-formula";
import { SetWorksheetActiveOperation, SheetInterceptorService, UniverSheetsPlugin } from "@univerjs/sheets";
import { UniverSheetsConditionalFormattingPlugin } from "@univerjs/sheets-conditional-formatting";
import { UniverSheetsDataValidationPlugin } from "@univerjs/sheets-data-validation";
import { UniverSheetsFilterPlugin } from "@univerjs/sheets-filter";
import { CalculationMode, UniverSheetsFormulaPlugin } from "@univerjs/sheets-formula";
import { UniverSheetsNotePlugin } from "@univerjs/sheets-note";
import { UniverSheetsNumfmtPlugin } from "@univerjs/sheets-numfmt";
import { normalFormula } from "../formula-text";
import type { EngineSnapshot } from "../snapshot";

export const UNIT = "workbook";
const SET_CELLS = "sheet.mutation.set-range-values";

export interface Cell {
	v?: string | number | boolean | null;
	/** 1 text, 2 number, 3 boolean, 4 text by force. */
	t?: number | null;
	f?: string | null;
	si?: string | null;
	s?: string | object | null;
	p?: { body?: { dataStream: string } } | null;
	custom?: Record<string, unknown> | null;
}
/** Rows, then columns; sparse. */
export type Matrix<T = Cell> = Record<string, Record<string, T> | undefined>;

export interface MutationOptions {
	readonly onlyLocal?: boolean;
	readonly fromFormula?: boolean;
	readonly applyFormulaCalculationResult?: boolean;
	readonly [name: string]: boolean | undefined;
}

export interface Book {
	readonly univer: Univer;
	readonly injector: Injector;
	readonly workbook: Workbook;
	readonly model: FormulaDataModel;
	readonly functions: IFunctionService;
	readonly interceptors: SheetInterceptorService;
	/** Runs one mutation; its listeners may go on in microtasks. */
	run(id: string, params: object, options?: MutationOptions): boolean;
	/** Called after each mutation, in order. */
	onMutation(listener: (id: string, params: object, options: MutationOptions) => void): void;
	/** Tells pages of a change that was made past Univer; Mutations fills this in. */
	announce(id: string, params: () => object): void;
	sheet(id: string): Worksheet;
	matrix(id: string): Matrix;
}

function emptyWorkbook(locale: string): IWorkbookData {
	const name = locale.startsWith("ja") ? "シート1" : "Sheet1";
	return {
		id: UNIT,
		name: "",
		appVersion: "0.25.1",
		locale: LocaleType.JA_JP,
		styles: {},
		sheetOrder: ["sheet0"],
		sheets: { sheet0: newSheet("sheet0", name, 1000, 26) },
		resources: [],
	};
}

/** Google's look of a fresh sheet. */
export function newSheet(id: string, name: string, rows: number, columns: number): IWorksheetData {
	return mergeWorksheetSnapshotWithDefault({
		id,
		name,
		rowCount: rows,
		columnCount: columns,
		defaultColumnWidth: 100,
		defaultRowHeight: 21,
		cellData: {},
	});
}

export function openBook(locale: string, snapshot: EngineSnapshot | null): Book {
	const univer = new Univer({ locale: LocaleType.JA_JP, locales: { [LocaleType.JA_JP]: {} } });
	univer.registerPlugin(UniverFormulaEnginePlugin);
	univer.registerPlugin(UniverSheetsPlugin);
	// A snapshot brings its results along.
	univer.registerPlugin(UniverSheetsFormulaPlugin, {
		initialFormulaComputing: CalculationMode.NO_CALCULATION,
	});
	univer.registerPlugin(UniverSheetsNumfmtPlugin);
	univer.registerPlugin(UniverDataValidationPlugin);
	univer.registerPlugin(UniverSheetsDataValidationPlugin);
	univer.registerPlugin(UniverSheetsConditionalFormattingPlugin);
	univer.registerPlugin(UniverSheetsFilterPlugin);
	univer.registerPlugin(UniverSheetsNotePlugin);

	const injector = univer.__getInjector();
	const commands = injector.get(ICommandService);
	guardAsyncCommands(commands);
	const data = snapshot === null ? emptyWorkbook(locale) : (snapshot as unknown as IWorkbookData);
	const workbook = univer.createUnit<Partial<IWorkbookData>, Workbook>(UniverInstanceType.UNIVER_SHEET, data);

	const sheet = (id: string): Worksheet => {
		const found = workbook.getSheetBySheetId(id);
		if (!found) throw new Error(`There is no sheet with id ${id}.`);
		return found;
	};
	return {
		univer,
		injector,
		workbook,
		model: injector.get(FormulaDataModel),
		functions: injector.get(IFunctionService),
		interceptors: injector.get(SheetInterceptorService),
		run: (id, params, options) => {
			if (!commands.syncExecuteCommand(id, params, { ...options }))
				throw new Error(`The mutation ${id} failed.`);
			return true;
		},
		onMutation: (listener) => {
			commands.onCommandExecuted((info, options) => {
				if (info.type === CommandType.MUTATION) {
					listener(info.id, (info.params ?? {}) as object, (options ?? {}) as MutationOptions);
				}
			});
		},
		announce: () => undefined,
		sheet,
		matrix: (id) => sheet(id).getCellMatrix().getMatrix() as unknown as Matrix,
	};
}

/**
 * Univer's controllers start commands without waiting for them; a rejection would reach the process as unhandled.
 * What must not fail is run synchronously by us, so nothing is lost here.
 */
function guardAsyncCommands(commands: ICommandService): void {
	const original = commands.executeCommand.bind(commands);
	commands.executeCommand = ((id: string, params?: object, options?: MutationOptions) =>
		original(id, params, { ...options }).catch(() => false)) as typeof commands.executeCommand;
}

/** The workbook as data, with every plugin's share. */
export function saveBook(book: Book): IWorkbookData {
	const resources = book.injector
		.get(IResourceManagerService)
		.getResources(UNIT, UniverInstanceType.UNIVER_SHEET);
	return { ...book.workbook.getSnapshot(), resources };
}

/**
 * Runs what a Univer command would: the plugins' shares before and after, and the mutation itself. The commands
 * themselves leave out hidden rows, need a selection, and keep an undo history nobody asks for.
 */
export function runStructural(
	book: Book,
	sheet: string,
	command: { id: string; params: object },
	mutations: readonly IMutationInfo[],
): void {
	const active = book.workbook.getActiveSheet()?.getSheetId();
	// Several plugins take the active sheet for the one that is meant, and watch the ranges of that one only.
	activate(book, sheet);
	try {
		const shares = withEndlessSheet(book.sheet(sheet), () => book.interceptors.onCommandExecute(command));
		for (const one of [...(shares.preRedos ?? []), ...mutations, ...shares.redos]) runNormal(book, one);
		for (const one of book.interceptors.afterCommandExecute(command).redos) runNormal(book, one);
	} finally {
		if (active !== undefined && active !== sheet && book.workbook.getSheetBySheetId(active))
			activate(book, active);
	}
}

export function activate(book: Book, sheet: string): void {
	book.sheet(sheet);
	book.injector
		.get(ICommandService)
		.syncExecuteCommand(SetWorksheetActiveOperation.id, { unitId: UNIT, subUnitId: sheet });
}

function runNormal(book: Book, { id, params }: IMutationInfo): void {
	if (id === SET_CELLS) normaliseFormulas((params as { cellValue?: Matrix<Cell | null> }).cellValue);
	book.run(id, params);
}

/** Half-open references reach beyond the sheet, and Univer must find them covered by the lines that move. */
function withEndlessSheet<T>(sheet: Worksheet, work: () => T): T {
	const { getRowCount, getColumnCount } = sheet;
	sheet.getRowCount = () => MAX_ROW_COUNT;
	sheet.getColumnCount = () => MAX_COLUMN_COUNT;
	try {
		return work();
	} finally {
		sheet.getRowCount = getRowCount;
		sheet.getColumnCount = getColumnCount;
	}
}

/** Brings half-open references to their closed form, in place; gives the changed cells, or null if there are none. */
export function normaliseFormulas(cells: Matrix<Cell | null> | undefined): Matrix | null {
	let changed: Matrix | null = null;
	for (const row in cells) {
		const line = cells[row];
		for (const column in line) {
			const cell = line[column];
			if (!cell?.f) continue;
			const closed = normalFormula(cell.f);
			if (closed === cell.f) continue;
			cell.f = closed;
			changed ??= {};
			changed[row] ??= {};
			(changed[row] as Record<string, Cell>)[column] = { f: closed };
		}
	}
	return changed;
}
