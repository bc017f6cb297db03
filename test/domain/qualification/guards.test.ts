import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { QUICK_LOGS, type QuickLog } from "../../../src/domain/followup/touches";
import { type GuardInput, guardsOf } from "../../../src/domain/qualification/guards";
import { stateOf } from "../../../src/domain/qualification/verdict";

const CALM: GuardInput = {
	state: { company: "in", contact: "in", deal: null },
	touches: 0,
	companyTouches: 0,
	contactCap: 4,
	companyCap: 8,
	doNotCall: false,
	optOut: false,
	plansAction: false,
	plannedType: null,
	logs: null,
};
const COMPANY_OUT = { company: "out", contact: "in", deal: "in" } as const;
const CONTACT_OUT = { company: "in", contact: "out", deal: null } as const;
const OPEN = { company: null, contact: null, deal: null } as const;

const guards = (changes: Partial<GuardInput>) => guardsOf({ ...CALM, ...changes });

describe("a next action on somebody who is 対象外", () => {
	it("is pointed out, for the company's verdict and for the person's", () => {
		expect(guards({ state: COMPANY_OUT, plansAction: true })).toEqual(["action_on_out"]);
		expect(guards({ state: CONTACT_OUT, plansAction: true, plannedType: "memo" })).toEqual(["action_on_out"]);
	});

	it("is not while the verdict is open, nor when no action is set", () => {
		expect(guards({ state: OPEN, plansAction: true, plannedType: "call_out" })).toEqual([]);
		expect(guards({ state: COMPANY_OUT, plannedType: "call_out" })).toEqual([]);
	});

	it("is not pointed out for a deal that is out: a latent customer is legal", () => {
		expect(guards({ state: { company: "in", contact: "in", deal: "out" }, plansAction: true })).toEqual([]);
	});
});

describe("following up on a non-target again", () => {
	it("is pointed out from the second touch on", () => {
		expect(guards({ state: COMPANY_OUT, touches: 1, logs: "connected" })).toEqual(["repeat_on_out"]);
		expect(guards({ state: CONTACT_OUT, touches: 3, logs: "email" })).toEqual(["repeat_on_out"]);
		expect(guards({ state: COMPANY_OUT, touches: 0, logs: "connected" })).toEqual([]);
	});

	it("is not a call that nobody answered, a memo, or a touch with a target", () => {
		expect(guards({ state: COMPANY_OUT, touches: 2, logs: "absent" })).toEqual([]);
		expect(guards({ state: COMPANY_OUT, touches: 2, logs: "memo" })).toEqual([]);
		expect(guards({ touches: 2, logs: "connected" })).toEqual([]);
	});
});

describe("the cap of touches in 30 days", () => {
	it("lets the fourth touch of four through and points out the fifth", () => {
		expect(guards({ touches: 3, logs: "connected" })).toEqual([]);
		expect(guards({ touches: 4, logs: "connected" })).toEqual(["contact_cap"]);
		expect(guards({ touches: 4, plansAction: true, plannedType: "visit" })).toEqual(["contact_cap"]);
	});

	it("holds for the company over all its people", () => {
		expect(guards({ companyTouches: 7, logs: "meeting" })).toEqual([]);
		expect(guards({ companyTouches: 8, logs: "meeting" })).toEqual(["company_cap"]);
		expect(guards({ touches: 9, companyTouches: 9, logs: "dm" })).toEqual(["contact_cap", "company_cap"]);
	});

	it("is none at 0 or below", () => {
		for (const cap of [0, -1]) {
			expect(
				guards({ touches: 99, companyTouches: 99, contactCap: cap, companyCap: cap, logs: "email" }),
			).toEqual([]);
		}
	});

	it("does not count what touches nobody: a missed call, a memo, a task, an action without a type", () => {
		const capped = { touches: 4, companyTouches: 8 };
		expect(guards({ ...capped, logs: "absent" })).toEqual([]);
		expect(guards({ ...capped, logs: "memo" })).toEqual([]);
		expect(guards({ ...capped, plansAction: true, plannedType: "task" })).toEqual([]);
		expect(guards({ ...capped, plansAction: true })).toEqual([]);
		expect(guards({ ...capped, plannedType: "call_out" })).toEqual([]);
	});
});

describe("refusals", () => {
	it("of calls: a call planned or made, answered or not", () => {
		const refusing = { doNotCall: true };
		expect(guards({ ...refusing, plansAction: true, plannedType: "call_out" })).toEqual(["do_not_call"]);
		for (const logs of ["absent", "connected", "key", "appointment"] as const) {
			expect(guards({ ...refusing, logs })).toEqual(["do_not_call"]);
		}
		expect(guards({ ...refusing, plansAction: true, plannedType: "email_out", logs: "visit" })).toEqual([]);
	});

	it("of mails: a mail planned or sent, not a letter", () => {
		const refusing = { optOut: true };
		expect(guards({ ...refusing, plansAction: true, plannedType: "email_out" })).toEqual(["opt_out"]);
		expect(guards({ ...refusing, logs: "email" })).toEqual(["opt_out"]);
		expect(guards({ ...refusing, plansAction: true, plannedType: "dm", logs: "absent" })).toEqual([]);
	});
});

const inputs: fc.Arbitrary<GuardInput> = fc.record({
	state: fc.integer({ min: 0, max: 26 }).map(stateOf),
	touches: fc.nat(9),
	companyTouches: fc.nat(9),
	contactCap: fc.integer({ min: -1, max: 9 }),
	companyCap: fc.integer({ min: -1, max: 9 }),
	doNotCall: fc.boolean(),
	optOut: fc.boolean(),
	plansAction: fc.boolean(),
	plannedType: fc.constantFrom(
		null,
		"call_out",
		"email_out",
		"visit",
		"dm",
		"meeting",
		"task",
		"memo",
		"見学",
	),
	logs: fc.constantFrom(null, ...(Object.keys(QUICK_LOGS) as QuickLog[])),
});

describe("guardsOf", () => {
	it("says nothing to a save that neither logs nor plans", () => {
		fc.assert(
			fc.property(inputs, (input) => {
				expect(guardsOf({ ...input, plansAction: false, logs: null })).toEqual([]);
			}),
		);
	});

	it("says nothing about targets who may be reached and have had no touch too many", () => {
		fc.assert(
			fc.property(inputs, (input) => {
				const state = { company: "in", contact: null, deal: input.state.deal } as const;
				const calm = { contactCap: 10, companyCap: 10, doNotCall: false, optOut: false };
				expect(guardsOf({ ...input, ...calm, state })).toEqual([]);
			}),
		);
	});

	it("only ever says more when there were more touches or a refusal", () => {
		fc.assert(
			fc.property(inputs, (input) => {
				const more = {
					...input,
					touches: input.touches + 1,
					companyTouches: input.companyTouches + 1,
					doNotCall: true,
					optOut: true,
				};
				expect(guardsOf(more)).toEqual(expect.arrayContaining([...guardsOf(input)]));
			}),
		);
	});
});
