import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { completeIds, fingerprintOf, idMaker, isPartlySorted } from "../../src/workbook/identity";

const row = (id: string, stored: string, content = stored) => ({ id, stored, content });

describe("fingerprintOf", () => {
	it("is blank where all cells are, and does not mind width, case and spaces", () => {
		expect(fingerprintOf(["", null, " "])).toBe("");
		expect(fingerprintOf(["ＡＢＣ 商事", "x@a.example"])).toBe(fingerprintOf(["abc商事", "X@A.EXAMPLE"]));
		expect(fingerprintOf(["a", "b"])).not.toBe(fingerprintOf(["ab", ""]));
	});
});

describe("completeIds", () => {
	it("keeps ids, gives missing ones, and lets the upper of two copied rows keep its id", () => {
		const make = idMaker("L", 1, ["L1-1"]);
		const rows = [row("L1-1", "a"), row("", "b"), row("L1-1", "a"), row("x", "c")];
		expect(completeIds(rows, make)).toEqual({ ids: ["L1-1", "L1-2", "L1-3", "x"], given: 2 });
	});

	it("never gives one id twice", () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom("", "L1-1", "L1-2", "L1-3", "q")), (ids) => {
				const rows = ids.map((id) => row(id, "a"));
				const { ids: given } = completeIds(rows, idMaker("L", 1, ids));
				expect(new Set(given).size).toBe(ids.length);
			}),
		);
	});
});

describe("isPartlySorted", () => {
	it("sees that people's cells were sorted without ours", () => {
		expect(isPartlySorted([row("1", "a", "b"), row("2", "b", "c"), row("3", "c", "a")])).toBe(true);
	});

	it.each([
		["a single edited row", [row("1", "a", "z"), row("2", "b")]],
		["many edited rows", [row("1", "a", "z"), row("2", "a", "z"), row("3", "a", "z")]],
		["rows without ids", [row("", "", "b"), row("", "", "a")]],
		["one row that became another's copy", [row("1", "a", "b"), row("2", "b")]],
	])("does not mind %s", (_, rows) => {
		expect(isPartlySorted(rows)).toBe(false);
	});
});
