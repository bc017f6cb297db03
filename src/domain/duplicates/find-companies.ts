import type { Dictionary } from "../normalize/dictionary";
import { domainOf } from "../normalize/email";
import type { Column } from "../records";
import { NONE } from "./codes";
import { ContactFacts } from "./contact-facts";
import { CERTAIN, DOUBT, type Judgement, POSSIBLE, REASON, STRONG } from "./evidence";
import type { Duplicates } from "./find-duplicates";
import { groupsOf } from "./groups";
import { compareCompanyNames } from "./judge-contacts";
import { blocksOf, eachBlock, PairSearch, runsOf } from "./pair-search";
import { isMobile } from "./quick-keys";
import { type Standing, standingOf } from "./standing";

/** The company table. A column that a team does not have is an empty array. */
export interface Companies extends Standing {
	readonly size: number;
	readonly name: Column<string>;
	readonly corporateNumber: Column<string>;
	/** Web address, mail address or bare domain. */
	readonly domain: Column<string>;
	readonly phone: Column<string>;
	readonly postalCode: Column<string>;
	readonly address: Column<string>;
}

export interface CompanyDuplicates extends Duplicates {
	/** Rows of one name whose corporate numbers differ: companies of the same name, never to be made one. */
	readonly namesakes: readonly (readonly number[])[];
}

/**
 * The rows that may be one company. Its corporate number alone is certain; a name joins only with a domain, a phone or a
 * house in common. Two rows with different valid numbers are two companies, whatever else they share.
 */
export function findDuplicateCompanies(
	companies: Companies,
	options: { readonly emailDomains?: Dictionary } = {},
): CompanyDuplicates {
	const { size, name, corporateNumber, domain, phone, postalCode, address } = companies;
	const email = domain.map((text) => {
		const host = text === null ? null : domainOf(text);
		return host === null ? null : `x@${host}`;
	});
	const columns = { company: name, name: [], email, phone, corporateNumber, postalCode, address };
	const facts = new ContactFacts(size, columns, options.emailDomains);
	const compareStanding = standingOf(companies, [name, corporateNumber, domain, phone, postalCode, address]);
	const search = new PairSearch({
		size,
		judge: (a, b) => judgeCompanies(facts, a, b),
		compareStanding,
		signature: (row) => `${facts.domainText(row)} ${facts.phone[row]} ${facts.companyKeyText(row)}`,
	});

	const rows = Int32Array.from({ length: size }, (_none, row) => row);
	const namesakes: number[][] = [];
	const compare = (run: Int32Array) => search.compareAll(run);
	const compareWithin = (run: Int32Array) => {
		compare(run);
		if (PairSearch.isSmall(run.length)) return;
		for (const codeOf of [
			(row: number) => facts.number(row),
			(row: number) => facts.companyDomain(row),
			(row: number) => facts.phoneCode(row),
			(row: number) => facts.placeByCode(row),
			(row: number) => facts.placeByAddress(row),
			(row: number) => facts.company(row),
		])
			runsOf(run, codeOf, compare);
	};
	runsOf(rows, (row) => facts.number(row), compareWithin);
	runsOf(
		rows,
		(row) => facts.company(row),
		(run) => {
			compareWithin(run);
			const numbered = Array.from(run).filter((row) => facts.number(row) !== NONE);
			if (new Set(numbered.map((row) => facts.number(row))).size > 1) namesakes.push(numbered);
		},
	);
	runsOf(rows, (row) => facts.weakCompany(row), compareWithin);
	const domains = Int32Array.from(rows, (row) => facts.companyDomain(row));
	eachBlock(blocksOf(domains, size, facts.counts.domains), compareWithin);
	runsOf(rows, (row) => facts.phoneCode(row), compareWithin);

	const { pairs, joining } = search.answer();
	const groups = groupsOf(joining, {
		size,
		compareStanding,
		contradict: (group) => {
			const numbers = new Set(Array.from(group, (row) => facts.number(row)));
			numbers.delete(NONE);
			return numbers.size > 1;
		},
		holds: (a, b) => facts.number(a) === facts.number(b),
	});
	namesakes.sort((x, y) => x[0]! - y[0]!);
	return { pairs, groups, namesakes, compared: search.compared };
}

function judgeCompanies(facts: ContactFacts, a: number, b: number): Judgement {
	const names = compareCompanyNames(facts, a, b);
	const isLike = names === "alike" || names === "within";
	const named = names === "same" ? REASON.company : isLike ? REASON.likeCompany : 0;
	const numberA = facts.number(a);
	const numberB = facts.number(b);
	if (numberA !== NONE && numberB !== NONE && numberA !== numberB) return 0;

	const domainA = facts.companyDomain(a);
	const domainB = facts.companyDomain(b);
	const phone = facts.phone[a] === facts.phone[b] ? facts.phone[a]! : 0;
	const isSameDomain = domainA !== NONE && domainA === domainB;
	const isSamePlace = facts.samePlace(a, b);
	const support = Number(isSameDomain) + Number(phone !== 0) + Number(isSamePlace);
	const isOtherDomain = domainA !== NONE && domainB !== NONE && !isSameDomain;
	const isOtherForm = facts.formsDiffer(a, b);
	const found =
		named |
		(isSameDomain ? REASON.mailDomain : 0) |
		(phone === 0 ? 0 : isMobile(phone) ? REASON.mobile : REASON.phone) |
		(isSamePlace ? REASON.place : 0) |
		(isOtherDomain ? DOUBT.otherDomain : 0) |
		(isOtherForm ? DOUBT.otherForm : 0) |
		(names === "other" ? DOUBT.otherCompany : 0);
	if (numberA !== NONE && numberA === numberB)
		return (names === "other" ? STRONG : CERTAIN) | found | REASON.corporateNumber;
	// 株式会社 and 有限会社 of one name in one house may be two firms of one owner.
	if (names === "same" && support > 0) return (isOtherForm ? POSSIBLE : STRONG) | found;
	// The same name is a candidate, and so is a like one; but not of two houses that show their own domains.
	const isNamed = names === "same" || (names === "alike" && !isOtherForm);
	if (isNamed) return support > 0 || !(isOtherDomain || isOtherForm) ? POSSIBLE | found : 0;
	// Houses of one group share much; a company that was renamed shares nearly all.
	return support > 1 ? POSSIBLE | found : 0;
}
