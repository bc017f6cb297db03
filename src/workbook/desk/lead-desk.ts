/** One lead as a rep works on it: found by its id, loaded with its company, saved without touching anybody else's row. */
import { type Day, dayOfTime, formatDay, parseDay, timeOf, type WallTime } from "../../domain/calendar/day";
import { nextStepOf } from "../../domain/followup/next-step";
import { companyKey } from "../../domain/normalize/company";
import { mergeDictionary } from "../../domain/normalize/dictionary";
import { titleRank } from "../../domain/normalize/title";
import { bantCount } from "../../domain/qualification/bant";
import { roleHint } from "../../domain/qualification/contact-role";
import type { Playbook } from "../../domain/qualification/playbook";
import { changesSince, REVIEWED, reviewDay } from "../../domain/qualification/review";
import { leadVerdict, type VerdictState } from "../../domain/qualification/verdict";
import type { Axis, Verdict } from "../../domain/records";
import { type Messages, messagesIn } from "../../locale";
import { playbookOf } from "../agreements";
import { BANT_COLUMNS, parseBasis, parseState } from "../basis";
import { type Book, type MappedTab, type Mark, MissingColumnError } from "../book";
import type { Cell, CellContext } from "../codec";
import { day, literal, Unreadable } from "../codec";
import { fingerprintOf, IDENTITY, idMaker } from "../identity";
import { nextStepWords } from "../next-step";
import { Problems } from "../problems";
import { mapTab, readWhole, tabsOf } from "../read";
import { type RecordTable, specOf } from "../schema";
import { contextOf, readSettings, type Settings } from "../settings";
import { identityCell } from "../writing/beside";
import { writeRecord } from "../writing/record-writer";
import { FIELD_IDS, FIELDS, type Field } from "./lead-fields";

/** The fields of a lead as text: codes of choices, ISO days, "" for blank. */
export type FieldTexts = Readonly<Record<Field, string>>;

/** A record's row as it was read. */
export interface Row {
	readonly mapped: MappedTab;
	/** 1-based sheet row. */
	readonly at: number;
	readonly cells: readonly Cell[];
}

/** A lead with its company's record, as both stand now. */
export interface FoundLead {
	readonly id: string;
	readonly row: Row;
	/** Null while the company has no record. */
	readonly company: Row | null;
	readonly fields: FieldTexts;
	readonly state: VerdictState;
}

export class LeadDesk {
	readonly settings: Settings;
	readonly context: CellContext;
	readonly messages: Messages;
	readonly playbook: Playbook;
	readonly today: Day;

	constructor(
		readonly book: Book,
		readonly marks: readonly Mark[],
		readonly now: WallTime,
	) {
		this.today = dayOfTime(now);
		const blank = contextOf(
			book,
			readSettings(null, () => "ja"),
			this.today,
		);
		this.settings = readSettings(
			readWhole("settings", book, marks, blank, new Problems()),
			() => book.locale,
		);
		this.context = contextOf(book, this.settings, this.today);
		this.messages = messagesIn(this.settings.language);
		this.playbook = playbookOf(
			readWhole("playbook", book, marks, this.context, new Problems()),
			this.context,
		);
	}

	/**
	 * Finds a lead by its id.
	 * @param place where its row stood ("tab:row"), which spares reading all ids
	 */
	find(id: string, place = ""): FoundLead | null {
		const row = this.remaining(
			"leads",
			this.findRow("leads", "id", (cell) => String(cell) === id, place),
		);
		return row === null ? null : this.found(String(cellOf(row, "id")), row);
	}

	/** The row that a merged one was merged into; the row itself where that is gone or it was not merged. */
	private remaining(table: "leads" | "companies", row: Row | null): Row | null {
		let at = row;
		const seen = new Set<string>();
		for (
			let into = String(cellOf(row, "merged_into"));
			into !== "";
			into = String(cellOf(at, "merged_into"))
		) {
			const next = seen.has(into) ? null : this.findRow(table, "id", (cell) => String(cell) === into);
			if (next === null) return row;
			seen.add(into);
			at = next;
		}
		return at;
	}

	/** Id of the lead that stands in a row now: "" where it has none yet, null where the row holds no lead. */
	idAt(tabId: number, row: number): string | null {
		const mapped = this.leadTab(tabId);
		const at = row - (mapped?.tab.above ?? 0);
		if (mapped === null || at < 2) return null;
		const cells = mapped.tab.read(at, 1, 1, widthOf(mapped))[0] ?? [];
		return this.fingerprint(mapped, cells) === ""
			? null
			: String(cells[columnOf(mapped, "leads", "id") - 1] ?? "");
	}

	/** Gives the lead in a row an id. The caller holds the document lock. Null where the row holds no lead any more. */
	giveId(tabId: number, row: number): string | null {
		const mapped = this.leadTab(tabId);
		if (mapped === null) return null;
		const { tab } = mapped;
		const idAt = columnOf(mapped, "leads", "id");
		const cells = tab.read(row - tab.above, 1, 1, widthOf(mapped))[0] ?? [];
		const held = String(cells[idAt - 1] ?? "");
		const fingerprint = this.fingerprint(mapped, cells);
		if (held !== "" || fingerprint === "") return held || null;
		const taken = tab.read(2, idAt, tab.extent().rows - 1, 1).map((row) => String(row[0]));
		const id = idMaker(IDENTITY.leads.prefix, this.now * 1000, taken)();
		const keys = IDENTITY.leads.columns
			.map((column) => mapped.columns.get(column) ?? 0)
			.filter((column) => column > 0);
		const wanted = ["", ...keys.map((column) => String(cells[column - 1]))].join("\n").trim();
		const given = new Map<number, Cell>([
			[idAt, id],
			[columnOf(mapped, "leads", "fingerprint"), fingerprint],
		]);
		const outcome = writeRecord(this.book, mapped, [idAt, ...keys], (key) => key === wanted, given);
		return outcome === "written" ? id : null;
	}

	private leadTab(tabId: number): MappedTab | null {
		const tab = tabsOf("leads", this.book.tabs(), this.marks).find(({ id }) => id === tabId);
		return tab === undefined ? null : this.mapped("leads", tab.id);
	}

	private fingerprint(mapped: MappedTab, cells: readonly Cell[]): string {
		return fingerprintOf(
			IDENTITY.leads.columns.map((column) =>
				identityCell(cells[(mapped.columns.get(column) ?? 0) - 1] ?? ""),
			),
		);
	}

	/** Text of a column of the lead's row, as it stands. */
	text(lead: FoundLead, column: string): string {
		const value = this.decode(lead.row, "leads", column);
		return value === null || value instanceof Unreadable ? "" : String(value);
	}

	/** A day of the lead's row, or null. */
	day(lead: FoundLead, column: string): Day | null {
		const value = day.decode(cellOf(lead.row, column), this.context);
		return typeof value === "number" ? value : null;
	}

	/** What a verdict rests on, as far as it is known. */
	basis(lead: FoundLead, axis: Axis): { at: string; by: string; source: string; reason: string } {
		const cell =
			axis === "company"
				? lead.company === null
					? ""
					: cellOf(lead.company, "verdict_basis")
				: cellOf(lead.row, `${axis}_basis`);
		const typed = lead.state[axis] === null || axis === "deal" ? "" : this.text(lead, "verdict_reason");
		return parseBasis(String(cell)) ?? { at: "", by: "", source: "", reason: typed };
	}

	/** The attributes that changed since the verdicts: "従業員数: 300 → 1200". */
	changed(lead: FoundLead): string[] {
		const labels = this.messages.columns.leads as Readonly<Record<string, string>>;
		return this.changes(lead).map(({ id, before, after }) => `${labels[id] ?? id}: ${before} → ${after}`);
	}

	private changes(lead: FoundLead): { id: string; before: string; after: string }[] {
		return (["company", "contact"] as const).flatMap((axis) => {
			const row = axis === "company" ? lead.company : lead.row;
			if (row === null) return [];
			const now = this.reviewed(lead, axis);
			return changesSince(String(cellOf(row, "judged_of")), now).map(({ at, before, after }) => ({
				id: REVIEWED[axis][at] as string,
				before,
				after,
			}));
		});
	}

	/** The attributes that a verdict is judged by: the company's own where it has a record, else the lead's. */
	reviewed(lead: FoundLead, axis: Axis): string[] {
		return REVIEWED[axis].map((column) => {
			const own = axis === "company" && lead.company !== null ? String(cellOf(lead.company, column)) : "";
			return this.text(lead, column) || own;
		});
	}

	reviewOn(lead: FoundLead): Day | null {
		const { company, contact } = lead.state;
		if (leadVerdict(company, contact) === null) return null;
		const days = (["company", "contact"] as const)
			.map(
				(axis) =>
					parseBasis(
						axis === "company"
							? String(cellOf(lead.company, "verdict_basis"))
							: String(cellOf(lead.row, "contact_basis")),
					)?.on ?? null,
			)
			.filter((day): day is Day => day !== null);
		const first = days.length === 0 ? this.day(lead, "judged_on") : (Math.min(...days) as Day);
		return reviewDay(
			first,
			this.changes(lead).length > 0,
			this.today,
			this.settings.qualification.verdictMonths,
		);
	}

	/** 次の一手 as it stands now. */
	nextStep(lead: FoundLead): string {
		const { fields, state } = lead;
		const step = nextStepOf({
			state,
			title: this.text(lead, "title") || null,
			bant: bantCount(BANT_COLUMNS.map((column) => fields[column] || null)),
			lastTouchOn: this.day(lead, "last_touch_on"),
			touches: Number(cellOf(lead.row, "touches")) || 0,
			companyTouches: Number(cellOf(lead.row, "company_touches")) || 0,
			nextAction: fields.next_action || null,
			nextActionOn: fields.next_action_on === "" ? null : parseDay(fields.next_action_on),
			doNotCall: fields.do_not_call === "yes",
			optOut: fields.opt_out === "yes",
			reviewOn: this.reviewOn(lead),
			changed: this.changes(lead).map(({ id }) => id),
			today: this.today,
			settings: this.settings.qualification,
			verdictReason: this.basis(lead, state.contact === "out" ? "contact" : "company").reason || null,
		});
		return nextStepWords(step, this.playbook, this.messages);
	}

	roleHint(lead: FoundLead): string {
		const own = mergeDictionary([], this.settings.dictionaries.title);
		const { rank, offLine } = titleRank(this.text(lead, "title"), { own });
		return roleHint(rank, offLine) ?? "";
	}

	dayCell(day: Day): Date {
		return this.book.dateOfTime(timeOf(day));
	}

	private found(id: string, row: Row): FoundLead {
		const name = String(cellOf(row, "company"));
		const key = companyKey(name).key;
		const company =
			key === ""
				? null
				: this.remaining(
						"companies",
						this.findRow("companies", "name", (cell) => companyKey(String(cell)).key === key),
					);
		const fields = Object.fromEntries(
			FIELD_IDS.map((field) => [
				field,
				this.fieldText(field, FIELDS[field].table === "leads" ? row : company),
			]),
		) as Record<Field, string>;
		const seen = parseState(String(cellOf(row, "state")), this.context);
		// What another contact's row says of the company, as the last refresh saw it.
		const typed = this.fieldText("company_verdict", { ...row, table: "leads" }, "company_verdict");
		fields.company_verdict = fields.company_verdict || typed || (seen?.company ?? "");
		const state = {
			company: verdictOf(fields.company_verdict),
			contact: verdictOf(fields.contact_verdict),
			deal: verdictOf(fields.deal_verdict),
		};
		return { id, row, company, fields, state };
	}

	/** A field's cell as the page takes it. */
	private fieldText(field: Field, row: (Row & { table?: "leads" }) | null, column?: string): string {
		if (row === null) return "";
		const spec = FIELDS[field];
		const value = this.decode(row, row.table ?? spec.table, column ?? spec.column);
		if (value === null) return "";
		if (value instanceof Unreadable) return String(cellOf(row, column ?? spec.column));
		return spec.as === "day" ? formatDay(value as Day) : String(value);
	}

	/** The cell of a field that crossed as text. */
	encode(field: Field, text: string): Cell {
		const { as } = FIELDS[field];
		if (text === "" || as === "text") return literal(text);
		if (as === "day") {
			const day = parseDay(text);
			return day === null ? literal(text) : this.dayCell(day);
		}
		return literal(this.context.label(as, text));
	}

	private decode(row: Row, table: RecordTable, column: string): unknown {
		const cell = cellOf(row, column);
		const codec = specOf(table).columns[column]?.codec;
		return cell === "" || codec === undefined ? null : codec.decode(cell, this.context);
	}

	/** A tab of a table, its columns found by mark. */
	mapped(table: RecordTable, tabId: number): MappedTab {
		const tab = tabsOf(table, this.book.tabs(), this.marks).find(({ id }) => id === tabId);
		if (tab === undefined) throw new Error(`no tab for ${table}`);
		const byMark = mapTab(table, tab, this.marks, []);
		const key = table === "companies" ? "name" : "id";
		return byMark.columns.has(key)
			? byMark
			: mapTab(table, tab, this.marks, tab.read(1, 1, 1, tab.extent().columns)[0] ?? []);
	}

	/** The upper row of a table whose key cell is the wanted one; its cells are read in one more call. */
	private findRow(
		table: RecordTable,
		column: string,
		isWanted: (cell: Cell) => boolean,
		place = "",
	): Row | null {
		for (const tab of tabsOf(table, this.book.tabs(), this.marks)) {
			const mapped = this.mapped(table, tab.id);
			const at = columnOf(mapped, table, column);
			const read = (row: number): Row | null => {
				const cells = tab.read(row, 1, 1, widthOf(mapped))[0] ?? [];
				return isWanted(cells[at - 1] ?? "") ? { mapped, at: row, cells } : null;
			};
			const [hinted, row] = place.split(":").map(Number);
			const { rows } = tab.extent();
			const quick = hinted === tab.id && row !== undefined && row > 1 && row <= rows ? read(row) : null;
			if (quick !== null) return quick;
			// Rows may move between the two reads: then the second one shows it.
			for (let attempt = 0; attempt < 3 && rows > 1; attempt++) {
				const index = tab.read(2, at, rows - 1, 1).findIndex((cells) => isWanted(cells[0] ?? ""));
				if (index < 0) break;
				const found = read(index + 2);
				if (found !== null) return found;
			}
		}
		return null;
	}
}

/** The verdict that a field says. */
export function verdictOf(text: string | undefined): Verdict | null {
	return text === "in" || text === "out" ? text : null;
}

/** A cell by its column; "" where the row or the column is missing. */
export function cellOf(row: Row | null, column: string): Cell {
	return row?.cells[(row.mapped.columns.get(column) ?? 0) - 1] ?? "";
}

/** @throws MissingColumnError */
export function columnOf(mapped: MappedTab, table: RecordTable, column: string): number {
	const at = mapped.columns.get(column);
	if (at === undefined) throw new MissingColumnError(mapped.tab.name, table, column);
	return at;
}

function widthOf(mapped: MappedTab): number {
	return Math.max(...mapped.columns.values());
}
