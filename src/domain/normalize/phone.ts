import { areaCodes } from "./shipped/area-codes";
import { normalizeText } from "./text";

export type PhoneKind = "landline" | "mobile" | "ip" | "toll_free" | "service" | "foreign";

export interface PhoneReading {
	/** With its hyphens: 03-1234-5678, 0120-123-456; a foreign one as written behind its +. */
	readonly phone: string | null;
	/** The same for all spellings of one line, without its extension; for matching. */
	readonly key: string | null;
	readonly kind: PhoneKind | null;
	/** 内線. */
	readonly extension: string | null;
	/** as-is, spelling (width, hyphens, a label), international (+81), lost-zero (a sheet made a number of it) or several (the first of them); else none. */
	readonly rule: string;
	/** blank, unreadable, too-short, too-long, no-area-code or no-such; null when read. */
	readonly problem: string | null;
}

interface Line {
	/** Digits with the leading 0; + and the country's code for a foreign line. */
	readonly key: string;
	readonly kind: PhoneKind;
	/** Null is a landline, whose area code a table tells. */
	readonly parts: readonly string[] | null;
}

interface Parsed {
	readonly line: Line | null;
	readonly extension: string | null;
	readonly rule: string;
	readonly problem: string | null;
}

/** Numbers whose kind their beginning tells; 0800 is no mobile phone. */
const SERVICES: readonly (readonly [pattern: RegExp, kind: PhoneKind])[] = [
	[/^(0[6-9]0)([1-9]\d{3})(\d{4})$/, "mobile"],
	[/^(050)([1-9]\d{3})(\d{4})$/, "ip"],
	[/^(0120)(\d{3})(\d{3})$/, "toll_free"],
	[/^(0800)(\d{3})(\d{4})$/, "toll_free"],
	[/^(0(?:570|990|180))(\d{3})(\d{3})$/, "service"],
];
const EXTENSION = /[ ,、(/-]*(?:内線(?:番号)?|\(内\)|ext(?:ension)?\b\.?|#)[ :.-]*(\d{1,6})\)?/i;
const NUMBER = /(?:\+ ?)?\(?\d(?:[ .()-]{0,3}\d)*/g;
/** Digits of an area code behind its 0 where the table says nothing. */
const USUAL_AREA_DIGITS = 3;

let areas: ReadonlyMap<string, number> | undefined;

/**
 * A phone number in any spelling, with the hyphens of its area code. +81 becomes 0; a leading 0 that a sheet dropped
 * comes back; of several numbers in a cell the first.
 * @example readPhone("０３（１２３４）５６７８ 内線12").phone // => "03-1234-5678"
 * @example readPhone(9012345678).rule // => "lost-zero"
 */
export function readPhone(value: string | number): PhoneReading {
	const { line, extension, rule, problem } = parse(value);
	if (line === null) return { phone: null, key: null, kind: null, extension, rule: "none", problem };
	const { key, kind } = line;
	const phone = (line.parts ?? landline(key)).join("-");
	return { phone, key, kind, extension, rule: phone === value ? "as-is" : rule, problem };
}

/**
 * One key for all spellings of a phone number, or null for none: what readPhone gives, without asking for area codes.
 * @example phoneKey("+81 3-1234-5678") // => "0312345678"
 */
export function phoneKey(value: string | number): string | null {
	return parse(value).line?.key ?? null;
}

function parse(value: string | number): Parsed {
	let text = normalizeText(String(value).replace(/[\r\n]+/g, " / "))
		.replace(/([\d)]) ?[ー一] ?(?=\d)/g, "$1-")
		.replace(/ (?=\(?0\d{1,3}[-(])/g, " / ");
	const extension = EXTENSION.exec(text)?.[1] ?? null;
	text = text.replace(EXTENSION, " ");
	const unread = (problem: string): Parsed => ({ line: null, extension, rule: "none", problem });
	const runs = (text.match(NUMBER) ?? []).filter((run) => run.replace(/\D/g, "").length > 5);
	const run = runs[0];
	if (run === undefined)
		return unread(text.trim() === "" ? "blank" : /\d/.test(text) ? "too-short" : "unreadable");

	const written = run.replace(/\( ?0 ?\)/, "").replace(/\D/g, "");
	const abroad = /^(?:00|010)(?=[1-9]\d{9})/.exec(written);
	const digits = abroad === null ? written : written.slice(abroad[0].length);
	const isAbroad = abroad !== null || run.startsWith("+");
	const read = (line: Line | string, rule: string): Parsed =>
		typeof line === "string"
			? unread(line)
			: { line, extension, rule: runs.length > 1 ? "several" : rule, problem: null };

	if (/^81/.test(digits) && (isAbroad || /^81[1-9]\d{8,9}$/.test(digits)))
		return read(domestic(digits.replace(/^810?/, "0")), "international");
	if (isAbroad) {
		if (digits.length < 8 || digits.length > 15) return unread(digits.length < 8 ? "too-short" : "too-long");
		const shown = abroad === null ? run.replace(/^\+ ?/, "+") : `+${digits}`;
		return read({ key: `+${digits}`, kind: "foreign", parts: [shown] }, "international");
	}
	if (digits.startsWith("0")) return read(domestic(digits), "spelling");
	if (digits.length < 9 && typeof value === "string") return unread("no-area-code");
	return read(domestic(`0${digits}`), "lost-zero");
}

/** A Japanese number with its leading 0, or what is wrong with it. */
function domestic(key: string): Line | string {
	for (const [pattern, kind] of SERVICES) {
		const match = pattern.exec(key);
		if (match !== null) return { key, kind, parts: match.slice(1) };
	}
	const length = /^0(?:[5-9]0|20)/.test(key) && !key.startsWith("0570") ? 11 : 10;
	if (key.length !== length) return key.length < length ? "too-short" : "too-long";
	return length === 11 || key.startsWith("00") ? "no-such" : { key, kind: "landline", parts: null };
}

function landline(key: string): string[] {
	areas ??= new Map(
		areaCodes().flatMap(([digits, prefixes]) =>
			prefixes.split(" ").map((prefix): [string, number] => [prefix, digits]),
		),
	);
	let digits: number | undefined;
	for (let length = 5; length > 0 && digits === undefined; length--)
		digits = areas.get(key.slice(1, 1 + length));
	const end = 1 + (digits ?? USUAL_AREA_DIGITS);
	return [key.slice(0, end), key.slice(end, 6), key.slice(6)];
}
