/** What the sidebar's page may ask of the server. Only plain values cross: no dates, no functions. */
import { addBusinessDays, createBusinessCalendar } from "../domain/calendar/business-days";
import {
	addDays,
	civilOf,
	type Day,
	firstDayOf,
	formatDay,
	formatTime,
	lastDayOf,
	type Month,
	monthOf,
} from "../domain/calendar/day";
import { foldKey } from "../domain/normalize/text";
import { withoutLeads } from "../domain/privacy/drafts";
import type { Redaction } from "../domain/privacy/person";
import { reasonProblem } from "../domain/qualification/reason";
import type { Axis } from "../domain/records";
import { holidaysOf } from "../workbook/agreements";
import { LEAD_RESULTS } from "../workbook/blocks";
import { type FoundLead, LeadDesk } from "../workbook/desk/lead-desk";
import { FIELDS, type Field } from "../workbook/desk/lead-fields";
import { leadHistory } from "../workbook/desk/lead-history";
import { LeadSaver, type SaveOrder } from "../workbook/desk/lead-save";
import { Problems } from "../workbook/problems";
import { readWhole, type TableData } from "../workbook/read";
import { sha256 } from "./digest";
import { GoogleBook } from "./google-book";
import { locked } from "./locks";
import { userMessages } from "./menu";
import { rememberSaved } from "./saved-leads";
import type {
	HistoryEntry,
	Option,
	QueueItem,
	SaveRequest,
	SaveResult,
	SidebarLead,
	SidebarSession,
} from "./sidebar-contract";
import { readState } from "./state";

const ME = "mikomi.me";
const DRAFT = "mikomi.draft";
const RECENT = "mikomi.recent";
const KEPT_REASONS = 5;
/** A save gives up waiting for another one after this time; the page tries again. */
const SAVE_LOCK_MS = 5000;
/** A cell takes 50,000 characters (PLATFORM fact 26). */
const CELL_CHARACTERS = 50_000;

function openDesk(): { desk: LeadDesk; book: GoogleBook } {
	const book = new GoogleBook(SpreadsheetApp.getActiveSpreadsheet());
	const now = book.timeOfDate(new Date());
	return { desk: new LeadDesk(book, book.marks(), now), book };
}

/** Opens the sidebar's session. サイドバーの準備をします。 */
export function sidebarOpen(): SidebarSession {
	const { desk, book } = openDesk();
	const read = <T extends "members" | "holidays">(table: T): TableData<T> =>
		readWhole(table, book, desk.marks, desk.context, new Problems());
	const members = read("members");
	const calendar = createBusinessCalendar(holidaysOf(read("holidays")));
	const { lastRun, erased } = readState(book.spreadsheet.getId());
	const { today, messages, settings } = desk;
	const { choices } = messages;
	const own = PropertiesService.getUserProperties().getProperties();
	const words = (labels: Readonly<Record<string, string>>): Option[] =>
		Object.values(labels).map((label) => [label, label]);
	const touches = ["call_out", "email_out", "meeting", "visit", "dm", "task"] as const;
	return {
		language: userMessages().language,
		me: own[ME] ?? nameOf(members),
		members: members.values("name").filter((name): name is string => name !== null),
		options: {
			contactRole: Object.entries(choices.contact_role),
			evidence: words(choices.evidence).slice(0, -1),
			actionType: touches.map((type): Option => [type, choices.activity_type[type]]),
			budget: words(choices.bant_budget),
			authority: words(choices.bant_authority),
			need: words(choices.bant_need),
			timeframe: words(choices.bant_timeframe),
		},
		disqualifyReasons: settings.disqualifyReasons,
		recentReasons: JSON.parse(own[RECENT] ?? "[]") as string[],
		hasFirstCallSheet: settings.hasFirstCallSheet,
		days: {
			today: formatDay(today),
			tomorrow: formatDay(addDays(today, 1)),
			threeBusinessDays: formatDay(addBusinessDays(calendar, today, 3)),
			nextWeek: formatDay(addBusinessDays(calendar, addDays(today, 6), 1)),
			nextMonth: formatDay(sameDayNextMonth(today)),
		},
		refreshedAt:
			lastRun?.refreshedAt == null
				? ""
				: formatTime(book.timeOfDate(new Date(lastRun.refreshedAt)), "/").slice(0, 16),
		draft: draftIn(own),
		erased,
	};
}

function draftIn(own: Readonly<Record<string, string>>): string {
	return Array.from({ length: Number(own[DRAFT] ?? 0) }, (_, i) => own[`${DRAFT}.${i}`] ?? "").join("");
}

/** Takes erased persons out of what the present user's page has left here. */
export function forgetDrafts(leads: readonly string[], redaction: Redaction): void {
	const properties = PropertiesService.getUserProperties();
	const own = properties.getProperties();
	const reasons = JSON.parse(own[RECENT] ?? "[]") as string[];
	const kept = reasons.filter((reason) => !redaction.isIn(reason));
	if (kept.length < reasons.length) properties.setProperty(RECENT, JSON.stringify(kept));
	const draft = draftIn(own);
	const left = withoutLeads(draft, leads);
	if (left !== draft || redaction.isIn(left)) sidebarDraft(redaction.isIn(left) ? "" : left);
}

function sameDayNextMonth(day: Day): Day {
	const next = (monthOf(day) + 1) as Month;
	return Math.min(firstDayOf(next) + civilOf(day).dayOfMonth - 1, lastDayOf(next)) as Day;
}

/** The name that the person chose in the sidebar, else the one in メンバー; "" where neither is known. */
export function myName({ book, marks, context }: LeadDesk): string {
	const chosen = PropertiesService.getUserProperties().getProperty(ME);
	return chosen ?? nameOf(readWhole("members", book, marks, context, new Problems()));
}

/** The rep's name as in メンバー, by the account's address. */
function nameOf(members: TableData<"members">): string {
	const address = foldKey(Session.getActiveUser().getEmail());
	if (address === "") return "";
	const at = members.values("email").findIndex((email) => foldKey(email ?? "") === address);
	return members.values("name")[at] ?? "";
}

/** The id of the lead in the selected row, "" when it is none. 選んだ行のリードを返します。 */
export function sidebarRow(): string {
	const sheet = SpreadsheetApp.getActiveSheet();
	const row = sheet.getActiveCell().getRow();
	const { desk } = openDesk();
	const tab = sheet.getSheetId();
	const held = desk.idAt(tab, row);
	return held === "" ? (locked(SAVE_LOCK_MS, () => desk.giveId(tab, row)) ?? "") : (held ?? "");
}

/** One lead, or null when it is gone. リードを返します。 */
export function sidebarLead(id: string): SidebarLead | null {
	const { desk } = openDesk();
	const lead = desk.find(id);
	return lead === null ? null : shown(desk, lead);
}

/** The work queue of the last refresh, the rep's own and unowned leads. フォローの順番を返します。 */
export function sidebarQueue(): QueueItem[] {
	const { desk, book } = openDesk();
	const read = <T extends "members" | "queue">(table: T) =>
		readWhole(table, book, desk.marks, desk.context, new Problems());
	const me = PropertiesService.getUserProperties().getProperty(ME) ?? nameOf(read("members"));
	const queue = read("queue");
	const [id, company, name, why, owner] = [
		queue.values("lead_id"),
		queue.values("company"),
		queue.values("name"),
		queue.values("why"),
		queue.values("owner"),
	];
	return id.flatMap((lead, i) => {
		const isMine = me === "" || (owner[i] ?? "") === "" || owner[i] === me;
		if (lead === null || !isMine) return [];
		return [{ id: lead, company: company[i] ?? "", name: name[i] ?? "", why: why[i] ?? "" }];
	});
}

/** What happened with a lead, newest first. リードの履歴を返します。 */
export function sidebarHistory(id: string): HistoryEntry[] {
	const { desk } = openDesk();
	const lead = desk.find(id);
	return lead === null ? [] : leadHistory(desk, lead);
}

/** Saves what a rep decided about a lead. リードの判定と予定を保存します。 */
export function sidebarSave(request: SaveRequest): SaveResult {
	const { desk, book } = openDesk();
	const message = refusal(request, desk);
	if (message !== null) return { state: "refused", message };
	const by = request.by || Session.getActiveUser().getEmail();
	const order: SaveOrder = { ...request, by };
	const outcome = locked(SAVE_LOCK_MS, () => {
		const saved = new LeadSaver(desk, sha256).save(order);
		if (saved.state === "saved") {
			const results = saved.own.filter(([column]) => (LEAD_RESULTS as readonly string[]).includes(column));
			rememberSaved(book.spreadsheet.getId(), request.leadId, results);
		}
		return saved;
	});
	if (outcome === null) return { state: "busy" };
	if (outcome.state === "gone" || outcome.state === "busy") return { state: outcome.state };
	const lead = desk.find(request.leadId, request.place);
	if (lead === null) return { state: "gone" };
	if (outcome.state === "conflict")
		return { state: "conflict", fields: outcome.fields, lead: shown(desk, lead) };
	rememberReason(request.reason);
	return { state: "saved", lead: shown(desk, lead) };
}

/** Why a request cannot be saved at all: one sentence that says what to do. */
function refusal({ changes, reason, log, undoOf }: SaveRequest, desk: LeadDesk): string | null {
	const { refused } = desk.messages.desk;
	const verdicts = (Object.keys(changes) as Field[]).filter(
		(field) => "axis" in FIELDS[field] && changes[field] !== "",
	);
	const lacks = verdicts.length > 0 && undoOf === "" ? reasonProblem(reason) : null;
	if (lacks !== null) return refused[lacks];
	const texts = [...Object.values(changes), reason, log?.note ?? ""];
	if (texts.some((text) => String(text).length > CELL_CHARACTERS)) return refused.tooLong(CELL_CHARACTERS);
	return null;
}

function rememberReason(reason: string): void {
	const text = reason.trim().slice(0, 200);
	if (text === "") return;
	const properties = PropertiesService.getUserProperties();
	const kept = JSON.parse(properties.getProperty(RECENT) ?? "[]") as string[];
	if (kept[0] === text) return;
	const next = [text, ...kept.filter((other) => other !== text)].slice(0, KEPT_REASONS);
	properties.setProperty(RECENT, JSON.stringify(next));
}

/** Keeps what could not be saved yet; "" forgets it. 下書きを預かります。 */
export function sidebarDraft(text: string): void {
	const properties = PropertiesService.getUserProperties();
	// A property holds 9 KB (PLATFORM fact 23). By whole characters: half of a pair would not come back.
	const pieces = text.match(/[\s\S]{1,2000}/gu) ?? [];
	const stale = Number(properties.getProperty(DRAFT) ?? 0);
	for (let i = pieces.length; i < stale; i++) properties.deleteProperty(`${DRAFT}.${i}`);
	const stored: Record<string, string> = { [DRAFT]: String(pieces.length) };
	pieces.forEach((piece, i) => {
		stored[`${DRAFT}.${i}`] = piece;
	});
	properties.setProperties(stored);
}

/** Remembers who the rep is. 担当者の名前を覚えます。 */
export function sidebarMe(name: string): void {
	PropertiesService.getUserProperties().setProperty(ME, name.slice(0, 100));
}

function shown(desk: LeadDesk, lead: FoundLead): SidebarLead {
	const text = (column: string) => desk.text(lead, column);
	const day = (column: string, separator: "-" | "/") => {
		const value = desk.day(lead, column);
		return value === null ? "" : formatDay(value, separator);
	};
	const reviewOn = desk.reviewOn(lead);
	const { qualification } = desk.settings;
	const verdict = (axis: Axis) => desk.basis(lead, axis);
	return {
		id: lead.id,
		place: `${lead.row.mapped.tab.id}:${lead.row.at}`,
		name: text("name"),
		company: text("company"),
		department: text("department"),
		title: text("title"),
		email: text("email"),
		phone: text("phone"),
		owner: text("owner"),
		channel: text("channel"),
		createdOn: day("created_at", "/"),
		score: text("score"),
		grade: text("grade"),
		scoreWhy: text("score_why"),
		dropsOn: day("drops_on", "-"),
		fit: text("fit"),
		coverage: text("coverage"),
		fitWhy: text("fit_why"),
		nextStep: desk.nextStep(lead),
		fields: lead.fields,
		verdicts: { company: verdict("company"), contact: verdict("contact"), deal: verdict("deal") },
		reviewOn: reviewOn === null ? "" : formatDay(reviewOn),
		changed: desk.changed(lead),
		roleHint: desk.roleHint(lead),
		touches: Number(text("touches")) || 0,
		companyTouches: Number(text("company_touches")) || 0,
		contactCap: qualification.contactCap,
		companyCap: qualification.companyCap,
		lastTouchOn: day("last_touch_on", "/"),
	};
}
