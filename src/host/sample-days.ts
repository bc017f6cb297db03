/** Calendar days of the sample as whole numbers (days since 1970-01-01). */

const MS_PER_DAY = 86_400_000;

/** Null for anything but a day that exists, written as 2026-04-15. */
export function parseIsoDay(text: string): number | null {
	const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
	if (match === null) return null;
	const day = dayNumber(Number(match[1]), Number(match[2]), Number(match[3]));
	return isoDay(day) === text ? day : null;
}

/** Months and days beyond their range carry over. */
export function dayNumber(year: number, month: number, dayOfMonth: number): number {
	return Date.UTC(year, month - 1, dayOfMonth) / MS_PER_DAY;
}

export function isoDay(day: number): string {
	return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

export function isoMoment(day: number, second: number): string {
	return new Date(day * MS_PER_DAY + second * 1000).toISOString().slice(0, 19);
}

export function yearOf(day: number): number {
	return new Date(day * MS_PER_DAY).getUTCFullYear();
}

/** 1 to 12. */
export function monthOf(day: number): number {
	return new Date(day * MS_PER_DAY).getUTCMonth() + 1;
}

export function dayOfMonth(day: number): number {
	return new Date(day * MS_PER_DAY).getUTCDate();
}

export function isWeekday(day: number): boolean {
	const weekday = new Date(day * MS_PER_DAY).getUTCDay();
	return weekday !== 0 && weekday !== 6;
}

/** The day itself, or the nearest weekday before or after it. */
export function weekday(day: number, direction: 1 | -1 = 1): number {
	let found = day;
	while (!isWeekday(found)) found += direction;
	return found;
}

/** "2026-04" -> the months from one to the other, both included. */
export function monthsBetween(first: number, last: number): { key: string; from: number; to: number }[] {
	const months: { key: string; from: number; to: number }[] = [];
	for (let from = dayNumber(yearOf(first), monthOf(first), 1); from <= last; ) {
		const next = dayNumber(yearOf(from), monthOf(from) + 1, 1);
		months.push({ key: isoDay(from).slice(0, 7), from, to: next - 1 });
		from = next;
	}
	return months;
}

export function weekdaysIn(from: number, to: number): number {
	let count = 0;
	for (let day = from; day <= to; day++) if (isWeekday(day)) count++;
	return count;
}
