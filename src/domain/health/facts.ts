/** What the checks of the data health tab look at: columns by id, and what the rules already found out. */
import type { Day, WallTime } from "../calendar/day";
import type { Column, DealOutcome, Verdict } from "../records";

export const HEALTH_TABLES = ["leads", "companies", "deals", "activities"] as const;
export type HealthTable = (typeof HEALTH_TABLES)[number];

/** How far a column is filled. */
export interface ColumnUse {
	/** Id of the column; "~" and a key for a team's own. */
	readonly column: string;
	/** Header as it stands, for a team's own column; "" where the column's id says its name. */
	readonly header: string;
	readonly by: "people" | "mikomi" | "team";
	readonly filled: number;
	/** How many records were looked at: all of them, or the newest of a large table. */
	readonly of: number;
}

export interface FactTable {
	readonly size: number;
	/** Decoded values; blank ones and unreadable ones are null, and so is all of a column that no tab has. */
	values(column: string): Column<unknown>;
	/** The same value of one record alone: a million dates are not held for it. */
	value(column: string, record: number): unknown;
	/** A cell as it stands, "" for a blank one. */
	text(column: string, record: number): string;
	/** Words that no dictionary knows, by column. */
	unknownWords(column: string): ReadonlySet<string>;
	/** Every column that may hold people's text, cell by cell, as far as it was read. */
	eachCell(visit: (record: number, column: string, cell: string | number) => void): void;
	/** Which tab a record stands in, as a number. */
	tab(record: number): number;
	readonly columns: readonly ColumnUse[];
}

export interface Facts {
	readonly today: Day;
	readonly now: WallTime;
	readonly tables: Readonly<Record<HealthTable, FactTable>>;
	/** Verdict of each lead, by company and contact together. */
	readonly verdicts: Column<Verdict>;
	readonly optOut: ArrayLike<number>;
	/** Leads whose person was erased: nobody can complete them any more. */
	readonly isErased: (lead: number) => boolean;
	/** Day of the last touch of each lead. */
	readonly touchedOn: Column<Day>;
	/** Index of the lead, −1 where none is known. */
	readonly dealLead: ArrayLike<number>;
	readonly activityLead: ArrayLike<number>;
	readonly outcome: Column<DealOutcome>;
	/** Names of the members; none where the team lists nobody. */
	readonly members: readonly string[];
	/** Whether a dictionary knows the title, or the industry. */
	readonly knowsTitle: (title: string) => boolean;
	readonly knowsIndustry: (industry: string) => boolean;
	/** Leads that are one person in all likelihood: each record with the upper one of its group. */
	readonly duplicates: ReadonlyMap<number, number>;
	/** How many rows were merged into a lead, by its id. */
	readonly merged: ReadonlyMap<string, number>;
}
