import { describe, expect, it } from "vitest";
import { validateRules } from "../../../src/domain/scoring/rules";
import { scoreActivities } from "../../../src/domain/scoring/score";
import { defaultRules } from "../../../src/domain/scoring/shipped/rules";
import { type ActivityRow, activitiesOf, daysAgo, EVENING, leadsOf, modelOf } from "./tables";

/** The seven signals of the published table, in its order, with their points. Its own examples are the known values. */
const SIGNALS = [
	["展", 10],
	["自", 20],
	["部", 10],
	["3回", 30],
	["5分", 40],
	["DL", 20],
	["検", 50],
] as const;

type Signal = (typeof SIGNALS)[number][0];

function leadWith(signals: ReadonlySet<Signal>) {
	return {
		industry: signals.has("自") ? "自動車" : "食品",
		title: signals.has("部") ? "営業部長" : "課長",
	};
}

function activitiesWith(signals: ReadonlySet<Signal>, lead: number): ActivityRow[] {
	const about = { lead, target: "製品ABC", at: daysAgo(3) };
	const rows: ActivityRow[] = [];
	if (signals.has("展")) rows.push({ lead, at: daysAgo(9), type: "exhibition", target: "東京展" });
	if (signals.has("3回"))
		for (let n = 0; n < 3; n++) rows.push({ ...about, type: "page_view", minutes: 0.5 });
	if (signals.has("5分")) rows.push({ ...about, type: "page_view", minutes: 5 });
	if (signals.has("DL")) rows.push({ ...about, type: "download", via: "メール" });
	if (signals.has("検")) rows.push({ ...about, type: "survey", answer: "現在検討中" });
	return rows;
}

function scoresOf(combinations: readonly ReadonlySet<Signal>[], operator: ">" | ">=" = ">") {
	const leads = leadsOf(combinations.map(leadWith));
	const activities = activitiesOf(combinations.flatMap(activitiesWith));
	return scoreActivities(leads, activities, modelOf(defaultRules(), { operator }), EVENING);
}

const ALL = Array.from(
	{ length: 128 },
	(_, bits) => new Set(SIGNALS.filter((_signal, n) => (bits >> n) & 1).map(([name]) => name)),
);

describe("the published point table", () => {
	it("has no problems", () => {
		expect(validateRules(modelOf())).toEqual([]);
	});

	it.each([
		{ name: "A", signals: ["3回", "5分"], score: 70, isQualified: false },
		{ name: "B", signals: ["自", "3回", "検"], score: 100, isQualified: false },
		{ name: "C", signals: ["自", "部", "3回", "5分", "検"], score: 150, isQualified: true },
	] as const)("gives lead $name $score points", ({ signals, score, isQualified }) => {
		const card = scoresOf([new Set<Signal>(signals)]).card(0);
		expect(card.score).toBe(score);
		expect(card.isQualified).toBe(isQualified);
	});

	it("adds up for each of the 128 combinations", () => {
		const scores = scoresOf(ALL);
		ALL.forEach((signals, lead) => {
			const points = SIGNALS.reduce((sum, [name, value]) => sum + (signals.has(name) ? value : 0), 0);
			expect(scores.score[lead]).toBe(points);
			expect(scores.card(lead).lines.map((line) => line.ruleId)).toHaveLength(signals.size);
		});
	});

	it("lets 25 combinations pass with > and 35 with >=", () => {
		const passing = (operator: ">" | ">=") => scoresOf(ALL, operator).qualified.reduce((a, b) => a + b, 0);
		expect(passing(">")).toBe(25);
		expect(passing(">=")).toBe(35);
	});

	it("sums to exactly 120 in ten combinations", () => {
		const { score } = scoresOf(ALL);
		const exact = ALL.filter((_signals, lead) => score[lead] === 120).map((signals) =>
			Array.from(signals).join("+"),
		);
		expect(exact.sort()).toEqual(
			[
				"3回+5分+検",
				"展+自+5分+検",
				"展+5分+DL+検",
				"自+部+5分+検",
				"自+3回+DL+検",
				"部+5分+DL+検",
				"展+自+部+3回+検",
				"展+自+3回+5分+DL",
				"展+部+3回+DL+検",
				"自+部+3回+5分+DL",
			].sort(),
		);
	});

	it("gives 180 at most, 30 for attributes alone and 150 for behaviour alone", () => {
		const { score, attribute, behaviour } = scoresOf(ALL);
		expect(Math.max(...score)).toBe(180);
		expect(Math.max(...attribute)).toBe(30);
		expect(Math.max(...behaviour)).toBe(150);
	});

	it("pays both page rules for one page", () => {
		const card = scoresOf([new Set<Signal>(["3回", "5分"])]).card(0);
		expect(card.lines.map(({ ruleId, points, count }) => [ruleId, points, count])).toEqual([
			["e_views", 30, 4],
			["e_minutes", 40, 6.5],
		]);
	});
});
