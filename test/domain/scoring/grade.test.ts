import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_CUTS, grade } from "../../../src/domain/scoring/grade";

describe("grade", () => {
	it.each([
		{ fit: 70, behaviour: 60, expected: "A1" },
		{ fit: 69, behaviour: 59, expected: "B2" },
		{ fit: 40, behaviour: 20, expected: "B2" },
		{ fit: 39, behaviour: 19, expected: "C3" },
		{ fit: 100, behaviour: 0, expected: "A3" },
		{ fit: 0, behaviour: -5, expected: "C3" },
	])(
		"bands begin at their cuts: fit $fit, behaviour $behaviour is $expected",
		({ fit, behaviour, expected }) => {
			expect(grade(fit, 1, false, behaviour)).toBe(expected);
		},
	);

	it("gives C to a lead that is knocked out", () => {
		expect(grade(95, 1, true, 80)).toBe("C1");
	});

	it("gives no letter below half coverage, a knock-out included", () => {
		expect(grade(95, 0.5, false, 80)).toBe("A1");
		expect(grade(95, 0.499, false, 80)).toBe("?1");
		expect(grade(95, 0.4, true, 30)).toBe("?2");
		expect(grade(null, 0, false, 0)).toBe("?3");
	});

	it("uses the cuts that a team sets", () => {
		const cuts = { fitA: 90, fitB: 80, behaviour1: 10, behaviour2: 5, minCoverage: 0 };
		expect(grade(85, 0.1, false, 10, cuts)).toBe("B1");
	});

	it("never gets worse when fit or behaviour grows", () => {
		const any = fc.integer({ min: 0, max: 200 });
		fc.assert(
			fc.property(any, any, any, any, (fit, betterFit, behaviour, more) => {
				const before = grade(Math.min(fit, betterFit), 1, false, Math.min(behaviour, more), DEFAULT_CUTS);
				const after = grade(Math.max(fit, betterFit), 1, false, Math.max(behaviour, more), DEFAULT_CUTS);
				expect(after.charAt(0) <= before.charAt(0)).toBe(true);
				expect(after.charAt(1) <= before.charAt(1)).toBe(true);
			}),
		);
	});
});
