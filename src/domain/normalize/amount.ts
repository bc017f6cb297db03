import { readTerms, sumTerms, type Term } from "./numeral";
import { normalizeText } from "./text";

export interface AmountReading {
	/** Whole minor units of the currency (yen, cents). */
	readonly minor: number | null;
	/** ISO 4217. */
	readonly currency: string | null;
	/** True 税込, false 税抜, null where the text does not say. */
	readonly taxIncluded: boolean | null;
	/** number, plain, unit (万円, K) or rounded (a fraction of a minor unit was lost); none where nothing was read. */
	readonly rule: string;
	/** blank, unreadable, range, several-numbers or too-large; null when read. */
	readonly problem: string | null;
}

const ZERO_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
const THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND";
const TWO_DECIMALS =
	"AED AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF IDR ILS INR MXN MYR NOK NZD PHP PLN RON RUB SAR SEK SGD THB TRY TWD USD ZAR";

/** Signs and words of money, the longer before those that they contain. */
const CURRENCY_WORDS: readonly (readonly [word: string, currency: string])[] = [
	["us$", "USD"],
	["a$", "AUD"],
	["c$", "CAD"],
	["hk$", "HKD"],
	["s$", "SGD"],
	["nt$", "TWD"],
	["米ドル", "USD"],
	["人民元", "CNY"],
	["ユーロ", "EUR"],
	["ポンド", "GBP"],
	["ウォン", "KRW"],
	["ドル", "USD"],
	["円", "JPY"],
	["元", "CNY"],
	["€", "EUR"],
	["£", "GBP"],
	["₩", "KRW"],
	["₹", "INR"],
];
const TAX_INCLUDED = /税込み?|内税|incl(?:uding|usive|\.)?(?: of)? ?(?:tax|vat)|tax ?incl(?:uded|\.)?/;
const TAX_EXCLUDED =
	/税抜き?|税別|外税|\+ ?税|excl(?:uding|usive|\.)?(?: of)? ?(?:tax|vat)|(?:tax|vat) ?excl(?:uded|\.)?|plus (?:tax|vat)/;
const UNIT_WORDS: readonly (readonly [word: RegExp, letter: string])[] = [
	[/(\d) ?thousand\b/g, "$1k"],
	[/(\d) ?(?:millions?|mio|mn|mm)\b/g, "$1m"],
	[/(\d) ?(?:billions?|bn)\b/g, "$1b"],
];
const AMOUNT =
	/\.?\d[\d.,']*(?: \d{3}(?!\d))*(?: ?[十百千万億兆kmb]+(?![a-z]))?(?:[\d.,]+[十百千万億]+)*|[一二三四五六七八九十百千][〇一二三四五六七八九十百千万億兆]*[百千万億兆]/g;

/**
 * Decimal places of a currency's minor unit: 0 for yen, 2 for most, 3 for dinars.
 * @see https://www.six-group.com/en/products-services/financial-information/data-standards.html (ISO 4217)
 * @example currencyExponent("JPY") // => 0
 */
export function currencyExponent(currency: string): number {
	const code = currency.trim().toUpperCase();
	if (code.length !== 3) return 2;
	if (ZERO_DECIMALS.includes(code)) return 0;
	return THREE_DECIMALS.includes(code) ? 3 : 2;
}

/**
 * An amount of money in minor units, from a number of main units (yen, dollars) or a text: ¥1,200,000, 1.2億円,
 * 30千円, $342.09K, (1,000) and ▲1,000 below zero, 1,200,000円(税込). What names no currency is in the default one;
 * $ and ¥ too when that is a dollar or the yuan. Fractions of a minor unit are rounded half away from zero. A lone
 * comma before one or two last digits (1,2M) is a decimal comma.
 * @param unit what a bare number counts, as `unitOfHeader` tells; an amount that names its own unit or currency stays
 * @example readAmount("1.2億円", "JPY").minor // => 120_000_000
 * @example readAmount("$342.09K", "JPY") // => { minor: 34_209_000, currency: "USD", taxIncluded: null, rule: "unit", problem: null }
 */
export function readAmount(value: string | number, defaultCurrency: string, unit = 1): AmountReading {
	if (typeof value === "number") {
		if (!Number.isFinite(value)) return failed("unreadable");
		if (Number.isInteger(value) && unit === 1) {
			const minor = Math.abs(value) * 10 ** currencyExponent(defaultCurrency);
			if (Number.isSafeInteger(minor)) return finished(minor, value, defaultCurrency, null, "number");
		}
		const text = String(Math.abs(value));
		if (text.includes("e"))
			return Math.abs(value) < 1 ? finished(0, value, defaultCurrency, null, "rounded") : failed("too-large");
		return fromTerms(readTerms(text) ?? [], value < 0, defaultCurrency, null, "number", unit);
	}
	let text = normalizeText(value).toLowerCase();
	if (text === "") return failed("blank");

	const taxIncluded = TAX_INCLUDED.test(text) ? true : TAX_EXCLUDED.test(text) ? false : null;
	text = text
		.replace(TAX_INCLUDED, " ")
		.replace(TAX_EXCLUDED, " ")
		.replace(/\( ?\)/g, " ")
		.trim();
	const { currency, rest } = takeCurrency(text, defaultCurrency);
	const isBare = rest === text;
	text = UNIT_WORDS.reduce((current, [word, letter]) => current.replace(word, letter), rest);

	const numbers = text.match(AMOUNT) ?? [];
	const first = numbers[0];
	if (first === undefined || text.includes("%")) return failed("unreadable");
	if (numbers.length > 1) return failed(/\d[^\d]*[~-][^\d]*\d|から/.test(text) ? "range" : "several-numbers");
	const at = text.indexOf(first);
	const before = text.slice(0, at).replace(/ /g, "");
	const after = text.slice(at + first.length).replace(/ /g, "");
	if (/^[~-]|から$/.test(after) && after !== "-") return failed("range");
	const terms = readTerms(plainDigits(first));
	if (terms === null) return failed("unreadable");
	const negative =
		/[-▲△]$/.test(before) ||
		/^[-▲△]/.test(before) ||
		after === "-" ||
		(before === "(" && after.startsWith(")"));
	const rule = /[^\d.,' ]/.test(first) ? "unit" : "plain";
	return fromTerms(terms, negative, currency, taxIncluded, rule, isBare && rule === "plain" ? unit : 1);
}

const JAPANESE_UNITS: Readonly<Record<string, number>> = {
	千: 1_000,
	万: 10_000,
	十万: 100_000,
	百万: 1_000_000,
	千万: 10_000_000,
	億: 100_000_000,
};

/**
 * What the bare numbers below a header count: 1,000 below 「金額(千円)」, 1 where it names no larger unit.
 * @example unitOfHeader("売上(百万円・税抜)") // => 1_000_000
 * @example unitOfHeader("Amount (JPY k)") // => 1_000
 */
export function unitOfHeader(header: string): number {
	const text = normalizeText(header).toLowerCase();
	const [, , japanese = ""] = /(^|[^\d.])(十万|百万|千万|千|万|億)円/.exec(text) ?? [];
	if (japanese !== "") return JAPANESE_UNITS[japanese] ?? 1;
	const [, word = "", letter = ""] =
		/\bin (thousand|million)s?\b|[([](?:[a-z]{3} ?|[¥$€£] ?)?(k|m|mm|thousands?|millions?)(?: ?(?:[¥$€£]|[a-z]{3}))?[)\]]/.exec(
			text,
		) ?? [];
	const unit = (word + letter).charAt(0);
	return unit === "" ? 1 : unit === "m" ? 1_000_000 : 1_000;
}

function takeCurrency(text: string, defaultCurrency: string): { currency: string; rest: string } {
	const known = `${ZERO_DECIMALS} ${TWO_DECIMALS} ${THREE_DECIMALS}`.toLowerCase();
	const code = (text.match(/[a-z]+/g) ?? []).find((word) => word.length === 3 && known.includes(word));
	if (code !== undefined) {
		return { currency: code.toUpperCase(), rest: text.replace(code, " ").replace(/[$¥€£₩₹円]/g, " ") };
	}
	for (const [word, currency] of CURRENCY_WORDS) {
		if (text.includes(word)) return { currency, rest: text.split(word).join(" ").replace(/¥/g, " ") };
	}
	if (text.includes("$")) {
		const currency = /^(?:AUD|CAD|HKD|MXN|NZD|SGD|TWD)$/.test(defaultCurrency) ? defaultCurrency : "USD";
		return { currency, rest: text.replace(/\$/g, " ") };
	}
	if (/[¥\\]/.test(text)) {
		return { currency: defaultCurrency === "CNY" ? "CNY" : "JPY", rest: text.replace(/[¥\\]/g, " ") };
	}
	return { currency: defaultCurrency, rest: text };
}

/** One decimal point and no grouping, whichever of , . ' and space group the digits. */
function plainDigits(number: string): string {
	const [, digits = "", units = ""] = /^([\d.,' ]*)(.*)$/.exec(number) ?? [];
	const grouped = digits.replace(/[' ]/g, "");
	const rest = units.replace(/[, ]/g, "");
	const commas = grouped.split(",").length - 1;
	const points = grouped.split(".").length - 1;
	if (commas > 0 && points > 0) {
		const decimal = grouped.lastIndexOf(",") > grouped.lastIndexOf(".") ? "," : ".";
		const plain = grouped.split(decimal === "," ? "." : ",").join("");
		return plain.replace(",", ".") + rest;
	}
	if (points > 1) return grouped.split(".").join("") + rest;
	const isDecimalComma = commas === 1 && !/,\d{3}$/.test(grouped);
	return (isDecimalComma ? grouped.replace(",", ".") : grouped.split(",").join("")) + rest;
}

function fromTerms(
	terms: readonly Term[],
	negative: boolean,
	currency: string,
	taxIncluded: boolean | null,
	rule: string,
	unit = 1,
): AmountReading {
	const exact = sumTerms(terms, currencyExponent(currency)) * unit;
	const minor = Math.floor(exact + 0.5);
	if (!Number.isSafeInteger(minor)) return failed("too-large");
	return finished(
		minor,
		negative ? -1 : 1,
		currency,
		taxIncluded,
		Math.abs(exact - minor) > 1e-6 ? "rounded" : rule,
	);
}

function finished(
	minor: number,
	sign: number,
	currency: string,
	taxIncluded: boolean | null,
	rule: string,
): AmountReading {
	return { minor: sign < 0 && minor !== 0 ? -minor : minor, currency, taxIncluded, rule, problem: null };
}

function failed(problem: string): AmountReading {
	return { minor: null, currency: null, taxIncluded: null, rule: "none", problem };
}
