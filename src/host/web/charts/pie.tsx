import type { Lang } from "../univer";
import type { Hover } from "./cartesian";
import type { ChartData } from "./chart-data";
import { numberText } from "./number-text";
import type { ChartOptions } from "./options";
import type { Box } from "./plot-layout";
import { inkOn } from "./text-fit";

export interface Slice {
	readonly label: string;
	readonly value: number;
	readonly share: number;
	readonly color: string;
}

export function slices(data: ChartData, options: ChartOptions): Slice[] {
	const values = data.series[0]?.values ?? [];
	const total = values.reduce<number>((sum, value) => sum + Math.max(0, value ?? 0), 0);
	return values.flatMap((value, index) => {
		if (value === null || value <= 0) return [];
		const color = options.series(index).color ?? options.colors[index % options.colors.length] ?? "#4285f4";
		return [{ label: data.categories[index] ?? "", value, share: value / (total || 1), color }];
	});
}

interface PieProps {
	readonly data: ChartData;
	readonly options: ChartOptions;
	readonly area: Box;
	readonly lang: Lang;
	readonly onHover: (hover: Hover | null) => void;
}

export function Pie({ data, options, area, lang, onHover }: PieProps) {
	const x = (area.left + area.right) / 2;
	const y = (area.top + area.bottom) / 2;
	const radius = Math.max(10, Math.min(area.right - area.left, area.bottom - area.top) / 2 - 6);
	const hole = radius * options.pieHole;
	const format = numberText(null, data.series[0]?.format ?? null, lang);
	let turn = 0;
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: a bonus for the mouse; the numbers are in the cells
		<g onMouseLeave={() => onHover(null)}>
			{slices(data, options).map((slice) => {
				const from = turn;
				turn += slice.share;
				const middle = (from + turn) / 2;
				const [labelX, labelY] = around(x, y, hole > 0 ? (radius + hole) / 2 : radius * 0.68, middle);
				const percent = `${(slice.share * 100).toFixed(1)}%`;
				return (
					// biome-ignore lint/a11y/noStaticElementInteractions: a bonus for the mouse; the numbers are in the cells
					<g
						key={`${slice.label} ${from}`}
						onMouseEnter={() =>
							onHover({
								x: labelX,
								y: labelY,
								title: slice.label,
								rows: [{ color: slice.color, label: percent, value: format.plain(slice.value) }],
							})
						}
					>
						<path d={ring(x, y, radius, hole, from, turn)} fill={slice.color} stroke="#fff" strokeWidth={1} />
						{slice.share >= 0.05 ? (
							<text
								className="chart-label-inside"
								fill={inkOn(slice.color)}
								x={labelX}
								y={labelY + 4}
								textAnchor="middle"
							>
								{percent}
							</text>
						) : null}
					</g>
				);
			})}
		</g>
	);
}

function around(x: number, y: number, radius: number, turn: number): [number, number] {
	const angle = turn * 2 * Math.PI - Math.PI / 2;
	return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
}

function ring(x: number, y: number, radius: number, hole: number, from: number, to: number): string {
	// A full circle has no corners to go to.
	const end = Math.min(to, from + 0.9999);
	const large = end - from > 0.5 ? 1 : 0;
	const p = (r: number, turn: number) =>
		around(x, y, r, turn)
			.map((value) => value.toFixed(2))
			.join(",");
	if (hole === 0) return `M${x},${y}L${p(radius, from)}A${radius},${radius} 0 ${large} 1 ${p(radius, end)}Z`;
	return `M${p(radius, from)}A${radius},${radius} 0 ${large} 1 ${p(radius, end)}L${p(hole, end)}A${hole},${hole} 0 ${large} 0 ${p(hole, from)}Z`;
}
