/** When a verdict is looked at again: after a time, or as soon as what it was judged by has changed. */
import { civilOf, type Day, firstDayOf, lastDayOf, type Month, monthOf } from "../calendar/day";
import { foldKey, normalizeText } from "../normalize/text";
import type { Axis } from "../records";

export interface QualificationSettings {
	/** Calendar months for which a verdict holds; 0 or less: until something changes. */
	readonly verdictMonths: number;
	/** Touches within 30 days that one person gets from all of us; 0 or less: no cap. */
	readonly contactCap: number;
	/** The same for all people of a company together. */
	readonly companyCap: number;
}

export const DEFAULT_QUALIFICATION: QualificationSettings = {
	verdictMonths: 12,
	contactCap: 4,
	companyCap: 8,
};

/** The attributes by which each axis is judged: when one of them changes, the verdict is due for review. */
export const REVIEWED = {
	company: ["industry", "employees"],
	contact: ["title"],
	deal: [],
} as const satisfies Record<Axis, readonly string[]>;

/** Long enough to tell any two apart; a snapshot must fit into one cell beside a text of 50,000 characters. */
const KEPT_CHARACTERS = 100;

/**
 * The attributes that a verdict was judged by, as the text of one cell: a JSON array of texts, "" where all are blank.
 * Of each text the first 100 characters are kept.
 * @example snapshotOf(["自動車", 300]) // => '["自動車","300"]'
 */
export function snapshotOf(values: readonly (string | number | null)[]): string {
	const texts = values.map(keptOf);
	return texts.every((text) => text === "") ? "" : JSON.stringify(texts);
}

/** One attribute that reads differently now; `at` is its place in the snapshot. */
export interface Change {
	readonly at: number;
	readonly before: string;
	readonly after: string;
}

/**
 * What changed since a snapshot. Spelling alone (width, case, spaces) is no change, nor is an attribute that was
 * unknown then or is now. A text that is no snapshot says nothing.
 */
export function changesSince(snapshot: string, now: readonly (string | number | null)[]): readonly Change[] {
	if (snapshot === "" || snapshot === snapshotOf(now)) return [];
	const changes: Change[] = [];
	textsOf(snapshot).forEach((before, at) => {
		const after = keptOf(now[at] ?? null);
		if (typeof before !== "string" || foldKey(before) === "" || foldKey(after) === "") return;
		if (foldKey(before) !== foldKey(after)) changes.push({ at, before, after });
	});
	return changes;
}

/**
 * The day on which a verdict is to be looked at again: today where something changed, else so many calendar months
 * after it, on the last day of a month that is too short. Null when nobody judged, or when verdicts don't expire.
 * @example reviewDay(dayOf(2027, 8, 31), false, today, 6) // => dayOf(2028, 2, 29)
 */
export function reviewDay(judgedOn: Day | null, hasChanged: boolean, today: Day, months: number): Day | null {
	if (judgedOn === null) return null;
	if (hasChanged) return today;
	if (!(months >= 1)) return null;
	const month = (monthOf(judgedOn) + Math.floor(months)) as Month;
	return Math.min(firstDayOf(month) + civilOf(judgedOn).dayOfMonth - 1, lastDayOf(month)) as Day;
}

/** Whole characters, so that no half of a pair is stored. */
function keptOf(value: string | number | null): string {
	const text = normalizeText(String(value ?? ""));
	return text.length <= KEPT_CHARACTERS ? text : Array.from(text).slice(0, KEPT_CHARACTERS).join("");
}

function textsOf(snapshot: string): readonly unknown[] {
	try {
		const parsed: unknown = JSON.parse(snapshot);
		return Array.isArray(parsed) ? parsed : [];
	} catch {
		return [];
	}
}
