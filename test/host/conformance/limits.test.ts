/** PLATFORM section 2: limits. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Host } from "../../../src/host/contract";
import { area, attempt, hostWith, probe, refusal } from "../host-fixture";

let host: Host;
beforeAll(() => {
	host = hostWith();
});
afterAll(() => host.dispose());

describe("time", () => {
	it("fact 19: 6 minutes a run, 30 seconds a simple trigger or custom function", () => {
		for (const kind of ["menu", "trigger", "sidebar"] as const) {
			expect(attempt(host, "Utilities.sleep(300000); Utilities.sleep(60000)", kind).ok).toBe(true);
			expect(attempt(host, "Utilities.sleep(300000); Utilities.sleep(60001)", kind).ok).toBe(false);
		}
		for (const kind of ["simple", "custom-function"] as const) {
			expect(attempt(host, "Utilities.sleep(30000)", kind).ok).toBe(true);
			expect(attempt(host, "Utilities.sleep(30001)", kind).ok).toBe(false);
		}
	});

	it("fact 19: with measured costs the calls themselves use the time up", () => {
		const own = hostWith({ costs: "measured" });
		expect(attempt(own, "sheet.getLastRow()").durationMs).toBe(160);
		expect(attempt(own, 'sheet.getRange("A1:Z1000").getValues()').durationMs).toBe(868);
		expect(attempt(own, 'sheet.getRange("A1:Z250").setValue(1)').durationMs).toBe(1080);
		expect(attempt(own, 'sheet.getRange("A:Z").setBackground("#ffffff")').durationMs).toBe(81);
		expect(attempt(own, 'sheet.getRange("A1").offset(0, 0).getA1Notation()').durationMs).toBe(0);
		expect(attempt(own, "for (let i = 0; i < 2250; i++) sheet.getLastRow()").ok).toBe(true);
		expect(refusal(own, "for (let i = 0; i < 2251; i++) sheet.getLastRow()")).toBe(
			"Exceeded maximum execution time",
		);
		expect(attempt(own, "for (let i = 0; i < 188; i++) sheet.getLastRow()", "simple").ok).toBe(false);
		own.dispose();
	});

	it("fact 20: the end cannot be caught, and nothing after it counts", () => {
		expect(
			refusal(
				host,
				'try { for (;;) Utilities.sleep(300000); } catch (e) { sheet.getRange("A1").setValue("caught"); } finally { sheet.getRange("A2").setValue("finally"); }',
			),
		).toBe("Exceeded maximum execution time");
		expect(probe(host, 'return sheet.getRange("A1:A2").getValues()')).toEqual([[""], [""]]);
	});

	it("fact 29: sleep takes 300,000 ms at most", () => {
		expect(attempt(host, "Utilities.sleep(300000)").ok).toBe(true);
		expect(attempt(host, "Utilities.sleep(300001)").ok).toBe(false);
	});
});

describe("stores", () => {
	const properties = "PropertiesService.getScriptProperties()";

	it("fact 23: 9 KB a property, 500 KB a store", () => {
		expect(refusal(host, `${properties}.setProperty("a", "x".repeat(9217))`)).toBe(
			"Argument too large: value",
		);
		expect(
			refusal(host, `for (let i = 0; i < 60; i++) ${properties}.setProperty("k" + i, "x".repeat(9000))`),
		).toBe("You have exceeded the property storage quota. Please remove some properties and try again.");
	});

	it("fact 23: a consumer account reads and writes 50,000 properties a day", () => {
		const own = hostWith({ quotas: "consumer" });
		const read = (times: number) =>
			`const p = ${properties}; for (let i = 0; i < ${times}; i++) p.getProperty("a");`;
		expect(attempt(own, read(50_000)).ok).toBe(true);
		expect(refusal(own, read(1))).toBe("Service invoked too many times: properties.");
		own.advance(86_400_000);
		expect(attempt(own, read(1)).ok).toBe(true);
		own.dispose();
	});

	it("fact 24: a cache key has 250 characters, a value 102,400 bytes", () => {
		const put = (key: string, value: string) => `CacheService.getScriptCache().put(${key}, ${value})`;
		expect(attempt(host, put('"k".repeat(250)', '"x".repeat(102400)')).ok).toBe(true);
		expect(refusal(host, put('"k"', '"x".repeat(102401)'))).toBe("Argument too large: value");
		expect(attempt(host, put('"k".repeat(251)', '"x"')).ok).toBe(false);
		for (const key of ["null", '""']) expect(refusal(host, put(key, '"x"'))).toBe("Invalid argument: key");
	});

	it("fact 25: it forgets after 600 s, drops the oldest 100 above 1,000, and keeps everything as text", () => {
		const cache = "const c = CacheService.getScriptCache();";
		expect(
			probe(
				host,
				`${cache} c.put("n", 5); c.put("o", { a: 1 }); c.put("z", null); c.put("gone", "x", -1); return [c.get("n"), c.get("o"), c.get("z"), c.get("gone")]`,
			),
		).toEqual(["5", "[object Object]", "null", null]);
		host.advance(600_000);
		expect(probe(host, `${cache} return c.get("n")`)).toBe(null);
		expect(
			probe(
				host,
				`${cache} c.removeAll(["n", "o", "z", "gone", "k".repeat(250)]); for (let i = 0; i < 1001; i++) c.put("i" + i, i, 21600); return [c.get("i0"), c.get("i99"), c.get("i100"), c.get("i1000")]`,
			),
		).toEqual([null, null, "100", "1000"]);
	});
});

describe("sheets and services", () => {
	it("fact 26: 10,000,000 cells, 50,000 characters a cell, 18,278 columns", () => {
		expect(refusal(host, "sheet.insertRowsAfter(1000, 400000)")).toBe(
			"This action would increase the number of cells in the workbook above the limit of 10000000 cells.",
		);
		const long = "Your input contains more than the maximum of 50000 characters in a single cell.";
		expect(refusal(host, 'sheet.getRange("B1").setValue("x".repeat(50001))')).toBe(long);
		expect(() => host.type(area(host, 0, 1), [["x".repeat(50_001)]])).toThrow(long);
		expect(attempt(host, "sheet.deleteRows(2, 999); sheet.insertColumnsAfter(26, 18253)").ok).toBe(false);
		expect(attempt(host, "sheet.insertColumnsAfter(26, 18252)").ok).toBe(true);
	});

	it("fact 28: a quota that a test uses up reaches the script as Google's exception", () => {
		const own = hostWith();
		own.beforeCall = (call) => {
			if (call.name === "Sheet.getLastRow")
				throw new Error("Service invoked too many times in a short time: Spreadsheets.");
		};
		expect(probe(own, "try { sheet.getLastRow(); } catch (e) { return [e.name, e.message]; }")).toEqual([
			"Exception",
			"Service invoked too many times in a short time: Spreadsheets.",
		]);
		own.dispose();
	});
});
