import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Tab } from "../../src/workbook/book";
import { type Book, MARK_COLUMN, MARK_TABLE, type Mark } from "../../src/workbook/book";
import type { Cell } from "../../src/workbook/codec";
import { Problems } from "../../src/workbook/problems";
import { readTable, SLICE_ROWS, tableOfBlock } from "../../src/workbook/read";
import { CONTEXT } from "./views/fixture";

const HEADER = ["at", "email", "count"];

function tableOf(rows: readonly (readonly Cell[])[], problems = new Problems()) {
	return tableOfBlock("activities", [HEADER, ...rows], CONTEXT, problems);
}

const cell = fc.oneof(
	fc.constantFrom<Cell>("", " ", "#N/A", "x", "12", "3.5", "2026/11/20", "a@b.jp", false),
	fc.integer({ min: -5, max: 50_000 }),
	fc.integer({ min: 0, max: 2_000_000_000 }).map((second) => new Date(second * 1000)),
);
const rows = fc.array(fc.tuple(cell, cell, cell), { maxLength: 40 });

describe("TableData", () => {
	it("gives the same values whole, in slices, held and taken, and lists each problem once", () => {
		fc.assert(
			fc.property(rows, fc.integer({ min: 1, max: 9 }), (cells, size) => {
				const whole = new Problems();
				const table = tableOf(cells, whole);
				for (const column of ["at", "email", "count"] as const) {
					const values = table.values(column);
					const sliced = new Problems();
					const other = tableOf(cells, sliced);
					const parts: unknown[] = [];
					for (let from = 0; from < other.size; from += size) {
						parts.push(...other.slice(column, from, Math.min(from + size, other.size)));
					}
					expect(parts).toEqual(values);
					expect(other.values(column)).toEqual(values);
					expect(sliced.count).toBe(whole.cells.filter((problem) => problem.column === column).length);
				}
				const held = new Problems();
				const other = tableOf(cells, held);
				other.hold(HEADER, HEADER);
				for (const column of ["at", "email", "count"] as const) {
					expect(other.raw(column)).toEqual(table.raw(column));
					expect(other.take(column)).toEqual(table.values(column));
					expect(other.values(column)).toEqual(table.values(column));
				}
				expect(held.count).toBe(whole.count);
			}),
		);
	});

	it("knows in which row each record stands", () => {
		const table = tableOf([
			["", "", ""],
			["", "a@b.jp", ""],
			["", "", 1],
			["", "", ""],
			["", "", 2],
		]);
		expect(table.size).toBe(3);
		expect(table.parts[0]?.rows).toEqual([3, 4, 6]);
		expect(table.values("count")).toEqual([null, 1, 2]);
	});

	it("reads a tab that is longer than a slice, with its gaps, and a second tab behind it", () => {
		const long = Array.from({ length: SLICE_ROWS * 2 + 5 }, (_, i): Cell[] => [
			"",
			i % 100 === 7 ? "" : `n${i}@b.jp`,
			i % 100 === 7 ? "" : i,
		]);
		const tabs = [long, [["", "z@b.jp", 9]]].map((cells, id) => memoryTab(id, cells));
		const book = { tabs: () => tabs } as unknown as Book;
		const marks = tabs.flatMap(({ id: sheet }): Mark[] => [
			{ key: MARK_TABLE, value: "activities", sheet, column: null },
			...HEADER.map((column, i) => ({
				key: MARK_COLUMN,
				value: `activities.${column}`,
				sheet,
				column: i + 1,
			})),
		]);
		const table = readTable("activities", book, marks, HEADER, [], CONTEXT, new Problems());
		const expected = [...long.map((row) => row[2]).filter((value) => value !== ""), 9];
		expect(table.values("count")).toEqual(expected);
		table.hold([], ["count"]);
		expect(table.raw("count")).toEqual(expected);
		expect(table.slice("email", table.size - 2, table.size)).toEqual([
			`n${SLICE_ROWS * 2 + 4}@b.jp`,
			"z@b.jp",
		]);
	});
});

describe("words and numbers", () => {
	const kinds = fc.constantFrom<Cell>("", " ", "架電", "ＴＥＬ", "電話", "訪問", "なぞ", "#N/A", 5, false);
	const lines = fc.array(fc.tuple(cell, kinds, kinds), { maxLength: 40 });
	const header = ["at", "type", "owner"];
	const tableFrom = (cells: readonly (readonly Cell[])[], problems: Problems) =>
		tableOfBlock("activities", [header, ...cells], CONTEXT, problems);

	it("are the values of a column, whole and in slices, and each problem is listed once", () => {
		fc.assert(
			fc.property(lines, fc.integer({ min: 1, max: 9 }), (cells, size) => {
				for (const column of ["type", "owner"] as const) {
					const whole = new Problems();
					const values = tableFrom(cells, whole).values(column);
					const sliced = new Problems();
					const other = tableFrom(cells, sliced);
					const words: (string | null)[] = [];
					for (let from = 0; from < other.size; from += size) {
						const to = Math.min(from + size, other.size);
						const { codes, words: known } = other.words(column, from, to);
						for (let i = 0; i < to - from; i++) words.push(known[codes[i]!] || null);
					}
					expect(words).toEqual(values);
					expect(sliced.cells).toEqual(whole.cells);
				}
				const times = tableFrom(cells, new Problems()).values("at");
				const numbers = tableFrom(cells, new Problems()).numbers("at", 0, times.length);
				expect(Array.from(numbers)).toEqual(times.map((time) => time ?? Number.NaN));
			}),
		);
	});

	it("give each tab without types the one that its headers imply, slice by slice", () => {
		const calls = memoryTab(0, [["2026/11/1"], ["2026/11/2"], ["2026/11/3"]], ["架電日"]);
		const visits = memoryTab(1, [["2026/11/4"], ["2026/11/5"]], ["訪問日"]);
		const plain = memoryTab(2, [["2026/11/6"], ["2026/11/7"]], ["日付"]);
		const tabs = [calls, visits, plain];
		const book = { tabs: () => tabs } as unknown as Book;
		const marks = tabs.flatMap(({ id: sheet }): Mark[] => [
			{ key: MARK_TABLE, value: "activities", sheet, column: null },
			{ key: MARK_COLUMN, value: "activities.at", sheet, column: 1 },
		]);
		const table = readTable("activities", book, marks, ["at", "type"], [], CONTEXT, new Problems());
		const types: (string | null)[] = [];
		for (let from = 0; from < table.size; from += 2) {
			const to = Math.min(from + 2, table.size);
			const { codes, words } = table.words("type", from, to);
			for (let i = 0; i < to - from; i++) types.push(words[codes[i]!] || null);
		}
		expect(types).toEqual(["call_out", "call_out", "call_out", "visit", "visit", null, null]);
	});
});

function memoryTab(id: number, cells: readonly (readonly Cell[])[], header: readonly Cell[] = HEADER): Tab {
	return {
		id,
		name: `tab ${id}`,
		extent: () => ({ rows: cells.length + 1, columns: header.length }),
		read: (row: number, column: number, count: number, columns: number) =>
			[header, ...cells]
				.slice(row - 1, row - 1 + count)
				.map((line) => line.slice(column - 1, column - 1 + columns)),
	} as unknown as Tab;
}
