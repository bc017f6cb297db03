import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Day, dayOf, formatDay, monthOf, weekdayOf } from "../../../src/domain/calendar/day";
import {
	DAILY_DAYS,
	differenceSince,
	keptDays,
	type Snapshot,
	snapshotsOf,
	WEEKLY_DAYS,
	withDay,
} from "../../../src/domain/snapshots/snapshots";
import { metricRows } from "../kpi/fold-all";
import { activity, deal, lead, time } from "../kpi/tables";

const TODAY = dayOf(2026, 11, 20);

function snapshot(day: Day, value: number | null, more: Partial<Snapshot> = {}): Snapshot {
	return { day, metric: "open_amount", dimension: "all", value, n: 1, currency: "JPY", ...more };
}

const kept = (days: readonly number[], today: number = TODAY): string[] =>
	[...keptDays(days as readonly Day[], today as Day)].sort((a, b) => a - b).map((day) => formatDay(day));

describe("keptDays", () => {
	it("keeps every day for 90 days, then Mondays, and after a year the first Monday of each month", () => {
		const days = Array.from({ length: 800 }, (_, age) => TODAY - age);
		const all = kept(days);
		// 2026-08-23 is the 90th day, counted from 2026-11-20 as the first.
		expect(all.slice(-DAILY_DAYS)[0]).toBe("2026-08-23");
		expect(all.slice(-DAILY_DAYS - 2, -DAILY_DAYS)).toEqual(["2026-08-10", "2026-08-17"]);
		const monthly = all.filter((day) => day < "2025-11-19");
		// 2024-09-12, a Thursday, is the first day of all.
		expect(monthly.slice(0, 4)).toEqual(["2024-09-12", "2024-10-07", "2024-11-04", "2024-12-02"]);
		expect(all.filter((day) => day >= "2025-11-19" && day < "2026-08-23")).toHaveLength(39);
	});

	it("takes the first day of a week on which there was a refresh", () => {
		const monday = dayOf(2026, 6, 1);
		expect(weekdayOf(monday)).toBe(1);
		expect(kept([monday + 4, monday + 1, monday + 6, monday + 7])).toEqual(["2026-06-02", "2026-06-08"]);
	});

	const days = fc.uniqueArray(fc.integer({ min: 0, max: 1500 }), { maxLength: 400 });

	it("does not depend on how often it was done before, nor on the order", () => {
		fc.assert(
			fc.property(days, fc.array(fc.integer({ min: 0, max: 1500 }), { maxLength: 5 }), (ages, stops) => {
				const all = ages.map((age) => TODAY - age);
				let held: number[] = [];
				let last = Number.NEGATIVE_INFINITY;
				for (const stop of [...stops.map((age) => TODAY - age), TODAY].sort((a, b) => a - b)) {
					held = [...held, ...all.filter((day) => day > last && day <= stop)].reverse();
					held = [...keptDays(held as Day[], stop as Day)];
					last = stop;
				}
				expect(held.sort((a, b) => a - b)).toEqual([...keptDays(all as Day[], TODAY)].sort((a, b) => a - b));
			}),
		);
	});

	it("keeps one day of every week within a year and of every month that had one, and no more", () => {
		const monday = (day: number) => day - ((weekdayOf(day as Day) + 6) % 7);
		fc.assert(
			fc.property(days, (ages) => {
				const all = ages.map((age) => (TODAY - age) as Day);
				const held = [...keptDays(all, TODAY)];
				for (const day of all) {
					const age = TODAY - day;
					if (age < DAILY_DAYS) expect(held).toContain(day);
					else if (age < WEEKLY_DAYS)
						expect(held.filter((other) => monday(other) === monday(day)).length).toBeGreaterThan(0);
				}
				const weekly = held.filter((day) => TODAY - day >= DAILY_DAYS);
				expect(new Set(weekly.map(monday)).size).toBe(weekly.length);
				const monthly = held.filter((day) => TODAY - day >= WEEKLY_DAYS);
				expect(new Set(monthly.map(monthOf)).size).toBe(monthly.length);
				// 90 days, the weeks of the rest of a year, and a month each.
				expect(held.length).toBeLessThanOrEqual(90 + 41 + 1500 / 28);
			}),
		);
	});
});

describe("withDay", () => {
	const own = [snapshot(TODAY, 5), snapshot(TODAY, 3, { dimension: "rep:佐藤" })];

	it("replaces the day's own rows, so that refreshing again changes nothing", () => {
		const once = withDay([snapshot(dayOf(2026, 11, 19), 4)], TODAY, own);
		expect(withDay(once, TODAY, own)).toEqual(once);
		expect(withDay(once, TODAY, [snapshot(TODAY, 9)]).map(({ value }) => value)).toEqual([4, 9]);
	});

	it("keeps all rows of a day that is kept and none of one that is not", () => {
		const old = [dayOf(2026, 6, 1), dayOf(2026, 6, 2)].flatMap((day) =>
			own.map((each) => ({ ...each, day })),
		);
		expect(withDay(old, TODAY, own).map(({ day }) => formatDay(day))).toEqual([
			"2026-06-01",
			"2026-06-01",
			"2026-11-20",
			"2026-11-20",
		]);
	});
});

describe("snapshotsOf", () => {
	const judged = lead({ created: time("2026-11-01"), verdict: "in", channel: "web" });
	const leads = [
		judged,
		lead({ created: time("2026-11-18"), channel: "web" }),
		lead({ created: time("2026-01-05") }),
	];
	const deals = [
		deal({ lead: judged, created: time("2026-11-02"), outcome: "open", amount: 100, owner: "佐藤" }),
		deal({ created: time("2026-10-02"), outcome: "open", amount: 200, owner: "鈴木", currency: "JPY" }),
		deal({ created: time("2026-10-02"), outcome: "open", amount: 700, owner: "鈴木", currency: "USD" }),
	];
	const activities = [activity({ at: time("2026-11-03"), type: "call_out" })];
	const rows = metricRows({ leads, deals, activities }, TODAY);
	const taken = snapshotsOf(rows, TODAY, ["leads_target", "unjudged"]);
	const of = (metric: string) =>
		Object.fromEntries(
			taken
				.filter((each) => each.metric === metric)
				.map(({ dimension, value, n }) => [dimension, [value, n]]),
		);

	it("takes the metrics without dates, the amount by rep and the unjudged by age", () => {
		expect(of("open_amount")).toEqual({
			all: [300, 2],
			"rep:佐藤": [100, 1],
			"rep:鈴木": [200, 1],
			"currency:USD": [7, 1],
		});
		expect(of("open_pipeline")).toEqual({ all: [3, 3] });
		expect(of("unjudged")).toEqual({ all: [2, 2], "age:0-7": [1, 1], "age:91+": [1, 1] });
		expect(of("deals_linked")).toEqual({ all: [1 / 3, 3] });
		expect(taken.every(({ day }) => day === TODAY)).toBe(true);
	});

	it("takes how complete a goal's records of the month are, and nothing that dates can tell", () => {
		// Two leads were created in November, one of them is judged.
		expect(of("leads_target")).toEqual({ completeness: [0.5, 1] });
		expect(new Set(taken.map(({ metric }) => metric))).toEqual(
			new Set([
				"unjudged",
				"leads_target",
				"open_pipeline",
				"open_amount",
				"activities_linked",
				"deals_linked",
				"future_dated",
			]),
		);
	});

	it("takes each figure once", () => {
		const keys = taken.map(({ metric, dimension }) => `${metric} ${dimension}`);
		expect(new Set(keys).size).toBe(keys.length);
	});
});

describe("differenceSince", () => {
	const week = dayOf(2026, 11, 13);
	const held = [
		snapshot(TODAY, 500),
		snapshot(dayOf(2026, 11, 12), 300),
		snapshot(dayOf(2026, 11, 16), 450),
		snapshot(dayOf(2026, 11, 13), 999, { dimension: "rep:佐藤" }),
	];

	it("sets the newest value against the last one on or before the day", () => {
		expect(differenceSince(held, "open_amount", "all", week)).toEqual({
			since: dayOf(2026, 11, 12),
			before: 300,
			difference: 200,
		});
		expect(differenceSince(held, "open_amount", "all", dayOf(2026, 11, 16))?.difference).toBe(50);
	});

	it.each([
		["no day so old", dayOf(2026, 11, 11), held],
		["no other day", TODAY, held],
		["no value then", week, [snapshot(TODAY, 500), snapshot(week, null)]],
		["no value now", week, [snapshot(TODAY, null), snapshot(week, 1)]],
		["another currency", week, [snapshot(TODAY, 500), snapshot(week, 1, { currency: "USD" })]],
	])("is unknown where there is %s", (_, day, snapshots) => {
		expect(differenceSince(snapshots, "open_amount", "all", day)).toBeNull();
	});
});
