import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { metricOf } from "../../../src/domain/kpi/catalogue";
import { finishKpi, type KpiReport } from "../../../src/domain/kpi/engine";
import { traceOf } from "../../../src/domain/kpi/trace";
import { foldAll, PLAIN_REPORT } from "./fold-all";
import { activity, cost, day, deal, lead, month, randomTables, type Tables, time } from "./tables";

const AS_OF = day("2026-11-21");

function reportOf(tables: Tables, more: Partial<KpiReport> = {}): KpiReport {
	return { ...PLAIN_REPORT, currency: "JPY", members: tables.members ?? [], grossMargin: 0.4, ...more };
}

describe("traceOf", () => {
	it("lists as many records as each figure counts", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 2 ** 31 }),
				fc.constantFrom("deal", "meeting", "appointment"),
				fc.constantFrom(3, 200),
				(seed, conversion, maxNames) => {
					const tables = randomTables(seed, AS_OF);
					const state = foldAll(tables, AS_OF, { conversion, trace: true });
					const report = reportOf(tables, { maxNames });
					const rows = finishKpi(state, report).filter((_, index) => index % 5 === seed % 5);
					for (const row of rows) {
						const trace = traceOf(state, report, row);
						if (trace === null) throw new Error(`no trace of ${JSON.stringify(row)}`);
						const { kind } = metricOf(row.metric)!;
						const numerator = trace.numerator.records.length;
						const denominator = trace.denominator?.records.length ?? null;
						if (kind === "ratio") {
							expect([numerator, denominator]).toEqual([row.numerator, row.denominator]);
							const population = new Set(trace.denominator?.records);
							expect(trace.numerator.records.every((record) => population.has(record))).toBe(true);
						} else if (kind === "unit_cost") {
							expect(denominator).toBe(row.denominator);
							expect(row.value === null || numerator > 0).toBe(true);
						} else {
							expect(numerator).toBe(row.n);
							if (kind === "mean") expect(denominator).toBe(row.denominator);
						}
					}
				},
			),
			{ numRuns: 20 },
		);
	});

	const web = lead({ created: time("2026-11-02"), channel: "web", owner: "佐藤", verdict: "in" });
	const fair = lead({
		created: time("2026-11-03"),
		channel: "展示会",
		owner: "佐藤",
		campaign: "展示会A 2026",
	});
	const old = lead({ created: time("2026-06-03"), channel: "web", owner: "鈴木", verdict: "in" });
	const tables: Tables = {
		leads: [web, fair, old],
		deals: [
			deal({ lead: fair, created: time("2026-11-10") }),
			deal({
				lead: web,
				created: time("2026-11-12"),
				closes: time("2026-11-13"),
				outcome: "won",
				amount: 500_000,
				owner: "佐藤",
			}),
		],
		activities: [
			activity({ lead: old, at: time("2026-11-04"), type: "call_out", result: "connected", owner: "鈴木" }),
			activity({ lead: old, at: time("2026-11-05"), type: "call_out", result: "absent", owner: "鈴木" }),
		],
		costs: [
			cost({ month: month("2026-11"), channel: "web", amount: 100_000 }),
			cost({ month: month("2026-11"), amount: 50_000 }),
			cost({ month: month("2026-10"), channel: "web", amount: 70_000 }),
		],
		members: [
			{ name: "鈴木", role: "SDR", fte: 1, joinedOn: null },
			{ name: "佐藤", role: "FS", fte: 0.5, joinedOn: null },
		],
	};
	const state = foldAll(tables, AS_OF, { trace: true });
	const trace = (metric: string, period: string, dimension = "all") =>
		traceOf(state, reportOf(tables), { metric, period, dimension });

	it.each([
		["deal_rate", "2026-11", "all", ["lead", [0, 1]], ["lead", [0, 1]]],
		["deal_rate", "quarter:2026-04", "channel:web", ["lead", []], ["lead", [2]]],
		["leads_new", "week:2026-11-02", "all", ["lead", [0, 1]], null],
		["won_amount", "2026-11", "verdict:in", ["deal", [1]], null],
		["lead_to_deal_days", "2026-11", "all", ["deal", [0, 1]], null],
		["leads_new", "all", "campaign:展示会A 2026", ["lead", [1]], null],
		["leads_new", "all", "campaign:", ["lead", [0, 2]], null],
		["deal_rate", "all", "campaign:展示会A 2026", ["lead", [1]], ["lead", [1]]],
		["deals_new", "quarter:2026-10", "campaign:展示会A 2026", ["deal", [0]], null],
		["won_amount", "all", "campaign:", ["deal", [1]], null],
		["touched_30d", "all", "all", ["lead", []], ["lead", [0, 1, 2]]],
		["connect_rate", "2026-11", "rep:鈴木", ["activity", [0]], ["activity", [0, 1]]],
		["contact_rate", "2026-11", "all", ["lead_month", [2]], ["lead_month", [2]]],
		["cpl", "2026-11", "channel:web", ["cost", [0]], ["lead", [0]]],
		["cpl", "2026-11", "all", ["cost", [0, 1]], ["lead", [0, 1]]],
		["roi", "2026-11", "all", ["cost", [0, 1]], ["deal", [1]]],
		["won_per_fte", "2026-11", "role:FS", ["deal", [1]], ["member", [1]]],
		["won_per_fte", "2026-11", "all", ["deal", [1]], ["member", [0, 1]]],
	] as const)("%s of %s in %s", (metric, period, dimension, numerator, denominator) => {
		const part = (of: readonly [string, readonly number[]] | null) =>
			of === null ? null : { source: of[0], records: of[1] };
		expect(trace(metric, period, dimension)).toEqual({
			numerator: part(numerator),
			denominator: part(denominator),
		});
	});

	it("has none of what does not exist", () => {
		expect(trace("churn", "2026-11")).toBeNull();
		expect(trace("leads_new", "2019-01")).toBeNull();
		expect(trace("leads_new", "2026-11", "channel:電話")).toBeNull();
	});

	it("needs a state that kept its records", () => {
		const plain = foldAll(tables, AS_OF);
		const question = { metric: "deals_new", period: "2026-11", dimension: "all" };
		expect(() => traceOf(plain, reportOf(tables), question)).toThrow(RangeError);
	});
});
