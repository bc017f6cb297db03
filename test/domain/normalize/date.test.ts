import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Day, dayOf, formatDay, formatTime, timeOf } from "../../../src/domain/calendar/day";
import { readDate } from "../../../src/domain/normalize/date";

const near = dayOf(2026, 11, 21);
const read = (text: string, options = {}) => {
	const { time } = readDate(text, options);
	return time === null ? null : formatTime(time);
};

describe("readDate", () => {
	it.each([
		["ISO", "2026-11-21", "2026-11-21", "ymd"],
		["slashes", "2026/1/2", "2026-01-02", "ymd"],
		["points", "2026.1.2", "2026-01-02", "ymd"],
		["Japanese", "2026年11月21日", "2026-11-21", "ymd"],
		["Japanese with spaces", "2026年 1月 2日", "2026-01-02", "ymd"],
		["full width with a weekday", "２０２６年１１月２１日（土）", "2026-11-21", "ymd"],
		["an English weekday", "Sat, 2026-11-21", "2026-11-21", "ymd"],
		["a remark behind", "2026/1/2(予定)", "2026-01-02", "ymd"],
		["long vowel marks for dashes", "2026ー1ー2", "2026-01-02", "ymd"],
		["compact", "20260102", "2026-01-02", "compact"],
		["Reiwa", "令和6年6月3日", "2024-06-03", "era"],
		["Reiwa, first year", "令和元年5月1日", "2019-05-01", "era"],
		["Reiwa in one character", "㋿6年6月3日", "2024-06-03", "era"],
		["Reiwa by letter", "R6.6.3", "2024-06-03", "era"],
		["Heisei", "平成31年4月30日", "2019-04-30", "era"],
		["Heisei by letter", "H31/4/30", "2019-04-30", "era"],
		["Showa", "昭和64年1月7日", "1989-01-07", "era"],
		["Zoho", "15 Apr, 2021", "2021-04-15", "month-name"],
		["American with a name", "Apr 15, 2021", "2021-04-15", "month-name"],
		["Oracle", "15-Apr-2021", "2021-04-15", "month-name"],
		["with an ordinal", "April 15th, 2021", "2021-04-15", "month-name"],
		["month first", "4/15/2021", "2021-04-15", "month-first"],
		["month first, though it could be either", "5/4/2021", "2021-05-04", "month-first"],
		["the first number can only be the day", "15/4/2021", "2021-04-15", "day-first"],
		["short year, month first", "4/15/21", "2021-04-15", "month-first"],
		["short year, year first", "24年3月1日", "2024-03-01", "ymd"],
		["short year with an apostrophe", "'24/3/1", "2024-03-01", "ymd"],
		["short year of the last century", "99/4/15", "1999-04-15", "ymd"],
	])("reads %s", (_name, text, day, rule) => {
		expect(read(text)).toBe(`${day} 00:00:00`);
		expect(readDate(text)).toMatchObject({ hasTime: false, rule, problem: null });
	});

	it.each([
		["15 Apr, 2021 00:03:00", "2021-04-15 00:03:00"],
		["2021-04-15 23:03:00", "2021-04-15 23:03:00"],
		["2026/11/21 9:05", "2026-11-21 09:05:00"],
		["2026年1月2日 15時30分", "2026-01-02 15:30:00"],
		["2026/1/2 午後3時半", "2026-01-02 15:30:00"],
		["2026/1/2 午前0時", "2026-01-02 00:00:00"],
		["2026/1/2 午後12:15", "2026-01-02 12:15:00"],
		["2026/11/21 12:00 AM", "2026-11-21 00:00:00"],
		["2026/11/21 12:30 PM", "2026-11-21 12:30:00"],
		["Apr 15, 2021 3:05 p.m.", "2021-04-15 15:05:00"],
		["2026-1-2 9am", "2026-01-02 09:00:00"],
		["2026/11/21（土）9:30", "2026-11-21 09:30:00"],
		["2026-11-21T14:30:05.123", "2026-11-21 14:30:05"],
		["20260102093000", "2026-01-02 09:30:00"],
		["2026/1/2 24:00", "2026-01-03 00:00:00"],
		["2026/1/2 10:00-11:00", "2026-01-02 10:00:00"],
		["Sat Nov 21 2026 09:00:00 GMT+0900 (日本標準時)", "2026-11-21 09:00:00"],
	])("reads the time of %s", (text, expected) => {
		expect(read(text)).toBe(expected);
		expect(readDate(text).hasTime).toBe(true);
	});

	it.each([
		["2021-04-15T23:03:00Z", "2021-04-15 23:03:00", "2021-04-16 08:03:00"],
		["2021-04-15T23:03:00+00:00", "2021-04-15 23:03:00", "2021-04-16 08:03:00"],
		["2021-04-15T23:03:00-05:00", "2021-04-15 23:03:00", "2021-04-16 13:03:00"],
		["2021-04-15 10:00:00 +0900", "2021-04-15 10:00:00", "2021-04-15 10:00:00"],
		["2021-04-15 10:00:00 UTC", "2021-04-15 10:00:00", "2021-04-15 19:00:00"],
		["2021-04-15 10:00:00 JST", "2021-04-15 10:00:00", "2021-04-15 10:00:00"],
		["2021-04-15 10:00:00", "2021-04-15 10:00:00", "2021-04-15 10:00:00"],
	])("keeps the clock of %s, and converts it only when told our offset", (text, kept, inTokyo) => {
		expect(read(text)).toBe(kept);
		expect(read(text, { offsetMinutes: 540 })).toBe(inTokyo);
	});

	it.each([
		["6/3", "2026-06-03"],
		["6月3日", "2026-06-03"],
		["12/25", "2026-12-25"],
		["1/2", "2027-01-02"],
		["5/23", "2027-05-23"],
		["5/24", "2026-05-24"],
		["2/29", "2024-02-29"],
		["15 Apr", "2027-04-15"],
		["25/12", "2026-12-25"],
	])("gives %s the year that lies nearest", (text, day) => {
		expect(read(text, { nearDay: near })).toBe(`${day} 00:00:00`);
		expect(readDate(text).problem).toBe("no-year");
	});

	it("takes the day first where told, unless it cannot be one", () => {
		expect(read("5/4/2021", { dayFirst: true })).toBe("2021-04-05 00:00:00");
		expect(read("4/15/2021", { dayFirst: true })).toBe("2021-04-15 00:00:00");
		expect(read("4/5/21", { dayFirst: true })).toBe("2021-05-04 00:00:00");
		expect(read("3/6", { dayFirst: true, nearDay: near })).toBe("2026-06-03 00:00:00");
	});

	it("leaves 04/05/21 open, unless a near day settles it", () => {
		expect(readDate("04/05/21").problem).toBe("ambiguous");
		expect(read("04/05/21", { nearDay: near })).toBe("2021-04-05 00:00:00");
		expect(read("26/05/04", { nearDay: near })).toBe("2026-05-04 00:00:00");
	});

	it.each([
		["2026-02-30", "no-such-day"],
		["2026-13-01", "no-such-day"],
		["20261341", "no-such-day"],
		["2/30/2026", "no-such-day"],
		["31 Feb 2026", "no-such-day"],
		["令和1年4月30日", "no-such-day"],
		["令和0年5月1日", "no-such-day"],
		["2/30", "no-such-day"],
		["2026/1/2 25:00", "no-such-time"],
		["2026/1/2 10:60", "no-such-time"],
		["2026年11月", "no-day"],
		["2026/11", "no-day"],
		["2026年度", "no-day"],
		["Apr 2021", "no-day"],
		["来週", "unreadable"],
		["12:30", "unreadable"],
		["45678", "unreadable"],
		["未定", "unreadable"],
		["2026/11/21〜2026/11/25", "unreadable"],
		["0021-04-15", "implausible"],
		["", "blank"],
		["　", "blank"],
	])("reports %j as %s", (text, problem) => {
		expect(readDate(text)).toEqual({ time: null, hasTime: false, rule: "none", problem });
	});

	it("reads Google Sheets serials", () => {
		// 2021-01-01 is 44197, after Google's description of DATEVALUE.
		expect(readDate(44_197)).toEqual({
			time: timeOf(dayOf(2021, 1, 1)),
			hasTime: false,
			rule: "serial",
			problem: null,
		});
		expect(readDate(44_197.75)).toMatchObject({ time: timeOf(dayOf(2021, 1, 1), 64_800), hasTime: true });
		expect(readDate(20_260_102).time).toBe(timeOf(dayOf(2026, 1, 2)));
		for (const value of [0, -1, 100_001, 1e13]) expect(readDate(value).problem).toBe("implausible");
		expect(readDate(Number.NaN).problem).toBe("unreadable");
	});

	it("reads back every day as it is written", () => {
		const days = fc.integer({ min: dayOf(1900, 1, 1), max: dayOf(2199, 12, 31) }).map((day) => day as Day);
		fc.assert(
			fc.property(days, (day) => {
				const [year = "", month = "", date = ""] = formatDay(day).split("-");
				for (const text of [
					formatDay(day),
					formatDay(day, "/"),
					`${year}年${Number(month)}月${Number(date)}日`,
					`${Number(month)}/${Number(date)}/${year}`,
					year + month + date,
				]) {
					expect(readDate(text).time).toBe(timeOf(day));
				}
				expect(readDate(day + 25_569).time).toBe(day + 25_569 <= 100_000 ? timeOf(day) : null);
			}),
		);
	});

	it("reads back every moment as it is written", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: dayOf(1970, 1, 1), max: dayOf(2099, 12, 31) }),
				fc.integer({ min: 0, max: 86_399 }),
				(day, second) => {
					const time = timeOf(day as Day, second);
					expect(readDate(formatTime(time)).time).toBe(time);
					expect(readDate(formatTime(time).replace(" ", "T")).time).toBe(time);
					expect(readDate(day + 25_569 + second / 86_400).time).toBe(time);
				},
			),
		);
	});
});
