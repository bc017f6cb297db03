import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currencyExponent, readAmount, unitOfHeader } from "../../../src/domain/normalize/amount";

describe("readAmount", () => {
	it.each([
		["¥1,200,000", 1_200_000, "JPY"],
		["￥１，２００", 1_200, "JPY"],
		["\\1,000", 1_000, "JPY"],
		["1,200,000円", 1_200_000, "JPY"],
		["10,000 円也", 10_000, "JPY"],
		["120万円", 1_200_000, "JPY"],
		["約120万円", 1_200_000, "JPY"],
		["月額10万円", 100_000, "JPY"],
		["1.2億円", 120_000_000, "JPY"],
		["1億2,000万円", 120_000_000, "JPY"],
		["3万5千円", 35_000, "JPY"],
		["30千円", 30_000, "JPY"],
		["30百万円", 30_000_000, "JPY"],
		["1千万円", 10_000_000, "JPY"],
		["三百五十万円", 3_500_000, "JPY"],
		["1,2M", 1_200_000, "JPY"],
		["1.5k", 1_500, "JPY"],
		["1 200 000", 1_200_000, "JPY"],
		["0円", 0, "JPY"],
		["$342.09K", 34_209_000, "USD"],
		["$1,117.10K", 111_710_000, "USD"],
		["$22,700.00", 2_270_000, "USD"],
		["USD 500", 50_000, "USD"],
		["500 EUR", 50_000, "EUR"],
		["1.200.000 EUR", 120_000_000, "EUR"],
		["1.200,50 €", 120_050, "EUR"],
		["12.5 million USD", 1_250_000_000, "USD"],
		["$1.5bn", 150_000_000_000, "USD"],
		["50,000JPY", 50_000, "JPY"],
		["100ドル", 10_000, "USD"],
		["(1,000)", -1_000, "JPY"],
		["▲1,000", -1_000, "JPY"],
		["△1,000円", -1_000, "JPY"],
		["−500", -500, "JPY"],
		["-¥1,000", -1_000, "JPY"],
		["¥-1,000", -1_000, "JPY"],
		["¥(1,000)", -1_000, "JPY"],
	])("reads %s", (text, minor, currency) => {
		expect(readAmount(text, "JPY")).toMatchObject({ minor, currency, taxIncluded: null, problem: null });
	});

	it.each([
		["1,200,000円(税込)", true],
		["1,200,000円（税抜）", false],
		["税別 120万円", false],
		["120万円＋税", false],
		["$12,000 excl. tax", false],
		["1,200,000円", null],
	])("sees whether %s has tax in it", (text, taxIncluded) => {
		const reading = readAmount(text, "JPY");
		expect(reading.taxIncluded).toBe(taxIncluded);
		expect(reading.minor).toBe(1_200_000);
	});

	it.each([
		["", "blank"],
		["未定", "unreadable"],
		["ASK", "unreadable"],
		["30%", "unreadable"],
		["120万円〜150万円", "range"],
		["100万円-200万円", "range"],
		["100万円〜", "range"],
		["1200000 (2026年)", "several-numbers"],
		["9,999,999,999,999,999円", "too-large"],
	])("reports %j as %s", (text, problem) => {
		expect(readAmount(text, "JPY")).toEqual({
			minor: null,
			currency: null,
			taxIncluded: null,
			rule: "none",
			problem,
		});
	});

	it("takes what names no currency, and signs shared by several, in the default one", () => {
		expect(readAmount("1,000", "USD")).toMatchObject({ minor: 100_000, currency: "USD" });
		expect(readAmount("$5", "AUD")).toMatchObject({ minor: 500, currency: "AUD" });
		expect(readAmount("$5", "JPY").currency).toBe("USD");
		expect(readAmount("¥5", "CNY")).toMatchObject({ minor: 500, currency: "CNY" });
	});

	it("rounds half away from zero, and says so", () => {
		expect(readAmount(1234.5, "JPY")).toMatchObject({ minor: 1235, rule: "rounded" });
		expect(readAmount(-1234.5, "JPY").minor).toBe(-1235);
		expect(readAmount(1.005, "USD")).toMatchObject({ minor: 101, rule: "rounded" });
		expect(readAmount(0.1 + 0.2, "USD").minor).toBe(30);
		expect(readAmount(0, "JPY")).toMatchObject({ minor: 0, rule: "number" });
		expect(readAmount(Number.NaN, "JPY").problem).toBe("unreadable");
	});

	it("reads every whole amount, plain or grouped, in yen and in cents", () => {
		fc.assert(
			fc.property(fc.integer({ min: -1e12, max: 1e12 }), (amount) => {
				expect(readAmount(amount, "JPY").minor).toBe(amount);
				expect(readAmount(amount.toLocaleString("en-US"), "JPY").minor).toBe(amount);
				expect(readAmount(`${amount.toLocaleString("en-US")}円`, "USD").minor).toBe(amount);
				expect(readAmount((amount / 100).toFixed(2), "USD").minor).toBe(amount);
			}),
		);
	});

	it("multiplies by 万 exactly", () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 99_999_999 }), (hundreds) => {
				expect(readAmount(`${(hundreds / 100).toFixed(2)}万円`, "JPY").minor).toBe(hundreds * 100);
			}),
		);
	});
});

describe("currencyExponent", () => {
	it.each([
		["JPY", 0],
		["jpy", 0],
		["KRW", 0],
		["USD", 2],
		["EUR", 2],
		["KWD", 3],
		["", 2],
	])("is of %s %i", (currency, exponent) => {
		expect(currencyExponent(currency)).toBe(exponent);
	});
});

describe("unitOfHeader", () => {
	it.each([
		["金額", 1],
		["金額(円)", 1],
		["金額(千円)", 1_000],
		["金額（千円）", 1_000],
		["受注額_万円", 10_000],
		["売上[百万円・税抜]", 1_000_000],
		["見積（千万円）", 10_000_000],
		["取引額 億円", 100_000_000],
		["100万円以上の案件", 1],
		["1.5億円枠", 1],
		["Amount", 1],
		["Amount (USD)", 1],
		["Amount (k)", 1_000],
		["Amount (JPY k)", 1_000],
		["Revenue [¥M]", 1_000_000],
		["Deal size (K USD)", 1_000],
		["Amount in thousands", 1_000],
		["Value (millions)", 1_000_000],
		["Amount (market)", 1],
	])("%s: %i", (header, unit) => {
		expect(unitOfHeader(header)).toBe(unit);
	});

	it.each([
		[1_200, 1_000, "JPY", 1_200_000],
		["1,200", 1_000, "JPY", 1_200_000],
		["▲1,200", 1_000, "JPY", -1_200_000],
		["(1,200)", 1_000, "JPY", -1_200_000],
		[1.5, 1_000_000, "JPY", 1_500_000],
		["1.5", 1_000_000, "JPY", 1_500_000],
		[0.1, 1_000, "USD", 10_000],
		// What names its own unit or currency is taken at its word.
		["120万円", 1_000, "JPY", 1_200_000],
		["1,200,000円", 1_000, "JPY", 1_200_000],
		["1.2百万", 1_000, "JPY", 1_200_000],
	])("%s counted in %i of %s is %i", (value, unit, currency, minor) => {
		expect(readAmount(value, currency, unit).minor).toBe(minor);
	});
});
