import { formatMonth, type Month, monthOf } from "../calendar/day";
import { slotOf } from "./spans";
import { type KpiState, NEVER } from "./state";

/** What became of the leads of each month, month by month since: the cohort triangle. */

export interface CohortCell {
	/** Leads of the cohort with the event by the end of this month. */
	readonly count: number;
	/** ÷ all leads of the cohort; null where it has none. */
	readonly share: number | null;
	/** Whether the month is over. */
	readonly isFinal: boolean;
}

export interface Cohort {
	readonly month: Month;
	/** "2026-11". */
	readonly period: string;
	/** Leads created in the month. */
	readonly n: number;
	/** By months since that month, itself 0; null for a month that has not come. 商談化, and the first order. */
	readonly deal: readonly (CohortCell | null)[];
	readonly order: readonly (CohortCell | null)[];
}

export interface Cohorts {
	/** The oldest first. */
	readonly cohorts: readonly Cohort[];
	/** Leads of which nobody knows when they were created: they are in no cohort. */
	readonly undated: number;
}

/** The cohorts of all months shown. A lead counts once, by calendar months; what lies before it never counts. */
export function cohortsOf({ leads, slots, options }: KpiState): Cohorts {
	const { months } = options;
	const current = monthOf(options.asOf);
	const first = (current - months + 1) as Month;
	const shift = first - slots.firstMonth;
	const n = new Int32Array(months);
	// Leads by cohort and by months since, of which the event came first in that very month.
	const deal = new Int32Array(months * months);
	const order = new Int32Array(months * months);
	const monthAt = (day: number) => slots.months[slotOf(slots, day)];
	const tell = (counts: Int32Array, cohort: number, day: number) => {
		const since = (monthAt(day) ?? Number.NaN) - shift - cohort;
		if (since + cohort < months) counts[cohort * months + since]!++;
	};
	let undated = 0;
	for (let lead = 0; lead < leads.size; lead++) {
		if (leads.createdIn[lead] === 0) continue;
		const created = leads.created[lead]!;
		if (created === NEVER) undated++;
		const cohort = (monthAt(created) ?? -1) - shift;
		if (cohort < 0 || cohort >= months) continue;
		n[cohort]!++;
		tell(deal, cohort, leads.convertedOn[lead]!);
		tell(order, cohort, leads.orderedOn[lead]!);
	}
	const cells = (counts: Int32Array, cohort: number): (CohortCell | null)[] => {
		let count = 0;
		return Array.from({ length: months }, (_, since) => {
			if (cohort + since >= months) return null;
			count += counts[cohort * months + since]!;
			const isFinal = cohort + since < months - 1;
			return { count, share: n[cohort] === 0 ? null : count / n[cohort]!, isFinal };
		});
	};
	return {
		cohorts: Array.from({ length: months }, (_, cohort) => {
			const month = (first + cohort) as Month;
			return {
				month,
				period: formatMonth(month),
				n: n[cohort]!,
				deal: cells(deal, cohort),
				order: cells(order, cohort),
			};
		}),
		undated,
	};
}
