/** Which figure stands in a cell of a KPI tab, read off the same declarations that lay the tabs out. */
import { type Day, formatMonth, type Month, monthOf } from "../../domain/calendar/day";
import { metricOf } from "../../domain/kpi/catalogue";
import { CHANNEL_CLASSES } from "../../domain/kpi/channel-classes";
import type { Dashboard } from "../../domain/kpi/dashboard";
import { type MetricRow, POOLED_NAME } from "../../domain/kpi/engine";
import type { TraceQuestion } from "../../domain/kpi/trace";
import type { Messages } from "../../locale";
import { dashboardFigures } from "../shipped/dashboard-figures";
import { periodLabel } from "./figures";
import { CLASS_PREFIX, classTotal, type MatrixCut } from "./matrix";

/** What the place of a figure is looked up in, once it is known that a cell holds one. */
export interface Figures {
	readonly rows: readonly MetricRow[];
	readonly dashboard: Dashboard;
	readonly asOf: Day;
}

/** Names the figure of a cell; null where the refresh had none for it. */
export type Place = (figures: Figures) => TraceQuestion | null;

/** A row of the Metrics tab names its figure itself. */
export function metricsPlace(metric: string, period: string, dimension: string): Place | null {
	return metricOf(metric) === null ? null : () => ({ metric, period, dimension });
}

/**
 * A cell of the Channels or Reps tab.
 * @param id of its column
 * @param period as its row shows it
 * @param name likewise
 */
export function matrixPlace(
	cut: MatrixCut,
	id: string,
	period: string,
	name: string,
	messages: Messages,
	fiscalFirstMonth: number,
): Place | null {
	const metric = metricOfColumn(id);
	if (metric === null || period === "" || name === "") return null;
	const { total, unset, dashboard } = messages;
	// A channel may itself be called 「その他」: the name comes before what the word means to us.
	const dimensions = [`${cut}:${name}`];
	if (name === total) dimensions.push("all");
	if (name === unset) dimensions.push(`${cut}:`);
	if (name === dashboard.others) dimensions.push(`${cut}:${POOLED_NAME}`);
	const ofClass = [...CHANNEL_CLASSES, ""].find((each) => classTotal(each, messages) === name);
	if (cut === "channel" && ofClass !== undefined) dimensions.push(CLASS_PREFIX + ofClass);
	return ({ rows }) => {
		const found = rows.filter(
			(row) =>
				dimensions.includes(row.dimension) && periodLabel(messages, row.period, fiscalFirstMonth) === period,
		);
		const dimension = dimensions.find((each) => found.some((row) => row.dimension === each));
		const row = found.find((each) => each.dimension === dimension);
		return row === undefined ? null : { metric, period: row.period, dimension: row.dimension };
	};
}

/**
 * The metric of a column: its id begins with it.
 * @example metricOfColumn("won_amount_target") // => "won_amount"
 */
function metricOfColumn(id: string): string | null {
	for (let rest = id; rest !== ""; rest = rest.slice(0, Math.max(0, rest.lastIndexOf("_")))) {
		if (metricOf(rest) !== null) return rest;
	}
	return null;
}

/** A cell of the Dashboard. */
export function dashboardPlace(row: number, column: number): Place | null {
	const held = dashboardFigures()[`${row} ${column}`];
	if (held === undefined) return null;
	const [of, which, monthsAgo, dimension] = held;
	return ({ dashboard: { kgi, kpis, funnel }, asOf }) => {
		const at = Number(which);
		const goal = of === "kgi" ? kgi : of === "kpi" ? kpis[at] : null;
		const stage = funnel[at];
		const found = { kgi: goal, kpi: goal, stage, rate: stage?.rate, metric: { metric: String(which) } }[of];
		if (found == null) return null;
		const month = formatMonth((monthOf(asOf) - (monthsAgo ?? 0)) as Month);
		const period = monthsAgo === null ? (goal?.period ?? "all") : month;
		return { metric: found.metric, period, dimension };
	};
}
