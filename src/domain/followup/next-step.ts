/** What to do about a lead and why, as facts; the locale makes one sentence of them. */
import type { Day } from "../calendar/day";
import { defaultPlay, type PlayId } from "../qualification/playbook";
import type { QualificationSettings } from "../qualification/review";
import { leadVerdict, type VerdictState } from "../qualification/verdict";

export interface NextStepInput {
	readonly state: VerdictState;
	readonly title: string | null;
	/** Answered BANT questions, 0 to 4. */
	readonly bant: number;
	readonly lastTouchOn: Day | null;
	/** Touches of the last 30 days, with the person and with the company. */
	readonly touches: number;
	readonly companyTouches: number;
	readonly nextAction: string | null;
	readonly nextActionOn: Day | null;
	readonly doNotCall: boolean;
	readonly optOut: boolean;
	readonly reviewOn: Day | null;
	/** Attributes that changed since the verdict. */
	readonly changed: readonly string[];
	readonly today: Day;
	readonly settings: QualificationSettings;
	readonly verdictReason: string | null;
}

export interface NextStep {
	readonly play: PlayId;
	readonly state: VerdictState;
	readonly title: string | null;
	/** Days since the last touch; null: never touched. */
	readonly untouchedDays: number | null;
	/** Null where it says nothing: unless company and contact are in. */
	readonly bant: number | null;
	/** How the person may be reached; none: neither called nor mailed. */
	readonly channel: "any" | "by_mail" | "by_phone" | "none";
	readonly promise: {
		/** None: no date is set, whatever the action says. */
		readonly kind: "overdue" | "today" | "planned" | "none";
		/** Overdue by, or still to go; 0 for today and none. */
		readonly days: number;
		readonly action: string | null;
	};
	/** The verdicts are due to be looked at again. */
	readonly review: boolean;
	readonly changed: readonly string[];
	/** The cap that is reached, the person's before the company's; null while there is room. */
	readonly cap: { readonly count: number; readonly cap: number } | null;
	/** Why company or contact are 対象外; null for all others. */
	readonly reason: string | null;
}

/** The next step of one lead; the same facts always give the same step. */
export function nextStepOf(input: NextStepInput): NextStep {
	const { state, lastTouchOn, reviewOn, today, settings } = input;
	const isJudgedIn = state.company === "in" && state.contact === "in";
	const isOut = leadVerdict(state.company, state.contact) === "out";
	return {
		play: defaultPlay(state),
		state,
		title: textOf(input.title),
		untouchedDays: lastTouchOn === null ? null : Math.max(0, today - lastTouchOn),
		bant: isJudgedIn ? input.bant : null,
		channel: channelOf(input.doNotCall, input.optOut),
		promise: promiseOf(input),
		review: reviewOn !== null && reviewOn <= today,
		changed: input.changed,
		cap:
			capOf(input.touches, settings.contactCap) ?? capOf(input.companyTouches, settings.companyCap) ?? null,
		reason: isOut ? textOf(input.verdictReason) : null,
	};
}

function promiseOf({ nextAction, nextActionOn, today }: NextStepInput): NextStep["promise"] {
	const action = textOf(nextAction);
	if (nextActionOn === null) return { kind: "none", days: 0, action };
	const late = today - nextActionOn;
	return { kind: late > 0 ? "overdue" : late === 0 ? "today" : "planned", days: Math.abs(late), action };
}

function channelOf(doNotCall: boolean, optOut: boolean): NextStep["channel"] {
	if (doNotCall) return optOut ? "none" : "by_mail";
	return optOut ? "by_phone" : "any";
}

function capOf(count: number, cap: number): NextStep["cap"] {
	return cap > 0 && count >= cap ? { count, cap } : null;
}

function textOf(value: string | null): string | null {
	const text = (value ?? "").trim();
	return text === "" ? null : text;
}
