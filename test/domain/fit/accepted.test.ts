import { describe, expect, it } from "vitest";
import {
	accept,
	alternativesOf,
	meaningOf,
	type ReadingOptions,
	readRankBound,
	readSpan,
} from "../../../src/domain/fit/accepted";

const OPTIONS: ReadingOptions = { dictionaries: {}, deputyCountsAsHead: false };

describe("alternativesOf", () => {
	it.each([
		{ cell: "自動車、機械 | 電機,製造", parts: ["自動車", "機械", "電機", "製造"] },
		{ cell: "自動車，機械｜電機\n製造", parts: ["自動車", "機械", "電機", "製造"] },
		{ cell: "100-999、1,000以上", parts: ["100-999", "1,000以上"] },
		{ cell: "１，０００以上", parts: ["1,000以上"] },
		{ cell: "30,50", parts: ["30", "50"] },
		{ cell: "、 ,", parts: [] },
	])("$cell", ({ cell, parts }) => {
		expect(alternativesOf(cell)).toEqual(parts);
	});
});

describe("meaningOf", () => {
	it("knows fields by id and by Japanese header", () => {
		expect(["industry", "業種", "Title", " 役職 ", "region", "部署"].map(meaningOf)).toEqual([
			"industry",
			"industry",
			"title",
			"title",
			"place",
			"plain",
		]);
	});
});

describe("readSpan", () => {
	it.each([
		{ text: "100-999", span: [100, 999] },
		{ text: "100〜999名", span: [100, 999] },
		{ text: "1,000人以上", span: [1000, Number.POSITIVE_INFINITY] },
		{ text: "1000+", span: [1000, Number.POSITIVE_INFINITY] },
		{ text: "1000〜", span: [1000, Number.POSITIVE_INFINITY] },
		{ text: "1000超", span: [1001, Number.POSITIVE_INFINITY] },
		{ text: "299以下", span: [Number.NEGATIVE_INFINITY, 299] },
		{ text: "～299", span: [Number.NEGATIVE_INFINITY, 299] },
		{ text: "300未満", span: [Number.NEGATIVE_INFINITY, 299] },
		{ text: "300", span: [300, 300] },
	])("$text", ({ text, span }) => {
		expect(readSpan(text)).toEqual({ lower: span[0], upper: span[1] });
	});

	it.each(["", "大企業", "999-100", "-", "1-2-3"])("%s is none", (text) => {
		expect(readSpan(text)).toBeNull();
	});
});

describe("readRankBound", () => {
	it.each([
		{ cell: "部長以上", bound: { rank: 60, side: "least" } },
		{ cell: "部長", bound: { rank: 60, side: "exact" } },
		{ cell: "部 長 以下", bound: { rank: 60, side: "most" } },
		{ cell: "部長未満", bound: { rank: 59, side: "most" } },
		{ cell: "部長以外", bound: null },
		{ cell: "顧問以上", bound: null },
		{ cell: "えらい人", bound: null },
		{ cell: "以上", bound: null },
	])("$cell", ({ cell, bound }) => {
		expect(readRankBound(cell, OPTIONS)).toEqual(bound);
	});
});

describe("accept", () => {
	it.each([
		{ field: "employees", cell: "100-999、1000以上", value: "500〜1500名", state: "match" },
		{ field: "employees", cell: "100以上", value: "50〜199名", state: "unknown" },
		{ field: "employees", cell: "100以上", value: "30名", state: "miss" },
		{ field: "employees", cell: "100以上", value: 100, state: "match" },
		{ field: "employees", cell: "100以上", value: "多数", state: "unknown" },
		{ field: "employees", cell: "1-99", value: "99名以下", state: "match" },
		{ field: "title", cell: "課長以上", value: "営業部長", state: "match" },
		{ field: "title", cell: "課長", value: "部長", state: "miss" },
		{ field: "title", cell: "課長以下", value: "係長", state: "match" },
		{ field: "title", cell: "課長以上", value: "顧問", state: "miss" },
		{ field: "title", cell: "課長以上", value: "謎の肩書き", state: "unknown" },
		{ field: "prefecture", cell: "関東", value: "東京都", state: "match" },
		{ field: "prefecture", cell: "東京、大阪", value: "大阪府吹田市", state: "match" },
		{ field: "prefecture", cell: "関東", value: "大阪府", state: "miss" },
		{ field: "prefecture", cell: "全国", value: "沖縄県", state: "match" },
		{ field: "prefecture", cell: "首都圏", value: "千葉県", state: "match" },
		{ field: "prefecture", cell: "首都圏", value: "群馬県", state: "miss" },
		{ field: "prefecture", cell: "首都圏", value: "関東", state: "unknown" },
		{ field: "prefecture", cell: "関東", value: "首都圏", state: "match" },
		{ field: "prefecture", cell: "関西", value: "近畿", state: "unknown" },
		{ field: "address", cell: "横浜市", value: "神奈川県横浜市西区1-1", state: "match" },
		{ field: "address", cell: "横浜市", value: "神奈川県川崎市", state: "miss" },
		{ field: "prefecture", cell: "全国", value: "どこか", state: "unknown" },
		{ field: "industry", cell: "自動車、機械", value: "自動車部品", state: "match" },
		{ field: "industry", cell: "自動車", value: "謎の業界", state: "unknown" },
		{ field: "email", cell: "corporate", value: "a@client.co.jp", state: "match" },
		{ field: "email", cell: "client.co.jp", value: "a@client.co.jp", state: "match" },
		{ field: "email", cell: "corporate", value: "a@gmail.com", state: "miss" },
		{ field: "部署", cell: "情報システム", value: "情報 システム", state: "match" },
		{ field: "部署", cell: "情報システム", value: "総務", state: "miss" },
		{ field: "資本金", cell: "1000以上", value: "5,000", state: "match" },
		{ field: "資本金", cell: "1000以上", value: 500, state: "miss" },
		{ field: "部署", cell: "総務", value: null, state: "unknown" },
		{ field: "部署", cell: "総務", value: " ", state: "unknown" },
	])("$field accepts $cell: $value is a $state", ({ field, cell, value, state }) => {
		expect(accept(field, cell, OPTIONS).judge(value).state).toBe(state);
	});
});
