/**
 * What figures are cut by. A line of `CUTS` is all that a further cut takes: the fold's columns and tallies, the groups
 * and the periods they are shown for, and the records behind a figure are read off it; a metric names it among its cuts.
 */

/** How old a lead is: whole days from its creation to asOf. A creation date that has not come yet is the youngest. */
export const AGE_BANDS = ["0-7", "8-30", "31-90", "91+"] as const;
/** The last day of each band but the oldest. */
export const AGE_ENDS = [7, 30, 90] as const;

/** How many of the latest months, weeks, quarters, halves and fiscal years are shown. */
type Latest = readonly [months: number, weeks: number, quarters: number, halves: number, years: number];

interface Cutting {
	/** The column of each table that names its records. */
	readonly lead?: string;
	readonly deal?: string;
	readonly activity?: string;
	readonly cost?: string;
	/** A deal that has no name of its own goes by its lead's. */
	readonly ofLead?: true;
	/** The cut whose names it groups, by what the report says of them. */
	readonly by?: string;
	/** All names but the blank, and those of them that are looked at most; else whatever the columns hold. */
	readonly names?: readonly string[];
	readonly main?: readonly string[];
	/** It has no groups at all while nobody has named any. */
	readonly isOptional?: true;
	/** Of the metrics that are looked at most, over the larger names; `BRIEF` of spans.ts where it is not told. */
	readonly latest?: Latest;
}

export const CUTS = {
	channel: { lead: "channel", deal: "channel", cost: "channel", ofLead: true, latest: [99, 0, 2, 2, 1] },
	/** What kind of channel it is: an event, an ad … */
	channel_class: { by: "channel", isOptional: true, latest: [99, 0, 2, 2, 1] },
	/** A lead's and a deal's owner, and who acted. */
	rep: { lead: "owner", deal: "owner", activity: "owner", latest: [99, 4, 2, 2, 1] },
	role: { by: "rep", isOptional: true, latest: [2, 0, 2, 1, 1] },
	verdict: { lead: "verdict", ofLead: true, names: ["in", "out"], main: ["in"], latest: [99, 0, 2, 1, 1] },
	segment: { lead: "segment", ofLead: true, isOptional: true, latest: [0, 0, 1, 0, 1] },
	/** The event or measure that a lead came from. */
	campaign: { lead: "campaign", ofLead: true, isOptional: true, latest: [0, 0, 1, 1, 1] },
	type: { activity: "type" },
	age: { lead: "age", names: AGE_BANDS },
} as const satisfies Readonly<Record<string, Cutting>>;

export type Cut = keyof typeof CUTS;

type Having<Key extends string> = {
	[C in Cut]: (typeof CUTS)[C] extends Readonly<Record<Key, unknown>> ? C : never;
}[Cut];
/** The cuts that group another's names. */
type Grouping<Of> = { [C in Having<"by">]: (typeof CUTS)[C]["by"] extends Of ? C : never }[Having<"by">];

/** The cuts that group the names of another. */
export type GroupingCut = Having<"by">;

/** The cuts of which records themselves have a name: the fold tells them apart by these. */
export type TallyCut = Exclude<Cut, Having<"by">>;

/** What is cut. Leads in a month at whose start they were in ② go by their leads' names. */
export type CutSource = "lead" | "deal" | "activity" | "cost" | "lead_month";

/** The cuts that a source's metrics may have. */
export type CutOf<Source extends CutSource> = WithGroupings<
	Source extends "deal"
		? Having<"deal"> | Having<"ofLead">
		: Having<Source extends "lead_month" ? "lead" : Source>
>;
type WithGroupings<C extends Cut> = C | Grouping<C>;

/** Columns that name leads; the age is no column, it follows from the day of creation. */
export type LeadNameColumn = Exclude<(typeof CUTS)[Having<"lead">]["lead"], "age">;

/** What a cut declares, nothing for what it does not. */
export const cutting = (cut: Cut): Cutting => CUTS[cut];

/** The cut that a metric's records are counted by. */
export function tallyCut(cut: Cut): TallyCut {
	return (cutting(cut).by ?? cut) as TallyCut;
}

const ALL = Object.keys(CUTS) as Cut[];

/** In the order of their declaration; a record's codes stand in it. */
export const TALLY_CUTS: readonly TallyCut[] = ALL.filter((cut): cut is TallyCut => tallyCut(cut) === cut);

/** The cuts that a source's records are told apart by. */
export function tallyCutsOf(source: CutSource): readonly TallyCut[] {
	return TALLY_CUTS.filter((cut) => {
		const declared = cutting(cut);
		if (source === "deal") return declared.deal !== undefined || declared.ofLead === true;
		return declared[source === "lead_month" ? "lead" : source] !== undefined;
	});
}

/** One thing for each cut. */
export function perCut<C extends Cut, T>(cuts: readonly C[], make: (cut: C) => T): Record<C, T> {
	return Object.fromEntries(cuts.map((cut) => [cut, make(cut)])) as Record<C, T>;
}

/** One thing for each of all cuts. */
export const perEveryCut = <T>(make: (cut: Cut) => T): Record<Cut, T> => perCut(ALL, make);
