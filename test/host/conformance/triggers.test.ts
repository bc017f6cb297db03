/** PLATFORM section 1: time triggers and other installable triggers. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Host, Mutation } from "../../../src/host/contract";
import { area, attempt, firstSheet, hostWith, NOON, probe, refusal } from "../host-fixture";

const HOUR = 3_600_000;
const users = ["owner@example.com", "rep@example.com"];
const clock = (plan: string) => `ScriptApp.newTrigger("probe").timeBased().${plan}.create();`;
const clear = "ScriptApp.getProjectTriggers().forEach((t) => ScriptApp.deleteTrigger(t));";

let host: Host;
beforeAll(() => {
	host = hostWith({ users });
});
afterAll(() => host.dispose());

describe("clock triggers", () => {
	it("fact 1: no source lists what everyHours takes, so only what every source allows is taken", () => {
		for (const hours of [1, 2, 4, 6, 8, 12])
			expect(attempt(host, clock(`everyHours(${hours})`)).ok).toBe(true);
		probe(host, clear);
	});

	it("fact 2: code in wide use calls everyHours with any whole number: the other reading lets it", () => {
		const other = hostWith({ readings: { everyHours: "any" } });
		for (const hours of [3, 5, 24]) expect(attempt(other, clock(`everyHours(${hours})`)).ok).toBe(true);
		other.dispose();
	});

	it("fact 3: under either reading hours are whole and at least 1, and three of them need the other one", () => {
		expect(refusal(host, clock("everyHours(3)"))).toContain("everyHours was invalid");
		for (const readings of [{ everyHours: "dialog" }, { everyHours: "any" }] as const) {
			const own = hostWith({ readings });
			for (const hours of ["0", "-1", "2.5"])
				expect(refusal(own, clock(`everyHours(${hours})`))).toContain("everyHours was invalid");
			own.dispose();
		}
	});

	it("fact 4: everyMinutes takes 1, 5, 10, 15 or 30", () => {
		expect(refusal(host, clock("everyMinutes(2)"))).toBe(
			"The value you passed to everyMinutes was invalid. It must be one of 1, 5, 10, 15 or 30.",
		);
		for (const minutes of [1, 5, 10, 15, 30]) probe(host, clock(`everyMinutes(${minutes})`));
		probe(host, clear);
	});

	it("fact 5: atHour and nearMinute need a frequency, and fire within their hour", () => {
		expect(attempt(host, clock("atHour(5)")).ok).toBe(false);
		expect(attempt(host, clock("everyHours(1).nearMinute(5)")).ok).toBe(false);
		probe(host, clock("everyDays(1).atHour(5)"));
		const next = host.triggers()[0]?.nextAt ?? 0;
		expect(new Date(next + 9 * HOUR).getUTCHours()).toBe(5);
		host.advance(next - host.now());
		expect((host.triggers()[0]?.nextAt ?? 0) - next).toBe(24 * HOUR);
		probe(host, clear);
	});

	it("fact 6: a one-shot trigger fires once and stays listed", () => {
		const own = hostWith();
		probe(
			own,
			`${clock("after(1000)")}${clock("at(new Date(Date.now() + 2000))")}${clock("atDate(2026, 11, 22)")}`,
		);
		expect(own.advance(48 * HOUR)).toHaveLength(3);
		expect(own.advance(48 * HOUR)).toEqual([]);
		expect(own.triggers()).toHaveLength(3);
		own.dispose();
	});

	it("fact 7: the zone is the script's unless inTimezone names another, and a bad name throws", () => {
		expect(attempt(host, clock('everyDays(1).atHour(5).inTimezone("Asia/Nowhere")')).ok).toBe(false);
		probe(host, clock('everyDays(1).atHour(5).inTimezone("America/New_York")'));
		expect(new Date((host.triggers()[0]?.nextAt ?? 0) - 5 * HOUR).getUTCHours()).toBe(5);
		probe(host, clear);
	});

	it("fact 8: a user may have 20 triggers in a script", () => {
		expect(refusal(host, `for (let i = 0; i < 21; i++) ${clock("everyHours(1)")}`)).toBe(
			"This script has too many triggers. Triggers must be deleted from the script before more can be added.",
		);
		expect(host.triggers()).toHaveLength(20);
		expect(attempt(host, clock("everyHours(1)"), "menu", "rep@example.com").ok).toBe(true);
		probe(host, clear);
		probe(host, clear, "menu", "rep@example.com");
	});

	it("fact 9: triggers of a consumer account run 90 minutes a day in all, of a Workspace account 6 hours", () => {
		for (const [quotas, full] of [
			["consumer", 18],
			["workspace", 24],
		] as const) {
			const own = hostWith({
				quotas,
				code: "function slow() { Utilities.sleep(300000); } function install() { ScriptApp.newTrigger('slow').timeBased().everyHours(1).create(); }",
			});
			own.run("install", { kind: "menu" });
			const runs = own.advance(24 * HOUR - 1).concat(own.advance(1));
			expect(runs.filter(({ result }) => result.ok)).toHaveLength(full);
			const refused = runs.flatMap(({ result }) => (result.ok ? [] : [result.message]));
			expect(new Set(refused)).toEqual(
				new Set(quotas === "consumer" ? ["Service using too much computer time for one day."] : []),
			);
			expect(own.advance(2 * HOUR).at(-1)?.result.ok).toBe(true);
			own.dispose();
		}
	});

	it("fact 14: the time event counts in UTC, months from 1 and days of the week from Monday", () => {
		const own = hostWith({
			code: "function tick(e) { return e; } function install() { ScriptApp.newTrigger('tick').timeBased().everyHours(1).create(); }",
		});
		own.run("install", { kind: "menu" });
		expect(own.advance(HOUR)[0]?.result).toMatchObject({
			value: {
				authMode: "FULL",
				...{ year: 2026, month: 11, "day-of-month": 21, "day-of-week": 6, hour: 4, minute: 0, second: 0 },
				timezone: "UTC",
				triggerUid: own.triggers()[0]?.id,
			},
		});
		own.dispose();
	});

	it("fact 15: a trigger's function must be there when it is made (strict) and when it fires", () => {
		expect(refusal(host, 'ScriptApp.newTrigger("nobody").timeBased().everyHours(1).create()')).toBe(
			"Script function not found: nobody",
		);
		const lax = hostWith({ readings: { triggerFunction: "checked when it fires" } });
		probe(lax, 'ScriptApp.newTrigger("nobody").timeBased().everyHours(1).create()');
		expect(lax.advance(HOUR)[0]?.result).toMatchObject({ message: "Script function not found: nobody" });
		lax.dispose();
	});

	it("fact 16: menu items and triggers may name a method, google.script.run may not", () => {
		const own = hostWith({
			code: "const menu = { refresh() { return this === menu; } }; function install() { ScriptApp.newTrigger('menu.refresh').timeBased().everyHours(1).create(); }",
		});
		expect(own.run("menu.refresh", { kind: "menu" })).toMatchObject({ value: true });
		expect(own.run("menu.refresh", { kind: "sidebar" })).toMatchObject({
			message: "Script function not found: menu.refresh",
		});
		own.run("install", { kind: "menu" });
		expect(own.advance(HOUR)[0]?.result).toMatchObject({ value: true });
		own.dispose();
	});

	it("fact 18: triggers need script.scriptapp", () => {
		const own = hostWith({ scopes: ["spreadsheets.currentonly"] });
		for (const call of ["ScriptApp.newTrigger('probe')", "ScriptApp.getProjectTriggers()"])
			expect(refusal(own, call)).toContain("https://www.googleapis.com/auth/script.scriptapp");
		own.dispose();
	});
});

describe("whose trigger fires, and for what", () => {
	const code = `function who(e) { console.log(Session.getEffectiveUser().getEmail(), e.changeType || e.range.getA1Notation()); }
		function install() { ScriptApp.newTrigger("who").forSpreadsheet(SpreadsheetApp.getActive()).onEdit().create(); }
		function installChange() { ScriptApp.newTrigger("who").forSpreadsheet(SpreadsheetApp.getActive()).onChange().create(); }
		function writes() { SpreadsheetApp.getActive().getRange("A1").setValue(1); SpreadsheetApp.getActiveSheet().insertRowBefore(1); }`;

	it("fact 10: it runs as its maker, and as many times as people installed it", () => {
		const own = hostWith({ users, code });
		for (const user of users) own.run("install", { kind: "menu", user });
		own.type(area(own, 0, 0), [[1]], "rep@example.com");
		expect(own.console).toEqual(["owner@example.com A1", "rep@example.com A1"]);
		expect(probe(own, "return ScriptApp.getProjectTriggers().length")).toBe(1);
		expect(probe(own, "return ScriptApp.getUserTriggers(book).length", "menu", "rep@example.com")).toBe(1);
		own.dispose();
	});

	it("fact 11: what a script edits fires nothing", () => {
		const own = hostWith({ code: `${code} function onEdit(e) { console.log("simple"); }` });
		own.run("install", { kind: "menu" });
		own.run("installChange", { kind: "menu" });
		own.run("writes", { kind: "menu" });
		expect(own.console).toEqual([]);
		own.type(area(own, 4, 4), [[1]]);
		expect(own.console).toEqual(["simple", "owner@example.com E5", "owner@example.com EDIT"]);
		own.dispose();
	});

	it("fact 127: rows, columns, tabs and looks that a person changes come as changes of their own type", () => {
		const changes: readonly (readonly [string, string])[] = [
			["sheet.insertRowBefore(2)", "INSERT_ROW"],
			["sheet.insertColumnBefore(2)", "INSERT_COLUMN"],
			["sheet.deleteRow(2)", "REMOVE_ROW"],
			["sheet.deleteColumn(2)", "REMOVE_COLUMN"],
		];
		for (const [body, type] of changes) {
			const own = hostWith({ code });
			own.run("installChange", { kind: "menu" });
			const seen: Mutation[] = [];
			const pattern = /insert-row|insert-col|remove-rows|remove-col/;
			const stop = own.onEvent((event) => {
				if (event.type === "mutation" && pattern.test(event.mutation.id)) seen.push(event.mutation);
			});
			probe(own, body);
			stop();
			const [mutation] = seen;
			expect(mutation, body).toBeDefined();
			if (mutation) own.handEdit(mutation.id, mutation.params, "rep@example.com", "page");
			expect(own.console).toContain(`owner@example.com ${type}`);
			own.dispose();
		}
		const own = hostWith({ code });
		own.run("installChange", { kind: "menu" });
		const bold = {
			unitId: "workbook",
			subUnitId: firstSheet(own),
			cellValue: { 0: { 0: { s: { bl: 1 } } } },
			trigger: "sheet.command.set-style",
		};
		own.handEdit("sheet.mutation.set-range-values", bold, "rep@example.com", "page");
		expect(own.console).toEqual(["owner@example.com FORMAT"]);
		own.dispose();
	});
});

describe("what a run may do", () => {
	it("fact 13: e.authMode is LIMITED in simple triggers, FULL elsewhere, NONE where nothing is enabled", () => {
		const code = `function onOpen(e) { console.log("open", e.authMode); }
			function onEdit(e) { console.log("edit", e.authMode); }
			function installed(e) { console.log("installed", e.authMode); }
			function install() { ScriptApp.newTrigger("installed").forSpreadsheet(SpreadsheetApp.getActive()).onOpen().create(); }`;
		const own = hostWith({ code });
		own.run("install", { kind: "menu" });
		own.open();
		own.type(area(own, 0, 0), [[1]]);
		expect(own.console).toEqual(["open LIMITED", "installed FULL", "edit LIMITED"]);
		own.dispose();
		const fresh = hostWith({ code, onOpenAuthMode: "NONE" });
		fresh.open();
		expect(fresh.console).toEqual(["open NONE"]);
		fresh.dispose();
	});

	it("fact 17: a simple trigger has 30 seconds, no other file, and selections have one of their own", () => {
		expect(refusal(host, "Utilities.sleep(30001)", "simple")).toBe("Exceeded maximum execution time");
		expect(refusal(host, 'SpreadsheetApp.openById("x")', "simple")).toBe(
			"You do not have permission to call SpreadsheetApp.openById. Required permissions: https://www.googleapis.com/auth/spreadsheets",
		);
		const own = hostWith({
			now: NOON,
			code: "function onSelectionChange(e) { console.log(e.range.getA1Notation(), e.authMode); }",
		});
		own.select(area(own, 1, 2));
		expect(own.console).toEqual(["C2 LIMITED"]);
		own.dispose();
	});
});
