import { describe, expect, it } from "vitest";
import { addDays, dayOf, timeOf, type WallTime } from "../../../src/domain/calendar/day";
import { createHitCollector } from "../../../src/domain/scoring/hits";
import type { BehaviourRule } from "../../../src/domain/scoring/rules";
import { scoreActivities } from "../../../src/domain/scoring/score";
import {
	type ActivityRow,
	activitiesOf,
	attributeRule,
	behaviourRule,
	daysAgo,
	EVENING,
	type LeadRow,
	leadsOf,
	modelOf,
	TODAY,
} from "./tables";

/** Scores of one lead (自動車, created long ago) under one behaviour rule. */
function scoresWith(
	rule: Partial<BehaviourRule>,
	rows: readonly ActivityRow[],
	asOf: WallTime = EVENING,
	lead: LeadRow = { industry: "自動車" },
) {
	const activities = activitiesOf(rows.map((row) => ({ type: "page_view", ...row })));
	return scoreActivities(leadsOf([lead]), activities, modelOf([behaviourRule(rule)]), asOf);
}

describe("the window of calendar days", () => {
	it.each([
		{ name: "today", at: daysAgo(0), score: 10 },
		{ name: "29 days ago, first second", at: daysAgo(29, 0), score: 10 },
		{ name: "30 days ago, last second", at: daysAgo(30, 86_399), score: 0 },
		{ name: "tomorrow, first second", at: daysAgo(-1, 0), score: 0 },
	])("holds an event of $name: $score", ({ at, score }) => {
		expect(scoresWith({}, [{ at }]).score[0]).toBe(score);
	});

	it("holds an event of later today", () => {
		expect(scoresWith({}, [{ at: daysAgo(0, 70_000) }], daysAgo(0, 100)).score[0]).toBe(10);
	});

	it("takes the length of each rule", () => {
		expect(scoresWith({ windowDays: 1 }, [{ at: daysAgo(1, 86_399) }]).score[0]).toBe(0);
		expect(scoresWith({ windowDays: 1 }, [{ at: daysAgo(0, 0) }]).score[0]).toBe(10);
	});
});

describe("the window of N times 24 hours", () => {
	const rule = { windowKind: "hours", windowDays: 30 } as const;
	const noon = timeOf(TODAY, 43_200);

	it.each([
		{ name: "a second less than 720 hours ago", at: daysAgo(30, 43_201), score: 10 },
		{ name: "720 hours ago", at: daysAgo(30, 43_200), score: 0 },
		{ name: "this second", at: noon, score: 10 },
		{ name: "the next second", at: noon + 1, score: 0 },
	])("for an event of $name: $score", ({ at, score }) => {
		expect(scoresWith(rule, [{ at }], noon).score[0]).toBe(score);
	});

	it("expires in the day that holds its last second", () => {
		const on = (at: number) => scoresWith(rule, [{ at }], noon).card(0).lines[0]?.lastCountedOn;
		expect(on(daysAgo(30, 43_201))).toBe(TODAY);
		expect(on(daysAgo(5, 0))).toBe(addDays(TODAY, 24));
		expect(on(daysAgo(5, 1))).toBe(addDays(TODAY, 25));
	});
});

describe("the window of a calendar month", () => {
	const rule = { windowKind: "month", windowDays: 30 } as const;

	it.each([
		{ name: "the month's first second", at: timeOf(dayOf(2026, 11, 1)), score: 10 },
		{ name: "the second before it", at: timeOf(dayOf(2026, 11, 1)) - 1, score: 0 },
		{ name: "the same month last year", at: timeOf(dayOf(2025, 11, 21)), score: 0 },
		{ name: "tomorrow", at: daysAgo(-1, 0), score: 0 },
	])("for an event of $name: $score", ({ at, score }) => {
		expect(scoresWith(rule, [{ at }]).score[0]).toBe(score);
	});

	it("expires with the month", () => {
		expect(scoresWith(rule, [{ at: daysAgo(2) }]).card(0).lines[0]?.lastCountedOn).toBe(dayOf(2026, 11, 30));
	});
});

describe("quantities", () => {
	it("counts a row without a count as one time", () => {
		const rule = { kind: "count", atLeast: 3 } as const;
		expect(scoresWith(rule, [{ count: 2 }, {}]).score[0]).toBe(10);
		expect(scoresWith(rule, [{}, {}]).score[0]).toBe(0);
	});

	it("leaves out a row whose count is 0", () => {
		expect(scoresWith({}, [{ count: 0 }]).score[0]).toBe(0);
	});

	it("takes events as whole times, at least once", () => {
		expect(scoresWith({}, [{ count: 0.5 }]).score[0]).toBe(10);
		expect(scoresWith({ repeat: "each" }, [{ count: 2.7 }]).score[0]).toBe(20);
	});

	it.each([
		{ name: "5.00 minutes", minutes: [5], score: 10 },
		{ name: "4.99 minutes", minutes: [4.99], score: 0 },
		{
			name: "three thirds of five minutes, rounded up as they are typed",
			minutes: [1.666667, 1.666667, 1.666667],
			score: 10,
		},
		{ name: "three thirds, rounded down", minutes: [1.666666, 1.666666, 1.666666], score: 10 },
		{ name: "fifty tenths", minutes: Array.from({ length: 50 }, () => 0.1), score: 10 },
		{ name: "blank and negative minutes", minutes: [null, -5], score: 0 },
	])("at least five minutes: $name", ({ minutes, score }) => {
		const rows = minutes.map((value) => ({ minutes: value }));
		expect(scoresWith({ kind: "minutes", atLeast: 5 }, rows).score[0]).toBe(score);
	});

	it("may ask one visit to reach the limit by itself", () => {
		const rule = { kind: "minutes", atLeast: 5, scope: "visit" } as const;
		expect(scoresWith(rule, [{ minutes: 3 }, { minutes: 4 }]).score[0]).toBe(0);
		expect(scoresWith(rule, [{ minutes: 3 }, { minutes: 5 }]).card(0).lines[0]?.count).toBe(1);
		expect(scoresWith({ ...rule, kind: "count" }, [{ count: 5 }]).score[0]).toBe(10);
	});

	it("stops paying above an upper limit", () => {
		const rule = { kind: "count", atLeast: 1, atMost: 2 } as const;
		expect(scoresWith(rule, [{ count: 2 }]).score[0]).toBe(10);
		expect(scoresWith(rule, [{ count: 2 }, {}]).score[0]).toBe(0);
	});
});

describe("repeats and caps", () => {
	it("pays once for many events unless each counts", () => {
		expect(scoresWith({}, [{}, {}, {}]).score[0]).toBe(10);
		expect(scoresWith({ repeat: "each" }, [{}, {}, { count: 2 }]).score[0]).toBe(40);
	});

	it("pays each full step of a count or of minutes", () => {
		expect(scoresWith({ kind: "count", atLeast: 3, repeat: "each" }, [{ count: 8 }]).score[0]).toBe(20);
		expect(scoresWith({ kind: "minutes", atLeast: 5, repeat: "each" }, [{ minutes: 15 }]).score[0]).toBe(30);
	});

	it("limits what a rule may give or take", () => {
		expect(scoresWith({ repeat: "each", cap: 25 }, [{}, {}, {}]).score[0]).toBe(25);
		expect(scoresWith({ repeat: "each", points: -10, cap: 25 }, [{}, {}, {}]).score[0]).toBe(-25);
	});

	it("keeps decimals exact", () => {
		const card = scoresWith({ repeat: "each", points: 0.1 }, [{}, {}, {}]).card(0);
		expect(card.score).toBe(0.3);
	});
});

describe("the last day on which a line pays in full", () => {
	const lastDay = (rule: Partial<BehaviourRule>, rows: readonly ActivityRow[]) =>
		scoresWith(rule, rows).card(0).lines[0]?.lastCountedOn;

	it("is day N of the last event", () => {
		expect(lastDay({}, [{ at: daysAgo(20) }, { at: daysAgo(3) }])).toBe(addDays(TODAY, 26));
	});

	it("is day N of the n-th newest time", () => {
		const rows = [{ at: daysAgo(20) }, { at: daysAgo(10) }, { at: daysAgo(5) }, { at: daysAgo(1) }];
		expect(lastDay({ kind: "count", atLeast: 3 }, rows)).toBe(addDays(TODAY, 19));
		expect(lastDay({ kind: "count", atLeast: 1 }, rows)).toBe(addDays(TODAY, 28));
	});

	it("does not depend on the order in which the rows stand", () => {
		const rows = [{ at: daysAgo(9) }, { at: daysAgo(1) }, { at: daysAgo(3) }];
		expect(lastDay({ kind: "count", atLeast: 2 }, rows)).toBe(addDays(TODAY, 26));
	});

	it("is that of the oldest minutes still needed", () => {
		const rows = [
			{ at: daysAgo(20), minutes: 9 },
			{ at: daysAgo(10), minutes: 3 },
			{ at: daysAgo(1), minutes: 2 },
		];
		expect(lastDay({ kind: "minutes", atLeast: 5 }, rows)).toBe(addDays(TODAY, 19));
	});

	it("is the day before a payment for each falls, not before the cap is left", () => {
		const rows = [{ at: daysAgo(20) }, { at: daysAgo(10) }, { at: daysAgo(5) }];
		expect(lastDay({ repeat: "each" }, rows)).toBe(addDays(TODAY, 9));
		expect(lastDay({ repeat: "each", cap: 20 }, rows)).toBe(addDays(TODAY, 19));
	});

	it("makes the drop day of the lead the day after the first of them", () => {
		const scores = scoresWith({}, [{ at: daysAgo(29) }]);
		expect(scores.dropsOn[0]).toBe(addDays(TODAY, 1));
	});

	it("does not make one of a line below zero", () => {
		expect(scoresWith({ points: -5 }, [{}]).dropsOn[0]).toBeNull();
	});

	it("is missing for attributes, which never expire", () => {
		const scores = scoreActivities(
			leadsOf([{ industry: "自動車" }]),
			activitiesOf([]),
			modelOf([attributeRule()]),
			timeOf(dayOf(2099, 1, 1)),
		);
		expect(scores.card(0).lines).toEqual([
			{
				ruleId: "rule",
				kind: "attribute",
				points: 10,
				count: 1,
				firstOn: null,
				lastOn: null,
				lastCountedOn: null,
			},
		]);
		expect(scores.dropsOn[0]).toBeNull();
	});
});

describe("what may score", () => {
	it.each([
		{ name: "the customer's", type: "page_view", score: 10 },
		{ name: "both sides'", type: "meeting", score: 10 },
		{ name: "our own", type: "call_out", score: 0 },
		{ name: "an unknown word that a rule names", type: "工場見学", score: 10 },
	])("$name activity: $score", ({ type, score }) => {
		expect(scoresWith({ subject: type }, [{ type }]).score[0]).toBe(score);
	});

	it("compares types whatever their width and case", () => {
		expect(scoresWith({ subject: "工場 見学" }, [{ type: "工場見学 " }]).score[0]).toBe(10);
	});

	it("leaves out our own staff by the activity's address or else the lead's", () => {
		const activities = activitiesOf([
			{ type: "page_view", lead: 0, email: "taro@sub.OWN.jp" },
			{ type: "page_view", lead: 1, email: null },
			{ type: "page_view", lead: 2, email: "x@notown.jp" },
			{ type: "page_view", lead: 1, email: "x@client.jp" },
		]);
		const leads = leadsOf([{ email: "a@client.jp" }, { email: "b@own.jp" }, { email: null }]);
		const model = modelOf([behaviourRule({ repeat: "each" })], { ownDomains: ["@own.jp"] });
		const scores = scoreActivities(leads, activities, model, EVENING);
		expect(Array.from(scores.score)).toEqual([0, 10, 10]);
		expect(scores.stats.ownStaff).toBe(2);
	});

	it("takes an answer alone or among several choices", () => {
		const rule = { kind: "answer", subject: "survey", value: "検討中、導入済" } as const;
		const score = (answer: string | null) => scoresWith(rule, [{ type: "survey", answer }]).score[0];
		expect(score("検討中")).toBe(10);
		expect(score("価格を知りたい, 導入済")).toBe(10);
		expect(score("未検討中")).toBe(0);
		expect(score(null)).toBe(0);
	});

	it("asks both target and way where a rule names both", () => {
		const rule = { kind: "event_with", target: "製品ABC", via: "email、メール" } as const;
		expect(scoresWith(rule, [{ target: "製品ABC", via: "メール" }]).score[0]).toBe(10);
		expect(scoresWith(rule, [{ target: "製品ABC", via: "web" }]).score[0]).toBe(0);
		expect(scoresWith(rule, [{ target: null, via: "email" }]).score[0]).toBe(0);
	});
});

describe("what is counted because it cannot score", () => {
	it("counts unlinked, undated, future and unknown activities once each", () => {
		const scores = scoreActivities(
			leadsOf([{}]),
			activitiesOf([
				{ type: "page_view", lead: -1 },
				{ type: "page_view", at: Number.NaN },
				{ type: "page_view", at: daysAgo(-1, 0) },
				{ type: "謎の行動" },
				{ type: "謎の行動" },
				{ type: "call_out", at: Number.NaN },
				{ type: null },
				{ type: "page_view", lead: 7 },
			]),
			modelOf([behaviourRule({ id: "a" }), behaviourRule({ id: "b" })]),
			EVENING,
		);
		expect(scores.stats).toEqual({
			unlinked: 2,
			ownStaff: 0,
			undated: 1,
			future: 1,
			unknownTypes: new Map([["謎の行動", 2]]),
		});
		expect(scores.score[0]).toBe(0);
	});

	it("reports the rules it left out", () => {
		const scores = scoreActivities(
			leadsOf([{ industry: "自動車" }]),
			activitiesOf([{ type: "page_view" }]),
			modelOf([
				attributeRule({ id: "gone", subject: "売上" }),
				behaviourRule({ id: "bad", points: Number.NaN }),
				behaviourRule({ id: "good" }),
			]),
			EVENING,
		);
		expect(scores.score[0]).toBe(10);
		expect(scores.ruleProblems).toEqual([
			{ ruleId: "bad", index: 1, code: "points_invalid", field: "points" },
			{ ruleId: "gone", index: 0, code: "column_missing", field: "subject" },
		]);
	});
});

describe("adjustment and veto", () => {
	const twoRules = modelOf([attributeRule({ points: 100 }), behaviourRule({ id: "view", points: 50 })]);
	const scoresFor = (lead: LeadRow) =>
		scoreActivities(
			leadsOf([{ industry: "自動車", ...lead }]),
			activitiesOf([{ type: "page_view" }]),
			twoRules,
			EVENING,
		);

	it("adds an adjustment that has a reason, as a line of its own", () => {
		const card = scoresFor({ adjustment: -12.5, reason: "予算凍結" }).card(0);
		expect(card.score).toBe(137.5);
		expect(card.lines.map(({ kind, points }) => [kind, points])).toEqual([
			["attribute", 100],
			["behaviour", 50],
			["adjustment", -12.5],
		]);
	});

	it("leaves out and reports one that has none", () => {
		const scores = scoresFor({ adjustment: 30, reason: "  " });
		expect(scores.score[0]).toBe(150);
		expect(scores.adjustmentProblems).toEqual([{ lead: 0, code: "adjustment_without_reason" }]);
	});

	it.each([
		{ name: "company", lead: { company: "out" } },
		{ name: "contact", lead: { company: "in", contact: "out" } },
	] as const)("brings the score to 0 when the $name is ruled out", ({ lead }) => {
		const scores = scoresFor(lead);
		const card = scores.card(0);
		expect([scores.score[0], scores.qualified[0], scores.dropsOn[0]]).toEqual([0, 0, null]);
		expect([card.attribute, card.behaviour, card.isVetoed, card.isQualified]).toEqual([100, 50, true, false]);
		expect(card.lines[2]).toMatchObject({ ruleId: "veto", kind: "veto", points: -150 });
	});

	it("leaves a score below zero where it is", () => {
		const card = scoresFor({ company: "out", adjustment: -200, reason: "学生" }).card(0);
		expect(card.score).toBe(-50);
		expect(card.lines.some((line) => line.kind === "veto")).toBe(false);
	});
});

describe("the order of hits", () => {
	it.each([1, 7, 64, 65, 400])("is by time for %i activities of a lead in any order", (size) => {
		const days = Array.from({ length: size }, (_, i) => (i * 37) % 29);
		const collector = createHitCollector(
			modelOf([behaviourRule({ id: "b" }), behaviourRule({ id: "a" })]),
			leadsOf([{}, {}]),
		);
		collector.add(activitiesOf(days.map((day) => ({ type: "page_view", at: daysAgo(day) }))));
		const hits = collector.finish();
		expect(Array.from(hits.start)).toEqual([0, 2 * size, 2 * size]);
		const times = days.map((day) => daysAgo(day)).sort((a, b) => a - b);
		expect(Array.from(hits.at)).toEqual([...times, ...times]);
		expect(Array.from(hits.rule)).toEqual([...times.map(() => 0), ...times.map(() => 1)]);
	});
});

describe("attribute rules", () => {
	const score = (rule: Parameters<typeof attributeRule>[0], lead: LeadRow) =>
		scoreActivities(leadsOf([lead]), activitiesOf([]), modelOf([attributeRule(rule)]), EVENING).score[0];

	it.each([
		{
			name: "text whatever its width",
			rule: { subject: "部署", value: "情報システム部、ＩＴ" },
			lead: { 部署: "it" },
			points: 10,
		},
		{
			name: "other text",
			rule: { subject: "部署", value: "情報システム部" },
			lead: { 部署: "総務部" },
			points: 0,
		},
		{ name: "a blank cell", rule: { subject: "部署", value: "総務部" }, lead: { 部署: null }, points: 0 },
		{
			name: "an industry by a synonym",
			rule: { value: "自動車" },
			lead: { industry: "自動車部品" },
			points: 10,
		},
		{
			name: "a prefecture of a region",
			rule: { subject: "prefecture", value: "関東" },
			lead: { prefecture: "神奈川県" },
			points: 10,
		},
		{
			name: "a prefecture without its suffix",
			rule: { subject: "prefecture", value: "東京" },
			lead: { prefecture: "東京都" },
			points: 10,
		},
		{
			name: "a prefecture elsewhere",
			rule: { subject: "prefecture", value: "関西" },
			lead: { prefecture: "東京都" },
			points: 0,
		},
		{
			name: "a free address",
			rule: { subject: "email", value: "free" },
			lead: { email: "a@gmail.com" },
			points: 10,
		},
	] as const)("attribute_equals meets $name: $points", ({ rule, lead, points }) => {
		expect(score(rule, lead)).toBe(points);
	});

	it.each([
		{ name: "contained", value: "検討、予算", cell: "来期に検討したい", points: 10 },
		{ name: "not contained", value: "検討、予算", cell: "情報収集", points: 0 },
	])("attribute_contains: $name", ({ value, cell, points }) => {
		expect(score({ kind: "attribute_contains", subject: "project", value }, { project: cell })).toBe(points);
	});

	it.each([
		{ name: "a number at the lower end", cell: 100, points: 10 },
		{ name: "a number text at the upper end", cell: "999", points: 10 },
		{ name: "a number below", cell: 99, points: 0 },
		{ name: "a range inside", cell: "100〜299名", points: 10 },
		{ name: "a range partly inside", cell: "50〜299名", points: 0 },
		{ name: "an open range", cell: "300名以上", points: 0 },
		{ name: "nothing readable", cell: "不明", points: 0 },
	])("attribute_range from 100 to 999: $name", ({ cell, points }) => {
		const rule = {
			kind: "attribute_range",
			subject: "employees",
			value: "",
			atLeast: 100,
			atMost: 999,
		} as const;
		expect(score(rule, { employees: cell })).toBe(points);
	});

	it.each([
		{ title: "部長", points: 10 },
		{ title: "本部長", points: 10 },
		{ title: "執行役員", points: 10 },
		{ title: "代表取締役社長", points: 10 },
		{ title: "次長", points: 0 },
		{ title: "部長代理", points: 0 },
		{ title: "担当部長", points: 0 },
		{ title: "社長室長", points: 10 },
		{ title: "顧問", points: 0 },
		{ title: "", points: 0 },
	])("title_at_least 部長: $title gives $points", ({ title, points }) => {
		expect(score({ kind: "title_at_least", subject: "title", value: "部長以上" }, { title })).toBe(points);
	});

	it("lets deputies pass where that was agreed", () => {
		const rule = attributeRule({ kind: "title_at_least", subject: "title", value: "部長" });
		const model = modelOf([rule], { deputyCountsAsHead: true });
		const leads = leadsOf([{ title: "部長代理" }, { title: "課長" }]);
		expect(Array.from(scoreActivities(leads, activitiesOf([]), model, EVENING).score)).toEqual([10, 0]);
	});
});
