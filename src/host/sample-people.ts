/** Who is in the sample: the vendor's team, the companies around it, and the people who became leads. */

import { dayNumber, dayOfMonth, isWeekday, monthOf, monthsBetween, weekday, yearOf } from "./sample-days";
import type { Random } from "./sample-random";
import {
	CHANNELS,
	type Channel,
	COMPANY_HEADS,
	CONTACT_OUT_REASONS,
	DEPARTMENTS,
	EXHIBITIONS,
	GIVEN_NAMES,
	IN_REASONS,
	OUT_REASONS,
	PREFECTURES,
	SEGMENTS,
	SEMINAR_THEMES,
	type Segment,
	SURNAMES,
	TITLES,
} from "./sample-words";

/** The days that the sample covers: records lie from `first` to `last`, the day before `asOf`. */
export interface Span {
	readonly first: number;
	readonly last: number;
	readonly asOf: number;
}

export interface Member {
	readonly name: string;
	readonly email: string;
	readonly role: "SDR" | "BDR" | "FS" | "マーケ" | "マネージャー";
	readonly fte: number;
	readonly joined: number;
}

export interface Company {
	readonly name: string;
	readonly slug: string;
	readonly segment: Segment;
	readonly industry: string;
	readonly employees: number;
	readonly prefecture: string;
	readonly areaCode: string;
	readonly owner: Member;
	/** How many of its people become leads, relative to others. */
	readonly weight: number;
	verdict: "in" | "out" | null;
	reason: string;
}

/** A fair, a seminar or a list that brought leads in. */
export interface Campaign {
	readonly name: string;
	readonly channel: Channel;
	readonly day: number;
	readonly length: number;
}

export interface Lead {
	readonly company: Company;
	readonly family: readonly [string, string];
	readonly given: readonly [string, string];
	readonly industry: string;
	readonly department: string;
	readonly title: string;
	/** 部長 or above. */
	readonly senior: boolean;
	readonly email: string;
	readonly phone: string;
	readonly channel: Channel;
	readonly campaign: Campaign | null;
	readonly createdOn: number;
	readonly createdSecond: number;
	readonly owner: Member | null;
	readonly contactVerdict: "in" | "out" | null;
	readonly contactReason: string;
}

const MEMBERS: readonly (readonly [string, string, Member["role"], number, number])[] = [
	["佐藤 美咲", "misaki.sato", "SDR", 1, 1430],
	["田中 翔太", "shota.tanaka", "SDR", 0.6, 760],
	["鈴木 健一", "kenichi.suzuki", "BDR", 1, 980],
	["高橋 直樹", "naoki.takahashi", "FS", 1, 2890],
	["伊藤 彩", "aya.ito", "FS", 1, 1250],
	["渡辺 大輔", "daisuke.watanabe", "FS", 1, 160],
	["山本 由佳", "yuka.yamamoto", "マーケ", 1, 1900],
	["中村 浩二", "koji.nakamura", "マネージャー", 1, 3650],
];

export function createMembers(span: Span): Member[] {
	return MEMBERS.map(([name, local, role, fte, days]) => {
		const day = span.asOf - days;
		return {
			name,
			email: `${local}@mikomi-demo.example`,
			role,
			fte,
			joined: dayNumber(yearOf(day), monthOf(day), 1),
		};
	});
}

/** The members in one of these roles who were there on a day. */
export function teamOn(members: readonly Member[], day: number, ...roles: Member["role"][]): Member[] {
	return members.filter((member) => roles.includes(member.role) && member.joined <= day);
}

export function createCompanies(random: Random, count: number, members: readonly Member[]): Company[] {
	const names = new Set<string>();
	const companies: Company[] = [];
	const reps = members.filter(({ role }) => role === "SDR" || role === "BDR");
	const shares = Object.entries(SEGMENTS).map(([key, { share }]) => [key as Segment, share] as const);
	while (companies.length < count) {
		const segment = random.weighted(shares);
		const words = SEGMENTS[segment];
		const [head, headSlug] = random.pick(COMPANY_HEADS);
		const [tail, tailSlug] = random.pick(words.tails);
		if (names.has(head + tail)) continue;
		names.add(head + tail);
		const form = random.weighted([
			["株式会社", 93],
			["有限会社", 5],
			["合同会社", 2],
		]);
		const front = random.chance(0.7);
		const [prefecture, areaCode] = random.weighted(PREFECTURES);
		companies.push({
			name: front ? `${form}${head}${tail}` : `${head}${tail}${form}`,
			slug: `${headSlug}-${tailSlug}`,
			segment,
			industry: random.pick(words.industries),
			employees: Math.max(6, Math.round(words.size * Math.exp(0.85 * random.normal()))),
			prefecture,
			areaCode,
			owner: random.pick(reps),
			weight: 1 / (6 + companies.length) ** 0.65,
			verdict: null,
			reason: "",
		});
	}
	return companies;
}

export function createCampaigns(random: Random, span: Span): Campaign[] {
	const campaigns: Campaign[] = [];
	for (let year = yearOf(span.first); year <= yearOf(span.last); year++) {
		for (const { name, month, day } of EXHIBITIONS) {
			const planned = dayNumber(year, month, day);
			// The Wednesday that follows: day 0, 1970-01-01, was a Thursday.
			const opens = planned + ((13 - (planned % 7)) % 7);
			if (opens < span.first || opens + 2 > span.last) continue;
			campaigns.push({ name: `${name} ${year}`, channel: "exhibition", day: opens, length: 3 });
		}
	}
	for (const { key, from } of monthsBetween(span.first, span.last)) {
		const thursday = from + ((7 - (from % 7)) % 7) + 14;
		if (thursday < span.first || thursday > span.last) continue;
		const theme = SEMINAR_THEMES[monthOf(from) % SEMINAR_THEMES.length]!;
		campaigns.push({
			name: `オンラインセミナー「${theme}」${key}`,
			channel: "seminar",
			day: thursday,
			length: 1,
		});
	}
	for (const back of [505, 375, 240, 110]) {
		const day = weekday(span.asOf - back - random.int(0, 8));
		if (day < span.first) continue;
		const name = `ハウスリスト再整備 ${yearOf(day)}年${monthOf(day)}月`;
		campaigns.push({ name, channel: "houseList", day, length: 1 });
	}
	return campaigns;
}

const LEAD_SHARES: readonly (readonly [Channel, number])[] = [
	["exhibition", 0.31],
	["seminar", 0.16],
	["inquiry", 0.12],
	["houseList", 0.1],
	["referral", 0.045],
	["ad", 0.09],
];

interface Arrival {
	readonly channel: Channel;
	readonly campaign: Campaign | null;
	readonly day: number;
	readonly second: number;
}

export function createLeads(
	random: Random,
	span: Span,
	count: number,
	world: {
		readonly companies: readonly Company[];
		readonly campaigns: readonly Campaign[];
		readonly members: readonly Member[];
	},
): Lead[] {
	const arrivals = createArrivals(random.fork("arrivals"), span, count, world.campaigns);
	const emails = new Set<string>();
	const weights = world.companies.map((company) => [company, company.weight] as const);
	return arrivals.map((arrival): Lead => {
		const company = random.weighted(weights);
		const family = random.pick(SURNAMES);
		const given = random.pick(GIVEN_NAMES);
		const [title, senior] = random.weighted(TITLES);
		const verdict = random.next();
		const contactVerdict = verdict < 0.34 ? "in" : verdict < 0.4 ? "out" : null;
		const callers = teamOn(world.members, arrival.day, "SDR", "BDR");
		const recent = span.last - arrival.day < 12;
		return {
			company,
			family,
			given,
			// Never blank for car makers: the points of hot leads must not hang on what others fill in.
			industry: company.segment !== "auto" && random.chance(0.08) ? "" : company.industry,
			department: random.chance(0.08) ? "" : random.weighted(DEPARTMENTS),
			title,
			senior,
			email: emailOf(random, company, family[1], given[1], arrival.channel, emails),
			phone: random.chance(0.22) ? "" : phoneOf(random, company.areaCode),
			channel: arrival.channel,
			campaign: arrival.campaign,
			createdOn: arrival.day,
			createdSecond: arrival.second,
			owner: random.chance(recent ? 0.35 : 0.04)
				? null
				: random.chance(0.7)
					? company.owner
					: random.pick(callers),
			contactVerdict,
			contactReason: contactVerdict === "out" ? random.pick(CONTACT_OUT_REASONS) : "",
		};
	});
}

/** When and how leads come: fairs in bursts, lists in blocks, the rest along the season with some growth. */
function createArrivals(
	random: Random,
	span: Span,
	count: number,
	campaigns: readonly Campaign[],
): Arrival[] {
	const arrivals: Arrival[] = [];
	const season = daySeason(span);
	for (const [channel, share] of LEAD_SHARES) {
		const planned = Math.round(count * share);
		const own = campaigns.filter((campaign) => campaign.channel === channel);
		for (let i = 0; i < planned; i++) {
			const campaign =
				own.length === 0 ? null : random.weighted(own.map((item) => [item, campaignSize(item)] as const));
			arrivals.push(
				campaign === null ? freeArrival(random, channel, season) : campaignArrival(random, campaign, span),
			);
		}
	}
	while (arrivals.length < count) arrivals.push(freeArrival(random, "download", season));
	return arrivals.sort((a, b) => a.day - b.day || a.second - b.second);
}

function campaignSize(campaign: Campaign): number {
	return EXHIBITIONS.find(({ name }) => campaign.name.startsWith(name))?.size ?? 10;
}

function campaignArrival(random: Random, campaign: Campaign, span: Span): Arrival {
	const { channel } = campaign;
	if (channel === "houseList") return { channel, campaign, day: campaign.day, second: 9 * 3600 + 1800 };
	// Cards are typed in during the days after a fair, sign-ups come in during the week before a seminar.
	const typedIn = campaign.day + campaign.length + random.int(0, 3);
	const day =
		channel === "exhibition"
			? Math.min(weekday(typedIn), weekday(span.last, -1))
			: Math.max(span.first, campaign.day - random.int(0, 7));
	return { channel, campaign, day, second: officeSecond(random) };
}

function freeArrival(
	random: Random,
	channel: Channel,
	season: readonly (readonly [number, number])[],
): Arrival {
	const day = random.weighted(season);
	return {
		channel,
		campaign: null,
		day: channel === "referral" ? weekday(day, -1) : day,
		second: channel === "referral" ? officeSecond(random) : webSecond(random),
	};
}

/** Fewer people ask in August, at the turn of the year and at week-ends; more in September and before April. */
function daySeason(span: Span): [number, number][] {
	const months = [0.85, 1.15, 1.2, 0.95, 0.85, 1.05, 1.05, 0.7, 1.2, 1.1, 1.05, 0.8];
	const days: [number, number][] = [];
	for (let day = span.first; day <= span.last; day++) {
		const month = monthOf(day);
		const growth = 1 + 0.5 * ((day - span.first) / (span.last - span.first));
		const holidays =
			(month === 12 && dayOfMonth(day) >= 29) ||
			(month === 1 && dayOfMonth(day) <= 3) ||
			(month === 8 && dayOfMonth(day) >= 12 && dayOfMonth(day) <= 16);
		days.push([day, growth * months[month - 1]! * (isWeekday(day) ? 1 : 0.2) * (holidays ? 0.1 : 1)]);
	}
	return days;
}

export function officeSecond(random: Random): number {
	return random.int(9 * 3600, 18 * 3600 - 1);
}

export function webSecond(random: Random): number {
	return random.chance(0.8) ? officeSecond(random) : random.int(7 * 3600, 23 * 3600);
}

function emailOf(
	random: Random,
	company: Company,
	family: string,
	given: string,
	channel: Channel,
	taken: Set<string>,
): string {
	const draw = random.next();
	if (channel === "exhibition" ? draw < 0.06 : draw < 0.01) return "";
	// An underscore cannot stand in a Gmail address: nobody has these.
	const free = draw > 0.97 && channel !== "houseList";
	const host = free ? "gmail.com" : `${company.slug}.example`;
	const styles = free
		? [`${given}_${family}_sample`]
		: [family, `${given[0]}.${family}`, `${given}.${family}`, `${family}-${given}`];
	const first = random.int(0, styles.length - 1);
	for (let i = 0; ; i++) {
		const style = styles[(first + i) % styles.length]!;
		const email = `${style}${i < styles.length ? "" : i}@${host}`;
		if (!taken.has(email)) {
			taken.add(email);
			return email;
		}
	}
}

function phoneOf(random: Random, areaCode: string): string {
	const last = String(random.int(0, 9999)).padStart(4, "0");
	// No exchange has the number 0000.
	return `${areaCode}-${"0".repeat(6 - areaCode.length)}-${last}`;
}

/** Judges companies until about this share of the leads belongs to a judged one. */
export function judgeCompanies(
	random: Random,
	companies: readonly Company[],
	leads: readonly Lead[],
	share: number,
): void {
	const people = new Map<Company, number>();
	for (const { company } of leads) people.set(company, (people.get(company) ?? 0) + 1);
	let judged = 0;
	for (const company of random.shuffle(companies)) {
		if (judged >= leads.length * share) break;
		const { target } = SEGMENTS[company.segment];
		const small = company.employees < 30;
		const fits = random.chance(small ? target * 0.6 : Math.min(0.97, target * 1.15));
		company.verdict = fits ? "in" : "out";
		company.reason = fits ? inReason(random, company) : outReason(random, company, small, target);
		judged += people.get(company) ?? 0;
	}
}

function inReason(random: Random, company: Company): string {
	if (company.segment === "auto" && company.employees >= 300 && random.chance(0.6)) return IN_REASONS[2]!;
	return random.pick([IN_REASONS[0]!, IN_REASONS[1]!, IN_REASONS[3]!, IN_REASONS[4]!]);
}

function outReason(random: Random, company: Company, small: boolean, target: number): string {
	if (small) return OUT_REASONS[1]!;
	if (company.segment === "trading") return OUT_REASONS[2]!;
	if (target < 0.5) return OUT_REASONS[0]!;
	return random.pick(OUT_REASONS.slice(3));
}

/** The channel as the team writes it. */
export function channelLabel(channel: Channel): string {
	return CHANNELS[channel];
}
