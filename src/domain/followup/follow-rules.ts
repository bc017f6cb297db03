/** Follow-up rules: so many days after what a customer did, somebody gets in touch. */
import { addBusinessDays, type BusinessCalendar } from "../calendar/business-days";
import { addDays, type Day, SECONDS_PER_DAY } from "../calendar/day";
import type { Activities, Column } from "../records";
import { PerWord } from "../words";

export interface FollowRule {
	/** Code of the activity type that starts it. */
	readonly type: string;
	/** Calendar days; a day that is none of business moves to the next one that is. */
	readonly days: number;
}

/** A week after a trial began, three days after a download. */
export const DEFAULT_FOLLOW_RULES: readonly FollowRule[] = [
	{ type: "trial", days: 7 },
	{ type: "download", days: 3 },
];

/** A follow-up that is this many days late comes too late to answer the act; other reasons bring the lead up. */
const STALE_DAYS = 30;

/** The follow-ups that nobody has made yet, by lead. */
export interface FollowUpDays {
	readonly dueOn: (Day | null)[];
	/** The type of the act that calls for it. */
	readonly after: (string | null)[];
}

type FollowedActivities = Pick<Activities, "size" | "lead" | "at" | "type">;

export interface FollowUpFinder {
	/** Takes the next rows. Leads are indexes of the whole lead table in every slice. */
	add(activities: FollowedActivities): void;
	finish(lastTouchOn: Column<Day>, calendar: BusinessCalendar): FollowUpDays;
}

/**
 * The earliest follow-up that is open for each lead. Of several acts of one type the last one counts; a touch on its
 * day or later settles it. Computed anew each time, so that nothing is asked for twice.
 */
export function createFollowUps(leads: number, rules: readonly FollowRule[], today: Day): FollowUpFinder {
	const last = new Map<string | null, Map<number, Day>>(rules.map(({ type }) => [type, new Map()]));
	const daysOf = new PerWord((type) => last.get(type) ?? null);
	return {
		add({ size, lead: leadOf, at, type }) {
			daysOf.take(type);
			for (let i = 0; i < size; i++) {
				const days = daysOf.get(type.codes[i]!);
				if (days === null) continue;
				const lead = leadOf[i] as number;
				const day = Math.floor((at[i] as number) / SECONDS_PER_DAY) as Day;
				if (lead >= 0 && day <= today && !(day <= days.get(lead)!)) days.set(lead, day);
			}
		},
		finish(lastTouchOn, calendar) {
			const dueOn = new Array<Day | null>(leads).fill(null);
			const after = new Array<string | null>(leads).fill(null);
			for (const { type, days } of rules) {
				for (const [lead, day] of last.get(type) ?? []) {
					const touchedOn = lastTouchOn[lead] ?? null;
					if (touchedOn !== null && touchedOn >= day) continue;
					const due = addBusinessDays(calendar, addDays(day, days), 0);
					if (today - due > STALE_DAYS || due >= (dueOn[lead] ?? Number.POSITIVE_INFINITY)) continue;
					dueOn[lead] = due;
					after[lead] = type;
				}
			}
			return { dueOn, after };
		},
	};
}
