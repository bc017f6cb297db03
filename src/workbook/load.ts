/** Tabs -> rows: everything that a refresh needs, each column read once, before anything is written. */

import { directionOf } from "../domain/activity-types";
import type { Day, WallTime } from "../domain/calendar/day";
import { CompanyCodes } from "../domain/duplicates/company-codes";
import type { Criterion } from "../domain/fit/icp";
import type { FollowUps } from "../domain/followup/desk";
import type { FollowRule } from "../domain/followup/follow-rules";
import type { ChannelKind } from "../domain/kpi/channel-classes";
import type { KpiCosts, Member } from "../domain/kpi/engine";
import type { Stage, StageDeals } from "../domain/kpi/stages";
import type { KpiTarget } from "../domain/kpi/targets";
import { type LeadKeys, type LeadReference, type Linker, linkerTo } from "../domain/linking";
import { Names } from "../domain/names";
import { mergeDictionary } from "../domain/normalize/dictionary";
import { foldKey } from "../domain/normalize/text";
import { isAnswered } from "../domain/qualification/bant";
import type { Playbook } from "../domain/qualification/playbook";
import { changesSince, REVIEWED } from "../domain/qualification/review";
import { sharedVerdicts } from "../domain/qualification/verdict";
import type {
	Activities,
	ActivityTable,
	Column,
	DealOutcome,
	Deals,
	Leads,
	Verdict,
} from "../domain/records";
import type { ScoringModel } from "../domain/scoring/rules";
import { type Words, wordsOf } from "../domain/words";
import {
	channelKindsOf,
	costsOf,
	criteriaOf,
	followRulesOf,
	holidaysOf,
	membersOf,
	playbookOf,
	rulesOf,
	stageList,
	stageOutcomes,
	targetsOf,
} from "./agreements";
import { amountsOf } from "./amounts";
import { BANT_COLUMNS, parseBasis, parseState } from "./basis";
import type { Book, Mark } from "./book";
import type { CellContext } from "./codec";
import { MERGE_COLUMNS, withoutMergedCompanies, withoutMergedLeads } from "./merged";
import { Problems } from "./problems";
import { foreignColumn, readTable, readWhole, SLICE_ROWS, type TableData } from "./read";
import type { ColumnId } from "./schema";
import { contextOf, readSettings, type Settings } from "./settings";

export interface Agreements {
	readonly settings: Settings;
	readonly context: CellContext;
	readonly model: ScoringModel;
	readonly criteria: readonly Criterion[];
	readonly outcomes: ReadonlyMap<string, DealOutcome>;
	readonly stages: readonly Stage[];
	readonly members: readonly Member[];
	readonly playbook: Playbook;
	readonly followRules: readonly FollowRule[];
	/** What the team says of its channels, by the key of their names. */
	readonly channelKinds: ReadonlyMap<string, ChannelKind>;
	readonly targets: readonly KpiTarget[];
	/** Sheet rows of targets that cannot be read. */
	readonly unreadableTargets: readonly number[];
	readonly holidays: readonly Day[];
}

/** Reads what the team agreed on. */
export function loadAgreements(
	book: Book,
	marks: readonly Mark[],
	today: Day,
	problems: Problems,
): Agreements {
	const blank = contextOf(
		book,
		readSettings(null, () => "ja"),
		today,
	);
	const settings = readSettings(readWhole("settings", book, marks, blank, new Problems()), () => book.locale);
	const context = contextOf(book, settings, today);
	const read = <T extends "score_rules" | "icp" | "stages" | "playbook" | "targets" | "members" | "holidays">(
		table: T,
	) => readWhole(table, book, marks, context, problems);
	const { targets, unreadable } = targetsOf(read("targets"), context);
	const stages = read("stages");
	return {
		settings,
		context,
		model: {
			rules: rulesOf(read("score_rules"), context),
			ownDomains: settings.ownDomains,
			threshold: settings.threshold,
			operator: settings.operator,
			dictionaries: {
				title: mergeDictionary([], settings.dictionaries.title),
				industry: mergeDictionary([], settings.dictionaries.industry),
			},
			deputyCountsAsHead: settings.deputyCountsAsHead,
			direction: directionOf,
		},
		criteria: criteriaOf(read("icp")),
		outcomes: stageOutcomes(stages),
		stages: stageList(stages),
		members: membersOf(read("members")),
		playbook: playbookOf(read("playbook"), context),
		followRules: followRulesOf(settings.dictionaries.follow, context),
		channelKinds: channelKindsOf(settings.dictionaries.channel_class),
		targets,
		unreadableTargets: unreadable,
		holidays: holidaysOf(read("holidays")),
	};
}

/** Our columns beside leads whose content outlives a refresh: dated facts and what they rest on. */
export const LEAD_FACTS = [
	"mql_on",
	"mql_estimated",
	"mql_why",
	"mql_version",
	"judged_on",
	"state",
	"contact_basis",
	"judged_of",
] as const;
const IDENTITY_COLUMNS = ["id", "fingerprint"] as const;

/** Columns that only the data health tab looks at; none of them makes a row a record. */
const LEAD_HEALTH = ["phone", "status", "verified_on"] as const;
const COMPANY_HEALTH = ["corporate_number", "profile_on"] as const;

export interface Records {
	readonly leadData: TableData<"leads">;
	readonly companyData: TableData<"companies">;
	readonly dealData: TableData<"deals">;
	/** Rows of what is not looked at again; null unless asked for, as a million of them need not be held twice. */
	readonly traced: {
		readonly activities: TableData<"activities">;
		readonly costs: TableData<"costs">;
	} | null;
	readonly leads: Leads;
	readonly activities: ActivityTable;
	readonly deals: Deals;
	readonly followUps: FollowUps;
	readonly costs: KpiCosts;
	/** Sheet rows of costs that cannot be read. */
	readonly unreadableCosts: readonly number[];
	readonly stageDeals: StageDeals;
}

/**
 * Reads the records and links activities and deals to their leads.
 * @param isTraced whether figures are to be traced to the rows behind them
 */
export function loadRecords(
	book: Book,
	marks: readonly Mark[],
	agreed: Agreements,
	problems: Problems,
	isTraced = false,
): Records {
	const { context } = agreed;
	const fields = attributeFields(agreed);
	const merged = withoutMergedLeads(
		readTable(
			"leads",
			book,
			marks,
			[...LEAD_COLUMNS, ...fields],
			[...LEAD_FACTS, ...IDENTITY_COLUMNS, ...LEAD_HEALTH, "merged_into", "campaign"],
			context,
			problems,
		),
		problems,
	);
	const leadData = merged.data;
	const { data: companyData, sameCompany } = withoutMergedCompanies(
		readTable(
			"companies",
			book,
			marks,
			COMPANY_COLUMNS,
			["verdict_basis", "judged_of", ...COMPANY_HEALTH, ...MERGE_COLUMNS],
			context,
			problems,
		),
		problems,
	);
	const activityData = readTable("activities", book, marks, activityColumns(agreed), [], context, problems);
	const dealData = readTable("deals", book, marks, DEAL_COLUMNS, IDENTITY_COLUMNS, context, problems);
	leadData.hold(
		[...LEAD_COLUMNS, ...LEAD_FACTS, "id"],
		[...fields, ...REVIEWED.company, ...REVIEWED.contact],
	);
	dealData.hold(DEAL_COLUMNS, []);
	const link = linkerTo(merged.keys ?? leadKeys(leadData));
	const companyCodes = new CompanyCodes();
	const { leads, followUps } = deskRecords(leadData, context, companyData, sameCompany, companyCodes);
	const deals = dealsOf(dealData, merged.lead(linkDeals(dealData, link)), agreed, problems);
	const costData = readWhole("costs", book, marks, context, problems);
	const { costs, unreadable } = costsOf(costData, context);
	return {
		leadData,
		companyData,
		dealData,
		traced: isTraced ? { activities: activityData, costs: costData } : null,
		leads,
		followUps,
		activities: activityTable(activityData, merged.lead(linkActivities(activityData, link)), problems),
		deals,
		costs,
		unreadableCosts: unreadable,
		stageDeals: stageDealsOf(dealData, deals, leadData.values("company"), companyCodes),
	};
}

export function leadKeys(data: TableData<"leads">): LeadKeys {
	return {
		size: data.size,
		ids: () => [data.take("id"), data.take("source_id")],
		email: () => data.take("email"),
		name: () => data.values("name"),
		company: () => data.values("company"),
	};
}

const LEAD_COLUMNS = [
	"created_at",
	"company",
	"name",
	"email",
	"channel",
	"owner",
	"company_verdict",
	"contact_verdict",
	"deal_verdict",
	"verdict_reason",
	"title",
	"industry",
	"next_action",
	"next_action_on",
	...BANT_COLUMNS,
	"do_not_call",
	"opt_out",
	"adjustment",
	"adjustment_reason",
	"adjustment_by",
	"source_id",
];
const COMPANY_COLUMNS = ["name", "industry", "employees", "prefecture", "verdict", "verdict_reason"];
const DEAL_COLUMNS = [
	"name",
	"company",
	"email",
	"owner",
	"stage",
	"outcome",
	"amount",
	"currency",
	"created_at",
	"closes_at",
	"probability",
	"channel",
	"next_action",
	"next_action_on",
	"lead_ref",
];

/** The lead columns that rules and criteria look at. */
function attributeFields(agreed: Agreements): string[] {
	const fields = new Set<string>();
	for (const rule of agreed.model.rules) {
		if (rule.enabled && /^(attribute_|title_)/.test(rule.kind)) fields.add(rule.subject);
	}
	for (const criterion of agreed.criteria) fields.add(criterion.field);
	fields.delete("");
	return [...fields];
}

/** Only what a rule or figure uses: an activity column costs a hundred thousand cells. */
function activityColumns(agreed: Agreements): string[] {
	const columns = ["at", "type", "result", "minutes", "owner", "lead_ref"];
	// One's own staff is known by its e-mail.
	if (agreed.settings.ownDomains.length > 0) columns.push("email");
	const rules = agreed.model.rules.filter((rule) => rule.enabled);
	if (rules.some((rule) => !/^(attribute_|title_)/.test(rule.kind))) columns.push("count");
	if (rules.some((rule) => rule.target !== "")) columns.push("target");
	if (rules.some((rule) => rule.via !== "")) columns.push("via");
	if (
		rules.some(
			(rule) => rule.kind === "answer" || (!/^(attribute_|title_)/.test(rule.kind) && rule.value !== ""),
		)
	) {
		columns.push("answer");
	}
	return columns;
}

/** Company attributes that stand in for a lead's blank ones. */
const INHERITED = ["industry", "employees", "prefecture"] as const;

/** Which leads are of one company, by its name's key, and the row of each company in its own table. */
interface CompanyGroups {
	/** Number of each lead's company, −1 where it names none. */
	readonly of: Int32Array;
	readonly size: number;
	/** Row of each company in the companies' table, −1 where it has no record; of namesakes the upper one. */
	readonly row: Int32Array;
}

function groupCompanies(
	names: Column<string>,
	companies: TableData<"companies"> | null,
	sameCompany: ReadonlyMap<string, string> = new Map(),
	/** Knows the companies of other tables too, where several are grouped. */
	codes = new CompanyCodes(),
): CompanyGroups {
	const spellings = new Names(names.length / 4);
	const of = new Int32Array(names.length);
	spellings.codesOf(names, of);
	// Each spelling is read once.
	const companyOf = spellings.names.map((name) => {
		const { code } = codes.read(name);
		const same = code < 0 ? undefined : sameCompany.get(codes.keys[code]!);
		return same === undefined ? code : codes.ofKey(same);
	});
	for (let i = 0; i < of.length; i++) of[i] = companyOf[of[i]!]!;
	const { size } = codes;
	const row = new Int32Array(size).fill(-1);
	const companyNames = companies?.values("name") ?? [];
	for (let i = companyNames.length - 1; i >= 0; i--) {
		const { code } = codes.read(companyNames[i] ?? "");
		if (code >= 0 && code < size) row[code] = i;
	}
	return { of, size, row };
}

/** Leads with their company's verdict and attributes. */
export function leadsOf(
	data: TableData<"leads">,
	companies: TableData<"companies"> | null,
	groups = groupCompanies(data.values("company"), companies),
): Leads {
	const own = data.take("company_verdict");
	const ownReason = data.values("verdict_reason");
	const recorded = companies?.values("verdict");
	const recordedReason = companies?.values("verdict_reason");
	// A verdict on one contact's row counts for the company's other contacts too.
	const typed = sharedVerdicts(groups.of, groups.size, own).verdict;
	const companyVerdict: (Verdict | null)[] = new Array(data.size).fill(null);
	const verdictReason: (string | null)[] = new Array(data.size).fill(null);
	for (let i = 0; i < data.size; i++) {
		const group = groups.of[i] as number;
		const row = groups.row[group] ?? -1;
		const verdict = recorded?.[row] ?? null;
		companyVerdict[i] = verdict ?? (group < 0 ? own[i] : typed[group]) ?? null;
		verdictReason[i] = (verdict === null ? null : recordedReason?.[row]) ?? ownReason[i] ?? null;
	}
	const held = new Map<string, Column<string | number> | undefined>();
	return {
		size: data.size,
		createdAt: data.values("created_at"),
		channel: data.values("channel"),
		campaign: data.values("campaign"),
		owner: data.values("owner"),
		companyVerdict,
		contactVerdict: data.values("contact_verdict"),
		dealVerdict: data.values("deal_verdict"),
		verdictReason,
		adjustment: data.values("adjustment"),
		adjustmentReason: data.values("adjustment_reason"),
		adjustmentBy: data.values("adjustment_by"),
		mqlOn: data.values("mql_on"),
		judgedOn: data.values("judged_on"),
		attribute(field) {
			const column = field.startsWith("~")
				? field
				: data.raw(field) === undefined
					? foreignColumn(field)
					: field;
			if (!held.has(column)) held.set(column, withInherited(column, data, companies, groups));
			return held.get(column);
		},
	};
}

function withInherited(
	column: string,
	data: TableData<"leads">,
	companies: TableData<"companies"> | null,
	groups: CompanyGroups,
): Column<string | number> | undefined {
	const own = data.raw(column);
	const inherited = (INHERITED as readonly string[]).includes(column) ? companies?.raw(column) : undefined;
	if (inherited === undefined) return own;
	return Array.from({ length: data.size }, (_, i) => {
		const row = groups.row[groups.of[i] as number] ?? -1;
		return own?.[i] ?? inherited[row] ?? null;
	});
}

/** Leads and what the desk knows of them. */
export function deskRecords(
	data: TableData<"leads">,
	context: CellContext,
	companies: TableData<"companies"> | null = null,
	/** Keys of names of merged companies, with the key of the one that remains. */
	sameCompany: ReadonlyMap<string, string> = new Map(),
	companyCodes = new CompanyCodes(),
): { leads: Leads; followUps: FollowUps } {
	const groups = groupCompanies(data.values("company"), companies, sameCompany, companyCodes);
	const leads = leadsOf(data, companies, groups);
	return { leads, followUps: followUpsOf(data, leads, companies, groups, context) };
}

/** Promises, permissions and what verdicts rest on, beside the leads. */
function followUpsOf(
	data: TableData<"leads">,
	leads: Leads,
	companies: TableData<"companies"> | null,
	groups: CompanyGroups,
	context: CellContext,
): FollowUps {
	const bant = new Uint8Array(data.size);
	for (const column of BANT_COLUMNS.filter((id) => data.has(id))) {
		const cells = data.values(column);
		for (let i = 0; i < bant.length; i++) if (isAnswered(cells[i] ?? null)) bant[i]!++;
	}
	const contactBasis = data.values("contact_basis");
	const companyBasis = companies?.values("verdict_basis");
	const judgedOf = data.values("judged_of");
	const companyJudgedOf = companies?.values("judged_of");
	const attributes = (ids: readonly string[]) => ids.map((id) => leads.attribute(id));
	const ofContact = attributes(REVIEWED.contact);
	const ofCompany = attributes(REVIEWED.company);
	const flags = (column: "do_not_call" | "opt_out") => {
		const marks = new Uint8Array(data.size);
		const cells = data.values(column);
		for (let i = 0; i < marks.length; i++) if (cells[i] === "yes") marks[i] = 1;
		return marks;
	};
	const state = data.values("state");
	return {
		company: groups.of,
		companies: groups.size,
		title: data.values("title"),
		bant,
		nextAction: data.values("next_action"),
		nextActionOn: data.values("next_action_on"),
		doNotCall: flags("do_not_call"),
		optOut: flags("opt_out"),
		verdictOn: contactBasis.map((basis, i) => {
			const row = groups.row[groups.of[i] as number] ?? -1;
			return earlier(basisDay(basis), basisDay(companyBasis?.[row] ?? null));
		}),
		changed: judgedOf.map((snapshot, i) => {
			const row = groups.row[groups.of[i] as number] ?? -1;
			const ofItsCompany = companyJudgedOf?.[row] ?? null;
			if (snapshot === null && ofItsCompany === null) return null;
			const changed = [
				...changedIds(REVIEWED.contact, snapshot, ofContact, i),
				...changedIds(REVIEWED.company, ofItsCompany, ofCompany, i),
			];
			return changed.length === 0 ? null : changed;
		}),
		seen: state.map((cell) => (cell === null ? null : parseState(cell, context))),
	};
}

function changedIds(
	ids: readonly string[],
	snapshot: string | null,
	columns: readonly (Column<string | number> | undefined)[],
	lead: number,
): string[] {
	if (snapshot === null) return [];
	const now = columns.map((column) => column?.[lead] ?? null);
	return changesSince(snapshot, now).map(({ at }) => ids[at] as string);
}

function basisDay(basis: string | null): Day | null {
	return basis === null ? null : (parseBasis(basis)?.on ?? null);
}

function earlier(a: Day | null, b: Day | null): Day | null {
	if (a === null || b === null) return a ?? b;
	return a < b ? a : b;
}

/** Activities are linked as they are read. */
function activityTable(data: TableData<"activities">, lead: Int32Array, problems: Problems): ActivityTable {
	function* slices() {
		for (let from = 0; from < data.size; from += SLICE_ROWS) {
			yield activitiesOf(data, lead, problems, from, Math.min(from + SLICE_ROWS, data.size));
		}
	}
	return { size: data.size, lead, slices };
}

/** The activities from one row on and before another, all of them unless told. */
export function activitiesOf(
	data: TableData<"activities">,
	lead: Int32Array,
	problems: Problems,
	from = 0,
	to = data.size,
): Activities {
	const words = (id: ColumnId<"activities">) => data.words(id, from, to);
	const type = words("type");
	listUnknown(
		data.parts[0]?.name ?? "",
		"type",
		type,
		to - from,
		(word) => directionOf(word) !== null,
		problems,
	);
	return {
		size: to - from,
		lead: lead.subarray(from, to),
		at: data.numbers("at", from, to),
		type,
		target: words("target"),
		via: words("via"),
		count: data.numbers("count", from, to),
		minutes: data.numbers("minutes", from, to),
		answer: words("answer"),
		result: words("result"),
		owner: words("owner"),
		get email() {
			return data.slice("email", from, to);
		},
	};
}

/** What activities are linked by, one after the other: columns are read only where the ones before left a row open. */
const LINKS: readonly Partial<Record<keyof LeadReference, ColumnId<"activities">>>[] = [
	{ ref: "lead_ref" },
	{ email: "email" },
	{ name: "name", company: "company" },
];

/** Activities go by lead number, e-mail, or person and company. */
export function linkActivities(data: TableData<"activities">, link: Linker): Int32Array {
	const links = new Int32Array(data.size).fill(-1);
	for (const columns of LINKS) {
		if (!links.includes(-1)) break;
		const pairs = Object.entries(columns).filter(([, column]) => data.has(column));
		if (pairs.length < Object.keys(columns).length) continue;
		data.readMore(pairs.map(([, column]) => column));
		for (let from = 0; from < data.size; from += SLICE_ROWS) {
			const to = Math.min(from + SLICE_ROWS, data.size);
			const cells = pairs.map(([key, column]) => [key, data.slice(column, from, to)]);
			link(Object.fromEntries(cells), links.subarray(from, to));
		}
	}
	return links;
}

/** Deals go by lead number or e-mail; a deal's own name is no person's. */
function linkDeals(data: TableData<"deals">, link: Linker): Int32Array {
	const links = new Int32Array(data.size).fill(-1);
	link({ ref: data.values("lead_ref"), email: data.take("email") }, links);
	return links;
}

function dealsOf(data: TableData<"deals">, lead: Int32Array, agreed: Agreements, problems: Problems): Deals {
	const stage = data.values("stage");
	const stated = data.take("outcome") as Column<DealOutcome>;
	const words = agreed.context.words("outcome");
	// Few stages are repeated many times: each is read once.
	const readings = new Map<string, DealOutcome>();
	const known = new Set<string>();
	const outcomeOf = (word: string): DealOutcome => {
		let reading = readings.get(word);
		if (reading === undefined) {
			const key = foldKey(word);
			reading = agreed.outcomes.get(key) ?? ((words.get(key) as DealOutcome | undefined) || "open");
			if (agreed.outcomes.has(key) || words.has(key)) known.add(word);
			readings.set(word, reading);
		}
		return reading;
	};
	const outcome = stage.map((word, i) => stated[i] ?? (word === null ? "open" : outcomeOf(word)));
	// A stage that a result stands beside needs no dictionary.
	const unexplained = wordsOf(stage.map((word, i) => (stated[i] == null ? word : null)));
	listUnknown(
		data.parts[0]?.name ?? "",
		"stage",
		unexplained,
		data.size,
		(word) => known.has(word),
		problems,
	);
	return {
		size: data.size,
		lead,
		createdAt: data.values("created_at") as Column<WallTime>,
		closesAt: data.values("closes_at") as Column<WallTime>,
		outcome,
		...amountsOf(data, agreed.context),
		channel: data.values("channel"),
		owner: data.values("owner"),
	};
}

/** Deals by stage and company, which is its lead's where a deal names none. */
function stageDealsOf(
	data: TableData<"deals">,
	deals: Deals,
	leadCompanies: Column<string>,
	companyCodes: CompanyCodes,
): StageDeals {
	const names = data
		.values("company")
		// Only open deals stand in a stage.
		.map((name, i) =>
			deals.outcome[i] !== "open" ? null : (name ?? leadCompanies[deals.lead[i] as number] ?? null),
		);
	return {
		size: deals.size,
		outcome: deals.outcome,
		amount: deals.amount,
		currency: deals.currency,
		stage: data.values("stage"),
		probability: data.values("probability"),
		company: groupCompanies(names, null, undefined, companyCodes).of,
	};
}

/** Lists words that no dictionary knows, so that a team can teach them. */
function listUnknown(
	tab: string,
	column: string,
	{ codes, words }: Words,
	size: number,
	known: (word: string) => boolean,
	problems: Problems,
): void {
	const counts = new Int32Array(words.length);
	for (let i = 0; i < size; i++) counts[codes[i]!]!++;
	for (let code = 1; code < counts.length; code++) {
		const word = words[code]!;
		if (counts[code] !== 0 && !known(word)) problems.addWord(tab, column, word, counts[code]!);
	}
}
