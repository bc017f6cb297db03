/** Cards of an exhibition: a visit for each person, once, and the next action on the next business day. */
import { addDays, type Day, timeOf } from "../../domain/calendar/day";
import { linkerTo } from "../../domain/linking";
import { foldKey } from "../../domain/normalize/text";
import type { Cell, CellContext } from "../codec";
import type { RowChange } from "../writing/batch-plan";
import type { House } from "./house";
import { meaningOf } from "./meaning";
import type { PlannedRecord } from "./plan";

/** An exhibition of the same name is the same one within these days: some come again every year. */
const SAME_DAYS = 183;
export const EXHIBITION_COLUMNS = [
	"at",
	"email",
	"name",
	"company",
	"type",
	"target",
	"via",
	"lead_ref",
	"owner",
];

export interface Exhibition {
	readonly name: string;
	readonly day: Day;
}

/** Visits that nobody has noted yet. */
export function visitRows(
	{ name, day }: Exhibition,
	records: readonly PlannedRecord[],
	leads: House,
	activities: House,
	context: CellContext,
	newIds: (count: number) => readonly string[],
): RowChange[] {
	const seen = visitorsOf(name, day, leads, activities, context);
	const missing = records.filter(({ known }) => known === null || !seen.has(known));
	const ids = newIds(missing.length);
	const homeOf = activities.homes(["at", "type"]);
	return missing.map((record, i): RowChange => {
		const owner = record.cell("owner");
		const gid = homeOf(String(owner));
		const cells: Record<string, Cell> = {
			at: context.dateOfTime(timeOf(day)),
			email: record.cell("email"),
			name: record.cell("name"),
			company: record.cell("company"),
			type: context.label("activity_type", "exhibition"),
			target: name,
			owner,
			lead_ref: record.id,
		};
		const filled = Object.entries(cells).filter(
			([column, cell]) => cell !== "" && activities.has(gid, column),
		);
		return {
			table: "activities",
			id: ids[i] ?? "",
			gid,
			cells: Object.fromEntries(filled.map(([column, cell]) => [column, ["", cell] as const])),
			isNew: true,
		};
	});
}

/** Leads whose visit stands there already. */
function visitorsOf(
	name: string,
	day: Day,
	leads: House,
	activities: House,
	context: CellContext,
): ReadonlySet<number> {
	const key = foldKey(name);
	const visits = Array.from({ length: activities.size }, (_, record) => record).filter((record) => {
		const isNamed = ["target", "via"].some(
			(column) => foldKey(activities.text(record, column) ?? "") === key,
		);
		if (!isNamed) return false;
		const type = meaningOf("activities", "type", activities.cell(record, "type"), context);
		const at = meaningOf("activities", "at", activities.cell(record, "at"), context);
		const isNear = at === "" || Math.abs(Number(at) / 86_400 - day) < SAME_DAYS;
		return (type || activities.impliedType(record)) === "exhibition" && isNear;
	});
	if (visits.length === 0) return new Set();
	const texts = (column: string) => visits.map((record) => activities.text(record, column));
	const links = new Int32Array(visits.length).fill(-1);
	const link = linkerTo({
		size: leads.size,
		ids: () => [leads.texts("id"), leads.texts("source_id")],
		email: () => leads.texts("email"),
		name: () => leads.texts("name"),
		company: () => leads.texts("company"),
	});
	link(
		{ ref: texts("lead_ref"), email: texts("email"), name: texts("name"), company: texts("company") },
		links,
	);
	const standing = leads.standing();
	return new Set([...links].filter((lead) => lead >= 0).map(standing));
}

/** The later of the two days: when the fair is over, or today; the follow-up is due on the business day after it. */
export function followUpAfter({ day }: Exhibition, today: Day): Day {
	return addDays(day, Math.max(0, today - day));
}
