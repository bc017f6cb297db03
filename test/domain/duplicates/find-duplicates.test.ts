import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
	type Contacts,
	type Duplicates,
	findDuplicates,
} from "../../../src/domain/duplicates/find-duplicates";
import { houseIndex } from "../../../src/domain/duplicates/house-index";
import { corruptedList, qualityOf } from "./corrupted-list";

const JPX = `${process.env["MIKOMI_DATA"] ?? "../shared/data"}/jpx_listed_companies_20250331.csv`;

type Row = Partial<Record<keyof ReturnType<typeof blank>, string>> & { createdAt?: number };

const FIELDS = ["company", "name", "email", "phone", "corporateNumber", "postalCode", "address"] as const;

function blank() {
	return { company: "", name: "", email: "", phone: "", corporateNumber: "", postalCode: "", address: "" };
}

function table(rows: readonly Row[]): Contacts {
	const columns = FIELDS.map((field) => [field, rows.map((row) => row[field] ?? null)]);
	return {
		...(Object.fromEntries(columns) as Record<(typeof FIELDS)[number], (string | null)[]>),
		size: rows.length,
		createdAt: rows.map(({ createdAt }) => createdAt ?? null),
	};
}

/** Two rows as one word: their strength, or moved or dual, or none. */
function verdict(one: Row, other: Row): string {
	const [pair] = findDuplicates(table([one, other])).pairs;
	if (pair === undefined) return "none";
	return pair.relation === "same" ? pair.strength : pair.relation;
}

/** Valid by their check digit: DOMAIN.md, 8. */
const NUMBERS = ["7123456789012", "4011001098993", "7010705000725"] as const;
const TARO: Row = { company: "株式会社ミコミ", name: "山田 太郎", email: "taro.yamada@mikomi.co.jp" };
const bare = (row: Row): Row => ({ company: row.company!, name: row.name! });

describe("two rows", () => {
	it.each<[string, Row, Row, string]>([
		["the same mailbox and name", TARO, TARO, "certain"],
		["mail in capitals", TARO, { ...TARO, email: " Taro.Yamada@MIKOMI.co.jp" }, "certain"],
		["mail and no name", TARO, { email: TARO.email! }, "strong"],
		["mail and company, no name", TARO, { email: TARO.email!, company: "㈱ミコミ" }, "certain"],
		["mail, the name in Latin letters", TARO, { ...TARO, name: "Taro Yamada" }, "certain"],
		["mail, the family name alone", TARO, { email: TARO.email!, name: "山田" }, "strong"],
		["mail, the name mistyped", TARO, { ...TARO, name: "山田 太朗" }, "strong"],
		["mail and another name", TARO, { ...TARO, name: "佐藤 花子" }, "possible"],
		["mail, the company in Latin letters", TARO, { ...TARO, company: "Mikomi Trading Inc." }, "certain"],
		["name and company", bare(TARO), bare(TARO), "strong"],
		[
			"name and company, other spellings",
			TARO,
			{ company: "ﾐｺﾐ㈱ 大阪支店", name: "山田　太郎 様" },
			"strong",
		],
		[
			"old characters",
			{ company: "髙島屋", name: "髙橋 廣" },
			{ company: "㈱高島屋", name: "高橋広" },
			"strong",
		],
		["name alone", { name: "山田 太郎" }, { name: "山田 太郎" }, "none"],
		["company alone", { company: "株式会社アシスト" }, { company: "株式会社アシスト" }, "none"],
		["two names in one company", bare(TARO), { company: "株式会社ミコミ", name: "佐藤 花子" }, "none"],
		["a family in one company", bare(TARO), { company: "株式会社ミコミ", name: "山田 花子" }, "none"],
		[
			"one family name in one company",
			{ company: "ミコミ", name: "山田" },
			{ company: "ミコミ", name: "山田" },
			"possible",
		],
		[
			"a long family name",
			{ company: "ミコミ", name: "長谷川" },
			{ company: "ミコミ", name: "長谷川" },
			"possible",
		],
		[
			"name and phone",
			{ name: "山田太郎", phone: "03-1234-5678" },
			{ name: "山田 太郎", phone: "+81 3 1234 5678" },
			"strong",
		],
		[
			"phone and no name",
			{ company: "ミコミ", name: "山田太郎", phone: "03-1234-5678" },
			{ company: "ミコミ", phone: "0312345678" },
			"none",
		],
		[
			"a switchboard",
			{ ...bare(TARO), phone: "03-1234-5678" },
			{ company: "ミコミ", name: "佐藤 花子", phone: "03-1234-5678" },
			"none",
		],
		[
			"a mobile and no name",
			{ company: "ミコミ", name: "山田太郎", phone: "090-1234-5678" },
			{ company: "ミコミ", phone: "09012345678" },
			"strong",
		],
		[
			"info@ with two names",
			{ ...bare(TARO), email: "info@mikomi.co.jp" },
			{ company: "ミコミ", name: "佐藤 花子", email: "info@mikomi.co.jp" },
			"none",
		],
		[
			"info@ without names",
			{ company: "ミコミ", email: "info@mikomi.co.jp" },
			{ company: "ミコミ", email: "info@mikomi.co.jp" },
			"possible",
		],
		[
			"info@ with one name",
			{ ...bare(TARO), email: "info@mikomi.co.jp" },
			{ ...bare(TARO), email: "info@mikomi.co.jp" },
			"strong",
		],
		[
			"a free mailbox with two names",
			{ name: "山田 太郎", email: "yamadake@gmail.com" },
			{ name: "山田 花子", email: "yamadake@gmail.com" },
			"none",
		],
		[
			"a free mailbox with one name",
			{ name: "山田 太郎", email: "yama.da@gmail.com" },
			{ name: "山田 太郎", email: "yamada@gmail.com" },
			"strong",
		],
		["a free mailbox alone", { email: "yamada@gmail.com" }, { email: "yamada@gmail.com" }, "possible"],
		["another mailbox in the house", TARO, { ...TARO, email: "yamada2@mikomi.co.jp" }, "possible"],
		["a mistyped mailbox", TARO, { ...TARO, email: "taro.yamda@mikomi.co.jp" }, "strong"],
		[
			"numbered mailboxes",
			{ ...TARO, email: "yamada1@mikomi.co.jp" },
			{ ...TARO, email: "yamada2@mikomi.co.jp" },
			"possible",
		],
		[
			"namesakes by domain",
			{ ...TARO, email: "yamada@assist.co.jp" },
			{ ...TARO, email: "t.yamada@assist-web.jp" },
			"possible",
		],
		[
			"namesakes by corporate number",
			{ ...bare(TARO), corporateNumber: NUMBERS[0] },
			{ ...bare(TARO), corporateNumber: NUMBERS[1] },
			"none",
		],
		[
			"one corporate number, another name of the company",
			{ ...bare(TARO), corporateNumber: NUMBERS[0] },
			{ company: "新ミコミ", name: "山田太郎", corporateNumber: `T${NUMBERS[0]}` },
			"strong",
		],
		["other legal forms", bare(TARO), { company: "有限会社ミコミ", name: "山田太郎" }, "possible"],
		[
			"companies that look alike",
			{ company: "株式会社ニコン", name: "山田太郎" },
			{ company: "株式会社二コン", name: "山田太郎" },
			"possible",
		],
		[
			"companies that look alike, one domain",
			{ company: "齊藤商店", name: "山田太郎", email: "yamada@saito.co.jp" },
			{ company: "斎藤商店", name: "山田太郎", email: "info@saito.co.jp" },
			"strong",
		],
		[
			"name and house, no company",
			{ name: "山田太郎", postalCode: "530-0001", address: "大阪市北区梅田1-2-3" },
			{ ...bare(TARO), address: "大阪府大阪市北区梅田1丁目2番3号" },
			"strong",
		],
		[
			"the mailbox at another company",
			TARO,
			{ ...TARO, company: "株式会社ツギ", email: "taro.yamada@tsugi.co.jp" },
			"moved",
		],
		[
			"the mailbox at another company, no name",
			{ ...TARO },
			{ company: "株式会社ツギ", email: "taro.yamada@tsugi.co.jp" },
			"moved",
		],
		[
			"info@ at another company",
			{ ...TARO, email: "info@mikomi.co.jp" },
			{ ...TARO, company: "株式会社ツギ", email: "info@tsugi.co.jp" },
			"none",
		],
		["a dual post by mail", TARO, { ...TARO, company: "株式会社ツギ" }, "dual"],
		[
			"a dual post by mobile",
			{ ...bare(TARO), phone: "090-1234-5678" },
			{ company: "株式会社ツギ", name: "山田太郎", phone: "090-1234-5678" },
			"dual",
		],
		[
			"nobody's name",
			{ company: "ミコミ", name: "ご担当者様" },
			{ company: "ミコミ", name: "ご担当者様" },
			"none",
		],
		["blank rows", {}, {}, "none"],
	])("%s", (_title, one, other, expected) => {
		expect(verdict(one, other)).toBe(expected);
		expect(verdict(other, one)).toBe(expected);
	});

	it("says what speaks for it and what against", () => {
		const namesake = { ...TARO, email: "t.yamada@mikomi-web.jp" };
		expect(findDuplicates(table([TARO, namesake])).pairs).toEqual([
			{
				a: 0,
				b: 1,
				relation: "same",
				strength: "possible",
				reasons: ["name", "company"],
				doubts: ["otherDomain"],
			},
		]);
	});

	it("knows the team's own kinds of mail domains", () => {
		const rows = table([
			{ name: "山田太郎", email: "yamada@shared.example" },
			{ email: "yamada@shared.example" },
		]);
		const strength = (kind: string) =>
			findDuplicates(rows, { emailDomains: new Map([["shared.example", kind]]) }).pairs[0]?.strength;
		expect(strength("corporate")).toBe("strong");
		expect(strength("free")).toBe("possible");
	});
});

describe("rows beside others", () => {
	const groups = (rows: readonly Row[]) => findDuplicates(table(rows)).groups.map((group) => group.rows);

	it("takes a mailbox under two names for a shared one, and joins no nameless row to it", () => {
		const { email, company } = TARO as { email: string; company: string };
		expect(groups([TARO, { company, email, name: "佐藤 花子" }, { company, email }])).toEqual([]);
	});

	it("joins a row that fits two namesakes with neither", () => {
		const other = { ...TARO, email: "t.yamada@mikomi-web.jp" };
		const { pairs, groups } = findDuplicates(table([TARO, other, bare(TARO)]));
		expect(groups).toEqual([]);
		expect(pairs.map(({ strength, doubts }) => [strength, doubts.includes("namesakes")])).toEqual(
			Array(3).fill(["possible", true]),
		);
	});

	it("joins no row through one that fits two companies", () => {
		const mail = { name: TARO.name!, email: TARO.email! };
		const first = { ...mail, corporateNumber: NUMBERS[0] };
		const second = { ...mail, corporateNumber: NUMBERS[1] };
		const { groups, pairs } = findDuplicates(table([first, second, mail]));
		expect(groups).toEqual([]);
		expect(pairs.map(({ relation, strength }) => [relation, strength])).toEqual([
			["same", "certain"],
			["same", "certain"],
			["dual", "possible"],
		]);
	});

	it("suggests no move for a name that is common", () => {
		const at = (company: string, domain: string): Row => ({
			company,
			name: "鈴木 一郎",
			email: `suzuki@${domain}`,
		});
		const two = [at("甲社", "kou.co.jp"), at("乙社", "otsu.co.jp")];
		expect(findDuplicates(table(two)).pairs.map(({ relation }) => relation)).toEqual(["moved"]);
		expect(findDuplicates(table([...two, at("丙社", "hei.co.jp")])).pairs).toEqual([]);
	});

	it("keeps the fuller row, then the older, then the upper", () => {
		const survivor = (rows: readonly Row[]) => findDuplicates(table(rows)).groups[0]?.survivor;
		expect(survivor([TARO, { ...TARO, phone: "03-1234-5678" }])).toBe(1);
		expect(
			survivor([
				{ ...TARO, createdAt: 2 },
				{ ...TARO, createdAt: 1 },
			]),
		).toBe(1);
		expect(survivor([{ ...TARO }, { ...TARO, createdAt: 1 }])).toBe(1);
		expect(survivor([TARO, TARO])).toBe(0);
		const filled = { ...table([TARO, TARO]), filled: [8, 9] };
		expect(findDuplicates(filled).groups[0]?.survivor).toBe(1);
	});

	it("is as strong as the weakest link of a group", () => {
		const strength = (rows: readonly Row[]) =>
			findDuplicates(table(rows)).groups.map((group) => group.strength);
		expect(strength([TARO, TARO, TARO])).toEqual(["certain"]);
		expect(strength([TARO, TARO, bare(TARO)])).toEqual(["strong"]);
	});
});

describe("many rows", () => {
	const repeated = (count: number, row: (i: number) => Row) =>
		Array.from({ length: count }, (_none, i) => row(i));

	it.each<[string, number, (i: number) => Row]>([
		["one family name in one company", 10_000, () => ({ company: "株式会社アシスト", name: "鈴木" })],
		["one name in one company", 10_000, () => ({ company: "株式会社アシスト", name: "鈴木 一郎" })],
		[
			"one name with its own mailbox each",
			10_000,
			(i) => ({ company: "アシスト", name: "鈴木 一郎", email: `s${i}@assist.jp` }),
		],
		[
			"one name in a company each",
			20_000,
			(i) => ({ company: `第${i}商事`, name: "鈴木 一郎", phone: `03-${1000 + (i % 100)}-5678` }),
		],
		["info@ under no name", 50_000, () => ({ email: "info@assist.co.jp" })],
		[
			"info@ under a name each",
			20_000,
			(i) => ({ name: `鈴木 ${String.fromCharCode(0x4e00 + i)}`, email: "info@assist.co.jp" }),
		],
		[
			"one mobile",
			20_000,
			(i) => ({ name: `鈴木 ${String.fromCharCode(0x4e00 + i)}`, phone: "090-1234-5678" }),
		],
		["one switchboard", 20_000, () => ({ company: "アシスト", phone: "03-1234-5678" })],
		["nothing", 50_000, () => ({})],
	])("compares each row with a few: %s", (_title, size, row) => {
		const compared = [size / 10, size].map((count) => findDuplicates(table(repeated(count, row))).compared);
		expect(compared[1]).toBeLessThanOrEqual(40 * size);
		expect(compared[1]).toBeLessThanOrEqual(11 * compared[0]! + 40);
	});

	it("joins all rows of a large block", () => {
		const { groups } = findDuplicates(table(repeated(5000, () => bare(TARO))));
		expect(groups.map(({ rows }) => rows.length)).toEqual([5000]);
	});

	it("finds in a large block what shares more than the name", () => {
		const rows = repeated(500, (i) => ({ company: `第${i}商事`, name: "鈴木 一郎" }));
		const twins: Row[] = [
			{ name: "鈴木 一郎", phone: "03-1234-5678" },
			{ company: "別館", name: "鈴木一郎", email: "z@betsu.jp" },
		];
		const copies: Row[] = [
			{ name: "鈴木　一郎", phone: "0312345678" },
			{ name: "鈴木一郎", email: "z@betsu.jp" },
		];
		const { groups } = findDuplicates(table([...twins, ...rows, ...copies]));
		expect(groups.map((group) => group.rows)).toEqual([
			[1, 503],
			[0, 502],
		]);
	});
});

/** Rows that have much in common. */
const someRow = fc.record(
	{
		company: fc.constantFrom(
			"株式会社ミコミ",
			"ミコミ",
			"㈱ミコミ商事",
			"有限会社ミコミ",
			"アシスト",
			"Mikomi Inc.",
		),
		name: fc.constantFrom("山田 太郎", "山田太朗", "山田", "鈴木 一郎", "Yamada Taro", "担当者"),
		email: fc.constantFrom(
			"yamada@mikomi.jp",
			"yamda@mikomi.jp",
			"info@mikomi.jp",
			"yamada@gmail.com",
			"yamada@assist.jp",
		),
		phone: fc.constantFrom("03-1234-5678", "090-1234-5678", "06-1234-5678"),
		corporateNumber: fc.constantFrom(NUMBERS[0], NUMBERS[1], "123"),
		postalCode: fc.constantFrom("530-0001", "100-0001"),
		address: fc.constantFrom("大阪市北区梅田1-2-3", "大阪市北区梅田一丁目2番3号", "千代田区千代田1-1"),
	},
	{ requiredKeys: [] },
);

/** What was found, in terms of the rows as they were before they were moved. */
function sets({ pairs, groups }: Duplicates, originals: readonly number[]) {
	const pair = ({ a, b }: { a: number; b: number }) =>
		[originals[a]!, originals[b]!].sort((x, y) => x - y).join();
	return {
		pairs: pairs
			.map((found) => `${pair(found)} ${found.relation} ${found.strength} ${found.reasons} ${found.doubts}`)
			.sort(),
		groups: groups
			.map(
				({ rows, strength, reasons }) =>
					`${rows.map((row) => originals[row]!).sort((x, y) => x - y)} ${strength} ${reasons}`,
			)
			.sort(),
	};
}

describe("whatever the rows", () => {
	const eight = fc.array(someRow, { minLength: 2, maxLength: 8 });

	it("finds the same in any order", () => {
		fc.assert(
			fc.property(eight, fc.nat(), (rows, seed) => {
				const originals = rows
					.map((_row, i) => i)
					.sort((x, y) => ((x * 31 + seed) % 17) - ((y * 31 + seed) % 17) || x - y);
				const moved = findDuplicates(table(originals.map((row) => rows[row]!)));
				const straight = rows.map((_row, i) => i);
				expect(sets(moved, originals)).toEqual(sets(findDuplicates(table(rows)), straight));
			}),
			{ numRuns: 1000 },
		);
	});

	it("finds the same beside an unrelated row", () => {
		fc.assert(
			fc.property(eight, (rows) => {
				const straight = rows.map((_row, i) => i);
				const stranger: Row = {
					company: "無関係物産",
					name: "無縁 仏太郎",
					email: "muen@mukankei.jp",
					phone: "011-999-8888",
				};
				const beside = findDuplicates(table([...rows, stranger]));
				expect(sets(beside, straight)).toEqual(sets(findDuplicates(table(rows)), straight));
			}),
		);
	});

	it("never groups different people or companies, and every group is of its pairs", () => {
		fc.assert(
			fc.property(eight, (rows) => {
				const { pairs, groups } = findDuplicates(table(rows));
				const seen = new Set<number>();
				for (const group of groups) {
					expect(group.rows).toContain(group.survivor);
					for (const row of group.rows) {
						expect(seen.has(row)).toBe(false);
						seen.add(row);
						const links = pairs.filter(
							({ a, b, strength }) => (a === row || b === row) && strength !== "possible",
						);
						expect(links.length).toBeGreaterThan(0);
					}
					const numbers = new Set(
						group.rows
							.map((row) => rows[row]!.corporateNumber)
							.filter((number) => number !== undefined && number !== "123"),
					);
					expect(numbers.size).toBeLessThan(2);
					const families = new Set(
						group.rows
							.map((row) => rows[row]!.name?.charAt(0))
							.filter((letter) => letter === "山" || letter === "鈴"),
					);
					expect(families.size).toBeLessThan(2);
				}
			}),
			{ numRuns: 1000 },
		);
	});

	it("finds a row's own copy with other spaces and widths", () => {
		const known = someRow.filter(({ name, company, email, phone }) => {
			const isPerson = name === "山田 太郎" || name === "鈴木 一郎";
			return (isPerson && (company !== undefined || phone !== undefined)) || email !== undefined;
		});
		fc.assert(
			fc.property(known, (row) => {
				const copy = Object.fromEntries(
					Object.entries(row).map(([field, text]) => [
						field,
						` ${text.replace(/ /g, "　").replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))} `,
					]),
				);
				expect(verdict(row, copy)).toMatch(/^(?:certain|strong|possible)$/);
			}),
		);
	});

	it("finds the same in an import as in the table", () => {
		fc.assert(
			fc.property(fc.array(someRow, { minLength: 1, maxLength: 6 }), someRow, (rows, incoming) => {
				const match = houseIndex(table(rows)).match(incoming);
				const alone = rows.map((row) => findDuplicates(table([row, incoming])).pairs[0]);
				if (rows.length === 1) {
					const { a, b, ...found } = alone[0] ?? { a: 0, b: 1 };
					expect(match).toEqual(alone[0] === undefined ? null : { row: 0, ...found });
				} else if (match !== null) expect(alone[match.row]?.reasons).toBeDefined();
			}),
			{ numRuns: 500 },
		);
	});
});

describe("houseIndex", () => {
	it("answers with the weightiest match and keeps nothing of what it was asked", () => {
		const index = houseIndex(
			table([bare(TARO), { ...TARO, phone: "03-1234-5678" }, { company: "ミコミ", name: "佐藤 花子" }]),
		);
		const incoming = { email: "TARO.YAMADA@mikomi.co.jp", name: "山田太郎", company: "ミコミ" };
		const expected = {
			row: 1,
			relation: "same",
			strength: "certain",
			reasons: ["mail", "name", "company"],
			doubts: [],
		};
		expect(index.match(incoming)).toEqual(expected);
		expect(index.match({ name: "佐藤花子", company: "㈱ミコミ" })?.row).toBe(2);
		expect(index.match({ name: "鈴木 一郎", company: "ミコミ" })).toBeNull();
		expect(index.match({})).toBeNull();
		expect(index.match(incoming)).toEqual(expected);
	});

	it("finds a nameless row by its telling mailbox, phone and house", () => {
		const place = { postalCode: "530-0001", address: "梅田1-2-3" };
		const index = houseIndex(
			table([
				{ company: "ミコミ", ...place },
				{ company: "アシスト", phone: "03-1234-5678" },
				{ company: "ツギ", email: "taro.yamada@tsugi.jp" },
			]),
		);
		expect(index.match({ company: "㈱ミコミ", ...place })?.row).toBe(0);
		expect(index.match({ company: "アシスト", phone: "0312345678" })?.row).toBe(1);
		expect(index.match({ ...TARO })).toMatchObject({ row: 2, relation: "moved" });
		expect(index.match({ email: "taro.yamada@mata.jp" })).toMatchObject({ row: 2, relation: "moved" });
	});

	it("finds its row among thousands of the same name", () => {
		const rows = Array.from({ length: 3000 }, (_none, i) => ({ company: `第${i}商事`, name: "鈴木 一郎" }));
		const index = houseIndex(table(rows));
		expect(index.match({ company: "株式会社第1234商事", name: "鈴木一郎" })?.row).toBe(1234);
		expect(index.match({ company: "第9999商事", name: "鈴木一郎" })).toBeNull();
	});
});

describe.skipIf(!existsSync(JPX))("a corrupted list of the listed companies", () => {
	let companies: string[] = [];
	beforeAll(() => {
		companies = readFileSync(JPX, "utf8")
			.split("\n")
			.slice(1)
			.map((line) => line.split(",")[2] ?? "")
			.filter((name) => name !== "");
	});

	it.each(["1", "2"])("is cleaned with few mistakes: seed %s", (seed) => {
		const list = corruptedList(companies, seed, 12_000);
		const { pairs, groups } = findDuplicates(list);
		const of = (...strengths: string[]) =>
			qualityOf(
				list.entity,
				pairs.filter(({ relation, strength }) => relation === "same" && strengths.includes(strength)),
			);
		const inGroups = qualityOf(
			list.entity,
			groups.flatMap(({ rows }) => rows.flatMap((a, i) => rows.slice(i + 1).map((b) => ({ a, b })))),
		);
		console.log(
			[
				["certain", of("certain")] as const,
				["certain and strong", of("certain", "strong")] as const,
				["with possible", of("certain", "strong", "possible")] as const,
				["groups", inGroups] as const,
			]
				.map(
					([what, { precision, recall }]) =>
						`${what}: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}`,
				)
				.join("\n"),
		);
		expect(of("certain").precision).toBeGreaterThanOrEqual(0.995);
		expect(of("certain", "strong").precision).toBeGreaterThanOrEqual(0.99);
		expect(of("certain", "strong").recall).toBeGreaterThanOrEqual(0.9);
		expect(inGroups.precision).toBeGreaterThanOrEqual(0.99);
	});

	it("recognises the copies as they come in", () => {
		const list = corruptedList(companies, "3", 6000);
		const firsts = new Map<number, number>();
		const copies: number[] = [];
		list.entity.forEach((entity, row) => {
			if (firsts.has(entity)) copies.push(row);
			else firsts.set(entity, row);
		});
		const house = [...firsts.values()];
		const cells = (row: number) =>
			Object.fromEntries(FIELDS.map((field) => [field, list[field][row]])) as Row;
		const index = houseIndex(table(house.map(cells)));
		let right = 0;
		let wrong = 0;
		for (const copy of copies) {
			const match = index.match(cells(copy));
			if (match === null || match.strength === "possible") continue;
			if (list.entity[house[match.row]!] === list.entity[copy]) right++;
			else wrong++;
		}
		expect(right / (right + wrong)).toBeGreaterThanOrEqual(0.99);
		expect(right / copies.length).toBeGreaterThanOrEqual(0.9);
	});
});
