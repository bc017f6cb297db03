import { describe, expect, it } from "vitest";
import { monthOf } from "../../../src/domain/calendar/day";
import { checkGoals, DEFAULT_GOALS, dashboardOf, JUDGING } from "../../../src/domain/kpi/dashboard";
import { metricRows, rowOf } from "./fold-all";
import { day, deal, lead, randomTables, time } from "./tables";

const AS_OF = day("2026-11-21");

describe("checkGoals", () => {
	it.each([
		{ name: "one KGI and five KPIs", kgis: ["won_amount"], kpis: DEFAULT_GOALS.kpis, codes: [] },
		{ name: "one KPI", kgis: ["won_amount"], kpis: ["mql"], codes: [] },
		{ name: "no KGI", kgis: [], kpis: ["mql"], codes: ["kgi_missing"] },
		{ name: "two KGIs", kgis: ["won_amount", "deals_won"], kpis: ["mql"], codes: ["kgi_too_many"] },
		{ name: "no KPI", kgis: ["won_amount"], kpis: [], codes: ["kpi_missing"] },
		{
			name: "six KPIs",
			kgis: ["won_amount"],
			kpis: [...DEFAULT_GOALS.kpis, "deals_won"],
			codes: ["kpi_too_many"],
		},
		{ name: "the KGI as a KPI", kgis: ["won_amount"], kpis: ["won_amount"], codes: ["goal_repeated"] },
		{ name: "a word that is no metric", kgis: ["売上"], kpis: ["mql"], codes: ["goal_unknown_metric"] },
	])("$name", ({ kgis, kpis, codes }) => {
		expect(checkGoals(kgis, kpis).map((problem) => problem.code)).toEqual(codes);
	});
});

describe("dashboardOf", () => {
	const early = lead({ created: time("2026-08-03 10:00"), verdict: "in" });
	const recent = lead({ created: time("2026-11-02 10:00"), verdict: "in" });
	const won = { outcome: "won", currency: "JPY" } as const;
	const tables = {
		leads: [early, lead({ created: time("2026-08-04 10:00"), verdict: "out" }), recent],
		deals: [
			deal({ ...won, lead: early, created: time("2026-08-10"), closes: time("2026-10-09"), amount: 400_000 }),
			deal({
				...won,
				lead: recent,
				created: time("2026-11-05"),
				closes: time("2026-11-19"),
				amount: 600_000,
			}),
		],
		activities: [],
	};
	const target = { metric: "won_amount", dimension: "all" };
	const targets = [
		{ ...target, month: monthOf(AS_OF), value: 1_000_000 },
		{ ...target, month: monthOf(day("2026-10-01")), value: 800_000 },
	];
	const rows = metricRows(tables, AS_OF, { targets });

	it("shows the KGI with target, difference, attainment, pace and thirteen months", () => {
		const { kgi } = dashboardOf(rows, { ...DEFAULT_GOALS, asOf: AS_OF });
		expect(kgi).toMatchObject({
			metric: "won_amount",
			period: "2026-11",
			currency: "JPY",
			actual: 600_000,
			target: 1_000_000,
			difference: -400_000,
			attainment: 0.6,
			n: 1,
		});
		expect(kgi?.pace).toBeCloseTo(0.6 / (15 / 21), 12);
		expect(kgi?.trend).toHaveLength(13);
		expect(kgi?.trend.slice(-2)).toEqual([
			{ period: "2026-10", value: 400_000, target: 800_000, provisionalUntil: null },
			{ period: "2026-11", value: 600_000, target: 1_000_000, provisionalUntil: null },
		]);
	});

	it("shows at most five KPIs, in the team's order, without unknown ones", () => {
		const kpis = ["mql", "売上", "deals_new", "leads_new", "deals_lost", "deals_won", "open_pipeline"];
		const dashboard = dashboardOf(rows, { kgi: "売上", kpis, asOf: AS_OF });
		expect(dashboard.kgi).toBeNull();
		expect(dashboard.kpis.map((card) => card.metric)).toEqual([
			"mql",
			"deals_new",
			"leads_new",
			"deals_lost",
		]);
	});

	it("shows how things stand now for a metric without months", () => {
		const [card] = dashboardOf(rows, { kgi: "won_amount", kpis: ["open_pipeline"], asOf: AS_OF }).kpis;
		expect(card).toMatchObject({ period: "all", actual: 0, target: null, difference: null, trend: [] });
	});

	it("puts count, amount and rate of each stage side by side", () => {
		const { funnel } = dashboardOf(rows, { ...DEFAULT_GOALS, asOf: AS_OF });
		expect(funnel.map((stage) => [stage.metric, stage.count, stage.amount, stage.rate?.metric])).toEqual([
			["leads_new", 1, null, undefined],
			["leads_target", 1, null, "target_rate"],
			["mql", 0, null, "mql_rate"],
			["deals_new", 1, null, "deal_rate"],
			["deals_won", 1, 600_000, "win_rate_cohort"],
		]);
	});

	it("tells of a rate its basis, its maturity and the last month of which it is final", () => {
		const asOf = day("2026-11-30");
		const { funnel } = dashboardOf(metricRows(tables, asOf), { ...DEFAULT_GOALS, asOf });
		expect(funnel[3]?.rate).toEqual({
			metric: "deal_rate",
			value: 1,
			numerator: 1,
			denominator: 1,
			basis: "lead_created",
			maturityDays: 90,
			provisionalUntil: day("2027-02-28"),
			lastFinal: { period: "2026-08", value: 0.5, n: 2 },
		});
		expect(funnel[4]?.rate).toMatchObject({ basis: "deal_created", maturityDays: 180, lastFinal: null });
	});

	it("shows the month's judging, and the unjudged by age as they stand now", () => {
		const unjudged = ["2026-11-21", "2026-11-10", "2026-08-01", "2026-06-30", null].map((on) =>
			lead({ created: on === null ? null : time(on) }),
		);
		const leads = [...tables.leads, ...unjudged];
		const effort = { touchMinutes: 5, hourCost: null };
		const more = metricRows({ ...tables, leads }, AS_OF, { targets, effort });
		const { judging, unjudged: pool } = dashboardOf(more, { ...DEFAULT_GOALS, asOf: AS_OF });
		const month = (metric: string) => rowOf(more, metric, "2026-11");
		expect(month("judged_rate")).toMatchObject({ numerator: 1, denominator: 3 });
		expect(judging.slice(0, -1)).toEqual(JUDGING.slice(0, -1).map(month));
		expect(judging[judging.length - 1]).toMatchObject({ value: null, n: 0 });
		expect(pool).toEqual({ "0-7": 1, "8-30": 1, "31-90": 0, "91+": 2, undated: 1 });
	});

	it("repeats the rows and computes no figure of its own", () => {
		const random = metricRows(randomTables(7, AS_OF), AS_OF);
		const { kpis } = dashboardOf(random, { ...DEFAULT_GOALS, asOf: AS_OF });
		for (const card of kpis) {
			const row = random.find(
				(one) => one.metric === card.metric && one.period === "2026-11" && one.dimension === "all",
			);
			expect(card).toMatchObject({ actual: row?.value, n: row?.n, completeness: row?.completeness });
		}
	});
});
