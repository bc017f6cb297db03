import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearestMeaning } from "../../../src/domain/health/nearest";

describe("nearestMeaning", () => {
	const known = [
		["資料ダウンロード", "download"],
		["セミナー", "seminar"],
		["受注", "won"],
	] as const;

	it.each([
		["資料ダウンロウド", "download"],
		["秋の特別セミナー", "seminar"],
		["受注済み扱い", "won"],
		["もやもや", ""],
		["", ""],
	])("of %s is %s", (word, meaning) => {
		expect(nearestMeaning(word, known)).toBe(meaning);
	});

	it("is a known meaning or none, and a known word's own", () => {
		fc.assert(
			fc.property(fc.string(), (word) => {
				expect(["download", "seminar", "won", ""]).toContain(nearestMeaning(word, known));
			}),
		);
		for (const [word, meaning] of known) expect(nearestMeaning(word, known)).toBe(meaning);
	});
});
