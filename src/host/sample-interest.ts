/**
 * Phases in which a lead looks hard at 製品ABC. Only they (and fairs) earn points of the published table, so
 * that the sample holds as many hot, warm and just-missed leads as it should, on whatever day it is made.
 */

import type { Campaign, Lead, Span } from "./sample-people";
import type { Random } from "./sample-random";

/** The published table: what an attribute or a deed within 30 days is worth; over 120 is hot. */
const POINTS = { fair: 10, auto: 20, senior: 10, views: 30, minutes: 40, download: 20, survey: 50 } as const;
const THRESHOLD = 120;
const WINDOW_DAYS = 30;

const DEEDS = ["views", "minutes", "download", "survey"] as const;
type Deed = (typeof DEEDS)[number];

export interface Interest {
	readonly lead: Lead;
	readonly from: number;
	readonly to: number;
	readonly deeds: ReadonlySet<Deed>;
	/** More than 120 points at its end. */
	readonly hot: boolean;
}

const ALL_DEEDS: readonly (readonly Deed[])[] = Array.from({ length: 15 }, (_, mask) =>
	DEEDS.filter((_deed, bit) => ((mask + 1) >> bit) & 1),
);

export interface FairVisit {
	readonly lead: Lead;
	readonly fair: Campaign;
	readonly day: number;
}

/** Who came to which fair: those whom it brought in, and some whom the team knew already. */
export function createFairVisits(
	random: Random,
	leads: readonly Lead[],
	campaigns: readonly Campaign[],
): FairVisit[] {
	const visits: FairVisit[] = [];
	for (const fair of campaigns) {
		if (fair.channel !== "exhibition") continue;
		for (const lead of leads) {
			const known = lead.createdOn < fair.day && random.chance(0.025);
			if (lead.campaign !== fair && !known) continue;
			visits.push({ lead, fair, day: fair.day + random.int(0, fair.length - 1) });
		}
	}
	return visits;
}

export interface InterestPlan {
	/** Leads over the threshold on asOf. */
	readonly hotNow: number;
	/** Leads at exactly the threshold on asOf, which a strict rule leaves out. */
	readonly edgeNow: number;
	/** Leads between 40 and 110 points on asOf. */
	readonly warmNow: number;
	/** Leads that were over the threshold at some time before. */
	readonly hotBefore: number;
	readonly warmBefore: number;
}

export function createInterests(
	random: Random,
	span: Span,
	leads: readonly Lead[],
	visits: readonly FairVisit[],
	plan: InterestPlan,
): Interest[] {
	const recentFair = new Set(
		visits.filter(({ day }) => span.asOf - day < WINDOW_DAYS).map(({ lead }) => lead),
	);
	const interests: Interest[] = [];
	const busy = new Set<Lead>();
	const windowStart = span.asOf - WINDOW_DAYS + 1;

	const add = (lead: Lead, deeds: readonly Deed[], from: number, to: number, hot: boolean) => {
		busy.add(lead);
		interests.push({ lead, from, to, deeds: new Set(deeds), hot });
	};
	const base = (lead: Lead) => attributePoints(lead) + (recentFair.has(lead) ? POINTS.fair : 0);
	const fill = (
		wanted: number,
		usable: (lead: Lead) => boolean,
		weight: (lead: Lead) => number,
		fits: (total: number) => boolean,
		hot: boolean,
	) => {
		let left = wanted;
		for (const lead of ranked(random, leads.filter(usable), weight)) {
			if (left === 0) return;
			if (busy.has(lead)) continue;
			const choices = ALL_DEEDS.filter((deeds) => fits(base(lead) + sum(deeds)));
			if (choices.length === 0) continue;
			const earliest = Math.max(windowStart + 2, lead.createdOn);
			const from = random.int(earliest, Math.max(earliest, span.last - 3));
			const to = Math.min(span.last, from + random.int(1, 9));
			add(lead, random.pick(choices), from, to, hot);
			left--;
		}
	};

	const wanted = (lead: Lead) => lead.company.verdict !== "out" && lead.contactVerdict !== "out";
	const settled = (lead: Lead) => lead.createdOn <= span.last - 3 && lead.email !== "";
	fill(
		plan.hotNow,
		(lead) => wanted(lead) && settled(lead),
		(lead) => appeal(lead) * freshness(lead, span.asOf),
		(total) => total > THRESHOLD,
		true,
	);
	// 対象外 vetoes: points alone make no lead hot.
	fill(
		2,
		(lead) => lead.company.verdict === "out" && settled(lead),
		() => 1,
		(total) => total > THRESHOLD,
		true,
	);
	fill(plan.edgeNow, settled, appeal, (total) => total === THRESHOLD, false);
	fill(
		plan.warmNow,
		settled,
		(lead) => freshness(lead, span.asOf),
		(total) => total >= 40 && total <= 110,
		false,
	);

	for (const [count, hot] of [
		[plan.hotBefore, true],
		[plan.warmBefore, false],
	] as const) {
		let left = count;
		for (const lead of ranked(random, leads, (item) => (hot && !wanted(item) ? 0.2 : 1) * appeal(item))) {
			if (left === 0) break;
			if (busy.has(lead)) continue;
			const late = random.chance(0.4) && lead.createdOn < windowStart - 14;
			const from = late
				? random.int(lead.createdOn, windowStart - 14)
				: lead.createdOn + Math.round(random.waiting(hot ? 18 : 45));
			const to = from + random.int(2, 12);
			if (to >= windowStart) continue;
			const choices = ALL_DEEDS.filter((deeds) => attributePoints(lead) + sum(deeds) > THRESHOLD === hot);
			if (choices.length === 0 || lead.email === "") continue;
			add(lead, random.pick(choices), from, to, hot);
			left--;
		}
	}
	return interests;
}

function attributePoints(lead: Lead): number {
	return (lead.company.segment === "auto" ? POINTS.auto : 0) + (lead.senior ? POINTS.senior : 0);
}

function sum(deeds: readonly Deed[]): number {
	return deeds.reduce((total, deed) => total + POINTS[deed], 0);
}

/** How well a lead suits the vendor. */
export function appeal(lead: Lead): number {
	const channel = {
		referral: 3,
		inquiry: 2.2,
		download: 1.4,
		exhibition: 1,
		seminar: 1.1,
		ad: 0.7,
		houseList: 0.5,
	};
	return (
		channel[lead.channel] *
		(lead.company.segment === "auto" ? 2.4 : 1) *
		(lead.senior ? 1.5 : 1) *
		(lead.company.verdict === "in" ? 1.8 : 1)
	);
}

function freshness(lead: Lead, asOf: number): number {
	return 1 / (1 + (asOf - lead.createdOn) / 120);
}

/** In random order, those with more weight mostly first. */
export function ranked<T>(random: Random, items: readonly T[], weight: (item: T) => number): T[] {
	return items
		.map((item) => ({ item, key: random.waiting(1) / Math.max(weight(item), 1e-9) }))
		.sort((a, b) => a.key - b.key)
		.map(({ item }) => item);
}
