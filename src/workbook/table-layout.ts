/** Layouts of record and agreement tabs, read off the schema: the same for a tab of ours and one that a team brought. */
import type { Messages } from "../locale";
import {
	type AreaSpec,
	COLORS,
	type ConditionalSpec,
	type DropDownSpec,
	GROUP_COLORS,
	type TabLayout,
} from "./layout";
import { spansOf } from "./read";
import { type ColumnSpec, type Offer, specOf, type TableId } from "./schema";

/** The labels of a table's columns in one language. */
export function labelsOf(table: TableId, messages: Messages): Readonly<Record<string, string>> {
	return messages.columns[table];
}

/** Few widths in pixels, so that one call serves many columns. */
const WIDTH_STEPS: readonly number[] = [70, 100, 140, 200, 320, 460, 600];

/**
 * The step that a column gets: at most a tenth narrower than it wants to be.
 * @example widthStep(110) // => 100
 */
function widthStep(pixels: number): number {
	return WIDTH_STEPS.find((step) => step >= pixels * 0.9) ?? pixels;
}

function below(column: number): AreaSpec {
	return { row: 2, column, rows: null, columns: 1 };
}

/**
 * The look of a table whose columns stand at the given places.
 * @param columns 1-based place of each column that the layout may touch
 */
export function tableLayout(
	table: TableId,
	columns: ReadonlyMap<string, number>,
	messages: Messages,
): TabLayout {
	const spec = specOf(table);
	const placed = [...columns].map(([id, at]) => ({ id, at, spec: spec.columns[id] as ColumnSpec }));
	const widths: number[] = [];
	for (const { at, spec: column } of placed) widths[at - 1] = widthStep(column.width);
	return {
		widths,
		styles: [
			...placed.map(({ at, spec: column }) => ({
				area: { row: 1, column: at, rows: 1, columns: 1 },
				style: {
					format: "@",
					bold: true,
					vertical: "middle" as const,
					background: column.by === "mikomi" ? COLORS.accentSoft : COLORS.card,
					color: column.by === "mikomi" ? COLORS.accent : COLORS.ink,
				},
			})),
			...placed.map(({ at, spec: column }) => ({
				area: below(at),
				style: {
					format: column.codec.format,
					align: column.codec.align,
					...(column.wrap === true ? { wrap: true } : {}),
				},
			})),
		],
		frozenRows: 1,
		frozenColumns: spec.frozenColumns ?? 0,
		hiddenColumns: placed.filter(({ spec: column }) => column.hidden).map(({ at }) => at),
		notes: placed
			.filter(({ spec: column }) => column.by === "mikomi" && !column.hidden && spec.group === "records")
			.map(({ at }) => ({ row: 1, column: at, text: messages.own })),
		dropDowns: dropDowns(placed, messages),
		conditionals: table === "leads" || table === "deals" ? conditionals(columns, messages) : [],
		charts: [],
		gridlines: true,
		formulas: [],
		tabColor: GROUP_COLORS[spec.group],
	};
}

/** The same look further down: for a tab whose header does not stand in row 1. */
export function movedDown(layout: TabLayout, rows: number): TabLayout {
	const area = (of: AreaSpec): AreaSpec => ({ ...of, row: of.row + rows });
	return {
		...layout,
		styles: layout.styles.map((each) => ({ ...each, area: area(each.area) })),
		notes: layout.notes.map((note) => ({ ...note, row: note.row + rows })),
		dropDowns: layout.dropDowns.map((each) => ({ ...each, area: area(each.area) })),
		conditionals: layout.conditionals.map(({ when, ...each }) => ({
			...each,
			area: area(each.area),
			when:
				when.kind === "formula"
					? { ...when, formula: when.formula.replace(/(\$[A-Z]+)2\b/g, `$1${2 + rows}`) }
					: when,
		})),
	};
}

/** Neighbours that offer the same share one. */
function dropDowns(
	placed: readonly { readonly at: number; readonly spec: ColumnSpec }[],
	messages: Messages,
): DropDownSpec[] {
	return [...new Set(placed.map(({ spec }) => spec.offers))].flatMap((offer) => {
		if (offer === undefined) return [];
		const values = offered(offer, messages);
		const help = Array.isArray(values) ? values.join(messages.listComma) : "";
		const columns = placed.filter(({ spec }) => spec.offers === offer).map(({ at }) => at);
		return spansOf(columns, 1).map(({ first, last }) => ({
			area: { row: 2, column: first, rows: null, columns: last - first + 1 },
			values,
			help,
		}));
	});
}

function offered(offer: Offer, messages: Messages): DropDownSpec["values"] {
	switch (offer) {
		case "stage":
			return { table: "stages", column: "stage" };
		case "member":
			return { table: "members", column: "name" };
		case "metric":
			return Object.values(messages.metrics);
		default:
			return Object.values(messages.choices[offer]);
	}
}

/** Colour says again what a word says already: 対象外 is grey, an A1 green, an estimated or reversed record amber. */
function conditionals(columns: ReadonlyMap<string, number>, messages: Messages): ConditionalSpec[] {
	const rules: ConditionalSpec[] = [];
	const equals = (column: string, text: string, style: ConditionalSpec["style"]) => {
		const at = columns.get(column);
		if (at !== undefined) rules.push({ area: below(at), when: { kind: "equals", text }, style });
	};
	for (const column of ["company_verdict", "contact_verdict"]) {
		equals(column, messages.choices.verdict.in, { color: COLORS.green });
		equals(column, messages.choices.verdict.out, { color: COLORS.quiet });
	}
	equals("grade", "A1", { color: COLORS.green, background: COLORS.greenSoft, bold: true });
	equals("grade", "A2", { color: COLORS.green });
	equals("grade", "B1", { color: COLORS.green });
	equals("mql_estimated", messages.why.estimated, { color: COLORS.grey, italic: true });
	const check = columns.get("check");
	if (check !== undefined) {
		const cell = `$${columnLetters(check)}2`;
		rules.push({
			area: below(check),
			when: { kind: "formula", formula: `=LEN(${cell})>0` },
			style: { color: COLORS.amber, background: COLORS.amberSoft },
		});
	}
	return rules;
}

/** @example columnLetters(28) // => "AB" */
export function columnLetters(column: number): string {
	let letters = "";
	for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
		letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
	}
	return letters;
}
