import { type Day, formatMonth, monthOf } from "../calendar/day";
import { type Metric, type MetricId, metricOf } from "./catalogue";
import { checkGoals } from "./dashboard";
import type { MetricRow } from "./engine";

/** Six questions that a team's choice of KPIs must pass, answered from the figures themselves. */

export const QUESTIONS = ["measured", "action", "aligned", "phases", "simple", "productivity"] as const;

export type Question = (typeof QUESTIONS)[number];

/**
 * What an answer rests on.
 * - `completeness`: of a goal, in the month of asOf or over all time; `no_figure`: a goal without a figure.
 * - `lever`: an activity that a rep can do for a goal; the value is how often it was done this month.
 * - `cohort`: a chosen rate counts what became of a cohort; the value is its days to ripen. `same_period`: it does not.
 * - `phase`: goals of a phase; the metric is one of them, the value their number.
 * - `kgis`, `kpis`: how many there are. `unknown`: a goal that the catalogue has not, or has twice.
 * - `chosen`: a figure of productivity that is a goal; `targeted`: one with a target; `available`: one with a figure.
 */
export type EvidenceCode =
	| "completeness"
	| "no_figure"
	| "lever"
	| "cohort"
	| "same_period"
	| "phase"
	| "kgis"
	| "kpis"
	| "unknown"
	| "chosen"
	| "targeted"
	| "available";

export interface Evidence {
	readonly code: EvidenceCode;
	readonly metric: string | null;
	readonly value: number | null;
}

export interface Answer {
	readonly question: Question;
	readonly isMet: boolean;
	readonly evidence: readonly Evidence[];
}

/** Share of the records that must be complete for a figure to count as measured. */
const MEASURED = 0.8;

/** What a rep can do for a goal. */
const LEVERS: Readonly<Partial<Record<MetricId, readonly MetricId[]>>> = {
	mql: ["touches"],
	mql_rate: ["touches"],
	leads_judged: ["connections"],
	judged_rate: ["connections"],
	judged_7d: ["connections"],
	conversions: ["appointments"],
	deal_rate: ["appointments"],
	deals_new: ["appointments"],
	contact_rate: ["touches"],
};

const PRODUCTIVITY: readonly MetricId[] = [
	"won_per_fte",
	"deals_per_fte",
	"cpl",
	"cost_per_mql",
	"cost_per_deal",
	"cac",
	"roi",
];

/** How the phases of the funnel share its metrics. */
const PHASES = ["marketing", "inside_sales", "sales"] as const;

export function selfCheck(
	rows: readonly MetricRow[],
	{
		kgis,
		kpis,
		asOf,
	}: { readonly kgis: readonly string[]; readonly kpis: readonly string[]; readonly asOf: Day },
): Answer[] {
	const month = formatMonth(monthOf(asOf));
	const figures = new Map<string, MetricRow>();
	const targeted = new Set<string>();
	for (const row of rows) {
		if (row.target !== null) targeted.add(row.metric);
		if (row.dimension !== "all") continue;
		if (row.period === month || (row.period === "all" && !figures.has(row.metric)))
			figures.set(row.metric, row);
	}
	const goals = Array.from(new Set([...kgis, ...kpis]));
	const declared = goals.map(metricOf).filter((metric): metric is Metric => metric !== null);
	const evidence = (code: EvidenceCode, metric: string | null, value: number | null): Evidence => ({
		code,
		metric,
		value,
	});

	const measured = goals.map((goal) => {
		const { completeness = null } = figures.get(goal) ?? {};
		return evidence(completeness === null ? "no_figure" : "completeness", goal, completeness);
	});
	const levers = new Set<string>();
	for (const { id, source } of declared) {
		const own = source === "activity" ? [id] : (LEVERS[id as MetricId] ?? []);
		for (const lever of own) levers.add(lever);
	}
	const rates = declared.filter(({ kind }) => kind === "ratio");
	const phases = PHASES.map((owner) => declared.filter((metric) => metric.owner === owner));
	const problems = checkGoals(kgis, kpis);
	const productivity = PRODUCTIVITY.map((id) =>
		goals.includes(id)
			? evidence("chosen", id, figures.get(id)?.value ?? null)
			: targeted.has(id)
				? evidence("targeted", id, figures.get(id)?.value ?? null)
				: evidence("available", id, figures.get(id)?.value ?? null),
	);

	const answers: Record<Question, Omit<Answer, "question">> = {
		measured: {
			isMet: measured.length > 0 && measured.every(({ value }) => value !== null && value >= MEASURED),
			evidence: measured,
		},
		action: {
			isMet: levers.size > 0,
			evidence: Array.from(levers, (id) => evidence("lever", id, figures.get(id)?.n ?? null)),
		},
		aligned: {
			isMet: rates.every((rate) => rate.samePeriod !== true),
			evidence: rates.map((rate) =>
				rate.samePeriod === true
					? evidence("same_period", rate.id, null)
					: evidence("cohort", rate.id, rate.maturityDays),
			),
		},
		phases: {
			isMet: phases.filter((ofPhase) => ofPhase.length > 0).length > 1,
			evidence: phases.flatMap(([first, ...more]) =>
				first === undefined ? [] : [evidence("phase", first.id, more.length + 1)],
			),
		},
		simple: {
			isMet: problems.length === 0,
			evidence: [
				evidence("kgis", null, kgis.length),
				evidence("kpis", null, kpis.length),
				...problems.flatMap(({ metric }) => (metric === null ? [] : [evidence("unknown", metric, null)])),
			],
		},
		productivity: {
			isMet: productivity.some(({ code }) => code !== "available"),
			evidence: productivity.filter(({ code, value }) => code !== "available" || value !== null),
		},
	};
	return QUESTIONS.map((question) => ({ question, ...answers[question] }));
}
