/** Google's services around one workbook: runs the built add-on unchanged (HOST.md §5-7). */
import { serialOfInstant } from "./clock-zone";
import { execute, loadProject, type Project, withDuration } from "./context";
import type {
	Answer,
	Area,
	CallLog,
	CellResult,
	CellValue,
	ChartSpec,
	CustomFunctionArgument,
	Engine,
	Host,
	HostEvent,
	HostOptions,
	Menu,
	MetadataInfo,
	Question,
	RunOptions,
	RunResult,
	ServiceCall,
	StructureChange,
	TriggerInfo,
} from "./contract";
import { flatCost, measuredCost } from "./cost-model";
import { createEngine } from "./engine/engine";
import {
	authMode,
	illegalPath,
	isFormatting,
	newId,
	newSettings,
	portableArgument,
	refused,
} from "./host-values";
import { MetadataStore } from "./metadata";
import { chosenReadings } from "./readings";
import { CacheStores } from "./service-cache";
import { writeCells } from "./service-cells";
import { ChartStore } from "./service-charts";
import { volatileArgument } from "./service-formulas";
import { LockDesk, type LockKind } from "./service-locks";
import { readManifest } from "./service-manifest";
import { NameStore } from "./service-names";
import { PropertyStores, type StoreKind } from "./service-properties";
import { ProtectionStore } from "./service-protections";
import { Quotas } from "./service-quotas";
import { copyState, loadState, type SavedState, saveState } from "./service-state";
import { type Execution, flatArea, type World } from "./service-world";
import { clockEvent, type TriggerItem, TriggerStore } from "./triggers";

const RUN_LIMIT_MS = 6 * 60_000;
const SHORT_LIMIT_MS = 30_000;

export function createHost(options: HostOptions): Host {
	return new LocalHost(options);
}

class LocalHost implements Host {
	readonly engine: Engine;
	private readonly world: World;
	private readonly project: Project;
	private readonly listeners = new Set<(event: HostEvent) => void>();
	private readonly stops: (() => void)[] = [];
	private stopMutations: (() => void) | null = null;
	readonly now = (): number => this.world.clock.now;
	private nextExecution = 1;
	/** Functions under way, the innermost last: a question's answer may start another run. */
	private readonly running: string[] = [];
	/** Structure changes during a person's edit, for ON_CHANGE. */
	private structureSeen: StructureChange[] | null = null;

	constructor(private readonly options: HostOptions) {
		const saved = options.state === undefined ? null : (JSON.parse(options.state) as SavedState);
		this.project = loadProject(options.dist);
		const clock = { now: saved?.now ?? options.now ?? Date.now() };
		const readings = chosenReadings({
			...(options.anyEveryHours && { everyHours: "any" }),
			...options.readings,
		});
		const settings = saved?.settings ?? newSettings(options, clock.now);
		this.engine = createEngine({
			...(saved && { snapshot: saved.engine }),
			now: () => clock.now,
			timeZone: settings.timeZone,
			locale: settings.locale,
		});
		this.world = {
			engine: this.engine,
			clock,
			settings,
			dist: options.dist,
			manifest: readManifest(options.dist),
			functions: this.project.functions,
			customFunctions: this.project.customFunctions,
			metadata: new MetadataStore(),
			properties: new PropertyStores(saved?.properties),
			cache: new CacheStores(),
			locks: new LockDesk(),
			charts: new ChartStore(),
			protections: new ProtectionStore(),
			names: new NameStore(),
			triggers: new TriggerStore(readings.everyHours === "any"),
			selections: new Map(),
			menus: [],
			questions: [],
			toasts: [],
			dialogs: [],
			console: [],
			calls: [],
			cost:
				options.costs === "measured"
					? measuredCost
					: options.callCostMs
						? flatCost(options.callCostMs)
						: null,
			readings,
			lateErrors: options.lateErrors ?? false,
			newTabRows: options.newTabRows ?? 1000,
			quotas: new Quotas(
				options.quotas === undefined || options.quotas === "none" ? null : options.quotas,
				() => clock.now,
			),
			grants: options.grants ?? {},
			beforeCall: null,
			answer: ({ buttons }) => ({ button: buttons.startsWith("YES") ? "YES" : "OK" }),
			emit: (event) => {
				for (const listener of [...this.listeners]) listener(event);
			},
		};
		if (saved) loadState(this.world, saved);
		this.stops.push(this.engine.onStructure((change) => this.follow(change)));
		this.engine.setCustomFunctions(this.project.customFunctions, (name, args) => this.callCustom(name, args));
	}

	get beforeCall() {
		return this.world.beforeCall;
	}
	set beforeCall(hook: ((call: ServiceCall, index: number) => void) | null) {
		this.world.beforeCall = hook;
	}
	get answer() {
		return this.world.answer;
	}
	set answer(answer: (question: Question) => Answer) {
		this.world.answer = answer;
	}
	get questions() {
		return this.world.questions;
	}
	get toasts() {
		return this.world.toasts;
	}
	get dialogs() {
		return this.world.dialogs;
	}
	get console() {
		return this.world.console;
	}

	advance(ms: number): { trigger: TriggerInfo; result: RunResult }[] {
		const { clock, triggers, manifest } = this.world;
		const target = clock.now + ms;
		const runs: { trigger: TriggerInfo; result: RunResult }[] = [];
		for (let due = triggers.due(target); due; due = triggers.due(target)) {
			clock.now = Math.max(clock.now, due.nextAt ?? 0);
			triggers.reschedule(due, manifest.timeZone);
			runs.push({ trigger: due, result: this.fire(due, clockEvent(due, clock.now)) });
		}
		clock.now = Math.max(clock.now, target);
		this.world.emit({ type: "clock", now: clock.now });
		return runs;
	}

	open(user = this.owner()): readonly Menu[] {
		this.world.menus.length = 0;
		const mode = this.options.onOpenAuthMode ?? "LIMITED";
		const event = { authMode: authMode(mode), source: { $spreadsheet: true }, user: { $user: user } };
		if (this.project.functions.has("onOpen"))
			this.logFailure("onOpen", this.start("onOpen", "simple", user, [event], mode));
		this.fireAll("ON_OPEN", { ...event, authMode: authMode("FULL") });
		this.world.emit({ type: "menus", menus: [...this.world.menus] });
		return [...this.world.menus];
	}

	run(functionName: string, options: RunOptions): RunResult {
		const user = options.user ?? this.owner();
		if (options.kind === "sidebar") {
			const illegal = (options.args ?? [])
				.map((arg, index) => illegalPath(arg, `argument ${index + 1}`))
				.find(Boolean);
			if (illegal) return refused("Failed due to illegal value in property", illegal);
			if (!this.project.functions.has(functionName) || functionName.endsWith("_"))
				return refused("Script function not found", functionName);
		}
		return this.start(functionName, options.kind, user, options.args ?? []);
	}

	evaluate(formula: string): CellResult[][] {
		const volatile = volatileArgument(this.world, formula);
		if (volatile !== null) return [[{ error: volatile }]];
		return this.engine.evaluate(formula);
	}

	handEdit(id: string, params: unknown, user: string, origin: string): void {
		const seen: StructureChange[] = [];
		this.structureSeen = seen;
		const edits = this.engine.applyMutation(id, params, origin);
		this.structureSeen = null;
		for (const edit of edits) this.fireEdit(edit.area, edit.oldValue, user);
		for (const change of seen) this.fireChange(CHANGE_TYPES[change.kind], user);
		if (edits.length + seen.length === 0 && isFormatting(params)) this.fireChange("FORMAT", user);
	}

	type(area: Area, values: readonly (readonly CellValue[])[], user = this.owner()): void {
		const execution = this.newExecution("editor", user);
		const old = area.rows * area.columns === 1 ? (this.engine.read(area)[0]?.[0] ?? null) : null;
		writeCells({ world: this.world, execution }, area, values.flat(), []);
		this.engine.flush();
		this.fireEdit(area, old, user);
	}

	select(area: Area, user = this.owner()): void {
		this.world.selections.set(user, area);
		if (this.engine.activeSheet() !== area.sheet) this.engine.activateSheet(area.sheet);
		this.fireSimple("onSelectionChange", user, {
			authMode: authMode("LIMITED"),
			source: { $spreadsheet: true },
			range: { $range: flatArea(area) },
			user: { $user: user },
		});
	}

	holdLock(kind: LockKind, user = this.owner()): void {
		this.world.locks.take(kind, user, SOMEBODY_ELSE);
	}
	releaseLock(kind: LockKind, user = this.owner()): void {
		this.world.locks.release(kind, user, SOMEBODY_ELSE);
	}

	callLog(): CallLog {
		const calls = [...this.world.calls];
		const sum = (pick: (call: ServiceCall) => number) => calls.reduce((total, call) => total + pick(call), 0);
		return {
			calls,
			counted: sum((call) => (call.counted ? 1 : 0)),
			cellsRead: sum((call) => call.cellsRead),
			cellsWritten: sum((call) => call.cellsWritten),
		};
	}
	resetCalls(): void {
		this.world.calls.length = 0;
	}
	metadata(): MetadataInfo[] {
		return this.world.metadata.list().map(({ visibility: _, ...info }) => info);
	}
	triggers(): TriggerInfo[] {
		return this.world.triggers.items.map(({ plan: _, seed: __, ...info }) => info);
	}
	charts(sheet: string): ChartSpec[] {
		return this.world.charts.of(sheet);
	}
	properties(store: StoreKind): Readonly<Record<string, string>> {
		return Object.fromEntries(this.world.properties.store(store, this.owner()));
	}

	onEvent(listener: (event: HostEvent) => void): () => void {
		this.listeners.add(listener);
		// The engine only spells its mutations out while somebody listens.
		this.stopMutations ??= this.engine.onMutation((mutation) =>
			this.world.emit({ type: "mutation", mutation }),
		);
		return () => {
			this.listeners.delete(listener);
			if (this.listeners.size === 0) {
				this.stopMutations?.();
				this.stopMutations = null;
			}
		};
	}

	save(): string {
		return JSON.stringify(saveState(this.world));
	}
	copy(): Host {
		const { state: _, ...options } = this.options;
		const state = copyState(saveState(this.world), newId(`${this.world.settings.id} copied`));
		return new LocalHost({ ...options, state: JSON.stringify(state) });
	}
	dispose(): void {
		for (const stop of this.stops) stop();
		this.stopMutations?.();
		this.listeners.clear();
		this.engine.dispose();
	}

	private owner(): string {
		return this.world.settings.users[0] ?? "";
	}

	private newExecution(
		kind: Execution["kind"],
		user: string,
		simpleMode: "NONE" | "LIMITED" = "LIMITED",
	): Execution {
		return {
			id: this.nextExecution++,
			kind,
			authMode: kind === "simple" ? simpleMode : kind === "custom-function" ? "CUSTOM_FUNCTION" : "FULL",
			user,
			startedAt: this.world.clock.now,
			limitMs: kind === "simple" || kind === "custom-function" ? SHORT_LIMIT_MS : RUN_LIMIT_MS,
			freshProtections: new Set(),
			ended: null,
			lateError: null,
			asideMs: 0,
		};
	}

	private start(
		functionName: string,
		kind: Execution["kind"],
		user: string,
		args: readonly unknown[],
		simpleMode?: "NONE" | "LIMITED",
	): RunResult {
		const execution = this.newExecution(kind, user, simpleMode);
		this.running.push(functionName);
		this.world.emit({ type: "busy", running: functionName });
		const mode = kind === "sidebar" ? "client" : "loose";
		const outcome = execute(this.world, execution, this.project, {
			functionName,
			args: JSON.stringify(args),
			mode,
		});
		this.world.locks.releaseAll(execution.id);
		this.engine.flush();
		this.running.pop();
		this.world.emit({ type: "busy", running: this.running.at(-1) ?? null });
		const durationMs = this.world.clock.now - execution.startedAt;
		// The last buffered writes go out with the end of the run, and so does their error (fact 81).
		if (outcome.ok && execution.lateError !== null)
			return { ok: false, name: "Exception", message: execution.lateError, stack: "", durationMs };
		return withDuration(outcome, durationMs);
	}

	private callCustom(name: string, args: readonly CustomFunctionArgument[]): CellResult | CellResult[][] {
		const zone = this.world.settings.timeZone;
		const execution = this.newExecution("custom-function", this.owner());
		const outcome = execute(this.world, execution, this.project, {
			functionName: name,
			args: JSON.stringify(
				args.map((arg, index) => {
					const empty = arg === undefined && index < args.length - 1;
					const asText = empty && this.world.readings.emptyArgument === "empty text";
					return asText ? "" : portableArgument(arg, zone);
				}),
			),
			mode: "cell",
		});
		this.world.locks.releaseAll(execution.id);
		if (!outcome.ok) return { error: outcome.message };
		const cell = (value: unknown): CellResult =>
			typeof value === "object" && value !== null
				? { date: serialOfInstant(zone, (value as { $date: number }).$date) }
				: (value as CellValue);
		return Array.isArray(outcome.value)
			? outcome.value.map((row: unknown[]) => row.map(cell))
			: cell(outcome.value);
	}

	private fire(trigger: TriggerItem, event: unknown): RunResult {
		const { quotas } = this.world;
		const usedUp = quotas.triggerRefusal(trigger.user);
		const result: RunResult =
			usedUp === null
				? this.start(trigger.handler, "trigger", trigger.user, [event])
				: { ok: false, name: "Exception", message: usedUp, stack: "", durationMs: 0 };
		quotas.spend(trigger.user, "triggerMs", result.durationMs);
		this.logFailure(trigger.handler, result);
		return result;
	}
	private fireAll(event: TriggerInfo["event"], payload: Readonly<Record<string, unknown>>): void {
		for (const trigger of this.world.triggers.items.filter((item) => item.event === event))
			this.fire(trigger, { ...payload, triggerUid: trigger.id });
	}

	private fireSimple(name: "onEdit" | "onSelectionChange", user: string, event: unknown): void {
		if (!this.project.functions.has(name)) return;
		this.logFailure(name, this.start(name, "simple", user, [event]));
	}

	private fireEdit(area: Area, oldValue: CellValue, user: string): void {
		const single = area.rows * area.columns === 1;
		const value = single ? (this.engine.read(area)[0]?.[0] ?? null) : null;
		const shown = (cell: string | number | boolean) =>
			this.world.readings.editValue === "text" ? String(cell) : cell;
		const event = {
			authMode: authMode("LIMITED"),
			source: { $spreadsheet: true },
			range: { $range: flatArea(area) },
			user: { $user: user },
			...(value !== null && { value: shown(value) }),
			...(oldValue !== null && { oldValue: shown(oldValue) }),
		};
		this.fireSimple("onEdit", user, event);
		this.fireAll("ON_EDIT", { ...event, authMode: authMode("FULL") });
		this.fireChange("EDIT", user);
	}
	private fireChange(changeType: string, user: string): void {
		this.fireAll("ON_CHANGE", {
			authMode: authMode("FULL"),
			changeType,
			source: { $spreadsheet: true },
			user: { $user: user },
		});
	}

	private logFailure(name: string, result: RunResult): void {
		if (!result.ok) this.world.console.push(`error: ${name} failed: ${result.name}: ${result.message}`);
	}

	private follow(change: StructureChange): void {
		this.structureSeen?.push(change);
		const { metadata, charts, protections, names } = this.world;
		for (const store of [metadata, charts, protections, names]) store.follow(change);
	}
}

const SOMEBODY_ELSE = 0;

const CHANGE_TYPES: Readonly<Record<StructureChange["kind"], string>> = {
	insertRows: "INSERT_ROW",
	deleteRows: "REMOVE_ROW",
	moveRows: "OTHER",
	insertColumns: "INSERT_COLUMN",
	deleteColumns: "REMOVE_COLUMN",
	moveColumns: "OTHER",
	insertSheet: "INSERT_GRID",
	deleteSheet: "REMOVE_GRID",
};
