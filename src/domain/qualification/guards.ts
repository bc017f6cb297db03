/** What deserves a second look before it is saved. Nothing is forbidden: the page says it, the rep decides. */
import { isTouch, QUICK_LOGS, type QuickLog } from "../followup/touches";
import type { VerdictState } from "./verdict";

export type Guard =
	/** A next action is set on a company or person who is 対象外. */
	| "action_on_out"
	/** Somebody who is 対象外 was touched again within 30 days. */
	| "repeat_on_out"
	/** One more touch is beyond what one person gets in 30 days. */
	| "contact_cap"
	/** The same for the company. */
	| "company_cap"
	/** A call to somebody who must not be called. */
	| "do_not_call"
	/** A mail to somebody who opted out. */
	| "opt_out";

export interface GuardInput {
	readonly state: VerdictState;
	/** Touches of the last 30 days before this save, with the person and with the company. */
	readonly touches: number;
	readonly companyTouches: number;
	/** 0 or less: no cap. */
	readonly contactCap: number;
	readonly companyCap: number;
	readonly doNotCall: boolean;
	readonly optOut: boolean;
	/** A next action is being set. */
	readonly plansAction: boolean;
	/** Its activity type, null where none is chosen. */
	readonly plannedType: string | null;
	/** What is being logged. */
	readonly logs: QuickLog | null;
}

/** The guards that a save calls up, in a fixed order. */
export function guardsOf(input: GuardInput): readonly Guard[] {
	const { state, touches, companyTouches, contactCap, companyCap, plansAction, logs } = input;
	const logged = logs === null ? null : QUICK_LOGS[logs];
	const planned = plansAction ? input.plannedType : null;
	const isOut = state.company === "out" || state.contact === "out";
	const touchesNow = logged !== null && isTouch(logged.type, logged.result);
	const touchesMore = touchesNow || isTouch(planned, null);
	const uses = (type: string) => planned === type || logged?.type === type;
	const raised: Record<Guard, boolean> = {
		action_on_out: isOut && plansAction,
		repeat_on_out: isOut && touchesNow && touches > 0,
		contact_cap: touchesMore && contactCap > 0 && touches + 1 > contactCap,
		company_cap: touchesMore && companyCap > 0 && companyTouches + 1 > companyCap,
		do_not_call: input.doNotCall && uses("call_out"),
		opt_out: input.optOut && uses("email_out"),
	};
	return (Object.keys(raised) as Guard[]).filter((guard) => raised[guard]);
}
