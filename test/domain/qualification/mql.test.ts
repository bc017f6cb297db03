import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type Day, dayOfTime, timeOf, type WallTime } from "../../../src/domain/calendar/day";
import { definitionVersion, newMqls } from "../../../src/domain/qualification/mql";
import { createHitCollector } from "../../../src/domain/scoring/hits";
import type { ScoreRule, ScoringModel } from "../../../src/domain/scoring/rules";
import { defaultRules } from "../../../src/domain/scoring/shipped/rules";
import { naiveSum } from "../scoring/oracle";
import {
	type ActivityRow,
	activitiesOf,
	anyActivity,
	anyRules,
	attributeRule,
	behaviourRule,
	daysAgo,
	EVENING,
	type LeadRow,
	leadsOf,
	modelOf,
	TODAY,
} from "../scoring/tables";

function mqlsOf(
	leads: readonly LeadRow[],
	rows: readonly ActivityRow[],
	model: ScoringModel,
	previousRefresh: Day | null = null,
	asOf: WallTime = EVENING,
) {
	const collector = createHitCollector(model, leadsOf(leads));
	collector.add(activitiesOf(rows));
	return newMqls(collector.finish(), asOf, previousRefresh);
}

/** Two views reach 20 of at least 20. */
const TWO_VIEWS = modelOf([behaviourRule({ repeat: "each", windowDays: 5 })], {
	threshold: 20,
	operator: ">=",
});
const view = (ago: number, secondOfDay = 36_000): ActivityRow => ({
	type: "page_view",
	at: daysAgo(ago, secondOfDay),
});

describe("newMqls", () => {
	it("gives the first day, not today and not the highest", () => {
		const rows = [view(20), view(18), view(10), view(9), view(8)];
		const [fact] = mqlsOf([{ createdAt: daysAgo(30) }], rows, TWO_VIEWS);
		expect(fact).toMatchObject({ lead: 0, on: addDays(TODAY, -18), score: 20, isEstimated: true });
		expect(fact?.card.lines).toEqual([
			{
				ruleId: "rule",
				kind: "behaviour",
				points: 20,
				count: 2,
				firstOn: addDays(TODAY, -20),
				lastOn: addDays(TODAY, -18),
				lastCountedOn: addDays(TODAY, -16),
			},
		]);
	});

	it("starts on the creation day, on which earlier events still count", () => {
		const rows = [view(12), view(11)];
		expect(mqlsOf([{ createdAt: daysAgo(10) }], rows, TWO_VIEWS)[0]?.on).toBe(addDays(TODAY, -10));
		expect(mqlsOf([{ createdAt: daysAgo(7) }], rows, TWO_VIEWS)).toEqual([]);
	});

	it("starts on the first event day where no creation day is known", () => {
		expect(mqlsOf([{}], [view(12), view(11)], TWO_VIEWS)[0]?.on).toBe(addDays(TODAY, -11));
	});

	it("takes a lead that fits by its attributes alone on its creation day", () => {
		const model = modelOf([attributeRule({ points: 50 })], { threshold: 50, operator: ">=" });
		expect(mqlsOf([{ industry: "自動車", createdAt: daysAgo(3) }], [], model)[0]?.on).toBe(
			addDays(TODAY, -3),
		);
		expect(mqlsOf([{ industry: "自動車" }], [], model)[0]?.on).toBe(TODAY);
	});

	it.each([
		{ name: "has its day already", lead: { mqlOn: addDays(TODAY, -99) } },
		{ name: "is ruled out", lead: { contact: "out" } },
		{ name: "is created after asOf", lead: { createdAt: daysAgo(-1) } },
	] as const)("passes over a lead that $name", ({ lead }) => {
		expect(mqlsOf([lead], [view(2), view(1)], TWO_VIEWS)).toEqual([]);
	});

	it("does not know what comes after asOf", () => {
		const rows = [view(2), view(1)];
		expect(mqlsOf([{}], rows, TWO_VIEWS, null, timeOf(addDays(TODAY, -2), 86_399))).toEqual([]);
		expect(mqlsOf([{}], rows, TWO_VIEWS, null, timeOf(addDays(TODAY, -1)))).toHaveLength(1);
	});

	it.each([
		{ name: "there was no refresh before", previous: null, isEstimated: true },
		{ name: "a refresh ran after that day", previous: addDays(TODAY, -1), isEstimated: true },
		{ name: "the last refresh ran on that day", previous: addDays(TODAY, -2), isEstimated: false },
		{ name: "the last refresh ran before that day", previous: addDays(TODAY, -3), isEstimated: false },
	])("is estimated $isEstimated when $name", ({ previous, isEstimated }) => {
		const [fact] = mqlsOf([{}], [view(3), view(2)], TWO_VIEWS, previous);
		expect(fact?.isEstimated).toBe(isEstimated);
	});

	it("finds a day on which points below zero end", () => {
		const model = modelOf(
			[
				attributeRule({ id: "fit", points: 30 }),
				behaviourRule({ id: "jobs", subject: "form", points: -20, windowDays: 5 }),
			],
			{ threshold: 20, operator: ">=" },
		);
		const rows = [{ type: "form", at: daysAgo(12) }];
		const [fact] = mqlsOf([{ industry: "自動車", createdAt: daysAgo(11) }], rows, model);
		expect(fact?.on).toBe(addDays(TODAY, -7));
	});
});

/** Every day from the creation day on, one after the other. */
function naiveFirstDay(lead: LeadRow, rows: readonly ActivityRow[], model: ScoringModel, asOf: WallTime) {
	const today = dayOfTime(asOf);
	// Days of activities that some rule could pay for, had they been alone and just now.
	const eventDays = rows
		.filter((row) => !Number.isNaN(row.at))
		.filter((row) => model.rules.some((rule) => isHit(row, rule)))
		.map((row) => dayOfTime(row.at as WallTime));
	const created = lead.createdAt ?? null;
	const first = created === null ? Math.min(today, ...eventDays) : dayOfTime(created);
	for (let day = first; day <= today; day++) {
		const moment = Math.min(asOf, timeOf(day as Day, 86_399)) as WallTime;
		const sum = naiveSum(lead, rows, model, moment) / 100;
		if (model.operator === ">" ? sum > model.threshold : sum >= model.threshold) return day;
	}
	return null;
}

function isHit(row: ActivityRow, rule: ScoreRule): boolean {
	if (rule.kind.startsWith("attribute")) return false;
	const alone: ScoreRule = { ...rule, atMost: null, points: 1, repeat: "once", cap: null } as ScoreRule;
	const least = rule.kind === "minutes" || rule.kind === "count" ? { atLeast: 1e-4 } : {};
	const isLimited = rule.scope === "visit";
	const tested = isLimited ? { ...alone, atMost: rule.atMost } : { ...alone, ...least };
	return naiveSum({}, [row], modelOf([tested as ScoreRule]), row.at as WallTime) > 0;
}

describe("newMqls on random histories", () => {
	it("agrees with walking through every day", () => {
		let found = 0;
		fc.assert(
			fc.property(
				fc.record({
					industry: fc.constantFrom("自動車", "食品"),
					createdAt: fc.option(
						fc.integer({ min: daysAgo(45, 0), max: daysAgo(-2, 0) }).map((at) => at as WallTime),
					),
					adjustment: fc.constantFrom(null, -5),
					reason: fc.constant("競合"),
				}),
				fc.array(anyActivity(1), { minLength: 10, maxLength: 60 }),
				anyRules(),
				fc.constantFrom(5, 12.34, 30, 60),
				fc.constantFrom<ScoringModel["operator"]>(">", ">="),
				fc.integer({ min: daysAgo(15, 0), max: daysAgo(0, 86_399) }).map((at) => at as WallTime),
				(lead, rows, rules, threshold, operator, asOf) => {
					const model = modelOf(rules, { threshold, operator, ownDomains: ["own.jp"] });
					const own = rows.filter((row) => row.lead === 0);
					const expected = naiveFirstDay(lead, own, model, asOf);
					const facts = mqlsOf([lead], rows, model, null, asOf);
					expect(facts[0]?.on ?? null).toBe(expected);
					if (expected !== null) {
						found++;
						expect(facts[0]?.card.isQualified).toBe(true);
						expect(facts[0]?.card.score).toBe(facts[0]?.score);
					}
				},
			),
			{ numRuns: 2000 },
		);
		expect(found).toBeGreaterThan(300);
	});

	it("finds nothing new once the found days are stored", () => {
		const rows = [view(20), view(18)];
		const [fact] = mqlsOf([{}], rows, TWO_VIEWS);
		expect(mqlsOf([{ mqlOn: fact?.on ?? null }], rows.concat(view(25), view(24)), TWO_VIEWS)).toEqual([]);
	});
});

describe("definitionVersion", () => {
	const model = modelOf();

	it("is the same for the same definition, on every machine", () => {
		expect(definitionVersion(model)).toMatch(/^[0-9a-f]{8}$/);
		expect(definitionVersion(modelOf(defaultRules().slice().reverse()))).toBe(definitionVersion(model));
	});

	it("ignores labels, disabled rules and the length of a calendar month", () => {
		const relabelled = defaultRules().map((rule) => ({ ...rule, label: "x" }));
		expect(definitionVersion(modelOf(relabelled))).toBe(definitionVersion(model));
		const disabled = defaultRules().concat(behaviourRule({ enabled: false }));
		expect(definitionVersion(modelOf(disabled))).toBe(definitionVersion(model));
		const month = (windowDays: number) =>
			definitionVersion(modelOf([behaviourRule({ windowKind: "month", windowDays })]));
		expect(month(30)).toBe(month(31));
	});

	it.each([
		{ name: "the threshold", change: { threshold: 121 } },
		{ name: "the operator", change: { operator: ">=" } },
		{ name: "the reading of deputies", change: { deputyCountsAsHead: true } },
		{ name: "a rule's points", change: { rules: defaultRules().map((rule) => ({ ...rule, points: 11 })) } },
		{
			name: "a rule's window",
			change: { rules: defaultRules().map((rule) => ({ ...rule, windowDays: 31 })) },
		},
		{ name: "a rule left out", change: { rules: defaultRules().slice(1) } },
	] as const)("changes with $name", ({ change }) => {
		expect(definitionVersion({ ...model, ...change })).not.toBe(definitionVersion(model));
	});
});
