import { Names } from "../names";
import {
	type ActivityFact,
	type CostFact,
	metrics as catalogue,
	type DealFact,
	type LeadFact,
	type LeadMonthFact,
	type Metric,
} from "./catalogue";
import type { DealEvent, DealMeasure, LeadEvent } from "./declaration";
import { type SlotOptions, type Slots, slotsOf } from "./spans";
import { grown, Rows, Tally, Traits } from "./tally";

/** What the KPI fold has counted so far, and how two such states become one. */

export interface KpiOptions extends SlotOptions {
	/**
	 * Which event is 商談化, "deal" unless told: a deal of the lead was created, a meeting with it was held, or a call
	 * ended in an appointment. None counts that lies before the day of the lead.
	 */
	readonly conversion?: "deal" | "meeting" | "appointment";
	/** Keeps the facts of every record, for `traceOf`. Such a state is folded whole, not merged. */
	readonly trace?: boolean;
}

/** Ways in which the fold itself tells records apart. */
export type TallyCut = "channel" | "rep" | "verdict" | "segment" | "type" | "age";

/** Deals are told apart by these. */
export const DEAL_CUTS = ["channel", "rep", "verdict", "segment"] as const;

type Cuts = (typeof DEAL_CUTS)[number];

/** Counts so far. Made by `createKpiState`, changed only by the functions of this file and of fold.ts. */
export interface KpiState {
	readonly options: KpiOptions;
	readonly metrics: readonly Metric[];
	readonly slots: Slots;
	readonly facts: Record<Metric["source"], FactBits>;
	readonly channels: Names;
	readonly reps: Names;
	readonly segments: Names;
	readonly types: Names;
	readonly currencies: Names;
	readonly leads: LeadTable;
	readonly deals: {
		readonly traits: Traits;
		readonly deal_created: Readonly<Record<Cuts, Tally>>;
		readonly closed: Readonly<Record<Cuts, Tally>>;
		/** Rows of `ROW`. */
		readonly samples: Record<DealMeasure, Rows>;
	};
	/** Sums are seconds of touches. */
	readonly activities: { readonly traits: Traits; readonly rep: Tally; readonly type: Tally };
	readonly costs: { readonly traits: Traits; readonly channel: Tally };
	/** Latest day up to asOf on which a record was created: until when the cohorts over all time still ripen. */
	readonly lastCreated: { lead: number; deal: number };
	/** Rows of `ROW` in the order in which records were added; null without `trace`. */
	readonly kept: Record<"deal" | "activity" | "cost", Rows> | null;
}

/** Columns of a record of its own: names, the slots of both its dates, and for a sample its days. */
export const ROW = {
	trait: 0,
	channel: 1,
	rep: 2,
	verdict: 3,
	segment: 4,
	type: 5,
	slot: 6,
	closed: 7,
	days: 8,
	width: 9,
} as const;

/** Codes of the names of the cut `verdict`. */
export const VERDICTS = ["", "in", "out"] as const;

/** Adds a row of `ROW`, in its order. */
export function addRow(
	rows: Rows,
	trait: number,
	channel: number,
	rep: number,
	verdict: number,
	segment: number,
	type: number,
	slot: number,
	closed: number,
	days: number,
): void {
	const start = rows.next();
	const { values } = rows;
	values[start + ROW.trait] = trait;
	values[start + ROW.channel] = channel;
	values[start + ROW.rep] = rep;
	values[start + ROW.verdict] = verdict;
	values[start + ROW.segment] = segment;
	values[start + ROW.type] = type;
	values[start + ROW.slot] = slot;
	values[start + ROW.closed] = closed;
	values[start + ROW.days] = days;
}

/** No day, in a column that keeps the earliest one. */
export const NEVER = 2 ** 31 - 1;

/** What a lead's own row says. */
const OF_ITSELF = ["createdIn", "mqlIn", "age", "judgedAfter", "created", "outOn"] as const;
const NAMED = ["channel", "rep", "segment"] as const;
/** What adds up by or, by the earlier, and by the greater. */
const MARKS = ["facts", "attempted", "touched"] as const;
const EARLIEST = ["convertedOn", "orderedOn", "dealOn"] as const;
const UNTIL_TOLD = [...EARLIEST, "created", "outOn"] as const;
const LEAD_COLUMNS = [...OF_ITSELF, ...NAMED, ...MARKS, ...EARLIEST, "response"] as const;

/**
 * Columns of what the fold keeps for each lead: its deals may come before it, after it or in another slice.
 * - `createdIn`: slot of the day it was created, + 1; 0 for a lead that has not been added. `mqlIn`: of its MQL day.
 * - `age`: index in `AGE_BANDS`, + 1; 0 where the day it was created is unknown.
 * - `judgedAfter`: days from its creation to its first verdict, + 1; 0 where they are unknown or there is no verdict.
 * - `created`: the day it was created; `NEVER` where unknown.
 * - `outOn`: since when it is 対象外: the day it was judged, −`NEVER` where unknown; `NEVER` for the others.
 * - `convertedOn`, `orderedOn`: day of its first 商談化 event and of its first order, of those not before it; `NEVER`
 *   where there is none. `dealOn`: of its first deal of any kind, −`NEVER` for one without a date.
 * - `attempted`, `touched`: one bit for each month of the window in which somebody tried to reach it, or reached it.
 * - `response`: how soon the first attempt came: 6 within 5 minutes … 1 on a later day, 0 not at all (response.ts).
 */
export type LeadTable = { size: number } & Record<(typeof LEAD_COLUMNS)[number], Int32Array>;

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

export const LEAD = {
	judged: 1,
	target: 2,
	qualified: 4,
	unjudged: 8,
	timed_verdict: 16,
	converted: 32,
	timed: 64,
} as const satisfies Record<Exclude<LeadFact, LeadEvent>, number>;

export const DEAL = {
	won: 1,
	lost: 2,
	open: 4,
	closed: 8,
	concluded: 16,
	linked: 32,
	comparable: 64,
	reversed: 128,
	after_lead: 256,
	priced: 512,
	timed_order: 1024,
	future: 2048,
} as const satisfies Record<Exclude<DealFact, DealEvent>, number>;

export const ACTIVITY = {
	linked: 1,
	touch: 2,
	off_target: 4,
	out: 8,
	timed: 16,
	attempt: 32,
	reached: 64,
	call: 128,
	connected: 256,
	key: 512,
	appointment: 1024,
} as const satisfies Record<ActivityFact, number>;

export const COST = { priced: 1 } as const satisfies Record<CostFact, number>;
export const LEAD_MONTH = { attempted: 1, touched: 2 } as const satisfies Record<LeadMonthFact, number>;

const EVENTS: readonly string[] = ["mql", "deal", "verdict", "order"] satisfies readonly (
	| LeadEvent
	| DealEvent
)[];

/** An empty state. `metrics` is the catalogue that the fold is to serve. */
export function createKpiState(options: KpiOptions, metrics: readonly Metric[] = catalogue()): KpiState {
	const slots = slotsOf(options);
	const tally = (withSums: boolean) => new Tally(slots.size, withSums);
	const byCut = () => ({
		channel: tally(true),
		rep: tally(true),
		verdict: tally(true),
		segment: tally(true),
	});
	const rows = () => new Rows(ROW.width);
	const leads = { size: 0 } as LeadTable;
	for (const column of LEAD_COLUMNS) leads[column] = new Int32Array(0);
	return {
		options,
		metrics,
		slots,
		facts: {
			lead: factBits("lead", LEAD, metrics),
			deal: factBits("deal", DEAL, metrics),
			activity: factBits("activity", ACTIVITY, metrics),
			cost: factBits("cost", COST, metrics),
			lead_month: factBits("lead_month", LEAD_MONTH, metrics),
		},
		channels: new Names(),
		reps: new Names(),
		segments: new Names(),
		types: new Names(),
		currencies: new Names(),
		leads,
		deals: {
			traits: new Traits(),
			deal_created: byCut(),
			closed: byCut(),
			samples: { lead_to_deal: rows(), deal_to_order: rows() },
		},
		activities: { traits: new Traits(), rep: tally(true), type: tally(true) },
		costs: { traits: new Traits(), channel: tally(true) },
		lastCreated: { lead: Number.NEGATIVE_INFINITY, deal: Number.NEGATIVE_INFINITY },
		kept: options.trace === true ? { deal: rows(), activity: rows(), cost: rows() } : null,
	};
}

/**
 * Adds to `into` what `from` has counted, and answers `into`. Both must have been made with the same options, and
 * have folded different rows of the same tables.
 * @throws RangeError when the options differ
 */
export function mergeKpiStates(into: KpiState, from: KpiState): KpiState {
	if (JSON.stringify(into.options) !== JSON.stringify(from.options) || into.metrics !== from.metrics) {
		throw new RangeError("mergeKpiStates requires states of the same options");
	}
	const names = {
		channel: into.channels.adopt(from.channels),
		rep: into.reps.adopt(from.reps),
		verdict: Int32Array.from(VERDICTS.keys()),
		segment: into.segments.adopt(from.segments),
	};
	mergeLeads(into.leads, from.leads, names);

	const currencies = into.currencies.adopt(from.currencies);
	const dealTraits = into.deals.traits.adopt(from.deals.traits, currencies);
	for (const basis of ["deal_created", "closed"] as const) {
		for (const cut of DEAL_CUTS) {
			into.deals[basis][cut].merge(from.deals[basis][cut], names[cut], dealTraits);
		}
	}
	for (const measure of ["lead_to_deal", "deal_to_order"] as const) {
		const { size, values } = from.deals.samples[measure];
		for (let start = 0; start < size * ROW.width; start += ROW.width) {
			const moved = into.deals.samples[measure];
			const at = moved.next();
			moved.values.set(values.subarray(start, start + ROW.width), at);
			moved.values[at + ROW.trait] = dealTraits[values[start + ROW.trait]!]!;
			for (const cut of DEAL_CUTS) moved.values[at + ROW[cut]] = names[cut][values[start + ROW[cut]]!]!;
		}
	}

	const activityTraits = into.activities.traits.adopt(from.activities.traits, Int32Array.of(0));
	into.activities.rep.merge(from.activities.rep, names.rep, activityTraits);
	into.activities.type.merge(from.activities.type, into.types.adopt(from.types), activityTraits);
	const costTraits = into.costs.traits.adopt(from.costs.traits, currencies);
	into.costs.channel.merge(from.costs.channel, names.channel, costTraits);

	into.lastCreated.lead = Math.max(into.lastCreated.lead, from.lastCreated.lead);
	into.lastCreated.deal = Math.max(into.lastCreated.deal, from.lastCreated.deal);
	return into;
}

function mergeLeads(into: LeadTable, from: LeadTable, names: Readonly<Record<Cuts, Int32Array>>): void {
	makeRoom(into, from.size);
	for (let lead = 0; lead < from.size; lead++) {
		for (const column of MARKS) into[column][lead] = into[column][lead]! | from[column][lead]!;
		for (const column of EARLIEST) into[column][lead] = Math.min(into[column][lead]!, from[column][lead]!);
		into.response[lead] = Math.max(into.response[lead]!, from.response[lead]!);
		if (from.createdIn[lead] === 0) continue;
		for (const column of OF_ITSELF) into[column][lead] = from[column][lead]!;
		for (const cut of NAMED) {
			into[cut][lead] = names[cut][from[cut][lead]!]!;
		}
	}
}

/** Makes the table hold at least `size` leads, of which nothing is known yet. */
export function makeRoom(table: LeadTable, size: number): void {
	table.size = Math.max(table.size, size);
	const held = table.createdIn.length;
	if (held >= size) return;
	for (const column of LEAD_COLUMNS) table[column] = grown(table[column], size);
	for (const column of UNTIL_TOLD) table[column].fill(NEVER, held);
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
