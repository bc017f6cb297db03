/** A page of the add-on in a real browser, over a workbook of the local Sheets. */
import { mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Frame, Page } from "playwright-core";
import { startServer } from "../../src/host/server";
import { freshWorkbook, type Workbook } from "../addon/bench";
import { launch } from "../browser";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Long enough for a slow machine; nothing is decided by it. */
export const SOON = { timeout: 30_000 };

export type StageLocale = "ja_JP" | "en_US";

export interface Stage {
	readonly book: Workbook;
	readonly page: Page;
	/** The add-on's own page in its frame. */
	frame: Frame;
	/** Errors of the page, boxes that it opened, and requests that left the machine. */
	readonly errors: string[];
	/** Shows the workbook; what is to be seen of its first calls is set up before. */
	show(): Promise<void>;
	/** Everything that axe-core finds, as short lines. */
	axe(): Promise<string[]>;
	close(): Promise<void>;
}

/** @param prepare fills the workbook before anybody sees it */
export async function openStage(
	locale: StageLocale,
	viewport: { width: number; height: number },
	prepare: (book: Workbook) => void = () => {},
): Promise<Stage> {
	const book = freshWorkbook({ locale, userLocale: locale.slice(0, 2) });
	prepare(book);
	const server = await startServer({
		host: book.host,
		port: 0,
		statePath: join(mkdtempSync(join(tmpdir(), "mikomi-page-")), "state.json"),
		log: () => {},
		questions: "host",
		lang: locale === "ja_JP" ? "ja" : "en",
	});
	const browser = await launch();
	const page = await browser.newPage({ viewport, locale: locale.replace("_", "-") });
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
	const stage: Stage = {
		book,
		page,
		frame: page.mainFrame(),
		errors,
		async show() {
			await page.goto(server.url);
			await page.waitForFunction("window.__mikomi");
			await page.evaluate("window.__mikomi.ready");
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
