import { type Day, firstDayOf, type Month, monthOf } from "../calendar/day";
import { inStretches } from "../stretches";
import type { Basis, Metric } from "./catalogue";
import { slotOf } from "./spans";
import {
	addRow,
	type KpiState,
	LEAD,
	LEAD_MONTH,
	type LeadCut,
	type LeadTable,
	NEVER,
	newRows,
	Tallies,
} from "./state";
import { type Rows, Tally, Traits } from "./tally";

/** What a state holds of one source, ready to be added up. */
export interface Counted {
	readonly traits: Traits;
	readonly tallies: Tallies;
	/** The counters of a tally by trait. */
	byTrait(tally: Tally): readonly (readonly number[])[];
	/** Rows of `ROW` of a measure. */
	readonly samples: Readonly<Record<string, Rows>>;
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
		deal: { ...deal, samples: state.samples, byTrait },
		activity: { ...activity, samples: {}, byTrait },
		cost: { ...cost, samples: {}, byTrait },
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
	const { size, createdIn, judgedAfter } = leads;
	const traits = new Traits();
	const tallies = new Tallies("lead", state.metrics, () => new Tally(state.slots.size, false));
	const verdicts = newRows();
	const trait = new Int32Array(size);
	inStretches(size, (from, to) => {
		for (let lead = from; lead < to; lead++) {
			const created = createdIn[lead]! - 1;
			if (created < 0) continue;
			trait[lead] = traits.codeOf(leadFacts(state, lead), 0);
			const days = judgedAfter[lead]! - 1;
			if (days >= 0) addRow(verdicts, trait[lead]!, created, 0, days, leads, lead);
		}
	});
	// One tally after the other: it stays at hand, and so do the few columns that it needs.
	const slots = new Map<Basis, Int32Array>();
	for (const { basis, cut, tally } of tallies.all()) {
		if (basis === "converted" && !isConverting(state)) continue;
		let slot = slots.get(basis);
		if (slot === undefined) {
			const place = new Int32Array(size);
			inStretches(size, (from, to) => {
				for (let lead = from; lead < to; lead++)
					place[lead] = createdIn[lead] === 0 ? -1 : leadSlot(state, lead, basis);
			});
			slot = place;
			slots.set(basis, slot);
		}
		tally.addAll(leads[cut as LeadCut], slot, trait, null, size);
	}
	return { traits, tallies, samples: { lead_to_verdict: verdicts } };
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
	const slot = new Int32Array(leads.size);
	const trait = new Int32Array(leads.size);
	for (const month of shownMonths(state)) {
		inStretches(leads.size, (from, to) => {
			for (let lead = from; lead < to; lead++) {
				const facts = leadMonthFacts(leads, lead, month);
				slot[lead] = facts < 0 ? -1 : month.slot;
				trait[lead] = Math.max(facts, 0);
			}
		});
		for (const { cut, tally } of tallies.all())
			tally.addAll(leads[cut as LeadCut], slot, trait, null, leads.size);
	}
	return { traits, tallies, samples: {} };
}
