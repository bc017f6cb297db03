import type { BusinessCalendar } from "../calendar/business-days";
import { type Day, formatMonth, lastDayOf, type Month } from "../calendar/day";
import { currencyExponent } from "../normalize/amount";
import { AGE_BANDS, type Basis, type Cut, type Metric, type MetricId, type Unit } from "./catalogue";
import { addSample, type FactBits, type KpiState, maskOf, SAMPLE } from "./fold";
import { Rows, Tally, Traits, undatedPeriod } from "./tally";
import { attainmentOf, expectedShare, type KpiTarget, paceOf } from "./targets";

export {
	addActivities,
	addDeals,
	addLeads,
	createKpiState,
	type KpiActivities,
	type KpiDeals,
	type KpiLeads,
	type KpiState,
	mergeKpiStates,
} from "./fold";

/** One figure of the Metrics table. Every other KPI tab is a view of these rows. */
export interface MetricRow {
	readonly metric: MetricId;
	/** "2026-11", or "all" for all time, undated and future records included. */
	readonly period: string;
	/**
	 * "all", "channel:<name>", "rep:<name>", "type:<code>", "age:<days>", "currency:<ISO>"; nothing after the colon:
	 * 未設定.
	 */
	readonly dimension: string;
	readonly unit: Unit;
	/** Rates 0..1, money in major units, hours, days as a median; null where there is nothing to divide by. */
	readonly value: number | null;
	/** Of a ratio or a mean, else null. */
	readonly numerator: number | null;
	readonly denominator: number | null;
	readonly basis: Basis;
	/** The day on which the figure becomes final, null once it is. */
	readonly provisionalUntil: Day | null;
	/** Records behind the value: those counted, summed or measured, and the denominator of a ratio. */
	readonly n: number;
	/** Share of the population, 0..1, of which everything is known that the metric needs; null for none. */
	readonly completeness: number | null;
	readonly target: number | null;
	readonly attainment: number | null;
	readonly pace: number | null;
	/** Of money, else null. */
	readonly currency: string | null;
}

/** What a team's time is worth. */
export interface Effort {
	/** Minutes that a touch without minutes counts as. */
	readonly touchMinutes: number;
	/** Main currency an hour; without one there are no figures of what effort costs. */
	readonly hourCost: number | null;
}

export interface KpiReport {
	/** The main currency; null takes the one that most deals bear. */
	readonly currency: string | null;
	readonly targets: readonly KpiTarget[];
	readonly calendar: BusinessCalendar;
	readonly effort: Effort;
	/** How many channels, reps or types get rows of their own, 200 unless told; the smaller ones share one. */
	readonly maxNames?: number;
}

/** Name of the channel, rep or type that stands for all beyond `maxNames`: "channel:*". */
export const POOLED_NAME = "*";

const DEFAULT_MAX_NAMES = 200;
const FALLBACK_CURRENCY = "JPY";

/**
 * The rows of the Metrics table: metric by metric in the catalogue's order, "all" first, then channels, reps, types and
 * currencies by name; months from the oldest on, all time last.
 *
 * "all" has a row for every metric and period. Another dimension has one where it has records (n > 0) or a target.
 * Money is the main currency's, and so is an amount without a currency; each other one has rows of its own, under
 * "currency:<ISO>" only: nothing adds currencies up.
 */
export function finishKpi(state: KpiState, report: KpiReport): MetricRow[] {
	const { window } = state;
	const currency = report.currency ?? mainCurrency(state) ?? FALLBACK_CURRENCY;
	const counted = countedBySource(state);
	const groups = groupsByCut(state, counted, report);
	const columns = periodColumns(state, report.calendar);
	const targets = targetsByDimension(report.targets);

	const rows: MetricRow[] = [];
	for (const metric of state.metrics) {
		if (metric.kind === "effort" && metric.unit === "money" && report.effort.hourCost === null) continue;
		const source = counted[metric.source];
		const shown = columns.filter(({ month }) => month === null || metric.periods === "months");
		const untils = shown.map(({ month }) => provisionalUntil(state, metric, month));
		for (const breakdown of breakdownsOf(metric, source.traits, groups, state.currencies, currency)) {
			const figures = figuresOf(state, metric, source, breakdown);
			breakdown.dimensions.forEach((dimension, group) => {
				const targetByMonth = targets.get(`${metric.id} ${dimension}`);
				const unit = metric.unit === "money" ? (breakdown.currencies?.[group] ?? currency) : null;
				const minorUnits = unit === null ? 1 : 10 ** currencyExponent(unit);
				shown.forEach(({ period, month, label, share }, index) => {
					const cell = group * (window.periods + 1) + period;
					const target = (month === null ? undefined : targetByMonth?.get(month)) ?? null;
					const { value, numerator, denominator, n } = figureOf(
						metric,
						figures,
						cell,
						minorUnits,
						report.effort,
					);
					if (n === 0 && target === null && dimension !== "all") return;
					const among = figures.among[cell]!;
					const attainment = attainmentOf(value, target);
					rows.push({
						metric: metric.id as MetricId,
						period: label,
						dimension,
						unit: metric.unit,
						value,
						numerator,
						denominator,
						basis: metric.basis,
						provisionalUntil: untils[index]!,
						n,
						completeness: among === 0 ? null : figures.complete[cell]! / among,
						target,
						attainment,
						pace: paceOf(metric, attainment, share),
						currency: unit,
					});
				});
			});
		}
	}
	return rows;
}

/** A period that rows are made for. */
interface PeriodColumn {
	/** The fold's period; for all time the one after its last. */
	readonly period: number;
	/** Null for all time. */
	readonly month: Month | null;
	readonly label: string;
	/** How much of its targets should have been reached. */
	readonly share: number | null;
}

function periodColumns({ window, options }: KpiState, calendar: BusinessCalendar): PeriodColumn[] {
	const columns = Array.from({ length: window.months }, (_, period): PeriodColumn => {
		const month = (window.first + period) as Month;
		return { period, month, label: formatMonth(month), share: expectedShare(month, options.asOf, calendar) };
	});
	columns.push({ period: window.periods, month: null, label: "all", share: null });
	return columns;
}

/** Target by month, by metric and dimension. Of several for one month the last stands. */
function targetsByDimension(targets: readonly KpiTarget[]): Map<string, Map<Month, number>> {
	const byDimension = new Map<string, Map<Month, number>>();
	for (const { metric, dimension, month, value } of targets) {
		const key = `${metric} ${dimension}`;
		const byMonth = byDimension.get(key) ?? new Map<Month, number>();
		byDimension.set(key, byMonth.set(month, value));
	}
	return byDimension;
}

/** What the fold has counted of one source. */
interface Counted {
	readonly traits: Traits;
	/** The tally of a basis by channel, rep or type. Each record is in each tally of its source once. */
	tally(basis: Basis, cut: Cut): Tally;
	/** Rows of `SAMPLE` of a measure. */
	readonly samples: Readonly<Record<string, Rows>>;
}

function countedBySource(state: KpiState): Record<Metric["source"], Counted> {
	const { deals, activities } = state;
	return {
		lead: countLeads(state),
		deal: {
			traits: deals.traits,
			tally: (basis, cut) =>
				deals[basis === "closed" ? "closed" : "deal_created"][cut === "channel" ? cut : "rep"],
			samples: deals.samples,
		},
		activity: {
			traits: activities.traits,
			tally: (_, cut) => activities[cut === "type" ? cut : "rep"],
			samples: {},
		},
	};
}

/** Leads are counted last: only now is it known what became of each. */
function countLeads(state: KpiState): Counted {
	const { size, createdIn, mqlIn, age, judgedAfter, channel, rep, facts } = state.leads;
	const traits = new Traits();
	const tally = () => new Tally(state.window.periods, false);
	const byCreation = { channel: tally(), rep: tally() };
	const byAge = tally();
	const byMql = { channel: tally(), rep: tally() };
	const verdicts = new Rows(SAMPLE.width);
	for (let lead = 0; lead < size; lead++) {
		const created = createdIn[lead]!;
		if (created === 0) continue;
		const trait = traits.codeOf(facts[lead]!, 0);
		byCreation.channel.add(channel[lead]!, created - 1, trait);
		byCreation.rep.add(rep[lead]!, created - 1, trait);
		byAge.add(age[lead]!, created - 1, trait);
		byMql.channel.add(channel[lead]!, mqlIn[lead]!, trait);
		byMql.rep.add(rep[lead]!, mqlIn[lead]!, trait);
		const days = judgedAfter[lead]! - 1;
		if (days >= 0) addSample(verdicts, trait, channel[lead]!, rep[lead]!, created - 1, 0, days);
	}
	return {
		traits,
		tally: (basis, cut) =>
			cut === "age" ? byAge : (basis === "mql" ? byMql : byCreation)[cut === "channel" ? cut : "rep"],
		samples: { lead_to_verdict: verdicts },
	};
}

/** The names of a cut as the rows show them: each of its own, or pooled. */
interface Groups {
	readonly dimensions: readonly string[];
	/** Index of the dimension by the fold's code of the name. */
	readonly byName: Int32Array;
}

function groupsByCut(
	state: KpiState,
	counted: Record<Metric["source"], Counted>,
	report: KpiReport,
): Record<Cut, Groups> {
	const targeted = new Set(report.targets.map((target) => target.dimension));
	const { lead, deal, activity } = counted;
	const groups = (cut: Cut, names: readonly string[], tallies: readonly Tally[]): Groups =>
		groupNames(cut, names, tallies, state.window.periods, targeted, report.maxNames ?? DEFAULT_MAX_NAMES);
	return {
		channel: groups("channel", state.channels.names, [
			lead.tally("lead_created", "channel"),
			deal.tally("deal_created", "channel"),
		]),
		rep: groups("rep", state.reps.names, [
			lead.tally("lead_created", "rep"),
			deal.tally("deal_created", "rep"),
			activity.tally("activity", "rep"),
		]),
		type: groups("type", state.types.names, [activity.tally("activity", "type")]),
		age: groups("age", ["", ...AGE_BANDS], [lead.tally("lead_created", "age")]),
	};
}

/** The names with the most records, and those with a target, have a dimension of their own; the others share one. */
function groupNames(
	cut: Cut,
	names: readonly string[],
	tallies: readonly Tally[],
	periods: number,
	targeted: ReadonlySet<string>,
	maxNames: number,
): Groups {
	const records = new Float64Array(names.length);
	for (const { size, keys, counts, stride } of tallies) {
		for (let counter = 0; counter < size * stride; counter++) {
			const name = Math.floor(keys[Math.floor(counter / stride)]! / periods);
			records[name] = records[name]! + counts[counter]!;
		}
	}
	const dimensionOf = (code: number): string => `${cut}:${names[code]}`;
	const byRecords = Array.from(names, (_, code) => code).sort(
		(a, b) => records[b]! - records[a]! || compareText(dimensionOf(a), dimensionOf(b)),
	);
	const pooled = `${cut}:${POOLED_NAME}`;
	const shown = new Map<number, string>();
	byRecords.forEach((code, rank) => {
		const isOwn = rank < maxNames || targeted.has(dimensionOf(code));
		shown.set(code, isOwn ? dimensionOf(code) : pooled);
	});
	const known = Array.from(targeted).filter((dimension) => dimension.startsWith(`${cut}:`));
	const dimensions = Array.from(new Set([...shown.values(), ...known])).sort(compareText);
	const indexOf = new Map(dimensions.map((dimension, index) => [dimension, index]));
	return {
		dimensions,
		byName: Int32Array.from(names, (_, code) => indexOf.get(shown.get(code) as string) as number),
	};
}

/** One way to spread a metric's records over dimensions. */
interface Breakdown {
	/** The tally to read. */
	readonly cut: Cut;
	readonly dimensions: readonly string[];
	/** Index of the dimension by name; where it is null, by trait. */
	readonly byName: Int32Array | null;
	/** −1 for the traits to leave out: amounts in another currency. */
	readonly byTrait: Int32Array;
	/** The currency of each dimension where it is not the main one. */
	readonly currencies?: readonly string[];
}

function breakdownsOf(
	metric: Metric,
	traits: Traits,
	groups: Record<Cut, Groups>,
	currencies: KpiState["currencies"],
	main: string,
): Breakdown[] {
	const isMoney = metric.unit === "money";
	const isForeign = (code: number): boolean => isMoney && code !== 0 && currencies.names[code] !== main;
	const byTrait = Int32Array.from(traits.currencies, (code) => (isForeign(code) ? -1 : 0));
	// Each tally of a source holds each record once; the one with the fewest names is the quickest to add up.
	const fewest = metric.source === "activity" ? "type" : "channel";
	const breakdowns: Breakdown[] = [{ cut: fewest, dimensions: ["all"], byName: null, byTrait }];
	for (const cut of metric.cuts) breakdowns.push({ cut, ...groups[cut], byTrait });
	if (isMoney) {
		const foreign = Array.from(
			new Set(traits.currencies.filter(isForeign)),
			(code) => currencies.names[code]!,
		);
		foreign.sort(compareText);
		breakdowns.push({
			cut: fewest,
			dimensions: foreign.map((currency) => `currency:${currency}`),
			byName: null,
			byTrait: Int32Array.from(traits.currencies, (code) => foreign.indexOf(currencies.names[code]!)),
			currencies: foreign,
		});
	}
	return breakdowns;
}

/**
 * What each dimension has in each period. A cell is a dimension × (periods + 1) + a period; the last of a dimension's
 * cells is all time.
 */
interface Figures {
	/** Records of the population. */
	readonly among: Float64Array;
	/** Those of them that are counted. */
	readonly counted: Float64Array;
	/** Those of the counted of which everything is known that the metric needs, and the sum of their amounts. */
	readonly known: Float64Array;
	readonly sum: Float64Array;
	/** Those of the population of which everything is known, for all time the date, too. */
	readonly complete: Float64Array;
	/** The days of the counted that have some, for a median; no list where there are none. */
	readonly days: readonly (number[] | undefined)[];
}

const AMONG = 1;
const COUNTED = 2;
const NEEDED = 4;

function figuresOf(state: KpiState, metric: Metric, source: Counted, breakdown: Breakdown): Figures {
	const { periods } = state.window;
	const roles = traitRoles(metric, state.facts[metric.source], source.traits);
	const cells = breakdown.dimensions.length * (periods + 1);
	const days: (number[] | undefined)[] = [];
	const figures: Figures = {
		among: new Float64Array(cells),
		counted: new Float64Array(cells),
		known: new Float64Array(cells),
		sum: new Float64Array(cells),
		complete: new Float64Array(cells),
		days,
	};
	addTally(figures, source.tally(metric.basis, breakdown.cut), periods, roles, breakdown);
	if (metric.kind === "median") {
		const basis = metric.basis === "closed" ? SAMPLE.closed : SAMPLE.created;
		addSamples(days, source.samples[metric.measure]!, basis, periods, roles, breakdown);
	}
	addAllTime(figures, periods, metric.periods === "months" ? undatedPeriod(state.window) : periods);
	return figures;
}

function traitRoles(metric: Metric, facts: FactBits, traits: Traits): Uint8Array {
	const among = maskOf(facts, metric.among, metric.maturityDays);
	const counted = maskOf(facts, metric.counted, metric.maturityDays);
	const needs = maskOf(facts, metric.needs, metric.maturityDays);
	return Uint8Array.from(traits.facts, (mask) => {
		if ((mask & among) !== among) return 0;
		return AMONG | ((mask & counted) === counted ? COUNTED : 0) | ((mask & needs) === needs ? NEEDED : 0);
	});
}

function addTally(
	figures: Figures,
	tally: Tally,
	periods: number,
	roles: Uint8Array,
	{ byName, byTrait }: Breakdown,
): void {
	const { keys, counts, sums, stride } = tally;
	const relevant = Array.from(roles.keys()).filter((trait) => roles[trait] !== 0 && byTrait[trait]! >= 0);
	const traits = Int32Array.from(relevant.filter((trait) => trait < stride));
	for (let slot = 0; slot < tally.size; slot++) {
		const key = keys[slot]!;
		const named = byName === null ? 0 : byName[Math.floor(key / periods)]!;
		for (let index = 0; index < traits.length; index++) {
			const trait = traits[index]!;
			const count = counts[slot * stride + trait]!;
			if (count === 0) continue;
			const role = roles[trait]!;
			const cell = (byName === null ? byTrait[trait]! : named) * (periods + 1) + (key % periods);
			increase(figures.among, cell, count);
			if ((role & NEEDED) !== 0) increase(figures.complete, cell, count);
			if ((role & COUNTED) === 0) continue;
			increase(figures.counted, cell, count);
			if ((role & NEEDED) === 0) continue;
			increase(figures.known, cell, count);
			if (sums.length > 0) increase(figures.sum, cell, sums[slot * stride + trait]!);
		}
	}
}

function addSamples(
	days: (number[] | undefined)[],
	samples: Rows,
	basis: number,
	periods: number,
	roles: Uint8Array,
	{ cut, byName, byTrait }: Breakdown,
): void {
	const { size, values, width } = samples;
	for (let start = 0; start < size * width; start += width) {
		const trait = values[start + SAMPLE.trait]!;
		const group = byTrait[trait]!;
		if ((roles[trait]! & COUNTED) === 0 || group < 0) continue;
		const name = values[start + (cut === "channel" ? SAMPLE.channel : SAMPLE.rep)]!;
		const first = (byName === null ? group : byName[name]!) * (periods + 1);
		const value = values[start + SAMPLE.days]!;
		for (const cell of [first + values[start + basis]!, first + periods]) {
			const list = days[cell];
			if (list === undefined) days[cell] = [value];
			else list.push(value);
		}
	}
}

/** All time is the sum of all periods; its complete records are those of the first `dated` periods. */
function addAllTime(figures: Figures, periods: number, dated: number): void {
	const { among, counted, known, sum, complete } = figures;
	for (let first = 0; first < among.length; first += periods + 1) {
		const allTime = first + periods;
		for (let cell = first; cell < allTime; cell++) {
			for (const column of [among, counted, known, sum]) increase(column, allTime, column[cell]!);
			if (cell < first + dated) increase(complete, allTime, complete[cell]!);
		}
	}
}

function figureOf(
	metric: Metric,
	figures: Figures,
	cell: number,
	minorUnits: number,
	{ touchMinutes, hourCost }: Effort,
): Pick<MetricRow, "value" | "numerator" | "denominator" | "n"> {
	const counted = figures.counted[cell]!;
	const known = figures.known[cell]!;
	const amount = figures.sum[cell]! / minorUnits;
	switch (metric.kind) {
		case "count":
			return { value: counted, numerator: null, denominator: null, n: counted };
		case "sum":
			return { value: amount, numerator: null, denominator: null, n: known };
		case "ratio": {
			const among = figures.among[cell]!;
			const value = among === 0 ? null : counted / among;
			return { value, numerator: counted, denominator: among, n: among };
		}
		case "mean":
			return { value: known === 0 ? null : amount / known, numerator: amount, denominator: known, n: known };
		case "effort": {
			const hours = (figures.sum[cell]! / 60 + (counted - known) * touchMinutes) / 60;
			const value = metric.unit === "hours" ? hours : hours * (hourCost ?? 0);
			return { value, numerator: null, denominator: null, n: counted };
		}
		case "median": {
			const days = figures.days[cell] ?? [];
			return { value: medianOf(days), numerator: null, denominator: null, n: days.length };
		}
	}
}

/**
 * The day on which the last record of the cohort has had its full time, or null from that day on. All time ends with
 * the last record created by asOf.
 */
function provisionalUntil(state: KpiState, metric: Metric, month: Month | null): Day | null {
	if (metric.maturityDays === 0) return null;
	const lastCreated = metric.source === "lead" ? state.lastCreated.lead : state.lastCreated.deal;
	const last = month === null ? lastCreated : lastDayOf(month);
	const final = last + metric.maturityDays;
	return final > state.options.asOf ? (final as Day) : null;
}

/** The middle value, or the mean of the middle two; null for none. */
function medianOf(values: readonly number[]): number | null {
	if (values.length === 0) return null;
	const sorted = new Int32Array(values).sort();
	const middle = sorted.length >> 1;
	const upper = sorted[middle]!;
	return sorted.length % 2 === 1 ? upper : (sorted[middle - 1]! + upper) / 2;
}

/** The currency that most deals bear, of several the first in the alphabet; null where none has one. */
function mainCurrency(state: KpiState): string | null {
	const { traits, deal_created: byCreation } = state.deals;
	const { counts, stride, size } = byCreation.rep;
	const deals = new Map<string, number>();
	for (let cell = 0; cell < size; cell++) {
		traits.currencies.forEach((code, trait) => {
			const count = trait < stride ? counts[cell * stride + trait]! : 0;
			const currency = state.currencies.names[code]!;
			if (currency !== "" && count > 0) deals.set(currency, (deals.get(currency) ?? 0) + count);
		});
	}
	const [first] = Array.from(deals).sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]));
	return first === undefined ? null : first[0];
}

function increase(column: Float64Array, cell: number, by: number): void {
	column[cell] = column[cell]! + by;
}

/** By code unit: the same order on every machine. */
function compareText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
