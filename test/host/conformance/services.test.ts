/** PLATFORM section 6: other services, Ui, events. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Host } from "../../../src/host/contract";
import { area, attempt, hostWith, probe, refusal } from "../host-fixture";

const users = ["owner@example.com", "rep@example.com", "guest@elsewhere.com"];
let host: Host;
beforeAll(() => {
	host = hostWith({
		users,
		code: `function echo(x) { return x; }
			function hidden_() { return 1; }
			const tools = { inner() { return 1; } };
			function answers(kind) { return { date: { rows: [[new Date()]] }, map: new Map(), pattern: /x/, fn: { f() {} }, service: [SpreadsheetApp.getActive()], undef: undefined, promise: Promise.resolve(5) }[kind]; }`,
	});
});
afterAll(() => host.dispose());

const client = (name: string, ...args: unknown[]) => host.run(name, { kind: "sidebar", args });

describe("locks", () => {
	const lock = "const l = LockService.getScriptLock();";

	it("fact 108: tryLock(0) works, a negative wait takes nothing, waitLock says that it timed out", () => {
		expect(probe(host, `${lock} return [l.tryLock(-1), l.hasLock(), l.tryLock(0), l.tryLock(-1)]`)).toEqual([
			false,
			false,
			true,
			true,
		]);
		host.holdLock("script");
		for (const wait of [-100, 10])
			expect(refusal(host, `${lock} l.waitLock(${wait})`)).toBe(
				"Lock timeout: another process was holding the lock for too long.",
			);
		host.releaseLock("script");
	});

	it("fact 109: a question loses them, and so does the end of the run", () => {
		expect(
			probe(host, `${lock} l.waitLock(1); SpreadsheetApp.getUi().alert("?"); return l.hasLock()`, "menu"),
		).toBe(false);
		probe(host, `${lock} l.waitLock(1)`);
		expect(probe(host, `${lock} return l.tryLock(0)`)).toBe(true);
	});

	it("fact 110: document, script and user locks know nothing of each other; a user lock is one user's", () => {
		host.holdLock("document");
		host.holdLock("user", "owner@example.com");
		expect(
			probe(
				host,
				"return [LockService.getDocumentLock(), LockService.getScriptLock(), LockService.getUserLock()].map((l) => l.tryLock(0))",
				"menu",
				"rep@example.com",
			),
		).toEqual([false, true, true]);
		host.releaseLock("document");
		host.releaseLock("user", "owner@example.com");
	});
});

describe("what is remembered and who asks", () => {
	it("fact 111: properties are strings; a missing one is null; setProperties may delete the others", () => {
		const p = "PropertiesService.getDocumentProperties()";
		expect(
			probe(host, `return ${p}.setProperty("a", "1").setProperties({ b: "2" }, true).getProperties()`),
		).toEqual({
			b: "2",
		});
		expect(probe(host, `return ${p}.getProperty("a")`)).toBe(null);
		for (const bad of ['setProperty("a", 1)', "setProperties({ a: 1 })"])
			expect(refusal(host, `${p}.${bad}`)).toContain("don't match the method signature");
	});

	it("fact 112: nobody in simple triggers and cells, the maker in a trigger, and perhaps no guest", () => {
		const who = "return [Session.getActiveUser().getEmail(), Session.getEffectiveUser().getEmail()]";
		for (const kind of ["simple", "custom-function"] as const)
			expect(probe(host, who, kind, "rep@example.com")).toEqual(["", ""]);
		expect(probe(host, who, "trigger", "rep@example.com")).toEqual(["rep@example.com", "rep@example.com"]);
		const guest = "guest@elsewhere.com";
		expect(probe(host, who, "sidebar", guest)).toEqual([guest, guest]);
		const other = hostWith({ users, readings: { otherDomainEmail: "empty" } });
		expect(probe(other, who, "sidebar", guest)).toEqual(["", guest]);
		expect(probe(other, who, "sidebar", "rep@example.com")).toEqual(["rep@example.com", "rep@example.com"]);
		other.dispose();
		const poor = hostWith({ scopes: ["spreadsheets.currentonly"] });
		expect(refusal(poor, "Session.getEffectiveUser()")).toBe(
			"Specified permissions are not sufficient to call Session.getEffectiveUser. Required permissions: https://www.googleapis.com/auth/userinfo.email",
		);
		poor.dispose();
	});

	it("fact 113: dates are formatted by Java's letters, digests are ASCII unless told, wrong types throw", () => {
		expect(probe(host, 'return Utilities.formatDate(new Date(0), "Asia/Tokyo", "yyyy-MM-dd HH:mm")')).toBe(
			"1970-01-01 09:00",
		);
		expect(refusal(host, 'Utilities.formatDate("2026-01-01", "UTC", "yyyy")')).toContain(
			"don't match the method signature",
		);
		expect(attempt(host, 'Utilities.parseDate("rubbish", "UTC", "yyyy")').ok).toBe(false);
		expect(refusal(host, 'Utilities.sleep("rubbish")')).toContain("Cannot convert");
		expect(
			probe(
				host,
				'const d = (...a) => Utilities.computeDigest(Utilities.DigestAlgorithm.MD5, ...a).join(); return [d("あ") === d("?"), d("あ") === d("あ", Utilities.Charset.UTF_8)]',
			),
		).toEqual([true, false]);
	});
});

describe("pages", () => {
	it("fact 114: the title comes from setTitle, not from the file", () => {
		const own = hostWith({ files: { "page.html": "<html><head><title>file</title></head></html>" } });
		const show = (more: string) =>
			`SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutputFromFile("page")${more})`;
		probe(own, `${show("")}; ${show('.setTitle("set")')}`, "menu");
		expect(own.dialogs.map(({ title }) => title)).toEqual(["", "set"]);
		own.dispose();
	});

	it("fact 115: scriptlets run in evaluated templates only, and a missing file is named", () => {
		const own = hostWith({ files: { "page.html": "<?= 1 + 1 ?>" } });
		expect(
			probe(
				own,
				'return [HtmlService.createHtmlOutputFromFile("page").getContent(), HtmlService.createTemplateFromFile("page.html").evaluate().getContent()]',
			),
		).toEqual(["<?= 1 + 1 ?>", "2"]);
		expect(refusal(own, 'HtmlService.createTemplateFromFile("none")')).toBe(
			"No HTML file named none was found.",
		);
		own.dispose();
	});

	it("fact 116: only plain values go to the server; undefined arrives as null", () => {
		for (const bad of [
			new Date(),
			new Map(),
			new Set(),
			/x/,
			() => 1,
			new Uint8Array(1),
			{ deep: [new Date()] },
		])
			expect(client("echo", bad)).toMatchObject({
				message: expect.stringContaining("Failed due to illegal value in property") as unknown,
			});
		expect(client("echo", undefined)).toMatchObject({ value: null });
		expect(client("echo", { a: [1, "x", true, null] })).toMatchObject({ value: { a: [1, "x", true, null] } });
	});

	it("fact 117: a result that Google would spoil in silence fails aloud", () => {
		expect(client("answers", "date")).toMatchObject({
			message:
				"The result holds a Date at result.rows[0][0]: google.script.run would hand null to the page. Send text.",
		});
		for (const kind of ["map", "pattern", "fn", "service"])
			expect(client("answers", kind).ok, kind).toBe(false);
		expect([client("answers", "undef"), client("answers", "promise")]).toMatchObject([
			{ value: null },
			{ value: 5 },
		]);
	});

	it("fact 119: only top-level declarations without a trailing _ can be called", () => {
		for (const name of ["hidden_", "tools.inner", "tools", "nobody"])
			expect(client(name)).toMatchObject({ message: `Script function not found: ${name}` });
		expect(client("echo", 1)).toMatchObject({ value: 1 });
	});
});

describe("authorisation", () => {
	const menu = "SpreadsheetApp.getUi().createMenu('m').addItem('a', 'b').addToUi();";

	it("fact 120: what needs permission at the top or in onOpen leaves no menu", () => {
		for (const [code, mode] of [
			[`ScriptApp.getProjectTriggers(); function onOpen() { ${menu} }`, "LIMITED"],
			[`function onOpen() { ScriptApp.getProjectTriggers(); ${menu} }`, "LIMITED"],
			[`const p = PropertiesService.getScriptProperties(); function onOpen() { ${menu} }`, "NONE"],
			[`const b = SpreadsheetApp.getActive(); function onOpen() { ${menu} }`, "NONE"],
			[`function onOpen() { Session.getActiveUser().getEmail(); ${menu} }`, "NONE"],
		] as const) {
			const own = hostWith({ code, onOpenAuthMode: mode });
			expect(own.open(), code).toEqual([]);
			expect(own.console[0]).toContain("You do not have permission to call");
			own.dispose();
		}
		for (const mode of ["LIMITED", "NONE"] as const) {
			const own = hostWith({ code: `function onOpen(e) { ${menu} }`, onOpenAuthMode: mode });
			expect(own.open()).toHaveLength(1);
			own.dispose();
		}
	});

	it("fact 120: LIMITED reads the document and properties, and shows no sidebar", () => {
		expect(
			attempt(
				host,
				'sheet.getRange("A1").getValue(); PropertiesService.getDocumentProperties().getKeys()',
				"simple",
			).ok,
		).toBe(true);
		for (const call of ["showSidebar(H)", 'showModalDialog(H, "t")'])
			expect(
				refusal(
					host,
					`const H = HtmlService.createHtmlOutput("x"); SpreadsheetApp.getUi().${call}`,
					"simple",
				),
			).toContain("https://www.googleapis.com/auth/script.container.ui");
	});
});

describe("people", () => {
	it("fact 121: there is no Ui in a trigger, not even at the top of the file", () => {
		const text = "Cannot call SpreadsheetApp.getUi() from this context.";
		expect(refusal(host, "SpreadsheetApp.getUi()", "trigger")).toBe(text);
		const own = hostWith({ code: "const ui = SpreadsheetApp.getUi(); function tick() {}" });
		expect(own.run("tick", { kind: "trigger" })).toMatchObject({ message: text });
		own.dispose();
	});

	it("fact 122: onInstall never runs in a bound script, and a menu item names its function", () => {
		const own = hostWith({
			code: "function onInstall() { console.log('installed'); } function onOpen() { console.log('opened'); }",
		});
		own.open();
		expect(own.console).toEqual(["opened"]);
		expect(refusal(own, "SpreadsheetApp.getUi().createMenu('m').addItem('a', () => 1)", "menu")).toContain(
			"don't match the method signature",
		);
		own.dispose();
	});

	it("fact 123: a box that is closed answers CLOSE", () => {
		host.answer = () => ({ button: "CLOSE" });
		expect(
			probe(
				host,
				'const ui = SpreadsheetApp.getUi(); const p = ui.prompt("t", "q", ui.ButtonSet.OK_CANCEL); return [ui.alert("a") === ui.Button.CLOSE, p.getSelectedButton() === ui.Button.CLOSE, p.getResponseText()]',
				"menu",
			),
		).toEqual([true, true, ""]);
		host.answer = () => ({ button: "OK" });
	});

	it("fact 124: an edit tells value and oldValue for one cell only, and where it was", () => {
		const code = `function onEdit(e) { console.log(JSON.stringify([typeof e.value, e.value, e.oldValue, e.range.rowStart, e.range.rowEnd, e.range.columnStart, e.range.columnEnd, e.source.getId().length, e.user.getEmail()])); }`;
		const own = hostWith({ users, code });
		own.type(area(own, 1, 2), [["5"]], "rep@example.com");
		own.type(area(own, 1, 2), [["x"]], "rep@example.com");
		own.type(area(own, 1, 2), [[null]], "rep@example.com");
		own.type(area(own, 1, 2, 2, 1), [["a"], ["b"]], "rep@example.com");
		const place = [2, 2, 3, 3, 44, "rep@example.com"];
		expect(own.console.map((line) => JSON.parse(line) as unknown)).toEqual([
			["string", "5", null, ...place],
			["string", "x", "5", ...place],
			["undefined", null, "x", ...place],
			["undefined", null, null, 2, 3, 3, 3, 44, "rep@example.com"],
		]);
		own.dispose();
		const typed = hostWith({ code, readings: { editValue: "typed" } });
		typed.type(area(typed, 0, 0), [["5"]]);
		expect(JSON.parse(typed.console[0] ?? "[]")).toEqual(expect.arrayContaining(["number", 5]));
		typed.dispose();
	});
});
