import type { Column, Leads, Verdict } from "../records";

/**
 * A lead's verdict by those on its company and its contact, null while it is open. One 対象外 decides; 対象 takes the
 * company's verdict and a contact that is not ruled out.
 * @example leadVerdict("in", null) // => "in"
 */
export function leadVerdict(company: Verdict | null, contact: Verdict | null): Verdict | null {
	if (company === "out" || contact === "out") return "out";
	return company === "in" ? "in" : null;
}

/** The verdict of every lead, as `leadVerdict`. */
export function leadVerdicts(leads: Leads): readonly (Verdict | null)[] {
	const verdicts: (Verdict | null)[] = new Array(leads.size);
	for (let lead = 0; lead < leads.size; lead++) {
		verdicts[lead] = leadVerdict(leads.companyVerdict[lead] ?? null, leads.contactVerdict[lead] ?? null);
	}
	return verdicts;
}

/** The three verdicts on a lead, each open while it is null: 3 × 3 × 3 = 27 states. */
export interface VerdictState {
	readonly company: Verdict | null;
	readonly contact: Verdict | null;
	/** Whether there is a deal: 案件あり "in", なし "out", 未確認 null. */
	readonly deal: Verdict | null;
}

const ORDER = ["in", "out", null] as const;

/**
 * The number of a state, 0 to 26: 9 × company + 3 × contact + deal with in 0, out 1 and open 2.
 * @example stateIndex({ company: "in", contact: null, deal: "out" }) // => 7
 */
export function stateIndex({ company, contact, deal }: VerdictState): number {
	return 9 * ORDER.indexOf(company) + 3 * ORDER.indexOf(contact) + ORDER.indexOf(deal);
}

/** The state of a number from 0 to 26. */
export function stateOf(index: number): VerdictState {
	const at = (place: number) => ORDER[Math.floor(index / place) % 3] ?? null;
	return { company: at(9), contact: at(3), deal: at(1) };
}

/**
 * The company's verdict by what people typed on the rows of its leads: the one on which all agree. Where they differ
 * the company stays open and counts as one conflict.
 * @param company group of each lead, −1 where there is none
 * @param own the verdict typed on each lead's own row
 */
export function sharedVerdicts(
	company: ArrayLike<number>,
	groups: number,
	own: Column<Verdict>,
): { readonly verdict: readonly (Verdict | null)[]; readonly conflicts: number } {
	const verdict: (Verdict | null)[] = new Array(groups).fill(null);
	const disputed = new Set<number>();
	own.forEach((typed, lead) => {
		const group = company[lead] ?? -1;
		if (typed === null || group < 0) return;
		if ((verdict[group] ?? typed) !== typed) disputed.add(group);
		verdict[group] = typed;
	});
	for (const group of disputed) verdict[group] = null;
	return { verdict, conflicts: disputed.size };
}
