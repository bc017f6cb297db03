/**
 * Writes beside people's rows. Locks stop scripts, not people: somebody may sort, insert or delete at any moment.
 * So rows are read again just before a write and after its flush, and a write that met moving rows is laid anew.
 */
import { type Book, type MappedTab, WriteRefusedError } from "../book";
import type { Cell } from "../codec";
import {
	completeIds,
	fingerprintOf,
	IDENTITY,
	type IdentityRow,
	type IdentityTable,
	idMaker,
	isPartlySorted,
} from "../identity";
import { spansOf } from "../read";

const TRIES = 3;
/** Ids that were laid beside the wrong record would stay there, so they are worth more patience. */
const TRIES_FOR_IDS = 8;

/** Ids for the records of one tab, and whether any cell of id or fingerprint has to change. */
export interface IdPlan {
	readonly table: IdentityTable;
	readonly mapped: MappedTab;
	/** In the order in which the records were read. */
	readonly ids: readonly string[];
	readonly given: number;
	readonly isSettled: boolean;
	/** Ids by the content they belong to, in row order where several rows look alike. */
	readonly pool: ReadonlyMap<string, readonly string[]>;
	readonly make: () => string;
}

/**
 * Plans an id for every record as it was read at the start of the run.
 * @param elsewhere ids of the table's other tabs
 * @throws WriteRefusedError when part of the table was sorted without the rest
 */
export function planIds(
	table: IdentityTable,
	mapped: MappedTab,
	known: readonly IdentityRow[],
	moment: number,
	elsewhere: readonly string[],
): IdPlan {
	if (isPartlySorted(known)) throw new WriteRefusedError(mapped.tab.name, "partly_sorted");
	const make = idMaker(IDENTITY[table].prefix, moment, [...elsewhere, ...known.map((row) => row.id)]);
	const { ids, given } = completeIds(known, make, elsewhere);
	const isSettled = known.every((row, i) => row.id === ids[i] && row.stored === row.content);
	const pool = new Map<string, string[]>();
	known.forEach((row, i) => {
		const held = pool.get(row.content) ?? [];
		held.push(ids[i] as string);
		pool.set(row.content, held);
	});
	return { table, mapped, ids, given, isSettled, pool, make };
}

/** What is to stand beside the records of one tab. */
export interface OwnCells {
	readonly plan: IdPlan;
	/** Own column ids, in the order of the values. */
	readonly columns: readonly string[];
	readonly values: ReadonlyMap<string, readonly Cell[]>;
}

/** A tab's write in progress. */
interface Writing {
	readonly own: OwnCells;
	/** 1-based places of the columns that are written, with the position of their values. */
	readonly places: readonly { readonly at: number; readonly order: number }[];
	rows: readonly IdentityRow[];
	ids: readonly string[];
}

/**
 * Lays own cells beside the records that they belong to, several tabs under one flush.
 * @throws WriteRefusedError when rows do not come to rest; our figures there are then blank, which is never wrong
 */
export function layBeside(book: Book, tabs: readonly OwnCells[]): void {
	let pending = tabs.map(begin);
	for (let attempt = 1; pending.length > 0; attempt++) {
		for (const writing of pending) write(writing);
		book.flush();
		pending = pending.filter((writing) => !isAtRest(writing, readRows(writing.own.plan)));
		const restless = pending.find(({ own }) => attempt >= (own.plan.isSettled ? TRIES : TRIES_FOR_IDS));
		if (restless === undefined) continue;
		for (const writing of pending) blank(writing);
		throw new WriteRefusedError(restless.own.plan.mapped.tab.name, "rows_moved");
	}
}

function begin(own: OwnCells): Writing {
	const { plan, columns } = own;
	const written = plan.isSettled ? columns : [...columns, "id", "fingerprint"];
	const places = written
		.map((column, order) => ({ at: plan.mapped.columns.get(column) ?? 0, order }))
		.filter(({ at }) => at > 0);
	const rows = readRows(plan);
	// Columns moved away under us: what we read is not our table any more.
	const isOurs = plan.isSettled
		? (row: IdentityRow) => row.id === "" || own.values.has(row.id)
		: (row: IdentityRow) => row.content === "" || plan.pool.has(row.content);
	if (rows.filter(isOurs).length * 2 < rows.length) {
		throw new WriteRefusedError(plan.mapped.tab.name, "rows_moved");
	}
	return { own, places, rows, ids: idsFor(plan, rows) };
}

/** Whether the rows stand as they did before the write; if not, remembers how they stand now. */
function isAtRest(writing: Writing, now: readonly IdentityRow[]): boolean {
	const { plan } = writing.own;
	const rested =
		now.length === writing.rows.length &&
		now.every(
			(row, i) => row.id === writing.ids[i] && (plan.isSettled || row.content === writing.rows[i]?.content),
		);
	writing.rows = now;
	writing.ids = idsFor(plan, now);
	return rested;
}

/**
 * Reads what the tab's rows say of their identity now, from the first record on, in one moment.
 * @param of `isSettled`: no id has to be given, so that ids alone are read
 */
export function readRows({
	table,
	mapped,
	isSettled,
}: Pick<IdPlan, "table" | "mapped" | "isSettled">): IdentityRow[] {
	const { rows: lastRow } = mapped.tab.extent();
	if (lastRow < 2) return [];
	const at = (column: string) => mapped.columns.get(column) ?? 0;
	const identity = isSettled ? [] : IDENTITY[table].columns.map(at);
	const wanted = [...identity, at("id"), isSettled ? 0 : at("fingerprint")].filter((column) => column > 0);
	// One call for all of it: between two calls rows could move, and content would meet another row's id.
	const first = Math.min(...wanted);
	const cells = mapped.tab.read(2, first, lastRow - 1, Math.max(...wanted) - first + 1);
	const cell = (column: number, row: number): Cell =>
		column === 0 ? "" : (cells[row]?.[column - first] ?? "");
	return Array.from({ length: lastRow - 1 }, (_, row) => ({
		id: String(cell(at("id"), row)),
		stored: isSettled ? "" : String(cell(at("fingerprint"), row)),
		content: fingerprintOf(identity.map((column) => identityCell(cell(column, row)))),
	}));
}

/** A cell as fingerprints take it. */
export function identityCell(cell: Cell): string {
	return cell instanceof Date ? String(cell.getTime()) : String(cell);
}

/** The id that each row bears: its own where that belongs to its content, else the next of its content. */
function idsFor({ isSettled, pool, make }: IdPlan, rows: readonly IdentityRow[]): string[] {
	if (isSettled) return rows.map((row) => row.id);
	const left = new Map([...pool].map(([content, ids]) => [content, [...ids]]));
	const kept = rows.map(({ content, id }) => {
		const ids = left.get(content);
		const at = id === "" ? -1 : (ids?.indexOf(id) ?? -1);
		if (at >= 0) ids?.splice(at, 1);
		return at >= 0 ? id : "";
	});
	return kept.map((id, i) => {
		const content = rows[i]?.content ?? "";
		// A row that came after the start of the run gets an id of its own when it holds anything.
		return id !== "" || content === "" ? id : (left.get(content)?.shift() ?? make());
	});
}

function write({ own, places, rows, ids }: Writing): void {
	const { plan, values } = own;
	const seen = new Set<string>();
	const cells = ids.map((id, i): readonly Cell[] => {
		// Of two rows with one id only the upper one is the record.
		const known = seen.has(id) ? undefined : values.get(id);
		seen.add(id);
		const figures = known ?? own.columns.map(() => "");
		return plan.isSettled ? figures : [...figures, id, id === "" ? "" : (rows[i]?.content ?? "")];
	});
	writeSpans(plan.mapped, places, cells);
}

/** Leaves nothing beside rows that do not come to rest: neither figures nor, where they were being given, ids. */
function blank({ own, places, rows }: Writing): void {
	writeSpans(
		own.plan.mapped,
		places,
		rows.map(() => places.map(() => "")),
	);
}

/** Columns that people put between ours are never touched: a span holds nothing but ours. */
function writeSpans(mapped: MappedTab, places: Writing["places"], rows: readonly (readonly Cell[])[]): void {
	if (rows.length === 0) return;
	const orders = new Map(places.map(({ at, order }) => [at, order]));
	for (const span of spansOf([...orders.keys()], 1)) {
		const block = rows.map((cells) =>
			Array.from(
				{ length: span.last - span.first + 1 },
				(_, i) => cells[orders.get(span.first + i) as number] ?? "",
			),
		);
		mapped.tab.write(2, span.first, block);
	}
}
