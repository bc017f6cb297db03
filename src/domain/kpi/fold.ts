import {
	type Day,
	dayOfTime,
	firstDayOf,
	isBefore,
	type Month,
	SECONDS_PER_DAY,
	type WallTime,
} from "../calendar/day";
import { isAttempt } from "../followup/touches";
import { Names } from "../names";
import type { Activities, Column, Deals, Leads, Verdict } from "../records";
import { AGE_ENDS } from "./declaration";
import { responseRank } from "./response";
import { slotOf } from "./spans";
import {
	ACTIVITY,
	addRow,
	COST,
	DEAL,
	DEAL_CUTS,
	type KpiState,
	LEAD,
	makeRoom,
	NEVER,
	VERDICTS,
} from "./state";
import type { Rows } from "./tally";

/**
 * The fold under every KPI: records go in once, in slices of any size and order, and leave counts by slot of days,
 * channel, rep and segment behind. States of different slices merge, so that a table may be read whole or in parts with
 * equal results. What it costs for each row does not depend on how many metrics the catalogue has: a row only sets its
 * facts.
 */

/** What deals and activities ask of their leads, and the effective verdict: what the team's rules make of both verdicts. */
export type LeadOrigins = Pick<Leads, "size" | "createdAt" | "channel"> & {
	readonly verdict: Column<Verdict>;
	/** Segment of the market, such as the industry as the team names it. */
	readonly segment?: Column<string> | undefined;
};

/** The columns of leads that KPIs read. */
export type KpiLeads = LeadOrigins & Pick<Leads, "owner" | "mqlOn" | "judgedOn">;

/** The columns of deals that KPIs read. */
export type KpiDeals = Pick<
	Deals,
	"size" | "lead" | "createdAt" | "closesAt" | "outcome" | "amount" | "currency" | "channel" | "owner"
>;

/** The columns of activities that KPIs read. */
export type KpiActivities = Pick<
	Activities,
	"size" | "lead" | "at" | "type" | "result" | "minutes" | "owner"
>;

/** What was spent. */
export interface KpiCosts {
	readonly size: number;
	readonly month: Column<Month>;
	/** A cost of no channel counts in the total alone. */
	readonly channel: Column<string>;
	/** Whole yen, or minor units of the currency. */
	readonly amount: Column<number>;
	/** ISO 4217; blank is the main currency. */
	readonly currency?: Column<string> | undefined;
}

/**
 * Adds leads, or the slice of them that starts at `firstIndex` of the whole table. Deals and activities name leads by
 * their index in the whole table. A lead that is added twice counts once.
 */
export function addLeads(state: KpiState, leads: KpiLeads, firstIndex = 0): void {
	const { slots, channels, reps, segments, leads: table } = state;
	const { createdAt, channel, owner, mqlOn, verdict, judgedOn, segment } = leads;
	const mqlEvents = state.facts.lead.events.filter((event) => event.fact === "mql");
	const verdictEvents = state.facts.lead.events.filter((event) => event.fact === "verdict");
	const asOf = state.options.asOf;
	let lastCreated = state.lastCreated.lead;
	makeRoom(table, firstIndex + leads.size);
	for (let row = 0; row < leads.size; row++) {
		const lead = firstIndex + row;
		const created = dayOrNaN(createdAt[row]);
		const mqlDay = mqlOn[row] ?? Number.NaN;
		if (created > lastCreated && created <= asOf) lastCreated = created;

		const judgement = verdict[row] ?? null;
		const judgedDay = judgement === null ? Number.NaN : (judgedOn[row] ?? Number.NaN);
		const judgedAfter = Math.max(0, judgedDay - created);
		let facts: number =
			judgement === null
				? LEAD.unjudged | LEAD.timed_verdict
				: judgement === "in"
					? LEAD.judged | LEAD.target
					: LEAD.judged;
		if ((createdAt[row] ?? 0) % SECONDS_PER_DAY !== 0) facts |= LEAD.timed;
		if (judgedAfter >= 0) {
			facts |= LEAD.timed_verdict;
			for (const event of verdictEvents) if (judgedAfter <= event.days) facts |= event.bit;
		}
		if (!Number.isNaN(mqlDay)) {
			facts |= LEAD.qualified;
			for (const event of mqlEvents) if (mqlDay - created <= event.days) facts |= event.bit;
		}

		table.createdIn[lead] = slotOf(slots, created) + 1;
		table.mqlIn[lead] = slotOf(slots, mqlDay);
		table.age[lead] = Number.isNaN(created) ? 0 : 1 + AGE_ENDS.filter((end) => asOf - created > end).length;
		table.judgedAfter[lead] = judgedAfter >= 0 ? judgedAfter + 1 : 0;
		table.created[lead] = Number.isNaN(created) ? NEVER : created;
		table.outOn[lead] = judgement !== "out" ? NEVER : Number.isNaN(judgedDay) ? -NEVER : judgedDay;
		table.channel[lead] = channels.codeOf(channel[row]);
		table.rep[lead] = reps.codeOf(owner[row]);
		table.segment[lead] = segments.codeOf(segment?.[row]);
		table.facts[lead] = table.facts[lead]! | facts;
	}
	state.lastCreated.lead = lastCreated;
}

/** Adds deals, or a slice of them. `leads` is the whole table, whichever part of it has been added. */
export function addDeals(state: KpiState, deals: KpiDeals, leads: LeadOrigins): void {
	const { slots, channels, reps, segments, currencies, leads: table } = state;
	const { traits, samples } = state.deals;
	const orders = state.facts.deal.events;
	const asOf = state.options.asOf;
	const converts = (state.options.conversion ?? "deal") === "deal";
	const tallies = DEAL_CUTS.map((cut) => [state.deals.deal_created[cut], state.deals.closed[cut]] as const);
	makeRoom(table, leads.size);
	for (let row = 0; row < deals.size; row++) {
		const createdAt = deals.createdAt[row] ?? null;
		const created = dayOrNaN(createdAt);
		const closed = dayOrNaN(deals.closesAt[row]);
		const outcome = deals.outcome[row];
		const amount = deals.amount[row] ?? null;
		if (created > state.lastCreated.deal && created <= asOf) state.lastCreated.deal = created;

		let facts = amount === null ? 0 : DEAL.priced;
		let isClosed = false;
		if (outcome === "won") {
			isClosed = true;
			facts |= DEAL.won | DEAL.closed;
			if (!Number.isNaN(closed)) facts |= DEAL.concluded;
			if (closed >= created) facts |= DEAL.timed_order;
			for (const order of orders) if (closed - created <= order.days) facts |= order.bit;
		} else if (outcome === "lost") {
			isClosed = true;
			facts |= DEAL.lost | DEAL.closed | DEAL.concluded;
		} else if (outcome === "open") {
			facts |= DEAL.open | DEAL.concluded;
		}
		if (created > asOf || (isClosed && closed > asOf)) facts |= DEAL.future;

		const lead = deals.lead[row] ?? -1;
		const isLinked = lead >= 0 && lead < leads.size;
		let afterLead = Number.NaN;
		if (isLinked) {
			facts |= DEAL.linked;
			keepEarliest(table.dealOn, lead, createdAt === null ? -NEVER : created);
			const leadCreatedAt = leads.createdAt[lead] ?? null;
			if (createdAt !== null && leadCreatedAt !== null) {
				facts |= DEAL.comparable;
				if (isBefore(createdAt, leadCreatedAt)) {
					facts |= DEAL.reversed;
				} else {
					facts |= DEAL.after_lead;
					afterLead = created - dayOfTime(leadCreatedAt);
					if (converts) keepEarliest(table.convertedOn, lead, created);
					if ((facts & DEAL.timed_order) !== 0) keepEarliest(table.orderedOn, lead, closed);
				}
			}
		}

		const channel = channels.codeOf(deals.channel[row] || (isLinked ? leads.channel[lead] : null));
		const rep = reps.codeOf(deals.owner[row]);
		const verdict = VERDICTS.indexOf((isLinked ? leads.verdict[lead] : null) ?? "");
		const segment = segments.codeOf(isLinked ? leads.segment?.[lead] : null);
		const createdIn = slotOf(slots, created);
		const closedIn = slotOf(slots, closed);
		const trait = traits.codeOf(facts, currencies.codeOf(deals.currency[row]));
		const money = amount ?? 0;
		const codes = [channel, rep, verdict, segment];
		for (let cut = 0; cut < tallies.length; cut++) {
			const [byCreated, byClosed] = tallies[cut]!;
			byCreated.addAmount(codes[cut]!, createdIn, trait, money);
			byClosed.addAmount(codes[cut]!, closedIn, trait, money);
		}
		const keep = (rows: Rows, days: number) =>
			addRow(rows, trait, channel, rep, verdict, segment, 0, createdIn, closedIn, days);
		if ((facts & DEAL.after_lead) !== 0) keep(samples.lead_to_deal, afterLead);
		if ((facts & DEAL.timed_order) !== 0) keep(samples.deal_to_order, closed - created);
		if (state.kept !== null) keep(state.kept.deal, 0);
	}
}

const CALL = ACTIVITY.attempt | ACTIVITY.call;
/** What a call's result says besides that it was made. An appointment is made with the person in charge. */
const RESULTS: ReadonlyMap<string, number> = new Map([
	["connected", ACTIVITY.connected],
	["key", ACTIVITY.connected | ACTIVITY.key],
	["appointment", ACTIVITY.connected | ACTIVITY.key | ACTIVITY.appointment],
]);

/** Adds activities, or a slice of them, as `activityFold`. */
export function addActivities(state: KpiState, activities: KpiActivities, leads: LeadOrigins): void {
	activityFold(state, leads)(activities);
}

/**
 * Makes ready to add activities slice by slice. `leads` is the whole table: what we spent on a lead is looked at with
 * what is known of it now.
 */
export function activityFold(state: KpiState, leads: LeadOrigins): (activities: KpiActivities) => void {
	const { slots, reps, types, leads: table } = state;
	const { traits, rep: byRep, type: byType } = state.activities;
	const { asOf, conversion } = state.options;
	/** What activities of a type are, unless their result says otherwise. */
	const kindFacts: (number | undefined)[] = [];
	const converting: (boolean | undefined)[] = [];
	const results = new Names();
	const resultFacts: (number | undefined)[] = [];
	const traitOf: (number | undefined)[] = [];
	makeRoom(table, leads.size);
	// A million lookups: numbers side by side answer quicker than values that may be null.
	const createdAt = new Float64Array(leads.size);
	const touching = new Uint8Array(leads.size);
	for (let index = 0; index < leads.size; index++) {
		createdAt[index] = leads.createdAt[index] ?? Number.NaN;
		touching[index] = touchFacts(leads.verdict[index] ?? null);
	}
	return ({ size, lead, at, owner, type, result, minutes }) => {
		for (let row = 0; row < size; row++) {
			const time = at[row]!;
			const day = Math.floor(time / SECONDS_PER_DAY);
			const slot = slotOf(slots, day);
			const kind = types.codeOf(type[row]);
			const of = lead[row]!;
			let facts: number = of >= 0 ? ACTIVITY.linked : 0;
			let seconds = 0;
			if (kindFacts[kind] === undefined) {
				const word = type[row] ?? null;
				kindFacts[kind] = !isAttempt(word) ? 0 : word === "call_out" ? CALL : ACTIVITY.attempt;
				converting[kind] =
					conversion === "meeting"
						? word === "meeting"
						: conversion === "appointment" && /^call_/.test(word ?? "");
			}
			const ours = kindFacts[kind]!;
			const converts = converting[kind]!;
			if ((ours !== 0 || converts) && !(day > asOf)) {
				const outcome = result[row] ?? null;
				const isAbsent = outcome === "absent";
				let said = 0;
				if (outcome !== null && !isAbsent) {
					const code = results.codeOf(outcome);
					resultFacts[code] ??= RESULTS.get(outcome) ?? 0;
					said = resultFacts[code]!;
				}
				if (ours !== 0) {
					facts |= isAbsent ? ours : ours | ACTIVITY.reached;
					if ((ours & ACTIVITY.call) !== 0) facts |= said;
				}
				if (of >= 0) {
					if (ours !== 0) {
						if (!isAbsent) {
							facts |= touching[of] ?? touchFacts(null);
							const spent = minutes[row] ?? -1;
							if (spent >= 0) {
								facts |= ACTIVITY.timed;
								// Whole seconds: their sums are exact in any order.
								seconds = Math.round(spent * 60);
							}
						}
						if (slot < slots.months.length) {
							const month = 1 << slots.months[slot]!;
							table.attempted[of] = table.attempted[of]! | month;
							if (!isAbsent) table.touched[of] = table.touched[of]! | month;
						}
					}
					const start = createdAt[of]! as WallTime;
					// Days apart are told by one comparison; an unknown start by none.
					const wait = time - start;
					const isAfter =
						wait >= SECONDS_PER_DAY || (wait > -SECONDS_PER_DAY && !isBefore(time as WallTime, start));
					if (day <= asOf && isAfter) {
						if (ours !== 0) {
							const rank = wait >= SECONDS_PER_DAY ? 1 : responseRank(start, time as WallTime);
							if (rank > table.response[of]!) table.response[of] = rank;
						}
						if (converts && !isAbsent && (conversion === "meeting" || (said & ACTIVITY.appointment) !== 0)) {
							keepEarliest(table.convertedOn, of, day);
						}
					}
				}
			}
			traitOf[facts] ??= traits.codeOf(facts, 0);
			const trait = traitOf[facts]!;
			const rep = reps.codeOf(owner[row]);
			byRep.addAmount(rep, slot, trait, seconds);
			byType.addAmount(kind, slot, trait, seconds);
			if (state.kept !== null) addRow(state.kept.activity, trait, 0, rep, 0, 0, kind, slot, 0, 0);
		}
	};
}

/** What a touch is to the verdict of its lead. */
function touchFacts(verdict: Verdict | null): number {
	if (verdict === "in") return ACTIVITY.touch;
	return ACTIVITY.touch | ACTIVITY.off_target | (verdict === "out" ? ACTIVITY.out : 0);
}

/** Adds costs, or a slice of them. */
export function addCosts(state: KpiState, costs: KpiCosts): void {
	const { traits, channel: byChannel } = state.costs;
	for (let row = 0; row < costs.size; row++) {
		const month = costs.month[row] ?? null;
		const amount = costs.amount[row] ?? null;
		// A month's first slot stands for the month: weeks have no costs.
		const slot = slotOf(state.slots, month === null ? Number.NaN : firstDayOf(month));
		const trait = traits.codeOf(
			amount === null ? 0 : COST.priced,
			state.currencies.codeOf(costs.currency?.[row]),
		);
		const channel = state.channels.codeOf(costs.channel[row]);
		byChannel.addAmount(channel, slot, trait, amount ?? 0);
		if (state.kept !== null) addRow(state.kept.cost, trait, channel, 0, 0, 0, 0, slot, 0, 0);
	}
}

function dayOrNaN(time: WallTime | null | undefined): number {
	return time === null || time === undefined ? Number.NaN : Math.floor(time / SECONDS_PER_DAY);
}

function keepEarliest(days: Int32Array, lead: number, day: Day | number): void {
	if (day < days[lead]!) days[lead] = day;
}
