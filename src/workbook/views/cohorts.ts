/** The Cohorts tab: what became of the leads of each month, month by month since. Two triangles, 商談化 and 受注. */
import type { Cohorts } from "../../domain/kpi/cohorts";
import type { Messages } from "../../locale";
import type { Cell } from "../codec";
import { type AreaSpec, COLORS, type ConditionalSpec, GROUP_COLORS, type TabLayout } from "../layout";
import { columnLetters } from "../table-layout";
import { areaAt, Canvas, type FixedArea } from "./canvas";
import {
	COUNT_FORMAT,
	fill,
	groupedText,
	metricDefinition,
	periodText,
	RATE_FORMAT,
	TEXT_FORMAT,
} from "./figures";

const MONTHS = 13;
/** Column of the month, of the number of leads, and of the month itself. */
const [MONTH, N, FIRST] = [1, 2, 3];
const WIDTH = FIRST + MONTHS - 1;
/** Rows of the note and of each triangle's title; its header and its months follow. */
const NOTE = 1;
const TRIANGLES = [
	{ event: "deal", title: 3, metric: "deal_rate" },
	{ event: "order", title: 3 + MONTHS + 3, metric: "win_rate_cohort" },
] as const;
const AREA = areaAt(1, 1, TRIANGLES[1].title + 1 + MONTHS, WIDTH);

/** As many cells whatever the figures. */
export function cohortsBlock({ cohorts, undated }: Cohorts, messages: Messages): Cell[][] {
	const canvas = new Canvas(AREA);
	const words = messages.kpiViews.cohorts;
	const notes = [words.provisional];
	if (undated > 0) notes.push(fill(words.undated, { n: groupedText(undated) }));
	canvas.text(NOTE, MONTH, notes.join(" "));
	for (const { event, title } of TRIANGLES) {
		canvas.text(title, MONTH, words[event]);
		canvas.text(title + 1, MONTH, words.month);
		canvas.text(title + 1, N, words.n);
		for (let since = 0; since < MONTHS; since++) {
			const label = since === 0 ? words.first : fill(words.since, { n: since });
			canvas.text(title + 1, FIRST + since, label);
		}
		cohorts.slice(-MONTHS).forEach((cohort, index) => {
			const row = title + 2 + index;
			canvas.text(row, MONTH, periodText(cohort.period));
			canvas.number(row, N, cohort.n);
			cohort[event].slice(0, MONTHS).forEach((cell, since) => {
				canvas.number(row, FIRST + since, cell?.share ?? null);
			});
		});
	}
	return canvas.cells;
}

/** Where the months of a triangle stand. */
function monthsOf(title: number): FixedArea {
	return areaAt(title + 2, FIRST, MONTHS, MONTHS);
}

export function cohortsLayout(messages: Messages): TabLayout {
	const header = { bold: true, background: COLORS.card, color: COLORS.ink };
	return {
		widths: [110, 70, ...Array<number>(MONTHS).fill(74)],
		styles: [
			{ area: AREA, style: { format: TEXT_FORMAT, vertical: "middle", size: 10 } },
			{ area: areaAt(NOTE, MONTH), style: { color: COLORS.grey } },
			...TRIANGLES.flatMap(({ title }) => [
				{ area: areaAt(title, MONTH), style: { bold: true, size: 11 } },
				{ area: areaAt(title + 1, MONTH, 1, WIDTH), style: header },
				{ area: areaAt(title + 1, N, MONTHS + 1, WIDTH - 1), style: { align: "right" as const } },
				{ area: areaAt(title + 2, N, MONTHS), style: { format: COUNT_FORMAT, color: COLORS.grey } },
				{ area: monthsOf(title), style: { format: RATE_FORMAT } },
				// The last month of each row is the current one, which is not over.
				...Array.from({ length: MONTHS }, (_, index) => ({
					area: areaAt(title + 2 + index, FIRST + MONTHS - 1 - index),
					style: { italic: true, color: COLORS.grey },
				})),
			]),
		],
		frozenRows: 0,
		frozenColumns: 2,
		hiddenColumns: [],
		notes: TRIANGLES.map(({ title, metric }) => ({
			row: title,
			column: MONTH,
			text: metricDefinition(messages, metric),
		})),
		dropDowns: [],
		conditionals: TRIANGLES.flatMap(({ title }) => shades(monthsOf(title))),
		charts: [],
		gridlines: false,
		formulas: [],
		tabColor: GROUP_COLORS.results,
	};
}

/** The nearer to the triangle's highest share, the deeper; quiet enough to read the number. */
const SHADES: readonly (readonly [share: number, color: string])[] = [
	[0.75, "#c6dafc"],
	[0.5, "#dce8fd"],
	[0.25, "#eef4fe"],
];

function shades(area: FixedArea): ConditionalSpec[] {
	const first = `${columnLetters(area.column)}${area.row}`;
	return SHADES.map(([share, background]) => ({
		area: area as AreaSpec,
		when: {
			kind: "formula",
			formula: `=AND(ISNUMBER(${first}),${first}>0,${first}>=${share}*MAX(${absolute(area)}))`,
		},
		style: { background },
	}));
}

function absolute({ row, column, rows, columns }: FixedArea): string {
	return `$${columnLetters(column)}$${row}:$${columnLetters(column + columns - 1)}$${row + rows - 1}`;
}
