/** How new leads fit the team's ideal customer, before they are written. */
import { type Fits, fitOf } from "../../domain/fit/icp";
import { grade } from "../../domain/scoring/grade";
import type { Messages } from "../../locale";
import type { Book, Mark } from "../book";
import type { Cell } from "../codec";
import { type Agreements, leadsOf } from "../load";
import { Problems } from "../problems";
import { readTable, tableOfBlock } from "../read";
import { labelsOf } from "../table-layout";
import type { PlannedRecord } from "./plan";

const BANDS = ["A", "B", "C", "?"] as const;
const FIELDS = ["company", "name", "title", "department", "industry", "employees", "prefecture", "function"];

/** How many new leads stand in each band of fit; "?" where too little is known. Companies' records stand in for blanks. */
export function judgedCounts(
	records: readonly PlannedRecord[],
	agreed: Agreements,
	book: Book,
	marks: readonly Mark[],
	messages: Messages,
): (readonly [band: string, count: number])[] {
	const { context, settings } = agreed;
	const fresh = records.filter(({ known }) => known === null);
	if (fresh.length === 0) return [];
	const wanted = new Set([...FIELDS, ...agreed.criteria.map(({ field }) => field)]);
	const columns = [...wanted].filter((column) => column !== "" && !column.startsWith("~"));
	const labels = labelsOf("leads", messages);
	const block: Cell[][] = [
		columns.map((column) => labels[column] ?? column),
		...fresh.map(({ cell }) => columns.map(cell)),
	];
	const companies = readTable(
		"companies",
		book,
		marks,
		["name", "industry", "employees", "prefecture"],
		[],
		context,
		new Problems(),
	);
	const leads = leadsOf(tableOfBlock("leads", block, context, new Problems()), companies);
	const fits = fitOf(leads, agreed.criteria, agreed.model);
	const counts = new Map<string, number>();
	for (let lead = 0; lead < leads.size; lead++) {
		const band = bandOf(fits, lead, settings.cuts);
		counts.set(band, (counts.get(band) ?? 0) + 1);
	}
	return BANDS.map((band) => [band, counts.get(band) ?? 0]);
}

function bandOf(fits: Fits, lead: number, cuts: Agreements["settings"]["cuts"]): string {
	return grade(fits.fit[lead] ?? null, fits.coverage[lead] ?? 0, fits.knockedOut[lead] === 1, 0, cuts).charAt(
		0,
	);
}
