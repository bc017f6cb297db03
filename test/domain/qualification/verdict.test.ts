import { describe, expect, it } from "vitest";
import { leadVerdict, leadVerdicts } from "../../../src/domain/qualification/verdict";
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
