import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { asHtmlText, partsOf, withReturn } from "../../src/build/split.mjs";
import { DIST } from "../global-setup";

const evaluate = (text: string): unknown => new Function(text)();

describe("a bundle in two files", () => {
	const files = [
		{
			path: "/out/main.js",
			text: 'import{a as b}from"./chunk-X.js";function c(){return b()+1}export{c as run};\n',
		},
		{
			path: "/out/later.js",
			text: 'import{a as q}from"./chunk-X.js";function z(){return q()*2}export{z as late};\n',
		},
		{ path: "/out/chunk-X.js", text: "var n=20;function t(){return n++}export{t as a};\n" },
	];

	it("shares one instance of what both use", () => {
		const { shared, main, later } = partsOf(files, "main.js", "later.js");
		const answer = evaluate(`
			const SHARED = (() => {${shared}})();
			const { run } = (() => {${main}})();
			const { late } = (${later})(SHARED);
			return [run(), late(), run()];`);
		expect(answer).toEqual([21, 42, 23]);
	});

	it("needs no shared file", () => {
		const { shared, main } = partsOf(
			[{ path: "/out/main.js", text: "function c(){return 1}export{c as run};" }],
			"main.js",
			"later.js",
		);
		expect(evaluate(`const SHARED = (() => {${shared}})(); return (() => {${main}})().run();`)).toBe(1);
	});

	it("refuses two shared files, and a script without exports", () => {
		expect(() => partsOf([...files, { path: "/out/chunk-Y.js", text: "" }], "main.js", "later.js")).toThrow(
			"more than one",
		);
		expect(() => withReturn("var a = 1;")).toThrow("exports nothing");
	});
});

describe("dist/later.html", () => {
	const text = readFileSync(join(DIST, "later.html"), "utf8");

	it("is text that no HTML parser changes, and comes back as a script", () => {
		expect(text).not.toMatch(/[<>&]|\/[/*]/);
		expect(JSON.parse(asHtmlText('if (a < b && c) "</script>" // x'))).toBe(
			'if (a < b && c) "</script>" // x',
		);
		expect(evaluate(`return typeof (${JSON.parse(text).replace(/;\s*$/, "")})`)).toBe("function");
	});

	it("holds what Code.js does not", () => {
		const code = readFileSync(join(DIST, "Code.js"), "utf8");
		for (const own of ["setWarningOnly", "insertSheet"]) {
			expect(text).toContain(own);
			expect(code).not.toContain(own);
		}
	});
});
