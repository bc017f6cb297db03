import type { Leads, Verdict } from "../records";

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
