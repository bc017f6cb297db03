import { addBusinessDays, type BusinessCalendar, businessDaysBetween } from "../calendar/business-days";
import type { Day } from "../calendar/day";
import { requiredLeads } from "../planning/required-leads";
import type { Column, Verdict } from "../records";
import type { MetricRow } from "./engine";
import { periodDays } from "./spans";

/** Whether there are enough leads for the people who work them: required against workable. */

/** Leads that somebody may work: neither 対象外 nor opted out, and without any deal. */
export function countWorkable(leads: {
	readonly size: number;
	/** `leadVerdict` of each lead. */
	readonly verdicts: Column<Verdict>;
	/** 1 or true. */
	readonly optOut: ArrayLike<number | boolean>;
	readonly hasDeal: ArrayLike<number | boolean>;
}): number {
	let workable = 0;
	for (let lead = 0; lead < leads.size; lead++) {
		if (leads.verdicts[lead] !== "out" && !leads.optOut[lead] && !leads.hasDeal[lead]) workable++;
	}
	return workable;
}

export interface RepPace {
	readonly rep: string;
	/** Attempts a business day. */
	readonly perDay: number;
}

/** Full months that a rep's pace is taken from. */
const PACE_MONTHS = 3;

/** What each named rep really did a business day, over the last full months; reps without an attempt are left out. */
export function repPace(rows: readonly MetricRow[], asOf: Day, calendar: BusinessCalendar): RepPace[] {
	const full = new Map<string, number>();
	for (const { metric, period } of rows) {
		if (metric !== "attempts" || full.has(period)) continue;
		const { kind, first, last } = periodDays(period);
		if (kind !== "month" || first === null || last === null || last >= asOf) continue;
		full.set(period, businessDaysBetween(calendar, first, (last + 1) as Day));
	}
	const months = Array.from(full.keys()).sort().slice(-PACE_MONTHS);
	const days = months.reduce((sum, month) => sum + full.get(month)!, 0);
	const attempts = new Map<string, number>();
	for (const { metric, period, dimension, n } of rows) {
		if (metric !== "attempts" || !months.includes(period) || !/^rep:./.test(dimension)) continue;
		attempts.set(dimension, (attempts.get(dimension) ?? 0) + n);
	}
	if (days === 0) return [];
	return Array.from(attempts, ([dimension, count]) => ({ rep: dimension.slice(4), perDay: count / days }));
}

export interface Gauge {
	/** Activities of all reps together a business day. */
	readonly perDay: number;
	/** Null where nobody works leads: there is no need to state. */
	readonly required: number | null;
	readonly workable: number;
	/** Workable − required: below 0 leads are short. */
	readonly difference: number | null;
	/** The business day on which every workable lead has had its touches, if none is added; null where nobody works. */
	readonly dryOn: Day | null;
}

/**
 * Required leads by the real mix of reps, Σ(activities a day × business days) ÷ touches a lead.
 * @param plan.businessDays of the period that each lead is touched in
 */
export function gaugeOf(plan: {
	readonly workable: number;
	readonly reps: readonly RepPace[];
	readonly businessDays: number;
	readonly touchesPerLead: number;
	readonly asOf: Day;
	readonly calendar: BusinessCalendar;
}): Gauge {
	const { workable, reps, touchesPerLead, asOf, calendar } = plan;
	const perDay = reps.reduce((sum, rep) => sum + rep.perDay, 0);
	const required = requiredLeads({ ...plan, activitiesPerDay: perDay, reps: perDay > 0 ? 1 : 0 });
	if (required === null) return { perDay, required, workable, difference: null, dryOn: null };
	const days = Math.ceil((workable * touchesPerLead) / perDay - 1e-3);
	return {
		perDay,
		required,
		workable,
		difference: workable - required,
		dryOn: days > LONGEST_DAYS ? null : addBusinessDays(calendar, asOf, days),
	};
}

/** Beyond two years nobody plans: such a list does not run dry. */
const LONGEST_DAYS = 500;
