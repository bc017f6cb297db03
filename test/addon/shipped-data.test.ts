import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DIST } from "../global-setup";
import { freshWorkbook, Workbook } from "./bench";
import { leadOf, saveOf, serverOf, TEAM } from "./desk-bench";

const READ = /HtmlService\.createHtmlOutputFromFile\((\w+)\)/g;

/** The built add-on in a folder of its own. */
function copyOfDist(): string {
	const dist = mkdtempSync(join(tmpdir(), "mikomi-data-"));
	cpSync(DIST, dist, { recursive: true });
	return dist;
}

/** The add-on that says on the console which file it reads: calls of cells stand in no log. */
function talkativeDist(): string {
	const dist = copyOfDist();
	const file = join(dist, "Code.js");
	const code = readFileSync(file, "utf8");
	// The other place opens the sidebar.
	const places = code.match(READ) ?? [];
	if (places.length !== 1) throw new Error(`Code.js reads files in one place, not ${places.length}`);
	writeFileSync(
		file,
		code.replace(READ, (call, name) => `(console.log("reads",${name}),${call})`),
	);
	return dist;
}
const book = freshWorkbook({ dist: talkativeDist() });
book.add("leads", TEAM);
book.run("refreshNow");
const state = book.host.save();
const server = serverOf(book);

/** How often the files were read meanwhile, each by its name. */
function readsOf(act: () => unknown): { data: number; later: number } {
	const before = book.host.console.length;
	act();
	const lines = book.host.console.slice(before);
	const count = (name: string) => lines.filter((line) => line.includes(`reads ${name}`)).length;
	return { data: count("data"), later: count("later") };
}

const reads = (act: () => unknown): number => readsOf(act).data;

const cell = (formula: string): unknown => book.host.evaluate(formula)[0]?.[0];

describe("data.html", () => {
	it.each(["refreshNow", "setUp"])("is read once by %s", (name) => {
		expect(reads(() => book.run(name))).toBe(1);
	});

	it.each([
		['=TITLE_RANK("部長")', 60],
		['=INDUSTRY_SEGMENT("車載部品")', "自動車"],
		['=EMAIL_KIND("a@gmail.com")', "free"],
		['=PHONE_FORMAT("0312345678")', "03-1234-5678"],
		['=CORPORATE_NUMBER_CHECK("7123456789012")', "OK"],
		["=LEAD_SCORE('リード'!A1:AM2,'活動'!A1:N2,'スコア表'!A1:Q8,DATE(2026,11,20))", 30],
	])("is read once by a cell with %s", (formula, answer) => {
		expect(reads(() => expect(cell(formula)).toBe(answer))).toBe(1);
	});

	it.each([
		['=EMPLOYEE_BAND("約300名")', "300-999"],
		['=PHONE_FORMAT("09012345678")', "090-1234-5678"],
		["=REQUIRED_LEADS(30,20,1)", 600],
	])("is not read by a cell with %s", (formula, answer) => {
		expect(reads(() => expect(cell(formula)).toBe(answer))).toBe(0);
	});

	it("is not read by what a rep waits for: open, row, queue, history", () => {
		const lead = leadOf(book, server, "有田");
		expect(reads(() => server.sidebarOpen())).toBe(0);
		expect(reads(() => server.sidebarRow())).toBe(0);
		expect(reads(() => server.sidebarQueue())).toBe(0);
		expect(reads(() => server.sidebarHistory(lead.id))).toBe(0);
	});

	it("is read at most once for a lead, whose title hints at the role", () => {
		const lead = leadOf(book, server, "千葉");
		expect(reads(() => server.sidebarLead(lead.id))).toBeLessThanOrEqual(1);
		const save = saveOf(lead, { next_action: "見積を送る" });
		expect(reads(() => expect(server.sidebarSave(save).state).toBe("saved"))).toBeLessThanOrEqual(1);
	});

	it("is not read by the menu, before anybody allowed anything", () => {
		expect(reads(() => book.host.run("onOpen", { kind: "simple", args: [{}] }))).toBe(0);
	});
});

describe("later.html", () => {
	it.each(["refreshNow", "setUp", "diagnose"])("is read once by %s", (name) => {
		expect(readsOf(() => book.run(name)).later).toBe(1);
	});

	it("is not read by cells, the sidebar, the menu or a trigger that finds nothing due", () => {
		const { later } = readsOf(() => {
			expect(cell('=EMPLOYEE_BAND("約300名")')).toBe("300-999");
			expect(cell('=TITLE_RANK("部長")')).toBe(60);
			const lead = leadOf(book, server, "千葉");
			server.sidebarSave(saveOf(lead, { next_action: "電話" }));
			book.host.run("onOpen", { kind: "simple", args: [{}] });
			book.run("timedRefresh");
		});
		expect(later).toBe(0);
	});
});

describe.each(["data", "later"])("a %s.html that cannot be read", (file) => {
	const dist = copyOfDist();
	const path = join(dist, `${file}.html`);
	const sentence = new RegExp(`^[^\\n]*${file}\\.html を読めませんでした。[^\\n]*npm run push[^\\n]*$`);

	it.each([
		["missing", () => rmSync(path)],
		["cut off", () => writeFileSync(path, readFileSync(join(DIST, `${file}.html`), "utf8").slice(0, 1000))],
	])("gives one sentence where it is %s", (_, spoil) => {
		spoil();
		for (const [book, name] of [
			[new Workbook({ dist, state }), "refreshNow"],
			[new Workbook({ dist }), "setUp"],
		] as const) {
			const { ok, message } = book.run(name);
			expect(ok).toBe(false);
			expect(message).toMatch(sentence);
		}
	});
});
