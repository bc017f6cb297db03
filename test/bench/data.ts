/**
 * A seeded workbook as `getValues` gives it: 2D arrays, every text a string of its own, days as Date, "" for blank.
 * Skewed like real data: a few leads have hundreds of activities, most a handful, one in seven none.
 */
import { dayOf, timeOf, type WallTime } from "../../src/domain/calendar/day";
import { defaultCriteria } from "../../src/domain/fit/shipped/criteria";
import { GIVEN_NAMES, SURNAMES } from "../../src/host/sample-words";
import type { Cell } from "../../src/workbook/codec";

export interface Size {
	readonly leads: number;
	readonly activities: number;
	readonly deals: number;
}

export const SIZES: Readonly<Record<string, Size>> = {
	xs: { leads: 1_000, activities: 10_000, deals: 500 },
	s: { leads: 10_000, activities: 100_000, deals: 5_000 },
	l: { leads: 100_000, activities: 1_000_000, deals: 50_000 },
};

export type TableName = "leads" | "activities" | "deals" | "score_rules" | "icp" | "targets";

/** Column ids of each tab, in the order of its cells. */
export const COLUMNS = {
	leads: [
		"created_at",
		"company",
		"name",
		"email",
		"title",
		"industry",
		"employees",
		"prefecture",
		"channel",
		"owner",
		"company_verdict",
		"contact_verdict",
		"next_action_on",
		"judged_on",
		"campaign",
	],
	activities: ["email", "at", "type", "target", "count", "minutes", "answer", "owner"],
	deals: ["name", "company", "email", "owner", "stage", "amount", "created_at", "closes_at", "channel"],
	score_rules: [
		"label",
		"kind",
		"subject",
		"value",
		"target",
		"at_least",
		"at_most",
		"points",
		"repeat",
		"cap",
		"window_days",
		"id",
	],
	icp: ["field", "accepted", "weight", "id"],
	targets: ["month", "metric", "kind", "dimension", "value"],
} as const satisfies Record<TableName, readonly string[]>;

/** Rows below the header. */
export type Tables = Readonly<Record<TableName, Cell[][]>>;

const AS_OF_DAY = dayOf(2026, 11, 20);
export const AS_OF: WallTime = timeOf(AS_OF_DAY, 12 * 3600);
/** The workbook's clock is Tokyo's. */
export const OFFSET_SECONDS = 9 * 3600;

const DAY = 86_400;
const SPAN_DAYS = 730;
/** How many activities lie in the last 30 days. */
const RECENT_SHARE = 0.17;

const CHANNELS = "展示会 問い合わせ 資料DL セミナー Web広告 紹介 テレアポ 名刺交換 メルマガ 代理店".split(
	" ",
);
/** Source events; most leads come from none. One is written in two ways. */
const CAMPAIGNS =
	"ものづくり展 省エネ展 物流展 食品展 DXPO ＤＸＰＯ セミナーA セミナーB 名簿2026 広告リスト".split(" ");
const TITLES =
	"代表取締役 取締役 執行役員 本部長 事業部長 部長 次長 課長 係長 主任 担当 営業部長 情報システム部長 購買課長".split(
		" ",
	);
const INDUSTRIES = "自動車 自動車部品 機械 食品 小売 建設 物流 金融 化学 医療".split(" ");
const PREFECTURES = "東京都 大阪府 愛知県 神奈川県 福岡県 北海道 静岡県 広島県 宮城県 兵庫県".split(" ");
const COMPANY_STEMS = "青葉精機 東明工業 北斗食品 白樺物流 若草化学 旭台建設 常葉商会 瑞原電機".split(" ");
/** Type words with their share of all activities; a few are spelled in full width. */
const TYPES: readonly (readonly [string, number])[] = [
	["ページ閲覧", 38],
	["Web閲覧", 6],
	["ＰＶ", 1],
	["メール開封", 15],
	["メールクリック", 8],
	["資料DL", 4],
	["セミナー参加", 3],
	["展示会来場", 2],
	["アンケート回答", 2],
	["架電", 11],
	["メール送信", 6],
	["打ち合わせ", 2],
	["問い合わせ", 1],
	["社内メモ", 1],
];
const TARGETS: readonly (readonly [string, number])[] = [
	["製品ABC", 8],
	["製品ABC 価格", 3],
	["製品ＡＢＣ 機能一覧", 2],
	["製品ABCD 料金", 2],
	["製品XYZ", 12],
	["トップページ", 14],
	["ブログ: 段取り時間の減らし方", 9],
	["導入事例: プレスライン", 9],
	["会社概要", 5],
	["/case/press-line", 4],
];
const ANSWERS = "現在検討中 情報収集中 予定なし".split(" ");
const STAGES: readonly (readonly [string, number])[] = [
	["ヒアリング", 14],
	["提案", 16],
	["合意", 6],
	["契約", 24],
	["受注", 6],
	["失注", 28],
	["見送り", 4],
	["", 2],
];
const REPS = SURNAMES.slice(0, 20).map(([name]) => name);

/**
 * Rules as the Score rules tab has them, 19 about the lead and 14 about what it did: label, kind, subject, value,
 * target, at least, at most, points, repeat, cap, days.
 */
const RULES: readonly (readonly Cell[])[] = [
	["業種: 自動車", "attribute_equals", "industry", "自動車", "", "", "", 20, "", "", ""],
	["業種: 機械・化学", "attribute_equals", "industry", "機械、化学", "", "", "", 15, "", "", ""],
	["業種: 食品", "attribute_equals", "industry", "食品", "", "", "", 10, "", "", ""],
	["業種: 金融・医療", "attribute_equals", "industry", "金融、医療", "", "", "", -5, "", "", ""],
	["部長以上", "title_at_least", "title", "部長", "", "", "", 10, "", "", ""],
	["執行役員以上", "title_at_least", "title", "執行役員", "", "", "", 10, "", "", ""],
	["課長以上", "title_at_least", "title", "課長", "", "", "", 5, "", "", ""],
	["情報システム・購買", "attribute_contains", "title", "情報システム、購買", "", "", "", 8, "", "", ""],
	["営業", "attribute_contains", "title", "営業", "", "", "", 3, "", "", ""],
	["300名以上", "attribute_range", "employees", "", "", 300, "", 10, "", "", ""],
	["1,000名以上", "attribute_range", "employees", "", "", 1000, "", 10, "", "", ""],
	["100〜299名", "attribute_range", "employees", "", "", 100, 299, 5, "", "", ""],
	["30名未満", "attribute_range", "employees", "", "", "", 29, -10, "", "", ""],
	["東京・大阪", "attribute_equals", "prefecture", "東京都、大阪府", "", "", "", 5, "", "", ""],
	["愛知・静岡", "attribute_equals", "prefecture", "愛知県、静岡県", "", "", "", 5, "", "", ""],
	["神奈川", "attribute_equals", "prefecture", "神奈川県", "", "", "", 3, "", "", ""],
	["紹介", "attribute_equals", "channel", "紹介", "", "", "", 10, "", "", ""],
	["展示会・セミナー", "attribute_equals", "channel", "展示会、セミナー", "", "", "", 5, "", "", ""],
	["Webから", "attribute_contains", "channel", "Web、資料", "", "", "", 3, "", "", ""],
	["展示会来場", "event", "exhibition", "", "", "", "", 10, "once", "", 30],
	["製品ABCを3回以上閲覧", "count", "page_view", "", "製品ABC", 3, "", 30, "once", "", 30],
	["製品ABCを5分以上閲覧", "minutes", "page_view", "", "製品ABC", 5, "", 40, "once", "", 30],
	["製品ABCの資料DL", "event_with", "download", "", "製品ABC", "", "", 20, "once", "", 30],
	["現在検討中", "answer", "survey", "現在検討中", "製品ABC", "", "", 50, "once", "", 30],
	["セミナー参加", "event", "seminar", "", "", "", "", 15, "once", "", 30],
	["問い合わせ", "event", "form", "", "", "", "", 40, "once", "", 60],
	["メールクリック", "event", "email_click", "", "", "", "", 2, "each", 10, 30],
	["メール開封", "event", "email_open", "", "", "", "", 1, "each", 5, 30],
	["資料DL", "event", "download", "", "", "", "", 5, "each", 15, 90],
	["価格の閲覧", "event_with", "page_view", "", "価格", "", "", 15, "once", "", 30],
	["導入事例を2回以上閲覧", "count", "page_view", "", "導入事例", 2, "", 10, "once", "", 30],
	["製品XYZの閲覧3回ごと", "count", "page_view", "", "製品XYZ", 3, "", 5, "each", 15, 30],
	["閲覧10分以上", "minutes", "page_view", "", "", 10, "", 10, "once", "", 30],
];

class Random {
	constructor(private state: number) {}

	/** 0 ≤ x < 1; mulberry32, T. Ettinger. */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) | 0;
		let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	}

	int(below: number): number {
		return Math.floor(this.next() * below);
	}

	chance(share: number): boolean {
		return this.next() < share;
	}

	pick<T>(list: readonly T[]): T {
		return list[this.int(list.length)] as T;
	}

	weighted<T>(list: readonly (readonly [T, number])[]): T {
		let left = this.next() * list.reduce((sum, [, weight]) => sum + weight, 0);
		for (const [value, weight] of list) {
			left -= weight;
			if (left < 0) return value;
		}
		return (list[0] as readonly [T, number])[0];
	}

	normal(): number {
		return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
	}
}

const encoded = new Map<string, { bytes: Buffer; isWide: boolean }>();

/** A string object that nothing else shares, as each call to a service makes them. */
function own(text: string): string {
	if (text === "") return "";
	let held = encoded.get(text);
	if (held === undefined) {
		const isWide = [...text].some((letter) => letter > "\u00ff");
		held = { bytes: Buffer.from(text, isWide ? "utf16le" : "latin1"), isWide };
		if (encoded.size > 20_000) encoded.clear();
		encoded.set(text, held);
	}
	return held.bytes.toString(held.isWide ? "utf16le" : "latin1");
}

function dateOf(wall: number): Date {
	return new Date((wall - OFFSET_SECONDS) * 1000);
}

/** A cell of a moment: a Date, or now and then what somebody typed as text. */
function momentCell(random: Random, wall: number): Cell {
	if (!random.chance(0.003)) return dateOf(wall);
	const [day = "", clock = ""] = new Date(wall * 1000).toISOString().split("T");
	return own(`${day.replace(/-/g, "/")} ${clock.slice(0, 5)}`);
}

function wide(text: string): string {
	return text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
}

/** A mail address as people spell it. */
function spelled(random: Random, email: string): string {
	const roll = random.next();
	if (roll < 0.02) return own(wide(email));
	if (roll < 0.05) return own(email.toUpperCase());
	if (roll < 0.06) return own(`${email} `);
	return own(email);
}

/** How many activities each lead has: log-normal with a long tail; one lead in seven has none. */
function activityCounts(random: Random, { leads, activities }: Size): Int32Array {
	const counts = new Int32Array(leads);
	let left = activities;
	for (let lead = 0; lead < leads; lead++) {
		if (random.chance(0.14)) continue;
		const drawn = Math.max(1, Math.min(221, Math.round(Math.exp(1.82 + 1.12 * random.normal()))));
		counts[lead] = Math.min(drawn, left);
		left -= counts[lead] as number;
	}
	// What the draw lacks goes to those who are active already.
	while (left > 0) {
		const lead = random.int(leads);
		const held = counts[lead] as number;
		if (held === 0 || held >= 221) continue;
		counts[lead] = held + 1;
		left--;
	}
	return counts;
}

interface Person {
	readonly email: string;
	readonly name: string;
	readonly company: number;
}

const VERDICT_WORDS = { in: ["○", "対象"], out: ["×", "対象外"] } as const;

export function generate(size: Size, seed: number): Tables {
	const random = new Random(seed);
	const events = new Random(seed ^ 0x00ca_fe01);
	const firstDay = AS_OF_DAY - SPAN_DAYS;
	const companies = Math.ceil(size.leads * 0.35);
	const verdicts = Array.from({ length: companies }, () => {
		const roll = random.next();
		return roll < 0.45 ? "in" : roll < 0.65 ? "out" : null;
	});

	const people: Person[] = [];
	const created = new Float64Array(size.leads);
	const leads: Cell[][] = [];
	for (let i = 0; i < size.leads; i++) {
		const repeated = i > 0 && random.chance(0.06) ? people[random.int(i)] : undefined;
		const company = repeated?.company ?? random.int(companies);
		const [surname, latin] = random.pick(SURNAMES);
		const [given] = random.pick(GIVEN_NAMES);
		const person = repeated ?? {
			email: random.chance(0.04) ? "" : `${latin}.${i}@c${company}.example.jp`,
			name: `${surname} ${given}`,
			company,
		};
		people.push(person);
		// More leads came lately than long ago.
		created[i] =
			(firstDay + Math.floor(SPAN_DAYS * Math.sqrt(random.next()))) * DAY + 32_400 + random.int(30_000);
		const verdict = verdicts[company] ?? null;
		const typed = verdict === null || !random.chance(0.6) ? "" : random.pick(VERDICT_WORDS[verdict]);
		const contact = random.next();
		const employees = Math.round(Math.exp(2.5 + 5 * random.next()));
		leads.push([
			random.chance(0.01) ? "" : momentCell(random, created[i] as number),
			random.chance(0.02) ? "" : own(`株式会社${COMPANY_STEMS[company % 8]}${company}`),
			own(person.name),
			person.email === "" ? "" : spelled(random, person.email),
			random.chance(0.15) ? "" : own(random.pick(TITLES)),
			random.chance(0.1) ? "" : own(random.pick(INDUSTRIES)),
			random.chance(0.2) ? "" : random.chance(0.1) ? own(wide(`${employees}名`)) : employees,
			random.chance(0.1) ? "" : own(random.pick(PREFECTURES)),
			random.chance(0.03) ? "" : own(random.pick(CHANNELS)),
			random.chance(0.05) ? "" : own(random.pick(REPS)),
			own(random.chance(0.002) ? "×" : typed),
			own(contact < 0.3 ? "○" : contact < 0.36 ? "×" : ""),
			random.chance(0.2) ? dateOf((AS_OF_DAY - 20 + random.int(60)) * DAY) : "",
			random.chance(0.5) ? dateOf((Math.floor((created[i] as number) / DAY) - 2 + random.int(40)) * DAY) : "",
			events.chance(0.4) ? own(events.pick(CAMPAIGNS)) : "",
		]);
	}

	return {
		leads,
		activities: activityRows(random, size, people, created),
		deals: dealRows(random, size, people, created),
		score_rules: RULES.map((rule, i) => [...rule, `r${i + 1}`]),
		icp: defaultCriteria().map(({ id, field, accepted, weight }) => [field, accepted, weight, id]),
		targets: targetRows(random),
	};
}

function activityRows(
	random: Random,
	size: Size,
	people: readonly Person[],
	created: Float64Array,
): Cell[][] {
	const counts = activityCounts(random, size);
	// The moment with its lead in the digits behind it: one native sort puts the rows in order.
	const events = new Float64Array(size.activities);
	const recentFrom = (AS_OF_DAY - 29) * DAY;
	let filled = 0;
	counts.forEach((count, lead) => {
		const from = Math.min(created[lead] as number, recentFrom - DAY);
		for (let n = 0; n < count; n++) {
			const at = random.chance(RECENT_SHARE)
				? recentFrom + random.int(30 * DAY - 12 * 3600)
				: from + random.int(recentFrom - from);
			events[filled++] = at * 131_072 + lead;
		}
	});
	events.sort();
	const rows: Cell[][] = [];
	for (let i = 0; i < size.activities; i++) {
		// Now and then a row was added late.
		const event = events[random.chance(0.01) ? random.int(size.activities) : i] as number;
		const at = Math.floor(event / 131_072);
		const { email } = people[event % 131_072] as Person;
		const type = random.weighted(TYPES);
		const isView = type === "ページ閲覧" || type === "Web閲覧" || type === "ＰＶ";
		const isOurs = type === "架電" || type === "メール送信" || type === "打ち合わせ";
		const isAbout = isView || type === "資料DL" || type === "アンケート回答" || type === "セミナー参加";
		// A row without a day has a type at least: a blank row is no activity.
		const isUndated = random.chance(0.008);
		rows.push([
			random.chance(0.02)
				? own(`nobody.${random.int(5000)}@unknown.example.com`)
				: email === "" || random.chance(0.03)
					? ""
					: spelled(random, email),
			isUndated ? "" : momentCell(random, at),
			!isUndated && random.chance(0.005) ? "" : own(type),
			isAbout ? own(random.weighted(TARGETS)) : "",
			isView && random.chance(0.4) ? 1 + random.int(6) : "",
			isView || isOurs ? (random.chance(0.3) ? "" : (1 + random.int(120)) / 10) : "",
			type === "アンケート回答" ? own(random.pick(ANSWERS)) : "",
			isOurs ? own(random.pick(REPS)) : "",
		]);
	}
	return rows;
}

function dealRows(random: Random, size: Size, people: readonly Person[], created: Float64Array): Cell[][] {
	const rows: Cell[][] = [];
	for (let i = 0; i < size.deals; i++) {
		const lead = random.int(size.leads);
		const person = people[lead] as Person;
		// One in fifty is dated before its lead.
		const lag = random.chance(0.02) ? -3 - random.int(20) : random.int(150);
		const start = Math.min(AS_OF_DAY + 5, Math.floor((created[lead] as number) / DAY) + lag);
		const stage = random.weighted(STAGES);
		const amount = 100_000 * (1 + Math.floor(60 * random.next() ** 3));
		const roll = random.next();
		rows.push([
			own(`案件${i + 1}`),
			own(`株式会社${COMPANY_STEMS[person.company % 8]}${person.company}`),
			person.email === "" || random.chance(0.05) ? "" : spelled(random, person.email),
			random.chance(0.03) ? "" : own(random.pick(REPS)),
			own(random.chance(0.02) ? ` ${stage}` : stage),
			roll < 0.05 ? "" : roll < 0.08 ? own(`${wide(amount.toLocaleString("en"))}円`) : amount,
			random.chance(0.02) ? "" : momentCell(random, start * DAY),
			random.chance(0.06) ? "" : dateOf(Math.min(AS_OF_DAY + 90, start + random.int(220)) * DAY),
			random.chance(0.4) ? "" : own(random.pick(CHANNELS)),
		]);
	}
	return rows;
}

function targetRows(random: Random): Cell[][] {
	const rows: Cell[][] = [];
	for (let month = 0; month < 13; month++) {
		const label = `${2025 + Math.floor((10 + month) / 12)}-${String(((10 + month) % 12) + 1).padStart(2, "0")}`;
		for (const rep of REPS) rows.push([label, "won_amount", "rep", rep, 1_000_000 * (1 + random.int(40))]);
	}
	return rows;
}
