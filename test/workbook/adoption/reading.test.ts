import { describe, expect, it } from "vitest";
import { Problems } from "../../../src/workbook/problems";
import { tableOfBlock } from "../../../src/workbook/read";
import { around } from "./around";

const read = (cells: readonly (readonly (string | number)[])[], more: Parameters<typeof around>[0] = {}) =>
	tableOfBlock("leads", cells, around(more).context, new Problems());

describe("records of a team's own sheet", () => {
	it("bear the one word that the team chose for several, and others as they stand", () => {
		const channel = [
			["HP", "ホームページ"],
			["WEBサイト", "ホームページ"],
		] as const;
		const data = read(
			[
				["会社名", "経路"],
				["a", "HP"],
				["b", "ｗｅｂサイト"],
				["c", "展示会"],
				["d", ""],
			],
			{
				dictionaries: { channel },
			},
		);
		expect(data.values("channel")).toEqual(["ホームページ", "ホームページ", "展示会", null]);
		expect(data.raw("channel")).toEqual(["ホームページ", "ホームページ", "展示会", null]);
	});

	it("leave out rows that sum up the others", () => {
		const data = read([
			["会社名", "備考", "補正点"],
			["北斗電装", "", 1],
			["【合計】", "", 5],
			["合計株式会社", "", 2],
			["", "合計", 5],
		]);
		expect(data.values("company")).toEqual(["北斗電装", "合計株式会社"]);
	});

	it("have the prefecture that an address tells, where no column says it", () => {
		const rows = ["東京都港区芝1-2-3", "大阪市北区梅田1-1"];
		expect(read([["会社名", "住所"], ...rows.map((address) => ["a", address])]).raw("prefecture")).toEqual(
			rows,
		);
		expect(
			read([
				["会社名", "住所", "都道府県"],
				["a", "港区芝", "東京"],
			]).raw("prefecture"),
		).toEqual(["東京"]);
	});
});
