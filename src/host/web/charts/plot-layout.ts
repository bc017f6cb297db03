import type { Lang } from "../univer";
import type { ChartData, Series } from "./chart-data";
import { type NumberText, numberText } from "./number-text";
import type { ChartOptions } from "./options";
import { niceScale, position, type Scale } from "./scale";
import { textWidth, wrap } from "./text-fit";

export const LABEL = 11;
/** Charts lower than this are sparklines between cells and have no room to give away. */
export const TINY = 80;

export interface Box {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

export interface ValueAxis {
	readonly scale: Scale;
	readonly text: NumberText;
	/** Pixel of a value along this axis. */
	readonly at: (value: number) => number;
	readonly title: string;
	readonly labels: boolean;
	readonly gridlines: boolean;
	readonly gridColor: string;
	readonly baseColor: string;
}

interface CategoryLabel {
	readonly lines: readonly string[];
	readonly center: number;
}

/** One piece of a stack or a group: from where to where, in values. */
export interface Span {
	readonly from: number;
	readonly to: number;
}

export interface Plot {
	readonly box: Box;
	/** Bars lie: categories run down, values run right. */
	readonly lying: boolean;
	readonly axes: readonly [ValueAxis, ValueAxis | null];
	readonly band: number;
	readonly center: (index: number) => number;
	readonly labels: readonly CategoryLabel[];
	readonly slanted: boolean;
	/** spans[series][category] */
	readonly spans: readonly (readonly (Span | null)[])[];
	/** Numeric horizontal axis of scatter charts. */
	readonly x: ValueAxis | null;
	readonly hTitle: string;
}

export function layOut(
	data: ChartData,
	options: ChartOptions,
	area: Box,
	lang: Lang,
	endLabels: number,
): Plot {
	const lying = options.type === "bar";
	const spans = stack(data, options);
	const both = data.series.some((series) => series.axis === 1);
	const draft = (index: 0 | 1) => draftAxis(data.series, spans, options, index, lang, lying, area);
	const first = draft(0);
	const second = both ? draft(1) : null;
	const [vAxis, vAxis1] = options.vAxes;
	const width = (axis: Draft | null) =>
		axis?.labels
			? Math.max(0, ...axis.scale.ticks.map((tick) => textWidth(axis.text.compact(tick), LABEL))) + 8
			: 0;
	const titleRoom = (title: string) => (title ? 18 : 0);
	let { left, top, right, bottom } = area;
	let names = { labels: [] as CategoryLabel[], room: 0, slanted: false };
	const isScatter = options.type === "scatter";
	if (lying) {
		const longest = Math.max(0, ...data.categories.map((name) => textWidth(name, LABEL)));
		if (vAxis.labels) left += Math.min(longest + 10, (right - left) * 0.35);
		left += titleRoom(vAxis.title);
		bottom -= (options.hAxis.labels ? 18 : 0) + titleRoom(options.hAxis.title);
		right -= Math.max(8, endLabels);
	} else {
		left += width(first) + titleRoom(vAxis.title);
		right -= Math.max(second ? width(second) + titleRoom(vAxis1.title) : 6, endLabels);
		bottom -= titleRoom(options.hAxis.title);
		if (!isScatter && options.hAxis.labels) {
			names = arrange(data.categories, left, right);
			bottom -= names.room;
		} else if (options.hAxis.labels) bottom -= 20;
	}
	// Labels above the highest marks need a little air, unless there is none to give.
	top += area.bottom - area.top > 60 ? 6 : 0;
	const box: Box = { left, top, right, bottom: Math.max(bottom, top + 20) };
	const count = Math.max(1, data.categories.length);
	const length = lying ? box.bottom - box.top : box.right - box.left;
	const band = length / count;
	const start = lying ? box.top : box.left;
	const center = (index: number) => start + band * (index + 0.5);
	const finish = (axis: Draft): ValueAxis => ({
		...axis,
		at: lying ? position(axis.scale, box.left, box.right) : position(axis.scale, box.bottom, box.top),
	});
	return {
		box,
		lying,
		axes: [finish(first), second ? finish(second) : null],
		band,
		center,
		labels: !(lying ? vAxis : options.hAxis).labels
			? []
			: lying
				? data.categories.map((name, index) => ({
						lines: band < 26 ? [name] : wrap(name, left - area.left - titleRoom(vAxis.title) - 10, LABEL),
						center: center(index),
					}))
				: names.labels,
		slanted: names.slanted,
		spans,
		x: isScatter ? scatterAxis(data, options, box, lang) : null,
		hTitle: lying ? vAxis.title : options.hAxis.title,
	};
}

type Draft = Omit<ValueAxis, "at">;

function draftAxis(
	series: readonly Series[],
	spans: readonly (readonly (Span | null)[])[],
	options: ChartOptions,
	index: 0 | 1,
	lang: Lang,
	lying: boolean,
	area: Box,
): Draft {
	const wish = lying ? options.hAxis : options.vAxes[index];
	const own = series.map((each, at) => ({ each, at })).filter(({ each }) => each.axis === index);
	const values = own.flatMap(({ at }) =>
		(spans[at] ?? []).flatMap((span) => (span ? [span.from, span.to] : [])),
	);
	const fromZero = own.some(({ each }) => each.mark === "bars" || each.mark === "area");
	const low = Math.min(...values);
	const high = Math.max(...values);
	// A line far above zero is read better without the empty space below it.
	const zero = fromZero || !(low > 0 && (high - low) / high < 0.4);
	const room = lying ? area.right - area.left : area.bottom - area.top;
	const percent = options.stacked === "percent" && wish.format === null;
	const format = own.find(({ each }) => each.format)?.each.format ?? null;
	return {
		scale: percent
			? { min: 0, max: 1, ticks: [0, 0.25, 0.5, 0.75, 1] }
			: niceScale(values, {
					min: wish.min,
					max: wish.max,
					zero,
					ticks: Math.max(2, Math.min(6, Math.floor(room / (lying ? 90 : 48)))),
					whole: own.every(({ each }) =>
						each.values.every((value) => value === null || Number.isInteger(value)),
					),
				}),
		text: numberText(percent ? "0%" : wish.format, format, lang),
		title: (lying ? options.hAxis : options.vAxes[index]).title,
		labels: wish.labels,
		gridlines: wish.gridlines && index === 0,
		gridColor: wish.gridColor,
		baseColor: wish.baseColor,
	};
}

function scatterAxis(data: ChartData, options: ChartOptions, box: Box, lang: Lang): ValueAxis {
	const values = data.x.filter((value) => value !== null);
	const scale = niceScale(values, {
		min: options.hAxis.min,
		max: options.hAxis.max,
		zero: false,
		ticks: Math.max(2, Math.floor((box.right - box.left) / 90)),
		whole: false,
	});
	return {
		scale,
		text: numberText(options.hAxis.format, data.xFormat, lang),
		at: position(scale, box.left, box.right),
		title: options.hAxis.title,
		labels: options.hAxis.labels,
		gridlines: options.hAxis.gridlines,
		gridColor: options.hAxis.gridColor,
		baseColor: options.hAxis.baseColor,
	};
}

/** Where each mark begins and ends; stacked series of one axis stand on each other, signs apart. */
function stack(data: ChartData, options: ChartOptions): (Span | null)[][] {
	const stacks = options.stacked !== "none";
	const grounds = new Map<string, number>();
	const totals = new Map<string, number>();
	const stacksUp = (series: Series) => stacks && (series.mark === "bars" || series.mark === "area");
	if (options.stacked === "percent")
		for (const series of data.series.filter(stacksUp))
			series.values.forEach((value, index) => {
				const key = `${series.axis} ${index}`;
				totals.set(key, (totals.get(key) ?? 0) + Math.abs(value ?? 0));
			});
	return data.series.map((series) =>
		series.values.map((value, index) => {
			if (value === null) return null;
			if (!stacksUp(series))
				return { from: series.mark === "bars" || series.mark === "area" ? 0 : value, to: value };
			const share =
				options.stacked === "percent" ? value / (totals.get(`${series.axis} ${index}`) || 1) : value;
			const key = `${series.mark} ${series.axis} ${index} ${share < 0}`;
			const from = grounds.get(key) ?? 0;
			grounds.set(key, from + share);
			return { from, to: from + share };
		}),
	);
}

/** Names below the axis: whole where they fit, every n-th of a long row, two lines, or slanted. */
function arrange(
	names: readonly string[],
	left: number,
	right: number,
): { labels: CategoryLabel[]; room: number; slanted: boolean } {
	const band = (right - left) / Math.max(1, names.length);
	const center = (index: number) => left + band * (index + 0.5);
	const widths = names.map((name) => textWidth(name, LABEL));
	const longest = Math.max(0, ...widths);
	if (longest <= band - 4)
		return {
			labels: names.map((name, i) => ({ lines: [name], center: center(i) })),
			room: 20,
			slanted: false,
		};
	// A row of dates or numbers, which are alike but for their digits, can be read with gaps.
	const sequence = names.length > 6 && new Set(names.map((name) => name.replace(/\d+/g, ""))).size === 1;
	if (sequence) {
		const each = Math.ceil((longest + 10) / band);
		const labels = names.flatMap((name, i) => (i % each === 0 ? [{ lines: [name], center: center(i) }] : []));
		return { labels, room: 20, slanted: false };
	}
	if (band >= 44) {
		const labels = names.map((name, i) => ({ lines: wrap(name, band - 6, LABEL), center: center(i) }));
		return { labels, room: 34, slanted: false };
	}
	const each = Math.max(1, Math.ceil(15 / band));
	const labels = names.flatMap((name, i) => (i % each === 0 ? [{ lines: [name], center: center(i) }] : []));
	return { labels, room: Math.min(70, longest * 0.71 + 14), slanted: true };
}
