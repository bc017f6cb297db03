/** Where records of a file belong: to one that is there, to an earlier one of the file, or to nobody. */
import type { Doubt, Reason } from "../duplicates/evidence";

/** What shows that two records are one; `same` is every identifying cell, `number` the team's own number. */
export type MatchReason = Reason | "same" | "number" | "moment";

export interface Match {
	/** Row of the present table; null for none. */
	readonly known: number | null;
	/** Earlier record of the file that this one says again; null for none. */
	readonly repeats: number | null;
	readonly reasons: readonly MatchReason[];
	/** Row of the present table that it may be, too weakly to go by; null for none. */
	readonly possible: number | null;
	readonly doubts: readonly Doubt[];
}

export const NOBODY: Match = { known: null, repeats: null, reasons: [], possible: null, doubts: [] };

export const knownAs = (known: number, reasons: readonly MatchReason[]): Match => ({
	...NOBODY,
	known,
	reasons,
});
export const repeating = (repeats: number, reasons: readonly MatchReason[]): Match => ({
	...NOBODY,
	repeats,
	reasons,
});

/** The first row of each key; blank keys are none. */
export function firstByKey(keys: readonly string[]): ReadonlyMap<string, number> {
	const rows = new Map<string, number>();
	keys.forEach((key, row) => {
		if (key !== "" && !rows.has(key)) rows.set(key, row);
	});
	return rows;
}
