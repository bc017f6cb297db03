import { existsSync, readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { companyKey, lookAlikeKey, suggestCompanyName } from "../../../src/domain/normalize/company";
import { readCorporateNumber } from "../../../src/domain/normalize/corporate-number";

const folder = process.env["MIKOMI_DATA"] ?? "../shared/data";
const EDINET = `${folder}/edinet_companies.csv`;
const JPX = `${folder}/jpx_listed_companies_20250331.csv`;
const isHere = existsSync(EDINET) && existsSync(JPX);

/**
 * Listed companies that took another name between the two lists (2025-03-31 and 2026-08-11), told by reading all names
 * that do not meet: マルハニチロ became Umios, ANAP became ANAPホールディングス.
 */
const RENAMED = new Set(
	"1333 1375 1450 151A 1959 195A 2109 2207 2331 2345 2501 2587 2607 2685 2970 2984 299A 3189 3196 3358 3409 3440 3521 3547 3626 3647 3662 3664 3695 3719 3750 4172 4249 4335 4571 4651 4714 4772 4849 4922 4994 5013 5250 5255 5333 5351 5451 5706 5721 5871 5891 6023 6093 6196 6249 6287 6333 6364 6420 6459 6482 6573 6633 6634 6676 6890 7074 7078 7128 7186 7381 7463 7561 7603 7604 7686 8023 8074 8105 8173 8359 8750 8783 8887 8892 9029 9044 9160 9326 9412 9432 9552 9763 9823".split(
		" ",
	),
);

interface Company {
	readonly name: string;
	readonly number: string;
	readonly code: string;
	readonly address: string;
}

function rowsOf(path: string): readonly Readonly<Record<string, string>>[] {
	return parse(readFileSync(path), { columns: true, bom: true });
}

/** What makes names equal to anybody: without legal form, width, letter case, spaces and punctuation. */
function bareName(name: string): string {
	return name
		.normalize("NFKC")
		.toUpperCase()
		.replace(/株式会社|有限会社|合同会社|[\s.,・ー‐−-]/g, "");
}

function groupsOf<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
	const groups = new Map<string, T[]>();
	for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
	return [...groups.values()].filter((group) => group.length > 1);
}

describe.skipIf(!isHere)(`the lists of EDINET and JPX${isHere ? "" : ` (skipped: not in ${folder})`}`, () => {
	const companies: Company[] = isHere
		? rowsOf(EDINET).map((row) => ({
				name: row["提出者名"] ?? "",
				number: row["提出者法人番号"] ?? "",
				code: row["証券コード"] ?? "",
				address: row["所在地"] ?? "",
			}))
		: [];

	it("have 7,232 corporate numbers, all of them right", () => {
		expect(companies).toHaveLength(7232);
		const read = companies.map(({ number }) => readCorporateNumber(number));
		expect(read.filter(({ number, rule }) => number !== null && rule === "as-is")).toHaveLength(7232);
		console.log(`corporate numbers: ${companies.length} read, ${companies.length} right`);
	});

	it("lose no corporate number to a slip of one digit or of two neighbours, 0 for 9 aside", () => {
		for (const { number } of companies) {
			for (let at = 0; at < 13; at++) {
				const digit = Number(number.charAt(at));
				const wrong = (digit + 1 + ((at * 7) % 9)) % 10;
				const isMissed = at > 0 && digit + wrong === 9 && digit * wrong === 0;
				const typed = number.slice(0, at) + wrong + number.slice(at + 1);
				if ((readCorporateNumber(typed).number !== null) !== isMissed) throw new Error(`${number} ${typed}`);
			}
		}
	});

	it("meet by key under the same securities code", () => {
		const byCode = new Map(companies.map((company) => [company.code, company]));
		const pairs = rowsOf(JPX).flatMap((row) => {
			// A fifth digit marks preferred shares: theirs is no name of a company.
			const code = row["コード"] ?? "";
			const company = byCode.get(code.padEnd(5, "0"));
			return company === undefined ? [] : [{ code, listed: row["銘柄名"] ?? "", registered: company.name }];
		});
		const meets = (kind: "key" | "weakKey") => (pair: (typeof pairs)[number]) =>
			companyKey(pair.listed)[kind] === companyKey(pair.registered)[kind];
		const misses = pairs.filter((pair) => !meets("key")(pair));
		const weak = misses.filter(meets("weakKey"));
		const same = pairs.filter(({ code }) => !RENAMED.has(code));
		const met = same.filter(meets("key")).length;
		const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(2)} %`;
		console.log(
			[
				`JPX and EDINET: ${pairs.length} companies with the same securities code`,
				`by key ${pairs.length - misses.length} (${percent(pairs.length - misses.length, pairs.length)}), by weak key ${weak.length} more`,
				`without ${pairs.length - same.length} renamed since: by key ${met} of ${same.length} (${percent(met, same.length)})`,
				...misses.map(
					(pair) =>
						`  ${pair.code} ${pair.listed} | ${pair.registered}${RENAMED.has(pair.code) ? " | renamed" : ""}${weak.includes(pair) ? " | by weak key" : ""}`,
				),
			].join("\n"),
		);
		expect(pairs.length).toBeGreaterThan(3600);
		expect(met / same.length).toBeGreaterThanOrEqual(0.99);
		// A renamed company whose names meet would be no renamed one.
		expect(pairs.filter((pair) => RENAMED.has(pair.code) && meets("weakKey")(pair))).toEqual([]);
	});

	it("share a key only between true namesakes", () => {
		const unique = [...new Map(companies.map((company) => [company.number, company])).values()];
		const groups = groupsOf(unique, ({ name }) => companyKey(name).key);
		console.log(
			[
				`${unique.length} corporate numbers, ${groups.length} names that more than one bears:`,
				...groups.map(
					(group) =>
						`  ${group.map(({ name, number, address }) => `${name} ${number} ${address}`).join(" | ")}`,
				),
			].join("\n"),
		);
		expect(groups.length).toBeGreaterThan(0);
		const merged = groups.filter((group) => new Set(group.map(({ name }) => bareName(name))).size > 1);
		expect(merged.map((group) => group.map(({ name }) => name))).toEqual([]);
	});

	it("have no name that a branch is split off, a look-alike is suspected in, or that looks like another", () => {
		const names = companies.map(({ name }) => name);
		expect(names.filter((name) => companyKey(name).branch !== null)).toEqual([]);
		expect(names.filter((name) => suggestCompanyName(name) !== null)).toEqual([]);
		const keys = [...new Set(names.map((name) => companyKey(name).key))];
		expect(groupsOf(keys, lookAlikeKey)).toEqual([]);
	});

	it("get their names back from one look-alike letter, mostly by suggestion, and meet by look-alike key", () => {
		const twins = new Map(
			[..."ニエタカロハートオム"].map((kana, i) => [kana, "二工夕力口八一卜才厶".charAt(i)]),
		);
		let typed = 0;
		let suggested = 0;
		let alike = 0;
		for (const { name } of companies) {
			[...name].forEach((letter, at) => {
				const twin = twins.get(letter);
				if (twin === undefined) return;
				const wrong = name.slice(0, at) + twin + name.slice(at + 1);
				typed++;
				if (suggestCompanyName(wrong) === name) suggested++;
				if (lookAlikeKey(companyKey(wrong).key) === lookAlikeKey(companyKey(name).key)) alike++;
			});
		}
		console.log(
			`look-alikes: of ${typed} names with one, ${suggested} put right by suggestion, ${alike} meet by look-alike key`,
		);
		expect(suggested / typed).toBeGreaterThan(0.8);
		expect(alike / typed).toBeGreaterThan(0.99);
	});
});
