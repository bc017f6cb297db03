import { type Day, dayOfTime } from "../calendar/day";
import type { Leads } from "../records";

export interface Reached {
	readonly leads: number;
	/** Those of them whom anybody was ever in touch with. */
	readonly touched: number;
}

/**
 * How many leads created in a span of days were touched, by channel.
 * @param lastOn day of each lead's last touch, null for none
 * @returns by channel as the leads name it, "" for none; the whole under null
 */
export function firstTouches(
	leads: Pick<Leads, "size" | "createdAt" | "channel">,
	lastOn: readonly (Day | null)[],
	first: Day,
	last: Day,
): ReadonlyMap<string | null, Reached> {
	const counts = new Map<string | null, { leads: number; touched: number }>();
	for (let lead = 0; lead < leads.size; lead++) {
		const at = leads.createdAt[lead] ?? null;
		const day = at === null ? null : dayOfTime(at);
		if (day === null || day < first || day > last) continue;
		for (const channel of [null, leads.channel[lead] ?? ""]) {
			const count = counts.get(channel) ?? { leads: 0, touched: 0 };
			counts.set(channel, count);
			count.leads++;
			if (lastOn[lead] != null) count.touched++;
		}
	}
	return counts;
}
