/**
 * What a cell of an agreement tab accepts: its alternatives, and how a lead's value is read against them. Score
 * rules and ICP criteria share it, so that 自動車 or 部長以上 means the same in both.
 */
import type { Dictionary } from "../normalize/dictionary";
import { emailKind } from "../normalize/email";
import { employeeBand } from "../normalize/employees";
import { industrySegment, sameIndustry } from "../normalize/industry";
import { prefecturesIn, readPrefecture } from "../normalize/prefecture";
import { foldKey, normalizeText } from "../normalize/text";
import { isRankAtLeast, rankOfWord, type TitleReading, titleRank } from "../normalize/title";
import type { Column, Leads } from "../records";

/** How a field's values are read; `plain` fields are compared as text. */
export type Meaning = "industry" | "title" | "employees" | "place" | "email" | "plain";

/** What the reading of a field depends on besides the value. */
export interface ReadingOptions {
	readonly dictionaries: { readonly title?: Dictionary; readonly industry?: Dictionary };
	/** Whether 部長代理 and 担当部長 pass for 部長以上. */
	readonly deputyCountsAsHead: boolean;
}

/** Unknown is neither: nobody knows the value, or nobody can read it. */
export type MatchState = "match" | "miss" | "unknown";

/** One value judged, with what it was read as: a segment, a rank, a band, a prefecture or the plain text. */
export interface Judgement {
	readonly state: MatchState;
	readonly reading: string | number | null;
}

export interface Accepted {
	/** Alternatives that could not be read, as typed; the others still count. */
	readonly unreadable: readonly string[];
	/** Whether nothing readable is accepted, so that the cell decides nothing. */
	readonly isEmpty: boolean;
	judge(value: string | number | null): Judgement;
}

/** A span of numbers, both ends included; infinite where open. */
export interface Span {
	readonly lower: number;
	readonly upper: number;
}

const UNKNOWN: Judgement = { state: "unknown", reading: null };

const MEANINGS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
	["industry", "industry"],
	["業種", "industry"],
	["業界", "industry"],
	["title", "title"],
	["役職", "title"],
	["employees", "employees"],
	["従業員数", "employees"],
	["従業員規模", "employees"],
	["prefecture", "place"],
	["region", "place"],
	["address", "place"],
	["email", "email"],
	["メール", "email"],
	["都道府県", "place"],
	["地域", "place"],
	["住所", "place"],
	["所在地", "place"],
]);

const EVERYWHERE: ReadonlySet<string> = new Set(["全国", "全域", "日本", "japan", "nationwide"]);

/**
 * How a field is read, by its column id or one of its usual Japanese headers; plain for any other.
 * @example meaningOf("業種") // => "industry"
 */
export function meaningOf(field: string): Meaning {
	return MEANINGS.get(field.trim().toLowerCase()) ?? "plain";
}

/**
 * The alternatives that a cell lists, in its order, without blanks and normalised in width.
 * They are separated by 、 or , or | or a line break; a comma inside a number such as 1,000 separates nothing.
 * @example alternativesOf("自動車、機械 | 電機") // => ["自動車", "機械", "電機"]
 */
export function alternativesOf(cell: string): readonly string[] {
	return cell
		.split(/[、|｜\n]|(?<![0-9０-９])[,，]|[,，](?![0-9０-９]{3}(?![0-9０-９]))/)
		.map((part) => normalizeText(part))
		.filter((part) => part !== "");
}

/**
 * A lead's column by the field that an agreement names. A region is read off the prefecture where no column of its
 * own holds it. Undefined when there is no such column.
 */
export function columnOf(leads: Leads, field: string): Column<string | number> | undefined {
	const name = field.trim();
	return leads.attribute(name) ?? (name === "region" ? leads.attribute("prefecture") : undefined);
}

/**
 * A judge of a field's values by what a cell accepts. Blank and unreadable values are unknown, never a miss.
 *
 * - industry: the same segment or one of its synonyms; a word that no dictionary knows is unknown.
 * - title: 課長 is that very rank, 課長以上, 課長以下 and 課長未満 a side of it; posts off the line (顧問) miss.
 * - employees and other numbers: 100-999, 1000以上, 100未満, 300; a reading that lies only partly inside is unknown.
 * - prefecture, region: names of either or of an area (首都圏), 全国 for every prefecture that can be read, or any
 *   other word of an address (横浜市). A region of which only a part is accepted is unknown.
 * - email: the kind of address (free, corporate …), its domain, or the very address.
 * - anything else: the same text, whatever its width, case and kana.
 *
 * Judging costs a normalisation: keep the answer by distinct value.
 * @example accept("title", "課長以上、係長", { dictionaries: {}, deputyCountsAsHead: false }).judge("主任").state // => "miss"
 */
export function accept(field: string, cell: string, options: ReadingOptions): Accepted {
	const alternatives = alternativesOf(cell);
	switch (meaningOf(field)) {
		case "industry":
			return acceptIndustries(alternatives, options);
		case "title":
			return acceptTitles(alternatives, options);
		case "employees":
			return acceptNumbers(alternatives, true);
		case "place":
			return acceptPlaces(alternatives);
		case "email":
			return acceptEmails(alternatives);
		case "plain": {
			const numbers = acceptNumbers(alternatives, false);
			return numbers.unreadable.length === 0 && !numbers.isEmpty
				? acceptTextsOrNumbers(alternatives, numbers)
				: acceptTexts(alternatives);
		}
	}
}

function acceptIndustries(alternatives: readonly string[], options: ReadingOptions): Accepted {
	const own = options.dictionaries.industry;
	return {
		unreadable: [],
		isEmpty: alternatives.length === 0,
		judge(value) {
			const text = textOf(value);
			if (text === "") return UNKNOWN;
			const reading = industrySegment(text, own);
			for (const alternative of alternatives) {
				if (sameIndustry(alternative, reading, text, own)) {
					return { state: "match", reading: reading.segment ?? text };
				}
			}
			return reading.known ? { state: "miss", reading: reading.segment } : UNKNOWN;
		},
	};
}

function acceptTitles(alternatives: readonly string[], options: ReadingOptions): Accepted {
	const tests: ((reading: TitleReading) => boolean)[] = [];
	const unreadable: string[] = [];
	for (const alternative of alternatives) {
		const bound = readRankBound(alternative, options);
		if (bound === null) {
			unreadable.push(alternative);
			continue;
		}
		const { rank, side } = bound;
		if (side === "least") tests.push((reading) => isRankAtLeast(reading, rank));
		else if (side === "most") {
			tests.push((reading) => !reading.offLine && reading.rank !== null && reading.rank <= rank);
		} else tests.push((reading) => !reading.offLine && reading.rank === rank);
	}
	return {
		unreadable,
		isEmpty: tests.length === 0,
		judge(value) {
			const text = textOf(value);
			if (text === "") return UNKNOWN;
			const reading = readTitle(text, options);
			if (reading.rank === null && !reading.offLine) return UNKNOWN;
			return {
				state: tests.some((test) => test(reading)) ? "match" : "miss",
				reading: reading.offLine ? reading.title : reading.rank,
			};
		},
	};
}

function acceptNumbers(alternatives: readonly string[], isHeadcount: boolean): Accepted {
	const spans: Span[] = [];
	const unreadable: string[] = [];
	for (const alternative of alternatives) {
		const span = readSpan(alternative);
		if (span === null) unreadable.push(alternative);
		else spans.push(span);
	}
	const merged = mergeSpans(spans);
	return {
		unreadable,
		isEmpty: merged.length === 0,
		judge(value) {
			const reading = readQuantity(value, isHeadcount);
			if (reading === null) return UNKNOWN;
			const { lower, upper } = reading;
			const label = lower === upper ? lower : textOf(value);
			if (merged.some((span) => span.lower <= lower && upper <= span.upper)) {
				return { state: "match", reading: label };
			}
			const overlaps = merged.some((span) => span.lower <= upper && lower <= span.upper);
			return { state: overlaps ? "unknown" : "miss", reading: label };
		},
	};
}

function acceptPlaces(alternatives: readonly string[]): Accepted {
	const prefectures = new Set<string>();
	const words: string[] = [];
	let isEverywhere = false;
	for (const alternative of alternatives) {
		const key = foldKey(alternative);
		const named = prefecturesIn(alternative);
		for (const prefecture of named) prefectures.add(prefecture);
		if (EVERYWHERE.has(key)) isEverywhere = true;
		else if (named.length === 0) words.push(key);
	}
	return {
		unreadable: [],
		isEmpty: alternatives.length === 0,
		judge(value) {
			const text = textOf(value);
			if (text === "") return UNKNOWN;
			const { prefecture, region } = readPrefecture(text);
			const reading = prefecture ?? region;
			const folded = foldKey(text);
			if (words.some((word) => folded.includes(word))) return { state: "match", reading: reading ?? text };
			if (reading === null) return UNKNOWN;
			if (isEverywhere) return { state: "match", reading };
			const possible = prefecture === null ? prefecturesOf(text, reading) : [prefecture];
			const hits = possible.filter((one) => prefectures.has(one)).length;
			if (hits === 0) return { state: "miss", reading };
			return { state: hits === possible.length ? "match" : "unknown", reading };
		},
	};
}

/** The prefectures that a text without one may mean: those of its area (首都圏), or of the region around it. */
function prefecturesOf(text: string, region: string): readonly string[] {
	const named = prefecturesIn(text);
	return named.length > 0 ? named : prefecturesIn(region);
}

function acceptEmails(alternatives: readonly string[]): Accepted {
	const keys = new Set(alternatives.map((alternative) => foldKey(alternative).replace(/^@/, "")));
	return {
		unreadable: [],
		isEmpty: keys.size === 0,
		judge(value) {
			const text = textOf(value);
			const { kind, domain } = emailKind(text);
			if (text === "" || kind === null) return UNKNOWN;
			const isNamed =
				keys.has(kind) || (domain !== null && keys.has(foldKey(domain))) || keys.has(foldKey(text));
			return { state: isNamed ? "match" : "miss", reading: kind };
		},
	};
}

function acceptTexts(alternatives: readonly string[]): Accepted {
	const keys = new Set(alternatives.map(foldKey));
	return {
		unreadable: [],
		isEmpty: keys.size === 0,
		judge(value) {
			const text = textOf(value);
			if (text === "") return UNKNOWN;
			return { state: keys.has(foldKey(text)) ? "match" : "miss", reading: text };
		},
	};
}

/** In a field of one's own 100-999 may be a span or a code: numbers are read as numbers, anything else as text. */
function acceptTextsOrNumbers(alternatives: readonly string[], numbers: Accepted): Accepted {
	const texts = acceptTexts(alternatives);
	return {
		unreadable: [],
		isEmpty: false,
		judge(value) {
			const asText = texts.judge(value);
			if (asText.state !== "miss" || readNumber(value) === null) return asText;
			return numbers.judge(value);
		},
	};
}

/**
 * The rank that a title cell names and the side of it that is meant, or null when no rank is named.
 * @example readRankBound("部長以上", { dictionaries: {}, deputyCountsAsHead: false }) // => { rank: 60, side: "least" }
 */
export function readRankBound(
	cell: string,
	options: ReadingOptions,
): { readonly rank: number; readonly side: "least" | "most" | "exact" } | null {
	const match = /^(.*?)(以上|以下|未満|以外)?$/.exec(normalizeText(cell).replace(/ /g, ""));
	const word = match?.[1] ?? "";
	if (word === "") return null;
	const reading = titleRank(word, { own: options.dictionaries.title });
	const rank = reading.offLine ? null : (reading.rank ?? rankOfWord(word));
	if (rank === null) return null;
	switch (match?.[2]) {
		case "以上":
			return { rank, side: "least" };
		case "以下":
			return { rank, side: "most" };
		case "未満":
			return { rank: rank - 1, side: "most" };
		case "以外":
			return null;
		default:
			return { rank, side: "exact" };
	}
}

/** A title read with the dictionary and the reading of deputies that were agreed. */
export function readTitle(text: string, options: ReadingOptions): TitleReading {
	return titleRank(text, {
		own: options.dictionaries.title,
		deputyCountsAsHead: options.deputyCountsAsHead,
	});
}

/**
 * A number, or the span that a text such as 100〜299名 or 1,000名以上 speaks of; null when it speaks of none.
 * Head counts have no lower end below 1; other numbers are read from plain numbers first.
 */
export function readQuantity(value: string | number | null, isHeadcount: boolean): Span | null {
	const plain = readNumber(value);
	if (plain !== null) return isHeadcount && plain < 0 ? null : { lower: plain, upper: plain };
	if (value === null || value === "") return null;
	const { lower, upper } = employeeBand(value);
	if (lower === null && upper === null) return null;
	return { lower: lower ?? (isHeadcount ? 1 : 0), upper: upper ?? Number.POSITIVE_INFINITY };
}

/**
 * The span that an alternative accepts: 100-999, 100〜999, 1000以上, 1000超, 299以下, 100未満, 300.
 * Units such as 名 or 人 are ignored; null when it is none of these.
 * @example readSpan("1,000名以上") // => { lower: 1000, upper: Infinity }
 */
export function readSpan(alternative: string): Span | null {
	const text = normalizeText(alternative).replace(/[ ,名人]/g, "");
	const range = /^(\d+(?:\.\d+)?)?[-~](\d+(?:\.\d+)?)?$/.exec(text);
	if (range !== null && (range[1] !== undefined || range[2] !== undefined)) {
		const lower = range[1] === undefined ? Number.NEGATIVE_INFINITY : Number(range[1]);
		const upper = range[2] === undefined ? Number.POSITIVE_INFINITY : Number(range[2]);
		return lower <= upper ? { lower, upper } : null;
	}
	const bound = /^(\d+(?:\.\d+)?)(以上|以下|未満|超|\+)?$/.exec(text);
	if (bound === null) return null;
	const number = Number(bound[1]);
	switch (bound[2]) {
		case "以上":
		case "+":
			return { lower: number, upper: Number.POSITIVE_INFINITY };
		case "超":
			return { lower: number + 1, upper: Number.POSITIVE_INFINITY };
		case "以下":
			return { lower: Number.NEGATIVE_INFINITY, upper: number };
		case "未満":
			return { lower: Number.NEGATIVE_INFINITY, upper: number - 1 };
		default:
			return { lower: number, upper: number };
	}
}

/** Spans of whole numbers that touch (999 and 1000) become one, so that a reading across both lies inside. */
function mergeSpans(spans: readonly Span[]): readonly Span[] {
	const sorted = spans.slice().sort((a, b) => a.lower - b.lower);
	const merged: Span[] = [];
	for (const span of sorted) {
		const last = merged[merged.length - 1];
		if (last !== undefined && span.lower <= last.upper + 1) {
			merged[merged.length - 1] = { lower: last.lower, upper: Math.max(last.upper, span.upper) };
		} else merged.push(span);
	}
	return merged;
}

function readNumber(value: string | number | null): number | null {
	if (typeof value === "number") return Number.isFinite(value) ? value : null;
	if (value === null) return null;
	const text = normalizeText(value).replace(/,/g, "");
	return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}

function textOf(value: string | number | null): string {
	return value === null ? "" : normalizeText(String(value));
}
