/**
 * The metric catalogue. A metric is one declaration; the fold, the Metrics table, tooltips, the list of definitions
 * and the tests are read off it, so that adding a metric is adding one declaration.
 */
import type { Metric } from "../declaration";

/** 商談化 must come within this many days of the lead. */
const DEAL_WITHIN_DAYS = 90;
const MQL_WITHIN_DAYS = 90;
/** The first touch must come within this many days of the lead. */
const TOUCHED_WITHIN_DAYS = 30;
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

/** For figures that stand twice: of all, and of 対象 only. */
const TWICE = { cuts: ["channel", "rep", "verdict"] } as const;
/** For the figures of the funnel, which people compare in every way. */
const FUNNEL = {
	cuts: ["channel", "channel_class", "rep", "role", "verdict", "segment", "campaign"],
	full: true,
} as const;

const LEAD = { source: "lead", basis: "lead_created", cuts: ["channel", "rep"] } as const;
const DEAL = { source: "deal", basis: "deal_created", cuts: ["channel", "rep"] } as const;
const CLOSED_DEAL = { ...DEAL, basis: "closed" } as const;
const ACTIVITY = { source: "activity", basis: "activity", cuts: ["rep"] } as const;
/** What a rep does: a count of what was done in the period, or a share of it. */
const DONE = { ...COUNT, ...ACTIVITY, cuts: ["rep", "role"], owner: "inside_sales" } as const;
const DONE_RATE = { ...DONE, ...RATIO } as const;
const LEAD_MONTH = {
	...RATIO,
	source: "lead_month",
	basis: "month_start",
	cuts: ["channel", "rep"],
	periods: "monthly",
	// Final as soon as the month is over.
	maturityDays: 1,
	owner: "inside_sales",
} as const;
const PER_HEAD = { kind: "per_head", cuts: ["rep", "role"], periods: "dated", owner: "manager" } as const;
const COST = {
	...PLAIN,
	source: "cost",
	basis: "spent",
	cuts: ["channel", "channel_class"],
	needs: ["priced"],
	maturityDays: 1,
	direction: "lower",
	owner: "marketing",
	samePeriod: true,
} as const;
const UNIT_COST = { ...COST, kind: "unit_cost", unit: "money" } as const;

const OFF_TARGET_EFFORT = {
	...ACTIVITY,
	...PLAIN,
	kind: "effort",
	among: ["off_target"],
	needs: ["timed"],
	direction: "lower",
	owner: "manager",
} as const;

const METRICS = [
	// Leads: 新規リード, 判定, 対象, MQL and 商談化.
	{ ...COUNT, ...LEAD, ...FUNNEL, id: "leads_new", owner: "marketing" },
	{ ...COUNT, ...LEAD, id: "leads_judged", counted: ["judged"], owner: "inside_sales" },
	{
		...RATIO,
		...LEAD,
		id: "judged_rate",
		counted: ["judged"],
		owner: "inside_sales",
		cuts: ["channel", "rep", "campaign"],
	},
	{
		...COUNT,
		...LEAD,
		id: "leads_target",
		counted: ["target"],
		needs: ["judged"],
		owner: "marketing",
		cuts: ["channel", "channel_class", "rep", "campaign"],
		full: true,
	},
	{
		...RATIO,
		...LEAD,
		id: "target_rate",
		among: ["judged"],
		counted: ["target"],
		owner: "marketing",
		cuts: ["channel", "channel_class", "rep", "segment", "campaign"],
		full: true,
	},
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
	{ ...COUNT, ...LEAD, ...FUNNEL, id: "mql", basis: "mql", among: ["qualified"], owner: "marketing" },
	{
		...RATIO,
		...LEAD,
		...TWICE,
		id: "mql_rate",
		counted: ["mql"],
		maturityDays: MQL_WITHIN_DAYS,
		owner: "marketing",
		cuts: ["channel", "rep", "verdict", "campaign"],
	},
	{
		...RATIO,
		...LEAD,
		id: "touched_30d",
		counted: ["first_touch"],
		maturityDays: TOUCHED_WITHIN_DAYS,
		owner: "inside_sales",
		cuts: ["channel", "rep", "campaign"],
	},
	// What counts where 商談化 is another event than a deal.
	{
		...COUNT,
		...LEAD,
		...FUNNEL,
		id: "conversions",
		basis: "converted",
		among: ["converted"],
		owner: "inside_sales",
	},
	{
		...RATIO,
		...LEAD,
		...FUNNEL,
		id: "deal_rate",
		counted: ["deal"],
		maturityDays: DEAL_WITHIN_DAYS,
		owner: "inside_sales",
	},

	// Deals: 商談, 受注 and 失注.
	{ ...COUNT, ...DEAL, ...FUNNEL, id: "deals_new", owner: "sales" },
	{ ...COUNT, ...CLOSED_DEAL, ...FUNNEL, id: "deals_won", among: ["won"], owner: "sales" },
	{
		...CLOSED_DEAL,
		...FUNNEL,
		...PLAIN,
		id: "won_amount",
		kind: "sum",
		unit: "money",
		among: ["won"],
		needs: ["priced"],
		owner: "sales",
	},
	{
		...COUNT,
		...CLOSED_DEAL,
		...TWICE,
		id: "deals_lost",
		among: ["lost"],
		direction: "lower",
		owner: "sales",
	},
	{
		...RATIO,
		...CLOSED_DEAL,
		...TWICE,
		id: "win_rate_closed",
		among: ["closed"],
		counted: ["won"],
		samePeriod: true,
		owner: "sales",
	},
	{
		...RATIO,
		...DEAL,
		...FUNNEL,
		id: "win_rate_cohort",
		counted: ["order"],
		needs: ["concluded"],
		maturityDays: ORDER_WITHIN_DAYS,
		owner: "sales",
	},
	{
		...DEAL,
		...TWICE,
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
		...TWICE,
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
		...TWICE,
		...PLAIN,
		id: "average_order",
		kind: "mean",
		unit: "money",
		among: ["won"],
		needs: ["priced"],
		owner: "sales",
	},
	{ ...COUNT, ...DEAL, ...TWICE, id: "open_pipeline", among: ["open"], periods: "now", owner: "sales" },
	{
		...DEAL,
		...TWICE,
		...PLAIN,
		id: "open_amount",
		kind: "sum",
		unit: "money",
		among: ["open"],
		needs: ["priced"],
		periods: "now",
		owner: "sales",
	},

	// Productivity. Members count by full-time equivalent from the day they joined; nothing is taken off for a ramp.
	{
		...CLOSED_DEAL,
		...PLAIN,
		...PER_HEAD,
		id: "won_per_fte",
		unit: "money",
		among: ["won"],
		needs: ["priced"],
	},
	{ ...DEAL, ...PLAIN, ...PER_HEAD, id: "deals_per_fte", unit: "decimal" },

	// Costs and what they bought in the same period.
	{ ...COST, id: "cost", kind: "sum", unit: "money", full: true },
	{ ...UNIT_COST, id: "cpl", per: "leads_new", full: true },
	{ ...UNIT_COST, id: "cost_per_mql", per: "mql" },
	{ ...UNIT_COST, id: "cost_per_deal", per: "deals_new", full: true },
	{ ...UNIT_COST, id: "cac", per: "deals_won" },
	{ ...COST, id: "roi", kind: "gain", unit: "percent", per: "won_amount", direction: "higher" },

	// Activities.
	{ ...COUNT, ...ACTIVITY, id: "activities", owner: "inside_sales" },
	{ ...DONE, id: "attempts", among: ["attempt"], full: true },
	{ ...DONE, id: "touches", among: ["reached"] },
	{ ...DONE, id: "calls", among: ["call"] },
	{ ...DONE, id: "connections", among: ["connected"] },
	{ ...DONE, id: "key_contacts", among: ["key"] },
	{ ...DONE, id: "appointments", among: ["appointment"], full: true },
	{ ...DONE_RATE, id: "connect_rate", among: ["call"], counted: ["connected"] },
	{ ...DONE_RATE, id: "gatekeeper_rate", among: ["call"], counted: ["key"] },
	{ ...DONE_RATE, id: "appointment_rate", among: ["connected"], counted: ["appointment"] },
	// 月次接触率: whom we stayed in touch with of those in ② when the month began.
	{ ...LEAD_MONTH, id: "contact_rate", counted: ["touched"] },
	{ ...LEAD_MONTH, id: "attempt_rate", counted: ["attempted"] },
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

/** Every metric, in the order in which tables list them; the same table at every call. */
export const metrics = () => METRICS;
