import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	addDays,
	civilOf,
	type Day,
	dayOf,
	dayOfTime,
	firstDayOf,
	formatDay,
	formatMonth,
	formatTime,
	isBefore,
	lastDayOf,
	monthOf,
	parseDay,
	timeOf,
	weekdayOf,
} from "../../../src/domain/calendar/day";

const days = fc.integer({ min: dayOf(1600, 1, 1), max: dayOf(2400, 12, 31) }).map((day) => day as Day);

describe("dayOf and civilOf", () => {
	it("agree with the platform's UTC calendar", () => {
		fc.assert(
			fc.property(days, (day) => {
				const date = new Date(day * 86_400_000);
				expect(civilOf(day)).toEqual({
					year: date.getUTCFullYear(),
					month: date.getUTCMonth() + 1,
					dayOfMonth: date.getUTCDate(),
				});
				expect(dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())).toBe(day);
				expect(weekdayOf(day)).toBe(date.getUTCDay());
				expect(formatDay(day)).toBe(date.toISOString().slice(0, 10));
			}),
		);
	});

	it("carry over what lies beyond a month or year", () => {
		expect(dayOf(2026, 2, 30)).toBe(dayOf(2026, 3, 2));
		expect(dayOf(2026, 13, 1)).toBe(dayOf(2027, 1, 1));
		expect(dayOf(2026, 0, 1)).toBe(dayOf(2025, 12, 1));
	});
});

describe("parseDay", () => {
	it.each(["2026-02-30", "2026-1-2", "2026/01/02", "", "2026-13-01"])("is null for %j", (text) => {
		expect(parseDay(text)).toBeNull();
	});

	it("reads back what formatDay writes", () => {
		fc.assert(
			fc.property(days, (day) => {
				expect(parseDay(formatDay(day))).toBe(day);
			}),
		);
	});
});

describe("isBefore", () => {
	const at = (day: number, second: number) => timeOf(dayOf(2026, 11, day), second);

	it.each([
		["an earlier day", at(20, 80_000), at(21, 10), true],
		["a later day", at(21, 0), at(20, 5), false],
		["an earlier time of the day", at(20, 10), at(20, 11), true],
		["the same time", at(20, 10), at(20, 10), false],
		["midnight, which is no time, of the same day", at(20, 0), at(20, 11), false],
		["a time of a day whose other time is unknown", at(20, 11), at(20, 0), false],
		["midnight of an earlier day", at(19, 0), at(20, 0), true],
	])("tells of %s", (_, time, other, answer) => {
		expect(isBefore(time, other)).toBe(answer);
	});
});

describe("months", () => {
	it("hold their days from first to last", () => {
		fc.assert(
			fc.property(days, (day) => {
				const month = monthOf(day);
				expect(firstDayOf(month) <= day && day <= lastDayOf(month)).toBe(true);
				expect(monthOf(addDays(lastDayOf(month), 1))).toBe(month + 1);
				expect(formatMonth(month)).toBe(formatDay(day).slice(0, 7));
			}),
		);
	});
});

describe("times", () => {
	it("know their day and clock, before 1970 too", () => {
		fc.assert(
			fc.property(days, fc.integer({ min: 0, max: 86_399 }), (day, second) => {
				const time = timeOf(day, second);
				expect(dayOfTime(time)).toBe(day);
				expect(formatTime(time).slice(0, 10)).toBe(formatDay(day));
			}),
		);
		expect(formatTime(timeOf(dayOf(2026, 11, 21), 34_200))).toBe("2026-11-21 09:30:00");
	});
});
