/** What a bulk write is about to change, before anything is written: one entry for each row. */
import type { Cell } from "../codec";
import type { TableId } from "../schema";
import type { UseChange } from "./tab-use";

/** Tables that batches write to. */
export type BatchTable = Extract<
	TableId,
	"leads" | "companies" | "activities" | "deals" | "costs" | "settings"
>;

export type BatchKind = "import" | "merge" | "adopt" | "release" | "reassign" | "learn" | "erase";

/** A cell as it was read (or "" for a new row) and as it is to be; text is always written as text. */
export type CellChange = readonly [before: Cell, after: Cell];

/** What happens to one row. */
export interface RowChange {
	readonly table: BatchTable;
	/**
	 * Id of the record: of a table with ids (leads, companies, activities, deals) its own, for a new row one of
	 * `Batches.newIds`; "" in costs and settings, whose rows are told apart by their content.
	 */
	readonly id: string;
	/** Sheet id of the tab in which the row stands or is to stand. */
	readonly gid: number;
	/** By column id, or "~…" for a team's own column as read.ts names it. Without `id` and `fingerprint`. */
	readonly cells: Readonly<Record<string, CellChange>>;
	/** True for a row that is to be added below the last record of the tab. */
	readonly isNew: boolean;
}

export interface BatchPlan {
	readonly kind: BatchKind;
	/** Name of the person who asked for it. */
	readonly by: string;
	readonly why: string;
	readonly rows: readonly RowChange[];
	/** What becomes of the use of a team's own tab; the log remembers it, and whoever plans it carries it out. */
	readonly use?: UseChange;
}
