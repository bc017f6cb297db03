import type { MetricRow } from "../domain/kpi/engine";

/** The value of a metric over all records and all time, or of one period; null where there is none. */
export function figureOf(rows: readonly MetricRow[], metric: string, period = "all"): number | null {
	const row = rows.find(
		(each) => each.metric === metric && each.period === period && each.dimension === "all",
	);
	return row?.value ?? null;
}
