import { describe, expect, it } from "vitest";
import { monthOf } from "../../../src/domain/calendar/day";
import { metrics } from "../../../src/domain/kpi/catalogue";
import {
	addDeals,
	addLeads,
	createKpiState,
	finishKpi,
	mergeKpiStates,
} from "../../../src/domain/kpi/engine";
import { periodKind } from "../../../src/domain/kpi/spans";
import type { Verdict } from "../../../src/domain/records";
import { foldAll, hasRow, metricRows, PLAIN_REPORT, rowOf } from "./fold-all";
import {
	type ActivityRow,
	activity,
	day,
	deal,
	dealColumns,
	type LeadRow,
	lead,
	leadColumns,
	type Tables,
	time,
} from "./tables";

const AS_OF = day("2026-11-21");

/** Worked by hand; the expected figures below were counted on paper from these rows. */
function handWorked(): Tables {
	const inJuly = lead({
		created: time("2026-07-01 10:00"),
		channel: "web",
		owner: "佐藤",
		verdict: "in",
		mqlOn: day("2026-07-10"),
	});
	const endOfJuly = lead({ created: time("2026-07-31"), channel: "web", owner: "鈴木", verdict: "out" });
	const unjudged = lead({
		created: time("2026-07-15 09:00"),
		channel: "展示会",
		owner: "佐藤",
		mqlOn: day("2026-11-02"), // 110 days later
	});
	const recent = lead({
		created: time("2026-11-05 12:00"),
		channel: "web",
		owner: "佐藤",
		verdict: "in",
		mqlOn: day("2026-11-06"),
	});
	const undated = lead({ verdict: "in" });
	const late = lead({ created: time("2026-07-20 09:30"), channel: "展示会", owner: "鈴木", verdict: "in" });
	return {
		leads: [inJuly, endOfJuly, unjudged, recent, undated, late],
		deals: [
			// 90 days after its lead, won 42 days later.
			deal({
				lead: inJuly,
				created: time("2026-09-29 15:00"),
				closes: time("2026-11-10"),
				outcome: "won",
				amount: 1_200_000,
				currency: "JPY",
				owner: "田中",
			}),
			// 91 days after its lead.
			deal({
				lead: endOfJuly,
				created: time("2026-10-30 11:00"),
				closes: time("2026-12-20"),
				outcome: "open",
				amount: 500_000,
				currency: "JPY",
				owner: "田中",
			}),
			// 順序逆転: the same day, an hour and a half before its lead.
			deal({
				lead: late,
				created: time("2026-07-20 08:00"),
				closes: time("2026-07-25"),
				outcome: "won",
				amount: 300_000,
				currency: "JPY",
				owner: "鈴木",
			}),
			// The same day without a time of day: not before its lead.
			deal({
				lead: recent,
				created: time("2026-11-05"),
				closes: time("2026-11-12"),
				outcome: "lost",
				owner: "田中",
			}),
			// No lead, and no closing date though won.
			deal({
				created: time("2026-08-03 13:00"),
				outcome: "won",
				amount: 100_000,
				currency: "JPY",
				channel: "紹介",
				owner: "鈴木",
			}),
			// No creation date, closes four days from now, in dollars.
			deal({
				lead: late,
				closes: time("2026-11-25"),
				outcome: "won",
				amount: 10_050,
				currency: "USD",
				owner: "鈴木",
			}),
		],
		activities: [
			activity({ lead: recent, at: time("2026-11-05 12:00"), type: "page_view" }),
			activity({ at: time("2026-11-06 12:00"), type: "page_view" }),
			activity({ lead: recent, at: time("2026-11-07 12:00"), type: "call_out", owner: "佐藤" }),
			activity({ lead: recent, type: "call_out", owner: "佐藤" }),
		],
	};
}

describe("finishKpi on the hand-worked sheet", () => {
	const rows = metricRows(handWorked(), AS_OF);
	const figure = (metric: string, period: string, dimension?: string) => {
		const { value, numerator, denominator, n, completeness } = rowOf(rows, metric, period, dimension);
		return { value, numerator, denominator, n, completeness };
	};
	const count = (value: number, completeness: number | null = 1) => ({
		value,
		numerator: null,
		denominator: null,
		n: value,
		completeness,
	});
	const rate = (numerator: number, denominator: number, completeness = 1) => ({
		value: numerator / denominator,
		numerator,
		denominator,
		n: denominator,
		completeness,
	});
	const nothing = { value: null, n: 0 };

	it.each([
		{ metric: "leads_new", period: "2026-07", figures: count(4) },
		{ metric: "leads_new", period: "2026-08", figures: count(0, null) },
		{ metric: "leads_new", period: "all", figures: count(6, 5 / 6) },
		{ metric: "leads_judged", period: "2026-07", figures: count(3) },
		{ metric: "judged_rate", period: "2026-07", figures: rate(3, 4) },
		{ metric: "leads_target", period: "2026-07", figures: count(2, 3 / 4) },
		{ metric: "target_rate", period: "2026-07", figures: rate(2, 3) },
		{ metric: "target_rate", period: "all", figures: rate(4, 5, 4 / 5) },
		{ metric: "mql", period: "2026-07", figures: count(1) },
		{ metric: "mql", period: "2026-11", figures: count(2) },
		{ metric: "mql_rate", period: "2026-07", figures: rate(1, 4) },
		{ metric: "deal_rate", period: "2026-07", figures: rate(1, 4) },
		{ metric: "deal_rate", period: "2026-11", figures: rate(1, 1) },
		{ metric: "deal_rate", period: "all", figures: rate(2, 6, 5 / 6) },
		{ metric: "deals_new", period: "all", figures: count(6, 5 / 6) },
		{ metric: "deals_won", period: "2026-11", figures: count(2) },
		{ metric: "deals_won", period: "all", figures: count(4, 3 / 4) },
		{ metric: "deals_lost", period: "2026-11", figures: count(1) },
		{ metric: "win_rate_closed", period: "2026-11", figures: rate(2, 3) },
		{ metric: "win_rate_cohort", period: "2026-07", figures: rate(1, 1) },
		{ metric: "win_rate_cohort", period: "2026-08", figures: rate(0, 1, 0) },
		{ metric: "win_rate_cohort", period: "all", figures: rate(2, 6, 4 / 6) },
		{ metric: "lead_to_deal_days", period: "2026-07", figures: { ...count(0, 0), ...nothing } },
		{ metric: "lead_to_deal_days", period: "2026-10", figures: { ...count(1), value: 91 } },
		{ metric: "lead_to_deal_days", period: "all", figures: { ...count(3, 3 / 6), value: 90 } },
		{ metric: "deal_to_order_days", period: "2026-11", figures: { ...count(1, 1 / 2), value: 42 } },
		{ metric: "deal_to_order_days", period: "all", figures: { ...count(2, 2 / 4), value: 23.5 } },
		{ metric: "won_amount", period: "2026-11", figures: { ...count(1), value: 1_200_000 } },
		{ metric: "won_amount", period: "all", figures: { ...count(3, 2 / 3), value: 1_600_000 } },
		{ metric: "average_order", period: "all", figures: { ...rate(1_600_000, 3, 2 / 3) } },
		{ metric: "open_pipeline", period: "all", figures: count(1) },
		{ metric: "open_amount", period: "all", figures: { ...count(1), value: 500_000 } },
		{ metric: "activities", period: "2026-11", figures: count(3) },
		{ metric: "activities", period: "all", figures: count(4, 3 / 4) },
		{ metric: "activities_linked", period: "all", figures: rate(3, 4) },
		{ metric: "reversed_deals", period: "2026-07", figures: count(1) },
		{ metric: "reversed_deals", period: "all", figures: count(1, 4 / 6) },
		{ metric: "deals_linked", period: "all", figures: rate(5, 6) },
		{ metric: "future_dated", period: "all", figures: count(1) },
	])("$metric of $period", ({ metric, period, figures }) => {
		expect(figure(metric, period)).toEqual(figures);
	});

	it.each([
		{ metric: "leads_new", period: "2026-07", dimension: "channel:展示会", value: 2 },
		{ metric: "leads_new", period: "all", dimension: "channel:", value: 1 },
		{ metric: "leads_new", period: "2026-07", dimension: "rep:佐藤", value: 2 },
		{ metric: "deals_new", period: "2026-09", dimension: "channel:web", value: 1 },
		{ metric: "deals_new", period: "2026-08", dimension: "channel:紹介", value: 1 },
		{ metric: "won_amount", period: "2026-11", dimension: "rep:田中", value: 1_200_000 },
		{ metric: "won_amount", period: "2026-11", dimension: "currency:USD", value: 100.5 },
		{ metric: "average_order", period: "all", dimension: "currency:USD", value: 100.5 },
		{ metric: "deal_rate", period: "2026-07", dimension: "rep:佐藤", value: 0.5 },
		{ metric: "activities_linked", period: "all", dimension: "type:page_view", value: 0.5 },
		{ metric: "activities", period: "2026-11", dimension: "rep:佐藤", value: 1 },
	])("$metric of $period in $dimension", ({ metric, period, dimension, value }) => {
		expect(rowOf(rows, metric, period, dimension).value).toBe(value);
	});

	it("counts a deal that closes later this month in its month and as future_dated", () => {
		expect(rowOf(rows, "deals_won", "2026-11", "rep:鈴木").value).toBe(1);
		expect(rowOf(rows, "future_dated", "all", "rep:鈴木").value).toBe(1);
	});

	it("gives whole-team rows for every metric and period, and other rows only where there is something", () => {
		for (const metric of metrics()) {
			const periods = rows
				.filter((row) => row.metric === metric.id && row.dimension === "all")
				.map((row) => periodKind(row.period))
				.filter((kind) => kind === "month" || kind === "all");
			// Nothing is known of costs and members here, and 商談化 is a deal.
			const isLeftOut = metric.source === "cost" || metric.kind === "per_head" || metric.id === "conversions";
			const expected = { months: 14, dated: 13, monthly: 13, now: 1 }[metric.periods];
			expect(periods).toHaveLength(isLeftOut ? 0 : expected);
		}
		expect(rows.filter((row) => row.dimension !== "all" && row.n === 0)).toEqual([]);
	});

	it("shows a cohort as provisional until its last day plus its maturity", () => {
		const until = (metric: string, period: string) => rowOf(rows, metric, period).provisionalUntil;
		expect(until("deal_rate", "2026-07")).toBeNull();
		expect(until("deal_rate", "2026-08")).toBe(day("2026-11-29"));
		expect(until("deal_rate", "all")).toBe(day("2027-02-03"));
		expect(until("win_rate_cohort", "2026-07")).toBe(day("2027-01-27"));
		expect(until("win_rate_closed", "2026-11")).toBeNull();
	});

	it("calls a cohort final from that very day on", () => {
		const onTheDay = metricRows(handWorked(), day("2026-11-29"));
		const dayBefore = metricRows(handWorked(), day("2026-11-28"));
		expect(rowOf(onTheDay, "deal_rate", "2026-08").provisionalUntil).toBeNull();
		expect(rowOf(dayBefore, "deal_rate", "2026-08").provisionalUntil).toBe(day("2026-11-29"));
	});
});

describe("finishKpi", () => {
	it("answers zeros and nulls for an empty sheet", () => {
		const rows = metricRows({ leads: [], deals: [], activities: [] }, AS_OF);
		expect(new Set(rows.map((row) => row.dimension))).toEqual(new Set(["all"]));
		expect(rowOf(rows, "leads_new", "2026-11")).toMatchObject({ value: 0, n: 0, completeness: null });
		expect(rowOf(rows, "deal_rate", "all")).toMatchObject({
			value: null,
			denominator: 0,
			provisionalUntil: null,
		});
		expect(rowOf(rows, "won_amount", "all")).toMatchObject({ value: 0, currency: "JPY" });
	});

	it("takes the currency that most deals bear, and amounts without one with it", () => {
		const won = { outcome: "won", closes: time("2026-11-02") } as const;
		const deals = [
			deal({ ...won, amount: 150, currency: "USD" }),
			deal({ ...won, amount: 250, currency: "USD" }),
			deal({ ...won, amount: 7000, currency: "JPY" }),
			deal({ ...won, amount: 100 }),
		];
		const rows = metricRows({ leads: [], deals, activities: [] }, AS_OF);
		expect(rowOf(rows, "won_amount", "2026-11")).toMatchObject({ value: 5, n: 3, currency: "USD" });
		expect(rowOf(rows, "won_amount", "2026-11", "currency:JPY")).toMatchObject({
			value: 7000,
			currency: "JPY",
		});
		const inYen = metricRows({ leads: [], deals, activities: [] }, AS_OF, { currency: "JPY" });
		expect(rowOf(inYen, "won_amount", "2026-11")).toMatchObject({ value: 7100, n: 2, currency: "JPY" });
	});

	it("takes the first of two equally frequent currencies, whichever row comes first", () => {
		const deals = ["USD", "JPY"].map((currency) => deal({ outcome: "won", amount: 100, currency }));
		for (const order of [deals, [...deals].reverse()]) {
			const rows = metricRows({ leads: [], deals: order, activities: [] }, AS_OF);
			expect(rowOf(rows, "won_amount", "all").currency).toBe("JPY");
		}
	});

	it("takes a lead that the table does not have for none", () => {
		const state = createKpiState({ asOf: AS_OF, months: 13 });
		const leads = leadColumns([lead({ created: time("2026-11-02") })]);
		const deals = dealColumns([deal({ created: time("2026-11-03") })], []);
		addLeads(state, leads);
		addDeals(state, { ...deals, lead: [1] }, leads);
		expect(rowOf(finishKpi(state, PLAIN_REPORT), "deals_linked", "all").numerator).toBe(0);
	});

	it("keeps money exact beyond what halves of cents would survive", () => {
		const deals = Array.from({ length: 1000 }, () =>
			deal({ outcome: "won", closes: time("2026-11-02"), amount: 8_999_999_999_999, currency: "JPY" }),
		);
		const rows = metricRows({ leads: [], deals, activities: [] }, AS_OF);
		expect(rowOf(rows, "won_amount", "2026-11").value).toBe(8_999_999_999_999_000);
	});

	it("counts equal moments as in order", () => {
		const at = time("2026-11-02 10:00");
		const created = lead({ created: at });
		const rows = metricRows(
			{ leads: [created], deals: [deal({ lead: created, created: at })], activities: [] },
			AS_OF,
		);
		expect(rowOf(rows, "reversed_deals", "all").value).toBe(0);
		expect(rowOf(rows, "deal_rate", "2026-11").value).toBe(1);
	});

	it("counts a lead with several deals once", () => {
		const created = lead({ created: time("2026-11-01 10:00") });
		const deals = ["2026-11-02", "2026-11-03", "2026-10-01"].map((on) =>
			deal({ lead: created, created: time(`${on} 10:00`) }),
		);
		const rows = metricRows({ leads: [created], deals, activities: [] }, AS_OF);
		expect(rowOf(rows, "deal_rate", "2026-11")).toMatchObject({ numerator: 1, denominator: 1 });
		expect(rowOf(rows, "deals_new", "all").value).toBe(3);
		expect(rowOf(rows, "reversed_deals", "2026-10").value).toBe(1);
	});

	it("keeps records of other months for all time only", () => {
		const leads = [
			lead({ created: time("2025-10-31") }),
			lead({ created: time("2025-11-01") }),
			lead({ created: time("2026-12-01") }),
		];
		const rows = metricRows({ leads, deals: [], activities: [] }, AS_OF);
		expect(rowOf(rows, "leads_new", "2025-11").value).toBe(1);
		expect(rowOf(rows, "leads_new", "all")).toMatchObject({ value: 3, completeness: 1 });
		expect(hasRow(rows, "leads_new", "2025-10", "all")).toBe(false);
		expect(hasRow(rows, "leads_new", "2026-12", "all")).toBe(false);
	});

	it("pools the smaller names beyond a limit, but never one with a target", () => {
		const leads = ["a", "a", "b", "b", "c", "d"].map((channel) =>
			lead({ created: time("2026-11-02"), channel }),
		);
		const target = { month: monthOf(AS_OF), metric: "leads_new", dimension: "channel:d", value: 4 };
		const rows = metricRows({ leads, deals: [], activities: [] }, AS_OF, { maxNames: 1, targets: [target] });
		const byChannel = rows.filter(
			(row) =>
				row.metric === "leads_new" && row.period === "2026-11" && /^(all$|channel:)/.test(row.dimension),
		);
		expect(byChannel.map((row) => [row.dimension, row.value])).toEqual([
			["all", 6],
			["channel:*", 3],
			["channel:a", 2],
			["channel:d", 1],
		]);
	});
});

describe("finishKpi with targets", () => {
	const month = monthOf(AS_OF);
	const rows = metricRows(handWorked(), AS_OF, {
		targets: [
			{ month, metric: "deals_won", dimension: "all", value: 4 },
			{ month: monthOf(day("2026-07-01")), metric: "deals_won", dimension: "all", value: 4 },
			{ month, metric: "deals_won", dimension: "rep:新人", value: 2 },
			{ month, metric: "deals_lost", dimension: "all", value: 0 },
			{ month, metric: "win_rate_closed", dimension: "all", value: 0.5 },
		],
	});

	it("paces the current month by completed business days", () => {
		// 15 of the 21 weekdays of November 2026 lie before Saturday the 21st.
		const row = rowOf(rows, "deals_won", "2026-11");
		expect(row).toMatchObject({ value: 2, target: 4, attainment: 0.5 });
		expect(row.pace).toBeCloseTo(2 / (4 * (15 / 21)), 12);
	});

	it("paces a past month by its attainment", () => {
		expect(rowOf(rows, "deals_won", "2026-07")).toMatchObject({ target: 4, attainment: 0.25, pace: 0.25 });
	});

	it("shows a rep with a target and no record", () => {
		expect(rowOf(rows, "deals_won", "2026-11", "rep:新人")).toMatchObject({
			value: 0,
			attainment: 0,
			pace: 0,
		});
		expect(hasRow(rows, "deals_won", "2026-10", "rep:新人")).toBe(false);
	});

	it("divides by no target of 0, and paces no rate", () => {
		expect(rowOf(rows, "deals_lost", "2026-11")).toMatchObject({ target: 0, attainment: null, pace: null });
		const rate = rowOf(rows, "win_rate_closed", "2026-11");
		expect(rate.attainment).toBeCloseTo(4 / 3, 12);
		expect(rate.pace).toBeNull();
	});

	it("has no pace before the first business day is over", () => {
		const targets = [{ month, metric: "deals_won", dimension: "all", value: 4 }];
		const onMonday = metricRows(handWorked(), day("2026-11-02"), { targets });
		expect(rowOf(onMonday, "deals_won", "2026-11").pace).toBeNull();
		const onTuesday = metricRows(handWorked(), day("2026-11-03"), { targets });
		expect(rowOf(onTuesday, "deals_won", "2026-11").pace).toBeCloseTo(2 / (4 / 21), 12);
	});
});

describe("verdicts in time", () => {
	const judged = (created: string | null, on: string | null, verdict: Verdict | null = "in") =>
		lead({
			created: created === null ? null : time(created),
			judgedOn: on === null ? null : day(on),
			verdict,
		});
	const leads = [
		judged("2026-10-01 18:00", "2026-10-01"), // on the same day
		judged("2026-10-01 18:00", "2026-10-08", "out"), // on day 7, the last in time
		judged("2026-10-02 09:00", "2026-10-10"), // on day 8
		judged("2026-10-20 09:00", "2026-08-01"), // its company had been judged before: 0 days
		judged("2026-10-31 09:00", null), // judged, nobody knows when
		judged("2026-10-31 09:00", null, null), // 21 days old
		judged("2026-11-20 09:00", null, null),
		judged(null, "2026-11-01"),
		judged(null, null, null),
		// A date without a verdict that holds, such as that of a contact whose company is open.
		judged("2026-10-05 09:00", "2026-10-05", null), // 47 days old
	];
	const rows = metricRows({ leads, deals: [], activities: [] }, AS_OF);

	it("measures the days from creation to the first verdict over the leads that were judged", () => {
		// 0, 0, 7 and 8 days; of the fifth judged lead the day is unknown.
		expect(rowOf(rows, "judge_days", "2026-10")).toMatchObject({ value: 3.5, n: 4, completeness: 4 / 5 });
		expect(rowOf(rows, "judge_days", "2026-11")).toMatchObject({ value: null, n: 0, completeness: null });
		expect(rowOf(rows, "judge_days", "all")).toMatchObject({ value: 3.5, n: 4, completeness: 4 / 6 });
	});

	it("divides those judged within 7 days by all that were created, final once the youngest is 7 days old", () => {
		expect(rowOf(rows, "judged_7d", "2026-10")).toMatchObject({
			numerator: 3,
			denominator: 7,
			completeness: 6 / 7,
			provisionalUntil: null,
		});
		expect(rowOf(rows, "judged_7d", "2026-11").provisionalUntil).toBe(day("2026-12-07"));
		const november = (asOf: string) =>
			rowOf(metricRows({ leads, deals: [], activities: [] }, day(asOf)), "judged_7d", "2026-11")
				.provisionalUntil;
		expect([november("2026-12-06"), november("2026-12-07")]).toEqual([day("2026-12-07"), null]);
	});

	it.each([
		{ asOf: "2026-10-20", dimension: "age:0-7", names: "a day to come" },
		{ asOf: "2026-10-31", dimension: "age:0-7", names: "day 0" },
		{ asOf: "2026-11-07", dimension: "age:0-7", names: "day 7" },
		{ asOf: "2026-11-08", dimension: "age:8-30", names: "day 8" },
		{ asOf: "2026-11-30", dimension: "age:8-30", names: "day 30" },
		{ asOf: "2026-12-01", dimension: "age:31-90", names: "day 31" },
		{ asOf: "2027-01-29", dimension: "age:31-90", names: "day 90" },
		{ asOf: "2027-01-30", dimension: "age:91+", names: "day 91" },
	])("puts an unjudged lead of $names into $dimension", ({ asOf, dimension }) => {
		const tables = { leads: [judged("2026-10-31 23:59", null, null)], deals: [], activities: [] };
		expect(rowOf(metricRows(tables, day(asOf)), "unjudged", "all", dimension).value).toBe(1);
	});

	it("counts the unjudged as they stand, those without a date apart", () => {
		const pool = rows.filter((row) => row.metric === "unjudged").map((row) => [row.dimension, row.value]);
		expect(pool.filter(([dimension]) => !/^(channel|rep):/.test(String(dimension)))).toEqual([
			["all", 4],
			["age:", 1],
			["age:0-7", 1],
			["age:31-90", 1],
			["age:8-30", 1],
		]);
	});
});

describe("effort on leads that are no target", () => {
	const target = lead({ created: time("2026-10-01"), verdict: "in" });
	const out = lead({ created: time("2026-10-01"), verdict: "out" });
	const open = lead({ created: time("2026-10-01") });
	const act = (of: LeadRow | null, type: string, more: Partial<ActivityRow> = {}) =>
		activity({ lead: of, at: time("2026-11-10 10:00"), type, owner: "佐藤", ...more });
	const activities = [
		act(target, "call_out", { minutes: 40 }),
		act(target, "meeting", { minutes: 60 }),
		act(out, "call_out", { minutes: 10, result: "connected" }),
		act(out, "email_out"), // 5 minutes, as the settings say
		act(open, "visit", { minutes: 90.5, result: "よい感触" }),
		act(open, "dm", { minutes: -1 }), // no length either
		// None of these is a touch.
		act(out, "call_out", { minutes: 3, result: "absent" }),
		act(out, "page_view", { minutes: 8 }),
		act(open, "memo", { minutes: 20 }),
		act(open, "task"),
		act(open, "荷電", { minutes: 20 }),
		act(null, "call_out", { minutes: 20 }),
		act(out, "call_out", { minutes: 20, at: time("2026-11-22 10:00") }), // tomorrow
	];
	const tables = { leads: [target, out, open], deals: [], activities };
	const rows = metricRows(tables, AS_OF);

	it.each([
		{ metric: "off_target_touches", value: 4 / 6, numerator: 4, denominator: 6, n: 6 },
		{ metric: "off_target_hours", value: (10 + 5 + 90.5 + 5) / 60, n: 4, completeness: 2 / 4 },
		{ metric: "off_target_cost", value: ((10 + 5 + 90.5 + 5) / 60) * 3000, n: 4, currency: "JPY" },
		{ metric: "out_touches", value: 2, n: 2 },
	])("$metric", ({ metric, ...figures }) => {
		expect(rowOf(rows, metric, "2026-11")).toMatchObject(figures);
		expect(rowOf(rows, metric, "2026-11", "rep:佐藤")).toMatchObject(figures);
		expect(rowOf(rows, metric, "2026-10")).toMatchObject({ n: 0 });
	});

	it("has no figure of cost where no hour has a price", () => {
		const free = metricRows(tables, AS_OF, { effort: { touchMinutes: 5, hourCost: null } });
		expect(free.filter((row) => row.metric === "off_target_cost")).toEqual([]);
		expect(free).toEqual(rows.filter((row) => row.metric !== "off_target_cost"));
	});

	it("has no share where nobody was in touch", () => {
		const quiet = metricRows({ ...tables, activities: activities.slice(6) }, AS_OF);
		expect(rowOf(quiet, "off_target_touches", "2026-11")).toMatchObject({ value: null, denominator: 0 });
	});
});

describe("mergeKpiStates", () => {
	it("refuses states of another day or catalogue", () => {
		const state = createKpiState({ asOf: AS_OF, months: 13 });
		expect(() => mergeKpiStates(state, createKpiState({ asOf: day("2026-11-20"), months: 13 }))).toThrow(
			RangeError,
		);
		expect(() => mergeKpiStates(state, createKpiState({ asOf: AS_OF, months: 12 }))).toThrow(RangeError);
		expect(() => mergeKpiStates(state, createKpiState({ asOf: AS_OF, months: 13 }, []))).toThrow(RangeError);
	});

	it("leaves the state that it reads from as it was", () => {
		const from = foldAll(handWorked(), AS_OF);
		const before = finishKpi(from, PLAIN_REPORT);
		mergeKpiStates(createKpiState({ asOf: AS_OF, months: 13 }), from);
		expect(finishKpi(from, PLAIN_REPORT)).toEqual(before);
	});
});

describe("createKpiState", () => {
	it("serves any catalogue: a 30-day rate is one declaration", () => {
		const quickMql = {
			...metrics().find((metric) => metric.id === "mql_rate")!,
			id: "mql_rate_30",
			maturityDays: 30,
			among: ["judged"],
		} as const;
		const state = createKpiState({ asOf: AS_OF, months: 13 }, [quickMql]);
		addLeads(
			state,
			leadColumns([
				lead({ created: time("2026-08-01"), verdict: "in", mqlOn: day("2026-08-31") }),
				lead({ created: time("2026-08-01"), verdict: "in", mqlOn: day("2026-09-01") }),
				lead({ created: time("2026-08-01"), mqlOn: day("2026-08-02") }),
			]),
		);
		const rows = finishKpi(state, PLAIN_REPORT);
		expect(rowOf(rows, "mql_rate_30", "2026-08")).toMatchObject({ numerator: 1, denominator: 2 });
	});

	it("counts a lead once however often it is added", () => {
		const state = foldAll(handWorked(), AS_OF);
		addLeads(state, leadColumns(handWorked().leads));
		expect(rowOf(finishKpi(state, PLAIN_REPORT), "leads_new", "all").value).toBe(6);
	});
});
