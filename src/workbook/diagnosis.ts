/** Which findings follow from what was seen of a workbook; each names what a person can mend. */
import type { Day } from "../domain/calendar/day";
import { missingColumns } from "./columns";
import { HOLIDAY_NOTICE_DAYS } from "./results";
import { RECORD_TABLES, type RecordTable, specOf, TABLE_IDS, type TableId } from "./schema";
import type { SettingProblem } from "./settings-check";
import { LATE_AFTER_HOURS } from "./views/dashboard-places";

export interface ObservedTab {
	readonly table: TableId;
	readonly name: string;
	/** 1-based place of each column that was found, by mark or by header. */
	readonly columns: ReadonlyMap<string, number>;
	/** Column ids of the marks on this tab, as often as they are there. */
	readonly marked: readonly string[];
}

export interface Observed {
	/** ms since 1970. */
	readonly now: number;
	readonly today: Day;
	readonly zones: { readonly spreadsheet: string; readonly script: string; readonly agree: boolean };
	readonly tabs: readonly ObservedTab[];
	readonly schedule: {
		readonly owner: string;
		/** The current user is the one whom the schedule names. */
		readonly isMine: boolean;
		/** The current user's triggers that the schedule lets act; nobody sees another's. */
		readonly triggers: number;
	} | null;
	readonly lastRun: {
		readonly startedAt: number;
		readonly refreshedAt: number | null;
		readonly isDone: boolean;
		/** What the run log says of it. */
		readonly message: string;
	} | null;
	/** Null where no date is known. */
	readonly lastHoliday: Day | null;
	readonly settings: readonly SettingProblem[];
	/** Sheet row of the first verdict in the history that was changed by hand; null where none was. */
	readonly brokenVerdict: number | null;
}

export type Finding =
	| { readonly code: "not_set_up" | "refresh_off" | "trigger_gone" | "never_refreshed" | "holidays_missing" }
	| { readonly code: "chain_broken"; readonly row: number }
	| { readonly code: "zones_differ"; readonly spreadsheet: string; readonly script: string }
	| { readonly code: "tabs_missing"; readonly tables: readonly TableId[] }
	| { readonly code: "tab_twice"; readonly table: TableId; readonly tabs: readonly string[] }
	| { readonly code: "tab_damaged"; readonly tab: string }
	| {
			readonly code: "columns_missing" | "required_missing";
			readonly tab: string;
			readonly table: TableId;
			readonly columns: readonly string[];
	  }
	| {
			readonly code: "column_twice";
			readonly tab: string;
			readonly table: TableId;
			readonly column: string;
	  }
	| { readonly code: "trigger_twice"; readonly count: number }
	| { readonly code: "refresh_failed"; readonly at: number; readonly reason: string }
	| { readonly code: "refresh_late"; readonly at: number; readonly owner: string | null }
	| { readonly code: "holidays_end"; readonly last: Day }
	| SettingProblem;

const LATE_AFTER_MS = LATE_AFTER_HOURS * 3_600_000;

/** Everything that a person should mend, the most pressing first; empty where all is well. */
export function diagnose(observed: Observed): Finding[] {
	if (!observed.tabs.some(({ table }) => table === "leads")) return [{ code: "not_set_up" }];
	return [
		...tabFindings(observed.tabs),
		...zoneFindings(observed),
		...refreshFindings(observed),
		...(observed.brokenVerdict === null
			? []
			: [{ code: "chain_broken" as const, row: observed.brokenVerdict }]),
		...observed.settings,
		...holidayFindings(observed),
	];
}

function zoneFindings({ zones: { agree, spreadsheet, script } }: Observed): Finding[] {
	return agree ? [] : [{ code: "zones_differ", spreadsheet, script }];
}

function tabFindings(tabs: readonly ObservedTab[]): Finding[] {
	const findings: Finding[] = [];
	const missing = TABLE_IDS.filter(
		(table) => specOf(table).isOnDemand !== true && !tabs.some((tab) => tab.table === table),
	);
	if (missing.length > 0) findings.push({ code: "tabs_missing", tables: missing });
	for (const table of TABLE_IDS) {
		const own = tabs.filter((tab) => tab.table === table);
		// A team may keep its records in several tabs; of everything else one tab counts.
		if (own.length > 1 && !isRecordTable(table))
			findings.push({ code: "tab_twice", table, tabs: own.map(({ name }) => name) });
	}
	for (const tab of tabs) findings.push(...columnFindings(tab));
	return findings;
}

function columnFindings(tab: ObservedTab): Finding[] {
	const { table, name, columns } = tab;
	const { group, columns: known } = specOf(table);
	const twice = [...new Set(tab.marked.filter((column, i) => tab.marked.indexOf(column) !== i))];
	if (group === "results" || group === "logs") {
		// These are written from the first column on, in the schema's order.
		const isWhole = Object.keys(known).every((column, i) => columns.get(column) === i + 1);
		return isWhole && twice.length === 0 ? [] : [{ code: "tab_damaged", tab: name }];
	}
	const findings: Finding[] = twice.map((column) => ({ code: "column_twice", tab: name, table, column }));
	const missing = Object.entries(known)
		.filter(([column, { by }]) => (by === "mikomi" || group === "agreements") && column !== "note")
		.map(([column]) => column)
		.filter((column) => !columns.has(column));
	if (missing.length > 0) findings.push({ code: "columns_missing", tab: name, table, columns: missing });
	const required = isRecordTable(table) ? missingColumns(table, columns) : [];
	if (required.length > 0) findings.push({ code: "required_missing", tab: name, table, columns: required });
	return findings;
}

function isRecordTable(table: TableId): table is RecordTable {
	return (RECORD_TABLES as readonly string[]).includes(table);
}

/** One cause, one finding: a late refresh is named only where nothing else explains it. */
function refreshFindings({ schedule, lastRun, now }: Observed): Finding[] {
	const findings: Finding[] = [];
	if (schedule === null) findings.push({ code: "refresh_off" });
	else if (schedule.isMine && schedule.triggers === 0) findings.push({ code: "trigger_gone" });
	else if (schedule.triggers > 1) findings.push({ code: "trigger_twice", count: schedule.triggers });
	if (lastRun === null) findings.push({ code: "never_refreshed" });
	else if (!lastRun.isDone)
		findings.push({ code: "refresh_failed", at: lastRun.startedAt, reason: lastRun.message });
	else if (findings.length === 0 && schedule !== null && lastRun.refreshedAt !== null) {
		const at = lastRun.refreshedAt;
		if (now - at > LATE_AFTER_MS)
			findings.push({ code: "refresh_late", at, owner: schedule.isMine ? null : schedule.owner });
	}
	return findings;
}

function holidayFindings({ lastHoliday, today }: Observed): Finding[] {
	if (lastHoliday === null) return [{ code: "holidays_missing" }];
	return lastHoliday - today < HOLIDAY_NOTICE_DAYS ? [{ code: "holidays_end", last: lastHoliday }] : [];
}
