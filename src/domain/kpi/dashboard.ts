import { type Day, formatMonth, monthOf } from "../calendar/day";
import { AGE_BANDS, type Basis, type Metric, type MetricId, metricOf, type Unit } from "./catalogue";
import type { MetricRow } from "./engine";
import { periodKind } from "./spans";

/** What a team steers by: one KGI, and one to five KPIs that lead to it. */
export interface Goals {
	readonly kgi: string;
	readonly kpis: readonly string[];
}

export const DEFAULT_GOALS: Goals = {
	kgi: "won_amount" satisfies MetricId,
	kpis: ["leads_new", "target_rate", "mql", "deals_new", "win_rate_cohort"] satisfies MetricId[],
};

export const MAX_KPIS = 5;

export type GoalProblemCode =
	| "kgi_missing"
	| "kgi_too_many"
	| "kpi_missing"
	| "kpi_too_many"
	/** The same metric twice, as KGI and KPI included. */
	| "goal_repeated"
	| "goal_unknown_metric";

export interface GoalProblem {
	readonly code: GoalProblemCode;
	/** The metric in question, null where the number of them is. */
	readonly metric: string | null;
}

/** What is wrong with a team's choice: it needs exactly one KGI and one to five KPIs, all different and known. */
export function checkGoals(kgis: readonly string[], kpis: readonly string[]): GoalProblem[] {
	const problems: GoalProblem[] = [];
	if (kgis.length === 0) problems.push({ code: "kgi_missing", metric: null });
	if (kgis.length > 1) problems.push({ code: "kgi_too_many", metric: null });
	if (kpis.length === 0) problems.push({ code: "kpi_missing", metric: null });
	if (kpis.length > MAX_KPIS) problems.push({ code: "kpi_too_many", metric: null });
	const seen = new Set<string>();
	for (const metric of [...kgis, ...kpis]) {
		if (metricOf(metric) === null) problems.push({ code: "goal_unknown_metric", metric });
		else if (seen.has(metric)) problems.push({ code: "goal_repeated", metric });
		seen.add(metric);
	}
	return problems;
}

/** How one metric stands in the month of asOf, over the whole team. */
export interface MetricCard {
	readonly metric: MetricId;
	/** The month; "all" for a metric that only tells how things stand now. */
	readonly period: string;
	readonly unit: Unit;
	readonly direction: Metric["direction"];
	readonly currency: string | null;
	readonly actual: number | null;
	readonly target: number | null;
	/** Actual − target. */
	readonly difference: number | null;
	readonly attainment: number | null;
	readonly pace: number | null;
	readonly provisionalUntil: Day | null;
	readonly n: number;
	readonly completeness: number | null;
	/** Each month that is shown, the oldest first, asOf's last; empty for a metric without months. */
	readonly trend: readonly TrendPoint[];
}

export interface TrendPoint {
	readonly period: string;
	readonly value: number | null;
	readonly target: number | null;
	readonly provisionalUntil: Day | null;
}

/** A step of the funnel: count, amount and rate side by side. */
export interface FunnelStage {
	readonly metric: MetricId;
	readonly count: number;
	/** Major units of `currency`; null where the stage has no amount. */
	readonly amount: number | null;
	readonly currency: string | null;
	readonly target: number | null;
	readonly attainment: number | null;
	/** How many get here; null for the first stage. */
	readonly rate: StageRate | null;
}

/** A rate with what one must know to read it. Its cohort is its own: it is not the stage's count ÷ the one before. */
export interface StageRate {
	readonly metric: MetricId;
	readonly value: number | null;
	readonly numerator: number | null;
	readonly denominator: number | null;
	readonly basis: Basis;
	readonly maturityDays: number;
	readonly provisionalUntil: Day | null;
	/** The newest month of which the rate is final, null where there is none with a denominator. */
	readonly lastFinal: { readonly period: string; readonly value: number; readonly n: number } | null;
}

/**
 * What tells whether leads are judged early, and what is spent on those that are no target. The touches stand twice:
 * their share is read first, their number, the numerator, second.
 */
export const JUDGING = [
	"judged_rate",
	"judged_7d",
	"judge_days",
	"target_rate",
	"off_target_touches",
	"off_target_touches",
	"off_target_hours",
	"off_target_cost",
] as const satisfies readonly MetricId[];

/** One of them in the month of asOf. */
type JudgingFigure = Pick<
	MetricRow,
	"value" | "numerator" | "n" | "completeness" | "provisionalUntil" | "currency"
>;

type PerPlace<List extends readonly unknown[]> = { readonly [Place in keyof List]: JudgingFigure };

const NO_FIGURE: JudgingFigure = {
	value: null,
	numerator: null,
	n: 0,
	completeness: null,
	provisionalUntil: null,
	currency: null,
};

type AgeBand = (typeof AGE_BANDS)[number];

/** How many leads nobody has judged, by their age as things stand now. */
type UnjudgedPool = Readonly<Record<AgeBand | "undated", number>>;

export interface Dashboard {
	/** Null for a KGI that the rows do not have. */
	readonly kgi: MetricCard | null;
	readonly kpis: readonly MetricCard[];
	readonly funnel: readonly FunnelStage[];
	/** As `JUDGING`. */
	readonly judging: PerPlace<typeof JUDGING>;
	readonly unjudged: UnjudgedPool;
}

/** The funnel's stages, each with the declared rate that leads to it. */
const FUNNEL: readonly { stage: MetricId; amount?: MetricId; rate?: MetricId }[] = [
	{ stage: "leads_new" },
	{ stage: "leads_target", rate: "target_rate" },
	{ stage: "mql", rate: "mql_rate" },
	{ stage: "deals_new", rate: "deal_rate" },
	{ stage: "deals_won", amount: "won_amount", rate: "win_rate_cohort" },
];

/**
 * What the Dashboard shows for the month of asOf. Goals that the rows do not have, and KPIs beyond the fifth, are left
 * out; `checkGoals` names them.
 */
export function dashboardOf(rows: readonly MetricRow[], options: Goals & { readonly asOf: Day }): Dashboard {
	const period = formatMonth(monthOf(options.asOf));
	const whole = new Map<string, MetricRow[]>();
	const unjudged: Record<string, number> = { undated: 0 };
	for (const band of AGE_BANDS) unjudged[band] = 0;
	for (const row of rows) {
		if (row.dimension.startsWith("age:")) unjudged[row.dimension.slice(4) || "undated"] = row.value ?? 0;
		if (row.dimension !== "all") continue;
		const ofMetric = whole.get(row.metric);
		if (ofMetric === undefined) whole.set(row.metric, [row]);
		else ofMetric.push(row);
	}
	const rowsOf = (metric: string): readonly MetricRow[] => whole.get(metric) ?? [];
	return {
		kgi: cardOf(rowsOf(options.kgi), period),
		kpis: options.kpis
			.slice(0, MAX_KPIS)
			.map((kpi) => cardOf(rowsOf(kpi), period))
			.filter((card): card is MetricCard => card !== null),
		funnel: FUNNEL.map(({ stage, amount, rate }): FunnelStage => {
			const count = rowIn(rowsOf(stage), period);
			const money = amount === undefined ? null : rowIn(rowsOf(amount), period);
			return {
				metric: stage,
				count: count?.value ?? 0,
				amount: money?.value ?? null,
				currency: money?.currency ?? null,
				target: count?.target ?? null,
				attainment: count?.attainment ?? null,
				rate: rate === undefined ? null : stageRateOf(rowsOf(rate), period),
			};
		}),
		judging: JUDGING.map((metric) => rowIn(rowsOf(metric), period) ?? NO_FIGURE) as unknown as PerPlace<
			typeof JUDGING
		>,
		unjudged: unjudged as UnjudgedPool,
	};
}

function cardOf(rows: readonly MetricRow[], month: string): MetricCard | null {
	const row = rowIn(rows, month) ?? rowIn(rows, "all");
	const metric = row === null ? null : metricOf(row.metric);
	if (row === null || metric === null) return null;
	return {
		metric: row.metric,
		period: row.period,
		unit: row.unit,
		direction: metric.direction,
		currency: row.currency,
		actual: row.value,
		target: row.target,
		difference: row.value === null || row.target === null ? null : row.value - row.target,
		attainment: row.attainment,
		pace: row.pace,
		provisionalUntil: row.provisionalUntil,
		n: row.n,
		completeness: row.completeness,
		trend: monthsOf(rows).map(({ period, value, target, provisionalUntil }) => ({
			period,
			value,
			target,
			provisionalUntil,
		})),
	};
}

function stageRateOf(rows: readonly MetricRow[], month: string): StageRate | null {
	const row = rowIn(rows, month);
	const metric = row === null ? null : metricOf(row.metric);
	if (row === null || metric === null) return null;
	let lastFinal: StageRate["lastFinal"] = null;
	for (const { period, value, n, provisionalUntil } of monthsOf(rows)) {
		if (provisionalUntil === null && value !== null && period <= month) lastFinal = { period, value, n };
	}
	return {
		metric: row.metric,
		value: row.value,
		numerator: row.numerator,
		denominator: row.denominator,
		basis: row.basis,
		maturityDays: metric.maturityDays,
		provisionalUntil: row.provisionalUntil,
		lastFinal,
	};
}

function rowIn(rows: readonly MetricRow[], period: string): MetricRow | null {
	return rows.find((row) => row.period === period) ?? null;
}

function monthsOf(rows: readonly MetricRow[]): MetricRow[] {
	return rows
		.filter((row) => periodKind(row.period) === "month")
		.sort((a, b) => (a.period < b.period ? -1 : 1));
}
