/**
 * A team's workbook for those who have none at hand: a fictitious vendor of 製品ABC, 18 months up to a day.
 * The same day always gives the same cells. All people, companies, addresses and numbers are invented.
 */

import { type Activity, createActivities } from "./sample-activities";
import { createCosts } from "./sample-costs";
import { dayNumber, isoDay, isoMoment, monthOf, parseIsoDay, yearOf } from "./sample-days";
import { createDeals, type Deal } from "./sample-deals";
import { createFairVisits, createInterests } from "./sample-interest";
import {
	type Company,
	channelLabel,
	createCampaigns,
	createCompanies,
	createLeads,
	createMembers,
	judgeCompanies,
	type Lead,
	type Member,
	type Span,
} from "./sample-people";
import { createRandom, type Random } from "./sample-random";
import { createTargets, KINDS, type Target } from "./sample-targets";
import { LEAD_ACTIONS, LEAD_NOTES } from "./sample-words";

/** A date is the wall time of the spreadsheet: "2026-04-15" or "2026-04-15T09:30:00". */
export type SampleCell = string | number | boolean | null | { readonly date: string };

export interface SampleTable {
	/** Stable column ids. */
	readonly columns: readonly string[];
	readonly rows: readonly (readonly SampleCell[])[];
}

export type SampleTableId = "leads" | "companies" | "activities" | "deals" | "costs" | "members" | "targets";

const LEADS = 600;
const COMPANIES = 220;
const ACTIVITIES = 8000;
const DEALS = 250;
const DUPLICATES = 7;
const JUDGED = 0.4;
const INTERESTS = { hotNow: 18, edgeNow: 2, warmNow: 72, hotBefore: 140, warmBefore: 150 };
const MONTHS = 18;

/**
 * The sample as the team sees it on a day.
 * @param asOf A day such as 2026-04-15; records lie on the 18 months before it.
 * @throws RangeError for anything but such a day.
 */
export function sampleWorkbook(asOf: string, _lang: "ja" = "ja"): Record<SampleTableId, SampleTable> {
	const day = parseIsoDay(asOf);
	if (day === null) throw new RangeError(`${asOf} is no day`);
	const span: Span = {
		asOf: day,
		first: dayNumber(yearOf(day), monthOf(day) - MONTHS + 1, 1),
		last: day - 1,
	};
	const random = createRandom("mikomi");

	const members = createMembers(span);
	const companies = createCompanies(random.fork("companies"), COMPANIES, members);
	const campaigns = createCampaigns(random.fork("campaigns"), span);
	const leads = createLeads(random.fork("leads"), span, LEADS - DUPLICATES, {
		companies,
		campaigns,
		members,
	});
	judgeCompanies(random.fork("verdicts"), companies, leads, JUDGED);
	const visits = createFairVisits(random.fork("visits"), leads, campaigns);
	const interests = createInterests(random.fork("interests"), span, leads, visits, INTERESTS);
	const deals = createDeals(random.fork("deals"), span, DEALS, { leads, interests, members });
	const activities = createActivities(random.fork("activities"), span, ACTIVITIES, {
		leads,
		visits,
		interests,
		deals,
		members,
	});
	const targets = createTargets(span, { leads, interests, deals, members });

	const busy = new Set([...deals, ...interests].map(({ lead }) => lead));

	return {
		leads: leadTable(random.fork("lead rows"), span, leads, deals, activities, busy),
		companies: companyTable(random.fork("company rows"), companies),
		activities: activityTable(random.fork("activity rows"), activities),
		deals: dealTable(random.fork("deal rows"), deals),
		costs: costTable(createCosts(random.fork("costs"), span, campaigns)),
		members: memberTable(members),
		targets: targetTable(targets),
	};
}

const date = (day: number): SampleCell => ({ date: isoDay(day) });
const moment = (day: number, second: number): SampleCell => ({ date: isoMoment(day, second) });
const blank = (text: string): SampleCell => (text === "" ? null : text);

const VERDICT = { in: "対象", out: "対象外" } as const;

function leadTable(
	random: Random,
	span: Span,
	leads: readonly Lead[],
	deals: readonly Deal[],
	activities: readonly Activity[],
	busy: ReadonlySet<Lead>,
): SampleTable {
	const dealsOf = groupBy(deals, ({ lead }) => lead);
	const touched = new Set(activities.filter(({ owner }) => owner !== null).map(({ lead }) => lead));
	const desk = random.fork("desk");
	const rows = leads.map((lead) => {
		const own = dealsOf.get(lead) ?? [];
		return {
			lead,
			at: lead.createdOn * 86_400 + lead.createdSecond,
			cells: [...leadRow(random, span, lead, own, touched.has(lead)), ...deskCells(desk, span, lead, own)],
		};
	});
	const copies = random
		.shuffle(
			rows.filter(({ lead }) => lead.email !== "" && !busy.has(lead) && lead.createdOn < span.last - 60),
		)
		.slice(0, DUPLICATES)
		.map(({ lead, cells }, index) => duplicate(random, span, lead, cells, index));
	return {
		columns: [
			"created_at",
			"name",
			"company",
			"department",
			"title",
			"email",
			"phone",
			"prefecture",
			"industry",
			"employees",
			"channel",
			"campaign",
			"owner",
			"status",
			"company_verdict",
			"contact_verdict",
			"deal_verdict",
			"verdict_reason",
			"interest",
			"timeframe",
			"note",
			"judged_on",
			"next_action",
			"next_action_type",
			"next_action_on",
		],
		rows: [...rows, ...copies].sort((a, b) => a.at - b.at).map(({ cells }) => cells),
	};
}

function leadRow(
	random: Random,
	span: Span,
	lead: Lead,
	deals: readonly Deal[],
	touched: boolean,
): readonly SampleCell[] {
	const { company } = lead;
	const out = company.verdict === "out" || lead.contactVerdict === "out";
	const reason = [company.reason, lead.contactReason].filter((text) => text !== "").join("、");
	// A few judged companies never got their verdict copied to the row.
	const companyVerdict = company.verdict !== null && !random.chance(0.03) ? VERDICT[company.verdict] : null;
	const judged = company.verdict !== null || lead.contactVerdict === "out";
	return [
		moment(lead.createdOn, lead.createdSecond),
		`${lead.family[0]}${random.weighted([
			[" ", 80],
			["\u3000", 12],
			["", 8],
		])}${lead.given[0]}`,
		companyAsTyped(random, company.name),
		blank(lead.department),
		blank(lead.title),
		blank(lead.email),
		blank(random.chance(0.02) ? fullWidth(lead.phone) : lead.phone),
		random.chance(0.1) ? null : random.chance(0.06) ? company.prefecture.slice(0, -1) : company.prefecture,
		blank(lead.industry),
		employeesAsTyped(random, company.employees),
		channelLabel(lead.channel),
		lead.campaign?.name ?? null,
		lead.owner?.name ?? null,
		statusOf(random, span, lead, deals, touched, out),
		companyVerdict,
		judged && lead.contactVerdict !== null ? VERDICT[lead.contactVerdict] : null,
		dealVerdict(random, deals, judged),
		judged ? blank(reason) : null,
		random.chance(0.45)
			? null
			: random.weighted([
					["製品ABC", 65],
					["製品XYZ", 25],
					["製品ABC、製品XYZ", 10],
				]),
		random.chance(0.6) ? null : random.pick(["3ヶ月以内", "半年以内", "1年以内", "時期未定", "時期未定"]),
		random.chance(0.14) ? random.pick(LEAD_NOTES) : null,
	];
}

/** When a lead was first judged, and the next step that somebody promised. */
function deskCells(
	random: Random,
	span: Span,
	{ company, contactVerdict, createdOn }: Lead,
	deals: readonly Deal[],
): readonly SampleCell[] {
	const judged = company.verdict !== null || contactVerdict === "out";
	// What was judged before the team wrote the day down has none.
	const after = random.weighted([
		[random.int(0, 3), 45],
		[random.int(4, 14), 30],
		[random.int(15, 60), 25],
	]);
	const judgedOn = judged && random.chance(0.85) ? Math.min(createdOn + after, span.last) : null;
	const isOut = company.verdict === "out" || contactVerdict === "out";
	const plans = judged && !isOut && deals.length === 0 && random.chance(0.3);
	const [action, type] = random.pick(LEAD_ACTIONS);
	return [
		judgedOn === null ? null : date(judgedOn),
		plans ? action : null,
		plans ? type : null,
		plans ? date(span.asOf + random.int(-6, 24)) : null,
	];
}

function statusOf(
	random: Random,
	span: Span,
	lead: Lead,
	deals: readonly Deal[],
	touched: boolean,
	out: boolean,
): string {
	if (deals.some(({ outcome }) => outcome === "won")) return "受注";
	if (deals.some(({ outcome }) => outcome === "open")) return "商談中";
	if (out) return "対象外";
	if (deals.length > 0) return "失注";
	if (!touched) return "未対応";
	if (span.asOf - lead.createdOn > 300 && random.chance(0.5)) return "休眠";
	return span.asOf - lead.createdOn < 45 ? "対応中" : "育成中";
}

function dealVerdict(random: Random, deals: readonly Deal[], judged: boolean): SampleCell {
	if (deals.some(({ outcome }) => outcome !== "lost")) return "あり";
	if (deals.length > 0) return "なし";
	return judged && random.chance(0.3) ? "なし" : null;
}

/** The same person typed in once more, through another door. */
function duplicate(
	random: Random,
	span: Span,
	lead: Lead,
	cells: readonly SampleCell[],
	index: number,
): { at: number; cells: readonly SampleCell[] } {
	const day = Math.min(span.last, lead.createdOn + random.int(15, 50));
	const second = random.int(9 * 3600, 17 * 3600);
	const email = [lead.email, lead.email, lead.email.toUpperCase(), null][index % 4]!;
	const copy = [...cells];
	copy[0] = moment(day, second);
	copy[1] = `${lead.family[0]}${lead.given[0]}`;
	copy[2] = lead.company.name.replace("株式会社", index % 2 === 0 ? "(株)" : "㈱");
	copy[5] = email ?? null;
	copy[10] = index % 2 === 0 ? "資料ダウンロード" : "Web問い合わせ";
	copy[11] = null;
	copy[13] = "未対応";
	for (const judgement of [14, 15, 16, 17, 20]) copy[judgement] = null;
	return { at: day * 86_400 + second, cells: copy };
}

function companyAsTyped(random: Random, name: string): string {
	return random.weighted([
		[name, 78],
		[name.replace("株式会社", "㈱"), 8],
		[name.replace("株式会社", "(株)"), 8],
		[name.replace(/株式会社|有限会社|合同会社/, ""), 6],
	]);
}

/** Head counts as people type them into one column. */
function employeesAsTyped(random: Random, count: number): SampleCell {
	const step = count >= 500 ? 100 : count >= 100 ? 50 : 10;
	const rough = Math.max(step, Math.round(count / step) * step);
	return random.weighted<SampleCell>([
		[count, 30],
		[rough, 36],
		[null, 14],
		[`${rough}名`, 6],
		[`約${rough}名`, 5],
		[bandOf(count), 4],
		[`${fullWidth(String(rough))}名`, 2],
		[`${rough.toLocaleString("en-US")}人以上`, 2],
		["数十名", count < 100 ? 1 : 0],
	]);
}

function bandOf(count: number): string {
	if (count < 30) return "10〜29名";
	if (count < 100) return "30〜99名";
	if (count < 300) return "100〜299名";
	return count < 1000 ? "300〜999名" : "1,000名以上";
}

function fullWidth(text: string): string {
	return text.replace(/[0-9-]/g, (sign) =>
		sign === "-" ? "−" : String.fromCharCode(sign.charCodeAt(0) + 0xfee0),
	);
}

function companyTable(random: Random, companies: readonly Company[]): SampleTable {
	return {
		columns: [
			"name",
			"corporate_number",
			"industry",
			"employees",
			"prefecture",
			"website",
			"verdict",
			"verdict_reason",
			"owner",
		],
		rows: companies.map((company) => [
			company.name,
			random.chance(0.25) ? null : corporateNumber(random),
			company.industry,
			random.chance(0.8) ? company.employees : employeesAsTyped(random, company.employees),
			company.prefecture,
			random.chance(0.1) ? null : `https://www.${company.slug}.example/`,
			company.verdict === null ? null : VERDICT[company.verdict],
			blank(company.reason),
			company.owner.name,
		]),
	};
}

/** 13 digits with a valid check digit in a range that no register office gives out (DOMAIN §8). */
function corporateNumber(random: Random): string {
	const base = `9999${String(random.int(0, 99_999_999)).padStart(8, "0")}`;
	let sum = 0;
	for (let n = 1; n <= 12; n++) sum += Number(base[12 - n]) * (n % 2 === 1 ? 1 : 2);
	return `${9 - (sum % 9)}${base}`;
}

function activityTable(random: Random, activities: readonly Activity[]): SampleTable {
	return {
		columns: [
			"at",
			"email",
			"name",
			"company",
			"type",
			"target",
			"via",
			"count",
			"minutes",
			"answer",
			"result",
			"owner",
			"note",
		],
		rows: activities.map((activity, index) => {
			const { lead } = activity;
			const named = lead?.email === "" || random.chance(0.6);
			const email = lead?.email ?? `visitor${index}@unknown.example`;
			return [
				// Two lines that somebody typed in without a date.
				index === 2711 || index === 5230 ? null : moment(activity.day, activity.second),
				blank(random.chance(0.01) ? email.toUpperCase() : email),
				lead !== null && named ? `${lead.family[0]} ${lead.given[0]}` : null,
				lead !== null && named ? lead.company.name : null,
				activity.type,
				blank(activity.target),
				blank(activity.via),
				activity.count,
				activity.minutes,
				blank(activity.answer),
				blank(activity.result),
				activity.owner?.name ?? null,
				blank(activity.note),
			];
		}),
	};
}

function dealTable(random: Random, deals: readonly Deal[]): SampleTable {
	return {
		columns: [
			"name",
			"company",
			"email",
			"owner",
			"product",
			"stage",
			"amount",
			"created_at",
			"closes_at",
			"probability",
			"channel",
			"next_action",
			"next_action_on",
			"note",
		],
		rows: deals.map((deal) => {
			const { lead } = deal;
			const short = lead.company.name.replace(/株式会社|有限会社|合同会社/, "");
			return [
				`${short} ${deal.product}${random.pick(["導入", "導入", "追加", "更新", "評価"])}`,
				lead.company.name,
				random.chance(0.015) ? null : blank(lead.email),
				deal.owner.name,
				deal.product,
				deal.stage,
				deal.amount,
				date(deal.createdOn),
				deal.closesOn === null ? null : date(deal.closesOn),
				deal.probability,
				random.chance(0.04) ? null : channelLabel(lead.channel),
				blank(deal.nextAction),
				deal.nextActionOn === null ? null : date(deal.nextActionOn),
				blank(deal.lossReason),
			];
		}),
	};
}

function costTable(costs: ReturnType<typeof createCosts>): SampleTable {
	return {
		columns: ["month", "channel", "amount", "note"],
		rows: costs.map(({ month, channel, amount, note }) => [month, channel, amount, note]),
	};
}

function memberTable(members: readonly Member[]): SampleTable {
	return {
		columns: ["name", "email", "role", "active", "fte", "joined_on"],
		rows: members.map(({ name, email, role, fte, joined }) => [name, email, role, "はい", fte, date(joined)]),
	};
}

function targetTable(targets: readonly Target[]): SampleTable {
	return {
		columns: ["month", "metric", "dimension", "kind", "value"],
		rows: targets.map(({ month, metric, dimension, kind, value }) => [
			month,
			metric,
			blank(dimension),
			KINDS[kind],
			value,
		]),
	};
}

function groupBy<K, T>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
	const groups = new Map<K, T[]>();
	for (const item of items) {
		const key = keyOf(item);
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [item]);
		else group.push(item);
	}
	return groups;
}
