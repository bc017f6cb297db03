import { type Day, dayOfTime, isBefore, monthOf, SECONDS_PER_DAY, type WallTime } from "../calendar/day";
import { isTouch } from "../followup/touches";
import type { Activities, Column, Deals, Leads, Verdict } from "../records";
import {
	type ActivityFact,
	AGE_ENDS,
	type DealEvent,
	type DealFact,
	type DealMeasure,
	type LeadEvent,
	type LeadFact,
	METRICS,
	type Metric,
} from "./catalogue";
import { grown, type MonthWindow, monthWindow, Names, periodOf, Rows, Tally, Traits } from "./tally";

/**
 * The fold under every KPI: records go in once, in slices of any size and order, and leave counts by month, channel
 * and rep behind. States of different slices merge, so that a table may be read whole or in parts with equal results.
 * What it costs for each row does not depend on how many metrics the catalogue has: a row only sets its facts.
 */

export interface KpiOptions {
	/** The day of the refresh. Its month is the last one shown. */
	readonly asOf: Day;
	/** How many months are shown, the month of asOf included; 13 shows the same month of last year too. */
	readonly months: number;
}

/** The columns of leads that KPIs read, and the effective verdict: what the team's rules make of both verdicts. */
export type KpiLeads = Pick<Leads, "size" | "createdAt" | "channel" | "owner" | "mqlOn" | "judgedOn"> & {
	readonly verdict: Column<Verdict>;
};

/** What deals ask of their leads. */
export type LeadOrigins = Pick<Leads, "size" | "createdAt" | "channel">;

/** The columns of deals that KPIs read. A team to whom 商談化 is another event puts its date into `createdAt`. */
export type KpiDeals = Pick<
	Deals,
	"size" | "lead" | "createdAt" | "closesAt" | "outcome" | "amount" | "currency" | "channel" | "owner"
>;

/** The columns of activities that KPIs read. */
export type KpiActivities = Pick<
	Activities,
	"size" | "lead" | "at" | "type" | "result" | "minutes" | "owner"
>;

/** Counts so far. Made by `createKpiState`, changed only by the functions of this file. */
export interface KpiState {
	readonly options: KpiOptions;
	readonly metrics: readonly Metric[];
	readonly window: MonthWindow;
	readonly facts: Record<Metric["source"], FactBits>;
	readonly channels: Names;
	readonly reps: Names;
	readonly types: Names;
	readonly currencies: Names;
	readonly leads: LeadTable;
	readonly deals: {
		readonly traits: Traits;
		readonly deal_created: { readonly channel: Tally; readonly rep: Tally };
		readonly closed: { readonly channel: Tally; readonly rep: Tally };
		/** Rows of `SAMPLE`. */
		readonly samples: Record<DealMeasure, Rows>;
	};
	/** Sums are seconds of touches. */
	readonly activities: { readonly traits: Traits; readonly rep: Tally; readonly type: Tally };
	/** Latest day up to asOf on which a record was created: until when the cohorts over all time still ripen. */
	readonly lastCreated: { lead: number; deal: number };
}

/** Columns of a row of `samples`. */
export const SAMPLE = {
	trait: 0,
	channel: 1,
	rep: 2,
	created: 3,
	closed: 4,
	days: 5,
	width: 6,
} as const;

/** Columns of what the fold keeps for each lead: its deals may come before it, after it or in another slice. */
interface LeadTable {
	size: number;
	/** Period of the day it was created, + 1; 0 for a lead that has not been added. */
	createdIn: Uint16Array;
	mqlIn: Uint16Array;
	/** Index in `AGE_BANDS`, + 1; 0 where the day it was created is unknown. */
	age: Uint16Array;
	/** Days from its creation to its first verdict, + 1; 0 where they are unknown or there is no verdict. */
	judgedAfter: Int32Array;
	channel: Int32Array;
	rep: Int32Array;
	facts: Int32Array;
}

/** Which bit stands for which fact of a source. */
export interface FactBits {
	readonly bits: ReadonlyMap<string, number>;
	/** The facts that hold when something happened early enough: one bit for each number of days in use. */
	readonly events: readonly {
		readonly fact: LeadEvent | DealEvent;
		readonly days: number;
		readonly bit: number;
	}[];
}

const JUDGED = 1;
const TARGET = 2;
const QUALIFIED = 4;
const UNJUDGED = 8;
const TIMED_VERDICT = 16;
const LEAD_BITS: Record<Exclude<LeadFact, LeadEvent>, number> = {
	judged: JUDGED,
	target: TARGET,
	qualified: QUALIFIED,
	unjudged: UNJUDGED,
	timed_verdict: TIMED_VERDICT,
};

const WON = 1;
const LOST = 2;
const OPEN = 4;
const CLOSED = 8;
const CONCLUDED = 16;
const LINKED = 32;
const COMPARABLE = 64;
const REVERSED = 128;
const AFTER_LEAD = 256;
const PRICED = 512;
const TIMED_ORDER = 1024;
const FUTURE = 2048;
const DEAL_BITS: Record<Exclude<DealFact, DealEvent>, number> = {
	won: WON,
	lost: LOST,
	open: OPEN,
	closed: CLOSED,
	concluded: CONCLUDED,
	linked: LINKED,
	comparable: COMPARABLE,
	reversed: REVERSED,
	after_lead: AFTER_LEAD,
	priced: PRICED,
	timed_order: TIMED_ORDER,
	future: FUTURE,
};

const ACTIVITY_LINKED = 1;
const TOUCH = 2;
const OFF_TARGET = 4;
const OUT = 8;
const TIMED = 16;
const ACTIVITY_BITS: Record<ActivityFact, number> = {
	linked: ACTIVITY_LINKED,
	touch: TOUCH,
	off_target: OFF_TARGET,
	out: OUT,
	timed: TIMED,
};

const EVENTS: readonly string[] = ["mql", "deal", "verdict", "order"] satisfies readonly (
	| LeadEvent
	| DealEvent
)[];

/** An empty state. `metrics` is the catalogue that the fold is to serve. */
export function createKpiState(options: KpiOptions, metrics: readonly Metric[] = METRICS): KpiState {
	const window = monthWindow(monthOf(options.asOf), options.months);
	const tally = (withSums: boolean) => new Tally(window.periods, withSums);
	return {
		options,
		metrics,
		window,
		facts: {
			lead: factBits("lead", LEAD_BITS, metrics),
			deal: factBits("deal", DEAL_BITS, metrics),
			activity: factBits("activity", ACTIVITY_BITS, metrics),
		},
		channels: new Names(),
		reps: new Names(),
		types: new Names(),
		currencies: new Names(),
		leads: {
			size: 0,
			createdIn: new Uint16Array(0),
			mqlIn: new Uint16Array(0),
			age: new Uint16Array(0),
			judgedAfter: new Int32Array(0),
			channel: new Int32Array(0),
			rep: new Int32Array(0),
			facts: new Int32Array(0),
		},
		deals: {
			traits: new Traits(),
			deal_created: { channel: tally(true), rep: tally(true) },
			closed: { channel: tally(true), rep: tally(true) },
			samples: { lead_to_deal: new Rows(SAMPLE.width), deal_to_order: new Rows(SAMPLE.width) },
		},
		activities: { traits: new Traits(), rep: tally(true), type: tally(true) },
		lastCreated: { lead: Number.NEGATIVE_INFINITY, deal: Number.NEGATIVE_INFINITY },
	};
}

/**
 * Adds leads, or the slice of them that starts at `firstIndex` of the whole table. Deals and activities name leads by
 * their index in the whole table. A lead that is added twice counts once.
 */
export function addLeads(state: KpiState, leads: KpiLeads, firstIndex = 0): void {
	const { window, channels, reps, leads: table } = state;
	const { createdAt, channel, owner, mqlOn, verdict, judgedOn } = leads;
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
		const judgedAfter =
			judgement === null ? Number.NaN : Math.max(0, (judgedOn[row] ?? Number.NaN) - created);
		let facts = judgement === null ? UNJUDGED | TIMED_VERDICT : JUDGED;
		if (judgement === "in") facts |= TARGET;
		if (judgedAfter >= 0) {
			facts |= TIMED_VERDICT;
			for (const event of verdictEvents) if (judgedAfter <= event.days) facts |= event.bit;
		}
		if (!Number.isNaN(mqlDay)) {
			facts |= QUALIFIED;
			for (const event of mqlEvents) if (mqlDay - created <= event.days) facts |= event.bit;
		}

		table.createdIn[lead] = periodOf(window, created) + 1;
		table.mqlIn[lead] = periodOf(window, mqlDay);
		table.age[lead] = Number.isNaN(created) ? 0 : 1 + AGE_ENDS.filter((end) => asOf - created > end).length;
		table.judgedAfter[lead] = judgedAfter >= 0 ? judgedAfter + 1 : 0;
		table.channel[lead] = channels.codeOf(channel[row]);
		table.rep[lead] = reps.codeOf(owner[row]);
		table.facts[lead] = table.facts[lead]! | facts;
	}
	state.lastCreated.lead = lastCreated;
}

/** Adds deals, or a slice of them. `leads` is the whole table, whichever part of it has been added. */
export function addDeals(state: KpiState, deals: KpiDeals, leads: LeadOrigins): void {
	const { window, channels, reps, currencies } = state;
	const { traits, deal_created: byCreation, closed: byClosing, samples } = state.deals;
	const orders = state.facts.deal.events;
	const asOf = state.options.asOf;
	makeRoom(state.leads, leads.size);
	for (let row = 0; row < deals.size; row++) {
		const createdAt = deals.createdAt[row] ?? null;
		const created = dayOrNaN(createdAt);
		const closed = dayOrNaN(deals.closesAt[row]);
		const outcome = deals.outcome[row];
		const amount = deals.amount[row] ?? null;
		if (created > state.lastCreated.deal && created <= asOf) state.lastCreated.deal = created;

		let facts = amount === null ? 0 : PRICED;
		let isClosed = false;
		if (outcome === "won") {
			isClosed = true;
			facts |= WON | CLOSED;
			if (!Number.isNaN(closed)) facts |= CONCLUDED;
			if (closed >= created) facts |= TIMED_ORDER;
			for (const order of orders) if (closed - created <= order.days) facts |= order.bit;
		} else if (outcome === "lost") {
			isClosed = true;
			facts |= LOST | CLOSED | CONCLUDED;
		} else if (outcome === "open") {
			facts |= OPEN | CONCLUDED;
		}
		if (created > asOf || (isClosed && closed > asOf)) facts |= FUTURE;

		const lead = deals.lead[row] ?? -1;
		const isLinked = lead >= 0 && lead < leads.size;
		let afterLead = Number.NaN;
		if (isLinked) {
			facts |= LINKED;
			const leadCreatedAt = leads.createdAt[lead] ?? null;
			if (createdAt !== null && leadCreatedAt !== null) {
				facts |= COMPARABLE;
				if (isBefore(createdAt, leadCreatedAt)) {
					facts |= REVERSED;
				} else {
					facts |= AFTER_LEAD;
					afterLead = created - dayOfTime(leadCreatedAt);
					markLead(state, lead, afterLead);
				}
			}
		}

		const channel = channels.codeOf(deals.channel[row] || (isLinked ? leads.channel[lead] : null));
		const rep = reps.codeOf(deals.owner[row]);
		const trait = traits.codeOf(facts, currencies.codeOf(deals.currency[row]));
		const createdIn = periodOf(window, created);
		const closedIn = periodOf(window, closed);
		byCreation.channel.addAmount(channel, createdIn, trait, amount ?? 0);
		byCreation.rep.addAmount(rep, createdIn, trait, amount ?? 0);
		byClosing.channel.addAmount(channel, closedIn, trait, amount ?? 0);
		byClosing.rep.addAmount(rep, closedIn, trait, amount ?? 0);
		if ((facts & AFTER_LEAD) !== 0) {
			addSample(samples.lead_to_deal, trait, channel, rep, createdIn, closedIn, afterLead);
		}
		if ((facts & TIMED_ORDER) !== 0) {
			addSample(samples.deal_to_order, trait, channel, rep, createdIn, closedIn, closed - created);
		}
	}
}

/**
 * Adds activities, or a slice of them. `verdicts` is the effective verdict of every lead of the whole table: what we
 * spent on a lead is looked at with what is known of it now.
 */
export function addActivities(state: KpiState, activities: KpiActivities, verdicts: Column<Verdict>): void {
	const { window, reps, types } = state;
	const { lead, at, owner, type, result, minutes } = activities;
	const { traits, rep: byRep, type: byType } = state.activities;
	const asOf = state.options.asOf;
	/** Whether activities of a type are touches, unless their result says otherwise. */
	const touching: (boolean | undefined)[] = [];
	const traitOf: (number | undefined)[] = [];
	for (let row = 0; row < activities.size; row++) {
		const day = Math.floor(at[row]! / SECONDS_PER_DAY);
		const kind = types.codeOf(type[row]);
		const of = lead[row]!;
		let facts = 0;
		let seconds = 0;
		if (of >= 0) {
			facts = ACTIVITY_LINKED;
			touching[kind] ??= isTouch(type[row] ?? null, null);
			const outcome = result[row] ?? null;
			const isPast = !(day > asOf);
			if (touching[kind] && isPast && (outcome === null || isTouch(type[row] ?? null, outcome))) {
				const verdict = verdicts[of] ?? null;
				facts |= verdict === "in" ? TOUCH : verdict === "out" ? TOUCH | OFF_TARGET | OUT : TOUCH | OFF_TARGET;
				const spent = minutes[row] ?? -1;
				if (spent >= 0) {
					facts |= TIMED;
					// Whole seconds: their sums are exact in any order.
					seconds = Math.round(spent * 60);
				}
			}
		}
		const period = periodOf(window, day);
		traitOf[facts] ??= traits.codeOf(facts, 0);
		const trait = traitOf[facts]!;
		byRep.addAmount(reps.codeOf(owner[row]), period, trait, seconds);
		byType.addAmount(kind, period, trait, seconds);
	}
}

/**
 * Adds to `into` what `from` has counted, and answers `into`. Both must have been made with the same options, and
 * have folded different rows of the same tables.
 * @throws RangeError when the options differ
 */
export function mergeKpiStates(into: KpiState, from: KpiState): KpiState {
	const { options, metrics } = from;
	if (
		into.options.asOf !== options.asOf ||
		into.options.months !== options.months ||
		into.metrics !== metrics
	) {
		throw new RangeError("mergeKpiStates requires states of the same options");
	}
	const channels = into.channels.adopt(from.channels);
	const reps = into.reps.adopt(from.reps);
	mergeLeads(into.leads, from.leads, channels, reps);

	const currencies = into.currencies.adopt(from.currencies);
	const dealTraits = into.deals.traits.adopt(from.deals.traits, currencies);
	for (const basis of ["deal_created", "closed"] as const) {
		into.deals[basis].channel.merge(from.deals[basis].channel, channels, dealTraits);
		into.deals[basis].rep.merge(from.deals[basis].rep, reps, dealTraits);
	}
	for (const measure of ["lead_to_deal", "deal_to_order"] as const) {
		const { size, values } = from.deals.samples[measure];
		for (let start = 0; start < size * SAMPLE.width; start += SAMPLE.width) {
			addSample(
				into.deals.samples[measure],
				dealTraits[values[start + SAMPLE.trait]!]!,
				channels[values[start + SAMPLE.channel]!]!,
				reps[values[start + SAMPLE.rep]!]!,
				values[start + SAMPLE.created]!,
				values[start + SAMPLE.closed]!,
				values[start + SAMPLE.days]!,
			);
		}
	}

	const activityTraits = into.activities.traits.adopt(from.activities.traits, Int32Array.of(0));
	into.activities.rep.merge(from.activities.rep, reps, activityTraits);
	into.activities.type.merge(from.activities.type, into.types.adopt(from.types), activityTraits);

	into.lastCreated.lead = Math.max(into.lastCreated.lead, from.lastCreated.lead);
	into.lastCreated.deal = Math.max(into.lastCreated.deal, from.lastCreated.deal);
	return into;
}

/** The bits of facts that must all hold. An event means one within `maturityDays`. */
export function maskOf(facts: FactBits, names: readonly string[], maturityDays: number): number {
	return names.reduce((mask, name) => mask | (facts.bits.get(factKey(name, maturityDays)) as number), 0);
}

function factBits(
	source: Metric["source"],
	plain: Readonly<Record<string, number>>,
	metrics: readonly Metric[],
): FactBits {
	const bits = new Map(Object.entries(plain));
	const events: { fact: LeadEvent | DealEvent; days: number; bit: number }[] = [];
	let bit = 1;
	for (const used of bits.values()) bit = Math.max(bit, used * 2);
	for (const metric of metrics) {
		if (metric.source !== source) continue;
		for (const fact of [...metric.among, ...metric.counted, ...metric.needs]) {
			const key = factKey(fact, metric.maturityDays);
			if (bits.has(key)) continue;
			if (bit > 2 ** 29) throw new RangeError("createKpiState has bits for 30 facts of a source");
			bits.set(key, bit);
			events.push({ fact: fact as LeadEvent | DealEvent, days: metric.maturityDays, bit });
			bit *= 2;
		}
	}
	return { bits, events };
}

function factKey(fact: string, maturityDays: number): string {
	return EVENTS.includes(fact) ? `${fact} ${maturityDays}` : fact;
}

/** A deal came this many days after its lead. */
function markLead(state: KpiState, lead: number, days: number): void {
	const facts = state.leads.facts;
	for (const event of state.facts.lead.events) {
		if (event.fact === "deal" && days <= event.days) facts[lead] = facts[lead]! | event.bit;
	}
}

function dayOrNaN(time: WallTime | null | undefined): number {
	return time === null || time === undefined ? Number.NaN : Math.floor(time / SECONDS_PER_DAY);
}

/** Adds a row of `SAMPLE`. */
export function addSample(
	samples: Rows,
	trait: number,
	channel: number,
	rep: number,
	createdIn: number,
	closedIn: number,
	days: number,
): void {
	const start = samples.next();
	samples.values[start + SAMPLE.trait] = trait;
	samples.values[start + SAMPLE.channel] = channel;
	samples.values[start + SAMPLE.rep] = rep;
	samples.values[start + SAMPLE.created] = createdIn;
	samples.values[start + SAMPLE.closed] = closedIn;
	samples.values[start + SAMPLE.days] = days;
}

function makeRoom(table: LeadTable, size: number): void {
	table.size = Math.max(table.size, size);
	if (table.createdIn.length >= size) return;
	table.createdIn = grown(table.createdIn, size);
	table.mqlIn = grown(table.mqlIn, size);
	table.age = grown(table.age, size);
	table.judgedAfter = grown(table.judgedAfter, size);
	table.channel = grown(table.channel, size);
	table.rep = grown(table.rep, size);
	table.facts = grown(table.facts, size);
}

function mergeLeads(into: LeadTable, from: LeadTable, channels: Int32Array, reps: Int32Array): void {
	makeRoom(into, from.size);
	for (let lead = 0; lead < from.size; lead++) {
		into.facts[lead] = into.facts[lead]! | from.facts[lead]!;
		if (from.createdIn[lead] === 0) continue;
		into.createdIn[lead] = from.createdIn[lead]!;
		into.mqlIn[lead] = from.mqlIn[lead]!;
		into.age[lead] = from.age[lead]!;
		into.judgedAfter[lead] = from.judgedAfter[lead]!;
		into.channel[lead] = channels[from.channel[lead]!]!;
		into.rep[lead] = reps[from.rep[lead]!]!;
	}
}
