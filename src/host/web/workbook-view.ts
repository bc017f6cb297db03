import {
	CommandType,
	getDisplayValueFromCell,
	ICommandService,
	type IDisposable,
	type IRange,
	IUniverInstanceService,
	type IWorkbookData,
	LifecycleService,
	LifecycleStages,
	type Univer,
	UniverInstanceType,
	type Workbook,
	type Worksheet,
} from "@univerjs/core";
import { ILayoutService } from "@univerjs/preset-sheets-core";
import type { Area } from "../contract";
import type { LocalMutation } from "../page-wire";
import { parseA1 } from "./addresses";
import { onlyJudgeRules, refreshRules } from "./rule-formulas";

const SET_ACTIVE = "sheet.operation.set-worksheet-active";
const SET_SELECTIONS = "sheet.operation.set-selections";
const SPILLS = "formula.mutation.set-array-formula-data";
/** Heights that the view measures for itself, and what its own formula engine says. */
const NOT_FOR_HOST = /^formula\.|\.set-worksheet-row-auto-height$/;
/** From elsewhere: neither sent back, nor a reason to close the cell that a person is editing. */
const REPLAY = { onlyLocal: true, fromCollab: true };

interface Spills {
	readonly arrayFormulaRange: object;
	readonly arrayFormulaCellData: object;
}
type OpenedWorkbook = IWorkbookData & {
	readonly custom?: { readonly mikomi?: { readonly spills?: Spills } };
};

export interface ViewHandlers {
	/** A person changed something. */
	onLocal(mutation: LocalMutation): void;
	/** A person went to another sheet or range. */
	onSelect(sheet: string, area: Area | null): void;
	/** Anything that may change what a chart shows or where it stands. */
	onChange(): void;
}

/** The grid: shows what the host says, and tells what a person does. Holds no truth of its own. */
export class WorkbookView {
	private readonly univer: Univer;
	private readonly handlers: ViewHandlers;
	private readonly commands: ICommandService;
	private readonly instances: IUniverInstanceService;
	private readonly listener: IDisposable;
	private unit = "";
	private replaying = false;
	private started = false;

	constructor(univer: Univer, handlers: ViewHandlers) {
		this.univer = univer;
		this.handlers = handlers;
		const injector = univer.__getInjector();
		this.commands = injector.get(ICommandService);
		this.instances = injector.get(IUniverInstanceService);
		this.listener = this.commands.onCommandExecuted((command, options) => {
			if (command.type === CommandType.MUTATION) {
				this.handlers.onChange();
				const { unitId } = (command.params ?? {}) as { unitId?: string };
				const foreign = this.replaying || options?.onlyLocal || options?.fromCollab;
				// Other units are the little documents that cells and the formula bar are edited in.
				if (!foreign && unitId === this.unit && !NOT_FOR_HOST.test(command.id))
					// Copied now: Univer goes on working on the same objects.
					this.handlers.onLocal({ id: command.id, params: structuredClone(command.params) });
			} else if (command.id === SET_ACTIVE || command.id === SET_SELECTIONS) {
				if (command.id === SET_ACTIVE) this.handlers.onChange();
				if (!this.replaying) this.tellSelection(command);
			}
		});
	}

	/** Shows a workbook in place of the present one, on the same sheet as before where it still exists. */
	load(data: unknown, activeSheet: string): void {
		const workbook = data as OpenedWorkbook;
		this.replaying = true;
		try {
			if (this.unit) this.instances.disposeUnit(this.unit);
			this.unit = workbook.id;
			this.univer.createUnit<IWorkbookData, Workbook>(UniverInstanceType.UNIVER_SHEET, workbook);
			if (!this.started) onlyJudgeRules(this.univer.__getInjector());
			this.started = true;
			const spills = workbook.custom?.mikomi?.spills;
			if (spills) this.commands.syncExecuteCommand(SPILLS, spills, REPLAY);
			this.activate(activeSheet);
		} finally {
			this.replaying = false;
		}
		refreshRules(this.univer.__getInjector(), this.workbook());
		this.handlers.onChange();
	}

	/** Shows a change that the host made. Throws where the view no longer agrees with the host. */
	replay({ id, params }: LocalMutation): void {
		const command = this.commands as unknown as { hasCommand(id: string): boolean };
		if (!command.hasCommand(id)) return;
		this.replaying = true;
		try {
			if (this.commands.syncExecuteCommand(id, params as object, REPLAY) === false)
				throw new Error(`The view could not follow ${id}.`);
		} finally {
			this.replaying = false;
		}
		refreshRules(this.univer.__getInjector(), this.workbook());
	}

	activate(sheet: string): void {
		const target = this.findSheet(sheet);
		if (!target || this.workbook().getActiveSheet()?.getSheetId() === target.getSheetId()) return;
		const before = this.replaying;
		this.replaying = true;
		try {
			this.commands.syncExecuteCommand(SET_ACTIVE, { unitId: this.unit, subUnitId: target.getSheetId() });
		} finally {
			this.replaying = before;
		}
	}

	workbook(): Workbook {
		const workbook = this.instances.getUnit<Workbook>(this.unit, UniverInstanceType.UNIVER_SHEET);
		if (!workbook) throw new Error("No workbook is shown.");
		return workbook;
	}

	/** By engine id, else by the name on the tab. */
	findSheet(sheet: string): Worksheet | null {
		const workbook = this.workbook();
		return workbook.getSheetBySheetId(sheet) ?? workbook.getSheetBySheetName(sheet) ?? null;
	}

	activeSheet(): Worksheet | null {
		return this.unit ? (this.workbook().getActiveSheet() ?? null) : null;
	}

	/** What a person reads in a cell. */
	displayed(sheet: string, a1: string): string {
		const { row, column } = parseA1(a1);
		const worksheet = this.findSheet(sheet);
		if (!worksheet) throw new Error(`There is no sheet "${sheet}".`);
		return getDisplayValueFromCell(worksheet.getCell(row, column));
	}

	/** Shows a sheet as a click on its tab does. */
	async goto(sheet: string): Promise<void> {
		const worksheet = this.findSheet(sheet);
		if (!worksheet) throw new Error(`There is no sheet "${sheet}".`);
		if (this.activeSheet() === worksheet) return;
		this.commands.syncExecuteCommand(SET_ACTIVE, { unitId: this.unit, subUnitId: worksheet.getSheetId() });
		await this.painted();
	}

	/** Where a person was before the workbook was loaded anew. */
	async restore(sheet: string, area: Area | null): Promise<void> {
		const worksheet = this.findSheet(sheet);
		if (!worksheet || !area) return;
		const range: IRange = {
			startRow: area.row,
			endRow: area.row + area.rows - 1,
			startColumn: area.column,
			endColumn: area.column + area.columns - 1,
		};
		await this.pick(worksheet, range);
	}

	/** Goes to a cell as a click does, with the keyboard on the grid. */
	async select(sheet: string, a1: string): Promise<void> {
		const worksheet = this.findSheet(sheet);
		if (!worksheet) throw new Error(`There is no sheet "${sheet}".`);
		const { row, column } = parseA1(a1);
		const range: IRange = { startRow: row, endRow: row, startColumn: column, endColumn: column };
		await this.goto(sheet);
		await this.pick(worksheet, range);
		this.focus();
	}

	private async pick(worksheet: Worksheet, range: IRange): Promise<void> {
		const target = { unitId: this.unit, subUnit: worksheet.getSheetId(), range };
		await this.commands.executeCommand("sheet.command.select-range", target);
		await this.commands.executeCommand("sheet.command.scroll-to-cell", { range });
		await this.painted();
	}

	/** Puts the keyboard on the grid. */
	readonly focus = (): void => {
		this.instances.focusUnit(this.unit);
		this.univer.__getInjector().get(ILayoutService).focus();
	};

	/** When Univer has built everything that draws. */
	drawn(): Promise<void> {
		return this.univer.__getInjector().get(LifecycleService).onStage(LifecycleStages.Rendered);
	}

	/** After the next frames are drawn. */
	painted(): Promise<void> {
		return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
	}

	dispose(): void {
		this.listener.dispose();
		this.univer.dispose();
	}

	private tellSelection(command: { id: string; params?: object }): void {
		const params = (command.params ?? {}) as {
			subUnitId?: string;
			selections?: readonly { range: IRange }[];
		};
		const sheet = params.subUnitId;
		if (!sheet) return;
		const range = command.id === SET_SELECTIONS ? params.selections?.at(-1)?.range : undefined;
		const whole = this.findSheet(sheet);
		this.handlers.onSelect(sheet, range && whole ? areaOf(sheet, range, whole) : null);
	}
}

/** Whole rows and columns have no numbers at their open sides. */
function areaOf(sheet: string, range: IRange, worksheet: Worksheet): Area {
	const row = range.startRow || 0;
	const column = range.startColumn || 0;
	const lastRow = Number.isFinite(range.endRow) ? range.endRow : worksheet.getRowCount() - 1;
	const lastColumn = Number.isFinite(range.endColumn) ? range.endColumn : worksheet.getColumnCount() - 1;
	return { sheet, row, column, rows: lastRow - row + 1, columns: lastColumn - column + 1 };
}
