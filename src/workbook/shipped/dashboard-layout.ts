/**
 * How the Dashboard looks as far as the language alone decides. Number formats, and what defines the team's own
 * figures, follow its settings (views/dashboard-layout).
 */
import { AGE_BANDS } from "../../domain/kpi/catalogue";
import { JUDGING } from "../../domain/kpi/dashboard";
import { LANGUAGES, type Language, type Messages, messagesIn } from "../../locale";
import {
	type ChartLayout,
	COLORS,
	type ConditionalSpec,
	GROUP_COLORS,
	type StyleSpec,
	type TabLayout,
} from "../layout";
import { columnLetters } from "../table-layout";
import { areaAt, type FixedArea, quoted } from "../views/canvas";
import { TODO_ORDER } from "../views/dashboard";
import {
	AGES_ROW,
	BAND,
	BAND_ROWS,
	CARDS,
	DASHBOARD_AREA,
	FUNNEL,
	FUNNEL_STAGES,
	HEADER,
	KGI,
	LAST_REFRESH_CELL,
	LATE_AFTER_HOURS,
	LATE_CELL,
	ROWS,
	TREND,
	TREND_MONTHS,
	WIDTHS,
} from "../views/dashboard-places";
import { metricDefinition, metricLabel, TEXT_FORMAT } from "../views/figures";

const { column: FIRST_COLUMN, columns: COLUMNS } = DASHBOARD_AREA;
const CARD_WIDTH = WIDTHS.left + WIDTHS.right;
const AGES = AGE_BANDS.length;
/** Pixels of a row beside the lower charts. */
const BAND_HEIGHT = 22;

interface FixedLayout extends TabLayout {
	/** What each KPI's card adds, where there is one. */
	readonly cards: readonly { readonly styles: readonly Look[]; readonly chart: ChartLayout }[];
}

const layoutIn = (messages: Messages): FixedLayout => ({
	widths: [WIDTHS.margin, ...CARDS.flatMap(() => [WIDTHS.left, WIDTHS.right, WIDTHS.gap])],
	heights: HEIGHTS.map(([row, pixels]) => ({ row, pixels })),
	styles: [
		{
			area: DASHBOARD_AREA,
			style: { format: TEXT_FORMAT, align: "left", vertical: "middle", color: COLORS.ink, size: 10 },
		},
		...looks(),
	],
	frozenRows: 2,
	frozenColumns: 0,
	hiddenColumns: [],
	notes: notes(messages),
	dropDowns: [],
	conditionals: conditionals(messages),
	charts: charts(),
	gridlines: false,
	formulas: [{ ...LATE_CELL, formula: lateFormula(messages) }],
	tabColor: GROUP_COLORS.results,
	cards: CARDS.map((left, kpi) => ({ styles: cardLooks(left), chart: cardChart(left, kpi) })),
});

export const dashboardLayouts = () =>
	Object.fromEntries(LANGUAGES.map((language) => [language, layoutIn(messagesIn(language))])) as Record<
		Language,
		FixedLayout
	>;

const HEIGHTS: readonly (readonly [row: number, pixels: number])[] = [
	[ROWS.late, 22],
	[ROWS.header, 32],
	[ROWS.header + 1, 8],
	[ROWS.kgiLabel, 22],
	[ROWS.kgiValue, 44],
	[ROWS.kgiSentence, 22],
	[ROWS.kgiSentence + 1, 10],
	[ROWS.label, 22],
	[ROWS.value, 32],
	...[ROWS.target, ROWS.difference, ROWS.attainment, ROWS.pace].map((row) => [row, 19] as const),
	[ROWS.chart, 44],
	[ROWS.sentence, 19],
	[ROWS.note, 19],
	[ROWS.note + 1, 10],
	[ROWS.funnelTitle, 22],
	[ROWS.funnelHeader, 22],
	[ROWS.funnel + FUNNEL_STAGES, 10],
	[ROWS.bandTitle, 22],
	...Array.from({ length: BAND_ROWS }, (_, index) => [ROWS.band + index, BAND_HEIGHT] as const),
	[ROWS.trendTitle, 22],
	[ROWS.trendHeader, 52],
];

interface Look {
	readonly area: FixedArea;
	readonly style: StyleSpec;
}

const QUIET_LABEL: StyleSpec = { color: COLORS.grey };
const SMALL_LABEL: StyleSpec = { size: 9, color: COLORS.grey };
const BESIDE: StyleSpec = { size: 10, color: COLORS.grey, align: "right" };
const TITLE: StyleSpec = { bold: true, color: COLORS.ink, size: 11 };
const HEADER_LINE: StyleSpec = {
	bold: true,
	color: COLORS.grey,
	border: { color: COLORS.line, edges: ["bottom"] },
};

function looks(): Look[] {
	return [
		{
			area: areaAt(ROWS.late, FIRST_COLUMN, 1, COLUMNS),
			style: { vertical: "middle", bold: true, color: COLORS.red },
		},
		{ area: areaAt(ROWS.header, HEADER.title), style: { size: 14, bold: true } },
		{ area: areaAt(ROWS.header, HEADER.period), style: { color: COLORS.grey } },
		{ area: areaAt(ROWS.header, HEADER.refreshedLabel), style: { color: COLORS.grey, align: "right" } },
		{ area: areaAt(ROWS.header, HEADER.nextLabel), style: { color: COLORS.grey, align: "right" } },
		...kgiLooks(),
		...funnelLooks(),
		...bandLooks(),
		...trendLooks(),
	];
}

function kgiLooks(): Look[] {
	const rows = ROWS.kgiSentence - ROWS.kgiLabel + 1;
	return [
		{
			area: areaAt(ROWS.kgiLabel, FIRST_COLUMN, rows, COLUMNS),
			style: { background: COLORS.accentSoft },
		},
		{
			area: areaAt(ROWS.kgiLabel, FIRST_COLUMN, rows, 1),
			style: { border: { color: COLORS.accent, edges: ["left"] } },
		},
		{ area: areaAt(ROWS.kgiLabel, FIRST_COLUMN, 1, COLUMNS), style: QUIET_LABEL },
		{ area: areaAt(ROWS.kgiLabel, KGI.value), style: { bold: true, color: COLORS.ink } },
		{ area: areaAt(ROWS.kgiValue, FIRST_COLUMN, 1, COLUMNS), style: { size: 14 } },
		{ area: areaAt(ROWS.kgiValue, KGI.beside), style: BESIDE },
		{ area: areaAt(ROWS.kgiSentence, KGI.problem), style: { bold: true, color: COLORS.red } },
		{ area: areaAt(ROWS.kgiSentence, KGI.provisional, 1, 5), style: { color: COLORS.grey, italic: true } },
	];
}

function cardLooks(left: number): Look[] {
	const right = left + 1;
	const figures = ROWS.pace - ROWS.target + 1;
	return [
		{
			area: areaAt(ROWS.label, left, ROWS.note - ROWS.label + 1, 2),
			style: { background: COLORS.card },
		},
		{ area: areaAt(ROWS.label, left), style: { bold: true } },
		{ area: areaAt(ROWS.value, left), style: { size: 16, bold: true } },
		{ area: areaAt(ROWS.value, right), style: BESIDE },
		{ area: areaAt(ROWS.target, left, figures), style: QUIET_LABEL },
		{ area: areaAt(ROWS.target, right, figures), style: { align: "right" } },
		{ area: areaAt(ROWS.note, left, 1, 2), style: { size: 9, italic: true, color: COLORS.grey } },
	];
}

function funnelLooks(): Look[] {
	const right = [
		FUNNEL.count,
		FUNNEL.inTarget,
		FUNNEL.target,
		FUNNEL.attainment,
		FUNNEL.amount,
		FUNNEL.rate,
		FUNNEL.finalOn,
	];
	return [
		{ area: areaAt(ROWS.funnelTitle, FUNNEL.stage), style: TITLE },
		{ area: areaAt(ROWS.funnelHeader, FIRST_COLUMN, 1, COLUMNS), style: HEADER_LINE },
		...right.map((column) => ({
			area: areaAt(ROWS.funnelHeader, column, FUNNEL_STAGES + 1),
			style: { align: "right" as const },
		})),
		{ area: areaAt(ROWS.funnel, FUNNEL.stage, FUNNEL_STAGES), style: { bold: true } },
		{ area: areaAt(ROWS.funnel, FUNNEL.count, FUNNEL_STAGES), style: { bold: true } },
		{ area: areaAt(ROWS.funnel, FUNNEL.n, FUNNEL_STAGES, 2), style: { color: COLORS.grey } },
	];
}

function bandLooks(): Look[] {
	return [
		{ area: areaAt(ROWS.bandTitle, FIRST_COLUMN, 1, COLUMNS), style: TITLE },
		...[BAND.judging, BAND.todo].map((column) => ({
			area: areaAt(ROWS.band, column, BAND_ROWS, 2),
			style: { background: COLORS.card },
		})),
		{ area: areaAt(ROWS.band, BAND.judging, BAND_ROWS), style: SMALL_LABEL },
		{ area: areaAt(ROWS.band, BAND.judging + 1, BAND_ROWS), style: { bold: true, align: "right" } },
		// A month's share of those judged in time is never final within the month.
		{
			area: areaAt(ROWS.band + 1, BAND.judging + 1),
			style: { bold: false, italic: true, color: COLORS.grey },
		},
		{ area: areaAt(ROWS.band, BAND.todo + 1, BAND_ROWS), style: { size: 12, bold: true, align: "right" } },
		{ area: areaAt(AGES_ROW, BAND.todo, AGES), style: { ...SMALL_LABEL, align: "right" } },
		{ area: areaAt(AGES_ROW, BAND.todo + 1, AGES), style: { size: 10, bold: false } },
	];
}

function trendLooks(): Look[] {
	const figures = [TREND.kgi, TREND.kgiTarget, ...TREND.kpis];
	return [
		{ area: areaAt(ROWS.trendTitle, FIRST_COLUMN, TREND_MONTHS + 2, COLUMNS), style: QUIET_LABEL },
		{
			area: areaAt(ROWS.trendHeader, FIRST_COLUMN, 1, COLUMNS),
			style: { ...HEADER_LINE, wrap: true, vertical: "bottom" },
		},
		...figures.map((column) => ({
			area: areaAt(ROWS.trendHeader, column, TREND_MONTHS + 1),
			style: { align: "right" as const },
		})),
	];
}

function notes(messages: Messages): TabLayout["notes"] {
	const { dashboard } = messages;
	const rates = ["target_rate", "mql_rate", "deal_rate", "win_rate_cohort"];
	return [
		...JUDGING.map((metric, index) => ({
			row: ROWS.band + index,
			column: BAND.judging,
			text: metricDefinition(messages, metric),
		})),
		{ row: ROWS.kgiLabel, column: KGI.pace, text: dashboard.paceNote },
		{
			row: ROWS.funnelHeader,
			column: FUNNEL.rate,
			text: rates
				.map((metric) => `${metricLabel(messages, metric)}: ${metricDefinition(messages, metric)}`)
				.join("\n"),
		},
		{ row: ROWS.funnelHeader, column: FUNNEL.finalOn, text: dashboard.finalOnNote },
		{ row: ROWS.funnelHeader, column: FUNNEL.n, text: dashboard.lastFinalNote },
	];
}

/** Colour only says again what stands there: a sentence, a date, a number above zero. */
function conditionals(messages: Messages): ConditionalSpec[] {
	const { dashboard } = messages;
	const provisional = { italic: true, color: COLORS.grey };
	const says = (area: FixedArea, words: string, style: ConditionalSpec["style"]): ConditionalSpec => ({
		area,
		when: { kind: "formula", formula: `=ISNUMBER(SEARCH(${quoted(words)},${cell(area.row, area.column)}))` },
		style,
	});
	const holds = (area: FixedArea, reference: string): ConditionalSpec => ({
		area,
		when: { kind: "formula", formula: `=LEN(${reference})>0` },
		style: provisional,
	});
	const sentences = [areaAt(ROWS.kgiSentence, KGI.value), areaAt(ROWS.sentence, FIRST_COLUMN, 1, COLUMNS)];
	const trendHead = `${columnLetters(TREND.kpis[0] as number)}$${ROWS.trendHeader}`;
	return [
		{
			area: areaAt(ROWS.late, FIRST_COLUMN, 1, COLUMNS),
			when: { kind: "formula", formula: `=LEN($${columnLetters(LATE_CELL.column)}$${LATE_CELL.row})>0` },
			style: { background: COLORS.redSoft, color: COLORS.red, bold: true },
		},
		...sentences.flatMap((area) => [
			says(area, dashboard.behind, { color: COLORS.amber }),
			says(area, dashboard.overWord, { color: COLORS.amber }),
			says(area, dashboard.reached, { color: COLORS.green, bold: true }),
		]),
		holds(areaAt(ROWS.kgiValue, KGI.value), cell(ROWS.kgiSentence, KGI.provisional)),
		holds(areaAt(ROWS.value, FIRST_COLUMN, 1, COLUMNS), cell(ROWS.note, FIRST_COLUMN)),
		holds(areaAt(ROWS.funnel, FUNNEL.rate, FUNNEL_STAGES), `$${columnLetters(FUNNEL.finalOn)}${ROWS.funnel}`),
		{
			area: areaAt(ROWS.trend, TREND.kpis[0] as number, TREND_MONTHS, TREND.note - (TREND.kpis[0] as number)),
			when: {
				kind: "formula",
				formula: `=AND(LEN(${trendHead})>0,ISNUMBER(SEARCH(${trendHead},$${columnLetters(TREND.note)}${ROWS.trend})))`,
			},
			style: provisional,
		},
		...TODO_ORDER.map((item, index): ConditionalSpec => {
			const isToday = item === "overdueActions" || item === "hotWithoutDeal";
			return {
				area: areaAt(ROWS.band + index, BAND.todo + 1),
				when: { kind: "at_least", value: 1 },
				style: { color: isToday ? COLORS.red : COLORS.amber, bold: true },
			};
		}),
	];
}

/** @example cell(4, 2) // => "B4" */
function cell(row: number, column: number): string {
	return `${columnLetters(column)}${row}`;
}

/** A dead trigger cannot say so itself: the cell looks at the clock. */
function lateFormula(messages: Messages): string {
	const { late, never } = messages.dashboard;
	const last = cell(LAST_REFRESH_CELL.row, LAST_REFRESH_CELL.column);
	return `=IF(NOT(ISNUMBER(${last})),${quoted(never)},IF(NOW()-${last}>${LATE_AFTER_HOURS}/24,${quoted(late(LATE_AFTER_HOURS))},""))`;
}

const SMALL_TEXT = { textStyle: { fontSize: 10, color: COLORS.grey } } as const;

/** A column of the table that the charts read. */
function trendColumn(column: number): FixedArea {
	return areaAt(ROWS.trendHeader, column, TREND_MONTHS + 1);
}

const MONTHS = trendColumn(TREND.month);

function charts(): ChartLayout[] {
	const height = BAND_ROWS * BAND_HEIGHT;
	return [
		{
			type: "combo",
			areas: [MONTHS, trendColumn(TREND.kgi), trendColumn(TREND.kgiTarget)],
			row: ROWS.band,
			column: BAND.trend,
			headers: 1,
			options: {
				legend: { position: "none" },
				series: {
					0: { type: "bars", color: COLORS.accent, dataLabel: "value" },
					1: { type: "line", color: COLORS.amber, lineWidth: 1, pointSize: 0 },
				},
				hAxis: SMALL_TEXT,
				vAxis: { ...SMALL_TEXT, minValue: 0, gridlines: { color: COLORS.line } },
				width: 2 * CARD_WIDTH + WIDTHS.gap,
				height,
			},
		},
		{
			type: "bar",
			areas: [
				areaAt(ROWS.funnelHeader, FUNNEL.stage, FUNNEL_STAGES + 1),
				areaAt(ROWS.funnelHeader, FUNNEL.count, FUNNEL_STAGES + 1),
			],
			row: ROWS.band,
			column: BAND.shape,
			headers: 1,
			options: {
				legend: { position: "none" },
				series: { 0: { color: COLORS.accent, dataLabel: "value" } },
				hAxis: { minValue: 0, textPosition: "none", gridlines: { count: 0 } },
				vAxis: SMALL_TEXT,
				width: CARD_WIDTH,
				height,
			},
		},
	];
}

function cardChart(left: number, kpi: number): ChartLayout {
	return {
		type: "line",
		areas: [MONTHS, trendColumn(TREND.kpis[kpi] as number)],
		row: ROWS.chart,
		column: left,
		headers: 1,
		options: {
			legend: { position: "none" },
			series: { 0: { color: COLORS.accent, lineWidth: 2, pointSize: 0 } },
			hAxis: { textPosition: "none", gridlines: { count: 0 } },
			vAxis: { textPosition: "none", gridlines: { count: 0 }, baselineColor: COLORS.card },
			backgroundColor: COLORS.card,
			width: CARD_WIDTH,
			height: 44,
		},
	};
}
