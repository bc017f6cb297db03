import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { CellValue, Host, HostOptions } from "../../src/host/contract";
import { DIST } from "../global-setup";
import { freshWorkbook, NOON, serial, Workbook } from "./bench";

const HOUR = 3_600_000;

/** A workbook in daily use: set up, refreshed, turned on. */
const saved = (() => {
	const book = freshWorkbook();
	book.run("refreshNow");
	book.run("turnOnRefresh");
	return book.host.save();
})();

function healthy(options: Partial<HostOptions> = {}): Workbook {
	return new Workbook({ state: saved, ...options });
}

function diagnosis(book: Workbook, user?: string): string {
	return book.run("diagnose", [], user).message;
}

/** The place of a column's cell in the row of a tab whose `key` column holds `word`. */
function put(
	book: Workbook,
	table: string,
	key: string,
	word: string,
	column: string,
	value: CellValue,
): void {
	const sheet = book.tab(table);
	const { engine } = book.host;
	const columns = book.columns(sheet);
	const { rows } = engine.extent(sheet);
	const words = engine.read({ sheet, row: 0, column: columns.get(key) ?? 0, rows, columns: 1 });
	const row = words.findIndex(([cell]) => cell === word);
	if (row < 0) throw new Error(`no ${word}`);
	engine.write({ sheet, row, column: columns.get(column) ?? 0, rows: 1, columns: 1 }, [[value]]);
}

/** The built add-on with another manifest, or with a line in front of its code. */
function distWith({ zone, line = "" }: { zone?: string; line?: string }): string {
	const dist = mkdtempSync(join(tmpdir(), "mikomi-diagnosis-"));
	cpSync(DIST, dist, { recursive: true });
	const manifest = JSON.parse(readFileSync(join(dist, "appsscript.json"), "utf8")) as Record<string, unknown>;
	if (zone !== undefined) manifest["timeZone"] = zone;
	writeFileSync(join(dist, "appsscript.json"), JSON.stringify(manifest));
	writeFileSync(join(dist, "Code.js"), `${line}\n${readFileSync(join(DIST, "Code.js"), "utf8")}`);
	return dist;
}

function deleteColumn(book: Workbook, table: string, column: string): void {
	const sheet = book.tab(table);
	book.host.engine.deleteColumns(sheet, book.columns(sheet).get(column) ?? -1, 1);
}

/** Marks as "duplicate this tab" or "copy this column" leave them. */
function addMark(book: Workbook, sheet: string, key: string, value: string, column?: number): void {
	const state = JSON.parse(book.host.save()) as { metadata?: unknown };
	expect(state).toBeDefined();
	throw new Error(`${sheet} ${key} ${value} ${column}`);
}

describe("diagnostics", () => {
	it("says in one sentence that all is well", () => {
		const book = healthy();
		expect(book.run("diagnose")).toEqual({ ok: true, message: "問題は見つかりませんでした。" });
		expect(book.host.questions.at(-1)).toMatchObject({
			title: "Mikomi 診断",
			text: "問題は見つかりませんでした。",
			buttons: "OK",
		});
	});
});
