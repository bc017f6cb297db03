import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	leadVerdict,
	leadVerdicts,
	sharedVerdicts,
	stateIndex,
	stateOf,
} from "../../../src/domain/qualification/verdict";
import type { Verdict } from "../../../src/domain/records";
import { leadsOf } from "../scoring/tables";

describe("leadVerdict", () => {
	it.each([
		{ company: "in", contact: "in", verdict: "in" },
		{ company: "in", contact: null, verdict: "in" },
		{ company: "in", contact: "out", verdict: "out" },
		{ company: null, contact: "in", verdict: null },
		{ company: null, contact: null, verdict: null },
		{ company: null, contact: "out", verdict: "out" },
		{ company: "out", contact: "in", verdict: "out" },
		{ company: "out", contact: null, verdict: "out" },
		{ company: "out", contact: "out", verdict: "out" },
	] as const)("company $company, contact $contact: $verdict", ({ company, contact, verdict }) => {
		expect(leadVerdict(company, contact)).toBe(verdict);
		expect(leadVerdicts(leadsOf([{ company, contact }]))).toEqual([verdict]);
	});
});

describe("the 27 states", () => {
	it("are numbered 9 × company + 3 × contact + deal, with in 0, out 1 and open 2", () => {
		expect(stateIndex({ company: "in", contact: "in", deal: "in" })).toBe(0);
		expect(stateIndex({ company: "in", contact: "in", deal: "out" })).toBe(1);
		expect(stateIndex({ company: "in", contact: "out", deal: "in" })).toBe(3);
		expect(stateIndex({ company: "in", contact: null, deal: "out" })).toBe(7);
		expect(stateIndex({ company: "out", contact: "in", deal: "in" })).toBe(9);
		expect(stateIndex({ company: null, contact: null, deal: null })).toBe(26);
	});

	it("come back from their numbers, each once", () => {
		const states = Array.from({ length: 27 }, (_, index) => stateOf(index));
		expect(states.map(stateIndex)).toEqual(Array.from({ length: 27 }, (_, index) => index));
		expect(new Set(states.map((state) => JSON.stringify(state))).size).toBe(27);
	});
});

describe("sharedVerdicts", () => {
	it("gives a company the verdict on which all its leads agree, and leaves it open where they differ", () => {
		const company = [0, 0, 1, 1, 2, 2, 3, -1];
		const own = ["in", null, "in", "out", "out", "out", null, "in"] as const;
		expect(sharedVerdicts(company, 5, own)).toEqual({
			verdict: ["in", null, "out", null, null],
			conflicts: 1,
		});
	});

	it("counts a company once, however many of its leads differ, and agreement later does not settle it", () => {
		expect(sharedVerdicts([0, 0, 0, 0, 0], 1, ["in", "out", "in", "in", "out"])).toEqual({
			verdict: [null],
			conflicts: 1,
		});
	});

	it("does not depend on the order of the leads, and agrees with the set of typed verdicts", () => {
		const lead = fc.record({
			group: fc.integer({ min: -1, max: 3 }),
			own: fc.constantFrom<Verdict | null>("in", "out", null),
		});
		const rows = fc.array(lead, { maxLength: 12 });
		fc.assert(
			fc.property(rows, (leads) => {
				const typed = [0, 1, 2, 3].map(
					(group) => new Set(leads.filter((row) => row.group === group && row.own).map((row) => row.own)),
				);
				const expected = {
					verdict: typed.map((set) => (set.size === 1 ? [...set][0] : null)),
					conflicts: typed.filter((set) => set.size > 1).length,
				};
				for (const order of [leads, [...leads].reverse()]) {
					const groups = Int32Array.from(order, (row) => row.group);
					expect(
						sharedVerdicts(
							groups,
							4,
							order.map((row) => row.own),
						),
					).toEqual(expected);
				}
			}),
		);
	});
});
