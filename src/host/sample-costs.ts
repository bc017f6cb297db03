/** What the team spent on its channels, month by month, as marketing notes it. */

import { isoDay, monthsBetween } from "./sample-days";
import type { Campaign, Span } from "./sample-people";
import type { Random } from "./sample-random";
import { CHANNELS, type Channel } from "./sample-words";

interface Cost {
	/** "2026-04" */
	readonly month: string;
	readonly channel: string;
	readonly amount: number;
	readonly note: string;
}

/** Yen for each day of a stand, and for each seminar. */
const PER_EVENT: Readonly<Partial<Record<Channel, readonly [amount: number, perDay: boolean]>>> = {
	exhibition: [420_000, true],
	seminar: [90_000, false],
};

/** Yen a month, before what prices do over time. */
const PER_MONTH: readonly (readonly [channel: Channel, amount: number, note: string])[] = [
	["ad", 240_000, "検索広告"],
	["download", 110_000, "資料掲載サイト"],
	["inquiry", 60_000, "自社サイトの記事"],
];
/** Advertising becomes dearer. */
const GROWTH = 0.02;
const STEP = 5000;

export function createCosts(random: Random, span: Span, campaigns: readonly Campaign[]): Cost[] {
	return monthsBetween(span.first, span.last).flatMap(({ key, from, to }, index) => [
		...campaigns.flatMap(({ name, channel, day, length }): Cost[] => {
			const [amount, perDay] = PER_EVENT[channel] ?? [0, false];
			if (amount === 0 || day < from || day > to) return [];
			const whole = amount * (perDay ? length : 1) * (1 + 0.1 * random.normal());
			return [{ month: key, channel: CHANNELS[channel], amount: round(whole), note: name }];
		}),
		...PER_MONTH.map(
			([channel, amount, note]): Cost => ({
				month: isoDay(from).slice(0, 7),
				channel: CHANNELS[channel],
				amount: round(amount * (1 + GROWTH * index) * (1 + 0.05 * random.normal())),
				note,
			}),
		),
	]);
}

function round(amount: number): number {
	return Math.max(STEP, Math.round(amount / STEP) * STEP);
}
