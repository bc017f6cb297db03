import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCorporateNumber } from "../../../src/domain/normalize/corporate-number";
import { isPossibleMyNumber } from "../../../src/domain/normalize/my-number";

/** Numbers whose check digit is known to be right. */
const VALID = ["7123456789012", "4011001098993", "7010705000725"];
const base = fc
	.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 })
	.map((digits) => digits.join(""));
/** A number that is right, built from the definition: C = 9 - (sum of digits × 1, 2, 1, 2 … from the right) mod 9. */
const right = base.map((digits) => {
	const sum = [...digits].reverse().reduce((all, digit, i) => all + Number(digit) * (1 + (i % 2)), 0);
	return `${9 - (sum % 9)}${digits}`;
});
const numberOf = (value: string | number) => readCorporateNumber(value).number;
const problemOf = (value: string | number) => readCorporateNumber(value).problem;

describe("readCorporateNumber", () => {
	it.each(VALID)("takes %s in every spelling", (number) => {
		const spaced = `${number.slice(0, 1)}-${number.slice(1, 5)}-${number.slice(5, 9)}-${number.slice(9)}`;
		const wide = number.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
		expect(readCorporateNumber(number)).toEqual({ number, rule: "as-is", problem: null });
		expect(readCorporateNumber(Number(number))).toEqual({ number, rule: "as-is", problem: null });
		for (const spelling of [
			spaced,
			spaced.replace(/-/g, " "),
			spaced.replace(/-/g, "ー"),
			spaced.replace(/-/g, "‐"),
			wide,
			`　${number} `,
			`'${number}`,
			`${number}.0`,
			`法人番号：${number}`,
			`${number.slice(0, 1)},${number.slice(1, 4)},${number.slice(4, 7)},${number.slice(7, 10)},${number.slice(10)}`,
		]) {
			expect([spelling, readCorporateNumber(spelling)]).toEqual([
				spelling,
				{ number, rule: "spelling", problem: null },
			]);
		}
	});

	it("takes the T off an invoice number", () => {
		for (const spelling of [
			"T7010705000725",
			"Ｔ７０１０７０５０００７２５",
			"t7010705000725",
			"T-7010705000725",
		])
			expect(readCorporateNumber(spelling)).toMatchObject({ number: "7010705000725", rule: "invoice" });
		expect(problemOf("T701070500072")).toEqual({ code: "length", digits: 12 });
	});

	it("gives twelve digits of the company register their check digit", () => {
		expect(readCorporateNumber("010705000725")).toEqual({
			number: "7010705000725",
			rule: "completed",
			problem: null,
		});
		expect(numberOf("0110-01-098993")).toBe("4011001098993");
		expect(numberOf(10705000725)).toBe("7010705000725");
		expect(problemOf("10705000725")).toEqual({ code: "length", digits: 11 });
	});

	it("says which first digit would be right", () => {
		expect(problemOf("5123456789012")).toMatchObject({ code: "check-digit", expected: "7" });
		expect(problemOf("0123456789012")).toMatchObject({ code: "check-digit", expected: "7" });
	});

	it("suggests the neighbours that may have been swapped", () => {
		for (const [typed, meant] of [
			["4101001098993", "4011001098993"],
			["7010750000725", "7010705000725"],
			["1723456789012", "7123456789012"],
		] as const) {
			const problem = problemOf(typed);
			expect(problem?.code === "check-digit" && problem.swapped).toContain(meant);
		}
	});

	it.each([
		["", "blank"],
		[" ", "blank"],
		["7.12346E+12", "spoiled"],
		["7.12346e12", "spoiled"],
		["4E+12", "spoiled"],
		["なし", "unreadable"],
		["712345678901X", "unreadable"],
		["-", "unreadable"],
		[Number.NaN, "unreadable"],
	])("calls %j %s", (value, code) => {
		expect(readCorporateNumber(value)).toEqual({ number: null, rule: "none", problem: { code } });
	});

	it.each([
		["12345", 5],
		["71234567890123", 14],
	])("counts the digits of %s", (value, digits) => {
		expect(problemOf(value)).toEqual({ code: "length", digits });
	});

	it("accepts what is right, by the definition", () => {
		fc.assert(fc.property(right, (number) => numberOf(number) === number));
	});

	it("finds one wrong digit, except 0 and 9 behind the first", () => {
		fc.assert(
			fc.property(right, fc.nat(12), fc.integer({ min: 1, max: 9 }), (number, at, step) => {
				const old = Number(number.charAt(at));
				const wrong = (old + step) % 10;
				const typed = number.slice(0, at) + wrong + number.slice(at + 1);
				const isMissed = at > 0 && [old, wrong].sort().join("") === "09";
				expect(numberOf(typed)).toBe(isMissed ? typed : null);
			}),
			{ numRuns: 2000 },
		);
	});

	it("finds two neighbours swapped and suggests the right order, except 0 and 9 behind the first", () => {
		fc.assert(
			fc.property(right, fc.integer({ min: 0, max: 11 }), (number, at) => {
				const [left, next] = [number.charAt(at), number.charAt(at + 1)];
				if (left === next) return;
				const typed = number.slice(0, at) + next + left + number.slice(at + 2);
				const { number: read, problem } = readCorporateNumber(typed);
				if (read === null) expect(problem?.code === "check-digit" && problem.swapped).toContain(number);
				else expect(at > 0 ? [left, next].sort().join("") : typed).toBe(at > 0 ? "09" : number);
			}),
			{ numRuns: 2000 },
		);
	});

	it("never shows a digit of what may be a My Number", () => {
		fc.assert(
			fc.property(base, (digits) => {
				fc.pre(isPossibleMyNumber(digits));
				for (const spelling of [digits, `T${digits}`, `${digits.slice(0, 4)} ${digits.slice(4)}`])
					expect(readCorporateNumber(spelling)).toEqual({
						number: null,
						rule: "none",
						problem: { code: "my-number" },
					});
			}),
			{ numRuns: 50 },
		);
	});
});

describe("isPossibleMyNumber", () => {
	// Worked by hand: 1·2+1·3+…: eleven ones weigh 2+3+4+5+6+7+2+3+4+5+6 = 47, 47 mod 11 = 3, so 8 follows.
	it.each([
		["111111111118", true],
		["111111111117", false],
		["123456789018", true],
		["123456789012", false],
		["000000000000", true],
		["11111111111", false],
		["1111111111188", false],
		["11111111111a", false],
	])("of %s is %s", (digits, answer) => {
		expect(isPossibleMyNumber(digits)).toBe(answer);
	});

	it("has one right last digit for all eleven before it", () => {
		fc.assert(
			fc.property(base, (digits) => {
				const lasts = [..."0123456789"].filter((last) => isPossibleMyNumber(digits.slice(1) + last));
				expect(lasts).toHaveLength(1);
			}),
		);
	});
});
