import { addDays, civilOf, type Day, dayOf, SECONDS_PER_DAY, timeOf, type WallTime } from "../calendar/day";
import { normalizeText } from "./text";

export interface DateOptions {
	/** 4/5/2021 is 4 May instead of April 5. */
	readonly dayFirst?: boolean | undefined;
	/** Gives 6/3 its year: the latest such day that is at most half a year after this one. */
	readonly nearDay?: Day | undefined;
	/**
	 * Our wall clock's offset from UTC in minutes (Tokyo 540). With it a time written with Z or an offset is converted;
	 * without it the clock stays as written.
	 */
	readonly offsetMinutes?: number | undefined;
}

export interface DateReading {
	readonly time: WallTime | null;
	/** Whether the text named a time of day; 00:00 otherwise. */
	readonly hasTime: boolean;
	/** serial, compact, ymd, era, month-day, month-first, day-first or month-name; none where nothing was read. */
	readonly rule: string;
	/** blank, unreadable, no-such-day, no-such-time, no-year, no-day, ambiguous or implausible; null when read. */
	readonly problem: string | null;
}

/** A day with the rule that read it, or the problem. */
type DayReading = { readonly day: Day; readonly rule: string } | string;

/** Number of 1970-01-01 in Google Sheets, which counts days from 1899-12-30. */
const SHEETS_EPOCH = 25_569;
const LAST_SERIAL = 100_000;
const HALF_YEAR_DAYS = 183;
const FIRST_YEAR = 1868;
const LAST_YEAR = 2199;

/** The first day of each era by its letter. */
const ERAS: Readonly<Record<string, readonly [year: number, month: number, day: number]>> = {
	r: [2019, 5, 1],
	h: [1989, 1, 8],
	s: [1926, 12, 25],
	t: [1912, 7, 30],
	m: [1868, 1, 25],
};
const ERA_LETTERS: Readonly<Record<string, string>> = {
	令和: "r",
	平成: "h",
	昭和: "s",
	大正: "t",
	明治: "m",
};
const MONTH_NAMES = "janfebmaraprmayjunjulaugsepoctnovdec";

const WEEKDAY =
	/\((?:[日月火水木金土祝・]|曜日?)+\)|[日月火水木金土]曜日?|\(?\b(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?)(?:day)?\b[.,]?\)?/g;
const CLOCK =
	/(?:^|([^\d:]))(?:(午前|午後|[ap]\.?m\.?) ?)?(\d{1,2})(?: ?: ?(\d{1,2})(?: ?: ?(\d{1,2})(?:[.,]\d+)?)?|時(?: ?(\d{1,2})分(?: ?(\d{1,2})秒)?|(半))?|(?= ?[ap]\.?m))(?: ?([ap]\.?m\.?)(?![a-z]))?(?: ?([a-z]{3,4}|z)(?![a-z]))?(?: ?([+-])(\d{2}):?(\d{2})(?!\d))?(?: ?[~-] ?\d{1,2}:\d{2})?/;
const ERA_DATE =
	/^(令和|平成|昭和|大正|明治|[rhstm])\.?(\d{1,2}|元)(?:年|[./-])(\d{1,2})(?:月|[./-])(\d{1,2})日?$/;
const YEAR_FIRST = /^(\d{4})(?:年|[./-])(\d{1,2})(?:月|[./-])(\d{1,2})日?\.?$/;
const YEAR_LAST = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/;
const SHORT_YEAR = /^('?)(\d{1,2})(年|[./-])(\d{1,2})(?:月|[./-])(\d{1,2})日?$/;
const MONTH_DAY = /^(\d{1,2})(月|[/-])(\d{1,2})日?$/;
const NO_DAY =
	/^(?:\d{4}(?:年度?|[./-]|$)(?:\d{1,2}月?)?|\d{1,2}月|(?:令和|平成)(?:\d{1,2}|元)年(?:\d{1,2}月)?)[上中下旬末以降]*$/;

/**
 * The moment that a cell means, on the wall clock. Numbers are Google Sheets serials (1–100000) or 20260102. Days that
 * do not exist are a problem and never carried over; 6/3 needs nearDay for its year; a two-digit year is 1970–2069, and
 * 04/05/21, which could be either, is ambiguous unless dayFirst or nearDay settles it. Of a span of hours the start.
 * @example readDate("令和6年6月3日").time // => timeOf(dayOf(2024, 6, 3))
 * @example readDate("2026-02-30").problem // => "no-such-day"
 */
export function readDate(value: string | number, options: DateOptions = {}): DateReading {
	if (typeof value === "number") return readSerial(value);
	let text = normalizeText(value).toLowerCase();
	if (text === "") return failed("blank");
	if (/^\d{8}(?:\d{4}(?:\d{2})?)?$/.test(text)) return readCompact(text);

	text = text
		.replace(WEEKDAY, " ")
		.replace(/(.)\([^)]*\)$/, "$1")
		.replace(/(\d) ?[ー一] ?(?=\d)/g, "$1-");
	const match = CLOCK.exec(text);
	if (match === null) {
		const read = readDay(text, options);
		return typeof read === "string"
			? failed(read)
			: { time: timeOf(read.day), hasTime: false, rule: read.rule, problem: null };
	}

	const [
		,
		before,
		lead,
		hour,
		minute,
		second,
		jaMinute,
		jaSecond,
		half,
		tail,
		zone,
		sign,
		zoneHour,
		zoneMinute,
	] = match;
	const read = readDay(
		text.replace(CLOCK, before === undefined || before === "t" ? " " : `${before} `),
		options,
	);
	if (typeof read === "string") return failed(read);
	const halfDay = /^(?:午後|p)/.test(lead ?? tail ?? "") ? "pm" : (lead ?? tail) === undefined ? null : "am";
	const seconds = secondsOf(
		Number(hour),
		half === undefined ? Number(minute ?? jaMinute ?? 0) : 30,
		Number(second ?? jaSecond ?? 0),
		halfDay,
	);
	if (seconds === null) return failed("no-such-time");
	let shift = 0;
	if (options.offsetMinutes !== undefined) {
		// 10:00-11:00 is a span, 10:00:00-11:00 an offset.
		const isOffset =
			sign === "+" || (sign === "-" && (before === "t" || second !== undefined || zone !== undefined));
		const hours = Number(zoneHour ?? 0) * 60 + Number(zoneMinute ?? 0);
		if (isOffset) shift = options.offsetMinutes - (sign === "-" ? -hours : hours);
		else if (zone === "jst") shift = options.offsetMinutes - 540;
		else if (zone === "z" || zone === "utc" || zone === "gmt") shift = options.offsetMinutes;
	}
	return { time: timeOf(read.day, seconds + shift * 60), hasTime: true, rule: read.rule, problem: null };
}

function readSerial(serial: number): DateReading {
	if (Number.isInteger(serial) && serial >= 18_680_101 && serial <= 21_991_231)
		return readCompact(String(serial));
	if (!(serial >= 1 && serial <= LAST_SERIAL))
		return failed(Number.isFinite(serial) ? "implausible" : "unreadable");
	const seconds = Math.round((serial - SHEETS_EPOCH) * SECONDS_PER_DAY);
	return { time: seconds as WallTime, hasTime: serial % 1 !== 0, rule: "serial", problem: null };
}

function readCompact(digits: string): DateReading {
	const part = (start: number, length: number) => Number(digits.slice(start, start + length));
	const read = existing(part(0, 4), part(4, 2), part(6, 2), "compact");
	if (typeof read === "string") return failed(read);
	const seconds = secondsOf(part(8, 2), part(10, 2), part(12, 2), null);
	return seconds === null
		? failed("no-such-time")
		: { time: timeOf(read.day, seconds), hasTime: digits.length > 8, rule: read.rule, problem: null };
}

function readDay(spaced: string, options: DateOptions): DayReading {
	const text = spaced.replace(/ /g, "").replace(/(?:付け?|頃|ごろ|予定|まで|より|から|~|,)+$/, "");
	let match = YEAR_FIRST.exec(text);
	if (match !== null) return existing(Number(match[1]), Number(match[2]), Number(match[3]), "ymd");
	if (/[a-z]{3}/.test(text)) return readMonthName(spaced, options);
	match = ERA_DATE.exec(text);
	if (match !== null) return readEra(match[1]!, match[2]!, Number(match[3]), Number(match[4]));
	match = YEAR_LAST.exec(text);
	if (match !== null)
		return readYearLast(Number(match[1]), Number(match[2]), Number(match[3]), options.dayFirst);
	match = SHORT_YEAR.exec(text);
	if (match !== null) return readShortYear(match, options);
	match = MONTH_DAY.exec(text);
	if (match !== null) {
		const [first, second] = [Number(match[1]), Number(match[3])];
		const isDayFirst = match[2] !== "月" && (first > 12 || (options.dayFirst === true && second <= 12));
		return isDayFirst
			? withoutYear(second, first, options.nearDay)
			: withoutYear(first, second, options.nearDay);
	}
	return NO_DAY.test(text) ? "no-day" : "unreadable";
}

/** 15 Apr, 2021; Apr 15th 2021; 15-Apr-21; 2021 Apr 15; Apr 15; Apr 2021. */
function readMonthName(spaced: string, { nearDay }: DateOptions): DayReading {
	const words = spaced
		.replace(/(\d)(?:st|nd|rd|th)\b/g, "$1")
		.replace(/(\d)(?=[a-z])|([a-z])(?=\d)/g, "$1$2 ")
		.split(/[ ,./-]+/)
		.filter((word) => word !== "" && word !== "of");
	const names = words.filter((word) => /^[a-z]/.test(word));
	const numbers = words.filter((word) => /^\d+$/.test(word));
	const position = MONTH_NAMES.indexOf((names[0] ?? "").slice(0, 3));
	if (
		names.length !== 1 ||
		position < 0 ||
		position % 3 !== 0 ||
		names.length + numbers.length !== words.length
	) {
		return "unreadable";
	}
	const month = position / 3 + 1;
	const [first = "", second = ""] = numbers;
	if (numbers.length === 1) return first.length === 4 ? "no-day" : withoutYear(month, Number(first), nearDay);
	if (numbers.length !== 2) return "unreadable";
	if (first.length === 4) return existing(Number(first), month, Number(second), "month-name");
	if (second.length !== 4 && second.length !== 2) return "unreadable";
	return existing(
		second.length === 4 ? Number(second) : fullYear(Number(second)),
		month,
		Number(first),
		"month-name",
	);
}

function readEra(name: string, yearOfEra: string, month: number, dayOfMonth: number): DayReading {
	const [year, firstMonth, firstDay] = ERAS[ERA_LETTERS[name] ?? name]!;
	const nth = yearOfEra === "元" ? 1 : Number(yearOfEra);
	if (nth === 0) return "no-such-day";
	const read = existing(year + nth - 1, month, dayOfMonth, "era");
	if (typeof read !== "string" && read.day < dayOf(year, firstMonth, firstDay)) return "no-such-day";
	return read;
}

function readYearLast(first: number, second: number, year: number, dayFirst = false): DayReading {
	const isDayFirst = first > 12 || (dayFirst && second <= 12);
	return isDayFirst
		? existing(year, second, first, "day-first")
		: existing(year, first, second, "month-first");
}

function readShortYear(match: RegExpExecArray, { dayFirst = false, nearDay }: DateOptions): DayReading {
	const [first, second, third] = [Number(match[2]), Number(match[4]), Number(match[5])];
	const yearFirst = existing(fullYear(first), second, third, "ymd");
	if (match[1] === "'" || match[3] === "年") return yearFirst;
	const yearLast = readYearLast(first, second, fullYear(third), dayFirst);
	if (typeof yearFirst === "string") return yearLast;
	if (typeof yearLast === "string") return yearFirst;
	if (dayFirst) return yearLast;
	if (nearDay !== undefined) {
		return Math.abs(yearFirst.day - nearDay) <= Math.abs(yearLast.day - nearDay) ? yearFirst : yearLast;
	}
	return first > 12 ? yearFirst : "ambiguous";
}

function withoutYear(month: number, dayOfMonth: number, nearDay: Day | undefined): DayReading {
	// 2024 is a leap year: only 29 February is missing from others.
	if (typeof existing(2024, month, dayOfMonth, "month-day") === "string") return "no-such-day";
	if (nearDay === undefined) return "no-year";
	const { year } = civilOf(nearDay);
	const latest = addDays(nearDay, HALF_YEAR_DAYS);
	for (let candidate = year + 1; candidate > year - 9; candidate--) {
		const read = existing(candidate, month, dayOfMonth, "month-day");
		if (typeof read !== "string" && read.day <= latest) return read;
	}
	return "no-such-day";
}

function existing(year: number, month: number, dayOfMonth: number, rule: string): DayReading {
	if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > 31) return "no-such-day";
	if (year < FIRST_YEAR || year > LAST_YEAR) return "implausible";
	const day = dayOf(year, month, dayOfMonth);
	return civilOf(day).dayOfMonth === dayOfMonth ? { day, rule } : "no-such-day";
}

function fullYear(twoDigits: number): number {
	return twoDigits < 70 ? 2000 + twoDigits : 1900 + twoDigits;
}

/** Seconds from midnight; 24:00 is the end of the day. Null for a time that no clock shows. */
function secondsOf(hour: number, minute: number, second: number, halfDay: "am" | "pm" | null): number | null {
	let hours = hour;
	if (halfDay !== null && hour === 12) hours = halfDay === "am" ? 0 : 12;
	else if (halfDay === "pm" && hour < 12) hours = hour + 12;
	if (minute > 59 || second > 59 || hours > 24 || (hours === 24 && minute + second > 0)) return null;
	return hours * 3600 + minute * 60 + second;
}

function failed(problem: string): DateReading {
	return { time: null, hasTime: false, rule: "none", problem };
}
