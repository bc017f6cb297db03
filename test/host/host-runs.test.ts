import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Host, HostEvent } from "../../src/host/contract";
import { area, attempt, firstSheet, hostWith, probe, refusal } from "./host-fixture";

let host: Host;
beforeAll(() => {
	host = hostWith({
		code: `let counter = 0;
			function count() { return ++counter; }
			async function later(x) { await null; return x + 1; }
			async function never() { await new Promise(() => {}); }
			function hidden_() { return 1; }
			const arrow = () => 1;
			function echo(x) { return x; }
			function boom() { throw new TypeError("no"); }
			const tools = { twice(x) { return [this === tools, x * 2]; } };
			function answers(kind) {
				if (kind === "date") return { rows: [{ when: new Date() }] };
				if (kind === "map") return new Map();
				if (kind === "function") return [() => 1];
				if (kind === "nan") return NaN;
				if (kind === "service") return { r: SpreadsheetApp.getActive() };
				if (kind === "undefined") return undefined;
				return { a: [1, null, undefined, "x", true], b: undefined };
			}`,
	});
});
afterAll(() => host.dispose());

const client = (name: string, ...args: unknown[]) => host.run(name, { kind: "sidebar", args });

describe("an execution", () => {
	it("starts with fresh globals each time", () => {
		expect([client("count"), client("count")]).toMatchObject([{ value: 1 }, { value: 1 }]);
	});

	it("has the language and Google's services, and no Web API", () => {
		const names =
			"setTimeout fetch URL TextEncoder crypto atob structuredClone queueMicrotask window process require performance".split(
				" ",
			);
		expect(
			probe(
				host,
				`return ${JSON.stringify(names)}.filter((n) => n in globalThis || eval("typeof " + n) !== "undefined")`,
			),
		).toEqual([]);
		expect(probe(host, "return [typeof Promise, typeof Map, typeof Intl, typeof console.log]")).toEqual([
			"function",
			"function",
			"object",
			"function",
		]);
	});

	it("shares its realm with the services", () => {
		expect(
			probe(
				host,
				`let caught; try { sheet.getRange(0, 1); } catch (e) { caught = e; }
				return [sheet.getRange("A1").getValues() instanceof Array, caught instanceof Error, caught.name, String(caught), Object.keys(sheet.getRange("A1")), String(sheet)]`,
			),
		).toEqual([
			true,
			true,
			"Exception",
			"Exception: The starting row of the range is too small.",
			[],
			"Sheet",
		]);
	});

	it("may be async, and says so when it never settles", () => {
		expect(client("later", 1)).toMatchObject({ ok: true, value: 2 });
		expect(client("never")).toMatchObject({ ok: false });
	});

	it("reports name, message and the line in Code.js", () => {
		const result = client("boom");
		expect(result).toMatchObject({ ok: false, name: "TypeError", message: "no" });
		expect(result.ok ? "" : result.stack).toMatch(/^TypeError: no\n\s+at boom \(Code\.js:9:/);
		expect(result.ok ? "" : result.stack).not.toContain("shim");
	});

	it("has a clock that stands still, and local time in the script's zone whatever the process says", () => {
		const saved = process.env["TZ"];
		for (const zone of ["America/New_York", "Asia/Tokyo", "Pacific/Apia"]) {
			process.env["TZ"] = zone;
			expect(
				probe(
					host,
					`const d = new Date(2026, 0, 31, 9, 30); d.setMonth(2); return [Date.now() === new Date().getTime(), d.toISOString(), d.getDate(), d.getHours(), d.getTimezoneOffset(),
					new Date("2026-01-02").getHours(), new Date("2026-01-02T00:00").toISOString(), new Date("2026/01/02").toISOString(), String(new Date(0)), new Date(2026, 0, 2).toDateString(),
					new Date(2026, 0, 2).toLocaleDateString("ja-JP"), new Date(NaN).getTime(), isNaN(new Date("x")), typeof Date(), new Date(2026, 0).valueOf() === Date.parse("2026-01-01T00:00:00+09:00")]`,
				),
			).toEqual([
				...[
					true,
					"2026-03-31T00:30:00.000Z",
					31,
					9,
					-540,
					9,
					"2026-01-01T15:00:00.000Z",
					"2026-01-01T15:00:00.000Z",
				],
				...[
					"Thu Jan 01 1970 09:00:00 GMT+0900 (JST)",
					"Fri Jan 02 2026",
					"2026/1/2",
					null,
					true,
					"string",
					true,
				],
			]);
		}
		if (saved === undefined) delete process.env["TZ"];
		else process.env["TZ"] = saved;
	});
});

describe("google.script.run", () => {
	it("calls top-level declarations without a trailing _ only", () => {
		for (const name of ["hidden_", "arrow", "nobody", "tools.twice"])
			expect(client(name)).toMatchObject({ ok: false, message: `Script function not found: ${name}` });
		expect(host.run("tools.twice", { kind: "menu", args: [2] })).toMatchObject({ value: [true, 4] });
	});

	it("turns undefined into null and carries plain values", () => {
		expect(client("answers", "undefined")).toMatchObject({ ok: true, value: null });
		expect(client("answers", "plain")).toMatchObject({ value: { a: [1, null, null, "x", true], b: null } });
		expect(client("echo", { a: undefined, b: [null] })).toMatchObject({ ok: true });
	});

	it.each([
		["date", "result.rows[0].when"],
		["map", "Map at result"],
		["function", "result[0]"],
		["nan", "result"],
		["service", "result.r"],
	])("refuses a %s in the result and says where", (kind, where) => {
		const result = client("answers", kind);
		expect(result.ok).toBe(false);
		expect(result.ok ? "" : result.message).toContain(where);
	});

	it("refuses to send a Date, a Map or a function", () => {
		for (const bad of [new Date(), new Map(), () => 1, { deep: [new Date()] }])
			expect(client("echo", bad)).toMatchObject({
				ok: false,
				message: expect.stringContaining("illegal value in property") as unknown,
			});
	});
});

describe("permissions", () => {
	it("a missing scope stops its calls with Google's text", () => {
		const poor = hostWith({ scopes: ["spreadsheets.currentonly"] });
		const need = (call: string, scope: string) =>
			`Specified permissions are not sufficient to call ${call}. Required permissions: https://www.googleapis.com/auth/${scope}`;
		expect(refusal(poor, "ScriptApp.getProjectTriggers()")).toBe(
			need("ScriptApp.getProjectTriggers", "script.scriptapp"),
		);
		expect(
			refusal(poor, 'SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput("x"))', "menu"),
		).toBe(need("Ui.showSidebar", "script.container.ui"));
		expect(refusal(poor, "Session.getEffectiveUser()")).toBe(
			need("Session.getEffectiveUser", "userinfo.email"),
		);
		expect(refusal(poor, 'SpreadsheetApp.openById("x")')).toBe(
			need("SpreadsheetApp.openById", "spreadsheets"),
		);
		expect(attempt(poor, 'SpreadsheetApp.getUi().alert("ok")', "menu").ok).toBe(true);
		poor.dispose();
		const none = hostWith({ scopes: [] });
		expect(refusal(none, "sheet.getLastRow()")).toContain(
			"Specified permissions are not sufficient to call SpreadsheetApp.getActive.",
		);
		none.dispose();
		const detected = hostWith({ scopes: null });
		expect(attempt(detected, "ScriptApp.getProjectTriggers()").ok).toBe(true);
		detected.dispose();
	});

	it("a simple trigger may read, write and use properties, but nothing that needs authorisation", () => {
		expect(
			attempt(
				host,
				'sheet.getRange("A1").setValue(1); PropertiesService.getScriptProperties().setProperty("a", "b")',
				"simple",
			).ok,
		).toBe(true);
		expect(refusal(host, "ScriptApp.getProjectTriggers()", "simple")).toBe(
			"You do not have permission to call ScriptApp.getProjectTriggers. Required permissions: https://www.googleapis.com/auth/script.scriptapp",
		);
		expect(
			attempt(host, 'SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput("x"))', "simple").ok,
		).toBe(false);
	});

	it("there is no Ui in triggers and cells", () => {
		for (const kind of ["trigger", "custom-function"] as const)
			expect(refusal(host, "SpreadsheetApp.getUi()", kind)).toBe(
				"Cannot call SpreadsheetApp.getUi() from this context.",
			);
	});

	it("a custom function reads and never writes", () => {
		expect(attempt(host, 'return sheet.getRange("A1").getValue()', "custom-function").ok).toBe(true);
		expect(refusal(host, 'sheet.getRange("A1").setValue(1)', "custom-function")).toBe(
			"You do not have permission to call setValue",
		);
		expect(attempt(host, "ScriptApp.getProjectTriggers()", "custom-function").ok).toBe(false);
	});
});

describe("limits", () => {
	it("end a run for good after six minutes of the host's clock, catch or not", () => {
		expect(
			refusal(
				host,
				'for (;;) { try { Utilities.sleep(60000); } catch (e) { try { sheet.getRange("Q1").setValue("caught"); } catch (e) {} return 1; } }',
			),
		).toBe("Exceeded maximum execution time");
		expect(probe(host, 'return sheet.getRange("Q1").getValue()')).toBe("");
		expect(refusal(host, "Utilities.sleep(31000); sheet.getLastRow()", "simple")).toBe(
			"Exceeded maximum execution time",
		);
	});

	it("follow the cost of service calls where one is set", () => {
		const slow = hostWith({ callCostMs: 100_000 });
		expect(refusal(slow, "for (let i = 0; i < 9; i++) sheet.getLastRow()")).toBe(
			"Exceeded maximum execution time",
		);
		const before = slow.now();
		expect(attempt(slow, "sheet.getLastRow(); sheet.getLastColumn()").durationMs).toBe(200_000);
		expect(slow.now() - before).toBe(200_000);
		slow.dispose();
	});
});

describe("service calls", () => {
	it("are counted when they talk to the server, with the cells they touch", () => {
		host.resetCalls();
		probe(
			host,
			'const r = sheet.getRange("A1:B3").offset(0, 0); r.setValues(r.getValues()); SpreadsheetApp.newDataValidation().requireDate().build(); sheet.getLastRow(); LockService.getScriptLock().tryLock(0)',
		);
		const log = host.callLog();
		expect(log.calls.filter((call) => call.counted).map((call) => call.name)).toEqual([
			"Range.getValues",
			"Range.setValues",
			"Sheet.getLastRow",
			"LockService.Lock.tryLock",
		]);
		expect(log).toMatchObject({ counted: 4, cellsRead: 6, cellsWritten: 6 });
		expect(log.calls.some((call) => call.name === "Sheet.getRange" && !call.counted)).toBe(true);
	});

	it("can be made to fail, or be preceded by what a person does", () => {
		host.beforeCall = (call) => {
			if (call.name === "Range.getValue")
				throw new Error("Service Spreadsheets failed while accessing document");
			if (call.name === "Sheet.getLastRow") host.engine.insertRows(firstSheet(host), 0, 2);
		};
		expect(refusal(host, 'sheet.getRange("A1").getValue()')).toBe(
			"Service Spreadsheets failed while accessing document",
		);
		expect(probe(host, 'try { sheet.getRange("A1").getValue(); } catch (e) { return e.name; }')).toBe(
			"Exception",
		);
		probe(host, 'sheet.getRange("S1").setValue("here")');
		expect(probe(host, 'sheet.getLastRow(); return sheet.getRange("S3").getDisplayValue()')).toBe("here");
		host.beforeCall = null;
	});
});

describe("custom functions", () => {
	const cells = (own: Host, formula: string) => {
		own.type(area(own, 9, 0), [[formula]]);
		return own.engine.read(area(own, 9, 0))[0]?.[0];
	};
	let own: Host;
	beforeAll(() => {
		own = hostWith({
			code: `/** Doubles. @customfunction */
function TWICE(x) { return Array.isArray(x) ? x.map((row) => row.map((v) => v * 2)) : x * 2; }
/** What came. @customfunction */
function KIND(x, y) { const k = (v) => Array.isArray(v) ? v.map((row) => row.map(k)) : v === "" ? "empty" : v instanceof Date ? v.toISOString() : typeof v; return JSON.stringify([k(x), k(y)]); }
/** @customfunction */
function BAD(kind) { return { nan: NaN, object: { a: 1 }, flat: [1, 2], ragged: [[1], [1, 2]], infinite: [[Infinity]], fn: () => 1 }[kind]; }
/** @customfunction */
function DAY(x) { return new Date(x.getTime() + 86400000); }
/** @customfunction */
function WRITES() { SpreadsheetApp.getActive().getRange("A1").setValue(1); }
/** @customfunction */
function FAILS() { throw new Error("because"); }
function PLAIN() { return 1; }
/** @customfunction */
function HIDDEN_() { return 1; }
/** @customfunction */
const ARROW = () => 1;`,
		});
	});
	afterAll(() => own.dispose());

	it("are the declarations that carry @customfunction", () => {
		own.type(area(own, 0, 0, 2, 1), [[1], [2]]);
		expect(cells(own, "=TWICE(A1)")).toBe(2);
		own.type(area(own, 0, 2), [["=TWICE(A1:A2)"]]);
		expect(own.engine.read(area(own, 0, 2, 2, 1))).toEqual([[2], [4]]);
		for (const name of ["PLAIN", "HIDDEN_", "ARROW"]) expect(cells(own, `=${name}()`)).toBe("#NAME?");
	});

	it("get scalars bare, ranges as tables, empty cells as text, dates as Date, and nothing as undefined", () => {
		own.type(area(own, 0, 4, 2, 1), [["2026-01-02"], [null]]);
		expect(cells(own, "=KIND(A1)")).toBe('["number","undefined"]');
		expect(cells(own, "=KIND(E1:E2, A1:A1)")).toBe('[[["2026-01-01T15:00:00.000Z"],["empty"]],"number"]');
	});

	it("may answer with a date, and with nothing that a cell cannot show", () => {
		own.type(area(own, 0, 4), [["2026-01-02"]]);
		expect(cells(own, "=DAY(E1)")).toBe(46025);
		for (const kind of ["nan", "object", "flat", "ragged", "infinite", "fn"])
			expect(cells(own, `=BAD("${kind}")`)).toBe("#ERROR!");
	});

	it("show an error for what they throw, and for writing", () => {
		expect(cells(own, "=FAILS()")).toBe("#ERROR!");
		expect(cells(own, "=WRITES()")).toBe("#ERROR!");
	});
});

describe("people", () => {
	it("see the menus that onOpen makes, and a failed onOpen makes none", () => {
		const own = hostWith({
			code: `function onOpen(e) { const ui = SpreadsheetApp.getUi(); ui.createMenu("見込み").addItem("更新", "refresh").addSeparator().addSubMenu(ui.createMenu("more").addItem("x", "y")).addToUi(); }`,
		});
		expect(own.open()).toEqual([
			{
				caption: "見込み",
				items: [
					{ label: "更新", functionName: "refresh" },
					{ label: "" },
					{ label: "more", items: [{ label: "x", functionName: "y" }] },
				],
			},
		]);
		expect(own.open()).toHaveLength(1);
		own.dispose();
		const broken = hostWith({
			code: "const ui = ScriptApp.getProjectTriggers(); function onOpen() { SpreadsheetApp.getUi().createMenu('x').addItem('a', 'b').addToUi(); }",
		});
		expect(broken.open()).toEqual([]);
		expect(broken.console[0]).toContain("You do not have permission to call ScriptApp.getProjectTriggers");
		broken.dispose();
	});

	it("are asked, toasted at, and answer", () => {
		host.answer = ({ kind }) => (kind === "prompt" ? { button: "OK", text: "花子" } : { button: "NO" });
		expect(
			probe(
				host,
				`const ui = SpreadsheetApp.getUi(); book.toast("done", "見込み");
				return [ui.alert("t", "q", ui.ButtonSet.YES_NO) === ui.Button.NO, ui.prompt("name?").getResponseText()]`,
				"menu",
			),
		).toEqual([true, "花子"]);
		expect(host.questions.slice(-2)).toEqual([
			{ kind: "alert", title: "t", text: "q", buttons: "YES_NO" },
			{ kind: "prompt", title: "", text: "name?", buttons: "OK" },
		]);
		expect(host.toasts).toEqual(["done"]);
	});

	it("select cells, and watch what happens", () => {
		const events: HostEvent["type"][] = [];
		const stop = host.onEvent((event) => events.push(event.type));
		host.select(area(host, 4, 2, 2, 1));
		expect(
			probe(
				host,
				"return [book.getActiveRange().getA1Notation(), sheet.getActiveCell().getRow()]",
				"sidebar",
			),
		).toEqual(["C5:C6", 5]);
		probe(host, 'sheet.getRange("T1").setValue(1)');
		host.advance(1);
		stop();
		expect(new Set(events)).toEqual(new Set(["busy", "mutation", "clock"]));
	});

	it("edit through the page, and the script hears of it", () => {
		const own = hostWith({
			code: "function onEdit(e) { console.log(e.range.getA1Notation(), e.value, e.user.getEmail()); }",
		});
		let seen: { id: string; params: unknown } | null = null;
		const stop = own.onEvent((event) => {
			if (event.type === "mutation" && event.mutation.id.includes("set-range-values")) seen = event.mutation;
		});
		probe(own, 'sheet.getRange("B2").setValue(1)');
		stop();
		expect(seen).not.toBe(null);
		const { id, params } = seen as unknown as {
			id: string;
			params: { cellValue: Record<string, Record<string, { v: unknown }>> };
		};
		const cell = params.cellValue["1"]?.["1"];
		if (cell) cell.v = 7;
		own.handEdit(id, params, "rep@example.com", "page-1");
		expect(own.console).toEqual(["B2 7 rep@example.com"]);
		own.dispose();
	});

	it("cannot load a project that does not parse", () => {
		const own = hostWith({ code: "function ok() {} import x from 'y';" });
		expect(own.run("ok", { kind: "menu" })).toMatchObject({ ok: false, name: "SyntaxError" });
		own.dispose();
	});
});
