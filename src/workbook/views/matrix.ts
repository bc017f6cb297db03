/** The Channels and Reps tabs: one row for each name and month, the newest month first, its total below it. */
import { formatMonth, monthOf } from "../../domain/calendar/day";
import { type MetricId, metricOf } from "../../domain/kpi/catalogue";
import { type MetricRow, POOLED_NAME } from "../../domain/kpi/engine";
import { type MatrixCell, type MatrixRow, matrixOf } from "../../domain/kpi/matrix";
import type { Messages } from "../../locale";
import { type Cell, type CellContext, day, literal } from "../codec";
import { type AreaSpec, COLORS, type ConditionalSpec, GROUP_COLORS, type TabLayout } from "../layout";
import { columnLetters } from "../table-layout";
import { areaAt, Canvas, figure, quoted } from "./canvas";
import {
	type AmountStyle,
	amountNote,
	COUNT_FORMAT,
	DAY_FORMAT,
	metricDefinition,
	metricLabel,
	periodText,
	periodTitle,
	RATE_FORMAT,
	shown,
	TEXT_FORMAT,
} from "./figures";

export type MatrixCut = "channel" | "rep";

type ColumnKind = "text" | "count" | "rate" | "day";

interface MatrixColumn {
	readonly id: string;
	readonly kind: ColumnKind;
	readonly width: number;
	/** What its header is about, and what its note defines. */
	readonly metric?: MetricId;
}

/** The table's columns; ids are stable, an export names its columns by them. */
const COLUMNS = [
	{ id: "month", kind: "text", width: 76 },
	{ id: "name", kind: "text", width: 124 },
	{ id: "leads_new", kind: "count", width: 76, metric: "leads_new" },
	{ id: "leads_target", kind: "count", width: 76, metric: "leads_target" },
	{ id: "target_rate", kind: "rate", width: 76, metric: "target_rate" },
	{ id: "mql", kind: "count", width: 76, metric: "mql" },
	{ id: "deals_new", kind: "count", width: 76, metric: "deals_new" },
	{ id: "deals_won", kind: "count", width: 76, metric: "deals_won" },
	{ id: "won_amount", kind: "count", width: 100, metric: "won_amount" },
	{ id: "won_amount_target", kind: "count", width: 100 },
	{ id: "won_amount_attainment", kind: "rate", width: 100 },
	{ id: "deal_rate", kind: "rate", width: 124, metric: "deal_rate" },
	{ id: "deal_rate_n", kind: "count", width: 44 },
	{ id: "deal_rate_final_on", kind: "day", width: 100 },
	{ id: "win_rate_cohort", kind: "rate", width: 124, metric: "win_rate_cohort" },
	{ id: "win_rate_cohort_n", kind: "count", width: 44 },
	{ id: "win_rate_cohort_final_on", kind: "day", width: 100 },
] as const satisfies readonly MatrixColumn[];

type ColumnId = (typeof COLUMNS)[number]["id"];

/** How many names the chart shows; the smallest ones beyond share its last bar. */
const CHART_NAMES = 8;
const CHART_WIDTH = 460;
/** A gap, the column that the chart stands in, then the figures that it reads. */
const GAP_COLUMN = COLUMNS.length + 1;
const CHART_COLUMN = GAP_COLUMN + 1;
const DATA_COLUMN = CHART_COLUMN + 1;

/** What the chart compares. */
const CHART_METRICS: Readonly<Record<MatrixCut, readonly ("leads_new" | "mql" | "won_amount")[]>> = {
	channel: ["leads_new", "mql"],
	rep: ["won_amount"],
};

/** Ids of all columns of the tab, the chart's included. */
function columnIds(cut: MatrixCut): string[] {
	return [
		...COLUMNS.map(({ id }) => (id === "name" ? cut : id)),
		"gap",
		"chart",
		"chart_name",
		...CHART_METRICS[cut].map((metric) => `chart_${metric}`),
	];
}

/**
 * Header row, then the rows of the tab; at least as many as the chart reads.
 * @param rows all figures of the refresh
 */
export function matrixBlock(
	cut: MatrixCut,
	rows: readonly MetricRow[],
	messages: Messages,
	context: CellContext,
	amounts: AmountStyle,
): Cell[][] {
	const matrix = matrixOf(rows, cut);
	const targetRates = new Map<string, number | null>();
	let currency: string | null = null;
	for (const row of rows) {
		if (row.metric === "target_rate") targetRates.set(`${row.period} ${row.dimension}`, row.value);
		if (row.metric === "won_amount" && row.dimension === "all") currency = row.currency;
	}
	const columns = columnIds(cut).length;
	const canvas = new Canvas(areaAt(1, 1, 1 + Math.max(matrix.length, CHART_NAMES), columns));
	const headers = headersOf(cut, amounts, currency, messages);
	for (const [index, { id }] of COLUMNS.entries()) canvas.text(1, index + 1, headers[id]);
	matrix.forEach((row, index) => {
		const cells = cellsOf(row, targetRates.get(`${row.period} ${row.dimension}`) ?? null, {
			amounts,
			currency,
			messages,
			context,
		});
		for (const [column, { id }] of COLUMNS.entries()) canvas.put(index + 2, column + 1, cells[id]);
	});
	writeChart(canvas, cut, matrix, formatMonth(monthOf(context.today)), amounts, currency, messages);
	return canvas.cells;
}

interface Words {
	readonly amounts: AmountStyle;
	readonly currency: string | null;
	readonly messages: Messages;
	readonly context: CellContext;
}

function cellsOf(
	row: MatrixRow,
	targetRate: number | null,
	{ amounts, currency, messages, context }: Words,
): Readonly<Record<ColumnId, Cell>> {
	const { cells } = row;
	const money = (value: number | null): Cell => figure(shown(value, "money", amounts, currency));
	const finalOn = ({ provisionalUntil, value }: MatrixCell): Cell =>
		provisionalUntil === null || value === null ? "" : day.encode(provisionalUntil, context);
	return {
		month: periodText(row.period),
		name: literal(nameOf(row, messages)),
		leads_new: figure(cells.leads_new.value),
		leads_target: figure(cells.leads_target.value),
		target_rate: figure(targetRate),
		mql: figure(cells.mql.value),
		deals_new: figure(cells.deals_new.value),
		deals_won: figure(cells.deals_won.value),
		won_amount: money(cells.won_amount.value),
		won_amount_target: money(cells.won_amount.target),
		won_amount_attainment: figure(cells.won_amount.attainment),
		deal_rate: figure(cells.deal_rate.value),
		deal_rate_n: figure(cells.deal_rate.n),
		deal_rate_final_on: finalOn(cells.deal_rate),
		win_rate_cohort: figure(cells.win_rate_cohort.value),
		win_rate_cohort_n: figure(cells.win_rate_cohort.n),
		win_rate_cohort_final_on: finalOn(cells.win_rate_cohort),
	};
}

function nameOf({ name }: MatrixRow, messages: Messages): string {
	if (name === null) return messages.total;
	if (name === POOLED_NAME) return messages.dashboard.others;
	return name === "" ? messages.unset : name;
}

function headersOf(
	cut: MatrixCut,
	amounts: AmountStyle,
	currency: string | null,
	messages: Messages,
): Readonly<Record<ColumnId, string>> {
	const { dashboard } = messages;
	const label = (metric: MetricId) => metricLabel(messages, metric);
	const cohort = (metric: MetricId) => {
		const declared = metricOf(metric);
		const basis = dashboard.cohortBasis[declared?.basis ?? ""] ?? "";
		return dashboard.cohort(label(metric), basis, declared?.maturityDays ?? 0);
	};
	const money = (text: string) => `${text}\n(${amountNote(messages, amounts, currency)})`;
	return {
		month: dashboard.month,
		name: viewOf(cut, messages).name,
		leads_new: label("leads_new"),
		leads_target: label("leads_target"),
		target_rate: label("target_rate"),
		mql: label("mql"),
		deals_new: label("deals_new"),
		deals_won: label("deals_won"),
		won_amount: money(label("won_amount")),
		won_amount_target: money(dashboard.targetOf(label("won_amount"))),
		won_amount_attainment: dashboard.attainment,
		deal_rate: cohort("deal_rate"),
		deal_rate_n: dashboard.n,
		deal_rate_final_on: dashboard.finalOn,
		win_rate_cohort: cohort("win_rate_cohort"),
		win_rate_cohort_n: dashboard.n,
		win_rate_cohort_final_on: dashboard.finalOn,
	};
}

function viewOf(cut: MatrixCut, messages: Messages): Messages["channelsView"] {
	return cut === "channel" ? messages.channelsView : messages.repsView;
}

/** The figures of one month that the chart reads, the largest first as the table has them. */
function writeChart(
	canvas: Canvas,
	cut: MatrixCut,
	matrix: readonly MatrixRow[],
	period: string,
	amounts: AmountStyle,
	currency: string | null,
	messages: Messages,
): void {
	const metrics = CHART_METRICS[cut];
	const note = amountNote(messages, amounts, currency);
	canvas.text(1, CHART_COLUMN, viewOf(cut, messages).chart(periodTitle(messages, period), note));
	canvas.text(1, DATA_COLUMN, viewOf(cut, messages).name);
	metrics.forEach((metric, index) => {
		canvas.text(1, DATA_COLUMN + 1 + index, metricLabel(messages, metric));
	});
	const bars = matrix
		.filter((row) => row.period === period && row.name !== null)
		.map((row) => ({
			name: nameOf(row, messages),
			values: metrics.map((metric) => {
				const { value } = row.cells[metric];
				return metric === "won_amount" ? (shown(value, "money", amounts, currency) ?? 0) : (value ?? 0);
			}),
		}));
	const fits = bars.length <= CHART_NAMES;
	const own = fits ? bars : bars.slice(0, CHART_NAMES - 1);
	const rest = bars.slice(own.length);
	const shared = {
		name: messages.dashboard.others,
		values: metrics.map((_, index) => rest.reduce((sum, { values }) => sum + (values[index] ?? 0), 0)),
	};
	(fits ? own : [...own, shared]).forEach(({ name, values }, index) => {
		canvas.text(index + 2, DATA_COLUMN, name);
		for (const [column, value] of values.entries()) canvas.number(index + 2, DATA_COLUMN + 1 + column, value);
	});
}

const FORMATS: Readonly<Record<ColumnKind, string>> = {
	text: TEXT_FORMAT,
	count: COUNT_FORMAT,
	rate: RATE_FORMAT,
	day: DAY_FORMAT,
};

/** Four lines. */
const HEADER_HEIGHT = 70;
const ROW_HEIGHT = 21;

export interface MatrixLayout extends TabLayout {
	/** Stable ids of the columns, for exports. */
	readonly headerIds: readonly string[];
}

/** The look of the tab; the number of its rows does not matter. */
export function matrixLayout(cut: MatrixCut, messages: Messages): MatrixLayout {
	const columns = columnIds(cut).length;
	const below = (column: number, width = 1): AreaSpec => ({ row: 2, column, rows: null, columns: width });
	const data = columns - DATA_COLUMN + 1;
	return {
		headerIds: columnIds(cut),
		widths: [
			...COLUMNS.map(({ width }) => width),
			24,
			CHART_WIDTH,
			124,
			...CHART_METRICS[cut].map(() => 100),
		],
		heights: [{ row: 1, pixels: HEADER_HEIGHT }],
		styles: [
			{
				area: areaAt(1, 1, 1, columns),
				style: { format: TEXT_FORMAT, bold: true, vertical: "middle", wrap: true, color: COLORS.ink },
			},
			{ area: areaAt(1, 1, 1, COLUMNS.length), style: { background: COLORS.card } },
			...COLUMNS.flatMap(({ kind }, index) => {
				const align = kind === "text" ? ("left" as const) : ("right" as const);
				return [
					{ area: areaAt(1, index + 1), style: { align } },
					{ area: below(index + 1), style: { format: FORMATS[kind], align } },
				];
			}),
			...COLUMNS.flatMap(({ id, kind }, index) =>
				kind === "day" || id.endsWith("_n")
					? [{ area: below(index + 1), style: { color: COLORS.grey } }]
					: [],
			),
			{ area: below(GAP_COLUMN, 3), style: { format: TEXT_FORMAT } },
			{ area: below(DATA_COLUMN + 1, data - 1), style: { format: COUNT_FORMAT, align: "right" } },
			{ area: { row: 1, column: DATA_COLUMN, rows: null, columns: data }, style: { color: COLORS.quiet } },
		],
		frozenRows: 1,
		frozenColumns: 2,
		hiddenColumns: [],
		notes: COLUMNS.flatMap((column: MatrixColumn, index) => {
			const text = column.metric === undefined ? "" : metricDefinition(messages, column.metric);
			return text === "" ? [] : [{ row: 1, column: index + 1, text }];
		}),
		dropDowns: [],
		conditionals: conditionals(messages),
		charts: [
			{
				type: "bar",
				areas: [areaAt(1, DATA_COLUMN, CHART_NAMES + 1, data)],
				row: 2,
				column: CHART_COLUMN,
				headers: 1,
				options: {
					legend: { position: CHART_METRICS[cut].length > 1 ? "top" : "none" },
					series: {
						0: { color: COLORS.accent, dataLabel: "value" },
						1: { color: COLORS.quiet, dataLabel: "value" },
					},
					hAxis: { minValue: 0, textPosition: "none", gridlines: { count: 0 } },
					vAxis: { textStyle: { fontSize: 11, color: COLORS.ink } },
					width: CHART_WIDTH,
					height: 16 * ROW_HEIGHT,
				},
			},
		],
		gridlines: true,
		formulas: [],
		tabColor: GROUP_COLORS.results,
	};
}

/** Totals stand out; a rate whose 確定日 is still to come is grey and slanted, in a total's row as well. */
function conditionals(messages: Messages): ConditionalSpec[] {
	const place = (id: ColumnId): number => COLUMNS.findIndex((column) => column.id === id) + 1;
	const isTotal = `$${columnLetters(place("name"))}2=${quoted(messages.total)}`;
	const rates = [
		{ rate: place("deal_rate"), finalOn: place("deal_rate_final_on") },
		{ rate: place("win_rate_cohort"), finalOn: place("win_rate_cohort_final_on") },
	].map(({ rate, finalOn }) => ({
		area: { row: 2, column: rate, rows: null, columns: 1 },
		isProvisional: `LEN($${columnLetters(finalOn)}2)>0`,
	}));
	const slanted = { italic: true, color: COLORS.grey };
	const total = { bold: true, background: COLORS.card };
	return [
		...rates.map(
			({ area, isProvisional }): ConditionalSpec => ({
				area,
				when: { kind: "formula", formula: `=AND(${isTotal},${isProvisional})` },
				style: { ...total, ...slanted },
			}),
		),
		...rates.map(
			({ area, isProvisional }): ConditionalSpec => ({
				area,
				when: { kind: "formula", formula: `=${isProvisional}` },
				style: slanted,
			}),
		),
		{
			area: { row: 2, column: 1, rows: null, columns: COLUMNS.length },
			when: { kind: "formula", formula: `=${isTotal}` },
			style: total,
		},
	];
}
