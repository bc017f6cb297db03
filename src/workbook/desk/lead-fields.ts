/** The fields that a rep sets in the sidebar: one declaration for loading, saving, conflicts and undo. */
import type { Axis } from "../../domain/records";
import type { ChoiceName } from "../codec";
import type { ColumnId } from "../schema";

interface Stored<T extends "leads" | "companies"> {
	readonly table: T;
	readonly column: ColumnId<T>;
	/** How the field crosses to the page: as it stands, as an ISO day, or as the code of a choice. */
	readonly as: "text" | "day" | ChoiceName;
	/** The verdict that this field is. */
	readonly axis?: Axis;
}

export const FIELDS = {
	company_verdict: { table: "companies", column: "verdict", as: "verdict", axis: "company" },
	contact_verdict: { table: "leads", column: "contact_verdict", as: "verdict", axis: "contact" },
	deal_verdict: { table: "leads", column: "deal_verdict", as: "deal_verdict", axis: "deal" },
	contact_role: { table: "leads", column: "contact_role", as: "contact_role" },
	bant_budget: { table: "leads", column: "bant_budget", as: "text" },
	bant_authority: { table: "leads", column: "bant_authority", as: "text" },
	bant_need: { table: "leads", column: "bant_need", as: "text" },
	bant_timeframe: { table: "leads", column: "bant_timeframe", as: "text" },
	organisation: { table: "companies", column: "organisation", as: "text" },
	thinking: { table: "companies", column: "thinking", as: "text" },
	situation: { table: "companies", column: "situation", as: "text" },
	next_action: { table: "leads", column: "next_action", as: "text" },
	next_action_type: { table: "leads", column: "next_action_type", as: "activity_type" },
	next_action_on: { table: "leads", column: "next_action_on", as: "day" },
	do_not_call: { table: "leads", column: "do_not_call", as: "flag" },
	opt_out: { table: "leads", column: "opt_out", as: "flag" },
	note: { table: "leads", column: "note", as: "text" },
} as const satisfies Record<string, Stored<"leads"> | Stored<"companies">>;

export type Field = keyof typeof FIELDS;
export const FIELD_IDS = Object.keys(FIELDS) as Field[];
