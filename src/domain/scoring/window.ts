/** Which moments a rule's window holds. An event counts at a moment when since <= its time < until. */
import {
	type Day,
	dayOfTime,
	firstDayOf,
	lastDayOf,
	monthOf,
	SECONDS_PER_DAY,
	type WallTime,
} from "../calendar/day";
import type { WindowKind } from "./rules";

export interface Window {
	readonly kind: WindowKind;
	/** Length in days, or in spans of 24 hours; a calendar month has none. */
	readonly length: number;
}

/**
 * The first second that the window holds. `days`: an event on day d counts on day t when 0 <= t − d <= N − 1.
 * `hours`: when it lies less than N × 24 hours back, so that the last day of either has the same events.
 */
export function windowSince(window: Window, asOf: WallTime): number {
	switch (window.kind) {
		case "days":
			return (dayOfTime(asOf) - window.length + 1) * SECONDS_PER_DAY;
		case "hours":
			return asOf - window.length * SECONDS_PER_DAY + 1;
		case "month":
			return firstDayOf(monthOf(dayOfTime(asOf))) * SECONDS_PER_DAY;
	}
}

/** The first second after the window: the end of today, or for `hours` the next second. Later events are future. */
export function windowUntil(window: Window, asOf: WallTime): number {
	return window.kind === "hours" ? asOf + 1 : (dayOfTime(asOf) + 1) * SECONDS_PER_DAY;
}

/**
 * The last day on which an event that counts now still counts. For `hours` the day in which its last second lies.
 * @example lastDayInWindow({ kind: "days", length: 30 }, 0) // => 29
 */
export function lastDayInWindow(window: Window, at: number): Day {
	const day = Math.floor(at / SECONDS_PER_DAY) as Day;
	switch (window.kind) {
		case "days":
			return (day + window.length - 1) as Day;
		case "hours":
			return Math.floor((at - 1) / SECONDS_PER_DAY + window.length) as Day;
		case "month":
			return lastDayOf(monthOf(day));
	}
}

/** The first day in whose last second an event no longer counts. */
export function firstEveningWithout(window: Window, at: number): Day {
	const day = Math.floor(at / SECONDS_PER_DAY) as Day;
	if (window.kind === "month") return (lastDayOf(monthOf(day)) + 1) as Day;
	return (day + window.length) as Day;
}
