/** Which records of a file are there already, by the rules of their table. */
import { type Firms, matchFirms } from "../../domain/intake/companies";
import { matchPeople, type People } from "../../domain/intake/contacts";
import { matchActivities, matchDeals, partyOf } from "../../domain/intake/events";
import type { Match } from "../../domain/intake/match";
import { type Dictionary, mergeDictionary } from "../../domain/normalize/dictionary";
import { foldKey } from "../../domain/normalize/text";
import type { Column } from "../../domain/records";
import type { Cell, CellContext } from "../codec";
import type { RecordTable } from "../schema";
import type { Settings } from "../settings";
import type { FileRow } from "./file-rows";
import { type House, textOf } from "./house";
import { meaningOf } from "./meaning";

/** Records of either side, as matching looks at them. */
interface Records {
	readonly size: number;
	texts(column: string): Column<string>;
	cell(record: number, column: string): Cell;
	/** In which the cell is read. */
	contextOf(record: number, column: string): CellContext;
}

/** @param columns columns that the file fills, the note among them where something goes into it */
export function matchRows(
	house: House,
	rows: readonly FileRow[],
	columns: ReadonlySet<string>,
	settings: Settings,
	context: CellContext,
): Match[] {
	const { table } = house;
	const incoming: Records = {
		size: rows.length,
		texts: (column) => rows.map(({ values }) => textOf(values.get(column) ?? "", context)),
		cell: (record, column) =>
			column === "note" ? (rows[record]?.notes.join("\n") ?? "") : (rows[record]?.values.get(column) ?? ""),
		contextOf: () => context,
	};
	const domains: Dictionary = mergeDictionary([], settings.dictionaries.email);
	const standing = house.standing();
	const matches = matchesOf();
	return matches.map((match) => ({
		...match,
		known: match.known === null ? null : standing(match.known),
		possible: match.possible === null ? null : standing(match.possible),
	}));

	function matchesOf(): Match[] {
		switch (table) {
			case "leads":
				return matchPeople(people(house, context), people(incoming, context), domains);
			case "companies":
				return matchFirms(firms(house), firms(incoming), domains);
			case "activities": {
				return matchActivities(
					events(house, table, columns, context, ACTIVITY, (record) => house.impliedType(record) ?? ""),
					events(incoming, table, columns, context, ACTIVITY),
				);
			}
			case "deals":
				return matchDeals(
					events(house, table, columns, context, DEAL),
					events(incoming, table, columns, context, DEAL),
				);
		}
	}
}

function people(records: Records, context: CellContext): People {
	return {
		size: records.size,
		company: records.texts("company"),
		name: records.texts("name"),
		email: records.texts("email"),
		phone: records.texts("phone"),
		corporateNumber: [],
		postalCode: records.texts("postal_code"),
		address: records.texts("address"),
		department: records.texts("department"),
		title: records.texts("title"),
		sourceId: records.texts("source_id"),
		createdAt: moments(records, "leads", "created_at", context),
	};
}

function firms(records: Records): Firms {
	return {
		size: records.size,
		createdAt: [],
		name: records.texts("name"),
		corporateNumber: records.texts("corporate_number"),
		domain: records.texts("website"),
		phone: records.texts("phone"),
		postalCode: records.texts("postal_code"),
		address: records.texts("address"),
		sourceId: records.texts("source_id"),
	};
}

function moments(records: Records, table: RecordTable, column: string, context: CellContext): Column<number> {
	return Array.from({ length: records.size }, (_, record) => {
		const meaning = meaningOf(table, column, records.cell(record, column), context);
		return meaning === "" || Number.isNaN(Number(meaning)) ? null : Number(meaning);
	});
}

/** Columns that say which activity or deal it is; the others are its details. */
const ACTIVITY = ["at", "type", "email", "name", "company", "lead_ref"];
const DEAL = ["name", "company", "email", "lead_ref", "source_id", "created_at"];

/** Activities and deals alike: both are about somebody at a moment. */
function events(
	records: Records,
	table: "activities" | "deals",
	columns: ReadonlySet<string>,
	context: CellContext,
	identity: readonly string[],
	impliedType: (record: number) => string = () => "",
) {
	const isActivity = table === "activities";
	const moment = moments(records, table, isActivity ? "at" : "created_at", context);
	const details = [...columns].filter((column) => !identity.includes(column));
	const texts = (column: string) => records.texts(column).map((value) => value ?? "");
	const [name, company, email, ref] = [texts("name"), texts("company"), texts("email"), texts("lead_ref")];
	const sourceId = isActivity ? [] : texts("source_id");
	return Array.from({ length: records.size }, (_, record) => {
		const meaning = (column: string) =>
			meaningOf(table, column, records.cell(record, column), records.contextOf(record, column));
		return {
			// A deal's own name is no person's.
			...partyOf(
				ref[record] ?? "",
				email[record] ?? "",
				isActivity ? (name[record] ?? "") : "",
				company[record] ?? "",
			),
			details: details.map(meaning),
			at: moment[record] ?? null,
			createdAt: moment[record] ?? null,
			type: isActivity ? meaning("type") || impliedType(record) : "",
			target: isActivity ? meaning("target") : "",
			title: isActivity ? "" : foldKey(name[record] ?? ""),
			sourceId: foldKey(sourceId[record] ?? ""),
		};
	});
}
