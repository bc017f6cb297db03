import { type Day, firstDayOf, type Month, monthOf } from "../calendar/day";
import type { Basis, Metric } from "./catalogue";
import { slotOf } from "./spans";
import { addRow, type KpiState, LEAD, LEAD_MONTH, type LeadTable, NEVER, ROW, type TallyCut } from "./state";
import { Rows, Tally, Traits } from "./tally";

/** What a state holds of one source, ready to be added up. */
export interface Counted {
	readonly traits: Traits;
	/** The tally of a basis by name. Each record is in each tally of its source once. */
	tally(basis: Basis, cut: TallyCut): Tally;
	/** The counters of such a tally by trait. */
	byTrait(tally: Tally): readonly (readonly number[])[];
	/** Rows of `ROW` of a measure. */
	readonly samples: Readonly<Record<string, Rows>>;
}

export type CountedBySource = Readonly<Record<Metric["source"], Counted>>;

export function countedBySource(state: KpiState): CountedBySource {
	const { deals, activities, costs } = state;
	const held = new Map<Tally, readonly (readonly number[])[]>();
	const byTrait = (tally: Tally) => {
		const known = held.get(tally) ?? tally.byTrait();
		held.set(tally, known);
		return known;
	};
	return {
		lead: { ...countLeads(state), byTrait },
		deal: {
			traits: deals.traits,
			tally: (basis, cut) => deals[basis === "closed" ? basis : "deal_created"][cut as "channel"],
			samples: deals.samples,
			byTrait,
		},
		activity: {
			traits: activities.traits,
			tally: (_, cut) => activities[cut as "rep"],
			samples: {},
			byTrait,
		},
		cost: { traits: costs.traits, tally: () => costs.channel, samples: {}, byTrait },
		lead_month: { ...countLeadMonths(state), byTrait },
	};
}

/** Whether 商談化 is another event than a deal, so that it has figures of its own. */
export function isConverting({ options }: KpiState): boolean {
	return (options.conversion ?? "deal") !== "deal";
}

/** The facts of a lead with what became of it, as bits. */
export function leadFacts({ leads, facts }: KpiState, lead: number): number {
	const on = leads.convertedOn[lead]!;
	let bits = leads.facts[lead]!;
	if (on === NEVER) return bits;
	bits |= LEAD.converted;
	for (const { fact, days, bit } of facts.lead.events) {
		if (fact === "deal" && on - leads.created[lead]! <= days) bits |= bit;
	}
	return bits;
}

/** The code of a lead's name in a cut. */
export function leadName({ leads }: KpiState, lead: number, cut: TallyCut): number {
	if (cut !== "verdict") return leads[cut === "type" ? "channel" : cut][lead]!;
	const facts = leads.facts[lead]!;
	return (facts & LEAD.judged) === 0 ? 0 : (facts & LEAD.target) === 0 ? 2 : 1;
}

/** The slot that a lead lies in by a basis. */
export function leadSlot({ leads, slots }: KpiState, lead: number, basis: Basis): number {
	if (basis === "mql") return leads.mqlIn[lead]!;
	if (basis === "lead_created") return leads.createdIn[lead]! - 1;
	const on = leads.convertedOn[lead]!;
	return slotOf(slots, on === NEVER ? Number.NaN : on);
}

/** Leads are counted last: only now is it known what became of each. */
function countLeads(state: KpiState): Omit<Counted, "byTrait"> {
	const { size, createdIn, age, judgedAfter, channel, rep, segment } = state.leads;
	const traits = new Traits();
	const tally = () => new Tally(state.slots.size, false);
	const byCut = () => ({
		channel: tally(),
		rep: tally(),
		verdict: tally(),
		segment: tally(),
		age: tally(),
	});
	const byBasis = { lead_created: byCut(), mql: byCut(), converted: byCut() };
	const bases = (["lead_created", "mql", "converted"] as const).slice(0, isConverting(state) ? 3 : 2);
	const verdicts = new Rows(ROW.width);
	const trait = new Int32Array(size);
	const verdict = new Int32Array(size);
	for (let lead = 0; lead < size; lead++) {
		const created = createdIn[lead]! - 1;
		if (created < 0) continue;
		trait[lead] = traits.codeOf(leadFacts(state, lead), 0);
		verdict[lead] = leadName(state, lead, "verdict");
		const days = judgedAfter[lead]! - 1;
		if (days < 0) continue;
		addRow(
			verdicts,
			trait[lead]!,
			channel[lead]!,
			rep[lead]!,
			verdict[lead]!,
			segment[lead]!,
			0,
			created,
			0,
			days,
		);
	}
	// One tally after the other: it stays at hand, and so do the few columns that it needs.
	const names = { channel, rep, verdict, segment, age };
	for (const basis of bases) {
		const slot = new Int32Array(size);
		for (let lead = 0; lead < size; lead++) {
			slot[lead] = createdIn[lead] === 0 ? -1 : leadSlot(state, lead, basis);
		}
		for (const cut of ["channel", "rep", "verdict", "segment", "age"] as const) {
			if (cut !== "age" || basis === "lead_created") addAll(byBasis[basis][cut], names[cut], slot, trait);
		}
	}
	return {
		traits,
		tally: (basis, cut) => byBasis[basis as "mql"][cut as "age"],
		samples: { lead_to_verdict: verdicts },
	};
}

function addAll(tally: Tally, names: Int32Array, slots: Int32Array, traits: Int32Array): void {
	for (let i = 0; i < traits.length; i++) if (slots[i]! >= 0) tally.add(names[i]!, slots[i]!, traits[i]!);
}

/** A month shown, up to that of asOf. */
interface ShownMonth {
	readonly day: Day;
	readonly slot: number;
	/** Its bit in `attempted` and `touched`. */
	readonly bit: number;
}

export function shownMonths({ slots, options }: KpiState): ShownMonth[] {
	const current = monthOf(options.asOf);
	return Array.from({ length: options.months }, (_, back) => {
		const month = (current - back) as Month;
		const day = firstDayOf(month);
		return { day, slot: slotOf(slots, day), bit: 1 << (month - slots.firstMonth) };
	});
}

/**
 * The facts of a lead in a month at whose start it was in ②: created before, without any deal yet, and not judged
 * 対象外 yet. −1 where it was not.
 */
export function leadMonthFacts(leads: LeadTable, lead: number, { day, bit }: ShownMonth): number {
	if (leads.createdIn[lead] === 0 || leads.created[lead]! >= day) return -1;
	if (leads.dealOn[lead]! < day || leads.outOn[lead]! < day) return -1;
	const tried = (leads.attempted[lead]! & bit) === 0 ? 0 : LEAD_MONTH.attempted;
	return (leads.touched[lead]! & bit) === 0 ? tried : tried | LEAD_MONTH.touched;
}

function countLeadMonths(state: KpiState): Omit<Counted, "byTrait"> {
	const { leads } = state;
	const traits = new Traits();
	// The few combinations of facts are their own traits.
	for (let facts = 0; facts < 4; facts++) traits.codeOf(facts, 0);
	const by = { channel: new Tally(state.slots.size, false), rep: new Tally(state.slots.size, false) };
	for (const month of shownMonths(state)) {
		for (let lead = 0; lead < leads.size; lead++) {
			const facts = leadMonthFacts(leads, lead, month);
			if (facts < 0) continue;
			by.channel.add(leads.channel[lead]!, month.slot, facts);
			by.rep.add(leads.rep[lead]!, month.slot, facts);
		}
	}
	return { traits, tally: (_, cut) => by[cut as "rep"], samples: {} };
}
