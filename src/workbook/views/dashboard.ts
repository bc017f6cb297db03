/** What a refresh writes on the Dashboard. */
import { type Day, formatMonth, type Month, monthOf, type WallTime } from "../../domain/calendar/day";
import { AGE_BANDS, type Unit } from "../../domain/kpi/catalogue";
import type { Dashboard, FunnelStage, GoalProblemCode, MetricCard } from "../../domain/kpi/dashboard";
import type { Messages } from "../../locale";
import { type Cell, type CellContext, day, time } from "../codec";
import { Canvas, quoted } from "./canvas";
import {
	AGES_ROW,
	BAND,
	CARDS,
	DASHBOARD_AREA,
	FUNNEL,
	FUNNEL_STAGES,
	HEADER,
	KGI,
	ROWS,
	TREND,
	TREND_MONTHS,
} from "./dashboard-places";
import {
	type AmountStyle,
	amountNote,
	amountUnitLabel,
	dayText,
	fill,
	groupedText,
	metricLabel,
	monthName,
	periodText,
	periodTitle,
	rateText,
	shortDayText,
	shown,
} from "./figures";

/** What needs a hand today, in numbers of records. */
interface Todo {
	readonly hotWithoutDeal: number;
	readonly unjudged: number;
	readonly overdueActions: number;
	readonly dealsWithoutAction: number;
}

/** The order in which 今日の要対応 lists them. */
export const TODO_ORDER = ["overdueActions", "hotWithoutDeal", "dealsWithoutAction", "unjudged"] as const;

/** Where the records behind each of them stand. */
const TODO_PLACE = {
	overdueActions: "deals",
	hotWithoutDeal: "leads",
	unjudged: "leads",
	dealsWithoutAction: "deals",
} as const;

export interface DashboardInput {
	/** Of the team or its spreadsheet. */
	readonly name: string;
	readonly asOf: Day;
	readonly refreshedAt: WallTime;
	/** Null while the refresh every three hours is off. */
	readonly nextRefreshAt: WallTime | null;
	readonly dashboard: Dashboard;
	/** Counts of 対象 only, by the funnel's metrics. */
	readonly inTarget: ReadonlyMap<string, number | null>;
	/** What is wrong with the choice of KGI and KPIs; null for nothing. */
	readonly goalProblem: GoalProblemCode | null;
	readonly todo: Todo;
	readonly amounts: AmountStyle;
	/** Google's ids of the tabs where what needs a hand is found; null where there is none. */
	readonly sheets: { readonly leads: number | null; readonly deals: number | null };
}

/** The cells of `DASHBOARD_AREA`: as many rows and columns whatever the input. */
export function dashboardBlock(input: DashboardInput, messages: Messages, context: CellContext): Cell[][] {
	const view = new View(input, messages, context);
	view.header();
	view.kgi();
	CARDS.forEach((column, index) => {
		const card = input.dashboard.kpis[index];
		if (card !== undefined) view.card(column, card);
	});
	view.funnel();
	view.judging();
	view.todo();
	view.trend();
	return view.canvas.cells;
}

class View {
	readonly canvas = new Canvas(DASHBOARD_AREA);
	private readonly input: DashboardInput;
	private readonly messages: Messages;
	private readonly context: CellContext;

	constructor(input: DashboardInput, messages: Messages, context: CellContext) {
		this.input = input;
		this.messages = messages;
		this.context = context;
	}

	header(): void {
		const { canvas, input, context } = this;
		const { dashboard } = this.messages;
		const month = periodTitle(this.messages, this.period);
		canvas.text(ROWS.header, HEADER.title, input.name);
		canvas.text(ROWS.header, HEADER.period, dashboard.period(month, shortDayText(input.asOf)));
		canvas.text(ROWS.header, HEADER.refreshedLabel, dashboard.refreshed);
		canvas.put(ROWS.header, HEADER.refreshed, time.encode(input.refreshedAt, context));
		canvas.text(ROWS.header, HEADER.nextLabel, dashboard.nextRefresh);
		if (input.nextRefreshAt === null) canvas.text(ROWS.header, HEADER.next, dashboard.refreshOff);
		else canvas.put(ROWS.header, HEADER.next, time.encode(input.nextRefreshAt, context));
	}

	kgi(): void {
		const { canvas } = this;
		const { dashboard } = this.messages;
		canvas.text(ROWS.kgiLabel, KGI.target, dashboard.target);
		canvas.text(ROWS.kgiLabel, KGI.difference, dashboard.difference);
		canvas.text(ROWS.kgiLabel, KGI.attainment, dashboard.attainment);
		canvas.text(ROWS.kgiLabel, KGI.pace, dashboard.pace);
		const { goalProblem } = this.input;
		if (goalProblem !== null) {
			const sentence = fill(this.messages.kpiViews.goalProblem, {
				problem: this.messages.goalProblems[goalProblem],
			});
			canvas.text(ROWS.kgiSentence, KGI.problem, sentence);
		}
		const card = this.input.dashboard.kgi;
		if (card === null) {
			canvas.text(ROWS.kgiLabel, KGI.value, dashboard.kgi(this.messages.unset));
			return;
		}
		canvas.text(ROWS.kgiLabel, KGI.value, dashboard.kgi(this.cardTitle(card)));
		canvas.number(ROWS.kgiValue, KGI.value, this.shown(card.actual, card));
		canvas.text(ROWS.kgiValue, KGI.beside, this.beside(card));
		canvas.number(ROWS.kgiValue, KGI.target, this.shown(card.target, card));
		canvas.number(ROWS.kgiValue, KGI.difference, this.difference(card));
		canvas.number(ROWS.kgiValue, KGI.attainment, card.attainment);
		canvas.number(ROWS.kgiValue, KGI.pace, card.pace);
		canvas.text(ROWS.kgiSentence, KGI.value, this.sentence(card));
		canvas.text(ROWS.kgiSentence, KGI.provisional, this.provisional(card.provisionalUntil));
		canvas.text(ROWS.kgiSentence, KGI.completeness, this.completeness(card));
	}

	card(left: number, card: MetricCard): void {
		const { canvas } = this;
		const { dashboard } = this.messages;
		const right = left + 1;
		canvas.text(ROWS.label, left, this.cardTitle(card));
		canvas.number(ROWS.value, left, this.shown(card.actual, card));
		canvas.text(ROWS.value, right, this.beside(card));
		canvas.text(ROWS.target, left, dashboard.target);
		canvas.number(ROWS.target, right, this.shown(card.target, card));
		canvas.text(ROWS.difference, left, dashboard.difference);
		canvas.number(ROWS.difference, right, this.difference(card));
		canvas.text(ROWS.attainment, left, dashboard.attainment);
		canvas.number(ROWS.attainment, right, card.attainment);
		canvas.text(ROWS.pace, left, dashboard.pace);
		canvas.number(ROWS.pace, right, card.pace);
		canvas.text(ROWS.sentence, left, this.sentence(card));
		canvas.text(ROWS.note, left, this.provisional(card.provisionalUntil));
		canvas.text(ROWS.note, right, this.completeness(card));
	}

	funnel(): void {
		const { canvas } = this;
		const { dashboard, kpiViews } = this.messages;
		const stages = this.input.dashboard.funnel.slice(0, FUNNEL_STAGES);
		const currency = stages.find((stage) => stage.currency !== null)?.currency ?? null;
		canvas.text(ROWS.funnelTitle, FUNNEL.stage, dashboard.funnel(periodTitle(this.messages, this.period)));
		const header: readonly (readonly [number, string])[] = [
			[FUNNEL.stage, dashboard.stage],
			[FUNNEL.count, dashboard.count],
			[FUNNEL.inTarget, kpiViews.inTarget],
			[FUNNEL.target, dashboard.target],
			[FUNNEL.attainment, dashboard.attainment],
			[
				FUNNEL.amount,
				fill(kpiViews.amount, { unit: amountUnitLabel(this.messages, this.input.amounts, currency) }),
			],
			[FUNNEL.rate, dashboard.rate],
			[FUNNEL.rateName, dashboard.rateName],
			[FUNNEL.n, kpiViews.nAndFinal],
			[FUNNEL.finalOn, dashboard.finalOn],
		];
		for (const [column, label] of header) canvas.text(ROWS.funnelHeader, column, label);
		for (const [index, stage] of stages.entries()) this.stage(ROWS.funnel + index, stage);
	}

	private stage(
		row: number,
		{ metric, count, target, attainment, amount, currency, rate }: FunnelStage,
	): void {
		const { canvas, messages } = this;
		canvas.text(row, FUNNEL.stage, metricLabel(messages, metric));
		canvas.number(row, FUNNEL.count, count);
		canvas.number(row, FUNNEL.inTarget, this.input.inTarget.get(metric) ?? null);
		canvas.number(row, FUNNEL.target, target);
		canvas.number(row, FUNNEL.attainment, attainment);
		canvas.number(row, FUNNEL.amount, shown(amount, "money", this.input.amounts, currency));
		if (rate === null) return;
		const label = metricLabel(messages, rate.metric);
		canvas.number(row, FUNNEL.rate, rate.value);
		canvas.text(
			row,
			FUNNEL.rateName,
			rate.maturityDays === 0 ? label : messages.dashboard.within(label, rate.maturityDays),
		);
		if (rate.provisionalUntil !== null) {
			canvas.put(row, FUNNEL.finalOn, day.encode(rate.provisionalUntil, this.context));
		}
		const n = messages.dashboard.outOf(groupedText(rate.denominator ?? 0));
		const { lastFinal } = rate;
		const isOlder = lastFinal !== null && lastFinal.period !== this.period;
		const text = isOlder
			? messages.dashboard.qualified(
					n,
					`${monthName(messages, lastFinal.period)} ${rateText(lastFinal.value)}`,
				)
			: n;
		canvas.text(row, FUNNEL.n, text);
	}

	/** 見極め: how many leads are judged, how soon, and what is spent on those that are no target. */
	judging(): void {
		const { canvas, messages } = this;
		const [judged, inTime, days, target, share, touches, hours, cost] = this.input.dashboard.judging;
		const { title, labels, finalOn } = messages.dashboard.judging;
		const until = inTime.provisionalUntil;
		// Where nobody knows when any of them was judged, none judged in time would be no more than a guess.
		const isTimed = days.value !== null || judged.numerator === 0;
		const { amounts } = this.input;
		const figures = [
			judged.value,
			isTimed ? inTime.value : null,
			days.value,
			target.value,
			share.value,
			touches.numerator,
			hours.value,
			shown(cost.value, "money", amounts, cost.currency),
		];
		canvas.text(ROWS.bandTitle, BAND.judging, title(periodTitle(messages, this.period)));
		labels(
			[judged, days, target, touches].map(({ n }) => groupedText(n)),
			// How much of it is known matters more than when it will be final.
			this.completeness(inTime) || (until === null ? "" : finalOn(shortDayText(until))),
			amountUnitLabel(messages, amounts, cost.currency),
		).forEach((label, index) => {
			canvas.text(ROWS.band + index, BAND.judging, label);
			const figure = figures[index] ?? null;
			if (figure === null) canvas.text(ROWS.band + index, BAND.judging + 1, messages.dashboard.none);
			else canvas.number(ROWS.band + index, BAND.judging + 1, figure);
		});
	}

	todo(): void {
		const { canvas, input } = this;
		const { dashboard } = this.messages;
		canvas.text(ROWS.bandTitle, BAND.todo, dashboard.todo);
		TODO_ORDER.forEach((item, index) => {
			const row = ROWS.band + index;
			const sheet = input.sheets[TODO_PLACE[item]];
			const label = dashboard.todoItems[item];
			if (sheet === null) canvas.text(row, BAND.todo, label);
			else canvas.put(row, BAND.todo, `=HYPERLINK("#gid=${sheet}",${quoted(label)})`);
			canvas.number(row, BAND.todo + 1, input.todo[item]);
		});
		const { unjudged } = input.dashboard;
		AGE_BANDS.forEach((band, index) => {
			const isOldest = index === AGE_BANDS.length - 1;
			const label = dashboard.ages[band];
			const text = isOldest && unjudged.undated > 0 ? dashboard.undated(label, unjudged.undated) : label;
			canvas.text(AGES_ROW + index, BAND.todo, text);
			canvas.number(AGES_ROW + index, BAND.todo + 1, unjudged[band]);
		});
	}

	/** Titles of the two lower charts, and the table that all charts of this tab read. */
	trend(): void {
		const { canvas, messages, input } = this;
		const { kgi, kpis } = input.dashboard;
		const { dashboard } = messages;
		if (kgi !== null) {
			const label = this.withUnit(metricLabel(messages, kgi.metric), kgi);
			canvas.text(ROWS.bandTitle, BAND.trend, dashboard.kgiTrend(label));
			canvas.text(ROWS.trendHeader, TREND.kgi, label);
			canvas.text(ROWS.trendHeader, TREND.kgiTarget, dashboard.targetOf(label));
		}
		canvas.text(ROWS.bandTitle, BAND.shape, dashboard.shape);
		canvas.text(ROWS.trendTitle, TREND.month, dashboard.trendTable(TREND_MONTHS));
		canvas.text(ROWS.trendHeader, TREND.month, dashboard.month);
		canvas.text(ROWS.trendHeader, TREND.note, dashboard.finalOn);
		kpis.forEach((card, index) => {
			const column = TREND.kpis[index];
			if (column !== undefined) {
				canvas.text(ROWS.trendHeader, column, this.withUnit(metricLabel(messages, card.metric), card));
			}
		});
		this.months.forEach((period, index) => {
			this.trendMonth(ROWS.trend + index, period, kgi, kpis);
		});
	}

	private trendMonth(row: number, period: string, kgi: MetricCard | null, kpis: readonly MetricCard[]): void {
		const { canvas, messages } = this;
		canvas.text(row, TREND.month, periodText(period));
		const notes: string[] = [];
		const point = (card: MetricCard) => {
			const found = card.trend.find((each) => each.period === period) ?? null;
			const finalOn = found?.provisionalUntil ?? null;
			if (finalOn !== null) notes.push(`${metricLabel(messages, card.metric)} ${dayText(finalOn)}`);
			return found;
		};
		if (kgi !== null) {
			const found = point(kgi);
			canvas.number(row, TREND.kgi, this.shown(found?.value ?? null, kgi));
			canvas.number(row, TREND.kgiTarget, this.shown(found?.target ?? null, kgi));
		}
		kpis.forEach((card, index) => {
			const column = TREND.kpis[index];
			if (column !== undefined) {
				canvas.number(row, column, this.shown(point(card)?.value ?? null, card));
			}
		});
		canvas.text(row, TREND.note, notes.join("、"));
	}

	private get period(): string {
		return formatMonth(monthOf(this.input.asOf));
	}

	/** The last months, the oldest first. */
	private get months(): readonly string[] {
		const last = monthOf(this.input.asOf);
		return Array.from({ length: TREND_MONTHS }, (_, index) =>
			formatMonth((last - TREND_MONTHS + 1 + index) as Month),
		);
	}

	/** The metric with what its figure alone does not say: the unit, the tax, or that it has no months. */
	private cardTitle(card: MetricCard): string {
		const { messages } = this;
		const details: string[] = [];
		if (card.period === "all") details.push(periodTitle(messages, card.period));
		if (card.unit === "money") details.push(amountNote(messages, this.input.amounts, card.currency));
		if (card.unit === "days" || card.unit === "hours") {
			details.push(messages.dashboard.units[card.unit].trim());
		}
		const label = metricLabel(messages, card.metric);
		return details.length === 0 ? label : messages.dashboard.qualified(label, details.join("、"));
	}

	private withUnit(label: string, card: MetricCard): string {
		return card.unit === "money"
			? this.messages.dashboard.qualified(
					label,
					amountUnitLabel(this.messages, this.input.amounts, card.currency),
				)
			: label;
	}

	/** A rate is read with its denominator. */
	private beside({ unit, n }: MetricCard): string {
		return unit === "rate" ? this.messages.dashboard.outOf(groupedText(n)) : "";
	}

	private shown(
		value: number | null,
		{ unit, currency }: { unit: Unit; currency: string | null },
	): number | null {
		return shown(value, unit, this.input.amounts, currency);
	}

	private difference(card: MetricCard): number | null {
		if (card.difference === null) return null;
		return card.unit === "rate" || card.unit === "percent"
			? card.difference * 100
			: this.shown(card.difference, card);
	}

	private provisional(finalOn: Day | null): string {
		return finalOn === null ? "" : this.messages.dashboard.provisional(dayText(finalOn));
	}

	/** Says so where something that the figure needs is not known of every record. */
	private completeness({ completeness }: Pick<MetricCard, "completeness">): string {
		if (completeness === null || completeness >= 1) return "";
		return this.messages.dashboard.completeness(Math.floor(completeness * 100));
	}

	private sentence(card: MetricCard): string {
		const { dashboard } = this.messages;
		if (card.actual === null) return dashboard.noFigure;
		if (card.target === null) return dashboard.noTarget;
		if (card.direction === "lower") {
			const over = card.actual - card.target;
			return over <= 0 ? dashboard.kept : dashboard.over(this.gapText(over, card));
		}
		const missing = card.target - card.actual;
		if (missing <= 0) return dashboard.reached;
		const gap = this.gapText(missing, card);
		if (card.pace === null) return dashboard.toGo(gap);
		return dashboard.toGoAt(gap, card.pace >= 1 ? dashboard.ahead : dashboard.behind);
	}

	/** What is missing, rounded up so that reaching it is enough. */
	private gapText(gap: number, card: MetricCard): string {
		const { dashboard } = this.messages;
		switch (card.unit) {
			case "rate":
			case "percent":
				return dashboard.points(roundedUp(gap * 100, 10).toFixed(1));
			case "days":
			case "hours":
				return `${roundedUp(gap, 10).toFixed(1)}${dashboard.units[card.unit]}`;
			case "decimal":
				return roundedUp(gap, 10).toFixed(1);
			case "count":
				return `${groupedText(roundedUp(gap, 1))}${dashboard.units.count}`;
			case "money": {
				const amount = roundedUp(this.shown(gap, card) ?? 0, 1);
				return dashboard.money(
					groupedText(amount),
					amountUnitLabel(this.messages, this.input.amounts, card.currency),
				);
			}
		}
	}
}

/** Up to the next 1/steps; what binary fractions add at the end is no step. */
function roundedUp(value: number, steps: number): number {
	return Math.ceil(value * steps - 1e-6) / steps;
}
