import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Codes } from "../../../src/domain/duplicates/codes";
import { isOneEditApart } from "../../../src/domain/duplicates/edits";
import { readPlace } from "../../../src/domain/duplicates/place";
import { PlainLetters } from "../../../src/domain/duplicates/plain-letters";
import { isMobile, phoneAsNumber, quickMailKey } from "../../../src/domain/duplicates/quick-keys";
import { companyKey } from "../../../src/domain/normalize/company";
import { emailKey } from "../../../src/domain/normalize/email";
import { readPersonName } from "../../../src/domain/normalize/person-name";
import { phoneKey, readPhone } from "../../../src/domain/normalize/phone";

const EDINET = `${process.env["MIKOMI_DATA"] ?? "../shared/data"}/edinet_companies.csv`;

/** The key by the short way; undefined where it is not taken. */
function plainCompanyKey(letters: PlainLetters, text: string): string | undefined {
	const part = letters.company(text);
	const codes = new Codes();
	return part === null ? undefined : codes.texts[codes.of(text, part.from, part.to, letters.same)];
}

function plainNameKey(letters: PlainLetters, text: string): string | undefined {
	const codes = new Codes();
	return letters.familyLength(text) < 0
		? undefined
		: codes.texts[codes.of(text, 0, text.length, letters.same)];
}

/** Texts of pieces, as they come together in cells. */
function piecesOf(pieces: readonly string[], length: number) {
	return fc
		.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: length })
		.map((list) => list.join(""));
}

describe("the short way to a key", () => {
	const letters = new PlainLetters();

	it.skipIf(!existsSync(EDINET))(
		"gives registered company names the key of companyKey, most of them by itself",
		() => {
			const names = readFileSync(EDINET, "utf8")
				.split("\n")
				.slice(1)
				.map((line) => line.split(",")[4] ?? "")
				.filter((name) => name !== "");
			const plain = names.filter((name) => plainCompanyKey(letters, name) !== undefined);
			const wrong = plain.filter((name) => plainCompanyKey(letters, name) !== companyKey(name).key);
			expect(wrong).toEqual([]);
			expect(plain.length / names.length).toBeGreaterThan(0.5);
		},
	);

	it("gives made-up company names the key of companyKey", () => {
		const pieces =
			"株式会社 ㈱ (株) （株） 有限会社 合同会社 社団法人 組合 ミコミ 商事 大阪 支店 営業所 オフィス 本社 御中 様 ・ ー 　 A b 1 INC KK キャノン 髙島屋 銀行 ㍿ ( ) 旧 - ｱ".split(
				" ",
			);
		fc.assert(
			fc.property(piecesOf([...pieces, " "], 5), (name) => {
				const key = plainCompanyKey(letters, name);
				if (key === undefined) return;
				const reading = companyKey(name);
				expect([name, key]).toEqual([name, reading.key]);
				const part = letters.company(name)!;
				expect(reading.legalForm).toBe(part.to - part.from < name.length ? "株式会社" : null);
			}),
			{ numRuns: 5000 },
		);
	});

	it("gives names of people the key and the family name of readPersonName", () => {
		const pieces =
			"山 田 髙 橋 花 子 太 郎 様 殿 さん 氏 君 先生 御中 くん くみ ん 生 明 不明 担当 者 担当者 総務 部 渡部 A ・ 々 ゆ ケ ヶ 一 代表 未定".split(
				" ",
			);
		fc.assert(
			fc.property(piecesOf([...pieces, " ", "　"], 5), (name) => {
				const key = plainNameKey(letters, name);
				if (key === undefined) return;
				const reading = readPersonName(name);
				expect([name, key]).toEqual([name, reading.key]);
				const family = reading.family?.length ?? 0;
				expect([name, letters.familyLength(name)]).toEqual([name, family]);
			}),
			{ numRuns: 5000 },
		);
	});

	it.each(["ご担当者様", "総務部", "山田 花子 様", "担当者", "不明", "山田先生", "ヤマダ タロウ"])(
		"leaves %s to the reader",
		(name) => {
			expect(plainNameKey(letters, name)).toBeUndefined();
		},
	);

	it("gives mail addresses the key of emailKey", () => {
		const pieces = "a B . - _ + @ gmail.com googlemail.com mikomi co.jp jp c0 .. 1 <".split(" ");
		fc.assert(
			fc.property(piecesOf([...pieces, " "], 8), (text) => {
				expect(quickMailKey(text)).toBe(emailKey(text));
			}),
			{ numRuns: 5000 },
		);
		expect(quickMailKey("taro.yamada@mikomi.co.jp")).toBe("taro.yamada@mikomi.co.jp");
	});

	it("gives phone numbers the number of phoneKey", () => {
		const digits = fc.array(fc.constantFrom(..."00123456789-- +".split("")), { minLength: 7, maxLength: 15 });
		fc.assert(
			fc.property(
				fc.constantFrom("", "0", "03", "090", "0120", "050", "0800", "+81"),
				digits,
				(head, tail) => {
					const text = head + tail.join("");
					const key = phoneKey(text);
					const number = phoneAsNumber(text);
					expect([text, Math.abs(number)]).toEqual([text, key === null ? 0 : Number(key.replace("+", ""))]);
					if (key !== null)
						expect([text, isMobile(number)]).toEqual([text, readPhone(text).kind === "mobile"]);
				},
			),
			{ numRuns: 5000 },
		);
	});
});

describe("Codes", () => {
	it("gives texts the same code exactly when they are the same, many of them too", () => {
		const texts = Array.from({ length: 20_000 }, (_none, i) => `会社${(i * 7919) % 10_000}`);
		const codes = new Codes();
		const known = new Map<string, number>();
		for (const text of texts) {
			const code = codes.of(text);
			expect(known.get(text) ?? code).toBe(code);
			known.set(text, code);
		}
		expect(codes.texts).toHaveLength(10_000);
		expect(new Set(known.values()).size).toBe(10_000);
	});

	it("takes a part of a text for the part", () => {
		const codes = new Codes();
		expect(codes.of("taro@mikomi.jp", 5)).toBe(codes.of("mikomi.jp"));
		expect(codes.of("x", 0, 0)).toBe(codes.of(""));
	});
});

describe("isOneEditApart", () => {
	it.each([
		["yamada", "yamaada"],
		["yamada", "yamda"],
		["yamada", "yamata"],
		["yamada", "yaamda"],
		["ab", "b"],
		["a", "b"],
	])("%s and %s are", (one, other) => {
		expect(isOneEditApart(one, other)).toBe(true);
		expect(isOneEditApart(other, one)).toBe(true);
	});

	it.each([
		["yamada", "yamada"],
		["yamada", "yamdaa1"],
		["yamada", "tamaba"],
		["abcd", "badc"],
		["", ""],
		["", "ab"],
	])("%s and %s are not", (one, other) => {
		expect(isOneEditApart(one, other)).toBe(false);
		expect(isOneEditApart(other, one)).toBe(false);
	});
});

describe("readPlace", () => {
	it.each([
		["530-0001", "大阪市北区梅田1-2-3"],
		["〒530-0001", "大阪府大阪市北区梅田１－２－３　見込ビル5F"],
		["5300001", "大阪市北区梅田一丁目2番3号"],
		["530-0001", "大阪市北区梅田1丁目2番地3"],
	])("reads %s %s as one house", (postal, address) => {
		expect(readPlace(postal, address)).toEqual({
			byCode: "530-0001 1-2-3",
			byAddress: "大阪市北区梅田 1-2-3",
		});
	});

	it.each([
		["530-0001", null],
		["530-0001", "大阪市北区梅田"],
		[null, null],
		[null, ""],
		[null, "1-2-3"],
	])("finds no house in %s %s", (postal, address) => {
		expect(readPlace(postal, address)).toEqual({ byCode: null, byAddress: null });
	});
});
