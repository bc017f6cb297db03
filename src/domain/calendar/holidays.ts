import { type Day, dayOf } from "./day";
import { holidays } from "./shipped/holidays";

/**
 * The national holidays of Japan in a year, in order, with 振替休日 and 国民の休日. Future equinoxes are astronomical
 * forecasts; the government names them each February for the year after. Empty before 2024 and after 2040.
 * @see https://github.com/osamutake/japanese-holidays-js
 * @example japaneseHolidays(2026)[0].name // => "元日"
 */
export function japaneseHolidays(year: number): { day: Day; name: string }[] {
	return holidays()
		.filter(([of]) => of === year)
		.map(([, month, date, name]) => ({ day: dayOf(year, month, date), name }));
}
