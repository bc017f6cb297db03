/** Lays a layout on a sheet: one call for each line of it. Runs at set-up only. */

import type {
	AreaSpec,
	ChartLayout,
	ConditionalSpec,
	DropDownSpec,
	StyleSpec,
	TabLayout,
} from "../workbook/layout";
import { columnLetters } from "../workbook/table-layout";

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Range = GoogleAppsScript.Spreadsheet.Range;

export interface LayOptions {
	/** Column widths are a team's own once the tab is there. */
	readonly widths: boolean;
	/** A team's formats on its own columns stay; areas outside these columns are skipped. */
	readonly only?: ReadonlySet<number>;
	/** Freezing, hiding grid lines and the like concern the whole tab, which may be the team's. */
	readonly wholeTab: boolean;
}

export function lay(sheet: Sheet, layout: TabLayout, options: LayOptions): void {
	const lastRow = sheet.getMaxRows();
	const covers = (area: AreaSpec) => options.only === undefined || options.only.has(area.column);
	const rangeOf = (area: AreaSpec) =>
		sheet.getRange(area.row, area.column, area.rows ?? lastRow - area.row + 1, area.columns);
	if (options.wholeTab) layTab(sheet, layout);
	if (options.widths) layWidths(sheet, layout.widths, options.only);
	for (const { first, count, value } of runs(
		(layout.heights ?? []).map(({ row, pixels }) => [row, pixels]),
	)) {
		sheet.setRowHeights(first, count, value);
	}
	layStyles(
		sheet,
		layout.styles.filter(({ area }) => covers(area)),
		lastRow,
	);
	for (const column of layout.hiddenColumns) {
		if (options.only === undefined || options.only.has(column)) sheet.hideColumns(column);
	}
	layNotes(sheet, layout.notes);
	for (const { area, values, help } of layout.dropDowns) {
		if (!covers(area) || !isWords(values)) continue;
		layDropDown(rangeOf(area), (rule) => rule.requireValueInList([...values], true), help);
	}
	layConditionals(sheet, layout.conditionals, rangeOf);
	for (const { row, column, formula } of layout.formulas) sheet.getRange(row, column).setFormula(formula);
	layCharts(sheet, layout.charts, rangeOf);
}

/** Notes of neighbouring cells by one call. */
function layNotes(sheet: Sheet, notes: TabLayout["notes"]): void {
	const rows = new Map<number, { column: number; text: string }[]>();
	for (const { row, column, text } of notes) rows.set(row, [...(rows.get(row) ?? []), { column, text }]);
	for (const [row, line] of rows) {
		line.sort((a, b) => a.column - b.column);
		for (let from = 0; from < line.length; ) {
			let to = from + 1;
			while (to < line.length && line[to]?.column === (line[to - 1]?.column ?? 0) + 1) to++;
			const texts = line.slice(from, to).map(({ text }) => text);
			sheet.getRange(row, line[from]?.column ?? 1, 1, texts.length).setNotes([texts]);
			from = to;
		}
	}
}

type RangeOf = (area: AreaSpec) => Range;

function isWords(values: DropDownSpec["values"]): values is readonly string[] {
	return Array.isArray(values);
}

/** True where a drop-down lists what another tab holds. */
export function hasReferences(layout: TabLayout): boolean {
	return layout.dropDowns.some(({ values }) => !isWords(values));
}

/** Drop-downs that list another tab's column; laid when all tabs are there. */
export function layReferences(
	sheet: Sheet,
	layout: TabLayout,
	listOf: (table: "members" | "stages", column: string) => Range | null,
): void {
	for (const { area, values, help } of layout.dropDowns) {
		const list = isWords(values) ? null : listOf(values.table, values.column);
		if (list === null) continue;
		const range = sheet.getRange(area.row, area.column, sheet.getMaxRows() - area.row + 1, area.columns);
		layDropDown(range, (rule) => rule.requireValueInRange(list, true), help);
	}
}

/** Offers words and warns of others; a team's own word is never refused. */
function layDropDown(
	range: Range,
	require: (
		rule: GoogleAppsScript.Spreadsheet.DataValidationBuilder,
	) => GoogleAppsScript.Spreadsheet.DataValidationBuilder,
	help: string,
): void {
	const rule = require(SpreadsheetApp.newDataValidation()).setAllowInvalid(true);
	if (help !== "") rule.setHelpText(help);
	range.setDataValidation(rule.build());
}

function layTab(sheet: Sheet, layout: TabLayout): void {
	sheet.setTabColor(layout.tabColor);
	if (layout.frozenRows > 0) sheet.setFrozenRows(layout.frozenRows);
	if (layout.frozenColumns > 0) sheet.setFrozenColumns(layout.frozenColumns);
	if (!layout.gridlines) sheet.setHiddenGridlines(true);
}

function layWidths(sheet: Sheet, widths: readonly number[], only: ReadonlySet<number> | undefined): void {
	const wanted: [number, number][] = [];
	widths.forEach((pixels, i) => {
		if (only === undefined || only.has(i + 1)) wanted.push([i + 1, pixels]);
	});
	for (const { first, count, value } of runs(wanted)) sheet.setColumnWidths(first, count, value);
}

/** Neighbours with one value, so that one call serves them all. */
function runs(items: readonly (readonly [at: number, value: number])[]) {
	const found: { first: number; count: number; value: number }[] = [];
	for (const [at, value] of items) {
		const run = found[found.length - 1];
		if (run !== undefined && run.value === value && run.first + run.count === at) run.count++;
		else found.push({ first: at, count: 1, value });
	}
	return found;
}

type StyleProperty = keyof StyleSpec;
type RangeList = GoogleAppsScript.Spreadsheet.RangeList;

/** How each property is set on many areas by one call. */
const SETTERS: {
	readonly [P in StyleProperty]-?: (list: RangeList, value: NonNullable<StyleSpec[P]>) => void;
} = {
	format: (list, value) => list.setNumberFormat(value),
	align: (list, value) => list.setHorizontalAlignment(value),
	vertical: (list, value) => list.setVerticalAlignment(value),
	background: (list, value) => list.setBackground(value),
	color: (list, value) => list.setFontColor(value),
	size: (list, value) => list.setFontSize(value),
	bold: (list, value) => list.setFontWeight(value ? "bold" : "normal"),
	italic: (list, value) => list.setFontStyle(value ? "italic" : "normal"),
	wrap: (list, value) => list.setWrap(value),
	border: (list, { color, edges }) => {
		const has = (edge: "top" | "left" | "bottom" | "right") => (edges.includes(edge) ? true : null);
		const { SOLID } = SpreadsheetApp.BorderStyle;
		list.setBorder(has("top"), has("left"), has("bottom"), has("right"), null, null, color, SOLID);
	},
};

interface Batch {
	readonly value: string;
	readonly raw: StyleSpec[StyleProperty];
	readonly areas: AreaSpec[];
}

/** Sets each property's values in the layout's order, areas of one value together where none lies over another. */
function layStyles(sheet: Sheet, styles: TabLayout["styles"], lastRow: number): void {
	for (const property of Object.keys(SETTERS) as StyleProperty[]) {
		const batches: Batch[] = [];
		for (const { area, style } of styles) {
			const raw = style[property];
			if (raw === undefined) continue;
			const value = JSON.stringify(raw);
			let at = batches.length - 1;
			while (
				at >= 0 &&
				batches[at]?.value !== value &&
				!batches[at]?.areas.some((other) => overlap(area, other))
			) {
				at--;
			}
			const batch = batches[at];
			if (batch !== undefined && batch.value === value) batch.areas.push(area);
			else batches.push({ value, raw, areas: [area] });
		}
		for (const { raw, areas } of batches) {
			const list = sheet.getRangeList(areas.map((area) => a1(area, lastRow)));
			(SETTERS[property] as (list: RangeList, value: unknown) => void)(list, raw);
		}
	}
}

function overlap(a: AreaSpec, b: AreaSpec): boolean {
	const far = Number.POSITIVE_INFINITY;
	return (
		a.column < b.column + b.columns &&
		b.column < a.column + a.columns &&
		a.row < b.row + (b.rows ?? far) &&
		b.row < a.row + (a.rows ?? far)
	);
}

function a1(area: AreaSpec, lastRow: number): string {
	const bottom = area.rows === null ? lastRow : area.row + area.rows - 1;
	return `${columnLetters(area.column)}${area.row}:${columnLetters(area.column + area.columns - 1)}${bottom}`;
}

/** setConditionalFormatRules replaces all rules: the team's own are read and kept (PLATFORM fact 102). */
function layConditionals(sheet: Sheet, specs: readonly ConditionalSpec[], rangeOf: RangeOf): void {
	if (specs.length === 0) return;
	const ours = specs.map((spec) => conditional(spec, rangeOf));
	const keys = new Set(ours.map(conditionalKey));
	const theirs = sheet.getConditionalFormatRules().filter((rule) => !keys.has(conditionalKey(rule)));
	sheet.setConditionalFormatRules([...theirs, ...ours]);
}

function conditional({ area, when, style }: ConditionalSpec, rangeOf: RangeOf) {
	const builder = SpreadsheetApp.newConditionalFormatRule().setRanges([rangeOf(area)]);
	if (when.kind === "formula") builder.whenFormulaSatisfied(when.formula);
	else if (when.kind === "equals") builder.whenTextEqualTo(when.text);
	else if (when.kind === "at_least") builder.whenNumberGreaterThanOrEqualTo(when.value);
	else builder.whenNumberLessThan(when.value);
	if (style.background !== undefined) builder.setBackground(style.background);
	if (style.color !== undefined) builder.setFontColor(style.color);
	if (style.bold !== undefined) builder.setBold(style.bold);
	if (style.italic !== undefined) builder.setItalic(style.italic);
	return builder.build();
}

/** What a rule looks at, so that laying it again replaces it; the last row of its range may have moved. */
function conditionalKey(rule: GoogleAppsScript.Spreadsheet.ConditionalFormatRule): string {
	const condition = rule.getBooleanCondition();
	const range = rule.getRanges()[0];
	return JSON.stringify([
		range?.getRow(),
		range?.getColumn(),
		range?.getNumColumns(),
		condition === null ? null : String(condition.getCriteriaType()),
		condition?.getCriteriaValues(),
	]);
}

/** Charts of ours are laid anew; a result tab holds no others. */
function layCharts(sheet: Sheet, charts: readonly ChartLayout[], rangeOf: RangeOf): void {
	if (charts.length === 0) return;
	for (const chart of sheet.getCharts()) sheet.removeChart(chart);
	for (const spec of charts) {
		let builder = sheet.newChart().setChartType(chartType(spec.type)).setNumHeaders(spec.headers);
		for (const area of spec.areas) builder = builder.addRange(rangeOf(area));
		for (const [name, value] of Object.entries(spec.options))
			builder = builder.setOption(name, value as string);
		sheet.insertChart(builder.setPosition(spec.row, spec.column, 0, 0).build());
	}
}

function chartType(type: ChartLayout["type"]): GoogleAppsScript.Charts.ChartType {
	const types = {
		bar: Charts.ChartType.BAR,
		column: Charts.ChartType.COLUMN,
		line: Charts.ChartType.LINE,
		combo: Charts.ChartType.COMBO,
		area: Charts.ChartType.AREA,
	};
	return types[type];
}
