import { describe, expect, it } from "vitest";
import { anyTargetTest, pagePath, targetTest } from "../../../src/domain/scoring/target";

describe("pagePath", () => {
	it.each([
		{ text: "https://www.example.jp/Products/ABC/?utm_source=x#top", path: "/products/abc" },
		{ text: "http://example.jp:8080/products/abc", path: "/products/abc" },
		{ text: "www.example.jp/products/abc//", path: "/products/abc" },
		{ text: "example.co.jp/products/abc?x=/other", path: "/products/abc" },
		{ text: "/products/abc/", path: "/products/abc" },
		{ text: "/Products/ＡＢＣ", path: "/products/abc" },
		{ text: "https://example.jp/%E8%A3%BD%E5%93%81", path: "/製品" },
		{ text: "https://example.jp/%E8", path: "/%e8" },
		{ text: "https://example.jp", path: "/" },
		{ text: "https://example.jp?x=1", path: "/" },
		{ text: "www.example.jp", path: "/" },
		{ text: "製品ABC/料金", path: null },
		{ text: "catalog.pdf", path: null },
		{ text: "製品ABC", path: null },
		{ text: "", path: null },
	])("$text is $path", ({ text, path }) => {
		expect(pagePath(text)).toBe(path);
	});
});

describe("targetTest", () => {
	it.each([
		{ name: "製品ABC", text: "製品ABC", meets: true },
		{ name: "製品ABC", text: "【新】製品 ａｂｃ のご案内", meets: true },
		{ name: "製品ABC", text: "製品ABC資料", meets: true },
		{ name: "製品ABC", text: "製品ABCD", meets: false },
		{ name: "製品ABC", text: "製品ABC2", meets: false },
		{ name: "製品ABC", text: "製品ABC 2", meets: true },
		{ name: "製品ABC", text: "製品AB", meets: false },
		{ name: "製品1", text: "製品10と製品1", meets: true },
		{ name: "ABC", text: "XABC", meets: false },
		{ name: "ABC", text: "x abc pro", meets: true },
		{ name: "ABC", text: "https://example.jp/products/abc/price", meets: true },
		{ name: "ABC", text: "https://abc.example.jp/price?ref=abc", meets: false },
		{ name: "https://example.jp/price/", text: "http://www.example.jp/Price?x=1", meets: true },
		{ name: "/price", text: "https://example.jp/price/plan", meets: false },
		{ name: "/price", text: "price", meets: false },
	])("$name and $text: $meets", ({ name, text, meets }) => {
		expect(targetTest(name)?.(text)).toBe(meets);
	});

	it("is none for a blank name", () => {
		expect(targetTest(" ")).toBeNull();
		expect(anyTargetTest([])).toBeNull();
	});

	it("takes any of several names", () => {
		const test = anyTargetTest(["email", "メール"]);
		expect([test?.("Email"), test?.("製品ABCメール"), test?.("web")]).toEqual([true, true, false]);
	});
});
