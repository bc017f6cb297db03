/** A small add-on that uses everything the page has to show, served to a real browser. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import type { CellInput, Host } from "../../src/host/contract";
import { type RunningServer, startServer } from "../../src/host/server";
import { launch } from "../browser";
import { area, hostWith } from "./host-fixture";

const CODE = `
function onOpen() {
  const ui = SpreadsheetApp.getUi();
  ui.createMenu("見込み")
    .addItem("サイドバーを開く", "openSidebar")
    .addSeparator()
    .addItem("グラフを作る", "makeChart")
    .addItem("消してよいか尋ねる", "askFirst")
    .addItem("失敗する", "fail")
    .addSubMenu(ui.createMenu("自動更新").addItem("有効にする", "turnOn"))
    .addToUi();
}
/**
 * Doubles a column.
 * @customfunction
 */
function DOUBLED(values) { return values.map(function (row) { return [row[0] * 2]; }); }
function openSidebar() {
  SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutputFromFile("sidebar").setTitle("見込み"));
}
function greet(person) {
  return { text: person.name + "さん", at: SpreadsheetApp.getActiveRange().getA1Notation() };
}
function refuse() { throw new Error("見出しがありません"); }
function makeChart() {
  const sheet = SpreadsheetApp.getActiveSheet();
  const chart = sheet.newChart().setChartType(Charts.ChartType.COMBO).addRange(sheet.getRange("A1:C4"))
    .setNumHeaders(1).setPosition(2, 6, 0, 0).setOption("title", "受注額 <b>と</b> 目標")
    .setOption("width", 480).setOption("height", 280)
    .setOption("series", { 0: { type: "bars" }, 1: { type: "line", color: "#5f6368" } }).build();
  sheet.insertChart(chart);
  SpreadsheetApp.getActive().toast("グラフを作りました", "見込み");
}
function askFirst() {
  const ui = SpreadsheetApp.getUi();
  const said = ui.alert("確認", "消しますか", ui.ButtonSet.YES_NO);
  const prompt = ui.prompt("理由", ui.ButtonSet.OK_CANCEL);
  SpreadsheetApp.getActiveSheet().getRange("E9").setValue((said === ui.Button.YES) + " " + prompt.getResponseText());
}
function fail() { throw new Error("設定がありません"); }
function turnOn() { ScriptApp.newTrigger("tick").timeBased().everyHours(1).create(); }
function tick() {
  // Due every second time only.
  const store = PropertiesService.getScriptProperties();
  const turn = Number(store.getProperty("turn") || 0) + 1;
  store.setProperty("turn", String(turn));
  if (turn % 2 === 1) return;
  const cell = SpreadsheetApp.getActive().getSheets()[0].getRange("E1");
  cell.setValue(Number(cell.getValue()) + 1);
}
`;

const SIDEBAR = `<!doctype html><html><head><base target="_top"></head><body>
<p id="answer">-</p>
<button id="greet">greet</button><button id="refuse">refuse</button><button id="date">date</button>
<button id="many">many</button><button id="close">close</button>
<script>
const answer = document.getElementById("answer");
const say = (text) => { answer.textContent = text; };
document.getElementById("greet").onclick = () => google.script.run
  .withSuccessHandler((value, extra) => say(value.text + " " + value.at + " " + extra))
  .withUserObject("(" + typeof google.script.run.hidden_ + ")").greet({ name: "山田" });
document.getElementById("refuse").onclick = () => google.script.run
  .withFailureHandler((error) => say(error instanceof Error ? error.message : "no error")).refuse();
document.getElementById("date").onclick = () => {
  try { google.script.run.greet(new Date()); } catch (error) { say(error.message); }
};
document.getElementById("many").onclick = () => {
  let done = 0;
  for (let i = 0; i < 25; i++) google.script.run.withSuccessHandler(() => say(String(++done))).greet({ name: "x" });
};
document.getElementById("close").onclick = () => google.script.host.close();
</script></body></html>`;

export interface Stage {
	readonly host: Host;
	readonly browser: Browser;
	readonly page: Page;
	readonly server: RunningServer;
	readonly lines: string[];
	readonly statePath: string;
	/** Requests that left the machine, and errors of the page. */
	readonly outside: string[];
	readonly errors: string[];
	close(): Promise<void>;
}

export function fill(
	host: Host,
	row: number,
	column: number,
	cells: readonly (readonly CellInput[])[],
): void {
	host.engine.write(area(host, row, column, cells.length, cells[0]?.length ?? 0), cells);
	host.engine.flush();
}

export async function setStage(
	options: { lang?: "ja" | "en"; questions?: "page" | "host" } = {},
): Promise<Stage> {
	const host = hostWith({ code: CODE, files: { "sidebar.html": SIDEBAR } });
	fill(host, 0, 0, [
		["月", "受注額", "目標"],
		["9月", 1200000, 1500000],
		["10月", 1800000, 1500000],
		["11月", 900000, 1500000],
		["合計", { formula: "=SUM(B2:B4)" }, null],
	]);
	fill(host, 6, 0, [[{ formula: "=DOUBLED(B2:B4)" }]]);
	host.engine.setStyle(area(host, 1, 1, 4, 2), { numberFormat: "¥#,##0" });
	const lines: string[] = [];
	const statePath = join(mkdtempSync(join(tmpdir(), "mikomi-page-")), "state.json");
	const server = await startServer({ host, port: 0, statePath, log: (line) => lines.push(line), ...options });
	const browser = await launch();
	const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: "ja-JP" });
	let closed = false;
	const outside: string[] = [];
	const errors: string[] = [];
	page.on("request", (request) => {
		const url = request.url();
		if (!url.startsWith(server.url) && !/^(data|blob|about):/.test(url)) outside.push(url);
	});
	page.on("pageerror", (error) => errors.push(error.message));
	await open(page, server.url);
	return {
		host,
		browser,
		page,
		server,
		lines,
		statePath,
		outside,
		errors,
		async close() {
			if (closed) return;
			closed = true;
			await browser.close();
			await server.close();
			host.dispose();
		},
	};
}

export async function open(page: Page, url: string): Promise<void> {
	await page.goto(url);
	await page.waitForFunction("window.__mikomi");
	await page.evaluate("window.__mikomi.ready");
}

export function shown(page: Page, sheet: string, a1: string): Promise<string> {
	return page.evaluate(`window.__mikomi.cell(${JSON.stringify(sheet)}, ${JSON.stringify(a1)})`);
}

export async function select(page: Page, sheet: string, a1: string): Promise<void> {
	await page.evaluate(`window.__mikomi.select(${JSON.stringify(sheet)}, ${JSON.stringify(a1)})`);
}

export async function runMenuItem(page: Page, functionName: string): Promise<void> {
	await page.getByTestId("menu-button").click();
	await page.locator(`[data-function=${functionName}]`).click();
}
