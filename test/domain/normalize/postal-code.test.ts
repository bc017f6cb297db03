import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPostalCode } from "../../../src/domain/normalize/postal-code";

describe("readPostalCode", () => {
	it.each([
		["100-0001", "as-is"],
		["1000001", "spelling"],
		["〒100-0001", "spelling"],
		["〒 100-0001", "spelling"],
		["〒１００－０００１", "spelling"],
		["１００ー０００１", "spelling"],
		["100 - 0001", "spelling"],
		["100‐0001", "spelling"],
		["郵便番号：100-0001", "spelling"],
		["100-0001 ", "spelling"],
		["〒100-0001 東京都千代田区千代田1-1", "address"],
		["1000001東京都千代田区", "address"],
		[1000001, "spelling"],
	])("reads %j as 100-0001 by %s", (value, rule) => {
		expect(readPostalCode(value)).toEqual({ postalCode: "100-0001", rule, problem: null });
	});

	it.each([
		[600001, "060-0001"],
		["600001", "060-0001"],
		["60-0001", "060-0001"],
		[10010, "001-0010"],
		[640941, "064-0941"],
	])("gives %j the zeros back that a sheet dropped", (value, postalCode) => {
		expect(readPostalCode(value)).toEqual({ postalCode, rule: "lost-zero", problem: null });
	});

	it.each([
		["", "blank"],
		["〒", "blank"],
		["東京都", "unreadable"],
		["100-0001-1", "too-long"],
		["10000012", "too-long"],
		["10012", "old"],
		["100-01", "old"],
		["100", "old"],
		[1001, "too-short"],
		["1000", "too-short"],
		["000-0001", "no-such"],
		["0000000", "no-such"],
	])("says of %j: %s", (value, problem) => {
		expect(readPostalCode(value)).toEqual({ postalCode: null, rule: "none", problem });
	});

	it("reads its own answer as it is, from text and number alike", () => {
		fc.assert(
			fc.property(fc.integer({ min: 10_000, max: 9_999_999 }), (code) => {
				const { postalCode } = readPostalCode(code);
				expect(postalCode?.replace("-", "")).toBe(String(code).padStart(7, "0"));
				expect(readPostalCode(postalCode!)).toEqual({ postalCode, rule: "as-is", problem: null });
			}),
		);
	});
});
