import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Stroke, strokes } from "../../src/workbook/strokes";

/** What the lines measure after the strokes. */
function painted(held: number, count: number, made: readonly Stroke[]): number[] {
	const sizes = Array<number>(count).fill(held);
	for (const { first, count: lines, pixels } of made) sizes.fill(pixels, first - 1, first - 1 + lines);
	return sizes;
}

describe("strokes", () => {
	it.each([
		["lines of one size need one", [90, 90, 90], 100, 1],
		["what a new tab has already needs none", [100, 70, 100], 100, 1],
		["a stroke reaches over others of another size", [140, 70, 140, 200, 140], 100, 3],
		["where nobody knows the sizes, every line is set", [100, 70, 100], null, 2],
		["lines that must not be touched lie between two", [140, undefined, 140], 100, 2],
	] as const)("%s", (_name, wanted, held, count) => {
		expect(strokes(wanted, held)).toHaveLength(count);
	});

	it("give each line its size, leave the others alone, and are never more than one for each run of equals", () => {
		const line = fc.option(fc.constantFrom(70, 100, 140, 200), { nil: undefined, freq: 6 });
		fc.assert(
			fc.property(fc.array(line, { maxLength: 14 }), fc.constantFrom(100, null), (wanted, held) => {
				const made = strokes(wanted, held);
				expect(painted(held ?? -1, wanted.length, made)).toEqual(wanted.map((size) => size ?? held ?? -1));
				const runs = wanted.filter(
					(size, i) => size !== undefined && size !== held && size !== wanted[i - 1],
				);
				expect(made.length).toBeLessThanOrEqual(runs.length);
			}),
		);
	});
});
