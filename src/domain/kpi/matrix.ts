import type { Day } from "../calendar/day";
import type { MetricId } from "./catalogue";
import type { MetricRow } from "./engine";
import { periodKind, type SpanKind } from "./spans";

/** The figures of a row on the Channels and Reps tabs, in their order. */
const MATRIX_METRICS = [
	"leads_new",
	"leads_target",
	"mql",
	"deals_new",
	"deals_won",
	"won_amount",
	"deal_rate",
	"win_rate_cohort",
] as const satisfies readonly MetricId[];

export type MatrixMetric = (typeof MATRIX_METRICS)[number];

export interface MatrixCell {
	/** A count or an amount that has no row is 0, a rate without a denominator null. */
	readonly value: number | null;
	readonly n: number;
	readonly provisionalUntil: Day | null;
	readonly target: number | null;
	readonly attainment: number | null;
	readonly pace: number | null;
}

/** One channel or rep in one period. */
export interface MatrixRow {
	/** "2026-11", or another kind's id. */
	readonly period: string;
	/** "channel:<name>" or "rep:<name>"; "all" for the month's total. */
	readonly dimension: string;
	/** "" for 未設定, null for the total. */
	readonly name: string | null;
	readonly cells: Readonly<Record<MatrixMetric, MatrixCell>>;
}

const EMPTY_COUNT: MatrixCell = {
	value: 0,
	n: 0,
	provisionalUntil: null,
	target: null,
	attainment: null,
	pace: null,
};
const EMPTY_RATE: MatrixCell = { ...EMPTY_COUNT, value: null };

const EMPTY_CELLS: Readonly<Record<MatrixMetric, MatrixCell>> = {
	leads_new: EMPTY_COUNT,
	leads_target: EMPTY_COUNT,
	mql: EMPTY_COUNT,
	deals_new: EMPTY_COUNT,
	deals_won: EMPTY_COUNT,
	won_amount: EMPTY_COUNT,
	deal_rate: EMPTY_RATE,
	win_rate_cohort: EMPTY_RATE,
};

/**
 * Channel or rep × the periods of a kind, months unless told: the newest month first, and in each month the channels by the leads, the reps by the
 * amount won, of the newest month, then by name; the month's total closes it. A channel or rep with neither records nor
 * a target in a month has no row in it.
 */
export function matrixOf(
	rows: readonly MetricRow[],
	cut: "channel" | "rep",
	kind: SpanKind = "month",
): MatrixRow[] {
	const prefix = `${cut}:`;
	const cells = new Map<string, Map<string, Record<MatrixMetric, MatrixCell>>>();
	for (const row of rows) {
		const isTotal = row.dimension === "all";
		if (periodKind(row.period) !== kind || !isMatrixMetric(row.metric)) continue;
		if (!isTotal && !row.dimension.startsWith(prefix)) continue;
		const ofMonth = cells.get(row.period) ?? new Map<string, Record<MatrixMetric, MatrixCell>>();
		const ofDimension = ofMonth.get(row.dimension) ?? { ...EMPTY_CELLS };
		ofDimension[row.metric] = cellOf(row);
		ofMonth.set(row.dimension, ofDimension);
		cells.set(row.period, ofMonth);
	}

	const months = Array.from(cells.keys()).sort().reverse();
	const newest = cells.get(months[0] ?? "");
	const orderBy: MatrixMetric = cut === "channel" ? "leads_new" : "won_amount";
	const weightOf = (dimension: string): number => newest?.get(dimension)?.[orderBy].value ?? 0;
	const byWeight = (a: string, b: string): number => {
		if (a === "all" || b === "all") return a === "all" ? 1 : -1;
		return weightOf(b) - weightOf(a) || (a < b ? -1 : 1);
	};
	return months.flatMap((period) => {
		const ofMonth = cells.get(period)!;
		return Array.from(ofMonth.keys())
			.sort(byWeight)
			.map(
				(dimension): MatrixRow => ({
					period,
					dimension,
					name: dimension === "all" ? null : dimension.slice(prefix.length),
					cells: ofMonth.get(dimension)!,
				}),
			);
	});
}

function isMatrixMetric(metric: string): metric is MatrixMetric {
	return (MATRIX_METRICS as readonly string[]).includes(metric);
}

function cellOf({ value, n, provisionalUntil, target, attainment, pace }: MetricRow): MatrixCell {
	return { value, n, provisionalUntil, target, attainment, pace };
}
