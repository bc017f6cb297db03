import { readTerms, sumTerms } from "./numeral";
import { normalizeText } from "./text";

export interface EmployeeReading {
	/** Fewest employees meant; null where nothing could be read. */
	readonly lower: number | null;
	/** Most employees meant; null is open (300人以上) or unread. */
	readonly upper: number | null;
	/** Band of EMPLOYEE_BANDS that holds the lower bound. */
	readonly band: string | null;
	/** Whether the true number may lie in another band. */
	readonly ambiguous: boolean;
	/** Date of the figure as far as written: "2024", "2024-03" or "2024-03-31". */
	readonly asOf: string | null;
	/** number, exact, about, range, open, under, vague, standalone, consolidated; or why not: zero, amount, none, implausible, unknown. */
	readonly rule: string;
	readonly known: boolean;
}

export interface EmployeeBand {
	readonly band: string;
	readonly lower: number;
	/** Null is open. */
	readonly upper: number | null;
	/** 零細 micro, 小 small, 中 medium, 中堅 upper_medium, 大手 large. */
	readonly size: "micro" | "small" | "medium" | "upper_medium" | "large";
}

/** The size bands usual on Japanese forms. */
export const EMPLOYEE_BANDS: readonly EmployeeBand[] = [
	{ band: "1-9", lower: 1, upper: 9, size: "micro" },
	{ band: "10-29", lower: 10, upper: 29, size: "small" },
	{ band: "30-99", lower: 30, upper: 99, size: "small" },
	{ band: "100-299", lower: 100, upper: 299, size: "medium" },
	{ band: "300-999", lower: 300, upper: 999, size: "upper_medium" },
	{ band: "1000-4999", lower: 1000, upper: 4999, size: "large" },
	{ band: "5000+", lower: 5000, upper: null, size: "large" },
];

/** No employer on earth has more. */
const MOST_EMPLOYEES = 5_000_000;

interface Quantity {
	readonly lower: number;
	readonly upper: number | null;
	readonly rule: "exact" | "about" | "range" | "open" | "under" | "vague";
}

type Label = "standalone" | "plain" | "consolidated" | "part";

const NUMBER = /(?:\d+(?:\.\d+)?|[〇一二三四五六七八九十百千万数])+k?/g;
const NOT_HEADS =
	/(?:資本金|売上高?|年商|年収)[^\d]{0,6}[\d,.]+ ?[兆億万千百]*円?|[¥$€£] ?[\d,.]+ ?[兆億万千百kmb]*|[\d,.]+ ?[兆億万千百]* ?(?:円|ドル)|[\d,.]+ ?[兆億](?:[\d,.]+ ?[千百]?万)?|[\d,.]+ ?(?:%|店舗?|拠点|[箇かカヶケ]所|[かカヶケ]国|社(?!員)|歳|才|台|件|事業所)|(?:設立|創業|創立)[^\d]{0,3}\d+年?/g;
const MONTHLY =
	/((?:19|20)\d\d)[年/.](\d{1,2})(?!\d)(?:[月/.](?:(\d{1,2})(?!\d)日?)?)?|((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)|(令和|平成|r|h)(\d{1,2}|元)[年.](\d{1,2})(?!\d)(?:[月.](?:(\d{1,2})(?!\d)日?)?)?|((?:19|20)\d\d)年|fy ?((?:19|20)\d\d)/;
const DATE_TAIL = /(?:度|末日?|期末?|時点|現在|頃|調べ|as of|as at)+/g;

/**
 * How many people a company employs, read from a number or a text: 約300名, 100〜299名, 1万人以上, 数十名,
 * 501-1000 employees, 10k+. Standalone figures (単体) win over consolidated ones; amounts of money in the same cell
 * are passed over. A range or an open end takes the band of its lower bound, flagged unless it lies wholly in one.
 * 数十名 means at least 20. Zero is what systems store for "not known".
 * @example employeeBand("連結5,000名(単体800名)").lower // => 800
 * @example employeeBand("100〜499名").ambiguous // => true
 */
export function employeeBand(value: string | number): EmployeeReading {
	if (typeof value === "number") {
		if (value === 0) return unread("zero", null);
		return Number.isInteger(value) && value > 0
			? reading({ lower: value, upper: value, rule: "exact" }, null, "number", false)
			: unread("unknown", null);
	}
	let text = normalizeText(value).toLowerCase();
	if (/^(?:|不明|未定|非公開|なし|無し|未設定|n\/a|none|unknown|select|-+)$/.test(text))
		return unread("none", null);
	if (/^\d{1,7}$/.test(text)) return plainNumber(Number(text));

	let asOf: string | null = null;
	text = text.replace(MONTHLY, (...found) => {
		asOf = asOfText(found as (string | undefined)[]);
		return " ";
	});
	if (asOf !== null) text = text.replace(DATE_TAIL, "");
	const withoutAmounts = text.replace(NOT_HEADS, "/");
	const hadAmount = withoutAmounts !== text;

	const quantities: { label: Label; quantity: Quantity }[] = [];
	let pending: Label | null = null;
	for (const chunk of chunksOf(withoutAmounts)) {
		const label = labelOf(chunk);
		const quantity = quantityOf(chunk);
		if (quantity !== null) {
			quantities.push({ label: label === "plain" && pending !== null ? pending : label, quantity });
			pending = null;
		} else if (label !== "plain") {
			// 800名(単体): the label stands behind its number; at the start of the cell it stands before.
			const previous = quantities[quantities.length - 1];
			if (previous === undefined) pending = label;
			else if (previous.label === "plain" && label !== "part") previous.label = label;
		}
	}
	for (const wanted of ["standalone", "plain", "consolidated", "part"] as const) {
		const fitting = quantities.filter(({ label }) => label === wanted);
		const first = fitting[0]?.quantity;
		if (first === undefined) continue;
		if (first.lower > MOST_EMPLOYEES) return unread("implausible", asOf);
		const disagree = fitting.some(({ quantity }) => bandOf(quantity.lower) !== bandOf(first.lower));
		const rule = wanted === "standalone" || wanted === "consolidated" ? wanted : first.rule;
		return first.lower === 0 && first.upper === 0
			? unread("zero", asOf)
			: reading(first, asOf, rule, disagree);
	}
	return unread(hadAmount ? "amount" : "unknown", asOf);
}

function plainNumber(count: number): EmployeeReading {
	if (count === 0) return unread("zero", null);
	if (count > MOST_EMPLOYEES) return unread("implausible", null);
	return reading({ lower: count, upper: count, rule: "exact" }, null, "exact", false);
}

function chunksOf(text: string): string[] {
	return text
		.replace(/(\d),(?=\d{3}(?!\d))/g, "$1")
		.replace(/(\d) ?[ー一] ?(?=\d)/g, "$1-")
		.replace(
			/([名人]) (?! ?(?:以[上下]|未満|超|程度|前後|規模|くらい|ぐらい|ほど|弱|強|[~-]|から|を))/g,
			"$1/",
		)
		.replace(
			/([名人]) ?(?=連結|単体|単独|個別|グループ|正社員|パート|アルバイト|男|女|うち|臨時|契約|派遣)/g,
			"$1/",
		)
		.split(/[()[\]【】/、,;|]/)
		.filter((chunk) => chunk.trim() !== "");
}

function labelOf(chunk: string): Label {
	if (/単体|単独|個別|提出会社|standalone|non-consolidated/.test(chunk)) return "standalone";
	if (/連結|グループ|全体|全世界|consolidated|worldwide|group/.test(chunk)) return "consolidated";
	if (/パート|アルバイト|臨時|契約|派遣|嘱託|非常勤|男|女|うち|平均/.test(chunk)) return "part";
	return "plain";
}

function quantityOf(chunk: string): Quantity | null {
	const text = chunk.replace(/ /g, "");
	const found: { start: number; end: number; lower: number; upper: number }[] = [];
	NUMBER.lastIndex = 0;
	for (let match = NUMBER.exec(text); match !== null; match = NUMBER.exec(text)) {
		const token = match[0];
		const end = match.index + token.length;
		// 一般 or 十分 are no numbers: without a digit, a unit or a range sign must follow.
		if (!/\d/.test(token) && !/^[名人~-]/.test(text.slice(end))) continue;
		const span = spanOf(token);
		if (span !== null) found.push({ start: match.index, end, ...span });
	}
	const first = found[0];
	if (first === undefined) return null;
	const before = text.slice(0, first.start);
	const second = found[1];
	if (second !== undefined) {
		const between = text.slice(first.end, second.start);
		if (
			/^(?:名|人|employees)?(?:以上|超)?(?:~|-|から|to|\.{2,3}|…|&|以上|超)?約?$/.test(between) &&
			between !== ""
		) {
			const upper = /^(?:名|人)?未満/.test(text.slice(second.end)) ? second.upper - 1 : second.upper;
			const lower = /超/.test(between) ? first.lower + 1 : first.lower;
			return { lower: Math.min(lower, upper), upper: Math.max(lower, upper), rule: "range" };
		}
	}
	const after = text.slice(first.end, second?.start);
	if (/未満|に満たない/.test(after) || /(?:less|fewer)than$|under$|below$|^<$/.test(before)) {
		return { lower: 1, upper: Math.max(1, first.upper - 1), rule: "under" };
	}
	if (/以下|まで|以内|orless|orfewer/.test(after) || /upto$|(?:^|[^\d名人])[~-]$|<=$|≤$/.test(before)) {
		return { lower: 1, upper: first.upper, rule: "under" };
	}
	if (/超|を?越え|を?上回/.test(after) || /over$|morethan$|>$/.test(before)) {
		return { lower: first.lower + 1, upper: null, rule: "open" };
	}
	if (/以上|\+|余|ormore|~$|-$|から$/.test(after) || /atleast$|>=$|≥$/.test(before)) {
		return { lower: first.lower, upper: null, rule: "open" };
	}
	if (first.lower !== first.upper) return { lower: first.lower, upper: first.upper, rule: "vague" };
	if (/弱/.test(after))
		return { lower: Math.floor(first.lower * 0.9), upper: first.lower - 1, rule: "about" };
	const about = /約|およそ|凡そ|おおよそ|ほぼ|概ね|approx|about|around|circa|^ca/.test(before);
	const loosely = /程度|前後|くらい|ぐらい|ほど|強|規模|弱/.test(after);
	return { lower: first.lower, upper: first.upper, rule: about || loosely ? "about" : "exact" };
}

/** 数十 is 20–99, 十数 12–19: what 数 means at least, and at most. */
function spanOf(token: string): { lower: number; upper: number } | null {
	const several = token.indexOf("数");
	if (several < 0) {
		const count = countOf(token);
		return count === null ? null : { lower: count, upper: count };
	}
	const base = several === 0 ? 0 : countOf(token.slice(0, several));
	const unit = several === token.length - 1 ? 1 : countOf(token.slice(several + 1));
	return base === null || unit === null ? null : { lower: base + 2 * unit, upper: base + 10 * unit - 1 };
}

function countOf(token: string): number | null {
	const terms = readTerms(token);
	return terms === null ? null : Math.round(sumTerms(terms));
}

function asOfText(found: readonly (string | undefined)[]): string {
	const [, year, month, day, isoYear, isoMonth, isoDay, era, eraYear, eraMonth, eraDay, bare, fiscal] = found;
	const eraStart = era === "令和" || era === "r" ? 2018 : 1988;
	const fromEra =
		eraYear === undefined ? undefined : String(eraStart + (eraYear === "元" ? 1 : Number(eraYear)));
	return [
		year ?? isoYear ?? fromEra ?? bare ?? fiscal,
		month ?? isoMonth ?? eraMonth,
		day ?? isoDay ?? eraDay,
	]
		.filter((part): part is string => part !== undefined)
		.map((part) => part.padStart(2, "0"))
		.join("-");
}

function bandOf(count: number): EmployeeBand | null {
	for (const band of EMPLOYEE_BANDS) {
		if (count >= band.lower && (band.upper === null || count <= band.upper)) return band;
	}
	return null;
}

function reading(quantity: Quantity, asOf: string | null, rule: string, disagree: boolean): EmployeeReading {
	const { lower, upper } = quantity;
	const band = bandOf(lower);
	const inside = band !== null && (band.upper === null || (upper !== null && upper <= band.upper));
	return {
		lower,
		upper,
		band: band?.band ?? null,
		ambiguous: disagree || !inside || quantity.rule === "vague",
		asOf,
		rule,
		known: true,
	};
}

function unread(rule: string, asOf: string | null): EmployeeReading {
	return { lower: null, upper: null, band: null, ambiguous: false, asOf, rule, known: false };
}
