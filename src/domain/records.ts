import type { Day, WallTime } from "./calendar/day";
import type { Words } from "./words";

/**
 * The tables as the rules read them: one array for each column, all of the same length, null where a value is
 * unknown. Arrays instead of row objects keep a million activities within memory and one pass over them quick.
 */
export type Column<T> = readonly (T | null)[];

/** A human judgement; null is 未判定. Company and contact: 対象/対象外. */
export type Verdict = "in" | "out";

/** What part a person has in a decision; null is 不明. */
export type ContactRole = "decider" | "approver" | "champion" | "user" | "researcher" | "gatekeeper";

/** The three things that are judged. */
export type Axis = "company" | "contact" | "deal";

/** How a deal stands. */
export type DealOutcome = "open" | "won" | "lost";

/** Who acted: only what the customer did, or did together with us, may score. */
export type Direction = "customer" | "both" | "ours";

export interface Leads {
	readonly size: number;
	readonly createdAt: Column<WallTime>;
	readonly channel: Column<string>;
	readonly owner: Column<string>;
	/** The event or measure that it came from, as typed. */
	readonly campaign?: Column<string>;
	/** The company's own verdict where its record has one, else the one on the lead. */
	readonly companyVerdict: Column<Verdict>;
	readonly contactVerdict: Column<Verdict>;
	/** 案件あり / なし; null is 未確認. */
	readonly dealVerdict: Column<Verdict>;
	/** The stored fact: the day on which company or contact were first judged; null where nobody knows it. */
	readonly judgedOn: Column<Day>;
	readonly verdictReason: Column<string>;
	/** 手動補正: counts only with a reason. */
	readonly adjustment: Column<number>;
	readonly adjustmentReason: Column<string>;
	readonly adjustmentBy: Column<string>;
	/** The stored fact: the day on which the lead first met the definition. */
	readonly mqlOn: Column<Day>;
	/**
	 * A lead attribute by its column id ("industry", "title", "employees" …) or by a team's own header.
	 * Undefined when no such column exists. Values as they stand in the cell (text, number).
	 */
	attribute(field: string): Column<string | number> | undefined;
}

export interface Activities {
	readonly size: number;
	/** Index of the lead, −1 where none is known. */
	readonly lead: ArrayLike<number>;
	/** WallTime; NaN where undated. */
	readonly at: ArrayLike<number>;
	/** Code of the activity type ("page_view"), or the team's own word where the dictionary has none. */
	readonly type: Words;
	/** Page, product, mail or event that it was about. */
	readonly target: Words;
	/** How it came about: "email", "web" …, as typed. */
	readonly via: Words;
	/** How many times; NaN where blank, which is once. */
	readonly count: ArrayLike<number>;
	/** NaN where blank. */
	readonly minutes: ArrayLike<number>;
	readonly answer: Words;
	/** What came of it: absent, connected, key or appointment, or the team's own word. */
	readonly result: Words;
	readonly owner: Words;
	/** The actor's e-mail, to leave out one's own staff. */
	readonly email: Column<string>;
}

/** The activities of a workbook, which are read in parts: a million of them fit in no memory decoded all at once. */
export interface ActivityTable {
	readonly size: number;
	/** Index of the lead, −1 where none is known. Complete when the last slice was read. */
	readonly lead: ArrayLike<number>;
	/** All rows, one part after the other, each part at its own cost. To be read once. */
	slices(): Iterable<Activities>;
}

export interface Deals {
	readonly size: number;
	/** Index of the lead, −1 where none is known. */
	readonly lead: ArrayLike<number>;
	readonly createdAt: Column<WallTime>;
	/** Contract date of a won deal, closing date of a lost one; for an open deal the expected date. */
	readonly closesAt: Column<WallTime>;
	readonly outcome: Column<DealOutcome>;
	/** Whole yen, or minor units of the currency. */
	readonly amount: Column<number>;
	/** ISO 4217. */
	readonly currency: Column<string>;
	readonly channel: Column<string>;
	readonly owner: Column<string>;
}
