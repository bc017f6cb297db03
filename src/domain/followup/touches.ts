/** Touches: what we do to stay in contact. An attempt that reached nobody (不在) is not one. */
import { directionOf } from "../activity-types";
import { type Day, SECONDS_PER_DAY } from "../calendar/day";
import type { Activities } from "../records";
import { PerWord } from "../words";

/** What one tap logs, as type and result of an activity. */
export const QUICK_LOGS = {
	absent: { type: "call_out", result: "absent" },
	connected: { type: "call_out", result: "connected" },
	key: { type: "call_out", result: "key" },
	appointment: { type: "call_out", result: "appointment" },
	email: { type: "email_out", result: "" },
	meeting: { type: "meeting", result: "" },
	visit: { type: "visit", result: "" },
	dm: { type: "dm", result: "" },
	memo: { type: "memo", result: "" },
} as const satisfies Record<string, { readonly type: string; readonly result: string }>;

export type QuickLog = keyof typeof QUICK_LOGS;

/** The result of an attempt that reached nobody. */
export const ABSENT = "absent";

/** Days over which touches are counted against the caps, today included. */
const RECENT_DAYS = 30;

/**
 * Whether an activity reached out to the customer: ours or together with them, whether or not anybody was reached.
 * Tasks, memos and types that no dictionary knows are none.
 */
export function isAttempt(type: string | null): boolean {
	if (type === null || type === "task" || type === "memo") return false;
	const direction = directionOf(type);
	return direction === "ours" || direction === "both";
}

/** Whether an attempt reached somebody, as far as its result says: all but 不在. */
export function isTouch(type: string | null, result: string | null): boolean {
	return result !== ABSENT && isAttempt(type);
}

/** The touches of each lead. */
export interface Touches {
	/** Day of the last one ever; null where there was none. */
	readonly lastOn: readonly (Day | null)[];
	/** How many in the last days. */
	readonly recent: Int32Array;
	/** How many with all people of the company together; where no company is known, with the lead itself. */
	readonly companyRecent: Int32Array;
}

/** Before any day. */
const NEVER = -(2 ** 31);

/** What touches are counted from. */
type TouchActivities = Pick<Activities, "size" | "lead" | "at" | "type" | "result">;

export interface TouchCounter {
	/** Counts the next rows. Leads are indexes of the whole lead table in every slice. */
	add(activities: TouchActivities): void;
	/**
	 * @param company group of each lead, −1 where there is none
	 */
	finish(company: ArrayLike<number>, groups: number): Touches;
}

/**
 * Counts the touches of all leads in one pass. An activity on day d is recent while 0 <= today − d < days; what is
 * dated in the future or not at all does not count.
 */
export function createTouchCounter(leads: number, today: Day, days = RECENT_DAYS): TouchCounter {
	const lastOn = new Int32Array(leads).fill(NEVER);
	const recent = new Int32Array(leads);
	const attempts = new PerWord(isAttempt);
	const absences = new PerWord((result) => result === ABSENT);
	function add(activities: TouchActivities): void {
		const { size, lead: leadOf, at, type, result } = activities;
		attempts.take(type);
		absences.take(result);
		for (let i = 0; i < size; i++) {
			if (!attempts.get(type.codes[i]!) || absences.get(result.codes[i]!)) continue;
			const lead = leadOf[i] as number;
			const day = Math.floor((at[i] as number) / SECONDS_PER_DAY);
			if (lead < 0 || !(day <= today)) continue;
			if (day > lastOn[lead]!) lastOn[lead] = day;
			if (today - day < days) recent[lead]!++;
		}
	}
	function finish(company: ArrayLike<number>, groups: number): Touches {
		const ofGroup = new Int32Array(groups);
		for (let lead = 0; lead < leads; lead++) {
			const group = company[lead] as number;
			if (group >= 0) ofGroup[group]! += recent[lead]!;
		}
		const companyRecent = recent.map((own, lead) => ofGroup[company[lead] as number] ?? own);
		return {
			lastOn: Array.from(lastOn, (day) => (day === NEVER ? null : (day as Day))),
			recent,
			companyRecent,
		};
	}
	return { add, finish };
}

/** The touches of activities that are all at hand, as `createTouchCounter`. */
export function touchesOf(
	activities: TouchActivities,
	leads: number,
	company: ArrayLike<number>,
	groups: number,
	today: Day,
	days = RECENT_DAYS,
): Touches {
	const counter = createTouchCounter(leads, today, days);
	counter.add(activities);
	return counter.finish(company, groups);
}
