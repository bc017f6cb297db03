import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Contacts, findDuplicates } from "../../../src/domain/duplicates/find-duplicates";
import { openPairs } from "../../../src/domain/duplicates/open-pairs";

type Row = readonly [company: string, name: string, email: string, phone?: string];

function table(rows: readonly Row[]): Contacts {
	const column = (at: number) => rows.map((row) => row[at] || null);
	return {
		...{ size: rows.length, company: column(0), name: column(1), email: column(2), phone: column(3) },
		...{ corporateNumber: [], postalCode: [], address: [], createdAt: [] },
	};
}

const open = (...rows: readonly Row[]) =>
	openPairs(table(rows), findDuplicates(table(rows))).map((pair) => [...pair.rows, pair.relation]);

const TARO: Row = ["株式会社ミコミ", "山田 太郎", "taro.yamada@mikomi.co.jp"];

describe("pairs beside the groups", () => {
	it.each<[string, Row[], ReturnType<typeof open>]>([
		["none of one group", [TARO, TARO, TARO], []],
		[
			"two mailboxes in one house",
			[TARO, ["ミコミ", "山田 太郎", "t-yamada2@mikomi.co.jp"]],
			[[0, 1, "same"]],
		],
		["who moved", [TARO, ["株式会社ツギ", "山田 太郎", "taro.yamada@tsugi.co.jp"]], [[0, 1, "moved"]]],
		[
			"no namesakes with a common mailbox",
			[
				["甲社", "山田 太郎", "yamada@kou.co.jp"],
				["乙社", "山田 太郎", "yamada@otsu.co.jp"],
			],
			[],
		],
		[
			"nobody in two companies",
			[
				["甲社", "山田 太郎", "yamada@kou.co.jp", "090-1234-5678"],
				["乙社", "山田 太郎", "yamada@otsu.co.jp", "090-1234-5678"],
			],
			[],
		],
		[
			"the fuller row first",
			[
				["ミコミ", "山田 太郎", "taro.yamada@mikomi.co.jp"],
				["ミコミ", "山田 太郎", "t-yamada2@mikomi.co.jp", "03-1234-5678"],
			],
			[[1, 0, "same"]],
		],
		[
			"once for a group, whichever of its rows it is",
			[TARO, TARO, ["ミコミ", "山田 太郎", "t-yamada2@mikomi.co.jp"]],
			[[0, 2, "same"]],
		],
	])("%s", (_, rows, wanted) => {
		expect(open(...rows)).toEqual(wanted);
	});

	it("never join two rows of one group, nor two groups twice", () => {
		const row = fc.tuple(
			fc.constantFrom("甲社", "乙社", "株式会社甲社", ""),
			fc.constantFrom("山田 太郎", "山田", "佐藤 花子", ""),
			fc.constantFrom(
				"taro.yamada@kou.co.jp",
				"taro.yamada@otsu.co.jp",
				"info@kou.co.jp",
				"sato@kou.co.jp",
				"",
			),
			fc.constantFrom("090-1234-5678", "03-1234-5678", ""),
		);
		fc.assert(
			fc.property(fc.array(row, { maxLength: 14 }), (rows) => {
				const contacts = table(rows);
				const found = findDuplicates(contacts);
				const groupOf = (at: number) => found.groups.find((group) => group.rows.includes(at))?.survivor ?? at;
				const keys = openPairs(contacts, found).map((pair) =>
					pair.rows
						.map(groupOf)
						.sort((a, b) => a - b)
						.join(),
				);
				expect(new Set(keys).size).toBe(keys.length);
				for (const key of keys) expect(new Set(key.split(",")).size).toBe(2);
			}),
		);
	});
});
