import { describe, expect, it } from "vitest";
import { dayOf, timeOf, type WallTime } from "../../../src/domain/calendar/day";
import { messagesIn } from "../../../src/locale";
import type { Cell } from "../../../src/workbook/codec";
import { type FileOrder, readRows, TooLongError } from "../../../src/workbook/import/file-rows";
import { isSameMeaning, meaningOf } from "../../../src/workbook/import/meaning";
import type { RecordTable } from "../../../src/workbook/schema";
import { contextOf, readSettings } from "../../../src/workbook/settings";
import { Zone } from "../../../src/workbook/zone";

const tokyo = new Zone(() => 9 * 3600);
const book = {
	locale: "ja_JP",
	tabs: () => [],
	marks: () => [],
	flush: () => {},
	timeOfDate: (date: Date) => tokyo.timeOf(date.getTime()),
	dateOfTime: (moment: WallTime) => new Date(tokyo.instantOf(moment)),
};
const context = contextOf(
	book,
	readSettings(null, () => "ja"),
	dayOf(2026, 11, 20),
);
const moment = (year: number, month: number, day: number, hour = 0, minute = 0): Date =>
	book.dateOfTime((timeOf(dayOf(year, month, day)) + hour * 3600 + minute * 60) as WallTime);

function read(
	table: RecordTable,
	rows: readonly (readonly string[])[],
	columns: readonly (string | null)[],
	more: Partial<FileOrder> = {},
) {
	const order = { table, rows, columns, headRow: 1, headRows: 1, without: [], aliases: new Map(), ...more };
	return readRows(order, context, messagesIn("ja"));
}

/** What one cell under one header is read as; the company beside it says whose it is. */
function cellOf(table: RecordTable, column: string, value: string): Cell | null {
	const about = table === "activities" ? "at" : table === "companies" ? "name" : "company";
	const day = table === "activities" ? "2026-11-01" : "エー社";
	const { rows } = read(
		table,
		[
			["x", column],
			[day, value],
		],
		[about, column],
	);
	return rows[0]?.values.get(column) ?? null;
}

describe("a cell of a file", () => {
	it.each<[table: RecordTable, column: string, value: string, cell: Cell | null]>([
		["leads", "created_at", "2026/11/1", moment(2026, 11, 1)],
		["leads", "created_at", "2026年11月1日(日) 9:05", moment(2026, 11, 1, 9, 5)],
		["leads", "created_at", "R8.11.1", moment(2026, 11, 1)],
		["leads", "created_at", "令和8年11月1日", moment(2026, 11, 1)],
		["leads", "created_at", "20261101", moment(2026, 11, 1)],
		["leads", "created_at", "11/1", moment(2026, 11, 1)],
		["leads", "created_at", "15 Apr, 2021 00:03:00", moment(2021, 4, 15, 0, 3)],
		["leads", "created_at", "2026/2/30", null],
		["leads", "created_at", "来週火曜", null],
		["leads", "phone", "０９０-１２３４-５６７８", "０９０-１２３４-５６７８"],
		["leads", "phone", "0312345678", "0312345678"],
		["leads", "phone", "+81 3-1234-5678", "+81 3-1234-5678"],
		["leads", "phone", "9.01E+10", null],
		["leads", "name", "=IMPORTXML(A1)", "=IMPORTXML(A1)"],
		["leads", "employees", "約300名", "約300名"],
		["leads", "company_verdict", "◎", "対象"],
		["leads", "company_verdict", "対象外", "対象外"],
		["leads", "company_verdict", "未判定", "未判定"],
		["leads", "company_verdict", "たぶん", null],
		["leads", "do_not_call", "TRUE", "はい"],
		["leads", "adjustment", "▲5", -5],
		["leads", "note", "", null],
		["companies", "corporate_number", "0123456789012", "0123456789012"],
		["companies", "corporate_number", "7.01071E+12", null],
		["deals", "amount", "300万円", 3_000_000],
		["deals", "amount", "¥1,200,000", 1_200_000],
		["deals", "amount", "$22,700.00", "USD 22700.00"],
		["deals", "amount", "応相談", null],
		["deals", "outcome", "closed won", "受注"],
		["activities", "type", "来場", "展示会来場"],
		["activities", "type", "セミナー案内メール", "セミナー案内メール"],
		["activities", "type", "工場見学", "工場見学"],
		["activities", "minutes", "30分", 30],
	])("of %s, %s: %s", (table, column, value, cell) => {
		expect(cellOf(table, column, value)).toEqual(cell);
	});

	it("that cannot be read goes into the note under its header, and is named with its line", () => {
		const { rows } = read(
			"leads",
			[
				["会社名", "日付"],
				["エー社", "2026/11/1"],
				["ビー社", "来週火曜"],
			],
			["company", "created_at"],
		);
		expect(rows[1]).toMatchObject({
			line: 3,
			who: "ビー社",
			notes: ["日付: 来週火曜"],
			flaws: [{ header: "日付", value: "来週火曜", code: "not_a_date" }],
		});
	});

	it.each([
		[
			["80", "100", ""],
			[0.8, 1, undefined],
		],
		[
			["80%", "5％", "0.5"],
			[0.8, 0.05, 0.5],
		],
		[
			["0.8", "1", "0"],
			[0.8, 1, 0],
		],
	])("of a rate is read as its column is written: %j", (written, rates) => {
		const rows = [["案件名", "確度"], ...written.map((value, i) => [`案件${i}`, value])];
		const cells = read("deals", rows, ["name", "probability"]).rows.map(({ values }) =>
			values.get("probability"),
		);
		expect(cells).toEqual(rates);
	});
});

describe("columns that belong together", () => {
	it.each([
		[["姓", "名"], ["山田", "太郎"], "山田 太郎"],
		[["名", "姓"], ["太郎", "山田"], "山田 太郎"],
		[["姓", "名"], ["山田", ""], "山田"],
		[["First Name", "Last Name"], ["Anna", "Smith"], "Anna Smith"],
		[["お名前(姓)", "お名前(名)"], ["山田", "太郎"], "山田 太郎"],
	])("%j make one name", (headers, cells, name) => {
		const { rows } = read(
			"leads",
			[
				["会社", ...headers],
				["エー社", ...cells],
			],
			["company", "name", "name"],
		);
		expect(rows[0]?.values.get("name")).toBe(name);
		expect(rows[0]?.notes).toEqual([]);
	});

	it("such as two phones fill their cell in order, and the other is kept", () => {
		const rows = [
			["会社", "電話", "携帯"],
			["エー社", "03-1111-2222", "090-3333-4444"],
			["ビー社", "", "090-3333-4444"],
			["シー社", "03-1111-2222", "03-1111-2222"],
		];
		const seen = read("leads", rows, ["company", "phone", "phone"]).rows;
		expect(seen.map(({ values }) => values.get("phone"))).toEqual([
			"03-1111-2222",
			"090-3333-4444",
			"03-1111-2222",
		]);
		expect(seen.map(({ notes }) => notes)).toEqual([["携帯: 090-3333-4444"], [], []]);
	});

	it("such as parts of an address are joined", () => {
		const rows = [
			["会社", "住所", "番地・建物"],
			["エー社", "東京都千代田区丸の内", "1-1-1 見込ビル"],
		];
		const [row] = read("leads", rows, ["company", "address", "address"]).rows;
		expect(row?.values.get("address")).toBe("東京都千代田区丸の内1-1-1 見込ビル");
	});
});

describe("rows of a file", () => {
	it("are counted by their lines below a header of two rows and a title", () => {
		const rows = [
			["名刺一覧", ""],
			["会社", "連絡先"],
			["", "メール"],
			["", ""],
			["エー社", "a@a.example"],
		];
		const seen = read("leads", rows, ["company", "email"], { headRow: 2, headRows: 2 });
		expect(seen.rows.map(({ line }) => line)).toEqual([5]);
	});

	it("without a header are all records", () => {
		const seen = read(
			"leads",
			[
				["エー社", "x"],
				["ビー社", "y"],
			],
			["company", null],
			{ headRow: 0, headRows: 0 },
		);
		expect(seen.rows).toHaveLength(2);
		expect(seen.leftOut).toEqual(["2"]);
	});

	it("that name nobody are told apart: a number alone names a lead only in a file without names", () => {
		const rows = [
			["No", "会社"],
			["1", "エー社"],
			["2", ""],
			["3", "－"],
		];
		const seen = read("leads", rows, ["source_id", "company"]);
		expect([seen.rows.length, seen.nameless.map(({ line }) => line)]).toEqual([1, [3, 4]]);
		expect(read("leads", [["mql_id"], ["a1"]], ["source_id"]).rows).toHaveLength(1);
	});

	it("with a cell beyond 50,000 characters are refused by line and header", () => {
		const rows = [
			["会社", "メモ"],
			["エー社", "x".repeat(50_001)],
		];
		expect(() => read("leads", rows, ["company", "note"])).toThrow(TooLongError);
		expect(
			read(
				"leads",
				[
					["会社", "メモ"],
					["エー社", "x".repeat(50_000)],
				],
				["company", "note"],
			).rows,
		).toHaveLength(1);
	});
});

describe("two cells of one meaning", () => {
	it.each<[table: RecordTable, column: string, a: Cell, b: Cell, same: boolean]>([
		["leads", "company", "㈱エー社", "株式会社 エー社", true],
		["leads", "name", "髙橋　花子 様", "高橋花子", true],
		["leads", "email", "A@a.example", "a@A.example", true],
		["leads", "phone", "+81 3-1234-5678", "0312345678", true],
		["leads", "phone", 312345678, "03-1234-5678", true],
		["leads", "title", "部長", "課長", false],
		["leads", "created_at", moment(2026, 11, 1), "2026/11/1 10:30", true],
		["leads", "created_at", moment(2026, 11, 1, 9), "2026/11/1 10:30", false],
		["leads", "company_verdict", "○", "対象", true],
		["leads", "company_verdict", "未判定", "", true],
		["deals", "amount", 3_000_000, "300万円", true],
		["deals", "name", "導入 ", "導入", true],
		["companies", "name", "(株)エー社", "エー社株式会社", true],
		["companies", "postal_code", "1000001", "〒100-0001", true],
		["companies", "website", "https://a.example/", "a.example", true],
	])("%s.%s: %s and %s: %s", (table, column, a, b, same) => {
		const [one, other] = [a, b].map((cell) => meaningOf(table, column, cell, context));
		expect(isSameMeaning(table, column, one ?? "", other ?? "")).toBe(same);
	});
});

it("turns amounts below 金額(千円) into yen", () => {
	const { rows } = read(
		"deals",
		[
			["商談名", "金額(千円)"],
			["A", "1,200"],
			["B", "120万円"],
		],
		["name", "amount"],
	);
	expect(rows.map(({ values }) => values.get("amount"))).toEqual([1_200_000, 1_200_000]);
});
