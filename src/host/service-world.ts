/** What the services share: one workbook's state, and the execution on whose behalf a call comes. */
import type {
	Answer,
	Area,
	DialogSpec,
	Engine,
	ExecutionKind,
	HostEvent,
	Menu,
	Question,
	ServiceCall,
} from "./contract";
import type { CallCost } from "./cost-model";
import type { MetadataStore } from "./metadata";
import type { Readings } from "./readings";
import type { CacheStores } from "./service-cache";
import type { ChartStore } from "./service-charts";
import type { LockDesk } from "./service-locks";
import type { Manifest } from "./service-manifest";
import type { NameStore } from "./service-names";
import type { PropertyStores } from "./service-properties";
import type { ProtectionStore } from "./service-protections";
import type { Quotas } from "./service-quotas";
import type { TriggerStore } from "./triggers";

export interface Settings {
	id: string;
	name: string;
	locale: string;
	timeZone: string;
	readonly userLocale: string;
	readonly users: readonly string[];
}

export interface Execution {
	readonly id: number;
	readonly kind: ExecutionKind;
	/** Fact 13; custom functions have a mode of their own. */
	readonly authMode: "NONE" | "LIMITED" | "FULL" | "CUSTOM_FUNCTION";
	readonly user: string;
	readonly startedAt: number;
	/** 6 minutes, or 30 seconds for simple triggers and custom functions (fact 19). */
	readonly limitMs: number;
	/** Protections made in this run: their editors read as none (fact 98). */
	readonly freshProtections: Set<number>;
	/** Set when the run is over for good; the message of fact 20 or a fault's. */
	ended: string | null;
	/** Why a buffered write was refused, until a later call meets it (fact 81). */
	lateError: string | null;
	/** What a custom function's calls cost: it runs beside everything else, so the host's clock stands still. */
	asideMs: number;
}

interface Clock {
	now: number;
}

export interface World {
	readonly engine: Engine;
	readonly clock: Clock;
	readonly settings: Settings;
	readonly dist: string;
	readonly manifest: Manifest;
	/** Top-level functions of Code.js. */
	readonly functions: ReadonlySet<string>;
	/** Those that cells may call. */
	readonly customFunctions: readonly string[];
	readonly metadata: MetadataStore;
	readonly properties: PropertyStores;
	readonly cache: CacheStores;
	readonly locks: LockDesk;
	readonly charts: ChartStore;
	readonly protections: ProtectionStore;
	readonly names: NameStore;
	readonly triggers: TriggerStore;
	readonly selections: Map<string, Area>;
	readonly menus: Menu[];
	readonly questions: Question[];
	readonly toasts: string[];
	readonly dialogs: DialogSpec[];
	readonly console: string[];
	readonly calls: ServiceCall[];
	/** Virtual milliseconds of a counted call; null where calls cost nothing. */
	readonly cost: CallCost | null;
	readonly readings: Readings;
	readonly lateErrors: boolean;
	/** Rows of a tab that a script inserts. */
	readonly newTabRows: number;
	readonly quotas: Quotas;
	/** Scopes by e-mail of those who did not grant all. */
	readonly grants: Readonly<Record<string, readonly string[]>>;
	beforeCall: ((call: ServiceCall, index: number) => void) | null;
	answer: (question: Question) => Answer;
	emit(event: HostEvent): void;
}

/** What every bridge operation gets before its own arguments. */
export interface Call {
	readonly world: World;
	readonly execution: Execution;
}

/** An area as it crosses the border: sheet id, row, column, rows, columns. */
export type FlatArea = readonly [sheet: string, row: number, column: number, rows: number, columns: number];

/** JSON text that holds a T; structured values cross the border only so. */
export type Json<T> = string & { readonly json?: T };

export function json<T>(value: T): Json<T> {
	return JSON.stringify(value) as Json<T>;
}

export function areaOf([sheet, row, column, rows, columns]: FlatArea): Area {
	return { sheet, row, column, rows, columns };
}

export function flatArea(area: Area): FlatArea {
	return [area.sheet, area.row, area.column, area.rows, area.columns];
}
