/** Embedded charts: builders per type, and what was built (PLATFORM fact 103). */
import type { ChartSpec } from "../contract";
import { exception } from "./bridge";
import { ChartHiddenDimensionStrategy, ChartMergeStrategy, ChartType, type EnumValue } from "./enums";
import { ServiceObject, service } from "./guard";
import { make, PLACE, type RangeHandle, type RangePlace } from "./handles";
import { areaOf } from "./protection";

type Options = Readonly<Record<string, unknown>>;

interface Plan {
	readonly id: number;
	readonly sheet: string;
	readonly type: EnumValue;
	readonly ranges: readonly RangePlace[];
	readonly row: number;
	readonly column: number;
	readonly offsetX: number;
	readonly offsetY: number;
	readonly options: Options;
	readonly headers: number;
	readonly positioned: boolean;
}

const PLAN = Symbol("plan");

class ContainerInfo extends ServiceObject {
	readonly #plan: Plan;
	constructor(plan: Plan) {
		super();
		this.#plan = plan;
	}
	getAnchorRow(): number {
		return this.#plan.row + 1;
	}
	getAnchorColumn(): number {
		return this.#plan.column + 1;
	}
	getOffsetX(): number {
		return this.#plan.offsetX;
	}
	getOffsetY(): number {
		return this.#plan.offsetY;
	}
}

class ChartOptions extends ServiceObject {
	readonly #options: Options;
	constructor(options: Options) {
		super();
		this.#options = options;
	}
	get(option: string): unknown {
		return this.#options[option] ?? null;
	}
}

export class EmbeddedChart extends ServiceObject {
	readonly [PLAN]: Plan;
	constructor(plan: Plan) {
		super();
		this[PLAN] = plan;
	}
	getChartId(): number | null {
		return this[PLAN].id || null;
	}
	getContainerInfo(): ContainerInfo {
		return new ContainerInfo(this[PLAN]);
	}
	getRanges(): RangeHandle[] {
		return this[PLAN].ranges.map((place) => make().range(place));
	}
	getOptions(): ChartOptions {
		return new ChartOptions(this[PLAN].options);
	}
	getNumHeaders(): number {
		return this[PLAN].headers;
	}
	getHiddenDimensionStrategy(): EnumValue {
		return ChartHiddenDimensionStrategy.IGNORE_BOTH;
	}
	getMergeStrategy(): EnumValue {
		return ChartMergeStrategy.MERGE_COLUMNS;
	}
	modify(): EmbeddedChartBuilder {
		return new EmbeddedChartBuilder(this[PLAN]);
	}
}

/** What every chart builder can do; titles and axes only exist once the type is chosen. */
class BuilderBase extends ServiceObject {
	[PLAN]: Plan;
	constructor(plan: Plan) {
		super();
		this[PLAN] = plan;
	}
	#with(change: Partial<Plan>): this {
		this[PLAN] = { ...this[PLAN], ...change };
		return this;
	}
	addRange(range: RangeHandle): this {
		return this.#with({ ranges: [...this[PLAN].ranges, range[PLACE]] });
	}
	clearRanges(): this {
		return this.#with({ ranges: [] });
	}
	getRanges(): RangeHandle[] {
		return this[PLAN].ranges.map((place) => make().range(place));
	}
	removeRange(range: RangeHandle): this {
		const gone = JSON.stringify(areaOf(range[PLACE]));
		return this.#with({
			ranges: this[PLAN].ranges.filter((place) => JSON.stringify(areaOf(place)) !== gone),
		});
	}
	getChartType(): EnumValue {
		return this[PLAN].type;
	}
	setChartType(type: EnumValue): this {
		return this.#with({ type });
	}
	getContainer(): ContainerInfo {
		return new ContainerInfo(this[PLAN]);
	}
	setPosition(row: number, column: number, offsetX: number, offsetY: number): this {
		if (row < 1 || column < 1) throw exception("The chart position must be within the sheet.");
		return this.#with({ row: row - 1, column: column - 1, offsetX, offsetY, positioned: true });
	}
	setNumHeaders(headers: number): this {
		return this.#with({ headers });
	}
	setOption(option: string, value: unknown): this {
		return this.#with({ options: { ...this[PLAN].options, [option]: value } });
	}
	setTransposeRowsAndColumns(transpose: boolean): this {
		return this.setOption("transposeRowsAndColumns", transpose);
	}
	setMergeStrategy(strategy: EnumValue): this {
		return this.setOption("mergeStrategy", strategy.name());
	}
	setHiddenDimensionStrategy(strategy: EnumValue): this {
		return this.setOption("hiddenDimensionStrategy", strategy.name());
	}
	asAreaChart(): EmbeddedAreaChartBuilder {
		return new EmbeddedAreaChartBuilder({ ...this[PLAN], type: ChartType.AREA });
	}
	asBarChart(): EmbeddedBarChartBuilder {
		return new EmbeddedBarChartBuilder({ ...this[PLAN], type: ChartType.BAR });
	}
	asColumnChart(): EmbeddedColumnChartBuilder {
		return new EmbeddedColumnChartBuilder({ ...this[PLAN], type: ChartType.COLUMN });
	}
	asComboChart(): EmbeddedComboChartBuilder {
		return new EmbeddedComboChartBuilder({ ...this[PLAN], type: ChartType.COMBO });
	}
	asLineChart(): EmbeddedLineChartBuilder {
		return new EmbeddedLineChartBuilder({ ...this[PLAN], type: ChartType.LINE });
	}
	asPieChart(): EmbeddedPieChartBuilder {
		return new EmbeddedPieChartBuilder({ ...this[PLAN], type: ChartType.PIE });
	}
	asScatterChart(): EmbeddedScatterChartBuilder {
		return new EmbeddedScatterChartBuilder({ ...this[PLAN], type: ChartType.SCATTER });
	}
	asTableChart(): EmbeddedTableChartBuilder {
		return new EmbeddedTableChartBuilder({ ...this[PLAN], type: ChartType.TABLE });
	}
	build(): EmbeddedChart {
		return new EmbeddedChart(this[PLAN]);
	}
}

export class EmbeddedChartBuilder extends BuilderBase {}

class TitledBuilder extends BuilderBase {
	setTitle(title: string): this {
		return this.setOption("title", title);
	}
	setBackgroundColor(color: string): this {
		return this.setOption("backgroundColor", color);
	}
	setColors(colors: readonly string[]): this {
		return this.setOption("colors", [...colors]);
	}
	setLegendPosition(position: EnumValue): this {
		return this.setOption("legend.position", position.name().toLowerCase());
	}
}
class AxisBuilder extends TitledBuilder {
	setXAxisTitle(title: string): this {
		return this.setOption("hAxis.title", title);
	}
	setYAxisTitle(title: string): this {
		return this.setOption("vAxis.title", title);
	}
}
class RangedBuilder extends AxisBuilder {
	setRange(start: number, end: number): this {
		return this.setOption("vAxis.viewWindow", { min: start, max: end });
	}
	reverseCategories(): this {
		return this.setOption("hAxis.direction", -1);
	}
	useLogScale(): this {
		return this.setOption("vAxis.logScale", true);
	}
}
class StackedBuilder extends RangedBuilder {
	setStacked(): this {
		return this.setOption("isStacked", true);
	}
}
class EmbeddedAreaChartBuilder extends StackedBuilder {
	setPointStyle(style: EnumValue): this {
		return this.setOption("pointStyle", style.name());
	}
}
class EmbeddedBarChartBuilder extends StackedBuilder {}
class EmbeddedColumnChartBuilder extends StackedBuilder {}
class EmbeddedComboChartBuilder extends StackedBuilder {}
class EmbeddedLineChartBuilder extends RangedBuilder {
	setCurveStyle(style: EnumValue): this {
		return this.setOption("curveType", style.name() === "SMOOTH" ? "function" : "none");
	}
	setPointStyle(style: EnumValue): this {
		return this.setOption("pointStyle", style.name());
	}
}
class EmbeddedPieChartBuilder extends TitledBuilder {}
class EmbeddedScatterChartBuilder extends AxisBuilder {
	setXAxisRange(start: number, end: number): this {
		return this.setOption("hAxis.viewWindow", { min: start, max: end });
	}
	setYAxisRange(start: number, end: number): this {
		return this.setOption("vAxis.viewWindow", { min: start, max: end });
	}
	setPointStyle(style: EnumValue): this {
		return this.setOption("pointStyle", style.name());
	}
}
class EmbeddedTableChartBuilder extends BuilderBase {
	showRowNumberColumn(show: boolean): this {
		return this.setOption("showRowNumber", show);
	}
	useAlternatingRowStyle(use: boolean): this {
		return this.setOption("alternatingRowStyle", use);
	}
	enableSorting(enable: boolean): this {
		return this.setOption("sort", enable ? "enable" : "disable");
	}
}

export function buildersFor(sheet: string): EmbeddedChartBuilder {
	return new EmbeddedChartBuilder({
		id: 0,
		sheet,
		type: ChartType.COLUMN,
		ranges: [],
		row: 0,
		column: 0,
		offsetX: 0,
		offsetY: 0,
		options: {},
		headers: 0,
		positioned: false,
	});
}

export function specOf(chart: EmbeddedChart): ChartSpec {
	const { positioned, type, ranges, ...rest } = chart[PLAN];
	if (!positioned) throw exception("The chart needs a position: call setPosition before build.");
	if (ranges.length === 0) throw exception("The chart needs at least one range.");
	return { ...rest, type: type.name(), ranges: ranges.map(areaOf) };
}

export function readChart(spec: ChartSpec): EmbeddedChart {
	const type = (ChartType as Readonly<Record<string, EnumValue>>)[spec.type] ?? ChartType.COLUMN;
	return new EmbeddedChart({ ...spec, type, positioned: true });
}

service("SpreadsheetApp.ContainerInfo", ContainerInfo);
service("Charts.ChartOptions", ChartOptions);
service("SpreadsheetApp.EmbeddedChart", EmbeddedChart);
for (const builder of [
	EmbeddedChartBuilder,
	EmbeddedAreaChartBuilder,
	EmbeddedBarChartBuilder,
	EmbeddedColumnChartBuilder,
	EmbeddedComboChartBuilder,
	EmbeddedLineChartBuilder,
	EmbeddedPieChartBuilder,
	EmbeddedScatterChartBuilder,
	EmbeddedTableChartBuilder,
])
	service(`SpreadsheetApp.${builder.name}`, builder);
