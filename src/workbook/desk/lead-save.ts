/** What a rep decided about a lead, written: history and activity first, then the company, then the lead's own row. */
import { timeOf } from "../../domain/calendar/day";
import { isTouch, QUICK_LOGS, type QuickLog } from "../../domain/followup/touches";
import { companyKey } from "../../domain/normalize/company";
import type { Digest } from "../../domain/qualification/history";
import { snapshotOf } from "../../domain/qualification/review";
import { leadVerdict, type VerdictState } from "../../domain/qualification/verdict";
import type { Axis, Verdict } from "../../domain/records";
import { formatBasis, formatState, parseState } from "../basis";
import { MissingColumnError } from "../book";
import { type Cell, literal } from "../codec";
import { tabsOf } from "../read";
import { type GivenVerdict, VerdictLog } from "../verdict-log";
import { writeRecord } from "../writing/record-writer";
import { cellOf, columnOf, type FieldTexts, type FoundLead, type LeadDesk, verdictOf } from "./lead-desk";
import { FIELD_IDS, FIELDS, type Field } from "./lead-fields";

/** A save as the page asks for it. */
export interface SaveOrder {
	/** Made by the page, at least 8 letters or digits; a retry bears the same one and changes nothing twice. */
	readonly saveId: string;
	readonly leadId: string;
	/** Where the page saw its row; spares reading all ids. */
	readonly place: string;
	/** The changed fields as the rep saw them before. */
	readonly base: Partial<FieldTexts>;
	readonly changes: Partial<FieldTexts>;
	/** Required when a verdict changes to 対象 or 対象外. */
	readonly reason: string;
	/** Word for the evidence of the verdicts, or "". */
	readonly source: string;
	readonly log: { readonly kind: QuickLog; readonly note: string } | null;
	/** The name the page asked for, or "" to go by the account. */
	readonly by: string;
	/** True when this very request was sent before and its answer never came. */
	readonly isRetry: boolean;
	/** A save that this one takes back: what it logged goes. */
	readonly undoOf: string;
}

export type SaveOutcome =
	| { readonly state: "saved"; readonly own: readonly [column: string, cell: Cell][] }
	| { readonly state: "conflict"; readonly fields: readonly Field[] }
	| { readonly state: "gone" | "busy" };

/** A basis must fit into one cell beside its date and name. */
const BASIS_CHARACTERS = 1000;
/** Saves for one desk. */
export class LeadSaver {
	constructor(
		private readonly desk: LeadDesk,
		private readonly digest: Digest,
	) {}

	/** Saves what a rep decided. The caller holds the document lock. */
	save(asked: SaveOrder): SaveOutcome {
		const lead = this.desk.find(asked.leadId, asked.place);
		if (lead === null) return { state: "gone" };
		// A row that was merged meanwhile is saved as the one that remains.
		const order = { ...asked, leadId: lead.id };
		const isNew = (field: Field) => order.changes[field] !== lead.fields[field];
		// A verdict that is given again with a reason is confirmed.
		const changed = FIELD_IDS.filter(
			(field) => field in order.changes && (isNew(field) || ("axis" in FIELDS[field] && order.reason !== "")),
		);
		const theirs = changed.filter(
			(field) => isNew(field) && (order.base[field] ?? "") !== lead.fields[field],
		);
		if (theirs.length > 0) return { state: "conflict", fields: theirs };

		// First what is only ever added, so that a save that is cut off is completed by its retry.
		this.log(order, lead, changed);
		const activity = this.addActivity(order, lead);
		const company = this.saveCompany(order, lead, changed);
		if (company !== "written") return { state: "busy" };
		const own = this.ownCells(order, lead, changed, activity);
		const cells = new Map<number, Cell>();
		const put = (column: string, cell: Cell) => {
			const at = lead.row.mapped.columns.get(column);
			if (at !== undefined) cells.set(at, cell);
		};
		for (const field of changed) {
			if (FIELDS[field].table === "leads")
				put(FIELDS[field].column, this.desk.encode(field, order.changes[field] ?? ""));
		}
		// The lead's own cell must not go on saying what its company's record no longer says.
		if (changed.includes("company_verdict") && cellOf(lead.row, "company_verdict") !== "") {
			put("company_verdict", this.desk.encode("company_verdict", order.changes.company_verdict ?? ""));
		}
		for (const [column, cell] of own) put(column, cell);
		const outcome =
			cells.size === 0
				? "written"
				: writeRecord(
						this.desk.book,
						lead.row.mapped,
						[columnOf(lead.row.mapped, "leads", "id")],
						(key) => key === order.leadId,
						cells,
					);
		if (outcome === "written") return { state: "saved", own };
		return { state: outcome === "gone" ? "gone" : "busy" };
	}

	private log(order: SaveOrder, lead: FoundLead, changed: readonly Field[]): void {
		const given = changed.flatMap((field): GivenVerdict[] => {
			const { axis } = FIELDS[field] as { axis?: Axis };
			if (axis === undefined) return [];
			return [
				{
					leadId: order.leadId,
					company: this.desk.text(lead, "company"),
					axis,
					verdict: verdictOf(order.changes[field]),
					before: lead.state[axis],
					reason: order.reason,
					source: order.source,
					by: order.by,
					saveId: order.saveId,
				},
			];
		});
		new VerdictLog(this.desk.book, this.desk.marks, this.desk.context, this.desk.messages).append(
			given,
			this.desk.now,
			this.digest,
		);
	}

	/** Appends the act that was logged, or takes back the one of the save that is undone. */
	private addActivity(order: SaveOrder, lead: FoundLead): "touch" | "untouch" | null {
		const tab = tabsOf("activities", this.desk.book.tabs(), this.desk.marks)[0];
		if (tab === undefined || (order.log === null && order.undoOf === "")) return null;
		const mapped = this.desk.mapped("activities", tab.id);
		const idAt = columnOf(mapped, "activities", "id");
		const isKnown = (id: string) =>
			tab.extent().rows > 1 &&
			tab.read(2, idAt, tab.extent().rows - 1, 1).some((row) => String(row[0]) === id);
		if (order.undoOf !== "") {
			if (!isKnown(order.undoOf)) return null;
			// The row keeps its id: a row that moves meanwhile is told from others by it.
			const others = [...mapped.columns.values()].filter((at) => at !== idAt);
			const blank = new Map(others.map((at): [number, Cell] => [at, ""]));
			writeRecord(this.desk.book, mapped, [idAt], (key) => key === order.undoOf, blank);
			return "untouch";
		}
		if (order.log === null || (order.isRetry && isKnown(order.saveId))) return null;
		const { type, result } = QUICK_LOGS[order.log.kind];
		const { choices } = this.desk.messages;
		const values: Readonly<Record<string, Cell>> = {
			at: this.desk.book.dateOfTime(this.desk.now),
			email: this.desk.text(lead, "email"),
			name: this.desk.text(lead, "name"),
			company: this.desk.text(lead, "company"),
			type: choices.activity_type[type],
			result: result === "" ? "" : choices.call_result[result],
			owner: order.by,
			lead_ref: order.leadId,
			note: order.log.note,
			id: order.saveId,
		};
		const row = new Array<Cell>(Math.max(...mapped.columns.values())).fill("");
		for (const [column, cell] of Object.entries(values)) {
			const at = mapped.columns.get(column);
			if (at !== undefined) row[at - 1] = typeof cell === "string" ? literal(cell) : cell;
		}
		tab.append(row);
		return isTouch(type, result) ? "touch" : null;
	}

	private saveCompany(order: SaveOrder, lead: FoundLead, changed: readonly Field[]) {
		const wanted = changed.filter((field) => FIELDS[field].table === "companies");
		if (wanted.length === 0) return "written";
		const tab = lead.company?.mapped.tab ?? tabsOf("companies", this.desk.book.tabs(), this.desk.marks)[0];
		if (tab === undefined)
			throw new MissingColumnError(this.desk.messages.tabs.companies, "companies", "name");
		const mapped = this.desk.mapped("companies", tab.id);
		const values = new Map<string, Cell>(
			wanted.map((field) => [FIELDS[field].column, this.desk.encode(field, order.changes[field] ?? "")]),
		);
		if (wanted.includes("company_verdict")) {
			const isGiven = (order.changes.company_verdict ?? "") !== "";
			values.set("verdict_basis", isGiven ? this.basisCell(order) : "");
			values.set("verdict_reason", isGiven ? literal(order.reason) : "");
			values.set("judged_of", isGiven ? snapshotOf(this.desk.reviewed(lead, "company")) : "");
		}
		if (wanted.some((field) => FIELDS[field].as === "text")) {
			values.set("profile_on", this.desk.book.dateOfTime(timeOf(this.desk.today)));
		}
		const cells = new Map<number, Cell>();
		for (const [column, cell] of values) {
			const at = mapped.columns.get(column);
			if (at !== undefined) cells.set(at, cell);
		}
		const nameAt = columnOf(mapped, "companies", "name");
		const key = companyKey(String(cellOf(lead.company, "name")) || this.desk.text(lead, "company")).key;
		const mergedAt = mapped.columns.get("merged_into");
		const outcome = writeRecord(
			this.desk.book,
			mapped,
			mergedAt === undefined ? [nameAt] : [nameAt, mergedAt],
			// A merged row has the id of another one below its name.
			(text) => !text.includes("\n") && companyKey(text).key === key,
			cells,
		);
		if (outcome !== "gone") return outcome;
		const row = new Array<Cell>(Math.max(...mapped.columns.values())).fill("");
		for (const [at, cell] of cells) row[at - 1] = cell;
		row[nameAt - 1] = literal(this.desk.text(lead, "company"));
		tab.append(row);
		return "written";
	}

	/** Our own cells beside the lead after a save, so that the sheet says it before the next refresh does. */
	private ownCells(
		order: SaveOrder,
		lead: FoundLead,
		changed: readonly Field[],
		activity: "touch" | "untouch" | null,
	): [column: string, cell: Cell][] {
		const own: [string, Cell][] = [];
		const state: Record<Axis, Verdict | null> = { ...lead.state };
		for (const field of changed) {
			const { axis } = FIELDS[field] as { axis?: Axis };
			if (axis === undefined) continue;
			state[axis] = verdictOf(order.changes[field]);
			const isGiven = state[axis] !== null;
			if (axis !== "company") own.push([`${axis}_basis`, isGiven ? this.basisCell(order) : ""]);
			if (axis === "contact")
				own.push(["judged_of", isGiven ? snapshotOf(this.desk.reviewed(lead, axis)) : ""]);
			if (axis !== "deal" && order.reason !== "") own.push(["verdict_reason", literal(order.reason)]);
		}
		own.push(["state", formatState(state, this.desk.messages)]);
		const isJudged = leadVerdict(state.company, state.contact) !== null;
		// As the sheet last said it: a save that was cut off may have written the company's verdict already.
		const seen = parseState(String(cellOf(lead.row, "state")), this.desk.context);
		const wasJudged = seen !== null && leadVerdict(seen.company, seen.contact) !== null;
		if (isJudged && (!wasJudged || order.isRetry) && changed.some((field) => "axis" in FIELDS[field])) {
			if (this.desk.day(lead, "judged_on") === null)
				own.push(["judged_on", this.desk.dayCell(this.desk.today)]);
		}
		if (activity !== null) {
			const step = activity === "touch" ? 1 : -1;
			for (const column of ["touches", "company_touches"]) {
				own.push([column, Math.max(0, (Number(cellOf(lead.row, column)) || 0) + step)]);
			}
			if (activity === "touch") own.push(["last_touch_on", this.desk.dayCell(this.desk.today)]);
		}
		const after = this.after(lead, order, changed, own, state);
		const reviewOn = this.desk.reviewOn(after);
		own.push(["review_on", reviewOn === null ? "" : this.desk.dayCell(reviewOn)]);
		own.push(["next_step", literal(this.desk.nextStep(after))]);
		return own;
	}

	/** The lead as it will stand when the save is done. */
	private after(
		lead: FoundLead,
		order: SaveOrder,
		changed: readonly Field[],
		own: readonly [string, Cell][],
		state: VerdictState,
	): FoundLead {
		const cells = [...lead.row.cells];
		for (const [column, cell] of own) {
			const at = lead.row.mapped.columns.get(column);
			if (at !== undefined) cells[at - 1] = typeof cell === "string" ? cell.replace(/^'/, "") : cell;
		}
		const company = lead.company === null ? null : { ...lead.company, cells: [...lead.company.cells] };
		if (company !== null && changed.includes("company_verdict")) {
			const put = (column: string, cell: Cell) => {
				const at = company.mapped.columns.get(column);
				if (at !== undefined) company.cells[at - 1] = cell;
			};
			put("verdict_basis", state.company === null ? "" : this.basisCell(order));
			put("judged_of", "");
		}
		return {
			...lead,
			row: { ...lead.row, cells },
			company,
			state,
			fields: { ...lead.fields, ...order.changes },
		};
	}

	private basisCell(order: SaveOrder): string {
		const reason = order.reason.slice(0, BASIS_CHARACTERS);
		return formatBasis(this.desk.now, order.by, order.source, reason);
	}
}
