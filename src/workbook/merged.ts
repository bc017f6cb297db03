/**
 * Rows that were merged into another: they stay in their tab and are no records of their own. Whatever names one of
 * them (its id, the team's number, e-mail, person and company) means the row that remains.
 */
import type { LeadKeys } from "../domain/linking";
import { companyKey } from "../domain/normalize/company";
import type { Column } from "../domain/records";
import { type Cell, literal } from "./codec";
import type { Problems } from "./problems";
import type { TableData, TabPart } from "./read";

/** Columns that tell of merges, beside those that make a row a record. */
export const MERGE_COLUMNS = ["id", "merged_into"] as const;

/** A row of a table, merged or not. */
interface Place {
	readonly part: TabPart;
	readonly row: number;
	/** Index among all rows. */
	readonly index: number;
	readonly id: string;
	readonly into: string;
}

/**
 * The row that remains of each merged one, along chains: a into b into c.
 * @param into id of the row that each id was merged into
 * @returns null for a chain that leads in a circle or to no row
 */
export function survivorOf(id: string, into: ReadonlyMap<string, string>): string | null {
	const seen = new Set<string>();
	let at = id;
	for (;;) {
		if (seen.has(at)) return null;
		seen.add(at);
		const next = into.get(at);
		if (next === undefined) return null;
		if (next === "") return at;
		at = next;
	}
}

/** Merged rows by index, with the index of the row that remains. */
function mergedRows(
	data: TableData<"leads"> | TableData<"companies">,
	problems: Problems,
): {
	places: readonly Place[];
	survivors: ReadonlyMap<number, number>;
} {
	const places: Place[] = [];
	if (!(data.raw("merged_into") ?? []).some((cell) => cell !== null)) return { places, survivors: new Map() };
	const cellAt = (part: TabPart, column: string, row: number) => {
		const at = part.mapped.columns.get(column);
		return at === undefined ? "" : String(part.cell(at, row)).trim();
	};
	for (const part of data.parts) {
		if (!part.mapped.columns.has("merged_into")) continue;
		part.rows.forEach((row, i) => {
			places.push({
				part,
				row,
				index: part.first + i,
				id: cellAt(part, "id", row),
				into: cellAt(part, "merged_into", row),
			});
		});
	}
	const survivors = new Map<number, number>();
	if (places.every(({ into }) => into === "")) return { places, survivors };
	const into = new Map<string, string>();
	const indexes = new Map<string, number>();
	for (const place of places) {
		if (place.id === "" || into.has(place.id)) continue;
		into.set(place.id, place.into);
		indexes.set(place.id, place.index);
	}
	for (const place of places) {
		if (place.into === "") continue;
		const survivor = indexes.get(survivorOf(place.into, into) ?? "");
		if (survivor !== undefined && survivor !== place.index) survivors.set(place.index, survivor);
		else
			problems.add({
				tab: place.part.name,
				row: place.row,
				column: "merged_into",
				value: place.into.slice(0, 60),
				code: "merged_nowhere",
			});
	}
	return { places, survivors };
}

export interface MergedLeads {
	/** The leads without those that were merged. */
	readonly data: TableData<"leads">;
	/** What leads are found by; null where none was merged. */
	readonly keys: LeadKeys | null;
	/** Turns places among `keys` into those among the leads. */
	readonly lead: (links: Int32Array) => Int32Array;
}

export function withoutMergedLeads(all: TableData<"leads">, problems: Problems): MergedLeads {
	const { survivors } = mergedRows(all, problems);
	if (survivors.size === 0) return { data: all, keys: null, lead: (links) => links };
	const data = all.keeping((index) => !survivors.has(index));
	// A lead's place among all rows -> its place among those that remain.
	const kept = new Int32Array(all.size);
	let next = 0;
	for (let index = 0; index < all.size; index++) kept[index] = survivors.has(index) ? -1 : next++;
	const place = Int32Array.from(kept, (at, index) =>
		at >= 0 ? at : (kept[survivors.get(index) as number] as number),
	);
	const texts = (column: "id" | "source_id" | "email" | "name" | "company"): Column<string> =>
		(all.raw(column) ?? new Array<null>(all.size).fill(null)).map((cell) =>
			cell === null ? null : String(cell),
		);
	return {
		data,
		keys: {
			size: all.size,
			ids: () => [texts("id"), texts("source_id")],
			email: () => texts("email"),
			name: () => texts("name"),
			company: () => texts("company"),
		},
		lead: (links) => links.map((at) => (at < 0 ? at : (place[at] as number))),
	};
}

export interface MergedCompanies {
	readonly data: TableData<"companies">;
	/** Key of a merged company's name -> key of the name of the one that remains. */
	readonly sameCompany: ReadonlyMap<string, string>;
}

export function withoutMergedCompanies(all: TableData<"companies">, problems: Problems): MergedCompanies {
	const { survivors } = mergedRows(all, problems);
	const sameCompany = new Map<string, string>();
	if (survivors.size === 0) return { data: all, sameCompany };
	const names = all.raw("name") ?? [];
	const keyAt = (index: number) => companyKey(String(names[index] ?? "")).key;
	const present = new Set<string>();
	for (let index = 0; index < all.size; index++) if (!survivors.has(index)) present.add(keyAt(index));
	for (const [index, survivor] of survivors) {
		const key = keyAt(index);
		// A company that is there under this name is meant by it.
		if (key !== "" && !present.has(key)) sameCompany.set(key, keyAt(survivor));
	}
	return { data: all.keeping((index) => !survivors.has(index)), sameCompany };
}

/**
 * What stands beside merged leads: the facts that were found while they were leads, and where they went; no figures.
 * @param columns own columns, in the order of the values
 * @param said says whom a lead was merged into, by company and name
 * @returns values by id
 */
export function besideMerged(
	data: TableData<"leads">,
	columns: readonly string[],
	facts: readonly string[],
	said: (who: string) => string,
): Map<string, readonly Cell[]> {
	const values = new Map<string, readonly Cell[]>();
	if (data.parts.every(({ aside }) => aside.length === 0)) return values;
	const ids = data.raw("id") ?? [];
	const [company, name] = [data.values("company"), data.values("name")];
	const who = new Map(
		ids.map((id, i) => [String(id), [company[i], name[i]].filter((text) => text !== null).join(" ")]),
	);
	const into = new Map<string, string>();
	const rows = data.parts.flatMap((part) => {
		const at = (column: string, row: number) => part.cell(part.mapped.columns.get(column) ?? 0, row);
		return part.aside.map((row) => {
			into.set(String(at("id", row)), String(at("merged_into", row)).trim());
			return { id: String(at("id", row)), cell: (column: string) => at(column, row) };
		});
	});
	for (const id of who.keys()) into.set(id, "");
	for (const { id, cell } of rows) {
		const target = who.get(survivorOf(id, into) ?? "") ?? "";
		values.set(
			id,
			columns.map((column) => {
				if (column === "next_step") return literal(said(target));
				return facts.includes(column) ? cell(column) : "";
			}),
		);
	}
	return values;
}
