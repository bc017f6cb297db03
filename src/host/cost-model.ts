/**
 * What service calls cost on the virtual clock. The figures are public measurements (PERFORMANCE.md section 3), which
 * scatter by ten and more: good enough to find code that cannot meet 6 minutes or 30 seconds, no promise of seconds.
 */
import type { CallKind } from "./call-kind";

interface Cost {
	/** For the call itself. */
	readonly callMs: number;
	/** On top, for what it carries. */
	readonly cellsPerSecond: number;
}

/**
 * One row for each kind of call:
 * - "-" a handle such as getRange: nothing leaves the script.
 * - "g" a question: getLastRow in a loop, 160 s for 1,000 (bugbugnow.net, 2019).
 * - "r" a read: 300 single cells, written in between, in 24.1 s, so 80 ms; 120,000 rows of 2 columns in 7.38 s, so
 *   33,000 cells a second (Qiita, shi-suzuki, 2025).
 * - "w" a write: the same 80 ms; 4,000 cells in 610 ms with their flush, so 6,500 a second (tanaikech).
 * - "c" any other change: no figure of its own; as much as a question.
 */
const MEASURED: Readonly<Record<CallKind, Cost>> = {
	"-": { callMs: 0, cellsPerSecond: Number.POSITIVE_INFINITY },
	g: { callMs: 160, cellsPerSecond: Number.POSITIVE_INFINITY },
	r: { callMs: 80, cellsPerSecond: 33_000 },
	w: { callMs: 80, cellsPerSecond: 6_500 },
	c: { callMs: 160, cellsPerSecond: Number.POSITIVE_INFINITY },
};

/** One look, note or rule for a whole range travels as one, however many cells it covers. */
const ONE_FOR_ALL = /\.set(?!Value$|Formula$)\w*[^s]$/;

/** Whole milliseconds of one call, such as Range.setValues, that touches so many cells. */
export type CallCost = (name: string, kind: CallKind, cells: number) => number;

export const measuredCost: CallCost = (name, kind, cells) => {
	const { callMs, cellsPerSecond } = MEASURED[kind];
	const carried = kind === "w" && ONE_FOR_ALL.test(name) ? 1 : cells;
	return Math.ceil(callMs + (carried * 1000) / cellsPerSecond);
};

/** The same for every call that talks to a server. */
export function flatCost(callMs: number): CallCost {
	return (_name, kind) => (kind === "-" ? 0 : callMs);
}
