import type { Direction } from "./records";

/** What a customer does, what both do together, and what we do: only the first two may score. */
const ACTIVITY_TYPES = {
	exhibition: "customer",
	seminar: "customer",
	page_view: "customer",
	download: "customer",
	email_open: "customer",
	email_click: "customer",
	form: "customer",
	survey: "customer",
	call_in: "customer",
	email_in: "customer",
	trial: "customer",
	visit_in: "customer",
	card: "both",
	meeting: "both",
	call_out: "ours",
	email_out: "ours",
	dm: "ours",
	visit: "ours",
	task: "ours",
	memo: "ours",
} as const satisfies Record<string, Direction>;

const DIRECTIONS: ReadonlyMap<string, Direction> = new Map(Object.entries(ACTIVITY_TYPES));

/** Direction of an activity type's code, or null for a word that no dictionary knows. */
export function directionOf(type: string): Direction | null {
	return DIRECTIONS.get(type) ?? null;
}
