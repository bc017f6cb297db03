/**
 * The metric catalogue. A metric is one declaration; the fold, the Metrics table, tooltips, the list of definitions
 * and the tests are read off it, so that adding a metric is adding one declaration.
 *
 * Every metric counts within one population: the records of `source` for which all facts of `among` hold, dated by
 * `basis`. A numerator is that population narrowed by the further facts of `counted`. So it is a subset of the
 * denominator whatever anyone declares, and no rate can leave 0..1.
 */

export type Unit = "count" | "money" | "rate" | "days" | "hours";

/** The date that puts a record into a period: the denominators of one rate share it with its numerators. */
export type Basis = "lead_created" | "deal_created" | "closed" | "mql" | "activity";

/**
 * What a metric is cut by. A lead's and a deal's rep is its owner, an activity's rep is who acted. `age` is the band
 * (`AGE_BANDS`) of the days from a lead's creation to asOf.
 */
export type Cut = "channel" | "rep" | "type" | "age";

/** How old a lead is: whole days from its creation to asOf. A creation date that has not come yet is the youngest. */
export const AGE_BANDS = ["0-7", "8-30", "31-90", "91+"] as const;
/** The last day of each band but the oldest. */
export const AGE_ENDS = [7, 30, 90] as const;

/** Who can move the figure and so answers for it. */
export type OwnerRole = "marketing" | "inside_sales" | "sales" | "manager";

/**
 * What may hold for a lead.
 * - `judged`: the effective verdict is 対象 or 対象外; `target`: it is 対象; `unjudged`: there is none.
 * - `timed_verdict`: it is unjudged, or both the day it was created and the day it was first judged are known.
 * - `qualified`: it has an MQL date at all.
 * - `mql`, `deal`, `verdict`: it became an MQL, had its first deal, or was first judged, at most `maturityDays` after
 *   the day it was created. A deal dated before its lead (順序逆転) never makes `deal` true; a lead whose company was
 *   judged before it was created was judged on that day.
 */
export type LeadFact = "judged" | "target" | "unjudged" | "timed_verdict" | "qualified" | LeadEvent;
export type LeadEvent = "mql" | "deal" | "verdict";

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
 */
export type ActivityFact = "linked" | "touch" | "off_target" | "out" | "timed";

/** A number of days that each record has of its own. */
type LeadMeasure = "lead_to_verdict";
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
	/** `months`: each month and all time. `now`: one figure over all records as they stand. */
	readonly periods: "months" | "now";
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
	| Median<DealMeasure>;

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

type Counting = Extract<Kind, { readonly kind: "count" | "ratio" }>;

export type LeadMetric = Declared<"lead", LeadFact, "lead_created" | "mql", "channel" | "rep" | "age"> &
	(Counting | Median<LeadMeasure>);
export type DealMetric = Declared<"deal", DealFact, "deal_created" | "closed", "channel" | "rep"> & Kind;
export type ActivityMetric = Declared<"activity", ActivityFact, "activity", "rep" | "type"> &
	(Counting | Effort);
export type Metric = LeadMetric | DealMetric | ActivityMetric;

/** 商談化 must come within this many days of the lead. */
const DEAL_WITHIN_DAYS = 90;
const MQL_WITHIN_DAYS = 90;
/** A verdict must come within this many days of the lead to be an early one. */
const VERDICT_WITHIN_DAYS = 7;
/** 受注 must come within this many days of the deal. */
const ORDER_WITHIN_DAYS = 180;

const PLAIN = {
	among: [],
	counted: [],
	needs: [],
	maturityDays: 0,
	direction: "higher",
	periods: "months",
} as const;
const COUNT = { ...PLAIN, kind: "count", unit: "count" } as const;
const RATIO = { ...PLAIN, kind: "ratio", unit: "rate" } as const;

const LEAD = { source: "lead", basis: "lead_created", cuts: ["channel", "rep"] } as const;
const DEAL = { source: "deal", basis: "deal_created", cuts: ["channel", "rep"] } as const;
const CLOSED_DEAL = { ...DEAL, basis: "closed" } as const;
const ACTIVITY = { source: "activity", basis: "activity", cuts: ["rep"] } as const;

const OFF_TARGET_EFFORT = {
	...ACTIVITY,
	...PLAIN,
	kind: "effort",
	among: ["off_target"],
	needs: ["timed"],
	direction: "lower",
	owner: "manager",
} as const;

/** Every metric, in the order in which tables list them. */
export const METRICS = [
	// Leads: 新規リード, 判定, 対象, MQL and 商談化.
	{ ...COUNT, ...LEAD, id: "leads_new", owner: "marketing" },
	{ ...COUNT, ...LEAD, id: "leads_judged", counted: ["judged"], owner: "inside_sales" },
	{ ...RATIO, ...LEAD, id: "judged_rate", counted: ["judged"], owner: "inside_sales" },
	{ ...COUNT, ...LEAD, id: "leads_target", counted: ["target"], needs: ["judged"], owner: "marketing" },
	{ ...RATIO, ...LEAD, id: "target_rate", among: ["judged"], counted: ["target"], owner: "marketing" },
	{
		...LEAD,
		...PLAIN,
		id: "judge_days",
		kind: "median",
		unit: "days",
		measure: "lead_to_verdict",
		among: ["judged"],
		needs: ["timed_verdict"],
		direction: "lower",
		owner: "inside_sales",
	},
	{
		...RATIO,
		...LEAD,
		id: "judged_7d",
		counted: ["verdict"],
		needs: ["timed_verdict"],
		maturityDays: VERDICT_WITHIN_DAYS,
		owner: "inside_sales",
	},
	{
		...COUNT,
		...LEAD,
		id: "unjudged",
		among: ["unjudged"],
		direction: "lower",
		periods: "now",
		cuts: ["channel", "rep", "age"],
		owner: "inside_sales",
	},
	{ ...COUNT, ...LEAD, id: "mql", basis: "mql", among: ["qualified"], owner: "marketing" },
	{ ...RATIO, ...LEAD, id: "mql_rate", counted: ["mql"], maturityDays: MQL_WITHIN_DAYS, owner: "marketing" },
	{
		...RATIO,
		...LEAD,
		id: "deal_rate",
		counted: ["deal"],
		maturityDays: DEAL_WITHIN_DAYS,
		owner: "inside_sales",
	},

	// Deals: 商談, 受注 and 失注.
	{ ...COUNT, ...DEAL, id: "deals_new", owner: "sales" },
	{ ...COUNT, ...CLOSED_DEAL, id: "deals_won", among: ["won"], owner: "sales" },
	{
		...CLOSED_DEAL,
		...PLAIN,
		id: "won_amount",
		kind: "sum",
		unit: "money",
		among: ["won"],
		needs: ["priced"],
		owner: "sales",
	},
	{ ...COUNT, ...CLOSED_DEAL, id: "deals_lost", among: ["lost"], direction: "lower", owner: "sales" },
	{
		...RATIO,
		...CLOSED_DEAL,
		id: "win_rate_closed",
		among: ["closed"],
		counted: ["won"],
		samePeriod: true,
		owner: "sales",
	},
	{
		...RATIO,
		...DEAL,
		id: "win_rate_cohort",
		counted: ["order"],
		needs: ["concluded"],
		maturityDays: ORDER_WITHIN_DAYS,
		owner: "sales",
	},
	{
		...DEAL,
		...PLAIN,
		id: "lead_to_deal_days",
		kind: "median",
		unit: "days",
		measure: "lead_to_deal",
		needs: ["after_lead"],
		direction: "lower",
		owner: "inside_sales",
	},
	{
		...CLOSED_DEAL,
		...PLAIN,
		id: "deal_to_order_days",
		kind: "median",
		unit: "days",
		measure: "deal_to_order",
		among: ["won"],
		needs: ["timed_order"],
		direction: "lower",
		owner: "sales",
	},
	{
		...CLOSED_DEAL,
		...PLAIN,
		id: "average_order",
		kind: "mean",
		unit: "money",
		among: ["won"],
		needs: ["priced"],
		owner: "sales",
	},
	{ ...COUNT, ...DEAL, id: "open_pipeline", among: ["open"], periods: "now", owner: "sales" },
	{
		...DEAL,
		...PLAIN,
		id: "open_amount",
		kind: "sum",
		unit: "money",
		among: ["open"],
		needs: ["priced"],
		periods: "now",
		owner: "sales",
	},

	// Activities.
	{ ...COUNT, ...ACTIVITY, id: "activities", owner: "inside_sales" },
	{
		...RATIO,
		...ACTIVITY,
		id: "activities_linked",
		counted: ["linked"],
		cuts: ["type"],
		periods: "now",
		owner: "inside_sales",
	},
	// Effort on leads that are 対象外 or 未判定.
	{
		...RATIO,
		...ACTIVITY,
		id: "off_target_touches",
		among: ["touch"],
		counted: ["off_target"],
		direction: "lower",
		owner: "manager",
	},
	{ ...OFF_TARGET_EFFORT, id: "off_target_hours", unit: "hours" },
	{ ...OFF_TARGET_EFFORT, id: "off_target_cost", unit: "money" },
	{ ...COUNT, ...ACTIVITY, id: "out_touches", among: ["out"], direction: "lower", owner: "manager" },

	// What no rate may hide: 順序逆転, deals without a lead, dates that have not come yet.
	{
		...COUNT,
		...DEAL,
		id: "reversed_deals",
		counted: ["reversed"],
		needs: ["comparable"],
		direction: "lower",
		owner: "manager",
	},
	{ ...RATIO, ...DEAL, id: "deals_linked", counted: ["linked"], periods: "now", owner: "manager" },
	{
		...COUNT,
		...DEAL,
		id: "future_dated",
		counted: ["future"],
		direction: "lower",
		periods: "now",
		owner: "manager",
	},
] as const satisfies readonly Metric[];

export type MetricId = (typeof METRICS)[number]["id"];

/**
 * The declaration of a metric, or null for an id that the catalogue has not.
 * @example metricOf("deal_rate")?.maturityDays // => 90
 */
export function metricOf(id: string): Metric | null {
	return METRICS.find((metric) => metric.id === id) ?? null;
}

/** Whether a target for part of a month can be paced: only what adds up day by day. */
export function isAdditive(metric: Metric): boolean {
	return metric.kind === "count" || metric.kind === "sum" || metric.kind === "effort";
}
