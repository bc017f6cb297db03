import { describe, expect, it } from "vitest";
import { formatDate } from "../../src/host/clock-format";
import { instantOf, instantOfSerial, offsetAt, serialOfInstant } from "../../src/host/clock-zone";
import { findEntryPoints } from "../../src/host/parse-entry-points";
import { isDateFormat } from "../../src/host/parse-typed";
import { followArea, followIndex } from "../../src/host/service-areas";
import { firstFiring, nextFiring } from "../../src/host/triggers-schedule";

const HOUR = 3_600_000;

describe("wall time", () => {
	it("knows offsets of zones, also old and odd ones", () => {
		const at = Date.UTC(2026, 6, 1);
		expect(
			["Asia/Tokyo", "America/New_York", "Asia/Kathmandu", "UTC", "GMT-3"].map(
				(zone) => offsetAt(zone, at) / HOUR,
			),
		).toEqual([9, -4, 5.75, 0, -3]);
	});

	it("moves forward over a gap and takes the earlier of two readings", () => {
		const zone = "America/New_York";
		expect(new Date(instantOf(zone, Date.UTC(2026, 2, 8, 2, 30))).toISOString()).toBe(
			"2026-03-08T07:30:00.000Z",
		);
		expect(new Date(instantOf(zone, Date.UTC(2026, 10, 1, 1, 30))).toISOString()).toBe(
			"2026-11-01T05:30:00.000Z",
		);
	});

	it("is kept by serial numbers to the second in every zone", () => {
		for (const zone of ["Asia/Tokyo", "America/New_York", "Pacific/Apia", "Europe/Berlin"])
			for (let day = 0; day < 400; day += 7) {
				const instant = Date.UTC(2025, 11, 1 + day, day % 24, 59, 59);
				expect(instantOfSerial(zone, serialOfInstant(zone, instant))).toBe(instant);
			}
		expect(
			serialOfInstant(
				"Asia/Tokyo",
				Date.UTC(1899, 11, 29, 15) - (offsetAt("Asia/Tokyo", Date.UTC(1899, 11, 30)) - 9 * HOUR),
			),
		).toBe(0);
	});

	it("prints a quote and refuses letters that Java lacks", () => {
		expect(formatDate(0, "UTC", "yyyy''MM'年'")).toBe("1970'01年");
		expect(() => formatDate(0, "UTC", "yyyy-bb")).toThrow("Invalid argument: format");
		expect(() => formatDate(0, "Mars/Base", "yyyy")).toThrow("Invalid argument: timeZone");
	});
});

describe("a number format", () => {
	it.each([
		["yyyy/MM/dd", true],
		["m/d", true],
		["[h]:mm", true],
		["h:mm AM/PM", true],
		['yyyy"年"m"月"', true],
		["[$-411]ge.m.d", true],
		["General", false],
		["@", false],
		["0.00E+00", false],
		['#,##0"day"', false],
		["[Red]#,##0;[Blue]-#,##0", false],
		['"¥"#,##0', false],
		["", false],
	])("%s shows a date: %s", (format, expected) => {
		expect(isDateFormat(format)).toBe(expected);
	});
});

describe("the built file", () => {
	it("offers its top-level declarations, and JSDoc makes some custom functions", () => {
		const found = findEntryPoints(`"use strict";
			/** A. @customfunction */
			function A(x) { function inner() {} return x; }
			/** Not directly above. @customfunction */
			const x = 1;
			function B() {}
			async function C() {}
			var D = function () {}; const E = () => 1; { function F() {} }
			(() => { function G() {} })();
			function hidden_() {}
			throw new Error("never reached");`);
		expect([...found.functions].sort()).toEqual(["A", "B", "C", "hidden_"]);
		expect(found.customFunctions).toEqual(["A"]);
		expect(found.syntaxError).toBe(null);
	});

	it.each([
		["class A { #x = 1; }", true],
		["class A { static x = 1; }", true],
		["export const a = 1;", true],
		[`const s = '#x', t = \`#y \${'#z'}\`; // #w`, false],
		["const p = /#[a-z]+/.test('/') / 2; class A { static make() { return 1; } }", false],
		[`const a = 1 / 2; const t = \`\${ {a: '}'}.a }#no\`; /* #x */`, false],
	])("%s is refused: %s", (code, refused) => {
		expect(findEntryPoints(code).syntaxError !== null).toBe(refused);
	});
});

describe("what hangs on cells", () => {
	const area = { sheet: "s", row: 5, column: 1, rows: 4, columns: 2 };
	it.each([
		["insertRows", 5, 2, undefined, { row: 7, rows: 4 }],
		["insertRows", 7, 2, undefined, { row: 5, rows: 6 }],
		["insertRows", 9, 2, undefined, { row: 5, rows: 4 }],
		["deleteRows", 0, 3, undefined, { row: 2, rows: 4 }],
		["deleteRows", 4, 3, undefined, { row: 4, rows: 2 }],
		["deleteRows", 8, 9, undefined, { row: 5, rows: 3 }],
		["deleteRows", 5, 4, undefined, null],
		["moveRows", 5, 4, 0, { row: 0, rows: 4 }],
		["moveRows", 0, 2, 20, { row: 3, rows: 4 }],
	] as const)("follows %s at %i of %i rows", (kind, at, count, to, expected) => {
		const moved = followArea(area, { kind, sheet: "s", at, count, ...(to !== undefined && { to }) });
		expect(moved).toEqual(expected && { ...area, ...expected });
	});

	it("stays on another axis", () => {
		expect(followIndex(3, "ROW", { kind: "deleteColumns", sheet: "s", at: 3, count: 1 })).toBe(3);
		expect(followIndex(3, "COLUMN", { kind: "deleteColumns", sheet: "s", at: 3, count: 1 })).toBe(null);
	});
});

describe("a daily trigger", () => {
	it("keeps its hour on the wall across a change of clocks", () => {
		const zone = "America/New_York";
		const first = firstFiring({ days: 1, hour: 6, minute: 0 }, Date.UTC(2026, 2, 7, 5), zone, 1);
		const second = nextFiring({ days: 1, hour: 6, minute: 0 }, first, zone, 1);
		expect([first, second].map((at) => new Date(at ?? 0).toISOString())).toEqual([
			"2026-03-07T11:00:00.000Z",
			"2026-03-08T10:00:00.000Z",
		]);
	});

	it("finds its week day and its day of the month", () => {
		const from = Date.UTC(2026, 10, 21, 3);
		const iso = (plan: Parameters<typeof firstFiring>[0]) =>
			new Date(firstFiring({ ...plan, hour: 9, minute: 0 }, from, "Asia/Tokyo", 1)).toISOString();
		expect(iso({ weeks: 1, weekDay: 1 })).toBe("2026-11-23T00:00:00.000Z");
		expect(iso({ monthDay: 1 })).toBe("2026-12-01T00:00:00.000Z");
	});
});
