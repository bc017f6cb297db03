/** What every part of the page is given, and small ways to show a value. */
import { civilOf, parseDay, weekdayOf } from "../../domain/calendar/day";
import type { SidebarMessages } from "../../locale/ja-sidebar";
import type { State } from "../state";
import type { Event } from "../update";

export interface View {
	readonly state: State;
	readonly words: SidebarMessages;
	readonly send: (event: Event) => void;
}

/** "11/25(水)" of an ISO day; what is none stays as it is. */
export function shortDay(iso: string, words: SidebarMessages): string {
	const day = parseDay(iso);
	if (day === null) return iso;
	const { month, dayOfMonth } = civilOf(day);
	return words.shortDay(month, dayOfMonth, words.weekdays[weekdayOf(day)] ?? "");
}

export function joined(parts: readonly string[], separator: string): string {
	return parts.filter((part) => part !== "").join(separator);
}
