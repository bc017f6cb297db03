import type { Dictionary } from "../normalize/dictionary";
import type { Column } from "../records";
import { NONE } from "./codes";
import { type ContactColumns, ContactFacts } from "./contact-facts";
import { contradict, readContext } from "./context";
import type { DuplicatePair } from "./evidence";
import { type DuplicateGroup, groupsOf } from "./groups";
import { judgeContacts } from "./judge-contacts";
import { blocksOf, eachBlock, PairSearch, runsOf } from "./pair-search";
import { isMobile } from "./quick-keys";
import { type Standing, standingOf } from "./standing";

/** Contacts of all tabs, one below the other. */
export interface Contacts extends ContactColumns, Standing {
	readonly size: number;
}

export interface DuplicateOptions {
	/** A team's own kinds of mail domains. */
	readonly emailDomains?: Dictionary;
}

export interface Duplicates {
	/** Weightiest first, then in the order of the table. Of a large block not every pair, but every row. */
	readonly pairs: readonly DuplicatePair[];
	readonly groups: readonly DuplicateGroup[];
	/** How many pairs were looked at. */
	readonly compared: number;
}

/**
 * The rows that may be one contact, with what speaks for it, and groups of those proposed as one. A name alone, a company
 * alone, a switchboard or a shared mailbox never join two rows; the same person in two companies stays two contacts.
 */
export function findDuplicates(contacts: Contacts, options: DuplicateOptions = {}): Duplicates {
	const { size } = contacts;
	const facts = new ContactFacts(size, contacts, options.emailDomains);
	const compareStanding = standingOf(contacts, columnsOf(contacts));
	const search = new PairSearch({
		size,
		judge: (a, b) => judgeContacts(facts, a, b),
		compareStanding,
		signature: (row) =>
			`${facts.domainText(row)}@${facts.localText(row)} ${facts.phone[row]} ${facts.nameText(row)}`,
	});

	const mails = blocksOf(facts.mail, size, facts.counts.mails);
	const names = blocksOf(facts.name, size, facts.counts.names);
	readContext(facts, mails, names);
	eachBlock(mails, (rows) => compareByMail(search, facts, rows));
	eachBlock(names, (rows) => compareByName(search, facts, rows));
	compareByMobile(search, facts);
	compareNameless(search, facts);

	const { pairs, joining } = search.answer();
	const groups = groupsOf(joining, {
		size,
		compareStanding,
		contradict: (rows) => contradict(facts, rows),
		holds: (a, b) => facts.name[a] === facts.name[b] && facts.number(a) === facts.number(b),
	});
	return { pairs, groups, compared: search.compared };
}

/** The columns that are searched. */
export function columnsOf(contacts: ContactColumns): Column<string>[] {
	const { company, name, email, phone, corporateNumber, postalCode, address } = contacts;
	return [company, name, email, phone, corporateNumber, postalCode, address];
}

function compareByMail(search: PairSearch, facts: ContactFacts, rows: Int32Array): void {
	search.compareAll(rows);
	if (PairSearch.isSmall(rows.length)) return;
	const codeOf = (row: number) => facts.name[row]!;
	runsOf(rows, codeOf, (run) => search.compareAll(run));
}

/** Rows of one name: in a large block those that share something else as well. */
function compareByName(search: PairSearch, facts: ContactFacts, rows: Int32Array): void {
	const compare = (run: Int32Array) => search.compareAll(run);
	if (PairSearch.isSmall(rows.length)) {
		compare(rows);
		return;
	}
	runsOf(rows, (row) => facts.company(row), compare);
	runsOf(rows, (row) => facts.number(row), compare);
	runsOf(rows, (row) => facts.domain(row), compare);
	runsOf(rows, (row) => facts.local(row), compare);
	runsOf(rows, (row) => facts.phoneCode(row), compare);
	if (rows.every((row) => facts.company(row) !== NONE)) return;
	runsOf(rows, (row) => facts.placeByCode(row), compare);
	runsOf(rows, (row) => facts.placeByAddress(row), compare);
}

/** A mobile phone is one person's, whatever became of the name. */
function compareByMobile(search: PairSearch, facts: ContactFacts): void {
	const codes = new Int32Array(facts.size);
	let count = 0;
	for (let row = 0; row < facts.size; row++) {
		codes[row] = isMobile(facts.phone[row]!) ? facts.phoneCode(row) : NONE;
		count = Math.max(count, codes[row]! + 1);
	}
	eachBlock(blocksOf(codes, facts.size, count), (rows) => search.compareAll(rows));
}

/** Rows without a name, with one another by phone and place, and with the others by a telling local part. */
function compareNameless(search: PairSearch, facts: ContactFacts): void {
	const nameless: number[] = [];
	for (let row = 0; row < facts.size; row++) if (facts.name[row] === NONE) nameless.push(row);
	const compare = (run: Int32Array) => search.compareAll(run);
	runsOf(nameless, (row) => facts.phoneCode(row), compare);
	runsOf(nameless, (row) => facts.placeByCode(row), compare);
	runsOf(nameless, (row) => facts.placeByAddress(row), compare);

	const locals = new Set<number>();
	for (const row of nameless) locals.add(facts.tellingLocal(row));
	locals.delete(NONE);
	if (locals.size === 0) return;
	const rows: number[] = [];
	for (let row = 0; row < facts.size; row++) if (locals.has(facts.tellingLocal(row))) rows.push(row);
	runsOf(rows, (row) => facts.local(row), compare);
}
