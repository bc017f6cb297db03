/** How healthy a team's records are: what is wrong and how often, and how far columns are filled. */
import type { Column } from "../records";
import { CHECKS, type Check, type Find, type Finding } from "./checks";
import { type ColumnUse, type Facts, HEALTH_TABLES, type HealthTable } from "./facts";

export interface FoundRow extends Finding {
	readonly table: HealthTable;
	readonly record: number;
}

export interface HealthLine {
	readonly check: Check;
	readonly count: number;
	/** Records that were looked at. */
	readonly of: number;
	/** The first of them. */
	readonly rows: readonly FoundRow[];
}

/** How far the records of one rep are filled, over the columns that everybody needs. */
export interface RepCompleteness {
	/** "" for records without an owner. */
	readonly rep: string;
	readonly n: number;
	/** 0 to 1. */
	readonly share: number;
}

export interface Health {
	/** One for each check, in the order of their declaration. */
	readonly lines: readonly HealthLine[];
	readonly columns: Readonly<Record<HealthTable, readonly ColumnUse[]>>;
	/** The most records first. */
	readonly reps: readonly RepCompleteness[];
	/** How many cells of a lead people fill by hand, on average; null without leads. */
	readonly manualFields: number | null;
}

/** Rows that are named for each check; the others are counted. */
export const MOST_ROWS = 50;

/** What a lead needs so that rules, figures and people can use it. */
const NEEDED = [
	"created_at",
	"company",
	"name",
	"title",
	"email",
	"phone",
	"industry",
	"employees",
	"channel",
	"owner",
] as const;

export function healthOf(facts: Facts): Health {
	const { leads } = facts.tables;
	const manual = leads.columns.filter(({ by, of }) => by === "people" && of > 0);
	return {
		lines: linesOf(facts),
		columns: Object.fromEntries(
			HEALTH_TABLES.map((table) => [table, facts.tables[table].columns]),
		) as Health["columns"],
		reps: completenessByRep(facts),
		manualFields: leads.size === 0 ? null : manual.reduce((sum, { filled, of }) => sum + filled / of, 0),
	};
}

/** Records that all checks look at before they go on to the next: their cells are still at hand then. */
const BLOCK = 1024;

function linesOf(facts: Facts): HealthLine[] {
	const lines = CHECKS.map((check) => ({ check, count: 0, of: 0, rows: [] as FoundRow[] }));
	for (const table of HEALTH_TABLES) {
		const { size } = facts.tables[table];
		const concerned = lines.filter(({ check }) => check.tables.includes(table));
		const finds = concerned.map(({ check }) => check.finds(facts, table));
		for (const line of concerned) line.of += size;
		for (let from = 0; from < size; from += BLOCK) {
			const to = Math.min(from + BLOCK, size);
			for (let n = 0; n < finds.length; n++) lookAt(finds[n]!, table, from, to, concerned[n]!);
		}
	}
	return lines;
}

function lookAt(
	find: Find,
	table: HealthTable,
	from: number,
	to: number,
	line: { count: number; rows: FoundRow[] },
): void {
	for (let record = from; record < to; record++) {
		const finding = find(record);
		if (finding === null) continue;
		line.count++;
		if (line.rows.length < MOST_ROWS) line.rows.push({ table, record, ...finding });
	}
}

function completenessByRep({ tables: { leads } }: Facts): RepCompleteness[] {
	const has = new Set(leads.columns.map(({ column }) => column));
	const needed = NEEDED.filter((column) => has.has(column)).map((column) => leads.values(column));
	const owner = leads.values("owner") as Column<string>;
	const reps = new Map<string, { n: number; filled: number }>();
	for (let i = 0; i < leads.size; i++) {
		const rep = owner[i] ?? "";
		const sum = reps.get(rep) ?? { n: 0, filled: 0 };
		sum.n++;
		for (const column of needed) if ((column[i] ?? null) !== null) sum.filled++;
		reps.set(rep, sum);
	}
	return [...reps]
		.map(([rep, { n, filled }]) => ({ rep, n, share: needed.length === 0 ? 0 : filled / n / needed.length }))
		.sort((a, b) => b.n - a.n || (a.rep < b.rep ? -1 : 1));
}
