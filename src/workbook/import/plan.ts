/** What an import would do to the records: rows that come, blanks that are filled, cells that differ. Writes nothing. */
import type { WallTime } from "../../domain/calendar/day";
import type { Match } from "../../domain/intake/match";
import { shareOut, type Taker } from "../../domain/intake/shares";
import { foldKey } from "../../domain/normalize/text";
import { type Cell, type CellContext, Unreadable } from "../codec";
import { type RecordTable, specOf } from "../schema";
import type { CellChange, RowChange } from "../writing/batch-plan";
import { type FileRow, type Flaw, LONGEST_CELL, TooLongError } from "./file-rows";
import { type House, shown } from "./house";
import { isSameMeaning, meaningOf } from "./meaning";

/** Who is to own new rows: everybody in turn. */
export const EVERYBODY = "*";

export interface PlanInput {
	readonly house: House;
	readonly rows: readonly FileRow[];
	readonly nameless: readonly FileRow[];
	/** One for each row. */
	readonly matches: readonly Match[];
	/** Cells for blank ones of new rows; the owner may be EVERYBODY. */
	readonly defaults: ReadonlyMap<string, Cell>;
	readonly conflicts: "keep" | "replace";
	/** Among whom EVERYBODY's rows are dealt out. */
	readonly team: readonly Taker[];
	readonly labels: Readonly<Record<string, string>>;
	readonly context: CellContext;
	/** Moment of the import: the creation date of leads that have none. */
	readonly now: WallTime;
	/** What else a new row gets. */
	readonly finish?: (values: Map<string, Cell>) => void;
	/** Ids for so many new rows. */
	readonly newIds: (count: number) => readonly string[];
}

/** A cell of a known record that says something else than the file. */
export interface Difference {
	readonly column: string;
	readonly present: string;
	readonly incoming: string;
}

/** What becomes of one line of the file. */
export interface PlannedLine {
	readonly line: number;
	readonly who: string;
	readonly fate: "created" | "known" | "repeated" | "refused";
	readonly match: Match;
	/** Line that it repeats; 0 for none. */
	readonly repeats: number;
	readonly filled: readonly string[];
	readonly differences: readonly Difference[];
	/** What goes into the note because its own place is taken. */
	readonly aside: readonly string[];
	readonly flaws: readonly Flaw[];
}

/** A record after the import, new or known. */
export interface PlannedRecord {
	/** Of the present table; null for a new one. */
	readonly known: number | null;
	readonly gid: number;
	readonly id: string;
	/** As it will stand, as far as the file and the defaults say. */
	readonly cell: (column: string) => Cell;
}

export interface RecordPlan {
	readonly changes: readonly RowChange[];
	readonly records: readonly PlannedRecord[];
	readonly lines: readonly PlannedLine[];
	/** New leads that got the moment of the import for a creation date. */
	readonly undated: number;
}

/** Lines of the file that are one record. */
interface Group {
	readonly known: number | null;
	readonly rows: number[];
}

export function planRecords(input: PlanInput): RecordPlan {
	return new Planner(input).plan();
}

class Planner {
	private readonly table: RecordTable;
	private readonly lines: PlannedLine[] = [];

	constructor(private readonly input: PlanInput) {
		this.table = input.house.table;
	}

	plan(): RecordPlan {
		const { house, context, nameless } = this.input;
		const groups = this.groups();
		const fresh = groups.filter(({ known }) => known === null);
		const cells = fresh.map((group) => this.freshCells(group));
		const ids = this.input.newIds(fresh.length);
		const unowned = cells.filter(({ values }) => values.get("owner") === EVERYBODY);
		const owners = shareOut(unowned.length, this.input.team);
		unowned.forEach(({ values }, i) => {
			if (owners[i] === "" || owners[i] === undefined) values.delete("owner");
			else values.set("owner", owners[i] as string);
		});
		const needed = [...new Set(cells.flatMap(({ values }) => [...values.keys()]))];
		const homeOf = house.homes(needed);
		const changes: RowChange[] = [];
		const records: PlannedRecord[] = [];
		for (const group of groups) {
			if (group.known !== null) {
				const { change, record } = this.knownRow(group, group.known);
				changes.push(change);
				records.push(record);
			}
		}
		fresh.forEach((group, i) => {
			const { values, notes } = cells[i] as Fresh;
			const gid = homeOf(String(values.get("owner") ?? ""));
			const written: Record<string, CellChange> = {};
			for (const [column, cell] of values) {
				if (house.has(gid, column)) written[column] = ["", house.written(gid, column, cell)];
				else notes.push(`${this.label(column)}: ${shown(cell, context)}`);
			}
			const note = notes.join("\n");
			if (note.length > LONGEST_CELL) throw new TooLongError(this.lineOf(group), this.label("note"));
			if (note !== "") written["note"] = ["", note];
			const id = ids[i] ?? "";
			changes.push({ table: this.table, id, gid, cells: written, isNew: true });
			records.push({ known: null, gid, id, cell: (column) => written[column]?.[1] ?? "" });
		});
		for (const row of nameless) this.lines.push({ ...this.blankLine(row), fate: "refused" });
		this.lines.sort((a, b) => a.line - b.line);
		return {
			changes,
			records,
			lines: this.lines,
			undated: cells.filter(({ isUndated }) => isUndated).length,
		};
	}

	private groups(): Group[] {
		const { matches } = this.input;
		const known = new Map<number, Group>();
		const groups: Group[] = [];
		const ofRow: Group[] = [];
		matches.forEach((match, row) => {
			const held =
				match.known !== null
					? known.get(match.known)
					: match.repeats !== null
						? ofRow[match.repeats]
						: undefined;
			const group = held ?? { known: match.known, rows: [] };
			if (held === undefined) groups.push(group);
			if (match.known !== null) known.set(match.known, group);
			group.rows.push(row);
			ofRow.push(group);
		});
		return groups;
	}

	/** All that the lines of a group say: of each column the first; what differs goes into the note. */
	private merged(group: Group): { values: Map<string, Cell>; notes: string[]; asides: string[][] } {
		const values = new Map<string, Cell>();
		const notes: string[] = [];
		const asides = group.rows.map((row) => {
			const aside: string[] = [];
			const read = this.input.rows[row] as FileRow;
			for (const [column, cell] of read.values) {
				const held = values.get(column);
				if (held === undefined || (this.meaning(column, held) === "" && this.meaning(column, cell) !== ""))
					values.set(column, cell);
				else if (!this.isSame(column, held, cell))
					aside.push(`${this.label(column)}: ${shown(cell, this.input.context)}`);
			}
			for (const line of [...read.notes, ...aside]) if (!notes.includes(line)) notes.push(line);
			return aside;
		});
		return { values, notes, asides };
	}

	private freshCells(group: Group): Fresh {
		const { values, notes, asides } = this.merged(group);
		const { defaults, context } = this.input;
		for (const [column, cell] of defaults) {
			if (column === "note") {
				if (notes.length === 0) notes.push(String(cell));
			} else if ((values.get(column) ?? "") === "") values.set(column, cell);
		}
		this.input.finish?.(values);
		const isUndated = this.table === "leads" && !values.has("created_at");
		if (isUndated) values.set("created_at", context.dateOfTime(this.input.now));
		group.rows.forEach((row, i) => {
			const line = this.blankLine(this.input.rows[row] as FileRow);
			const match = this.input.matches[row] as Match;
			const repeats = i === 0 ? 0 : this.lineOf(group);
			const fate = i === 0 ? ("created" as const) : ("repeated" as const);
			this.lines.push({ ...line, fate, match, repeats, aside: asides[i] ?? [] });
		});
		return { values, notes, isUndated };
	}

	private knownRow(group: Group, known: number): { change: RowChange; record: PlannedRecord } {
		const { house, context, conflicts } = this.input;
		const { values, notes, asides } = this.merged(group);
		const gid = house.gid(known);
		const cells: Record<string, CellChange> = {};
		const filled: string[] = [];
		const differences: Difference[] = [];
		for (const [column, incoming] of values) {
			const before = house.cell(known, column);
			const inTab = house.contextOf(known, column);
			const cell = house.written(gid, column, incoming);
			if (this.meaning(column, cell) === "") continue;
			if (!house.has(gid, column)) notes.push(`${this.label(column)}: ${shown(cell, context)}`);
			else if (this.meaning(column, before) === "") {
				cells[column] = [before, cell];
				filled.push(column);
			} else if (!this.isSame(column, before, cell, inTab)) {
				differences.push({ column, present: shown(before, context), incoming: shown(cell, context) });
				if (conflicts === "replace") cells[column] = [before, cell];
			}
		}
		const before = house.cell(known, "note");
		const present = String(before);
		const added = notes.filter((note) => !present.includes(note));
		if (added.length > 0 && house.has(gid, "note")) {
			const after = [present, ...added].filter((text) => text.trim() !== "").join("\n");
			if (after.length > LONGEST_CELL) throw new TooLongError(this.lineOf(group), this.label("note"));
			cells["note"] = [before, after];
		}
		group.rows.forEach((row, i) => {
			const line = this.blankLine(this.input.rows[row] as FileRow);
			const match = this.input.matches[row] as Match;
			if (i === 0)
				this.lines.push({ ...line, fate: "known", match, filled, differences, aside: asides[i] ?? [] });
			else
				this.lines.push({
					...line,
					fate: "repeated",
					match,
					repeats: this.lineOf(group),
					aside: asides[i] ?? [],
				});
		});
		const id = String(house.cell(known, "id"));
		return {
			change: { table: this.table, id, gid, cells, isNew: false },
			record: { known, gid, id, cell: (column) => cells[column]?.[1] ?? house.cell(known, column) },
		};
	}

	private blankLine({ line, who, flaws }: FileRow): PlannedLine {
		const match = { known: null, repeats: null, reasons: [], possible: null, doubts: [] };
		return { line, who, fate: "created", match, repeats: 0, filled: [], differences: [], aside: [], flaws };
	}

	private lineOf(group: Group): number {
		return this.input.rows[group.rows[0] ?? 0]?.line ?? 0;
	}

	private label(column: string): string {
		return this.input.labels[column] ?? column;
	}

	private meaning(column: string, cell: Cell, context = this.input.context): string {
		return meaningOf(this.table, column, cell, context);
	}

	private isSame(column: string, a: Cell, b: Cell, context = this.input.context): boolean {
		const [one, other] = [this.meaning(column, a, context), this.meaning(column, b, context)];
		return isSameMeaning(this.table, column, one, other);
	}
}

interface Fresh {
	readonly values: Map<string, Cell>;
	readonly notes: string[];
	readonly isUndated: boolean;
}

/** Defaults as cells; a word that its column cannot mean is the person's to put right. */
export function readDefaults(
	table: RecordTable,
	given: Readonly<Record<string, string>>,
	context: CellContext,
): { cells: Map<string, Cell>; unreadable: string[] } {
	const cells = new Map<string, Cell>();
	const unreadable: string[] = [];
	for (const [column, word] of Object.entries(given)) {
		const spec = specOf(table).columns[column];
		const value = word.trim();
		if (spec?.by !== "people" || value === "") continue;
		const read = spec.codec.decode(value, context);
		if (read instanceof Unreadable) unreadable.push(column);
		else if (read === null || typeof read === "string")
			cells.set(
				column,
				read === null || foldKey(read) === foldKey(value) ? value : spec.codec.encode(read, context),
			);
		else cells.set(column, spec.codec.encode(read, context));
	}
	return { cells, unreadable };
}
