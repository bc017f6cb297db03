import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FieldRow, mergeFields } from "../../../src/domain/duplicates/merge-fields";

describe("mergeFields", () => {
	it("fills what is blank and keeps what is there", () => {
		const survivor = { name: "山田 太郎", phone: null, title: " ", note: "展示会", employees: 0 };
		const other = { name: "山田太郎", phone: "03-1234-5678", title: "部長", note: "資料請求", employees: 50 };
		expect(mergeFields(survivor, [other])).toEqual({
			fill: { phone: "03-1234-5678", title: "部長" },
			conflicts: [
				{ column: "note", kept: "展示会", other: "資料請求", from: 0 },
				{ column: "employees", kept: 0, other: 50, from: 0 },
			],
		});
	});

	it("takes the most complete of several values and lists the others", () => {
		expect(
			mergeFields({ title: null }, [
				{ title: "部長" },
				{ title: "営業本部 部長" },
				{ title: "営業本部　部長" },
			]),
		).toEqual({
			fill: { title: "営業本部 部長" },
			conflicts: [{ column: "title", kept: "営業本部 部長", other: "部長", from: 0 }],
		});
	});

	it.each([
		["company", "株式会社ミコミ", "ﾐｺﾐ㈱"],
		["name", "髙橋　花子", "高橋花子 様"],
		["email", "Taro@mikomi.jp", "taro@MIKOMI.jp"],
		["phone", "03-1234-5678", "+81 3 1234 5678"],
		["postal_code", "530-0001", "〒5300001"],
		["corporate_number", "7123456789012", "T7123456789012"],
		["website", "https://www.mikomi.jp/", "mikomi.jp"],
		["memo", "ＡＢＣ", "abc"],
	])("sees no conflict in two spellings of one %s", (column, one, other) => {
		expect(mergeFields({ [column]: one }, [{ [column]: other }])).toEqual({ fill: {}, conflicts: [] });
	});

	it("reads the name of a company as one", () => {
		const rows: [FieldRow, FieldRow[]] = [{ name: "株式会社ミコミ" }, [{ name: "㈱ミコミ" }]];
		expect(mergeFields(...rows, "companies").conflicts).toEqual([]);
	});

	it("loses no value and replaces none", () => {
		const value = fc.constantFrom(null, "", "部長", "部 長", "課長", 0, 1, true, "a", "A");
		const row = fc.dictionary(fc.constantFrom("title", "note", "count", "自社の列"), value);
		fc.assert(
			fc.property(row, fc.array(row, { maxLength: 4 }), (survivor, others) => {
				const { fill, conflicts } = mergeFields(survivor, others);
				const isBlank = (cell: unknown) => cell === null || cell === undefined || cell === "";
				for (const column of Object.keys(fill)) expect(isBlank(survivor[column])).toBe(true);
				for (const [from, other] of others.entries()) {
					for (const [column, cell] of Object.entries(other)) {
						if (isBlank(cell)) continue;
						const kept = fill[column] ?? survivor[column];
						const said = [
							kept,
							...conflicts.filter((conflict) => conflict.column === column).map((conflict) => conflict.other),
						];
						expect([from, column, said.map((text) => String(text).toLowerCase())]).toEqual([
							from,
							column,
							expect.arrayContaining([String(cell).toLowerCase()]),
						]);
					}
				}
				expect(mergeFields({ ...survivor, ...fill }, others).fill).toEqual({});
			}),
			{ numRuns: 1000 },
		);
	});
});
