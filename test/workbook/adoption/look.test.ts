import { describe, expect, it } from "vitest";
import { look } from "../../../src/workbook/adoption/look";
import { around } from "./around";
import { SHAPES } from "./shapes";

describe("sheets as teams keep them", () => {
	it.each(SHAPES)("$name", ({ cells, table, head, rows, columns, doubtful = [] }) => {
		const seen = look(cells, null, null, "シート1", around());
		expect([seen.table, seen.headRow, seen.headRows, seen.rows]).toEqual([table, ...head, rows]);
		const taken = seen.columns.filter(({ column }) => column !== null);
		expect(Object.fromEntries(taken.map(({ header, column }) => [header, column]))).toEqual(columns);
		expect(taken.filter(({ confidence }) => confidence === "doubtful").map(({ header }) => header)).toEqual(
			doubtful,
		);
		expect(seen.problem === "").toBe(table !== null);
	});
});
