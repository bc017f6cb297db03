/**
 * The Channels and Reps tabs: one row for each name and period, its total below it. The current month comes first, then
 * the current quarter, half and fiscal year, then those before.
 */
import { formatMonth, monthOf } from "../../domain/calendar/day";
import { type MetricId, metricOf } from "../../domain/kpi/catalogue";
import { CHANNEL_CLASSES, type ChannelMaster } from "../../domain/kpi/channel-classes";
import { costAlerts, idleSpend } from "../../domain/kpi/costs";
import { type MetricRow, POOLED_NAME } from "../../domain/kpi/engine";
import { type MatrixRow, matrixOf } from "../../domain/kpi/matrix";
import type { Messages } from "../../locale";
import { type Cell, type CellContext, day } from "../codec";
import { type AreaSpec, COLORS, type ConditionalSpec, GROUP_COLORS, type TabLayout } from "../layout";
import { columnLetters } from "../table-layout";
import { areaAt, Canvas, figure, quoted } from "./canvas";
import {
	type AmountStyle,
	amountNote,
	COUNT_FORMAT,
	DAY_FORMAT,
	DIFFERENCE_FORMATS,
	fill,
	metricDefinition,
	metricLabel,
	moneyText,
	monthName,
	periodLabel,
	periodTitle,
	RATE_FORMAT,
	rateText,
	shown,
	TEXT_FORMAT,
	unitText,
	VALUE_FORMATS,
} from "./figures";

export type MatrixCut = "channel" | "rep";

/** What the dimensions of classes of channels begin with. */
export const CLASS_PREFIX = "channel_class:";

/** What of a team's settings shapes these tabs. */
export interface MatrixStyle extends AmountStyle {
	readonly fiscalFirstMonth: number;
}

type ColumnKind = "text" | "count" | "rate" | "day" | "percent" | "decimal";
type Part = "value" | "n" | "target" | "difference" | "attainment" | "pace" | "provisionalUntil";

interface MatrixColumn {
	readonly id: string;
	readonly kind: ColumnKind;
	readonly width: number;
	/** The figure in it, what its header is about, and what its note defines. */
	readonly metric?: MetricId;
	readonly part?: Part;
}

/** A figure's own column. */
function of(metric: MetricId, width: number, kind: ColumnKind = "count"): MatrixColumn {
	return { id: metric, kind, width, metric, part: "value" };
}

/** What stands beside a figure. */
function beside(metric: MetricId, part: Part, suffix: string, kind: ColumnKind, width: number): MatrixColumn {
	return { id: `${metric}_${suffix}`, kind, width, metric, part };
}

const RATES: readonly MatrixColumn[] = (["deal_rate", "win_rate_cohort"] as const).flatMap((rate) => [
	of(rate, 124, "rate"),
	beside(rate, "n", "n", "count", 44),
	beside(rate, "provisionalUntil", "final_on", "day", 100),
]);

const FUNNEL: readonly MatrixColumn[] = [
	of("leads_new", 74),
	of("leads_target", 74),
	of("target_rate", 58, "rate"),
	beside("target_rate", "n", "n", "count", 40),
	of("mql", 50),
	of("deals_new", 50),
	of("deals_won", 62),
	of("won_amount", 84),
	beside("won_amount", "target", "target", "count", 92),
	beside("won_amount", "difference", "difference", "count", 80),
	beside("won_amount", "attainment", "attainment", "rate", 84),
	beside("won_amount", "pace", "pace", "rate", 64),
];

/** What a manager reads in words; the current month's cells alone hold any. */
const IN_WORDS = [
	{ id: "other_targets", kind: "text", width: 240 },
	{ id: "attention", kind: "text", width: 440 },
] as const satisfies readonly MatrixColumn[];

const LEADING = [
	{ id: "period", kind: "text", width: 104 },
	{ id: "name", kind: "text", width: 128 },
] as const satisfies readonly MatrixColumn[];
const CLASS = { id: "class", kind: "text", width: 96 } as const satisfies MatrixColumn;

/** Each tab's columns; ids are stable, an export names its columns by them. */
const COLUMNS: Readonly<Record<MatrixCut, readonly MatrixColumn[]>> = {
	channel: [
		...LEADING,
		CLASS,
		...FUNNEL,
		of("cost", 70),
		of("cpl", 66),
		of("cost_per_mql", 80),
		of("cost_per_deal", 80),
		of("cac", 80),
		of("roi", 64, "percent"),
		beside("cost", "provisionalUntil", "final_on", "day", 92),
		...IN_WORDS,
		...RATES,
	],
	rep: [
		...LEADING,
		...FUNNEL,
		of("won_per_fte", 108),
		of("deals_per_fte", 100, "decimal"),
		of("attempts", 84),
		of("touches", 76),
		of("contact_rate", 92, "rate"),
		of("calls", 64),
		of("connections", 92),
		of("connect_rate", 84, "rate"),
		of("key_contacts", 84),
		of("gatekeeper_rate", 92, "rate"),
		of("appointments", 108),
		of("appointment_rate", 108, "rate"),
		IN_WORDS[0],
		...RATES,
	],
};

/** How many names the chart shows; the smallest ones beyond share its last bar. */
const CHART_NAMES = 8;
const CHART_WIDTH = 460;

/** A gap, the column that the chart stands in, then the figures that it reads. */
const gapOf = (cut: MatrixCut): number => COLUMNS[cut].length + 1;
const chartOf = (cut: MatrixCut): number => gapOf(cut) + 1;
const dataOf = (cut: MatrixCut): number => chartOf(cut) + 1;

/** What the chart compares. */
const CHART_METRICS: Readonly<Record<MatrixCut, readonly ("leads_new" | "mql" | "won_amount")[]>> = {
	channel: ["leads_new", "mql"],
	rep: ["won_amount"],
};

/** Ids of all columns of the tab, the chart's included. */
function columnIds(cut: MatrixCut): string[] {
	return [
		...COLUMNS[cut].map(({ id }) => (id === "name" ? cut : id)),
		"gap",
		"chart",
		"chart_name",
		...CHART_METRICS[cut].map((metric) => `chart_${metric}`),
	];
}

/**
 * Header row, then the rows of the tab; at least as many as the chart reads.
 * @param rows all figures of the refresh
 * @param channels what is known of channels; only their tab needs it
 */
export function matrixBlock(
	cut: MatrixCut,
	rows: readonly MetricRow[],
	messages: Messages,
	context: CellContext,
	style: MatrixStyle,
	channels: ChannelMaster | null = null,
): Cell[][] {
	const columns = COLUMNS[cut];
	const wanted = new Set(columns.map(({ metric }) => metric));
	const prefixes = cut === "channel" ? [`${cut}:`, CLASS_PREFIX] : [`${cut}:`];
	const figures = new Map<string, MetricRow>();
	/** Metrics and periods of which anything was counted: there a name without a row stands for 0. */
	const counted = new Set<string>();
	let currency: string | null = null;
	for (const row of rows) {
		if (row.metric === "won_amount" && row.dimension === "all") currency = row.currency;
		if (!wanted.has(row.metric)) continue;
		if (row.dimension !== "all" && !prefixes.some((prefix) => row.dimension.startsWith(prefix))) continue;
		figures.set(`${row.metric} ${row.period} ${row.dimension}`, row);
		if (row.dimension !== "all" || row.n === 0) counted.add(`${row.metric} ${row.period}`);
	}
	const words: Words = { amounts: style, currency, messages, context };
	const months = matrixOf(rows, cut);
	const named = namedRows(rows, cut);
	const current = formatMonth(monthOf(context.today));
	const matrix = ordered(named, current);
	const attention =
		channels === null ? new Map<string, string>() : attentionOf(rows, channels, named, current, words);
	const otherTargets = otherTargetsOf(rows, words);
	const canvas = new Canvas(areaAt(1, 1, 1 + Math.max(matrix.length, CHART_NAMES), columnIds(cut).length));
	columns.forEach((column, index) => {
		canvas.text(1, index + 1, headerOf(cut, column, words));
	});
	matrix.forEach((row, index) => {
		columns.forEach((column, at) => {
			const { id, metric, part } = column;
			if (metric !== undefined && part !== undefined) {
				const key = `${metric} ${row.period}`;
				const found = figures.get(`${key} ${row.dimension}`);
				const isZero =
					found === undefined && (part === "n" || (part === "value" && isNone(metric, counted.has(key))));
				canvas.put(index + 2, at + 1, isZero ? 0 : cellOf(found, part, words));
			} else if (id === "period") {
				canvas.text(index + 2, at + 1, periodLabel(messages, row.period, style.fiscalFirstMonth));
			} else if (id === "name") canvas.text(index + 2, at + 1, nameOf(row, messages));
			else if (id === "class") canvas.text(index + 2, at + 1, classOf(row, channels, messages));
			else if (id === "other_targets")
				canvas.text(index + 2, at + 1, otherTargets.get(`${row.period} ${row.dimension}`) ?? "");
			else if (row.period === current) canvas.text(index + 2, at + 1, attention.get(row.dimension) ?? "");
		});
	});
	writeChart(canvas, cut, months, current, words);
	return canvas.cells;
}

type Named = Pick<MatrixRow, "period" | "dimension" | "name">;

/** Names whose figures make a row even where neither leads nor deals do. */
const ALONE: Readonly<Record<MatrixCut, MetricId>> = { channel: "cost", rep: "attempts" };
const KINDS = ["month", "quarter", "half", "year"] as const;

/** By kind of period: the rows of the matrix, and before each total those who have nothing but `ALONE`. */
function namedRows(rows: readonly MetricRow[], cut: MatrixCut): readonly (readonly Named[])[] {
	const alone = new Map<string, Map<string, Named>>();
	const prefix = `${cut}:`;
	for (const { metric, period, dimension } of rows) {
		if (metric !== ALONE[cut] || !dimension.startsWith(prefix)) continue;
		const ofPeriod = alone.get(period) ?? new Map<string, Named>();
		alone.set(period, ofPeriod);
		ofPeriod.set(dimension, { period, dimension, name: dimension.slice(prefix.length) });
	}
	const classes = new Set(
		rows.flatMap(({ period, dimension }) =>
			dimension.startsWith(CLASS_PREFIX) ? [`${period} ${dimension}`] : [],
		),
	);
	return KINDS.map((kind) => {
		const named: Named[] = [];
		for (const row of matrixOf(rows, cut, kind)) {
			alone.get(row.period)?.delete(row.dimension);
			if (row.name === null) {
				named.push(...(alone.get(row.period)?.values() ?? []));
				if (cut === "channel") named.push(...classRows(classes, row.period));
			}
			named.push(row);
		}
		return named;
	});
}

/** The classes of channels that anything is known of in a period, those without a class last. */
function classRows(known: ReadonlySet<string>, period: string): Named[] {
	return [...CHANNEL_CLASSES, ""].flatMap((name) => {
		const dimension = CLASS_PREFIX + name;
		return known.has(`${period} ${dimension}`) ? [{ period, dimension, name }] : [];
	});
}

/** The class of a row's channel. */
function classOf({ dimension, name }: Named, channels: ChannelMaster | null, messages: Messages): string {
	if (name === null || name === POOLED_NAME || dimension.startsWith(CLASS_PREFIX)) return "";
	const id = channels?.kindOf(name).class ?? "";
	return (messages.choices.channel_class as Readonly<Record<string, string>>)[id] ?? "";
}

/** What the row of a class is called: 「イベント 計」. */
export function classTotal(id: string, { choices, kpiViews }: Messages): string {
	const labels = choices.channel_class as Readonly<Record<string, string>>;
	return fill(kpiViews.classTotal, { class: labels[id] ?? kpiViews.noClass });
}

/** The current month and the newest of each longer kind, then the older ones. */
function ordered(kinds: readonly (readonly Named[])[], current: string): Named[] {
	const isNow = (all: readonly Named[], at: number) => (row: Named) =>
		row.period === (at === 0 ? current : all[0]?.period);
	return [
		...kinds.flatMap((all, at) => all.filter(isNow(all, at))),
		...kinds.flatMap((all, at) => all.filter((row) => !isNow(all, at)(row))),
	];
}

interface Words {
	readonly amounts: AmountStyle;
	readonly currency: string | null;
	readonly messages: Messages;
	readonly context: CellContext;
}

/** Whether no row of a name means 0: not for rates, what is known of few periods, and money that nobody wrote down. */
function isNone(metric: MetricId, isCounted: boolean): boolean {
	const declared = metricOf(metric);
	if (declared === null || declared.source === "cost") return false;
	return (declared.kind === "count" || declared.kind === "sum") && (declared.full === true || isCounted);
}

/** What one record costs is told to the yen, whatever the unit of other amounts. */
function styleOf(metric: MetricId, amounts: AmountStyle): AmountStyle {
	return metricOf(metric)?.kind === "unit_cost" ? { ...amounts, amountUnit: "one" } : amounts;
}

function cellOf(row: MetricRow | undefined, part: Part, { amounts, context }: Words): Cell {
	if (row === undefined) return "";
	const { metric, unit, currency, value, target } = row;
	const amount = (number: number | null): Cell =>
		figure(shown(number, unit, styleOf(metric, amounts), currency));
	switch (part) {
		case "value":
			return amount(value);
		case "target":
			return amount(target);
		case "difference":
			return amount(value === null || target === null ? null : value - target);
		case "provisionalUntil":
			return row.provisionalUntil === null || value === null ? "" : day.encode(row.provisionalUntil, context);
		default:
			return figure(row[part]);
	}
}

function nameOf({ dimension, name }: Omit<Named, "period">, messages: Messages): string {
	if (name === null) return messages.total;
	if (dimension.startsWith(CLASS_PREFIX)) return classTotal(name, messages);
	if (name === POOLED_NAME) return messages.dashboard.others;
	return name === "" ? messages.unset : name;
}

/** Figures with a target that have no columns for it: 「MQL 4/5(80.0%)」, by period and dimension. */
function otherTargetsOf(rows: readonly MetricRow[], { amounts, messages }: Words): Map<string, string> {
	const texts = new Map<string, string>();
	for (const row of rows) {
		const { metric, period, dimension, value, target, attainment, unit, currency } = row;
		if (target === null || value === null || metric === "won_amount") continue;
		const figureText = (number: number) =>
			unitText(messages, number, unit, styleOf(metric, amounts), currency);
		const share = attainment === null ? "" : fill(messages.kpiViews.share, { rate: rateText(attainment) });
		const text = `${metricLabel(messages, metric)} ${figureText(value)}/${figureText(target)}${share}`;
		const key = `${period} ${dimension}`;
		const before = texts.get(key);
		texts.set(key, before === undefined ? text : `${before}${messages.kpiViews.targetsBetween}${text}`);
	}
	return texts;
}

/**
 * What a manager should look at, by dimension: costs that rose, and money that brought nothing. A channel without a row
 * in the current month is named beside the total.
 */
function attentionOf(
	rows: readonly MetricRow[],
	channels: ChannelMaster,
	[months = []]: readonly (readonly Named[])[],
	current: string,
	{ amounts, messages, context }: Words,
): Map<string, string> {
	const { kpiViews } = messages;
	const yen: AmountStyle = { ...amounts, amountUnit: "one" };
	const said: [string, string][] = [
		...costAlerts(rows, context.today).map(
			({ metric, dimension, period, value, before, change, n, currency }): [string, string] => [
				dimension,
				fill(kpiViews.alert, {
					month: monthName(messages, period),
					metric: metricLabel(messages, metric),
					change: `${Math.round(change * 100)}%`,
					before: moneyText(messages, before, yen, currency),
					value: moneyText(messages, value, yen, currency),
					n,
				}),
			],
		),
		...idleSpend(rows, context.today, channels).map(
			({ dimension, months: spent, spend, leads, sparedUntil, currency }): [string, string] => {
				const sentence = fill(kpiViews.idle, {
					from: monthName(messages, spent[0] ?? ""),
					to: monthName(messages, spent[spent.length - 1] ?? ""),
					spend: moneyText(messages, spend, amounts, currency),
					leads,
				});
				const until = sparedUntil === null ? null : periodTitle(messages, formatMonth(sparedUntil));
				return [dimension, until === null ? sentence : fill(kpiViews.spared, { sentence, until })];
			},
		),
	];
	const shownNow = new Set(
		months.filter(({ period }) => period === current).map(({ dimension }) => dimension),
	);
	const attention = new Map<string, string>();
	for (const [dimension, sentence] of said) {
		const isShown = shownNow.has(dimension);
		const at = isShown ? dimension : "all";
		const name = nameOf({ dimension, name: dimension.slice("channel:".length) }, messages);
		const text = isShown ? sentence : fill(kpiViews.alertOf, { name, sentence });
		const before = attention.get(at);
		attention.set(at, before === undefined ? text : `${before}${kpiViews.sentences}${text}`);
	}
	return attention;
}

function headerOf(
	cut: MatrixCut,
	{ id, metric, part }: MatrixColumn,
	{ amounts, currency, messages }: Words,
): string {
	const { dashboard, kpiViews } = messages;
	if (metric === undefined) {
		if (id === "period") return kpiViews.period;
		if (id === "name") return viewOf(cut, messages).name;
		if (id === "class") return kpiViews.channelClass;
		return id === "other_targets" ? kpiViews.otherTargets : kpiViews.attention;
	}
	const declared = metricOf(metric);
	const label = metricLabel(messages, metric);
	const noted = (text: string) =>
		declared?.unit === "money"
			? `${text}\n(${amountNote(messages, styleOf(metric, amounts), currency)})`
			: text;
	switch (part) {
		case "n":
			return dashboard.n;
		case "target":
			return noted(dashboard.targetOf(label));
		case "difference":
			return dashboard.difference;
		case "attainment":
			return dashboard.attainment;
		case "pace":
			return dashboard.pace;
		case "provisionalUntil":
			return metric === "cost" ? kpiViews.costFinalOn : dashboard.finalOn;
		default: {
			if (declared === null || declared.kind !== "ratio" || declared.maturityDays === 0) return noted(label);
			return dashboard.cohort(label, dashboard.cohortBasis[declared.basis] ?? "", declared.maturityDays);
		}
	}
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
	{ amounts, currency, messages }: Words,
): void {
	const chartColumn = chartOf(cut);
	const dataColumn = dataOf(cut);
	const metrics = CHART_METRICS[cut];
	const note = amountNote(messages, amounts, currency);
	canvas.text(1, chartColumn, viewOf(cut, messages).chart(periodTitle(messages, period), note));
	canvas.text(1, dataColumn, viewOf(cut, messages).name);
	metrics.forEach((metric, index) => {
		canvas.text(1, dataColumn + 1 + index, metricLabel(messages, metric));
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
		canvas.text(index + 2, dataColumn, name);
		for (const [column, value] of values.entries()) canvas.number(index + 2, dataColumn + 1 + column, value);
	});
}

const FORMATS: Readonly<Record<ColumnKind, string>> = {
	text: TEXT_FORMAT,
	count: COUNT_FORMAT,
	rate: RATE_FORMAT,
	day: DAY_FORMAT,
	percent: VALUE_FORMATS.percent,
	decimal: VALUE_FORMATS.decimal,
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
	const own = COLUMNS[cut];
	const columns = columnIds(cut).length;
	const dataColumn = dataOf(cut);
	const below = (column: number, width = 1): AreaSpec => ({ row: 2, column, rows: null, columns: width });
	const data = columns - dataColumn + 1;
	return {
		headerIds: columnIds(cut),
		widths: [...own.map(({ width }) => width), 24, CHART_WIDTH, 124, ...CHART_METRICS[cut].map(() => 100)],
		heights: [{ row: 1, pixels: HEADER_HEIGHT }],
		styles: [
			{
				area: areaAt(1, 1, 1, columns),
				style: { format: TEXT_FORMAT, bold: true, vertical: "middle", wrap: true, color: COLORS.ink },
			},
			{ area: areaAt(1, 1, 1, own.length), style: { background: COLORS.card } },
			...own.flatMap(({ kind, part }, index) => {
				const align = kind === "text" ? ("left" as const) : ("right" as const);
				const format = part === "difference" ? DIFFERENCE_FORMATS.count : FORMATS[kind];
				return [
					{ area: areaAt(1, index + 1), style: { align } },
					{ area: below(index + 1), style: { format, align } },
				];
			}),
			...own.flatMap(({ id, kind, part }, index) => {
				const color = id === "attention" ? COLORS.amber : COLORS.grey;
				const isQuiet = kind === "day" || part === "n";
				return isQuiet || id === "attention" ? [{ area: below(index + 1), style: { color } }] : [];
			}),
			{ area: below(gapOf(cut), 3), style: { format: TEXT_FORMAT } },
			{ area: below(dataColumn + 1, data - 1), style: { format: COUNT_FORMAT, align: "right" } },
			{ area: { row: 1, column: dataColumn, rows: null, columns: data }, style: { color: COLORS.quiet } },
		],
		frozenRows: 1,
		frozenColumns: 2,
		hiddenColumns: [],
		notes: own.flatMap(({ id, metric, part }, index) => {
			const defined = metric === undefined || part !== "value" ? "" : metricDefinition(messages, metric);
			const text = id === "class" ? messages.kpiViews.channelClassNote : defined;
			return text === "" ? [] : [{ row: 1, column: index + 1, text }];
		}),
		dropDowns: [],
		conditionals: conditionals(cut, messages),
		charts: [
			{
				type: "bar",
				areas: [areaAt(1, dataColumn, CHART_NAMES + 1, data)],
				row: 2,
				column: chartOf(cut),
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

/** Totals stand out; a figure whose 確定日 is still to come is grey and slanted, in a total's row as well. */
function conditionals(cut: MatrixCut, messages: Messages): ConditionalSpec[] {
	const own = COLUMNS[cut];
	const name = `$${columnLetters(2)}2`;
	const isTotal = `${name}=${quoted(messages.total)}`;
	const isClass = `OR(${[...CHANNEL_CLASSES, ""].map((id) => `${name}=${quoted(classTotal(id, messages))}`).join(",")})`;
	const provisional = own.flatMap(({ metric, part }, index) => {
		if (part !== "provisionalUntil") return [];
		const isCost = metric === "cost";
		const first = own.findIndex((column) => column.metric === metric && column.part === "value");
		const area = { row: 2, column: first + 1, rows: null, columns: isCost ? index - first : 1 };
		return [{ area, isProvisional: `LEN($${columnLetters(index + 1)}2)>0` }];
	});
	const slanted = { italic: true, color: COLORS.grey };
	const total = { bold: true, background: COLORS.card };
	const attainment = own.findIndex(({ part }) => part === "attainment") + 1;
	return [
		...provisional.map(
			({ area, isProvisional }): ConditionalSpec => ({
				area,
				when: { kind: "formula", formula: `=AND(${isTotal},${isProvisional})` },
				style: { ...total, ...slanted },
			}),
		),
		...provisional.map(
			({ area, isProvisional }): ConditionalSpec => ({
				area,
				when: { kind: "formula", formula: `=${isProvisional}` },
				style: slanted,
			}),
		),
		...paceColors(attainment, isTotal),
		...(cut === "channel"
			? [
					{
						area: { row: 2, column: 1, rows: null, columns: own.length },
						when: { kind: "formula", formula: `=${isClass}` },
						style: { bold: true },
					} as const,
				]
			: []),
		{
			area: { row: 2, column: 1, rows: null, columns: own.length },
			when: { kind: "formula", formula: `=${isTotal}` },
			style: total,
		},
	];
}

/** What is reached or on pace is green, what lies far behind amber; the number itself says how far. */
function paceColors(attainment: number, isTotal: string): ConditionalSpec[] {
	const [reached, pace] = [attainment, attainment + 1].map((column) => `$${columnLetters(column)}2`);
	const colors: readonly (readonly [column: number, test: string, color: string])[] = [
		[attainment, `AND(ISNUMBER(${reached}),${reached}>=1)`, COLORS.green],
		[attainment + 1, `AND(ISNUMBER(${pace}),${pace}>=1)`, COLORS.green],
		[attainment + 1, `AND(ISNUMBER(${pace}),${pace}<0.8)`, COLORS.amber],
	];
	return colors.flatMap(([column, test, color]) => {
		const area = { row: 2, column, rows: null, columns: 1 };
		return [
			{
				area,
				when: { kind: "formula", formula: `=AND(${isTotal},${test})` },
				style: { bold: true, background: COLORS.card, color },
			},
			{ area, when: { kind: "formula", formula: `=${test}` }, style: { color } },
		] satisfies ConditionalSpec[];
	});
}
