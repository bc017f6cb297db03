import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayOf, dayOfTime, timeOf, type WallTime } from "../../src/domain/calendar/day";
import { messagesIn } from "../../src/locale";
import {
	type CellContext,
	choice,
	count,
	day,
	flag,
	literal,
	money,
	number,
	text,
	time,
	Unreadable,
} from "../../src/workbook/codec";
import { contextOf, readSettings } from "../../src/workbook/settings";
import { Zone } from "../../src/workbook/zone";

const tokyo = new Zone(() => 9 * 3600);
const book = {
	locale: "ja_JP",
	tabs: () => [],
	marks: () => [],
	flush: () => {},
	timeOfDate: (date: Date) => tokyo.timeOf(date.getTime()),
	dateOfTime: (moment: WallTime) => new Date(tokyo.instantOf(moment)),
};
const contexts: [string, CellContext][] = (["ja", "en"] as const).map((language) => [
	language,
	contextOf(book, { ...readSettings(null, () => "ja"), language }, dayOf(2026, 11, 20)),
]);

/** What Sheets makes of a written text cell: a leading apostrophe is taken away. */
const stored = <T>(cell: T) => (typeof cell === "string" ? cell.replace(/^'/, "") : cell);

describe.each(contexts)("a cell that was written and read again (%s)", (_, context) => {
	it.each([
		[
			"text",
			text,
			fc
				.string({ minLength: 1, unit: "grapheme" })
				.filter((value) => value.trim() !== "" && !value.startsWith("#")),
		],
		["number", number, fc.double({ noNaN: true, noDefaultInfinity: true })],
		["count", count, fc.integer()],
		["time", time, fc.integer({ min: 0, max: 4_000_000_000 }).map((moment) => moment as WallTime)],
		["day", day, fc.integer({ min: 0, max: 40_000 }).map((at) => at as ReturnType<typeof dayOf>)],
		["verdict", choice<"in" | "out">("verdict"), fc.constantFrom("in" as const, "out" as const)],
		[
			"outcome",
			choice<"open" | "won" | "lost">("outcome"),
			fc.constantFrom("open" as const, "won" as const, "lost" as const),
		],
		["flag", flag, fc.constantFrom("yes" as const, "no" as const)],
	])("%s gives the value back", (_name, codec, values) => {
		fc.assert(
			fc.property(values as fc.Arbitrary<never>, (value) => {
				expect(codec.decode(stored(codec.encode(value, context)), context)).toEqual(value);
			}),
		);
	});

	it("money gives amount and currency back", () => {
		const amounts = fc.record({
			minor: fc.integer({ min: 0, max: 1e12 }),
			currency: fc.constantFrom("JPY", "USD", "EUR"),
		});
		fc.assert(
			fc.property(amounts, (value) => {
				expect(money.decode(stored(money.encode(value, context)), context)).toEqual(value);
			}),
		);
	});
});

describe("what a cell cannot mean", () => {
	const [, context] = contexts[0] as [string, CellContext];
	it.each([
		["a date", time, "いつか", "not_a_date"],
		["an amount", money, "たくさん", "not_an_amount"],
		["a number", number, "十くらい", "not_a_number"],
		["a verdict", choice("verdict"), "たぶん", "unknown_word"],
		["a broken formula", text, "#REF!", "error_value"],
	])("%s is unreadable, with its reason", (_, codec, cell, code) => {
		expect(codec.decode(cell, context)).toEqual(new Unreadable(code as "not_a_date"));
	});

	it.each([
		["未判定", choice("verdict")],
		["", text],
		["  ", text],
		["", time],
	])("「%s」 is unknown, not wrong", (cell, codec) => {
		expect(codec.decode(cell, context)).toBeNull();
	});
});

describe("literal", () => {
	it.each(['=IMPORTXML("http://x")', "+81 90", "-5", "@sum", "'quoted"])(
		"guards %s from being parsed",
		(value) => {
			expect(literal(value)).toBe(`'${value}`);
		},
	);
	it.each(["佐藤", "001", "A=1", ""])("leaves 「%s」 as it is", (value) => {
		expect(literal(value)).toBe(value);
	});
});

describe("days and moments", () => {
	it("are read in the spreadsheet's zone, whatever the machine's", () => {
		const [, context] = contexts[0] as [string, CellContext];
		const cell = new Date("2026-11-19T15:30:00Z");
		expect(day.decode(cell, context)).toBe(dayOf(2026, 11, 20));
		expect(time.decode(cell, context)).toBe(timeOf(dayOf(2026, 11, 20), 1800));
		expect(dayOfTime(time.decode(cell, context) as WallTime)).toBe(dayOf(2026, 11, 20));
		expect(messagesIn("en").language).toBe("en");
	});
});
