/**
 * Puts Google's services into a fresh context and gives the host the one handle by which it starts a function.
 * The value of this script is that handle; nothing else of it is visible to the add-on.
 */
import { ask, connect, exception } from "./bridge";
import * as charts from "./enums";
import { cellAnswer, clientAnswer, revive } from "./events";
import { catalogue } from "./guard";
import { installMakers } from "./handles";
import { HtmlService } from "./html";
import { Range } from "./range";
import { ScriptApp } from "./script-app";
import { Sheet } from "./sheet";
import { SIGNATURES } from "./signatures";
import { Spreadsheet } from "./spreadsheet";
import { SpreadsheetApp } from "./spreadsheet-app";
import { CacheService, LockService, PropertiesService } from "./stores";
import { Logger, Session, scriptConsole, Utilities } from "./utilities";
import { installDate } from "./zoned-date";

/** How the answer leaves: checked for the page, checked for a cell, or as loosely as JSON does. */
type AnswerMode = "client" | "cell" | "loose";

const { ChartType, Position, PointStyle, CurveStyle, ChartHiddenDimensionStrategy, ChartMergeStrategy } =
	charts;
const Charts = {
	ChartType,
	Position,
	PointStyle,
	CurveStyle,
	ChartHiddenDimensionStrategy,
	ChartMergeStrategy,
};

function install(bridge: Parameters<typeof connect>[0]): void {
	connect(bridge);
	installMakers({
		range: (place) => new Range(place),
		sheet: (id) => new Sheet(id),
		spreadsheet: () => new Spreadsheet(),
	});
	installDate(ask("settings.get").scriptTimeZone);
	const services = {
		SpreadsheetApp,
		Charts,
		HtmlService,
		PropertiesService,
		CacheService,
		LockService,
		ScriptApp,
		Session,
		Utilities,
		Logger,
		console: scriptConsole,
	};
	for (const [name, value] of Object.entries(services))
		Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}

/** Finds "name" or "object.method" among the add-on's globals (fact 16). */
function resolve(name: string): (...args: unknown[]) => unknown {
	const parts = name.split(".");
	if (!parts.every((part) => /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(part)))
		throw exception(`Script function not found: ${name}`);
	let owner: unknown;
	let found: unknown;
	try {
		// Indirect eval sees const and class declarations, which are no properties of the global object.
		found = new Function(`return typeof ${parts[0]} === "undefined" ? undefined : ${parts[0]}`)();
	} catch {
		found = undefined;
	}
	for (const part of parts.slice(1)) {
		owner = found;
		found = (found as Readonly<Record<string, unknown>> | null | undefined)?.[part];
	}
	if (typeof found !== "function") throw exception(`Script function not found: ${name}`);
	return (...args) => (found as (...args: unknown[]) => unknown).apply(owner, args);
}

let outcome = "";

function finish(mode: AnswerMode, value: unknown): void {
	try {
		outcome = JSON.stringify({ ok: true, value: answer(mode, value) });
	} catch (error) {
		fail(error);
	}
}

function answer(mode: AnswerMode, value: unknown): unknown {
	if (mode === "client") return clientAnswer(value, "result");
	if (mode === "cell") return cellAnswer(value);
	try {
		return JSON.parse(JSON.stringify(value) ?? "null");
	} catch {
		return null;
	}
}

function fail(thrown: unknown): void {
	const error = thrown instanceof Error ? thrown : new Error(String(thrown));
	const { name, message, stack } = error;
	outcome = JSON.stringify({
		ok: false,
		name: String(name),
		message: String(message),
		stack: String(stack ?? ""),
	});
}

/** Starts a function; async ones settle when the host has drained the context's microtasks (fact 58). */
function start(name: string, args: string, mode: AnswerMode): void {
	outcome = JSON.stringify({
		ok: false,
		name: "Error",
		message: "The function never settled its promise.",
		stack: "",
	});
	try {
		const given = (JSON.parse(args) as unknown[]).map(revive);
		const value = resolve(name)(...given);
		if (value instanceof Promise) value.then((settled) => finish(mode, settled), fail);
		else finish(mode, value);
	} catch (error) {
		fail(error);
	}
}

/** Read by the host as the completion value of the bundle; see context.ts. */
export const control = {
	install,
	start,
	outcome: () => outcome,
	catalogue: () => JSON.stringify({ services: catalogue(), table: Object.keys(SIGNATURES) }),
};
