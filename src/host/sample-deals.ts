/** Deals of the sample: about 28 % of the closed ones won, more of them before a fiscal period ends. */

import { dayNumber, monthOf, monthsBetween, weekday, weekdaysIn, yearOf } from "./sample-days";
import { appeal, type Interest, ranked } from "./sample-interest";
import { type Lead, type Member, type Span, teamOn } from "./sample-people";
import type { Random } from "./sample-random";
import { LOSS_REASONS, NEXT_ACTIONS } from "./sample-words";

/** As set-up names them in the Stages tab. */
const WON_STAGE = "契約";
const LOST_STAGE = "失注";

const OPEN_STAGES: readonly (readonly [string, number])[] = [
	["問い合わせ", 0.05],
	["ヒアリング", 0.1],
	["初訪問", 0.2],
	["決裁者へリーチ", 0.3],
	["提案", 0.5],
	["合意", 0.8],
];

export interface Deal {
	readonly lead: Lead;
	readonly product: string;
	readonly owner: Member;
	/** Null where nobody filled it in. */
	readonly amount: number | null;
	readonly createdOn: number;
	readonly stage: string;
	readonly outcome: "open" | "won" | "lost";
	/** Contract, loss, or expected date. */
	readonly closesOn: number | null;
	readonly probability: number | null;
	readonly nextAction: string;
	readonly nextActionOn: number | null;
	readonly lossReason: string;
}

const WIN_RATE = 0.28;
const SECOND_DEALS = 0.17;
const STALE = 0.07;
/** A contract comes 30 to 150 days after its lead. */
const WIN_DAYS = { least: 30, most: 150 };

interface Draft {
	readonly lead: Lead;
	readonly createdOn: number;
	closesOn: number;
	outcome: "open" | "won" | "lost";
	readonly appeal: number;
}

export function createDeals(
	random: Random,
	span: Span,
	count: number,
	world: {
		readonly leads: readonly Lead[];
		readonly interests: readonly Interest[];
		readonly members: readonly Member[];
	},
): Deal[] {
	const drafts = draftDeals(random.fork("drafts"), span, count, world);
	decideOutcomes(random.fork("outcomes"), span, drafts);
	const backdated = new Set(random.shuffle(drafts.filter(({ outcome }) => outcome !== "open")).slice(0, 4));
	const deals = drafts.map((draft) => {
		// Typed in from an old mail: the deal stands before its own lead.
		const createdOn = backdated.has(draft)
			? weekday(Math.max(span.first, draft.lead.createdOn - random.int(4, 20)), -1)
			: draft.createdOn;
		return finishDeal(random, span, { ...draft, createdOn }, world.members);
	});
	return evenCurrentMonth(span, deals).sort((a, b) => a.createdOn - b.createdOn);
}

/** Brings this month's orders near what its elapsed days would make of a usual month, so that no outlier decides. */
function evenCurrentMonth(span: Span, deals: readonly Deal[]): Deal[] {
	const month = dayNumber(yearOf(span.asOf), monthOf(span.asOf), 1);
	const yearAgo = dayNumber(yearOf(span.asOf) - 1, monthOf(span.asOf), 1);
	const end = dayNumber(yearOf(span.asOf), monthOf(span.asOf) + 1, 1) - 1;
	const won = (from: number, to: number) =>
		deals
			.filter(
				({ outcome, closesOn }) =>
					outcome === "won" && closesOn !== null && closesOn >= from && closesOn <= to,
			)
			.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
	const elapsed = weekdaysIn(month, span.last) / weekdaysIn(month, end);
	const usual = (won(yearAgo, month - 1) / 12) * elapsed;
	const actual = won(month, span.last);
	if (actual === 0) return [...deals];
	return deals.map((deal) =>
		deal.outcome === "won" && deal.closesOn !== null && deal.closesOn >= month && deal.amount !== null
			? { ...deal, amount: roundAmount((deal.amount * usual) / actual) }
			: deal,
	);
}

function draftDeals(
	random: Random,
	span: Span,
	count: number,
	world: { readonly leads: readonly Lead[]; readonly interests: readonly Interest[] },
): Draft[] {
	const interestOf = new Map(world.interests.map((interest) => [interest.lead, interest]));
	const suits = (lead: Lead) =>
		appeal(lead) *
		(lead.company.verdict === "out" || lead.contactVerdict === "out" ? 0.08 : 1) *
		(interestOf.get(lead)?.hot ? 6 : 1);
	const drafts: Draft[] = [];
	const order = ranked(random, world.leads, suits);
	const firsts = Math.round(count * (1 - SECOND_DEALS));
	for (const lead of order) {
		if (drafts.length === firsts) break;
		const interest = interestOf.get(lead);
		const lag = { inquiry: 6, referral: 9, download: 25, ad: 25, exhibition: 22, seminar: 28, houseList: 35 };
		const after = interest?.hot ? interest.to : lead.createdOn;
		const wait = interest?.hot ? 2 + random.waiting(9) : 2 + random.waiting(lag[lead.channel]);
		const createdOn = weekday(Math.round(after + wait));
		if (createdOn > span.last) continue;
		drafts.push({
			lead,
			createdOn,
			closesOn: closingDay(random, createdOn),
			outcome: "open",
			appeal: suits(lead),
		});
	}
	// A second deal with the same person, once the first is over.
	for (const first of random.shuffle(drafts)) {
		if (drafts.length === count) break;
		const createdOn = weekday(first.closesOn + random.int(15, 120));
		if (createdOn > span.last) continue;
		drafts.push({ ...first, createdOn, closesOn: closingDay(random, createdOn), appeal: 0 });
	}
	return drafts;
}

function closingDay(random: Random, createdOn: number): number {
	const days = Math.min(140, Math.round(18 + random.waiting(55)));
	return weekday(towardsPeriodEnd(random, createdOn + days), -1);
}

/** Contracts gather in the last ten days of March and September. */
function towardsPeriodEnd(random: Random, day: number): number {
	const month = monthOf(day);
	if ((month !== 3 && month !== 9) || random.chance(0.35)) return day;
	return Math.max(day, dayNumber(yearOf(day), month + 1, 1) - random.int(1, 10));
}

/** Closes what is due and spreads the wins over the months: more at period ends, a little few this month. */
function decideOutcomes(random: Random, span: Span, drafts: readonly Draft[]): void {
	const closed = drafts.filter((draft) => draft.closesOn <= span.last && !random.chance(STALE));
	for (const draft of closed) draft.outcome = "lost";
	const wins = closed.length * WIN_RATE;
	const months = monthsBetween(span.first, span.last).map((month) => ({
		...month,
		weight: winWeight(span, month),
	}));
	const whole = months.reduce((sum, { weight }) => sum + weight, 0);
	let due = 0;
	for (const month of months) {
		due += (wins * month.weight) / whole;
		const first = ({ appeal: weight, closesOn }: Draft) =>
			weight * (closesOn >= month.from && closesOn <= month.to ? 4 : 1);
		for (const draft of ranked(random, closed, first)) {
			if (due < 0.5) break;
			const day = winningDay(random, span, draft, month);
			if (draft.outcome === "won" || day === null) continue;
			draft.outcome = "won";
			draft.closesOn = day;
			due--;
		}
	}
}

function winWeight(span: Span, month: { readonly from: number; readonly to: number }): number {
	// Nothing is won in the first two months: contracts need their time.
	if (month.from < span.first + 55) return 0;
	const season = [0.7, 0.9, 1.7, 0.9, 0.85, 1.15, 1, 0.7, 1.6, 0.95, 1, 1.1][monthOf(month.from) - 1]!;
	const growth = 0.8 + 0.4 * ((month.from - span.first) / (span.last - span.first));
	const elapsed =
		month.to <= span.last ? 1 : (0.92 * weekdaysIn(month.from, span.last)) / weekdaysIn(month.from, month.to);
	return season * growth * elapsed;
}

/** A day of the month on which this deal could have been won, or null. */
function winningDay(
	random: Random,
	span: Span,
	{ lead, createdOn, closesOn }: Draft,
	month: { readonly from: number; readonly to: number },
): number | null {
	const from = Math.max(month.from, createdOn + 7, lead.createdOn + WIN_DAYS.least);
	const to = Math.min(month.to, span.last, lead.createdOn + WIN_DAYS.most);
	if (from > to) return null;
	const wanted = closesOn >= from && closesOn <= to ? closesOn : random.int(from, to);
	const day = weekday(Math.min(to, towardsPeriodEnd(random, wanted)), -1);
	return day >= from ? day : null;
}

function finishDeal(random: Random, span: Span, draft: Draft, members: readonly Member[]): Deal {
	const { lead, outcome, createdOn } = draft;
	const age = span.asOf - createdOn;
	const open = outcome === "open";
	const [stage, probability] = open
		? OPEN_STAGES[Math.min(5, Math.floor(random.next() * Math.min(6, 1.5 + age / 14)))]!
		: ([outcome === "won" ? WON_STAGE : LOST_STAGE, outcome === "won" ? 1 : 0] as const);
	const product = random.weighted([
		["製品ABC", 68],
		["製品XYZ", 20],
		["保守・部品", 12],
	]);
	const planned = open && random.chance(0.78);
	return {
		lead,
		product,
		owner: random.pick(teamOn(members, Math.max(createdOn, span.first), "FS")),
		amount: open && random.chance(0.08) ? null : amountOf(random, product),
		createdOn,
		stage,
		outcome,
		closesOn: open ? expectedDay(random, span, draft) : draft.closesOn,
		probability: open && random.chance(0.1) ? null : probability,
		nextAction: planned ? random.pick(NEXT_ACTIONS) : "",
		nextActionOn: planned ? weekday(span.asOf + random.int(-9, 21)) : null,
		lossReason: outcome === "lost" ? random.pick(LOSS_REASONS) : "",
	};
}

/** Mostly ahead, some slipped past without anyone moving them, a few blank. */
function expectedDay(random: Random, span: Span, draft: Draft): number | null {
	if (random.chance(0.06)) return null;
	if (draft.closesOn <= span.last) return draft.closesOn;
	const day = Math.max(draft.closesOn, span.asOf + random.int(1, 20));
	return dayNumber(yearOf(day), monthOf(day) + 1, 1) - 1;
}

/** Yen, from 300,000 to 8,000,000. */
function amountOf(random: Random, product: string): number {
	const usual = { 製品ABC: 2_300_000, 製品XYZ: 1_400_000 }[product] ?? 520_000;
	return roundAmount(usual * Math.exp(0.55 * random.normal()));
}

function roundAmount(yen: number): number {
	return Math.min(8_000_000, Math.max(300_000, Math.round(yen / 10_000) * 10_000));
}
