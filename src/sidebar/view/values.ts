import type { Option } from "../../addon/sidebar-contract";
import type { SidebarMessages } from "../../locale/ja-sidebar";
import type { State } from "../state";
import { shortDay } from "./context";

export function labelIn(options: readonly Option[] | undefined, code: string): string {
	return options?.find(([each]) => each === code)?.[1] ?? code;
}

/** A field's value in the rep's words. */
export function shownValue(
	{ session }: Pick<State, "session">,
	words: SidebarMessages,
	field: string,
	value: string,
): string {
	switch (field) {
		case "company_verdict":
		case "contact_verdict":
			return words.verdicts.verdict[value as "in"] ?? value;
		case "deal_verdict":
			return words.verdicts.deal[value as "in"] ?? value;
		case "do_not_call":
		case "opt_out":
			return words.flags[value as "yes"] ?? (value || words.conflict.blank);
		case "contact_role":
			return value === "" ? words.verdicts.roleUnknown : labelIn(session?.options.contactRole, value);
		case "next_action_type":
			return value === "" ? words.action.noType : labelIn(session?.options.actionType, value);
		case "next_action_on":
			return value === "" ? words.conflict.blank : shortDay(value, words);
		default:
			return value === "" ? words.conflict.blank : value;
	}
}
