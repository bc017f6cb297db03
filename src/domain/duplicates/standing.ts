import type { Column } from "../records";

/** What tells which of two rows to keep. */
export interface Standing {
	/** Any number that grows with time. */
	readonly createdAt: Column<number>;
	/** How many cells of a row hold something; where it is missing, those of the searched columns are counted. */
	readonly filled?: ArrayLike<number>;
}

/** Orders rows by what they are worth keeping: the fuller, then the older (undated last), then the upper. */
export function standingOf(
	{ createdAt, filled }: Standing,
	columns: readonly Column<string>[],
): (a: number, b: number) => number {
	const count = (row: number): number =>
		filled?.[row] ??
		columns.reduce((sum, column) => sum + (column[row] === null || column[row] === undefined ? 0 : 1), 0);
	const age = (row: number): number => createdAt[row] ?? Number.MAX_VALUE;
	return (a, b) => count(b) - count(a) || age(a) - age(b) || a - b;
}
