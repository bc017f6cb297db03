/** Who may call what: the kind of run decides first, the manifest's scopes second (PLATFORM facts 13, 17, 40, 41, 120, 129, 130). */
import { ExecutionEnded, ServiceError } from "./service-error";
import type { Call } from "./service-world";

const AUTH = "https://www.googleapis.com/auth/";
const FULL_SHEETS = `${AUTH}spreadsheets`;
const CURRENT_SHEET = `${AUTH}spreadsheets.currentonly`;

/** "-" a handle, "g" asks, "r" asks for cells, "c" changes something, "w" writes cells. */
export type CallKind = "-" | "g" | "r" | "c" | "w";

const SCOPES: Readonly<Record<string, string>> = {
	"SpreadsheetApp.openById": FULL_SHEETS,
	"SpreadsheetApp.openByUrl": FULL_SHEETS,
	"SpreadsheetApp.create": FULL_SHEETS,
	"Ui.showSidebar": `${AUTH}script.container.ui`,
	"Ui.showModalDialog": `${AUTH}script.container.ui`,
	"Ui.showModelessDialog": `${AUTH}script.container.ui`,
	"ScriptApp.newTrigger": `${AUTH}script.scriptapp`,
	"ScriptApp.getProjectTriggers": `${AUTH}script.scriptapp`,
	"ScriptApp.getUserTriggers": `${AUTH}script.scriptapp`,
	"ScriptApp.deleteTrigger": `${AUTH}script.scriptapp`,
	"Session.getActiveUser": `${AUTH}userinfo.email`,
	"Session.getEffectiveUser": `${AUTH}userinfo.email`,
};

/** Services that a custom function may use at all (fact 40); of the spreadsheet it may only read. */
const CUSTOM_FUNCTION_SERVICES = new Set([
	"CacheService",
	"HtmlService",
	"LockService",
	"PropertiesService",
	"Utilities",
	"Session",
	"Logger",
	"SpreadsheetApp",
]);
const SERVICES = new Set([...CUSTOM_FUNCTION_SERVICES, "ScriptApp", "Ui", "HtmlOutput", "HtmlTemplate"]);

function serviceOf(name: string): string {
	const head = name.split(".")[0] ?? "";
	return SERVICES.has(head) ? head : "SpreadsheetApp";
}

function isBuilder(name: string): boolean {
	return name.startsWith("SpreadsheetApp.new") || /Builder\./.test(name);
}

function scopeOf(name: string): string | null {
	const own = SCOPES[name];
	if (own) return own;
	if (serviceOf(name) !== "SpreadsheetApp" || isBuilder(name) || name === "SpreadsheetApp.getUi") return null;
	return CURRENT_SHEET;
}

function requirePermission({ world, execution }: Call, name: string, kind: CallKind): void {
	const { kind: run } = execution;
	if (name === "SpreadsheetApp.getUi" && (run === "trigger" || run === "custom-function"))
		throw new ServiceError("Cannot call SpreadsheetApp.getUi() from this context.");
	const service = serviceOf(name);
	if (run === "custom-function") {
		if (!CUSTOM_FUNCTION_SERVICES.has(service))
			throw new ServiceError(`You do not have permission to call ${name}.`);
		if (service === "SpreadsheetApp" && (kind === "c" || kind === "w"))
			throw new ServiceError(`You do not have permission to call ${name.split(".").pop()}`);
	}
	const scope = scopeOf(name);
	if (scope === null) return;
	const anonymous = run === "simple" || run === "custom-function";
	// Where nobody signed in, Session answers "" instead of refusing (fact 112).
	if (anonymous && service === "Session") return;
	if (anonymous && scope !== CURRENT_SHEET)
		throw new ServiceError(`You do not have permission to call ${name}. Required permissions: ${scope}`);
	if (world.manifest.scopes === null || world.manifest.scopes.includes(scope)) return;
	if (scope === CURRENT_SHEET && world.manifest.scopes.includes(FULL_SHEETS)) return;
	const required = scope === CURRENT_SHEET ? `(${CURRENT_SHEET} || ${FULL_SHEETS})` : scope;
	throw new ServiceError(
		`Specified permissions are not sufficient to call ${name}. Required permissions: ${required}`,
	);
}

/** Ends the run for good once its time is used up (facts 19, 20). */
export function requireTime({ world, execution }: Call): void {
	if (execution.ended === null && world.clock.now - execution.startedAt > execution.limitMs)
		execution.ended = "Exceeded maximum execution time";
	if (execution.ended !== null) throw new ExecutionEnded(execution.ended);
}

export const callOperations = {
	/** Opens a service call: may it be made, what does it cost, and does a test want it to fail? */
	enter: (call: Call, name: string, kind: CallKind, cells: number): void => {
		requirePermission(call, name, kind);
		const { world, execution } = call;
		if (execution.kind === "custom-function") return;
		const counted = kind !== "-";
		const entry = {
			name,
			counted,
			cellsRead: kind === "r" ? cells : 0,
			cellsWritten: kind === "w" ? cells : 0,
		};
		world.calls.push(entry);
		if (counted) world.clock.now += world.callCostMs;
		requireTime(call);
		try {
			world.beforeCall?.(entry, world.calls.length - 1);
		} catch (fault) {
			if (fault instanceof ExecutionEnded) execution.ended = fault.message;
			throw fault instanceof ExecutionEnded ? fault : new ServiceError((fault as Error).message);
		}
	},
};
