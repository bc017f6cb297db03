import { createHash } from "node:crypto";
import type {
	Area,
	CellInput,
	CellResult,
	CellStyle,
	CellValue,
	ConditionalRule,
	CustomFunctionCall,
	Engine,
	HandEdit,
	Mutation,
	SheetInfo,
	StructureChange,
	ValidationRule,
} from "../contract";
import { flatten, unflatten } from "./protocol";
import { createRealm, type Realm } from "./realm";
import { zoneOffset } from "./zone";

export interface EngineOptions {
	/** A text of `Engine.snapshot`. */
	readonly snapshot?: string;
	/** Milliseconds since 1970. Default: the real time. */
	readonly now?: () => number;
	readonly timeZone?: string;
	/** "ja_JP" (default) or another such name: language of a new workbook and default date formats. */
	readonly locale?: string;
	/** False turns the formula index off, for comparison. */
	readonly formulaIndex?: boolean;
}

const CHANGES_SHEETS = new Set(["insertSheet", "deleteSheet", "updateSheet", "insertLines", "deleteLines"]);

export function createEngine(options: EngineOptions = {}): Engine {
	return new UniverEngine(options);
}

class UniverEngine implements Engine {
	private readonly realm: Realm;
	private now: () => number;
	private timeZone: string;
	private callCustom: CustomFunctionCall = () => ({ error: "#NAME?" });
	private readonly mutationListeners = new Set<(mutation: Mutation) => void>();
	private readonly structureListeners = new Set<(change: StructureChange) => void>();
	/** News wait here until the call into the context is over; listeners may then call back. */
	private news: (() => void)[] = [];
	private depth = 0;
	private computing = false;
	private disposed = false;
	/** Asked for all the time; null when it may have changed. */
	private sheetList: SheetInfo[] | null = null;

	constructor(options: EngineOptions) {
		this.now = options.now ?? Date.now;
		this.timeZone = options.timeZone ?? "Asia/Tokyo";
		this.realm = createRealm({
			locale: options.locale ?? "ja_JP",
			snapshot: options.snapshot ?? null,
			seed: seedOf(options.snapshot ?? ""),
			formulaIndex: options.formulaIndex ?? true,
			now: () => this.now(),
			zoneOffset: (at) => zoneOffset(at, this.timeZone),
			callCustom: (name, args) => {
				try {
					return flatten(this.callCustom(name, args.map(unflatten)));
				} catch (error) {
					return flatten({ error: error instanceof Error ? error.message : String(error) });
				}
			},
			listening: () => this.mutationListeners.size > 0,
			mutation: (id, json, origin) => {
				const mutation: Mutation = { id, params: JSON.parse(json) as unknown, origin };
				this.news.push(() => {
					for (const listener of [...this.mutationListeners]) listener(mutation);
				});
			},
			structure: (json) => {
				const change = JSON.parse(json) as StructureChange;
				this.news.push(() => {
					for (const listener of [...this.structureListeners]) listener(change);
				});
			},
		});
	}

	/** Everything that may change the workbook goes through here. */
	private change<T>(work: () => T): T {
		if (this.computing) throw new Error("A custom function cannot change the spreadsheet.");
		this.depth += 1;
		try {
			return outward(work);
		} finally {
			this.depth -= 1;
			if (this.depth === 0) this.tell();
		}
	}

	/** As a change; custom functions called meanwhile may read, but find themselves refused to write. */
	private computation<T>(work: () => T): T {
		return this.change(() => {
			this.computing = true;
			try {
				return work();
			} finally {
				this.computing = false;
			}
		});
	}

	private tell(): void {
		while (this.news.length > 0) {
			const news = this.news;
			this.news = [];
			for (const tell of news) tell();
		}
	}

	/** A method inside, drained: its listeners go on in microtasks. */
	private act(method: string, ...args: readonly unknown[]): unknown {
		if (CHANGES_SHEETS.has(method)) this.sheetList = null;
		return this.change(() => this.call(method, args));
	}

	private call(method: string, args: readonly unknown[]): unknown {
		const json = JSON.stringify(args);
		return JSON.parse(this.realm.drain((inside) => inside.call(method, json))) as unknown;
	}

	/** A method inside that changes nothing. */
	private ask(method: string, ...args: readonly unknown[]): unknown {
		return outward(() => JSON.parse(this.realm.inside.call(method, JSON.stringify(args))) as unknown);
	}

	private compute(): void {
		this.computation(() => this.realm.settle());
	}

	private readyFor(area: Area): void {
		if (this.computing) return;
		if (
			this.realm.drain((inside) =>
				inside.mustFlush(area.sheet, area.row, area.column, area.rows, area.columns),
			)
		) {
			this.compute();
		}
	}

	sheets(): SheetInfo[] {
		this.sheetList ??= this.ask("sheets") as SheetInfo[];
		return [...this.sheetList];
	}
	insertSheet(name: string, index: number, rows: number, columns: number): SheetInfo {
		return this.act("insertSheet", name, index, rows, columns) as SheetInfo;
	}
	deleteSheet(sheet: string): void {
		this.act("deleteSheet", sheet);
	}
	updateSheet(sheet: string, change: Parameters<Engine["updateSheet"]>[1]): void {
		this.act("updateSheet", sheet, change);
	}
	activeSheet(): string {
		return this.ask("activeSheet") as string;
	}
	activateSheet(sheet: string): void {
		this.act("activateSheet", sheet);
	}

	insertRows(sheet: string, at: number, count: number): void {
		this.act("insertLines", sheet, true, at, count);
	}
	deleteRows(sheet: string, at: number, count: number): void {
		this.act("deleteLines", sheet, true, at, count);
	}
	moveRows(sheet: string, at: number, count: number, to: number): void {
		this.act("moveLines", sheet, true, at, count, to);
	}
	insertColumns(sheet: string, at: number, count: number): void {
		this.act("insertLines", sheet, false, at, count);
	}
	deleteColumns(sheet: string, at: number, count: number): void {
		this.act("deleteLines", sheet, false, at, count);
	}
	moveColumns(sheet: string, at: number, count: number, to: number): void {
		this.act("moveLines", sheet, false, at, count, to);
	}
	setColumnWidth(sheet: string, at: number, count: number, pixels: number): void {
		this.act("resize", sheet, false, at, count, pixels);
	}
	columnWidth(sheet: string, at: number): number {
		return this.ask("size", sheet, false, at) as number;
	}
	setRowHeight(sheet: string, at: number, count: number, pixels: number): void {
		this.act("resize", sheet, true, at, count, pixels);
	}
	rowHeight(sheet: string, at: number): number {
		return this.ask("size", sheet, true, at) as number;
	}
	setColumnsHidden(sheet: string, at: number, count: number, hidden: boolean): void {
		this.act("hide", sheet, false, at, count, hidden);
	}
	setRowsHidden(sheet: string, at: number, count: number, hidden: boolean): void {
		this.act("hide", sheet, true, at, count, hidden);
	}
	columnHidden(sheet: string, at: number): boolean {
		return this.ask("isHidden", sheet, false, at) as boolean;
	}
	rowHidden(sheet: string, at: number): boolean {
		return this.ask("isHidden", sheet, true, at) as boolean;
	}

	extent(sheet: string): { rows: number; columns: number } {
		this.readyFor({ sheet, row: 0, column: 0, rows: 1_000_000_000, columns: 1_000_000_000 });
		return this.ask("extent", sheet) as { rows: number; columns: number };
	}
	read(area: Area): CellValue[][] {
		this.readyFor(area);
		const { sheet, row, column, rows, columns } = area;
		const flat = outward(() => this.realm.inside.read(sheet, row, column, rows, columns));
		const result = new Array<CellValue[]>(rows);
		let at = 0;
		for (let r = 0; r < rows; r += 1) {
			const line = new Array<CellValue>(columns);
			for (let c = 0; c < columns; c += 1) {
				line[c] = flat[at] as CellValue;
				at += 1;
			}
			result[r] = line;
		}
		return result;
	}
	readFormulas(area: Area): string[][] {
		return this.ask("formulas", area) as string[][];
	}
	readDisplay(area: Area): string[][] {
		this.readyFor(area);
		return this.ask("display", area) as string[][];
	}
	readNumberFormats(area: Area): string[][] {
		this.readyFor(area);
		return this.ask("numberFormats", area) as string[][];
	}
	readStyles(area: Area): CellStyle[][] {
		return this.ask("styles", area) as CellStyle[][];
	}
	write(area: Area, cells: readonly (readonly CellInput[])[]): void {
		const { sheet, row, column, rows, columns } = area;
		const values = new Array<CellValue>(rows * columns);
		let formulas: (string | null)[] | null = null;
		let at = 0;
		for (let r = 0; r < rows; r += 1) {
			const line = cells[r];
			for (let c = 0; c < columns; c += 1) {
				const cell = line?.[c] ?? null;
				if (cell !== null && typeof cell === "object") {
					formulas ??= new Array<string | null>(rows * columns).fill(null);
					formulas[at] = cell.formula;
					values[at] = null;
				} else values[at] = cell;
				at += 1;
			}
		}
		this.change(() =>
			this.realm.drain((inside) => inside.write(sheet, row, column, rows, columns, values, formulas)),
		);
	}
	setStyle(area: Area, style: CellStyle | readonly (readonly CellStyle[])[]): void {
		this.act("setStyle", area, style);
	}
	clear(
		area: Area,
		what: { content?: boolean; format?: boolean; validation?: boolean; notes?: boolean },
	): void {
		if (what.content) this.write(area, []);
		if (what.format) this.act("clearFormat", area);
		if (what.validation) this.setValidation(area, null);
		if (what.notes) this.setNotes(area, []);
	}
	sort(area: Area, by: readonly { column: number; ascending: boolean }[]): void {
		this.flush();
		this.act("sort", area, by);
	}

	merge(area: Area): void {
		this.act("merge", area);
	}
	unmerge(area: Area): void {
		this.act("unmerge", area);
	}
	merges(sheet: string): Area[] {
		return this.ask("merges", sheet) as Area[];
	}
	setNotes(area: Area, notes: readonly (readonly (string | null)[])[]): void {
		this.act("setNotes", area, notes);
	}
	notes(area: Area): (string | null)[][] {
		return this.ask("notes", area) as (string | null)[][];
	}
	setValidation(area: Area, rule: ValidationRule | null): void {
		this.act("setValidation", area, rule);
	}
	validations(area: Area): (ValidationRule | null)[][] {
		const { rules, at } = this.ask("validations", area) as { rules: ValidationRule[]; at: number[] };
		return Array.from({ length: area.rows }, (_row, r) =>
			Array.from({ length: area.columns }, (_column, c) => rules[at[r * area.columns + c] ?? -1] ?? null),
		);
	}
	setConditionalRules(sheet: string, rules: readonly ConditionalRule[]): void {
		this.act("setConditionalRules", sheet, rules);
	}
	conditionalRules(sheet: string): ConditionalRule[] {
		return this.ask("conditionalRules", sheet) as ConditionalRule[];
	}
	setFilter(sheet: string, area: Area | null): void {
		this.act("setFilter", sheet, area);
	}
	filter(sheet: string): Area | null {
		return this.ask("filter", sheet) as Area | null;
	}

	setCustomFunctions(names: readonly string[], call: CustomFunctionCall): void {
		this.callCustom = call;
		this.act("setCustomFunctions", names);
	}
	flush(): void {
		if (this.computing) return;
		if (this.act("prepare") === true) this.compute();
	}
	evaluate(formula: string): CellResult[][] {
		this.flush();
		const sheet = this.activeSheet();
		this.computation(() => this.call("evaluate", [formula, sheet]));
		const flat = this.ask("evaluated") as {
			columns: number;
			cells: CellValue[];
			kinds: [number, "d" | "e"][] | null;
		} | null;
		if (flat === null) return [[{ error: "#ERROR!" }]];
		const value = unflatten({ ...flat, kinds: flat.kinds === null ? null : new Map(flat.kinds) });
		return Array.isArray(value) ? (value as CellResult[][]) : [[(value ?? null) as CellResult]];
	}
	setClock(now: () => number, timeZone: string): void {
		this.now = now;
		this.timeZone = timeZone;
		this.realm.inside.clockChanged();
	}
	snapshot(): string {
		this.flush();
		return this.realm.inside.call("snapshot", "[]");
	}
	onMutation(listener: (mutation: Mutation) => void): () => void {
		this.mutationListeners.add(listener);
		return () => this.mutationListeners.delete(listener);
	}
	onStructure(listener: (change: StructureChange) => void): () => void {
		this.structureListeners.add(listener);
		return () => this.structureListeners.delete(listener);
	}
	applyMutation(id: string, params: unknown, origin: string): HandEdit[] {
		const json = JSON.stringify(params);
		this.sheetList = null;
		return this.change(
			() => JSON.parse(this.realm.drain((inside) => inside.applyMutation(id, json, origin))) as HandEdit[],
		);
	}
	dispose(): void {
		if (this.disposed) return;
		this.disposed = true;
		this.act("dispose");
		this.realm.dispose();
	}
}

/** Errors of the inner realm are no `Error` out here. */
function outward<T>(work: () => T): T {
	try {
		return work();
	} catch (error) {
		if (error instanceof Error) throw error;
		throw new Error(String((error as { message?: unknown } | null)?.message ?? error));
	}
}

/**
 * Ids must differ from those that the loaded workbook has, and be the same whenever it is loaded: equal work on equal
 * workbooks then leaves equal workbooks, to the byte.
 */
function seedOf(snapshot: string): number {
	return createHash("sha256").update(snapshot).digest().readUInt32LE();
}
