import { describe, expect, it } from "vitest";
import { buildCode } from "../../src/build/build.mjs";
import { gate, gateSyntax } from "../../src/build/syntax-gate.mjs";

const FIELD = /a class field is not safe in Apps Script \(fact 50\); use code that esbuild lowers to es2020/;

describe("the gate refuses syntax that Apps Script may not know", () => {
	it.each<[string, string, RegExp]>([
		["an instance field", "class A { x = 1 }", FIELD],
		["a static field", "class A { static x = 1 }", FIELD],
		["a private field", "class A { #x = 1 }", FIELD],
		["a private method", "class A { #x() {} }", /private names/],
		["a private name asked for with in", "class A { #x() {} has(o) { return #x in o } }", /private names/],
		["a static block", "class A { static { f } }; function f() {}", /static block/],
		["an import", 'import a from "a";', /no modules \(fact 51\); use one bundle/],
		["an export", "export const a = 1;", /no modules/],
		["a re-export", 'export * from "a";', /no modules/],
		["a dynamic import", 'import("a")', /no modules/],
		["import.meta", "console.log(import.meta.url)", /no modules/],
		["top-level await", "await Promise.resolve(1)", /top-level await \(fact 51\); use an async function/],
		["top-level for await", "for await (const a of []) console.log(a)", /top-level await/],
		["??=", "let a; a ??= 1", /\?\?= is newer than ES2020/],
		["||=", "let a; a ||= 1", /\|\|= is newer/],
		["&&=", "let a; a &&= 1", /&&= is newer/],
		["a BigInt literal", "const a = 10n", /BigInt has no firm source \(fact 53\)/],
		["a numeric separator", "const a = 1_000", /numeric separator/],
		["the flag v", "const a = /[a--b]/v", /flag v is newer than ES2020; use the flag u/],
		["the flag d", "const a = /a/d", /flag d/],
		["flags inside a pattern", "const a = /(?i:a)b/", /flags inside/],
		["a using declaration", "function f(a) { using b = a }", /using declaration/],
		["what is no JavaScript", "const = 1", /not valid JavaScript/],
	])("%s", (_name, code, sentence) => {
		expect(() => gate(code, "Code.js")).toThrow(sentence);
	});
});

describe("the gate refuses globals and built-ins that Apps Script lacks", () => {
	it.each<[string, RegExp]>([
		["setTimeout(() => 1, 1)", /no setTimeout .*; use Utilities\.sleep instead\.$/],
		["fetch('https://example.com')", /use UrlFetchApp\.fetch/],
		["new URL('https://example.com')", /no URL /],
		["new URLSearchParams()", /encodeURIComponent/],
		["new TextEncoder().encode('a')", /Utilities\.newBlob/],
		["crypto.randomUUID()", /Utilities\.getUuid/],
		["structuredClone({})", /JSON\.parse/],
		["performance.now()", /Date\.now/],
		["process.env.A", /PropertiesService/],
		["window.a = 1", /use globalThis/],
		["navigator.language", /no navigator /],
		["atob('a')", /base64Decode/],
		["queueMicrotask(() => 1)", /no queueMicrotask/],
		["new AbortController()", /no AbortController/],
		["require('fs')", /no require/],
		["document.body", /no document/],
		["globalThis.fetch('a')", /no fetch/],
		["({ fetch })", /no fetch/],
		["const f = setTimeout", /no setTimeout/],
		["{ const fetch = 1 } fetch('a')", /no fetch/],
		["(() => { function crypto() {} })(); crypto.subtle", /no crypto/],
		["BigInt(1)", /no BigInt .*numbers below/],
		["new Intl.NumberFormat('ja')", /no Intl /],
		["Temporal.Now", /no Temporal/],
		["new WeakRef({})", /no WeakRef/],
		["new AggregateError([])", /no AggregateError/],
		["[1].at(-1)", /the method at has no firm source/],
		["const a = [1]; a.at(-1)", /the method at/],
		["const a = [1]; a?.at(-1)", /the method at/],
		["const a = [1]; a['at'](-1)", /the method at/],
		["Array.prototype.at.call([1], 0)", /the method at/],
		["[1].findLast(Boolean)", /findLast/],
		["[1].toSorted()", /use slice\(\)\.sort\(\)/],
		["[1].toReversed()", /toReversed/],
		["[1].with(0, 2)", /the method with/],
		["(1).toLocaleString('ja')", /toLocaleString/],
		["Object.hasOwn({}, 'a')", /Object\.hasOwn is newer than ES2020; use Object\.prototype\.hasOwnProperty/],
		["Object.groupBy([], String)", /Object\.groupBy/],
		["Map.groupBy([], String)", /Map\.groupBy/],
		["Promise.any([])", /Promise\.any/],
		["Promise.withResolvers()", /withResolvers/],
		["throw new Error('a', { cause: 1 })", /cause is newer than ES2020/],
	])("%s", (code, sentence) => {
		expect(() => gate(code, "Code.js")).toThrow(sentence);
	});
});

describe("the gate lets through what is safe", () => {
	it.each([
		"const f = (a) => a?.b ?? 1;",
		"try { JSON.parse('{') } catch { console.log(1) }",
		"class A { constructor() { this.x = 1 } static make() { return new A() } get y() { return 2 } }",
		"async function f() { await null; for await (const a of []) console.log(a) }",
		"'a'.replaceAll('a', 'b'); 'a'.matchAll(/a/g); [[1]].flatMap((a) => a); Object.fromEntries([]);",
		String.raw`const a = /(?<=\p{L})(?<year>\d+)(?:a|b)(?!c)(?=d)(?<!e)/suy`,
		"const fetch = (a) => a; fetch('local');",
		"function f(setTimeout) { setTimeout(1) }",
		"function f({ url: URL, ...crypto }, [process = 1] = []) { return [URL, crypto, process] }",
		"(() => { var window = {}; return () => window.a })();",
		"try { JSON.parse('') } catch (performance) { console.log(performance.now()) }",
		"const g = function fetch(n) { return n ? fetch(n - 1) : 0 };",
		"for (const name of []) console.log(name);",
		"const o = { fetch: 1, at: 2 }; o.fetch; o.at; o.with;",
		"const has = typeof process !== 'undefined';",
		"ScriptApp.newTrigger('f').timeBased().at(new Date()).create();",
		"const own = { at: (row, column) => row + column }; own.at(1, 2);",
		"SpreadsheetApp.getActive().getRange('A1').getValues();",
		"var addon_ = (() => ({ F: 1 }))(); function F() { return addon_.F(...arguments) }",
		"throw new TypeError('a');",
		"// class A { #x = 1 }\nconst text = 'await 10n ??= fetch()';",
	])("%s", (code) => {
		expect(() => gate(code, "Code.js")).not.toThrow();
	});

	it("the add-on as it is built", async () => {
		await expect(buildCode()).resolves.toMatchObject({
			code: expect.stringContaining("function refreshNow("),
		});
	});
});

it("says where: line, column and the text", () => {
	expect(() => gate("const a = 1;\n  fetch(a);\n", "dist/Code.js")).toThrow(
		'dist/Code.js line 2 column 3, "fetch(a);": Apps Script has no fetch that a source vouches for (facts 48, 53); use UrlFetchApp.fetch instead.',
	);
});

it("asks of a page's script for its syntax only", () => {
	expect(() => gateSyntax("fetch('a'); [1].at(0); document.body", "page")).not.toThrow();
	expect(() => gateSyntax("class A { x = 1 }", "page")).toThrow(FIELD);
});
