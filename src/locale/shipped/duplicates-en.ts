import type { Doubt, Reason } from "../../domain/duplicates/evidence";

/** What English says of rows that may be one. */
const EN = {
	sentence: "Groups that may be one: {total} (certain {certain}, strong {strong}, possible {possible}).",
	more: " The surest {shown} are listed; the others come when these are merged.",
	none: "Leads looked at: {rows}.",
	moved: "may have changed jobs",
	but: "but {doubts}",
	comma: ", ",
	findings: {
		mail: "same e-mail",
		sharedMail: "same shared mailbox",
		freeMail: "same free mail address",
		nearMail: "e-mail one letter apart",
		localPart: "same name before the @",
		mailDomain: "same domain",
		name: "same name",
		nearName: "name one letter apart",
		familyName: "same family name",
		phone: "same phone",
		mobile: "same mobile phone",
		corporateNumber: "same corporate number",
		company: "same company",
		likeCompany: "similar company",
		place: "same address",
		otherName: "another name",
		otherCompany: "another company",
		otherNumber: "another corporate number",
		otherMail: "another e-mail",
		otherDomain: "another domain",
		otherForm: "another legal form",
		namesakes: "others bear the same name",
		otherPlace: "another address and phone",
	} satisfies Readonly<Record<Reason | Doubt, string>>,
};

export const duplicatesEn = () => EN;
