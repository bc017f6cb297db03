import type { Breakdown } from "./breakdown";
import type { Metric } from "./catalogue";
import type { Counted } from "./counted";
import type { Span } from "./spans";
import { type FactBits, maskOf, SAMPLE } from "./state";
import type { Traits } from "./tally";

/** What each dimension has in each slot of days. A cell is a dimension × slots + a slot. */
export interface Figures {
	readonly slots: number;
	/** Records of the population. */
	readonly among: Float64Array;
	/** Those of them that are counted. */
	readonly counted: Float64Array;
	/** Those of the counted of which everything is known that the metric needs, and the sum of their amounts. */
	readonly known: Float64Array;
	readonly sum: Float64Array;
	/** Those of the population of which everything is known. */
	readonly complete: Float64Array;
	/** The days of the counted that have some, for a median; no list where there are none. */
	readonly days: readonly (number[] | undefined)[];
}

/** The same for one dimension in one period; `complete` leaves out the undated unless they belong to it. */
export interface Total {
	among: number;
	counted: number;
	known: number;
	sum: number;
	complete: number;
	days: (readonly number[])[];
}

export const AMONG = 1;
export const COUNTED = 2;
export const NEEDED = 4;

export function figuresOf(
	metric: Metric,
	facts: FactBits,
	source: Counted,
	breakdown: Breakdown,
	slots: number,
): Figures {
	const cells = breakdown.dimensions.length * slots;
	const days: (number[] | undefined)[] = [];
	const figures: Figures = {
		slots,
		among: new Float64Array(cells),
		counted: new Float64Array(cells),
		known: new Float64Array(cells),
		sum: new Float64Array(cells),
		complete: new Float64Array(cells),
		days,
	};
	if (cells === 0) return figures;
	const roles = traitRoles(metric, facts, source.traits);
	addTally(figures, source, metric, roles, breakdown);
	if (metric.kind === "median") addSamples(days, source, metric, roles, breakdown, slots);
	return figures;
}

/** What each trait is to a metric: bits of `AMONG`, `COUNTED` and `NEEDED`. */
export function traitRoles(metric: Metric, facts: FactBits, traits: Traits): Uint8Array {
	const among = maskOf(facts, metric.among, metric.maturityDays);
	const counted = maskOf(facts, metric.counted, metric.maturityDays);
	const needs = maskOf(facts, metric.needs, metric.maturityDays);
	return Uint8Array.from(traits.facts, (mask) => {
		if ((mask & among) !== among) return 0;
		return AMONG | ((mask & counted) === counted ? COUNTED : 0) | ((mask & needs) === needs ? NEEDED : 0);
	});
}

function addTally(
	figures: Figures,
	source: Counted,
	metric: Metric,
	roles: Uint8Array,
	{ cut, byName, byTrait }: Breakdown,
): void {
	const { slots } = figures;
	const { keys, counts, sums, stride, size } = source.tally(metric.basis, cut);
	const relevant = Array.from(roles.keys()).filter((trait) => roles[trait] !== 0 && byTrait[trait]! >= 0);
	const traits = Int32Array.from(relevant.filter((trait) => trait < stride));
	for (let slot = 0; slot < size; slot++) {
		const key = keys[slot]!;
		const named = byName === null ? 0 : byName[Math.floor(key / slots)]!;
		if (named < 0) continue;
		for (let index = 0; index < traits.length; index++) {
			const trait = traits[index]!;
			const count = counts[slot * stride + trait]!;
			if (count === 0) continue;
			const role = roles[trait]!;
			const cell = (byName === null ? byTrait[trait]! : named) * slots + (key % slots);
			increase(figures.among, cell, count);
			if ((role & NEEDED) !== 0) increase(figures.complete, cell, count);
			if ((role & COUNTED) === 0) continue;
			increase(figures.counted, cell, count);
			if ((role & NEEDED) === 0) continue;
			increase(figures.known, cell, count);
			if (sums.length > 0) increase(figures.sum, cell, sums[slot * stride + trait]!);
		}
	}
}

function addSamples(
	days: (number[] | undefined)[],
	source: Counted,
	metric: Extract<Metric, { kind: "median" }>,
	roles: Uint8Array,
	{ cut, byName, byTrait }: Breakdown,
	slots: number,
): void {
	const { size, values, width } = source.samples[metric.measure]!;
	const basis = metric.basis === "closed" ? SAMPLE.closed : SAMPLE.created;
	const column = SAMPLE[cut as "channel"];
	for (let start = 0; start < size * width; start += width) {
		const trait = values[start + SAMPLE.trait]!;
		const ofTrait = byTrait[trait]!;
		if ((roles[trait]! & COUNTED) === 0 || ofTrait < 0) continue;
		const group = byName === null ? ofTrait : byName[values[start + column]!]!;
		if (group < 0) continue;
		const cell = group * slots + values[start + basis]!;
		const list = days[cell];
		if (list === undefined) days[cell] = [values[start + SAMPLE.days]!];
		else list.push(values[start + SAMPLE.days]!);
	}
}

/** Adds up the slots of a period. The complete records of all time are dated, unless the metric has no periods. */
export function totalOf(figures: Figures, group: number, span: Span, periods: Metric["periods"]): Total {
	const total: Total = { among: 0, counted: 0, known: 0, sum: 0, complete: 0, days: [] };
	const first = group * figures.slots;
	const undated = periods === "now" ? -1 : first + figures.slots - 1;
	for (let cell = first + span.from; cell < first + span.to; cell++) {
		if (figures.among[cell] === 0) continue;
		total.among += figures.among[cell]!;
		total.counted += figures.counted[cell]!;
		total.known += figures.known[cell]!;
		total.sum += figures.sum[cell]!;
		if (cell !== undated) total.complete += figures.complete[cell]!;
		const days = figures.days[cell];
		if (days !== undefined) total.days.push(days);
	}
	return total;
}

/** The middle value, or the mean of the middle two; null for none. */
export function medianOf(lists: readonly (readonly number[])[]): number | null {
	const values = new Int32Array(countOf(lists));
	let at = 0;
	for (const list of lists) {
		values.set(list, at);
		at += list.length;
	}
	if (at === 0) return null;
	values.sort();
	const middle = at >> 1;
	const upper = values[middle]!;
	return at % 2 === 1 ? upper : (values[middle - 1]! + upper) / 2;
}

export function countOf(lists: readonly (readonly number[])[]): number {
	return lists.reduce((sum, list) => sum + list.length, 0);
}

function increase(column: Float64Array, cell: number, by: number): void {
	column[cell] = column[cell]! + by;
}
