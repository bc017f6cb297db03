import {
	addDays,
	type Day,
	firstDayOf,
	formatDay,
	formatMonth,
	lastDayOf,
	type Month,
	monthOf,
	parseDay,
	weekdayOf,
} from "../calendar/day";

import type { Breakdown } from "./breakdown";
import { cutting } from "./cuts";

/**
 * The periods that figures are shown for, and the slots of days that they are made of. The fold counts into slots, so
 * that one pass serves months and weeks, quarters, halves and fiscal years: each is a run of slots.
 */

export type SpanKind = "month" | "week" | "quarter" | "half" | "year" | "all";

/** A period that rows are made for. */
export interface Span {
	readonly kind: SpanKind;
	/** "2026-11", "week:2026-11-16" by its Monday, "quarter:2026-10" by its first month, "all". */
	readonly period: string;
	/** Null for all time. */
	readonly first: Day | null;
	readonly last: Day | null;
	/** Run of slots, the end excluded. */
	readonly from: number;
	readonly to: number;
	/** 0 for the one that asOf lies in, 1 for the one before. */
	readonly age: number;
}

/** Days cut at the start of every month, and of every week that is shown. Each day has one slot. */
export interface Slots {
	/** Number of slots: those with days from 0 on, then before them, after them, and undated. */
	readonly size: number;
	readonly firstDay: Day;
	/** Slot by day since `firstDay`. */
	readonly byDay: Uint16Array;
	readonly firstMonth: Month;
	/** Month of each slot with days, since `firstMonth`. */
	readonly months: Uint8Array;
}

/** What decides on the slots. */
export interface SlotOptions {
	/** The day of the refresh. Its month is the last one shown. */
	readonly asOf: Day;
	/** How many months are shown, the month of asOf included; 13 shows the same month of last year too. */
	readonly months: number;
	/** Month in which the fiscal year begins, 1–12; 4 unless told. */
	readonly fiscalFirstMonth?: number;
}

const WEEKS = 13;
const MONTHS_OF = { month: 1, quarter: 3, half: 6, year: 12 } as const;

/** Slots for this and the last fiscal year, and for the months and weeks shown. */
export function slotsOf(options: SlotOptions): Slots {
	const { asOf, months } = options;
	const year = fiscalYearStart(options);
	const firstMonth = Math.min(year - 12, monthOf(asOf) - months + 1) as Month;
	const firstDay = firstDayOf(firstMonth);
	const monday = mondayOf(asOf);
	const end = Math.max(firstDayOf((year + 12) as Month), monday + 7);
	const byDay = new Uint16Array(end - firstDay);
	const monthOfSlot: number[] = [];
	const weeks = monday - 7 * (WEEKS - 1);
	let month = firstMonth - 1;
	for (let day = firstDay; day < end; day = addDays(day, 1)) {
		const isNewMonth = day === firstDayOf((month + 1) as Month);
		if (isNewMonth) month++;
		const isNewWeek = day >= weeks && day <= monday + 7 && (day - monday) % 7 === 0;
		if (isNewMonth || isNewWeek) monthOfSlot.push(month - firstMonth);
		byDay[day - firstDay] = monthOfSlot.length - 1;
	}
	return {
		size: monthOfSlot.length + 3,
		firstDay,
		byDay,
		firstMonth,
		months: Uint8Array.from(monthOfSlot),
	};
}

/** The slot of a day; NaN, for a record without a date, lies in the last one. */
export function slotOf(slots: Slots, day: number): number {
	const offset = day - slots.firstDay;
	if (offset >= 0) return slots.byDay[offset] ?? slots.size - 2;
	return offset < 0 ? slots.size - 3 : slots.size - 1;
}

/** Months, weeks, quarters, halves and years, of each kind the oldest first, then all time. */
export function spansOf(slots: Slots, options: SlotOptions): Span[] {
	const spans: Span[] = [];
	const add = (kind: SpanKind, name: string, first: Day, last: Day, age: number) =>
		spans.push({
			kind,
			period: kind === "month" ? name : `${kind}:${name}`,
			first,
			last,
			from: slotOf(slots, first),
			to: slotOf(slots, last) + 1,
			age,
		});
	const current = monthOf(options.asOf);
	const year = fiscalYearStart(options);
	const addMonths = (kind: keyof typeof MONTHS_OF, count: number) => {
		const step = MONTHS_OF[kind];
		const last = current - ((current - year) % step);
		for (let age = count - 1; age >= 0; age--) {
			const month = (last - age * step) as Month;
			if (month < slots.firstMonth) continue;
			add(kind, formatMonth(month), firstDayOf(month), lastDayOf((month + step - 1) as Month), age);
		}
	};
	addMonths("month", options.months);
	for (let age = WEEKS - 1; age >= 0; age--) {
		const monday = addDays(mondayOf(options.asOf), -7 * age);
		add("week", formatDay(monday), monday, addDays(monday, 6), age);
	}
	for (const kind of ["quarter", "half", "year"] as const) addMonths(kind, 24 / MONTHS_OF[kind]);
	spans.push({ kind: "all", period: "all", first: null, last: null, from: 0, to: slots.size, age: 0 });
	return spans;
}

/** What a period's id stands for: its kind, and its days unless it is all time. */
export function periodDays(period: string): { kind: SpanKind; first: Day | null; last: Day | null } {
	const kind = periodKind(period);
	if (kind === "all") return { kind, first: null, last: null };
	const name = period.slice(period.indexOf(":") + 1);
	const first = parseDay(kind === "week" ? name : `${name}-01`);
	if (first === null) return { kind, first, last: null };
	const last =
		kind === "week" ? addDays(first, 6) : lastDayOf((monthOf(first) + MONTHS_OF[kind] - 1) as Month);
	return { kind, first, last };
}

/** @example periodKind("quarter:2026-10") // => "quarter" */
export function periodKind(period: string): SpanKind {
	const colon = period.indexOf(":");
	return colon > 0 ? (period.slice(0, colon) as SpanKind) : period === "all" ? "all" : "month";
}

/** First month of the fiscal year of asOf. */
function fiscalYearStart({ asOf, fiscalFirstMonth = 4 }: SlotOptions): Month {
	const month = monthOf(asOf);
	return (month - ((month + 13 - fiscalFirstMonth) % 12)) as Month;
}

function mondayOf(day: Day): Day {
	return addDays(day, -((weekdayOf(day) + 6) % 7));
}

/** How many of the latest months, weeks, quarters, halves and years stand for what is no cut. */
const LATEST = { all: [99, 13, 5, 2, 2], currency: [99, 0, 2, 1, 1] } as const;
/** For metrics that are looked at less, for 対象外 and 未判定, and but for months for the smaller names. */
const BRIEF = [3, 0, 1, 0, 0] as const;
const KINDS: readonly SpanKind[] = ["month", "week", "quarter", "half", "year"];

/**
 * Whether rows of a cut are shown for a period; all time always is.
 * @param isMain whether the name is one of the larger ones: the others lack what is looked at least
 */
export function isShown(span: Span, cut: Breakdown["id"], isFull: boolean, isMain: boolean): boolean {
	const kind = KINDS.indexOf(span.kind);
	if (kind < 0) return true;
	const latest = cut === "all" || cut === "currency" ? LATEST[cut] : (cutting(cut).latest ?? BRIEF);
	const isWhole = cut === "all" || (isFull && (isMain || (span.kind === "month" && cut !== "verdict")));
	return span.age < (isWhole ? latest[kind]! : Math.min(latest[kind]!, BRIEF[kind]!));
}
