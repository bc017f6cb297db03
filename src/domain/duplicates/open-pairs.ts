import { emailKey } from "../normalize/email";
import { isTelling } from "./contact-facts";
import type { DuplicatePair } from "./evidence";
import { type Contacts, columnsOf, type Duplicates } from "./find-duplicates";
import { standingOf } from "./standing";

/** A pair that no group holds. */
export interface OpenPair extends Pick<DuplicatePair, "relation" | "reasons" | "doubts"> {
	/** The one to keep first. */
	readonly rows: readonly [number, number];
}

/**
 * Pairs beside the groups, for a person to look at: the weightiest one of each two groups or rows. A person in two
 * companies (兼務) is no duplicate; one who moved (異動・転職) may be, where more than a name goes along: yamada@ at two
 * companies are namesakes.
 */
export function openPairs(contacts: Contacts, { pairs, groups }: Duplicates): OpenPair[] {
	const compare = standingOf(contacts, columnsOf(contacts));
	const groupOf = new Map<number, number>();
	for (const { rows, survivor } of groups) for (const row of rows) groupOf.set(row, survivor);
	const seen = new Set<string>();
	return pairs.flatMap(({ a, b, relation, reasons, doubts }): OpenPair[] => {
		const mail = emailKey(contacts.email[a] ?? "") ?? "";
		if (relation === "dual" || (relation === "moved" && !isTelling(mail.split("@")[0] ?? ""))) return [];
		const [one, other] = [groupOf.get(a) ?? a, groupOf.get(b) ?? b];
		const key = `${Math.min(one, other)} ${Math.max(one, other)}`;
		if (one === other || seen.has(key)) return [];
		seen.add(key);
		return [{ relation, reasons, doubts, rows: compare(a, b) <= 0 ? [a, b] : [b, a] }];
	});
}
