import {
	type Day,
	dayOf,
	formatMonth,
	type Month,
	monthOf,
	SECONDS_PER_DAY,
	timeOf,
	type WallTime,
} from "../../../src/domain/calendar/day";
import { type MetricId, metricOf, metrics } from "../../../src/domain/kpi/catalogue";
import { type Dashboard, dashboardOf, type Goals } from "../../../src/domain/kpi/dashboard";
import type { MetricRow } from "../../../src/domain/kpi/engine";
import type { Cell, CellContext } from "../../../src/workbook/codec";
import type { TabLayout } from "../../../src/workbook/layout";
import type { DashboardInput } from "../../../src/workbook/views/dashboard";

export const AS_OF = dayOf(2026, 11, 21);
export const AT = timeOf(AS_OF, 10 * 3600 + 30 * 60);

/** A workbook whose wall clock is UTC, so that a cell's date can be read off. */
export const CONTEXT: CellContext = {
	timeOfDate: (date) => Math.floor(date.getTime() / 1000) as WallTime,
	dateOfTime: (time) => new Date(time * 1000),
	today: AS_OF,
	currency: "JPY",
	dayFirst: false,
	words: () => new Map(),
	codeOf: () => undefined,
	label: (_, code) => code,
};

/** @example dateCell(2026, 11, 21) // => what a cell of that day holds */
export function dateCell(year: number, month: number, dayOfMonth: number, second = 0): Date {
	return new Date((dayOf(year, month, dayOfMonth) * SECONDS_PER_DAY + second) * 1000);
}

/** A figure as the engine makes it; what is not given is blank. */
export function figureRow(metric: MetricId, row: Partial<MetricRow>): MetricRow {
	const declared = metricOf(metric);
	if (declared === null) throw new RangeError(`no metric ${metric}`);
	return {
		metric,
		period: formatMonth(monthOf(AS_OF)),
		dimension: "all",
		unit: declared.unit,
		value: null,
		numerator: null,
		denominator: null,
		basis: declared.basis,
		provisionalUntil: null,
		n: 0,
		completeness: null,
		target: null,
		attainment: null,
		pace: null,
		currency: declared.unit === "money" ? "JPY" : null,
		...row,
	};
}

/** The last 13 months of AS_OF, the oldest first. */
const MONTHS: readonly string[] = Array.from({ length: 13 }, (_, index) =>
	formatMonth((monthOf(AS_OF) - 12 + index) as Month),
);

/** Every metric over 13 months with plausible figures. */
export function someFigures(dimensions: readonly string[] = ["all"]): MetricRow[] {
	const scale = {
		count: 40,
		money: 12_345_678,
		rate: 0.3,
		days: 21.5,
		hours: 12.5,
		percent: 1.4,
		decimal: 2.5,
	};
	return metrics().flatMap((metric) =>
		dimensions.flatMap((dimension, place) =>
			MONTHS.map((period, index): MetricRow => {
				const value = (scale[metric.unit] * (index + 5)) / 17 / (place + 1);
				const whole = metric.unit === "count" || metric.unit === "money" ? Math.round(value) : value;
				const target = dimension === "all" ? scale[metric.unit] : null;
				const isMature = metric.maturityDays === 0 || index < 6;
				return figureRow(metric.id as MetricId, {
					period,
					dimension,
					value: whole,
					target,
					attainment: target === null ? null : whole / target,
					pace: target === null || metric.unit === "rate" ? null : (whole / target) * 1.2,
					n: 38,
					denominator: metric.unit === "rate" ? 38 : null,
					numerator: metric.unit === "rate" ? 11 : null,
					completeness: 0.953,
					provisionalUntil: isMature ? null : ((AS_OF + 100 + index) as Day),
				});
			}),
		),
	);
}

export const GOALS: Goals = {
	kgi: "won_amount",
	kpis: ["leads_new", "target_rate", "mql", "deals_new", "win_rate_cohort"],
};

export function dashboardInput(
	rows: readonly MetricRow[],
	goals: Goals = GOALS,
	more: Partial<DashboardInput> = {},
): DashboardInput {
	const dashboard: Dashboard = dashboardOf(rows, { ...goals, asOf: AS_OF });
	return {
		name: "第一営業部",
		asOf: AS_OF,
		refreshedAt: AT,
		nextRefreshAt: (AT + 3 * 3600) as WallTime,
		dashboard,
		inTarget: new Map(),
		goalProblem: null,
		todo: { hotWithoutDeal: 3, unjudged: 12, overdueActions: 0, dealsWithoutAction: 7 },
		amounts: { amountUnit: "tenThousand", taxIncluded: false },
		sheets: { leads: null, deals: null },
		...more,
	};
}

/** The number format that the layout leaves in a cell; "" where it lays none. */
export function formatAt(layout: TabLayout, row: number, column: number): string {
	let format = "";
	for (const { area, style } of layout.styles) {
		const inRows = row >= area.row && (area.rows === null || row < area.row + area.rows);
		const inColumns = column >= area.column && column < area.column + area.columns;
		if (inRows && inColumns && style.format !== undefined) format = style.format;
	}
	return format;
}

/** What Sheets would not keep as it is: [address, cell, why]. */
export function flaws(
	block: readonly (readonly Cell[])[],
	layout: TabLayout,
	{ row: firstRow, column: firstColumn }: { row: number; column: number },
): string[] {
	const found: string[] = [];
	block.forEach((cells, i) => {
		cells.forEach((cell: unknown, j) => {
			const at = `R${firstRow + i}C${firstColumn + j}`;
			const format = formatAt(layout, firstRow + i, firstColumn + j);
			if (cell instanceof Date) {
				if (Number.isNaN(cell.getTime())) found.push(`${at}: no date`);
				if (!/y.*m.*d/.test(format)) found.push(`${at}: date under ${format}`);
			} else if (typeof cell === "number") {
				if (!Number.isFinite(cell)) found.push(`${at}: ${cell}`);
				if (format === "@" || /y/.test(format)) found.push(`${at}: number under ${format}`);
			} else if (typeof cell !== "string") {
				found.push(`${at}: ${String(cell)}`);
			} else {
				if (/^[=+\-@]/.test(cell)) found.push(`${at}: unguarded ${cell}`);
				if (/^[\d¥$€.]/.test(cell) && format !== "@") found.push(`${at}: ${cell} under ${format}`);
			}
		});
	});
	return found;
}

/** Pixels of text, about: of 10 pt, full-width characters take 13.4, the others 6.7, in bold 7.1. */
export function textPixels(text: string, size = 10, isBold = false): number {
	let width = 0;
	for (const letter of text) {
		width += (letter.codePointAt(0) as number) > 0x2000 ? 13.4 : isBold ? 7.1 : 6.7;
	}
	return (width * size) / 10;
}

/** Lines that bold text takes in a column; words in Latin letters stay whole. */
export function wrappedLines(text: string, pixels: number): number {
	const room = pixels - 6;
	let lines = 0;
	for (const line of text.split("\n")) {
		let used = 0;
		lines++;
		for (const word of line.match(/[\u0021-\u2000]+|./gu) ?? []) {
			const width = textPixels(word, 10, true);
			if (width > room) return Number.POSITIVE_INFINITY;
			if (used + width > room && word !== " ") {
				lines++;
				used = 0;
			}
			used += width;
		}
	}
	return lines;
}
