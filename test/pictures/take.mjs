/**
 * Takes README's pictures from the local Sheets with its sample: node test/pictures/take.mjs
 * Needs Chromium; the environment variable CHROMIUM names one that is not /usr/bin/chromium.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { smallPng } from "./small-png.mjs";

const CARDS = [
	["産業展 来場者リスト", "", "", "", "", ""],
	["取引先名", "ご担当者", "部署・役職", "メアド", "TEL", "ランク"],
	["株式会社髙﨑工業", "佐々木 修", "設備課長", "sasaki@takasaki.example.co.jp", "027-000-0001", "A"],
	["ひかり電機㈱", "伊藤 恵", "購買部長", "ito@hikari.example.co.jp", "090-0000-0002", "B"],
	["みどり物流(株)", "鈴木 花子", "主任", "suzuki@midori.example.co.jp", "06-0000-0003", "A"],
];

const here = dirname(fileURLToPath(import.meta.url));
const state = mkdtempSync(join(tmpdir(), "mikomi-pictures-"));
const sheets = spawn(
	process.execPath,
	["src/build/start.mjs", "--fresh", "--as-of", "2026-11-20", "--port", "0", "--state", state],
	{ cwd: join(here, "../.."), stdio: ["ignore", "pipe", "inherit"] },
);
const address = await new Promise((found, failed) => {
	sheets.stdout.once("data", (line) => found(String(line).trim()));
	sheets.once("exit", () => failed(new Error("The local Sheets did not start.")));
});
const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
	args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
	// Date fields follow the browser's own language (on Debian: chromium-l10n).
	env: { ...process.env, LANGUAGE: "ja" },
});

try {
	const page = await browser.newPage({ viewport: { width: 1440, height: 960 }, locale: "ja-JP" });
	await page.goto(address);
	await page.waitForFunction("window.__mikomi");
	await page.evaluate("window.__mikomi.ready");

	const choose = async (item) => {
		await page.getByTestId("menu-button").click();
		await page.locator(`[data-function=${item}]`).click();
	};
	/** Until the script has ended and its last message is gone. */
	const settle = async () => {
		await page.waitForTimeout(1500);
		await page.waitForFunction("!document.querySelector('[data-testid=busy], [data-testid=toast]')");
		await page.waitForTimeout(500);
	};
	const take = async (name, what = page) => {
		await page.mouse.move(720, 20);
		await page.waitForTimeout(500);
		writeFileSync(join(here, name), await smallPng(page, await what.screenshot()));
	};

	// Conditional colours come a little after the cells.
	await page.waitForTimeout(6000);
	await take("dashboard-ja.png");

	await page.evaluate('window.__mikomi.goto("データ診断")');
	await page.setViewportSize({ width: 1440, height: 800 });
	await page.waitForTimeout(3000);
	await take("health-ja.png");

	// A file of the kind that exhibitions hand out, its columns found.
	await page.getByTestId("menu-button").click();
	await page.locator("[role=menuitem][aria-haspopup]").hover();
	await page.locator("[data-function=openImport]").click();
	const dialog = page.frameLocator("[data-testid=dialog-frame]");
	await dialog.locator("input[type=file]").setInputFiles({
		name: "cards.csv",
		mimeType: "text/csv",
		buffer: Buffer.from(CARDS.map((line) => line.join(",")).join("\r\n")),
	});
	await dialog.locator("#encoding").waitFor();
	await dialog.locator("footer button").last().click();
	await dialog.locator("#head-row").waitFor();
	await settle();
	await take("tidy-up-ja.png", page.getByTestId("dialog"));
	await page.getByTestId("dialog-close").click();

	// A hot lead with a promise that is overdue, its own columns beside the frozen ones.
	const cell = (a1) => page.evaluate(`window.__mikomi.cell("リード", "${a1}")`);
	let row = 2;
	while ((await cell(`N${row}`)) !== "A1" || !(await cell(`R${row}`)).includes("過ぎた約束")) row++;
	await page.setViewportSize({ width: 1440, height: 860 });
	for (const a1 of [`BD${row + 9}`, `K${row}`, `Q${row}`]) {
		await page.evaluate(`window.__mikomi.select("リード", "${a1}")`);
	}
	const sidebar = page.frameLocator("[data-testid=sidebar-frame]");
	await choose("openSidebar");
	await sidebar.locator("#me").selectOption(await cell(`L${row}`));
	await sidebar.locator(".card button").click();
	await settle();
	// Opened again it knows the rep, and the queue is the rep's own.
	await page.getByTestId("sidebar-close").click();
	await choose("openSidebar");
	await sidebar.locator(".timeline").waitFor();
	await settle();
	await take("leads-ja.png");

	// The first lead of the queue while the rep judges it, most of the sidebar at once.
	await sidebar.locator(".bar button").click();
	await sidebar.locator(".timeline").waitFor();
	await page.setViewportSize({ width: 1440, height: 1302 });
	for (const key of ["4", "r"]) await page.keyboard.press(key);
	await page.keyboard.type("選定の責任者");
	for (const key of ["Enter", "w"]) await page.keyboard.press(key);
	await take("sidebar-ja.png", page.getByTestId("sidebar"));
} finally {
	await browser.close();
	sheets.kill("SIGINT");
	await new Promise((ended) => sheets.once("exit", ended));
	rmSync(state, { recursive: true, force: true });
}
