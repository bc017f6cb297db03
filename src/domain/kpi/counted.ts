import { firstDayOf, type Month, monthOf } from "../calendar/day";
import type { Basis, Metric } from "./catalogue";
import { slotOf } from "./spans";
import { addRow, type KpiState, LEAD, LEAD_MONTH, NEVER, ROW, type TallyCut } from "./state";
import { Rows, Tally, Traits } from "./tally";

/** What a state holds of one source, ready to be added up. */
export interface Counted {
	readonly traits: Traits;
	/** The tally of a basis by name. Each record is in each tally of its source once. */
	tally(basis: Basis, cut: TallyCut): Tally;
	/** The cells of such a tally that a trait has records in, by trait. */
	filled(tally: Tally): readonly (readonly number[])[];
	/** Rows of `ROW` of a measure. */
	readonly samples: Readonly<Record<string, Rows>>;
}

export type CountedBySource = Readonly<Record<Metric["source"], Counted>>;

export function countedBySource(state: KpiState): CountedBySource {
	const { deals, activities, costs } = state;
	const held = new Map<Tally, readonly (readonly number[])[]>();
	const filled = (tally: Tally) => {
		const known = held.get(tally) ?? tally.filled();
		held.set(tally, known);
		return known;
	};
	return {
		lead: { ...countLeads(state), filled },
		deal: {
			traits: deals.traits,
			tally: (basis, cut) => deals[basis === "closed" ? basis : "deal_created"][cut as "channel"],
			samples: deals.samples,
			filled,
		},
		activity: {
			traits: activities.traits,
			tally: (_, cut) => activities[cut as "rep"],
			samples: {},
			filled,
		},
		cost: { traits: costs.traits, tally: () => costs.channel, samples: {}, filled },
		lead_month: { ...countLeadMonths(state), filled },
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
function countLeads(state: KpiState): Omit<Counted, "filled"> {
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
	for (let lead = 0; lead < size; lead++) {
		const created = createdIn[lead]! - 1;
		if (created < 0) continue;
		const trait = traits.codeOf(leadFacts(state, lead), 0);
		const verdict = leadName(state, lead, "verdict");
		for (const basis of bases) {
			const slot = leadSlot(state, lead, basis);
			byBasis[basis].channel.add(channel[lead]!, slot, trait);
			byBasis[basis].rep.add(rep[lead]!, slot, trait);
			byBasis[basis].verdict.add(verdict, slot, trait);
			byBasis[basis].segment.add(segment[lead]!, slot, trait);
		}
		byBasis.lead_created.age.add(age[lead]!, created, trait);
		const days = judgedAfter[lead]! - 1;
		if (days < 0) continue;
		addRow(verdicts, trait, channel[lead]!, rep[lead]!, verdict, segment[lead]!, 0, created, 0, days);
	}
	return {
		traits,
		tally: (basis, cut) => byBasis[basis as "mql"][cut as "age"],
		samples: { lead_to_verdict: verdicts },
	};
}

/**
 * Calls back for each month shown, up to that of asOf, at whose start a lead was in ②: created before, without any deal
 * yet, and not judged 対象外 yet.
 */
export function forLeadMonths(
	{ leads, slots, options }: KpiState,
	each: (lead: number, slot: number, facts: number) => void,
): void {
	const { createdIn, created, dealOn, outOn, attempted, touched } = leads;
	const current = monthOf(options.asOf);
	const months = Array.from({ length: options.months }, (_, back) => {
		const month = (current - back) as Month;
		const day = firstDayOf(month);
		return { day, slot: slotOf(slots, day), bit: 1 << (month - slots.firstMonth) };
	});
	for (let lead = 0; lead < leads.size; lead++) {
		if (createdIn[lead] === 0) continue;
		const until = Math.min(dealOn[lead]!, outOn[lead]!);
		for (const { day, slot, bit } of months) {
			if (created[lead]! >= day) break;
			if (until < day) continue;
			const tried = (attempted[lead]! & bit) === 0 ? 0 : LEAD_MONTH.attempted;
			each(lead, slot, (touched[lead]! & bit) === 0 ? tried : tried | LEAD_MONTH.touched);
		}
	}
}

function countLeadMonths(state: KpiState): Omit<Counted, "filled"> {
	const { channel, rep } = state.leads;
	const traits = new Traits();
	// The few combinations of facts are their own traits.
	for (let facts = 0; facts < 4; facts++) traits.codeOf(facts, 0);
	const by = { channel: new Tally(state.slots.size, false), rep: new Tally(state.slots.size, false) };
	forLeadMonths(state, (lead, slot, facts) => {
		by.channel.add(channel[lead]!, slot, facts);
		by.rep.add(rep[lead]!, slot, facts);
	});
	return { traits, tally: (_, cut) => by[cut as "rep"], samples: {} };
}
