import type { Breakdown } from "./breakdown";
import type { Metric } from "./catalogue";
import type { Counted } from "./counted";
import type { Span } from "./spans";
import { type FactBits, maskOf } from "./state";
import type { Traits } from "./tally";

/** Columns of a cell. */
const AMONG_AT = 0;
const COUNTED_AT = 1;
const KNOWN_AT = 2;
const SUM_AT = 3;
const COMPLETE_AT = 4;
const WIDTH = 5;

/**
 * What each dimension has in each slot of days: records of the population; those of them that are counted; those of
 * these of which everything is known that the metric needs, and the sum of their amounts; those of the population of
 * which everything is known. A cell is a dimension × slots + a slot. One object serves many metrics in turn.
 */
export class Figures {
	readonly slots: number;
	values: Float64Array = new Float64Array(0);
	/** The days of the counted that have some, for a median; no list where there are none. */
	days: (number[] | undefined)[] = [];

	constructor(slots: number) {
		this.slots = slots;
	}

	/** Forgets what it held, and counts a metric's records in a breakdown. */
	count(metric: Metric, facts: FactBits, source: Counted, breakdown: Breakdown): this {
		const cells = breakdown.dimensions.length * this.slots;
		if (this.values.length < cells * WIDTH) this.values = new Float64Array(cells * WIDTH);
		else this.values.fill(0, 0, cells * WIDTH);
		this.days = [];
		if (cells === 0) return this;
		const roles = traitRoles(metric, facts, source.traits);
		addTally(this, source, metric, roles, breakdown);
		if (metric.kind === "median") addSamples(this.days, source, metric, roles, breakdown, this.slots);
		return this;
	}
}

/** The same for one dimension in one period; `complete` leaves out the undated unless they belong to it. */
export class Total {
	among = 0;
	counted = 0;
	known = 0;
	sum = 0;
	complete = 0;
	readonly days: (readonly number[])[] = [];

	/** Adds up the slots of a period. The complete records of all time are dated, unless the metric has no periods. */
	take({ values, slots, days }: Figures, group: number, span: Span, periods: Metric["periods"]): this {
		this.among = this.counted = this.known = this.sum = this.complete = this.days.length = 0;
		const first = group * slots;
		const undated = periods === "now" ? -1 : first + slots - 1;
		for (let cell = first + span.from; cell < first + span.to; cell++) {
			const at = cell * WIDTH;
			const among = values[at + AMONG_AT]!;
			if (among === 0) continue;
			this.among += among;
			this.counted += values[at + COUNTED_AT]!;
			this.known += values[at + KNOWN_AT]!;
			this.sum += values[at + SUM_AT]!;
			if (cell !== undated) this.complete += values[at + COMPLETE_AT]!;
			const list = days[cell];
			if (list !== undefined) this.days.push(list);
		}
		return this;
	}
}

export const AMONG = 1;
export const COUNTED = 2;
export const NEEDED = 4;

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
	{ slots, values }: Figures,
	source: Counted,
	metric: Metric,
	roles: Uint8Array,
	{ cut, byName, byTrait }: Breakdown,
): void {
	const tally = source.tallies.of(metric.basis, cut);
	const { keys, counts, sums } = tally;
	source.byTrait(tally).forEach((counters, trait) => {
		const role = roles[trait]!;
		const ofTrait = byTrait[trait]!;
		if (role === 0 || ofTrait < 0) return;
		const isCounted = (role & COUNTED) !== 0;
		const isComplete = (role & NEEDED) !== 0;
		for (const counter of counters) {
			const key = keys[counter]!;
			const group = byName === null ? ofTrait : byName[Math.floor(key / slots)]!;
			if (group < 0) continue;
			const count = counts[counter]!;
			const at = (group * slots + (key % slots)) * WIDTH;
			values[at + AMONG_AT]! += count;
			if (isComplete) values[at + COMPLETE_AT]! += count;
			if (!isCounted) continue;
			values[at + COUNTED_AT]! += count;
			if (!isComplete) continue;
			values[at + KNOWN_AT]! += count;
			if (sums.length > 0) values[at + SUM_AT]! += sums[counter]!;
		}
	});
}

function addSamples(
	days: (number[] | undefined)[],
	source: Counted,
	metric: Extract<Metric, { kind: "median" }>,
	roles: Uint8Array,
	{ cut, byName, byTrait }: Breakdown,
	slots: number,
): void {
	for (const { size, trait, slot, closed, codes, took } of source.records) {
		const names = codes[cut]!;
		const ofMeasure = took[metric.measure]!;
		const place = metric.basis === "closed" ? closed : slot;
		for (let record = 0; record < size; record++) {
			if (ofMeasure[record] === 0) continue;
			const ofTrait = byTrait[trait[record]!]!;
			if ((roles[trait[record]!]! & COUNTED) === 0 || ofTrait < 0) continue;
			const group = byName === null ? ofTrait : byName[names[record]!]!;
			if (group < 0) continue;
			const cell = group * slots + place[record]!;
			const list = days[cell];
			if (list === undefined) days[cell] = [ofMeasure[record]! - 1];
			else list.push(ofMeasure[record]! - 1);
		}
	}
}

/** The middle value, or the mean of the middle two; null for none. */
export function medianOf(lists: readonly (readonly number[])[]): number | null {
	const count = countOf(lists);
	if (count === 0) return null;
	let low = Number.POSITIVE_INFINITY;
	let high = 0;
	for (const list of lists) {
		for (const value of list) {
			if (value < low) low = value;
			if (value > high) high = value;
		}
	}
	// Days are small whole numbers: counting them is quicker than sorting.
	const counts = new Int32Array(high - low + 1);
	for (const list of lists) for (const value of list) counts[value - low]!++;
	const at = (place: number) => {
		let value = -1;
		for (let left = place; left >= 0; left -= counts[value]!) value++;
		return low + value;
	};
	return (at((count - 1) >> 1) + at(count >> 1)) / 2;
}

export function countOf(lists: readonly (readonly number[])[]): number {
	return lists.reduce((sum, list) => sum + list.length, 0);
}
