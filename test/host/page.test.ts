import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withoutBrowser } from "../browser";
import { area } from "./host-fixture";
import { fill, open, runMenuItem, type Stage, select, setStage, shown } from "./page-fixture";

/** Name of the first tab of a Japanese workbook. */
const TAB = "シート1";
const soon = { timeout: 15_000 };

describe.skipIf(withoutBrowser())("the page, in a real browser", () => {
	let stage: Stage;
	const cell = (a1: string) => expect.poll(() => shown(stage.page, TAB, a1), soon);

	beforeAll(async () => {
		stage = await setStage({ questions: "page" });
	});
	afterAll(() => stage?.close());

	test("shows values, formula results and spilled arrays as the cells format them", async () => {
		await cell("B2").toBe("¥1,200,000");
		await cell("B5").toBe("¥3,900,000");
		await cell("A8").toBe("3600000");
		await cell("A9").toBe("1800000");
	});

	test("what is typed reaches the host, and the host's result comes back", async () => {
		await select(stage.page, TAB, "B4");
		await stage.page.keyboard.type("1500000");
		await stage.page.keyboard.press("Enter");
		await cell("B5").toBe("¥4,500,000");
		await cell("A9").toBe("3000000");
		expect(stage.host.engine.read(area(stage.host, 3, 1))).toEqual([[1500000]]);
	});

	test("a typed formula is computed by the host, script functions included", async () => {
		await select(stage.page, TAB, "D2");
		await stage.page.keyboard.type("=SUM(DOUBLED(B2:B4))");
		await stage.page.keyboard.press("Enter");
		await cell("D2").toBe("9000000");
		expect(stage.host.engine.readFormulas(area(stage.host, 1, 3))).toEqual([["=SUM(DOUBLED(B2:B4))"]]);
	});

	test("undo in the page is undone in the host", async () => {
		await select(stage.page, TAB, "D6");
		await stage.page.keyboard.type("x");
		await stage.page.keyboard.press("Enter");
		await expect.poll(() => stage.host.engine.read(area(stage.host, 5, 3)), soon).toEqual([["x"]]);
		await stage.page.keyboard.press("Control+z");
		await expect.poll(() => stage.host.engine.read(area(stage.host, 5, 3)), soon).toEqual([[null]]);
	});

	test("the host's own changes show, rows and tabs included", async () => {
		fill(stage.host, 9, 4, [["host"]]);
		await cell("E10").toBe("host");
		stage.host.engine.insertRows(area(stage.host, 0, 0).sheet, 8, 2);
		await cell("E12").toBe("host");
		stage.host.engine.deleteRows(area(stage.host, 0, 0).sheet, 8, 2);
		await cell("E10").toBe("host");
		const { id } = stage.host.engine.insertSheet("別のタブ", 1, 20, 5);
		stage.host.engine.write({ sheet: id, row: 0, column: 0, rows: 1, columns: 1 }, [
			[{ formula: `='${TAB}'!B2+1` }],
		]);
		stage.host.engine.flush();
		await expect.poll(() => shown(stage.page, "別のタブ", "A1"), soon).toBe("1200001");
	});

	test("the menu is worked by keyboard; a chart follows its cells and never reads them as HTML", async () => {
		const { page } = stage;
		await select(page, TAB, "A1");
		await page.getByTestId("menu-button").focus();
		await page.keyboard.press("Enter");
		await page.keyboard.press("ArrowDown");
		expect(await page.evaluate("document.activeElement.dataset.function")).toBe("makeChart");
		await page.keyboard.press("Enter");
		const chart = page.getByTestId("chart-1");
		await chart.waitFor();
		expect(await chart.textContent()).toContain("受注額 <b>と</b> 目標");
		expect(await chart.locator("rect[height]").count()).toBeGreaterThan(3);
		await page.getByTestId("toast").waitFor();
		expect(await page.getByTestId("toast").textContent()).toContain("グラフを作りました");
		await expect.poll(() => chart.textContent(), soon).toContain("¥180万");
		fill(stage.host, 2, 0, [["<img src=x onerror=alert(1)>", 2200000]]);
		await expect.poll(() => chart.textContent(), soon).toContain("¥220万");
		await expect.poll(() => chart.textContent(), soon).toContain("<img");
		expect(await page.locator(".chart-layer img").count()).toBe(0);
	});

	test("the sidebar is the add-on's own HTML, walled off, with google.script.run", async () => {
		const { page } = stage;
		await runMenuItem(page, "openSidebar");
		const frame = page.frameLocator("[data-testid=sidebar-frame]");
		const answer = () => frame.locator("#answer").textContent();
		expect((await page.getByTestId("sidebar").boundingBox())?.width).toBe(300);
		await select(page, TAB, "C3");
		await frame.locator("#greet").click();
		await expect.poll(answer, soon).toBe("山田さん C3 (undefined)");
		await frame.locator("#refuse").click();
		await expect.poll(answer, soon).toBe("見出しがありません");
		await frame.locator("#date").click();
		await expect.poll(answer, soon).toMatch(/^Failed due to illegal value in property/);
		await frame.locator("#many").click();
		await expect.poll(answer, soon).toBe("25");
		expect(await page.locator("[data-testid=sidebar-frame]").getAttribute("sandbox")).not.toContain(
			"same-origin",
		);
		await frame.locator("#close").click();
		await expect.poll(() => page.getByTestId("sidebar").count(), soon).toBe(0);
	});

	test("ui.alert and ui.prompt wait for the person", async () => {
		const { page } = stage;
		// The host's thread stands still until the answer: the page must give it without this test's help.
		await page.evaluate(`new MutationObserver(() => {
			const button = document.querySelector("[data-testid=question-NO], [data-testid=question-OK]");
			const input = document.querySelector("[data-testid=question-input]");
			if (input) input.value = "重複";
			if (button) setTimeout(() => button.click(), 50);
		}).observe(document.body, { childList: true, subtree: true })`);
		await runMenuItem(page, "askFirst");
		await cell("E9").toBe("false 重複");
	});

	test("a failing run says what went wrong", async () => {
		const { page } = stage;
		await runMenuItem(page, "fail");
		await page.getByTestId("failure").waitFor();
		expect(await page.getByTestId("failure").textContent()).toContain("設定がありません");
		await page.getByTestId("failure-close").click();
	});

	test("the clock fires triggers whose writes show", async () => {
		const { page } = stage;
		await expect.poll(() => page.getByTestId("advance-next").isDisabled(), soon).toBe(true);
		await page.getByTestId("menu-button").click();
		await page.getByRole("menuitem", { name: "自動更新" }).hover();
		await page.locator("[data-function=turnOn]").click();
		await expect.poll(() => page.getByTestId("advance-next").isDisabled(), soon).toBe(false);
		fill(stage.host, 11, 0, [[{ formula: "=NOW()" }]]);
		const before = Number(await page.getByTestId("clock").getAttribute("data-now"));
		// The first run finds nothing due, and a cell with NOW() changes meanwhile: neither is an update.
		await page.getByTestId("advance-next").click();
		await cell("E1").toBe("1");
		expect(stage.host.now() - before).toBeGreaterThan(3_600_000);
		for (const expected of ["1", "2"]) {
			await expect.poll(() => page.getByTestId("advance-hour").isDisabled(), soon).toBe(false);
			await page.getByTestId("advance-hour").click();
			await cell("E1").toBe(expected);
		}
		await expect
			.poll(async () => Number(await page.getByTestId("clock").getAttribute("data-now")), soon)
			.toBe(stage.host.now());
	});

	test("other sites cannot reach the workbook", async () => {
		const post = (headers: Record<string, string>) =>
			fetch(`${stage.server.url}clock`, { method: "POST", headers, body: '{"ms":1}' });
		expect((await post({ origin: "https://example.com" })).status).toBe(403);
		expect((await post({ origin: "null" })).status).toBe(403);
	});

	test("the page speaks English when asked, made no outside request and met no error", async () => {
		const page = await stage.browser.newPage();
		await open(page, `${stage.server.url}?lang=en`);
		expect(await page.getByTestId("advance-hour").textContent()).toBe("Advance 1 hour");
		expect(await page.evaluate("document.documentElement.lang")).toBe("en");
		await page.close();
		expect(stage.outside).toEqual([]);
		expect(stage.errors).toEqual([]);
	});

	test("the state is on disk after the server has closed", async () => {
		await stage.close();
		const state = stage.statePath;
		expect(existsSync(state)).toBe(true);
		expect(readFileSync(state, "utf8")).toContain("重複");
	});
});
