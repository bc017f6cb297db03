import {
	type Day,
	dayOfTime,
	firstDayOf,
	isBefore,
	type Month,
	SECONDS_PER_DAY,
	type WallTime,
} from "../calendar/day";
import { ABSENT, isAttempt } from "../followup/touches";
import type { Activities, Column, Deals, Leads, Verdict } from "../records";
import { PerWord, type Words } from "../words";
import {
	AGE_BANDS,
	AGE_ENDS,
	type CutSource,
	cutting,
	type LeadNameColumn,
	perCut,
	type TallyCut,
	tallyCutsOf,
} from "./cuts";
import { responseRank } from "./response";
import { slotOf } from "./spans";
import {
	ACTIVITY,
	COST,
	type Codes,
	DEAL,
	type KpiState,
	LEAD,
	type LeadCut,
	makeRoom,
	NEVER,
} from "./state";

/**
 * The fold under every KPI: records go in once, in slices of any size and order, and leave counts by slot of days,
 * channel, rep and segment behind. States of different slices merge, so that a table may be read whole or in parts with
 * equal results. What it costs for each row does not depend on how many metrics the catalogue has: a row only sets its
 * facts.
 */

/** What deals and activities ask of their leads, and the effective verdict: what the team's rules make of both verdicts. */
export type LeadOrigins = Pick<Leads, "size" | "createdAt"> & {
	readonly verdict: Column<Verdict>;
} & { readonly [Name in LeadNameColumn]?: Column<string> | undefined };

/** The columns of leads that KPIs read. */
export type KpiLeads = LeadOrigins & Pick<Leads, "mqlOn" | "judgedOn">;

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
	const { slots, leads: table } = state;
	const { createdAt, mqlOn, verdict, judgedOn } = leads;
	const mqlEvents = state.facts.lead.events.filter((event) => event.fact === "mql");
	const verdictEvents = state.facts.lead.events.filter((event) => event.fact === "verdict");
	const asOf = state.options.asOf;
	let lastCreated = state.lastCreated.lead;
	makeRoom(table, firstIndex + leads.size);
	const named = { ...leads, age: createdAt.map((time) => ageBand(dayOrNaN(time), asOf)) };
	for (const cut of tallyCutsOf("lead") as readonly LeadCut[]) {
		const column = columnOf(named, "lead", cut);
		if (column !== undefined) state.names[cut].codesOf(column, table[cut].subarray(firstIndex));
	}
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
		table.judgedAfter[lead] = judgedAfter >= 0 ? judgedAfter + 1 : 0;
		table.created[lead] = Number.isNaN(created) ? NEVER : created;
		table.outOn[lead] = judgement !== "out" ? NEVER : Number.isNaN(judgedDay) ? -NEVER : judgedDay;
		table.facts[lead] = table.facts[lead]! | facts;
	}
	state.lastCreated.lead = lastCreated;
}

/** Adds deals, or a slice of them. `leads` is the whole table, whichever part of it has been added. */
export function addDeals(state: KpiState, deals: KpiDeals, leads: LeadOrigins): void {
	const { slots, currencies, leads: table } = state;
	const { traits, tallies } = state.counted.deal;
	const orders = state.facts.deal.events;
	const asOf = state.options.asOf;
	const converts = (state.options.conversion ?? "deal") === "deal";
	const codes = dealCodes(state, deals, leads);
	const createdIn = new Int32Array(deals.size);
	const closedIn = new Int32Array(deals.size);
	const trait = new Int32Array(deals.size);
	const leadToDeal = new Int32Array(deals.size);
	const dealToOrder = new Int32Array(deals.size);
	const money = new Float64Array(deals.size);
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
					leadToDeal[row] = created - dayOfTime(leadCreatedAt) + 1;
					if (converts) keepEarliest(table.convertedOn, lead, created);
					if ((facts & DEAL.timed_order) !== 0) keepEarliest(table.orderedOn, lead, closed);
				}
			}
		}

		createdIn[row] = slotOf(slots, created);
		closedIn[row] = slotOf(slots, closed);
		trait[row] = traits.codeOf(facts, currencies.codeOf(deals.currency[row]));
		money[row] = amount ?? 0;
		if ((facts & DEAL.timed_order) !== 0) dealToOrder[row] = closed - created + 1;
	}
	state.records.deal.push({
		size: deals.size,
		trait,
		slot: createdIn,
		closed: closedIn,
		codes,
		took: { lead_to_deal: leadToDeal, deal_to_order: dealToOrder },
	});
	for (const { basis, cut, tally } of tallies.all()) {
		tally.addAll(codes[cut]!, basis === "closed" ? closedIn : createdIn, trait, money);
	}
}

/** A deal's own name, or its lead's. */
function dealCodes(state: KpiState, deals: KpiDeals, leads: LeadOrigins): Codes {
	const codes: Partial<Record<TallyCut, Int32Array>> = {};
	for (const cut of tallyCutsOf("deal")) {
		const own = columnOf(deals, "deal", cut);
		const inherited = cutting(cut).ofLead === true ? columnOf(leads, "lead", cut) : undefined;
		const names = Array.from(
			{ length: deals.size },
			(_, row) => own?.[row] || (inherited?.[deals.lead[row] ?? -1] ?? null),
		);
		const ofCut = new Int32Array(deals.size);
		state.names[cut].codesOf(names, ofCut);
		codes[cut] = ofCut;
	}
	return codes;
}

/** The column of a table that names its records in a cut; undefined where the table has none. */
function columnOf(
	table: object,
	source: Exclude<CutSource, "lead_month">,
	cut: TallyCut,
): Column<string> | undefined {
	const column = cutting(cut)[source];
	return column === undefined ? undefined : (table as Readonly<Record<string, Column<string>>>)[column];
}

function wordsIn(activities: KpiActivities, cut: TallyCut): Words {
	return activities[cutting(cut).activity as "type" | "owner"];
}

/** The band of `AGE_BANDS`; null where the day of creation is unknown. */
function ageBand(created: number, asOf: Day): string | null {
	if (Number.isNaN(created)) return null;
	let band = 0;
	while (band < AGE_ENDS.length && asOf - created > AGE_ENDS[band]!) band++;
	return AGE_BANDS[band] ?? null;
}

const CALL = ACTIVITY.attempt | ACTIVITY.call;
/** What a call's result says besides that it was made. An appointment is made with the person in charge. */
const RESULTS: ReadonlyMap<string | null, number> = new Map([
	["connected", ACTIVITY.connected],
	["key", ACTIVITY.connected | ACTIVITY.key],
	["appointment", ACTIVITY.connected | ACTIVITY.key | ACTIVITY.appointment],
]);

/** What activities of a type are, unless their result says otherwise. */
function kindOf(type: string | null, conversion: KpiState["options"]["conversion"]) {
	return {
		facts: !isAttempt(type) ? 0 : type === "call_out" ? CALL : ACTIVITY.attempt,
		converts:
			conversion === "meeting"
				? type === "meeting"
				: conversion === "appointment" && /^call_/.test(type ?? ""),
		/** An exchange of cards is where a lead comes from, and no answer to it. */
		isExchange: type === "card",
	};
}

function resultOf(result: string | null) {
	return { isAbsent: result === ABSENT, said: RESULTS.get(result) ?? 0 };
}

/** Adds activities, or a slice of them, as `activityFold`. */
export function addActivities(state: KpiState, activities: KpiActivities, leads: LeadOrigins): void {
	activityFold(state, leads)(activities);
}

/**
 * Makes ready to add activities slice by slice. `leads` is the whole table: what we spent on a lead is looked at with
 * what is known of it now.
 */
export function activityFold(state: KpiState, leads: LeadOrigins): (activities: KpiActivities) => void {
	const { slots, leads: table } = state;
	const { traits, tallies } = state.counted.activity;
	const { asOf, conversion } = state.options;
	const kinds = new PerWord((word) => kindOf(word, conversion));
	const results = new PerWord(resultOf);
	const traitOf: (number | undefined)[] = [];
	makeRoom(table, leads.size);
	// A million lookups: numbers side by side answer quicker than values that may be null.
	const createdAt = new Float64Array(leads.size);
	const touching = new Uint8Array(leads.size);
	for (let index = 0; index < leads.size; index++) {
		createdAt[index] = leads.createdAt[index] ?? Number.NaN;
		touching[index] = touchFacts(leads.verdict[index] ?? null);
	}
	const cuts = tallyCutsOf("activity");
	const counted = tallies.all();
	const codes = perCut(cuts, () => new Int32Array(0));
	const codesOf = perCut(cuts, (cut) => new PerWord((word) => state.names[cut].codeOf(word)));
	let slotIn = new Int32Array(0);
	let trait = new Int32Array(0);
	let spent = new Float64Array(0);
	return (activities) => {
		const { size, lead, at, type, result, minutes } = activities;
		if (trait.length < size) {
			for (const cut of cuts) codes[cut] = new Int32Array(size);
			slotIn = new Int32Array(size);
			trait = new Int32Array(size);
			spent = new Float64Array(size);
		}
		for (const cut of cuts) {
			const column = wordsIn(activities, cut);
			const codeOf = codesOf[cut];
			const ofCut = codes[cut];
			codeOf.take(column);
			for (let row = 0; row < size; row++) ofCut[row] = codeOf.get(column.codes[row]!);
		}
		kinds.take(type);
		results.take(result);
		const { attempted, touched, response, touchedOn, convertedOn } = table;
		for (let row = 0; row < size; row++) {
			const time = at[row]!;
			const day = Math.floor(time / SECONDS_PER_DAY);
			const slot = slotOf(slots, day);
			const of = lead[row]!;
			let facts: number = of >= 0 ? ACTIVITY.linked : 0;
			let seconds = 0;
			const { facts: ours, converts, isExchange } = kinds.get(type.codes[row]!);
			if ((ours !== 0 || converts) && !(day > asOf)) {
				const { isAbsent, said } = results.get(result.codes[row]!);
				if (ours !== 0) {
					facts |= isAbsent ? ours : ours | ACTIVITY.reached;
					if ((ours & ACTIVITY.call) !== 0) facts |= said;
				}
				if (of >= 0) {
					if (ours !== 0) {
						if (!isAbsent) {
							facts |= touching[of] ?? touchFacts(null);
							const took = minutes[row]!;
							if (took >= 0) {
								facts |= ACTIVITY.timed;
								// Whole seconds: their sums are exact in any order.
								seconds = Math.round(took * 60);
							}
						}
						if (slot < slots.months.length) {
							const month = 1 << slots.months[slot]!;
							attempted[of] = attempted[of]! | month;
							if (!isAbsent) touched[of] = touched[of]! | month;
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
							if (rank > response[of]!) response[of] = rank;
							if (!isAbsent && !isExchange) keepEarliest(touchedOn, of, day);
						}
						if (converts && !isAbsent && (conversion === "meeting" || (said & ACTIVITY.appointment) !== 0)) {
							keepEarliest(convertedOn, of, day);
						}
					}
				}
			}
			traitOf[facts] ??= traits.codeOf(facts, 0);
			slotIn[row] = slot;
			trait[row] = traitOf[facts]!;
			spent[row] = seconds;
		}
		for (const { cut, tally } of counted) tally.addAll(codes[cut as "rep"], slotIn, trait, spent, size);
		if (state.options.trace === true) {
			const slot = slotIn.slice(0, size);
			state.records.activity.push({
				size,
				trait: trait.slice(0, size),
				slot,
				closed: slot,
				codes: perCut(cuts, (cut) => codes[cut].slice(0, size)),
				took: {},
			});
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
	const { traits, tallies } = state.counted.cost;
	const codes = perCut(tallyCutsOf("cost"), (cut) => {
		const ofCut = new Int32Array(costs.size);
		state.names[cut].codesOf(columnOf(costs, "cost", cut)!, ofCut);
		return ofCut;
	});
	const slot = new Int32Array(costs.size);
	const trait = new Int32Array(costs.size);
	for (let row = 0; row < costs.size; row++) {
		const month = costs.month[row] ?? null;
		const amount = costs.amount[row] ?? null;
		// A month's first slot stands for the month: weeks have no costs.
		slot[row] = slotOf(state.slots, month === null ? Number.NaN : firstDayOf(month));
		trait[row] = traits.codeOf(
			amount === null ? 0 : COST.priced,
			state.currencies.codeOf(costs.currency?.[row]),
		);
		for (const { cut, tally } of tallies.all())
			tally.addAmount(codes[cut]![row]!, slot[row]!, trait[row]!, amount ?? 0);
	}
	state.records.cost.push({ size: costs.size, trait, slot, closed: slot, codes, took: {} });
}

function dayOrNaN(time: WallTime | null | undefined): number {
	return time === null || time === undefined ? Number.NaN : Math.floor(time / SECONDS_PER_DAY);
}

function keepEarliest(days: Int32Array, lead: number, day: Day | number): void {
	if (day < days[lead]!) days[lead] = day;
}
