import type { Day } from "../../../src/domain/calendar/day";
import {
	addActivities,
	addCosts,
	addDeals,
	addLeads,
	createKpiState,
	finishKpi,
	type KpiOptions,
	type KpiReport,
	type KpiState,
	type MetricRow,
} from "../../../src/domain/kpi/engine";
import { activityColumns, costColumns, dealColumns, leadColumns, type Tables } from "./tables";

export const WEEKDAYS = { isBusinessDay: (day: Day): boolean => ((((day + 4) % 7) + 7) % 7) % 6 !== 0 };

export const PLAIN_REPORT: KpiReport = {
	currency: null,
	targets: [],
	calendar: WEEKDAYS,
	effort: { touchMinutes: 5, hourCost: 3000 },
};

export function foldAll(tables: Tables, asOf: Day, options: Partial<KpiOptions> = {}): KpiState {
	const state = createKpiState({ asOf, months: 13, ...options });
	const leads = leadColumns(tables.leads);
	addLeads(state, leads);
	addDeals(state, dealColumns(tables.deals, tables.leads), leads);
	addActivities(state, activityColumns(tables.activities, tables.leads), leads);
	addCosts(state, costColumns(tables.costs ?? []));
	return state;
}

/** All figures, the team's members as the tables say. */
export function metricRows(
	tables: Tables,
	asOf: Day,
	report: Partial<KpiReport> = {},
	options: Partial<KpiOptions> = {},
): MetricRow[] {
	const members = tables.members ?? [];
	return finishKpi(foldAll(tables, asOf, options), { ...PLAIN_REPORT, members, ...report });
}

/** The one row of a metric, period and dimension; fails where there is none or more than one. */
export function rowOf(
	rows: readonly MetricRow[],
	metric: string,
	period: string,
	dimension = "all",
): MetricRow {
	const found = rows.filter(
		(row) => row.metric === metric && row.period === period && row.dimension === dimension,
	);
	if (found.length !== 1) throw new Error(`${found.length} rows of ${metric} ${period} ${dimension}`);
	return found[0] as MetricRow;
}

export function hasRow(
	rows: readonly MetricRow[],
	metric: string,
	period: string,
	dimension: string,
): boolean {
	return rows.some((row) => row.metric === metric && row.period === period && row.dimension === dimension);
}
