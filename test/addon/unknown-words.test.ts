import { describe, expect, it } from "vitest";
import type { UnknownWord } from "../../src/addon/dialog-contract";
import { freshWorkbook, serial } from "./bench";

describe("unknown words", () => {
	const book = freshWorkbook();
	const lead = (i: number, more: Record<string, string>) => ({
		created_at: serial("2026-11-01"),
		company: `会社${i}`,
		email: `p${i}@mail-no-ie.example`,
		...more,
	});
	book.add("leads", [
		lead(1, { title: "営業部長", industry: "ほげほげ", company_verdict: "対象っぽい" }),
		lead(2, { title: "てんちょうもどき", industry: "ほげほげ" }),
		lead(3, { title: "その他", industry: "自動車" }),
	]);
	book.add("activities", [
		{ at: serial("2026-11-05"), email: "p1@mail-no-ie.example", type: "資料ダウンロウド" },
		{ at: serial("2026-11-05"), email: "p2@mail-no-ie.example", type: "なぞ" },
		{ at: serial("2026-11-05"), email: "p2@mail-no-ie.example", type: "なぞ" },
	]);
	book.add("deals", [{ name: "案件", stage: "受注みこみ", created_at: serial("2026-11-05") }]);
	const words = book.run("dialogCall", ["unknownWords", []]) as unknown as UnknownWord[];
	const shown = words.map(({ kind, word, count, meaning }) => [kind, word, count, meaning]);

	it("are listed with how often they stand there and what they may mean", () => {
		expect(shown).toEqual([
			["title", "てんちょうもどき", 1, ""],
			["industry", "ほげほげ", 2, ""],
			["email", "mail-no-ie.example", 3, "free"],
			["activity_type", "なぞ", 2, ""],
			["activity_type", "資料ダウンロウド", 1, "download"],
			["outcome", "受注みこみ", 1, "won"],
			["verdict", "対象っぽい", 1, "in"],
		]);
	});

	it("offer meanings in the sheet's language", () => {
		const optionsOf = (kind: string) => words.find((word) => word.kind === kind)?.options ?? [];
		expect(words[0]?.kindLabel).toBe("辞書: 役職");
		expect(optionsOf("title")).toContainEqual(["60", "部長 (60)"]);
		expect(optionsOf("industry")).toContainEqual(["自動車", "自動車"]);
		expect(optionsOf("email")).toContainEqual(["competitor", "競合"]);
		expect(optionsOf("activity_type")).toContainEqual(["seminar", expect.any(String)]);
		expect(optionsOf("verdict").map(([code]) => code)).toEqual(["in", "out"]);
	});

	it("are known once they are taught", () => {
		const learned = words.map(({ kind, word, meaning, options }) => ({
			kind,
			word,
			meaning: meaning || (options[0]?.[0] ?? ""),
		}));
		expect(book.run("dialogCall", ["learn", [learned, "整理"]])).toMatchObject({ ok: true });
		expect(book.run("dialogCall", ["unknownWords", []])).toEqual([]);
	});
});
