/** What the data health tab looks at, from the tables that a refresh has read anyway and a sample of their other columns. */
import type { Assessment } from "../domain/assess";
import { dayOfTime, type WallTime } from "../domain/calendar/day";
import type { ColumnUse, Facts, FactTable, HealthTable } from "../domain/health/facts";
import { type Health, healthOf } from "../domain/health/report";
import { industrySegment } from "../domain/normalize/industry";
import { titleRank } from "../domain/normalize/title";
import { isErased } from "../domain/privacy/columns";
import type { Column } from "../domain/records";
import type { Cell, CellContext, Codec } from "./codec";
import { Unreadable } from "./codec";
import { duplicateLeads } from "./duplicate-leads";
import type { Agreements, Records } from "./load";
import type { Problems } from "./problems";
import { foreignColumn, SLICE_ROWS, spansOf, type TableData, type TabPart } from "./read";
import { type ColumnSpec, specOf, type TableId } from "./schema";

/** Cells of a tab's columns that no rule reads are looked at so many at most: the newest rows, at the bottom. */
const SAMPLE_CELLS = 20_000;
const ACTIVITY_CELLS = 2_000;
const ACTIVITY_ROWS = 1_000;
/** Joins the columns that are looked at to a few spans. */
const SAMPLE_REACH = 10;

/** Rows of one tab's columns that the refresh has no other use for. */
interface Sample {
	readonly headers: readonly Cell[];
	readonly firstRow: number;
	/** Columns that hold nothing but what was sampled. */
	readonly columns: ReadonlySet<number>;
	cell(column: number, row: number): Cell;
}

export type Samples = ReadonlyMap<TabPart, Sample>;

/** The records' tables as the checks walk over them. */
function tablesOf({ leadData, companyData, dealData, traced }: Records): ReadonlyMap<HealthTable, AnyData> {
	const tables = new Map<HealthTable, AnyData>([
		["leads", leadData],
		["companies", companyData],
		["deals", dealData],
	] as [HealthTable, AnyData][]);
	if (traced !== null) tables.set("activities", traced.activities as unknown as AnyData);
	return tables;
}

/** A table whatever its columns are. */
type AnyData = Pick<TableData<"leads">, "parts" | "size" | "raw"> & {
	values(column: string): Column<unknown>;
};

/** Looks at the columns that were not read: two or three calls for each tab, few cells. */
export function readSamples(records: Records): Samples {
	const samples = new Map<TabPart, Sample>();
	for (const [table, { parts }] of tablesOf(records)) {
		for (const part of parts) {
			if (part.tab === null || part.size === 0) continue;
			samples.set(part, readSample(table, part, table === "activities" ? ACTIVITY_CELLS : SAMPLE_CELLS));
		}
	}
	return samples;
}

function readSample(table: TableId, part: TabPart, cells: number): Sample {
	const tab = part.tab as NonNullable<TabPart["tab"]>;
	const headers = tab.read(1, 1, 1, tab.extent().columns)[0] ?? [];
	const known = new Map([...part.mapped.columns].map(([column, at]) => [at, column]));
	const looked = rowsOf(table, part);
	const wanted = headers
		.map((_, i) => i + 1)
		.filter((at) => {
			const column = known.get(at) ?? "~";
			if (headers[at - 1] === "" && column === "~") return false;
			return specOf(table).columns[column]?.by !== "mikomi" && isBlankSoFar(part, at, looked);
		});
	const spans = spansOf(wanted, SAMPLE_REACH);
	const width = spans.reduce((sum, { first, last }) => sum + last - first + 1, 0);
	const rows = Math.min(part.lastRow - 1, Math.floor(cells / Math.max(width, 1)));
	const firstRow = part.lastRow - rows + 1;
	const blocks = spans.map(({ first, last }) => ({
		first,
		last,
		cells: rows === 0 ? [] : tab.read(firstRow, first, rows, last - first + 1),
	}));
	return {
		headers,
		firstRow,
		columns: new Set(wanted),
		cell(column, row) {
			const block = blocks.find(({ first, last }) => column >= first && column <= last);
			return block?.cells[row - firstRow]?.[column - block.first] ?? "";
		},
	};
}

/** True for a column that was not read, or holds nothing. */
function isBlankSoFar(part: TabPart, at: number, rows: readonly number[]): boolean {
	return rows.every((row) => part.cell(at, row) === "");
}

/** Rows by which columns are judged: of a million activities the newest do. */
function rowsOf(table: TableId, part: TabPart): readonly number[] {
	if (table !== "activities") return part.rows;
	const first = Math.max(0, part.size - ACTIVITY_ROWS);
	return Array.from({ length: part.size - first }, (_, i) => part.row(first + i));
}

export interface HealthSources {
	readonly records: Records;
	readonly agreed: Agreements;
	readonly result: Assessment;
	readonly problems: Problems;
	readonly samples: Samples;
	readonly now: WallTime;
}

export function healthReport(sources: HealthSources): Health {
	return healthOf(factsOf(sources));
}

function factsOf({ records, agreed, result, problems, samples, now }: HealthSources): Facts {
	const { context, model } = agreed;
	const { leadData, followUps } = records;
	const [name, email] = [leadData.values("name"), leadData.values("email")];
	const held = tablesOf(records);
	const table = (id: HealthTable): FactTable => {
		const data = held.get(id);
		return data === undefined ? NO_TABLE : new RecordTable(id, data, context, problems, samples);
	};
	const { title, industry } = model.dictionaries;
	return {
		today: dayOfTime(now),
		now,
		tables: {
			leads: table("leads"),
			companies: table("companies"),
			deals: table("deals"),
			activities: table("activities"),
		},
		verdicts: result.verdicts,
		optOut: followUps.optOut,
		isErased: (i) =>
			isErased({
				name: name[i] ?? "",
				email: email[i] ?? "",
				mayCall: followUps.doNotCall[i] !== 1,
				mayMail: followUps.optOut[i] !== 1,
			}),
		touchedOn: result.desk.touches.lastOn,
		dealLead: records.deals.lead,
		activityLead: records.activities.lead,
		outcome: records.deals.outcome,
		members: agreed.members.map(({ name }) => name),
		knowsTitle: (text) => isRead(titleRank(text, { own: title })),
		knowsIndustry: (text) => isRead(industrySegment(text, industry)),
		duplicates: duplicatesOf(leadData, agreed),
		merged: mergedOf(leadData),
	};
}

/** Rows of each group but the one to keep, with that one. */
function duplicatesOf(leads: TableData<"leads">, { settings }: Agreements): Map<number, number> {
	const { groups } = duplicateLeads(leads, settings).found;
	const others = new Map<number, number>();
	for (const { rows, survivor } of groups) {
		for (const row of rows) if (row !== survivor) others.set(row, survivor);
	}
	return others;
}

/** Rows that lie aside, by the id that they were merged into. */
function mergedOf({ parts }: TableData<"leads">): Map<string, number> {
	const counts = new Map<string, number>();
	for (const part of parts) {
		const at = part.mapped.columns.get("merged_into");
		for (const row of at === undefined ? [] : part.aside) {
			const into = String(part.cell(at as number, row)).trim();
			counts.set(into, (counts.get(into) ?? 0) + 1);
		}
	}
	return counts;
}

/** 「その他」 and a department are no title, but nothing to learn either. */
function isRead({ known, rule }: { readonly known: boolean; readonly rule: string }): boolean {
	return known || rule !== "unknown";
}

const NO_TABLE: FactTable = {
	size: 0,
	values: () => [],
	value: () => null,
	text: () => "",
	unknownWords: () => new Set(),
	eachCell: () => {},
	tab: () => 0,
	columns: [],
};

/** What some records' cells of a column were read as. */
interface Stretch {
	readonly from: number;
	readonly values: readonly unknown[];
}

class RecordTable implements FactTable {
	readonly size: number;
	/** The stretch of each column that was looked at last. */
	private readonly stretches = new Map<string, Stretch>();
	private heldColumns: readonly ColumnUse[] | null = null;

	constructor(
		private readonly table: TableId,
		private readonly data: AnyData,
		private readonly context: CellContext,
		private readonly problems: Problems,
		private readonly samples: Samples,
	) {
		this.size = data.size;
	}

	values(column: string): Column<unknown> {
		return column in specOf(this.table).columns ? this.data.values(column) : [];
	}

	value(column: string, record: number): unknown {
		const { from, values } = this.stretchAt(column, record);
		return values[record - from];
	}

	text(column: string, record: number): string {
		const part = this.partOf(record);
		const at = part?.mapped.columns.get(column);
		if (part === undefined || at === undefined) return "";
		return String(this.cellAt(part, at, part.row(record - part.first)));
	}

	unknownWords(column: string): ReadonlySet<string> {
		const words = new Set<string>();
		for (const { name } of this.data.parts) {
			for (const word of this.problems.words.get(`${name}\t${column}`)?.keys() ?? []) words.add(word);
		}
		return words;
	}

	eachCell(visit: (record: number, column: string, cell: string | number) => void): void {
		for (const part of this.data.parts) {
			for (const { at, column, by } of this.placesOf(part)) {
				if (by === "mikomi") continue;
				for (let from = 0; from < part.size; from += SLICE_ROWS) {
					const cells = this.cellsIn(part, at, from, Math.min(from + SLICE_ROWS, part.size));
					for (let i = 0; i < cells.length; i++) {
						const cell = cells[i]!;
						if (typeof cell === "number" || (typeof cell === "string" && cell.length > 0))
							visit(part.first + from + i, column, cell);
					}
				}
			}
		}
	}

	tab(record: number): number {
		return this.data.parts.indexOf(this.partOf(record) as TabPart);
	}

	private partOf(record: number): TabPart | undefined {
		const { parts } = this.data;
		let n = 0;
		while (n < parts.length && record >= parts[n]!.first + parts[n]!.size) n++;
		return parts[n];
	}

	get columns(): readonly ColumnUse[] {
		this.heldColumns = this.heldColumns ?? this.columnUse();
		return this.heldColumns;
	}

	private columnUse(): ColumnUse[] {
		const uses = new Map<string, ColumnUse>();
		for (const part of this.data.parts) {
			const sample = this.samples.get(part);
			const whole = rowsOf(this.table, part);
			const sampled = whole.filter((row) => row >= (sample?.firstRow ?? 0));
			for (const { at, column, header, by } of this.placesOf(part)) {
				const rows = sample?.columns.has(at) === true ? sampled : whole;
				let filled = 0;
				for (let i = 0; i < rows.length; i++) {
					const cell = this.cellAt(part, at, rows[i]!);
					if (typeof cell === "string" ? cell.length > 0 : cell !== false) filled++;
				}
				const use = uses.get(column) ?? { column, header, by, filled: 0, of: 0 };
				uses.set(column, { ...use, filled: use.filled + filled, of: use.of + rows.length });
			}
		}
		return [...uses.values()];
	}

	/** The columns of a tab from left to right, hidden ones of ours left out. */
	private placesOf(part: TabPart) {
		const known = new Map([...part.mapped.columns].map(([column, at]) => [at, column]));
		const headers = this.samples.get(part)?.headers ?? [];
		const width = Math.max(headers.length, ...known.keys());
		const places: { at: number; column: string; header: string; by: ColumnUse["by"] }[] = [];
		for (let at = 1; at <= width; at++) {
			const header = String(headers[at - 1] ?? "");
			const column = known.get(at) ?? (header === "" ? "" : foreignColumn(header));
			const spec = specOf(this.table).columns[column] as ColumnSpec | undefined;
			if (column === "" || spec?.hidden === true) continue;
			places.push({ at, column, header: spec === undefined ? header : "", by: spec?.by ?? "team" });
		}
		return places;
	}

	/** The values around a record: checks walk down a column. */
	private stretchAt(column: string, record: number): Stretch {
		const held = this.stretches.get(column);
		if (held !== undefined && record >= held.from && record < held.from + held.values.length) return held;
		const from = record - (record % SLICE_ROWS);
		const to = Math.min(from + SLICE_ROWS, this.size);
		const cells = this.data.parts.flatMap((part) => {
			const [first, last] = [Math.max(from - part.first, 0), Math.min(to - part.first, part.size)];
			const at = part.mapped.columns.get(column);
			return first >= last ? [] : this.cellsIn(part, at, first, last);
		});
		const stretch = { from, values: this.decoded(column, cells) };
		this.stretches.set(column, stretch);
		return stretch;
	}

	private decoded(column: string, cells: readonly Cell[]): readonly unknown[] {
		const codec = specOf(this.table).columns[column]?.codec as Codec<unknown> | undefined;
		return cells.map((cell) => {
			const value = cell === "" || codec === undefined ? null : codec.decode(cell, this.context);
			return value instanceof Unreadable ? null : value;
		});
	}

	/** Cells of some records of a tab, by their numbers in it; blank where it lacks the column. */
	private cellsIn(part: TabPart, at: number | undefined, from: number, to: number): Cell[] {
		const cells = new Array<Cell>(to - from).fill("");
		if (at === undefined) return cells;
		const place = part.placeAt(at);
		const sample = this.samples.get(part);
		for (let i = from; i < to; i++) {
			const row = part.row(i);
			const cell = place?.cells[row - place.firstRow]?.[place.offset] ?? "";
			cells[i - from] = cell === "" && sample !== undefined ? sample.cell(at, row) : cell;
		}
		return cells;
	}

	private cellAt(part: TabPart, at: number, row: number): Cell {
		const cell = part.cell(at, row);
		return cell === "" ? (this.samples.get(part)?.cell(at, row) ?? "") : cell;
	}
}
