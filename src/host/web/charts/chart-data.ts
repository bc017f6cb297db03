import type { Area, CellValue, ChartSpec } from "../../contract";
import type { ChartOptions, Mark } from "./options";

/** One cell as a chart needs it. */
export interface ChartCell {
	readonly value: CellValue;
	/** As the cell shows it. */
	readonly text: string;
	readonly format: string | null;
}
/** Rows of the visible cells of an area; null when its sheet is gone. */
export type ReadCells = (area: Area) => readonly (readonly ChartCell[])[] | null;

export interface Series {
	readonly label: string;
	readonly mark: Mark;
	readonly color: string;
	readonly lineWidth: number;
	readonly pointSize: number;
	readonly dash: readonly number[] | null;
	readonly axis: 0 | 1;
	readonly inLegend: boolean;
	readonly dataLabel: "value" | "none" | null;
	readonly values: readonly (number | null)[];
	/** Number format of its cells. */
	readonly format: string | null;
}

export interface ChartData {
	/** What stands below each group of marks. */
	readonly categories: readonly string[];
	/** Numbers of the first column, for scatter charts. */
	readonly x: readonly (number | null)[];
	readonly xFormat: string | null;
	readonly series: readonly Series[];
}

export function readChart(spec: ChartSpec, options: ChartOptions, read: ReadCells): ChartData {
	const table = joinAreas(spec.ranges.map((area) => read(area) ?? []));
	const headers = spec.headers >= 0 ? spec.headers : guessHeaders(table);
	const titles = table.slice(0, headers);
	const body = table.slice(headers);
	const width = Math.max(0, ...table.map((row) => row.length));
	// A single column has nothing to name its values by.
	const first = width > 1 ? 1 : 0;
	const series: Series[] = [];
	for (let column = first; column < width; column++) {
		const index = column - first;
		const own = options.series(index);
		const cells = body.map((row) => row[column]);
		const title = titles.map((row) => row[column]?.text ?? "").join(" ");
		const mark = own.mark ?? defaultMark(options, index);
		series.push({
			label: own.label ?? title.trim(),
			mark,
			color: own.color ?? options.colors[index % options.colors.length] ?? "#4285f4",
			lineWidth: own.lineWidth ?? options.lineWidth,
			pointSize: own.pointSize ?? (mark === "points" ? options.pointSize || 7 : options.pointSize),
			dash: own.dash,
			axis: own.axis,
			inLegend: !own.hiddenInLegend,
			dataLabel: own.dataLabel,
			values: cells.map((cell) => (typeof cell?.value === "number" ? cell.value : null)),
			format: cells.find((cell) => typeof cell?.value === "number" && cell.format)?.format ?? null,
		});
	}
	const domain = body.map((row) => (first === 1 ? row[0] : undefined));
	return {
		categories: domain.map((cell) => cell?.text ?? ""),
		x: domain.map((cell) => (typeof cell?.value === "number" ? cell.value : null)),
		xFormat: domain.find((cell) => cell?.format)?.format ?? null,
		series,
	};
}

function defaultMark(options: ChartOptions, index: number): Mark {
	switch (options.type) {
		case "column":
		case "bar":
		case "pie":
			return "bars";
		case "area":
			return "area";
		case "scatter":
			return "points";
		case "combo":
			return index === 0 ? "bars" : "line";
		case "line":
			return "line";
	}
}

/** Side by side, as MERGE_COLUMNS does; areas of the same columns go below each other. */
function joinAreas(areas: readonly (readonly (readonly ChartCell[])[])[]): ChartCell[][] {
	const height = Math.max(0, ...areas.map((rows) => rows.length));
	const blank: ChartCell = { value: null, text: "", format: null };
	return Array.from({ length: height }, (_, row) =>
		areas.flatMap((rows) => rows[row] ?? (rows[0] ?? []).map(() => blank)),
	);
}

/** A first row of words over numbers is a header. */
function guessHeaders(table: readonly (readonly ChartCell[])[]): number {
	const [top, next] = table;
	if (!top || !next) return 0;
	const from = top.length > 1 ? 1 : 0;
	const words = top.slice(from).every((cell) => typeof cell.value !== "number");
	return words && next.slice(from).some((cell) => typeof cell.value === "number") ? 1 : 0;
}
