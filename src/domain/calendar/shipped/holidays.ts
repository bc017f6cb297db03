import library from "japanese-holidays";

const FIRST_YEAR = 2024;
const LAST_YEAR = 2040;

type Holiday = readonly [year: number, month: number, date: number, name: string];

/** The national holidays of Japan from 2024 to 2040, in order, with 振替休日 and 国民の休日. */
export const holidays = (): Holiday[] =>
	Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index).flatMap((year) =>
		library.getHolidaysOf(year).map(({ month, date, name }): Holiday => [year, month, date, name]),
	);
