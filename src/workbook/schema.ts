/**
 * Every tab and column that Mikomi knows, once. Row types, headers, formats, widths, adoption and exports are read
 * off this declaration; labels in both languages stand in locale/.
 */
import type { ContactRole } from "../domain/records";
import { type Codec, choice, count, date, day, flag, money, number, points, rate, text, time } from "./codec";

export type Group = "records" | "agreements" | "results" | "logs";

/** A choice whose labels a drop-down lists, or a list that the workbook itself holds. */
export type Offer =
	| "verdict"
	| "deal_verdict"
	| "outcome"
	| "activity_type"
	| "flag"
	| "rule_kind"
	| "repeat"
	| "window_kind"
	| "scope"
	| "target_kind"
	| "setting_kind"
	| "metric"
	| "stage"
	| "member"
	| "contact_role"
	| "call_result"
	| "bant_budget"
	| "bant_authority"
	| "bant_need"
	| "bant_timeframe";

export interface ColumnSpec<T = unknown> {
	readonly codec: Codec<T>;
	/** Pixels. */
	readonly width: number;
	/** Who writes it: people type, Mikomi computes. */
	readonly by: "people" | "mikomi";
	readonly hidden?: boolean;
	readonly wrap?: boolean;
	/** Name of the drop-down whose labels the cell offers (a warning, never a refusal). */
	readonly offers?: Offer;
}

export interface TableSpec<C extends Record<string, ColumnSpec> = Record<string, ColumnSpec>> {
	readonly group: Group;
	readonly columns: C;
	readonly hidden?: boolean;
	/** The tab comes when somebody asks for it, not at set-up. */
	readonly isOnDemand?: boolean;
	readonly frozenColumns?: number;
}

const people = <T>(codec: Codec<T>, width: number, more: Partial<ColumnSpec<T>> = {}): ColumnSpec<T> => ({
	codec,
	width,
	by: "people",
	...more,
});
const own = <T>(codec: Codec<T>, width: number, more: Partial<ColumnSpec<T>> = {}): ColumnSpec<T> => ({
	codec,
	width,
	by: "mikomi",
	...more,
});

export type VerdictWord = "in" | "out";

export const TABLES = {
	leads: {
		group: "records",
		frozenColumns: 3,
		// What people paste comes first, then what Mikomi says of it, then what is filled in later.
		columns: {
			created_at: people(time, 130),
			company: people(text, 180),
			name: people(text, 110),
			department: people(text, 130),
			title: people(text, 130),
			email: people(text, 190),
			phone: people(text, 120),
			prefecture: people(text, 80),
			industry: people(text, 110),
			employees: people(text, 90),
			channel: people(text, 110),
			owner: people(text, 90, { offers: "member" }),
			score: own(points, 64),
			grade: own(text, 64),
			fit: own(points, 72),
			coverage: own(rate, 72),
			state: own(text, 200),
			next_step: own(text, 420),
			score_why: own(text, 360),
			fit_why: own(text, 320),
			drops_on: own(day, 96),
			mql_on: own(day, 96),
			mql_estimated: own(text, 64),
			mql_why: own(text, 300),
			mql_version: own(text, 90),
			judged_on: own(day, 96),
			review_on: own(day, 96),
			last_touch_on: own(day, 96),
			touches: own(count, 72),
			company_touches: own(count, 72),
			contact_basis: own(text, 240),
			deal_basis: own(text, 240),
			judged_of: own(text, 120, { hidden: true }),
			merged_into: own(text, 110, { hidden: true }),
			id: own(text, 110, { hidden: true }),
			fingerprint: own(text, 140, { hidden: true }),
			company_verdict: people(choice<VerdictWord>("verdict"), 90, { offers: "verdict" }),
			contact_verdict: people(choice<VerdictWord>("verdict"), 90, { offers: "verdict" }),
			deal_verdict: people(choice<VerdictWord>("deal_verdict"), 90, { offers: "deal_verdict" }),
			verdict_reason: people(text, 180),
			contact_role: people(choice<ContactRole>("contact_role"), 100, { offers: "contact_role" }),
			next_action: people(text, 180),
			next_action_type: people(choice("activity_type", true), 110, { offers: "activity_type" }),
			next_action_on: people(day, 110),
			bant_budget: people(text, 180),
			bant_authority: people(text, 180),
			bant_need: people(text, 180),
			bant_timeframe: people(text, 180),
			do_not_call: people(flag, 80, { offers: "flag" }),
			opt_out: people(flag, 80, { offers: "flag" }),
			function: people(text, 90),
			campaign: people(text, 130),
			status: people(text, 100),
			interest: people(text, 110),
			timeframe: people(text, 100),
			project: people(text, 140),
			adjustment: people(points, 70),
			adjustment_reason: people(text, 140),
			adjustment_by: people(text, 90),
			postal_code: people(text, 90),
			address: people(text, 240),
			verified_on: people(day, 110),
			source_id: people(text, 100),
			note: people(text, 200),
		},
	},
	companies: {
		group: "records",
		frozenColumns: 1,
		columns: {
			name: people(text, 200),
			corporate_number: people(text, 120),
			industry: people(text, 120),
			employees: people(text, 100),
			prefecture: people(text, 90),
			website: people(text, 160),
			phone: people(text, 120),
			owner: people(text, 90, { offers: "member" }),
			verdict: people(choice<VerdictWord>("verdict"), 90, { offers: "verdict" }),
			verdict_reason: people(text, 220),
			organisation: people(text, 220),
			thinking: people(text, 220),
			situation: people(text, 220),
			profile_on: people(day, 100),
			postal_code: people(text, 90),
			address: people(text, 240),
			source_id: people(text, 100),
			note: people(text, 220),
			verdict_basis: own(text, 240),
			judged_of: own(text, 120, { hidden: true }),
			merged_into: own(text, 110, { hidden: true }),
			id: own(text, 110, { hidden: true }),
		},
	},
	activities: {
		group: "records",
		frozenColumns: 1,
		columns: {
			at: people(time, 130),
			email: people(text, 190),
			name: people(text, 110),
			company: people(text, 180),
			type: people(choice("activity_type", true), 120, { offers: "activity_type" }),
			target: people(text, 150),
			via: people(text, 90),
			count: people(number, 60),
			minutes: people(number, 70),
			answer: people(text, 130),
			result: people(choice("call_result", true), 110, { offers: "call_result" }),
			owner: people(text, 90, { offers: "member" }),
			lead_ref: people(text, 100),
			note: people(text, 240),
			id: own(text, 110, { hidden: true }),
		},
	},
	deals: {
		group: "records",
		frozenColumns: 2,
		columns: {
			name: people(text, 200),
			company: people(text, 180),
			email: people(text, 190),
			owner: people(text, 90, { offers: "member" }),
			product: people(text, 110),
			stage: people(text, 130, { offers: "stage" }),
			outcome: people(choice<"open" | "won" | "lost">("outcome"), 80, { offers: "outcome" }),
			amount: people(money, 110),
			currency: people(text, 70),
			created_at: people(date, 110),
			closes_at: people(date, 110),
			probability: people(rate, 80),
			channel: people(text, 110),
			next_action: people(text, 160),
			next_action_on: people(day, 100),
			lead_ref: people(text, 100),
			source_id: people(text, 100),
			note: people(text, 220),
			lead_id: own(text, 110),
			check: own(text, 160),
			id: own(text, 110, { hidden: true }),
			fingerprint: own(text, 140, { hidden: true }),
		},
	},
	costs: {
		group: "records",
		frozenColumns: 2,
		columns: {
			month: people(text, 100),
			channel: people(text, 160),
			amount: people(money, 130),
			currency: people(text, 80),
			note: people(text, 280),
		},
	},
	score_rules: {
		group: "agreements",
		columns: {
			label: people(text, 280),
			enabled: people(flag, 60, { offers: "flag" }),
			kind: people(text, 200, { offers: "rule_kind" }),
			subject: people(text, 130),
			value: people(text, 150),
			target: people(text, 130),
			via: people(text, 90),
			at_least: people(number, 70),
			at_most: people(number, 70),
			points: people(points, 70),
			repeat: people(text, 110, { offers: "repeat" }),
			cap: people(points, 70),
			window_days: people(number, 90),
			window_kind: people(text, 170, { offers: "window_kind" }),
			scope: people(text, 120, { offers: "scope" }),
			note: people(text, 240),
			id: people(text, 120, { hidden: true }),
		},
	},
	icp: {
		group: "agreements",
		columns: {
			field: people(text, 140),
			accepted: people(text, 320),
			weight: people(points, 80),
			knockout: people(flag, 110, { offers: "flag" }),
			note: people(text, 300),
			id: people(text, 120, { hidden: true }),
		},
	},
	stages: {
		group: "agreements",
		columns: {
			stage: people(text, 180),
			outcome: people(choice<"open" | "won" | "lost">("outcome"), 100, { offers: "outcome" }),
			probability: people(rate, 90),
			exit: people(text, 380),
			note: people(text, 240),
		},
	},
	playbook: {
		group: "agreements",
		columns: {
			company: people(text, 100),
			contact: people(text, 100),
			deal: people(text, 100),
			action: people(text, 420),
			days: people(number, 110),
			note: people(text, 300),
		},
	},
	targets: {
		group: "agreements",
		columns: {
			month: people(text, 90),
			metric: people(text, 140, { offers: "metric" }),
			kind: people(text, 90, { offers: "target_kind" }),
			dimension: people(text, 140),
			value: people(number, 120),
			note: people(text, 240),
		},
	},
	members: {
		group: "agreements",
		columns: {
			name: people(text, 130),
			email: people(text, 220),
			role: people(text, 120),
			active: people(flag, 70, { offers: "flag" }),
			fte: people(number, 70),
			joined_on: people(day, 110),
			note: people(text, 240),
		},
	},
	holidays: {
		group: "agreements",
		columns: { day: people(day, 120), name: people(text, 220), note: people(text, 240) },
	},
	settings: {
		group: "agreements",
		columns: {
			kind: people(text, 130, { offers: "setting_kind" }),
			item: people(text, 240),
			value: people(text, 320),
			note: people(text, 460),
		},
	},
	dashboard: { group: "results", columns: {} },
	channels: { group: "results", columns: {} },
	reps: { group: "results", columns: {} },
	cohorts: { group: "results", columns: {} },
	alignment: { group: "results", columns: {} },
	kpi_check: { group: "results", columns: {} },
	health: { group: "results", columns: {} },
	metrics: {
		group: "results",
		frozenColumns: 1,
		columns: {
			metric: own(text, 150),
			label: own(text, 150),
			period: own(text, 80),
			dimension: own(text, 160),
			unit: own(text, 70),
			value: own(number, 110),
			numerator: own(number, 90),
			denominator: own(number, 90),
			basis: own(text, 120),
			provisional_until: own(day, 110),
			n: own(number, 70),
			completeness: own(rate, 80),
			target: own(number, 110),
			attainment: own(rate, 80),
			pace: own(rate, 80),
			currency: own(text, 70),
			refreshed_at: own(time, 130),
			run_id: own(text, 130),
		},
	},
	breakdown: { group: "results", isOnDemand: true, columns: {} },
	queue: {
		group: "results",
		frozenColumns: 3,
		columns: {
			rank: own(count, 50),
			company: own(text, 180),
			name: own(text, 110),
			why: own(text, 260),
			due_on: own(day, 100),
			next_step: own(text, 520, { wrap: true }),
			grade: own(text, 64),
			score: own(points, 64),
			owner: own(text, 90),
			channel: own(text, 110),
			lead_id: own(text, 110),
		},
	},
	verdicts: {
		group: "logs",
		hidden: true,
		columns: {
			at: own(text, 140),
			lead_id: own(text, 110),
			company: own(text, 180),
			axis: own(text, 90),
			verdict: own(text, 90),
			before: own(text, 90),
			reason: own(text, 300),
			source: own(text, 100),
			by: own(text, 110),
			save_id: own(text, 120),
			reason_hash: own(text, 120),
			hash: own(text, 160),
		},
	},
	// One row for each row that a batch touches; its cells as JSON, so that a wide import stays readable.
	changes: {
		group: "logs",
		hidden: true,
		columns: {
			batch: own(text, 130),
			at: own(time, 140),
			by: own(text, 110),
			kind: own(text, 100),
			why: own(text, 240),
			table: own(text, 90),
			row_id: own(text, 110),
			cells: own(text, 420),
			undone_at: own(time, 140),
			state: own(text, 90),
		},
	},
	snapshots: {
		group: "logs",
		hidden: true,
		columns: {
			day: own(day, 100),
			metric: own(text, 150),
			dimension: own(text, 160),
			value: own(number, 110),
			n: own(number, 70),
			currency: own(text, 70),
			change: own(number, 110),
		},
	},
	runs: {
		group: "logs",
		hidden: true,
		columns: {
			run_id: own(text, 130),
			started_at: own(time, 140),
			outcome: own(text, 90),
			message: own(text, 360),
			cause: own(text, 90),
			seconds: own(count, 70),
			rows_read: own(count, 90),
			cells_read: own(count, 90),
			service_calls: own(count, 90),
			leads: own(count, 70),
			activities: own(count, 80),
			activities_linked: own(count, 110),
			deals: own(count, 70),
			reversed: own(count, 80),
			unreadable: own(count, 90),
			details: own(text, 600, { wrap: true }),
		},
	},
} as const satisfies Record<string, TableSpec>;

export type TableId = keyof typeof TABLES;
export type ColumnId<T extends TableId> = Extract<keyof (typeof TABLES)[T]["columns"], string>;
export const TABLE_IDS = Object.keys(TABLES) as TableId[];

/** The tables that a team may already keep under headers of its own. */
export const RECORD_TABLES = ["leads", "companies", "activities", "deals"] as const;
export type RecordTable = (typeof RECORD_TABLES)[number];

/** A table's declaration without its literal column names, for code that walks over all of them. */
export function specOf(table: TableId): TableSpec {
	return TABLES[table];
}

/** Whether a column holds amounts of money. */
export function isMoney(table: TableId, column: string): boolean {
	return specOf(table).columns[column]?.codec === money;
}

/** The value that a column's cells decode to. */
export type ValueOf<T extends TableId, C extends ColumnId<T>> =
	(typeof TABLES)[T]["columns"][C] extends ColumnSpec<infer V> ? V : never;
