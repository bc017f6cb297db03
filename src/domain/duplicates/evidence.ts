/** What speaks for two records being one, and what against: codes only, the sentences are the locale's. */

/** Certain and strong pairs are proposed as one record; possible ones are for a person to look at and join no group. */
export type Strength = "certain" | "strong" | "possible";

/**
 * same: one record, entered twice. moved: the person went to another company (異動・転職). dual: one person in two
 * companies (兼務): two records that belong together. Moved and dual are only ever possible, and never merged.
 */
export type Relation = "same" | "moved" | "dual";

/** Findings are kept as bits until they are answered: a search makes very many of them. */
export const REASON = {
	mail: 1,
	/** A mailbox of several people: info@, or one that stands beside different names. */
	sharedMail: 2,
	freeMail: 4,
	/** One letter apart. */
	nearMail: 8,
	/** The part before the @, at another domain. */
	localPart: 0x10,
	mailDomain: 0x20,
	name: 0x40,
	/** One letter apart. */
	nearName: 0x80,
	familyName: 0x100,
	phone: 0x200,
	mobile: 0x400,
	corporateNumber: 0x800,
	company: 0x1000,
	/** Written alike: 斉藤/斎藤, ヴ/ブ, ニ/二, one letter apart, or one name within the other. */
	likeCompany: 0x2000,
	/** Postal code and house number. */
	place: 0x4000,
} as const;

export const DOUBT = {
	otherName: 0x10000,
	otherCompany: 0x20000,
	otherNumber: 0x40000,
	otherMail: 0x80000,
	otherDomain: 0x100000,
	/** 株式会社 and 有限会社. */
	otherForm: 0x200000,
	/** Others bear these names too, with other numbers or addresses: neither row says which of them it is. */
	namesakes: 0x400000,
	/** Another house and another line. */
	otherPlace: 0x800000,
} as const;

export type Reason = keyof typeof REASON;
export type Doubt = keyof typeof DOUBT;

/** Two rows, a above b. */
export interface DuplicatePair {
	readonly a: number;
	readonly b: number;
	readonly relation: Relation;
	readonly strength: Strength;
	readonly reasons: readonly Reason[];
	/** Why it is not stronger. */
	readonly doubts: readonly Doubt[];
}

/** A relation and a strength with what was found, as one number; 0 for nothing. */
export type Judgement = number;

const CLASSES: readonly (readonly [Relation, Strength])[] = [
	["same", "certain"],
	["same", "strong"],
	["same", "possible"],
	["dual", "possible"],
	["moved", "possible"],
];
const CLASS_BITS = 0x1000000;

/** Classes of judgements, the weightiest first. */
export const CERTAIN = 1 * CLASS_BITS;
export const STRONG = 2 * CLASS_BITS;
export const POSSIBLE = 3 * CLASS_BITS;
export const DUAL = 4 * CLASS_BITS;
export const MOVED = 5 * CLASS_BITS;

/** Whether the pair is proposed as one record. */
export function joins(judgement: Judgement): boolean {
	return judgement !== 0 && judgement < POSSIBLE;
}

/** The less the weightier: by class, and within a class by how much speaks for it. */
export function weightOf(judgement: Judgement): number {
	let reasons = 0;
	for (let bits = judgement & (DOUBT.otherName - 1); bits !== 0; bits &= bits - 1) reasons++;
	return Math.floor(judgement / CLASS_BITS) * 100 - reasons;
}

/** What a judgement says, in codes. */
export function explain(judgement: Judgement): Omit<DuplicatePair, "a" | "b"> {
	const [relation, strength] = CLASSES[Math.floor(judgement / CLASS_BITS) - 1]!;
	return { relation, strength, reasons: codesIn(REASON, judgement), doubts: codesIn(DOUBT, judgement) };
}

function codesIn<Code extends string>(bits: Readonly<Record<Code, number>>, judgement: Judgement): Code[] {
	return (Object.keys(bits) as Code[]).filter((code) => (judgement & bits[code]) !== 0);
}
