import type { Day } from "../../../src/domain/calendar/day";
import {
	addActivities,
	addDeals,
	addLeads,
	createKpiState,
	finishKpi,
	type KpiReport,
	type KpiState,
	type MetricRow,
} from "../../../src/domain/kpi/engine";
import { activityColumns, dealColumns, leadColumns, type Tables, verdictsOf } from "./tables";

export const WEEKDAYS = { isBusinessDay: (day: Day): boolean => ((((day + 4) % 7) + 7) % 7) % 6 !== 0 };

export const PLAIN_REPORT: KpiReport = {
	currency: null,
	targets: [],
	calendar: WEEKDAYS,
	effort: { touchMinutes: 5, hourCost: 3000 },
};

export function foldAll({ leads, deals, activities }: Tables, asOf: Day, months = 13): KpiState {
	const state = createKpiState({ asOf, months });
	addLeads(state, leadColumns(leads));
	addDeals(state, dealColumns(deals, leads), leadColumns(leads));
	addActivities(state, activityColumns(activities, leads), verdictsOf(leads));
	return state;
}

export function metricRows(tables: Tables, asOf: Day, report: Partial<KpiReport> = {}): MetricRow[] {
	return finishKpi(foldAll(tables, asOf), { ...PLAIN_REPORT, ...report });
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
