import type { ContactColumns } from "../duplicates/contact-facts";
import { findDuplicates } from "../duplicates/find-duplicates";
import { houseIndex } from "../duplicates/house-index";
import { companyKey } from "../normalize/company";
import type { Dictionary } from "../normalize/dictionary";
import { emailKey } from "../normalize/email";
import { readPersonName } from "../normalize/person-name";
import { foldKey } from "../normalize/text";
import type { Column } from "../records";
import { firstByKey, knownAs, type Match, NOBODY, repeating } from "./match";

/** People of a table or of a file, one array for each column. */
export interface People extends ContactColumns {
	readonly size: number;
	readonly createdAt: Column<number>;
	/** The team's own number. */
	readonly sourceId: Column<string>;
	readonly department: Column<string>;
	readonly title: Column<string>;
}

/**
 * Who of a file is known. Certain and strong matches are; a possible one is only told. A row whose identifying cells
 * are all the same as a known one's, blanks too, is that one: a file that is read twice says nothing new.
 */
export function matchPeople(house: People, incoming: People, emailDomains?: Dictionary): Match[] {
	const options = emailDomains === undefined ? {} : { emailDomains };
	const index = houseIndex(house, options);
	const same = firstByKey(identitiesOf(house));
	const identities = identitiesOf(incoming);
	const byNumber = rowsByKey(house.sourceId.map((text) => [foldKey(text ?? "")]));
	const byContact = rowsByKey(contactsOf(house));
	const contacts = contactsOf(incoming);
	const groups = findDuplicates(incoming, options).groups;
	const group = new Int32Array(incoming.size).fill(-1);
	groups.forEach(({ rows }, i) => {
		for (const row of rows) group[row] = i;
	});
	const firstOfGroup = new Map<number, number>();
	const firstOfIdentity = new Map<string, number>();
	return identities.map((identity, row): Match => {
		const match = matchOf(row, identity);
		const earlier =
			firstOfIdentity.get(identity) ?? (group[row]! < 0 ? undefined : firstOfGroup.get(group[row]!));
		if (identity !== "" && !firstOfIdentity.has(identity)) firstOfIdentity.set(identity, row);
		if (group[row]! >= 0 && !firstOfGroup.has(group[row]!)) firstOfGroup.set(group[row]!, row);
		if (earlier === undefined || match.known !== null) return match;
		const reasons = identities[earlier] === identity ? (["same"] as const) : groups[group[row]!]!.reasons;
		return repeating(earlier, reasons);
	});

	function matchOf(row: number, identity: string): Match {
		const known = same.get(identity);
		if (known !== undefined) return knownAs(known, ["same"]);
		const alike = contacts[row]!.flatMap((key) => byContact.get(key) ?? []).find((other) =>
			agree(house, other, incoming, row),
		);
		if (alike !== undefined) return knownAs(alike, ["same"]);
		const numbered = (byNumber.get(foldKey(incoming.sourceId[row] ?? "")) ?? []).find((other) =>
			isSamePerson(house, other, incoming, row),
		);
		if (numbered !== undefined) return knownAs(numbered, ["number"]);
		const found = index.match({
			company: incoming.company[row],
			name: incoming.name[row],
			email: incoming.email[row],
			phone: incoming.phone[row],
			corporateNumber: incoming.corporateNumber[row],
			postalCode: incoming.postalCode[row],
			address: incoming.address[row],
		});
		if (found === null) return NOBODY;
		const isKnown = found.relation === "same" && found.strength !== "possible";
		if (isKnown) return knownAs(found.row, found.reasons);
		return { ...NOBODY, possible: found.row, reasons: found.reasons, doubts: found.doubts };
	}
}

/** Numbers of two systems may collide: the mailbox, or person and company, must agree as well. */
function isSamePerson(a: People, i: number, b: People, j: number): boolean {
	const mail = emailKey(a.email[i] ?? "");
	if (mail !== null && mail === emailKey(b.email[j] ?? "")) return true;
	const name = (people: People, row: number) => readPersonName(people.name[row] ?? "").key;
	const company = (people: People, row: number) => companyKey(people.company[row] ?? "").key;
	return name(a, i) === name(b, j) && company(a, i) === company(b, j) && name(a, i) + company(a, i) !== "";
}

function rowsByKey(keys: readonly (readonly string[])[]): ReadonlyMap<string, readonly number[]> {
	const rows = new Map<string, number[]>();
	keys.forEach((own, row) => {
		for (const key of own) {
			const held = rows.get(key);
			if (key === "") continue;
			if (held === undefined) rows.set(key, [row]);
			else held.push(row);
		}
	});
	return rows;
}

/** How somebody is reached: all of it, blanks too, or two things at once. None for a bare company. */
function contactsOf({ size, company, name, email, phone }: People): string[][] {
	return Array.from({ length: size }, (_, row) => {
		const cells = [name, email, phone].map((column) => foldKey(column[row] ?? ""));
		if (cells.every((cell) => cell === "")) return [];
		const pairs = [0, 1, 2].flatMap((left) => {
			const others = cells.map((cell, i) => (i === left ? "*" : cell));
			return others.includes("") ? [] : [others.join("\n")];
		});
		return [[foldKey(company[row] ?? ""), ...cells].join("\n"), ...pairs];
	});
}

const AGREEING = ["company", "name", "email", "phone", "department", "title", "sourceId"] as const;

/** Whether nothing that tells people apart differs: a blank may have been filled since. */
function agree(a: People, i: number, b: People, j: number): boolean {
	return AGREEING.every((field) => {
		const [one, other] = [foldKey(a[field][i] ?? ""), foldKey(b[field][j] ?? "")];
		return one === "" || other === "" || one === other;
	});
}

function identitiesOf(people: People): string[] {
	const columns = [
		people.company,
		people.name,
		people.email,
		people.phone,
		people.sourceId,
		people.department,
		people.title,
	];
	return Array.from({ length: people.size }, (_, row) => {
		const cells = columns.map((column) => foldKey(column[row] ?? ""));
		return cells.some((cell) => cell !== "") ? cells.join("\n") : "";
	});
}
