import { addDays, civilOf, type Day, dayOf } from "./day";

export interface FiscalOptions {
	/** Month in which the fiscal year begins, 1–12; 4 for most Japanese companies. */
	readonly firstMonth: number;
	/** 2025年度 is named by its start, 2026年3月期 (the same year) by its end. */
	readonly naming: "start" | "end";
}

export interface FiscalPeriod {
	readonly year: number;
	/** 1 = 上期, 2 = 下期. */
	readonly half: 1 | 2;
	readonly quarter: 1 | 2 | 3 | 4;
	/** First day of the fiscal year. */
	readonly firstDay: Day;
	/** Last day of the fiscal year. */
	readonly lastDay: Day;
}

/**
 * The fiscal year of a day, with the half and the quarter it lies in. A fiscal year that begins in January has the
 * same name by start and by end.
 * @throws RangeError when firstMonth is not a month.
 * @example fiscalPeriod(dayOf(2026, 1, 5), { firstMonth: 4, naming: "start" }).quarter // => 4
 */
export function fiscalPeriod(day: Day, { firstMonth, naming }: FiscalOptions): FiscalPeriod {
	if (!Number.isInteger(firstMonth) || firstMonth < 1 || firstMonth > 12) {
		throw new RangeError("firstMonth requires a whole number from 1 to 12");
	}
	const { year, month } = civilOf(day);
	const startYear = month < firstMonth ? year - 1 : year;
	const monthOfYear = (month - firstMonth + 12) % 12;
	return {
		year: naming === "end" && firstMonth > 1 ? startYear + 1 : startYear,
		half: monthOfYear < 6 ? 1 : 2,
		quarter: (Math.floor(monthOfYear / 3) + 1) as 1 | 2 | 3 | 4,
		firstDay: dayOf(startYear, firstMonth, 1),
		lastDay: addDays(dayOf(startYear + 1, firstMonth, 1), -1),
	};
}
