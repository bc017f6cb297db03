/**
 * 本人削除: takes a person out of every tab and log and leaves what figures need. Whatever is found by the person's
 * name, mail and phone goes first and the lead's own row last, so that an erasure which was cut off is done again
 * by the same id.
 */
import { readPersonName } from "../domain/normalize/person-name";
import { foldKey } from "../domain/normalize/text";
import { TREATMENTS, type Treatment } from "../domain/privacy/columns";
import { type Identified, ownTraits, type PersonTraits, Redaction } from "../domain/privacy/person";
import type { Messages } from "../locale";
import type { Book, MappedTab, Mark, Tab } from "./book";
import { MARK_TABLE } from "./book";
import { type Cell, type CellContext, literal } from "./codec";
import { fingerprintOf, IDENTITY } from "./identity";
import { type Agreements, loadRecords } from "./load";
import { Problems } from "./problems";
import { mapTab, spansOf, type TabPart, tabsOf } from "./read";
import { specOf, type TableId } from "./schema";
import { columnLetters } from "./table-layout";
import { identityCell } from "./writing/beside";
import { type Goal, KeyedWriter } from "./writing/keyed-writer";
import type { TabUse } from "./writing/tab-use";

/** Rows that are looked at together: a million rows fit into no memory at once. */
const SLICE_ROWS = 20_000;
/** After so many rounds what comes back is somebody else's doing. */
const ROUNDS = 3;
const MOST_HITS = 50;

export interface ErasureHit extends Identified {
	readonly id: string;
	readonly company: string;
	readonly createdAt: number | null;
}

/** What an erasure would do, or what is left of it. */
export interface ErasurePlan {
	/** Ids of the leads, with those that were merged into them. */
	readonly ids: readonly string[];
	/** Cells to change, by tab. */
	readonly places: readonly { readonly tab: string; readonly cells: number }[];
	/** Cells of the team's own that people have to look at themselves: "リード!F5". */
	readonly byHand: readonly string[];
	readonly redaction: Redaction;
}

/** Cells of one tab to be changed. */
interface TabWork {
	readonly tab: Tab;
	readonly table: TableId;
	readonly mapped: MappedTab;
	/** The persons' own rows among the leads: once they are clear nobody can be recognised any more. */
	readonly isLast: boolean;
	readonly cells: CellWork[];
}

interface CellWork {
	readonly row: number;
	readonly column: number;
	readonly key: string;
	/** True in a row of the persons'. */
	readonly isOwn: boolean;
	readonly before: Cell;
	readonly after: Cell;
}

interface WholePlan extends ErasurePlan {
	readonly work: readonly TabWork[];
	/** Tables whose rows have no id to be found by. */
	readonly unnamed: readonly ("leads" | "activities" | "deals")[];
}

/** The rows of the persons, by tab and sheet row, with the id of their lead. */
type OwnRows = ReadonlyMap<number, ReadonlyMap<number, string>>;

/** Tabs that name people and are written anew by the next refresh or list. */
const COMPUTED: readonly TableId[] = ["queue", "breakdown", "health"];

/** Tabs that hold nothing but figures. */
const FIGURES: readonly TableId[] = [
	"dashboard",
	"channels",
	"reps",
	"cohorts",
	"alignment",
	"kpi_check",
	"metrics",
	"snapshots",
];

export class Erasure {
	constructor(
		private readonly book: Book,
		private readonly marks: readonly Mark[],
		private readonly agreed: Agreements,
		private readonly messages: Messages,
		/** Gives ids to rows of a table that have none. */
		private readonly giveIds: (tables: readonly ("leads" | "activities" | "deals")[]) => void,
	) {}

	/** Leads whose name, mail, phone or company holds a text. */
	find(text: string): ErasureHit[] {
		const wanted = keyOf(text);
		if (wanted === "") return [];
		const { leadData } = this.records();
		const column = (id: "id" | "name" | "email" | "phone" | "company") => leadData.values(id);
		const [id, name, email, phone, company] = [
			column("id"),
			column("name"),
			column("email"),
			column("phone"),
			column("company"),
		];
		const createdAt = leadData.values("created_at");
		const hits: ErasureHit[] = [];
		for (let i = 0; i < leadData.size && hits.length < MOST_HITS; i++) {
			const texts = [name[i], email[i], phone[i], company[i], id[i]];
			if (!texts.some((cell) => cell != null && keyOf(cell).includes(wanted))) continue;
			hits.push({
				id: id[i] ?? "",
				name: name[i] ?? "",
				email: email[i] ?? "",
				phone: phone[i] ?? "",
				company: company[i] ?? "",
				createdAt: createdAt[i] ?? null,
			});
		}
		return hits;
	}

	/** Dry run. */
	check(ids: readonly string[]): ErasurePlan {
		return this.plan(ids);
	}

	/**
	 * Erases. The caller holds the document lock.
	 * @param begin told before anything is written
	 * @param beforeLast what else is to be cleared while the person can still be recognised
	 * @returns what could not be cleared
	 */
	apply(
		ids: readonly string[],
		begin: (plan: ErasurePlan) => void,
		beforeLast: (plan: ErasurePlan) => void,
	): ErasurePlan {
		let plan = this.plan(ids);
		for (let round = 0; plan.unnamed.length > 0 && round < ROUNDS; round++) {
			this.giveIds(plan.unnamed);
			this.book.flush();
			plan = this.plan(ids);
		}
		begin(plan);
		for (let round = 0; round < ROUNDS; round++) {
			const others = plan.work.filter(({ isLast }) => !isLast);
			if (others.length === 0) break;
			for (const work of others) this.write(work);
			this.book.flush();
			plan = this.plan(ids);
		}
		beforeLast(plan);
		for (let round = 0; round < ROUNDS && plan.work.length > 0; round++) {
			for (const work of plan.work) this.write(work);
			this.book.flush();
			plan = { ...this.plan(ids), redaction: plan.redaction, byHand: plan.byHand };
		}
		return plan;
	}

	private records() {
		return loadRecords(this.book, this.marks, this.agreed, new Problems(), true);
	}

	private plan(wanted: readonly string[]): WholePlan {
		const { leadData, dealData, traced, deals, activities } = this.records();
		const leadIds = leadData.values("id");
		const texts = (column: "name" | "email" | "phone") => leadData.values(column);
		const [names, emails, phones] = [texts("name"), texts("email"), texts("phone")];
		const ids = this.withMerged(wanted);
		const isOne = (lead: number) => ids.has(leadIds[lead] ?? "");
		const person: PersonTraits = { names: [], emails: [], phones: [] };
		const others: Identified[] = [];
		for (let i = 0; i < leadData.size; i++) {
			const one = { name: names[i] ?? "", email: emails[i] ?? "", phone: phones[i] ?? "" };
			if (!isOne(i)) others.push(one);
			else addTraits(person, one);
		}
		this.addMergedTraits(person, ids);
		const sourceIds = leadData.values("source_id");
		const refs = new Set([...ids, ...sourceIds.filter((_, i) => isOne(i))].map((ref) => foldKey(ref ?? "")));
		refs.delete("");
		const own: Map<number, Map<number, string>> = new Map();
		const add = (parts: readonly TabPart[], leadOf: (record: number) => string | null) => {
			for (const { tab, rows, first } of parts) {
				if (tab === null) continue;
				const held = own.get(tab.id) ?? new Map<number, string>();
				rows.forEach((row, i) => {
					const lead = leadOf(first + i);
					if (lead !== null) held.set(row, lead);
				});
				own.set(tab.id, held);
			}
		};
		const idOf = (lead: number) => (lead >= 0 && isOne(lead) ? (leadIds[lead] ?? "") : null);
		add(leadData.parts, idOf);
		add(dealData.parts, (deal) => idOf(deals.lead[deal] ?? -1));
		if (traced !== null) {
			add(traced.activities.parts, (activity) => idOf(activities.lead[activity] ?? -1));
		}
		const walk = new Walk(
			this.book,
			this.marks,
			this.agreed.context,
			this.messages,
			ids,
			refs,
			own,
			new Redaction(person),
			new Redaction(ownTraits(person, others)),
		);
		for (const tab of this.book.tabs()) walk.tab(tab);
		const counts = new Map<string, number>();
		for (const { tab, cells } of walk.work) counts.set(tab.name, (counts.get(tab.name) ?? 0) + cells.length);
		const places = [...counts].map(([tab, cells]) => ({ tab, cells }));
		return {
			ids: [...ids],
			places,
			byHand: walk.byHand,
			redaction: new Redaction(ownTraits(person, others)),
			work: walk.work,
			unnamed: walk.unnamed,
		};
	}

	/** The leads with every row that was merged into one of them. */
	private withMerged(wanted: readonly string[]): Set<string> {
		const ids = new Set(wanted.filter((id) => id !== ""));
		for (let size = -1; size !== ids.size; ) {
			size = ids.size;
			this.eachLead(["id", "merged_into"], ([id = "", into = ""]) => {
				if (id !== "" && ids.has(into)) ids.add(id);
			});
		}
		return ids;
	}

	/** Rows that were merged into another one are no records any more, but they name the person all the same. */
	private addMergedTraits(person: PersonTraits, ids: ReadonlySet<string>): void {
		this.eachLead(["id", "name", "email", "phone"], ([id = "", name = "", email = "", phone = ""]) => {
			if (ids.has(id)) addTraits(person, { name, email, phone });
		});
	}

	private eachLead(columns: readonly string[], visit: (texts: string[]) => void): void {
		for (const tab of tabsOf("leads", this.book.tabs(), this.marks)) {
			const { columns: places } = mappedTab("leads", tab, this.marks);
			const { rows } = tab.extent();
			if (rows < 2) continue;
			const held = columns.map((column) => {
				const at = places.get(column);
				return at === undefined ? null : tab.read(2, at, rows - 1, 1);
			});
			for (let i = 0; i < rows - 1; i++) visit(held.map((cells) => String(cells?.[i]?.[0] ?? "")));
		}
	}

	private write({ tab, table, mapped, cells }: TabWork): void {
		const keyAt = keyColumn(table, mapped);
		if (keyAt === null) {
			for (const { row, column, block } of blocksOf(cells)) tab.write(row, column, block);
			return;
		}
		const goals = new Map<string, Map<number, Goal>>();
		for (const { key, column, before, after } of cells) {
			if (key === "") continue;
			const held = goals.get(key) ?? new Map<number, Goal>();
			goals.set(key, held.set(column, { before, after }));
		}
		new KeyedWriter(this.book, mapped, [keyAt], goals).write();
	}
}

/** Cells that only Mikomi writes, neighbours together: a row each would cost a call each. */
function blocksOf(cells: readonly CellWork[]): { row: number; column: number; block: Cell[][] }[] {
	const rows = new Map<number, Map<number, Cell>>();
	for (const { row, column, after } of cells) {
		const held = rows.get(row) ?? new Map<number, Cell>();
		rows.set(row, held.set(column, typeof after === "string" ? literal(after) : after));
	}
	const blocks: { row: number; column: number; block: Cell[][] }[] = [];
	for (const [row, held] of rows) {
		for (const { first, last } of spansOf([...held.keys()], 1)) {
			const line = Array.from({ length: last - first + 1 }, (_, i) => held.get(first + i) as Cell);
			const above = blocks.find(
				({ row: from, column, block }) =>
					column === first && from + block.length === row && block[0]?.length === line.length,
			);
			if (above === undefined) blocks.push({ row, column: first, block: [line] });
			else above.block.push(line);
		}
	}
	return blocks;
}

function addTraits(person: PersonTraits, { name, email, phone }: Identified): void {
	const add = (list: readonly string[], text: string) => {
		if (text !== "" && !list.includes(text)) (list as string[]).push(text);
	};
	add(person.names, name);
	// Between people who know each other the family name does; in the person's own rows it is nobody else's.
	add(person.names, readPersonName(name).family ?? "");
	add(person.emails, email);
	add(person.phones, phone);
}

function keyOf(text: string): string {
	return foldKey(text).replace(/\s/g, "");
}

/** Column by which a row is found again; null for tabs that only Mikomi writes. */
function keyColumn(table: TableId, { columns }: MappedTab): number | null {
	const { group } = specOf(table);
	if (group === "results" || group === "logs") return null;
	return columns.get(table === "companies" ? "name" : "id") ?? null;
}

function mappedTab(table: TableId, tab: Tab, marks: readonly Mark[]): MappedTab {
	return mapTab(table, tab, marks, tab.read(1, 1, 1, tab.extent().columns)[0] ?? []);
}

/** As people see it: 「リード!F5」. */
function addressOf(tab: Tab, row: number, column: number): string {
	return `${tab.name}!${columnLetters(column)}${row + tab.above}`;
}

/** Goes over a workbook and lists the cells that speak of the persons. */
class Walk {
	readonly work: TabWork[] = [];
	readonly byHand: string[] = [];
	readonly unnamed: ("leads" | "activities" | "deals")[] = [];

	constructor(
		private readonly book: Book,
		private readonly marks: readonly Mark[],
		private readonly context: CellContext,
		private readonly messages: Messages,
		private readonly ids: ReadonlySet<string>,
		/** What records of other tables name the leads by. */
		private readonly refs: ReadonlySet<string>,
		private readonly own: OwnRows,
		/** Everything that the persons are called by: for their own rows. */
		private readonly inOwnRows: Redaction,
		/** What is theirs alone: for all the others. */
		private readonly elsewhere: Redaction,
	) {}

	tab(tab: Tab): void {
		const table = this.marks.find((mark) => mark.key === MARK_TABLE && mark.sheet === tab.id)?.value as
			| TableId
			| undefined;
		if (table !== undefined && FIGURES.includes(table)) return;
		const { rows, columns } = tab.extent();
		const mapped = table === undefined ? null : mappedTab(table, tab, this.marks);
		const cells: CellWork[] = [];
		const visit = this.visitor(table, tab, mapped, cells);
		for (let row = 1; row <= rows; row += SLICE_ROWS) {
			const block = tab.read(row, 1, Math.min(SLICE_ROWS, rows - row + 1), columns);
			block.forEach((line, i) => {
				visit(row + i, line);
			});
		}
		if (table === undefined || mapped === null) return;
		for (const isLast of [false, true]) {
			const due = cells.filter((cell) => (table === "leads" && cell.isOwn) === isLast);
			if (due.length > 0) this.work.push({ tab, table, mapped, cells: due, isLast });
		}
	}

	private visitor(
		table: TableId | undefined,
		tab: Tab,
		mapped: MappedTab | null,
		cells: CellWork[],
	): (row: number, line: readonly Cell[]) => void {
		if (table === undefined || mapped === null) return (row, line) => this.look(tab, row, line);
		if (table === "changes") return this.changes(mapped, cells);
		if (table === "verdicts") return this.verdicts(mapped, cells);
		if (COMPUTED.includes(table)) return this.computed(cells);
		if (table === "runs") return this.mentions(cells);
		if (["leads", "activities", "deals", "companies"].includes(table)) {
			return this.records(table as "leads", tab, mapped, cells);
		}
		return (row, line) => this.look(tab, row, line);
	}

	/** Tabs that are not ours to write: the cells are named. */
	private look(
		tab: Tab,
		row: number,
		line: readonly Cell[],
		isOwn: (column: number) => boolean = () => false,
	): void {
		line.forEach((cell, i) => {
			const isMeant = typeof cell === "string" && this.elsewhere.isIn(cell);
			if (isMeant || (cell !== "" && isOwn(i + 1))) this.byHand.push(addressOf(tab, row, i + 1));
		});
	}

	private records(
		table: "leads" | "activities" | "deals" | "companies",
		tab: Tab,
		mapped: MappedTab,
		cells: CellWork[],
	): (row: number, line: readonly Cell[]) => void {
		const known = new Map([...mapped.columns].map(([column, at]) => [at, column]));
		const keyAt = keyColumn(table, mapped) ?? 0;
		const mergedAt = mapped.columns.get("merged_into") ?? 0;
		const treatments: ReadonlyMap<string, Treatment> = table === "companies" ? new Map() : TREATMENTS[table];
		return (row, line) => {
			if (row === 1) return;
			const key = String(line[keyAt - 1] ?? "");
			const isMerged = table === "leads" && this.ids.has(key) && line[mergedAt - 1] !== "";
			const lead = isMerged ? key : this.own.get(tab.id)?.get(row);
			const isOwn = lead !== undefined;
			const redaction = isOwn ? this.inOwnRows : this.elsewhere;
			const after = new Map<number, Cell>();
			line.forEach((cell, i) => {
				const column = known.get(i + 1);
				const spec = column === undefined ? undefined : specOf(table).columns[column];
				if (column === undefined || spec === undefined) {
					const isMeant = isOwn ? cell !== "" : typeof cell === "string" && redaction.isIn(cell);
					if (isMeant) this.byHand.push(addressOf(tab, row, i + 1));
					return;
				}
				if (column === "id" || column === "merged_into") return;
				const treatment = isOwn ? treatments.get(column) : undefined;
				after.set(i + 1, this.treat(treatment, cell, lead ?? "", redaction));
			});
			if (isOwn && table !== "companies") this.print(table, mapped, line, after, treatments);
			let isNamed = key !== "";
			for (const [column, cell] of after) {
				const before = line[column - 1] ?? "";
				if (before === cell) continue;
				if (!isNamed && table !== "companies" && !this.unnamed.includes(table)) this.unnamed.push(table);
				isNamed = true;
				cells.push({ row, column, key, isOwn, before, after: cell });
			}
		};
	}

	private treat(treatment: Treatment | undefined, cell: Cell, lead: string, redaction: Redaction): Cell {
		if (treatment === "blank") return "";
		if (treatment === "refuse")
			return this.context.codeOf("flag", String(cell)) === "yes" ? cell : this.messages.choices.flag.yes;
		if (treatment === "link") return this.refs.has(foldKey(String(cell))) ? cell : lead;
		if (treatment === "basis") return String(cell).replace(/^([^:]*:[^:]*:)[\s\S]*$/, "$1");
		if (typeof cell === "string") return redaction.of(cell);
		// A phone number that a sheet took for a number.
		return typeof cell === "number" && redaction.isIn(String(cell)) ? "" : cell;
	}

	/** The fingerprint of what is left: the old one could be guessed back to the name. */
	private print(
		table: "leads" | "activities" | "deals",
		mapped: MappedTab,
		line: readonly Cell[],
		after: Map<number, Cell>,
		treatments: ReadonlyMap<string, Treatment>,
	): void {
		const at = mapped.columns.get("fingerprint");
		if (at === undefined || treatments.get("fingerprint") === undefined) return;
		const left = IDENTITY[table].columns.map((column) => {
			const place = mapped.columns.get(column) ?? 0;
			return identityCell(after.get(place) ?? line[place - 1] ?? "");
		});
		after.set(at, line[at - 1] === "" ? "" : fingerprintOf(left));
	}

	/** A reason can only be blanked whole: its hash stands in the chain. */
	private verdicts({ columns }: MappedTab, cells: CellWork[]): (row: number, line: readonly Cell[]) => void {
		const at = columns.get("reason") ?? 0;
		const leadAt = columns.get("lead_id") ?? 0;
		return (row, line) => {
			const before = line[at - 1] ?? "";
			const isOwn = this.ids.has(String(line[leadAt - 1]));
			if (row > 1 && before !== "" && (isOwn || this.elsewhere.isIn(String(before))))
				cells.push({ row, column: at, key: "", isOwn: false, before, after: "" });
		};
	}

	/** Result tabs come anew: what stands beside a mention of the person goes with it. */
	private computed(cells: CellWork[]): (row: number, line: readonly Cell[]) => void {
		return (row, line) => {
			const isOwn = line.some((cell) => typeof cell === "string" && this.ids.has(cell));
			const isHit = line.map((cell) => isOwn || (typeof cell === "string" && this.inOwnRows.isIn(cell)));
			// Up to the gap between two tables that stand side by side.
			for (let i = 1; i < line.length; i++)
				isHit[i] = isHit[i] || (isHit[i - 1] === true && line[i - 1] !== "");
			for (let i = line.length - 2; i >= 0; i--)
				isHit[i] = isHit[i] || (isHit[i + 1] === true && line[i + 1] !== "");
			line.forEach((before, i) => {
				if (isHit[i] !== true || typeof before !== "string" || before === "" || this.ids.has(before)) return;
				cells.push({ row, column: i + 1, key: "", isOwn: false, before, after: "" });
			});
		};
	}

	private mentions(cells: CellWork[]): (row: number, line: readonly Cell[]) => void {
		return (row, line) => {
			line.forEach((before, i) => {
				if (typeof before !== "string" || !this.elsewhere.isIn(before)) return;
				cells.push({ row, column: i + 1, key: "", isOwn: false, before, after: this.elsewhere.of(before) });
			});
		};
	}

	/** Before-images, cell by cell, so that an undo puts back what is left and nothing else. */
	private changes({ columns }: MappedTab, cells: CellWork[]): (row: number, line: readonly Cell[]) => void {
		const [cellsAt, tableAt, idAt, whyAt] = ["cells", "table", "row_id", "why"].map(
			(column) => columns.get(column) ?? 0,
		) as [number, number, number, number];
		const ownIds = this.ownRowIds();
		let pieces: { row: number; text: string }[] = [];
		let of = { table: "", id: "" };
		const close = () => {
			const text = pieces.map((piece) => piece.text).join("");
			const left = text === "" ? "" : this.image(text, of, ownIds.get(of.table) ?? new Set());
			if (left !== text) {
				// It may have grown shorter: the last pieces are then blank.
				let from = 0;
				pieces.forEach(({ row, text: before }, i) => {
					const end = i === pieces.length - 1 ? left.length : from + before.length;
					cells.push({ row, column: cellsAt, key: "", isOwn: false, before, after: left.slice(from, end) });
					from = end;
				});
			}
			pieces = [];
		};
		const lastRow =
			this.book
				.tabs()
				.find(({ id }) => id === this.tabOf("changes"))
				?.extent().rows ?? 0;
		return (row, line) => {
			if (row > 1) {
				const text = String(line[cellsAt - 1] ?? "");
				const [table, id] = [String(line[tableAt - 1] ?? ""), String(line[idAt - 1] ?? "")];
				if (text.startsWith('{"#":') || table !== of.table || id !== of.id) {
					close();
					of = { table, id };
				}
				pieces.push({ row, text });
				const why = String(line[whyAt - 1] ?? "");
				if (this.elsewhere.isIn(why))
					cells.push({
						row,
						column: whyAt,
						key: "",
						isOwn: false,
						before: why,
						after: this.elsewhere.of(why),
					});
			}
			if (row === lastRow) close();
		};
	}

	private image(
		text: string,
		{ table, id }: { table: string; id: string },
		own: ReadonlySet<string>,
	): string {
		if (id.startsWith("tab:")) return this.use(text, own);
		const isOwn = own.has(id);
		if (!isOwn && !this.elsewhere.isIn(text)) return text;
		const redaction = isOwn ? this.inOwnRows : this.elsewhere;
		const treatments = isOwn ? TREATMENTS[table as keyof typeof TREATMENTS] : undefined;
		const images = JSON.parse(text) as Record<string, unknown>;
		for (const [column, value] of Object.entries(images)) {
			if (!Array.isArray(value)) continue;
			const isBlank = treatments?.get(column) === "blank" || (isOwn && column.startsWith("~"));
			images[column] = value.map((cell: unknown, i) => {
				if (i > 1) return cell;
				if (isBlank) return "";
				if (typeof cell === "string") return redaction.of(cell);
				return typeof cell === "number" && redaction.isIn(String(cell)) ? "" : cell;
			});
		}
		return JSON.stringify(images);
	}

	/** How a tab was used: what stood beside the persons' rows is forgotten. */
	private use(text: string, own: ReadonlySet<string>): string {
		const image = JSON.parse(text) as { use: readonly (TabUse | null)[] };
		const use = image.use.map((each) => {
			if (each === null) return null;
			const rows = each.facts.rows
				.filter(([, id]) => !own.has(String(id)))
				.map((row) => row.map((cell) => (typeof cell === "string" ? this.elsewhere.of(cell) : cell)));
			return { ...each, facts: { ...each.facts, rows } };
		});
		return JSON.stringify({ ...image, use });
	}

	/** Ids of the persons' rows, by table, as a change log names them. */
	private ownRowIds(): ReadonlyMap<string, ReadonlySet<string>> {
		const ids = new Map<string, Set<string>>([["leads", new Set(this.ids)]]);
		for (const table of ["activities", "deals"] as const) {
			const held = new Set<string>();
			for (const tab of tabsOf(table, this.book.tabs(), this.marks)) {
				const at = mappedTab(table, tab, this.marks).columns.get("id");
				const rows = [...(this.own.get(tab.id)?.keys() ?? [])];
				if (at === undefined || rows.length === 0) continue;
				const column = tab.read(1, at, Math.max(...rows), 1);
				for (const row of rows) held.add(String(column[row - 1]?.[0] ?? ""));
			}
			held.delete("");
			ids.set(table, held);
		}
		return ids;
	}

	private tabOf(table: TableId): number | undefined {
		return tabsOf(table, this.book.tabs(), this.marks)[0]?.id;
	}
}
