/**
 * What a string becomes in a cell: Apps Script's setValue and a person's typing both parse it
 * (PLATFORM facts 73-77, trap 5). Numbers come with the number format that Sheets would give a plain cell.
 */
import { DAY_MS, serialOfWall, utcMs } from "./clock-zone";
import type { TypingLocale } from "./parse-locale";
import { chosenReadings, type Readings } from "./readings";

export type Typed =
	| { readonly formula: string }
	| { readonly value: string | number | boolean | null; readonly format: string | null };

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Number formats under which nothing but a formula is parsed. */
function isTextFormat(format: string): boolean {
	return format === "@";
}

export function isGeneralFormat(format: string): boolean {
	return format === "" || /^general$/i.test(format) || format === "0.###############";
}

/** Whether a number in the cell stands for a date, a time or a duration. */
export function isDateFormat(format: string): boolean {
	if (isGeneralFormat(format) || format === "@") return false;
	const first = format.split(";")[0] ?? "";
	if (/\[(h+|m+|s+)\]/i.test(first)) return true;
	const bare = first.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, "").replace(/E[+-]/gi, "");
	return /[ymdhs]/i.test(bare) && !/[#0?]/.test(bare.replace(/[.,]0+/g, ""));
}

const FIRST_READINGS = chosenReadings();

/** `year` fills in what a typed "1/2" leaves out. */
export function parseTyped(
	text: string,
	format: string,
	locale: TypingLocale,
	year: number,
	readings: Readings = FIRST_READINGS,
): Typed {
	if (text === "") return { value: null, format: null };
	if (text.startsWith("'")) return { value: text.slice(1), format: null };
	if (isTextFormat(format) && readings.formulaInTextCell === "text") return { value: text, format: null };
	if (text.startsWith("=") && text.length > 1) return { formula: text };
	if (isTextFormat(format)) return { value: text, format: null };
	const plain = text.trim();
	// Nothing that is parsed further has no digit: plain words, most text of a table, end here.
	if (/^(true|false)$/i.test(plain)) return { value: plain.toLowerCase() === "true", format: null };
	if (!/[0-9]/.test(plain)) return { value: text, format: null };
	const number = parseNumber(plain, locale);
	if (number && readings.percentText === "text" && /[%e]/i.test(plain)) return { value: text, format: null };
	const parsed = number ?? parseMoment(plain, locale, year);
	if (parsed) return parsed;
	const opensFormula = readings.phoneText === "formula" && /^[+-]\d/.test(plain);
	return opensFormula ? { formula: `=${plain}` } : { value: text, format: null };
}

function escapeMark(mark: string): string {
	return `\\${mark}`;
}

const numberShapes = new Map<string, RegExp>();

function numberShape({ group, decimal }: TypingLocale): RegExp {
	const key = group + decimal;
	let shape = numberShapes.get(key);
	if (!shape) {
		const mark = escapeMark(group);
		const digits = `(\\d+|\\d{1,3}(?:${mark}\\d{3})+)?(?:(${escapeMark(decimal)})(\\d*))?(?:([eE][+-]?\\d+))?`;
		shape = new RegExp(`^(\\()?([+-])?([$¥€£₩￥])?([+-])?${digits}(%)?(€)?(\\))?$`);
		numberShapes.set(key, shape);
	}
	return shape;
}

function parseNumber(text: string, locale: TypingLocale): Typed | null {
	const match = numberShape(locale).exec(text);
	if (!match) return null;
	const [, open, sign1, money, sign2, whole, point, fraction, power, percent, euro, close] = match;
	if ((whole ?? "") === "" && (fraction ?? "") === "") return null;
	if (Boolean(open) !== Boolean(close) || (sign1 && sign2)) return null;
	const plain = (whole ?? "0").split(locale.group).join("");
	const size = Number(`${plain || "0"}.${fraction || "0"}${power ?? ""}`);
	if (!Number.isFinite(size)) return null;
	const negative = open || sign1 === "-" || sign2 === "-";
	const value = (negative ? -size : size) / (percent ? 100 : 1);
	const grouped = (whole ?? "").includes(locale.group);
	const decimals = point && fraction ? "0.00" : "0";
	if (percent) return { value, format: decimals === "0" ? "0%" : "0.00%" };
	const sign = money ?? euro;
	if (sign) return { value, format: `"${sign}"#,##${decimals}` };
	if (power) return { value, format: "0.00E+00" };
	return { value: Object.is(value, -0) ? 0 : value, format: grouped ? `#,##${decimals}` : null };
}

interface Day {
	readonly year: number;
	readonly month: number;
	readonly day: number;
	readonly format: string;
}

function parseMoment(text: string, locale: TypingLocale, year: number): Typed | null {
	const time = parseTime(text);
	if (time) return { value: time.days, format: time.format };
	const split = /^(.*?\S)\s+(\d{1,2}:\d{2}.*)$/.exec(text);
	const day = parseDay(split ? split[1]! : text, locale, year);
	if (!day) return null;
	const serial = serialOfWall(utcMs(day.year, day.month - 1, day.day));
	if (!split) return { value: serial, format: day.format };
	const clock = parseTime(split[2]!);
	if (!clock || clock.days >= 1) return null;
	return { value: serial + clock.days, format: `${day.format} ${clock.format}` };
}

function parseTime(text: string): { days: number; format: string } | null {
	const match = /^(\d{1,4}):([0-5]\d)(?::([0-5]\d)(\.\d+)?)?(?:\s*([ap])\.?m\.?)?$/i.exec(text);
	if (!match) return null;
	let hour = Number(match[1]);
	const half = match[5]?.toLowerCase();
	if (half && (hour > 12 || hour === 0)) return null;
	if (half) hour = (hour % 12) + (half === "p" ? 12 : 0);
	const seconds = hour * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0) + Number(match[4] ?? 0);
	const tail = match[3] === undefined ? ":mm" : ":mm:ss";
	const head = hour >= 24 ? "[h]" : half ? "h" : "H";
	return { days: (seconds * 1000) / DAY_MS, format: `${head}${tail}${half ? " am/pm" : ""}` };
}

function parseDay(text: string, locale: TypingLocale, year: number): Day | null {
	let match = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text);
	if (match) return real(match[1]!, match[3]!, match[4]!, match[2] === "-" ? "yyyy-MM-dd" : "yyyy/MM/dd");
	match = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(text);
	if (match) return real(match[1]!, match[2]!, match[3]!, 'yyyy"年"M"月"d"日"');
	match = /^(\d{1,2})月(\d{1,2})日$/.exec(text);
	if (match) return real(String(year), match[1]!, match[2]!, 'M"月"d"日"');
	match = /^(\d{4})([-/])(\d{1,2})$/.exec(text);
	if (match) return real(match[1]!, match[3]!, "1", match[2] === "-" ? "yyyy-MM" : "yyyy/MM");
	match = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text);
	if (match && (match[2] !== "." || locale.order === "dmy")) return threeParts(match, locale);
	match = /^(\d{1,2})([-/])(\d{1,2})$/.exec(text);
	if (match) {
		const dayFirst = locale.order === "dmy";
		return real(
			String(year),
			dayFirst ? match[3]! : match[1]!,
			dayFirst ? match[1]! : match[3]!,
			dayFirst ? "d/M" : "M/d",
		);
	}
	return parseNamedDay(text, year);
}

function threeParts(match: RegExpExecArray, locale: TypingLocale): Day | null {
	const [, a = "", , b = "", c = ""] = match;
	const full = c.length === 2 ? `20${c}` : c;
	if (locale.order === "ymd")
		return c.length === 2
			? real(`20${a.padStart(2, "0")}`, b, c, "yyyy/MM/dd")
			: real(full, a, b, "yyyy/MM/dd");
	if (locale.order === "mdy") return real(full, a, b, "M/d/yyyy");
	return real(full, b, a, "dd/MM/yyyy");
}

function parseNamedDay(text: string, year: number): Day | null {
	const monthFirst = /^([A-Za-z]{3,9})\.? (\d{1,2})(?:,? (\d{4}))?$/.exec(text);
	const dayFirst = /^(\d{1,2})[ -]([A-Za-z]{3,9})\.?(?:[ -](\d{4}))?$/.exec(text);
	const name = monthFirst?.[1] ?? dayFirst?.[2];
	const day = monthFirst?.[2] ?? dayFirst?.[1];
	if (!name || !day) return null;
	const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
	if (month === 0 || !isMonthName(name)) return null;
	const given = monthFirst?.[3] ?? dayFirst?.[3];
	return real(given ?? String(year), String(month), day, given ? "MMM d, yyyy" : "MMM d");
}

const MONTH_NAMES =
	"january february march april may june july august september october november december".split(" ");

function isMonthName(name: string): boolean {
	const lower = name.toLowerCase();
	return lower.length === 3 || lower === "sept" || MONTH_NAMES.includes(lower);
}

function real(year: string, month: string, day: string, format: string): Day | null {
	const [y, m, d] = [Number(year), Number(month), Number(day)];
	const date = new Date(utcMs(y, m - 1, d));
	if (date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d || y < 1) return null;
	return { year: y, month: m, day: d, format };
}
