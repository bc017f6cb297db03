import type { Series } from "./chart-data";
import type { ChartOptions } from "./options";
import { LABEL, type Plot, type Span, type ValueAxis } from "./plot-layout";
import { inkOn, textWidth } from "./text-fit";

interface SeriesProps {
	readonly plot: Plot;
	readonly options: ChartOptions;
	readonly series: readonly Series[];
}

function axisOf(plot: Plot, series: Series): ValueAxis {
	return (series.axis === 1 ? plot.axes[1] : null) ?? plot.axes[0];
}

/** All bar series: side by side, or on each other. */
export function Bars({ plot, options, series }: SeriesProps) {
	const bars = series.map((each, index) => ({ each, index })).filter(({ each }) => each.mark === "bars");
	if (bars.length === 0) return null;
	const stacked = options.stacked !== "none";
	const slots = stacked ? 1 : bars.length;
	const group = Math.min(plot.band * (slots > 2 ? 0.8 : 0.62), 64 * slots);
	const gap = slots > 1 ? Math.min(2, group / slots / 6) : 0;
	const thick = Math.max(1, group / slots - gap);
	const count = bars.reduce((sum, { each }) => sum + each.values.filter((value) => value !== null).length, 0);
	return (
		<g>
			{bars.map(({ each, index }, slot) => {
				const axis = axisOf(plot, each);
				const texts = each.values.map((value) => (value === null ? "" : axis.text.compact(value)));
				const room = plot.lying ? Number.POSITIVE_INFINITY : stacked ? plot.band : plot.band / slots + 6;
				const few = count <= 14 && !stacked && texts.every((text) => textWidth(text, LABEL) <= room);
				const labelled = each.dataLabel === "value" || (each.dataLabel === null && few);
				return (
					<g key={index} fill={each.color} data-series={index}>
						{(plot.spans[index] ?? []).map((span, at) => {
							if (!span) return null;
							const start = plot.center(at) - group / 2 + (stacked ? 0 : slot * (thick + gap));
							return (
								<Bar
									// biome-ignore lint/suspicious/noArrayIndexKey: a mark is its place in the row
									key={at}
									span={span}
									axis={axis}
									lying={plot.lying}
									start={start}
									thick={thick}
									label={labelled ? (texts[at] ?? "") : ""}
									inside={stacked}
									ink={inkOn(each.color)}
								/>
							);
						})}
					</g>
				);
			})}
		</g>
	);
}

interface BarProps {
	readonly span: Span;
	readonly axis: ValueAxis;
	readonly lying: boolean;
	readonly start: number;
	readonly thick: number;
	readonly label: string;
	readonly inside: boolean;
	/** Of letters inside. */
	readonly ink: string;
}

function Bar({ span, axis, lying, start, thick, label, inside, ink }: BarProps) {
	const a = axis.at(clamp(span.from, axis));
	const b = axis.at(clamp(span.to, axis));
	const low = Math.min(a, b);
	const size = Math.abs(a - b);
	const negative = span.to < span.from;
	const place = lying
		? { x: low, y: start, width: size, height: thick }
		: { x: start, y: low, width: thick, height: size };
	const middle = start + thick / 2;
	const fits = !inside || size > 16;
	const anchor = inside ? "middle" : lying ? (negative ? "end" : "start") : "middle";
	const along = inside ? (a + b) / 2 : lying ? b + (negative ? -5 : 5) : b + (negative ? 13 : -5);
	return (
		<>
			<rect {...place} />
			{label && fits ? (
				<text
					className={inside ? "chart-label-inside" : "chart-label"}
					fill={inside ? ink : undefined}
					x={lying ? along : middle}
					y={lying ? middle + 4 : inside ? along + 4 : along}
					textAnchor={anchor}
				>
					{label}
				</text>
			) : null}
		</>
	);
}

function clamp(value: number, axis: ValueAxis): number {
	return Math.min(axis.scale.max, Math.max(axis.scale.min, value));
}

/** Lines, areas and points of one series. */
export function Curve({ plot, options, series, index }: SeriesProps & { readonly index: number }) {
	const own = series[index];
	if (!own || own.mark === "bars") return null;
	const axis = axisOf(plot, own);
	const runs = unbroken(plot.spans[index] ?? []);
	const point = (span: Span, at: number): Point => [plot.center(at), axis.at(clamp(span.to, axis))];
	const dots = own.pointSize > 0 || runs.some((run) => run.length === 1);
	return (
		<g stroke={own.color} fill="none" data-series={index}>
			{runs.map((run) => {
				const points = run.map(({ span, at }) => point(span, at));
				const path = pathThrough(points, options.smooth);
				const key = run[0]?.at;
				if (own.mark === "area") {
					const ground = run
						.map(({ span, at }): Point => [plot.center(at), axis.at(clamp(span.from, axis))])
						.reverse();
					const shape = `${path}L${pathThrough(ground, options.smooth).slice(1)}Z`;
					const opacity = options.stacked === "none" ? 0.2 : 0.55;
					return (
						<g key={key}>
							<path d={shape} fill={own.color} fillOpacity={opacity} stroke="none" />
							<path d={path} strokeWidth={own.lineWidth} />
						</g>
					);
				}
				return (
					<path
						key={key}
						d={path}
						strokeWidth={own.lineWidth}
						strokeDasharray={own.dash?.join(" ")}
						strokeLinejoin="round"
						strokeLinecap={own.dash ? "butt" : "round"}
					/>
				);
			})}
			{dots
				? runs.flat().map(({ span, at }) => {
						const [x, y] = point(span, at);
						return (
							<circle
								key={at}
								cx={x}
								cy={y}
								r={Math.max(2, own.pointSize / 2)}
								fill={own.color}
								stroke="none"
							/>
						);
					})
				: null}
			{own.dataLabel === "value"
				? runs.flat().map(({ span, at }) => {
						const [x, y] = point(span, at);
						return (
							<text key={at} className="chart-label" x={x} y={y - 7} textAnchor="middle" stroke="none">
								{axis.text.compact(own.values[at] ?? 0)}
							</text>
						);
					})
				: null}
		</g>
	);
}

/** Points of one scatter series. */
export function Dots({ plot, series, x }: { plot: Plot; series: Series; x: readonly (number | null)[] }) {
	const axis = axisOf(plot, series);
	return (
		<g fill={series.color} fillOpacity={0.75}>
			{series.values.map((value, at) => {
				const across = x[at];
				if (value === null || across === null || across === undefined || !plot.x) return null;
				// biome-ignore lint/suspicious/noArrayIndexKey: a mark is its place in the row
				return <circle key={at} cx={plot.x.at(across)} cy={axis.at(value)} r={series.pointSize / 2} />;
			})}
		</g>
	);
}

type Point = readonly [number, number];

function unbroken(spans: readonly (Span | null)[]): { span: Span; at: number }[][] {
	const runs: { span: Span; at: number }[][] = [];
	let open: { span: Span; at: number }[] | null = null;
	spans.forEach((span, at) => {
		if (!span) open = null;
		else if (open) open.push({ span, at });
		else {
			open = [{ span, at }];
			runs.push(open);
		}
	});
	return runs;
}

function pathThrough(points: readonly Point[], smooth: boolean): string {
	const [first, ...rest] = points;
	if (!first) return "";
	let path = `M${first[0].toFixed(1)},${first[1].toFixed(1)}`;
	rest.forEach((point, index) => {
		const before = points[index] ?? first;
		if (smooth) {
			const middle = ((before[0] + point[0]) / 2).toFixed(1);
			path += `C${middle},${before[1].toFixed(1)} ${middle},${point[1].toFixed(1)} `;
		} else path += "L";
		path += `${point[0].toFixed(1)},${point[1].toFixed(1)}`;
	});
	return path;
}
