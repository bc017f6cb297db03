import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type Day, dayOf, formatDay } from "../../../src/domain/calendar/day";
import { fiscalPeriod } from "../../../src/domain/calendar/fiscal";

const april = { firstMonth: 4, naming: "start" } as const;

describe("fiscalPeriod", () => {
	it.each([
		[dayOf(2026, 3, 31), 2025, 2, 4],
		[dayOf(2026, 4, 1), 2026, 1, 1],
		[dayOf(2026, 6, 30), 2026, 1, 1],
		[dayOf(2026, 7, 1), 2026, 1, 2],
		[dayOf(2026, 9, 30), 2026, 1, 2],
		[dayOf(2026, 10, 1), 2026, 2, 3],
		[dayOf(2026, 12, 31), 2026, 2, 3],
		[dayOf(2027, 1, 1), 2026, 2, 4],
	])("puts day %i into 年度 %i, half %i, quarter %i", (day, year, half, quarter) => {
		expect(fiscalPeriod(day, april)).toMatchObject({ year, half, quarter });
	});

	it("names 2025年度 and 2026年3月期 the same year", () => {
		const day = dayOf(2025, 8, 1);
		expect(fiscalPeriod(day, april).year).toBe(2025);
		expect(fiscalPeriod(day, { firstMonth: 4, naming: "end" }).year).toBe(2026);
		expect(fiscalPeriod(day, { firstMonth: 1, naming: "end" }).year).toBe(2025);
		expect(fiscalPeriod(day, { firstMonth: 1, naming: "start" }).year).toBe(2025);
	});

	it("gives the first and last day of the year", () => {
		const { firstDay, lastDay } = fiscalPeriod(dayOf(2024, 2, 29), april);
		expect([formatDay(firstDay), formatDay(lastDay)]).toEqual(["2023-04-01", "2024-03-31"]);
	});

	it("follows day after day without gaps", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 30_000 }),
				fc.integer({ min: 1, max: 12 }),
				(number, firstMonth) => {
					const day = number as Day;
					const period = fiscalPeriod(day, { firstMonth, naming: "start" });
					expect(day >= period.firstDay && day <= period.lastDay).toBe(true);
					expect(period.half).toBe(period.quarter <= 2 ? 1 : 2);
					const next = fiscalPeriod(addDays(period.lastDay, 1), { firstMonth, naming: "start" });
					expect(next).toMatchObject({ year: period.year + 1, half: 1, quarter: 1 });
				},
			),
		);
	});

	it("refuses a month that is none", () => {
		for (const firstMonth of [0, 13, 1.5]) {
			expect(() => fiscalPeriod(dayOf(2026, 1, 1), { firstMonth, naming: "start" })).toThrow(RangeError);
		}
	});
});
