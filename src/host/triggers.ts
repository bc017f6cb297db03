/** Installable triggers: who made them, what they wait for, and the event a clock trigger gets (PLATFORM facts 5-18). */

import { DAY_MS } from "./clock-zone";
import type { TriggerInfo } from "./contract";
import { ServiceError } from "./service-error";
import type { Call, Json } from "./service-world";
import { json } from "./service-world";
import type { ClockPlan } from "./triggers-schedule";
import { checkPlan, firstFiring, nextFiring } from "./triggers-schedule";

const TRIGGER_LIMIT = 20;

export interface TriggerItem extends TriggerInfo {
	readonly plan: ClockPlan | null;
	readonly seed: number;
}

export class TriggerStore {
	items: TriggerItem[] = [];
	nextId = 1;

	/** `anyHours` accepts every whole number in everyHours, the other reading of fact 3. */
	constructor(readonly anyHours: boolean) {}

	of(user: string): TriggerItem[] {
		return this.items.filter((item) => item.user === user);
	}

	/** The clock trigger that fires next up to a moment, oldest first. */
	due(until: number): TriggerItem | null {
		let next: TriggerItem | null = null;
		for (const item of this.items)
			if (item.nextAt !== null && item.nextAt <= until && (next?.nextAt ?? Infinity) > item.nextAt)
				next = item;
		return next;
	}

	/** Moves a trigger that fires now to its next moment. A one-shot stays listed (fact 6). */
	reschedule(fired: TriggerItem, zone: string): void {
		const nextAt =
			fired.plan && fired.nextAt !== null ? nextFiring(fired.plan, fired.nextAt, zone, fired.seed) : null;
		this.items = this.items.map((item) => (item.id === fired.id ? { ...item, nextAt } : item));
	}
}

/** The event object of fact 14, in UTC as Google's own example shows it. */
export function clockEvent(trigger: TriggerItem, instant: number): Readonly<Record<string, unknown>> {
	const date = new Date(instant);
	const dayOfYear = (instant - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY_MS;
	return {
		authMode: { $enum: "AuthMode", name: "FULL" },
		year: date.getUTCFullYear(),
		month: date.getUTCMonth() + 1,
		"day-of-month": date.getUTCDate(),
		"day-of-week": date.getUTCDay() || 7,
		"week-of-year": Math.floor(dayOfYear / 7) + 1,
		hour: date.getUTCHours(),
		minute: date.getUTCMinutes(),
		second: date.getUTCSeconds(),
		timezone: "UTC",
		triggerUid: trigger.id,
	};
}

function requireFunction(call: Call, name: string): void {
	const head = name.split(".")[0] ?? "";
	if (!call.world.functions.has(head) && !name.includes("."))
		throw new ServiceError(`Script function not found: ${name}`);
}

function seedOf(id: number, handler: string): number {
	let seed = id * 17;
	for (const char of handler) seed = (seed * 31 + char.charCodeAt(0)) % 100_003;
	return seed;
}

export const triggerOperations = {
	"triggers.create": (
		call: Call,
		handler: string,
		event: TriggerInfo["event"],
		plan: Json<ClockPlan | null>,
	): string => {
		const { world, execution } = call;
		const store = world.triggers;
		const parsed = JSON.parse(plan) as ClockPlan | null;
		if (world.readings.triggerFunction === "checked when made") requireFunction(call, handler);
		if (parsed) checkPlan(parsed, store.anyHours);
		if (store.of(execution.user).length >= TRIGGER_LIMIT)
			throw new ServiceError(
				"This script has too many triggers. Triggers must be deleted from the script before more can be added.",
			);
		const number = store.nextId++;
		const seed = seedOf(number, handler);
		const item: TriggerItem = {
			id: String(7_000_000_000_000 + number),
			user: execution.user,
			handler,
			event,
			everyMinutes: parsed?.minutes ?? (parsed?.hours ? parsed.hours * 60 : null),
			nextAt: parsed ? firstFiring(parsed, world.clock.now, world.manifest.timeZone, seed) : null,
			plan: parsed,
			seed,
		};
		store.items.push(item);
		return item.id;
	},
	"triggers.list": ({ world, execution }: Call): Json<TriggerInfo[]> =>
		json(world.triggers.of(execution.user)),
	"triggers.delete": ({ world, execution }: Call, id: string): void => {
		const own = world.triggers.of(execution.user).some((item) => item.id === id);
		if (!own) throw new ServiceError("The specified trigger was not found.");
		world.triggers.items = world.triggers.items.filter((item) => item.id !== id);
	},
};
