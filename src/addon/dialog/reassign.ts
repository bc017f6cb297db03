/** Gives one person's rows to another. */
import { foldKey } from "../../domain/normalize/text";
import { leadVerdict } from "../../domain/qualification/verdict";
import { leadsOf, loadAgreements } from "../../workbook/load";
import { Problems } from "../../workbook/problems";
import { readTable, type TableData } from "../../workbook/read";
import type { RowChange } from "../../workbook/writing/batch-plan";
import type { Answer, ReassignOrder, ReassignPreview } from "../dialog-contract";
import { type DialogDesk, openDialogDesk, Refusal } from "./desk";

type Owned = ReassignOrder["tables"][number];

/** Beside the owner, what tells whether a row is still worked on. */
const COLUMNS = {
	leads: ["owner", "company", "name", "email", "company_verdict", "contact_verdict", "verdict_reason"],
	companies: ["owner", "name", "verdict", "verdict_reason"],
	deals: ["owner", "name", "company", "email", "stage", "outcome"],
} as const satisfies Record<Owned, readonly string[]>;

export function reassignCheck(order: ReassignOrder): ReassignPreview {
	const desk = openDialogDesk();
	requireOwners(order, desk);
	const rows = ownedRows(order, desk);
	return {
		sentence: desk.sentences.reassignCheck(
			order.from.trim() || desk.sentences.noOwner,
			order.to.trim(),
			rows.length,
		),
		counts: order.tables.map((table) => [
			desk.messages.tabs[table],
			rows.filter((row) => row.table === table).length,
		]),
	};
}

export function reassignApply(order: ReassignOrder): Answer {
	const desk = openDialogDesk();
	requireOwners(order, desk);
	let rows = ownedRows(order, desk);
	if (rows.some((row) => row.id === "")) {
		desk.giveIds(order.tables);
		rows = ownedRows(order, desk);
	}
	const plan = {
		kind: "reassign",
		by: desk.by,
		why: order.why,
		rows: rows.filter((row) => row.id !== ""),
	} as const;
	return desk.applied(plan, (report) => desk.sentences.reassigned(order.to.trim(), report.rows));
}

function requireOwners({ from, to }: ReassignOrder, { sentences }: DialogDesk): void {
	if (to.trim() === "") throw new Refusal(sentences.noNewOwner);
	if (foldKey(from) === foldKey(to)) throw new Refusal(sentences.sameOwner);
}

function ownedRows(order: ReassignOrder, desk: DialogDesk): RowChange[] {
	const { book, marks, context } = desk;
	const problems = new Problems();
	const read = <T extends Owned>(table: T) =>
		readTable(table, book, marks, COLUMNS[table], ["id", "merged_into"], context, problems);
	const isPresent = order.openOnly ? openRows(order, desk, read) : () => true;
	const from = foldKey(order.from);
	const to = order.to.trim();
	return order.tables.flatMap((table) => {
		const data: TableData<Owned> = read(table) as TableData<Owned>;
		return data.parts.flatMap((part) => {
			const { columns } = part.mapped;
			const ownerAt = columns.get("owner");
			if (ownerAt === undefined || part.tab === null) return [];
			const gid = part.tab.id;
			return part.rows.flatMap((row, i): RowChange[] => {
				const owner = part.cell(ownerAt, row);
				const isTheirs =
					foldKey(String(owner)) === from && String(part.cell(columns.get("merged_into") ?? 0, row)) === "";
				if (!isTheirs || !isPresent(table, part.first + i)) return [];
				const id = String(part.cell(columns.get("id") ?? 0, row));
				return [{ table, id, gid, cells: { owner: [owner, to] }, isNew: false }];
			});
		});
	});
}

/** Which rows are still worked on: open deals, leads and companies that are not 対象外. */
function openRows(
	{ tables }: ReassignOrder,
	{ book, marks, today }: DialogDesk,
	read: <T extends Owned>(table: T) => TableData<T>,
): (table: Owned, index: number) => boolean {
	const isOpen = new Map<Owned, (index: number) => boolean>();
	const companies = tables.includes("leads") || tables.includes("companies") ? read("companies") : null;
	const verdicts = companies?.values("verdict");
	isOpen.set("companies", (index) => verdicts?.[index] !== "out");
	if (tables.includes("leads")) {
		const leads = leadsOf(read("leads"), companies);
		isOpen.set(
			"leads",
			(i) => leadVerdict(leads.companyVerdict[i] ?? null, leads.contactVerdict[i] ?? null) !== "out",
		);
	}
	if (tables.includes("deals")) {
		const agreed = loadAgreements(book, marks, today, new Problems());
		const deals = read("deals");
		const [stated, stage] = [deals.values("outcome"), deals.values("stage")];
		isOpen.set("deals", (i) => {
			const key = foldKey(stage[i] ?? "");
			return (
				(stated[i] ?? agreed.outcomes.get(key) ?? agreed.context.words("outcome").get(key) ?? "open") ===
				"open"
			);
		});
	}
	return (table, index) => isOpen.get(table)?.(index) ?? true;
}
