/** A straight scale from values to pixels, with round ticks. */
export interface Scale {
	readonly min: number;
	readonly max: number;
	readonly ticks: readonly number[];
}

/** Ends on round numbers around the values; `zero` pulls the axis down (or up) to 0. */
export function niceScale(
	values: readonly number[],
	wish: { min: number | null; max: number | null; zero: boolean; ticks: number; whole: boolean },
): Scale {
	let low = wish.min ?? Math.min(...values, Number.POSITIVE_INFINITY);
	let high = wish.max ?? Math.max(...values, Number.NEGATIVE_INFINITY);
	if (!Number.isFinite(low)) low = 0;
	if (!Number.isFinite(high)) high = Math.max(1, low + 1);
	if (wish.zero) {
		if (wish.min === null) low = Math.min(0, low);
		if (wish.max === null) high = Math.max(0, high);
	}
	if (high <= low) high = low + (low === 0 ? 1 : Math.abs(low) * 0.1);
	const step = niceStep((high - low) / Math.max(1, wish.ticks), wish.whole);
	const min = wish.min ?? Math.floor(low / step + 1e-9) * step;
	const max = wish.max ?? Math.ceil(high / step - 1e-9) * step;
	const ticks: number[] = [];
	for (let tick = Math.ceil(min / step - 1e-9) * step; tick <= max + step * 1e-6; tick += step)
		ticks.push(Number(tick.toPrecision(12)));
	return { min, max, ticks };
}

function niceStep(rough: number, whole: boolean): number {
	const power = 10 ** Math.floor(Math.log10(rough));
	const factor = [1, 2, 2.5, 5, 10].find((each) => each * power >= rough * 0.75) ?? 10;
	const step = factor * power;
	return whole ? Math.max(1, step < 10 && step % 1 !== 0 ? Math.ceil(step) : step) : step;
}

export function position(scale: Scale, from: number, to: number): (value: number) => number {
	const span = scale.max - scale.min;
	return (value) => from + ((value - scale.min) / span) * (to - from);
}
