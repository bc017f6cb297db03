import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ReadingOptions } from "../../../src/domain/fit/accepted";
import { type Criterion, fitOf, validateCriteria } from "../../../src/domain/fit/icp";
import { defaultCriteria } from "../../../src/domain/fit/shipped/criteria";
import { type LeadRow, leadsOf } from "../scoring/tables";

const OPTIONS: ReadingOptions = { dictionaries: {}, deputyCountsAsHead: false };
const cardOf = (lead: LeadRow, criteria: readonly Criterion[] = defaultCriteria()) =>
	fitOf(leadsOf([lead]), criteria, OPTIONS).card(0);
const criterion = (given: Partial<Criterion>): Criterion => ({
	id: "c",
	field: "部署",
	accepted: "総務",
	weight: 10,
	knockout: false,
	...given,
});

const IDEAL = { industry: "自動車", employees: "約300名", title: "営業部長", prefecture: "東京都" };

describe("fitOf with the default criteria", () => {
	it("has no problems and weighs 100", () => {
		expect(validateCriteria(defaultCriteria(), OPTIONS)).toEqual([]);
		expect(defaultCriteria().reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
	});

	it.each([
		{ name: "everything right", lead: IDEAL, fit: 100, coverage: 1 },
		{ name: "the wrong size", lead: { ...IDEAL, employees: 20 }, fit: 70, coverage: 1 },
		{ name: "an unknown size", lead: { ...IDEAL, employees: null }, fit: 100, coverage: 0.7 },
		{ name: "an unreadable size", lead: { ...IDEAL, employees: "多数" }, fit: 100, coverage: 0.7 },
		{
			name: "the wrong title and no industry",
			lead: { ...IDEAL, industry: "", title: "主任" },
			fit: 67,
			coverage: 0.6,
		},
		{
			name: "nothing known",
			lead: { ...IDEAL, industry: "", title: "", employees: "", prefecture: "" },
			fit: null,
			coverage: 0,
		},
	])("$name: fit $fit at coverage $coverage", ({ lead, fit, coverage }) => {
		expect(cardOf(lead)).toMatchObject({ fit, coverage });
	});

	it("says for each criterion what it read", () => {
		expect(cardOf({ ...IDEAL, employees: "" }).lines).toEqual([
			{ criterionId: "icp_industry", weight: 40, state: "match", value: "自動車", reading: "自動車" },
			{ criterionId: "icp_employees", weight: 30, state: "unknown", value: null, reading: null },
			{ criterionId: "icp_title", weight: 20, state: "match", value: "営業部長", reading: 60 },
			{ criterionId: "icp_place", weight: 10, state: "match", value: "東京都", reading: "東京都" },
		]);
	});
});

describe("fitOf", () => {
	it("rounds halves up", () => {
		const three = [
			criterion({ id: "a", field: "a", weight: 1 }),
			criterion({ id: "b", field: "b", weight: 7 }),
		];
		expect(cardOf({ a: "総務", b: "x" }, three).fit).toBe(13);
	});

	it("knocks out only what is known to miss, and leaves fit as it is", () => {
		const criteria = [
			criterion({ id: "a", field: "a", weight: 90 }),
			criterion({ id: "b", field: "b", knockout: true }),
		];
		const fits = fitOf(
			leadsOf([
				{ a: "総務", b: "x" },
				{ a: "総務", b: null },
			]),
			criteria,
			OPTIONS,
		);
		expect(Array.from(fits.knockedOut)).toEqual([1, 0]);
		expect(fits.card(0)).toMatchObject({ fit: 90, knockedOut: ["b"] });
		expect(fits.card(1)).toMatchObject({ fit: 100, knockedOut: [] });
	});

	it("ignores a criterion that accepts nothing", () => {
		const criteria = [
			criterion({ id: "a", field: "a" }),
			criterion({ id: "b", field: "b", accepted: " 、" }),
		];
		const fits = fitOf(leadsOf([{ a: "総務", b: "x" }]), criteria, OPTIONS);
		expect(fits.card(0)).toMatchObject({ fit: 100, coverage: 1, totalWeight: 10 });
		expect(fits.problems).toEqual([
			{ criterionId: "b", index: 1, code: "accepted_missing", field: "accepted", isUsed: false },
		]);
	});

	it("keeps a criterion with a readable rest, and counts a missing column as unknown", () => {
		const criteria = [
			criterion({ id: "size", field: "employees", accepted: "100以上、たくさん" }),
			criterion({ id: "gone", field: "資本金" }),
		];
		const fits = fitOf(leadsOf([{ employees: 300 }]), criteria, OPTIONS);
		expect(fits.card(0)).toMatchObject({ fit: 100, coverage: 0.5 });
		expect(fits.problems.map(({ code, isUsed }) => [code, isUsed])).toEqual([
			["accepted_unreadable", true],
			["column_missing", true],
		]);
	});

	it.each([
		{ name: "no id", change: { id: "" }, code: "id_missing" },
		{ name: "no field", change: { field: " " }, code: "field_missing" },
		{ name: "a weight below zero", change: { weight: -1 }, code: "weight_invalid" },
		{
			name: "no readable rank",
			change: { field: "title", accepted: "えらい人以上" },
			code: "accepted_unreadable",
		},
	])("reports a criterion with $name", ({ change, code }) => {
		expect(validateCriteria([criterion(change)], OPTIONS)).toMatchObject([{ code, isUsed: false }]);
	});

	it("keeps the first of two criteria with one id", () => {
		expect(validateCriteria([criterion({}), criterion({})], OPTIONS)).toMatchObject([
			{ index: 1, code: "id_duplicate" },
		]);
	});
});

const WORDS = {
	industry: ["自動車", "食品", "", "???"],
	employees: ["約300名", 20, "", "多数", "50〜199名"],
	title: ["営業部長", "主任", "顧問", "", "???"],
	prefecture: ["東京都", ""],
} as const;

const anyLead = fc.record({
	industry: fc.constantFrom(...WORDS.industry),
	employees: fc.constantFrom(...WORDS.employees),
	title: fc.constantFrom(...WORDS.title),
	prefecture: fc.constantFrom(...WORDS.prefecture),
});

describe("fit of random leads", () => {
	it("stays within 0 and 100, and coverage within 0 and 1", () => {
		const weights = fc.array(
			fc.integer({ min: 0, max: 1000 }).map((n) => n / 10),
			{ minLength: 4, maxLength: 4 },
		);
		fc.assert(
			fc.property(anyLead, weights, (lead, given) => {
				const criteria = defaultCriteria().map((one, n) => ({ ...one, weight: given[n]! }));
				const { fit, coverage, knownWeight, totalWeight } = cardOf(lead, criteria);
				if (fit !== null) {
					expect(Number.isInteger(fit)).toBe(true);
					expect(fit).toBeGreaterThanOrEqual(0);
					expect(fit).toBeLessThanOrEqual(100);
				}
				expect(fit === null).toBe(knownWeight === 0);
				expect(coverage).toBeGreaterThanOrEqual(0);
				expect(coverage).toBeLessThanOrEqual(1);
				if (totalWeight > 0) expect(coverage).toBeCloseTo(knownWeight / totalWeight, 12);
			}),
		);
	});

	it("never falls when a miss becomes a blank, while coverage never rises", () => {
		fc.assert(
			fc.property(anyLead, fc.nat(3), (lead, at) => {
				const before = cardOf(lead);
				const field = defaultCriteria()[at]!.field;
				const after = cardOf({ ...lead, [field]: "" });
				expect(after.coverage).toBeLessThanOrEqual(before.coverage);
				if (before.lines[at]!.state !== "match") {
					expect(after.fit ?? 100).toBeGreaterThanOrEqual(before.fit ?? 0);
				}
			}),
		);
	});

	it("is the same in columns and in cards, whatever stands beside a lead", () => {
		fc.assert(
			fc.property(fc.array(anyLead, { minLength: 1, maxLength: 20 }), (rows) => {
				const fits = fitOf(leadsOf(rows), defaultCriteria(), OPTIONS);
				rows.forEach((row, lead) => {
					expect(fits.card(lead)).toEqual(cardOf(row));
					expect(fits.fit[lead]).toBe(fits.card(lead).fit);
					expect(fits.coverage[lead]).toBe(fits.card(lead).coverage);
				});
			}),
		);
	});
});
