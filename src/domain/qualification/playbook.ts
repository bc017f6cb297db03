/** What to do in each of the 27 states of the three verdicts; the words are in the locale, a team's own in 打ち手. */
import type { VerdictState } from "./verdict";

/** Suggested business days until the next action of each play; 0 where no next action belongs there. */
export const PLAY_DAYS = {
	/** 対象外 with a deal: go on only with a reason and somebody who approves. */
	exception: 0,
	stop: 0,
	/** The company fits, the person does not. */
	other_contact: 5,
	/** A deal, but with the wrong person. */
	introduction: 3,
	judge_company_now: 1,
	judge_company: 5,
	judge_contact_now: 1,
	judge_contact: 5,
	pursue: 3,
	/** Both fit; nobody asked about a deal yet. */
	ask_deal: 10,
	/** Both fit, no deal now: some approach once a month. */
	follow: 20,
} as const;

export type PlayId = keyof typeof PLAY_DAYS;

/** A team's own plays by state index; null: the shipped play, or its days. */
export interface Playbook {
	readonly action: readonly (string | null)[];
	readonly days: readonly (number | null)[];
}

/**
 * The shipped play of a state. Company comes before contact and contact before deal: an open company is judged first,
 * except that a deal with a person who is ruled out asks for an introduction.
 * @example defaultPlay({ company: "in", contact: "in", deal: "out" }) // => "follow"
 */
export function defaultPlay({ company, contact, deal }: VerdictState): PlayId {
	const hasDeal = deal === "in";
	if (company === "out") return hasDeal ? "exception" : "stop";
	if (contact === "out" && hasDeal) return "introduction";
	if (company === null) return hasDeal ? "judge_company_now" : "judge_company";
	if (contact === "out") return "other_contact";
	if (contact === null) return hasDeal ? "judge_contact_now" : "judge_contact";
	if (deal === null) return "ask_deal";
	return hasDeal ? "pursue" : "follow";
}
