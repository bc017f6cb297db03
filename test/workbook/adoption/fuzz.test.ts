import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { look } from "../../../src/workbook/adoption/look";
import { around } from "./around";
import { randomSheet } from "./random-shapes";

/** One sentence of its own. */
const SENTENCE = /^[^。\n]+。$/;

describe("a look at any sheet", () => {
	it("never fails, loses no row, and says in one sentence what it cannot use (2,000 shapes)", () => {
		const context = around();
		let planted = 0;
		let found = 0;
		let named = 0;
		fc.assert(
			fc.property(randomSheet, ({ cells, head, headRows }) => {
				const seen = look(cells, null, null, "名簿", context);
				expect(seen.problem === "" || SENTENCE.test(seen.problem), seen.problem).toBe(true);
				expect(seen.problem === "").toBe(seen.table !== null && seen.headRow > 0);
				const places = seen.columns.flatMap(({ at, column }) => (column === null ? [] : [at]));
				const columns = seen.columns.flatMap(({ column }) => (column === null ? [] : [column]));
				expect(new Set(places).size).toBe(places.length);
				expect(new Set(columns).size).toBe(columns.length);
				for (const each of seen.columns) expect(each.reason).not.toMatch(/^$|\{/);
				const below = cells
					.slice(Math.max(0, seen.headRow - 1) + Math.max(1, seen.headRows))
					.filter((row) => row.some((cell) => cell !== "" && cell !== false));
				expect(seen.rows).toBe(seen.headRow === 0 ? seen.rows : below.length);
				if (head === 0) return;
				planted++;
				if (seen.headRow === head && seen.headRows === headRows) found++;
				// Without a person it is a list of companies as well.
				if (seen.table === "leads" || seen.table === "companies") named++;
				// A header below a record would lose it.
				expect(seen.headRow + seen.headRows).toBeLessThanOrEqual(head + headRows);
			}),
			{ numRuns: 2000, seed: 20261120 },
		);
		console.log(`Random sheets: header found in ${found} of ${planted}, table named in ${named}`);
		expect(planted).toBeGreaterThan(1000);
		expect(found / planted).toBeGreaterThan(0.97);
		expect(named / planted).toBeGreaterThan(0.97);
	});
});
