/** Lays a layout on a sheet: one call for each line of it. Runs at set-up only. */

import type {
	AreaSpec,
	ChartLayout,
	ConditionalSpec,
	DropDownSpec,
	StyleSpec,
	TabLayout,
} from "../workbook/layout";
import { spansOf } from "../workbook/read";
import { strokes } from "../workbook/strokes";
import { columnLetters } from "../workbook/table-layout";

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Range = GoogleAppsScript.Spreadsheet.Range;

export interface LayOptions {
	/** A team's columns stay as they are; areas outside these columns are skipped. */
	readonly only?: ReadonlySet<number>;
	/** Freezing, hiding grid lines and the like concern the whole tab, which may be the team's. */
	readonly wholeTab: boolean;
	/** The tab came a moment ago: it has no rules and charts yet, and Google's sizes. */
	readonly isNew: boolean;
}

/** Pixels of a column and a row of a new tab. */
const NEW_COLUMN = 100;
const NEW_ROW = 21;

export function lay(sheet: Sheet, layout: TabLayout, { only, wholeTab, isNew }: LayOptions): void {
	const covers = (column: number) => only === undefined || only.has(column);
	const widths = layout.widths.map((pixels, i) => (covers(i + 1) ? pixels : undefined));
	if (wholeTab) layTab(sheet, layout);
	for (const { first, count, pixels } of strokes(widths, isNew ? NEW_COLUMN : null))
		sheet.setColumnWidths(first, count, pixels);
	const heights: number[] = [];
	for (const { row, pixels } of layout.heights ?? []) heights[row - 1] = pixels;
	for (const { first, count, pixels } of strokes(heights, isNew ? NEW_ROW : null))
		sheet.setRowHeights(first, count, pixels);
	layStyles(
		sheet,
		layout.styles.filter(({ area }) => covers(area.column)),
	);
	for (const { first, last } of spansOf(layout.hiddenColumns.filter(covers), 1))
		sheet.hideColumns(first, last - first + 1);
	layNotes(sheet, layout.notes, isNew);
	for (const { area, values, help } of layout.dropDowns) {
		if (!covers(area.column) || !isWords(values)) continue;
		layDropDown(rangeOf(sheet, area), (rule) => rule.requireValueInList([...values], true), help);
	}
	layConditionals(sheet, layout.conditionals, isNew);
	for (const { row, column, formula } of layout.formulas) sheet.getRange(row, column).setFormula(formula);
	layCharts(sheet, layout.charts, isNew);
}

/** Notes of neighbouring cells by one call; on a new tab, where no other notes are, all by one. */
function layNotes(sheet: Sheet, notes: TabLayout["notes"], isNew: boolean): void {
	const rows = new Set(notes.map(({ row }) => row));
	const blocks = isNew ? [notes] : [...rows].map((row) => notes.filter((note) => note.row === row));
	for (const block of blocks) {
		const columns = block.map(({ column }) => column);
		const first = Math.min(...block.map(({ row }) => row));
		const last = Math.max(...block.map(({ row }) => row));
		for (const span of spansOf(columns, isNew ? Number.POSITIVE_INFINITY : 1)) {
			const texts = Array.from({ length: last - first + 1 }, () =>
				Array<string>(span.last - span.first + 1).fill(""),
			);
			for (const { row, column, text } of block) {
				const line = texts[row - first];
				if (line !== undefined && column >= span.first && column <= span.last)
					line[column - span.first] = text;
			}
			sheet.getRange(first, span.first, texts.length, span.last - span.first + 1).setNotes(texts);
		}
	}
}

function rangeOf(sheet: Sheet, area: AreaSpec): Range {
	return sheet.getRange(a1(area));
}

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
		layDropDown(rangeOf(sheet, area), (rule) => rule.requireValueInRange(list, true), help);
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
function layStyles(sheet: Sheet, styles: TabLayout["styles"]): void {
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
			const list = sheet.getRangeList(areas.map(a1));
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

/** Open at the bottom where the area reaches to the last row: asking for that would cost calls. */
function a1(area: AreaSpec): string {
	const bottom = area.rows === null ? "" : area.row + area.rows - 1;
	return `${columnLetters(area.column)}${area.row}:${columnLetters(area.column + area.columns - 1)}${bottom}`;
}

/** setConditionalFormatRules replaces all rules: the team's own are read and kept (PLATFORM fact 102). */
function layConditionals(sheet: Sheet, specs: readonly ConditionalSpec[], isNew: boolean): void {
	if (specs.length === 0) return;
	const ours = specs.map((spec) => conditional(sheet, spec));
	const keys = new Set(ours.map(conditionalKey));
	const held = isNew ? [] : sheet.getConditionalFormatRules();
	const theirs = held.filter((rule) => !keys.has(conditionalKey(rule)));
	sheet.setConditionalFormatRules([...theirs, ...ours]);
}

function conditional(sheet: Sheet, { area, when, style }: ConditionalSpec) {
	const builder = SpreadsheetApp.newConditionalFormatRule().setRanges([rangeOf(sheet, area)]);
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
function layCharts(sheet: Sheet, charts: readonly ChartLayout[], isNew: boolean): void {
	if (charts.length === 0) return;
	for (const chart of isNew ? [] : sheet.getCharts()) sheet.removeChart(chart);
	for (const spec of charts) {
		let builder = sheet.newChart().setChartType(chartType(spec.type)).setNumHeaders(spec.headers);
		for (const area of spec.areas) builder = builder.addRange(rangeOf(sheet, area));
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
