/** Ids and fingerprints: a record is found by its id, and a fingerprint tells when ids and people's cells parted. */
import { isTotalLabel } from "../domain/adoption/total-row";
import { foldKey } from "../domain/normalize/text";

/** Columns whose content tells one record from another, by table. */
export const IDENTITY = {
	leads: { prefix: "L", columns: ["company", "name", "email"] },
	deals: { prefix: "D", columns: ["name", "company", "email"] },
	companies: { prefix: "C", columns: ["name"] },
	activities: {
		prefix: "A",
		columns: ["at", "email", "name", "company", "type", "target", "lead_ref", "note"],
	},
} as const;

export type IdentityTable = keyof typeof IDENTITY;

/** Two 32-bit FNV-1a sums of a record's identifying cells, as text; "" where all are blank, or a total stands. */
export function fingerprintOf(cells: readonly (string | number | boolean | null)[]): string {
	const content = cells.map((cell) => (cell === null ? "" : foldKey(String(cell)))).join("\n");
	const filled = content.replace(/\n/g, "");
	if (filled === "" || isTotalLabel(filled)) return "";
	return fnv(content, 0x811c9dc5) + fnv(content, 0x01000193);
}

function fnv(content: string, seed: number): string {
	let hash = seed;
	for (let i = 0; i < content.length; i++) {
		hash = Math.imul(hash ^ content.charCodeAt(i), 0x01000193);
	}
	return (hash >>> 0).toString(36).padStart(7, "0");
}

/** What a row holds of its identity. */
export interface IdentityRow {
	/** "" where none was given yet. */
	readonly id: string;
	readonly stored: string;
	/** Fingerprint of what stands in the row now. */
	readonly content: string;
}

/**
 * True where people's cells were sorted without ours: fingerprints of several rows are another row's.
 * Rows that were merely edited show new fingerprints and do not count.
 */
export function isPartlySorted(rows: readonly IdentityRow[]): boolean {
	const parted = rows.filter((row) => row.id !== "" && row.stored !== "" && row.stored !== row.content);
	if (parted.length < 2) return false;
	const stored = new Map<string, number>();
	for (const row of parted) stored.set(row.stored, (stored.get(row.stored) ?? 0) + 1);
	let swapped = 0;
	for (const { content } of parted) {
		const left = stored.get(content) ?? 0;
		if (left === 0) continue;
		stored.set(content, left - 1);
		swapped++;
	}
	return swapped >= 2 && swapped >= 0.9 * parted.length;
}

/** Gives ids that no row bears yet: the moment in base 36, then a running number. */
export function idMaker(prefix: string, moment: number, taken: Iterable<string>): () => string {
	const used = new Set(taken);
	const stem = `${prefix}${Math.max(0, Math.floor(moment)).toString(36)}`;
	let next = 1;
	return () => {
		let id = `${stem}-${next++}`;
		while (used.has(id)) id = `${stem}-${next++}`;
		used.add(id);
		return id;
	};
}

/**
 * The id of each row: its own, unless a row above bears the same one (a copied row) or it has none.
 * @returns ids in row order, and how many are new
 */
export function completeIds(
	rows: readonly IdentityRow[],
	make: () => string,
	/** Ids that other tabs of the table bear. */
	elsewhere: readonly string[] = [],
): { ids: string[]; given: number } {
	const seen = new Set<string>(elsewhere);
	let given = 0;
	const ids = rows.map(({ id }) => {
		if (id !== "" && !seen.has(id)) {
			seen.add(id);
			return id;
		}
		given++;
		return make();
	});
	return { ids, given };
}
