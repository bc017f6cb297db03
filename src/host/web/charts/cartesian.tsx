import { useState } from "react";
import type { Lang } from "../univer";
import type { ChartData, Series } from "./chart-data";
import { Bars, Curve, Dots } from "./marks";
import { numberText } from "./number-text";
import type { ChartOptions } from "./options";
import { type Box, LABEL, layOut, type Plot, TINY, type ValueAxis } from "./plot-layout";
import { shorten, textWidth } from "./text-fit";

export interface Hover {
	readonly x: number;
	readonly y: number;
	readonly title: string;
	readonly rows: readonly { color: string; label: string; value: string }[];
}

interface CartesianProps {
	readonly data: ChartData;
	readonly options: ChartOptions;
	readonly area: Box;
	readonly lang: Lang;
	readonly hasLegend: boolean;
	readonly onHover: (hover: Hover | null) => void;
}

/** Everything with axes: columns, bars, lines, areas, their combination, and points. */
export function Cartesian({ data, options, area, lang, hasLegend, onHover }: CartesianProps) {
	const [hovered, setHovered] = useState<number | null>(null);
	const ends = endLabels(data, options, lang, hasLegend);
	const reserve = Math.max(0, ...ends.map((end) => textWidth(end.text, LABEL) + 8));
	const plot = layOut(data, options, area, lang, reserve);
	const { box } = plot;
	const point = (index: number | null) => {
		setHovered(index);
		if (index === null) return onHover(null);
		const rows = data.series.flatMap((series) => {
			const value = series.values[index];
			const axis = (series.axis === 1 ? plot.axes[1] : null) ?? plot.axes[0];
			if (value === null || value === undefined) return [];
			return [{ color: series.color, label: series.label, value: axis.text.plain(value) }];
		});
		const at = plot.center(index);
		const title = data.categories[index] ?? "";
		onHover(plot.lying ? { x: box.left, y: at, title, rows } : { x: at, y: box.top, title, rows });
	};
	return (
		<g>
			<Axes plot={plot} />
			{options.type === "scatter" ? (
				data.series.map((series) => <Dots key={series.label} plot={plot} series={series} x={data.x} />)
			) : (
				<>
					{hovered !== null ? <Guide plot={plot} index={hovered} /> : null}
					<Bars plot={plot} options={options} series={data.series} />
					{data.series.map((_, index) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: a series is its column
						<Curve key={index} plot={plot} options={options} series={data.series} index={index} />
					))}
					<EndLabels plot={plot} data={data} ends={ends} />
					{/* biome-ignore lint/a11y/noStaticElementInteractions: a bonus for the mouse; the numbers are in the cells */}
					<g onMouseLeave={() => point(null)}>
						{data.categories.map((_, index) => (
							// biome-ignore lint/a11y/noStaticElementInteractions: a bonus for the mouse; the numbers are in the cells
							<rect
								// biome-ignore lint/suspicious/noArrayIndexKey: a category is its row
								key={index}
								fill="transparent"
								x={plot.lying ? box.left : plot.center(index) - plot.band / 2}
								y={plot.lying ? plot.center(index) - plot.band / 2 : box.top}
								width={plot.lying ? box.right - box.left : plot.band}
								height={plot.lying ? plot.band : box.bottom - box.top}
								onMouseEnter={() => point(index)}
							/>
						))}
					</g>
				</>
			)}
		</g>
	);
}

function Axes({ plot }: { plot: Plot }) {
	const { box, lying, x } = plot;
	const [first, second] = plot.axes;
	return (
		<g>
			{first.gridlines
				? first.scale.ticks.map((tick) => <GridLine key={tick} plot={plot} axis={first} tick={tick} />)
				: null}
			<ValueLabels plot={plot} axis={first} far={false} />
			{second ? <ValueLabels plot={plot} axis={second} far /> : null}
			{x
				? x.scale.ticks.map((tick) => (
						<text key={tick} className="chart-tick" x={x.at(tick)} y={box.bottom + 15} textAnchor="middle">
							{x.text.compact(tick)}
						</text>
					))
				: null}
			{plot.labels.map(({ lines, center }) => {
				if (lying)
					return lines.map((line, index) => (
						<text
							key={`${center} ${line}`}
							className="chart-tick"
							x={box.left - 8}
							y={center + 4 + (index - (lines.length - 1) / 2) * 13}
							textAnchor="end"
						>
							{line}
						</text>
					));
				if (plot.slanted)
					return (
						<text
							key={center}
							className="chart-tick"
							textAnchor="end"
							transform={`translate(${center + 4},${box.bottom + 12}) rotate(-45)`}
						>
							{shorten(lines[0] ?? "", 76, LABEL)}
						</text>
					);
				return lines.map((line, index) => (
					<text
						key={`${center} ${line}`}
						className="chart-tick"
						x={center}
						y={box.bottom + 15 + index * 13}
						textAnchor="middle"
					>
						{line}
					</text>
				));
			})}
			<AxisTitles plot={plot} />
		</g>
	);
}

function GridLine({ plot, axis, tick }: { plot: Plot; axis: ValueAxis; tick: number }) {
	const at = Math.round(axis.at(tick)) + 0.5;
	const { box } = plot;
	const ends = plot.lying
		? { x1: at, x2: at, y1: box.top, y2: box.bottom }
		: { x1: box.left, x2: box.right, y1: at, y2: at };
	return <line {...ends} stroke={tick === 0 ? axis.baseColor : axis.gridColor} />;
}

function ValueLabels({ plot, axis, far }: { plot: Plot; axis: ValueAxis; far: boolean }) {
	if (!axis.labels) return null;
	const { box, lying } = plot;
	return (
		<>
			{axis.scale.ticks.map((tick) => (
				<text
					key={tick}
					className="chart-tick"
					x={lying ? axis.at(tick) : far ? box.right + 8 : box.left - 8}
					y={lying ? box.bottom + 15 : axis.at(tick) + 4}
					textAnchor={lying ? "middle" : far ? "start" : "end"}
				>
					{axis.text.compact(tick)}
				</text>
			))}
		</>
	);
}

function AxisTitles({ plot }: { plot: Plot }) {
	const { box, lying, hTitle } = plot;
	const [first, second] = plot.axes;
	const middle = (box.top + box.bottom) / 2;
	const upright = (title: string, x: number) => (
		<text
			className="chart-axis-title"
			textAnchor="middle"
			transform={`translate(${x},${middle}) rotate(-90)`}
		>
			{title}
		</text>
	);
	const below = lying ? first.title : hTitle;
	const beside = lying ? hTitle : first.title;
	const widest = Math.max(
		0,
		...(lying
			? plot.labels.flatMap(({ lines }) => lines.map((line) => textWidth(line, LABEL)))
			: first.scale.ticks.map((tick) => textWidth(first.text.compact(tick), LABEL))),
	);
	return (
		<>
			{beside ? upright(beside, box.left - widest - 18) : null}
			{second?.title
				? upright(
						second.title,
						box.right +
							26 +
							Math.max(...second.scale.ticks.map((tick) => textWidth(second.text.compact(tick), LABEL))),
					)
				: null}
			{below ? (
				<text
					className="chart-axis-title"
					textAnchor="middle"
					x={(box.left + box.right) / 2}
					y={
						box.bottom +
						(plot.slanted ? 74 : plot.labels.some(({ lines }) => lines.length > 1) && !lying ? 46 : 33)
					}
				>
					{below}
				</text>
			) : null}
		</>
	);
}

function Guide({ plot, index }: { plot: Plot; index: number }) {
	const { box, band, lying } = plot;
	const start = plot.center(index) - band / 2;
	return lying ? (
		<rect className="chart-guide" x={box.left} width={box.right - box.left} y={start} height={band} />
	) : (
		<rect className="chart-guide" y={box.top} height={box.bottom - box.top} x={start} width={band} />
	);
}

interface End {
	readonly series: number;
	readonly at: number;
	readonly text: string;
}

/** The newest value of a line stands at its end; without a legend its name does. */
function endLabels(data: ChartData, options: ChartOptions, lang: Lang, hasLegend: boolean): End[] {
	if (options.type === "scatter" || options.type === "bar" || options.stacked !== "none") return [];
	// A sparkline is all line.
	if (options.height < TINY) return [];
	const lines = data.series
		.map((series, index) => ({ series, index }))
		.filter(({ series }) => series.mark === "line");
	if (lines.length === 0 || lines.length > 4) return [];
	const second = data.series.some((series) => series.axis === 1);
	return lines.flatMap(({ series, index }) => {
		const at = series.values.reduce<number>((last, value, index) => (value === null ? last : index), -1);
		const value = series.values[at];
		// The right side belongs to the second axis.
		if (second || series.dataLabel !== null || value === null || value === undefined) return [];
		const axis = layoutText(series, options, lang);
		const named = !hasLegend && data.series.length > 1 && textWidth(series.label, LABEL) <= 90;
		return [{ series: index, at, text: named ? series.label : axis(value) }];
	});
}

function layoutText(series: Series, options: ChartOptions, lang: Lang): (value: number) => string {
	return numberText(options.vAxes[series.axis].format, series.format, lang).compact;
}

function EndLabels({ plot, data, ends }: { plot: Plot; data: ChartData; ends: readonly End[] }) {
	const bars = data.series.some((series) => series.mark === "bars");
	const placed = ends
		.map((end) => {
			const axis = plot.axes[0];
			const span = plot.spans[end.series]?.[end.at];
			// Beside bars the end of the line lies on the last of them: its label goes to the edge.
			const x = bars ? plot.box.right - 2 : plot.center(end.at);
			return { ...end, x, y: span ? axis.at(span.to) : 0 };
		})
		.sort((a, b) => a.y - b.y);
	placed.forEach((end, index) => {
		const above = placed[index - 1];
		if (above && end.y - above.y < 13) end.y = above.y + 13;
	});
	return (
		<>
			{placed.map((end) => (
				<text
					key={end.series}
					className="chart-end"
					x={end.x + 6}
					y={end.y + 4}
					fill={data.series[end.series]?.color}
				>
					{end.text}
				</text>
			))}
		</>
	);
}
