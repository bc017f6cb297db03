/** The same tables as a competent colleague writes them: rows as objects, normalised once, then filter and group. */
import type { Cell } from "../../src/workbook/codec";
import { AS_OF, COLUMNS, type TableName, type Tables } from "./data";
import { Answer } from "./tables";

const DAY_MS = 86_400_000;
const MONTHS = 13;
/** Of a rep's or channel's activity and lead times. */
const LATEST_MONTHS = 3;
const TYPE_CODES: Readonly<Record<string, string>> = {
	ページ閲覧: "page_view",
	web閲覧: "page_view",
	pv: "page_view",
	メール開封: "email_open",
	メールクリック: "email_click",
	資料dl: "download",
	セミナー参加: "seminar",
	展示会来場: "exhibition",
	アンケート回答: "survey",
	架電: "call_out",
	メール送信: "email_out",
	打ち合わせ: "meeting",
	問い合わせ: "form",
	社内メモ: "memo",
};
const TOUCHES = ["call_out", "email_out", "meeting"];

interface Lead {
	index: number;
	day: number | null;
	moment: Date | null;
	month: string | null;
	company: string;
	email: string;
	title: string;
	industry: string;
	employees: number | null;
	prefecture: string;
	channel: string;
	owner: string;
	companyVerdict: string | null;
	contactVerdict: string | null;
	verdict: string | null;
}

interface Activity {
	lead: Lead | null;
	day: number | null;
	month: string | null;
	type: string;
	target: string;
	count: number | null;
	minutes: number | null;
	answer: string;
	owner: string;
}

interface Deal {
	lead: Lead | null;
	day: number | null;
	moment: Date | null;
	month: string | null;
	closedDay: number | null;
	closedMonth: string | null;
	outcome: string | null;
	amount: number | null;
	channel: string;
	owner: string;
}

type Row = Record<string, Cell>;

function rowsOf(table: TableName, rows: readonly (readonly Cell[])[]): Row[] {
	const columns = COLUMNS[table];
	return rows.map((cells) => Object.fromEntries(columns.map((column, i) => [column, cells[i] as Cell])));
}

function normal(cell: Cell | undefined): string {
	return String(cell ?? "")
		.normalize("NFKC")
		.trim()
		.toLowerCase();
}

function dateOf(cell: Cell | undefined): Date | null {
	if (cell instanceof Date) return cell;
	if (cell === "" || cell === undefined) return null;
	const date = new Date(String(cell));
	return Number.isNaN(date.getTime()) ? null : date;
}

function dayOf(date: Date | null): number | null {
	return date === null
		? null
		: Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY_MS);
}

function monthOf(date: Date | null): string | null {
	return date === null ? null : `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}`;
}

function numberOf(cell: Cell | undefined): number | null {
	if (typeof cell === "number") return cell;
	const digits = normal(cell).replace(/[^\d.]/g, "");
	return digits === "" ? null : Number(digits);
}

function textOf(cell: Cell | undefined): string {
	return String(cell ?? "");
}

function verdictOf(cell: Cell | undefined): string | null {
	const word = normal(cell);
	if (["○", "対象"].includes(word)) return "in";
	return ["×", "対象外"].includes(word) ? "out" : null;
}

function groupBy<T>(items: readonly T[], key: (item: T) => string | null): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const item of items) {
		const name = key(item);
		if (name === null) continue;
		const group = groups.get(name);
		if (group === undefined) groups.set(name, [item]);
		else group.push(item);
	}
	return groups;
}

function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1
		? (sorted[middle] as number)
		: ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

function lastMonths(): string[] {
	return Array.from({ length: MONTHS }, (_, i) => {
		const month = 2026 * 12 + 10 - (MONTHS - 1) + i;
		return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
	});
}

export function ordinary(tables: Tables): Answer {
	const leads = readLeads(tables);
	const byEmail = new Map<string, Lead>();
	for (const lead of leads) if (lead.email !== "" && !byEmail.has(lead.email)) byEmail.set(lead.email, lead);
	const activities = readActivities(tables, byEmail);
	const deals = readDeals(tables, byEmail);
	const answer = new Answer();
	funnel(answer, leads, deals);
	repActivity(answer, activities);
	salesAgainstTarget(answer, deals, tables);
	leadTimes(answer, deals);
	cohorts(answer, leads, deals);
	answer.scores = scores(leads, activities);
	return answer;
}

function readLeads(tables: Tables): Lead[] {
	const leads = rowsOf("leads", tables.leads).map((row, index): Lead => {
		const moment = dateOf(row["created_at"]);
		return {
			index,
			moment,
			day: dayOf(moment),
			month: monthOf(moment),
			company: normal(row["company"]),
			email: normal(row["email"]),
			title: normal(row["title"]),
			industry: normal(row["industry"]),
			employees: numberOf(row["employees"]),
			prefecture: normal(row["prefecture"]),
			channel: textOf(row["channel"]),
			owner: textOf(row["owner"]),
			companyVerdict: verdictOf(row["company_verdict"]),
			contactVerdict: verdictOf(row["contact_verdict"]),
			verdict: null,
		};
	});
	// A verdict counts for the whole company, unless its rows contradict each other.
	const shared = new Map<string, string | null>();
	for (const [company, members] of groupBy(leads, (lead) => lead.company || null)) {
		const typed = new Set(members.map((lead) => lead.companyVerdict).filter((verdict) => verdict !== null));
		shared.set(company, typed.size === 1 ? ([...typed][0] ?? null) : null);
	}
	return leads.map((lead) => {
		const company = lead.company === "" ? lead.companyVerdict : (shared.get(lead.company) ?? null);
		const verdict =
			company === "out" || lead.contactVerdict === "out" ? "out" : company === "in" ? "in" : null;
		return { ...lead, companyVerdict: company, verdict };
	});
}

function readActivities(tables: Tables, byEmail: ReadonlyMap<string, Lead>): Activity[] {
	return rowsOf("activities", tables.activities).map((row) => {
		const moment = dateOf(row["at"]);
		return {
			lead: byEmail.get(normal(row["email"])) ?? null,
			day: dayOf(moment),
			month: monthOf(moment),
			type: TYPE_CODES[normal(row["type"])] ?? "",
			target: normal(row["target"]),
			count: numberOf(row["count"]),
			minutes: numberOf(row["minutes"]),
			answer: textOf(row["answer"]),
			owner: textOf(row["owner"]),
		};
	});
}

function readDeals(tables: Tables, byEmail: ReadonlyMap<string, Lead>): Deal[] {
	return rowsOf("deals", tables.deals).map((row) => {
		const moment = dateOf(row["created_at"]);
		const closed = dateOf(row["closes_at"]);
		const stage = normal(row["stage"]);
		const lead = byEmail.get(normal(row["email"])) ?? null;
		return {
			lead,
			moment,
			day: dayOf(moment),
			month: monthOf(moment),
			closedDay: dayOf(closed),
			closedMonth: monthOf(closed),
			outcome:
				stage === ""
					? null
					: ["契約", "受注"].includes(stage)
						? "won"
						: ["失注", "見送り"].includes(stage)
							? "lost"
							: "open",
			amount: numberOf(row["amount"]),
			channel: textOf(row["channel"]) || (lead?.channel ?? ""),
			owner: textOf(row["owner"]),
		};
	});
}

/** All, then each name; all time, then each of the last months, of which names may have the latest alone. */
function eachGroup<T>(
	items: readonly T[],
	cuts: Readonly<Record<string, (item: T) => string>>,
	month: (item: T) => string | null,
	visit: (month: string, name: string, group: readonly T[]) => void,
	monthsOfNames = MONTHS,
): void {
	const shown = lastMonths();
	const walk = (name: string, group: readonly T[]) => {
		visit("all", name, group);
		const byMonth = groupBy(group, month);
		for (const each of name === "all" ? shown : shown.slice(-monthsOfNames))
			visit(each, name, byMonth.get(each) ?? []);
	};
	for (const [cut, nameOf] of Object.entries(cuts)) {
		if (cut === "all") walk("all", items);
		else for (const [name, group] of groupBy(items, nameOf)) walk(`${cut}:${name}`, group);
	}
}

const all = () => "";

function funnel(answer: Answer, leads: readonly Lead[], deals: readonly Deal[]): void {
	const leadCuts = { all, channel: (lead: Lead) => lead.channel };
	const dealCuts = { all, channel: (deal: Deal) => deal.channel };
	const count = (month: string, name: string, metric: string, n: number) => {
		answer.put("funnel", month, name, `${metric}.value`, n);
		answer.put("funnel", month, name, `${metric}.n`, n);
	};
	eachGroup(
		leads,
		leadCuts,
		(lead) => lead.month,
		(month, name, group) => {
			count(month, name, "leads_new", group.length);
			count(month, name, "leads_target", group.filter((lead) => lead.verdict === "in").length);
		},
	);
	eachGroup(
		deals,
		dealCuts,
		(deal) => deal.month,
		(month, name, group) => {
			count(month, name, "deals_new", group.length);
		},
	);
	eachGroup(
		deals,
		dealCuts,
		(deal) => deal.closedMonth,
		(month, name, group) => {
			const won = group.filter((deal) => deal.outcome === "won");
			count(month, name, "deals_won", won.length);
			const priced = won.filter((deal) => deal.amount !== null);
			answer.put("funnel", month, name, "won_amount.value", sum(priced));
			answer.put("funnel", month, name, "won_amount.n", priced.length);
		},
	);
}

function sum(deals: readonly Deal[]): number {
	return deals.reduce((total, deal) => total + (deal.amount ?? 0), 0);
}

function repActivity(answer: Answer, activities: readonly Activity[]): void {
	const today = Math.floor(AS_OF / 86_400);
	const cuts = { all, rep: (activity: Activity) => activity.owner };
	eachGroup(
		activities,
		cuts,
		(activity) => activity.month,
		(month, name, group) => {
			answer.put("activity", month, name, "activities.value", group.length);
			answer.put("activity", month, name, "activities.n", group.length);
			const touches = group.filter(
				(each) =>
					each.lead !== null && TOUCHES.includes(each.type) && !(each.day !== null && each.day > today),
			);
			answer.put("activity", month, name, "off_target_touches.n", touches.length);
			answer.put("activity", month, name, "off_target_touches.denominator", touches.length);
			const off = touches.filter((each) => each.lead?.verdict !== "in");
			answer.put("activity", month, name, "off_target_touches.numerator", off.length);
		},
		LATEST_MONTHS,
	);
}

function salesAgainstTarget(answer: Answer, deals: readonly Deal[], tables: Tables): void {
	const targets = new Map<string, number>();
	for (const row of rowsOf("targets", tables.targets)) {
		targets.set(`${row["month"]} rep:${row["dimension"]}`, row["value"] as number);
	}
	const won = deals.filter((deal) => deal.outcome === "won" && deal.amount !== null);
	const cuts = { rep: (deal: Deal) => deal.owner };
	const put = (month: string, name: string, amount: number, n: number) => {
		const target = targets.get(`${month} ${name}`) ?? null;
		answer.put("target", month, name, "won_amount.value", amount);
		answer.put("target", month, name, "won_amount.n", n);
		answer.put("target", month, name, "won_amount.target", target);
		answer.put("target", month, name, "won_amount.attainment", target === null ? null : amount / target);
	};
	for (const key of targets.keys()) put(key.slice(0, 7), key.slice(8), 0, 0);
	eachGroup(
		won,
		cuts,
		(deal) => deal.closedMonth,
		(month, name, group) => {
			if (group.length > 0) put(month, name, sum(group), group.length);
		},
	);
}

function isReversed(deal: Deal): boolean {
	const { moment, lead } = deal;
	if (moment === null || !lead?.moment) return false;
	const hasClock = (date: Date) => date.getHours() + date.getMinutes() + date.getSeconds() > 0;
	return hasClock(moment) && hasClock(lead.moment)
		? moment < lead.moment
		: (deal.day as number) < (lead.day as number);
}

function leadTimes(answer: Answer, deals: readonly Deal[]): void {
	const cuts = { all, channel: (deal: Deal) => deal.channel, rep: (deal: Deal) => deal.owner };
	const put = (month: string, name: string, metric: string, days: readonly number[]) => {
		if (days.length === 0) return;
		answer.put("times", month, name, `${metric}.value`, median(days));
		answer.put("times", month, name, `${metric}.n`, days.length);
	};
	const linked = deals.filter((deal) => deal.day !== null && deal.lead?.day != null && !isReversed(deal));
	eachGroup(
		linked,
		cuts,
		(deal) => deal.month,
		(month, name, group) => {
			const days = group.map((deal) => (deal.day as number) - (deal.lead?.day as number));
			put(month, name, "lead_to_deal_days", days);
		},
		LATEST_MONTHS,
	);
	const ordered = deals.filter(
		({ outcome, day, closedDay }) =>
			outcome === "won" && day !== null && closedDay !== null && closedDay >= day,
	);
	eachGroup(
		ordered,
		cuts,
		(deal) => deal.closedMonth,
		(month, name, group) => {
			const days = group.map((deal) => (deal.closedDay as number) - (deal.day as number));
			put(month, name, "deal_to_order_days", days);
		},
		LATEST_MONTHS,
	);
}

function cohorts(answer: Answer, leads: readonly Lead[], deals: readonly Deal[]): void {
	const put = (month: string, name: string, metric: string, numerator: number, denominator: number) => {
		answer.put("cohorts", month, name, `${metric}.numerator`, numerator);
		answer.put("cohorts", month, name, `${metric}.denominator`, denominator);
		answer.put("cohorts", month, name, `${metric}.n`, denominator);
	};
	const converted = new Set<Lead>();
	for (const deal of deals) {
		if (deal.day === null || deal.lead?.day == null || isReversed(deal)) continue;
		if (deal.day - deal.lead.day <= 90) converted.add(deal.lead);
	}
	eachGroup(
		leads,
		{ all, channel: (lead: Lead) => lead.channel },
		(lead) => lead.month,
		(month, name, group) => {
			put(month, name, "deal_rate", group.filter((lead) => converted.has(lead)).length, group.length);
		},
	);
	eachGroup(
		deals,
		{ all, channel: (deal: Deal) => deal.channel },
		(deal) => deal.month,
		(month, name, group) => {
			const won = group.filter(
				({ outcome, day, closedDay }) =>
					outcome === "won" && day !== null && closedDay !== null && closedDay - day <= 180,
			);
			put(month, name, "win_rate_cohort", won.length, group.length);
		},
	);
}

function scores(leads: readonly Lead[], activities: readonly Activity[]): number[] {
	const today = Math.floor(AS_OF / 86_400);
	const within = (activity: Activity, days: number) =>
		activity.day !== null && activity.day <= today && today - activity.day < days;
	const recent = activities.filter((activity) => activity.lead !== null && within(activity, 90));
	const byLead = groupBy(recent, (activity) => String((activity.lead as Lead).index));
	return leads.map((lead) => {
		const points = attributePoints(lead) + behaviourPoints(byLead.get(String(lead.index)) ?? [], within);
		return lead.verdict === "out" ? Math.min(0, points) : points;
	});
}

const isOneOf = (word: string, words: readonly string[]) => words.includes(word);

function attributePoints({ industry, title, employees, prefecture, channel }: Lead): number {
	let points = 0;
	if (isOneOf(industry, ["自動車", "自動車部品"])) points += 20;
	if (isOneOf(industry, ["機械", "化学"])) points += 15;
	if (industry === "食品") points += 10;
	if (isOneOf(industry, ["金融", "医療"])) points -= 5;
	if (/取締役|執行役員|部長/.test(title)) points += 10;
	if (/取締役|執行役員/.test(title)) points += 10;
	if (/取締役|執行役員|部長|次長|課長/.test(title)) points += 5;
	if (/情報システム|購買/.test(title)) points += 8;
	if (title.includes("営業")) points += 3;
	if (employees !== null) {
		if (employees >= 300) points += 10;
		if (employees >= 1000) points += 10;
		if (employees >= 100 && employees <= 299) points += 5;
		if (employees <= 29) points -= 10;
	}
	if (isOneOf(prefecture, ["東京都", "大阪府"])) points += 5;
	if (isOneOf(prefecture, ["愛知県", "静岡県"])) points += 5;
	if (prefecture === "神奈川県") points += 3;
	if (channel === "紹介") points += 10;
	if (isOneOf(channel, ["展示会", "セミナー"])) points += 5;
	if (/Web|資料/.test(channel)) points += 3;
	return points;
}

function behaviourPoints(
	activities: readonly Activity[],
	within: (activity: Activity, days: number) => boolean,
): number {
	if (activities.length === 0) return 0;
	const byType = groupBy(activities, (activity) => activity.type);
	const of = (type: string, days: number) =>
		(byType.get(type) ?? []).filter((activity) => within(activity, days));
	const times = (group: readonly Activity[]) => group.reduce((n, { count }) => n + (count ?? 1), 0);
	const tenths = (group: readonly Activity[]) =>
		group.reduce((n, { minutes }) => n + Math.round((minutes ?? 0) * 10), 0);
	const isAbc = (activity: Activity) => /製品abc(?![a-z0-9])/.test(activity.target);
	const views = of("page_view", 30);
	const viewsOfAbc = views.filter(isAbc);
	let points = 0;
	if (of("exhibition", 30).length > 0) points += 10;
	if (times(viewsOfAbc) >= 3) points += 30;
	if (tenths(viewsOfAbc) >= 50) points += 40;
	if (of("download", 30).some(isAbc)) points += 20;
	if (of("survey", 30).some((each) => isAbc(each) && each.answer === "現在検討中")) points += 50;
	if (of("seminar", 30).length > 0) points += 15;
	if (of("form", 60).length > 0) points += 40;
	points += Math.min(10, 2 * times(of("email_click", 30)));
	points += Math.min(5, times(of("email_open", 30)));
	points += Math.min(15, 5 * times(of("download", 90)));
	if (views.some(({ target }) => target.includes("価格"))) points += 15;
	if (times(views.filter(({ target }) => target.includes("導入事例"))) >= 2) points += 10;
	const viewsOfXyz = views.filter(({ target }) => /製品xyz(?![a-z0-9])/.test(target));
	points += Math.min(15, 5 * Math.floor(times(viewsOfXyz) / 3));
	if (tenths(views) >= 100) points += 10;
	return points;
}
