import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Companies, findDuplicateCompanies } from "../../../src/domain/duplicates/find-companies";

const FIELDS = ["name", "corporateNumber", "domain", "phone", "postalCode", "address"] as const;
type Row = Partial<Record<(typeof FIELDS)[number], string>>;

function table(rows: readonly Row[]): Companies {
	const columns = FIELDS.map((field) => [field, rows.map((row) => row[field] ?? null)]);
	return {
		...(Object.fromEntries(columns) as Record<(typeof FIELDS)[number], (string | null)[]>),
		size: rows.length,
		createdAt: [],
	};
}

/** Valid by their check digit: DOMAIN.md, 8. */
const NUMBERS = ["7123456789012", "4011001098993", "7010705000725"] as const;
const PLACE = { postalCode: "530-0001", address: "大阪市北区梅田1-2-3" };
const ASSIST: Row = { name: "株式会社アシスト" };

describe("two companies", () => {
	it.each<[string, Row, Row, string]>([
		[
			"one number",
			{ ...ASSIST, corporateNumber: NUMBERS[0] },
			{ name: "アシスト", corporateNumber: `Ｔ${NUMBERS[0]}` },
			"certain",
		],
		[
			"one number and no name",
			{ ...ASSIST, corporateNumber: NUMBERS[0] },
			{ corporateNumber: NUMBERS[0] },
			"certain",
		],
		[
			"one number, renamed",
			{ ...ASSIST, corporateNumber: NUMBERS[0] },
			{ name: "ミコミ商事", corporateNumber: NUMBERS[0] },
			"strong",
		],
		[
			"one name, two numbers",
			{ ...ASSIST, ...PLACE, corporateNumber: NUMBERS[0] },
			{ ...ASSIST, ...PLACE, corporateNumber: NUMBERS[1] },
			"none",
		],
		["the name alone", ASSIST, { name: "㈱アシスト" }, "possible"],
		[
			"a number that is none",
			{ ...ASSIST, corporateNumber: "123" },
			{ ...ASSIST, corporateNumber: "123" },
			"possible",
		],
		[
			"name and web address",
			{ ...ASSIST, domain: "https://www.assist.co.jp/" },
			{ name: "アシスト㈱", domain: "info@assist.co.jp" },
			"strong",
		],
		[
			"name and a free domain",
			{ ...ASSIST, domain: "a@gmail.com" },
			{ ...ASSIST, domain: "b@gmail.com" },
			"possible",
		],
		[
			"name and phone",
			{ ...ASSIST, phone: "03-1234-5678" },
			{ ...ASSIST, phone: "+81 3 1234 5678" },
			"strong",
		],
		[
			"name and house",
			{ ...ASSIST, ...PLACE },
			{ ...ASSIST, address: "大阪府大阪市北区梅田一丁目2番3号" },
			"strong",
		],
		[
			"name, two domains",
			{ ...ASSIST, domain: "assist.co.jp" },
			{ ...ASSIST, domain: "assist-web.jp" },
			"none",
		],
		["name, two legal forms", ASSIST, { name: "有限会社アシスト" }, "none"],
		[
			"name, two legal forms, one phone",
			{ ...ASSIST, phone: "03-1234-5678" },
			{ name: "有限会社アシスト", phone: "03-1234-5678" },
			"possible",
		],
		["a look-alike name", { name: "株式会社ニコン" }, { name: "株式会社二コン" }, "possible"],
		[
			"a look-alike name, one domain",
			{ name: "齋藤商店", domain: "saito.jp" },
			{ name: "斉藤商店", domain: "saito.jp" },
			"possible",
		],
		[
			"a look-alike name, two domains",
			{ name: "齋藤商店", domain: "saito.jp" },
			{ name: "斉藤商店", domain: "saito-shop.jp" },
			"none",
		],
		[
			"houses of one group",
			{ name: "ミコミ商事", domain: "mikomi.jp" },
			{ name: "ミコミ物流", domain: "mikomi.jp" },
			"none",
		],
		[
			"renamed in its house",
			{ name: "ミコミ商事", phone: "03-1234-5678", ...PLACE },
			{ name: "ツギ物産", phone: "03-1234-5678", ...PLACE },
			"possible",
		],
		["one building", { name: "ミコミ商事", ...PLACE }, { name: "ツギ物産", ...PLACE }, "none"],
		["no names", {}, {}, "none"],
	])("%s", (_title, one, other, expected) => {
		for (const rows of [
			[one, other],
			[other, one],
		]) {
			expect(findDuplicateCompanies(table(rows)).pairs[0]?.strength ?? "none").toBe(expected);
		}
	});
});

describe("many companies", () => {
	it("reports namesakes and never joins them, not even through a row without a number", () => {
		const rows = [
			{ ...ASSIST, domain: "assist.co.jp", corporateNumber: NUMBERS[0] },
			{ ...ASSIST, domain: "assist.co.jp", corporateNumber: NUMBERS[1] },
			{ ...ASSIST, domain: "assist.co.jp" },
			{ name: "ミコミ" },
		];
		const { groups, namesakes } = findDuplicateCompanies(table(rows));
		expect(groups).toEqual([]);
		expect(namesakes).toEqual([[0, 1]]);
	});

	it("joins what one number holds together", () => {
		const rows = [
			ASSIST,
			{ ...ASSIST, corporateNumber: NUMBERS[0] },
			{ name: "アシスト", corporateNumber: NUMBERS[0], phone: "03-1234-5678" },
		];
		const { groups } = findDuplicateCompanies(table(rows));
		expect(groups).toEqual([
			{ rows: [1, 2], survivor: 2, strength: "certain", reasons: ["corporateNumber", "company"] },
		]);
	});

	it("compares each of 703 companies of one name with a few, and finds the one that is there twice", () => {
		const rows = Array.from({ length: 703 }, (_none, i): Row => ({ ...ASSIST, domain: `assist${i}.co.jp` }));
		const { groups, compared } = findDuplicateCompanies(
			table([...rows, { name: "アシスト", domain: "www.assist351.co.jp" }]),
		);
		expect(groups.map((group) => group.rows)).toEqual([[351, 703]]);
		expect(compared).toBeLessThan(40 * 704);
	});

	it.each<[string, (i: number) => Row]>([
		["one name", () => ASSIST],
		["one domain", (i) => ({ name: `第${i}商事`, domain: "group.co.jp" })],
		["one phone", (i) => ({ name: `第${i}商事`, phone: "03-1234-5678" })],
		["one number", () => ({ corporateNumber: NUMBERS[0] })],
		["nothing", () => ({})],
	])("grows with the rows: %s", (_title, row) => {
		const compared = [1000, 10_000].map(
			(size) => findDuplicateCompanies(table(Array.from({ length: size }, (_none, i) => row(i)))).compared,
		);
		expect(compared[1]).toBeLessThanOrEqual(11 * compared[0]! + 40);
		expect(compared[1]).toBeLessThanOrEqual(400_000);
	});

	it("never joins two numbers, in any order", () => {
		const row = fc.record(
			{
				name: fc.constantFrom("株式会社アシスト", "アシスト", "有限会社アシスト", "アシス卜", "ミコミ"),
				corporateNumber: fc.constantFrom(...NUMBERS),
				domain: fc.constantFrom("assist.jp", "mikomi.jp", "gmail.com"),
				phone: fc.constantFrom("03-1234-5678", "06-1234-5678"),
				address: fc.constantFrom(PLACE.address, "千代田区千代田1-1"),
			},
			{ requiredKeys: [] },
		);
		fc.assert(
			fc.property(fc.array(row, { minLength: 2, maxLength: 8 }), (rows) => {
				const { groups, pairs } = findDuplicateCompanies(table(rows));
				for (const { rows: members } of groups) {
					const numbers = members
						.map((member) => rows[member]!.corporateNumber)
						.filter((number) => number !== undefined);
					expect(new Set(numbers).size).toBeLessThan(2);
				}
				const last = rows.length - 1;
				const turned = findDuplicateCompanies(table([...rows].reverse()));
				const said = pairs.map(({ a, b, strength }) => `${a} ${b} ${strength}`);
				expect(
					turned.pairs.map(({ a, b, strength }) => `${last - b} ${last - a} ${strength}`).sort(),
				).toEqual(said.sort());
			}),
			{ numRuns: 500 },
		);
	});
});
