/** What an erasure leaves of a person's own rows: id, dates, channel, owner, verdicts, amounts, and the company's traits. */

/**
 * - `blank`: the cell is emptied. `link`: it gets the lead's id, so that the record stays the lead's. `refuse`: it says
 *   that nobody may contact the person. `basis`: the reason is taken out of it. `print`: made anew of what is left.
 * - Every other cell stays, without mentions of the person.
 */
export type Treatment = "blank" | "link" | "refuse" | "basis" | "print";

const treated = (lists: Readonly<Partial<Record<Treatment, string>>>): ReadonlyMap<string, Treatment> =>
	new Map(
		Object.entries(lists).flatMap(([treatment, columns]) =>
			columns.split(" ").map((column): [string, Treatment] => [column, treatment as Treatment]),
		),
	);

const LEADS = treated({
	blank:
		"name department title function email phone address postal_code note project next_action next_action_type " +
		"next_action_on verdict_reason bant_budget bant_authority bant_need bant_timeframe " +
		"contact_role next_step score_why fit_why judged_of",
	refuse: "do_not_call opt_out",
	basis: "contact_basis deal_basis",
	print: "fingerprint",
});

export const TREATMENTS: Readonly<Record<"leads" | "activities" | "deals", ReadonlyMap<string, Treatment>>> =
	{
		leads: LEADS,
		activities: treated({ blank: "email name note", link: "lead_ref" }),
		deals: treated({ blank: "email note", link: "lead_ref", print: "fingerprint" }),
	};

/** Whether a lead stands as an erasure leaves it: without a name and an address, and nobody may contact it. */
export function isErased(lead: {
	readonly name: string;
	readonly email: string;
	readonly mayCall: boolean;
	readonly mayMail: boolean;
}): boolean {
	return lead.name === "" && lead.email === "" && !lead.mayCall && !lead.mayMail;
}
