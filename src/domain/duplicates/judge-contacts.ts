import { NONE } from "./codes";
import type { ContactFacts } from "./contact-facts";
import { isOneEditApart } from "./edits";
import { CERTAIN, DOUBT, DUAL, type Judgement, MOVED, POSSIBLE, REASON, STRONG } from "./evidence";
import { isMobile } from "./quick-keys";

/** What two names say about two persons. unknown: one is missing, or 山田 stands beside Yamada. */
type NameMatch = "same" | "family" | "near" | "unknown" | "other";
/** within: one name is a part of the other, with a remark, a department or a company of the group around it. */
type CompanyMatch = "same" | "alike" | "within" | "unknown" | "other";
/** near: one letter apart; local: the same local part at another domain; other: two mailboxes of one domain. */
type MailMatch = "near" | "local" | "other" | "unknown";

const NAME_REASONS = {
	same: REASON.name,
	family: REASON.familyName,
	near: REASON.nearName,
	unknown: 0,
	other: 0,
};
const COMPANY_FINDINGS = {
	same: REASON.company,
	alike: REASON.likeCompany,
	within: REASON.likeCompany,
	unknown: 0,
	other: DOUBT.otherCompany,
};
const MAIL_FINDINGS = { near: REASON.nearMail, local: REASON.localPart, other: DOUBT.otherMail, unknown: 0 };

/**
 * Whether two rows are one contact. A name or a company alone never is evidence; nor is the number of a switchboard
 * or a mailbox of several people. The same person in two companies stays two contacts.
 * @returns 0 where nothing speaks for it
 */
export function judgeContacts(facts: ContactFacts, a: number, b: number): Judgement {
	const names = compareNames(facts, a, b);
	const mail = facts.mail[a]!;
	if (mail !== NONE && mail === facts.mail[b]) return judgeSameMail(facts, a, b, names);
	if (names === "other") return 0;
	const phone = facts.phone[a] === facts.phone[b] ? facts.phone[a]! : 0;
	if (names !== "unknown" && facts.name[a] === facts.name[b]) return judgeSameName(facts, a, b, names, phone);
	return judgeOtherName(facts, a, b, names, phone);
}

function judgeSameMail(facts: ContactFacts, a: number, b: number, names: NameMatch): Judgement {
	const company = compareCompanies(facts, a, b);
	const kind = facts.mailKind(a);
	const isMixed = facts.mixed.has(facts.mail[a]!);
	const isOwn = kind === "own" && !isMixed && names !== "other";
	const phone = facts.phone[a] === facts.phone[b] ? facts.phone[a]! : 0;
	const found =
		(isOwn ? REASON.mail : kind === "free" ? REASON.freeMail : REASON.sharedMail) |
		NAME_REASONS[names] |
		COMPANY_FINDINGS[company] |
		phoneReason(phone) |
		numberDoubt(facts, a, b);
	if (names === "other") return kind === "own" ? POSSIBLE | found | DOUBT.otherName : 0;
	if (company === "other") return names === "same" ? DUAL | found : isOwn ? POSSIBLE | found : 0;
	if (isOwn) {
		const isCertain = (names === "same" && company !== "within") || (names !== "near" && company === "same");
		return (isCertain ? CERTAIN : STRONG) | found;
	}
	if (names === "same") return STRONG | found;
	// An address at a free provider is mostly one person's, one such as info@ is not.
	const isOnePerson = kind === "free" && !isMixed && (company === "same" || names === "near");
	return (isOnePerson ? STRONG : POSSIBLE) | found;
}

function judgeSameName(
	facts: ContactFacts,
	a: number,
	b: number,
	names: NameMatch,
	phone: number,
): Judgement {
	const isSameDomain = facts.domain(a) === facts.domain(b) && facts.companyDomain(a) !== NONE;
	const mails = compareMails(facts, a, b);
	const isAlone = phone === 0 && !isSameDomain && mails === "unknown";
	// What companies are called in other ways matters only where something else is the same, or a domain is unknown.
	const company = compareCompanies(facts, a, b, isAlone);
	// Most pairs of one name have nothing else in common: two namesakes.
	if (company === "other" && isAlone) return 0;
	const domainA = facts.companyDomain(a);
	const domainB = facts.companyDomain(b);
	const isOtherDomain = domainA !== NONE && domainB !== NONE && !isSameDomain;
	const found =
		NAME_REASONS[names] |
		COMPANY_FINDINGS[company] |
		MAIL_FINDINGS[mails] |
		phoneReason(phone) |
		numberDoubt(facts, a, b) |
		(isSameDomain ? REASON.mailDomain : 0) |
		(isOtherDomain ? DOUBT.otherDomain : 0);
	const moved = mails === "local" && facts.common[a] === 0 ? MOVED | found : 0;

	if (names === "family") {
		if (company === "other" || mails === "other" || isOtherDomain) return 0;
		if (company === "same" && (isMobile(phone) || mails === "near")) return STRONG | found;
		return company === "same" || phone !== 0 ? POSSIBLE | found : 0;
	}
	if (company === "other") {
		const isOtherNumber = numberDoubt(facts, a, b) !== 0;
		if (mails === "near" && isSameDomain) return (isOtherNumber ? DUAL : STRONG) | found;
		if (phone !== 0) return DUAL | found;
		return isSameDomain ? POSSIBLE | found : moved;
	}
	// Two mailboxes in one house may be two people of one name: only a mobile phone is one person's.
	if (mails === "other" && !isMobile(phone)) return POSSIBLE | found;
	if (phone !== 0 || mails === "near") return STRONG | found;
	if (facts.number(a) !== NONE && facts.number(a) === facts.number(b))
		return STRONG | found | REASON.corporateNumber;

	const isContested = facts.contested[a] === 1 || facts.contested[b] === 1;
	const doubts = (facts.formsDiffer(a, b) ? DOUBT.otherForm : 0) | (isContested ? DOUBT.namesakes : 0);
	const isBare = company === "same" && !isOtherDomain && doubts === 0;
	const areElsewhere = isBare && !isSameDomain && haveOtherLines(facts, a, b) && facts.otherPlace(a, b);
	const isSame = isBare ? !areElsewhere : !isOtherDomain && company !== "unknown" && isSameDomain;
	if (isSame) return STRONG | found;
	if (facts.samePlace(a, b)) return STRONG | found | REASON.place;
	if (company === "same" || isSameDomain)
		return POSSIBLE | found | doubts | (areElsewhere ? DOUBT.otherPlace : 0);
	return company === "alike" && !isOtherDomain ? POSSIBLE | found : moved;
}

/** Names that are near, missing, or of different length or script; the mailbox is not the same. */
function judgeOtherName(
	facts: ContactFacts,
	a: number,
	b: number,
	names: NameMatch,
	phone: number,
): Judgement {
	const mails = compareMails(facts, a, b);
	if (mails === "local" && names === "unknown" && facts.tellingLocal(a) !== NONE)
		return MOVED | REASON.localPart;
	const blanks = Number(facts.name[a] === NONE) + Number(facts.name[b] === NONE);
	const isSamePlace = blanks === 2 && facts.samePlace(a, b);
	if (mails === "other" || (phone === 0 && !isSamePlace)) return 0;
	const company = compareCompanies(facts, a, b);
	if (company === "other") return 0;
	const found =
		NAME_REASONS[names] | COMPANY_FINDINGS[company] | phoneReason(phone) | (isSamePlace ? REASON.place : 0);
	if (isMobile(phone)) return (company === "same" ? STRONG : POSSIBLE) | found;
	// A switchboard says nothing about who a nameless row is.
	return company === "same" && (isSamePlace || blanks !== 1) ? POSSIBLE | found : 0;
}

export function compareNames(facts: ContactFacts, a: number, b: number): NameMatch {
	const nameA = facts.name[a]!;
	const nameB = facts.name[b]!;
	if (nameA === NONE || nameB === NONE) return "unknown";
	if (nameA === nameB) return facts.isFamilyName(a) ? "family" : "same";
	if (facts.script(a) !== facts.script(b)) return "unknown";
	const [short, long] = facts.nameText(a).length <= facts.nameText(b).length ? [a, b] : [b, a];
	const key = facts.nameText(short);
	const family = facts.familyText(long);
	const isFamily =
		family === "" ? facts.isFamilyName(short) && facts.nameText(long).startsWith(key) : family === key;
	if (isFamily && facts.familyText(short) === "") return "family";
	return areNear(key, facts.nameText(long)) ? "near" : "other";
}

/** One letter apart, where enough letters are the same; 一郎 and 二郎 are brothers. */
function areNear(one: string, other: string): boolean {
	return (
		one.length >= 4 &&
		isOneEditApart(one, other) &&
		isOneEditApart(withoutNumerals(one), withoutNumerals(other))
	);
}

function withoutNumerals(name: string): string {
	return name.replace(/[一二三四五六七八九十]/g, "0");
}

/** @param quickly whether to leave aside what else they may be called, where two domains say that they are two */
function compareCompanies(facts: ContactFacts, a: number, b: number, quickly = false): CompanyMatch {
	const numberA = facts.number(a);
	const numberB = facts.number(b);
	if (numberA !== NONE && numberB !== NONE) return numberA === numberB ? "same" : "other";
	return compareCompanyNames(facts, a, b, quickly);
}

/** What two company names say, whatever the numbers. */
export function compareCompanyNames(
	facts: ContactFacts,
	a: number,
	b: number,
	quickly = false,
): CompanyMatch {
	const one = facts.company(a);
	const other = facts.company(b);
	if (one === NONE || other === NONE) return "unknown";
	if (one === other) return "same";
	const keyA = facts.companyKeyText(a);
	const keyB = facts.companyKeyText(b);
	const length = Math.min(keyA.length, keyB.length);
	if (length >= 3 && isOneEditApart(keyA, keyB)) return "alike";
	if (length >= 2 && (keyA.includes(keyB) || keyB.includes(keyA)))
		return areApart(facts, a, b) ? "other" : "within";
	const areTwo = quickly && facts.companyDomain(a) !== NONE && facts.companyDomain(b) !== NONE;
	if (!areTwo && mayBeAlike(keyA, keyB) && facts.weakCompany(a) === facts.weakCompany(b)) return "alike";
	return isLatin(keyA) === isLatin(keyB) ? "other" : "unknown";
}

/** Names that look or sound alike have half of their letters in common, but for エービーシー and ABC. */
function mayBeAlike(one: string, other: string): boolean {
	if (/[A-Z]/.test(one) !== /[A-Z]/.test(other)) return true;
	const [short, long] = one.length <= other.length ? [one, other] : [other, one];
	let common = 0;
	for (let i = 0; i < short.length; i++) if (long.includes(short.charAt(i))) common++;
	return 2 * common >= short.length - 1;
}

/** トヨタ and Toyota cannot be compared. */
function isLatin(key: string): boolean {
	return !/[^ -~]/.test(key);
}

/** Whether rows of like companies show two of them: other places or other lines. */
function areApart(facts: ContactFacts, a: number, b: number): boolean {
	return haveOtherLines(facts, a, b) || facts.otherPlace(a, b);
}

/** Whether both have a line, and not the same; a mobile may stand beside one. */
function haveOtherLines(facts: ContactFacts, a: number, b: number): boolean {
	const one = facts.phone[a]!;
	const other = facts.phone[b]!;
	return one !== other && one !== 0 && other !== 0 && !isMobile(one) && !isMobile(other);
}

function compareMails(facts: ContactFacts, a: number, b: number): MailMatch {
	const domainA = facts.domain(a);
	const domainB = facts.domain(b);
	if (domainA === NONE || domainB === NONE) return "unknown";
	const one = facts.localText(a);
	const other = facts.localText(b);
	if (domainA !== domainB && one !== other) return "unknown";
	const kind = facts.mailKind(a);
	if (kind === "role" || facts.mailKind(b) === "role") return "unknown";
	if (domainA !== domainB) return areMistyped(facts.domainText(a), facts.domainText(b)) ? "near" : "local";
	return one.length >= 4 && areMistyped(one, other) ? "near" : kind === "free" ? "unknown" : "other";
}

/** One letter apart; but suzuki1@ and suzuki2@ were numbered because they are two. */
function areMistyped(one: string, other: string): boolean {
	return isOneEditApart(one, other) && one.replace(/\D/g, "") === other.replace(/\D/g, "");
}

/** Whether two mailboxes are one letter apart. */
export function mailsAreNear(facts: ContactFacts, a: number, b: number): boolean {
	return compareMails(facts, a, b) === "near";
}

function phoneReason(phone: number): number {
	return phone === 0 ? 0 : isMobile(phone) ? REASON.mobile : REASON.phone;
}

function numberDoubt(facts: ContactFacts, a: number, b: number): number {
	const one = facts.number(a);
	const other = facts.number(b);
	return one !== NONE && other !== NONE && one !== other ? DOUBT.otherNumber : 0;
}
