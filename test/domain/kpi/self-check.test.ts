import { describe, expect, it } from "vitest";
import { DEFAULT_GOALS } from "../../../src/domain/kpi/dashboard";
import { QUESTIONS, selfCheck } from "../../../src/domain/kpi/self-check";
import { metricRows } from "./fold-all";
import { activity, day, lead, month, type Tables, time } from "./tables";

const AS_OF = day("2026-11-21");
const tables: Tables = {
	leads: [lead({ created: time("2026-11-02"), verdict: "in" }), lead({ created: time("2026-11-03") })],
	deals: [],
	activities: [activity({ at: time("2026-11-05"), type: "call_out", result: "appointment", owner: "佐藤" })],
	members: [{ name: "佐藤", role: "SDR", fte: 1, joinedOn: null }],
};
const check = (kgis: readonly string[], kpis: readonly string[], targets = [] as never[]) => {
	const answers = selfCheck(metricRows(tables, AS_OF, { targets }), { kgis, kpis, asOf: AS_OF });
	return Object.fromEntries(answers.map(({ question, ...answer }) => [question, answer]));
};

describe("selfCheck", () => {
	it("asks six questions, always in one order", () => {
		const rows = metricRows(tables, AS_OF);
		expect(selfCheck(rows, { kgis: [], kpis: [], asOf: AS_OF }).map(({ question }) => question)).toEqual(
			QUESTIONS,
		);
	});

	it("measures by how complete the goals' figures are", () => {
		const { measured } = check(["leads_new"], ["leads_target", "win_rate_cohort"]);
		expect(measured).toEqual({
			isMet: false,
			evidence: [
				{ code: "completeness", metric: "leads_new", value: 1 },
				{ code: "completeness", metric: "leads_target", value: 0.5 },
				{ code: "no_figure", metric: "win_rate_cohort", value: null },
			],
		});
		expect(check(["leads_new"], ["attempts"])["measured"]?.isMet).toBe(true);
		expect(check([], [])["measured"]?.isMet).toBe(false);
	});

	it("wants an act that somebody can do: a goal itself, or what moves one", () => {
		expect(check(["won_amount"], ["leads_new"])["action"]).toEqual({ isMet: false, evidence: [] });
		const lever = { isMet: true, evidence: [{ code: "lever", metric: "appointments", value: 1 }] };
		expect(check(["won_amount"], ["deals_new", "deal_rate"])["action"]).toEqual(lever);
		expect(check(["won_amount"], ["appointments"])["action"]).toEqual(lever);
	});

	it("wants cohort rates alone", () => {
		expect(check(["won_amount"], ["deal_rate", "win_rate_closed"])["aligned"]).toEqual({
			isMet: false,
			evidence: [
				{ code: "cohort", metric: "deal_rate", value: 90 },
				{ code: "same_period", metric: "win_rate_closed", value: null },
			],
		});
		expect(check(["won_amount"], ["leads_new"])["aligned"]).toEqual({ isMet: true, evidence: [] });
	});

	it("wants goals of more than one phase", () => {
		expect(check(["won_amount"], ["deals_new"])["phases"]).toEqual({
			isMet: false,
			evidence: [{ code: "phase", metric: "won_amount", value: 2 }],
		});
		expect(check(["won_amount"], ["mql", "deal_rate"])["phases"]?.isMet).toBe(true);
	});

	it("wants one KGI and at most five KPIs, all known and different", () => {
		const many = ["leads_new", "mql", "deals_new", "deal_rate", "deals_won", "attempts"];
		expect(check(["won_amount"], many.slice(0, 5))["simple"]?.isMet).toBe(true);
		expect(check(["won_amount"], many)["simple"]).toEqual({
			isMet: false,
			evidence: [
				{ code: "kgis", metric: null, value: 1 },
				{ code: "kpis", metric: null, value: 6 },
			],
		});
		expect(check(["won_amount"], ["churn"])["simple"]?.evidence).toContainEqual({
			code: "unknown",
			metric: "churn",
			value: null,
		});
	});

	it("wants a figure of productivity among the goals or with a target", () => {
		const isMet = (answer: ReturnType<typeof check>) => answer["productivity"]?.isMet;
		expect(isMet(check(["won_amount"], ["deals_new"]))).toBe(false);
		expect(check(["won_amount"], ["deals_new"])["productivity"]?.evidence).toContainEqual({
			code: "available",
			metric: "won_per_fte",
			value: 0,
		});
		expect(isMet(check(["won_amount"], ["won_per_fte"]))).toBe(true);
		const target = { month: month("2026-11"), metric: "deals_per_fte", dimension: "all", value: 3 };
		expect(isMet(check(["won_amount"], ["deals_new"], [target as never]))).toBe(true);
	});

	it("finds the default choice simple, aligned and split by phase", () => {
		const answers = check([DEFAULT_GOALS.kgi], DEFAULT_GOALS.kpis);
		const met = Object.keys(answers).filter((question) => answers[question]?.isMet);
		expect(met).toEqual(["action", "aligned", "phases", "simple"]);
	});
});
