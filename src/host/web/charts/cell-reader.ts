import { CellValueType, getDisplayValueFromCell } from "@univerjs/core";
import type { Area, CellValue } from "../../contract";
import type { WorkbookView } from "../workbook-view";
import type { ChartCell } from "./chart-data";

/** Reads what the view shows; hidden and filtered rows and hidden columns stay out, as Google's charts do by default. */
export function readCells(view: WorkbookView, area: Area): ChartCell[][] | null {
	const sheet = view.findSheet(area.sheet);
	if (!sheet) return null;
	const styles = view.workbook().getStyles();
	const rows: ChartCell[][] = [];
	const lastRow = Math.min(area.row + area.rows, sheet.getRowCount());
	const lastColumn = Math.min(area.column + area.columns, sheet.getColumnCount());
	for (let row = area.row; row < lastRow; row++) {
		if (!sheet.getRowVisible(row)) continue;
		const cells: ChartCell[] = [];
		for (let column = area.column; column < lastColumn; column++) {
			if (!sheet.getColVisible(column)) continue;
			const shown = sheet.getCell(row, column) ?? null;
			const raw = sheet.getCellRaw(row, column);
			const text = getDisplayValueFromCell(shown);
			const value: CellValue =
				raw?.t === CellValueType.NUMBER && typeof raw.v === "number" ? raw.v : spilled(shown, raw?.v ?? null);
			const style = styles.getStyleByCell(raw ?? shown);
			cells.push({ value, text, format: style?.n?.pattern ?? null });
		}
		rows.push(cells);
	}
	return rows;
}

/** A spilled number has no cell of its own: only what is shown tells it. */
function spilled(shown: { v?: unknown; t?: unknown } | null, raw: unknown): CellValue {
	const value = raw ?? shown?.v ?? null;
	if (typeof value === "number" || typeof value === "boolean") return value;
	if (typeof value !== "string") return null;
	return shown?.t === CellValueType.NUMBER && value.trim() !== "" && !Number.isNaN(Number(value))
		? Number(value)
		: value;
}
