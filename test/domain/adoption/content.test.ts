import { describe, expect, it } from "vitest";
import { type ContentCell, type ContentKind, readContent } from "../../../src/domain/adoption/content";
import { isTotalLabel } from "../../../src/domain/adoption/total-row";
import { dayOf } from "../../../src/domain/calendar/day";

const CHANNELS = new Set(["HP", "展示会", "紹介", "Web"]);
const options = {
	nearDay: dayOf(2026, 11, 20),
	dayFirst: false,
	words: [["channel", (word: string) => CHANNELS.has(word)]] as const,
};

describe("readContent", () => {
	it.each<[ContentKind, readonly ContentCell[]]>([
		// Check digits: 国税庁 (houjin-bangou.nta.go.jp/documents/checkdigit.pdf); the numbers are those of DOMAIN §8.
		["corporate_number", ["7123456789012", "4011001098993", "7010705000725"]],
		["corporate_number", ["T7010705000725", "7010-7050-00725", 4011001098993, "７１２３４５６７８９０１２"]],
		["email", ["sato@hokuto.example", "鈴木 花子 <suzuki@minato.example>", "ＩＴＯ@aoba.example"]],
		["url", ["https://www.example.co.jp/about", "www.example.jp", "CameraUpdate.com"]],
		["phone", ["03-1234-5678", "０４５（２３４）５６７８", "090 1234 5678", "+81 3-1234-5678", "0312345678"]],
		["phone", ["660-485-0224", "(805) 247-8982", "03-1234-5678 内線12"]],
		["postal_code", ["105-0014", "〒105-0014", "１０５－００１４"]],
		["date", ["令和6年6月3日", "6/3", "R6.6.3", "2024年6月3日(月)", "2024/06/03 10:30", "20240603"]],
		["date", ["15 Apr, 2021 00:03:00", "2021-04-15T00:03:00", 20240603, "平成31年4月30日", "6月3日"]],
		["amount", ["1,200,000円", "¥300,000", "120万円", "$22,700.00", "3億円", "1.5M"]],
		["amount", [1_200_000, 350_000, "480,000"]],
		["percent", ["50%", "８０％", 0.3]],
		["title", ["部長", "代表取締役社長", "営業本部長", "課長代理", "マネージャー"]],
		["department", ["営業部", "情報システム課", "経営企画室", "第二営業グループ"]],
		["prefecture", ["東京都", "大阪", "神奈川県", "北海道"]],
		["address", ["東京都港区芝1-2-3", "大阪市北区梅田1-1", "愛知県名古屋市中村区名駅4丁目"]],
		["company", ["北斗電装株式会社", "㈱さくら印刷", "Acme Inc.", "第一銀行"]],
		["industry", ["製造業", "IT", "小売業", "建設業"]],
		["employees", ["約300名", "100〜299名", "30-50", "1,000人以上"]],
		["rank", ["A", "B", "C", "B", "受注"]],
		["person", ["佐藤 一郎", "鈴木花子", "高橋　健 様", "Taro Yamada"]],
		["flag", [true, false, true]],
		["word:channel", ["HP", "展示会", "紹介"]],
		["text", ["価格を知りたいです。資料も送ってください。", "来週また電話する。担当は外出中とのこと。"]],
	])("%s: %j", (kind, cells) => {
		expect(readContent(cells, options).kinds[0]).toEqual({ kind, share: 1 });
	});

	it.each<[string, ContentKind, readonly ContentCell[]]>([
		["a wrong check digit", "corporate_number", ["1123456789012", "4011001098994", "7010705000726"]],
		["corporate numbers", "phone", ["7123456789012", "4011001098993"]],
		["amounts", "phone", [1_200_000, "3,500,000円", 90_000_000]],
		["years", "date", [2024, 2025, 2026]],
		["house numbers", "amount", ["1-2-3", "4-5", "6丁目"]],
		["nothing but 受注 and 失注", "rank", ["受注", "失注", "受注"]],
		["names of companies", "title", ["株式会社部長", "課長商事"]],
		["companies in Tokyo", "address", ["東京都民銀行", "大阪府建設株式会社"]],
	])("%s are no %s", (_, kind, cells) => {
		expect(readContent(cells, options).kinds.map((each) => each.kind)).not.toContain(kind);
	});

	it("counts filled cells and different values, and takes slips for slips", () => {
		const cells = ["sato@a.example", "ito@b.example", "sato@a.example", "なし", "", "abe@c.example"];
		const { filled, distinct, kinds } = readContent(cells, options);
		expect([filled, distinct]).toEqual([5, 4]);
		expect(kinds[0]).toEqual({ kind: "email", share: 0.8 });
	});

	it("says nothing of nothing", () => {
		expect(readContent(["", " ", "　"], options)).toEqual({ filled: 0, distinct: 0, kinds: [] });
	});
});

describe("isTotalLabel", () => {
	it.each(["合計", "総合計", "【小計】", "累計:", "計", "Total", "Grand Total", "subtotal"])("%s", (text) => {
		expect(isTotalLabel(text)).toBe(true);
	});
	it.each(["合計株式会社", "計画", "会計", "Totally Inc.", "", "設計"])("%s is none", (text) => {
		expect(isTotalLabel(text)).toBe(false);
	});
});
