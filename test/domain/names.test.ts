import { describe, expect, it } from "vitest";
import { Names } from "../../src/domain/names";

describe("Names", () => {
	it("gives each name one code, 0 to the blank ones, however many there are", () => {
		const names = new Names();
		const texts = Array.from({ length: 5000 }, (_, index) => `担当${index % 2500}号`);
		const codes = texts.map((text) => names.codeOf(text));
		expect(new Set(codes).size).toBe(2500);
		expect(codes.slice(2500)).toEqual(codes.slice(0, 2500));
		expect(codes.map((code) => names.names[code])).toEqual(texts);
		expect([names.codeOf(null), names.codeOf(""), names.codeOf(undefined)]).toEqual([0, 0, 0]);
	});
});
