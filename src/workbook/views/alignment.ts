/** The Alignment tab: what marketing hands over and what sales makes of it, in the fiscal half of the refresh. */
import type { Day } from "../../domain/calendar/day";
import type { Reached } from "../../domain/followup/first-touch";
import type { MetricId } from "../../domain/kpi/catalogue";
import { type MetricRow, POOLED_NAME } from "../../domain/kpi/engine";
import type { Gauge } from "../../domain/kpi/gauge";
import type { Response, ResponseBucketId } from "../../domain/kpi/response";
import { type SourceScore, type SourceScores, sumOfScores, WINDOWS } from "../../domain/kpi/source-scores";
import { periodDays, periodKind } from "../../domain/kpi/spans";
import type { StageRow, StageTable } from "../../domain/kpi/stages";
import type { PairedGoals } from "../../domain/planning/paired-goals";
import type { Messages } from "../../locale";
import { type Cell, type CellContext, day } from "../codec";
import { COLORS, type ConditionalSpec, GROUP_COLORS, type StyleSpec, type TabLayout } from "../layout";
import { columnLetters } from "../table-layout";
import { areaAt, Canvas, type FixedArea, quoted } from "./canvas";
import {
	amountNote,
	COUNT_FORMAT,
	DAY_FORMAT,
	dayText,
	fill,
	groupedText,
	metricDefinition,
	metricLabel,
	moneyText,
	periodLabel,
	RATE_FORMAT,
	rateText,
	shown,
	TEXT_FORMAT,
} from "./figures";
import type { MatrixStyle } from "./matrix";

export interface AlignmentInput {
	readonly rows: readonly MetricRow[];
	/** "half:2026-10" */
	readonly period: string;
	readonly asOf: Day;
	readonly goals: PairedGoals;
	readonly gauge: Gauge;
	readonly businessDays: number;
	readonly touchesPerLead: number;
	/** Leads of the half that were touched, by channel; the whole under null. */
	readonly reached: ReadonlyMap<string | null, Reached>;
	readonly response: Response;
	/** By source event, or by channel. */
	readonly scores: SourceScores;
	readonly stages: StageTable;
	readonly currency: string;
}

/** The newest half that the figures know. */
export function currentHalf(rows: readonly MetricRow[]): string {
	let newest = "";
	for (const { period } of rows) {
		if (periodKind(period) === "half" && period > newest) newest = period;
	}
	return newest;
}

const LEFT = 2;
/** Column that a refresh writes from; the one before is a margin. */
export const ALIGNMENT_COLUMN = LEFT;
const COLUMNS = 13;
/** Most channels that stand by name; the largest. */
const CHANNELS = 8;
/** Most events that stand by name: the newest. The others, and the leads of none, have a row each. */
const EVENTS = 10;
const BUCKETS = 7;
const STAGES = 9;
const CHART_ROWS = 13;

const EVENTS_ROW = 15 + CHANNELS + 4;
const CHART_ROW = EVENTS_ROW + EVENTS + 6;
const ROWS = {
	title: 1,
	goalsTitle: 3,
	goals: 4,
	goalsSentence: 7,
	gaugeTitle: 9,
	gauge: 10,
	gaugeSentence: 12,
	sourcesTitle: 14,
	sources: 15,
	eventsTitle: EVENTS_ROW - 1,
	events: EVENTS_ROW,
	chartTitle: CHART_ROW - 1,
	chart: CHART_ROW,
	lowerTitle: CHART_ROW + CHART_ROWS + 1,
	lower: CHART_ROW + CHART_ROWS + 2,
} as const;
const RESPONSE_SENTENCE = ROWS.lower + BUCKETS + 1;
const AREA = areaAt(1, LEFT, ROWS.lower + STAGES + 2, COLUMNS);
/** Column of the stages, beside the responses. */
const STAGE_COLUMN = LEFT + 7;

/** The channels' columns after the name. */
const SOURCES = [
	{ metric: "leads_new", part: "value", format: COUNT_FORMAT },
	{ metric: "target_rate", part: "value", format: RATE_FORMAT },
	{ metric: "target_rate", part: "n", format: COUNT_FORMAT },
	{ metric: "mql", part: "value", format: COUNT_FORMAT },
	{ metric: null, part: "touched", format: RATE_FORMAT },
	{ metric: "deals_new", part: "value", format: COUNT_FORMAT },
	{ metric: "deals_won", part: "value", format: COUNT_FORMAT },
	{ metric: "won_amount", part: "value", format: COUNT_FORMAT },
	{ metric: "deal_rate", part: "value", format: RATE_FORMAT },
	{ metric: "deal_rate", part: "n", format: COUNT_FORMAT },
	{ metric: "deal_rate", part: "finalOn", format: DAY_FORMAT },
] as const satisfies readonly {
	readonly metric: MetricId | null;
	readonly part: "value" | "n" | "finalOn" | "touched";
	readonly format: string;
}[];
const DEAL_RATE = LEFT + 9;
const FINAL_ON = LEFT + 11;

/** The events' columns after the name. */
const EVENT_COLUMNS: readonly EventColumn[] = [
	{ id: "leads", format: COUNT_FORMAT, of: ({ leads }) => leads },
	{ id: "target", format: COUNT_FORMAT, of: ({ target }) => target },
	{ id: "quality", format: RATE_FORMAT, of: ({ target, judged }) => share(target, judged) },
	{ id: "mql", format: COUNT_FORMAT, of: ({ qualified }) => qualified },
	...WINDOWS.map(
		(days, at): EventColumn => ({
			id: "touched",
			format: RATE_FORMAT,
			days,
			of: ({ windows, dated }) => share(windows[at]?.touched ?? 0, dated),
		}),
	),
	...WINDOWS.map(
		(days, at): EventColumn => ({
			id: "converted",
			format: COUNT_FORMAT,
			days,
			of: ({ windows, dated }) => (dated === 0 ? null : (windows[at]?.converted ?? 0)),
		}),
	),
	{ id: "ordered", format: COUNT_FORMAT, days: null, of: ({ ordered }) => ordered },
];

interface EventColumn {
	readonly id: "leads" | "target" | "quality" | "mql" | "touched" | "converted" | "ordered";
	readonly format: string;
	/** What it counts must come within so many days of the lead; null: it counts on and on. */
	readonly days?: number | null;
	of(score: SourceScore): number | null;
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** When the longest window is over: the others are over as much sooner as they are shorter. Above it stands asOf. */
const EVENT_FINAL = LEFT + 1 + EVENT_COLUMNS.length;
const LONGEST = Math.max(...WINDOWS);

/** As many cells whatever the figures. */
export function alignmentBlock(
	input: AlignmentInput,
	messages: Messages,
	context: CellContext,
	style: MatrixStyle,
): Cell[][] {
	const view = new View(input, messages, context, style);
	view.title();
	view.goals();
	view.gauge();
	view.sources();
	view.events();
	view.responses();
	view.stages();
	return view.canvas.cells;
}

class View {
	readonly canvas = new Canvas(AREA);

	constructor(
		private readonly input: AlignmentInput,
		private readonly messages: Messages,
		private readonly context: CellContext,
		private readonly style: MatrixStyle,
	) {}

	private get words(): Messages["kpiViews"]["alignment"] {
		return this.messages.kpiViews.alignment;
	}

	private money(amount: number, isUnitPrice = false): string {
		const style = isUnitPrice ? { ...this.style, amountUnit: "one" as const } : this.style;
		return moneyText(this.messages, amount, style, this.input.currency);
	}

	private line(row: number, column: number, texts: readonly string[]): void {
		texts.forEach((text, index) => {
			this.canvas.text(row, column + index, text);
		});
	}

	title(): void {
		const { first, last } = periodDays(this.input.period);
		this.canvas.text(ROWS.title, LEFT, this.words.title);
		if (first === null || last === null) return;
		this.canvas.text(
			ROWS.title,
			LEFT + 3,
			fill(this.words.term, {
				period: periodLabel(this.messages, this.input.period, this.style.fiscalFirstMonth),
				from: dayText(first),
				to: dayText(last),
				asOf: dayText(this.input.asOf),
			}),
		);
	}

	/** Each figure in a cell as text with its unit: the units differ from cell to cell. */
	goals(): void {
		const { canvas, messages, words } = this;
		const { goals } = this.input;
		const label = (metric: MetricId) => metricLabel(messages, metric);
		canvas.text(ROWS.goalsTitle, LEFT, words.goals);
		canvas.text(ROWS.goalsTitle, LEFT + 5, words.factors);
		const none = messages.dashboard.none;
		const count = (value: number | null) =>
			value === null ? none : `${groupedText(Math.round(value))}${messages.dashboard.units.count}`;
		const amount = (value: number | null, isUnitPrice = false) =>
			value === null ? none : this.money(value, isUnitPrice);
		const n = (factor: { readonly n: number }) => messages.dashboard.outOf(groupedText(factor.n));
		const rate = (value: number | null) => (value === null ? none : `${(value * 100).toFixed(1)}%`);
		const cards: readonly (readonly [string, string, string])[] = [
			[words.amountTarget, amount(goals.amountTarget), ""],
			[words.mqlTarget, count(goals.mqlTarget), ""],
			[words.needed, amount(goals.needed, true), ""],
			[words.own, amount(goals.own, true), ""],
			["", "", ""],
			[label("deal_rate"), rate(goals.dealRate.value), n(goals.dealRate)],
			[label("win_rate_cohort"), rate(goals.winRate.value), n(goals.winRate)],
			[label("average_order"), amount(goals.averageOrder.value), n(goals.averageOrder)],
			[label("mql_rate"), rate(goals.mqlRate.value), n(goals.mqlRate)],
		];
		cards.forEach((card, index) => {
			card.forEach((text, row) => {
				canvas.text(ROWS.goals + row, placeOfCard(index), text);
			});
		});
		canvas.text(ROWS.goalsSentence, LEFT, this.goalsSentence());
	}

	private goalsSentence(): string {
		const { words } = this;
		const { verdict, needed, own, mqlNeeded } = this.input.goals;
		if (verdict === "no_target") return words.goalsNoTarget;
		if (verdict === "no_history" || needed === null || own === null) return words.goalsNoHistory;
		const template = { fits: words.goalsFit, short: words.goalsShort, ample: words.goalsAmple }[verdict];
		return fill(template, {
			needed: this.money(needed, true),
			own: this.money(own, true),
			share: `${Math.round((own / needed) * 100)}%`,
			mql: groupedText(mqlNeeded ?? 0),
		});
	}

	gauge(): void {
		const { canvas, words, input } = this;
		const { perDay, required, workable, difference, dryOn } = input.gauge;
		canvas.text(ROWS.gaugeTitle, LEFT, words.gauge);
		this.line(ROWS.gauge, LEFT, [
			words.perDay,
			words.days,
			words.perLead,
			words.required,
			words.workable,
			words.surplus,
			words.dryOn,
		]);
		[perDay, input.businessDays, input.touchesPerLead, required, workable, difference].forEach(
			(value, index) => {
				canvas.number(ROWS.gauge + 1, LEFT + index, value);
			},
		);
		if (dryOn !== null) canvas.put(ROWS.gauge + 1, LEFT + 6, day.encode(dryOn, this.context));
		const template =
			difference === null
				? words.gaugeNobody
				: difference < 0
					? words.gaugeShort
					: dryOn === null
						? words.gaugeEndless
						: words.gaugeEnough;
		const n = groupedText(Math.abs(difference ?? 0));
		canvas.text(ROWS.gaugeSentence, LEFT, fill(template, { n, day: dryOn === null ? "" : dayText(dryOn) }));
	}

	sources(): void {
		const { canvas, messages, words, input, style } = this;
		const figures = new Map<string, MetricRow>();
		const names = new Map<string, number>();
		for (const row of input.rows) {
			if (row.period !== input.period) continue;
			const isChannel = row.dimension.startsWith("channel:");
			if (!isChannel && row.dimension !== "all") continue;
			figures.set(`${row.metric} ${row.dimension}`, row);
			if (isChannel && ["leads_new", "mql", "deals_new", "deals_won"].includes(row.metric)) {
				const leads = row.metric === "leads_new" ? row.n : 0;
				names.set(row.dimension, Math.max(names.get(row.dimension) ?? 0, leads));
			}
		}
		canvas.text(ROWS.sourcesTitle, LEFT, words.sources);
		canvas.text(ROWS.sources, LEFT, messages.channelsView.name);
		SOURCES.forEach(({ metric, part }, index) => {
			const label = metric === null ? words.firstTouch : metricLabel(messages, metric);
			const note =
				metric === "won_amount" ? `${label}\n(${amountNote(messages, style, input.currency)})` : label;
			const text = {
				value: note,
				touched: note,
				n: messages.dashboard.n,
				finalOn: messages.dashboard.finalOn,
			};
			canvas.text(ROWS.sources, LEFT + 1 + index, text[part]);
		});
		const channels = Array.from(names)
			.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
			.slice(0, CHANNELS)
			.map(([dimension]) => dimension);
		[...channels, "all"].forEach((dimension, index) => {
			// The total stands in a row of its own, so that its look is laid once.
			const row = dimension === "all" ? ROWS.sources + CHANNELS + 1 : ROWS.sources + 1 + index;
			canvas.text(row, LEFT, nameOf(dimension, messages));
			SOURCES.forEach(({ metric, part }, at) => {
				const column = LEFT + 1 + at;
				if (metric === null) {
					const reached = input.reached.get(dimension === "all" ? null : dimension.slice(8));
					canvas.number(row, column, reached === undefined ? null : reached.touched / reached.leads);
					return;
				}
				const figure = figures.get(`${metric} ${dimension}`);
				if (part === "finalOn") {
					const finalOn = figure?.value == null ? null : figure.provisionalUntil;
					if (finalOn !== null) canvas.put(row, column, day.encode(finalOn, this.context));
				} else if (part === "n") canvas.number(row, column, figure?.n ?? 0);
				else if (figure === undefined) canvas.number(row, column, metric.endsWith("_rate") ? null : 0);
				else canvas.number(row, column, shown(figure.value, figure.unit, style, figure.currency));
			});
		});
	}

	/** What became of the leads of each event, over all time. */
	events(): void {
		const { canvas, messages, words } = this;
		const { scores, asOf } = this.input;
		const { cut, named, unnamed, total } = scores;
		const isByEvent = cut === "campaign";
		canvas.text(ROWS.eventsTitle, LEFT, isByEvent ? words.events : words.eventsByChannel);
		canvas.put(ROWS.eventsTitle, EVENT_FINAL, day.encode(asOf, this.context));
		const name = isByEvent ? messages.columns.leads.campaign : messages.channelsView.name;
		canvas.text(ROWS.events, LEFT, name);
		EVENT_COLUMNS.forEach((column, at) => {
			canvas.text(ROWS.events, LEFT + 1 + at, eventLabel(messages, column));
		});
		canvas.text(ROWS.events, EVENT_FINAL, fill(words.eventFinal, { days: LONGEST }));
		const line = (row: number, label: string, score: SourceScore) => {
			canvas.text(row, LEFT, label);
			EVENT_COLUMNS.forEach(({ of }, at) => {
				canvas.number(row, LEFT + 1 + at, of(score));
			});
			const finalOn = score.windows[WINDOWS.indexOf(LONGEST as 90)]?.finalOn ?? null;
			if (finalOn !== null) canvas.put(row, EVENT_FINAL, day.encode(finalOn, this.context));
		};
		named.slice(0, EVENTS).forEach((score, at) => {
			line(ROWS.events + 1 + at, score.name, score);
		});
		const others = named.slice(EVENTS);
		const last = ROWS.events + EVENTS;
		if (others.length > 0)
			line(last + 1, fill(words.otherEvents, { n: others.length }), sumOfScores(others, asOf));
		if (unnamed.leads > 0) line(last + 2, messages.unset, unnamed);
		line(last + 3, messages.total, total);
		canvas.text(ROWS.chartTitle, LEFT, words.chart);
	}

	responses(): void {
		const { canvas, words, messages } = this;
		const { buckets, untimed, maturityDays, difference } = this.input.response;
		canvas.text(ROWS.lowerTitle, LEFT, words.response);
		this.line(ROWS.lower, LEFT, [words.bucket, words.leads, words.matured, words.rate, words.interval]);
		buckets.slice(0, BUCKETS).forEach(({ id, leads, n, rate, low, high }, index) => {
			const row = ROWS.lower + 1 + index;
			canvas.text(row, LEFT, words.buckets[id]);
			[leads, n, rate].forEach((value, at) => {
				canvas.number(row, LEFT + 1 + at, value);
			});
			if (low !== null && high !== null) {
				canvas.text(row, LEFT + 4, `${(low * 100).toFixed(1)}–${rateText(high)}`);
			}
		});
		const bucket = (id: ResponseBucketId | null) => (id === null ? "" : words.buckets[id]);
		const { faster, slower, reason } = difference;
		const sentence = fill(words[reason], { faster: bucket(faster), slower: bucket(slower) });
		canvas.text(RESPONSE_SENTENCE, LEFT, sentence);
		const notes = [fill(words.matureNote, { days: maturityDays })];
		if (untimed > 0) notes.push(fill(words.untimed, { n: groupedText(untimed) }));
		canvas.text(RESPONSE_SENTENCE + 1, LEFT, notes.join(messages.language === "ja" ? "" : " "));
	}

	stages(): void {
		const { canvas, words, messages, style, input } = this;
		const note = amountNote(messages, style, input.currency);
		canvas.text(ROWS.lowerTitle, STAGE_COLUMN - 1, words.stages);
		this.line(ROWS.lower, STAGE_COLUMN - 1, [
			words.stage,
			metricLabel(messages, "open_pipeline"),
			words.companies,
			`${words.amount}\n(${note})`,
			`${words.weighted}\n(${note})`,
			words.reached,
		]);
		const { stages, unknown } = input.stages;
		const rows: readonly StageRow[] = [
			...stages.slice(0, STAGES),
			...(unknown.deals > 0 ? [{ ...unknown, stage: words.unknownStage }] : []),
		];
		rows.forEach(({ stage, deals, companies, withoutCompany, amount, weighted, reached }, index) => {
			const row = ROWS.lower + 1 + index;
			canvas.text(row, STAGE_COLUMN - 1, stage);
			const money = (value: number) => shown(value, "money", style, input.currency);
			[deals, companies + withoutCompany, money(amount), money(weighted), reached].forEach((value, at) => {
				canvas.number(row, STAGE_COLUMN + at, value);
			});
		});
	}
}

function nameOf(dimension: string, messages: Messages): string {
	if (dimension === "all") return messages.total;
	const name = dimension.slice("channel:".length);
	if (name === POOLED_NAME) return messages.dashboard.others;
	return name === "" ? messages.unset : name;
}

/** 「初回接触率\n30日以内」 */
function eventLabel(messages: Messages, { id, days }: EventColumn): string {
	const { alignment } = messages.kpiViews;
	const label = {
		leads: alignment.leads,
		target: metricLabel(messages, "leads_target"),
		quality: metricLabel(messages, "target_rate"),
		mql: metricLabel(messages, "mql"),
		touched: alignment.eventTouched,
		converted: alignment.eventConverted,
		ordered: alignment.eventOrdered,
	}[id];
	if (days === undefined) return label;
	return `${label}\n${days === null ? alignment.soFar : fill(alignment.within, { days })}`;
}

/** The four cards of the goals, a gap, then the four factors. */
function placeOfCard(index: number): number {
	return LEFT + index;
}

export function alignmentLayout(messages: Messages): TabLayout {
	const { words, total } = { words: messages.kpiViews.alignment, total: ROWS.sources + CHANNELS + 1 };
	const header: StyleSpec = {
		bold: true,
		background: COLORS.card,
		color: COLORS.ink,
		wrap: true,
		vertical: "middle",
	};
	const heading: StyleSpec = { bold: true, size: 12 };
	const right: StyleSpec = { align: "right" };
	const events = (column: number, columns = 1) => areaAt(ROWS.events + 1, column, EVENTS + 3, columns);
	const counts = (area: FixedArea) => ({ area, style: { format: COUNT_FORMAT, ...right } });
	return {
		widths: [16, 170, ...Array<number>(COLUMNS - 1).fill(98)],
		heights: [
			{ row: ROWS.title, pixels: 32 },
			{ row: ROWS.goals, pixels: 36 },
			{ row: ROWS.goals + 1, pixels: 32 },
			{ row: ROWS.gauge, pixels: 36 },
			{ row: ROWS.gauge + 1, pixels: 28 },
			{ row: ROWS.sources, pixels: 36 },
			{ row: ROWS.events, pixels: 36 },
			// Events have long names: each has two lines.
			...Array.from({ length: EVENTS }, (_, at) => ({ row: ROWS.events + 1 + at, pixels: 34 })),
			{ row: ROWS.lower, pixels: 36 },
		],
		styles: [
			{ area: AREA, style: { format: TEXT_FORMAT, vertical: "middle", align: "left", size: 10 } },
			{ area: areaAt(ROWS.title, LEFT), style: { bold: true, size: 14 } },
			{ area: areaAt(ROWS.title, LEFT + 3), style: { color: COLORS.grey } },
			...[
				ROWS.goalsTitle,
				ROWS.gaugeTitle,
				ROWS.sourcesTitle,
				ROWS.eventsTitle,
				ROWS.chartTitle,
				ROWS.lowerTitle,
			].map((row) => ({ area: areaAt(row, LEFT, 1, COLUMNS), style: heading })),
			...[areaAt(ROWS.goals, LEFT, 3, 4), areaAt(ROWS.goals, LEFT + 5, 3, 4)].map((area) => ({
				area,
				style: { background: COLORS.card },
			})),
			{ area: areaAt(ROWS.goals, LEFT, 1, 9), style: { color: COLORS.grey, wrap: true } },
			{ area: areaAt(ROWS.goals + 1, LEFT, 1, 9), style: { bold: true, size: 13 } },
			{ area: areaAt(ROWS.goals + 2, LEFT, 1, 9), style: { color: COLORS.grey } },
			...[ROWS.goalsSentence, ROWS.gaugeSentence, RESPONSE_SENTENCE].map((row) => ({
				area: areaAt(row, LEFT),
				style: { bold: true },
			})),
			{ area: areaAt(ROWS.gauge, LEFT, 2, 7), style: { background: COLORS.card } },
			{ area: areaAt(ROWS.gauge, LEFT, 1, 7), style: { color: COLORS.grey, wrap: true } },
			{
				area: areaAt(ROWS.gauge + 1, LEFT, 1, 7),
				style: { format: '#,##0;"▲"#,##0', align: "left", bold: true, size: 13 },
			},
			{ area: areaAt(ROWS.gauge + 1, LEFT), style: { format: "#,##0.0" } },
			{ area: areaAt(ROWS.gauge + 1, LEFT + 2), style: { format: "General" } },
			{ area: areaAt(ROWS.gauge + 1, LEFT + 6), style: { format: DAY_FORMAT, size: 11 } },
			{ area: areaAt(ROWS.sources, LEFT, 1, SOURCES.length + 1), style: header },
			...SOURCES.map(({ format, part }, index) => ({
				area: areaAt(ROWS.sources + 1, LEFT + 1 + index, CHANNELS + 1),
				style: { format, ...(part === "n" || part === "finalOn" ? { color: COLORS.grey } : {}) },
			})),
			{ area: areaAt(ROWS.sources, LEFT + 1, CHANNELS + 2, SOURCES.length), style: right },
			{ area: areaAt(total, LEFT, 1, SOURCES.length + 1), style: { bold: true, background: COLORS.card } },
			{ area: areaAt(ROWS.events, LEFT, 1, COLUMNS), style: header },
			{
				area: areaAt(ROWS.eventsTitle, EVENT_FINAL),
				style: { format: words.asOfFormat, bold: false, size: 10, color: COLORS.grey, ...right },
			},
			...EVENT_COLUMNS.map(({ format }, at) => ({ area: events(LEFT + 1 + at), style: { format } })),
			{ area: events(EVENT_FINAL), style: { format: DAY_FORMAT, color: COLORS.grey } },
			{ area: areaAt(ROWS.events, LEFT + 1, EVENTS + 4, COLUMNS - 1), style: right },
			{ area: areaAt(ROWS.events + 1, LEFT, EVENTS), style: { wrap: true, size: 9 } },
			{ area: areaAt(ROWS.events + EVENTS + 1, LEFT, 2, COLUMNS), style: { color: COLORS.grey } },
			{
				area: areaAt(ROWS.events + EVENTS + 3, LEFT, 1, COLUMNS),
				style: { bold: true, background: COLORS.card },
			},
			{ area: areaAt(ROWS.lower, LEFT, 1, 5), style: header },
			{ area: areaAt(ROWS.lower, STAGE_COLUMN - 1, 1, 6), style: header },
			counts(areaAt(ROWS.lower + 1, LEFT + 1, BUCKETS, 2)),
			{ area: areaAt(ROWS.lower + 1, LEFT + 3, BUCKETS), style: { format: RATE_FORMAT, ...right } },
			{ area: areaAt(ROWS.lower + 1, LEFT + 4, BUCKETS), style: { color: COLORS.grey, ...right } },
			counts(areaAt(ROWS.lower + 1, STAGE_COLUMN, STAGES + 1, 5)),
			...[areaAt(ROWS.lower, LEFT + 1, 1, 4), areaAt(ROWS.lower, STAGE_COLUMN, 1, 5)].map((area) => ({
				area,
				style: right,
			})),
			{ area: areaAt(RESPONSE_SENTENCE + 1, LEFT), style: { color: COLORS.grey } },
		],
		frozenRows: 1,
		frozenColumns: 0,
		hiddenColumns: [],
		notes: [
			{ row: ROWS.gauge, column: LEFT, text: words.perDayNote },
			{ row: ROWS.gauge, column: LEFT + 4, text: words.workableNote },
			...SOURCES.flatMap(({ metric, part }, index) =>
				metric === null || part !== "value"
					? []
					: [{ row: ROWS.sources, column: LEFT + 1 + index, text: metricDefinition(messages, metric) }],
			),
			...EVENT_COLUMNS.flatMap(({ id, days }, at) => {
				const isFirst = days == null || days === WINDOWS[0];
				return isFirst ? [{ row: ROWS.events, column: LEFT + 1 + at, text: words.eventNotes[id] }] : [];
			}),
			{ row: ROWS.events, column: EVENT_FINAL, text: fill(words.eventFinalNote, { days: LONGEST }) },
		],
		dropDowns: [],
		conditionals: conditionals(words.goalsShort),
		charts: [
			{
				type: "combo",
				areas: [LEFT, eventColumn("leads"), eventColumn("quality")].map((column) =>
					areaAt(ROWS.events, column, EVENTS + 1),
				),
				row: ROWS.chart,
				column: LEFT,
				headers: 1,
				options: {
					legend: { position: "none" },
					series: {
						0: { type: "bars", color: COLORS.accent, dataLabel: "value" },
						1: { type: "line", color: COLORS.amber, lineWidth: 0, pointSize: 9, targetAxisIndex: 1 },
					},
					vAxes: {
						0: { minValue: 0, gridlines: { color: COLORS.line } },
						1: { minValue: 0, maxValue: 1, format: "0%" },
					},
					width: 170 + (COLUMNS - 1) * 98,
					height: CHART_ROWS * 21,
				},
			},
		],
		gridlines: false,
		formulas: [],
		tabColor: GROUP_COLORS.results,
	};
}

const eventColumn = (id: EventColumn["id"]): number =>
	LEFT + 1 + EVENT_COLUMNS.findIndex((column) => column.id === id);

/** Goals that do not fit are amber, a lack of leads red, a rate that still ripens grey and slanted. */
function conditionals(goalsShort: string): ConditionalSpec[] {
	const short = quoted(goalsShort.slice(0, goalsShort.indexOf("{")));
	return [
		{
			area: areaAt(ROWS.goalsSentence, LEFT),
			when: {
				kind: "formula",
				formula: `=ISNUMBER(SEARCH(${short},${columnLetters(LEFT)}${ROWS.goalsSentence}))`,
			},
			style: { color: COLORS.amber, bold: true },
		},
		{
			area: areaAt(ROWS.gauge + 1, LEFT + 5),
			when: { kind: "less_than", value: 0 },
			style: { color: COLORS.red, bold: true },
		},
		{
			area: areaAt(ROWS.sources + 1, DEAL_RATE, CHANNELS + 1),
			when: { kind: "formula", formula: `=LEN($${columnLetters(FINAL_ON)}${ROWS.sources + 1})>0` },
			style: { italic: true, color: COLORS.grey },
		},
		...EVENT_COLUMNS.flatMap(({ days }, at): ConditionalSpec[] => {
			if (days === undefined) return [];
			const finalOn = `$${columnLetters(EVENT_FINAL)}`;
			const over = `${finalOn}${ROWS.events + 1}-${LONGEST - (days ?? LONGEST)}>${finalOn}$${ROWS.eventsTitle}`;
			return [
				{
					area: areaAt(ROWS.events + 1, LEFT + 1 + at, EVENTS + 3),
					when: { kind: "formula", formula: `=AND(ISNUMBER(${finalOn}${ROWS.events + 1}),${over})` },
					style: { italic: true, color: COLORS.grey },
				},
			];
		}),
	];
}
