import type { Day } from "../calendar/day";
import type { Column, Deals, Verdict } from "../records";

/** What needs a hand today, in numbers of records. */
export interface Attention {
	/** Leads that met the definition, are not 対象外 and have no deal. */
	readonly hotWithoutDeal: number;
	/** Leads whose company and contact nobody has judged. */
	readonly unjudged: number;
	/** Open deals whose next action was due before today. */
	readonly overdueActions: number;
	/** Open deals with neither a next action nor a date for it. */
	readonly dealsWithoutAction: number;
}

export interface NextActions {
	readonly action: Column<string>;
	readonly dueOn: Column<Day>;
}

/** Counts what waits for somebody. An action due today is not overdue. */
export function attentionOf(
	leads: { readonly verdicts: Column<Verdict>; readonly mqlOn: Column<Day> },
	deals: Deals,
	next: NextActions,
	today: Day,
): Attention {
	const hasDeal = new Set<number>();
	let overdueActions = 0;
	let dealsWithoutAction = 0;
	for (let i = 0; i < deals.size; i++) {
		const lead = deals.lead[i] as number;
		if (lead >= 0) hasDeal.add(lead);
		if (deals.outcome[i] !== "open") continue;
		const dueOn = next.dueOn[i] ?? null;
		if (dueOn === null && (next.action[i] ?? null) === null) dealsWithoutAction++;
		if (dueOn !== null && dueOn < today) overdueActions++;
	}
	let hotWithoutDeal = 0;
	let unjudged = 0;
	leads.verdicts.forEach((verdict, lead) => {
		if (verdict === null) unjudged++;
		if (verdict !== "out" && (leads.mqlOn[lead] ?? null) !== null && !hasDeal.has(lead)) hotWithoutDeal++;
	});
	return { hotWithoutDeal, unjudged, overdueActions, dealsWithoutAction };
}
