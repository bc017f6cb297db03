/** PLATFORM section 7: manifest, scopes, clasp. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../../../src/build/build.mjs";
import { attempt, hostWith, refusal } from "../host-fixture";

const AUTH = "https://www.googleapis.com/auth/";

describe("the manifest", () => {
	it("fact 128: Mikomi's own has a zone, V8 and no key that Google does not know", () => {
		const manifest = JSON.parse(readFileSync(join(root, "appsscript.json"), "utf8")) as Record<
			string,
			unknown
		>;
		const known =
			"timeZone runtimeVersion exceptionLogging oauthScopes dependencies executionApi webapp addOns chat sheets urlFetchWhitelist";
		expect(Object.keys(manifest).filter((key) => !known.split(" ").includes(key))).toEqual([]);
		expect(manifest).toMatchObject({ runtimeVersion: "V8", timeZone: expect.any(String) as unknown });
		expect(["NONE", "STACKDRIVER", undefined]).toContain(manifest["exceptionLogging"]);
	});

	it("fact 129: a written list replaces detection, and each missing scope fails at its call", () => {
		const own = hostWith({ scopes: [] });
		expect(refusal(own, "ScriptApp.getProjectTriggers()")).toContain(
			"Specified permissions are not sufficient",
		);
		own.dispose();
		const detected = hostWith({ scopes: null });
		expect(attempt(detected, "ScriptApp.getProjectTriggers(); sheet.getLastRow()").ok).toBe(true);
		detected.dispose();
	});

	it("fact 130: each service asks for its own scope, or for none", () => {
		const html = 'HtmlService.createHtmlOutput("x")';
		const needs: readonly (readonly [string, string])[] = [
			["sheet.getRange('A1').getValue()", "spreadsheets.currentonly"],
			["book.toast('x')", "spreadsheets.currentonly"],
			["SpreadsheetApp.openById('x')", "spreadsheets"],
			["SpreadsheetApp.openByUrl('x')", "spreadsheets"],
			[`SpreadsheetApp.getUi().showSidebar(${html})`, "script.container.ui"],
			[`SpreadsheetApp.getUi().showModalDialog(${html}, 't')`, "script.container.ui"],
			[`SpreadsheetApp.getUi().showModelessDialog(${html}, 't')`, "script.container.ui"],
			["ScriptApp.getProjectTriggers()", "script.scriptapp"],
			["Session.getActiveUser()", "userinfo.email"],
		];
		const all = [
			"spreadsheets.currentonly",
			"spreadsheets",
			"script.container.ui",
			"script.scriptapp",
			"userinfo.email",
		];
		for (const [body, scope] of needs) {
			const left = all.filter(
				(each) => each !== scope && !(scope === "spreadsheets.currentonly" && each === "spreadsheets"),
			);
			const own = hostWith({ scopes: left });
			const result = own.run("probe", {
				kind: "menu",
				args: [`const book = SpreadsheetApp.getActive(), sheet = book.getActiveSheet(); ${body}`],
			});
			expect(result.ok ? body : result.message).toContain(`${AUTH}${scope}`);
			own.dispose();
		}
		const none = hostWith({ scopes: [] });
		const free =
			'PropertiesService.getScriptProperties().getKeys(); CacheService.getScriptCache().get("k"); LockService.getScriptLock().tryLock(0); HtmlService.createHtmlOutput("x"); Utilities.getUuid(); SpreadsheetApp.getUi().alert("x"); SpreadsheetApp.getUi().createMenu("m").addItem("a", "b").addToUi();';
		expect(none.run("probe", { kind: "menu", args: [free] })).toMatchObject({ ok: true });
		none.dispose();
	});

	it("fact 131: currentonly is enough for the bound file; in a time trigger that is not proven", () => {
		const body = "return SpreadsheetApp.getActive().getSheets().length";
		const run = (own: ReturnType<typeof hostWith>) => own.run("probe", { kind: "trigger", args: [body] });
		const own = hostWith({ scopes: ["spreadsheets.currentonly"] });
		expect(run(own)).toMatchObject({ value: 1 });
		own.dispose();
		const readings = { currentOnlyInTrigger: "refused" } as const;
		const doubtful = hostWith({ scopes: ["spreadsheets.currentonly"], readings });
		expect(run(doubtful)).toMatchObject({
			message: expect.stringContaining("Specified permissions are not sufficient") as unknown,
		});
		expect(attempt(doubtful, "sheet.getLastRow()", "menu").ok).toBe(true);
		doubtful.dispose();
		const full = hostWith({ scopes: ["spreadsheets"], readings });
		expect(run(full)).toMatchObject({ value: 1 });
		full.dispose();
	});

	it("fact 132: a user may grant a part only, which the script can ask about", () => {
		const rep = "rep@example.com";
		const own = hostWith({
			users: ["owner@example.com", rep],
			grants: { [rep]: ["spreadsheets.currentonly"] },
		});
		const status =
			"return [ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL).getAuthorizationStatus().toString(), ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL, ['https://www.googleapis.com/auth/spreadsheets.currentonly']).getAuthorizationStatus().toString()]";
		expect(attempt(own, status, "menu", rep)).toMatchObject({ value: ["REQUIRED", "NOT_REQUIRED"] });
		expect(attempt(own, status, "menu")).toMatchObject({ value: ["NOT_REQUIRED", "NOT_REQUIRED"] });
		expect(refusal(own, "ScriptApp.getProjectTriggers()", "menu", rep)).toContain(`${AUTH}script.scriptapp`);
		expect(attempt(own, "sheet.getLastRow()", "menu", rep).ok).toBe(true);
		const ask =
			"try { ScriptApp.requireAllScopes(ScriptApp.AuthMode.FULL); } catch (e) { return 'caught'; } return 'went on'";
		expect(refusal(own, ask, "menu", rep)).toBe("Authorization is required to perform that action.");
		expect(attempt(own, ask, "menu")).toMatchObject({ value: "went on" });
		own.dispose();
	});

	it("fact 133: .clasp.json points at the bundle and uses no old key", () => {
		const clasp = JSON.parse(readFileSync(join(root, ".clasp.json"), "utf8")) as Record<string, unknown>;
		const known =
			"scriptId projectId parentId rootDir srcDir scriptExtensions htmlExtensions jsonExtensions filePushOrder skipSubdirectories allowSymlinks";
		expect(Object.keys(clasp).filter((key) => !known.split(" ").includes(key))).toEqual([]);
		expect(clasp["rootDir"]).toBe("dist");
	});
});
