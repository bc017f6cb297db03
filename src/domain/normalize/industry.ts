import { changesTo, type Dictionary, type Entry, entriesOf } from "./dictionary";
import { createScanner, type Scanner } from "./scan";
import { industryTable } from "./shipped/industries";
import { foldKey, normalizeText } from "./text";

export interface IndustryReading {
	/** The industry as a Japanese sales team calls it (自動車, IT・SaaS, 自治体・公共), or a team's own. */
	readonly segment: string | null;
	/** Division of the Japan Standard Industrial Classification, A–S. */
	readonly jsic: string | null;
	/** The wider segment: 製造 of 自動車, but 小売 of a car dealer. */
	readonly sector: string | null;
	/** own, exact (the whole text is a word), word (it contains one); or why not: blank, none (その他), unknown. */
	readonly rule: string;
	readonly known: boolean;
}

interface Business {
	readonly segment: string;
	readonly jsic: string | null;
	readonly parent: string | null;
	/** Whether this is the segment itself rather than its business in another division. */
	readonly isPrimary: boolean;
	readonly isOwn: boolean;
}

interface Tables {
	/** By the whole text, without its punctuation. */
	readonly exact: ReadonlyMap<string, Business>;
	readonly words: Scanner<Business>;
}

/** Every shipped word with its segment: what a team sees and overrides. */
export function shippedIndustries(): readonly Entry[] {
	return entriesOf(industryTable().map(([segment, , , words]) => [segment, words] as const));
}

/** Said of any trade: 化学メーカー is 化学, 人材サービス is 人材. */
const GENERIC = ["製造", "サービス", "流通"];
const NOTHING =
	/^(?:その他|分類不能の産業|不明|未設定|未定|なし|n\/a|none|other|others|unknown|select|内国法人.*|外国法人.*|[-*・ ]*)$/;
const CODE_PREFIX = /^(?:[a-t][ :._-]|[a-t]?\d{1,4}[ :._-]*)(?=\D)/;
const REMARK = /\([^()]*(?:含む|除く|もの|以外)\)/g;
const SERVED = /^(?:業|業界|系|企業|関連|会社)?(?:向け|専門の?支援)/;
const ONE_TRADE = /^[^業]*(?:卸売|小売)業?$/;

let shipped: Tables | undefined;
let segments: ReadonlyMap<string, Business> | undefined;
const withOwn = new WeakMap<Dictionary, Tables>();

/**
 * The industry that a text names: spoken words, JSIC divisions, 東証33業種, the picklists of HubSpot, Salesforce and
 * Zoho. Of several industries the first, unless a later one is a kind of it (製造業(自動車) is 自動車); inside one name
 * the last word decides (食品商社 is 商社), and what stands before 向け is a customer.
 * @example industrySegment("輸送用機器").segment // => "自動車"
 * @example industrySegment("自動車ディーラー").jsic // => "I"
 */
export function industrySegment(text: string, own?: Dictionary): IndustryReading {
	const folded = spell(text);
	if (NOTHING.test(folded)) return unread(folded === "" ? "blank" : "none");
	const tables = tablesOf(own);
	const whole = tables.exact.get(exactKey(folded));
	if (whole !== undefined) return readingOf(whole, whole.isOwn ? "own" : "exact");
	const first = businessesIn(folded, tables)[0];
	return first === undefined ? unread("unknown") : readingOf(first, first.isOwn ? "own" : "word");
}

/**
 * Whether a lead's industry is the one that a rule names, or a kind of it: 自動車 takes 自動車部品 and dealers, 製造 takes
 * every manufacturer, E every text of that JSIC division. Each industry that the text lists counts. A rule's word that
 * no dictionary knows must stand in the text.
 * @example sameIndustry("製造", industrySegment("車載部品"), "車載部品") // => true
 */
export function sameIndustry(
	ruleValue: string,
	reading: IndustryReading,
	text: string,
	own?: Dictionary,
): boolean {
	const wanted = spell(ruleValue);
	if (wanted === "") return false;
	const tables = tablesOf(own);
	const folded = spell(text);
	const whole = tables.exact.get(exactKey(folded));
	const businesses = whole === undefined ? businessesIn(folded, tables) : [whole];
	if (/^[a-t]$/.test(wanted)) {
		const division = wanted.toUpperCase();
		return reading.jsic === division || businesses.some(({ jsic }) => jsic === division);
	}
	const readings = [{ segment: reading.segment, jsic: reading.jsic, parent: reading.sector }, ...businesses];
	const named = foldKey(ruleValue);
	if (readings.some(({ segment, parent }) => lineOf(segment, parent).includes(named))) return true;
	const target = targetOf(wanted, tables);
	if (target === undefined) return foldKey(text).includes(named);
	const key = foldKey(target.segment);
	return readings.some(
		({ segment, jsic, parent }) =>
			(target.isPrimary || target.jsic === jsic) && lineOf(segment, parent).includes(key),
	);
}

/** A segment by its name, else by one of its words, else by the words inside the rule's. */
function targetOf(wanted: string, tables: Tables): Business | undefined {
	const exact = tables.exact.get(exactKey(wanted));
	if (exact?.isOwn === true) return exact;
	return segmentsByName().get(foldKey(wanted)) ?? exact ?? businessesIn(wanted, tables)[0];
}

/** A segment and everything wider, as keys. */
function lineOf(segment: string | null, parent: string | null): string[] {
	const line: string[] = [];
	if (segment !== null) line.push(foldKey(segment));
	for (let above = parent; above !== null && above !== ""; ) {
		line.push(foldKey(above));
		above = segmentsByName().get(foldKey(above))?.parent ?? null;
	}
	return line;
}

function businessesIn(folded: string, tables: Tables): Business[] {
	const text = folded.replace(REMARK, "").replace(CODE_PREFIX, "");
	const exact = tables.exact.get(exactKey(text));
	if (exact !== undefined) return [exact];
	const parts = ONE_TRADE.test(text) ? [text] : text.split(/[,、・/|;\n()[\]【】:]+| & | and /);
	const businesses: Business[] = [];
	for (const part of parts) {
		const business = tables.exact.get(exactKey(part)) ?? lastIn(part, tables.words);
		if (business !== undefined) businesses.push(business);
	}
	const first = businesses[0];
	if (first === undefined) return [];
	const finer = businesses.find(
		(other) => other !== first && lineOf(null, other.parent).includes(foldKey(first.segment)),
	);
	return finer === undefined ? businesses : [finer, ...businesses.filter((other) => other !== finer)];
}

function lastIn(part: string, words: Scanner<Business>): Business | undefined {
	let last: Business | undefined;
	for (const { end, value } of words.all(part)) {
		if (SERVED.test(part.slice(end))) continue;
		if (last === undefined || !GENERIC.includes(value.segment) || GENERIC.includes(last.segment))
			last = value;
	}
	return last;
}

function readingOf({ segment, jsic, parent }: Business, rule: string): IndustryReading {
	return { segment, jsic, sector: parent, rule, known: true };
}

function unread(rule: string): IndustryReading {
	return { segment: null, jsic: null, sector: null, rule, known: rule === "none" };
}

/** Lower case; underscores as spaces (FINANCIAL_SERVICES); no spaces beside Japanese letters. */
function spell(text: string): string {
	return text
		.split(/[\r\n]+/)
		.map(normalizeText)
		.filter((line) => line !== "")
		.join("\n")
		.toLowerCase()
		.replace(/_+/g, " ")
		.replace(/([^\x20-\x7e]) (?=[^\x20-\x7e])/g, "$1");
}

function exactKey(folded: string): string {
	return folded.replace(/[ ,、・()/&-]/g, "").replace(/業$/, "");
}

function tablesOf(own: Dictionary | undefined): Tables {
	if (own === undefined || own.size === 0) {
		shipped ??= createTables(undefined);
		return shipped;
	}
	let tables = withOwn.get(own);
	if (tables === undefined) {
		tables = createTables(own);
		withOwn.set(own, tables);
	}
	return tables;
}

function createTables(own: Dictionary | undefined): Tables {
	const words: [string, Business][] = [];
	const seen = new Set<string>();
	for (const [segment, jsic, parent, list] of industryTable()) {
		const business: Business = {
			segment,
			jsic,
			parent: parent === "" ? null : parent,
			isPrimary: !seen.has(segment),
			isOwn: false,
		};
		seen.add(segment);
		for (const word of list.split("|")) words.push([word, business]);
	}
	for (const [word, value] of own === undefined ? [] : changesTo(shippedIndustries(), own)) {
		// A team may point at a segment, at any shipped word, or at an industry of its own.
		const known =
			segmentsByName().get(foldKey(value)) ??
			words.find(([shippedWord]) => shippedWord === foldKey(value))?.[1];
		words.push([
			spell(word),
			known === undefined
				? { segment: value, jsic: null, parent: null, isPrimary: true, isOwn: true }
				: { ...known, isOwn: true },
		]);
	}
	const exact = new Map<string, Business>();
	for (const [word, business] of words) exact.set(exactKey(word), business);
	return { exact, words: createScanner(words) };
}

/** The segments' own rows, and the parents that are only names (情報通信). */
function segmentsByName(): ReadonlyMap<string, Business> {
	if (segments !== undefined) return segments;
	const byName = new Map<string, Business>();
	for (const [segment, jsic, parent] of industryTable()) {
		const key = foldKey(segment);
		if (byName.has(key)) continue;
		byName.set(key, { segment, jsic, parent: parent === "" ? null : parent, isPrimary: true, isOwn: false });
	}
	byName.set("情報通信", { segment: "情報通信", jsic: "G", parent: null, isPrimary: true, isOwn: false });
	segments = byName;
	return byName;
}
