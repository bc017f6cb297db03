import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { buildCheck } from "../../src/build/build-check.mjs";
import type { Host, HostOptions } from "../../src/host/contract";
import { createHost } from "../../src/host/host";

const TAB = "Mikomi check";
const MINUTE = 60_000;

interface Line {
	readonly fact: string;
	readonly name: string;
	readonly result: string;
	readonly value: string;
}

let dist: string;
let host: Host;
let lines: readonly Line[];
/** Name of the tab that a new spreadsheet has. */
let first: string | undefined;

/** The rows of the report, as a person reads them. */
function report(): string[][] {
	const sheet = host.engine.sheets().find(({ name }) => name === TAB);
	if (sheet === undefined) throw new Error("no report");
	const { rows, columns } = host.engine.extent(sheet.id);
	return host.engine.readDisplay({ sheet: sheet.id, row: 0, column: 0, rows, columns });
}

/** English, so that the texts of refusals are compared too. */
function newHost(options: Partial<HostOptions> = {}): Host {
	return createHost({ dist, userLocale: "en", now: Date.UTC(2026, 10, 21, 3), ...options });
}

function run(where: Host): readonly Line[] {
	const result = where.run("runChecks", { kind: "menu" });
	if (!result.ok) throw new Error(`${result.message}\n${result.stack}`);
	return (result.value as { lines: readonly Line[] }).lines;
}

const failing = (all: readonly Line[]) =>
	all.filter(({ result }) => result === "FAIL" || result === "not run");

beforeAll(async () => {
	dist = mkdtempSync(join(tmpdir(), "mikomi-contract-"));
	await buildCheck({ outdir: dist });
	host = newHost();
	first = host.engine.sheets()[0]?.name;
	lines = run(host);
});

describe("the contract with Google Sheets, on the local Sheets", () => {
	it("holds in every check that passes or fails", () => {
		expect(failing(lines)).toEqual([]);
		expect(lines.filter(({ result }) => result === "pass").length).toBeGreaterThan(50);
	});

	it("records what is open, and measures", () => {
		expect(lines.filter(({ result }) => result === "seen").length).toBeGreaterThan(25);
		expect(lines.filter(({ result }) => result === "measured").map(({ name }) => name)).toEqual([
			"read",
			"write and flush",
			"one cell written, then one read",
			"one cell written and flushed",
			"one property read",
			"data.html read",
			"compiling and evaluating dist/Code.js",
		]);
	});

	it("holds where refusals come late, for a Japanese reader, and within the six minutes of measured calls", () => {
		expect(failing(run(newHost({ lateErrors: true, userLocale: "ja", costs: "measured" })))).toEqual([]);
	});

	it("fails where the sheet is another one", () => {
		const broken = newHost();
		broken.beforeCall = ({ name }) => {
			if (name === "Sheet.sort") throw new Error("Service error: Spreadsheets");
		};
		expect(failing(run(broken)).map(({ fact, value }) => [fact, value])).toEqual([
			["92", "Service error: Spreadsheets"],
		]);
	});

	it("removes the tabs of a run that was killed", () => {
		const again = newHost();
		again.engine.insertSheet("Mikomi scratch 7", 1, 10, 10);
		expect(failing(run(again))).toEqual([]);
		expect(again.engine.sheets()).toHaveLength(2);
	});

	it("writes one row for each line and leaves no tab of its own but the report", () => {
		const rows = report();
		expect(rows[0]).toEqual(["Fact", "Check", "Result", "Seen"]);
		expect(rows.slice(1, 1 + lines.length).map(([fact, name, result]) => ({ fact, name, result }))).toEqual(
			lines.map(({ fact, name, result }) => ({ fact, name, result })),
		);
		expect(host.engine.sheets().map(({ name }) => name)).toEqual([TAB, first]);
	});

	it("records an edit by hand", () => {
		const sheet = host.engine.sheets().find(({ name }) => name === TAB);
		const row = report().findIndex(([fact]) => fact === "124");
		host.type({ sheet: sheet?.id ?? "", row, column: 3, rows: 1, columns: 1 }, [["2026-11-21"]]);
		expect(report()[row]?.[4]).toMatch(/^value string .*, oldValue undefined, cell Date 2026-/);
	});

	it("adds what a time trigger sees, once", () => {
		const before = report().length;
		expect(host.advance(3 * MINUTE).map(({ result }) => result.ok)).toEqual([true]);
		expect(host.advance(60 * MINUTE)).toEqual([]);
		expect(host.triggers()).toEqual([]);
		expect(
			report()
				.slice(before)
				.map(([fact]) => fact),
		).toEqual(["131", "107", "121", "14", "6"]);
	});
});
