import { describe, expect, it } from "vitest";
import { entryPoints, footerOf } from "../../src/build/entry-points.mjs";

const documented = `import { x } from "./x";

/**
 * Scores. 日本語の行。
 * @param {string} a first
 * @customfunction
 */
export function SCORE(a: string, b?: readonly (readonly Cell[])[], { c } = {}): number {
	return x(a);
}

export function bare(a: number): void {}

/** Far away. */

const gap = 1;
export function gapped(): void {}
`;

describe("entryPoints", () => {
	it("takes the JSDoc verbatim and the parameters' names", () => {
		const [entry] = entryPoints(["SCORE"], [documented]);
		expect(entry?.doc).toBe(
			"/**\n * Scores. 日本語の行。\n * @param {string} a first\n * @customfunction\n */",
		);
		expect(entry?.parameters).toEqual(["a", "b"]);
	});

	it.each([
		["bare", "bare has no JSDoc directly above its declaration"],
		["gapped", "gapped has no JSDoc directly above its declaration"],
		["missing", 'missing is not declared as "export function missing(" under src/addon'],
	])("fails for %s, naming it", (name, message) => {
		expect(() => entryPoints([name], [documented])).toThrow(message);
	});
});

describe("footerOf", () => {
	it("declares a top-level function that forwards all arguments", () => {
		const footer = footerOf([{ name: "F", doc: "/** Does. */", parameters: ["a"] }]);
		expect(footer).toBe("/** Does. */\nfunction F(a) {\n\treturn addon_.F(...arguments);\n}\n");
	});
});
