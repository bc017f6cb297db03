/** What can go wrong at a service call, and how a run is made to meet it (PLATFORM facts 20, 28, 81, 108). */
import type { Engine, HostOptions, ServiceCall } from "../../src/host/contract";
import { ExecutionEnded, ServiceError } from "../../src/host/service-error";
import type { Workbook } from "../addon/bench";

export const FAULTS = [
	"service error",
	"quota",
	"timeout",
	"late error",
	"lock timeout",
	"kill without finally",
] as const;
export type FaultKind = (typeof FAULTS)[number];

/** One fault: what, and at which of the operation's counted calls. */
export interface Fault {
	readonly kind: FaultKind;
	readonly at: number;
}

const MESSAGES: Readonly<Record<FaultKind, string>> = {
	"service error": "Service Spreadsheets failed while accessing document with id 1planted.",
	quota: "Service invoked too many times for one day: spreadsheets.",
	timeout: "Service timed out: Spreadsheets",
	"late error": "Service error: Spreadsheets",
	"lock timeout": "Lock timeout: another process was holding the lock for too long.",
	"kill without finally": "Exceeded maximum execution time",
};

/** Whether the fault can happen at such a call at all. */
export function concerns(kind: FaultKind, call: ServiceCall): boolean {
	if (kind === "lock timeout") return isAcquire(call.name);
	if (kind === "late error") return call.cellsWritten > 0;
	return true;
}

/** Errors that differ by their words alone where the call changed nothing; the add-on shows the words and never reads them. */
const REFUSALS: readonly FaultKind[] = ["service error", "quota", "timeout"];

/**
 * Whether a complete sweep tries the fault at its n-th call: each call is refused once, with the three errors taking
 * turns, and once more, after the change was made all the same, where it changes something.
 */
export function differs(kind: FaultKind, call: ServiceCall, at: number): boolean {
	if (!REFUSALS.includes(kind)) return true;
	const isChange = changesEngine(call);
	if (kind === "timeout" && isChange) return true;
	const turns = isChange ? REFUSALS.slice(0, 2) : REFUSALS;
	return turns[at % turns.length] === kind;
}

export function isAcquire(name: string): boolean {
	return name.endsWith("Lock.tryLock") || name.endsWith("Lock.waitLock");
}

export function isRelease(name: string): boolean {
	return name.endsWith("Lock.releaseLock");
}

/** A host in which the fault can happen: late errors need writes that are buffered. */
export function hostFor(kind: FaultKind): Partial<HostOptions> {
	return kind === "late error" ? { lateErrors: true } : {};
}

/** Waits in the book for the fault's call; gives what takes it away again, and tells whether it came. */
export function plant(book: Workbook, { kind, at }: Fault): { lift(): void; struck(): boolean } {
	const { host } = book;
	let made = 0;
	let hit = false;
	let disarm = () => {};
	host.beforeCall = (call) => {
		if (!call.counted) return;
		disarm();
		if (made++ !== at) return;
		hit = true;
		if (kind === "kill without finally") throw new ExecutionEnded(MESSAGES[kind]);
		if (kind === "lock timeout") {
			// Somebody else was faster; the host then answers as Google does.
			host.holdLock("script");
			host.holdLock("document");
		} else if (kind === "timeout" && changesEngine(call))
			disarm = failAfterChange(host.engine, MESSAGES[kind]);
		else throw new ServiceError(MESSAGES[kind]);
	};
	return {
		lift: () => {
			disarm();
			host.beforeCall = null;
			host.releaseLock("script");
			host.releaseLock("document");
		},
		struck: () => hit,
	};
}

/** Calls whose work Google may have done although the answer never came. */
function changesEngine({ name }: ServiceCall): boolean {
	return /^(Range|RangeList|Sheet|Spreadsheet)\.(set|clear|insert|delete|hide|copyTo)/.test(name);
}

const CHANGES = [
	"write",
	"setStyle",
	"clear",
	"setNotes",
	"setValidation",
	"setConditionalRules",
	"insertSheet",
	"deleteSheet",
	"updateSheet",
	"insertRows",
	"deleteRows",
	"insertColumns",
	"deleteColumns",
	"setColumnWidth",
	"setRowHeight",
	"setColumnsHidden",
] as const satisfies readonly (keyof Engine)[];

/** The next change of the engine happens and then fails all the same; gives what undoes the trap. */
function failAfterChange(engine: Engine, message: string): () => void {
	const undo = () => {
		for (const name of CHANGES) Reflect.deleteProperty(engine, name);
	};
	for (const name of CHANGES) {
		const change = engine[name] as (...args: unknown[]) => unknown;
		Object.defineProperty(engine, name, {
			configurable: true,
			value: (...args: unknown[]) => {
				undo();
				change.apply(engine, args);
				throw new ServiceError(message);
			},
		});
	}
	return undo;
}
