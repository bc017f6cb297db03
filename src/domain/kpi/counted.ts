import { type Day, firstDayOf, type Month, monthOf } from "../calendar/day";
import { inStretches } from "../stretches";
import type { Basis, Metric } from "./catalogue";
import { slotOf } from "./spans";
import {
	type KpiState,
	LEAD,
	LEAD_MONTH,
	type LeadCut,
	type LeadTable,
	NEVER,
	type RecordColumns,
	Tallies,
} from "./state";
import { Tally, Traits } from "./tally";

/** What a state holds of one source, ready to be added up. */
export interface Counted {
	readonly traits: Traits;
	readonly tallies: Tallies;
	/** The counters of a tally by trait. */
	byTrait(tally: Tally): readonly (readonly number[])[];
	/** What medians are taken of. */
	readonly records: readonly RecordColumns[];
}

export type CountedBySource = Readonly<Record<Metric["source"], Counted>>;

export function countedBySource(state: KpiState): CountedBySource {
	const { deal, activity, cost } = state.counted;
	const held = new Map<Tally, readonly (readonly number[])[]>();
	const byTrait = (tally: Tally) => {
		const known = held.get(tally) ?? tally.byTrait();
		held.set(tally, known);
		return known;
	};
	return {
		lead: { ...countLeads(state), byTrait },
		deal: { ...deal, records: state.records.deal, byTrait },
		activity: { ...activity, records: [], byTrait },
		cost: { ...cost, records: [], byTrait },
		lead_month: { ...countLeadMonths(state), byTrait },
	};
}

/** Whether 商談化 is another event than a deal, so that it has figures of its own. */
export function isConverting({ options }: KpiState): boolean {
	return (options.conversion ?? "deal") !== "deal";
}

/** The facts of a lead with what became of it, as bits. */
export function leadFacts({ leads, facts }: KpiState, lead: number): number {
	const created = leads.created[lead]!;
	const deal = leads.convertedOn[lead]!;
	const touched = leads.touchedOn[lead]!;
	let bits = leads.facts[lead]!;
	if (deal !== NEVER) bits |= LEAD.converted;
	if (deal === NEVER && touched === NEVER) return bits;
	for (const { fact, days, bit } of facts.lead.events) {
		const on = fact === "deal" ? deal : fact === "first_touch" ? touched : NEVER;
		if (on !== NEVER && on - created <= days) bits |= bit;
	}
	return bits;
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
	const { leads } = state;
	const { size, createdIn } = leads;
	const traits = new Traits();
	const tallies = new Tallies("lead", state.metrics, () => new Tally(state.slots.size, false));
	const trait = new Int32Array(size);
	inStretches(size, (from, to) => {
		for (let lead = from; lead < to; lead++)
			if (createdIn[lead] !== 0) trait[lead] = traits.codeOf(leadFacts(state, lead), 0);
	});
	// One tally after the other: it stays at hand, and so do the few columns that it needs.
	const placed = new Map<Basis, Int32Array>();
	const slotsBy = (basis: Basis): Int32Array => {
		const slot = placed.get(basis) ?? new Int32Array(size);
		if (placed.has(basis)) return slot;
		placed.set(basis, slot);
		inStretches(size, (from, to) => {
			for (let lead = from; lead < to; lead++)
				slot[lead] = createdIn[lead] === 0 ? -1 : leadSlot(state, lead, basis);
		});
		return slot;
	};
	for (const { basis, cut, tally } of tallies.all()) {
		if (basis === "converted" && !isConverting(state)) continue;
		tally.addAll(leads[cut as LeadCut], slotsBy(basis), trait, null, size);
	}
	const slot = slotsBy("lead_created");
	const took = { lead_to_verdict: leads.judgedAfter };
	return { traits, tallies, records: [{ size, trait, slot, closed: slot, codes: leads, took }] };
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
	const tallies = new Tallies("lead_month", state.metrics, () => new Tally(state.slots.size, false));
	const months = shownMonths(state);
	const counted = tallies.all().map(({ cut, tally }) => {
		const names = leads[cut as LeadCut];
		return { names, tally, counts: new Int32Array(state.names[cut].names.length * months.length * 4) };
	});
	inStretches(leads.size, (from, to) => {
		for (let lead = from; lead < to; lead++) {
			for (let at = 0; at < months.length; at++) {
				const facts = leadMonthFacts(leads, lead, months[at]!);
				if (facts < 0) continue;
				for (const { names, counts } of counted) counts[(names[lead]! * months.length + at) * 4 + facts]!++;
			}
		}
	});
	for (const { tally, counts } of counted) {
		counts.forEach((count, at) => {
			const month = at >> 2;
			if (count > 0)
				tally.add(Math.floor(month / months.length), months[month % months.length]!.slot, at & 3, count);
		});
	}
	return { traits, tallies, records: [] };
}
