/** The records that are there already, as an import compares with them. */

import { formatTime } from "../../domain/calendar/day";
import { foldKey } from "../../domain/normalize/text";
import type { Column } from "../../domain/records";
import type { Book, Mark } from "../book";
import { type Cell, type CellContext, inCurrency, inUnit, text, Unreadable } from "../codec";
import { survivorOf } from "../merged";
import { Problems } from "../problems";
import { readTable, type TabPart } from "../read";
import type { RecordTable } from "../schema";

interface Place {
	readonly part: TabPart;
	readonly row: number;
}

export class House {
	private readonly places: readonly Place[];

	constructor(
		readonly table: RecordTable,
		private readonly parts: readonly TabPart[],
		private readonly context: CellContext,
	) {
		this.places = parts.flatMap((part) => part.rows.map((row) => ({ part, row })));
	}

	get size(): number {
		return this.places.length;
	}

	cell(record: number, column: string): Cell {
		const place = this.places[record];
		const at = place?.part.mapped.columns.get(column);
		return place === undefined || at === undefined ? "" : place.part.cell(at, place.row);
	}

	/** In which a record's cell is read: amounts in the unit of its tab and the currency of its row. */
	contextOf(record: number, column: string): CellContext {
		const own = inCurrency(this.context, String(this.cell(record, "currency")));
		return inUnit(own, this.places[record]?.part.mapped.units.get(column));
	}

	/** A cell as a tab writes it: bare amounts in its unit. */
	written(gid: number, column: string, cell: Cell): Cell {
		const part = this.parts.find(({ tab }) => tab?.id === gid);
		const unit = part?.mapped.units.get(column);
		return unit === undefined || typeof cell !== "number" ? cell : cell / unit;
	}

	gid(record: number): number {
		return this.places[record]?.part.tab?.id ?? 0;
	}

	/** As people read it, trimmed; null for blank. */
	text(record: number, column: string): string | null {
		return textOf(this.cell(record, column), this.context);
	}

	texts(column: string): Column<string> {
		return this.places.map((_, record) => this.text(record, column));
	}

	/** Whether a tab has a column. */
	has(gid: number, column: string): boolean {
		return this.parts.some((part) => part.tab?.id === gid && part.mapped.columns.has(column));
	}

	/** The record that stands for each: itself, or the one it was merged into. */
	standing(): (record: number) => number {
		const into = new Map<string, string>();
		const rows = new Map<string, number>();
		this.places.forEach((_, record) => {
			const id = String(this.cell(record, "id"));
			if (id === "" || rows.has(id)) return;
			rows.set(id, record);
			into.set(id, String(this.cell(record, "merged_into")).trim());
		});
		return (record) => {
			const target = String(this.cell(record, "merged_into")).trim();
			return target === "" ? record : (rows.get(survivorOf(target, into) ?? "") ?? record);
		};
	}

	/** The type of activity that every row of a tab is, where it has no column for it. */
	impliedType(record: number): string | null {
		return this.places[record]?.part.mapped.impliedType ?? null;
	}

	/**
	 * Where a new record goes: the tab that is mostly its owner's where there are several, else the first that is nobody's
	 * own, else the first. Tabs that lack columns come last. 0 where the table has no tab.
	 */
	homes(needed: readonly string[]): (owner: string) => number {
		const parts = this.parts.filter((part) => part.tab !== null);
		const fitting = parts.filter((part) => needed.every((column) => part.mapped.columns.has(column)));
		const homes = (fitting.length > 0 ? fitting : parts).map((part) => ({
			gid: part.tab?.id ?? 0,
			owner: parts.length > 1 ? mostlyOf(part) : null,
		}));
		const first = homes.find(({ owner }) => owner === null) ?? homes[0];
		const byOwner = new Map<string, number>();
		for (const { gid, owner } of homes) if (owner !== null && !byOwner.has(owner)) byOwner.set(owner, gid);
		return (owner) => byOwner.get(foldKey(owner)) ?? first?.gid ?? 0;
	}
}

/** The owner of more than half of a tab's records. */
function mostlyOf(part: TabPart): string | null {
	const at = part.mapped.columns.get("owner");
	if (at === undefined) return null;
	const counts = new Map<string, number>();
	let owned = 0;
	for (const row of part.rows) {
		const owner = foldKey(String(part.cell(at, row)));
		if (owner === "") continue;
		owned++;
		counts.set(owner, (counts.get(owner) ?? 0) + 1);
	}
	for (const [owner, count] of counts) if (count * 2 > owned) return owner;
	return null;
}

export function textOf(cell: Cell, context: CellContext): string | null {
	const value = text.decode(cell, context);
	if (value === null || value instanceof Unreadable) return null;
	return value.trim() === "" ? null : value.trim();
}

/** A cell as a sentence shows it. */
export function shown(cell: Cell, context: CellContext): string {
	if (!(cell instanceof Date)) return String(cell).slice(0, 60);
	return formatTime(context.timeOfDate(cell), "/")
		.replace(/ 00:00:00$/, "")
		.slice(0, 16);
}

/** Columns by which records of each table are told apart. */
const IDENTIFYING: Readonly<Record<RecordTable, readonly string[]>> = {
	leads: [
		"created_at",
		"company",
		"name",
		"department",
		"title",
		"email",
		"phone",
		"owner",
		"postal_code",
		"address",
		"source_id",
	],
	companies: ["name", "corporate_number", "website", "phone", "owner", "postal_code", "address", "source_id"],
	activities: ["at", "email", "name", "company", "type", "target", "via", "owner", "lead_ref"],
	deals: ["name", "company", "email", "owner", "created_at", "lead_ref", "source_id"],
};

export function readHouse(
	table: RecordTable,
	columns: Iterable<string>,
	book: Book,
	marks: readonly Mark[],
	context: CellContext,
): House {
	const wanted = [...new Set([...IDENTIFYING[table], ...columns])];
	const own = table === "leads" || table === "companies" ? ["id", "merged_into"] : ["id"];
	return new House(table, readTable(table, book, marks, wanted, own, context, new Problems()).parts, context);
}
