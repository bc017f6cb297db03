import { describe, expect, it } from "vitest";
import { type Day, dayOf, timeOf } from "../../../src/domain/calendar/day";
import { firstTouches } from "../../../src/domain/followup/first-touch";

const [FIRST, LAST] = [dayOf(2026, 10, 1), dayOf(2027, 3, 31)];

function leadsOf(rows: readonly (readonly [day: Day | null, channel: string | null])[]) {
	return {
		size: rows.length,
		createdAt: rows.map(([day]) => (day === null ? null : timeOf(day, 3600))),
		channel: rows.map(([, channel]) => channel),
	};
}

describe("firstTouches", () => {
	it("counts who was touched of the leads of the span, by channel and as a whole", () => {
		const leads = leadsOf([
			[FIRST, "展示会"],
			[LAST, "展示会"],
			[LAST, null],
			[(FIRST - 1) as Day, "展示会"],
			[(LAST + 1) as Day, "展示会"],
			[null, "展示会"],
		]);
		const touched = [LAST, null, LAST, LAST, LAST, LAST];
		expect(firstTouches(leads, touched, FIRST, LAST)).toEqual(
			new Map([
				["展示会", { leads: 2, touched: 1 }],
				["", { leads: 1, touched: 1 }],
				[null, { leads: 3, touched: 2 }],
			]),
		);
	});

	it("has nothing to say of no leads", () => {
		expect(firstTouches(leadsOf([]), [], FIRST, LAST).size).toBe(0);
	});
});
