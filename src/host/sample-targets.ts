/** Monthly targets that a manager might have set: a little above what the team does, this month just out of reach. */

import { dayNumber, monthOf, monthsBetween, weekdaysIn, yearOf } from "./sample-days";
import type { Deal } from "./sample-deals";
import type { Interest } from "./sample-interest";
import { channelLabel, type Lead, type Member, type Span } from "./sample-people";
import { CHANNELS, type Channel } from "./sample-words";

/** As the Targets tab labels them. */
export const KINDS = { all: "全体", channel: "経路", rep: "担当" } as const;

export interface Target {
	readonly month: string;
	readonly metric: string;
	readonly dimension: string;
	readonly kind: keyof typeof KINDS;
	readonly value: number;
}

/** Rates are agreed on once and stand for every month. */
const RATES = [
	["対象率", 0.7],
	["受注率", 0.25],
] as const;
const STRETCH = 1.06;
/** Actual over expected so far, in the current month. */
const CURRENT_PACE = 0.9;
/** To the end of any fiscal half. */
const MONTHS_AHEAD = 5;

interface Fact {
	readonly day: number;
	readonly amount: number;
	readonly channel: Channel;
	readonly owner: Member | null;
}

export function createTargets(
	span: Span,
	world: {
		readonly leads: readonly Lead[];
		readonly interests: readonly Interest[];
		readonly deals: readonly Deal[];
		readonly members: readonly Member[];
	},
): Target[] {
	const targets: Target[] = [];
	for (const { metric, step, facts, reps, byChannel } of metrics(world)) {
		for (const month of planMonths(span)) {
			const whole = monthTarget(span, month, facts, step);
			const push = (kind: Target["kind"], dimension: string, share: number) => {
				const value = kind === "all" ? whole : round(whole * share, step);
				targets.push({ month: month.key, metric, dimension, kind, value });
			};
			push("all", "", 1);
			if (byChannel) {
				for (const channel of Object.keys(CHANNELS) as Channel[]) {
					push(
						"channel",
						channelLabel(channel),
						share(facts, (fact) => fact.channel === channel),
					);
				}
			}
			const present = world.members.filter(({ role, joined }) => reps.includes(role) && joined <= month.to);
			for (const member of present) push("rep", member.name, 1 / present.length);
		}
	}
	for (const { key } of planMonths(span)) {
		for (const [metric, value] of RATES)
			targets.push({ month: key, metric, dimension: "", kind: "all", value });
	}
	return targets.sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : 0));
}

function metrics(world: Parameters<typeof createTargets>[1]): {
	metric: string;
	step: number;
	facts: Fact[];
	reps: Member["role"][];
	byChannel: boolean;
}[] {
	const dealFact = (deal: Deal, day: number): Fact => ({
		day,
		amount: deal.amount ?? 0,
		channel: deal.lead.channel,
		owner: deal.owner,
	});
	const won = world.deals
		.filter(({ outcome }) => outcome === "won")
		.map((deal) => dealFact(deal, deal.closesOn ?? 0));
	const each = (facts: Fact[]) => facts.map((fact) => ({ ...fact, amount: 1 }));
	return [
		{ metric: "受注額", step: 100_000, facts: won, reps: ["FS"], byChannel: true },
		{ metric: "受注件数", step: 1, facts: each(won), reps: ["FS"], byChannel: false },
		{
			metric: "新規リード",
			step: 1,
			facts: world.leads.map(({ createdOn, channel, owner }) => ({
				day: createdOn,
				amount: 1,
				channel,
				owner,
			})),
			reps: [],
			byChannel: true,
		},
		{
			metric: "MQL",
			step: 1,
			facts: world.interests
				.filter(({ hot, lead }) => hot && lead.company.verdict !== "out")
				.map(({ to, lead }) => ({ day: to, amount: 1, channel: lead.channel, owner: lead.owner })),
			reps: ["SDR", "BDR"],
			byChannel: true,
		},
		{
			metric: "商談",
			step: 1,
			facts: each(world.deals.map((deal) => dealFact(deal, deal.createdOn))),
			reps: ["FS"],
			byChannel: false,
		},
	];
}

interface Month {
	readonly key: string;
	readonly from: number;
	readonly to: number;
}

function planMonths(span: Span): Month[] {
	const end = dayNumber(yearOf(span.asOf), monthOf(span.asOf) + MONTHS_AHEAD + 1, 1) - 1;
	return monthsBetween(span.first, end);
}

/** Last year's size with some growth, more in the months in which fiscal periods end. */
function monthTarget(span: Span, month: Month, facts: readonly Fact[], step: number): number {
	const usual = typicalMonth(span, facts);
	const growth = 0.8 + 0.35 * ((month.from - span.first) / (span.last - span.first));
	const calendar = monthOf(month.from);
	const season = calendar === 3 || calendar === 9 ? 1.2 : calendar === 8 || calendar === 1 ? 0.85 : 1;
	const plan = usual * STRETCH * growth * season;
	const current = month.from <= span.asOf && span.asOf <= month.to;
	const elapsed = weekdaysIn(month.from, span.last) / weekdaysIn(month.from, month.to);
	if (!current || elapsed < 0.15) return round(plan, step);
	const actual = total(facts, month.from, span.last);
	const behind = actual / (elapsed * CURRENT_PACE);
	return round(Math.min(plan * 1.5, Math.max(plan * 0.7, behind)), step);
}

/** The average of the last 12 complete months. */
function typicalMonth(span: Span, facts: readonly Fact[]): number {
	const thisMonth = dayNumber(yearOf(span.asOf), monthOf(span.asOf), 1);
	const yearAgo = dayNumber(yearOf(span.asOf) - 1, monthOf(span.asOf), 1);
	return total(facts, yearAgo, thisMonth - 1) / 12;
}

function total(facts: readonly Fact[], from: number, to: number): number {
	let sum = 0;
	for (const { day, amount } of facts) if (day >= from && day <= to) sum += amount;
	return sum;
}

function share(facts: readonly Fact[], of: (fact: Fact) => boolean): number {
	let part = 0;
	let whole = 0;
	for (const fact of facts) {
		whole += fact.amount;
		if (of(fact)) part += fact.amount;
	}
	return whole === 0 ? 0 : part / whole;
}

function round(value: number, step: number): number {
	return Math.max(step, Math.round(value / step) * step);
}
