import { firstDayOf, type Month, monthOf } from "../calendar/day";
import type { Basis, Metric } from "./catalogue";
import { slotOf } from "./spans";
import { type KpiState, LEAD, LEAD_MONTH, NEVER, SAMPLE, type TallyCut } from "./state";
import { Rows, Tally, Traits } from "./tally";

/** What a state holds of one source, ready to be added up. */
export interface Counted {
	readonly traits: Traits;
	/** The tally of a basis by name. Each record is in each tally of its source once. */
	tally(basis: Basis, cut: TallyCut): Tally;
	/** Rows of `SAMPLE` of a measure. */
	readonly samples: Readonly<Record<string, Rows>>;
}

export type CountedBySource = Readonly<Record<Metric["source"], Counted>>;

export function countedBySource(state: KpiState): CountedBySource {
	const { deals, activities, costs } = state;
	return {
		lead: countLeads(state),
		deal: {
			traits: deals.traits,
			tally: (basis, cut) => deals[basis === "closed" ? basis : "deal_created"][cut as "channel"],
			samples: deals.samples,
		},
		activity: {
			traits: activities.traits,
			tally: (_, cut) => activities[cut as "rep"],
			samples: {},
		},
		cost: { traits: costs.traits, tally: () => costs.channel, samples: {} },
		lead_month: countLeadMonths(state),
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

/** The slot that a lead lies in by a basis. */
export function leadSlot({ leads, slots }: KpiState, lead: number, basis: Basis): number {
	if (basis === "mql") return leads.mqlIn[lead]!;
	if (basis === "lead_created") return leads.createdIn[lead]! - 1;
	const on = leads.convertedOn[lead]!;
	return slotOf(slots, on === NEVER ? Number.NaN : on);
}

/** Leads are counted last: only now is it known what became of each. */
function countLeads(state: KpiState): Counted {
	const { size, createdIn, age, judgedAfter, channel, rep, segment } = state.leads;
	const traits = new Traits();
	const tally = () => new Tally(state.slots.size, false);
	const byCut = () => ({ channel: tally(), rep: tally(), segment: tally(), age: tally() });
	const byBasis = { lead_created: byCut(), mql: byCut(), converted: byCut() };
	const bases = (["lead_created", "mql", "converted"] as const).slice(0, isConverting(state) ? 3 : 2);
	const verdicts = new Rows(SAMPLE.width);
	for (let lead = 0; lead < size; lead++) {
		const created = createdIn[lead]! - 1;
		if (created < 0) continue;
		const trait = traits.codeOf(leadFacts(state, lead), 0);
		for (const basis of bases) {
			const slot = leadSlot(state, lead, basis);
			byBasis[basis].channel.add(channel[lead]!, slot, trait);
			byBasis[basis].rep.add(rep[lead]!, slot, trait);
			byBasis[basis].segment.add(segment[lead]!, slot, trait);
		}
		byBasis.lead_created.age.add(age[lead]!, created, trait);
		const days = judgedAfter[lead]! - 1;
		if (days >= 0) verdicts.add(trait, channel[lead]!, rep[lead]!, segment[lead]!, created, 0, days);
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

function countLeadMonths(state: KpiState): Counted {
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
