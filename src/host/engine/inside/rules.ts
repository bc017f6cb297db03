import { type IRange, Rectangle } from "@univerjs/core";
import type { Area } from "../../contract";
import type { Block } from "./cells";

/** A range as Univer writes it, inclusive at both ends. */
export type Range = IRange;

export function toRange({ row, column, rows, columns }: Omit<Block, "sheet">): Range {
	return { startRow: row, endRow: row + rows - 1, startColumn: column, endColumn: column + columns - 1 };
}

export function toArea(sheet: string, range: Range): Area {
	return {
		sheet,
		row: range.startRow,
		column: range.startColumn,
		rows: range.endRow - range.startRow + 1,
		columns: range.endColumn - range.startColumn + 1,
	};
}

export function without(ranges: readonly Range[], taken: Range): Range[] {
	return ranges.flatMap((range) =>
		Rectangle.intersects(range, taken) ? Rectangle.subtract(range, taken) : [range],
	);
}

let lastId = 0;

/** Rules of a loaded workbook keep their ids, so new ones must differ from those too. */
export function freshId(kind: string, taken: (id: string) => boolean): string {
	do lastId += 1;
	while (taken(`${kind}${lastId}`));
	return `${kind}${lastId}`;
}

/** Names of Google's comparing criteria after NUMBER_ and DATE_, and what Univer calls them. */
export const COMPARISONS = {
	BETWEEN: "between",
	NOT_BETWEEN: "notBetween",
	EQUAL_TO: "equal",
	NOT_EQUAL_TO: "notEqual",
	GREATER_THAN: "greaterThan",
	GREATER_THAN_OR_EQUAL_TO: "greaterThanOrEqual",
	LESS_THAN: "lessThan",
	LESS_THAN_OR_EQUAL_TO: "lessThanOrEqual",
	AFTER: "greaterThan",
	ON_OR_AFTER: "greaterThanOrEqual",
	BEFORE: "lessThan",
	ON_OR_BEFORE: "lessThanOrEqual",
} as const;

/** Univer's operator back to Google's criteria. */
export function criteriaOf(kind: "NUMBER" | "DATE", operator: string | undefined): string {
	const dateOnly = ["AFTER", "ON_OR_AFTER", "BEFORE", "ON_OR_BEFORE"];
	const names = Object.entries(COMPARISONS).filter(([, value]) => value === operator);
	const name = names.find(([key]) => dateOnly.includes(key) === (kind === "DATE")) ?? names[0];
	return `${kind}_${name?.[0] ?? "EQUAL_TO"}`;
}

/** A1 notation. */
export function cellName(row: number, column: number): string {
	let letters = "";
	for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26)) {
		letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
	}
	return `${letters}${row + 1}`;
}
