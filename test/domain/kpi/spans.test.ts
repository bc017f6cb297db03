import { describe, expect, it } from "vitest";
import { firstDayOf, formatDay, lastDayOf, type Month, monthOf } from "../../../src/domain/calendar/day";
import { fiscalPeriod } from "../../../src/domain/calendar/fiscal";
import {
	periodDays,
	periodKind,
	type SlotOptions,
	slotOf,
	slotsOf,
	spansOf,
} from "../../../src/domain/kpi/spans";
import { day } from "./tables";

const options = (asOf: string, more: Partial<SlotOptions> = {}): SlotOptions => ({
	asOf: day(asOf),
	months: 13,
	...more,
});
const periodsOf = (on: SlotOptions, kind: string) =>
	spansOf(slotsOf(on), on)
		.filter((span) => span.kind === kind)
		.map(({ period, first, last }) => [period, first && formatDay(first), last && formatDay(last)]);

describe("spansOf", () => {
	const november = options("2026-11-21");

	it("shows thirteen months and thirteen weeks, the last those of asOf", () => {
		const months = periodsOf(november, "month");
		expect(months).toHaveLength(13);
		expect([months[0], months[12]]).toEqual([
			["2025-11", "2025-11-01", "2025-11-30"],
			["2026-11", "2026-11-01", "2026-11-30"],
		]);
		const weeks = periodsOf(november, "week");
		expect(weeks).toHaveLength(13);
		// 2026-11-21 is a Saturday.
		expect([weeks[0], weeks[12]]).toEqual([
			["week:2026-08-24", "2026-08-24", "2026-08-30"],
			["week:2026-11-16", "2026-11-16", "2026-11-22"],
		]);
	});

	it("takes quarters, halves and years from April on", () => {
		expect(periodsOf(november, "quarter").map(([period]) => period)).toEqual([
			"quarter:2025-04",
			"quarter:2025-07",
			"quarter:2025-10",
			"quarter:2026-01",
			"quarter:2026-04",
			"quarter:2026-07",
			"quarter:2026-10",
		]);
		expect(periodsOf(november, "half")).toEqual([
			["half:2025-04", "2025-04-01", "2025-09-30"],
			["half:2025-10", "2025-10-01", "2026-03-31"],
			["half:2026-04", "2026-04-01", "2026-09-30"],
			["half:2026-10", "2026-10-01", "2027-03-31"],
		]);
		expect(periodsOf(november, "year")).toEqual([
			["year:2025-04", "2025-04-01", "2026-03-31"],
			["year:2026-04", "2026-04-01", "2027-03-31"],
		]);
	});

	it.each([
		{ fiscalFirstMonth: 1, quarter: "quarter:2026-10", half: "half:2026-07", year: "year:2026-01" },
		{ fiscalFirstMonth: 9, quarter: "quarter:2026-09", half: "half:2026-09", year: "year:2026-09" },
		{ fiscalFirstMonth: 12, quarter: "quarter:2026-09", half: "half:2026-06", year: "year:2025-12" },
	])("and from month $fiscalFirstMonth on", ({ fiscalFirstMonth, ...last }) => {
		const on = options("2026-11-21", { fiscalFirstMonth });
		const found = Object.keys(last).map((kind) => [kind, periodsOf(on, kind).pop()?.[0]]);
		expect(Object.fromEntries(found)).toEqual(last);
	});

	it.each(["2026-11-21", "2026-03-31", "2027-04-01", "2028-02-29", "2027-01-03"])(
		"covers each day of each period of %s once, and no other day",
		(asOf) => {
			for (const fiscalFirstMonth of [1, 4, 10]) {
				const on = options(asOf, { fiscalFirstMonth });
				const slots = slotsOf(on);
				for (const { first, last, from, to } of spansOf(slots, on)) {
					if (first === null || last === null) continue;
					for (let at = first - 40; at <= last + 40; at++) {
						const slot = slotOf(slots, at);
						expect(slot >= from && slot < to).toBe(at >= first && at <= last);
					}
				}
			}
		},
	);

	it("agrees with the fiscal calendar", () => {
		for (const firstMonth of [1, 4, 7, 12]) {
			const on = options("2026-02-15", { fiscalFirstMonth: firstMonth });
			const year = fiscalPeriod(on.asOf, { firstMonth, naming: "start" });
			expect(periodsOf(on, "year").pop()?.slice(1)).toEqual([
				formatDay(year.firstDay),
				formatDay(year.lastDay),
			]);
			for (const kind of ["quarter", "half"] as const) {
				const { first, last } = periodDays(periodsOf(on, kind).pop()?.[0] as string);
				for (const at of [first, last]) {
					expect(fiscalPeriod(at!, { firstMonth, naming: "start" })[kind]).toBe(year[kind]);
				}
			}
		}
	});
});

describe("slotOf", () => {
	const slots = slotsOf(options("2028-02-29"));

	it.each([
		{ name: "the day before the last fiscal year", on: "2026-03-31", slot: slots.size - 3 },
		{ name: "its first day", on: "2026-04-01", slot: 0 },
		{ name: "the last day of its first month", on: "2026-04-30", slot: 0 },
		{ name: "the first of the next", on: "2026-05-01", slot: 1 },
		{ name: "the last day of this one", on: "2028-03-31", slot: slots.months.length - 1 },
		{ name: "the day after", on: "2028-04-01", slot: slots.size - 2 },
	])("$name", ({ on, slot }) => {
		expect(slotOf(slots, day(on))).toBe(slot);
	});

	it("puts records without a date last", () => {
		expect(slotOf(slots, Number.NaN)).toBe(slots.size - 1);
	});

	it("knows the month of every day that it spans", () => {
		const last = lastDayOf((slots.firstMonth + 23) as Month);
		for (let at = firstDayOf(slots.firstMonth) as number; at <= last; at++) {
			const month = slots.firstMonth + (slots.months[slotOf(slots, at)] as number);
			expect(month).toBe(monthOf(at as typeof slots.firstDay));
		}
	});
});

describe("periodDays", () => {
	it.each([
		["2026-11", "month", "2026-11-01", "2026-11-30"],
		["week:2026-11-16", "week", "2026-11-16", "2026-11-22"],
		["quarter:2027-01", "quarter", "2027-01-01", "2027-03-31"],
		["half:2026-10", "half", "2026-10-01", "2027-03-31"],
		["year:2027-04", "year", "2027-04-01", "2028-03-31"],
	])("%s", (period, kind, first, last) => {
		expect(periodDays(period)).toEqual({ kind, first: day(first), last: day(last) });
	});

	it("has no days for all time", () => {
		expect(periodDays("all")).toEqual({ kind: "all", first: null, last: null });
		expect(periodKind("all")).toBe("all");
	});
});
