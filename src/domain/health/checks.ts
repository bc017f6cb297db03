/** What can be wrong with a team's records: one declaration for each check, in the order in which they are listed. */
import { type Day, dayOfTime, formatDay, isBefore, type WallTime } from "../calendar/day";
import { readCorporateNumber } from "../normalize/corporate-number";
import { emailKey } from "../normalize/email";
import { isPossibleMyNumber } from "../normalize/my-number";
import { foldKey, normalizeText } from "../normalize/text";
import type { Column } from "../records";
import type { Facts, FactTable, HealthTable } from "./facts";

/** What is wrong with a record: in which column, and the text to show for it. */
export interface Finding {
	readonly column: string;
	/** "" where the check's name says all, and where nothing of the cell may be shown. */
	readonly text: string;
}

export type Find = (record: number) => Finding | null;

/** Today, this week, or good to know. */
export const SEVERITIES = ["now", "week", "note"] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface Check {
	readonly id: CheckId;
	readonly severity: Severity;
	readonly tables: readonly HealthTable[];
	/** What looks at the records of one of the tables, each once and from the first to the last. */
	finds(facts: Facts, table: HealthTable): Find;
}

/** Knowledge of a person or company older than this is out of date. */
const FRESH_DAYS = 365;

const DECLARED = {
	my_number: check("now", ["leads", "companies", "deals"], (facts, table) => {
		const found = new Map<number, string>();
		facts.tables[table].eachCell((record, column, cell) => {
			if (holdsMyNumber(cell) && !NUMBERED.has(column) && !found.has(record)) found.set(record, column);
		});
		return (record) => {
			const column = found.get(record);
			return column === undefined ? null : { column, text: "" };
		};
	}),
	overdue_action: check("now", ["leads", "deals"], (facts, table) => {
		const dueOn = facts.tables[table].values("next_action_on") as Column<Day>;
		const action = facts.tables[table].values("next_action") as Column<string>;
		const isAlive = aliveIn(facts, table);
		return (i) => {
			const due = dueOn[i] ?? null;
			if (due === null || due >= facts.today || !isAlive(i)) return null;
			return { column: "next_action_on", text: `${formatDay(due, "/")} ${action[i] ?? ""}`.trim() };
		};
	}),
	no_owner: check("now", ["leads", "deals"], (facts, table) => {
		const isAlive = aliveIn(facts, table);
		return blankIn(facts.tables[table], "owner", isAlive);
	}),
	closing_past: check("now", ["deals"], (facts, table) => {
		const closesAt = facts.tables[table].values("closes_at") as Column<WallTime>;
		return (i) => {
			const at = closesAt[i] ?? null;
			const isPast = at !== null && dayOfTime(at) < facts.today && facts.outcome[i] === "open";
			return isPast ? { column: "closes_at", text: formatDay(dayOfTime(at), "/") } : null;
		};
	}),
	duplicate: check("now", ["leads"], ({ duplicates, tables }) => {
		const name = tables.leads.values("name") as Column<string>;
		const company = tables.leads.values("company") as Column<string>;
		return (i) => {
			const other = duplicates.get(i);
			if (other === undefined) return null;
			return { column: "name", text: [company[other], name[other]].filter(Boolean).join(" ") };
		};
	}),
	same_person: check("now", ["leads"], ({ tables: { leads } }) => {
		const first = new Map<string, number>();
		const email = leads.values("email") as Column<string>;
		const owner = leads.values("owner") as Column<string>;
		const place = (i: number) => `${leads.tab(i)} ${foldKey(owner[i] ?? "")}`;
		return (i) => {
			const key = emailKey(email[i] ?? "");
			if (key === null) return null;
			const other = first.get(key);
			if (other === undefined) {
				first.set(key, i);
				return null;
			}
			return place(other) === place(i) ? null : { column: "owner", text: owner[other] ?? "" };
		};
	}),
	no_action: check("week", ["leads"], (facts, table) => {
		const action = facts.tables[table].values("next_action");
		const isWorked = workable(facts);
		return blankIn(facts.tables[table], "next_action_on", (i) => (action[i] ?? null) === null && isWorked(i));
	}),
	no_verdict: check("week", ["leads"], ({ verdicts, isErased, tables: { leads } }) => {
		const createdAt = leads.values("created_at") as Column<WallTime>;
		return (i) => {
			const at = createdAt[i] ?? null;
			if ((verdicts[i] ?? null) !== null || isErased(i)) return null;
			return { column: "company_verdict", text: at === null ? "" : formatDay(dayOfTime(at), "/") };
		};
	}),
	no_contact: check("week", ["leads"], ({ isErased, tables: { leads } }) => {
		const email = leads.values("email");
		return blankIn(leads, "phone", (i) => (email[i] ?? null) === null && !isErased(i));
	}),
	unknown_title: check("week", ["leads"], ({ tables: { leads }, knowsTitle }) =>
		unknownIn(leads, "title", knowsTitle),
	),
	unknown_industry: check("week", ["leads", "companies"], ({ tables, knowsIndustry }, table) =>
		unknownIn(tables[table], "industry", knowsIndustry),
	),
	unknown_word: check("week", ["leads", "companies", "deals", "activities"], ({ tables }, table) => {
		const columns = WORD_COLUMNS[table].map((column) => ({
			column,
			words: tables[table].unknownWords(column),
		}));
		const disputed = columns.filter(({ words }) => words.size > 0);
		return (i) => {
			for (const { column, words } of disputed) {
				const text = tables[table].text(column, i);
				if (words.has(text) || words.has(text.trim())) return { column, text };
			}
			return null;
		};
	}),
	unknown_owner: check("week", ["leads", "deals"], ({ tables, members }, table) => {
		const known = new Set(members.map(foldKey));
		return known.size === 0 ? nothing : unknownIn(tables[table], "owner", (name) => known.has(foldKey(name)));
	}),
	unreadable_date: check("week", ["leads", "deals", "activities"], (facts, table) => {
		const records = facts.tables[table];
		return (i) => {
			for (const column of DATE_COLUMNS[table]) {
				if (records.value(column, i) !== null) continue;
				const text = records.text(column, i).trim();
				if (text !== "") return { column, text };
			}
			return null;
		};
	}),
	future_date: check("week", ["leads", "deals", "activities"], (facts, table) => {
		const records = facts.tables[table];
		return (i) => {
			for (const column of PAST_COLUMNS[table]) {
				const at = records.value(column, i) as WallTime | null;
				if (at === null || dayOfTime(at) <= facts.today) continue;
				// An open deal is expected to close in the future.
				if (column === "closes_at" && (facts.outcome[i] ?? "open") === "open") continue;
				return { column, text: formatDay(dayOfTime(at), "/") };
			}
			return null;
		};
	}),
	reversed: check("week", ["deals"], ({ tables: { leads, deals }, dealLead }) => {
		const createdAt = deals.values("created_at") as Column<WallTime>;
		const leadAt = leads.values("created_at") as Column<WallTime>;
		return (i) => {
			const at = createdAt[i] ?? null;
			const before = leadAt[dealLead[i] as number] ?? null;
			if (at === null || before === null || !isBefore(at, before)) return null;
			return {
				column: "created_at",
				text: `${formatDay(dayOfTime(at), "/")} < ${formatDay(dayOfTime(before), "/")}`,
			};
		};
	}),
	deal_without_lead: check("week", ["deals"], ({ tables, dealLead }) =>
		withoutLead(tables, "deals", dealLead),
	),
	activity_without_lead: check("week", ["activities"], ({ tables, activityLead }) =>
		withoutLead(tables, "activities", activityLead),
	),
	no_amount: check("week", ["deals"], ({ tables: { deals }, outcome }) =>
		blankIn(deals, "amount", (i) => outcome[i] !== "lost"),
	),
	no_closing_date: check("week", ["deals"], ({ tables: { deals } }) => blankIn(deals, "closes_at")),
	wrong_corporate_number: check("week", ["companies"], ({ tables: { companies } }) => (i) => {
		const { problem } = readCorporateNumber(companies.text("corporate_number", i));
		if (problem === null || problem.code === "blank") return null;
		const text = problem.code === "my-number" ? "" : companies.text("corporate_number", i);
		return { column: "corporate_number", text };
	}),
	repeated_id: check("week", ["leads", "deals"], ({ tables }, table) => {
		const seen = new Set<string>();
		const ids = tables[table].values("id") as Column<string>;
		return (i) => {
			const id = ids[i] ?? null;
			if (id === null || !seen.has(id)) {
				if (id !== null) seen.add(id);
				return null;
			}
			return { column: "id", text: id };
		};
	}),
	no_corporate_number: check("note", ["companies"], ({ tables: { companies } }) =>
		blankIn(companies, "corporate_number"),
	),
	stale_lead: check("note", ["leads"], (facts, table) => {
		const { leads } = facts.tables;
		const createdAt = leads.values("created_at") as Column<WallTime>;
		const verifiedOn = leads.values("verified_on") as Column<Day>;
		const isAlive = aliveIn(facts, table);
		return (i) => {
			const at = createdAt[i] ?? null;
			const days = [at === null ? null : dayOfTime(at), verifiedOn[i], facts.touchedOn[i]];
			return isAlive(i) ? staleSince(days, "verified_on", facts.today) : null;
		};
	}),
	stale_company: check("note", ["companies"], ({ tables: { companies }, today }) => {
		const profileOn = companies.values("profile_on") as Column<Day>;
		return (i) => staleSince([profileOn[i]], "profile_on", today);
	}),
	gone: check("note", ["leads"], ({ tables: { leads } }) => (i) => {
		const text = leads.text("status", i);
		return GONE.test(text) ? { column: "status", text } : null;
	}),
	spelling: check("note", ["leads", "deals"], ({ tables }, table) => {
		const columns = SPELT_COLUMNS[table].map((column) => ({
			column,
			values: tables[table].values(column) as Column<string>,
		}));
		const usual = columns.map(({ values }) => usualSpellings(values));
		return (i) => {
			for (const [at, { column, values }] of columns.entries()) {
				const word = values[i] ?? null;
				const better = word === null ? undefined : usual[at]?.get(word);
				if (better !== undefined) return { column, text: `${word} → ${better}` };
			}
			return null;
		};
	}),
	merged: check("note", ["leads"], ({ merged, tables: { leads } }) => {
		const ids = leads.values("id") as Column<string>;
		return (i) => {
			const count = merged.get(ids[i] ?? "");
			return count === undefined ? null : { column: "merged_into", text: String(count) };
		};
	}),
};

export type CheckId = keyof typeof DECLARED;

export const CHECKS: readonly Check[] = (Object.keys(DECLARED) as CheckId[]).map((id) => ({
	id,
	...DECLARED[id],
}));

function check(
	severity: Severity,
	tables: readonly HealthTable[],
	finds: (facts: Facts, table: HealthTable) => Find,
): Omit<Check, "id"> {
	return { severity, tables, finds };
}

const nothing: Find = () => null;

/** A team that keeps no leads misses none. */
function withoutLead(tables: Facts["tables"], table: "deals" | "activities", lead: ArrayLike<number>): Find {
	if (tables.leads.size === 0) return nothing;
	const records = tables[table];
	return (i) =>
		(lead[i] as number) >= 0
			? null
			: { column: "lead_ref", text: records.text("lead_ref", i) || records.text("email", i) };
}

/** Columns whose cells must be words of a dictionary. */
const WORD_COLUMNS: Readonly<Record<HealthTable, readonly string[]>> = {
	leads: [
		"company_verdict",
		"contact_verdict",
		"deal_verdict",
		"contact_role",
		"next_action_type",
		"do_not_call",
		"opt_out",
	],
	companies: ["verdict"],
	deals: ["stage", "outcome"],
	activities: ["type"],
};

const DATE_COLUMNS: Readonly<Record<HealthTable, readonly string[]>> = {
	leads: ["created_at", "next_action_on", "verified_on"],
	companies: ["profile_on"],
	deals: ["created_at", "closes_at", "next_action_on"],
	activities: ["at"],
};

/** Of these, what cannot lie in the future; the closing date only of a deal that is closed. */
const PAST_COLUMNS: Readonly<Record<HealthTable, readonly string[]>> = {
	leads: ["created_at"],
	companies: [],
	deals: ["created_at", "closes_at"],
	activities: ["at"],
};

/** Columns that people fill freely and figures are cut by. */
const SPELT_COLUMNS: Readonly<Record<HealthTable, readonly string[]>> = {
	leads: ["channel", "status"],
	companies: [],
	deals: ["channel"],
	activities: [],
};

/** The person left, or mail does not reach them any more. */
const GONE = /退職|異動|転職|不達|宛先不明|エラー|廃業|倒産|bounce|left the company|retired|no longer/i;

/** Columns that hold numbers of many digits for another reason. */
const NUMBERED: ReadonlySet<string> = new Set(["phone", "corporate_number", "amount", "id", "fingerprint"]);
const TWELVE = /(?:^|\D)(\d{4})[ -]?(\d{4})[ -]?(\d{4})(?!\d)/g;

function holdsMyNumber(cell: string | number): boolean {
	if (typeof cell === "number") return cell >= 1e10 && cell < 1e12 && isPossibleMyNumber(padded(cell));
	if (cell.length < 12 || !/[\d０-９]{4}/.test(cell)) return false;
	let isOne = false;
	normalizeText(cell).replace(TWELVE, (all: string, ...groups: string[]) => {
		isOne = isOne || isPossibleMyNumber(groups.slice(0, 3).join(""));
		return all;
	});
	return isOne;
}

/** A number that a sheet took for one has lost its leading zero. */
function padded(cell: number): string {
	return String(cell).padStart(12, "0");
}

/** Leads that are not 対象外, deals that are open. */
function aliveIn({ verdicts, outcome, isErased }: Facts, table: HealthTable): (record: number) => boolean {
	return table === "leads" ? (i) => verdicts[i] !== "out" && !isErased(i) : (i) => outcome[i] === "open";
}

/** Leads that somebody may work: neither 対象外 nor opted out, and without any deal. */
function workable({ verdicts, optOut, dealLead, tables }: Facts): (lead: number) => boolean {
	const hasDeal = new Uint8Array(tables.leads.size);
	for (let deal = 0; deal < tables.deals.size; deal++) hasDeal[dealLead[deal] as number] = 1;
	return (lead) => verdicts[lead] !== "out" && optOut[lead] !== 1 && hasDeal[lead] !== 1;
}

function blankIn(table: FactTable, column: string, concerns = (_: number): boolean => true): Find {
	const values = table.values(column);
	const finding: Finding = { column, text: "" };
	// What cannot be read is no blank.
	return (i) =>
		(values[i] ?? null) === null && concerns(i) && table.text(column, i).trim() === "" ? finding : null;
}

/** Each distinct text is looked up once. */
function unknownIn(table: FactTable, column: string, knows: (text: string) => boolean): Find {
	const held = new Map<string, boolean>();
	return (i) => {
		const text = table.text(column, i);
		let isKnown = held.get(text);
		if (isKnown === undefined) {
			isKnown = text.trim() === "" || knows(text);
			held.set(text, isKnown);
		}
		return isKnown ? null : { column, text };
	};
}

function staleSince(days: readonly (Day | null | undefined)[], column: string, today: Day): Finding | null {
	let last: Day | null = null;
	for (const day of days) if (day != null && (last === null || day > last)) last = day;
	return last === null || today - last <= FRESH_DAYS ? null : { column, text: formatDay(last, "/") };
}

/** The more frequent spelling of each word that is written in several ways: WEB and Ｗｅｂ beside Web. */
function usualSpellings(words: Column<string>): ReadonlyMap<string, string> {
	const counts = new Map<string, number>();
	for (const word of words) if (word !== null) counts.set(word, (counts.get(word) ?? 0) + 1);
	const best = new Map<string, string>();
	const keyOf = (word: string) => foldKey(word).replace(/[\s・･\-ー_/]/g, "");
	for (const [word, count] of counts) {
		const known = best.get(keyOf(word));
		if (known === undefined || count > (counts.get(known) ?? 0)) best.set(keyOf(word), word);
	}
	const usual = new Map<string, string>();
	for (const word of counts.keys()) {
		const better = best.get(keyOf(word)) as string;
		if (better !== word) usual.set(word, better);
	}
	return usual;
}
