import type { Metric } from "./declaration";
import { metrics } from "./shipped/metrics";

export { AGE_BANDS, type Cut } from "./cuts";
export * from "./declaration";
export { metrics };

export type MetricId = ReturnType<typeof metrics>[number]["id"];

/**
 * The declaration of a metric, or null for an id that the catalogue has not.
 * @example metricOf("deal_rate")?.maturityDays // => 90
 */
export function metricOf(id: string): Metric | null {
	return (metrics() as readonly Metric[]).find((metric) => metric.id === id) ?? null;
}

/** Whether a target for part of a month can be paced: only what adds up day by day. */
export function isAdditive(metric: Metric): boolean {
	return metric.kind === "count" || metric.kind === "sum" || metric.kind === "effort";
}
