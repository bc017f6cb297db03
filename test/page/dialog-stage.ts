/** The dialog in a real browser, over a workbook of the local Sheets. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Frame, Page } from "playwright-core";
import type { CellValue } from "../../src/host/contract";
import { startServer } from "../../src/host/server";
import { freshWorkbook, type Workbook } from "../addon/bench";
import { launch } from "../browser";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Long enough for a slow machine; nothing is decided by it. */
export const SOON = { timeout: 30_000 };

export interface DialogStage {
	readonly book: Workbook;
	readonly page: Page;
	/** The dialog's own page in its frame. */
	frame: Frame;
	/** Errors of the page, boxes that it opened, and requests that left the machine. */
	readonly errors: string[];
	/** Opens the dialog from the menu. */
	open(functionName: string): Promise<void>;
	/** Presses the button at the bottom that leads on, and waits for the step's heading. */
	next(button: string, heading: string | RegExp): Promise<void>;
	/** Everything that axe-core finds, as short lines. */
	axe(): Promise<string[]>;
	close(): Promise<void>;
}

export async function setStage(locale: "ja_JP" | "en_US" = "ja_JP"): Promise<DialogStage> {
	const book = freshWorkbook({ locale, userLocale: locale.slice(0, 2) });
	const server = await startServer({
		host: book.host,
		port: 0,
		statePath: `/tmp/mikomi-dialog-${process.pid}/${Math.random()}.json`,
		log: () => {},
		questions: "host",
		lang: locale === "ja_JP" ? "ja" : "en",
	});
	const browser = await launch();
	const page = await browser.newPage({
		viewport: { width: 1280, height: 800 },
		locale: locale.replace("_", "-"),
	});
	const errors: string[] = [];
	page.on("pageerror", (error) => errors.push(error.message));
	page.on("dialog", (dialog) => {
		errors.push(`dialog: ${dialog.message()}`);
		void dialog.dismiss();
	});
	page.on("request", (request) => {
		const url = request.url();
		if (!url.startsWith(server.url) && !/^(data|blob|about):/.test(url)) errors.push(`request: ${url}`);
	});
	await page.goto(server.url);
	await page.waitForFunction("window.__mikomi");
	await page.evaluate("window.__mikomi.ready");

	const stage: DialogStage = {
		book,
		page,
		frame: page.mainFrame(),
		errors,
		async open(functionName) {
			if ((await page.getByTestId("dialog").count()) > 0) await page.getByTestId("dialog-close").click();
			await page.getByTestId("menu-button").click();
			// Submenus open where the pointer is.
			for (const line of await page.locator("[role=menuitem][aria-haspopup]").all()) {
				await line.hover();
				if (await page.locator(`[data-function=${functionName}]`).isVisible()) break;
			}
			await page.locator(`[data-function=${functionName}]`).click(SOON);
			const element = await page.locator("[data-testid=dialog-frame]").elementHandle(SOON);
			stage.frame = (await element?.contentFrame()) as Frame;
			await stage.frame.locator("nav").waitFor(SOON);
			await stage.frame.locator(".skeleton").waitFor({ ...SOON, state: "detached" });
		},
		async next(button, heading) {
			await stage.frame.locator("footer").getByRole("button", { name: button, exact: true }).click(SOON);
			await stage.frame.getByRole("heading", { level: 1, name: heading }).waitFor(SOON);
		},
		async axe() {
			await stage.frame.evaluate(AXE);
			const lines: unknown = await stage.frame.evaluate(
				`axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) =>
					nodes.map(({ target, failureSummary }) => id + " " + target.join(" ") + " " + failureSummary)))`,
			);
			return lines as string[];
		},
		async close() {
			await browser.close();
			await server.close();
			book.host.dispose();
		},
	};
	return stage;
}

/** A team's own tab with what it holds. */
export function addTab(book: Workbook, name: string, rows: readonly (readonly CellValue[])[]): string {
	const { engine } = book.host;
	const columns = Math.max(...rows.map(({ length }) => length));
	const { id } = engine.insertSheet(name, 1, rows.length + 20, columns);
	const cells = rows.map((row) => Array.from({ length: columns }, (_, at) => row[at] ?? null));
	engine.write({ sheet: id, row: 0, column: 0, rows: rows.length, columns }, cells);
	engine.flush();
	return id;
}
