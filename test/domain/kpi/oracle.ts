import { type Day, dayOf, lastDayOf, type Month, type WallTime } from "../../../src/domain/calendar/day";
import { METRICS } from "../../../src/domain/kpi/catalogue";
import type { MetricRow } from "../../../src/domain/kpi/engine";
import type { KpiTarget } from "../../../src/domain/kpi/targets";
import type { ActivityRow, DealRow, LeadRow, Tables } from "./tables";

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
}

type Shape = "count" | "ratio" | "sum" | "mean" | "median" | "hours" | "cost";

type OracleCut = "channel" | "rep" | "type" | "age";

interface Definition {
	shape: Shape;
	basis: MetricRow["basis"];
	maturity?: number;
	now?: true;
	cuts: OracleCut[];
	leads?: Question<LeadRow>;
	deals?: Question<DealRow>;
	activities?: Question<ActivityRow>;
}

interface Question<Row> {
	population: (row: Row) => boolean;
	counts?: (row: Row) => boolean;
	/** What else must be known. */
	needs?: (row: Row) => boolean;
	days?: (row: Row) => number | null;
	minutes?: (row: Row) => number | null;
}

const dayOfRow = (time: WallTime | null): number | null => (time === null ? null : Math.floor(time / 86_400));
const isoMonth = (day: number | null): string | null =>
	day === null ? null : new Date(day * 86_400_000).toISOString().slice(0, 7);

function between(from: number | null, to: number | null): number | null {
	return from === null || to === null ? null : to - from;
}

function isReversed(row: DealRow): boolean {
	const { created, lead } = row;
	if (created === null || lead === null || lead.created === null) return false;
	const hasClock = created % 86_400 > 0 && lead.created % 86_400 > 0;
	return hasClock ? created < lead.created : Math.floor(created / 86_400) < Math.floor(lead.created / 86_400);
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

function definitions(tables: Tables, asOf: Day): Record<string, Definition> {
	const hasDealWithin = (lead: LeadRow, limit: number): boolean =>
		tables.deals.some((deal) => {
			const days = deal.lead === lead ? leadToDeal(deal) : null;
			return days !== null && days <= limit;
		});
	const isMqlWithin = (lead: LeadRow, limit: number): boolean => {
		const days = between(dayOfRow(lead.created), lead.mqlOn);
		return days !== null && days <= limit;
	};
	const leadCuts: Definition["cuts"] = ["channel", "rep"];
	const isFuture = (row: DealRow): boolean =>
		(dayOfRow(row.created) ?? asOf) > asOf ||
		((row.outcome === "won" || row.outcome === "lost") && (dayOfRow(row.closes) ?? asOf) > asOf);
	const ofLeads = (shape: Shape, leads: Question<LeadRow>, more: Partial<Definition> = {}): Definition => ({
		shape,
		basis: "lead_created",
		cuts: leadCuts,
		leads,
		...more,
	});
	const ofDeals = (
		shape: Shape,
		basis: Definition["basis"],
		deals: Question<DealRow>,
		more: Partial<Definition> = {},
	): Definition => ({ shape, basis, cuts: leadCuts, deals, ...more });
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
	const offTargetEffort: Question<ActivityRow> = {
		population: isOffTarget,
		needs: (row) => minutesOf(row) !== null,
		minutes: minutesOf,
	};
	const isWon = (row: DealRow): boolean => row.outcome === "won";
	const isLost = (row: DealRow): boolean => row.outcome === "lost";
	const isOpen = (row: DealRow): boolean => row.outcome === "open";
	const isPriced = (row: DealRow): boolean => row.amount !== null;
	return {
		leads_new: ofLeads("count", { population: anyone }),
		leads_judged: ofLeads("count", { population: anyone, counts: isJudged }),
		judged_rate: ofLeads("ratio", { population: anyone, counts: isJudged }),
		leads_target: ofLeads("count", { population: anyone, counts: isTarget, needs: isJudged }),
		target_rate: ofLeads("ratio", { population: isJudged, counts: isTarget }),
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
		mql: ofLeads("count", { population: (row) => row.mqlOn !== null }, { basis: "mql" }),
		mql_rate: ofLeads(
			"ratio",
			{ population: anyone, counts: (row) => isMqlWithin(row, 90) },
			{ maturity: 90 },
		),
		deal_rate: ofLeads(
			"ratio",
			{ population: anyone, counts: (row) => hasDealWithin(row, 90) },
			{ maturity: 90 },
		),
		deals_new: ofDeals("count", "deal_created", { population: anyone }),
		deals_won: ofDeals("count", "closed", { population: isWon }),
		won_amount: ofDeals("sum", "closed", { population: isWon, needs: isPriced }),
		deals_lost: ofDeals("count", "closed", { population: isLost }),
		win_rate_closed: ofDeals("ratio", "closed", {
			population: (row) => isWon(row) || isLost(row),
			counts: isWon,
		}),
		win_rate_cohort: ofDeals(
			"ratio",
			"deal_created",
			{
				population: anyone,
				counts: (row) => isWonWithin(row, 180),
				needs: (row) => isOpen(row) || isLost(row) || (isWon(row) && row.closes !== null),
			},
			{ maturity: 180 },
		),
		lead_to_deal_days: ofDeals("median", "deal_created", {
			population: anyone,
			needs: (row) => leadToDeal(row) !== null,
			days: leadToDeal,
		}),
		deal_to_order_days: ofDeals("median", "closed", {
			population: isWon,
			needs: (row) => dealToOrder(row) !== null,
			days: dealToOrder,
		}),
		average_order: ofDeals("mean", "closed", { population: isWon, needs: isPriced }),
		open_pipeline: ofDeals("count", "deal_created", { population: isOpen }, { now: true }),
		open_amount: ofDeals("sum", "deal_created", { population: isOpen, needs: isPriced }, { now: true }),
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
interface Item {
	day: number | null;
	channel: string;
	rep: string;
	type: string;
	age: string;
	currency: string;
	amount: number;
	minutes: number | null;
	counts: boolean;
	complete: boolean;
	days: number | null;
}

function itemsOf(tables: Tables, definition: Definition, asOf: Day): Item[] {
	const answers = <Row>(row: Row, { counts = anyone, needs = anyone, days, minutes }: Question<Row>) => ({
		counts: counts(row),
		complete: needs(row),
		days: days?.(row) ?? null,
		minutes: minutes?.(row) ?? null,
	});
	const { leads, deals, activities } = definition;
	if (leads !== undefined) {
		return tables.leads.filter(leads.population).map((row) => ({
			day: definition.basis === "mql" ? row.mqlOn : dayOfRow(row.created),
			channel: row.channel ?? "",
			rep: row.owner ?? "",
			type: "",
			age: ageOf(row, asOf),
			currency: "",
			amount: 0,
			...answers(row, leads),
		}));
	}
	if (deals !== undefined) {
		return tables.deals.filter(deals.population).map((row) => ({
			day: dayOfRow(definition.basis === "closed" ? row.closes : row.created),
			channel: row.channel || row.lead?.channel || "",
			rep: row.owner ?? "",
			type: "",
			age: "",
			currency: row.currency ?? "",
			amount: row.amount ?? 0,
			...answers(row, deals),
		}));
	}
	if (activities === undefined) throw new Error("a definition has one source");
	return tables.activities.filter(activities.population).map((row) => ({
		day: dayOfRow(row.at),
		channel: "",
		rep: row.owner ?? "",
		type: row.type ?? "",
		age: "",
		currency: "",
		amount: 0,
		...answers(row, activities),
	}));
}

const EXPONENT: Record<string, number> = { JPY: 0, USD: 2, EUR: 2 };

/** Every row that the engine should answer, in any order. */
export function oracleRows(tables: Tables, options: OracleOptions): MetricRow[] {
	const { asOf, targets } = options;
	const months: string[] = [];
	for (let back = options.months - 1; back >= 0; back--) {
		const now = new Date(asOf * 86_400_000);
		months.push(
			new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 7),
		);
	}
	const rows: MetricRow[] = [];
	for (const [metric, definition] of Object.entries(definitions(tables, asOf))) {
		const declared = METRICS.find((known) => known.id === metric);
		if (declared === undefined) throw new Error(`the catalogue lacks ${metric}`);
		const isMoney = declared.unit === "money";
		if (definition.shape === "cost" && options.hourCost === null) continue;
		const items = itemsOf(tables, definition, asOf);
		const isMain = (item: Item) => !isMoney || item.currency === "" || item.currency === options.currency;
		const dimensions = new Set(["all"]);
		for (const item of items) {
			for (const cut of definition.cuts) if (isMain(item)) dimensions.add(`${cut}:${item[cut]}`);
			if (!isMain(item)) dimensions.add(`currency:${item.currency}`);
		}
		for (const target of targets) {
			const [cut] = splitOnce(target.dimension);
			if (target.metric === metric && definition.cuts.some((known) => known === cut))
				dimensions.add(target.dimension);
		}
		for (const dimension of dimensions) {
			const [cut, name = ""] = splitOnce(dimension);
			const currency = cut === "currency" ? name : options.currency;
			const mine = items.filter((item) => {
				if (cut === "currency") return item.currency === name;
				return isMain(item) && (cut === "all" || item[cut as OracleCut] === name);
			});
			for (const period of definition.now ? ["all"] : [...months, "all"]) {
				const inPeriod = mine.filter((item) => period === "all" || isoMonth(item.day) === period);
				const row = rowOf(declared, definition, inPeriod, period, dimension, currency, tables, options);
				if (dimension === "all" || row.n > 0 || row.target !== null) rows.push(row);
			}
		}
	}
	return rows;
}

function rowOf(
	declared: (typeof METRICS)[number],
	definition: Definition,
	items: Item[],
	period: string,
	dimension: string,
	currency: string,
	tables: Tables,
	options: OracleOptions,
): MetricRow {
	const counted = items.filter((item) => item.counts);
	const known = counted.filter((item) => item.complete);
	const complete = items.filter((item) => item.complete && (definition.now === true || item.day !== null));
	const amount =
		Number(known.reduce((sum, item) => sum + BigInt(item.amount), 0n)) / 10 ** (EXPONENT[currency] ?? 0);
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
	}
	const goal =
		options.targets
			.filter(
				(one) => one.metric === declared.id && one.dimension === dimension && monthText(one.month) === period,
			)
			.pop()?.value ?? null;
	const attainment = goal === null || goal === 0 || value === null ? null : value / goal;
	const share = shareOf(period, options);
	return {
		metric: declared.id,
		period,
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
		pace:
			attainment === null || share === null || !["count", "sum", "hours", "cost"].includes(definition.shape)
				? null
				: attainment / share,
		currency: declared.unit === "money" ? currency : null,
	};
}

function provisionalUntil(definition: Definition, period: string, tables: Tables, asOf: Day): Day | null {
	if (definition.maturity === undefined) return null;
	let last: number;
	if (period === "all") {
		const created = (definition.leads ? tables.leads : tables.deals).map((row) => dayOfRow(row.created));
		last = Math.max(...created.filter((day): day is number => day !== null && day <= asOf));
	} else {
		const [year = 0, month = 0] = period.split("-").map(Number);
		last = dayOf(year, month + 1, 1) - 1;
	}
	return last + definition.maturity > asOf ? ((last + definition.maturity) as Day) : null;
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
