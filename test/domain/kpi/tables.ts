import {
	type Day,
	type Month,
	monthOf,
	parseDay,
	timeOf,
	type WallTime,
} from "../../../src/domain/calendar/day";
import type { KpiActivities, KpiCosts, KpiDeals, KpiLeads, Member } from "../../../src/domain/kpi/engine";
import type { DealOutcome, Verdict } from "../../../src/domain/records";
import { wordsOf } from "../../../src/domain/words";

/** Records as rows, the way a person reads them. The engine gets the same as columns. */
export interface LeadRow {
	created: WallTime | null;
	channel: string | null;
	owner: string | null;
	verdict: Verdict | null;
	judgedOn: Day | null;
	mqlOn: Day | null;
	segment: string | null;
	campaign: string | null;
}

export interface DealRow {
	/** The very row of the lead, so that tables may be shuffled. */
	lead: LeadRow | null;
	created: WallTime | null;
	closes: WallTime | null;
	outcome: DealOutcome | null;
	amount: number | null;
	currency: string | null;
	channel: string | null;
	owner: string | null;
}

export interface ActivityRow {
	lead: LeadRow | null;
	at: WallTime | null;
	type: string | null;
	result: string | null;
	minutes: number | null;
	owner: string | null;
}

export interface CostRow {
	month: Month | null;
	channel: string | null;
	amount: number | null;
	currency: string | null;
}

export interface Tables {
	leads: LeadRow[];
	deals: DealRow[];
	activities: ActivityRow[];
	costs?: CostRow[];
	members?: Member[];
}

export const lead = (row: Partial<LeadRow>): LeadRow => ({
	created: null,
	channel: null,
	owner: null,
	verdict: null,
	judgedOn: null,
	mqlOn: null,
	segment: null,
	campaign: null,
	...row,
});

export const deal = (row: Partial<DealRow>): DealRow => ({
	lead: null,
	created: null,
	closes: null,
	outcome: null,
	amount: null,
	currency: null,
	channel: null,
	owner: null,
	...row,
});

export const activity = (row: Partial<ActivityRow>): ActivityRow => ({
	lead: null,
	at: null,
	type: null,
	result: null,
	minutes: null,
	owner: null,
	...row,
});

export const cost = (row: Partial<CostRow>): CostRow => ({
	month: null,
	channel: null,
	amount: null,
	currency: null,
	...row,
});

/** @example month("2026-11") */
export const month = (text: string): Month => monthOf(day(`${text}-01`));

/** @example day("2026-11-21") */
export function day(text: string): Day {
	const parsed = parseDay(text);
	if (parsed === null) throw new RangeError(`no such day: ${text}`);
	return parsed;
}

/** @example time("2026-11-21 09:30") */
export function time(text: string): WallTime {
	const [date = "", clock = "00:00"] = text.split(" ");
	const [hours = 0, minutes = 0] = clock.split(":").map(Number);
	return timeOf(day(date), hours * 3600 + minutes * 60);
}

export function leadColumns(rows: readonly LeadRow[]): KpiLeads {
	return {
		size: rows.length,
		createdAt: rows.map((row) => row.created),
		channel: rows.map((row) => row.channel),
		owner: rows.map((row) => row.owner),
		verdict: rows.map((row) => row.verdict),
		judgedOn: rows.map((row) => row.judgedOn),
		mqlOn: rows.map((row) => row.mqlOn),
		segment: rows.map((row) => row.segment),
		campaign: rows.map((row) => row.campaign),
	};
}

export function dealColumns(rows: readonly DealRow[], leads: readonly LeadRow[]): KpiDeals {
	return {
		size: rows.length,
		lead: rows.map((row) => indexOf(row.lead, leads)),
		createdAt: rows.map((row) => row.created),
		closesAt: rows.map((row) => row.closes),
		outcome: rows.map((row) => row.outcome),
		amount: rows.map((row) => row.amount),
		currency: rows.map((row) => row.currency),
		channel: rows.map((row) => row.channel),
		owner: rows.map((row) => row.owner),
	};
}

export function activityColumns(rows: readonly ActivityRow[], leads: readonly LeadRow[]): KpiActivities {
	return {
		size: rows.length,
		lead: Int32Array.from(rows, (row) => indexOf(row.lead, leads)),
		at: Float64Array.from(rows, (row) => row.at ?? Number.NaN),
		type: wordsOf(rows.map((row) => row.type)),
		result: wordsOf(rows.map((row) => row.result)),
		minutes: rows.map((row) => row.minutes ?? Number.NaN),
		owner: wordsOf(rows.map((row) => row.owner)),
	};
}

export function costColumns(rows: readonly CostRow[]): KpiCosts {
	return {
		size: rows.length,
		month: rows.map((row) => row.month),
		channel: rows.map((row) => row.channel),
		amount: rows.map((row) => row.amount),
		currency: rows.map((row) => row.currency),
	};
}

function indexOf(row: LeadRow | null, leads: readonly LeadRow[]): number {
	return row === null ? -1 : leads.indexOf(row);
}

/** A stream of numbers in [0, 1) that a seed decides (mulberry32). */
export function randomOf(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Small tables full of gaps, orphans, future dates, midnights, reversed deals and mixed currencies. */
export function randomTables(seed: number, asOf: Day): Tables {
	const random = randomOf(seed);
	const below = (limit: number): number => Math.floor(random() * limit);
	const pick = <T>(values: readonly T[]): T => values[below(values.length)] as T;
	const near = (center: Day, before: number, after: number): WallTime =>
		timeOf((center - before + below(before + after + 1)) as Day, random() < 0.4 ? 0 : below(1440) * 60);
	const channels = [null, "", "web", "展示会", "紹介", "toString", "web "];
	// Now and then a workbook records no campaigns at all.
	const campaigns = seed % 7 === 0 ? [null] : [null, null, "展示会A 2026", "展示会B 2026", "constructor"];
	const owners = [null, "佐藤", "鈴木", "田中", "constructor"];

	const leads = Array.from({ length: below(60) }, () =>
		lead({
			created: random() < 0.1 ? null : near(asOf, 480, 20),
			channel: pick(channels),
			owner: pick(owners),
			verdict: pick([null, "in", "in", "out"] as const),
			segment: pick([null, "製造", "製造", "小売"]),
			campaign: pick(campaigns),
		}),
	);
	for (const row of leads) {
		const start = row.created === null ? asOf : (Math.floor(row.created / 86_400) as Day);
		if (random() < 0.6) row.judgedOn = (start + pick([-9, 0, 1, 6, 7, 8, 40])) as Day;
		if (random() < 0.4) continue;
		row.mqlOn = (start - 3 + pick([0, 3, 20, 92, 93, 94, 120])) as Day;
	}
	const deals = Array.from({ length: below(60) }, () => {
		const of = random() < 0.8 && leads.length > 0 ? pick(leads) : null;
		const start = Math.floor((of?.created ?? timeOf(asOf)) / 86_400) as Day;
		const created =
			random() < 0.1
				? null
				: random() < 0.2
					? (of?.created ?? null)
					: near((start + pick([0, 30, 90])) as Day, 3, 3);
		const createdDay = (created === null ? asOf : Math.floor(created / 86_400)) as Day;
		return deal({
			lead: of,
			created,
			closes: random() < 0.15 ? null : near((createdDay + pick([0, 20, 180])) as Day, 3, 3),
			outcome: pick([null, "open", "won", "won", "lost"] as const),
			amount: random() < 0.15 ? null : below(5_000_000),
			currency: pick([null, "JPY", "JPY", "JPY", "USD", "EUR"]),
			channel: pick(channels),
			owner: pick(owners),
		});
	});
	const activities = Array.from({ length: below(120) }, () => {
		const of = random() < 0.7 && leads.length > 0 ? pick(leads) : null;
		const created = of?.created ?? null;
		const soon =
			created === null ? null : ((created + pick([-60, 0, 300, 301, 1800, 7200, 90_000])) as WallTime);
		return activity({
			lead: of,
			at: random() < 0.1 ? null : random() < 0.4 ? soon : near(asOf, 420, 40),
			type: pick([
				null,
				"page_view",
				"call_out",
				"call_out",
				"call_in",
				"meeting",
				"email_out",
				"card",
				"memo",
				"荷電",
			]),
			result: pick([null, null, "absent", "connected", "key", "appointment", "担当不明", "constructor"]),
			minutes: pick([null, null, 0, 7.5, 12, 0.1, -3]),
			owner: pick(owners),
		});
	});
	const costs = Array.from({ length: below(20) }, () =>
		cost({
			month: random() < 0.1 ? null : ((monthOf(asOf) - below(16)) as Month),
			channel: pick(channels),
			amount: random() < 0.1 ? null : below(3) * below(900_000),
			currency: pick([null, null, "JPY", "USD"]),
		}),
	);
	const members = owners.slice(1, 1 + below(5)).map((name) => ({
		name: name ?? "",
		role: pick(["SDR", "FS", ""]),
		fte: pick([0, 0.5, 1, 1]),
		joinedOn: random() < 0.4 ? null : ((asOf - below(500)) as Day),
	}));
	return { leads, deals, activities, costs, members };
}
