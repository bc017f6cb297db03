import { type Day, lastDayOf, type Month, type WallTime } from "../../../src/domain/calendar/day";
import { metrics } from "../../../src/domain/kpi/catalogue";
import type { KpiOptions, Member, MetricRow } from "../../../src/domain/kpi/engine";
import type { KpiTarget } from "../../../src/domain/kpi/targets";
import type { ActivityRow, CostRow, DealRow, LeadRow, Tables } from "./tables";

/**
 * The KPIs once more, slowly: for every figure a filter over all rows, written from the definitions and not from the
 * engine. It shares with it the ids and the shape of a row, and reads dates by the platform's own calendar.
 */
export interface OracleOptions {
	asOf: Day;
	months: number;
	/** The main currency. */
	currency: string;
	targets: readonly KpiTarget[];
	isBusinessDay: (day: Day) => boolean;
	touchMinutes: number;
	/** Of the main currency. */
	hourCost: number | null;
	/** 1–12. */
	fiscalFirstMonth?: number;
	conversion?: KpiOptions["conversion"];
	members?: readonly Member[];
	grossMargin?: number | null;
	channelClass?: (channel: string) => string;
}

type Shape =
	| "count"
	| "ratio"
	| "sum"
	| "mean"
	| "median"
	| "hours"
	| "cost"
	| "per_head"
	| "unit_cost"
	| "gain";

type OracleCut =
	| "channel"
	| "channel_class"
	| "rep"
	| "role"
	| "verdict"
	| "segment"
	| "campaign"
	| "type"
	| "age";

/** A lead in a month at whose start it was in ②. */
interface LeadMonth {
	lead: LeadRow;
	/** "2026-11". */
	month: string;
}

interface Definition {
	shape: Shape;
	basis: MetricRow["basis"];
	maturity?: number;
	now?: true;
	/** Without all time. */
	dated?: true;
	/** Months alone. */
	monthly?: true;
	/** The metric that a cost buys. */
	per?: string;
	cuts: OracleCut[];
	leads?: Question<LeadRow>;
	deals?: Question<DealRow>;
	activities?: Question<ActivityRow>;
	costs?: Question<CostRow>;
	leadMonths?: Question<LeadMonth>;
}

interface Question<Row> {
	population: (row: Row) => boolean;
	counts?: (row: Row) => boolean;
	/** What else must be known. */
	needs?: (row: Row) => boolean;
	days?: (row: Row) => number | null;
	day?: (row: Row) => number | null;
	minutes?: (row: Row) => number | null;
}

const dayOfRow = (time: WallTime | null): number | null => (time === null ? null : Math.floor(time / 86_400));
const months = new Map<number, string>();
function isoMonth(day: number | null): string | null {
	if (day === null) return null;
	const known = months.get(day) ?? new Date(day * 86_400_000).toISOString().slice(0, 7);
	months.set(day, known);
	return known;
}

function between(from: number | null, to: number | null): number | null {
	return from === null || to === null ? null : to - from;
}

function isReversed(row: DealRow): boolean {
	const { created, lead } = row;
	return created !== null && lead !== null && lead.created !== null && isEarlier(created, lead.created);
}

const isComparable = (row: DealRow): boolean =>
	row.created !== null && row.lead !== null && row.lead.created !== null;
const leadToDeal = (row: DealRow): number | null =>
	row.lead === null || isReversed(row) ? null : between(dayOfRow(row.lead.created), dayOfRow(row.created));
const dealToOrder = (row: DealRow): number | null => {
	const days = between(dayOfRow(row.created), dayOfRow(row.closes));
	return row.outcome === "won" && days !== null && days >= 0 ? days : null;
};
const isWonWithin = (row: DealRow, limit: number): boolean => {
	const days = between(dayOfRow(row.created), dayOfRow(row.closes));
	return row.outcome === "won" && days !== null && days <= limit;
};
const judgedAfter = (row: LeadRow): number | null => {
	const days = row.verdict === null ? null : between(dayOfRow(row.created), row.judgedOn);
	return days === null ? null : Math.max(days, 0);
};
const ageOf = (row: LeadRow, asOf: Day): string => {
	const age = between(dayOfRow(row.created), asOf);
	if (age === null) return "";
	return age <= 7 ? "0-7" : age <= 30 ? "8-30" : age <= 90 ? "31-90" : "91+";
};
const TOUCHES = ["card", "meeting", "call_out", "email_out", "dm", "visit"];
const anyone = (): boolean => true;

/** The days of a lead's 商談化 events that do not lie before it. */
function conversionDays(lead: LeadRow, tables: Tables, asOf: Day, event: KpiOptions["conversion"]): number[] {
	const start = lead.created;
	if (start === null) return [];
	if (event === undefined || event === "deal") {
		return tables.deals
			.filter((deal) => deal.lead === lead && leadToDeal(deal) !== null)
			.map((deal) => dayOfRow(deal.created) as number);
	}
	const isEvent = ({ type, result }: ActivityRow): boolean =>
		event === "meeting"
			? type === "meeting" && result !== "absent"
			: (type === "call_out" || type === "call_in") && result === "appointment";
	return tables.activities
		.filter((row) => row.lead === lead && row.at !== null && isEvent(row) && !isEarlier(row.at, start))
		.map((row) => dayOfRow(row.at) as number)
		.filter((day) => day <= asOf);
}

function isEarlier(time: WallTime, other: WallTime): boolean {
	const hasClock = time % 86_400 > 0 && other % 86_400 > 0;
	return hasClock ? time < other : Math.floor(time / 86_400) < Math.floor(other / 86_400);
}

function definitions(tables: Tables, options: OracleOptions): Record<string, Definition> {
	const { asOf } = options;
	const firstConversion = new Map(
		tables.leads.map((lead) => {
			const days = conversionDays(lead, tables, asOf, options.conversion);
			return [lead, days.length === 0 ? null : Math.min(...days)];
		}),
	);
	const isConvertedWithin = (lead: LeadRow, limit: number): boolean => {
		const days = between(dayOfRow(lead.created), firstConversion.get(lead) ?? null);
		return days !== null && days <= limit;
	};
	const isMqlWithin = (lead: LeadRow, limit: number): boolean => {
		const days = between(dayOfRow(lead.created), lead.mqlOn);
		return days !== null && days <= limit;
	};
	const plain = { cuts: ["channel", "rep"] } as { cuts: OracleCut[] };
	const twice = { cuts: ["channel", "rep", "verdict"] } as { cuts: OracleCut[] };
	const funnel = { cuts: ["channel", "channel_class", "rep", "role", "verdict", "segment", "campaign"] } as {
		cuts: OracleCut[];
	};
	const isFuture = (row: DealRow): boolean =>
		(dayOfRow(row.created) ?? asOf) > asOf ||
		((row.outcome === "won" || row.outcome === "lost") && (dayOfRow(row.closes) ?? asOf) > asOf);
	const ofLeads = (shape: Shape, leads: Question<LeadRow>, more: Partial<Definition> = {}): Definition => ({
		shape,
		basis: "lead_created",
		...plain,
		leads,
		...more,
	});
	const ofDeals = (
		shape: Shape,
		basis: Definition["basis"],
		deals: Question<DealRow>,
		more: Partial<Definition> = {},
	): Definition => ({ shape, basis, ...plain, deals, ...more });
	const ofCosts = (shape: Shape, per?: string): Definition => ({
		shape,
		basis: "spent",
		cuts: ["channel", "channel_class"],
		maturity: 1,
		costs: { population: anyone, needs: (row) => row.amount !== null },
		...(per === undefined ? {} : { per }),
	});
	const isJudged = (row: LeadRow): boolean => row.verdict !== null;
	const isTarget = (row: LeadRow): boolean => row.verdict === "in";
	const knowsWhenJudged = (row: LeadRow): boolean => row.verdict === null || judgedAfter(row) !== null;
	const isTouch = (row: ActivityRow): boolean =>
		row.lead !== null &&
		TOUCHES.includes(row.type ?? "") &&
		row.result !== "absent" &&
		(dayOfRow(row.at) ?? asOf) <= asOf;
	const isOffTarget = (row: ActivityRow): boolean => isTouch(row) && row.lead?.verdict !== "in";
	const minutesOf = (row: ActivityRow): number | null =>
		row.minutes !== null && row.minutes >= 0 ? row.minutes : null;
	const ofTouches = (shape: Shape, activities: Question<ActivityRow>): Definition => ({
		shape,
		basis: "activity",
		cuts: ["rep"],
		activities,
	});
	const isOurs = (row: ActivityRow): boolean =>
		TOUCHES.includes(row.type ?? "") && (dayOfRow(row.at) ?? asOf) <= asOf;
	const isCall = (row: ActivityRow): boolean => isOurs(row) && row.type === "call_out";
	const endsIn =
		(...results: string[]) =>
		(row: ActivityRow): boolean =>
			isCall(row) && results.includes(row.result ?? "");
	const isConnected = endsIn("connected", "key", "appointment");
	const isKey = endsIn("key", "appointment");
	const isAppointment = endsIn("appointment");
	const done = (population: (row: ActivityRow) => boolean): Definition => ({
		shape: "count",
		basis: "activity",
		cuts: ["rep", "role"],
		activities: { population },
	});
	const doneRate = (
		population: (row: ActivityRow) => boolean,
		counts: (row: ActivityRow) => boolean,
	): Definition => ({
		shape: "ratio",
		basis: "activity",
		cuts: ["rep", "role"],
		activities: { population, counts },
	});
	const ofLeadMonths = (isMet: (row: ActivityRow) => boolean): Definition => ({
		shape: "ratio",
		basis: "month_start",
		monthly: true,
		maturity: 1,
		...plain,
		leadMonths: {
			population: anyone,
			counts: ({ lead, month }) =>
				tables.activities.some(
					(row) => row.lead === lead && isMet(row) && isoMonth(dayOfRow(row.at)) === month,
				),
		},
	});
	const offTargetEffort: Question<ActivityRow> = {
		population: isOffTarget,
		needs: (row) => minutesOf(row) !== null,
		minutes: minutesOf,
	};
	/** Whether anybody was in touch with it, not before it was created; who only took its card was not. */
	const isTouchedWithin = (lead: LeadRow, limit: number): boolean => {
		const { created } = lead;
		if (created === null) return false;
		return tables.activities.some(
			(row) =>
				row.lead === lead &&
				row.at !== null &&
				isTouch(row) &&
				row.type !== "card" &&
				!isEarlier(row.at, created) &&
				(between(dayOfRow(created), dayOfRow(row.at)) as number) <= limit,
		);
	};
	const isWon = (row: DealRow): boolean => row.outcome === "won";
	const isLost = (row: DealRow): boolean => row.outcome === "lost";
	const isOpen = (row: DealRow): boolean => row.outcome === "open";
	const isPriced = (row: DealRow): boolean => row.amount !== null;
	return {
		leads_new: ofLeads("count", { population: anyone }, funnel),
		leads_judged: ofLeads("count", { population: anyone, counts: isJudged }),
		judged_rate: ofLeads(
			"ratio",
			{ population: anyone, counts: isJudged },
			{ cuts: ["channel", "rep", "campaign"] },
		),
		leads_target: ofLeads(
			"count",
			{ population: anyone, counts: isTarget, needs: isJudged },
			{ cuts: ["channel", "channel_class", "rep", "campaign"] },
		),
		target_rate: ofLeads(
			"ratio",
			{ population: isJudged, counts: isTarget },
			{ cuts: ["channel", "channel_class", "rep", "segment", "campaign"] },
		),
		judge_days: ofLeads("median", { population: isJudged, needs: knowsWhenJudged, days: judgedAfter }),
		judged_7d: ofLeads(
			"ratio",
			{
				population: anyone,
				counts: (row) => (judgedAfter(row) ?? 8) <= 7,
				needs: knowsWhenJudged,
			},
			{ maturity: 7 },
		),
		unjudged: ofLeads(
			"count",
			{ population: (row) => row.verdict === null },
			{ now: true, cuts: ["channel", "rep", "age"] },
		),
		mql: ofLeads("count", { population: (row) => row.mqlOn !== null }, { basis: "mql", ...funnel }),
		mql_rate: ofLeads(
			"ratio",
			{ population: anyone, counts: (row) => isMqlWithin(row, 90) },
			{ maturity: 90, cuts: ["channel", "rep", "verdict", "campaign"] },
		),
		touched_30d: ofLeads(
			"ratio",
			{ population: anyone, counts: (row) => isTouchedWithin(row, 30) },
			{ maturity: 30, cuts: ["channel", "rep", "campaign"] },
		),
		conversions: ofLeads(
			"count",
			{
				population: (row) => firstConversion.get(row) !== null,
				day: (row) => firstConversion.get(row) ?? null,
			},
			{ basis: "converted", ...funnel },
		),
		deal_rate: ofLeads(
			"ratio",
			{ population: anyone, counts: (row) => isConvertedWithin(row, 90) },
			{ maturity: 90, ...funnel },
		),
		deals_new: ofDeals("count", "deal_created", { population: anyone }, funnel),
		deals_won: ofDeals("count", "closed", { population: isWon }, funnel),
		won_amount: ofDeals("sum", "closed", { population: isWon, needs: isPriced }, funnel),
		deals_lost: ofDeals("count", "closed", { population: isLost }, twice),
		win_rate_closed: ofDeals(
			"ratio",
			"closed",
			{
				population: (row) => isWon(row) || isLost(row),
				counts: isWon,
			},
			twice,
		),
		win_rate_cohort: ofDeals(
			"ratio",
			"deal_created",
			{
				population: anyone,
				counts: (row) => isWonWithin(row, 180),
				needs: (row) => isOpen(row) || isLost(row) || (isWon(row) && row.closes !== null),
			},
			{ maturity: 180, ...funnel },
		),
		lead_to_deal_days: ofDeals(
			"median",
			"deal_created",
			{
				population: anyone,
				needs: (row) => leadToDeal(row) !== null,
				days: leadToDeal,
			},
			twice,
		),
		deal_to_order_days: ofDeals(
			"median",
			"closed",
			{
				population: isWon,
				needs: (row) => dealToOrder(row) !== null,
				days: dealToOrder,
			},
			twice,
		),
		average_order: ofDeals("mean", "closed", { population: isWon, needs: isPriced }, twice),
		open_pipeline: ofDeals("count", "deal_created", { population: isOpen }, { now: true, ...twice }),
		open_amount: ofDeals(
			"sum",
			"deal_created",
			{ population: isOpen, needs: isPriced },
			{ now: true, ...twice },
		),
		won_per_fte: ofDeals(
			"per_head",
			"closed",
			{ population: isWon, needs: isPriced },
			{ dated: true, cuts: ["rep", "role"] },
		),
		deals_per_fte: ofDeals(
			"per_head",
			"deal_created",
			{ population: anyone },
			{ dated: true, cuts: ["rep", "role"] },
		),
		cost: ofCosts("sum"),
		cpl: ofCosts("unit_cost", "leads_new"),
		cost_per_mql: ofCosts("unit_cost", "mql"),
		cost_per_deal: ofCosts(
			"unit_cost",
			(options.conversion ?? "deal") === "deal" ? "deals_new" : "conversions",
		),
		cac: ofCosts("unit_cost", "deals_won"),
		roi: ofCosts("gain", "won_amount"),
		attempts: done(isOurs),
		touches: done((row) => isOurs(row) && row.result !== "absent"),
		calls: done(isCall),
		connections: done(isConnected),
		key_contacts: done(isKey),
		appointments: done(isAppointment),
		connect_rate: doneRate(isCall, isConnected),
		gatekeeper_rate: doneRate(isCall, isKey),
		appointment_rate: doneRate(isConnected, isAppointment),
		contact_rate: ofLeadMonths((row) => isOurs(row) && row.result !== "absent"),
		attempt_rate: ofLeadMonths(isOurs),
		activities: {
			shape: "count",
			basis: "activity",
			cuts: ["rep"],
			activities: { population: anyone },
		},
		activities_linked: {
			shape: "ratio",
			basis: "activity",
			cuts: ["type"],
			now: true,
			activities: { population: anyone, counts: (row) => row.lead !== null },
		},
		off_target_touches: ofTouches("ratio", { population: isTouch, counts: isOffTarget }),
		off_target_hours: ofTouches("hours", offTargetEffort),
		off_target_cost: ofTouches("cost", offTargetEffort),
		out_touches: ofTouches("count", { population: (row) => isTouch(row) && row.lead?.verdict === "out" }),
		reversed_deals: ofDeals("count", "deal_created", {
			population: anyone,
			counts: isReversed,
			needs: isComparable,
		}),
		deals_linked: ofDeals(
			"ratio",
			"deal_created",
			{ population: anyone, counts: (row) => row.lead !== null },
			{ now: true },
		),
		future_dated: ofDeals("count", "deal_created", { population: anyone, counts: isFuture }, { now: true }),
	};
}

/** A record in a shape that all sources share. */
interface Item extends Record<OracleCut, string> {
	day: number | null;
	currency: string;
	amount: number;
	minutes: number | null;
	counts: boolean;
	complete: boolean;
	days: number | null;
}

function itemsOf(tables: Tables, definition: Definition, options: OracleOptions): Item[] {
	const { asOf } = options;
	const answers = <Row>(row: Row, { counts = anyone, needs = anyone, days, minutes }: Question<Row>) => ({
		counts: counts(row),
		complete: needs(row),
		days: days?.(row) ?? null,
		minutes: minutes?.(row) ?? null,
	});
	const roleOf = (rep: string | null) => options.members?.find(({ name }) => name === rep)?.role ?? "";
	const classOf = (channel: string | null) => options.channelClass?.(channel ?? "") ?? "";
	const blank = {
		channel: "",
		channel_class: "",
		rep: "",
		role: "",
		verdict: "",
		segment: "",
		campaign: "",
		type: "",
		age: "",
		currency: "",
		amount: 0,
	};
	const ofLead = (row: LeadRow) => ({
		...blank,
		channel: row.channel ?? "",
		channel_class: classOf(row.channel),
		rep: row.owner ?? "",
		role: roleOf(row.owner),
		verdict: row.verdict ?? "",
		segment: row.segment ?? "",
		campaign: row.campaign ?? "",
		age: ageOf(row, asOf),
	});
	const { leads, deals, activities, costs, leadMonths } = definition;
	if (leads !== undefined) {
		return tables.leads.filter(leads.population).map((row) => ({
			...ofLead(row),
			day: leads.day ? leads.day(row) : definition.basis === "mql" ? row.mqlOn : dayOfRow(row.created),
			...answers(row, leads),
		}));
	}
	if (deals !== undefined) {
		return tables.deals.filter(deals.population).map((row) => ({
			...blank,
			day: dayOfRow(definition.basis === "closed" ? row.closes : row.created),
			channel: row.channel || row.lead?.channel || "",
			channel_class: classOf(row.channel || row.lead?.channel || ""),
			rep: row.owner ?? "",
			role: roleOf(row.owner),
			verdict: row.lead?.verdict ?? "",
			segment: row.lead?.segment ?? "",
			campaign: row.lead?.campaign ?? "",
			currency: row.currency ?? "",
			amount: row.amount ?? 0,
			...answers(row, deals),
		}));
	}
	if (costs !== undefined) {
		return (tables.costs ?? []).filter(costs.population).map((row) => ({
			...blank,
			day: row.month === null ? null : utc(Math.floor(row.month / 12), row.month % 12, 1),
			channel: row.channel ?? "",
			channel_class: row.channel ? classOf(row.channel) : "",
			currency: row.currency ?? "",
			amount: row.amount ?? 0,
			...answers(row, costs),
		}));
	}
	if (leadMonths !== undefined) {
		return tables.leads.flatMap((row) =>
			monthsUntil(asOf, options.months)
				.filter((month) => isInNurture(row, Date.parse(`${month}-01`) / 86_400_000, tables))
				.map((month) => ({
					...ofLead(row),
					day: Date.parse(`${month}-01`) / 86_400_000,
					...answers({ lead: row, month }, leadMonths),
				})),
		);
	}
	if (activities === undefined) throw new Error("a definition has one source");
	return tables.activities.filter(activities.population).map((row) => ({
		...blank,
		day: dayOfRow(row.at),
		rep: row.owner ?? "",
		role: roleOf(row.owner),
		type: row.type ?? "",
		...answers(row, activities),
	}));
}

/** Created before the day, no deal by then nor one of an unknown day, and not 対象外 by then. */
function isInNurture(row: LeadRow, start: number, tables: Tables): boolean {
	const created = dayOfRow(row.created);
	if (created === null || created >= start) return false;
	if (row.verdict === "out" && (row.judgedOn === null || row.judgedOn < start)) return false;
	return tables.deals
		.filter((deal) => deal.lead === row)
		.every((deal) => deal.created !== null && (dayOfRow(deal.created) as number) >= start);
}

const EXPONENT: Record<string, number> = { JPY: 0, USD: 2, EUR: 2 };

interface Period {
	label: string;
	kind: "month" | "week" | "quarter" | "half" | "year" | "all";
	/** Null for all time. */
	first: number | null;
	last: number | null;
	/** 0 for the current one. */
	age: number;
}

const utc = (year: number, month: number, dayOfMonth: number): number =>
	Date.UTC(year, month, dayOfMonth) / 86_400_000;

function monthsUntil(asOf: Day, count: number): string[] {
	const now = new Date(asOf * 86_400_000);
	return Array.from({ length: count }, (_, index) => {
		const month = now.getUTCMonth() - (count - 1 - index);
		return new Date(Date.UTC(now.getUTCFullYear(), month, 1)).toISOString().slice(0, 7);
	});
}

/** Every period of which there may be a row, by the platform's own calendar. */
function periodsOf({ asOf, months, fiscalFirstMonth = 4 }: OracleOptions): Period[] {
	const now = new Date(asOf * 86_400_000);
	const year = now.getUTCFullYear();
	const month = now.getUTCMonth();
	const start = month - ((month + 13 - fiscalFirstMonth) % 12);
	const periods: Period[] = [];
	for (const [kind, step, count] of [
		["month", 1, months],
		["quarter", 3, 8],
		["half", 6, 4],
		["year", 12, 2],
	] as const) {
		const current = month - ((month - start) % step);
		for (let age = 0; age < count; age++) {
			const first = utc(year, current - age * step, 1);
			if (kind !== "month" && first < utc(year, start - 12, 1)) continue;
			const label = isoMonth(first) as string;
			periods.push({
				label: kind === "month" ? label : `${kind}:${label}`,
				kind,
				first,
				last: utc(year, current - age * step + step, 1) - 1,
				age,
			});
		}
	}
	const monday = asOf - ((now.getUTCDay() + 6) % 7);
	for (let age = 0; age < 13; age++) {
		const first = monday - 7 * age;
		const label = `week:${new Date(first * 86_400_000).toISOString().slice(0, 10)}`;
		periods.push({ label, kind: "week", first, last: first + 6, age });
	}
	return [...periods, { label: "all", kind: "all", first: null, last: null, age: 0 }];
}

/** Latest months, weeks, quarters, halves and years that stand in the table: of the funnel's metrics, and of others. */
const LATEST: Record<string, readonly [full: readonly number[], brief: readonly number[]]> = {
	all: [
		[99, 13, 5, 2, 2],
		[99, 13, 5, 2, 2],
	],
	channel: [
		[99, 0, 2, 2, 1],
		[3, 0, 1, 0, 0],
	],
	channel_class: [
		[99, 0, 2, 2, 1],
		[3, 0, 1, 0, 0],
	],
	rep: [
		[99, 4, 2, 2, 1],
		[3, 0, 1, 0, 0],
	],
	role: [
		[2, 0, 2, 1, 1],
		[2, 0, 1, 0, 0],
	],
	segment: [
		[0, 0, 1, 0, 1],
		[0, 0, 1, 0, 0],
	],
	campaign: [
		[0, 0, 1, 1, 1],
		[0, 0, 1, 0, 0],
	],
	"verdict:in": [
		[99, 0, 2, 1, 1],
		[3, 0, 1, 0, 0],
	],
	verdict: [
		[3, 0, 1, 0, 0],
		[3, 0, 1, 0, 0],
	],
	currency: [
		[99, 0, 2, 1, 1],
		[3, 0, 1, 0, 0],
	],
};
const FULL =
	"leads_new leads_target target_rate mql conversions deal_rate deals_new deals_won won_amount win_rate_cohort " +
	"cost cpl cost_per_deal attempts appointments";

function isListed(metric: string, definition: Definition, dimension: string, { kind, age }: Period): boolean {
	if (kind === "all") return definition.dated !== true && definition.monthly !== true;
	if (definition.now === true) return false;
	if (definition.monthly === true && kind !== "month") return false;
	const addsUp = ["count", "sum", "hours", "cost"].includes(definition.shape);
	if (kind === "week" && (!addsUp || definition.costs !== undefined || definition.dated === true))
		return false;
	const latest = LATEST[dimension] ?? LATEST[dimension.split(":")[0] as string] ?? LATEST["currency"];
	const limits = latest?.[FULL.split(" ").includes(metric) ? 0 : 1] ?? [];
	return age < (limits[["month", "week", "quarter", "half", "year"].indexOf(kind)] ?? 0);
}

/** Every row that the engine should answer, in any order. */
export function oracleRows(tables: Tables, options: OracleOptions): MetricRow[] {
	const { targets } = options;
	const rows: MetricRow[] = [];
	const all = definitions(tables, options);
	const periods = periodsOf(options);
	for (const [metric, definition] of Object.entries(all)) {
		const declared = metrics().find((known) => known.id === metric);
		if (declared === undefined) throw new Error(`the catalogue lacks ${metric}`);
		if (definition.shape === "cost" && options.hourCost === null) continue;
		if (definition.shape === "per_head" && (options.members ?? []).length === 0) continue;
		if (definition.costs !== undefined && (tables.costs ?? []).length === 0) continue;
		if (definition.shape === "gain" && (options.grossMargin ?? null) === null) continue;
		if (metric === "conversions" && (options.conversion ?? "deal") === "deal") continue;
		const isMoney = declared.unit === "money" || definition.costs !== undefined;
		const items = itemsOf(tables, definition, options);
		const bought = definition.per === undefined ? null : (all[definition.per] as Definition);
		const boughtItems = bought === null ? [] : itemsOf(tables, bought, options);
		const isMain = (item: Item) => !isMoney || item.currency === "" || item.currency === options.currency;
		const dimensions = new Set(["all"]);
		for (const item of [...items, ...boughtItems]) {
			for (const cut of definition.cuts) if (isMain(item)) dimensions.add(`${cut}:${item[cut]}`);
		}
		if (["count", "sum", "mean", "hours", "cost"].includes(definition.shape)) {
			for (const item of items) if (!isMain(item)) dimensions.add(`currency:${item.currency}`);
		}
		for (const target of targets) {
			const [cut] = splitOnce(target.dimension);
			if (target.metric === metric && definition.cuts.some((known) => known === cut))
				dimensions.add(target.dimension);
		}
		// Roles, classes, segments and campaigns that nobody has named are not shown.
		const channels = [...tables.leads, ...tables.deals, ...(tables.costs ?? [])].map((row) => row.channel);
		const hasClass = channels.some((channel) => (options.channelClass?.(channel ?? "") ?? "") !== "");
		for (const cut of ["role", "channel_class", "segment", "campaign"] as const) {
			const isNamed =
				cut === "role"
					? hasRole(tables, options)
					: cut === "channel_class"
						? hasClass
						: tables.leads.some((row) => row[cut] !== null);
			const isAim = targets.some(
				({ dimension }) => dimension.startsWith(`${cut}:`) && dimension !== `${cut}:`,
			);
			if (!isNamed && !isAim) dimensions.delete(`${cut}:`);
		}
		if (definition.costs !== undefined)
			for (const blank of ["channel:", "channel_class:"]) dimensions.delete(blank);
		for (const dimension of dimensions) {
			const [cut, name = ""] = splitOnce(dimension);
			const currency = cut === "currency" ? name : options.currency;
			const isIn = (item: Item, isMainOne: boolean): boolean =>
				cut === "currency"
					? item.currency === name
					: isMainOne && (cut === "all" || item[cut as OracleCut] === name);
			const mine = items.filter((item) => isIn(item, isMain(item)));
			const others = boughtItems.filter((item) => {
				const isMainOne = item.currency === "" || item.currency === options.currency;
				return isIn(item, bought?.shape !== "sum" || isMainOne);
			});
			const isAim = targets.some((one) => one.metric === metric && one.dimension === dimension);
			for (const period of periods) {
				if (!isAim && !isListed(metric, definition, dimension, period)) continue;
				const inPeriod = (item: Item): boolean =>
					period.first === null ||
					(item.day !== null && item.day >= period.first && item.day <= (period.last as number));
				const row = rowOf(
					declared,
					definition,
					mine.filter(inPeriod),
					others.filter(inPeriod),
					period,
					dimension,
					currency,
					tables,
					options,
				);
				const isTargetMonth = row.target !== null && period.kind === "month" && definition.now !== true;
				if (!isTargetMonth && !isListed(metric, definition, dimension, period)) continue;
				const isBare = dimension === "all" && (period.kind === "month" || period.kind === "all");
				if (isBare || row.n > 0 || row.target !== null) rows.push(row);
			}
		}
	}
	return rows;
}

/** Whether a rep who has any record has a role. */
function hasRole(tables: Tables, { members = [] }: OracleOptions): boolean {
	const reps = [...tables.leads, ...tables.deals, ...tables.activities].map(({ owner }) => owner);
	return members.some(({ name, role }) => role !== "" && reps.includes(name));
}

function rowOf(
	declared: ReturnType<typeof metrics>[number],
	definition: Definition,
	items: Item[],
	bought: Item[],
	period: Period,
	dimension: string,
	currency: string,
	tables: Tables,
	options: OracleOptions,
): MetricRow {
	const counted = items.filter((item) => item.counts);
	const known = counted.filter((item) => item.complete);
	const complete = items.filter((item) => item.complete && (definition.now === true || item.day !== null));
	const amountOf = (some: Item[]): number =>
		Number(some.reduce((sum, item) => sum + BigInt(item.amount), 0n)) / 10 ** (EXPONENT[currency] ?? 0);
	const amount = amountOf(known);
	const days = counted.flatMap((item) => (item.days === null ? [] : [item.days]));
	let value: number | null = counted.length;
	let numerator: number | null = null;
	let denominator: number | null = null;
	let n = counted.length;
	if (definition.shape === "ratio") {
		[numerator, denominator, n] = [counted.length, items.length, items.length];
		value = n === 0 ? null : counted.length / n;
	} else if (definition.shape === "sum") {
		[value, n] = [amount, known.length];
	} else if (definition.shape === "mean") {
		[numerator, denominator, n] = [amount, known.length, known.length];
		value = n === 0 ? null : amount / n;
	} else if (definition.shape === "hours" || definition.shape === "cost") {
		const seconds = counted.reduce((sum, { minutes }) => sum + Math.round((minutes ?? 0) * 60), 0);
		const untimed = counted.filter(({ minutes }) => minutes === null).length;
		value = (seconds / 60 + untimed * options.touchMinutes) / 60;
		if (definition.shape === "cost") value *= options.hourCost ?? 0;
	} else if (definition.shape === "median") {
		[value, n] = [median(days), days.length];
	} else if (definition.shape === "per_head") {
		numerator = declared.unit === "money" ? amount : counted.length;
		n = declared.unit === "money" ? known.length : counted.length;
		denominator = heads(dimension, period, options);
		value = denominator === 0 ? null : numerator / denominator;
	} else if (definition.shape === "unit_cost") {
		denominator = bought.filter((item) => item.counts).length;
		numerator = amount;
		n = known.length === 0 ? 0 : denominator;
		value = n === 0 ? null : amount / n;
	} else if (definition.shape === "gain") {
		const won = bought.filter((item) => item.counts && item.complete);
		[numerator, denominator, n] = [amountOf(won) * (options.grossMargin ?? 0) - amount, amount, known.length];
		value = amount === 0 ? null : numerator / amount;
	}
	const { goal, due } = goalOf(declared.id, definition, dimension, period, options);
	const attainment = goal === null || goal === 0 || value === null ? null : value / goal;
	return {
		metric: declared.id,
		period: period.label,
		dimension,
		unit: declared.unit,
		value,
		numerator,
		denominator,
		basis: definition.basis,
		provisionalUntil: provisionalUntil(definition, period, tables, options.asOf),
		n,
		completeness: items.length === 0 ? null : complete.length / items.length,
		target: goal,
		attainment,
		pace: attainment === null || due === null || goal === null ? null : attainment / (due / goal),
		currency: declared.unit === "money" ? currency : null,
	};
}

/** The sum of the months' targets (for what does not add up their mean), and what of it is due by asOf. */
function goalOf(
	metric: string,
	{ shape }: Definition,
	dimension: string,
	{ first, last, kind }: Period,
	options: OracleOptions,
): { goal: number | null; due: number | null } {
	const isAim = options.targets.some((one) => one.metric === metric && one.dimension === dimension);
	if (first === null || last === null || kind === "week" || !isAim) return { goal: null, due: null };
	const months = new Set(
		Array.from({ length: last - first + 1 }, (_, index) => isoMonth(first + index) as string),
	);
	const goals = Array.from(months, (month) => ({
		month,
		value: options.targets
			.filter((one) => one.metric === metric && one.dimension === dimension && monthText(one.month) === month)
			.pop()?.value,
	}));
	if (goals.some(({ value }) => value === undefined)) return { goal: null, due: null };
	const sum = goals.reduce((total, { value = 0 }) => total + value, 0);
	if (!["count", "sum", "hours", "cost"].includes(shape)) return { goal: sum / goals.length, due: null };
	const due = goals.reduce(
		(total, { month, value = 0 }) => total + value * (shareOf(month, options) ?? 0),
		0,
	);
	return { goal: sum, due: due === 0 ? null : due };
}

/** Members by full-time equivalent, day by day. */
function heads(dimension: string, { first, last }: Period, { members = [] }: OracleOptions): number {
	const [cut, name] = splitOnce(dimension);
	const mine = members.filter((one) => cut === "all" || (cut === "rep" ? one.name : one.role) === name);
	if (first === null || last === null) return mine.reduce((sum, { fte }) => sum + fte, 0);
	return mine.reduce((sum, { fte, joinedOn }) => {
		let days = 0;
		for (let day = first; day <= last; day++) if (joinedOn === null || joinedOn <= day) days++;
		return sum + (fte * days) / (last - first + 1);
	}, 0);
}

function provisionalUntil(
	{ maturity, leads, deals }: Definition,
	{ last }: Period,
	tables: Tables,
	asOf: Day,
): Day | null {
	if (maturity === undefined) return null;
	let end = last;
	if (end === null) {
		const created = (leads ? tables.leads : deals ? tables.deals : []).map((row) => dayOfRow(row.created));
		end = Math.max(...created.filter((day): day is number => day !== null && day <= asOf));
	}
	return end + maturity > asOf ? ((end + maturity) as Day) : null;
}

function shareOf(period: string, { asOf, isBusinessDay }: OracleOptions): number | null {
	const current = isoMonth(asOf) as string;
	if (period !== current) return period < current ? 1 : null;
	const all: number[] = [];
	for (let day = asOf - 31; day < asOf + 31; day++) {
		if (isoMonth(day) === current && isBusinessDay(day as Day)) all.push(day);
	}
	const completed = all.filter((day) => day < asOf);
	return completed.length === 0 ? null : completed.length / all.length;
}

function median(values: number[]): number | null {
	const sorted = [...values].sort((a, b) => a - b);
	if (sorted.length === 0) return null;
	const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
	return ((low as number) + (high as number)) / 2;
}

function monthText(month: Month): string {
	return isoMonth(lastDayOf(month)) as string;
}

function splitOnce(dimension: string): [string, string?] {
	const at = dimension.indexOf(":");
	return at < 0 ? [dimension] : [dimension.slice(0, at), dimension.slice(at + 1)];
}
