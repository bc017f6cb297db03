import type { ChartSpec } from "../../contract";

/** Chart options as a script sets them: nested objects, or dotted names such as "hAxis.title". */
type OptionTree = { readonly [name: string]: unknown };
/** The options that are honoured, at whatever level. Their values are the script's: anything. */
type Known = {
	readonly [Name in
		| "backgroundColor"
		| "baselineColor"
		| "color"
		| "colors"
		| "count"
		| "curveType"
		| "dataLabel"
		| "fill"
		| "format"
		| "gridlines"
		| "hAxis"
		| "height"
		| "isStacked"
		| "labelInLegend"
		| "legend"
		| "lineDashStyle"
		| "lineDashType"
		| "lineWidth"
		| "max"
		| "maxValue"
		| "min"
		| "minValue"
		| "pieHole"
		| "pointSize"
		| "position"
		| "series"
		| "seriesType"
		| "subtitle"
		| "targetAxisIndex"
		| "textPosition"
		| "title"
		| "type"
		| "vAxes"
		| "vAxis"
		| "viewWindow"
		| "visibleInLegend"
		| "width"]?: unknown;
};

type ChartType = "column" | "bar" | "line" | "combo" | "area" | "pie" | "scatter";
export type LegendPlace = "none" | "top" | "bottom" | "left" | "right";
export type Mark = "bars" | "line" | "area" | "points";

interface SeriesOptions {
	readonly mark: Mark | null;
	readonly color: string | null;
	readonly lineWidth: number | null;
	readonly pointSize: number | null;
	readonly dash: readonly number[] | null;
	readonly label: string | null;
	readonly axis: 0 | 1;
	readonly hiddenInLegend: boolean;
	/** "value" shows the number beside each mark, "none" never; null lets the chart decide. */
	readonly dataLabel: "value" | "none" | null;
}

interface AxisOptions {
	readonly title: string;
	readonly format: string | null;
	readonly min: number | null;
	readonly max: number | null;
	readonly labels: boolean;
	readonly gridlines: boolean;
	readonly gridColor: string;
	readonly baseColor: string;
}

export interface ChartOptions {
	readonly type: ChartType;
	readonly title: string;
	readonly subtitle: string;
	readonly width: number;
	readonly height: number;
	readonly background: string;
	readonly colors: readonly string[];
	readonly legend: LegendPlace | null;
	readonly stacked: "none" | "absolute" | "percent";
	readonly smooth: boolean;
	readonly lineWidth: number;
	readonly pointSize: number;
	readonly pieHole: number;
	readonly hAxis: AxisOptions;
	readonly vAxes: readonly [AxisOptions, AxisOptions];
	readonly series: (index: number) => SeriesOptions;
}

/** Google Sheets' own order of colours. */
const PALETTE = [
	"#4285f4",
	"#ea4335",
	"#fbbc04",
	"#34a853",
	"#ff6d01",
	"#46bdc6",
	"#7baaf7",
	"#f07b72",
	"#fcd04f",
	"#71c287",
];

export function readOptions(spec: ChartSpec): ChartOptions {
	const tree: Known = nest(spec.options);
	const type = chartType(spec.type);
	const colors = list(tree.colors).filter((color) => typeof color === "string");
	const stacked = tree.isStacked;
	const vAxis = branch(tree.vAxis);
	const { vAxes } = tree;
	return {
		type,
		title: text(tree.title),
		subtitle: text(tree.subtitle),
		width: number(tree.width) ?? 600,
		height: number(tree.height) ?? 371,
		background: color(tree.backgroundColor) ?? color(branch(tree.backgroundColor).fill) ?? "#ffffff",
		colors: colors.length > 0 ? (colors as string[]) : PALETTE,
		legend: legendPlace(tree.legend),
		stacked:
			stacked === "percent" || stacked === "relative"
				? "percent"
				: stacked === true || stacked === "true" || stacked === "absolute"
					? "absolute"
					: "none",
		smooth: tree.curveType === "function",
		lineWidth: number(tree.lineWidth) ?? 2,
		pointSize: number(tree.pointSize) ?? 0,
		pieHole: number(tree.pieHole) ?? 0,
		hAxis: axis(branch(tree.hAxis)),
		vAxes: [
			axis({ ...vAxis, ...branch(item(vAxes, 0)) }),
			axis({ ...vAxis, title: "", ...branch(item(vAxes, 1)) }),
		],
		series: (index) => seriesOptions(branch(item(tree.series, index)), text(tree.seriesType)),
	};
}

function chartType(name: string): ChartType {
	const plain = name
		.toLowerCase()
		.replace(/[^a-z]|chart$/g, "")
		.replace("stepped", "");
	const known: readonly ChartType[] = ["column", "bar", "line", "combo", "area", "pie", "scatter"];
	return known.find((each) => each === plain) ?? (plain === "histogram" ? "column" : "line");
}

function seriesOptions(tree: Known, seriesType: string): SeriesOptions {
	const label = tree.dataLabel;
	return {
		mark: mark(text(tree.type) || seriesType),
		color: color(tree.color),
		lineWidth: number(tree.lineWidth),
		pointSize: number(tree.pointSize),
		dash: dash(list(tree.lineDashStyle)) ?? (tree.lineDashType === "dash" ? [4, 4] : null),
		label: text(tree.labelInLegend) || null,
		axis: number(tree.targetAxisIndex) === 1 ? 1 : 0,
		hiddenInLegend: tree.visibleInLegend === false,
		dataLabel: label === "value" || label === "none" ? label : null,
	};
}

function dash(values: readonly unknown[]): readonly number[] | null {
	const lengths = values.filter((value) => typeof value === "number");
	return lengths.length > 0 ? lengths : null;
}

function mark(name: string): Mark | null {
	if (/^(bars|columns?)$/i.test(name)) return "bars";
	if (/^line$/i.test(name)) return "line";
	if (/^(stepped)?area$/i.test(name)) return "area";
	return /^scatter$/i.test(name) ? "points" : null;
}

function axis(tree: Known): AxisOptions {
	const window = branch(tree.viewWindow);
	const gridlines = branch(tree.gridlines);
	return {
		title: text(tree.title),
		format: text(tree.format) || null,
		min: number(window.min) ?? number(tree.minValue),
		max: number(window.max) ?? number(tree.maxValue),
		labels: tree.textPosition !== "none",
		gridlines: number(gridlines.count) !== 0 && gridlines.color !== "transparent",
		gridColor: color(gridlines.color) ?? "#eceff1",
		baseColor: color(tree.baselineColor) ?? "#9aa0a6",
	};
}

function legendPlace(value: unknown): LegendPlace | null {
	const name = typeof value === "string" ? value : text(branch(value).position);
	switch (name.toLowerCase()) {
		case "none":
		case "top":
		case "bottom":
		case "left":
		case "right":
			return name.toLowerCase() as LegendPlace;
		case "in":
			return "top";
		case "labeled":
			return "right";
		default:
			return null;
	}
}

/** {"hAxis.title": "x"} -> {hAxis: {title: "x"}} */
function nest(flat: OptionTree): OptionTree {
	const tree: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(flat)) {
		const steps = name.split(".");
		let at = tree;
		for (const step of steps.slice(0, -1)) {
			const below: Record<string, unknown> = { ...branch(at[step]) };
			at[step] = below;
			at = below;
		}
		const last = steps.at(-1) ?? name;
		at[last] = isBranch(value) ? { ...branch(at[last]), ...nest(value) } : value;
	}
	return tree;
}

function isBranch(value: unknown): value is OptionTree {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function branch(value: unknown): Known {
	return isBranch(value) ? value : {};
}
/** Arrays of series or axes are as good as objects numbered from 0. */
function item(value: unknown, index: number): unknown {
	return typeof value === "object" && value !== null ? (value as OptionTree)[String(index)] : undefined;
}
function list(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}
function text(value: unknown): string {
	return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
function number(value: unknown): number | null {
	const result = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
	return typeof result === "number" && Number.isFinite(result) ? result : null;
}
/** Only what is a colour goes into an attribute. */
function color(value: unknown): string | null {
	return typeof value === "string" && /^(#[0-9a-f]{3,8}|[a-z]+|rgba?\([\d\s.,%]+\))$/i.test(value)
		? value
		: null;
}
