/** A team's workbook with the sidebar's server, as a page calls it. */
import type {
	Field,
	HistoryEntry,
	QueueItem,
	SaveRequest,
	SaveResult,
	SidebarLead,
	SidebarSession,
} from "../../src/addon/sidebar-contract";
import { type Row, serial, type Workbook } from "./bench";

export interface Server {
	sidebarOpen(): SidebarSession;
	sidebarRow(): string;
	sidebarLead(id: string): SidebarLead | null;
	sidebarQueue(): QueueItem[];
	sidebarHistory(id: string): HistoryEntry[];
	sidebarSave(request: SaveRequest): SaveResult;
	sidebarDraft(text: string): void;
	sidebarMe(name: string): void;
}

/** The server's functions for one person; a failed call throws as the page's failure handler gets it. */
export function serverOf(book: Workbook, user?: string): Server {
	return new Proxy({} as Server, {
		get:
			(_, name: string) =>
			(...args: unknown[]) => {
				const result = book.host.run(name, {
					kind: "sidebar",
					args,
					...(user === undefined ? {} : { user }),
				});
				if (!result.ok) throw new Error(`${name}: ${result.message}`);
				return result.value;
			},
	});
}

let made = 0;

/** A request as the page makes it from what the rep saw. */
export function saveOf(
	lead: SidebarLead,
	changes: Partial<Record<Field, string>>,
	more: Partial<SaveRequest> = {},
): SaveRequest {
	const base: Partial<Record<Field, string>> = {};
	for (const field of Object.keys(changes) as Field[]) base[field] = lead.fields[field];
	made++;
	return {
		saveId: `save${String(made).padStart(6, "0")}`,
		leadId: lead.id,
		place: lead.place,
		base,
		changes,
		reason: "",
		source: "",
		log: null,
		by: "佐藤",
		isRetry: false,
		undoOf: "",
		...more,
	};
}

/** The lead with a name, which must be there. */
export function leadOf(book: Workbook, server: Server, name: string): SidebarLead {
	const id = String(book.rows("leads").find((row) => row["name"] === name)?.["id"] ?? "");
	const lead = server.sidebarLead(id);
	if (lead === null) throw new Error(`no lead ${name}`);
	return lead;
}

/** Leads of a small team; the last two are of one company. */
export const TEAM: readonly Row[] = [
	["エー自動車部品株式会社", "有田", "a@a-auto.example", "部長", "自動車"],
	["ビー機械", "別所", "b@b-kikai.example", "課長", "機械"],
	["シー電装", "千葉", "c@c-denso.example", "取締役", "自動車"],
	["株式会社ディー工業", "土井", "d1@d-kogyo.example", "担当", "機械"],
	["ディー工業", "出口", "d2@d-kogyo.example", "係長", "機械"],
].map(([company, name, email, title, industry]) => ({
	created_at: serial("2026-10-25"),
	company: company as string,
	name: name as string,
	email: email as string,
	title: title as string,
	industry: industry as string,
	employees: "300",
	owner: "佐藤",
}));
