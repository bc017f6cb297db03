/** What a cell means, so that two spellings of one value are no conflict. */
import { isSameMoment } from "../../domain/intake/events";
import { companyKey } from "../../domain/normalize/company";
import { readCorporateNumber } from "../../domain/normalize/corporate-number";
import { emailKey } from "../../domain/normalize/email";
import { readPersonName } from "../../domain/normalize/person-name";
import { phoneKey } from "../../domain/normalize/phone";
import { readPostalCode } from "../../domain/normalize/postal-code";
import { foldKey } from "../../domain/normalize/text";
import { type Cell, type CellContext, date, text, time, Unreadable } from "../codec";
import { type RecordTable, specOf } from "../schema";

const KEYS: Readonly<Record<string, (text: string) => string | null>> = {
	company: (text) => companyKey(text).key,
	"companies.name": (text) => companyKey(text).key,
	"leads.name": (text) => readPersonName(text).key,
	"activities.name": (text) => readPersonName(text).key,
	owner: (text) => readPersonName(text).key,
	email: emailKey,
	phone: phoneKey,
	corporate_number: (text) => readCorporateNumber(text).number,
	postal_code: (text) => readPostalCode(text).postalCode,
	website: (text) => foldKey(text).replace(/^https?:\/\/|\/+$/g, ""),
};

/** One key for all cells of a column that mean the same; "" for blank ones, those that say "unknown" among them. */
export function meaningOf(table: RecordTable, column: string, cell: Cell, context: CellContext): string {
	if (cell === "" || cell === false) return "";
	const codec = specOf(table).columns[column]?.codec ?? text;
	const value = codec.decode(cell, context);
	if (value === null) return "";
	if (value instanceof Unreadable) return foldKey(String(cell));
	if (typeof value !== "string")
		return typeof value === "object" ? JSON.stringify(value) : String(Math.round(Number(value) * 1e6) / 1e6);
	const key = KEYS[`${table}.${column}`] ?? KEYS[column];
	return key?.(value) || foldKey(value);
}

/** Whether two meanings agree; a day agrees with every moment of it. */
export function isSameMeaning(table: RecordTable, column: string, a: string, b: string): boolean {
	if (a === b) return true;
	const codec = specOf(table).columns[column]?.codec;
	const isMoment = codec === time || codec === date;
	return isMoment && a !== "" && b !== "" && isSameMoment(Number(a), Number(b));
}
