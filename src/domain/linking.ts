import { Names } from "./names";
import { companyKey } from "./normalize/company";
import { emailKey } from "./normalize/email";
import { foldKey } from "./normalize/text";
import type { Column } from "./records";
import { inStretches } from "./stretches";

/** What leads are found by. A column is asked for once, when the first record goes by it. */
export interface LeadKeys {
	readonly size: number;
	/** Mikomi's id and the team's own lead number. */
	ids(): readonly Column<string>[];
	email(): Column<string>;
	name(): Column<string>;
	company(): Column<string>;
}

/** What records of another table say about their leads; what they do not say may be left out. */
export interface LeadReference {
	readonly ref?: Column<string>;
	readonly email?: Column<string>;
	readonly name?: Column<string>;
	readonly company?: Column<string>;
}

/** Writes the lead of each record into `links` where it is still −1: its index, where one is known. */
export type Linker = (records: LeadReference, links: Int32Array) => void;

/**
 * Finds the lead of each record: by lead number, else by e-mail, else by person and company together. A company alone
 * never links (the same name may be another firm, and another person). Of several leads that fit, the upper row.
 * Tables may come in slices: what is learned of one helps the next.
 */
export function linkerTo(keys: LeadKeys): Linker {
	const byRef = new Spellings(refKey, keys.size, () => keys.ids());
	const byEmail = new Spellings(emailKey, keys.size, () => [keys.email()]);
	const companies = new Map<string, string>();
	const personKey = (text: string) => {
		const [name = "", company = ""] = text.split(SEPARATOR);
		const key = companies.get(company) ?? companyKey(company).key;
		companies.set(company, key);
		return key === "" ? null : foldKey(name) + SEPARATOR + key;
	};
	const byPerson = new Spellings(personKey, keys.size, () => {
		const people = { name: keys.name(), company: keys.company() };
		return [Array.from({ length: keys.size }, (_, lead) => personOf(people, lead))];
	});
	return ({ ref, email, name, company }, links) => {
		if (ref !== undefined) byRef.link(ref, links);
		if (email !== undefined) byEmail.link(email, links);
		if (name === undefined || company === undefined) return;
		const people = { name, company };
		const persons = name.map((_, i) => (links[i]! < 0 ? personOf(people, i) : null));
		byPerson.link(persons, links);
	};
}

/** No cell holds it. */
const SEPARATOR = "\0";

function personOf(
	{ name, company }: Readonly<Record<"name" | "company", Column<string>>>,
	i: number,
): string | null {
	const person = name[i] ?? null;
	const employer = company[i] ?? null;
	return person === null || employer === null ? null : person + SEPARATOR + employer;
}

/** No lead goes by a text. */
const NOBODY = -1;
/** Nobody has looked yet. */
const UNREAD = -2;

/** A text of the leads in all spellings. It is indexed when the first record goes by it. */
class Spellings {
	private known: Names | null = null;
	/** Lead by the code of each spelling that came, the key included; `NOBODY` where no lead is spelled so. */
	private leadOf = new Int32Array(0);
	private codes = new Int32Array(0);

	constructor(
		private readonly keyOf: (text: string) => string | null,
		private readonly leads: number,
		private readonly columns: () => readonly Column<string>[],
	) {}

	/** Links the records that have no lead yet. */
	link(texts: Column<string>, links: Int32Array): void {
		let first = 0;
		while (first < texts.length && (texts[first] === null || links[first]! >= 0)) first++;
		if (first === texts.length) return;
		const known = this.known ?? this.indexed();
		this.known = known;
		if (this.codes.length < texts.length) this.codes = new Int32Array(texts.length);
		const { codes } = this;
		known.codesOf(texts, codes);
		// Each text may come with a key that is new too.
		this.makeRoom(known.names.length + texts.length);
		const { leadOf } = this;
		for (let i = first; i < texts.length; i++) {
			if (links[i]! >= 0) continue;
			const lead = leadOf[codes[i]!]!;
			links[i] = lead === UNREAD ? this.learn(known, codes[i]!, texts[i]!) : lead;
		}
	}

	/** The lead of a spelling that came for the first time. */
	private learn(known: Names, code: number, text: string): number {
		const key = known.codeOf(this.keyOf(text));
		const lead = Math.max(this.leadOf[key]!, NOBODY);
		this.leadOf[key] = lead;
		this.leadOf[code] = lead;
		return lead;
	}

	private makeRoom(size: number): void {
		const held = this.leadOf;
		if (held.length >= size) return;
		this.leadOf = new Int32Array(Math.ceil(size * 1.25)).fill(UNREAD, held.length);
		this.leadOf.set(held);
	}

	private indexed(): Names {
		const known = new Names(this.leads);
		const columns = this.columns();
		this.makeRoom(1 + columns.length * this.leads);
		this.leadOf[0] = NOBODY;
		inStretches(this.leads, (from, to) => {
			for (let lead = from; lead < to; lead++) {
				for (const column of columns) {
					const text = column[lead] ?? null;
					const code = text === null ? 0 : known.codeOf(this.keyOf(text));
					if (this.leadOf[code] === UNREAD) this.leadOf[code] = lead;
				}
			}
		});
		return known;
	}
}

function refKey(ref: string): string | null {
	return foldKey(ref) || null;
}
