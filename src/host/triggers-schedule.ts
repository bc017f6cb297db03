/** When a clock trigger fires. The host picks one exact moment where Google only promises a window (PLATFORM facts 1-7). */
import { DAY_MS, instantOf, wallOf } from "./clock-zone";
import { ServiceError } from "./service-error";

export interface ClockPlan {
	readonly minutes?: number;
	readonly hours?: number;
	readonly days?: number;
	readonly weeks?: number;
	/** 1 = Monday … 7 = Sunday. */
	readonly weekDay?: number;
	readonly monthDay?: number;
	readonly hour?: number;
	readonly minute?: number;
	readonly timeZone?: string;
	/** One shot: an instant, or a delay. */
	readonly at?: number;
	readonly after?: number;
	readonly date?: readonly [year: number, month: number, day: number];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const MINUTES_ALLOWED = [1, 5, 10, 15, 30];
/** The trigger dialog's drop-down; whether everyHours takes more is not proven (fact 3), so more needs the option. */
const HOURS_ALLOWED = [1, 2, 4, 6, 8, 12];

export function checkPlan(plan: ClockPlan, anyHours: boolean): void {
	const { minutes, hours } = plan;
	if (minutes !== undefined && !MINUTES_ALLOWED.includes(minutes))
		throw new ServiceError(
			"The value you passed to everyMinutes was invalid. It must be one of 1, 5, 10, 15 or 30.",
		);
	if (hours !== undefined) {
		const whole = Number.isInteger(hours) && hours >= 1;
		if (!whole || (!anyHours && !HOURS_ALLOWED.includes(hours)))
			throw new ServiceError(
				"The value you passed to everyHours was invalid. It must be one of 1, 2, 4, 6, 8 or 12.",
			);
	}
	const frequencies = [
		plan.minutes,
		plan.hours,
		plan.days,
		plan.weeks ?? plan.weekDay,
		plan.monthDay,
		plan.at,
		plan.after,
		plan.date,
	];
	const chosen = frequencies.filter((each) => each !== undefined).length;
	if (chosen !== 1)
		throw new ServiceError("The trigger needs exactly one frequency, such as everyHours or everyDays.");
	const daily = plan.days ?? plan.weeks ?? plan.weekDay ?? plan.monthDay;
	if (plan.hour !== undefined && daily === undefined)
		throw new ServiceError("atHour needs everyDays, everyWeeks with onWeekDay, or onMonthDay.");
	if (plan.minute !== undefined && daily === undefined)
		throw new ServiceError("nearMinute needs everyDays, everyWeeks with onWeekDay, or onMonthDay.");
	if (plan.hour !== undefined && !(Number.isInteger(plan.hour) && plan.hour >= 0 && plan.hour <= 23))
		throw new ServiceError("The value you passed to atHour was invalid. It must be between 0 and 23.");
	if (plan.weeks !== undefined && plan.weekDay === undefined)
		throw new ServiceError("everyWeeks needs onWeekDay.");
}

/** The first firing after `now`; `seed` picks the minute that Google would pick at random. */
export function firstFiring(plan: ClockPlan, now: number, zone: string, seed: number): number {
	if (plan.at !== undefined) return Math.max(plan.at, now);
	if (plan.after !== undefined) return now + plan.after;
	const own = plan.timeZone ?? zone;
	if (plan.date) return instantOf(own, Date.UTC(plan.date[0], plan.date[1] - 1, plan.date[2]));
	if (plan.minutes !== undefined) return now + plan.minutes * MINUTE_MS;
	if (plan.hours !== undefined) return now + plan.hours * HOUR_MS;
	return nextDay(plan, now, own, seed, 1);
}

/** The firing after the one at `last`, or null for a one-shot trigger. */
export function nextFiring(plan: ClockPlan, last: number, zone: string, seed: number): number | null {
	if (plan.at !== undefined || plan.after !== undefined || plan.date) return null;
	if (plan.minutes !== undefined) return last + plan.minutes * MINUTE_MS;
	if (plan.hours !== undefined) return last + plan.hours * HOUR_MS;
	return nextDay(plan, last, plan.timeZone ?? zone, seed, plan.days ?? (plan.weeks ?? 1) * 7 - 6);
}

/** The next wall-clock day that suits the plan, at least `skip` days on when today's moment has passed. */
function nextDay(plan: ClockPlan, after: number, zone: string, seed: number, skip: number): number {
	const minute = plan.minute ?? seed % 60;
	const timeOfDay = (plan.hour ?? seed % 24) * HOUR_MS + minute * MINUTE_MS;
	const today = Math.floor(wallOf(zone, after) / DAY_MS) * DAY_MS;
	for (let day = 0; day < 400; day++) {
		const wall = today + day * DAY_MS + timeOfDay;
		const instant = instantOf(zone, wall);
		if (instant <= after) continue;
		const date = new Date(wall);
		if (day > 0 && day < skip && plan.monthDay === undefined) continue;
		if (plan.weekDay !== undefined && (date.getUTCDay() || 7) !== plan.weekDay) continue;
		if (plan.monthDay !== undefined && date.getUTCDate() !== plan.monthDay) continue;
		return instant;
	}
	throw new ServiceError("The trigger would never fire.");
}
