/** 内訳: a figure with its definition, and below it the very rows of its numerator and denominator. */
import { formatTime, type WallTime } from "../../domain/calendar/day";
import { metricOf } from "../../domain/kpi/catalogue";
import type { MetricRow } from "../../domain/kpi/engine";
import type { Trace, TracePart } from "../../domain/kpi/trace";
import type { Messages } from "../../locale";
import { type Cell, literal } from "../codec";
import { COLORS, GROUP_COLORS, type TabLayout } from "../layout";
import type { Agreements, Records } from "../load";
import type { TableData, TabPart } from "../read";
import { specOf, type TableId } from "../schema";
import { areaAt } from "./canvas";
import {
	DAY_FORMAT,
	groupedText,
	metricDefinition,
	metricLabel,
	periodLabel,
	rateText,
	TEXT_FORMAT,
} from "./figures";
import { rowLink } from "./links";

export interface BreakdownInput {
	readonly figure: MetricRow;
	readonly trace: Trace;
	readonly records: Records;
	readonly agreed: Agreements;
	readonly members: TableData<"members">;
	/** The moment that the figure was computed for. */
	readonly at: WallTime;
}

/** Title, definition, facts and header stand above the rows. */
const FIRST_ROW = 5;
/** Rows beyond are counted, not listed. */
const MOST_ROWS = 20_000;

/** A table whatever its columns are. */
interface AnyTable {
	readonly table: TableId;
	readonly parts: readonly TabPart[];
	values(column: string): readonly unknown[];
}

/** Where the records of a source stand, and what the list's third to ninth columns show of them. */
interface Source {
	readonly data: AnyTable;
	/** Columns of the table; "-" for what its records have not. */
	readonly columns: readonly string[];
	/** Each record's lead, which stands in where a record does not name its company, person or channel. */
	readonly lead?: ArrayLike<number>;
	/** Record of the table by the number of one that was traced; the same unless told. */
	readonly recordOf?: readonly number[];
}

/** As wide as the header; the first column says which side of the figure a row is on. */
export function breakdownBlock(input: BreakdownInput, messages: Messages): Cell[][] {
	const { figure: row, trace, agreed } = input;
	const labels = messages.columns.metrics;
	const header = Object.values<string>(messages.columns.breakdown);
	const sides: (readonly [string, TracePart])[] = [[messages.tabs.breakdown, trace.numerator]];
	if (trace.denominator !== null) {
		sides[0] = [labels.numerator, trace.numerator];
		sides.push([labels.denominator, trace.denominator]);
	}
	const sources = sourcesOf(input);
	const cells = sides.flatMap(([side, { source, records }]) =>
		records.slice(0, MOST_ROWS).map((record) => rowOf(side, sources[source], record, input)),
	);
	const all = sides.reduce((sum, [, { records }]) => sum + records.length, 0);
	const facts = [
		`${labels.value}: ${valueText(row)}`,
		...sides.map(([side, { records }]) => `${side}: ${groupedText(records.length)}`),
		`${labels.basis}: ${messages.basis[row.basis] ?? row.basis}`,
		...(row.completeness === null ? [] : [`${labels.completeness}: ${rateText(row.completeness)}`]),
		`${labels.refreshed_at}: ${formatTime(input.at, "/").slice(0, 16)}`,
		...(all > cells.length ? [messages.log.more(all - cells.length)] : []),
	];
	const line = (...words: readonly (string | undefined)[]): Cell[] =>
		header.map((_, i) => literal(words[i] ?? ""));
	return [
		line(
			`${metricLabel(messages, row.metric)}  ${periodWords(row, agreed, messages)}  ${cutWords(row, messages)}`,
		),
		line(metricDefinition(messages, row.metric)),
		line(facts.join("  ")),
		line(...header),
		...cells,
	];
}

function rowOf(
	side: string,
	{ data, columns, lead, recordOf }: Source,
	traced: number,
	{ records: { leadData }, agreed }: BreakdownInput,
): Cell[] {
	const record = recordOf?.[traced] ?? traced;
	const of = lead?.[record] ?? -1;
	const part = data.parts.find(({ first, rows }) => record < first + rows.length);
	const row = part?.rows[record - part.first] ?? 1;
	const cellOf = (table: AnyTable, column: string, at: number): Cell => {
		const value = table.values(column)[at] ?? null;
		const codec = specOf(table.table).columns[column]?.codec;
		return value === null || codec === undefined ? "" : codec.encode(value, agreed.context);
	};
	return [
		side,
		literal(part?.name ?? ""),
		...columns.map((column, i) => {
			const own = cellOf(data, column, record);
			const isInherited = own === "" && of >= 0 && (i < 3 || column === "channel");
			return isInherited ? cellOf(leadData, LEAD[i] ?? "", of) : own;
		}),
		part?.tab == null ? "" : rowLink(part.tab, row),
	];
}

const LEAD = ["id", "company", "name", "created_at", "owner", "channel", "-"];

function sourcesOf({ figure: { basis }, records, members }: BreakdownInput) {
	const { leadData, dealData, traced, deals, activities } = records;
	if (traced === null) throw new RangeError("breakdownBlock requires records read to be traced");
	const source = (data: AnyTable, columns: string, more: Partial<Source> = {}): Source => ({
		data,
		columns: columns.split(" "),
		...more,
	});
	const lead = source(
		leadData,
		LEAD.join(" ").replace("created_at", basis === "mql" ? "mql_on" : "created_at"),
	);
	const dealOn = basis === "closed" ? "closes_at" : "created_at";
	const recordOf = [...members.values("name").entries()].flatMap(([i, name]) => (name === null ? [] : [i]));
	const sources: Readonly<Record<TracePart["source"], Source>> = {
		lead,
		lead_month: lead,
		deal: source(dealData, `id company name ${dealOn} owner channel amount`, { lead: deals.lead }),
		activity: source(traced.activities, "- company name at owner type -", { lead: activities.lead }),
		cost: source(traced.costs, "- - - month - channel amount"),
		member: source(members, "- - name joined_on - role fte", { recordOf }),
	};
	return sources;
}

function valueText({ value, unit, currency }: MetricRow): string {
	if (value === null) return "";
	if (unit === "rate" || unit === "percent") return rateText(value);
	const text = value % 1 === 0 ? groupedText(value) : value.toFixed(1);
	return currency === null ? text : `${text} ${currency}`;
}

function periodWords({ metric, period }: MetricRow, { settings }: Agreements, messages: Messages): string {
	if (period !== "all") return periodLabel(messages, period, settings.fiscalFirstMonth);
	return (metricOf(metric)?.periods === "now" && messages.basis["now"]) || messages.trace.allTime;
}

/** "channel:Web" as people say it. */
function cutWords({ dimension }: MetricRow, { choices, trace, unset, undecided }: Messages): string {
	if (dimension === "all") return choices.target_kind.all;
	const colon = dimension.indexOf(":");
	const [cut, name] = [dimension.slice(0, colon), dimension.slice(colon + 1)];
	const codes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
		verdict: { ...choices.verdict, "": undecided.verdict },
		type: choices.activity_type,
		channel_class: choices.channel_class,
	};
	const words: Readonly<Record<string, string>> = trace.cuts;
	return `${words[cut] ?? cut}: ${codes[cut]?.[name] || name || unset}`;
}

const WIDTHS = [70, 110, 110, 200, 140, 100, 100, 140, 110, 70] as const;
const DAY_COLUMN = 6;
const AMOUNT_COLUMN = 9;

/** Laid when the tab is made; the number of its rows does not matter. */
export function breakdownLayout(): TabLayout {
	const below = (column: number, columns = 1) => ({ row: FIRST_ROW, column, rows: null, columns });
	const top = (row: number) => areaAt(row, 1, 1, WIDTHS.length);
	return {
		widths: WIDTHS,
		styles: [
			{ area: areaAt(1, 1, FIRST_ROW - 1, WIDTHS.length), style: { format: TEXT_FORMAT } },
			{ area: top(1), style: { bold: true, size: 14 } },
			{ area: top(2), style: { color: COLORS.grey } },
			{ area: top(FIRST_ROW - 1), style: { bold: true, background: COLORS.card } },
			{ area: below(1, DAY_COLUMN - 1), style: { format: TEXT_FORMAT } },
			{ area: below(DAY_COLUMN), style: { format: DAY_FORMAT, align: "left" } },
			{ area: below(DAY_COLUMN + 1, 2), style: { format: TEXT_FORMAT } },
			{ area: below(AMOUNT_COLUMN), style: { format: "[>=1000]#,##0;General", align: "right" } },
			{ area: below(AMOUNT_COLUMN + 1), style: { format: "General" } },
		],
		frozenRows: FIRST_ROW - 1,
		frozenColumns: 0,
		hiddenColumns: [],
		notes: [],
		dropDowns: [],
		conditionals: [],
		charts: [],
		gridlines: true,
		formulas: [],
		tabColor: GROUP_COLORS.results,
	};
}
