/** The whole way in a real browser: a deal is won by hand, three hours pass, and the Dashboard says so. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fillSample } from "../../src/host/cli-load";
import { startServer } from "../../src/host/server";
import { columnLetters } from "../../src/workbook/table-layout";
import { freshWorkbook, serial, type Workbook } from "../addon/bench";
import { launch, withoutBrowser } from "../browser";

interface Handle {
	readonly ready: Promise<void>;
	cell(sheet: string, a1: string): string;
	select(sheet: string, a1: string): void;
	goto(sheet: string): void;
}
declare global {
	interface Window {
		__mikomi: Handle;
	}
}

/** Friday noon in Tokyo. */
const TODAY = "2026-11-20";
const KGI = "B5";

describe.skipIf(withoutBrowser())("a deal won by hand in the grid", () => {
	let book: Workbook;
	let browser: Browser;
	let page: Page;
	let server: Awaited<ReturnType<typeof startServer>>;

	beforeAll(async () => {
		book = freshWorkbook();
		fillSample(book.host, TODAY);
		book.run("turnOnRefresh");
		book.run("refreshNow");
		server = await startServer({
			host: book.host,
			port: 0,
			statePath: join(mkdtempSync(join(tmpdir(), "mikomi-win-")), "state.json"),
			log: () => {},
			questions: "host",
		});
		browser = await launch();
		page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
		await page.goto(server.url);
		await page.evaluate(() => window.__mikomi.ready);
	}, 120_000);

	afterAll(async () => {
		await browser?.close();
		await server?.close();
		book?.host.dispose();
	});

	const shown = (sheet: string, a1: string) =>
		page.evaluate(([name, cell]) => window.__mikomi.cell(name as string, cell as string), [sheet, a1]);

	it("raises 受注額 by exactly its amount at the next refresh", async () => {
		const deals = book.rows("deals");
		const at = deals.findIndex((deal) => deal["stage"] === "提案" && Number(deal["amount"]) % 10_000 === 0);
		const deal = deals[at];
		expect(deal).toBeDefined();
		const columns = book.columns(book.tab("deals"));
		const cell = (column: string) => `${columnLetters((columns.get(column) as number) + 1)}${at + 2}`;
		const before = Number((await shown("ダッシュボード", KGI)).replace(/,/g, ""));

		const nameBox = page.locator('[data-u-comp="defined-name"] input');
		const isStored = async (column: string, stored: unknown) => {
			for (let tries = 0; tries < 40 && book.rows("deals")[at]?.[column] !== stored; tries++)
				await page.waitForTimeout(200);
			return book.rows("deals")[at]?.[column] === stored;
		};
		/**
		 * Types into a cell once the grid says that it is selected, and waits until the host has it: only then has the
		 * selection moved on. On a busy machine the grid may not listen yet: then it is typed again, as a person would.
		 */
		const type = async (column: string, text: string, stored: unknown) => {
			for (let tries = 0; tries < 4; tries++) {
				await page.keyboard.press("Escape");
				await page.evaluate((where) => window.__mikomi.select("商談", where), cell(column));
				await expect.poll(() => nameBox.inputValue(), { timeout: 20_000 }).toBe(cell(column));
				await page.keyboard.type(text);
				await page.keyboard.press("Enter");
				if (await isStored(column, stored)) break;
			}
			expect(book.rows("deals")[at]?.[column]).toBe(stored);
		};
		await page.evaluate(() => window.__mikomi.goto("商談"));
		await type("stage", "契約", "契約");
		await type("closes_at", "2026/11/19", serial("2026-11-19"));

		const advance = page.getByTestId("advance-hour");
		for (let hour = 0; hour < 3; hour++) {
			const now = book.host.now();
			await advance.click();
			await expect.poll(() => book.host.now(), { timeout: 30_000 }).toBe(now + 3_600_000);
		}
		const expected = before + Number(deal?.["amount"]) / 10_000;
		await expect
			.poll(async () => Number((await shown("ダッシュボード", KGI)).replace(/,/g, "")), { timeout: 30_000 })
			.toBe(expected);
	}, 120_000);
});
