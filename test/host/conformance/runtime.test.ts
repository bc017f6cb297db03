/** PLATFORM section 4: the V8 runtime. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Host, RunResult } from "../../../src/host/contract";
import { attempt, hostWith, probe } from "../host-fixture";

const MISSING =
	"setTimeout setInterval clearTimeout clearInterval fetch FormData File Blob URL URLSearchParams TextEncoder TextDecoder ReadableStream crypto SubtleCrypto DOMException atob btoa window navigator performance process AbortController Event EventTarget Headers Request Response queueMicrotask structuredClone require module Buffer global";

let host: Host;
beforeAll(() => {
	host = hostWith({
		code: "let state = 0; function count() { return ++state; } async function later() { await null; return 1; } async function fails() { await null; throw new Error('late'); }",
	});
});
afterAll(() => host.dispose());

function load(code: string): RunResult {
	const own = hostWith({ code: `function ok() { return 1; }\n${code}` });
	const result = own.run("ok", { kind: "menu" });
	own.dispose();
	return result;
}

describe("globals", () => {
	it("fact 48: none of the Web's and none of Node's", () => {
		expect(
			probe(host, `return "${MISSING}".split(" ").filter((name) => eval("typeof " + name) !== "undefined")`),
		).toEqual([]);
	});

	it("fact 49: console, promises and WebAssembly", () => {
		expect(probe(host, "return [Object.keys(console), typeof Promise, typeof WebAssembly]")).toEqual([
			["log", "info", "warn", "error", "time", "timeEnd"],
			"function",
			"object",
		]);
		expect(host.run("later", { kind: "menu" })).toMatchObject({ value: 1 });
	});
});

describe("syntax", () => {
	it("fact 50: private names and static fields stop the whole project", () => {
		for (const bad of ["class A { #x = 1; }", "class A { static x = 1; }"])
			expect(load(bad), bad).toMatchObject({ ok: false, name: "SyntaxError" });
		expect(load("class A { constructor() { this.x = '#x'; } static make() { return new A(); } }").ok).toBe(
			true,
		);
	});

	it("fact 51: so do import, export and await at the top", () => {
		for (const bad of ["import x from 'y';", "export const a = 1;", "await null;"])
			expect(load(bad), bad).toMatchObject({ ok: false, name: "SyntaxError" });
	});

	it("fact 52: ?. and ?? are in use", () => {
		expect(load("const a = null?.b ?? 'x'.replaceAll('x', 'y');").ok).toBe(true);
	});

	it("fact 55: all code shares one scope, where a name is declared once", () => {
		expect(load("const twin = 1;\nconst twin = 2;")).toMatchObject({ ok: false, name: "SyntaxError" });
	});
});

describe("a run", () => {
	it("fact 56: evaluates everything afresh", () => {
		const run = () => host.run("count", { kind: "sidebar" });
		expect([run(), run()]).toMatchObject([{ value: 1 }, { value: 1 }]);
	});

	it("fact 57: needs runtimeVersion V8", () => {
		const manifest = JSON.stringify({ timeZone: "Asia/Tokyo", runtimeVersion: "DEPRECATED_ES5" });
		expect(() => hostWith({ files: { "appsscript.json": manifest } })).toThrow('"runtimeVersion": "V8"');
	});

	it("fact 58: may be async, and fails by what its promise fails by", () => {
		expect(host.run("fails", { kind: "menu" })).toMatchObject({ ok: false, message: "late" });
		expect(attempt(host, "Promise.reject(new Error('forgotten')); return 1").ok).toBe(true);
	});

	it("fact 59: sees service errors named Exception with a bare message", () => {
		expect(
			probe(
				host,
				"try { sheet.getRange(0, 1); } catch (e) { return [e.name, e.message, String(e), e instanceof Error]; }",
			),
		).toEqual([
			"Exception",
			"The starting row of the range is too small.",
			"Exception: The starting row of the range is too small.",
			true,
		]);
	});

	it("fact 60: prints an enum by name, and an undefined value clears the cell", () => {
		expect(
			probe(
				host,
				'sheet.getRange("A1").setValue(1).setValue(undefined); return [JSON.stringify([SpreadsheetApp.Dimension.ROWS]), sheet.getRange("A1").getValue()]',
			),
		).toEqual(['["ROWS"]', ""]);
	});
});
