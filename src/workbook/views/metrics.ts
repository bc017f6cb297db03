/** The Metrics tab: every figure in one tall table, stable ids throughout and one label for people. */
import type { WallTime } from "../../domain/calendar/day";
import { metrics } from "../../domain/kpi/catalogue";
import type { MetricRow } from "../../domain/kpi/engine";
import type { Messages } from "../../locale";
import { type Cell, type CellContext, day, literal, time } from "../codec";
import type { TabLayout } from "../layout";
import { type ColumnId, specOf } from "../schema";
import { tableLayout } from "../table-layout";
import { areaAt, figure } from "./canvas";
import { COUNT_FORMAT, metricDefinition, metricLabel } from "./figures";

type MetricColumn = ColumnId<"metrics">;

const COLUMNS = Object.keys(specOf("metrics").columns) as MetricColumn[];

/** The refresh that the figures come from. */
export interface RefreshRun {
	readonly at: WallTime;
	readonly id: string;
}

/** Header row and one row for each figure, in the schema's order of columns. */
export function metricsBlock(
	rows: readonly MetricRow[],
	messages: Messages,
	context: CellContext,
	run: RefreshRun,
): Cell[][] {
	const refreshedAt = time.encode(run.at, context);
	const runId = literal(run.id);
	const cellsOf = (row: MetricRow): Readonly<Record<MetricColumn, Cell>> => ({
		metric: row.metric,
		label: literal(metricLabel(messages, row.metric)),
		period: row.period,
		dimension: literal(row.dimension),
		unit: row.unit,
		value: figure(row.value),
		numerator: figure(row.numerator),
		denominator: figure(row.denominator),
		basis: row.basis,
		provisional_until: row.provisionalUntil === null ? "" : day.encode(row.provisionalUntil, context),
		n: figure(row.n),
		completeness: figure(row.completeness),
		target: figure(row.target),
		attainment: figure(row.attainment),
		pace: figure(row.pace),
		currency: row.currency ?? "",
		refreshed_at: refreshedAt,
		run_id: runId,
	});
	return [
		COLUMNS.map((column) => literal(messages.columns.metrics[column])),
		...rows.map((row) => {
			const cells = cellsOf(row);
			return COLUMNS.map((column) => cells[column]);
		}),
	];
}

/** Whole numbers are grouped; rates, which lie below 1, keep their digits. */
const MIXED_FORMAT = "[>=1000]#,##0;General";

const FORMATS: Readonly<Partial<Record<MetricColumn, string>>> = {
	value: MIXED_FORMAT,
	target: MIXED_FORMAT,
	numerator: COUNT_FORMAT,
	denominator: COUNT_FORMAT,
	n: COUNT_FORMAT,
};

/** A plain table; the label's note defines every metric. */
export function metricsLayout(messages: Messages): TabLayout {
	const columns = new Map<string, number>(COLUMNS.map((column, index) => [column, index + 1]));
	const at = (column: MetricColumn): number => columns.get(column) as number;
	const table = tableLayout("metrics", columns, messages);
	const definitions = metrics().map(
		({ id }) => `${metricLabel(messages, id)}: ${metricDefinition(messages, id)}`,
	);
	return {
		...table,
		styles: [
			...table.styles,
			...COLUMNS.flatMap((column) => {
				const format = FORMATS[column];
				return format === undefined
					? []
					: [{ area: { ...areaAt(2, at(column)), rows: null }, style: { format } }];
			}),
		],
		notes: [{ row: 1, column: at("label"), text: definitions.join("\n") }],
	};
}
