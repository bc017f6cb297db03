import { companyKey } from "./normalize/company";
import { emailKey } from "./normalize/email";
import { foldKey } from "./normalize/text";
import type { Column } from "./records";

/** What leads are found by. */
export interface LeadKeys {
	readonly size: number;
	/** Mikomi's id and the team's own lead number. */
	readonly ids: readonly Column<string>[];
	readonly email: Column<string>;
	readonly name: Column<string>;
	readonly company: Column<string>;
}

/** What a record of another table says about its lead. */
export interface LeadReference {
	readonly size: number;
	readonly ref: Column<string>;
	readonly email: Column<string>;
	readonly name: Column<string>;
	readonly company: Column<string>;
}

/**
 * Finds the lead of each record: by lead number, else by e-mail, else by person and company together. A company alone
 * never links (the same name may be another firm, and another person). Of several leads that fit, the upper row.
 * @returns the index of the lead for each record, −1 where none is known
 */
export function linkToLeads(keys: LeadKeys, records: LeadReference): Int32Array {
	const byId = new Map<string, number>();
	const byEmail = new Map<string, number>();
	const byPerson = new Map<string, number>();
	const companies = memo(companyKeyOf);
	const put = (map: Map<string, number>, key: string | null, lead: number) => {
		if (key !== null && !map.has(key)) map.set(key, lead);
	};
	const person = (name: string | null, company: string | null) => {
		if (name === null || company === null) return null;
		const key = companies(company);
		return key === null ? null : `${foldKey(name)}\n${key}`;
	};
	for (let lead = 0; lead < keys.size; lead++) {
		for (const ids of keys.ids) put(byId, refKey(ids[lead] ?? null), lead);
		put(byEmail, emailOf(keys.email[lead] ?? null), lead);
		put(byPerson, person(keys.name[lead] ?? null, keys.company[lead] ?? null), lead);
	}
	// Activities repeat the same texts many times: each distinct text is looked up once.
	const refs = memo((text: string) => byId.get(refKey(text) ?? "") ?? -1);
	const emails = memo((text: string) => byEmail.get(emailOf(text) ?? "") ?? -1);
	const people = memo((text: string) => {
		const [name, company] = text.split("\n");
		return byPerson.get(person(name ?? null, company ?? null) ?? "") ?? -1;
	});
	const links = new Int32Array(records.size).fill(-1);
	for (let i = 0; i < records.size; i++) {
		const ref = records.ref[i] ?? null;
		let lead = ref === null ? -1 : refs(ref);
		const email = records.email[i] ?? null;
		if (lead < 0 && email !== null) lead = emails(email);
		const name = records.name[i] ?? null;
		const company = records.company[i] ?? null;
		if (lead < 0 && name !== null && company !== null) lead = people(`${name}\n${company}`);
		links[i] = lead;
	}
	return links;
}

function refKey(ref: string | null): string | null {
	const key = ref === null ? "" : foldKey(ref);
	return key === "" ? null : key;
}

function emailOf(email: string | null): string | null {
	return email === null ? null : emailKey(email);
}

function companyKeyOf(company: string): string | null {
	const { key } = companyKey(company);
	return key === "" ? null : key;
}

function memo<V>(compute: (text: string) => V): (text: string) => V {
	const held = new Map<string, V>();
	return (text) => {
		const known = held.get(text);
		if (known !== undefined) return known;
		const value = compute(text);
		held.set(text, value);
		return value;
	};
}
