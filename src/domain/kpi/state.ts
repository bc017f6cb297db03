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
import {
	type Cut,
	type CutOf,
	cutting,
	perCut,
	TALLY_CUTS,
	type TallyCut,
	tallyCut,
	tallyCutsOf,
} from "./cuts";
import type { Basis, DealEvent, DealMeasure, LeadEvent, LeadMeasure } from "./declaration";
import { type SlotOptions, type Slots, slotsOf } from "./spans";
import { grown, Tally, Traits } from "./tally";

/** What the KPI fold has counted so far, and how two such states become one. */

export interface KpiOptions extends SlotOptions {
	/**
	 * Which event is 商談化, "deal" unless told: a deal of the lead was created, a meeting with it was held, or a call
	 * ended in an appointment. None counts that lies before the day of the lead.
	 */
	readonly conversion?: "deal" | "meeting" | "appointment";
	/** Keeps the facts of every record, for `traceOf`. */
	readonly trace?: boolean;
}

/** What is counted as it comes; leads are counted last. */
const COUNTED = ["deal", "activity", "cost"] as const;

/** Counts so far. Made by `createKpiState`, changed only by the functions of this file and of fold.ts. */
export interface KpiState {
	readonly options: KpiOptions;
	readonly metrics: readonly Metric[];
	readonly slots: Slots;
	readonly facts: Record<Metric["source"], FactBits>;
	readonly names: Readonly<Record<TallyCut, Names>>;
	readonly currencies: Names;
	readonly leads: LeadTable;
	/** Sums are the amounts of deals and costs, and the seconds of touches. */
	readonly counted: Readonly<Record<(typeof COUNTED)[number], Counts>>;
	/** Latest day up to asOf on which a record was created: until when the cohorts over all time still ripen. */
	readonly lastCreated: { lead: number; deal: number };
	/** In the order in which they were added. Those of activities and costs are kept for `trace` alone. */
	readonly records: Readonly<Record<(typeof COUNTED)[number], RecordColumns[]>>;
}

/** The records of a source. */
interface Counts {
	readonly traits: Traits;
	readonly tallies: Tallies;
}

/** Tallies by basis and cut; each has each record once. */
export class Tallies {
	private readonly byBasis: Readonly<Record<string, Partial<Record<TallyCut, Tally>>>>;

	/** Makes those that metrics of the source ask for, and that its names are ranked by. */
	constructor(source: Metric["source"], metrics: readonly Metric[], make: () => Tally) {
		const wanted: Record<string, Set<TallyCut>> = {};
		const want = (basis: Basis, cuts: readonly Cut[]) => {
			const ofBasis = wanted[basis] ?? new Set();
			wanted[basis] = ofBasis;
			for (const cut of cuts) ofBasis.add(tallyCut(cut));
		};
		const ranked = RANKED_BY[source];
		if (ranked !== undefined) want(ranked, tallyCutsOf(source));
		for (const metric of metrics) if (metric.source === source) want(metric.basis, metric.cuts);
		this.byBasis = Object.fromEntries(
			Object.entries(wanted).map(([basis, cuts]) => [basis, perCut([...cuts], make)]),
		);
	}

	/** @throws RangeError where no metric asks for it */
	of(basis: Basis, cut: TallyCut): Tally {
		const tally = this.byBasis[basis]?.[cut];
		if (tally === undefined) throw new RangeError(`no tally of ${basis} by ${cut}`);
		return tally;
	}

	/** The cut with the fewest counters, which is the quickest to add up. */
	leastCut(basis: Basis): TallyCut {
		const least = this.all().filter((each) => each.basis === basis);
		return least.reduce((a, b) => (b.tally.size < a.tally.size ? b : a)).cut;
	}

	all(): readonly { readonly basis: Basis; readonly cut: TallyCut; readonly tally: Tally }[] {
		return Object.entries(this.byBasis).flatMap(([basis, tallies]) =>
			Object.entries(tallies).map(([cut, tally]) => ({
				basis: basis as Basis,
				cut: cut as TallyCut,
				tally,
			})),
		);
	}
}

/** The basis by whose records names are ranked. */
export const RANKED_BY: Readonly<Partial<Record<Metric["source"], Basis>>> = {
	lead: "lead_created",
	deal: "deal_created",
	activity: "activity",
	cost: "spent",
};

/** Codes of the names of records, by cut; none for the cuts that their source lacks. */
export type Codes = Readonly<Partial<Record<TallyCut, Int32Array>>>;

/** What is kept of each of some records. */
export interface RecordColumns {
	readonly size: number;
	readonly trait: Int32Array;
	/** The slot of its day, and of the day on which it was closed where it has one. */
	readonly slot: Int32Array;
	readonly closed: Int32Array;
	readonly codes: Codes;
	/** How long it took, by measure: days + 1, 0 where it is unknown. */
	readonly took: Readonly<Partial<Record<LeadMeasure | DealMeasure, Int32Array>>>;
}

/** No day, in a column that keeps the earliest one. */
export const NEVER = 2 ** 31 - 1;

/** The cuts that leads are told apart by. */
export type LeadCut = Extract<CutOf<"lead">, TallyCut>;

/** What a lead's own row says. */
const OF_ITSELF = ["createdIn", "mqlIn", "judgedAfter", "created", "outOn"] as const;
const NAMED = tallyCutsOf("lead") as readonly LeadCut[];
/** What adds up by or, by the earlier, and by the greater. */
const MARKS = ["facts", "attempted", "touched"] as const;
const EARLIEST = ["convertedOn", "orderedOn", "dealOn", "touchedOn"] as const;
const UNTIL_TOLD = [...EARLIEST, "created", "outOn"] as const;
const LEAD_COLUMNS = [...OF_ITSELF, ...NAMED, ...MARKS, ...EARLIEST, "response"] as const;

/**
 * Columns of what the fold keeps for each lead: its deals may come before it, after it or in another slice.
 * - `createdIn`: slot of the day it was created, + 1; 0 for a lead that has not been added. `mqlIn`: of its MQL day.
 * - `judgedAfter`: days from its creation to its first verdict, + 1; 0 where they are unknown or there is no verdict.
 * - `created`: the day it was created; `NEVER` where unknown.
 * - `outOn`: since when it is 対象外: the day it was judged, −`NEVER` where unknown; `NEVER` for the others.
 * - `convertedOn`, `orderedOn`: day of its first 商談化 event and of its first order, of those not before it; `NEVER`
 *   where there is none. `dealOn`: of its first deal of any kind, −`NEVER` for one without a date. `touchedOn`: of
 *   the first touch not before it; the exchange of cards that it came from is none.
 * - `attempted`, `touched`: one bit for each month of the window in which somebody tried to reach it, or reached it.
 * - `response`: how soon the first attempt came: 6 within 5 minutes … 1 on a later day, 0 not at all (response.ts).
 * Besides, one with the code of its name for each cut of leads.
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

const EVENTS: readonly string[] = ["mql", "deal", "verdict", "first_touch", "order"] satisfies readonly (
	| LeadEvent
	| DealEvent
)[];

/** An empty state. `metrics` is the catalogue that the fold is to serve. */
export function createKpiState(options: KpiOptions, metrics: readonly Metric[] = catalogue()): KpiState {
	const slots = slotsOf(options);
	const counts = (source: Metric["source"]): Counts => ({
		traits: new Traits(),
		tallies: new Tallies(source, metrics, () => new Tally(slots.size, true)),
	});
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
		names: perCut(TALLY_CUTS, namesOf),
		currencies: new Names(),
		leads,
		counted: { deal: counts("deal"), activity: counts("activity"), cost: counts("cost") },
		lastCreated: { lead: Number.NEGATIVE_INFINITY, deal: Number.NEGATIVE_INFINITY },
		records: { deal: [], activity: [], cost: [] },
	};
}

/** The names of a cut, those that are known beforehand in their order. */
function namesOf(cut: TallyCut): Names {
	const names = new Names();
	for (const name of cutting(cut).names ?? []) names.codeOf(name);
	return names;
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
	const names = perCut(TALLY_CUTS, (cut) => into.names[cut].adopt(from.names[cut]));
	const currencies = into.currencies.adopt(from.currencies);
	mergeLeads(into.leads, from.leads, names);
	for (const source of COUNTED) {
		const { traits, tallies } = into.counted[source];
		const other = from.counted[source];
		const codes = traits.adopt(other.traits, currencies);
		for (const { basis, cut, tally } of tallies.all())
			tally.merge(other.tallies.of(basis, cut), names[cut], codes);
		for (const records of from.records[source]) into.records[source].push(recoded(records, names, codes));
	}
	into.lastCreated.lead = Math.max(into.lastCreated.lead, from.lastCreated.lead);
	into.lastCreated.deal = Math.max(into.lastCreated.deal, from.lastCreated.deal);
	return into;
}

function recoded(records: RecordColumns, names: Required<Codes>, traits: Int32Array): RecordColumns {
	const codes = Object.entries(records.codes).map(([cut, ofCut]) => [
		cut,
		ofCut.map((code) => names[cut as TallyCut][code]!),
	]);
	return {
		...records,
		trait: records.trait.map((trait) => traits[trait]!),
		codes: Object.fromEntries(codes) as Codes,
	};
}

function mergeLeads(into: LeadTable, from: LeadTable, names: Required<Codes>): void {
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
