import type { BusinessCalendar } from "../calendar/business-days";
import type { Day } from "../calendar/day";
import { currencyExponent } from "../normalize/amount";
import {
	type Breakdown,
	breakdownsOf,
	compareText,
	type GroupsByCut,
	groupsByCut,
	type Member,
} from "./breakdown";
import { type Basis, isAdditive, type Metric, type MetricId, type Unit } from "./catalogue";
import { type CountedBySource, countedBySource, isConverting } from "./counted";
import { countOf, Figures, medianOf, Total } from "./figures";
import { fteOf } from "./per-head";
import { isShown, type Span, spansOf } from "./spans";
import type { KpiState } from "./state";
import { attainmentOf, type KpiTarget, monthShares, paceOf, targetOf, targetsByDimension } from "./targets";

export { type Member, POOLED_NAME } from "./breakdown";
export {
	activityFold,
	addActivities,
	addCosts,
	addDeals,
	addLeads,
	type KpiActivities,
	type KpiCosts,
	type KpiDeals,
	type KpiLeads,
} from "./fold";
export { createKpiState, type KpiOptions, type KpiState, mergeKpiStates } from "./state";

/** One figure of the Metrics table. Every other KPI tab is a view of these rows. */
export interface MetricRow {
	readonly metric: MetricId;
	/** As `Span`: "2026-11", "quarter:2026-10" …, or "all" for all time, undated and future records included. */
	readonly period: string;
	/**
	 * "all", a cut with a name of it such as "channel:<name>", "verdict:in" or "age:0-7", or "currency:<ISO>"; nothing
	 * after the colon: 未設定, of a verdict 未判定.
	 */
	readonly dimension: string;
	readonly unit: Unit;
	/** Rates 0..1, money in major units, hours, days as a median; null where there is nothing to divide by. */
	readonly value: number | null;
	/** Of whatever is divided, else null. */
	readonly numerator: number | null;
	readonly denominator: number | null;
	readonly basis: Basis;
	/** The day on which the figure becomes final, null once it is. */
	readonly provisionalUntil: Day | null;
	/** Records behind the value: those counted, summed or measured, and the denominator of a ratio. */
	readonly n: number;
	/** Share of the population, 0..1, of which everything is known that the metric needs; null for none. */
	readonly completeness: number | null;
	readonly target: number | null;
	readonly attainment: number | null;
	readonly pace: number | null;
	/** Of money, else null. */
	readonly currency: string | null;
}

/** What a team's time is worth. */
export interface Effort {
	/** Minutes that a touch without minutes counts as. */
	readonly touchMinutes: number;
	/** Main currency an hour; without one there are no figures of what effort costs. */
	readonly hourCost: number | null;
}

export interface KpiReport {
	/** The main currency; null takes the one that most deals bear. */
	readonly currency: string | null;
	readonly targets: readonly KpiTarget[];
	readonly calendar: BusinessCalendar;
	readonly effort: Effort;
	/** Without members there are neither roles nor figures per head. */
	readonly members?: readonly Member[];
	/** Class of each channel, "" for none; without it there are no figures by class. */
	readonly channelClass?: (channel: string) => string;
	/** Share of an amount won that is gross profit, 0..1; without one there is no ROI. */
	readonly grossMargin?: number | null;
	/** How many names of a cut get rows of their own, 200 unless told; the smaller ones share one. */
	readonly maxNames?: number;
}

const DEFAULT_MAX_NAMES = 200;
const FALLBACK_CURRENCY = "JPY";

/** What all figures of a report are made from. */
export interface Ready {
	readonly state: KpiState;
	readonly report: KpiReport;
	readonly currency: string;
	readonly counted: CountedBySource;
	readonly groups: GroupsByCut;
	readonly spans: readonly Span[];
}

export function prepare(state: KpiState, report: KpiReport): Ready {
	const counted = countedBySource(state);
	const targeted = new Set(report.targets.map((target) => target.dimension));
	const maxNames = report.maxNames ?? DEFAULT_MAX_NAMES;
	const roles = new Map((report.members ?? []).map(({ name, role }) => [name, role]));
	const groupings = {
		role: (rep: string) => roles.get(rep) ?? "",
		channel_class: report.channelClass ?? (() => ""),
	};
	return {
		state,
		report,
		currency: report.currency ?? mainCurrency(state) ?? FALLBACK_CURRENCY,
		counted,
		groups: groupsByCut(state, counted, targeted, groupings, maxNames),
		spans: spansOf(state.slots, state.options),
	};
}

/**
 * The rows of the Metrics table: metric by metric in the catalogue's order, "all" first, then each cut by name, and
 * currencies; months from the oldest on, then weeks, quarters, halves and years, all time last.
 *
 * "all" has a row for every metric and month. Another dimension or period has one where it has records (n > 0) or a
 * target; which periods a dimension has at all, `isShown` says. A metric that lacks what the report must tell (members,
 * costs, a gross margin) has no rows. Money is the main currency's, and so is an amount without a currency; each other
 * one has rows of its own, under "currency:<ISO>" only: nothing adds currencies up.
 */
export function finishKpi(state: KpiState, report: KpiReport): MetricRow[] {
	const ready = prepare(state, report);
	const targets = targetsByDimension(report.targets);
	const shares = monthShares(state.slots, state.options.asOf, report.calendar);
	const rows: MetricRow[] = [];
	const figures = { own: new Figures(state.slots.size), other: new Figures(state.slots.size) };
	for (const metric of state.metrics) {
		const figure = figureMaker(ready, metric, figures);
		if (figure === null) continue;
		const spans = ready.spans.filter((span) => hasPeriod(metric, span));
		const untils = spans.map((span) => provisionalUntil(state, metric, span));
		for (const breakdown of breakdownsOf(metric, ready.counted, ready.groups, state, ready.currency)) {
			const figureOf = figure(breakdown);
			breakdown.dimensions.forEach((dimension, group) => {
				const byMonth = targets.get(`${metric.id} ${dimension}`);
				const currency = metric.unit === "money" ? (breakdown.currencies?.[group] ?? ready.currency) : null;
				spans.forEach((span, index) => {
					const goal = targetOf(metric, byMonth, span, shares);
					const hasGoal = goal.target !== null && span.kind === "month";
					if (!hasGoal && !isShown(span, breakdown.id, metric.full === true, breakdown.isMain[group]!))
						return;
					const { total, value, numerator, denominator, n } = figureOf(group, span, currency);
					const isBare = breakdown.id === "all" && /^(month|all)$/.test(span.kind);
					if (n === 0 && goal.target === null && !isBare) return;
					const attainment = attainmentOf(value, goal.target);
					rows.push({
						metric: metric.id as MetricId,
						period: span.period,
						dimension,
						unit: metric.unit,
						value,
						numerator,
						denominator,
						basis: metric.basis,
						provisionalUntil: untils[index]!,
						n,
						completeness: total.among === 0 ? null : total.complete / total.among,
						target: goal.target,
						attainment,
						pace: paceOf(metric, attainment, goal.share),
						currency,
					});
				});
			});
		}
	}
	return rows;
}

/** Whether a metric has a figure for a period. Weeks are for what adds up: a rate of a week is noise. */
function hasPeriod(metric: Metric, { kind }: Span): boolean {
	if (kind === "week") return metric.periods === "months" && isAdditive(metric) && metric.source !== "cost";
	if (kind === "all") return metric.periods === "months" || metric.periods === "now";
	return kind === "month" ? metric.periods !== "now" : /^(months|dated)$/.test(metric.periods);
}

type Figure = Pick<MetricRow, "value" | "numerator" | "denominator" | "n"> & {
	/** Overwritten by the next figure. */
	readonly total: Total;
};
type FigureOf = (group: number, span: Span, currency: string | null) => Figure;

/** How a metric's figures come about in a breakdown; null where the report lacks what it takes. */
function figureMaker(
	ready: Ready,
	metric: Metric,
	figures: { readonly own: Figures; readonly other: Figures },
): ((breakdown: Breakdown) => FigureOf) | null {
	const { state, report, counted } = ready;
	const { effort, members = [], grossMargin = null } = report;
	const per = perMetric(state, metric);
	if (metric.kind === "effort" && metric.unit === "money" && effort.hourCost === null) return null;
	if (metric.kind === "per_head" && members.length === 0) return null;
	if (metric.source === "cost" && state.counted.cost.tallies.of("spent", "channel").size === 0) return null;
	if (metric.kind === "gain" && grossMargin === null) return null;
	if ((metric.kind === "gain" || metric.kind === "unit_cost") && per === null) return null;
	if (metric.basis === "converted" && !isConverting(state)) return null;
	const count = (into: Figures, of: Metric, breakdown: Breakdown): Figures =>
		into.count(of, state.facts[of.source], counted[of.source], breakdown);
	const ownTotal = new Total();
	const otherTotal = new Total();
	return (breakdown) => {
		const own = count(figures.own, metric, breakdown);
		const other =
			per === null
				? null
				: count(
						figures.other,
						per,
						breakdownsOf(per, counted, ready.groups, state, ready.currency).find(
							({ id }) => id === breakdown.id,
						)!,
					);
		return (group, span, currency) => {
			const total = ownTotal.take(own, group, span, metric.periods);
			const bought = other === null ? null : otherTotal.take(other, group, span, metric.periods);
			const minorUnits = 10 ** currencyExponent(currency ?? ready.currency);
			const { counted: n, known, among } = total;
			const amount = total.sum / minorUnits;
			const plain = (value: number, n: number): Figure => ({
				value,
				numerator: null,
				denominator: null,
				n,
				total,
			});
			const divided = (numerator: number, denominator: number, n: number): Figure => {
				const value = denominator === 0 || n === 0 ? null : numerator / denominator;
				return { value, numerator, denominator, n, total };
			};
			switch (metric.kind) {
				case "count":
					return plain(n, n);
				case "sum":
					return plain(amount, known);
				case "ratio":
					return divided(n, among, among);
				case "mean":
					return divided(amount, known, known);
				case "effort": {
					const hours = (total.sum / 60 + (n - known) * effort.touchMinutes) / 60;
					return plain(metric.unit === "hours" ? hours : hours * (effort.hourCost ?? 0), n);
				}
				case "median":
					return { ...plain(0, countOf(total.days)), value: medianOf(total.days) };
				case "per_head": {
					const fte = fteOf(members, breakdown.dimensions[group]!, span);
					const isMoney = metric.unit === "money";
					const figure = divided(isMoney ? amount : n, fte, isMoney ? known : n);
					return fte > 0 && figure.n === 0 ? { ...figure, value: 0 } : figure;
				}
				case "unit_cost":
					return divided(amount, bought!.counted, known === 0 ? 0 : bought!.counted);
				case "gain":
					return divided((bought!.sum / minorUnits) * (grossMargin ?? 0) - amount, amount, known);
			}
		};
	};
}

/** The metric whose figure a cost is set against: what 商談 means is the team's choice. */
export function perMetric(state: KpiState, metric: Metric): Metric | null {
	if (!("per" in metric)) return null;
	const id = metric.per === "deals_new" && isConverting(state) ? "conversions" : metric.per;
	return state.metrics.find((other) => other.id === id) ?? null;
}

/**
 * The day on which the last record of the cohort has had its full time, or null from that day on. All time ends with
 * the last record created by asOf.
 */
function provisionalUntil({ lastCreated, options }: KpiState, metric: Metric, span: Span): Day | null {
	if (metric.maturityDays === 0) return null;
	const last =
		span.last ?? (metric.source === "lead" || metric.source === "deal" ? lastCreated[metric.source] : 0);
	const final = last + metric.maturityDays;
	return final > options.asOf ? (final as Day) : null;
}

/** The currency that most deals bear, of several the first in the alphabet; null where none has one. */
function mainCurrency({ counted, currencies }: KpiState): string | null {
	const { tallies, traits: codes } = counted.deal;
	const { counts, traits, size } = tallies.of("deal_created", "rep");
	const bearers = new Map<string, number>();
	for (let counter = 0; counter < size; counter++) {
		const currency = currencies.names[codes.currencies[traits[counter]!]!]!;
		if (currency !== "") bearers.set(currency, (bearers.get(currency) ?? 0) + counts[counter]!);
	}
	const [first] = Array.from(bearers).sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]));
	return first === undefined ? null : first[0];
}
