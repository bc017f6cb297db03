/** The result tabs: which block stands where, and how each tab looks. All are views of the figures of one refresh. */
import type { Assessment } from "../domain/assess";
import { type Day, dayOfTime, formatDay, formatMonth, monthOf, type WallTime } from "../domain/calendar/day";
import { attentionOf } from "../domain/followup/attention";
import { firstTouches } from "../domain/followup/first-touch";
import type { Health } from "../domain/health/report";
import { checkGoals, dashboardOf, MAX_KPIS } from "../domain/kpi/dashboard";
import { selfCheck } from "../domain/kpi/self-check";
import { periodDays } from "../domain/kpi/spans";
import { stagesOf } from "../domain/kpi/stages";
import { checkTargets } from "../domain/kpi/targets";
import { pairedGoals } from "../domain/planning/paired-goals";
import type { Messages } from "../locale";
import { criterionLabel, queueBlock } from "./blocks";
import type { Tab } from "./book";
import type { Cell } from "./codec";
import { figureOf } from "./figures";
import type { TabLayout } from "./layout";
import type { Agreements, Records } from "./load";
import type { TableId } from "./schema";
import type { Settings } from "./settings";
import { resultLayouts } from "./shipped/layouts";
import { ALIGNMENT_COLUMN, alignmentBlock, currentHalf } from "./views/alignment";
import { channelsBlock } from "./views/channels";
import { cohortsBlock } from "./views/cohorts";
import { dashboardBlock } from "./views/dashboard";
import { dashboardFormats, dashboardLayout } from "./views/dashboard-layout";
import { DASHBOARD_AREA } from "./views/dashboard-places";
import { fill } from "./views/figures";
import { healthBlock } from "./views/health";
import { kpiCheckBlock } from "./views/kpi-check";
import { metricsBlock } from "./views/metrics";
import { repsBlock } from "./views/reps";

export interface ResultLayout extends TabLayout {
	/** Stable ids of the columns for exports; none where the tab is no table. */
	readonly headerIds: readonly string[];
}

/** The layout of a tab that a refresh writes whole, or null for the other tabs. */
export function resultLayout(table: TableId, messages: Messages, settings: Settings): ResultLayout | null {
	if (table === "dashboard") return { ...dashboardLayout(messages, settings), headerIds: [] };
	return resultLayouts()[messages.language][table] ?? null;
}

export interface ResultInput {
	readonly records: Records;
	readonly agreed: Agreements;
	readonly result: Assessment;
	readonly messages: Messages;
	/** Name of the team or its spreadsheet. */
	readonly title: string;
	readonly refreshedAt: WallTime;
	/** Null while the refresh every three hours is off. */
	readonly nextRefreshAt: WallTime | null;
	readonly runId: string;
	readonly leadIds: readonly string[];
	readonly health: Health;
	/** The tab of the data's health, which links to its own rows. */
	readonly healthTab: Pick<Tab, "id" | "above"> | null;
}

export interface ResultBlock {
	readonly table: TableId;
	readonly row: number;
	readonly column: number;
	readonly cells: readonly (readonly Cell[])[];
	/** Number formats that depend on what is shown; laid just before the cells. */
	readonly formats?: readonly (readonly string[])[];
}

/** What a refresh writes on its own tabs, in the order of writing: the Dashboard comes last. */
export function resultBlocks(input: ResultInput): ResultBlock[] {
	const { agreed, result, messages, records, refreshedAt } = input;
	const { context, settings } = agreed;
	const asOf = dayOfTime(refreshedAt);
	const { metrics } = result;
	const whole = (table: TableId, cells: ResultBlock["cells"]): ResultBlock => ({
		table,
		row: 1,
		column: 1,
		cells,
	});
	const dashboard = dashboardOf(metrics, {
		kgi: settings.kgi[0] ?? "",
		kpis: settings.kpis.slice(0, MAX_KPIS),
		asOf,
	});
	return [
		whole("metrics", metricsBlock(metrics, messages, context, { at: refreshedAt, id: input.runId })),
		whole("channels", channelsBlock(metrics, messages, context, settings, result.channels)),
		whole("reps", repsBlock(metrics, messages, context, settings)),
		whole("cohorts", cohortsBlock(result.cohorts, messages)),
		whole(
			"kpi_check",
			kpiCheckBlock(selfCheck(metrics, { kgis: settings.kgi, kpis: settings.kpis, asOf }), messages),
		),
		whole("health", healthBlock(input.health, records, input.healthTab, messages)),
		alignmentOf(input, asOf),
		whole("queue", queueBlock(records, agreed, result, input.leadIds, messages)),
		{
			table: "dashboard",
			row: DASHBOARD_AREA.row,
			column: DASHBOARD_AREA.column,
			formats: dashboardFormats(dashboard),
			cells: dashboardBlock(
				{
					name: input.title,
					asOf,
					refreshedAt,
					nextRefreshAt: input.nextRefreshAt,
					dashboard,
					inTarget: inTargetOf(metrics, asOf),
					goalProblem: checkGoals(settings.kgi, settings.kpis)[0]?.code ?? null,
					todo: attentionOf(
						result,
						records.deals,
						{
							action: records.dealData.values("next_action"),
							dueOn: records.dealData.values("next_action_on"),
						},
						asOf,
					),
					amounts: settings,
					sheets: {
						leads: records.leadData.parts[0]?.tab?.id ?? null,
						deals: records.dealData.parts[0]?.tab?.id ?? null,
					},
				},
				messages,
				context,
			),
		},
	];
}

/** Counts of 対象 only in the month of asOf, by metric. */
function inTargetOf(metrics: Assessment["metrics"], asOf: Day): Map<string, number | null> {
	const month = formatMonth(monthOf(asOf));
	const rows = metrics.filter(
		({ metric, dimension, period }) =>
			period === month && dimension === (metric === "leads_target" ? "all" : "verdict:in"),
	);
	return new Map(rows.map(({ metric, value }) => [metric, value]));
}

function alignmentOf({ agreed, result, records, messages }: ResultInput, asOf: Day): ResultBlock {
	const { settings, context } = agreed;
	const { metrics } = result;
	const period = currentHalf(metrics);
	const { first, last } = periodDays(period);
	const goals = pairedGoals(metrics, period);
	const currency = goals.currency ?? context.currency;
	const cells = alignmentBlock(
		{
			rows: metrics,
			period,
			asOf,
			goals,
			gauge: result.gauge,
			businessDays: result.businessDays,
			touchesPerLead: settings.touchesPerLead,
			reached: firstTouches(records.leads, result.desk.touches.lastOn, first ?? asOf, last ?? asOf),
			response: result.response,
			scores: result.sources,
			stages: stagesOf(records.stageDeals, agreed.stages, currency),
			currency,
		},
		messages,
		context,
		settings,
	);
	return { table: "alignment", row: 1, column: ALIGNMENT_COLUMN, cells };
}

/** What the run log says of the computation: rules left out, dates that cannot be, records that met no lead. */
export function resultNotes({ agreed, result, records, messages }: ResultInput): string[] {
	const { log } = messages;
	const { stats } = result.scores;
	const notes: string[] = [];
	const count = (amount: number | null, line: (count: number) => string) => {
		if (amount !== null && amount > 0) notes.push(line(amount));
	};
	for (const { index, code } of result.scores.ruleProblems) {
		notes.push(log.rule(agreed.model.rules[index]?.label ?? "", messages.ruleProblems[code] ?? code));
	}
	for (const { index, code, isUsed } of result.fits.problems) {
		const criterion = agreed.criteria[index];
		if (isUsed || criterion === undefined) continue;
		notes.push(log.criterion(criterionLabel(criterion, messages), messages.ruleProblems[code] ?? code));
	}
	for (const { code } of checkGoals(agreed.settings.kgi, agreed.settings.kpis)) {
		notes.push(log.kpi(messages.goalProblems[code]));
	}
	for (const row of agreed.unreadableTargets) notes.push(log.target(row));
	for (const row of records.unreadableCosts) notes.push(fill(messages.kpiViews.unreadableCost, { row }));
	count(checkTargets(agreed.targets).length, log.targets);
	count(result.scores.adjustmentProblems.length, log.adjustment);
	count(figureOf(result.metrics, "future_dated"), log.future);
	count(stats.future, log.futureActivities);
	count(stats.undated, (n) => log.undated(messages.tabs.activities, n));
	count(stats.ownStaff, log.ownStaff);
	count(unlinkedOf(records.activities), (n) => log.unlinked(messages.tabs.activities, n));
	count(unlinkedOf(records.deals), (n) => log.unlinked(messages.tabs.deals, n));
	const undated = (column: readonly unknown[]) => column.filter((value) => value === null).length;
	count(undated(records.leads.createdAt), (n) => log.undated(messages.tabs.leads, n));
	count(undated(records.deals.createdAt), (n) => log.undated(messages.tabs.deals, n));
	const last = Math.max(...agreed.holidays, Number.NEGATIVE_INFINITY);
	if (Number.isFinite(last) && last - agreed.context.today < HOLIDAY_NOTICE_DAYS) {
		notes.push(log.holidays(formatDay(last as never, "/")));
	}
	return notes;
}

/** How long before the last known holiday a team is told to add next year's. */
export const HOLIDAY_NOTICE_DAYS = 60;

function unlinkedOf(table: { readonly size: number; readonly lead: ArrayLike<number> }): number {
	let unlinked = 0;
	for (let i = 0; i < table.size; i++) if ((table.lead[i] as number) < 0) unlinked++;
	return unlinked;
}
