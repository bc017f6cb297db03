/** Values on their way into and out of an execution, as the host makes and checks them. */
import { createHash } from "node:crypto";
import { instantOfSerial } from "./clock-zone";
import type { CellResult, CustomFunctionArgument, HostOptions, RunResult } from "./contract";
import type { Settings } from "./service-world";

/** Whether a page's change only touched looks; Univer says which command it came from. */
export function isFormatting(params: unknown): boolean {
	const { trigger } = (params ?? {}) as { trigger?: unknown };
	return typeof trigger === "string" && /style|numfmt|border/i.test(trigger);
}

export function authMode(name: "NONE" | "LIMITED" | "FULL") {
	return { $enum: "AuthMode", name };
}

/** 44 characters as Google's ids have, always the same for the same seed. */
export function newId(seed: string): string {
	return `1${createHash("sha256").update(seed).digest("base64url")}`;
}

export function newSettings(options: HostOptions, now: number): Settings {
	const name = options.name ?? "見込み";
	return {
		id: newId(`${name} ${now}`),
		name,
		locale: options.locale ?? "ja_JP",
		timeZone: options.timeZone ?? "Asia/Tokyo",
		userLocale: options.userLocale ?? "ja",
		users: options.users ?? ["owner@example.com"],
	};
}

export function refused(reason: string, what: string): RunResult {
	return { ok: false, name: "Exception", message: `${reason}: ${what}`, stack: "", durationMs: 0 };
}

/** Where an argument holds what google.script.run refuses to send (fact 116), or null. */
export function illegalPath(value: unknown, path: string): string | null {
	if (value === null || value === undefined || typeof value === "string" || typeof value === "boolean")
		return null;
	if (typeof value === "number") return Number.isFinite(value) ? null : path;
	if (Array.isArray(value))
		return (
			value.map((each, index) => illegalPath(each, `${path}[${index}]`)).find((found) => found !== null) ??
			null
		);
	if (typeof value !== "object") return path;
	// By its tag, since the value may come from another realm.
	if (Object.prototype.toString.call(value) !== "[object Object]") return path;
	return (
		Object.entries(value)
			.map(([key, each]) => illegalPath(each, `${path}.${key}`))
			.find((found) => found !== null) ?? null
	);
}

/** A cell's value as a custom function gets it: empty as "", dates as Date (fact 37). */
export function portableArgument(arg: CustomFunctionArgument, zone: string): unknown {
	if (arg === undefined) return { $undefined: true };
	if (arg === null) return "";
	if (Array.isArray(arg))
		return arg.map((row: readonly CellResult[]) => row.map((cell) => portableArgument(cell, zone)));
	if (typeof arg !== "object") return arg;
	if ("date" in arg) return { $date: instantOfSerial(zone, arg.date) };
	return "error" in arg ? arg.error : "";
}
