import { describe, expect, it } from "vitest";
import { defaultPlay, PLAY_DAYS, type PlayId } from "../../../src/domain/qualification/playbook";
import { leadVerdict, stateIndex, stateOf } from "../../../src/domain/qualification/verdict";
import type { Verdict } from "../../../src/domain/records";

/** REQUIREMENTS row 3 for each of the 27 states (rows: company and contact; columns: deal in, out, open). */
const TABLE = `
in   in   | pursue            follow        ask_deal
in   out  | introduction      other_contact other_contact
in   open | judge_contact_now judge_contact judge_contact
out  in   | exception         stop          stop
out  out  | exception         stop          stop
out  open | exception         stop          stop
open in   | judge_company_now judge_company judge_company
open out  | introduction      judge_company judge_company
open open | judge_company_now judge_company judge_company`;

const verdictOf = (word: string | undefined): Verdict | null =>
	word === "in" || word === "out" ? word : null;
const STATES = TABLE.trim()
	.split("\n")
	.flatMap((line) => {
		const [company, contact, , ...plays] = line.split(/\s+/);
		return plays.map((play, deal) => ({
			company: verdictOf(company),
			contact: verdictOf(contact),
			deal: verdictOf(["in", "out", "open"][deal]),
			play,
		}));
	});

describe("defaultPlay", () => {
	it.each(STATES)("company $company, contact $contact, deal $deal: $play", ({ play, ...state }) => {
		expect(defaultPlay(state)).toBe(play);
	});

	it("is given for each of the 27 states, in the order of their numbers", () => {
		expect(STATES.map(stateIndex)).toEqual(Array.from({ length: 27 }, (_, i) => i));
	});

	it("never proposes to go on where the company is out, unless there is a deal to be excepted", () => {
		for (let i = 9; i < 18; i++) {
			const isDeal = stateOf(i).deal === "in";
			expect(defaultPlay(stateOf(i))).toBe(isDeal ? "exception" : "stop");
		}
	});

	it("uses every play", () => {
		expect(new Set(STATES.map(({ play }) => play))).toEqual(new Set(Object.keys(PLAY_DAYS)));
	});
});

describe("PLAY_DAYS", () => {
	it("suggests no next action where the company is out, and one everywhere else", () => {
		for (let i = 0; i < 27; i++) {
			const state = stateOf(i);
			expect(PLAY_DAYS[defaultPlay(state)] === 0).toBe(state.company === "out");
		}
	});

	it("is whole business days; a deal is sooner than none, and latent leads hear of us once a month", () => {
		for (const days of Object.values(PLAY_DAYS)) expect(Number.isInteger(days) && days >= 0).toBe(true);
		const sooner: readonly (readonly [PlayId, PlayId])[] = [
			["judge_company_now", "judge_company"],
			["judge_contact_now", "judge_contact"],
			["introduction", "other_contact"],
			["pursue", "ask_deal"],
			["ask_deal", "follow"],
		];
		for (const [first, then] of sooner) expect(PLAY_DAYS[first]).toBeLessThan(PLAY_DAYS[then]);
		expect(PLAY_DAYS.follow).toBe(20);
	});

	it("suggests an action for a lead that is out only by its person: somebody else there", () => {
		const state = { company: "in", contact: "out", deal: null } as const;
		expect(leadVerdict(state.company, state.contact)).toBe("out");
		expect(PLAY_DAYS[defaultPlay(state)]).toBe(5);
	});
});
