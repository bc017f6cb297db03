/** A lead's history as the sidebar shows it: what was done and how it was judged, newest first. */
import { formatTime, type WallTime } from "../../domain/calendar/day";
import { companyKey } from "../../domain/normalize/company";
import { foldKey } from "../../domain/normalize/text";
import { type Cell, Unreadable } from "../codec";
import { mapTab, tabsOf } from "../read";
import { specOf } from "../schema";
import { VerdictLog } from "../verdict-log";
import type { FoundLead, LeadDesk } from "./lead-desk";

/** One line of the lead's history, newest first. */
export interface HistoryLine {
	/** "2026/11/20 14:05". */
	readonly at: string;
	readonly kind: "activity" | "verdict";
	/** "架電・不在", "企業判定: 対象". */
	readonly what: string;
	readonly detail: string;
	readonly by: string;
}

/** How many lines are shown, and how far back the logs are read for them: older ones stand in their tabs. */
const LINES = 50;
const ROWS_BACK = 4000;

export function leadHistory(desk: LeadDesk, lead: FoundLead): HistoryLine[] {
	return [...activities(desk, lead), ...verdicts(desk, lead)]
		.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
		.slice(0, LINES);
}

const SHOWN = [
	"at",
	"email",
	"name",
	"company",
	"type",
	"target",
	"result",
	"owner",
	"lead_ref",
	"note",
] as const;

function activities(desk: LeadDesk, lead: FoundLead): HistoryLine[] {
	const { book, marks, context } = desk;
	const [email, name, sourceId] = ["email", "name", "source_id"].map((column) =>
		foldKey(desk.text(lead, column)),
	);
	const company = companyKey(desk.text(lead, "company")).key;
	const lines: HistoryLine[] = [];
	for (const tab of tabsOf("activities", book.tabs(), marks)) {
		const { rows } = tab.extent();
		if (rows < 2) continue;
		const marked = mapTab("activities", tab, marks, []);
		const { columns } = marked.columns.has("at")
			? marked
			: mapTab("activities", tab, marks, tab.read(1, 1, 1, tab.extent().columns)[0] ?? []);
		const places = SHOWN.map((column) => columns.get(column) ?? 0).filter((at) => at > 0);
		const first = Math.min(...places);
		const count = Math.min(ROWS_BACK, rows - 1);
		const cells = tab.read(rows - count + 1, first, count, Math.max(...places) - first + 1);
		for (const row of cells) {
			const text = (column: (typeof SHOWN)[number]): string => {
				const cell: Cell = row[(columns.get(column) ?? 0) - first] ?? "";
				const value = cell === "" ? null : specOf("activities").columns[column]?.codec.decode(cell, context);
				if (value === null || value === undefined) return "";
				if (value instanceof Unreadable) return String(cell);
				return column === "at" ? formatTime(value as WallTime, "/").slice(0, 16) : String(value);
			};
			const ref = foldKey(text("lead_ref"));
			const isLinked =
				ref === ""
					? (email !== "" && foldKey(text("email")) === email) ||
						(text("email") === "" &&
							name !== "" &&
							foldKey(text("name")) === name &&
							companyKey(text("company")).key === company)
					: ref === foldKey(lead.id) || (ref === sourceId && ref !== "");
			if (!isLinked) continue;
			const words = [context.label("activity_type", text("type"))];
			if (text("result") !== "") words.push(context.label("call_result", text("result")));
			lines.push({
				at: text("at"),
				kind: "activity",
				what: words.join(desk.messages.nextStep.separator),
				detail: [text("target"), text("note")].filter((part) => part !== "").join(" "),
				by: text("owner"),
			});
		}
	}
	return lines;
}

function verdicts(desk: LeadDesk, lead: FoundLead): HistoryLine[] {
	const log = new VerdictLog(desk.book, desk.marks, desk.context, desk.messages);
	const company = companyKey(desk.text(lead, "company")).key;
	return log
		.read(ROWS_BACK)
		.filter(
			(row) =>
				row.leadId === lead.id ||
				(log.meaning(row).axis === "company" && companyKey(row.company).key === company),
		)
		.map((row) => ({
			at: row.at.replace(/-/g, "/"),
			kind: "verdict",
			what: `${row.axis}: ${row.verdict}`,
			detail: row.reason,
			by: row.by,
		}));
}
