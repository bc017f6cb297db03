import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Day, dayOf, timeOf } from "../../../src/domain/calendar/day";
import {
	isAttempt,
	isTouch,
	QUICK_LOGS,
	type QuickLog,
	touchesOf,
} from "../../../src/domain/followup/touches";
import { wordsOf } from "../../../src/domain/words";

const TODAY = dayOf(2026, 11, 21);

interface Row {
	readonly lead: number;
	/** Days before today; negative is the future, null undated. */
	readonly ago: number | null;
	readonly second?: number;
	readonly type: string | null;
	readonly result?: string | null;
}

function activitiesOf(rows: readonly Row[]) {
	return {
		size: rows.length,
		lead: Int32Array.from(rows, (row) => row.lead),
		at: Float64Array.from(rows, ({ ago, second = 0 }) =>
			ago === null ? Number.NaN : timeOf((TODAY - ago) as Day, second),
		),
		type: wordsOf(rows.map((row) => row.type)),
		result: wordsOf(rows.map((row) => row.result ?? null)),
	};
}

/** Touches of leads that each are their own company. */
function touches(rows: readonly Row[], leads = 1, days?: number) {
	return touchesOf(
		activitiesOf(rows),
		leads,
		Array.from({ length: leads }, () => -1),
		0,
		TODAY,
		days,
	);
}

describe("isTouch and isAttempt", () => {
	it.each([
		["call_out", null, true, true],
		["call_out", "connected", true, true],
		["call_out", "key", true, true],
		["call_out", "appointment", true, true],
		["call_out", "折り返し待ち", true, true],
		["call_out", "absent", true, false],
		["visit", "absent", true, false],
		["email_out", null, true, true],
		["dm", "", true, true],
		["visit", null, true, true],
		["meeting", null, true, true],
		["card", null, true, true],
		["memo", null, false, false],
		["task", null, false, false],
		["page_view", null, false, false],
		["call_in", "connected", false, false],
		["email_in", null, false, false],
		["visit_in", null, false, false],
		["社内会議", null, false, false],
		["toString", null, false, false],
		[null, "connected", false, false],
	] as const)("%s, %s: attempt %s, touch %s", (type, result, attempt, touch) => {
		expect(isAttempt(type)).toBe(attempt);
		expect(isTouch(type, result)).toBe(touch);
	});

	it("count everything that is logged by one tap as a touch, save for a missed call and a memo", () => {
		const kinds = Object.keys(QUICK_LOGS) as QuickLog[];
		const no = kinds.filter((kind) => !isTouch(QUICK_LOGS[kind].type, QUICK_LOGS[kind].result));
		expect(no).toEqual(["absent", "memo"]);
		expect(isAttempt(QUICK_LOGS.absent.type)).toBe(true);
	});
});

describe("touchesOf", () => {
	it("counts 30 days, today being the first", () => {
		const call = (ago: number) => ({ lead: 0, ago, type: "call_out" });
		expect(touches([call(0)]).recent[0]).toBe(1);
		expect(touches([call(29)]).recent[0]).toBe(1);
		expect(touches([call(30)]).recent[0]).toBe(0);
		expect(touches([call(6), call(7)], 1, 7).recent[0]).toBe(1);
	});

	it("takes any time of today, and nothing of tomorrow", () => {
		const at = (ago: number, second: number) => touches([{ lead: 0, ago, second, type: "visit" }]);
		expect(at(0, 86_399).recent[0]).toBe(1);
		expect(at(-1, 0).recent[0]).toBe(0);
		expect(at(-1, 0).lastOn[0]).toBeNull();
		expect(at(30, 86_399).recent[0]).toBe(0);
	});

	it("remembers the last one however long ago, in any order", () => {
		const rows = [400, 200, 300].map((ago) => ({ lead: 0, ago, type: "meeting" }));
		expect(touches(rows)).toMatchObject({ lastOn: [TODAY - 200], recent: new Int32Array([0]) });
	});

	it("leaves out missed calls, memos, the customer's own doing, unlinked and undated activities", () => {
		const rows: Row[] = [
			{ lead: 0, ago: 1, type: "call_out", result: "absent" },
			{ lead: 0, ago: 1, type: "memo" },
			{ lead: 0, ago: 1, type: "page_view" },
			{ lead: 0, ago: 1, type: null },
			{ lead: -1, ago: 1, type: "call_out" },
			{ lead: 0, ago: null, type: "call_out" },
		];
		expect(touches(rows)).toEqual({
			lastOn: [null],
			recent: new Int32Array([0]),
			companyRecent: new Int32Array([0]),
		});
	});

	it("adds up the people of a company; who belongs to none stands alone", () => {
		const rows = [0, 0, 1, 2, 3, 3, 3].map((lead) => ({ lead, ago: 3, type: "email_out" }));
		const { recent, companyRecent } = touchesOf(activitiesOf(rows), 5, [0, 0, 1, -1, -1], 2, TODAY);
		expect([...recent]).toEqual([2, 1, 1, 3, 0]);
		expect([...companyRecent]).toEqual([3, 3, 1, 3, 0]);
	});

	it("agrees with counting lead by lead, in whatever order the activities stand", () => {
		const row = fc.record({
			lead: fc.integer({ min: -1, max: 4 }),
			ago: fc.option(fc.integer({ min: -2, max: 33 })),
			second: fc.nat(86_399),
			type: fc.constantFrom("call_out", "email_out", "meeting", "memo", "task", "form", "見学", null),
			result: fc.constantFrom("absent", "connected", "", null),
		});
		const groups = fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 5, maxLength: 5 });
		const ours = ["call_out", "email_out", "meeting"];
		fc.assert(
			fc.property(
				fc.array(row, { maxLength: 40 }),
				groups,
				fc.integer({ min: 1, max: 30 }),
				(rows, company, days) => {
					const counted = rows.filter(
						({ ago, type, result }) =>
							ago !== null && ago >= 0 && type !== null && ours.includes(type) && result !== "absent",
					);
					const recentOf = (lead: number) =>
						counted.filter((each) => each.lead === lead && (each.ago ?? 0) < days).length;
					const leads = [0, 1, 2, 3, 4];
					const expected = {
						lastOn: leads.map((lead) => {
							const agos = counted.filter((each) => each.lead === lead).map(({ ago }) => ago ?? 0);
							return agos.length === 0 ? null : TODAY - Math.min(...agos);
						}),
						recent: Int32Array.from(leads, recentOf),
						companyRecent: Int32Array.from(leads, (lead) =>
							leads
								.filter(
									(other) => other === lead || (company[lead]! >= 0 && company[other] === company[lead]),
								)
								.reduce((sum, other) => sum + recentOf(other), 0),
						),
					};
					for (const order of [rows, [...rows].reverse()]) {
						expect(touchesOf(activitiesOf(order), 5, company, 2, TODAY, days)).toEqual(expected);
					}
				},
			),
		);
	});
});
