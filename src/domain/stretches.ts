/** So many places at a time. */
const STRETCH = 4096;

/**
 * Walks over many places in stretches. A body that is called often is compiled once, as a whole; a loop that runs once
 * over a hundred thousand places is compiled in its middle and thrown away at its end.
 * @param walk looks at the places from `from` on and before `to`
 * @example inStretches(leads.size, (from, to) => { for (let lead = from; lead < to; lead++) sum += points[lead]!; });
 */
export function inStretches(size: number, walk: (from: number, to: number) => void): void {
	for (let from = 0; from < size; from += STRETCH) walk(from, Math.min(from + STRETCH, size));
}
