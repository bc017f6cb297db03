import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	addBusinessDays,
	type BusinessCalendar,
	businessDaysBetween,
	createBusinessCalendar,
	nextBusinessDay,
} from "../../../src/domain/calendar/business-days";
import { addDays, type Day, dayOf, formatDay } from "../../../src/domain/calendar/day";
import { japaneseHolidays } from "../../../src/domain/calendar/holidays";

const japan = createBusinessCalendar(
	[2025, 2026, 2027].flatMap((year) => japaneseHolidays(year).map(({ day }) => day)),
);
const days = fc.integer({ min: dayOf(2025, 6, 1), max: dayOf(2027, 6, 1) }).map((day) => day as Day);

describe("createBusinessCalendar", () => {
	it.each([
		["a Friday", dayOf(2026, 11, 20), true],
		["a Saturday", dayOf(2026, 11, 21), false],
		["a Sunday", dayOf(2026, 11, 22), false],
		["勤労感謝の日", dayOf(2026, 11, 23), false],
		["国民の休日 between two holidays", dayOf(2026, 9, 22), false],
	])("knows %s", (_name, day, expected) => {
		expect(japan.isBusinessDay(day)).toBe(expected);
	});

	it("takes another weekend", () => {
		const fridayOff = createBusinessCalendar([], [5, 6]);
		expect(fridayOff.isBusinessDay(dayOf(2026, 11, 20))).toBe(false);
		expect(fridayOff.isBusinessDay(dayOf(2026, 11, 22))).toBe(true);
	});

	it("refuses a week without work", () => {
		expect(() => createBusinessCalendar([], [0, 1, 2, 3, 4, 5, 6])).toThrow(RangeError);
	});
});

describe("addBusinessDays", () => {
	it.each([
		["the day itself for 0", dayOf(2026, 11, 20), 0, "2026-11-20"],
		["the next business day for 0 on a weekend", dayOf(2026, 11, 21), 0, "2026-11-24"],
		["over a weekend and a holiday", dayOf(2026, 11, 20), 1, "2026-11-24"],
		["from a Saturday", dayOf(2026, 11, 21), 1, "2026-11-24"],
		["over the silver week of 2026", dayOf(2026, 9, 18), 1, "2026-09-24"],
		["over Golden Week", dayOf(2026, 5, 1), 3, "2026-05-11"],
		["backwards", dayOf(2026, 11, 24), -1, "2026-11-20"],
	])("gives %s", (_name, day, n, expected) => {
		expect(formatDay(addBusinessDays(japan, day, n))).toBe(expected);
	});

	it("never lands on a holiday or weekend", () => {
		fc.assert(
			fc.property(days, fc.integer({ min: -60, max: 60 }), (day, n) => {
				expect(japan.isBusinessDay(addBusinessDays(japan, day, n))).toBe(true);
			}),
		);
	});

	it("comes back from where it went, starting on a business day", () => {
		fc.assert(
			fc.property(days, fc.integer({ min: -60, max: 60 }), (day, n) => {
				const start = nextBusinessDay(japan, day);
				expect(addBusinessDays(japan, addBusinessDays(japan, start, n), -n)).toBe(start);
			}),
		);
	});

	it("gives up on a calendar that never opens", () => {
		expect(() => addBusinessDays({ isBusinessDay: () => false }, dayOf(2026, 1, 1), 1)).toThrow(RangeError);
	});
});

describe("businessDaysBetween", () => {
	it.each([
		["a week", dayOf(2026, 11, 9), dayOf(2026, 11, 16), 5],
		["November 2026 with two holidays", dayOf(2026, 11, 1), dayOf(2026, 12, 1), 19],
		["nothing in an empty span", dayOf(2026, 11, 20), dayOf(2026, 11, 20), 0],
		["nothing backwards", dayOf(2026, 11, 20), dayOf(2026, 11, 2), 0],
	])("counts %s", (_name, from, to, expected) => {
		expect(businessDaysBetween(japan, from, to)).toBe(expected);
	});

	it("counts the same as walking day by day, whatever calendar is given", () => {
		const plain: BusinessCalendar = { isBusinessDay: (day) => japan.isBusinessDay(day) };
		fc.assert(
			fc.property(days, fc.integer({ min: -30, max: 400 }), (from, span) => {
				const to = addDays(from, span);
				expect(businessDaysBetween(japan, from, to)).toBe(businessDaysBetween(plain, from, to));
			}),
		);
	});

	it("is as many days as were added", () => {
		fc.assert(
			fc.property(days, fc.integer({ min: 1, max: 200 }), (day, n) => {
				const start = nextBusinessDay(japan, day);
				expect(businessDaysBetween(japan, start, addBusinessDays(japan, start, n))).toBe(n);
			}),
		);
	});
});
