import fc from "fast-check";
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

	it("looks many up together as it does one by one, in the order of their first use", () => {
		const texts = fc.array(fc.option(fc.string({ unit: "grapheme", maxLength: 6 })), { maxLength: 200 });
		fc.assert(
			fc.property(texts, texts, fc.nat(100), (known, asked, expected) => {
				const together = new Names(expected);
				const single = new Names();
				for (const column of [known, [...asked, ...known]]) {
					const codes = new Int32Array(column.length);
					together.codesOf(column, codes);
					expect(Array.from(codes)).toEqual(column.map((text) => single.codeOf(text)));
				}
				expect(together.names).toEqual(
					Array.from(new Set(["", ...known, ...asked].map((text) => text ?? ""))),
				);
			}),
		);
	});

	it.each([1023, 1024, 1025, 5000])("looks %i texts up together", (size) => {
		const names = new Names();
		const texts = Array.from({ length: size }, (_, i) => `lead.${i % 1500}@example.jp`);
		const codes = new Int32Array(size);
		names.codesOf(texts, codes);
		expect(Array.from(codes)).toEqual(texts.map((_, i) => 1 + (i % 1500)));
	});
});
