import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Host } from "../../src/host/contract";
import { attempt, hostWith, NOON, probe, refusal } from "./host-fixture";

let host: Host;
beforeAll(() => {
	host = hostWith({ users: ["owner@example.com", "rep@example.com"] });
});
afterAll(() => host.dispose());

describe("properties", () => {
	it("hold strings only, chain, and say null for what is missing", () => {
		expect(
			probe(
				host,
				`const p = PropertiesService.getScriptProperties(); p.setProperty("a", "1").setProperties({ b: "2" });
				const seen = [p.getProperty("a"), p.getProperty("none"), p.getKeys().sort(), p.getProperties()];
				p.setProperties({ c: "3" }, true); return [...seen, p.getKeys()]`,
			),
		).toEqual(["1", null, ["a", "b"], { a: "1", b: "2" }, ["c"]]);
		expect(refusal(host, 'PropertiesService.getScriptProperties().setProperty("a", 1)')).toBe(
			"The parameters (String,number) don't match the method signature for PropertiesService.Properties.setProperty.",
		);
	});

	it("refuse a number among many values", () => {
		expect(refusal(host, "PropertiesService.getScriptProperties().setProperties({ a: 1 })")).toContain(
			"don't match",
		);
	});

	it("take 9 KB a value and 500 KB a store", () => {
		const set = (key: string, size: number) =>
			`PropertiesService.getDocumentProperties().setProperty("${key}", "x".repeat(${size}))`;
		expect(attempt(host, set("a", 9216)).ok).toBe(true);
		expect(refusal(host, set("a", 9217))).toBe("Argument too large: value");
		expect(refusal(host, `for (let i = 0; i < 60; i++) ${set("k", 9000).replace('"k"', '"k" + i')}`)).toBe(
			"You have exceeded the property storage quota. Please remove some properties and try again.",
		);
	});

	it("of a user are that user's own", () => {
		probe(
			host,
			'PropertiesService.getUserProperties().setProperty("u", "rep")',
			"sidebar",
			"rep@example.com",
		);
		expect(probe(host, 'return PropertiesService.getUserProperties().getProperty("u")')).toBe(null);
	});
});

describe("the cache", () => {
	it("forgets on the host's clock", () => {
		probe(
			host,
			'CacheService.getScriptCache().put("k", 5); CacheService.getScriptCache().put("long", "v", 21600)',
		);
		const read = 'const c = CacheService.getScriptCache(); return [c.get("k"), c.get("long")]';
		expect(probe(host, read)).toEqual(["5", "v"]);
		host.advance(600_000);
		expect(probe(host, read)).toEqual([null, "v"]);
	});

	it("refuses long keys and values", () => {
		expect(refusal(host, 'CacheService.getScriptCache().put("k", "x".repeat(102401))')).toBe(
			"Argument too large: value",
		);
		expect(refusal(host, 'CacheService.getScriptCache().put("", "x")')).toBe("Invalid argument: key");
		expect(attempt(host, 'CacheService.getScriptCache().put("k".repeat(251), "x")').ok).toBe(false);
		expect(attempt(host, 'CacheService.getScriptCache().put("k".repeat(250), "x".repeat(102400))').ok).toBe(
			true,
		);
	});
});

describe("locks", () => {
	it("are three, know their holder, and end with the run", () => {
		expect(
			probe(
				host,
				"const l = LockService.getScriptLock(); const a = l.tryLock(0), b = l.tryLock(0); return [a, b, l.hasLock(), LockService.getDocumentLock().hasLock()]",
			),
		).toEqual([true, true, true, false]);
		expect(probe(host, "return LockService.getScriptLock().tryLock(0)")).toBe(true);
	});

	it("wait on the host's clock for somebody else, and then give up", () => {
		host.holdLock("script");
		const before = host.now();
		expect(probe(host, "return LockService.getScriptLock().tryLock(3000)")).toBe(false);
		expect(host.now() - before).toBe(3000);
		expect(refusal(host, "LockService.getScriptLock().waitLock(10)")).toBe(
			"Lock timeout: another process was holding the lock for too long.",
		);
		expect(probe(host, "return LockService.getDocumentLock().tryLock(0)")).toBe(true);
		host.releaseLock("script");
		expect(probe(host, "return LockService.getScriptLock().tryLock(-1)")).toBe(false);
	});

	it("are lost while a question is open", () => {
		expect(
			probe(
				host,
				'const l = LockService.getDocumentLock(); l.waitLock(1); SpreadsheetApp.getUi().alert("?"); return l.hasLock()',
				"menu",
			),
		).toBe(false);
	});
});

describe("triggers", () => {
	const create = (plan: string) => `ScriptApp.newTrigger("probe").timeBased().${plan}.create()`;

	it.each([
		"everyHours(3)",
		"everyHours(0)",
		"everyHours(1.5)",
		"everyMinutes(2)",
		"atHour(3)",
		"everyHours(1).everyDays(1)",
	])("refuse %s", (plan) => {
		expect(attempt(host, create(plan)).ok).toBe(false);
	});

	it("take any whole hour where the host says so", () => {
		const lax = hostWith({ anyEveryHours: true });
		expect(attempt(lax, create("everyHours(3)")).ok).toBe(true);
		expect(attempt(lax, create("everyHours(2.5)")).ok).toBe(false);
		lax.dispose();
	});

	it("know no function that is not there, and are 20 at most", () => {
		expect(refusal(host, 'ScriptApp.newTrigger("nobody").timeBased().everyHours(1).create()')).toBe(
			"Script function not found: nobody",
		);
		expect(refusal(host, `for (let i = 0; i < 21; i++) ${create("everyHours(1)")}`)).toBe(
			"This script has too many triggers. Triggers must be deleted from the script before more can be added.",
		);
		probe(host, "ScriptApp.getProjectTriggers().forEach((t) => ScriptApp.deleteTrigger(t))");
		expect(host.triggers()).toEqual([]);
	});

	it("are seen and deleted by their maker alone", () => {
		probe(host, create("everyDays(1).atHour(6)"), "menu", "rep@example.com");
		expect(probe(host, "return ScriptApp.getProjectTriggers().length")).toBe(0);
		expect(host.triggers()[0]?.user).toBe("rep@example.com");
		probe(
			host,
			"ScriptApp.getProjectTriggers().forEach((t) => ScriptApp.deleteTrigger(t))",
			"menu",
			"rep@example.com",
		);
		expect(host.triggers()).toEqual([]);
	});

	it("fire in order on the virtual clock, as their maker, with the event Google describes", () => {
		const own = hostWith({
			users: ["owner@example.com", "rep@example.com"],
			code: `function hourly(e) { return { at: Date.now(), who: Session.getEffectiveUser().getEmail(), e: e }; }
				function daily() { return Date.now(); }
				function install() { ScriptApp.newTrigger("hourly").timeBased().everyHours(1).create(); ScriptApp.newTrigger("daily").timeBased().everyDays(1).atHour(13).nearMinute(30).create(); }`,
		});
		own.run("install", { kind: "menu", user: "rep@example.com" });
		const runs = own.advance(2 * 3_600_000);
		expect(runs.map(({ trigger, result }) => [trigger.handler, result.ok])).toEqual([
			["hourly", true],
			["daily", true],
			["hourly", true],
		]);
		const [first, second] = runs.map(({ result }) => (result.ok ? result.value : null));
		expect(first).toMatchObject({
			at: NOON + 3_600_000,
			who: "rep@example.com",
			e: {
				authMode: "FULL",
				year: 2026,
				month: 11,
				"day-of-month": 21,
				"day-of-week": 6,
				hour: 4,
				timezone: "UTC",
			},
		});
		expect(second).toBe(NOON + 1.5 * 3_600_000);
		own.dispose();
	});

	it("of a sheet fire for a person's edits only", () => {
		const own = hostWith({
			code: `function onEdit(e) { e.source.getSheets()[0].getRange("Z1").setValue(e.range.getA1Notation() + ":" + e.value + ":" + e.oldValue + ":" + e.authMode + ":" + Session.getActiveUser().getEmail()); }
				function changed(e) { console.log(e.changeType, e.authMode, e.triggerUid.length > 0); }
				function install() { ScriptApp.newTrigger("changed").forSpreadsheet(SpreadsheetApp.getActive()).onChange().create(); }`,
		});
		own.run("install", { kind: "menu" });
		const sheet = own.engine.sheets()[0]?.id ?? "";
		own.type({ sheet, row: 0, column: 0, rows: 1, columns: 1 }, [["5"]]);
		own.type({ sheet, row: 0, column: 0, rows: 1, columns: 1 }, [["6"]]);
		expect(own.engine.read({ sheet, row: 0, column: 25, rows: 1, columns: 1 })).toEqual([
			["A1:6:5:LIMITED:"],
		]);
		expect(own.console).toEqual(["EDIT FULL true", "EDIT FULL true"]);
		own.dispose();
	});
});

describe("Session and Utilities", () => {
	it("formats dates by Java's letters in any zone", () => {
		expect(
			probe(
				host,
				`const d = new Date(Date.UTC(2026, 0, 4, 16, 5, 6, 7)); const f = (z, p) => Utilities.formatDate(d, z, p);
				return [f("Asia/Tokyo", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX"), f("America/New_York", "EEE, d MMM yy h:mm a z"), f("GMT+9", "u D w YYYY Z"), f("UTC", "EEEE MMMM ''yy''")]`,
			),
		).toEqual([
			"2026-01-05T01:05:06.007+09:00",
			"Sun, 4 Jan 26 11:05 AM EST",
			"1 5 2 2026 +0900",
			"Sunday January '26'",
		]);
		expect(refusal(host, 'Utilities.formatDate("2026", "UTC", "yyyy")')).toBe(
			"The parameters (String,String,String) don't match the method signature for Utilities.formatDate.",
		);
	});

	it("parses dates and throws on what does not fit", () => {
		expect(
			probe(
				host,
				'const p = Utilities.parseDate; return [p("2026/1/5 9:30", "Asia/Tokyo", "yyyy/MM/dd HH:mm"), p("5 Jan 2026", "UTC", "d MMM yyyy"), p("20260105", "UTC", "yyyyMMdd")].map((d) => d.toISOString())',
			),
		).toEqual(["2026-01-05T00:30:00.000Z", "2026-01-05T00:00:00.000Z", "2026-01-05T00:00:00.000Z"]);
		expect(attempt(host, 'Utilities.parseDate("x", "UTC", "yyyy")').ok).toBe(false);
	});

	it("digests, encodes, sleeps and makes ids", () => {
		const before = host.now();
		expect(
			probe(
				host,
				`const hex = (bytes) => bytes.map((b) => (b & 255).toString(16).padStart(2, "0")).join(""); Utilities.sleep(1500);
				return [hex(Utilities.computeDigest(Utilities.DigestAlgorithm.MD5, "abc")), hex(Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, "あ", Utilities.Charset.UTF_8)).slice(0, 8),
				Utilities.base64Encode("見込み", Utilities.Charset.UTF_8), Utilities.newBlob(Utilities.base64Decode("6KaL6L6844G/")).getDataAsString(), Utilities.getUuid().length,
				Utilities.parseCsv('a,"b,""c"""\\n1,'), Utilities.formatString("%03d|%s|%.1f", 7, "x", 1.25)]`,
			),
		).toEqual([
			"900150983cd24fb0d6963f7d28e17f72",
			"dc5a4d3d",
			"6KaL6L6844G/",
			"見込み",
			36,
			[
				["a", 'b,"c"'],
				["1", ""],
			],
			"007|x|1.3",
		]);
		expect(host.now() - before).toBe(1500);
		expect(refusal(host, 'Utilities.sleep("rubbish")')).toContain("Cannot convert");
	});

	it("knows the user where there is one, and nobody in simple triggers and cells", () => {
		const who =
			"return [Session.getActiveUser().getEmail(), Session.getEffectiveUser().getEmail(), Session.getActiveUserLocale(), Session.getScriptTimeZone()]";
		expect(probe(host, who, "sidebar", "rep@example.com")).toEqual([
			"rep@example.com",
			"rep@example.com",
			"ja",
			"Asia/Tokyo",
		]);
		expect(probe(host, who, "simple", "rep@example.com")).toEqual(["", "", "ja", "Asia/Tokyo"]);
		expect(probe(host, "return Session.getActiveUser().getEmail()", "custom-function")).toBe("");
	});
});

describe("pages", () => {
	it("come from files, with scriptlets only where a template is evaluated", () => {
		const own = hostWith({
			files: {
				"side.html": "<b><?= name ?></b><?!= include('css') ?><? for (let i = 0; i < 2; i++) { ?>x<? } ?>",
				"css.html": "<style></style>",
			},
			code: `function include(name) { return HtmlService.createHtmlOutputFromFile(name).getContent(); }
				function show() { const t = HtmlService.createTemplateFromFile("side"); t.name = "<見込み>"; SpreadsheetApp.getUi().showSidebar(t.evaluate().setTitle("T"));
				SpreadsheetApp.getUi().showModalDialog(HtmlService.createHtmlOutputFromFile("side.html").setWidth(300), "M"); }`,
		});
		expect(own.run("show", { kind: "menu" })).toMatchObject({ ok: true });
		expect(own.dialogs).toEqual([
			{
				kind: "sidebar",
				title: "T",
				html: "<b>&lt;見込み&gt;</b><style></style>xx",
				width: null,
				height: null,
			},
			{
				kind: "modal",
				title: "M",
				html: expect.stringContaining("<?= name ?>") as unknown,
				width: 300,
				height: null,
			},
		]);
		expect(refusal(own, 'HtmlService.createHtmlOutputFromFile("none")')).toBe(
			"No HTML file named none was found.",
		);
		own.dispose();
	});
});
