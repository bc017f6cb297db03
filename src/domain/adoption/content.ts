/** What kind of values a column holds, told from the values alone. */
import type { Day } from "../calendar/day";
import { readAmount } from "../normalize/amount";
import { companyKey } from "../normalize/company";
import { readCorporateNumber } from "../normalize/corporate-number";
import { readDate } from "../normalize/date";
import { domainOf, emailKey } from "../normalize/email";
import { employeeBand } from "../normalize/employees";
import { industrySegment } from "../normalize/industry";
import { readPersonName } from "../normalize/person-name";
import { phoneKey } from "../normalize/phone";
import { readPostalCode } from "../normalize/postal-code";
import { readPrefecture } from "../normalize/prefecture";
import { normalizeText } from "../normalize/text";
import { titleRank } from "../normalize/title";
import { surnames } from "./shipped/surnames";

/** What a cell holds; a date as ISO text, blank as "". */
export type ContentCell = string | number | boolean;

/** Kinds that values tell by themselves, those whose writing leaves the least doubt first. */
const KINDS = [
	"flag",
	"email",
	"url",
	"corporate_number",
	"date",
	"postal_code",
	"phone",
	"percent",
	"rank",
	"employees",
	"serial",
	"amount",
	"title",
	"prefecture",
	"address",
	"company",
	"department",
	"industry",
	"person",
	"count",
	"text",
] as const;

/** A kind of content; words of a choice bear the name that the caller gave them. */
export type ContentKind = (typeof KINDS)[number] | `word:${string}`;

export interface KindShare {
	readonly kind: ContentKind;
	/** Part of the filled cells that are of the kind, above 0 up to 1. */
	readonly share: number;
}

export interface ContentReading {
	readonly filled: number;
	/** Values that differ from each other, for telling a customer's name from a colleague's. */
	readonly distinct: number;
	/** The kinds found, the largest share first; of equal shares the surer kind. */
	readonly kinds: readonly KindShare[];
}

export interface ContentOptions {
	readonly nearDay: Day;
	readonly dayFirst: boolean;
	/** Choices whose words are known: name, and whether a word is one of theirs. */
	readonly words: readonly (readonly [name: string, isKnown: (word: string) => boolean])[];
}

/** A column of this many cells tells its kind. */
export const LEAST_CELLS = 3;
/** From this share on a column is of the kind; the others are slips, notes and totals. */
export const MOST = 0.8;

const COMPANY_TAIL =
	/(?:銀行|信用金庫|信用組合|大学|病院|工業|製作所|商事|商店|商会|工務店|建設|運輸|物産|電機|電装|精機|産業|製薬|化学|食品|印刷|ホールディングス|HD)$/;
const DEPARTMENT =
	/(?:[部課室係局]|本部|グループ|センター|チーム|支店|営業所|\bdept\.?|department|division)$/i;
const RANK = /^(?:[SABCDEZ][+-]?(?:ランク|ヨミ|判定)?|ヨミ[ABC]|ネタ)$/i;
const RANK_END = /^(?:受注|成約|失注|消滅|見送り)(?:済み?)?$/;
const US_PHONE = /^(?:\+?1[ .-])?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}$/;
/** Longer than a word of a list or a name. */
const SENTENCE = 20;

let known: ReadonlySet<string> | undefined;

/**
 * What the cells of a column are, each kind with its share of the filled ones. A value may be of several kinds.
 * @example readContent(["7000012050002", "T4000012090001", ""], options).kinds[0] // => { kind: "corporate_number", share: 1 }
 */
export function readContent(cells: readonly ContentCell[], options: ContentOptions): ContentReading {
	const counts = new Map<ContentKind, number>();
	const texts = new Map<string, number>();
	let filled = 0;
	for (const cell of cells) {
		const text = normalizeText(String(cell));
		if (text === "") continue;
		filled++;
		texts.set(text, (texts.get(text) ?? 0) + 1);
	}
	const kindsOf = new Map<string, readonly ContentKind[]>();
	for (const cell of cells) {
		const key = `${typeof cell} ${cell}`;
		let kinds = kindsOf.get(key);
		if (kinds === undefined) {
			kinds = kindsOfCell(cell, options);
			kindsOf.set(key, kinds);
		}
		for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
	}
	// B alone is a rank; a column of nothing but ends is none.
	const letters = [...texts].reduce((sum, [text, n]) => sum + (RANK.test(text) ? n : 0), 0);
	if (letters * 3 < filled) counts.delete("rank");
	const order = (kind: ContentKind) => KINDS.indexOf(kind as (typeof KINDS)[number]);
	const kinds = [...counts]
		.map(([kind, count]) => ({ kind, share: count / filled }))
		.sort((a, b) => b.share - a.share || order(a.kind) - order(b.kind));
	return { filled, distinct: texts.size, kinds };
}

/** Share of a kind, 0 where none is. */
export function shareOf({ kinds }: ContentReading, kind: ContentKind): number {
	return kinds.find((each) => each.kind === kind)?.share ?? 0;
}

function kindsOfCell(cell: ContentCell, options: ContentOptions): ContentKind[] {
	if (typeof cell === "boolean") return ["flag"];
	if (typeof cell === "number") return kindsOfNumber(cell);
	const text = normalizeText(cell);
	if (text === "") return [];
	const kinds: ContentKind[] = kindsOfText(text, options);
	for (const [name, isKnown] of options.words) if (isKnown(text)) kinds.push(`word:${name}`);
	return kinds;
}

/** Days of 1954 to 2119 as the numbers that a sheet keeps them as, where their cells have lost the format. */
const [FIRST_SERIAL, LAST_SERIAL] = [20_000, 80_000];

function kindsOfNumber(value: number): ContentKind[] {
	const kinds: ContentKind[] = ["count"];
	if (value > 0 && value < 1) kinds.push("percent");
	if (Number.isInteger(value) && value >= 1e12 && readCorporateNumber(value).number !== null)
		kinds.push("corporate_number");
	if (Number.isInteger(value) && value >= 19_000_101 && value <= 21_001_231 && readDate(value).time !== null)
		kinds.push("date");
	if (value >= FIRST_SERIAL && value <= LAST_SERIAL) kinds.push("serial");
	if (Math.abs(value) >= 1000 && Math.abs(value) < 1e11) kinds.push("amount");
	return kinds;
}

function kindsOfText(text: string, options: ContentOptions): ContentKind[] {
	if (/@/.test(text)) return emailKey(text) !== null && text.length < 80 ? ["email"] : ["text"];
	if (
		/^(?:https?:\/\/|www\.)\S+$/i.test(text) ||
		(/^[\w-]+(?:\.[\w-]+)+(?:\/\S*)?$/.test(text) && domainOf(text) !== null)
	)
		return ["url"];
	if (/\d/.test(text)) {
		const numeric = kindsOfDigits(text, options);
		if (numeric.length > 0) return numeric;
	}
	if (RANK.test(text)) return ["rank"];
	const kinds: ContentKind[] = RANK_END.test(text) ? ["rank"] : [];
	const isCompany = companyKey(text).legalForm !== null || COMPANY_TAIL.test(text);
	if (isCompany) kinds.push("company");
	const isShort = text.length <= SENTENCE;
	if (/[。!?]/.test(text) || (!isShort && /\s.*\s.*\s/.test(text))) kinds.push("text");
	const place = readPrefecture(text);
	if (!isCompany && (place.prefecture ?? place.region) !== null) {
		if (text.length <= 5 || place.rule === "romaji") kinds.push("prefecture");
		else if (/^(?:name|city|ward)$/.test(place.rule)) kinds.push("address");
	}
	if (!isCompany && !kinds.includes("address") && /[市区町村郡].*\d/.test(text)) kinds.push("address");
	if (!isShort || isCompany) return kinds;
	const title = titleRank(text);
	if (title.known) kinds.push("title");
	else if (DEPARTMENT.test(text)) kinds.push("department");
	const industry = industrySegment(text);
	if (industry.known && (industry.rule === "exact" || /業(?:界|種)?$/.test(text))) kinds.push("industry");
	if (!title.known && isPerson(text)) kinds.push("person");
	return kinds;
}

function kindsOfDigits(text: string, { nearDay, dayFirst }: ContentOptions): ContentKind[] {
	const digits = text.replace(/\D/g, "").length;
	if (digits === 13 && /^T?[\d -]+$/i.test(text))
		return readCorporateNumber(text).number === null ? ["count"] : ["corporate_number"];
	if (/^〒? ?\d{3}-\d{4}$/.test(text) || (/^〒/.test(text) && readPostalCode(text).rule !== "none"))
		return /^〒.*[^\d-]/.test(text.slice(1)) ? ["address"] : ["postal_code"];
	if (/^\d{1,3}(?:\.\d+)? ?%$/.test(text)) return ["percent"];
	const isPlain = /^[\d,.]+$/.test(text);
	if (isPhone(text)) return /^\d{7,8}$/.test(text) ? ["count"] : ["phone"];
	if ((!isPlain || /^\d{8}$|^\d{2,4}\.\d{1,2}\.\d{1,2}$/.test(text)) && text.length <= 40) {
		const date = readDate(text, { nearDay, dayFirst });
		if (date.time !== null) return ["date"];
	}
	if (/\d ?[名人]/.test(text) && employeeBand(text).known) return ["employees"];
	if (/^\d[\d,]* ?[~-] ?\d[\d,]*$/.test(text)) return ["employees"];
	if (/^[▲△-]?[\d,.]+$/.test(text)) {
		const value = Number(text.replace(/[▲△-]/, "").replace(/,/g, ""));
		return Number.isFinite(value) && Math.abs(value) >= 1000 && value < 1e11
			? ["count", "amount"]
			: ["count"];
	}
	const isMoney = /[円¥\\$€£]|[\d][万億千]|\d ?[km]$/i.test(text) && readAmount(text, "JPY").minor !== null;
	return isMoney && !/[^\d\s円¥\\$€£万億千百kmKMusdjpyUSDJPY,.▲△()税抜込別+-]/.test(text) ? ["amount"] : [];
}

function isPhone(text: string): boolean {
	if (US_PHONE.test(text)) return true;
	if (!/^(?:tel|fax|携帯|直通|代表)?[ :.]*[+(]?[\d ()+.-]+(?:[ ,(]*(?:内線|ext\.?).*)?$/i.test(text))
		return false;
	return (/^\D*0/.test(text) || /^\+/.test(text)) && phoneKey(text) !== null;
}

/** A name in two words of Japanese or Latin letters, or one that begins with a common family name. */
function isPerson(text: string): boolean {
	known ??= new Set(surnames());
	const { name, family, rule } = readPersonName(text);
	if (rule === "latin") return /^[A-Z][A-Za-z'.-]+(?: [A-Z]\.?)?,? [A-Z][A-Za-z'-]+$/.test(name);
	if (!/^[\u3005\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u9fff\u{20000}-\u{2ffff} ]+$/u.test(name))
		return false;
	if (family !== null && known.has(family)) return true;
	const bare = name.replace(/ /g, "");
	if (rule === "spaced") return /^[^ ]{1,4} [^ ]{1,5}$/.test(name);
	for (let length = Math.min(3, bare.length); length > 0; length--)
		if (known.has(bare.slice(0, length)) && bare.length - length <= 3 && (length > 1 || bare.length <= 4))
			return true;
	return false;
}
