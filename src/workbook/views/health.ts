/** データ診断: what to put right today and this week on one screen, below it the very rows and what each column is for. */
import { CHECKS, SEVERITIES, type Severity } from "../../domain/health/checks";
import { HEALTH_TABLES, type HealthTable } from "../../domain/health/facts";
import type { FoundRow, Health, HealthLine } from "../../domain/health/report";
import type { Messages } from "../../locale";
import type { Tab } from "../book";
import { type Cell, literal } from "../codec";
import { COLORS, GROUP_COLORS, type TabLayout } from "../layout";
import type { Records } from "../load";
import { areaAt, type FixedArea } from "./canvas";
import { COUNT_FORMAT, fill, RATE_FORMAT, TEXT_FORMAT } from "./figures";
import { rowLink } from "./links";

/** Columns of the tab: the checks and their rows on the left, completeness and the data dictionary on the right. */
const AT = {
	label: 1,
	count: 2,
	share: 3,
	todo: 4,
	link: 5,
	column: 7,
	filled: 8,
	columnShare: 9,
	rep: 11,
	repLeads: 12,
	repShare: 13,
} as const;
const WIDTHS = [250, 110, 80, 310, 50, 14, 150, 64, 64, 14, 100, 70, 70];
const WIDTH = WIDTHS.length;

const [TITLE, SENTENCE, HEADER, FIRST] = [1, 2, 4, 5];
/** One row for each check and one for the title of each group. */
const LIST_TITLE = FIRST + CHECKS.length + SEVERITIES.length + 1;
const LIST_HEADER = LIST_TITLE + 1;
const LIST = LIST_HEADER + 1;
/** Stands before the name of a check above its rows, so that they are found at a glance. */
const MARK = "■ ";
/** A cell's text may be long; a line of the list is not. */
const MOST_CHARACTERS = 80;

/** 1-based row of each group's title; its checks follow. */
function groupRow(severity: Severity): number {
	const before = CHECKS.filter((check) => SEVERITIES.indexOf(check.severity) < SEVERITIES.indexOf(severity));
	return FIRST + before.length + SEVERITIES.indexOf(severity);
}

function checksOf(severity: Severity) {
	return CHECKS.filter((check) => check.severity === severity);
}

/** A block that grows with what it lists. */
class Sheet {
	readonly rows: Cell[][] = [];

	put(row: number, column: number, cell: Cell): void {
		while (this.rows.length < row) this.rows.push(new Array<Cell>(WIDTH).fill(""));
		(this.rows[row - 1] as Cell[])[column - 1] = cell;
	}

	text(row: number, column: number, text: string): void {
		this.put(row, column, literal(text));
	}

	line(row: number, column: number, texts: readonly string[]): void {
		texts.forEach((text, i) => {
			this.text(row, column + i, text);
		});
	}
}

/** @param self the tab that the block stands in, for links to its own rows; null where it is not known */
export function healthBlock(
	health: Health,
	records: Records,
	self: Pick<Tab, "id" | "above"> | null,
	messages: Messages,
): Cell[][] {
	const sheet = new Sheet();
	const { health: words } = messages;
	const counts = SEVERITIES.map((severity) =>
		health.lines.reduce((sum, { check, count }) => sum + (check.severity === severity ? count : 0), 0),
	);
	sheet.text(TITLE, AT.label, words.title);
	const [now = 0, week = 0, note = 0] = counts;
	const sentences = [
		fill(now + week + note === 0 ? words.well : now > 0 ? words.today : words.later, { now, week, note }),
	];
	if (health.manualFields !== null) {
		sentences.push(fill(words.manual, { n: health.manualFields.toFixed(1) }));
	}
	sheet.text(SENTENCE, AT.label, sentences.join(""));
	sheet.line(HEADER, AT.label, words.columns);
	sheet.line(HEADER, AT.column, words.completeness);
	sheet.line(HEADER, AT.rep, words.reps);
	const listed = listRows(sheet, health, records, messages);
	for (const severity of SEVERITIES) {
		sheet.text(groupRow(severity), AT.label, words.severities[severity]);
		checksOf(severity).forEach(({ id }, i) => {
			const line = health.lines.find(({ check }) => check.id === id);
			const row = groupRow(severity) + 1 + i;
			const [label = "", todo = ""] = words.checks[id];
			sheet.text(row, AT.label, label);
			sheet.put(row, AT.count, line?.count ?? 0);
			if (line === undefined || line.count === 0) return;
			sheet.put(row, AT.share, line.of === 0 ? "" : line.count / line.of);
			sheet.text(row, AT.todo, todo);
			const at = listed.get(line);
			if (self !== null && at !== undefined) sheet.put(row, AT.link, rowLink(self, at, words.link));
		});
	}
	completeness(sheet, health, messages);
	dictionary(sheet, health, messages);
	return sheet.rows;
}

/** The rows of every check that found some; gives where each list begins. */
function listRows(
	sheet: Sheet,
	{ lines }: Health,
	records: Records,
	messages: Messages,
): ReadonlyMap<HealthLine, number> {
	const { health: words } = messages;
	sheet.text(LIST_TITLE, AT.label, words.rows);
	sheet.line(LIST_HEADER, AT.label, words.rowColumns);
	const begins = new Map<HealthLine, number>();
	let row = LIST;
	for (const line of lines) {
		if (line.count === 0) continue;
		begins.set(line, row);
		sheet.text(row++, AT.label, MARK + (words.checks[line.check.id][0] ?? ""));
		for (const found of line.rows) listRow(sheet, row++, found, records, messages);
		const rest = line.count - line.rows.length;
		if (rest > 0) sheet.text(row++, AT.label, messages.log.more(rest));
		row++;
	}
	return begins;
}

/** Which columns name a record. */
const NAMED: Readonly<Record<HealthTable, readonly [company: string, name: string, owner: string]>> = {
	leads: ["company", "name", "owner"],
	companies: ["name", "", "owner"],
	deals: ["company", "name", "owner"],
	activities: ["company", "name", "owner"],
};

function listRow(
	sheet: Sheet,
	row: number,
	{ table, record, column, text }: FoundRow,
	{ leadData, companyData, dealData, traced, deals, activities }: Records,
	messages: Messages,
): void {
	const data = { leads: leadData, companies: companyData, deals: dealData, activities: traced?.activities }[
		table
	];
	const part = data?.parts.find(({ first, rows }) => record < first + rows.length);
	const place = part?.rows[record - part.first];
	if (part === undefined || place === undefined) return;
	const shown = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
	const label = columnLabel(table, column, "", messages);
	const cells = NAMED[table].map((id) => {
		const at = part.mapped.columns.get(id);
		return at === undefined ? "" : String(part.cell(at, place));
	});
	// Deals and activities that name no company are of their lead's.
	const lead = { leads: null, companies: null, deals, activities }[table]?.lead[record] ?? -1;
	if (cells[0] === "" && lead >= 0) cells[0] = leadData.values("company")[lead] ?? "";
	sheet.line(row, AT.label, [...cells, shown === "" ? label : `${label}: ${shown}`]);
	if (part.tab !== null) sheet.put(row, AT.link, rowLink(part.tab, place));
}

function columnLabel(table: HealthTable, column: string, header: string, messages: Messages): string {
	const labels = messages.columns[table] as Readonly<Record<string, string>>;
	return labels[column] ?? (header || column.replace(/^~/, ""));
}

/** How far the leads are filled, by column and by rep, as far as the screen reaches. */
function completeness(sheet: Sheet, { columns, reps }: Health, messages: Messages): void {
	const most = LIST_TITLE - FIRST - 1;
	columns.leads
		.filter(({ by, filled }) => by === "people" && filled > 0)
		.slice(0, most)
		.forEach(({ column, filled, of }, i) => {
			sheet.text(FIRST + i, AT.column, columnLabel("leads", column, "", messages));
			sheet.put(FIRST + i, AT.filled, filled);
			sheet.put(FIRST + i, AT.columnShare, filled / of);
		});
	reps.slice(0, most).forEach(({ rep, n, share }, i) => {
		sheet.text(FIRST + i, AT.rep, rep || messages.unset);
		sheet.put(FIRST + i, AT.repLeads, n);
		sheet.put(FIRST + i, AT.repShare, share);
	});
}

/** Every column of the records: who fills it, how far it is filled, and which are not in use. */
function dictionary(sheet: Sheet, { columns }: Health, messages: Messages): void {
	const { health: words } = messages;
	sheet.text(LIST_TITLE, AT.column, words.dictionary);
	sheet.line(LIST_HEADER, AT.column, words.dictionaryColumns.slice(0, 3));
	sheet.line(LIST_HEADER, AT.rep, words.dictionaryColumns.slice(3));
	let row = LIST;
	for (const table of HEALTH_TABLES) {
		for (const { column, header, by, filled, of } of columns[table]) {
			// A table without records says nothing of its columns.
			if (of === 0) continue;
			sheet.text(row, AT.column, columnLabel(table, column, header, messages));
			const isUnused = filled === 0 && by !== "mikomi";
			sheet.line(row, AT.rep, [messages.tabs[table], words.by[by], isUnused ? words.unused : ""]);
			// Ours are filled by every refresh.
			if (by !== "mikomi") {
				sheet.put(row, AT.filled, filled);
				sheet.put(row, AT.columnShare, filled / of);
			}
			row++;
		}
	}
}

const DASHED_COUNT = `[=0]"–";${COUNT_FORMAT}`;

export function healthLayout(messages: Messages): TabLayout {
	const { health: words } = messages;
	const below = (row: number, column: number, columns = 1) => ({ row, column, rows: null, columns });
	const screen = (column: number, columns = 1): FixedArea =>
		areaAt(FIRST, column, LIST_TITLE - FIRST - 1, columns);
	const header = { bold: true, background: COLORS.card, color: COLORS.ink };
	const title = { bold: true, size: 12 };
	const counts = (severity: Severity) => areaAt(groupRow(severity) + 1, AT.count, checksOf(severity).length);
	return {
		widths: WIDTHS,
		styles: [
			{ area: below(1, 1, WIDTH), style: { vertical: "middle", size: 10, format: TEXT_FORMAT } },
			{ area: areaAt(TITLE, 1), style: { bold: true, size: 14 } },
			{ area: areaAt(SENTENCE, 1), style: { color: COLORS.ink, bold: true } },
			...[AT.label, AT.column, AT.rep].map((column, i) => ({
				area: areaAt(HEADER, column, 1, i === 0 ? AT.link : 3),
				style: header,
			})),
			...SEVERITIES.map((severity) => ({
				area: areaAt(groupRow(severity), AT.label, 1, AT.link),
				style: {
					bold: true,
					color: severity === "now" ? COLORS.red : severity === "week" ? COLORS.amber : COLORS.grey,
				},
			})),
			{ area: screen(AT.count), style: { format: DASHED_COUNT, align: "right" } },
			{ area: screen(AT.share), style: { format: RATE_FORMAT, align: "center", color: COLORS.grey } },
			{ area: screen(AT.todo), style: { color: COLORS.ink } },
			{ area: below(1, AT.link), style: { format: "General", align: "center" } },
			{ area: below(FIRST, AT.filled), style: { format: COUNT_FORMAT, align: "right" } },
			{ area: below(FIRST, AT.columnShare), style: { format: RATE_FORMAT, align: "right" } },
			{ area: screen(AT.repLeads), style: { format: COUNT_FORMAT, align: "right" } },
			{ area: screen(AT.repShare), style: { format: RATE_FORMAT, align: "right" } },
			{ area: areaAt(HEADER, AT.share), style: { align: "center" as const } },
			...[AT.count, AT.filled, AT.columnShare, AT.repLeads, AT.repShare].map((column) => ({
				area: areaAt(HEADER, column),
				style: { align: "right" as const },
			})),
			{ area: areaAt(LIST_TITLE, 1, 1, WIDTH), style: title },
			...[AT.label, AT.column, AT.rep].map((column, i) => ({
				area: areaAt(LIST_HEADER, column, 1, i === 0 ? AT.link : 3),
				style: header,
			})),
			{ area: areaAt(LIST_HEADER, AT.filled, 1, 2), style: { align: "right" } },
		],
		frozenRows: 0,
		frozenColumns: 0,
		hiddenColumns: [],
		notes: [],
		dropDowns: [],
		conditionals: [
			{
				area: counts("now"),
				when: { kind: "at_least", value: 1 },
				style: { color: COLORS.red, background: COLORS.redSoft, bold: true },
			},
			{
				area: counts("week"),
				when: { kind: "at_least", value: 1 },
				style: { color: COLORS.amber, background: COLORS.amberSoft, bold: true },
			},
			{
				area: below(LIST, AT.label, AT.link),
				when: { kind: "formula", formula: `=LEFT($A${LIST},${MARK.length})="${MARK}"` },
				style: { bold: true, background: COLORS.card },
			},
			{
				area: below(LIST, AT.repShare),
				when: { kind: "equals", text: words.unused },
				style: { color: COLORS.amber, background: COLORS.amberSoft },
			},
		],
		charts: [],
		gridlines: false,
		formulas: [],
		tabColor: GROUP_COLORS.results,
	};
}
