import { describe, expect, it } from "vitest";
import { findHeader, headerAt } from "../../../src/domain/adoption/header-row";

const KNOWN = new Set(["会社名", "氏名", "メール", "電話", "担当", "金額", "備考", "No"]);
const isKnown = (header: string) => KNOWN.has(header.split(" / ").pop() ?? "");

describe("findHeader", () => {
	it.each<[string, readonly (readonly (string | number | boolean)[])[], readonly [number, number] | null]>([
		[
			"in the first row",
			[
				["会社名", "氏名"],
				["北斗", "佐藤"],
			],
			[0, 1],
		],
		[
			"below a title and a blank row",
			[
				["一覧", ""],
				["", ""],
				["会社名", "氏名"],
				["北斗", "佐藤"],
			],
			[2, 1],
		],
		[
			"below a row of facts",
			[
				["更新", "2026/6/3"],
				["会社名", "氏名"],
				["北斗", "佐藤"],
			],
			[1, 1],
		],
		[
			"in two rows with groups",
			[
				["No", "お客様", "", "備考"],
				["", "会社名", "氏名", ""],
				[1, "北斗", "佐藤", ""],
			],
			[0, 2],
		],
		[
			"where records hold words of headers",
			[
				["会社名", "連絡手段"],
				["北斗", "電話"],
				["みなと", "メール"],
			],
			[0, 1],
		],
		[
			"of words that nobody knows, above values",
			[
				["甲", "乙"],
				["a@b.example", 1200],
				["c@d.example", 900],
			],
			[0, 1],
		],
		[
			"nowhere among records",
			[
				["a@b.example", 1200],
				["c@d.example", 900],
			],
			null,
		],
		["nowhere in nothing", [[], ["", ""]], null],
		["nowhere in one cell", [["会社名"]], null],
	])("stands %s", (_, rows, place) => {
		const found = findHeader(rows, isKnown);
		expect(found === null ? null : [found.first, found.rows]).toEqual(place);
	});

	it("joins the levels of merged cells, each group as far as the next", () => {
		const rows = [
			["No", "お客様", "", "", "自社", ""],
			["", "会社名", "窓口", "", "担当", "備考"],
			["", "", "氏名", "メール", "", ""],
			[1, "北斗", "佐藤", "a@b.example", "山田", ""],
		];
		expect(findHeader(rows, isKnown)).toEqual({
			first: 0,
			rows: 3,
			headers: [
				"No",
				"お客様 / 会社名",
				"お客様 / 窓口 / 氏名",
				"お客様 / 窓口 / メール",
				"自社 / 担当",
				"自社 / 備考",
			],
		});
	});
});

describe("headerAt", () => {
	it("takes the row that a person points at, whatever it says", () => {
		expect(
			headerAt(
				[
					["甲", "乙"],
					["a", "b"],
				],
				0,
				() => false,
			)?.headers,
		).toEqual(["甲", "乙"]);
	});

	it("has nothing to say of a blank row", () => {
		expect(headerAt([["", ""]], 0, isKnown)).toBeNull();
		expect(headerAt([], 3, isKnown)).toBeNull();
	});
});
