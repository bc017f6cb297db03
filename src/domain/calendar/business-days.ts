import { addDays, type Day, weekdayOf } from "./day";

export interface BusinessCalendar {
	isBusinessDay(day: Day): boolean;
}

/** A calendar that can count the business days of any span at once. */
interface CountingCalendar extends BusinessCalendar {
	/** Business days before the day, counted from a fixed day far back; only differences mean something. */
	countBefore(day: Day): number;
}

/** 1969-12-28, a Sunday. */
const FIRST_SUNDAY = -4;
const LONGEST_CLOSURE_DAYS = 3_660;

/**
 * A calendar whose business days are neither on the weekend (0 = Sunday … 6 = Saturday; Saturday and Sunday by
 * default) nor a holiday. Holidays may repeat, come in any order and fall on a weekend.
 * @throws RangeError when every day of the week is weekend.
 */
export function createBusinessCalendar(
	holidays: Iterable<Day>,
	weekend: readonly number[] = [0, 6],
): BusinessCalendar {
	const worksOn = [0, 1, 2, 3, 4, 5, 6].map((weekday) => !weekend.includes(weekday));
	if (!worksOn.includes(true)) throw new RangeError("a week requires at least one business day");
	const closed = new Set<number>();
	for (const day of holidays) if (worksOn[weekdayOf(day)] === true) closed.add(day);
	const sorted = Array.from(closed).sort((a, b) => a - b);
	const workdaysBefore = [0];
	for (const works of worksOn)
		workdaysBefore.push(workdaysBefore[workdaysBefore.length - 1]! + (works ? 1 : 0));

	const calendar: CountingCalendar = {
		isBusinessDay: (day) => worksOn[weekdayOf(day)] === true && !closed.has(day),
		countBefore(day) {
			const weeks = Math.floor((day - FIRST_SUNDAY) / 7);
			return weeks * workdaysBefore[7]! + workdaysBefore[weekdayOf(day)]! - countBelow(sorted, day);
		},
	};
	return calendar;
}

/**
 * The day that lies n business days after a day (before it when n is negative). For n = 0 the day itself, or the
 * next business day when it is none.
 * @example addBusinessDays(createBusinessCalendar([]), dayOf(2026, 11, 20), 1) // => dayOf(2026, 11, 23)
 */
export function addBusinessDays(calendar: BusinessCalendar, day: Day, n: number): Day {
	if (n === 0) return seek(calendar, day, 1);
	const step = n > 0 ? 1 : -1;
	let current = day;
	for (let left = Math.abs(n); left > 0; left--) current = seek(calendar, addDays(current, step), step);
	return current;
}

/** The first business day after a day, never the day itself. */
export function nextBusinessDay(calendar: BusinessCalendar, day: Day): Day {
	return seek(calendar, addDays(day, 1), 1);
}

/**
 * How many business days lie in [from, toExclusive); 0 when the end is not after the start.
 * @example businessDaysBetween(createBusinessCalendar([]), dayOf(2026, 11, 20), dayOf(2026, 11, 24)) // => 2
 */
export function businessDaysBetween(calendar: BusinessCalendar, from: Day, toExclusive: Day): number {
	if (toExclusive <= from) return 0;
	if (canCount(calendar)) return calendar.countBefore(toExclusive) - calendar.countBefore(from);
	let count = 0;
	for (let day = from; day < toExclusive; day = addDays(day, 1)) if (calendar.isBusinessDay(day)) count++;
	return count;
}

function canCount(calendar: BusinessCalendar): calendar is CountingCalendar {
	return typeof (calendar as Partial<CountingCalendar>).countBefore === "function";
}

function seek(calendar: BusinessCalendar, day: Day, step: 1 | -1): Day {
	for (let tried = 0; tried < LONGEST_CLOSURE_DAYS; tried++) {
		const candidate = addDays(day, tried * step);
		if (calendar.isBusinessDay(candidate)) return candidate;
	}
	throw new RangeError("a calendar requires a business day within ten years");
}

function countBelow(sorted: readonly number[], value: number): number {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (sorted[middle]! < value) low = middle + 1;
		else high = middle;
	}
	return low;
}
