/** Chance that comes out the same every time: a small seeded generator and the draws that the sample needs. */

export interface Random {
	/** In [0, 1). */
	next(): number;
	/** A whole number from `low` to `high`, both included. */
	int(low: number, high: number): number;
	/** True with this probability. */
	chance(probability: number): boolean;
	pick<T>(items: readonly T[]): T;
	/** One of the values, as often as its weight says. */
	weighted<T>(items: readonly (readonly [T, number])[]): T;
	/** Roughly normal: mean 0, spread 1, never beyond ±6. */
	normal(): number;
	/** Waiting times: mean `mean`, mostly short, sometimes long. */
	waiting(mean: number): number;
	shuffle<T>(items: readonly T[]): T[];
	/** A generator of its own, so that a change in one topic leaves the others as they were. */
	fork(topic: string): Random;
}

export function createRandom(seed: string): Random {
	const next = mulberry32(hash(seed));
	const self: Random = {
		next,
		int: (low, high) => low + Math.floor(next() * (high - low + 1)),
		chance: (probability) => next() < probability,
		pick: (items) => items[Math.floor(next() * items.length)]!,
		weighted: (items) => {
			let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
			for (const [item, weight] of items) {
				left -= weight;
				if (left < 0) return item;
			}
			return items[items.length - 1]![0];
		},
		normal: () => {
			let sum = -6;
			for (let i = 0; i < 12; i++) sum += next();
			return sum;
		},
		waiting: (mean) => -Math.log(1 - next()) * mean,
		shuffle: (items) => {
			const shuffled = [...items];
			for (let i = shuffled.length - 1; i > 0; i--) {
				const j = Math.floor(next() * (i + 1));
				[shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
			}
			return shuffled;
		},
		fork: (topic) => createRandom(`${seed}/${topic}`),
	};
	return self;
}

/** FNV-1a. */
function hash(text: string): number {
	let value = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) {
		value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
	}
	return value >>> 0;
}

/** T. Ettinger's mulberry32: 32 bits of state are plenty for a few ten thousand draws. */
function mulberry32(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}
