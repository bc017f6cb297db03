/** Who may call what: the kind of run decides first, the manifest's scopes second (PLATFORM facts 13, 17, 40, 41, 120, 129, 130). */
import type { CallKind } from "./call-kind";
import type { Readings } from "./readings";
import { ExecutionEnded, ServiceError } from "./service-error";
import { surfaceLateError } from "./service-late";
import type { Call } from "./service-world";

const AUTH = "https://www.googleapis.com/auth/";
const FULL_SHEETS = `${AUTH}spreadsheets`;
const CURRENT_SHEET = `${AUTH}spreadsheets.currentonly`;

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

/** What still works where nothing was authorised: menus, and what touches nobody's data (facts 13, 120). */
function worksWithoutAuthorization(name: string): boolean {
	return (
		/^(Utilities|Logger|HtmlService|Ui\.Menu)\b/.test(name) ||
		["SpreadsheetApp.getUi", "Ui.createMenu", "Ui.createAddonMenu", "Session.getActiveUserLocale"].includes(
			name,
		) ||
		isBuilder(name)
	);
}

/** The scopes that a run has: the manifest's, as far as its user granted them. Null: whatever it needs. */
function grantedScopes({ world, execution }: Call): readonly string[] | null {
	const own = world.grants[execution.user];
	if (own === undefined) return world.manifest.scopes;
	const granted = own.map((scope) => (scope.startsWith("https:") ? scope : `${AUTH}${scope}`));
	return granted.filter((scope) => world.manifest.scopes?.includes(scope) ?? true);
}

function hasScope(call: Call, scope: string): boolean {
	const granted = grantedScopes(call);
	if (granted === null || granted.includes(scope)) {
		const { currentOnlyInTrigger } = call.world.readings;
		const doubtful = scope === CURRENT_SHEET && call.execution.kind === "trigger" && granted !== null;
		if (!(doubtful && currentOnlyInTrigger === "refused")) return true;
	}
	return scope === CURRENT_SHEET && granted !== null && granted.includes(FULL_SHEETS);
}

function requirePermission(call: Call, name: string, kind: CallKind): void {
	const { kind: run, authMode } = call.execution;
	if (authMode === "NONE" && !worksWithoutAuthorization(name))
		throw new ServiceError(`You do not have permission to call ${name}.`);
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
	if (hasScope(call, scope)) return;
	const required = scope === CURRENT_SHEET ? `(${CURRENT_SHEET} || ${FULL_SHEETS})` : scope;
	throw new ServiceError(
		`Specified permissions are not sufficient to call ${name}. Required permissions: ${required}`,
	);
}

/** Ends the run for good once its time is used up (facts 19, 20, 44). */
export function requireTime({ world, execution }: Call): void {
	const spent = world.clock.now - execution.startedAt + execution.asideMs;
	if (execution.ended === null && spent > execution.limitMs)
		execution.ended =
			execution.kind === "custom-function"
				? "Exceeded maximum execution time (line 0)."
				: "Exceeded maximum execution time";
	if (execution.ended !== null) throw new ExecutionEnded(execution.ended);
}

/** Takes a call's price from the run's budget; a custom function has its own, beside the host's clock. */
function charge(call: Call, name: string, kind: CallKind, cells: number): void {
	const { world, execution } = call;
	const price = world.cost?.(name, kind, cells) ?? 0;
	if (execution.kind === "custom-function") execution.asideMs += price;
	else world.clock.now += price;
	requireTime(call);
}

/** A fault that a test planted, as Google would report it: of a buffered write later. */
function plantedFault({ world, execution }: Call, fault: unknown, kind: CallKind): void {
	if (fault instanceof ExecutionEnded) {
		execution.ended = fault.message;
		throw fault;
	}
	const { message } = fault as Error;
	if (!(world.lateErrors && kind === "w")) throw new ServiceError(message);
	execution.lateError ??= message;
}

export const callOperations = {
	/** Opens a service call: may it be made, what does it cost, and does a test want it to fail? */
	enter: (call: Call, name: string, kind: CallKind, cells: number): void => {
		requirePermission(call, name, kind);
		const { world, execution } = call;
		if (execution.kind === "custom-function") {
			if (world.cost) charge(call, name, kind, cells);
			return;
		}
		const entry = {
			name,
			counted: kind !== "-",
			cellsRead: kind === "r" ? cells : 0,
			cellsWritten: kind === "w" ? cells : 0,
		};
		world.calls.push(entry);
		charge(call, name, kind, cells);
		try {
			world.beforeCall?.(entry, world.calls.length - 1);
		} catch (fault) {
			plantedFault(call, fault, kind);
		}
		surfaceLateError(call, serviceOf(name) === "SpreadsheetApp", kind);
	},
	/** Of these scopes (null: all that the manifest names), the ones that the user has not granted (fact 132). */
	"scopes.missing": (call: Call, wanted: readonly string[] | null): readonly string[] => {
		const granted = grantedScopes(call);
		const needed = wanted ?? call.world.manifest.scopes ?? [];
		return granted === null ? [] : needed.filter((scope) => !granted.includes(scope));
	},
	/** Google asks the user for the missing scopes and ends the run. */
	"scopes.require": (call: Call, wanted: readonly string[] | null): void => {
		if (callOperations["scopes.missing"](call, wanted).length === 0) return;
		call.execution.ended = "Authorization is required to perform that action.";
		throw new ExecutionEnded(call.execution.ended);
	},
	reading: ({ world }: Call, name: keyof Readings): string => world.readings[name],
};
