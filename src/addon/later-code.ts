/** Code that the build keeps out of Code.js (src/build/split.mjs), read at most once an execution. */
import { pushedFile } from "./pushed-file";

type Functions = Readonly<Record<string, (...args: never[]) => unknown>>;

/** What both files use; the build declares it. */
declare const SHARED: unknown;

let functions: Functions | undefined;

/** A function of later.ts by its name. */
export function laterFunction(name: string): unknown {
	functions ??= readFunctions();
	return functions[name];
}

function readFunctions(): Functions {
	// Google documents eval for code that HtmlService gives (HtmlTemplate.getCode).
	// biome-ignore lint/security/noGlobalEval: the text is a file of this very project
	const define = globalThis.eval(String(pushedFile("later"))) as (shared: unknown) => Functions;
	return define(SHARED);
}
