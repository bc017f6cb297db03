/**
 * What the parts of the local Sheets owe each other: the engine below (a spreadsheet), the host in the middle
 * (Google's services around one workbook), and the faces above (tests, command line, page).
 *
 * Rows and columns are 0-based here; Apps Script's 1-based numbers exist only inside the shim.
 */
import type { Readings } from "./readings";

/** A stored value. Dates are serial numbers (day 0 = 1899-12-30) under a date format; an empty cell is null. */
export type CellValue = string | number | boolean | null;

export interface Area {
	readonly sheet: string;
	readonly row: number;
	readonly column: number;
	readonly rows: number;
	readonly columns: number;
}

/** One cell to write: a value, or a formula (with its leading "="). */
export type CellInput = CellValue | { readonly formula: string };

export interface SheetInfo {
	/** Engine id, stable over renames. */
	readonly id: string;
	/** Google's numeric sheet id (0 for the first sheet). */
	readonly gid: number;
	readonly name: string;
	readonly rows: number;
	readonly columns: number;
	readonly frozenRows: number;
	readonly frozenColumns: number;
	readonly hidden: boolean;
	readonly tabColor: string | null;
	readonly gridlines: boolean;
}

export interface Border {
	readonly color: string;
	readonly style: "thin" | "medium" | "thick" | "dashed" | "dotted" | "double";
}

/** Undefined leaves a property as it is; null resets it to the default. */
export interface CellStyle {
	readonly background?: string | null;
	readonly fontColor?: string | null;
	readonly fontFamily?: string | null;
	readonly fontSize?: number | null;
	readonly bold?: boolean | null;
	readonly italic?: boolean | null;
	readonly underline?: boolean | null;
	readonly strike?: boolean | null;
	readonly align?: "left" | "center" | "right" | null;
	readonly verticalAlign?: "top" | "middle" | "bottom" | null;
	readonly wrap?: "overflow" | "wrap" | "clip" | null;
	readonly numberFormat?: string | null;
	readonly borderTop?: Border | null;
	readonly borderBottom?: Border | null;
	readonly borderLeft?: Border | null;
	readonly borderRight?: Border | null;
}

export interface ValidationRule {
	/** Google's criteria name: VALUE_IN_LIST, CHECKBOX, NUMBER_BETWEEN, DATE_IS_VALID_DATE, CUSTOM_FORMULA … */
	readonly criteria: string;
	readonly args: readonly (CellValue | readonly string[] | Area)[];
	readonly allowInvalid: boolean;
	readonly helpText: string | null;
}

export interface ConditionalRule {
	readonly areas: readonly Area[];
	/** Google's BooleanCriteria name, or CUSTOM_FORMULA. */
	readonly criteria: string;
	readonly args: readonly CellValue[];
	readonly style: CellStyle;
}

/** Rows or columns that came, went or moved, by whomever; what hangs on them (metadata, charts) follows. */
export interface StructureChange {
	readonly kind:
		| "insertRows"
		| "deleteRows"
		| "moveRows"
		| "insertColumns"
		| "deleteColumns"
		| "moveColumns"
		| "insertSheet"
		| "deleteSheet";
	readonly sheet: string;
	readonly at: number;
	readonly count: number;
	/** For moves: where the block stands in front of, counted before the move. */
	readonly to?: number;
}

/** A change of the workbook as the page replays it. `origin` names who caused it ("script", "host", a page id). */
export interface Mutation {
	readonly id: string;
	readonly params: unknown;
	readonly origin: string;
}

/** Cells that a person changed by hand, as onEdit reports them. */
export interface HandEdit {
	readonly area: Area;
	readonly oldValue: CellValue;
}

/**
 * A spreadsheet without Google: everything engine-specific sits behind these synchronous methods.
 * Reading a cell with a formula, or one that a spill fills, gives the computed value.
 */
export interface Engine {
	sheets(): SheetInfo[];
	insertSheet(name: string, index: number, rows: number, columns: number): SheetInfo;
	deleteSheet(sheet: string): void;
	updateSheet(
		sheet: string,
		change: Partial<
			Pick<SheetInfo, "name" | "frozenRows" | "frozenColumns" | "hidden" | "tabColor" | "gridlines">
		> & { index?: number },
	): void;
	activeSheet(): string;
	activateSheet(sheet: string): void;

	insertRows(sheet: string, at: number, count: number): void;
	deleteRows(sheet: string, at: number, count: number): void;
	moveRows(sheet: string, at: number, count: number, to: number): void;
	insertColumns(sheet: string, at: number, count: number): void;
	deleteColumns(sheet: string, at: number, count: number): void;
	moveColumns(sheet: string, at: number, count: number, to: number): void;
	setColumnWidth(sheet: string, at: number, count: number, pixels: number): void;
	columnWidth(sheet: string, at: number): number;
	setRowHeight(sheet: string, at: number, count: number, pixels: number): void;
	rowHeight(sheet: string, at: number): number;
	setColumnsHidden(sheet: string, at: number, count: number, hidden: boolean): void;
	setRowsHidden(sheet: string, at: number, count: number, hidden: boolean): void;
	columnHidden(sheet: string, at: number): boolean;
	rowHidden(sheet: string, at: number): boolean;

	/** Last row and column with content, 1-based as Apps Script counts them; 0 and 0 when empty. */
	extent(sheet: string): { rows: number; columns: number };
	read(area: Area): CellValue[][];
	/** "" where there is no formula; the text as it was set (open ranges kept). */
	readFormulas(area: Area): string[][];
	/** As a person sees it, by number format. */
	readDisplay(area: Area): string[][];
	readNumberFormats(area: Area): string[][];
	readStyles(area: Area): CellStyle[][];
	write(area: Area, cells: readonly (readonly CellInput[])[]): void;
	/** One style for the area, or one for each cell. */
	setStyle(area: Area, style: CellStyle | readonly (readonly CellStyle[])[]): void;
	clear(
		area: Area,
		what: { content?: boolean; format?: boolean; validation?: boolean; notes?: boolean },
	): void;
	/** Sorts whole rows of the area by absolute column indexes, as Range.sort does (numbers, text, booleans, blanks last). */
	sort(area: Area, by: readonly { column: number; ascending: boolean }[]): void;

	merge(area: Area): void;
	unmerge(area: Area): void;
	merges(sheet: string): Area[];
	setNotes(area: Area, notes: readonly (readonly (string | null)[])[]): void;
	notes(area: Area): (string | null)[][];
	setValidation(area: Area, rule: ValidationRule | null): void;
	validations(area: Area): (ValidationRule | null)[][];
	setConditionalRules(sheet: string, rules: readonly ConditionalRule[]): void;
	conditionalRules(sheet: string): ConditionalRule[];
	setFilter(sheet: string, area: Area | null): void;
	filter(sheet: string): Area | null;

	/** Replaces the custom functions that cells can call. Arguments: scalars bare, ranges as 2-D arrays. */
	setCustomFunctions(names: readonly string[], call: CustomFunctionCall): void;
	/** Computes everything pending. Reads do it by themselves where they must. */
	flush(): void;
	/** Computes a formula that stands in no cell and leaves the workbook as it was. */
	evaluate(formula: string): CellResult[][];

	/** Engine time in ms since 1970, for TODAY() and NOW(); the host's clock feeds it. */
	setClock(now: () => number, timeZone: string): void;
	/** Whole workbook as JSON text; with spilled values, so that a view can show them. */
	snapshot(): string;
	onMutation(listener: (mutation: Mutation) => void): () => void;
	onStructure(listener: (change: StructureChange) => void): () => void;
	/** Replays a person's change from the page and tells which cells it edited. */
	applyMutation(id: string, params: unknown, origin: string): HandEdit[];
	dispose(): void;
}

/** A custom function's argument or answer cell. Dates travel as {date: serial}; errors as {error: text}. */
export type CellResult = CellValue | { readonly date: number } | { readonly error: string };
export type CustomFunctionArgument = CellResult | readonly (readonly CellResult[])[] | undefined;
export type CustomFunctionCall = (
	name: string,
	args: readonly CustomFunctionArgument[],
) => CellResult | CellResult[][];

/** Why an execution starts; decides authorisation, Ui and identity as PLATFORM facts 13, 41, 112, 121 say. */
export type ExecutionKind = "menu" | "sidebar" | "trigger" | "simple" | "custom-function" | "editor";

export interface RunOptions {
	readonly kind: ExecutionKind;
	/** E-mail of the person (or of the trigger's maker). Default: the first user. */
	readonly user?: string;
	readonly args?: readonly unknown[];
}

/** How an execution ended. `value` is JSON-like, by the type rules of google.script.run. */
export type RunResult =
	| { readonly ok: true; readonly value: unknown; readonly durationMs: number }
	| {
			readonly ok: false;
			readonly name: string;
			readonly message: string;
			readonly stack: string;
			readonly durationMs: number;
	  };

export interface ServiceCall {
	/** "Range.setValues", "Sheet.getLastRow", "LockService.Lock.tryLock" … */
	readonly name: string;
	/** Counts against the budget: it talks to Google's servers. Handles (getRange, getSheetByName …) do not. */
	readonly counted: boolean;
	readonly cellsRead: number;
	readonly cellsWritten: number;
}

export interface CallLog {
	readonly calls: readonly ServiceCall[];
	readonly counted: number;
	readonly cellsRead: number;
	readonly cellsWritten: number;
}

export interface MenuItem {
	readonly label: string;
	/** Absent for a separator or a sub-menu. */
	readonly functionName?: string;
	readonly items?: readonly MenuItem[];
}
export interface Menu {
	readonly caption: string;
	readonly items: readonly MenuItem[];
}

/** A chart as the add-on asked for it; the page draws it, CSV and tests read it. */
export interface ChartSpec {
	readonly id: number;
	readonly sheet: string;
	readonly type: string;
	readonly ranges: readonly Area[];
	readonly row: number;
	readonly column: number;
	readonly offsetX: number;
	readonly offsetY: number;
	readonly options: Readonly<Record<string, unknown>>;
	readonly headers: number;
}

export interface DialogSpec {
	readonly kind: "sidebar" | "modal" | "modeless";
	readonly title: string;
	readonly html: string;
	readonly width: number | null;
	readonly height: number | null;
}

export interface TriggerInfo {
	readonly id: string;
	readonly user: string;
	readonly handler: string;
	readonly event: "CLOCK" | "ON_EDIT" | "ON_CHANGE" | "ON_OPEN" | "ON_FORM_SUBMIT";
	readonly everyMinutes: number | null;
	/** When a clock trigger fires next, ms since 1970. */
	readonly nextAt: number | null;
}

/** Developer metadata as a reader of the workbook sees it (exports, tests). */
export interface MetadataInfo {
	readonly id: number;
	readonly key: string;
	readonly value: string;
	readonly location: "SPREADSHEET" | "SHEET" | "ROW" | "COLUMN";
	readonly sheet: string | null;
	/** Row or column index for ROW and COLUMN. */
	readonly index: number | null;
}

/** What happens on the host, for pages that watch it. */
export type HostEvent =
	| { readonly type: "mutation"; readonly mutation: Mutation }
	| { readonly type: "menus"; readonly menus: readonly Menu[] }
	| { readonly type: "dialog"; readonly dialog: DialogSpec }
	| { readonly type: "toast"; readonly message: string; readonly title: string; readonly seconds: number }
	| { readonly type: "charts"; readonly sheet: string; readonly charts: readonly ChartSpec[] }
	| { readonly type: "clock"; readonly now: number }
	| { readonly type: "busy"; readonly running: string | null }
	| { readonly type: "activate"; readonly sheet: string };

/** A question that ui.alert or ui.prompt asks; the answer comes from a test, the command line, or the page. */
export interface Question {
	readonly kind: "alert" | "prompt";
	readonly title: string;
	readonly text: string;
	readonly buttons: "OK" | "OK_CANCEL" | "YES_NO" | "YES_NO_CANCEL";
}
export interface Answer {
	readonly button: "OK" | "CANCEL" | "YES" | "NO" | "CLOSE";
	readonly text?: string;
}

export interface HostOptions {
	/** Folder with Code.js, appsscript.json and the HTML files. */
	readonly dist: string;
	/** Spreadsheet locale such as "ja_JP" (default) or "en_US". */
	readonly locale?: string;
	/** Spreadsheet time zone; default Asia/Tokyo. */
	readonly timeZone?: string;
	/** Start of the virtual clock, ms since 1970. Default: the real time of creation. */
	readonly now?: number;
	/** E-mails; the first owns the spreadsheet. Default: ["owner@example.com"]. */
	readonly users?: readonly string[];
	/** Interface language of the users for Session.getActiveUserLocale; default "ja". */
	readonly userLocale?: string;
	readonly name?: string;
	/** A state saved by Host.save; wins over the other settings. */
	readonly state?: string;
	/** What service calls cost on the virtual clock: nothing (default), or what cost-model.ts says. */
	readonly costs?: "none" | "measured";
	/** The same price in virtual milliseconds for each counted call instead; default none. */
	readonly callCostMs?: number;
	/** Lets everyHours take every whole number: short for the reading of that name; default false. */
	readonly anyEveryHours?: boolean;
	/** The other readings of facts that sources disagree about; default: the table's first ones. */
	readonly readings?: Partial<Readings>;
	/** A refused write shows at a later call, at flush or at the end of the run (PLATFORM fact 81); default false. */
	readonly lateErrors?: boolean;
	/** Rows of a tab that a script inserts: Google gives 1000 (default); fewer save a test time. */
	readonly newTabRows?: number;
	/** What onOpen may do: LIMITED in a bound script (default), NONE in an add-on not yet enabled in the file (fact 13). */
	readonly onOpenAuthMode?: "LIMITED" | "NONE";
	/** Daily limits on trigger run time and properties (facts 9, 23): default "none". */
	readonly quotas?: "none" | "consumer" | "workspace";
	/** Scopes that a user granted, by e-mail; whoever is not listed granted all that the manifest asks for (fact 132). */
	readonly grants?: Readonly<Record<string, readonly string[]>>;
}

/** Google's services around one workbook, running the built add-on unchanged. */
export interface Host {
	readonly engine: Engine;
	readonly now: () => number;
	/** Moves the clock on and fires due clock triggers on the way, oldest first. Gives what each run ended with. */
	advance(ms: number): { trigger: TriggerInfo; result: RunResult }[];
	/** Opens the spreadsheet as a user does: runs onOpen, gives the menus. */
	open(user?: string): readonly Menu[];
	run(functionName: string, options: RunOptions): RunResult;
	/** Computes a formula as if typed into a cell; "=1+1" -> [[2]]. */
	evaluate(formula: string): CellResult[][];
	/** A person's change through the page: replays it, then fires onEdit/onChange. */
	handEdit(id: string, params: unknown, user: string, origin: string): void;
	/** A person types values into cells (parsed as typed): the same, for tests and loaders. */
	type(area: Area, values: readonly (readonly CellValue[])[], user?: string): void;
	/** A person selects cells: what getActiveRange and getActiveSheet then give. */
	select(area: Area, user?: string): void;
	/** Somebody else takes or gives back a lock, for tests of contention. */
	holdLock(kind: "script" | "document" | "user", user?: string): void;
	releaseLock(kind: "script" | "document" | "user", user?: string): void;
	/** Calls since the last `resetCalls`. */
	callLog(): CallLog;
	resetCalls(): void;
	/** Called before each service call; may sort, insert, delete in the engine, or throw to make the call fail. */
	beforeCall: ((call: ServiceCall, index: number) => void) | null;
	/** Answers ui.alert and ui.prompt; default: OK / YES. */
	answer: (question: Question) => Answer;
	readonly questions: readonly Question[];
	readonly toasts: readonly string[];
	readonly dialogs: readonly DialogSpec[];
	/** console.* output and Logger lines of the executions. */
	readonly console: readonly string[];
	metadata(): MetadataInfo[];
	triggers(): TriggerInfo[];
	charts(sheet: string): ChartSpec[];
	properties(store: "script" | "document" | "user"): Readonly<Record<string, string>>;
	onEvent(listener: (event: HostEvent) => void): () => void;
	/** Everything, as text: workbook, metadata, charts, properties, triggers, clock. */
	save(): string;
	/** A copy as "File > Make a copy" gives it: same cells, metadata and script; new spreadsheet id, no triggers, no user properties. */
	copy(): Host;
	dispose(): void;
}
