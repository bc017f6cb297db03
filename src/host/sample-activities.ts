/** What leads did and what the team did about them, filled up to a Zipf-like whole with newsletters and visits. */

import { isWeekday, monthOf, monthsBetween, weekday, yearOf } from "./sample-days";
import type { Deal } from "./sample-deals";
import { appeal, type FairVisit, type Interest } from "./sample-interest";
import { type Lead, type Member, officeSecond, type Span, teamOn, webSecond } from "./sample-people";
import type { Random } from "./sample-random";

export interface Activity {
	/** Null: nobody whom the lead table knows. */
	readonly lead: Lead | null;
	readonly day: number;
	readonly second: number;
	readonly type: string;
	readonly target: string;
	readonly via: string;
	readonly count: number | null;
	readonly minutes: number | null;
	readonly answer: string;
	readonly result: string;
	readonly owner: Member | null;
	readonly note: string;
}

/** Pages by their titles. The published table asks for views of 製品ABC: all of these, and none of the others. */
const PRODUCT_PAGES: readonly (readonly [string, number])[] = [
	["製品ABC", 70],
	["製品ABC 機能一覧", 12],
	["製品ABC 価格", 10],
	["製品ABC よくある質問", 8],
];
const OTHER_PAGES: readonly (readonly [string, number])[] = [
	["トップページ", 22],
	["製品XYZ", 18],
	["ブログ: 段取り時間の減らし方", 14],
	["ブログ: 部品在庫の考え方", 10],
	["導入事例: プレスライン", 14],
	["導入事例: ハーネス組立", 9],
	["セミナー一覧", 8],
	["会社概要", 7],
	["/case/press-line?utm_source=mail", 4],
];

interface World {
	readonly leads: readonly Lead[];
	readonly visits: readonly FairVisit[];
	readonly interests: readonly Interest[];
	readonly deals: readonly Deal[];
	readonly members: readonly Member[];
}

export function createActivities(random: Random, span: Span, count: number, world: World): Activity[] {
	const log = new ActivityLog(span);
	logFairs(random.fork("fairs"), log, world);
	logInterests(random.fork("interests"), log, world);
	logArrivals(random.fork("arrivals"), log, world);
	logOutreach(random.fork("outreach"), log, span, world);
	logDeals(random.fork("deals"), log, span, world);
	logStrangers(random.fork("strangers"), log, span);
	fillUp(random.fork("rest"), log, span, count, world);
	return log.sorted();
}

class ActivityLog {
	private readonly items: Activity[] = [];
	private readonly span: Span;

	constructor(span: Span) {
		this.span = span;
	}

	get size(): number {
		return this.items.length;
	}

	/** What would lie outside of the span did not happen. */
	add(
		lead: Lead | null,
		day: number,
		second: number,
		type: string,
		rest: Partial<Omit<Activity, "lead" | "day" | "second" | "type">> = {},
	): void {
		if (day < this.span.first || day > this.span.last) return;
		this.items.push({
			target: "",
			via: "",
			count: null,
			minutes: null,
			answer: "",
			result: "",
			owner: null,
			note: "",
			...rest,
			lead,
			day,
			second,
			type,
		});
	}

	sorted(): Activity[] {
		return this.items.sort((a, b) => a.day - b.day || a.second - b.second);
	}
}

function logFairs(random: Random, log: ActivityLog, { visits }: World): void {
	for (const { lead, fair, day } of visits) {
		log.add(lead, day, random.int(10 * 3600, 17 * 3600 - 1), "展示会来場", {
			target: fair.name,
			via: "会場",
		});
	}
}

/** The deeds that score, spread over the phase so that they add up on its last day. */
function logInterests(random: Random, log: ActivityLog, { interests }: World): void {
	for (const { lead, from, to, deeds } of interests) {
		const someDay = () => random.int(from, to);
		if (deeds.has("views") || deeds.has("minutes")) {
			const views = deeds.has("views") ? random.int(3, 7) : random.int(1, 2);
			const minutes = deeds.has("minutes") ? random.int(52, 165) / 10 : random.int(8, 46) / 10;
			logPageVisits(random, log, lead, { views, minutes, from, to });
		}
		if (deeds.has("download")) {
			log.add(lead, someDay(), webSecond(random), "資料DL", { target: "製品ABC", via: "メール" });
		}
		if (deeds.has("survey")) {
			log.add(lead, to, webSecond(random), "アンケート回答", {
				target: "製品ABC",
				via: random.pick(["メール", "Web"]),
				answer: "現在検討中",
			});
		}
	}
}

/** Parts the views over one to three visits; views and minutes sum to what is asked. */
function logPageVisits(
	random: Random,
	log: ActivityLog,
	lead: Lead,
	total: { readonly views: number; readonly minutes: number; readonly from: number; readonly to: number },
): void {
	const visits = Math.min(total.views, random.int(1, 3));
	let views = total.views;
	let tenths = Math.round(total.minutes * 10);
	for (let visit = visits; visit >= 1; visit--) {
		const count = visit === 1 ? views : random.int(1, views - visit + 1);
		const part = visit === 1 ? tenths : Math.max(1, Math.round((tenths * count) / views));
		views -= count;
		tenths -= part;
		log.add(lead, random.int(total.from, total.to), webSecond(random), "ページ閲覧", {
			target: random.weighted(PRODUCT_PAGES),
			via: random.weighted([
				["検索", 5],
				["メール", 3],
				["直接", 2],
				["Web広告", 1],
			]),
			count,
			minutes: part / 10,
		});
	}
}

/** What brought a lead in, apart from fairs. */
function logArrivals(random: Random, log: ActivityLog, { leads, interests }: World): void {
	const looking = new Set(interests.map(({ lead }) => lead));
	for (const lead of leads) {
		const { createdOn: day, createdSecond: second, channel } = lead;
		const product = random.chance(0.7) ? "製品ABC" : "製品XYZ";
		if (channel === "inquiry") {
			log.add(lead, day, second, "問い合わせ", { target: product, via: "Web" });
			if (!looking.has(lead)) {
				log.add(lead, day, second - random.int(60, 900), "ページ閲覧", {
					target: "製品ABC",
					via: "検索",
					count: 1,
					minutes: random.int(5, 40) / 10,
				});
			}
		} else if (channel === "download" || channel === "ad") {
			const via = channel === "ad" ? "Web広告" : "Web";
			log.add(lead, day, second - random.int(30, 600), "ページ閲覧", {
				target: random.weighted(OTHER_PAGES),
				via,
				count: random.int(1, 4),
				minutes: random.int(4, 60) / 10,
			});
			log.add(lead, day, second, "資料DL", { target: product, via });
		} else if (channel === "seminar" && lead.campaign !== null && random.chance(0.74)) {
			log.add(lead, lead.campaign.day, 15 * 3600, "セミナー参加", {
				target: lead.campaign.name,
				via: "オンライン",
				minutes: random.int(25, 60),
			});
			if (random.chance(0.55)) {
				log.add(lead, lead.campaign.day, 16 * 3600 + random.int(0, 3000), "アンケート回答", {
					target: lead.campaign.name,
					via: "Web",
					answer: random.pick(["情報収集中", "情報収集中", "1年以内に検討", "時期未定", "導入予定なし"]),
				});
			}
		}
	}
}

const CALL_RESULTS: readonly (readonly [string, number])[] = [
	["不在", 46],
	["接続", 33],
	["受付止まり", 11],
	["折り返し待ち", 7],
	["番号違い", 3],
];

/** First calls and mails after a lead came: soon after an inquiry, days after a fair, later for a list. */
function logOutreach(random: Random, log: ActivityLog, span: Span, { leads, members }: World): void {
	for (const lead of leads) {
		const caller = lead.owner ?? random.pick(teamOn(members, span.first, "SDR"));
		const chased = {
			inquiry: 0.95,
			referral: 0.9,
			exhibition: 0.75,
			download: 0.6,
			ad: 0.5,
			seminar: 0.55,
			houseList: 0.7,
		};
		if (!random.chance(chased[lead.channel]) || (lead.owner === null && random.chance(0.7))) continue;
		const patience = random.int(1, 4);
		let day = lead.createdOn;
		let second = lead.createdSecond;
		for (let attempt = 0; attempt < patience; attempt++) {
			if (attempt === 0 && lead.channel === "inquiry" && isWeekday(day) && second < 17 * 3600) {
				second += Math.round(120 + random.waiting(3000));
			} else {
				day = weekday(day + (attempt === 0 ? random.int(1, 4) : random.int(1, 6)));
				second = officeSecond(random);
			}
			if (lead.phone === "" || random.chance(0.2)) {
				log.add(lead, day, Math.min(second, 20 * 3600), "メール送信", {
					target: random.pick(["お礼メール", "事例のご案内", "打ち合わせのご相談"]),
					via: "メール",
					owner: caller,
				});
				continue;
			}
			const result = random.weighted(CALL_RESULTS);
			log.add(lead, day, Math.min(second, 20 * 3600), "架電", {
				via: "電話",
				minutes: result === "接続" ? random.int(10, 140) / 10 : null,
				result,
				owner: caller,
				note: result === "接続" && random.chance(0.4) ? callNote(random) : "",
			});
			if (result === "接続" || result === "番号違い") break;
			if (result === "折り返し待ち" && random.chance(0.5)) {
				log.add(lead, weekday(day + random.int(0, 2)), officeSecond(random), "入電", {
					via: "電話",
					minutes: random.int(10, 90) / 10,
					result: "接続",
					owner: caller,
				});
				break;
			}
		}
	}
}

function callNote(random: Random): string {
	return random.pick([
		"資料は確認済み、上長に相談するとのこと",
		"来期の予算取りに向けて情報収集中",
		"現行システムの更新が再来年",
		"担当は設計部門とのこと、紹介を依頼",
		"打ち合わせ日程を調整中",
		"今は忙しい、来月に再架電",
	]);
}

function logDeals(random: Random, log: ActivityLog, span: Span, { deals }: World): void {
	for (const { lead, owner, createdOn, closesOn, outcome, product } of deals) {
		const until = outcome === "open" ? span.last : Math.min(span.last, closesOn ?? span.last);
		let day = createdOn;
		for (let meeting = random.int(2, 5); meeting > 0 && day <= until; meeting--) {
			const visit = random.chance(0.35);
			log.add(
				lead,
				weekday(day, -1),
				random.int(9, 16) * 3600 + random.pick([0, 1800]),
				visit ? "訪問" : "打ち合わせ",
				{
					target: product,
					via: visit ? "対面" : random.pick(["オンライン", "オンライン", "来社"]),
					minutes: random.pick([30, 45, 60, 60, 90]),
					owner,
					note: random.chance(0.2)
						? random.pick(["現場同席", "決裁者同席", "見積提示", "デモ実施", "課題の棚卸し"])
						: "",
				},
			);
			if (random.chance(0.7)) {
				log.add(lead, weekday(day + 1), officeSecond(random), "メール送信", {
					target: random.pick(["議事録", "見積書", "提案書", "日程調整"]),
					via: "メール",
					owner,
				});
			}
			day += random.int(6, 25);
		}
	}
}

/** People whom no lead row knows: a mistyped address, a visitor from the vendor's own house. */
function logStrangers(random: Random, log: ActivityLog, span: Span): void {
	for (let i = 0; i < 70; i++) {
		const day = random.int(span.first, span.last);
		log.add(null, day, webSecond(random), random.pick(["ページ閲覧", "ページ閲覧", "資料DL", "入電"]), {
			target: random.weighted(OTHER_PAGES),
			via: "Web",
		});
	}
}

/** Newsletters and quiet visits until the log has its size; a few leads take most of it. */
function fillUp(
	random: Random,
	log: ActivityLog,
	span: Span,
	count: number,
	{ leads, members }: World,
): void {
	const callers = teamOn(members, span.first, "SDR", "BDR");
	const newsletters = monthsBetween(span.first, span.last).map(({ from }) => {
		const day = weekday(from + 9);
		return { day, name: `メルマガ ${yearOf(day)}年${monthOf(day)}月号` };
	});
	const readers = random
		.shuffle(leads.filter(({ email }) => email !== ""))
		.map((lead, rank) => [lead, (0.4 + appeal(lead)) / (1 + rank) ** 0.75] as const);
	while (log.size < count) {
		const lead = random.weighted(readers);
		const kind = random.next();
		const issue = random.pick(newsletters);
		if (kind < 0.48) {
			if (issue.day < lead.createdOn) continue;
			const day = Math.min(span.last, issue.day + Math.round(random.waiting(1.2)));
			log.add(lead, day, webSecond(random), kind < 0.38 ? "メール開封" : "メールクリック", {
				target: issue.name,
				via: "メール",
			});
		} else if (kind < 0.78) {
			const day = lead.createdOn + Math.round(random.next() * (span.last - lead.createdOn));
			log.add(lead, day, webSecond(random), "ページ閲覧", {
				target: random.weighted(OTHER_PAGES),
				via: random.pick(["検索", "直接", "メール"]),
				count: random.int(1, 4),
				minutes: random.int(2, 70) / 10,
			});
		} else if (kind < 0.805) {
			const day = lead.createdOn + Math.round(random.next() * (span.last - lead.createdOn));
			log.add(lead, day, webSecond(random), "資料DL", {
				target: random.pick(["製品XYZ", "導入事例集", "製品ABC"]),
				via: "Web",
			});
		} else {
			const day = weekday(lead.createdOn + Math.round(random.next() * (span.last - lead.createdOn)), -1);
			if (day < lead.createdOn || lead.phone === "") continue;
			const result = random.weighted(CALL_RESULTS);
			const owner = lead.owner ?? random.pick(callers);
			log.add(lead, day, officeSecond(random), "架電", { via: "電話", result, owner });
		}
	}
}
