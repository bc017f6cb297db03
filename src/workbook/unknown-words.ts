/** Words of the records that no dictionary knows, with what they may mean, so that a team can teach them. */
import { nearestMeaning } from "../domain/health/nearest";
import { companyKey } from "../domain/normalize/company";
import type { Entry } from "../domain/normalize/dictionary";
import { type EmailKind, emailKind } from "../domain/normalize/email";
import { industrySegment, shippedIndustries } from "../domain/normalize/industry";
import { shippedTitles, titleRank } from "../domain/normalize/title";
import type { Column } from "../domain/records";
import type { Messages } from "../locale";
import type { ChoiceName } from "./codec";
import type { Agreements, Records } from "./load";
import type { Problems } from "./problems";
import type { RecordTable } from "./schema";

/** Kinds of dictionaries whose words can be unknown. */
export type WordKind = "title" | "industry" | "email" | "activity_type" | "outcome" | "verdict";

export interface FoundWord {
	readonly kind: WordKind;
	readonly word: string;
	readonly count: number;
	/** Proposed meaning; "" for none. */
	readonly meaning: string;
	/** Meanings that it may be given, with their words in the team's language. */
	readonly options: readonly (readonly [meaning: string, label: string])[];
}

/** Words of each kind that are listed; the rarer ones come when these are taught. */
const MOST_WORDS = 100;
/** A mail domain that so many companies have in common is nobody's own. */
const SHARED_BY = 3;

/** Where words that a choice must be stand. */
const PLACES: readonly (readonly [table: RecordTable, column: string, choice: ChoiceName & WordKind])[] = [
	["activities", "type", "activity_type"],
	["leads", "next_action_type", "activity_type"],
	["deals", "stage", "outcome"],
	["deals", "outcome", "outcome"],
	["leads", "company_verdict", "verdict"],
	["leads", "contact_verdict", "verdict"],
	["companies", "verdict", "verdict"],
];

/** The most frequent of each kind first. */
export function unknownWordsOf(
	records: Records,
	agreed: Agreements,
	problems: Problems,
	messages: Messages,
): FoundWord[] {
	const { leadData, companyData } = records;
	const { title, industry } = agreed.model.dictionaries;
	const titles = countOf(
		leadData.values("title"),
		(text) => titleRank(text, { own: title }).rule === "unknown",
	);
	const industries = countOf(
		[...leadData.values("industry"), ...companyData.values("industry")],
		(text) => industrySegment(text, industry).rule === "unknown",
	);
	return [
		...found("title", titles, [...shippedTitles(), ...(title ?? [])], titleOptions()),
		...found("industry", industries, [...shippedIndustries(), ...(industry ?? [])], industryOptions()),
		...found("email", sharedDomains(records, agreed), [], emailOptions(messages)).map((word) => ({
			...word,
			meaning: "free",
		})),
		...(["activity_type", "outcome", "verdict"] as const).flatMap((choice) =>
			found(
				choice,
				countsOf(choice, records, problems),
				[...agreed.context.words(choice)],
				Object.entries(messages.choices[choice] as Readonly<Record<string, string>>),
			),
		),
	];
}

function found(
	kind: WordKind,
	counts: ReadonlyMap<string, number>,
	known: readonly Entry[],
	options: FoundWord["options"],
): FoundWord[] {
	const offered = new Set(options.map(([meaning]) => meaning));
	return [...counts]
		.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
		.slice(0, MOST_WORDS)
		.map(([word, count]) => {
			const meaning = nearestMeaning(word, known);
			return { kind, word, count, meaning: offered.has(meaning) ? meaning : "", options };
		});
}

function countOf(texts: Column<string>, isUnknown: (text: string) => boolean): Map<string, number> {
	const all = new Map<string, number>();
	for (const text of texts) if (text !== null) all.set(text, (all.get(text) ?? 0) + 1);
	for (const text of all.keys()) if (!isUnknown(text)) all.delete(text);
	return all;
}

/** What reading listed, over all columns of one choice. */
function countsOf(
	choice: ChoiceName,
	{ leadData, companyData, dealData, traced }: Records,
	problems: Problems,
): Map<string, number> {
	const tables = { leads: leadData, companies: companyData, deals: dealData, activities: traced?.activities };
	const counts = new Map<string, number>();
	for (const [table, column, ofChoice] of PLACES) {
		if (ofChoice !== choice) continue;
		for (const name of new Set(tables[table]?.parts.map((part) => part.name))) {
			for (const [word, count] of problems.words.get(`${name}\t${column}`) ?? [])
				counts.set(word, (counts.get(word) ?? 0) + count);
		}
	}
	return counts;
}

/** Domains that no list knows and that several companies share: a provider in all likelihood. */
function sharedDomains({ leadData }: Records, { settings }: Agreements): Map<string, number> {
	const own = new Map(settings.dictionaries.email);
	const company = leadData.values("company");
	const companies = new Map<string, Set<string>>();
	const counts = new Map<string, number>();
	leadData.values("email").forEach((email, i) => {
		const { domain, rule } = emailKind(email ?? "", own);
		const { key } = companyKey(company[i] ?? "");
		if (domain === null || rule !== "other" || key === "") return;
		companies.set(domain, (companies.get(domain) ?? new Set()).add(key));
		counts.set(domain, (counts.get(domain) ?? 0) + 1);
	});
	for (const [domain, names] of companies) if (names.size < SHARED_BY) counts.delete(domain);
	return counts;
}

/** A rank goes by its most usual word: 60 is 部長. */
function titleOptions(): FoundWord["options"] {
	const words = new Map<string, string>();
	for (const [word, rank] of shippedTitles()) if (!words.has(rank)) words.set(rank, word);
	return [...words].map(([rank, word]): [string, string] => [
		rank,
		rank === "off" ? word : `${word} (${rank})`,
	]);
}

function industryOptions(): FoundWord["options"] {
	return [...new Set(shippedIndustries().map(([, segment]) => segment))].map((segment) => [segment, segment]);
}

function emailOptions({ health }: Messages): FoundWord["options"] {
	return Object.entries<string>(health.emailKinds satisfies Readonly<Record<EmailKind, string>>);
}
