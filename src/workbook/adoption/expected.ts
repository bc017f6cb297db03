/** What a column of ours may hold, and whether a sheet's column agrees. */
import {
	type ContentKind,
	type ContentReading,
	LEAST_CELLS,
	MOST,
	shareOf,
} from "../../domain/adoption/content";
import type { RecordTable } from "../schema";

const DATE: readonly ContentKind[] = ["date", "serial"];
const PERSON: readonly ContentKind[] = ["person"];
const VERDICT: readonly ContentKind[] = ["word:verdict", "flag"];
const FLAG: readonly ContentKind[] = ["flag", "word:flag", "word:verdict"];

/** Kinds by column id, the telling one first; a column that is not here takes anything. */
const EXPECTED: Readonly<Record<string, readonly ContentKind[]>> = {
	created_at: DATE,
	at: DATE,
	closes_at: DATE,
	next_action_on: DATE,
	verified_on: DATE,
	profile_on: DATE,
	company: ["company"],
	name: PERSON,
	owner: PERSON,
	department: ["department", "title"],
	title: ["title", "department"],
	email: ["email"],
	phone: ["phone", "count"],
	website: ["url"],
	corporate_number: ["corporate_number"],
	postal_code: ["postal_code", "count"],
	prefecture: ["prefecture", "address"],
	address: ["address", "prefecture"],
	industry: ["industry"],
	employees: ["employees", "count"],
	channel: ["word:channel"],
	type: ["word:activity_type"],
	result: ["word:call_result"],
	stage: ["word:stage", "word:outcome", "rank"],
	outcome: ["word:outcome", "word:stage"],
	amount: ["amount", "count"],
	probability: ["percent", "count"],
	count: ["count"],
	minutes: ["count"],
	verdict: VERDICT,
	company_verdict: VERDICT,
	contact_verdict: VERDICT,
	deal_verdict: VERDICT,
	contact_role: ["word:contact_role"],
	do_not_call: FLAG,
	opt_out: FLAG,
};

/** Names of companies and deals are not names of people. */
const ELSEWHERE: Readonly<Record<string, readonly ContentKind[]>> = {
	"companies.name": ["company"],
	"deals.name": [],
};

/** Kinds that a column is of when most of its cells are, whatever the column is called. */
const TELLING = new Set<ContentKind>([
	"email",
	"url",
	"corporate_number",
	"date",
	"postal_code",
	"phone",
	"percent",
	"rank",
	"title",
	"prefecture",
	"address",
	"company",
	"department",
]);

/** Kinds whose writing every cell must have to be read at all. */
const STRICT = new Set<ContentKind>([
	"email",
	"url",
	"corporate_number",
	"date",
	"serial",
	"postal_code",
	"phone",
	"percent",
	"amount",
	"count",
	"employees",
]);

/** Columns that take any text. */
const FREE =
	/^(?:note|source_id|lead_ref|target|answer|campaign|interest|product|project|status|.*_reason|next_action|bant_.*|organisation|thinking|situation|timeframe)$/;

/** The kinds of a column of ours. */
function expectedOf(table: RecordTable, column: string): readonly ContentKind[] {
	return ELSEWHERE[`${table}.${column}`] ?? EXPECTED[column] ?? [];
}

/** Cells that cannot be read would be this part of the column. */
const FEW = 0.3;

export type Agreement =
	| { readonly is: "open" }
	/** The kind that the content is, as was expected. */
	| { readonly is: "same" | "other"; readonly kind: ContentKind; readonly share: number }
	/** Most cells are nothing that the column could mean. */
	| { readonly is: "unreadable" };

/** Whether what a column holds agrees with what it is taken for; open where the content tells nothing. */
export function agreement(table: RecordTable, column: string, content: ContentReading): Agreement {
	const expected = expectedOf(table, column);
	if (content.filled < LEAST_CELLS || (expected.length === 0 && FREE.test(column))) return { is: "open" };
	const shares = expected.map((kind) => ({ kind, share: shareOf(content, kind) }));
	const best = shares.reduce((a, b) => (b.share > a.share ? b : a), {
		kind: "text" as ContentKind,
		share: 0,
	});
	if (best.share >= 0.5) return { is: "same", ...best };
	const other = content.kinds.find(({ kind, share }) => share >= MOST && TELLING.has(kind));
	if (other !== undefined && best.share < FEW) return { is: "other", ...other };
	const isStrict = expected.length > 0 && expected.every((kind) => STRICT.has(kind));
	return isStrict && best.share < FEW ? { is: "unreadable" } : { is: "open" };
}

/** Columns that content alone may be taken for, and how far: a person's address is an address, a date may be any date. */
const BY_CONTENT: Readonly<
	Record<RecordTable, readonly (readonly [kind: ContentKind, column: string, isCertain: boolean])[]>
> = {
	leads: [
		["email", "email", true],
		["phone", "phone", true],
		["postal_code", "postal_code", true],
		["title", "title", true],
		["prefecture", "prefecture", true],
		["address", "address", true],
		["company", "company", true],
		["department", "department", true],
		["employees", "employees", true],
		["industry", "industry", true],
		["word:channel", "channel", true],
		["person", "name", false],
		["date", "created_at", false],
	],
	companies: [
		["corporate_number", "corporate_number", true],
		["company", "name", true],
		["url", "website", true],
		["phone", "phone", true],
		["postal_code", "postal_code", true],
		["prefecture", "prefecture", true],
		["address", "address", true],
		["employees", "employees", true],
		["industry", "industry", true],
		["person", "owner", false],
	],
	activities: [
		["date", "at", false],
		["email", "email", true],
		["word:activity_type", "type", true],
		["word:call_result", "result", false],
		["company", "company", true],
		["person", "name", false],
	],
	deals: [
		["word:outcome", "outcome", false],
		["word:stage", "stage", true],
		["rank", "stage", false],
		["company", "company", true],
		["email", "email", true],
		["amount", "amount", false],
		["percent", "probability", false],
		["person", "owner", false],
		["date", "closes_at", false],
		["date", "created_at", false],
	],
};

export interface ContentProposal {
	readonly column: string;
	readonly kind: ContentKind;
	readonly share: number;
	readonly isCertain: boolean;
}

/** What a column may be by its content alone, best first. */
export function contentProposals(table: RecordTable, content: ContentReading): ContentProposal[] {
	if (content.filled < LEAST_CELLS) return [];
	// A name of a company need not bear its legal form.
	const enough = (kind: ContentKind, share: number) => share >= (kind === "company" ? 0.5 : MOST);
	return BY_CONTENT[table].flatMap(([kind, column, isCertain]) => {
		const share = shareOf(content, kind);
		return enough(kind, share) ? [{ column, kind, share, isCertain }] : [];
	});
}
