/** How the Dashboard looks: laid once at set-up, so that a refresh writes values and nothing else. */
import { metricOf, type Unit } from "../../domain/kpi/catalogue";
import { type Dashboard, MAX_KPIS } from "../../domain/kpi/dashboard";
import type { Messages } from "../../locale";
import type { TabLayout } from "../layout";
import { dashboardLayouts } from "../shipped/dashboard-layout";
import { areaAt, type FixedArea } from "./canvas";
import { TODO_ORDER } from "./dashboard";
import {
	BAND,
	BAND_ROWS,
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
	COUNT_FORMAT,
	DAY_FORMAT,
	DIFFERENCE_FORMATS,
	metricDefinition,
	RATE_FORMAT,
	TEXT_FORMAT,
	TIME_FORMAT,
	VALUE_FORMATS,
} from "./figures";

/** What of a team's settings shapes the Dashboard. */
export interface DashboardSettings extends AmountStyle {
	readonly kgi: readonly string[];
	readonly kpis: readonly string[];
}

const { row: FIRST_ROW, column: FIRST_COLUMN, columns: COLUMNS } = DASHBOARD_AREA;
export function dashboardLayout(messages: Messages, settings: DashboardSettings): TabLayout {
	const kgi = settings.kgi.find((metric) => metricOf(metric) !== null) ?? null;
	const kpis = settings.kpis.slice(0, MAX_KPIS).filter((metric) => metricOf(metric) !== null);
	const { cards, ...fixed } = dashboardLayouts()[messages.language];
	const shown = cards.slice(0, kpis.length);
	const define = (row: number, column: number, metric: string) => ({
		row,
		column,
		text: metricDefinition(messages, metric),
	});
	return {
		...fixed,
		styles: [
			...fixed.styles,
			...shown.flatMap(({ styles }) => styles),
			// A number that its column cannot hold shows as ####: ten digits must fit in yen, eight in larger units.
			{
				area: areaAt(ROWS.kgiValue, KGI.value),
				style: { size: settings.amountUnit === "one" ? 18 : 23, bold: true },
			},
			...formatAreas(kgi === null ? null : unitOf(kgi), kpis.map(unitOf)).map(({ area, format }) => ({
				area,
				style: { format },
			})),
		],
		notes: [
			...(kgi === null ? [] : [define(ROWS.kgiLabel, KGI.value, kgi)]),
			...kpis.map((metric, index) => define(ROWS.label, CARDS[index] as number, metric)),
			...fixed.notes,
		].filter(({ text }) => text !== ""),
		charts: [...fixed.charts, ...shown.map(({ chart }) => chart)],
	};
}

/**
 * Number format of each cell of `DASHBOARD_AREA` for the figures that it shows: a KPI that a team exchanges may be a
 * rate where a count was. To be set before the block is written.
 */
export function dashboardFormats({ kgi, kpis }: Dashboard): string[][] {
	const formats = Array.from({ length: DASHBOARD_AREA.rows }, () => Array<string>(COLUMNS).fill(TEXT_FORMAT));
	const areas = formatAreas(
		kgi?.unit ?? null,
		kpis.map((card) => card.unit),
	);
	for (const { area, format } of areas) {
		for (let row = area.row; row < area.row + area.rows; row++) {
			formats[row - FIRST_ROW]?.fill(
				format,
				area.column - FIRST_COLUMN,
				area.column - FIRST_COLUMN + area.columns,
			);
		}
	}
	return formats;
}

/** Line by line. What effort costs may be a fraction of 万円. */
const JUDGING_FORMATS = [
	RATE_FORMAT,
	RATE_FORMAT,
	VALUE_FORMATS.days,
	RATE_FORMAT,
	RATE_FORMAT,
	COUNT_FORMAT,
	VALUE_FORMATS.hours,
	"[<100]#,##0.0;#,##0",
];

function unitOf(metric: string): Unit {
	return metricOf(metric)?.unit ?? "count";
}

interface FormatArea {
	readonly area: FixedArea;
	readonly format: string;
}

/** Every cell that does not hold text. */
function formatAreas(kgi: Unit | null, kpis: readonly Unit[]): FormatArea[] {
	const at = (row: number, column: number, format: string, rows = 1): FormatArea => ({
		area: areaAt(row, column, rows),
		format,
	});
	const kgiUnit = kgi ?? "count";
	return [
		at(ROWS.header, HEADER.refreshed, TIME_FORMAT),
		at(ROWS.header, HEADER.next, TIME_FORMAT),
		at(ROWS.kgiValue, KGI.value, VALUE_FORMATS[kgiUnit]),
		at(ROWS.kgiValue, KGI.target, VALUE_FORMATS[kgiUnit]),
		at(ROWS.kgiValue, KGI.difference, DIFFERENCE_FORMATS[kgiUnit]),
		at(ROWS.kgiValue, KGI.attainment, RATE_FORMAT),
		at(ROWS.kgiValue, KGI.pace, RATE_FORMAT),
		...CARDS.flatMap((left, index) => {
			const unit = kpis[index] ?? "count";
			return [
				at(ROWS.value, left, VALUE_FORMATS[unit]),
				at(ROWS.target, left + 1, VALUE_FORMATS[unit]),
				at(ROWS.difference, left + 1, DIFFERENCE_FORMATS[unit]),
				at(ROWS.attainment, left + 1, RATE_FORMAT, 2),
			];
		}),
		at(ROWS.funnel, FUNNEL.count, COUNT_FORMAT, FUNNEL_STAGES),
		at(ROWS.funnel, FUNNEL.inTarget, COUNT_FORMAT, FUNNEL_STAGES),
		at(ROWS.funnel, FUNNEL.target, COUNT_FORMAT, FUNNEL_STAGES),
		at(ROWS.funnel, FUNNEL.attainment, RATE_FORMAT, FUNNEL_STAGES),
		at(ROWS.funnel, FUNNEL.amount, COUNT_FORMAT, FUNNEL_STAGES),
		at(ROWS.funnel, FUNNEL.rate, RATE_FORMAT, FUNNEL_STAGES),
		at(ROWS.funnel, FUNNEL.finalOn, DAY_FORMAT, FUNNEL_STAGES),
		// Links are formulas, which a text cell might show as they are written.
		at(ROWS.band, BAND.todo, "General", TODO_ORDER.length),
		at(ROWS.band, BAND.todo + 1, COUNT_FORMAT, BAND_ROWS),
		...JUDGING_FORMATS.map((format, index) => at(ROWS.band + index, BAND.judging + 1, format)),
		at(ROWS.trend, TREND.kgi, VALUE_FORMATS[kgiUnit], TREND_MONTHS),
		at(ROWS.trend, TREND.kgiTarget, VALUE_FORMATS[kgiUnit], TREND_MONTHS),
		...TREND.kpis.map((column, index) =>
			at(ROWS.trend, column, VALUE_FORMATS[kpis[index] ?? "count"], TREND_MONTHS),
		),
	];
}
