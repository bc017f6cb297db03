import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { formatDay, weekdayOf } from "../../../src/domain/calendar/day";
import { japaneseHolidays } from "../../../src/domain/calendar/holidays";

const listed = (year: number) =>
	japaneseHolidays(year).map(({ day, name }) => `${formatDay(day).slice(5)} ${name}`);

/** 内閣府「国民の祝日について」 as published for each year, from memory. */
const PUBLISHED: readonly (readonly [year: number, days: string])[] = [
	[
		2024,
		"01-01 01-08 02-11 02-12 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-15 08-11 08-12 09-16 09-22 09-23 10-14 11-03 11-04 11-23",
	],
	[
		2025,
		"01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06 07-21 08-11 09-15 09-23 10-13 11-03 11-23 11-24",
	],
	// 敬老の日 and 秋分の日 leave one day between them: 国民の休日.
	[
		2026,
		"01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23",
	],
];

describe("japaneseHolidays", () => {
	it.each(PUBLISHED)("lists %i as published", (year, days) => {
		expect(listed(year).map((line) => line.slice(0, 5))).toEqual(days.split(" "));
	});

	it("names them", () => {
		expect(listed(2026)).toContain("09-22 国民の休日");
		expect(listed(2026)).toContain("05-06 振替休日");
		expect(listed(2027)).toContain("10-11 スポーツの日");
	});

	it.each([2023, 2041])("knows none of %i, which the table has not", (year) => {
		expect(japaneseHolidays(year)).toEqual([]);
	});

	it("never leaves a Sunday holiday without a substitute", () => {
		for (let year = 2024; year <= 2040; year++) {
			const holidays = japaneseHolidays(year);
			expect(holidays.length).toBeGreaterThanOrEqual(16);
			const named = holidays.filter(({ name, day }) => name !== "振替休日" && weekdayOf(day) === 0);
			expect(holidays.filter(({ name }) => name === "振替休日")).toHaveLength(named.length);
		}
	});

	it.each(["Asia/Tokyo", "America/Los_Angeles", "Pacific/Apia", "Australia/Sydney", "Europe/London"])(
		"is the same in %s",
		(zone) => {
			// The library computes with Date; each zone needs a process of its own.
			const script =
				"const h = require('japanese-holidays'); const all = []; for (let y = 2024; y <= 2040; y++) all.push(h.getHolidaysOf(y)); console.log(JSON.stringify(all));";
			const inZone = execFileSync(process.execPath, ["-e", script], {
				encoding: "utf8",
				env: { ...process.env, TZ: zone },
			});
			const years: { month: number; date: number }[][] = JSON.parse(inZone);
			expect(years).toHaveLength(17);
			years.forEach((holidays, index) => {
				const days = japaneseHolidays(2024 + index).map(({ day }) => formatDay(day).slice(5));
				const pad = (value: number) => String(value).padStart(2, "0");
				expect(holidays.map(({ month, date }) => `${pad(month)}-${pad(date)}`)).toEqual(days);
			});
		},
	);
});
