/** Which figure stands in each cell of the Dashboard, read off the places where its view puts them. */
import { AGE_BANDS } from "../../domain/kpi/catalogue";
import { JUDGING } from "../../domain/kpi/dashboard";
import {
	AGES_ROW,
	BAND,
	CARDS,
	FUNNEL,
	FUNNEL_STAGES,
	ROWS,
	TREND,
	TREND_MONTHS,
} from "../views/dashboard-places";

/**
 * A goal, a stage of the funnel, the rate that leads to one (each by its place in its list), or a metric by its id; how
 * many months before that of asOf, null for the figure's own period; and the dimension.
 */
type CellFigure = readonly [
	of: "kgi" | "kpi" | "stage" | "rate" | "metric",
	which: number | string,
	monthsAgo: number | null,
	dimension: string,
];

function figures(): Record<string, CellFigure> {
	const cells: Record<string, CellFigure> = {};
	const put = (rows: readonly [number, number], columns: readonly number[], figure: CellFigure) => {
		for (let row = rows[0]; row <= rows[1]; row++) {
			for (const column of columns) cells[`${row} ${column}`] = figure;
		}
	};
	const sides = CARDS.flatMap((left) => [left, left + 1]);
	put([ROWS.kgiLabel, ROWS.kgiSentence], sides, ["kgi", 0, null, "all"]);
	CARDS.forEach((left, kpi) => {
		put([ROWS.label, ROWS.note], [left, left + 1], ["kpi", kpi, null, "all"]);
	});
	for (let stage = 0; stage < FUNNEL_STAGES; stage++) {
		const line = [ROWS.funnel + stage, ROWS.funnel + stage] as const;
		put(line, [FUNNEL.stage, FUNNEL.count, FUNNEL.target, FUNNEL.attainment], ["stage", stage, 0, "all"]);
		put(line, [FUNNEL.inTarget], ["stage", stage, 0, "verdict:in"]);
		if (stage > 0)
			put(line, [FUNNEL.rateName, FUNNEL.rate, FUNNEL.n, FUNNEL.finalOn], ["rate", stage, 0, "all"]);
		if (stage === FUNNEL_STAGES - 1) put(line, [FUNNEL.amount], ["metric", "won_amount", 0, "all"]);
	}
	JUDGING.forEach((metric, i) => {
		put([ROWS.band + i, ROWS.band + i], [BAND.judging, BAND.judging + 1], ["metric", metric, 0, "all"]);
	});
	AGE_BANDS.forEach((age, i) => {
		const line = [AGES_ROW + i, AGES_ROW + i] as const;
		put(line, [BAND.todo, BAND.todo + 1], ["metric", "unjudged", null, `age:${age}`]);
	});
	for (let month = 0; month < TREND_MONTHS; month++) {
		const line = [ROWS.trend + month, ROWS.trend + month] as const;
		const ago = TREND_MONTHS - 1 - month;
		put(line, [TREND.kgi, TREND.kgiTarget], ["kgi", 0, ago, "all"]);
		TREND.kpis.forEach((column, kpi) => {
			put(line, [column], ["kpi", kpi, ago, "all"]);
		});
	}
	return cells;
}

/** By "row column". */
export const dashboardFigures = () => figures();
