/** What crosses between the sidebar's page and the server: plain values only, never a Date (PLATFORM facts 116, 117). */
import type { QuickLog } from "../domain/followup/touches";
import type { Axis } from "../domain/records";
import type { Field } from "../workbook/desk/lead-fields";
import type { HistoryLine } from "../workbook/desk/lead-history";
import type { SaveOrder } from "../workbook/desk/lead-save";

export type { Axis, Field, HistoryLine as HistoryEntry, QuickLog, SaveOrder as SaveRequest };

/** The fields of a lead that a rep may set, as text: codes of choices, ISO days, "" for blank. */
export type Fields = Readonly<Record<Field, string>>;

/** What a choice offers: its code and its word in the sheet's language. */
export type Option = readonly [code: string, label: string];

/** What the page knows of the team, once it has opened. */
export interface SidebarSession {
	readonly language: "ja" | "en";
	/** The rep's name as in メンバー; "" where it is not known yet: the page asks once. */
	readonly me: string;
	readonly members: readonly string[];
	readonly options: {
		readonly contactRole: readonly Option[];
		readonly evidence: readonly Option[];
		readonly actionType: readonly Option[];
		readonly budget: readonly Option[];
		readonly authority: readonly Option[];
		readonly need: readonly Option[];
		readonly timeframe: readonly Option[];
	};
	/** Words offered as reasons: the team's list for 対象外. */
	readonly disqualifyReasons: readonly string[];
	/** What the rep wrote last, newest first; at most 5. */
	readonly recentReasons: readonly string[];
	readonly hasFirstCallSheet: boolean;
	/** ISO days for the chips, by the team's business calendar. */
	readonly days: {
		readonly today: string;
		readonly tomorrow: string;
		readonly threeBusinessDays: string;
		readonly nextWeek: string;
		readonly nextMonth: string;
	};
	/** "2026/11/21 12:00", or "" before the first refresh. */
	readonly refreshedAt: string;
	/** A draft that an earlier page could not save, kept on the server; "" where there is none. */
	readonly draft: string;
	/** Leads whose persons were erased: what is unsaved of them is dropped. */
	readonly erased?: readonly string[];
}

/** A stored verdict: what stands in the sheet, and what is known of how it came about ("" where nothing is). */
export interface SidebarVerdict {
	readonly by: string;
	/** "2026/11/20 14:05". */
	readonly at: string;
	/** Word for the evidence: 電話, 手作業調査 … */
	readonly source: string;
	readonly reason: string;
}

export interface SidebarLead {
	readonly id: string;
	/** Where its row stood; a hint that makes finding it again quicker. */
	readonly place: string;
	readonly name: string;
	readonly company: string;
	readonly department: string;
	readonly title: string;
	readonly email: string;
	readonly phone: string;
	readonly owner: string;
	readonly channel: string;
	/** "2026/11/20". */
	readonly createdOn: string;
	/** As the last refresh wrote them; "" before. */
	readonly score: string;
	readonly grade: string;
	readonly scoreWhy: string;
	/** ISO day on which the score drops next, or "". */
	readonly dropsOn: string;
	readonly fit: string;
	/** 0 to 1, or "". */
	readonly coverage: string;
	readonly fitWhy: string;
	/** What to do and why: one sentence, computed now. */
	readonly nextStep: string;
	readonly fields: Fields;
	readonly verdicts: Readonly<Record<Axis, SidebarVerdict>>;
	/** ISO day on which the verdicts are to be looked at again, or "". */
	readonly reviewOn: string;
	/** Attributes that changed since the verdict: "従業員数: 300 → 1200". */
	readonly changed: readonly string[];
	/** Role code that the title suggests, or "". */
	readonly roleHint: string;
	/** Touches of the last 30 days with the person and with the company, and what the team allows. */
	readonly touches: number;
	readonly companyTouches: number;
	readonly contactCap: number;
	readonly companyCap: number;
	/** Day of the last touch, "2026/11/20", or "". */
	readonly lastTouchOn: string;
}

export interface QueueItem {
	readonly id: string;
	readonly company: string;
	readonly name: string;
	/** Why it stands here. */
	readonly why: string;
}

export type SaveResult =
	| { readonly state: "saved"; readonly lead: SidebarLead }
	/** Somebody changed these fields meanwhile; nothing was written. */
	| { readonly state: "conflict"; readonly lead: SidebarLead; readonly fields: readonly Field[] }
	/** The lead's row is gone; nothing was written. */
	| { readonly state: "gone" }
	/** The request cannot be saved; the sentence says what to do. */
	| { readonly state: "refused"; readonly message: string }
	/** Rows keep moving or somebody holds the lock: try again in a moment. */
	| { readonly state: "busy" };
