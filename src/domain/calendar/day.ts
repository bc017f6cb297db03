/**
 * Days, months and wall-clock times as plain whole numbers, so that a million of them cost nothing.
 * All are read off the calendar on the wall of the spreadsheet's time zone; no zone is known in here.
 */

declare const dayBrand: unique symbol;
declare const monthBrand: unique symbol;
declare const wallTimeBrand: unique symbol;

/** A calendar day: days since 1970-01-01 (which is 0). */
export type Day = number & { readonly [dayBrand]: true };
/** A calendar month: year × 12 + (month − 1). */
export type Month = number & { readonly [monthBrand]: true };
/** A moment on the wall clock: seconds since 1970-01-01 00:00 on that clock. */
export type WallTime = number & { readonly [wallTimeBrand]: true };

export const SECONDS_PER_DAY = 86_400;

/**
 * The day of a year, month (1–12) and day of month in the proleptic Gregorian calendar.
 * Months and days beyond their range carry over, as 2026-02-30 -> 2026-03-02.
 * @example dayOf(1970, 1, 2) // => 1
 */
export function dayOf(year: number, month: number, dayOfMonth: number): Day {
	// Days from civil, H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
	const months = year * 12 + (month - 1);
	const m = ((months % 12) + 12) % 12;
	const y = Math.floor(months / 12) - (m < 2 ? 1 : 0);
	const era = Math.floor(y / 400);
	const yearOfEra = y - era * 400;
	const dayOfYear = Math.floor((153 * ((m + 10) % 12) + 2) / 5);
	const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
	return (era * 146_097 + dayOfEra - 719_468 + dayOfMonth - 1) as Day;
}

/** Year, month (1–12) and day of month of a day. */
export function civilOf(day: Day): { year: number; month: number; dayOfMonth: number } {
	const z = day + 719_468;
	const era = Math.floor(z / 146_097);
	const dayOfEra = z - era * 146_097;
	const yearOfEra = Math.floor(
		(dayOfEra -
			Math.floor(dayOfEra / 1460) +
			Math.floor(dayOfEra / 36_524) -
			Math.floor(dayOfEra / 146_096)) /
			365,
	);
	const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
	const shifted = Math.floor((5 * dayOfYear + 2) / 153);
	const month = shifted < 10 ? shifted + 3 : shifted - 9;
	return {
		year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
		month,
		dayOfMonth: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
	};
}

/** @example formatDay(dayOf(2026, 11, 21)) // => "2026-11-21" */
export function formatDay(day: Day, separator: "-" | "/" = "-"): string {
	const { year, month, dayOfMonth } = civilOf(day);
	return [String(year).padStart(4, "0"), pad2(month), pad2(dayOfMonth)].join(separator);
}

/**
 * The day of an ISO text such as 2026-11-21, or null for anything else, days that do not exist included.
 * @example parseDay("2026-02-30") // => null
 */
export function parseDay(text: string): Day | null {
	const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
	if (match === null) return null;
	const day = dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
	return formatDay(day) === text ? day : null;
}

/** The month a day lies in. */
export function monthOf(day: Day): Month {
	const { year, month } = civilOf(day);
	return (year * 12 + month - 1) as Month;
}

export function firstDayOf(month: Month): Day {
	return dayOf(Math.floor(month / 12), (month % 12) + 1, 1);
}

/** @example lastDayOf(monthOf(dayOf(2024, 2, 3))) // => dayOf(2024, 2, 29) */
export function lastDayOf(month: Month): Day {
	return (firstDayOf((month + 1) as Month) - 1) as Day;
}

/** @example formatMonth(monthOf(dayOf(2026, 11, 21))) // => "2026-11" */
export function formatMonth(month: Month): string {
	return `${String(Math.floor(month / 12)).padStart(4, "0")}-${pad2((month % 12) + 1)}`;
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: Day): number {
	return (((day + 4) % 7) + 7) % 7;
}

export function addDays(day: Day, days: number): Day {
	return (day + days) as Day;
}

export function dayOfTime(time: WallTime): Day {
	return Math.floor(time / SECONDS_PER_DAY) as Day;
}

/** The moment of a day's hour, minute and second; 00:00:00 by default. */
export function timeOf(day: Day, secondOfDay = 0): WallTime {
	return (day * SECONDS_PER_DAY + secondOfDay) as WallTime;
}

/** @example formatTime(timeOf(dayOf(2026, 11, 21), 34_200)) // => "2026-11-21 09:30:00" */
export function formatTime(time: WallTime, separator: "-" | "/" = "-"): string {
	const day = dayOfTime(time);
	const second = time - day * SECONDS_PER_DAY;
	const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60].map(pad2).join(":");
	return `${formatDay(day, separator)} ${clock}`;
}

function pad2(value: number): string {
	return String(value).padStart(2, "0");
}

/**
 * Whether a moment lies before another. Moments are compared where both have a time of day (midnight is none), else
 * days; equal is not before.
 */
export function isBefore(time: WallTime, other: WallTime): boolean {
	const [day, otherDay] = [dayOfTime(time), dayOfTime(other)];
	if (day !== otherDay) return day < otherDay;
	const midnight = timeOf(day);
	return time !== midnight && other !== midnight && time < other;
}
