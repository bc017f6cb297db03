import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EMPLOYEE_BANDS, employeeBand } from "../../../src/domain/normalize/employees";

type Row = readonly [
	text: string,
	lower: number,
	upper: number | null,
	band: string,
	ambiguous: boolean,
	rule: string,
];

/** Spellings of forms, web sites and lists; rules after DOMAIN §6. */
const READ: readonly Row[] = [
	["300", 300, 300, "300-999", false, "exact"],
	["３００", 300, 300, "300-999", false, "exact"],
	["300名", 300, 300, "300-999", false, "exact"],
	["社員 300 名", 300, 300, "300-999", false, "exact"],
	["従業員数：1,234名", 1234, 1234, "1000-4999", false, "exact"],
	["約300名", 300, 300, "300-999", false, "about"],
	["300人規模", 300, 300, "300-999", false, "about"],
	["300名弱", 270, 299, "100-299", false, "about"],
	["300名強", 300, 300, "300-999", false, "about"],
	["300人以上", 300, null, "300-999", true, "open"],
	["5000人以上", 5000, null, "5000+", false, "open"],
	["1000人〜", 1000, null, "1000-4999", true, "open"],
	["1,000名超", 1001, null, "1000-4999", true, "open"],
	["10k+", 10000, null, "5000+", false, "open"],
	["10,001+", 10001, null, "5000+", false, "open"],
	["over 500", 501, null, "300-999", true, "open"],
	["100〜299名", 100, 299, "100-299", false, "range"],
	["30〜50", 30, 50, "30-99", false, "range"],
	["1-9", 1, 9, "1-9", false, "range"],
	["1～9名", 1, 9, "1-9", false, "range"],
	["100ー299", 100, 299, "100-299", false, "range"],
	["1,000-4,999", 1000, 4999, "1000-4999", false, "range"],
	["501-1000 employees", 501, 1000, "300-999", true, "range"],
	["51-200", 51, 200, "30-99", true, "range"],
	["50名以上100名未満", 50, 99, "30-99", false, "range"],
	["100以上300未満", 100, 299, "100-299", false, "range"],
	["約1,000〜1,200名", 1000, 1200, "1000-4999", false, "range"],
	["100 to 299", 100, 299, "100-299", false, "range"],
	["100人から299人", 100, 299, "100-299", false, "range"],
	["299〜100名", 100, 299, "100-299", false, "range"],
	["100名未満", 1, 99, "1-9", true, "under"],
	["10名以下", 1, 10, "1-9", true, "under"],
	["〜30名", 1, 30, "1-9", true, "under"],
	["less than 10", 1, 9, "1-9", false, "under"],
	["up to 50", 1, 50, "1-9", true, "under"],
	["数名", 2, 9, "1-9", true, "vague"],
	["数十名", 20, 99, "10-29", true, "vague"],
	["十数名", 12, 19, "10-29", true, "vague"],
	["20数名", 22, 29, "10-29", true, "vague"],
	["数百名", 200, 999, "100-299", true, "vague"],
	["1万人", 10000, 10000, "5000+", false, "exact"],
	["1.2万人", 12000, 12000, "5000+", false, "exact"],
	["1万2千人", 12000, 12000, "5000+", false, "exact"],
	["5千名", 5000, 5000, "5000+", false, "exact"],
	["三百五十人", 350, 350, "300-999", false, "exact"],
	["千二百名", 1200, 1200, "1000-4999", false, "exact"],
	["百名以上", 100, null, "100-299", true, "open"],
	["連結5,000名(単体800名)", 800, 800, "300-999", false, "standalone"],
	["連結：5,000名／単体：800名", 800, 800, "300-999", false, "standalone"],
	["800名（単体）、5000名（連結）", 800, 800, "300-999", false, "standalone"],
	["単体800名 連結5000名", 800, 800, "300-999", false, "standalone"],
	["5,000名（連結）", 5000, 5000, "5000+", false, "consolidated"],
	["グループ全体で5000名", 5000, 5000, "5000+", false, "consolidated"],
	["正社員120名 パート80名", 120, 120, "100-299", false, "exact"],
	["一般社員300名", 300, 300, "300-999", false, "exact"],
	["資本金1億円 従業員300名", 300, 300, "300-999", false, "exact"],
	["300名、資本金5,000万円", 300, 300, "300-999", false, "exact"],
	["3店舗 50名", 50, 50, "30-99", false, "exact"],
];

describe("employeeBand", () => {
	it.each(READ)("reads %s", (text, lower, upper, band, ambiguous, rule) => {
		expect(employeeBand(text)).toEqual({ lower, upper, band, ambiguous, asOf: null, rule, known: true });
	});

	it.each([
		["300名(2024年3月末)", "2024-03"],
		["1,234名（連結、2024年3月31日現在）", "2024-03-31"],
		["2024/3/31 300名", "2024-03-31"],
		["45名(R6.4時点)", "2024-04"],
		["300名（令和6年3月期）", "2024-03"],
		["300名（2024年度末）", "2024"],
	])("keeps the date of %s", (text, asOf) => {
		expect(employeeBand(text)).toMatchObject({ asOf, known: true });
	});

	it.each([
		["", "none"],
		["不明", "none"],
		["-", "none"],
		["0", "zero"],
		["100億円", "amount"],
		["売上高 12億円", "amount"],
		["資本金5000万円", "amount"],
		["1000万", "implausible"],
		["たくさん", "unknown"],
	])("does not guess from %s", (text, rule) => {
		expect(employeeBand(text)).toMatchObject({ lower: null, upper: null, band: null, rule, known: false });
	});

	it("takes whole positive numbers only", () => {
		expect(employeeBand(300)).toMatchObject({ lower: 300, upper: 300, band: "300-999", rule: "number" });
		for (const value of [0, -5, 1.5, Number.NaN]) expect(employeeBand(value).known).toBe(false);
	});

	it("is monotone: more people never fall into a smaller band", () => {
		const order = EMPLOYEE_BANDS.map(({ band }) => band);
		const count = fc.integer({ min: 1, max: 20_000 });
		fc.assert(
			fc.property(count, count, (a, b) => {
				const [fewer, more] = a < b ? [a, b] : [b, a];
				const rank = (value: number) => order.indexOf(employeeBand(`約${value}名`).band ?? "");
				expect(rank(fewer)).toBeLessThanOrEqual(rank(more));
				expect(rank(fewer)).toBeGreaterThanOrEqual(0);
			}),
		);
	});

	it("reads a range the same whatever its signs", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 9_999 }),
				fc.integer({ min: 0, max: 9_999 }),
				fc.constantFrom("-", "〜", "～", "–", " ~ ", "から"),
				(lower, more, sign) => {
					const reading = employeeBand(`${lower}名${sign}${(lower + more).toLocaleString("en-US")}名`);
					expect([reading.lower, reading.upper]).toEqual([lower, lower + more]);
				},
			),
		);
	});
});

describe("EMPLOYEE_BANDS", () => {
	it("covers every size from 1 on without gaps", () => {
		EMPLOYEE_BANDS.forEach(({ lower }, index) => {
			const before = EMPLOYEE_BANDS[index - 1];
			expect(lower).toBe(before === undefined ? 1 : (before.upper ?? Number.NaN) + 1);
		});
		expect(EMPLOYEE_BANDS[EMPLOYEE_BANDS.length - 1]?.upper).toBeNull();
	});
});
