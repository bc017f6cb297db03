/** Activities and deals of a file: which of them are there already. */
import { companyKey } from "../normalize/company";
import { emailKey } from "../normalize/email";
import { readPersonName } from "../normalize/person-name";
import { foldKey } from "../normalize/text";
import { knownAs, type Match, NOBODY, repeating } from "./match";

/** Whom a record is about; "" is unknown. */
export interface Party {
	readonly ref: string;
	readonly email: string;
	readonly name: string;
	readonly company: string;
}

/** Keys of a party: equal ones mean the same. */
export function partyOf(ref: string, email: string, name: string, company: string): Party {
	return {
		ref: foldKey(ref),
		email: emailKey(email) ?? foldKey(email),
		name: readPersonName(name).key,
		company: companyKey(company).key || foldKey(company),
	};
}

/** A record with what may change later; `details` in one order, each with "" for blank. */
interface Noted {
	readonly details: readonly string[];
}

export interface NotedActivity extends Noted, Party {
	/** Wall-clock seconds; null where nobody knows. */
	readonly at: number | null;
	readonly type: string;
	readonly target: string;
}

export interface NotedDeal extends Noted, Party {
	readonly title: string;
	readonly sourceId: string;
	readonly createdAt: number | null;
}

interface Rules<R> {
	/** Two records that are the same share at least one of these. */
	keys(record: R): readonly string[];
	/** Whether two that share a key may be the same at all. */
	fit(a: R, b: R): boolean;
	/** Whether they are the same although their details differ. */
	tell(a: R, b: R): boolean;
}

/**
 * The same activity: moment, type and person. Where only the day is known, two calls of one day are told apart by
 * whatever else differs.
 */
export function matchActivities(
	house: readonly NotedActivity[],
	incoming: readonly NotedActivity[],
): Match[] {
	return matchAll(house, incoming, {
		keys: ({ at, type, ...who }) =>
			[
				who.ref === "" ? "" : `r${who.ref}`,
				who.email === "" ? "" : `e${who.email}`,
				who.name === "" || who.company === "" ? "" : `p${who.name}\n${who.company}`,
				`${who.ref}${who.email}${who.name}` === "" ? `c${who.company}` : "",
			].flatMap((key) => (key === "" ? [] : [`${at} ${type} ${key}`])),
		fit: (a, b) => isSameParty(a, b) && !differ(a.target, b.target),
		tell: (a, b) => a.at !== null && a.at === b.at && a.at % 86_400 !== 0,
	});
}

/** The same deal: its number and name, or name, customer and the moment of its creation. */
export function matchDeals(house: readonly NotedDeal[], incoming: readonly NotedDeal[]): Match[] {
	return matchAll(house, incoming, {
		keys: ({ title, company, sourceId }) =>
			[
				sourceId === "" ? "" : `s${sourceId}`,
				title === "" ? "" : `t${title}`,
				title === "" && sourceId === "" ? `c${company}` : "",
			].filter((key) => key !== ""),
		fit: (a, b) => {
			if (a.sourceId !== "" && a.sourceId === b.sourceId)
				return !differ(a.title, b.title) || !differ(a.company, b.company);
			return (
				!differ(a.sourceId, b.sourceId) &&
				a.title === b.title &&
				!differ(a.company, b.company) &&
				!differ(a.email, b.email) &&
				!differ(a.ref, b.ref) &&
				(a.createdAt === null || b.createdAt === null || isSameMoment(a.createdAt, b.createdAt))
			);
		},
		tell: (a, b) =>
			(a.sourceId !== "" && a.sourceId === b.sourceId) ||
			(a.title !== "" &&
				((a.company !== "" && a.company === b.company) || (a.createdAt !== null && b.createdAt !== null))),
	});
}

const DAY = 86_400;

/** A bare day agrees with every moment of it. */
export function isSameMoment(a: number, b: number): boolean {
	if (a % DAY === 0 || b % DAY === 0) return Math.floor(a / DAY) === Math.floor(b / DAY);
	return a === b;
}

const differ = (a: string, b: string): boolean => a !== "" && b !== "" && a !== b;

/** By number, mailbox, or person and company, whichever both name first; nobody is the same as nobody. */
function isSameParty(a: Party, b: Party): boolean {
	if (a.ref !== "" && b.ref !== "") return a.ref === b.ref;
	if (a.email !== "" && b.email !== "") return a.email === b.email;
	const isNamed = [a, b].every(({ name, company }) => name !== "" && company !== "");
	if (isNamed) return a.name === b.name && a.company === b.company;
	return (["ref", "email", "name", "company"] as const).every((key) => a[key] === b[key]);
}

/**
 * Each record of the house stands for at most one of the file: first what is identical, then what only fills blanks,
 * then what is told to be the same. Within the file only identical records repeat each other, so that two calls of one
 * day stay two.
 */
function matchAll<R extends Noted>(house: readonly R[], incoming: readonly R[], rules: Rules<R>): Match[] {
	const rows = new Map<string, number[]>();
	house.forEach((record, row) => {
		for (const key of rules.keys(record)) {
			const held = rows.get(key);
			if (held === undefined) rows.set(key, [row]);
			else held.push(row);
		}
	});
	const matches = new Array<Match>(incoming.length).fill(NOBODY);
	const seen = new Map<string, number[]>();
	incoming.forEach((record, i) => {
		const keys = rules.keys(record);
		const earlier = keys
			.flatMap((key) => seen.get(key) ?? [])
			.find((other) => {
				const first = incoming[other]!;
				if (!rules.fit(first, record)) return false;
				return isIdentical(first, record) || (rules.tell(first, record) && agree(first, record));
			});
		if (earlier !== undefined) {
			matches[i] = repeating(earlier, ["same"]);
			return;
		}
		for (const key of keys) {
			const held = seen.get(key);
			if (held === undefined) seen.set(key, [i]);
			else held.push(i);
		}
	});
	const taken = new Set<number>();
	const tests: ((a: R, b: R) => boolean)[] = [isIdentical, agree, rules.tell];
	for (const test of tests) {
		incoming.forEach((record, i) => {
			if (matches[i] !== NOBODY) return;
			for (const key of rules.keys(record)) {
				const row = (rows.get(key) ?? []).find(
					(each) => !taken.has(each) && rules.fit(house[each]!, record) && test(house[each]!, record),
				);
				if (row === undefined) continue;
				taken.add(row);
				matches[i] = knownAs(row, [test === rules.tell ? "moment" : "same"]);
				return;
			}
		});
	}
	return matches;
}

function isIdentical(a: Noted, b: Noted): boolean {
	return a.details.every((detail, i) => detail === b.details[i]);
}

function agree(a: Noted, b: Noted): boolean {
	return a.details.every((detail, i) => !differ(detail, b.details[i] ?? ""));
}
