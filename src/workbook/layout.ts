/**
 * How a tab looks, as data: addon/ lays it with one call for each line at set-up, so that a refresh only writes values.
 * Rows and columns are 1-based; `rows` of null reaches to the last row of the grid.
 */

export interface AreaSpec {
	readonly row: number;
	readonly column: number;
	readonly rows: number | null;
	readonly columns: number;
}

export interface StyleSpec {
	readonly format?: string;
	readonly align?: "left" | "center" | "right";
	readonly vertical?: "top" | "middle" | "bottom";
	readonly background?: string;
	readonly color?: string;
	readonly size?: number;
	readonly bold?: boolean;
	readonly italic?: boolean;
	readonly wrap?: boolean;
	/** A thin line along these edges of the area. */
	readonly border?: {
		readonly color: string;
		readonly edges: readonly ("top" | "bottom" | "left" | "right")[];
	};
}

export type ConditionSpec =
	/** A formula for the area's first cell, with relative references. */
	| { readonly kind: "formula"; readonly formula: string }
	| { readonly kind: "equals"; readonly text: string }
	| { readonly kind: "at_least" | "less_than"; readonly value: number };

export interface ConditionalSpec {
	readonly area: AreaSpec;
	readonly when: ConditionSpec;
	readonly style: Pick<StyleSpec, "background" | "color" | "bold" | "italic">;
}

export interface DropDownSpec {
	readonly area: AreaSpec;
	/** Fixed words, or a column of another tab that people fill. */
	readonly values: readonly string[] | { readonly table: "members" | "stages"; readonly column: string };
	readonly help: string;
}

export interface ChartLayout {
	readonly type: "bar" | "column" | "line" | "combo" | "area";
	/** Columns or rows of numbers with their labels; the first area holds the categories. */
	readonly areas: readonly (AreaSpec & { readonly rows: number })[];
	/** Cell whose upper left corner the chart starts at. */
	readonly row: number;
	readonly column: number;
	readonly options: Readonly<Record<string, unknown>>;
	/** How many rows of the areas are headers that name the series. */
	readonly headers: number;
}

export interface TabLayout {
	/** Pixels, from column A on. */
	readonly widths: readonly number[];
	/** Pixels of single rows. */
	readonly heights?: readonly { readonly row: number; readonly pixels: number }[];
	readonly styles: readonly { readonly area: AreaSpec; readonly style: StyleSpec }[];
	readonly frozenRows: number;
	readonly frozenColumns: number;
	readonly hiddenColumns: readonly number[];
	readonly notes: readonly { readonly row: number; readonly column: number; readonly text: string }[];
	readonly dropDowns: readonly DropDownSpec[];
	readonly conditionals: readonly ConditionalSpec[];
	readonly charts: readonly ChartLayout[];
	readonly gridlines: boolean;
	/** Formulas that stand outside the block that a refresh writes. */
	readonly formulas: readonly { readonly row: number; readonly column: number; readonly formula: string }[];
	readonly tabColor: string;
}

/** The house's colours: one accent, red for today, amber for soon, green sparingly, greys for the rest. */
export const COLORS = {
	accent: "#1a73e8",
	accentSoft: "#e8f0fe",
	ink: "#202124",
	grey: "#5f6368",
	quiet: "#9aa0a6",
	line: "#dadce0",
	card: "#f8f9fa",
	red: "#c5221f",
	redSoft: "#fce8e6",
	amber: "#b06000",
	amberSoft: "#fef7e0",
	green: "#137333",
	greenSoft: "#e6f4ea",
} as const;

/** Tab colours by group. */
export const GROUP_COLORS = {
	records: "#1a73e8",
	agreements: "#f9ab00",
	results: "#188038",
	logs: "#9aa0a6",
} as const;
