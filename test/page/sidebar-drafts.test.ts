/** Drafts where the browser lends the page its storage: the built page by itself, its calls answered by the host. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshWorkbook, serial, type Workbook } from "../addon/bench";
import { launch, withoutBrowser } from "../browser";
import { DIST } from "../global-setup";

const ADDRESS = "http://sidebar.test/";
const SOON = { timeout: 30_000 };
/** `google.script.run` with the host behind it. */
const BRIDGE = `(() => {
	const run = (success, failure) => new Proxy({}, {
		get: (_, name) => name === "withSuccessHandler" ? (next) => run(next, failure)
			: name === "withFailureHandler" ? (next) => run(success, next)
			: (...args) => window.callHost(name, args).then(success, failure),
	});
	window.google = { script: { run: run() } };
})();`;

describe.skipIf(withoutBrowser())("a draft in the browser's storage", () => {
	let book: Workbook;
	let browser: Browser;
	let context: BrowserContext;
	let isCut = false;
	const saves: string[] = [];

	beforeAll(async () => {
		book = freshWorkbook();
		book.add("leads", [{ created_at: serial("2026-11-02"), name: "山田 健太", email: "a@example.co.jp" }]);
		book.run("refreshNow");
		const html = readFileSync(join(DIST, "sidebar.html"), "utf8");
		const page = html.replace("<head>", () => `<head><script>${BRIDGE}</script>`);
		browser = await launch();
		context = await browser.newContext({ viewport: { width: 300, height: 800 } });
		await context.route(`${ADDRESS}**`, (route) =>
			route.fulfill({ contentType: "text/html; charset=utf-8", body: page }),
		);
		await context.exposeFunction("callHost", (name: string, args: unknown[]) => {
			if (name === "sidebarRow") return book.rows("leads")[0]?.["id"];
			if (name === "sidebarSave") saves.push((args[0] as { saveId: string }).saveId);
			if (isCut && name === "sidebarSave") throw new Error("no connection");
			const result = book.host.run(name, { kind: "sidebar", args });
			if (!result.ok) throw new Error(result.message);
			return result.value;
		});
		book.host.run("sidebarMe", { kind: "sidebar", args: ["佐藤"] });
	}, 120_000);
	afterAll(async () => {
		await browser?.close();
		book?.host.dispose();
	});

	async function open(): Promise<Page> {
		const page = await context.newPage();
		await page.goto(ADDRESS);
		await page.locator("article").waitFor(SOON);
		return page;
	}
	const action = (page: Page) => page.locator("#action");

	it("comes back in the next page, and is asked to be kept nowhere else", async () => {
		const first = await open();
		await action(first).fill("電話する");
		await first.reload();
		await first.getByText("前回の下書きを戻しました").waitFor(SOON);
		expect(await action(first).inputValue()).toBe("電話する");
		await first.getByRole("button", { name: "破棄" }).click();
		expect(await action(first).inputValue()).toBe("");
		await first.reload();
		await first.locator("article").waitFor(SOON);
		expect(await action(first).inputValue()).toBe("");
		expect(await first.evaluate("Object.keys(localStorage).filter((key) => key.includes('draft'))")).toEqual(
			[],
		);
		await first.close();
	});

	it("of a page that is still open stays with that page", async () => {
		const first = await open();
		await action(first).fill("電話する");
		const second = await open();
		expect(await action(second).inputValue()).toBe("");
		await action(first).fill("");
		await first.close();
		await second.close();
	});

	it("holds a save that had no answer: it is sent again with its id, and written once", async () => {
		const page = await open();
		isCut = true;
		saves.length = 0;
		await action(page).fill("見積もりを送る");
		await page.keyboard.press("Control+Enter");
		await page.getByText("未保存 1件").waitFor(SOON);
		isCut = false;
		await page.reload();
		await expect.poll(() => book.rows("leads")[0]?.["next_action"], SOON).toBe("見積もりを送る");
		expect(new Set(saves).size).toBe(1);
		expect(saves.length).toBeGreaterThan(1);
	});

	it("single keys that were turned off stay off", async () => {
		const page = await open();
		await page.keyboard.press("?");
		await page.getByRole("checkbox", { name: "1文字のキーを使う" }).click();
		await page.reload();
		await page.locator("article").waitFor(SOON);
		await page.keyboard.press("1");
		expect(await page.locator("#company-in").isChecked()).toBe(false);
	});
});
