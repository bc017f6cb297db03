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

describe("what a tab is", () => {
	const CALLS = [
		["日時", "リード番号", "種別", "時間(分)", "担当者", "メモ"],
		...Array.from({ length: 10 }, (_, i) => [46_331 + i, `N${i}`, "架電", 5, i % 2 ? "佐藤" : "鈴木", ""]),
	];

	it("is told where dates have lost their format and stand as numbers", () => {
		const seen = look(CALLS, null, null, "シート1", around());
		expect(seen.table).toBe("activities");
		expect(seen.columns[0]).toMatchObject({ column: "at", confidence: "sure" });
	});

	const STATES = ["会社名", "担当者", "ステータス", "メモ"];
	const DAYS = ["会社名", "担当者", "日付", "メモ"];
	const PEOPLE = ["会社名", "氏名", "メール", "担当", "日付"];

	it.each([
		["シート1", STATES, "deals"],
		["リード", STATES, "leads"],
		["シート1", DAYS, "leads"],
		["架電履歴", DAYS, "activities"],
		["案件管理", PEOPLE, "leads"],
		["取引先", PEOPLE, "leads"],
	])("is decided by its name where its columns leave it open: %s with %s", (name, headers, table) => {
		const cellOf = (header: string, i: number): string =>
			({
				会社名: `株式会社甲${i}`,
				氏名: `山田 ${"一二三四五六七八九十"[i]}郎`,
				メール: `a${i}@b${i}.example`,
				担当: ["佐藤", "鈴木"][i % 2] as string,
				担当者: ["佐藤", "鈴木"][i % 2] as string,
				ステータス: "対応中",
				日付: "2026/11/05",
			})[header] ?? "メモ";
		const rows = Array.from({ length: 10 }, (_, i) => headers.map((header) => cellOf(header, i)));
		expect(look([headers, ...rows], null, null, name, around()).table).toBe(table);
	});
});

it("says that amounts below 金額(千円) are read times 1,000", () => {
	const cells = [
		["案件名", "会社名", "フェーズ", "金額(千円)"],
		...Array.from({ length: 8 }, (_, i) => [`案件${i}`, `株式会社甲${i}`, "提案", 1_200 + i * 100]),
	];
	const seen = look(cells, null, null, "シート1", around());
	const amount = seen.columns.find(({ column }) => column === "amount");
	expect(amount).toMatchObject({
		confidence: "sure",
		reason: expect.stringContaining("1,000倍して読みます"),
	});
});
