import { type Day, formatMonth, monthOf, weekdayOf } from "../calendar/day";
import { metricOf } from "../kpi/catalogue";
import type { MetricRow } from "../kpi/engine";

/** How things stood on a day, of figures that no record's date can tell afterwards. */
export interface Snapshot {
	readonly day: Day;
	/** Id of the metric. */
	readonly metric: string;
	/** As of the figure; `completeness` for the share of a goal's records of which everything is known. */
	readonly dimension: string;
	/** As of the figure: major units, rates 0..1; null where there was none. */
	readonly value: number | null;
	readonly n: number;
	/** Of money, else null. */
	readonly currency: string | null;
}

/** Every day of the last 90 is kept, then each week's first one, and beyond a year each month's first of those. */
export const DAILY_DAYS = 90;
export const WEEKLY_DAYS = 366;

/** The metric whose value is kept for each rep too. */
const BY_REP = "open_amount";
const KEPT_DIMENSION = /^(?:all$|age:|currency:)/;

/**
 * What is to be kept of a day's figures: the metrics without dates, and how complete the records of its month are.
 * @param goals metrics whose completeness is kept
 */
export function snapshotsOf(rows: readonly MetricRow[], day: Day, goals: readonly string[]): Snapshot[] {
	const month = formatMonth(monthOf(day));
	const snapshots: Snapshot[] = [];
	for (const { metric, dimension, period: of, value, n, currency, completeness } of rows) {
		if (metricOf(metric)?.periods === "now") {
			const isKept = KEPT_DIMENSION.test(dimension) || (metric === BY_REP && dimension.startsWith("rep:"));
			if (isKept) snapshots.push({ day, metric, dimension, value, n, currency });
		} else if (of === month && dimension === "all" && goals.includes(metric)) {
			snapshots.push({ day, metric, dimension: "completeness", value: completeness, n, currency: null });
		}
	}
	return snapshots;
}

/** The snapshots with a day's own in place of what was kept for it before, the oldest first, as far as they are kept. */
export function withDay(kept: readonly Snapshot[], day: Day, own: readonly Snapshot[]): Snapshot[] {
	const all = [...kept.filter((snapshot) => snapshot.day !== day), ...own];
	const days = keptDays(
		all.map((snapshot) => snapshot.day),
		day,
	);
	return all.filter((snapshot) => days.has(snapshot.day)).sort((a, b) => a.day - b.day);
}

/**
 * The days of which snapshots are kept. It does not matter how often days were thinned out before: a week's first day
 * outlives the others of its week, and a month's first such day the others of its month.
 */
export function keptDays(days: readonly Day[], today: Day): ReadonlySet<Day> {
	const kept = new Set<Day>();
	let week = Number.NaN;
	let month = Number.NaN;
	for (const day of [...new Set(days)].sort((a, b) => a - b)) {
		const monday = day - ((weekdayOf(day) + 6) % 7);
		const isFirstOfWeek = monday !== week;
		const isFirstOfMonth = isFirstOfWeek && monthOf(day) !== month;
		const age = today - day;
		if (age < DAILY_DAYS || (isFirstOfWeek && (age < WEEKLY_DAYS || isFirstOfMonth))) kept.add(day);
		week = monday;
		if (isFirstOfWeek) month = monthOf(day);
	}
	return kept;
}

/** What a figure was on a day, and what became of it. */
export interface Difference {
	/** The day of the snapshot it is set against: the one asked for, or the last one before it. */
	readonly since: Day;
	readonly before: number;
	/** The newest value − `before`. */
	readonly difference: number;
}

/**
 * How a figure has changed since a day; null where nobody knows it of then or now, or where its currency is another.
 * @param snapshots in any order
 */
export function differenceSince(
	snapshots: readonly Snapshot[],
	metric: string,
	dimension: string,
	day: Day,
): Difference | null {
	let newest: Snapshot | null = null;
	let before: Snapshot | null = null;
	for (const snapshot of snapshots) {
		if (snapshot.metric !== metric || snapshot.dimension !== dimension) continue;
		if (newest === null || snapshot.day > newest.day) newest = snapshot;
		if (snapshot.day <= day && (before === null || snapshot.day > before.day)) before = snapshot;
	}
	if (newest === null || before === null || newest === before) return null;
	if (newest.value === null || before.value === null || newest.currency !== before.currency) return null;
	return { since: before.day, before: before.value, difference: newest.value - before.value };
}
