import { describe, expect, it } from "vitest";
import { costAlerts, idleSpend } from "../../../src/domain/kpi/costs";
import { hasRow, metricRows, rowOf } from "./fold-all";
import { cost, day, deal, lead, month, type Tables, time } from "./tables";

const AS_OF = day("2026-11-21");
const leadsOf = (count: number, on: string, channel: string) =>
	Array.from({ length: count }, () => lead({ created: time(on), channel }));

describe("cost metrics", () => {
	const web = leadsOf(8, "2026-11-02", "web");
	const tables: Tables = {
		leads: [...web, ...leadsOf(2, "2026-11-03", "紹介"), ...leadsOf(4, "2026-10-05", "web")],
		deals: [
			deal({ lead: web[0]!, created: time("2026-11-05"), channel: "web" }),
			deal({
				lead: web[1]!,
				created: time("2026-11-05"),
				closes: time("2026-11-10"),
				outcome: "won",
				amount: 600_000,
			}),
		],
		activities: [],
		costs: [
			cost({ month: month("2026-11"), channel: "web", amount: 80_000 }),
			cost({ month: month("2026-11"), channel: "web", amount: 40_000, currency: "JPY" }),
			cost({ month: month("2026-11"), channel: "展示会", amount: 300_000 }),
			cost({ month: month("2026-11"), amount: 80_000 }),
			cost({ month: month("2026-11"), channel: "web", amount: 9_900, currency: "USD" }),
			cost({ month: month("2026-11"), channel: "web" }),
		],
	};
	const rows = metricRows(tables, AS_OF, { currency: "JPY", grossMargin: 0.5 });

	it.each([
		{ metric: "cost", dimension: "all", value: 500_000, n: 4, completeness: 4 / 5 },
		{ metric: "cost", dimension: "channel:web", value: 120_000, n: 2, completeness: 2 / 3 },
		{ metric: "cost", dimension: "currency:USD", value: 99, currency: "USD" },
		{ metric: "cpl", dimension: "all", value: 50_000, numerator: 500_000, denominator: 10, n: 10 },
		{ metric: "cpl", dimension: "channel:web", value: 15_000, numerator: 120_000, denominator: 8, n: 8 },
		{ metric: "cost_per_deal", dimension: "channel:web", value: 60_000, denominator: 2 },
		{ metric: "cac", dimension: "channel:web", value: 120_000, denominator: 1 },
		{ metric: "cost_per_mql", dimension: "all", value: null, denominator: 0, n: 0 },
		{
			metric: "roi",
			dimension: "all",
			value: (300_000 - 500_000) / 500_000,
			unit: "percent",
			currency: null,
		},
		{ metric: "roi", dimension: "channel:web", value: (300_000 - 120_000) / 120_000 },
		{ metric: "roi", dimension: "channel:展示会", value: -1, n: 1 },
	])("$metric of $dimension", ({ metric, dimension, ...figures }) => {
		expect(rowOf(rows, metric, "2026-11", dimension)).toMatchObject(figures);
	});

	it("leaves blank what had no cost, and what cost bought nothing", () => {
		expect(hasRow(rows, "cpl", "2026-11", "channel:紹介")).toBe(false);
		expect(hasRow(rows, "cpl", "2026-11", "channel:展示会")).toBe(false);
		expect(rowOf(rows, "cpl", "2026-10")).toMatchObject({ value: null, n: 0, denominator: 4 });
		// Of no channel: in the total alone.
		expect(rows.filter(({ metric, dimension }) => metric === "cost" && dimension === "channel:")).toEqual([]);
	});

	it("is provisional until the month is over", () => {
		expect(rowOf(rows, "cpl", "2026-11").provisionalUntil).toBe(day("2026-12-01"));
		expect(rowOf(rows, "cpl", "2026-10").provisionalUntil).toBeNull();
	});

	it("adds quarters up: all that was spent ÷ all leads", () => {
		expect(rowOf(rows, "cpl", "quarter:2026-10", "channel:web")).toMatchObject({
			value: 10_000,
			denominator: 12,
		});
	});

	it("has no ROI without a margin, and no figures of costs without costs", () => {
		const isCost = ({ basis }: { basis: string }) => basis === "spent";
		const noMargin = metricRows(tables, AS_OF, { currency: "JPY" });
		expect(noMargin.filter(({ metric }) => metric === "roi")).toEqual([]);
		expect(metricRows({ ...tables, costs: [] }, AS_OF, { grossMargin: 0.5 }).filter(isCost)).toEqual([]);
	});

	it("counts the team's own event where 商談化 is not a deal", () => {
		const meeting = { lead: web[3]!, at: time("2026-11-06"), type: "meeting", result: null, minutes: null };
		const activities = [{ ...meeting, owner: null }];
		const own = metricRows({ ...tables, activities }, AS_OF, { currency: "JPY" }, { conversion: "meeting" });
		expect(rowOf(own, "cost_per_deal", "2026-11", "channel:web")).toMatchObject({
			value: 120_000,
			denominator: 1,
		});
	});
});

describe("costAlerts", () => {
	/** Leads and yen by month from July to October, the last full one. */
	const alertsOf = (leads: readonly number[], yen: readonly number[]) => {
		const months = ["2026-07", "2026-08", "2026-09", "2026-10"];
		const tables = {
			leads: months.flatMap((on, at) => leadsOf(leads[at] ?? 0, `${on}-10`, "web")),
			deals: [],
			activities: [],
			costs: months.map((on, at) => cost({ month: month(on), channel: "web", amount: yen[at] ?? null })),
		};
		return costAlerts(metricRows(tables, AS_OF), AS_OF).filter(
			({ dimension }) => dimension === "channel:web",
		);
	};

	it("tells of 30 % and more above the three months before", () => {
		const [alert] = alertsOf([10, 20, 10, 10], [100, 200, 100, 130]);
		expect(alert).toMatchObject({ metric: "cpl", period: "2026-10", value: 13, before: 10, n: 10 });
		expect(alert?.change).toBeCloseTo(0.3, 12);
	});

	it.each([
		{ name: "less than 30 %", leads: [10, 20, 10, 10], yen: [100, 200, 100, 129] },
		{ name: "9 leads", leads: [10, 20, 10, 9], yen: [100, 200, 100, 500] },
		{ name: "9 leads before", leads: [3, 3, 3, 10], yen: [30, 30, 30, 500] },
		{ name: "no cost before", leads: [10, 20, 10, 10], yen: [] },
	])("keeps quiet at $name", ({ leads, yen }) => {
		expect(alertsOf(leads, yen)).toEqual([]);
	});

	it("weighs the months before by their leads, those without a cost left out", () => {
		const [alert] = alertsOf(
			[90, 10, 50, 10],
			[900, 0, Number.NaN, 200].map((amount) => amount || 0),
		);
		expect(alert).toMatchObject({ value: 20, before: 900 / 150 });
	});
});

const NOBODY_SPARED = { sparedUntil: () => null };

describe("idleSpend", () => {
	const quick = leadsOf(10, "2026-02-02", "web");
	const tables = (more: Partial<Tables> = {}): Tables => ({
		leads: [...quick, ...leadsOf(3, "2026-08-02", "雑誌"), ...leadsOf(1, "2026-08-02", "展示会")],
		// Ten deals of the web after 40 days: every channel's lag until it has ten of its own.
		deals: quick.map((of) => deal({ lead: of, created: time("2026-03-14") })),
		activities: [],
		costs: [
			cost({ month: month("2026-07"), channel: "雑誌", amount: 50_000 }),
			cost({ month: month("2026-09"), channel: "雑誌", amount: 20_000 }),
			cost({ month: month("2026-10"), channel: "雑誌", amount: 1_000_000 }),
			cost({ month: month("2026-08"), channel: "展示会", amount: 90_000 }),
			cost({ month: month("2026-10"), channel: "新規", amount: 90_000 }),
		],
		...more,
	});

	it("ranks money that has had the time to bring a deal and brought none", () => {
		// 40 days back from 11/21 is 10/12: September is the last month that counts.
		expect(idleSpend(metricRows(tables(), AS_OF), AS_OF, NOBODY_SPARED)).toEqual([
			{
				dimension: "channel:展示会",
				months: ["2026-07", "2026-08", "2026-09"],
				spend: 90_000,
				leads: 1,
				lagDays: 40,
				isOwnLag: false,
				sparedUntil: null,
				currency: "JPY",
			},
			expect.objectContaining({ dimension: "channel:雑誌", spend: 70_000, leads: 3 }),
		]);
	});

	it("puts a channel that is given time last, with the month until which", () => {
		const until = month("2027-03");
		const found = idleSpend(metricRows(tables(), AS_OF), AS_OF, {
			sparedUntil: (channel) => (channel === "展示会" ? until : null),
		});
		expect(found.map(({ dimension, sparedUntil }) => [dimension, sparedUntil])).toEqual([
			["channel:雑誌", null],
			["channel:展示会", until],
		]);
	});

	it("forgives a channel that brought a deal since", () => {
		const late = deal({ created: time("2026-11-20"), channel: "展示会" });
		const rows = metricRows(tables({ deals: [...tables().deals, late] }), AS_OF);
		expect(idleSpend(rows, AS_OF, NOBODY_SPARED).map(({ dimension }) => dimension)).toEqual(["channel:雑誌"]);
	});

	it("waits for a channel's own time from lead to deal", () => {
		const slow = leadsOf(10, "2026-02-02", "展示会");
		const deals = slow.map((of) => deal({ lead: of, created: time("2026-06-02") })); // 120 days
		const rows = metricRows(tables({ leads: slow, deals }), AS_OF);
		const found = idleSpend(rows, AS_OF, NOBODY_SPARED);
		// 120 days back is 7/24: the exhibition's August is too young to judge.
		expect(found.some(({ dimension }) => dimension === "channel:展示会")).toBe(false);
	});
});
