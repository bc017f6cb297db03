import { companyKey } from "../normalize/company";
import { readCorporateNumber } from "../normalize/corporate-number";
import { domainOf, emailKey } from "../normalize/email";
import { readPersonName } from "../normalize/person-name";
import { phoneKey } from "../normalize/phone";
import { readPostalCode } from "../normalize/postal-code";
import { normalizeText } from "../normalize/text";

/** What stands in a cell; null or a blank text is nothing. */
export type FieldValue = string | number | boolean | null;

/** One row by column. */
export type FieldRow = Readonly<Record<string, FieldValue>>;

export interface FieldConflict {
	readonly column: string;
	/** What the survivor has, or gets. */
	readonly kept: FieldValue;
	/** What another row says: it stays there. */
	readonly other: FieldValue;
	/** Which of the others, from 0. */
	readonly from: number;
}

/** What merging does to the row to keep: nothing that it has is replaced, and nothing is lost. */
export interface FieldMerge {
	/** New values for cells of the survivor that hold nothing. */
	readonly fill: Readonly<Record<string, FieldValue>>;
	/** In the order of the survivor's columns, then of the others. */
	readonly conflicts: readonly FieldConflict[];
}

/** Whose rows are merged: a lead's name is a person's. */
export type MergedTable = "leads" | "companies";

/** Keys by which two spellings of a value are one, by column id; the text itself for all others. */
const KEYS: Readonly<Record<string, (text: string, table: MergedTable) => string | null>> = {
	company: (text) => companyKey(text).key,
	name: (text, table) => (table === "companies" ? companyKey(text).key : readPersonName(text).key),
	website: domainOf,
	email: emailKey,
	phone: phoneKey,
	corporate_number: (text) => readCorporateNumber(text).number,
	postal_code: (text) => readPostalCode(text).postalCode,
};

/**
 * What the row to keep gets from the rows merged into it: where it has nothing, the most complete value of the others
 * (the longest, then the first). Values that mean the same in another spelling are no conflict.
 * @example mergeFields({ phone: null }, [{ phone: "03-1234-5678" }]).fill // => { phone: "03-1234-5678" }
 */
export function mergeFields(
	survivor: FieldRow,
	others: readonly FieldRow[],
	table: MergedTable = "leads",
): FieldMerge {
	const fill: Record<string, FieldValue> = {};
	const conflicts: FieldConflict[] = [];
	for (const column of new Set([survivor, ...others].flatMap((row) => Object.keys(row)))) {
		const said = others
			.map((row, from) => ({ from, value: row[column] ?? null }))
			.filter(({ value }) => !isBlank(value));
		let kept = survivor[column] ?? null;
		if (isBlank(kept)) {
			const first = said[0];
			if (first === undefined) continue;
			kept = said.reduce((best, next) => (lengthOf(next.value) > lengthOf(best.value) ? next : best)).value;
			fill[column] = kept;
		}
		const known = new Set([keyOf(column, kept, table)]);
		for (const { value, from } of said) {
			const key = keyOf(column, value, table);
			if (known.has(key)) continue;
			known.add(key);
			conflicts.push({ column, kept, other: value, from });
		}
	}
	return { fill, conflicts };
}

function isBlank(value: FieldValue): boolean {
	return value === null || (typeof value === "string" && normalizeText(value) === "");
}

function lengthOf(value: FieldValue): number {
	return normalizeText(String(value)).length;
}

function keyOf(column: string, value: FieldValue, table: MergedTable): string {
	const text = String(value);
	return KEYS[column]?.(text, table) ?? normalizeText(text).toLowerCase();
}
