import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeDictionary } from "../../../src/domain/normalize/dictionary";
import { createScanner } from "../../../src/domain/normalize/scan";
import { foldKey, normalizeText } from "../../../src/domain/normalize/text";

describe("normalizeText", () => {
	it.each([
		["full width", "ＡＢＣ１２３", "ABC123"],
		["half-width kana with dakuten", "ｶﾞｰﾄﾞ", "ガード"],
		["enclosed forms", "㈱ミコミ", "(株)ミコミ"],
		["ideographic spaces and line breaks", "　営業部　\n 部長 ", "営業部 部長"],
		["dashes", "a‐b–c—d―e−f－g", "a-b-c-d-e-f-g"],
		["waves", "1〜2～3", "1~2~3"],
		["zero-width characters", "東\u200b京\ufeff", "東京"],
		["variation selectors", "葛\u{e0100}飾", "葛飾"],
		["the long vowel mark stays", "メーカー", "メーカー"],
		["old characters stay", "髙島屋", "髙島屋"],
		["case stays", "McDonald", "McDonald"],
	])("unifies %s", (_name, text, expected) => {
		expect(normalizeText(text)).toBe(expected);
	});

	it("is idempotent", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary" }), (text) => {
				const once = normalizeText(text);
				expect(normalizeText(once)).toBe(once);
			}),
			{ numRuns: 2000 },
		);
	});
});

describe("plain texts", () => {
	it("are what normalizing leaves of them, letter by letter", () => {
		for (const [first, last] of ["!~", "ぁゖ", "ァヺ", "ーー", "一鿿"] as const) {
			for (let code = first!.charCodeAt(0); code <= last!.charCodeAt(0); code++) {
				const letter = String.fromCharCode(code);
				// Behind a letter that is not plain, nothing is taken as it stands.
				expect(normalizeText(`～${letter}`)).toBe(`~${letter}`);
				expect(normalizeText(letter)).toBe(letter);
			}
		}
	});

	it.each([" a", "a ", "a  b", "a\u3000b", "か\u3099", "一\u200b"])("are no others: %j", (text) => {
		expect(normalizeText(text)).not.toBe(text);
	});
});

describe("foldKey", () => {
	it.each([
		["Lead　Source", "leadsource"],
		[" 従業員　数 ", "従業員数"],
		["マネ－ジャ−", "マネージャー"],
		["IT-コンサル", "it-コンサル"],
	])("folds %s to %s", (label, key) => {
		expect(foldKey(label)).toBe(key);
	});
});

describe("mergeDictionary", () => {
	it("lets a team's own entries win, the later over the earlier", () => {
		const merged = mergeDictionary(
			[
				["部長", "60"],
				["課長", "50"],
			],
			[
				["部 長", "61"],
				["部長", "65"],
				["係長", " "],
				["", "1"],
			],
		);
		expect(Array.from(merged)).toEqual([
			["部長", "65"],
			["課長", "50"],
		]);
	});
});

describe("createScanner", () => {
	const scanner = createScanner([
		["部長", 1],
		["本部長", 2],
		["it", 3],
		["director", 4],
	]);

	it("takes the longest word and goes on behind it", () => {
		expect(scanner.all("it本部長と部長").map(({ word }) => word)).toEqual(["it", "本部長", "部長"]);
	});

	it("finds Latin words whole only, in singular or plural", () => {
		expect(scanner.all("item, bit, its, directors").map(({ word }) => word)).toEqual(["it", "director"]);
	});
});
