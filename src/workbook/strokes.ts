/** Widths and heights by few calls: a call sets neighbours to one size, and a later call may lie over an earlier one. */

export interface Stroke {
	/** 1-based. */
	readonly first: number;
	readonly count: number;
	readonly pixels: number;
}

/**
 * The fewest strokes, in order, that give each line its size.
 * @param wanted pixels by place; a hole is a line that must not be touched
 * @param held what every line measures already, or null where nobody knows
 * @example strokes([140, 70, 140], 100) // => [{ first: 1, count: 3, pixels: 140 }, { first: 2, count: 1, pixels: 70 }]
 */
export function strokes(wanted: readonly (number | undefined)[], held: number | null): Stroke[] {
	const known = new Map<string, Stroke[]>();
	/** For the lines from `from` to before `to`, which all measure `under` so far. */
	const fewest = (from: number, to: number, under: number | null): Stroke[] => {
		if (from >= to) return [];
		const pixels = wanted[from];
		if (pixels === undefined || pixels === under) return fewest(from + 1, to, under);
		const key = `${from} ${to} ${under}`;
		let best = known.get(key);
		if (best !== undefined) return best;
		// The first line's stroke may reach to any line of its size; the others in between are laid over it.
		for (let end = from + 1; end <= to && wanted[end - 1] !== undefined; end++) {
			if (wanted[end - 1] !== pixels) continue;
			const stroke = { first: from + 1, count: end - from, pixels };
			const way = [stroke, ...fewest(from + 1, end - 1, pixels), ...fewest(end, to, under)];
			if (best === undefined || way.length < best.length) best = way;
		}
		known.set(key, best ?? []);
		return best ?? [];
	};
	return fewest(0, wanted.length, held);
}
