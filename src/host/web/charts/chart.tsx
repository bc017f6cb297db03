import { memo, useState } from "react";
import type { Lang } from "../univer";
import { Cartesian, type Hover } from "./cartesian";
import type { ChartData } from "./chart-data";
import type { ChartOptions, LegendPlace, Mark } from "./options";
import { Pie, slices } from "./pie";
import { type Box, TINY } from "./plot-layout";
import { FONT, shorten, textWidth } from "./text-fit";

interface LegendItem {
	readonly label: string;
	readonly color: string;
	readonly mark: Mark;
	readonly dash: readonly number[] | null;
}

interface ChartProps {
	readonly id: number;
	readonly data: ChartData;
	readonly options: ChartOptions;
	readonly lang: Lang;
}

const LEGEND = 12;

/** A chart as Google Sheets draws it: title, legend, light lines, readable numbers. Cells reach it as text only. */
export const Chart = memo(function Chart({ id, data, options, lang }: ChartProps) {
	const [hover, setHover] = useState<Hover | null>(null);
	const { width, height, title, subtitle } = options;
	const items = legendItems(data, options);
	const place = options.legend ?? (options.type === "pie" ? "right" : items.length > 1 ? "top" : "none");
	const shown = place !== "none" && items.length > 0;
	const pad = height < TINY ? 4 : 16;
	let top = height < TINY ? pad : pad - 4;
	if (title) top += 28;
	if (subtitle) top += 18;
	const area: { -readonly [Side in keyof Box]: number } = {
		left: pad,
		top,
		right: width - pad,
		bottom: height - pad + (height < TINY ? 0 : 4),
	};
	const legend = shown ? layLegend(items, place, area) : [];
	const empty = data.series.every((series) => series.values.every((value) => value === null));
	return (
		<>
			<svg
				className="chart"
				data-testid={`chart-${id}`}
				role="img"
				aria-label={title || "chart"}
				width={width}
				height={height}
				viewBox={`0 0 ${width} ${height}`}
				fontFamily={FONT}
			>
				<rect width={width} height={height} fill={options.background} />
				{title ? (
					<text className="chart-title" x={pad} y={pad + 13}>
						{shorten(title, width - 2 * pad, 16)}
					</text>
				) : null}
				{subtitle ? (
					<text className="chart-subtitle" x={pad} y={pad + (title ? 33 : 10)}>
						{shorten(subtitle, width - 2 * pad, 12)}
					</text>
				) : null}
				{legend.map(({ item, x, y, text }) => (
					<g key={`${item.label} ${x} ${y}`} transform={`translate(${x},${y})`}>
						<Swatch item={item} />
						<text className="chart-legend" x={20} y={4}>
							{text}
						</text>
					</g>
				))}
				{empty ? (
					<text className="chart-empty" x={width / 2} y={(area.top + area.bottom) / 2} textAnchor="middle">
						{lang === "ja" ? "データがありません" : "No data"}
					</text>
				) : options.type === "pie" ? (
					<Pie data={data} options={options} area={area} lang={lang} onHover={setHover} />
				) : (
					<Cartesian
						data={data}
						options={options}
						area={area}
						lang={lang}
						hasLegend={shown}
						onHover={setHover}
					/>
				)}
			</svg>
			{hover ? <Tooltip hover={hover} width={width} /> : null}
		</>
	);
});

function Swatch({ item }: { item: LegendItem }) {
	if (item.mark === "line")
		return (
			<line
				x1={0}
				x2={15}
				y1={0}
				y2={0}
				stroke={item.color}
				strokeWidth={2.5}
				strokeDasharray={item.dash?.join(" ")}
			/>
		);
	if (item.mark === "points") return <circle cx={8} cy={0} r={4.5} fill={item.color} />;
	return <rect x={2} y={-5.5} width={11} height={11} fill={item.color} rx={1.5} />;
}

function legendItems(data: ChartData, options: ChartOptions): LegendItem[] {
	if (options.type === "pie")
		return slices(data, options).map(({ label, color }) => ({ label, color, mark: "bars", dash: null }));
	return data.series.filter((series) => series.inLegend && series.label !== "");
}

interface PlacedItem {
	readonly item: LegendItem;
	readonly x: number;
	readonly y: number;
	readonly text: string;
}

/** Places the legend and takes its room from the area. */
function layLegend(
	items: readonly LegendItem[],
	place: LegendPlace,
	area: { left: number; top: number; right: number; bottom: number },
): PlacedItem[] {
	if (place === "left" || place === "right") {
		const most = (area.right - area.left) * 0.36;
		const texts = items.map((item) => shorten(item.label, most - 24, LEGEND));
		const wide = Math.max(...texts.map((text) => textWidth(text, LEGEND))) + 28;
		const x = place === "right" ? area.right - wide + 4 : area.left;
		if (place === "right") area.right -= wide + 8;
		else area.left += wide + 8;
		const room = Math.max(1, Math.floor((area.bottom - area.top) / 21));
		return items
			.slice(0, room)
			.map((item, index) => ({ item, x, y: area.top + 14 + index * 21, text: texts[index] ?? "" }));
	}
	const rows: { item: LegendItem; text: string; wide: number }[][] = [[]];
	let used = 0;
	for (const item of items) {
		const text = shorten(item.label, 160, LEGEND);
		const wide = textWidth(text, LEGEND) + 40;
		if (used + wide - 20 > area.right - area.left && used > 0) {
			rows.push([]);
			used = 0;
		}
		rows.at(-1)?.push({ item, text, wide });
		used += wide;
	}
	const few = rows.slice(0, 3);
	const height = few.length * 20;
	const start = place === "top" ? area.top + 10 : area.bottom - height + 12;
	if (place === "top") area.top += height + 4;
	else area.bottom -= height + 4;
	return few.flatMap((row, line) => {
		let x = area.left;
		return row.map(({ item, text, wide }) => {
			const placed = { item, text, x, y: start + line * 20 };
			x += wide;
			return placed;
		});
	});
}

function Tooltip({ hover, width }: { hover: Hover; width: number }) {
	const left = Math.min(Math.max(hover.x, 90), width - 90);
	return (
		<div className="chart-tooltip" style={{ left, top: hover.y }}>
			<strong>{hover.title}</strong>
			{hover.rows.map((row) => (
				<span key={row.label + row.color}>
					<i style={{ background: row.color }} />
					{row.label}
					<b>{row.value}</b>
				</span>
			))}
		</div>
	);
}
