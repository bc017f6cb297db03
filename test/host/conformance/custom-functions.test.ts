/** PLATFORM section 3: custom functions. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Host } from "../../../src/host/contract";
import { area, attempt, firstSheet, hostWith, refusal } from "../host-fixture";

const code = `/** Doubles a number. @customfunction */
function TWICE(x) { return Array.isArray(x) ? x.map((row) => row.map((v) => v * 2)) : x * 2; }
/** @customfunction */
function KIND(x, y, z) { const k = (v) => Array.isArray(v) ? v.map((row) => row.map(k)) : v === "" ? "empty" : v instanceof Date ? "date" : typeof v; return JSON.stringify([k(x), k(y), k(z)]); }
/** @customfunction */
function GRID() { return [[1, 2], [3, 4]]; }
/** @customfunction */
function ANSWER(kind) { return { nan: NaN, infinite: Infinity, object: { a: 1 }, map: new Map(), promise: Promise.resolve(1), flat: [1, 2], ragged: [[1], [1, 2]] }[kind]; }
/** @customfunction */
function NOTHING() {}
/** @customfunction */
function FAILS() { throw new Error("because"); }
/** @customfunction */
function SLOW() { Utilities.sleep(30001); return 1; }
/** @customfunction */
function READS() { let n = 0; for (let i = 0; i < 400; i++) n += SpreadsheetApp.getActive().getRange("A1:A9").getValues().length; return n; }
/** @customfunction */
function WHO() { return "[" + Session.getActiveUser().getEmail() + "]"; }
/** @customfunction */
function LEAD2(x) { return 1; }
/** @customfunction */
function ICP1(x) { return 1; }
/** @customfunction */
function PRIVATE_() { return 1; }
/** @customfunction */
const ARROW = () => 1;
let runs = 0;
/** @customfunction */
function COUNTED() { return ++runs; }
function PLAIN() { return 1; }
`;

let host: Host;
beforeAll(() => {
	host = hostWith({ code });
});
afterAll(() => host.dispose());

function cell(formula: string, own: Host = host): unknown {
	own.type(area(own, 40, 10), [[formula]]);
	const value = own.engine.read(area(own, 40, 10))[0]?.[0];
	own.engine.clear(area(own, 40, 10), { content: true });
	return value;
}

describe("which functions cells find", () => {
	it("fact 30: top-level declarations, and nothing inside a bundle's own function", () => {
		const own = hostWith({ code: "(() => { /** @customfunction */ function INNER() { return 1; } })();" });
		expect(cell("=INNER()", own)).toBe("#NAME?");
		own.dispose();
		expect(cell("=TWICE(2)")).toBe(4);
	});

	it("fact 31: whether cells find const functions is not said, so they find none", () => {
		expect(cell("=ARROW()")).toBe("#NAME?");
	});

	it("fact 33: names ending in _ are private, and case does not matter in cells", () => {
		expect(cell("=PRIVATE_()")).toBe("#NAME?");
		expect(cell("=twice(3)")).toBe(6);
	});

	it("fact 34: a name shaped like a cell's address is none", () => {
		expect(cell("=ICP1(1)")).not.toBe(1);
		expect(cell("=LEAD2(1)")).toBe(1);
	});

	it("fact 35: the JSDoc with @customfunction stands directly above the declaration", () => {
		expect(cell("=PLAIN()")).toBe("#NAME?");
		const stripped = hostWith({ code: "/** @customfunction */\nvar x = 1;\nfunction LOST() { return 1; }" });
		expect(cell("=LOST()", stripped)).toBe("#NAME?");
		stripped.dispose();
	});
});

describe("what they are given", () => {
	it("fact 37: bare values, tables for ranges, Date, empty text, and undefined for what is left out", () => {
		host.type(area(host, 0, 0, 3, 1), [[1], ["2026-01-02"], [null]]);
		expect(cell("=KIND(A1, A2, A3)")).toBe('["number","date","empty"]');
		expect(cell("=KIND(A1:A3, TRUE)")).toBe('[[["number"],["date"],["empty"]],"boolean","undefined"]');
		expect(cell("=KIND(1,,2)")).toBe('["number","undefined","number"]');
		const other = hostWith({ code, readings: { emptyArgument: "empty text" } });
		expect(cell("=KIND(1,,2)", other)).toBe('["number","empty","number"]');
		other.dispose();
	});

	it("fact 38: no argument may change by itself", () => {
		const text =
			"This function is not allowed to reference a cell with NOW(), RAND(), RANDARRAY(), or RANDBETWEEN()";
		for (const bad of ["NOW()", "RAND()", "1+RANDBETWEEN(1,2)", "TODAY()"]) {
			expect(refusal(host, `sheet.getRange("Z1").setFormula("=TWICE(${bad})")`)).toBe(text);
			expect(refusal(host, `sheet.getRange("Z1").setValue("=1+TWICE(A1 + ${bad})")`)).toBe(text);
			expect(host.evaluate(`=TWICE(${bad})`)).toEqual([[{ error: text }]]);
		}
		expect(attempt(host, 'sheet.getRange("Z1").setFormula("=TWICE(A1)+NOW()").clear()').ok).toBe(true);
		const other = hostWith({ code, readings: { todayArgument: "allowed" } });
		expect(attempt(other, 'sheet.getRange("Z1").setFormula("=TWICE(TODAY())")').ok).toBe(true);
		expect(refusal(other, 'sheet.getRange("Z1").setFormula("=TWICE(NOW())")')).toBe(text);
		other.dispose();
	});

	it("fact 39: they run again only when an argument changes", () => {
		const own = hostWith({
			code: "/** @customfunction */\nfunction STAMP(x) { return Date.now(); }",
		});
		own.type(area(own, 0, 0, 1, 2), [["1", "=STAMP(A1)"]]);
		const at = (): unknown => own.engine.read(area(own, 0, 1))[0]?.[0];
		const first = at();
		own.advance(60_000);
		own.type(area(own, 5, 5), [["elsewhere"]]);
		expect(at()).toBe(first);
		own.type(area(own, 0, 0), [["2"]]);
		expect(at()).not.toBe(first);
		own.dispose();
	});
});

describe("what they may do", () => {
	it("fact 40: read the sheet, use cache and properties, but open no other file", () => {
		for (const fine of [
			'sheet.getRange("A1").getValues()',
			'CacheService.getScriptCache().get("k")',
			'PropertiesService.getUserProperties().getProperty("k")',
			"LockService.getScriptLock().tryLock(0)",
			"Utilities.getUuid()",
		])
			expect(attempt(host, fine, "custom-function").ok, fine).toBe(true);
		expect(attempt(host, 'SpreadsheetApp.openById("x")', "custom-function").ok).toBe(false);
		expect(attempt(host, "ScriptApp.getProjectTriggers()", "custom-function").ok).toBe(false);
	});

	it("fact 41: change nothing and show nothing, with Google's texts", () => {
		expect(refusal(host, 'sheet.getRange("A1").setValue(1)', "custom-function")).toBe(
			"You do not have permission to call setValue",
		);
		expect(refusal(host, "SpreadsheetApp.getUi()", "custom-function")).toBe(
			"Cannot call SpreadsheetApp.getUi() from this context.",
		);
	});

	it("fact 42: run as nobody", () => {
		expect(cell("=WHO()")).toBe("[]");
	});

	it("fact 47: run for each cell anew, in a server call of its own", () => {
		expect([cell("=COUNTED()"), cell("=COUNTED()")]).toEqual([1, 1]);
	});
});

describe("what a cell shows", () => {
	it("fact 43: a table spills, and #REF! where something is in its way; flat and ragged ones are refused", () => {
		const place = { sheet: firstSheet(host), row: 20, column: 0, rows: 2, columns: 2 };
		host.type({ ...place, rows: 1, columns: 1 }, [["=GRID()"]]);
		expect(host.engine.read(place)).toEqual([
			[1, 2],
			[3, 4],
		]);
		host.type({ ...place, row: 21, rows: 1, columns: 1 }, [["x"]]);
		expect(host.engine.read(place)[0]?.[0]).toBe("#REF!");
		for (const kind of ["flat", "ragged"]) expect(cell(`=ANSWER("${kind}")`)).toBe("#ERROR!");
	});

	it("fact 44: #ERROR! for what is thrown and for 30 seconds, by its own time or its calls'", () => {
		expect(cell("=FAILS()")).toBe("#ERROR!");
		expect(cell("=SLOW()")).toBe("#ERROR!");
		expect(host.evaluate("=FAILS()")).toEqual([[{ error: expect.any(String) as unknown }]]);
		expect(cell("=READS()")).toBe(3600);
		const slow = hostWith({ code, costs: "measured" });
		const before = slow.now();
		expect(cell("=READS()", slow)).toBe("#ERROR!");
		expect(slow.now()).toBe(before);
		slow.dispose();
	});

	it("fact 45: nothing whose look no source tells", () => {
		for (const kind of ["nan", "infinite", "object", "map"])
			expect(cell(`=ANSWER("${kind}")`)).toBe("#ERROR!");
		expect(cell("=NOTHING()")).toBe(null);
	});
});
