/**
 * What a metric's declaration says.
 *
 * Every metric counts within one population: the records of `source` for which all facts of `among` hold, dated by
 * `basis`. A numerator is that population narrowed by the further facts of `counted`. So it is a subset of the
 * denominator whatever anyone declares, and no rate can leave 0..1.
 */

import type { Cut, CutOf } from "./cuts";

/** `percent`: a share that may lie outside 0..1, such as ROI. `decimal`: a number that is not whole. */
export type Unit = "count" | "money" | "rate" | "days" | "hours" | "percent" | "decimal";

/** The date that puts a record into a period: the denominators of one rate share it with its numerators. */
export type Basis =
	| "lead_created"
	| "deal_created"
	| "closed"
	| "mql"
	/** The day of a lead's first 商談化 event. */
	| "converted"
	| "activity"
	/** The month that money was spent for. */
	| "spent"
	/** The first day of a month, for a lead that was in ② on it. */
	| "month_start";

/** Who can move the figure and so answers for it. */
export type OwnerRole = "marketing" | "inside_sales" | "sales" | "manager";

/**
 * What may hold for a lead.
 * - `judged`: the effective verdict is 対象 or 対象外; `target`: it is 対象; `unjudged`: there is none.
 * - `timed_verdict`: it is unjudged, or both the day it was created and the day it was first judged are known.
 * - `qualified`: it has an MQL date at all. `converted`: it has had its 商談化 event, and not before it was created.
 * - `timed`: the moment it was created has a time of day.
 * - `mql`, `deal`, `verdict`, `first_touch`: it became an MQL, had its 商談化 event, was first judged, or first touched by us,
 *   at most `maturityDays` after the day it was created. The exchange of cards that it came from is no touch. A deal dated before its lead (順序逆転) never makes `deal` true; a lead whose company was
 *   judged before it was created was judged on that day.
 */
export type LeadFact =
	| "judged"
	| "target"
	| "unjudged"
	| "timed_verdict"
	| "qualified"
	| "converted"
	| "timed"
	| LeadEvent;
export type LeadEvent = "mql" | "deal" | "verdict" | "first_touch";

/**
 * What may hold for a deal.
 * - `won`, `lost`, `open`: how it stands; `closed`: won or lost. `concluded`: how it stands is known, and if it was
 *   won, when.
 * - `linked`: its lead is known. `comparable`: so are the dates of both. `reversed`: it is dated before its lead;
 *   `after_lead`: comparable and not reversed.
 * - `priced`: its amount is known.
 * - `timed_order`: it was won on a day not before the one it was created on, both known.
 * - `future`: created after asOf, or won or lost on a day after asOf.
 * - `order`: won, at most `maturityDays` after the day it was created.
 */
export type DealFact =
	| "won"
	| "lost"
	| "open"
	| "closed"
	| "concluded"
	| "linked"
	| "comparable"
	| "reversed"
	| "after_lead"
	| "priced"
	| "timed_order"
	| "future"
	| DealEvent;
export type DealEvent = "order";

/**
 * What may hold for an activity.
 * - `linked`: its lead is known.
 * - `touch`: we were in touch with a known lead (followup/touches); not what is dated after asOf.
 * - `off_target`: such a touch of a lead that is 対象外 or 未判定 now; `out`: of one that is 対象外.
 * - `timed`: such a touch whose minutes are known.
 * - `attempt`: we tried to reach somebody, whoever it was; `reached`: and did, as far as the result says. Like all that
 *   follow not what is dated after asOf.
 * - `call`: an attempt by telephone; `connected`: somebody answered; `key`: the person in charge did; `appointment`:
 *   and agreed to meet.
 */
export type ActivityFact =
	| "linked"
	| "touch"
	| "off_target"
	| "out"
	| "timed"
	| "attempt"
	| "reached"
	| "call"
	| "connected"
	| "key"
	| "appointment";

/** What may hold for a cost. `priced`: its amount is known. */
export type CostFact = "priced";

/**
 * What may hold for a lead in a month at whose start it was in ②: created before, no deal yet, not 対象外 yet.
 * - `attempted`, `touched`: somebody tried to reach it, or did, in that month.
 */
export type LeadMonthFact = "attempted" | "touched";

/** A number of days that each record has of its own. */
export type LeadMeasure = "lead_to_verdict";
export type DealMeasure = "lead_to_deal" | "deal_to_order";

interface Declared<Source extends string, Fact extends string, DatedBy extends Basis, CutBy extends Cut> {
	/** Stable; the locale's label and definition go by it. */
	readonly id: string;
	readonly source: Source;
	readonly basis: DatedBy;
	/** The population. For a rate it is the denominator. */
	readonly among: readonly Fact[];
	/** What must hold besides `among` for a record to be counted, summed or measured. */
	readonly counted: readonly Fact[];
	/** What must be known of a record of the population, its date besides, for the figure to be exact. */
	readonly needs: readonly Fact[];
	/** How long after its period's last day a cohort still changes; 0 where nothing has to ripen. */
	readonly maturityDays: number;
	readonly direction: "higher" | "lower";
	readonly owner: OwnerRole;
	readonly cuts: readonly CutBy[];
	/**
	 * `months`: months and longer periods, and all time. `dated`: the same without all time. `monthly`: months alone.
	 * `now`: one figure over all records as they stand.
	 */
	readonly periods: "months" | "dated" | "monthly" | "now";
	/** Whether names have it for all periods; else only for the latest. */
	readonly full?: true;
	/** Whether it is a 現在値: a ratio of what happened in one period, not of what became of a cohort. */
	readonly samePeriod?: true;
}

type Kind =
	/** Number of counted records. */
	| { readonly kind: "count"; readonly unit: "count" }
	/** Counted ÷ population. */
	| { readonly kind: "ratio"; readonly unit: "rate" }
	/** Sum of the amounts of counted records, in one currency. */
	| { readonly kind: "sum"; readonly unit: "money" }
	/** That sum ÷ the number of its records. */
	| { readonly kind: "mean"; readonly unit: "money" }
	/** Median of the counted records' days. */
	| Median<DealMeasure>
	/** Counted records, or their amounts, ÷ members by full-time equivalent. */
	| { readonly kind: "per_head"; readonly unit: "money" | "decimal" };

interface Median<Measure> {
	readonly kind: "median";
	readonly unit: "days";
	readonly measure: Measure;
}

/** Time spent on the counted records, those of unknown length at the team's usual one; or what that time costs. */
interface Effort {
	readonly kind: "effort";
	readonly unit: "hours" | "money";
}

/** What money was spent, or what it bought. */
type Spending =
	| { readonly kind: "sum"; readonly unit: "money" }
	/** Cost ÷ the figure of the metric `per`. */
	| { readonly kind: "unit_cost"; readonly unit: "money"; readonly per: string }
	/** (The sum of the metric `per` × gross margin − cost) ÷ cost. */
	| { readonly kind: "gain"; readonly unit: "percent"; readonly per: string };

type Counting = Extract<Kind, { readonly kind: "count" | "ratio" }>;

export type LeadMetric = Declared<"lead", LeadFact, "lead_created" | "mql" | "converted", CutOf<"lead">> &
	(Counting | Median<LeadMeasure>);
export type DealMetric = Declared<"deal", DealFact, "deal_created" | "closed", CutOf<"deal">> & Kind;
export type ActivityMetric = Declared<"activity", ActivityFact, "activity", CutOf<"activity">> &
	(Counting | Effort);
export type CostMetric = Declared<"cost", CostFact, "spent", CutOf<"cost">> & Spending;
export type LeadMonthMetric = Declared<"lead_month", LeadMonthFact, "month_start", CutOf<"lead_month">> &
	Counting;
export type Metric = LeadMetric | DealMetric | ActivityMetric | CostMetric | LeadMonthMetric;
