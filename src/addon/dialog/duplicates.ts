/** 重複をまとめる: leads of all tabs that may be one, the surest first. */
import { dayOfTime, formatDay } from "../../domain/calendar/day";
import type { DuplicatePair } from "../../domain/duplicates/evidence";
import { openPairs } from "../../domain/duplicates/open-pairs";
import { linkerTo } from "../../domain/linking";
import { duplicateTexts } from "../../locale/duplicates";
import { duplicateLeads } from "../../workbook/duplicate-leads";
import { leadKeys, linkActivities } from "../../workbook/load";
import { withoutMergedLeads } from "../../workbook/merged";
import { Problems } from "../../workbook/problems";
import { readTable, type TableData } from "../../workbook/read";
import { fill } from "../../workbook/views/figures";
import type { DuplicateGroup, DuplicateList, DuplicateRow } from "../dialog-contract";
import { type DialogDesk, openDialogDesk } from "./desk";

/** Groups that are listed; the others come when these are merged. */
const MOST_GROUPS = 200;
const LEADS = [
	"created_at",
	"company",
	"name",
	"email",
	"phone",
	"owner",
	"postal_code",
	"address",
	"source_id",
] as const;

/** Rows that may be one, the one to keep first. */
interface Proposal extends Pick<DuplicateGroup, "strength" | "reasons"> {
	readonly rows: readonly number[];
}

export function duplicates(): DuplicateList {
	const desk = openDialogDesk();
	desk.giveIds(["leads"]);
	const { leads, activitiesOf } = readLeads(desk);
	const proposals = proposalsOf(leads, desk);
	const shown = proposals.slice(0, MOST_GROUPS);
	const row = rowsOf(leads, activitiesOf(shown.length > 0));
	return {
		groups: shown.map((proposal) => ({ ...proposal, rows: proposal.rows.map(row) })),
		total: proposals.length,
		sentence: sentenceOf(proposals, leads.size, desk),
	};
}

function readLeads({ book, marks, context }: DialogDesk) {
	const problems = new Problems();
	const { data, keys, lead } = withoutMergedLeads(
		readTable("leads", book, marks, LEADS, ["id", "merged_into"], context, problems),
		problems,
	);
	data.hold(LEADS, []);
	/** How many activities each lead has. */
	const activitiesOf = (isWanted: boolean): Int32Array => {
		const counts = new Int32Array(data.size);
		if (!isWanted) return counts;
		const activities = readTable(
			"activities",
			book,
			marks,
			["at", "type", "lead_ref"],
			[],
			context,
			problems,
		);
		const links = lead(linkActivities(activities, linkerTo(keys ?? leadKeys(data))));
		for (const link of links) if (link >= 0) counts[link] = (counts[link] ?? 0) + 1;
		return counts;
	};
	return { leads: data, activitiesOf };
}

function proposalsOf(leads: TableData<"leads">, { settings }: DialogDesk): Proposal[] {
	const texts = duplicateTexts(settings.language);
	const phrases = (codes: DuplicatePair["reasons"] | DuplicatePair["doubts"]) =>
		codes.map((code) => texts.findings[code]);
	const { contacts, found } = duplicateLeads(leads, settings);
	return [
		...found.groups.map(({ rows, survivor, strength, reasons }) => ({
			strength,
			reasons: phrases(reasons),
			rows: [survivor, ...rows.filter((row) => row !== survivor)],
		})),
		...openPairs(contacts, found).map(({ rows, relation, reasons, doubts }) => ({
			strength: "possible" as const,
			reasons: [
				...(relation === "moved" ? [texts.moved] : []),
				...phrases(reasons),
				...(doubts.length > 0 ? [fill(texts.but, { doubts: phrases(doubts).join(texts.comma) })] : []),
			],
			rows,
		})),
	];
}

function rowsOf(leads: TableData<"leads">, activities: Int32Array): (lead: number) => DuplicateRow {
	const text = (column: "id" | Exclude<(typeof LEADS)[number], "created_at">) => {
		const values = leads.values(column);
		return (lead: number) => values[lead] ?? "";
	};
	const [id, company, name, email] = [text("id"), text("company"), text("name"), text("email")];
	const [phone, owner, createdAt] = [text("phone"), text("owner"), leads.values("created_at")];
	return (lead) => {
		const at = createdAt[lead] ?? null;
		return {
			id: id(lead),
			tab: leads.parts.find(({ first, size }) => lead < first + size)?.name ?? "",
			company: company(lead),
			name: name(lead),
			email: email(lead),
			phone: phone(lead),
			owner: owner(lead),
			createdAt: at === null ? "" : formatDay(dayOfTime(at)),
			activities: activities[lead] ?? 0,
		};
	};
}

function sentenceOf(proposals: readonly Proposal[], rows: number, { settings }: DialogDesk): string {
	const texts = duplicateTexts(settings.language);
	const total = proposals.length;
	if (total === 0) return fill(texts.none, { rows });
	const count = (strength: DuplicateGroup["strength"]) =>
		proposals.filter((proposal) => proposal.strength === strength).length;
	const said = fill(texts.sentence, {
		total,
		certain: count("certain"),
		strong: count("strong"),
		possible: count("possible"),
	});
	return total > MOST_GROUPS ? said + fill(texts.more, { shown: MOST_GROUPS }) : said;
}
