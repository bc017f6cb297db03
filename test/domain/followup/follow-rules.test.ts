import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBusinessCalendar } from "../../../src/domain/calendar/business-days";
import { addDays, type Day, dayOf, timeOf, weekdayOf } from "../../../src/domain/calendar/day";
import { createFollowUps, DEFAULT_FOLLOW_RULES } from "../../../src/domain/followup/follow-rules";
import { wordsOf } from "../../../src/domain/words";

const TODAY = dayOf(2026, 11, 20);
const calendar = createBusinessCalendar([dayOf(2026, 11, 23)]);

interface Act {
	readonly lead: number;
	readonly type: string;
	readonly on: Day;
}

function daysOf(acts: readonly Act[], lastTouchOn: readonly (Day | null)[] = [null]) {
	const activities = {
		size: acts.length,
		lead: acts.map(({ lead }) => lead),
		at: acts.map(({ on }) => timeOf(on)),
		type: wordsOf(acts.map(({ type }) => type)),
	};
	const following = createFollowUps(lastTouchOn.length, DEFAULT_FOLLOW_RULES, TODAY);
	following.add(activities);
	return following.finish(lastTouchOn, calendar);
}

describe("follow-up rules", () => {
	// Text D: seven days after a free trial began, three days after a download; on a holiday the next business day.
	it.each([
		["a trial", "trial", dayOf(2026, 11, 10), dayOf(2026, 11, 17)],
		["a download", "download", dayOf(2026, 11, 10), dayOf(2026, 11, 13)],
		[
			"a download whose third day is a holiday on a Monday",
			"download",
			dayOf(2026, 11, 20),
			dayOf(2026, 11, 24),
		],
		["a download whose third day is a Saturday", "download", dayOf(2026, 11, 18), dayOf(2026, 11, 24)],
		["a download whose follow-up is 30 days late", "download", dayOf(2026, 10, 18), dayOf(2026, 10, 21)],
		["a download of longer ago", "download", dayOf(2026, 10, 15), null],
		["a page view", "page_view", dayOf(2026, 11, 10), null],
		["a trial that begins tomorrow", "trial", dayOf(2026, 11, 21), null],
	])("%s", (_, type, on, due) => {
		expect(daysOf([{ lead: 0, type, on }]).dueOn[0]).toBe(due);
	});

	it("asks once for several downloads, counted from the last one", () => {
		const acts = [12, 9, 10].map((day) => ({ lead: 0, type: "download", on: dayOf(2026, 11, day) }));
		expect(daysOf(acts)).toEqual({ dueOn: [dayOf(2026, 11, 16)], after: ["download"] });
	});

	it("names the earlier of two follow-ups", () => {
		const acts = [
			{ lead: 0, type: "trial", on: dayOf(2026, 11, 9) },
			{ lead: 0, type: "download", on: dayOf(2026, 11, 9) },
		];
		expect(daysOf(acts)).toEqual({ dueOn: [dayOf(2026, 11, 12)], after: ["download"] });
	});

	it("is settled by a touch on that day or later, not by an earlier one", () => {
		const act = [{ lead: 0, type: "trial", on: dayOf(2026, 11, 10) }];
		expect(daysOf(act, [dayOf(2026, 11, 9)]).dueOn[0]).toBe(dayOf(2026, 11, 17));
		expect(daysOf(act, [dayOf(2026, 11, 10)]).dueOn[0]).toBeNull();
		expect(daysOf(act, [dayOf(2026, 11, 15)]).dueOn[0]).toBeNull();
	});

	it("always falls on a business day at least the rule's days after the act, in any order of acts", () => {
		const act = fc.record({
			lead: fc.nat(3),
			type: fc.constantFrom("trial", "download", "memo"),
			on: fc.integer({ min: -40, max: 3 }).map((offset) => addDays(TODAY, offset)),
		});
		fc.assert(
			fc.property(fc.array(act, { maxLength: 20 }), (acts) => {
				const none = [null, null, null, null];
				const { dueOn, after } = daysOf(acts, none);
				expect(daysOf([...acts].reverse(), none)).toEqual({ dueOn, after });
				dueOn.forEach((due, lead) => {
					const past = acts.filter((each) => each.lead === lead && each.on <= TODAY && each.type !== "memo");
					if (past.length === 0) expect(due).toBeNull();
					if (due === null) return;
					expect([0, 6]).not.toContain(weekdayOf(due));
					const days = after[lead] === "trial" ? 7 : 3;
					const last = Math.max(...past.filter(({ type }) => type === after[lead]).map(({ on }) => on));
					expect(due - last).toBeGreaterThanOrEqual(days);
				});
			}),
		);
	});
});
