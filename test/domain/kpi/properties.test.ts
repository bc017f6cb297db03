import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Month, monthOf } from "../../../src/domain/calendar/day";
import { metricOf } from "../../../src/domain/kpi/catalogue";
import { cohortsOf } from "../../../src/domain/kpi/cohorts";
import {
	addActivities,
	addCosts,
	addDeals,
	addLeads,
	createKpiState,
	finishKpi,
	type KpiState,
	type MetricRow,
	mergeKpiStates,
} from "../../../src/domain/kpi/engine";
import { responseOf } from "../../../src/domain/kpi/response";
import { periodKind } from "../../../src/domain/kpi/spans";
import type { KpiTarget } from "../../../src/domain/kpi/targets";
import { foldAll, metricRows, PLAIN_REPORT, rowOf, WEEKDAYS } from "./fold-all";
import { oracleRows } from "./oracle";
import {
	activity,
	activityColumns,
	costColumns,
	day,
	deal,
	dealColumns,
	lead,
	leadColumns,
	randomOf,
	randomTables,
	type Tables,
	time,
} from "./tables";

const AS_OF = day("2026-11-21");
const seeds = fc.integer({ min: 0, max: 2 ** 31 });
const byKey = (rows: readonly MetricRow[]): MetricRow[] => {
	const keyOf = (row: MetricRow) => `${row.metric} ${row.dimension} ${row.period}`;
	return [...rows].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
};

/** Without the last digits of what sums in another order. */
function rounded(row: MetricRow): MetricRow {
	const round = (value: number | null) => (value === null ? null : Number(value.toPrecision(12)));
	const { value, numerator, denominator, target, attainment, pace } = row;
	return {
		...row,
		value: round(value),
		numerator: round(numerator),
		denominator: round(denominator),
		target: round(target),
		attainment: round(attainment),
		pace: round(pace),
	};
}

function randomTargets(seed: number): KpiTarget[] {
	const random = randomOf(seed ^ 0x5eed);
	const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
	const wholeYear = Array.from({ length: 24 }, (_, index) => ({
		month: (monthOf(AS_OF) - index) as Month,
		metric: pick(["leads_new", "deal_rate", "won_amount"]),
		dimension: "all",
		value: pick([0, 2, 500]),
	}));
	const few = Array.from({ length: 12 }, () => ({
		month: (monthOf(AS_OF) - pick([-1, 0, 0, 1, 12, 13])) as Month,
		metric: pick([
			"leads_new",
			"deals_won",
			"won_amount",
			"deal_rate",
			"activities",
			"open_pipeline",
			"lead_to_deal_days",
			"judge_days",
			"judged_7d",
			"unjudged",
			"off_target_hours",
			"attempts",
			"contact_rate",
			"touched_30d",
			"cpl",
			"won_per_fte",
		]),
		dimension: pick([
			"all",
			"channel:web",
			"channel:新規",
			"rep:佐藤",
			"rep:",
			"type:seminar",
			"role:SDR",
			"verdict:in",
			"segment:金融",
			"campaign:展示会C",
			"channel_class:event",
		]),
		value: pick([0, 0.5, 3, 1_000_000]),
	}));
	return [...wholeYear, ...few];
}

/** What channels are grouped by: nothing, some of them, all of them. */
const CLASSES: readonly ReadonlyMap<string, string>[] = [
	new Map(),
	new Map([["展示会", "event"]]),
	new Map(["web", "web ", "紹介", "toString", ""].map((channel) => [channel, "owned"])).set(
		"展示会",
		"event",
	),
];

function shuffled<T>(values: readonly T[], random: () => number): T[] {
	return values
		.map((value) => ({ value, at: random() }))
		.sort((a, b) => a.at - b.at)
		.map(({ value }) => value);
}

describe("the engine", () => {
	it("answers what a filter for every figure answers", () => {
		fc.assert(
			fc.property(
				seeds,
				fc.constantFrom("2026-11-21", "2026-11-01", "2026-03-31", "2028-02-29"),
				fc.constantFrom({ touchMinutes: 5, hourCost: null }, { touchMinutes: 7.5, hourCost: 3200 }),
				fc.record({
					fiscalFirstMonth: fc.constantFrom(4, 1, 12, 9),
					conversion: fc.constantFrom("deal", "meeting", "appointment"),
				}),
				fc.constantFrom(null, 0, 0.4),
				fc.constantFrom(...CLASSES),
				(seed, on, effort, options, grossMargin, classes) => {
					const channelClass = (channel: string) => classes.get(channel) ?? "";
					const asOf = day(on);
					const tables = randomTables(seed, asOf);
					const members = tables.members ?? [];
					const targets = randomTargets(seed).map((target) => ({
						...target,
						month: (target.month + monthOf(asOf) - monthOf(AS_OF)) as Month,
					}));
					const expected = oracleRows(tables, {
						asOf,
						months: 13,
						currency: "JPY",
						targets,
						isBusinessDay: WEEKDAYS.isBusinessDay,
						members,
						grossMargin,
						channelClass,
						...effort,
						...options,
					});
					const report = { currency: "JPY", targets, effort, grossMargin, channelClass };
					const found = byKey(metricRows(tables, asOf, report, options));
					expect(byKey(expected).map(rounded)).toEqual(found.map(rounded));
				},
			),
			{ numRuns: 60 },
		);
	});

	it("answers no rate outside 0..1, and no numerator above its denominator", () => {
		fc.assert(
			fc.property(seeds, (seed) => {
				for (const row of metricRows(randomTables(seed, AS_OF), AS_OF)) {
					for (const share of row.unit === "rate" ? [row.value, row.completeness] : [row.completeness]) {
						if (share !== null && !(share >= 0 && share <= 1)) throw new Error(JSON.stringify(row));
					}
					if (row.unit !== "rate") continue;
					expect(row.value === null).toBe(row.denominator === 0);
					expect(row.numerator!).toBeLessThanOrEqual(row.denominator!);
				}
			}),
			{ numRuns: 60 },
		);
	});

	it("adds up: the parts of a cut make the whole, months no more than all time", () => {
		fc.assert(
			fc.property(seeds, fc.constantFrom(3, 200), (seed, maxNames) => {
				const rows = metricRows(randomTables(seed, AS_OF), AS_OF, { maxNames, currency: "JPY" });
				for (const whole of rows.filter((row) => row.dimension === "all")) {
					const metric = metricOf(whole.metric)!;
					// Costs of no channel are in the total alone.
					if (metric.source === "cost") continue;
					for (const cut of metric.cuts) {
						const parts = rows.filter(
							(row) =>
								row.metric === whole.metric &&
								row.period === whole.period &&
								row.dimension.startsWith(`${cut}:`),
						);
						// Verdicts have not all the same periods, and not every cut has every period.
						if (parts.length === 0 || (cut === "verdict" && whole.period !== "all")) continue;
						const sumOf = (pick: (row: MetricRow) => number | null) =>
							parts.reduce((sum, row) => sum + (pick(row) ?? 0), 0);
						expect(sumOf((row) => row.n)).toBe(whole.n);
						expect(sumOf((row) => row.numerator)).toBeCloseTo(whole.numerator ?? 0, 6);
						if (whole.unit === "count" || whole.metric === "won_amount" || whole.metric === "open_amount") {
							expect(sumOf((row) => row.value)).toBe(whole.value);
						}
					}
				}
				for (const { metric, n } of rows.filter((row) => row.dimension === "all" && row.period === "all")) {
					const months = rows.filter(
						(row) => row.metric === metric && row.dimension === "all" && periodKind(row.period) === "month",
					);
					expect(months.reduce((sum, row) => sum + row.n, 0)).toBeLessThanOrEqual(n);
				}
			}),
			{ numRuns: 40 },
		);
	});

	it("does not mind the order of the rows", () => {
		fc.assert(
			fc.property(seeds, fc.constantFrom(3, 200), (seed, maxNames) => {
				const tables = randomTables(seed, AS_OF);
				const random = randomOf(seed);
				const other: Tables = {
					leads: shuffled(tables.leads, random),
					deals: shuffled(tables.deals, random),
					activities: shuffled(tables.activities, random),
					costs: shuffled(tables.costs ?? [], random),
					members: tables.members ?? [],
				};
				const report = { maxNames, targets: randomTargets(seed), grossMargin: 0.5 };
				for (const conversion of ["deal", "meeting"] as const) {
					const expected = metricRows(tables, AS_OF, report, { conversion });
					expect(metricRows(other, AS_OF, report, { conversion })).toEqual(expected);
				}
			}),
			{ numRuns: 40 },
		);
	});

	it("answers the same for any slices, folded one after another or merged in any order", () => {
		fc.assert(
			fc.property(seeds, fc.integer({ min: 1, max: 40 }), fc.boolean(), (seed, sliceRows, merges) => {
				const tables = randomTables(seed, AS_OF);
				const whole = leadColumns(tables.leads);
				const conversion = (["deal", "meeting", "appointment"] as const)[seed % 3]!;
				const options = { asOf: AS_OF, months: 13, conversion };
				const steps: ((state: KpiState) => void)[] = [];
				for (let from = 0; from < 120; from += sliceRows) {
					const slice = <T>(rows: readonly T[]): T[] => rows.slice(from, from + sliceRows);
					steps.push((state) => addLeads(state, leadColumns(slice(tables.leads)), from));
					steps.push((state) => addCosts(state, costColumns(slice(tables.costs ?? []))));
					steps.push((state) => addDeals(state, dealColumns(slice(tables.deals), tables.leads), whole));
					steps.push((state) =>
						addActivities(state, activityColumns(slice(tables.activities), tables.leads), whole),
					);
				}
				const total = createKpiState(options);
				for (const step of shuffled(steps, randomOf(seed))) {
					const state = merges ? createKpiState(options) : total;
					step(state);
					if (merges) mergeKpiStates(total, state);
				}
				const report = { ...PLAIN_REPORT, members: tables.members ?? [], grossMargin: 0.5 };
				const once = foldAll(tables, AS_OF, { conversion });
				expect(finishKpi(total, report)).toEqual(finishKpi(once, report));
				expect(cohortsOf(total)).toEqual(cohortsOf(once));
				expect(responseOf(total)).toEqual(responseOf(once));
			}),
			{ numRuns: 60 },
		);
	});

	it("changes nothing for others when an unrelated lead, deal and activity arrive", () => {
		fc.assert(
			fc.property(seeds, (seed) => {
				const tables = randomTables(seed, AS_OF);
				const stranger = { channel: "他部門", owner: "他部門" };
				const at = time("2026-11-10 10:00");
				// Judged, so that the unjudged of its age stay as many as they were.
				const newcomer = lead({ ...stranger, created: at, verdict: "in" });
				const more: Tables = {
					...tables,
					leads: [...tables.leads, newcomer],
					deals: [...tables.deals, deal({ ...stranger, lead: newcomer, created: at, currency: "JPY" })],
					activities: [
						...tables.activities,
						activity({ lead: newcomer, at, type: "trial", owner: "他部門" }),
					],
				};
				const isOfOthers = (row: MetricRow) =>
					!row.dimension.endsWith("他部門") &&
					row.dimension !== "type:trial" &&
					!/^(all$|verdict:|segment:|campaign:|role:)/.test(row.dimension);
				// When all time's cohorts become final is the one thing that the newest record decides for all.
				const others = (of: Tables) =>
					metricRows(of, AS_OF, { currency: "JPY" })
						.filter(isOfOthers)
						.map((row) => (row.period === "all" ? { ...row, provisionalUntil: null } : row));
				expect(others(more)).toEqual(others(tables));
				const totals = metricRows(more, AS_OF, { currency: "JPY" });
				const before = metricRows(tables, AS_OF, { currency: "JPY" });
				expect(rowOf(totals, "leads_new", "2026-11").n - rowOf(before, "leads_new", "2026-11").n).toBe(1);
			}),
			{ numRuns: 30 },
		);
	});
});
