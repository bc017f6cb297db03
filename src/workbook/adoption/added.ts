/** Columns that a team's own tab gets beside its own. */
import { FIELDS } from "../desk/lead-fields";
import { type RecordTable, specOf, type TableId } from "../schema";

const fieldsOf = (table: TableId) =>
	Object.values(FIELDS).flatMap((field) => (field.table === table ? [field.column] : []));

/** Columns of people's that the sidebar and imports write to: what they say would be lost without them. */
export const WRITTEN: Readonly<Record<RecordTable, readonly string[]>> = {
	leads: [...fieldsOf("leads"), "verdict_reason"],
	companies: [...fieldsOf("companies"), "verdict_reason", "profile_on", "note"],
	activities: ["type", "result", "owner", "lead_ref", "note"],
	deals: ["note"],
};

/** What a tab used as the table gets where it has no such column: what Mikomi computes, and what it writes for people. */
export function addedColumns(table: TableId): string[] {
	const { columns } = specOf(table);
	const written: readonly string[] = table in WRITTEN ? WRITTEN[table as RecordTable] : [];
	return Object.keys(columns).filter(
		(column) => columns[column]?.by === "mikomi" || written.includes(column),
	);
}
