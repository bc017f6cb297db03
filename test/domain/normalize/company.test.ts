import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { companyKey, lookAlikeKey, suggestCompanyName } from "../../../src/domain/normalize/company";

describe("companyKey", () => {
	it.each([
		["株式会社アシスト", "株式会社", "front"],
		["アシスト株式会社", "株式会社", "back"],
		["株式会社　アシスト", "株式会社", "front"],
		["㈱アシスト", "株式会社", "front"],
		["アシスト（株）", "株式会社", "back"],
		["㍿アシスト", "株式会社", "front"],
		["㏍アシスト", "株式会社", "front"],
		["㈲アシスト", "有限会社", "front"],
		["合同会社アシスト", "合同会社", "front"],
		["カ)アシスト", "株式会社", "front"],
		["アシスト(カ", "株式会社", "back"],
		["ユ）アシスト", "有限会社", "front"],
		["ｱｼｽﾄ㈱", "株式会社", "back"],
		["アシスト株式会社 御中", "株式会社", "back"],
		["アシストKK", "株式会社", "back"],
		["一般社団法人アシスト", "一般社団法人", "front"],
		["(一社)アシスト", "一般社団法人", "front"],
		["医療法人社団アシスト", "医療法人社団", "front"],
		["アシスト税理士法人", "税理士法人", "back"],
		["アシスト", null, null],
	])("keys %s like アシスト and remembers its form", (name, legalForm, side) => {
		expect(companyKey(name)).toMatchObject({ key: "アシスト", legalForm, side });
	});

	it.each([
		["Acme Co., Ltd.", "Co., Ltd."],
		["ACME CO LTD", "Co., Ltd."],
		["Acme Company Limited", "Co., Ltd."],
		["Acme, Inc.", "Inc."],
		["Acme Corporation", "Corp."],
		["Acme K.K.", "株式会社"],
		["Acme G.K.", "合同会社"],
		["Acme LLC", "LLC"],
		["Acme Ltd", "Ltd."],
		["Acme GmbH", "GmbH"],
		["Acme PLC", "PLC"],
		["Acme Pte. Ltd.", "Pte. Ltd."],
		["Acme AG", "AG"],
		["Ａｃｍｅ Ｉｎｃ", "Inc."],
	])("keys %s like ACME", (name, legalForm) => {
		expect(companyKey(name)).toMatchObject({ key: "ACME", legalForm, side: "back" });
	});

	it.each([
		["株式会社ミコミ 大阪支店", "ミコミ", "大阪支店"],
		["株式会社ミコミ大阪支店", "ミコミ", "大阪支店"],
		["ミコミ株式会社東京支店", "ミコミ", "東京支店"],
		["ミコミ株式会社 営業本部 第一営業部", "ミコミ", "営業本部 第一営業部"],
		["株式会社ミコミ 本社", "ミコミ", "本社"],
		["三井住友銀行新宿支店", "三井住友銀行", "新宿支店"],
		["Acme Inc. Tokyo Branch", "ACME", "TOKYO BRANCH"],
	])("takes the branch off %s", (name, key, branch) => {
		expect(companyKey(name)).toMatchObject({ key, branch });
	});

	it.each([
		["株式会社日立製作所", "日立製作所"],
		["株式会社野村総合研究所", "野村総合研究所"],
		["株式会社ヤクルト本社", "ヤクルト本社"],
		["ジャフコ グループ株式会社", "ジヤフコグループ"],
		["株式会社東京センター", "東京センター"],
		["アゴーラ　ホスピタリティー　グループ", "アゴーラホスピタリテイーグループ"],
		["株式会社Ｆａｂｅｒ　Ｃｏｍｐａｎｙ", "FABERCOMPANY"],
		["Ｆａｂｅｒ　Ｃｏｍｐａｎｙ", "FABERCOMPANY"],
		["日本オフィス株式会社", "日本オフイス"],
	])("leaves in %s what is the name", (name, key) => {
		expect(companyKey(name)).toMatchObject({ key, branch: null });
	});

	it.each([
		["キャノン", "キヤノン"],
		["シャチハタ", "シヤチハタ"],
		["セブン‐イレブン・ジャパン", "セブンイレブンジャパン"],
		["ＮＴＴデ－タ", "NTTデータ"],
		["A＆B", "A&B"],
		["髙島屋", "高島屋"],
		["齋藤商店", "斎藤商店"],
		["學習研究社", "学習研究社"],
		["ＡＢＣ（旧ＸＹＺ）", "ABC"],
		["株式会社ＡＢＣ（旧株式会社ＸＹＺ）", "ABC"],
		["株式会社ミコミ（商号　株式会社ＭＩＫＯＭＩ）", "ミコミ"],
		["ＡｏｂａーＢＢＴ", "Aoba-BBT"],
		["白洋舍", "白洋舎"],
		["パーク 24", "パーク２４"],
	])("keys %s like %s", (left, right) => {
		expect(companyKey(left).key).toBe(companyKey(right).key);
	});

	it.each([
		["ジャパン・ヴァリュー", "ジヤパンバリユ"],
		["サーバー", "サーバ"],
		["斉藤商店", "斎藤商店"],
		["ジェイエスピー", "JSP"],
		["アイ・ピー・エス", "ＩＰＳ"],
		["エヌ・ティ・ティ・データ", "NTTデータ"],
		["ミコミHD", "ミコミホールディングス"],
		["ミコミＦＧ", "ミコミフィナンシャルグループ"],
		["MIKOMI GROUP", "ＭＩＫＯＭＩグループ"],
		["The Acme Company", "Acme"],
		["ミコミ(東京)", "ミコミ"],
	])("suggests %s for %s by the weak key only", (left, right) => {
		expect(companyKey(left).weakKey).toBe(companyKey(right).weakKey);
		expect(companyKey(left).key).not.toBe(companyKey(right).key);
	});

	it.each([
		["エスエス製薬", "エス製薬"],
		["ティーガイア", "Tガイア"],
		["ミコミHD", "ミコミ"],
	])("keeps %s and %s apart even by the weak key", (left, right) => {
		expect(companyKey(left).weakKey).not.toBe(companyKey(right).weakKey);
	});

	it("keeps look-alikes apart", () => {
		expect(companyKey("ニコン").key).not.toBe(companyKey("二コン").key);
	});

	it("keeps a text when nothing else is left", () => {
		expect(companyKey("株式会社")).toMatchObject({ key: "株式会社", legalForm: null, rule: "plain" });
		expect(companyKey("？").key).toBe("");
		expect(companyKey("  ")).toMatchObject({ key: "", rule: "blank" });
	});

	it("does not depend on width, spaces or the side of the form", () => {
		const letters = fc.constantFrom(..."アイウエオ東西南北ABC123");
		const core = fc.array(letters, { minLength: 2, maxLength: 8 }).map((list) => list.join(""));
		fc.assert(
			fc.property(core, (name) => {
				const { key } = companyKey(name);
				for (const spelling of [
					`株式会社${name}`,
					`${name}㈱`,
					`株式会社 ${name.split("").join(" ")}`,
					`(株)${name}`,
				]) {
					expect(companyKey(spelling).key).toBe(key);
				}
				expect(companyKey(key).key).toBe(key);
			}),
		);
	});
});

describe("lookAlikeKey", () => {
	it.each([
		["ニコン", "二コン"],
		["東京工業", "東京エ業"],
		["タカラ", "夕力ラ"],
		["ロート製薬", "口一卜製薬"],
		["八千代", "ハチ代"],
		["日本新聞社", "日本新聞杜"],
		["IBM", "1BM"],
		["へいわ堂", "ヘいわ堂"],
	])("is the same for %s and %s, whose keys differ", (meant, typed) => {
		const [left, right] = [companyKey(meant).key, companyKey(typed).key];
		expect(left).not.toBe(right);
		expect(lookAlikeKey(left)).toBe(lookAlikeKey(right));
	});

	it.each([
		["ニコン", "ニコル"],
		["ABC", "ABD"],
	])("differs for %s and %s", (left, right) => {
		expect(lookAlikeKey(left)).not.toBe(lookAlikeKey(right));
	});
});

describe("suggestCompanyName", () => {
	it.each([
		["二コン", "ニコン"],
		["株式会社二トリ", "株式会社ニトリ"],
		["東京エ業株式会杜", "東京工業株式会社"],
		["力ルビー株式会社", "カルビー株式会社"],
		["株式会社サン夕ク", "株式会社サンタク"],
		["ソ二ー", "ソニー"],
		["第ー生命", "第一生命"],
		["㈱ミツワエ業", null],
	])("suggests for %s: %s", (typed, meant) => {
		expect(suggestCompanyName(typed)).toBe(meant);
	});

	it.each(["ニコン", "三ツ星ベルト", "八ヶ岳牧場", "二葉", "株式会社エ", "工藤タイル", "一", "タカ", ""])(
		"finds nothing odd in %j",
		(name) => {
			expect(suggestCompanyName(name)).toBeNull();
		},
	);

	it("leaves its own suggestion alone", () => {
		for (const name of ["二コン", "東京エ業株式会杜", "力ルビー株式会社"])
			expect(suggestCompanyName(suggestCompanyName(name)!)).toBeNull();
	});
});
