/**
 * Which functions of the built file Google would see. V8 itself answers: a script whose first statement throws
 * has its top-level function declarations on the global object and nothing else run (PLATFORM facts 30, 33, 119).
 */
import * as vm from "node:vm";
import { findRefusedSyntax } from "./parse-syntax";

export interface EntryPoints {
	/** Every top-level declaration, private ones with their trailing "_" as well. */
	readonly functions: ReadonlySet<string>;
	/** Those with @customfunction in the JSDoc directly above. */
	readonly customFunctions: readonly string[];
	/** Why the project would not load at all, or null. */
	readonly syntaxError: string | null;
}

export function findEntryPoints(code: string): EntryPoints {
	const context = vm.createContext({});
	const builtIn = new Set(Object.getOwnPropertyNames(vm.runInContext("globalThis", context)));
	let syntaxError: string | null = null;
	try {
		new vm.Script(`throw null;\n${code}`, { filename: "Code.js", lineOffset: -1 }).runInContext(context);
	} catch (thrown) {
		if (thrown !== null) syntaxError = `${(thrown as Error).name}: ${(thrown as Error).message}`;
	}
	const refused = syntaxError === null ? findRefusedSyntax(code) : null;
	if (refused !== null) syntaxError = `SyntaxError: ${refused}`;
	const functions = new Set<string>();
	for (const name of Object.getOwnPropertyNames(context)) {
		if (!builtIn.has(name) && typeof context[name] === "function") functions.add(name);
	}
	const customFunctions = [...functions].filter(
		(name) => !name.endsWith("_") && !isCellName(name) && docAbove(code, name).includes("@customfunction"),
	);
	return { functions, customFunctions, syntaxError };
}

/** A formula would read the name as an address (fact 34). */
function isCellName(name: string): boolean {
	return /^[a-z]{1,3}\d+$/i.test(name);
}

/** The JSDoc block that stands directly above a declaration, or "" (trap 3). */
function docAbove(code: string, name: string): string {
	const escaped = name.replace(/\$/g, "\\$");
	const match = new RegExp(`\\/\\*\\*((?:(?!\\*\\/)[\\s\\S])*)\\*\\/\\s*function\\s+${escaped}\\s*\\(`).exec(
		code,
	);
	return match?.[1] ?? "";
}
