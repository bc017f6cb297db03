import { describe, expect, it } from "vitest";
import { prefecturesIn, readPrefecture } from "../../../src/domain/normalize/prefecture";

const REGIONS = ["北海道", "東北", "関東", "中部", "近畿", "中国", "四国", "九州"];

describe("readPrefecture", () => {
	it.each([
		["東京都港区芝1-1", "東京都", "name"],
		["東 京 都港区", "東京都", "name"],
		["〒530-0001 大阪府大阪市北区梅田", "大阪府", "name"],
		["5300001大阪市北区", "大阪府", "city"],
		["京都府京都市", "京都府", "name"],
		["東京都京都町", "東京都", "name"],
		["広島県広島市", "広島県", "name"],
		["日本 北海道札幌市", "北海道", "name"],
		["本社：愛知県名古屋市", "愛知県", "name"],
		["東京", "東京都", "short"],
		["神奈川", "神奈川県", "short"],
		["福岡支社", "福岡県", "short"],
		["東京 / 大阪", "東京都", "short"],
		["横浜市西区みなとみらい", "神奈川県", "city"],
		["市川市八幡", "千葉県", "city"],
		["四日市市", "三重県", "city"],
		["北広島市", null, "unknown"],
		["東広島市", "広島県", "city"],
		["茅ケ崎市", "神奈川県", "city"],
		["千代田区丸の内1-1", "東京都", "ward"],
		["Tokyo", "東京都", "romaji"],
		["Minato-ku, Tokyo 105-0001, Japan", "東京都", "romaji"],
		["Ōsaka", "大阪府", "romaji"],
		["Kobe, Hyogo", "兵庫県", "romaji"],
		["府中市", null, "unknown"],
		["日本橋", null, "unknown"],
		["New York", null, "unknown"],
		["日本", null, "unknown"],
		["", null, "blank"],
	])("reads %s as %s", (text, prefecture, rule) => {
		expect(readPrefecture(text)).toMatchObject({ prefecture, rule });
	});

	it.each([
		["関東", "関東"],
		["九州地方", "九州"],
		["関西", "近畿"],
		["首都圏", "関東"],
		["東海エリア", "中部"],
	])("reads the region of %s", (text, region) => {
		expect(readPrefecture(text)).toEqual({ prefecture: null, region, rule: "region" });
	});

	it("has 47 prefectures in 8 regions, each found by its name, short name and region", () => {
		const all = REGIONS.flatMap((region) => prefecturesIn(region).map((name) => [region, name] as const));
		expect(all).toHaveLength(47);
		for (const [region, name] of all) {
			expect(readPrefecture(name)).toEqual({ prefecture: name, region, rule: "name" });
			expect(readPrefecture(`${name}中央町1`).prefecture).toBe(name);
			expect(readPrefecture(name === "北海道" ? name : name.slice(0, -1)).prefecture).toBe(name);
		}
	});
});

describe("prefecturesIn", () => {
	it.each([
		["東海", ["岐阜県", "静岡県", "愛知県", "三重県"]],
		["関西", ["滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県"]],
		["首都圏", ["東京都", "神奈川県", "埼玉県", "千葉県"]],
		["沖縄", ["沖縄県"]],
		["東京", ["東京都"]],
		["火星", []],
	])("lists %s", (area, names) => {
		expect(prefecturesIn(area)).toEqual(names);
	});
});
