import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TextIndex } from "../../src/domain/text-index";

describe("TextIndex", () => {
	it("answers what a Map would, however many it was made for", () => {
		const texts = fc.array(fc.string({ unit: "grapheme", maxLength: 6 }), { maxLength: 200 });
		fc.assert(
			fc.property(texts, texts, fc.nat(100), (known, asked, expected) => {
				const index = new TextIndex(expected);
				const map = new Map<string, number>();
				known.forEach((text, value) => {
					if (map.has(text)) return;
					map.set(text, value);
					index.add(text, value);
				});
				const column = [...asked, ...known, null];
				const values = new Int32Array(column.length);
				index.getAll(column, values, (text) => 1000 + text.length);
				const plain = column.map((text) => (text === null ? -1 : (map.get(text) ?? 1000 + text.length)));
				expect(Array.from(values)).toEqual(plain);
				expect(asked.map((text) => index.get(text))).toEqual(plain.slice(0, asked.length));
				expect(index.get("no such text")).toBe(-1);
			}),
		);
	});

	it.each([1023, 1024, 1025, 5000])("looks %i texts up together", (size) => {
		const index = new TextIndex(0);
		for (let i = 0; i < size; i += 2) index.add(`lead.${i}@example.jp`, i);
		const values = new Int32Array(size);
		index.getAll(
			Array.from({ length: size }, (_, i) => `lead.${i}@example.jp`),
			values,
			() => 7,
		);
		expect(Array.from(values)).toEqual(Array.from({ length: size }, (_, i) => (i % 2 === 0 ? i : 7)));
	});
});
