import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPersonName } from "../../../src/domain/normalize/person-name";

const keyOf = (name: string) => readPersonName(name).key;

describe("readPersonName", () => {
	it.each([
		["山田 太郎", "山田", "太郎", "spaced"],
		["山田　太郎", "山田", "太郎", "spaced"],
		["  山田   太郎 様", "山田", "太郎", "spaced"],
		["山田太郎", null, null, "whole"],
		["山田太郎様", null, null, "whole"],
		["山田", null, null, "whole"],
		["ヤマダ タロウ", "ヤマダ", "タロウ", "kana"],
		["ﾔﾏﾀﾞ ﾀﾛｳ", "ヤマダ", "タロウ", "kana"],
		["YAMADA Taro", "YAMADA", "Taro", "latin"],
		["Taro YAMADA", "YAMADA", "Taro", "latin"],
		["Yamada, Taro", "Yamada", "Taro", "latin"],
		["Taro Yamada", null, null, "latin"],
		["TARO YAMADA", null, null, "latin"],
		["Mr. Taro YAMADA", "YAMADA", "Taro", "latin"],
		["山田 Taro", "山田", "Taro", "spaced"],
		["田中 マリア 花子", "田中", "マリア 花子", "spaced"],
		["", null, null, "blank"],
		["　", null, null, "blank"],
	])("parts %j where its writing tells how", (text, family, given, rule) => {
		expect(readPersonName(text)).toMatchObject({ family, given, rule });
	});

	it.each([
		["山田　太郎", "山田太郎"],
		["山田太郎 様", "山田 太郎"],
		["山田太郎様", "山田太郎殿"],
		["山田太郎さん", "山田 太郎 先生"],
		["杉山 舞様", "杉山 舞"],
		["杉山　舞様", "杉山舞"],
		["林 舞さん", "林舞"],
		["林 誠殿", "林 誠 様"],
		["株山 太郎 御中", "株山太郎"],
		["髙橋 花子", "高橋花子"],
		["齋藤 德一", "斎藤徳一"],
		["渡邊 恵", "渡辺惠"],
		["𠮷田 一郎", "吉田一郎"],
		["やまだ たろう", "ヤマダタロウ"],
		["ジョン・スミス", "ジョン スミス"],
		["山田 太郎(営業)", "山田太郎"],
		["Taro YAMADA", "yamada, taro"],
		["Taro Yamada", "Yamada Taro"],
		["Dr. Tarō Yamada", "TARO YAMADA"],
		["Yamada-san", "yamada"],
	])("keys %s like %s", (left, right) => {
		expect(keyOf(left)).toBe(keyOf(right));
	});

	it.each([
		["山田 太郎", "山田 次郎"],
		["山田 太郎", "ヤマダ タロウ"],
		["山田 太郎", "Taro Yamada"],
		["Taro Yamada", "Jiro Yamada"],
	])("keeps %s and %s apart", (left, right) => {
		expect(keyOf(left)).not.toBe(keyOf(right));
	});

	it.each(["鵜殿", "君", "山田 君子", "三様", "様"])("leaves %s, whose last letters are the name", (name) => {
		expect(readPersonName(name).name).toBe(name);
	});

	it("keeps a reading in brackets aside, in katakana", () => {
		expect(readPersonName("山田 太郎（やまだ たろう）様")).toEqual({
			name: "山田 太郎",
			family: "山田",
			given: "太郎",
			kana: "ヤマダ タロウ",
			key: "山田太郎",
			rule: "spaced",
		});
		expect(readPersonName("山田 太郎(東京)").kana).toBeNull();
	});

	it("has one key for all spaces and honorifics, which is its own key", () => {
		const part = fc.array(fc.constantFrom(..."山田高橋鈴木太郎花子一美"), { minLength: 1, maxLength: 3 });
		const space = fc.constantFrom("", " ", "　", "  ");
		const honorific = fc.constantFrom("", "様", " 様", "殿", "さん", " 先生", " 御中");
		fc.assert(
			fc.property(part, part, space, honorific, (family, given, gap, ending) => {
				const key = family.join("") + given.join("");
				expect(keyOf(family.join("") + gap + given.join("") + ending)).toBe(key);
				expect(keyOf(key)).toBe(key);
			}),
		);
	});
});
