import { type BusinessCalendar, businessDaysBetween } from "../calendar/business-days";
import { type Day, firstDayOf, type Month, monthOf } from "../calendar/day";
import { type Cut, isAdditive, type Metric, metricOf } from "./catalogue";
import type { Slots, Span } from "./spans";

/** What a team set out to reach: one number for one metric, month and dimension. */
export interface KpiTarget {
	readonly month: Month;
	/** A metric of the catalogue. */
	readonly metric: string;
	/** "all", "channel:<name>", "rep:<name>", "verdict:in" … */
	readonly dimension: string;
	/** Money in major units of the main currency, rates 0..1. */
	readonly value: number;
}

export type TargetProblemCode =
	| "target_unknown_metric"
	/** The metric has no months: it tells how things stand now. */
	| "target_not_monthly"
	/** The metric is not cut that way. */
	| "target_unknown_dimension"
	/** An earlier one of the same metric, month and dimension; the last of them stands. */
	| "target_repeated";

export interface TargetProblem {
	readonly code: TargetProblemCode;
	/** Index of the target. */
	readonly index: number;
}

/** What is wrong with targets. Those named here are not shown anywhere. */
export function checkTargets(targets: readonly KpiTarget[]): TargetProblem[] {
	const problems: TargetProblem[] = [];
	const last = new Map<string, number>();
	targets.forEach((target, index) => {
		const metric = metricOf(target.metric);
		if (metric === null) {
			problems.push({ code: "target_unknown_metric", index });
		} else if (metric.periods === "now") {
			problems.push({ code: "target_not_monthly", index });
		} else if (!isCutBy(metric, target.dimension)) {
			problems.push({ code: "target_unknown_dimension", index });
		}
		const key = `${target.metric} ${target.month} ${target.dimension}`;
		const earlier = last.get(key);
		if (earlier !== undefined) problems.push({ code: "target_repeated", index: earlier });
		last.set(key, index);
	});
	return problems;
}

/** Whether a metric has rows for a dimension such as "all" or "rep:佐藤". */
function isCutBy(metric: Metric, dimension: string): boolean {
	if (dimension === "all") return true;
	const cut = dimension.slice(0, dimension.indexOf(":"));
	return (metric.cuts as readonly Cut[]).some((known) => known === cut);
}

/** Actual ÷ target; null where either is missing or the target is 0. */
export function attainmentOf(actual: number | null, target: number | null): number | null {
	return actual === null || target === null || target === 0 ? null : actual / target;
}

/**
 * How much of a month's target should have been reached by asOf: its completed business days, asOf itself not among
 * them, ÷ all its business days. 1 for a month that is over; null for one that has not begun, has no completed
 * business day yet, or has none at all.
 */
export function expectedShare(month: Month, asOf: Day, calendar: BusinessCalendar): number | null {
	const current = monthOf(asOf);
	if (month !== current) return month < current ? 1 : null;
	const first = firstDayOf(month);
	const next = firstDayOf((month + 1) as Month);
	const completed = businessDaysBetween(calendar, first, asOf);
	return completed > 0 ? completed / businessDaysBetween(calendar, first, next) : null;
}

/**
 * Actual ÷ the share of the target that the completed business days ask for; 1 is on track. Null where
 * `expectedShare` is, and for a metric that does not add up over days (rates, averages, medians).
 */
export function paceOf(metric: Metric, attainment: number | null, share: number | null): number | null {
	return attainment === null || share === null || !isAdditive(metric) ? null : attainment / share;
}

/** Target by month, by metric and dimension. Of several for one month the last stands. */
export function targetsByDimension(targets: readonly KpiTarget[]): Map<string, Map<Month, number>> {
	const byDimension = new Map<string, Map<Month, number>>();
	for (const { metric, dimension, month, value } of targets) {
		const key = `${metric} ${dimension}`;
		const byMonth = byDimension.get(key) ?? new Map<Month, number>();
		byDimension.set(key, byMonth.set(month, value));
	}
	return byDimension;
}

/** `expectedShare` of every month of the window. */
export function monthShares(
	{ firstMonth, months }: Slots,
	asOf: Day,
	calendar: BusinessCalendar,
): Map<Month, number | null> {
	const shares = new Map<Month, number | null>();
	for (const index of new Set(months)) {
		const month = (firstMonth + index) as Month;
		shares.set(month, expectedShare(month, asOf, calendar));
	}
	return shares;
}

/**
 * The target of a period and how much of it should have been reached. That of a quarter, half or year is the sum of its
 * months', for what does not add up their mean; null unless each month has one. Weeks and all time have none.
 */
export function targetOf(
	metric: Metric,
	byMonth: ReadonlyMap<Month, number> | undefined,
	{ kind, first, last }: Span,
	shares: ReadonlyMap<Month, number | null>,
): { readonly target: number | null; readonly share: number | null } {
	const none = { target: null, share: null };
	if (byMonth === undefined || first === null || last === null || kind === "week") return none;
	let sum = 0;
	let due = 0;
	const from = monthOf(first);
	const to = monthOf(last);
	for (let month = from; month <= to; month++) {
		const target = byMonth.get(month);
		if (target === undefined) return none;
		sum += target;
		due += target * (shares.get(month) ?? 0);
	}
	const target = isAdditive(metric) ? sum : sum / (to - from + 1);
	return { target, share: sum === 0 || due === 0 ? null : due / sum };
}
