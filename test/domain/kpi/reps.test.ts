import { describe, expect, it } from "vitest";
import { hasRow, metricRows, rowOf } from "./fold-all";
import { activity, day, deal, lead, type Tables, time } from "./tables";

const AS_OF = day("2026-11-21");

describe("what reps do", () => {
	const call = (result: string | null, owner = "佐藤", at = "2026-11-05 10:00", type = "call_out") =>
		activity({ at: time(at), type, result, owner });
	const tables: Tables = {
		leads: [],
		deals: [],
		activities: [
			call("absent"),
			call("connected"),
			call("key"),
			call("appointment"),
			call(null),
			call("折り返し待ち"),
			call("appointment", "鈴木"),
			call("appointment", "佐藤", "2026-11-05 10:00", "email_out"), // no call
			call("connected", "佐藤", "2026-11-05 10:00", "call_in"), // theirs
			call(null, "佐藤", "2026-11-05 10:00", "memo"),
			call("key", "佐藤", "2026-11-22 10:00"), // tomorrow
		],
		members: [
			{ name: "佐藤", role: "SDR", fte: 1, joinedOn: null },
			{ name: "鈴木", role: "FS", fte: 1, joinedOn: null },
		],
	};
	const rows = metricRows(tables, AS_OF);

	it.each([
		{ metric: "attempts", value: 7 },
		{ metric: "touches", value: 6 },
		{ metric: "calls", value: 6 },
		{ metric: "connections", value: 3 },
		{ metric: "key_contacts", value: 2 },
		{ metric: "appointments", value: 1 },
		{ metric: "connect_rate", value: 3 / 6 },
		{ metric: "gatekeeper_rate", value: 2 / 6 },
		{ metric: "appointment_rate", value: 1 / 3 },
	])("$metric", ({ metric, value }) => {
		expect(rowOf(rows, metric, "2026-11", "rep:佐藤").value).toBe(value);
		expect(rowOf(rows, metric, "2026-11", "role:SDR").value).toBe(value);
	});
});

describe("weeks", () => {
	it("stand for what adds up, of all and of reps", () => {
		const activities = [
			activity({ at: time("2026-11-16 09:00"), type: "call_out", owner: "佐藤", result: "key" }),
		];
		const rows = metricRows({ leads: [], deals: [], activities }, AS_OF);
		const weeks = rows.filter(({ period }) => period.startsWith("week:"));
		expect(weeks.map(({ metric, dimension, period, value }) => [metric, dimension, period, value])).toEqual([
			["activities", "all", "week:2026-11-16", 1],
			["attempts", "all", "week:2026-11-16", 1],
			["attempts", "rep:佐藤", "week:2026-11-16", 1],
			["touches", "all", "week:2026-11-16", 1],
			["calls", "all", "week:2026-11-16", 1],
			["connections", "all", "week:2026-11-16", 1],
			["key_contacts", "all", "week:2026-11-16", 1],
		]);
	});
});

describe("productivity", () => {
	const won = (closes: string, owner: string, amount: number | null) =>
		deal({
			created: time("2026-09-01"),
			closes: time(closes),
			outcome: "won",
			owner,
			amount,
			currency: "JPY",
		});
	const tables: Tables = {
		leads: [],
		deals: [
			won("2026-10-05", "佐藤", 3_000_000),
			won("2026-11-05", "佐藤", 1_000_000),
			won("2026-11-06", "鈴木", 800_000),
			won("2026-11-07", "鈴木", null),
			won("2026-11-07", "退職者", 600_000),
		],
		activities: [],
		members: [
			{ name: "佐藤", role: "FS", fte: 0.5, joinedOn: null },
			// Half of November.
			{ name: "鈴木", role: "FS", fte: 1, joinedOn: day("2026-11-16") },
			{ name: "高橋", role: "マーケ", fte: 2, joinedOn: day("2027-04-01") },
		],
	};
	const rows = metricRows(tables, AS_OF);

	it.each([
		{
			period: "2026-11",
			dimension: "rep:佐藤",
			value: 2_000_000,
			numerator: 1_000_000,
			denominator: 0.5,
			n: 1,
		},
		{ period: "2026-11", dimension: "rep:鈴木", value: 1_600_000, denominator: 0.5, n: 1, completeness: 0.5 },
		{ period: "2026-11", dimension: "role:FS", value: 1_800_000, denominator: 1, n: 2 },
		{ period: "2026-11", dimension: "all", value: 2_400_000, denominator: 1, n: 3 },
		{ period: "2026-10", dimension: "all", value: 6_000_000, denominator: 0.5 },
		{ period: "2026-09", dimension: "all", value: 0, denominator: 0.5, n: 0 },
		// Nobody of that name is a member: nothing to divide by.
		{ period: "2026-11", dimension: "rep:退職者", value: null, denominator: 0 },
	])("won_per_fte of $period in $dimension", ({ period, dimension, ...figures }) => {
		expect(rowOf(rows, "won_per_fte", period, dimension)).toMatchObject(figures);
	});

	it("counts deals per head by the day they were created", () => {
		expect(rowOf(rows, "deals_per_fte", "2026-09")).toMatchObject({
			value: 10,
			numerator: 5,
			unit: "decimal",
		});
	});

	it("has neither figures of all time nor figures without members", () => {
		expect(hasRow(rows, "won_per_fte", "all", "all")).toBe(false);
		const alone = metricRows({ ...tables, members: [] }, AS_OF);
		expect(alone.some(({ metric }) => metric === "won_per_fte")).toBe(false);
		expect(alone.some(({ dimension }) => dimension.startsWith("role:"))).toBe(false);
	});
});

describe("月次接触率", () => {
	const inOctober = (more: Parameters<typeof lead>[0] = {}) => lead({ created: time("2026-10-10"), ...more });
	const touched = inOctober({ channel: "web" });
	const tried = inOctober({ channel: "web" });
	const quiet = inOctober({ verdict: "in" });
	const out = inOctober({ verdict: "out", judgedOn: day("2026-10-31") });
	const outLater = inOctober({ verdict: "out", judgedOn: day("2026-11-01") });
	const outSometime = inOctober({ verdict: "out" });
	const dealt = inOctober();
	const dealtLater = inOctober();
	const dealtSometime = inOctober();
	const newcomer = lead({ created: time("2026-11-01") });
	const at = (on: string, of: typeof touched, result: string | null = null, type = "call_out") =>
		activity({ lead: of, at: time(on), type, result });
	const rows = metricRows(
		{
			leads: [touched, tried, quiet, out, outLater, outSometime, dealt, dealtLater, dealtSometime, newcomer],
			deals: [
				deal({ lead: dealt, created: time("2026-10-31") }),
				deal({ lead: dealtLater, created: time("2026-11-01") }),
				deal({ lead: dealtSometime }),
			],
			activities: [
				at("2026-11-05", touched),
				at("2026-11-06", touched),
				at("2026-11-05", tried, "absent"),
				at("2026-10-31", quiet),
				at("2026-11-05", quiet, null, "page_view"),
				at("2026-11-05", newcomer),
				at("2026-11-05", out),
				at("2026-11-05", dealtLater),
			],
		},
		AS_OF,
	);

	it("divides those touched by those in ② when the month began", () => {
		// touched, tried, quiet, outLater and dealtLater were in ② on 1 November.
		expect(rowOf(rows, "contact_rate", "2026-11")).toMatchObject({
			numerator: 2,
			denominator: 5,
			provisionalUntil: day("2026-12-01"),
		});
		expect(rowOf(rows, "attempt_rate", "2026-11")).toMatchObject({ numerator: 3, denominator: 5 });
		expect(rowOf(rows, "contact_rate", "2026-11", "channel:web")).toMatchObject({
			numerator: 1,
			denominator: 2,
		});
		expect(rowOf(rows, "contact_rate", "2026-10")).toMatchObject({ value: null, denominator: 0 });
	});

	it("stands for months alone", () => {
		const periods = rows.filter(({ metric }) => metric === "contact_rate").map(({ period }) => period);
		expect(periods.every((period) => /^\d{4}-\d\d$/.test(period))).toBe(true);
	});
});

describe("quarters and halves", () => {
	const month = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5)) - 1;
	const target = (metric: string, on: string, value: number) => ({
		month: month(on) as never,
		metric,
		dimension: "all",
		value,
	});
	const rows = metricRows(
		{
			leads: ["2026-10-01", "2026-11-30", "2026-12-05", "2027-01-01", "2026-07-01"].map((on) =>
				lead({ created: time(on) }),
			),
			deals: [],
			activities: [],
		},
		AS_OF,
		{
			targets: [
				target("leads_new", "2026-10", 3),
				target("leads_new", "2026-11", 4),
				target("leads_new", "2026-12", 5),
				target("leads_new", "2026-07", 9),
				target("deal_rate", "2026-10", 0.3),
				target("deal_rate", "2026-11", 0.3),
				target("deal_rate", "2026-12", 0.6),
			],
		},
	);

	it("have all their days, the coming ones too, and the sum of their months' targets", () => {
		const row = rowOf(rows, "leads_new", "quarter:2026-10");
		expect(row).toMatchObject({ value: 3, target: 12, attainment: 0.25 });
		// October's 3, and 15 of the 21 weekdays' share of November's 4.
		expect(row.pace).toBeCloseTo(3 / (3 + (4 * 15) / 21), 12);
		expect(rowOf(rows, "leads_new", "half:2026-10")).toMatchObject({ value: 4, target: null });
	});

	it("have no target where a month lacks one, and the mean of rates", () => {
		expect(rowOf(rows, "leads_new", "quarter:2026-07").target).toBeNull();
		expect(rowOf(rows, "deal_rate", "quarter:2026-10").target).toBeCloseTo(0.4, 12);
	});

	it("are provisional until their last month has ripened", () => {
		expect(rowOf(rows, "deal_rate", "quarter:2026-10").provisionalUntil).toBe(day("2027-03-31"));
		expect(rowOf(rows, "deal_rate", "quarter:2026-07").provisionalUntil).toBe(day("2026-12-29"));
	});
});
