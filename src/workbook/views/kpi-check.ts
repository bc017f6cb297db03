/** The KPI check tab: six questions about the team's choice of KPIs with their evidence, then what every metric means. */
import { type Metric, metricOf, metrics } from "../../domain/kpi/catalogue";
import { type Answer, type Evidence, QUESTIONS } from "../../domain/kpi/self-check";
import type { Messages } from "../../locale";
import type { Cell } from "../codec";
import { COLORS, GROUP_COLORS, type TabLayout } from "../layout";
import { areaAt, Canvas } from "./canvas";
import { COUNT_FORMAT, fill, groupedText, metricDefinition, metricLabel, TEXT_FORMAT } from "./figures";

const WIDTH = 8;
const [TITLE, HEADER, FIRST] = [1, 2, 3];
const LIST_TITLE = FIRST + QUESTIONS.length + 1;
const LIST = LIST_TITLE + 2;
const area = () => areaAt(1, 1, LIST + metrics().length - 1, WIDTH);
const MATURITY = 5;

/**
 * As many cells whatever the answers.
 * @param answers in the order of `QUESTIONS`
 */
export function kpiCheckBlock(answers: readonly Answer[], messages: Messages): Cell[][] {
	const canvas = new Canvas(area());
	const { check } = messages.kpiViews;
	const met = answers.filter(({ isMet }) => isMet).length;
	canvas.text(TITLE, 1, check.title);
	canvas.text(TITLE, 3, fill(check.summary, { met, open: answers.length - met }));
	[check.question, check.answer, check.evidence].forEach((label, index) => {
		canvas.text(HEADER, index + 1, label);
	});
	canvas.text(HEADER, 4, check.fix);
	answers.forEach(({ question, isMet, evidence }, index) => {
		const row = FIRST + index;
		canvas.text(row, 1, check.questions[question]);
		canvas.text(row, 2, isMet ? check.yes : check.no);
		canvas.text(row, 3, evidence.map((each) => evidenceText(each, messages)).join(messages.listComma));
		if (!isMet) canvas.text(row, 4, check.fixes[question]);
	});
	const { columns } = check;
	canvas.text(LIST_TITLE, 1, check.definitions);
	[
		columns.name,
		columns.unit,
		columns.formula,
		columns.basis,
		columns.maturity,
		columns.owner,
		columns.better,
		columns.kind,
	].forEach((label, index) => {
		canvas.text(LIST_TITLE + 1, index + 1, label);
	});
	metrics().forEach((metric, index) => {
		writeDefinition(canvas, LIST + index, metric, messages);
	});
	return canvas.cells;
}

function writeDefinition(canvas: Canvas, row: number, metric: Metric, messages: Messages): void {
	const { check } = messages.kpiViews;
	const basis = messages.basis[metric.periods === "now" ? "now" : metric.basis] ?? "";
	const kind =
		metric.kind !== "ratio" ? "" : check.kinds[metric.samePeriod === true ? "same_period" : "cohort"];
	canvas.text(row, 1, metricLabel(messages, metric.id));
	canvas.text(row, 2, check.units[metric.unit]);
	canvas.text(row, 3, metricDefinition(messages, metric.id));
	canvas.text(row, 4, basis);
	canvas.number(row, MATURITY, metric.maturityDays === 0 ? null : metric.maturityDays);
	canvas.text(row, 6, check.owners[metric.owner]);
	canvas.text(row, 7, check.directions[metric.direction]);
	canvas.text(row, 8, kind);
}

function evidenceText({ code, metric, value }: Evidence, messages: Messages): string {
	const { evidences, owners } = messages.kpiViews.check;
	const template = code === "cohort" && value === 0 ? evidences.cohort_now : evidences[code];
	const owner = metricOf(metric ?? "")?.owner;
	return fill(template, {
		metric: metric === null ? "" : metricLabel(messages, metric),
		value: value === null ? "" : groupedText(Math.round(value)),
		percent: value === null ? "" : `${Math.floor(value * 100)}%`,
		phase: owner === undefined ? "" : owners[owner],
	});
}

const TEXT_WIDTH = 580;
const TWO_LINES = 38;

/** Whether a text takes more than one line of 10 pt. */
function isLong(text: string, { language }: Messages): boolean {
	return text.length * (language === "ja" ? 13.2 : 6.2) > TEXT_WIDTH;
}

export function kpiCheckLayout(messages: Messages): TabLayout {
	const { check } = messages.kpiViews;
	const header = { bold: true, background: COLORS.card, color: COLORS.ink };
	const title = { bold: true, size: 12 };
	const answers = areaAt(FIRST, 2, QUESTIONS.length);
	return {
		widths: [280, 76, TEXT_WIDTH, 270, 100, 110, 110, 120],
		heights: [
			...QUESTIONS.map((_, index) => ({ row: FIRST + index, pixels: TWO_LINES })),
			...metrics().flatMap(({ id }, index) =>
				isLong(metricDefinition(messages, id), messages) ? [{ row: LIST + index, pixels: TWO_LINES }] : [],
			),
		],
		styles: [
			{ area: area(), style: { format: TEXT_FORMAT, vertical: "middle", align: "left", size: 10 } },
			{ area: areaAt(TITLE, 1, 1, WIDTH), style: title },
			{ area: areaAt(HEADER, 1, 1, WIDTH), style: header },
			{ area: areaAt(FIRST, 1, QUESTIONS.length), style: { bold: true } },
			{ area: answers, style: { bold: true, align: "center" } },
			{ area: areaAt(FIRST, 3, QUESTIONS.length), style: { wrap: true } },
			{ area: areaAt(FIRST, 4, QUESTIONS.length), style: { color: COLORS.amber, wrap: true } },
			{ area: areaAt(LIST_TITLE, 1), style: title },
			{ area: areaAt(LIST_TITLE + 1, 1, 1, WIDTH), style: header },
			{ area: areaAt(LIST, 1, metrics().length), style: { bold: true } },
			{ area: areaAt(LIST, 3, metrics().length), style: { wrap: true } },
			{ area: areaAt(LIST, MATURITY, metrics().length), style: { format: COUNT_FORMAT, align: "right" } },
			{ area: areaAt(LIST_TITLE + 1, MATURITY), style: { align: "right" } },
		],
		frozenRows: 0,
		frozenColumns: 1,
		hiddenColumns: [],
		notes: [],
		dropDowns: [],
		conditionals: [
			{
				area: answers,
				when: { kind: "equals", text: check.yes },
				style: { color: COLORS.green, background: COLORS.greenSoft },
			},
			{
				area: answers,
				when: { kind: "equals", text: check.no },
				style: { color: COLORS.amber, background: COLORS.amberSoft },
			},
		],
		charts: [],
		gridlines: false,
		formulas: [],
		tabColor: GROUP_COLORS.results,
	};
}
