import { describe, expect, it } from "vitest";
import { addDays, dayOf } from "../../../src/domain/calendar/day";
import { type NextStepInput, nextStepOf } from "../../../src/domain/followup/next-step";
import { defaultPlay } from "../../../src/domain/qualification/playbook";
import { DEFAULT_QUALIFICATION } from "../../../src/domain/qualification/review";
import { stateOf } from "../../../src/domain/qualification/verdict";

const TODAY = dayOf(2026, 11, 21);
const LEAD: NextStepInput = {
	state: { company: "in", contact: "in", deal: null },
	title: "部長",
	bant: 0,
	lastTouchOn: null,
	touches: 0,
	companyTouches: 0,
	nextAction: null,
	nextActionOn: null,
	doNotCall: false,
	optOut: false,
	reviewOn: null,
	changed: [],
	today: TODAY,
	settings: DEFAULT_QUALIFICATION,
	verdictReason: null,
};
const step = (changes: Partial<NextStepInput>) => nextStepOf({ ...LEAD, ...changes });

describe("nextStepOf", () => {
	it("gives the facts of 「対象◎・部長・案件未確認・32日未接触 → 状況伺い」", () => {
		expect(step({ lastTouchOn: addDays(TODAY, -32), bant: 1, title: " 部長 " })).toEqual({
			play: "ask_deal",
			state: { company: "in", contact: "in", deal: null },
			title: "部長",
			untouchedDays: 32,
			bant: 1,
			channel: "any",
			promise: { kind: "none", days: 0, action: null },
			review: false,
			changed: [],
			cap: null,
			reason: null,
		});
	});

	it("takes the play of each of the 27 states", () => {
		for (let i = 0; i < 27; i++) {
			const state = stateOf(i);
			expect(step({ state })).toMatchObject({ state, play: defaultPlay(state) });
		}
	});

	it("counts BANT only where company and contact are in", () => {
		for (let i = 0; i < 27; i++) expect(step({ state: stateOf(i), bant: 2 }).bant).toBe(i < 3 ? 2 : null);
	});

	it("gives the reason only for what is out", () => {
		for (let i = 0; i < 27; i++) {
			const state = stateOf(i);
			const isOut = state.company === "out" || state.contact === "out";
			expect(step({ state, verdictReason: " 競合 " }).reason).toBe(isOut ? "競合" : null);
		}
		expect(step({ state: stateOf(13), verdictReason: " " }).reason).toBeNull();
	});

	it.each([
		[false, false, "any"],
		[true, false, "by_mail"],
		[false, true, "by_phone"],
		[true, true, "none"],
	] as const)("do not call %s, opted out %s: %s", (doNotCall, optOut, channel) => {
		expect(step({ doNotCall, optOut }).channel).toBe(channel);
	});

	it.each([
		[-3, "overdue", 3],
		[-1, "overdue", 1],
		[0, "today", 0],
		[1, "planned", 1],
		[40, "planned", 40],
	] as const)("an action due in %i days: %s by %i", (offset, kind, days) => {
		const nextActionOn = addDays(TODAY, offset);
		expect(step({ nextAction: "見積", nextActionOn }).promise).toEqual({ kind, days, action: "見積" });
		expect(step({ nextActionOn }).promise).toEqual({ kind, days, action: null });
	});

	it("takes an action without a day for no promise, and keeps its words", () => {
		expect(step({ nextAction: "春に電話" }).promise).toEqual({ kind: "none", days: 0, action: "春に電話" });
		expect(step({ nextAction: "　" }).promise.action).toBeNull();
	});

	it("is to be reviewed from the day of the review on", () => {
		expect(step({ reviewOn: addDays(TODAY, 1) }).review).toBe(false);
		expect(step({ reviewOn: TODAY }).review).toBe(true);
		expect(step({ reviewOn: addDays(TODAY, -1), changed: ["employees"] })).toMatchObject({
			review: true,
			changed: ["employees"],
		});
	});

	it.each([
		[3, 7, null],
		[4, 7, { count: 4, cap: 4 }],
		[3, 8, { count: 8, cap: 8 }],
		[5, 9, { count: 5, cap: 4 }],
	])("%i touches, %i with the company: %j", (touches, companyTouches, cap) => {
		expect(step({ touches, companyTouches }).cap).toEqual(cap);
		const settings = { verdictMonths: 12, contactCap: 0, companyCap: -1 };
		expect(step({ touches, companyTouches, settings }).cap).toBeNull();
	});

	it("counts no days before today for a touch of today, nor for one dated in the future", () => {
		expect(step({ lastTouchOn: TODAY }).untouchedDays).toBe(0);
		expect(step({ lastTouchOn: addDays(TODAY, 5) }).untouchedDays).toBe(0);
		expect(step({}).untouchedDays).toBeNull();
	});

	it("has no title where the cell is blank", () => {
		expect(step({ title: " " }).title).toBeNull();
		expect(step({ title: null }).title).toBeNull();
	});
});
