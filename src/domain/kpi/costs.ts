import { type Day, firstDayOf, formatMonth, lastDayOf, type Month, monthOf } from "../calendar/day";
import type { ChannelMaster } from "./channel-classes";
import type { MetricRow } from "./engine";

/** What a manager should hear about spending: channels that grew dear, and money that brought no deals. */

export interface CostAlert {
	readonly metric: "cpl" | "cost_per_deal";
	/** "all" or "channel:<name>". */
	readonly dimension: string;
	/** The last full month. */
	readonly period: string;
	readonly value: number;
	/** The three months before taken together: their costs ÷ their records. */
	readonly before: number;
	/** value ÷ before − 1. */
	readonly change: number;
	/** Records of the month. */
	readonly n: number;
	readonly currency: string | null;
}

const RISE = 0.3;
const ENOUGH = 10;
const MONTHS_BEFORE = 3;

/** Costs a lead or deal that rose by 30 % or more, the steepest first; both sides need 10 records. */
export function costAlerts(rows: readonly MetricRow[], asOf: Day): CostAlert[] {
	const alerts: CostAlert[] = [];
	const month = (back: number) => formatMonth((monthOf(asOf) - back) as Month);
	const period = month(1);
	const earlier = Array.from({ length: MONTHS_BEFORE }, (_, index) => month(index + 2));
	for (const row of rows) {
		const { metric, dimension, value, n, currency } = row;
		if ((metric !== "cpl" && metric !== "cost_per_deal") || row.period !== period) continue;
		if (value === null || n < ENOUGH || !/^(all$|channel:)/.test(dimension)) continue;
		let cost = 0;
		let records = 0;
		for (const other of rows) {
			if (other.metric !== metric || other.dimension !== dimension) continue;
			if (!earlier.includes(other.period) || other.n === 0) continue;
			cost += other.numerator ?? 0;
			records += other.n;
		}
		if (records < ENOUGH || cost <= 0) continue;
		const before = cost / records;
		const change = value / before - 1;
		// A hair below 30 % is the rounding of a quotient.
		if (change >= RISE - 1e-9) {
			alerts.push({ metric, dimension, period, value, before, change, n, currency });
		}
	}
	return alerts.sort((a, b) => b.change - a.change || (a.dimension < b.dimension ? -1 : 1));
}

export interface IdleSpend {
	/** "channel:<name>". */
	readonly dimension: string;
	/** The months that the money was spent for, the oldest first. */
	readonly months: readonly string[];
	readonly spend: number;
	/** New leads of these months. */
	readonly leads: number;
	/** Days from lead to deal that were waited for, and whether they are the channel's own median. */
	readonly lagDays: number;
	readonly isOwnLag: boolean;
	/** A long-term channel is not to be stopped before that month; null for one that may be. */
	readonly sparedUntil: Month | null;
	readonly currency: string | null;
}

/**
 * Channels whose spending of `months` months brought no deal since, the most money first. The months are the last whose
 * end lies a channel's usual time from lead to deal back: its own median, or all channels' where it had too few deals.
 * Channels that are spared come last.
 */
export function idleSpend(
	rows: readonly MetricRow[],
	asOf: Day,
	{ sparedUntil }: Pick<ChannelMaster, "sparedUntil">,
	months = 3,
): IdleSpend[] {
	const find = (metric: string, dimension: string, period: string) =>
		rows.find((row) => row.metric === metric && row.dimension === dimension && row.period === period);
	const deals = rows.some(({ metric }) => metric === "conversions") ? "conversions" : "deals_new";
	const channels = rows.filter(({ metric, period }) => metric === "cost" && period === "all");
	const idle: IdleSpend[] = [];
	for (const { dimension, currency } of channels) {
		if (!dimension.startsWith("channel:")) continue;
		const own = find("lead_to_deal_days", dimension, "all");
		const isOwnLag = own !== undefined && own.n >= ENOUGH;
		const lag = isOwnLag ? own : find("lead_to_deal_days", "all", "all");
		const lagDays = Math.ceil(lag?.value ?? 0);
		let last = (monthOf(asOf) - 1) as Month;
		while (lastDayOf(last) + lagDays >= asOf) last = (last - 1) as Month;
		const spent = Array.from({ length: months }, (_, index) =>
			formatMonth((last - months + 1 + index) as Month),
		);
		const total = (metric: string, periods: readonly string[]) =>
			periods.reduce((sum, period) => sum + (find(metric, dimension, period)?.value ?? 0), 0);
		const since: string[] = [];
		for (let month = last - months + 1; firstDayOf(month as Month) <= asOf; month++) {
			since.push(formatMonth(month as Month));
		}
		const spend = total("cost", spent);
		if (spend <= 0 || total(deals, since) > 0) continue;
		idle.push({
			dimension,
			months: spent,
			spend,
			leads: total("leads_new", spent),
			lagDays,
			isOwnLag,
			sparedUntil: sparedUntil(dimension.slice("channel:".length)),
			currency,
		});
	}
	const isSpared = (one: IdleSpend) => Number(one.sparedUntil !== null);
	return idle.sort(
		(a, b) => isSpared(a) - isSpared(b) || b.spend - a.spend || (a.dimension < b.dimension ? -1 : 1),
	);
}
