/** The sidebar in a real browser, beside a workbook of the local Sheets, with calls as slow as Google's. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Frame, Page, Route } from "playwright-core";
import { startServer } from "../../src/host/server";
import { columnLetters } from "../../src/workbook/table-layout";
import { freshWorkbook, type Row, type Workbook } from "../addon/bench";
import { launch } from "../browser";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Long enough for a slow machine; nothing is decided by it. */
export const SOON = { timeout: 30_000 };

export interface SidebarStage {
	readonly book: Workbook;
	readonly page: Page;
	/** The add-on's own page in its frame. */
	frame: Frame;
	/** Server functions that the page called, in order. */
	readonly calls: string[];
	/** Those that were answered. */
	readonly answered: string[];
	/** Errors of the page and requests that left the machine. */
	readonly errors: string[];
	/** Holds calls of a function back until the answer is called; null lets them go. */
	hold(functionName: string): () => void;
	/** Makes calls of a function fail as a broken connection does, until the answer is called. */
	cut(functionName: string): () => void;
	open(): Promise<void>;
	/** Selects a lead's row in the grid, by its 0-based place. */
	select(lead: number): Promise<void>;
	/** Everything that axe-core finds, as short lines. */
	axe(): Promise<string[]>;
	close(): Promise<void>;
}

interface Options {
	readonly leads: readonly Row[];
	readonly locale?: "ja_JP" | "en_US";
	/** What each call of the sidebar costs, ms. Google's take 0.6 to 1.5 s. */
	readonly cost?: () => number;
}

export const asGoogle = (): number => 600 + Math.random() * 900;

export async function setStage({ leads, locale = "ja_JP", cost = () => 20 }: Options): Promise<SidebarStage> {
	const book = freshWorkbook({ locale, userLocale: locale.slice(0, 2) });
	book.add("leads", leads);
	book.run("refreshNow");
	const server = await startServer({
		host: book.host,
		port: 0,
		statePath: `/tmp/mikomi-sidebar-${process.pid}/${Math.random()}.json`,
		log: () => {},
		questions: "host",
		lang: locale === "ja_JP" ? "ja" : "en",
	});
	const browser: Browser = await launch();
	const page = await browser.newPage({
		viewport: { width: 1100, height: 800 },
		locale: locale === "ja_JP" ? "ja-JP" : "en-US",
	});
	const calls: string[] = [];
	const answered: string[] = [];
	const errors: string[] = [];
	const held = new Map<string, Promise<void>>();
	const broken = new Set<string>();
	page.on("pageerror", (error) => errors.push(error.message));
	page.on("dialog", (dialog) => {
		errors.push(`dialog: ${dialog.message()}`);
		void dialog.dismiss();
	});
	page.on("request", (request) => {
		const url = request.url();
		if (!url.startsWith(server.url) && !/^(data|blob|about):/.test(url)) errors.push(`request: ${url}`);
	});
	page.on("requestfinished", (request) => {
		if (!request.url().endsWith("/run")) return;
		const { kind, functionName } = request.postDataJSON() as { kind: string; functionName: string };
		if (kind === "sidebar") answered.push(functionName);
	});
	await page.route("**/run", async (route: Route) => {
		const { kind, functionName } = route.request().postDataJSON() as { kind: string; functionName: string };
		if (kind !== "sidebar") return route.continue();
		calls.push(functionName);
		await new Promise((resolve) => setTimeout(resolve, cost()));
		await held.get(functionName);
		return broken.has(functionName) ? route.abort() : route.continue();
	});
	await page.goto(server.url);
	await page.waitForFunction("window.__mikomi");
	await page.evaluate("window.__mikomi.ready");

	const stage: SidebarStage = {
		book,
		page,
		frame: page.mainFrame(),
		calls,
		answered,
		errors,
		hold(functionName) {
			let release = () => {};
			held.set(
				functionName,
				new Promise((resolve) => {
					release = resolve;
				}),
			);
			return () => {
				held.delete(functionName);
				release();
			};
		},
		cut(functionName) {
			broken.add(functionName);
			return () => void broken.delete(functionName);
		},
		async open() {
			if ((await page.getByTestId("sidebar").count()) > 0) await page.getByTestId("sidebar-close").click();
			await page.getByTestId("menu-button").click();
			await page.locator("[data-function=openSidebar]").click();
			const element = await page.locator("[data-testid=sidebar-frame]").elementHandle(SOON);
			stage.frame = (await element?.contentFrame()) as Frame;
			await stage.frame.locator("#heading").waitFor(SOON);
		},
		async select(lead) {
			const tab = book.sheet(locale === "ja_JP" ? "リード" : "Leads");
			const name = book.host.engine.sheets().find(({ id }) => id === tab)?.name as string;
			await page.evaluate(
				`window.__mikomi.goto(${JSON.stringify(name)}); window.__mikomi.select(${JSON.stringify(name)}, "${columnLetters(2)}${lead + 2}")`,
			);
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

/** The lead that is shown. */
export async function heading(stage: SidebarStage): Promise<string> {
	return (await stage.frame.locator("#heading").textContent()) ?? "";
}

export async function showsLead(stage: SidebarStage, name: string): Promise<void> {
	await stage.frame.waitForFunction(
		`document.querySelector("article #heading")?.textContent === ${JSON.stringify(name)}`,
		null,
		SOON,
	);
}

export async function press(stage: SidebarStage, ...keys: string[]): Promise<void> {
	for (const key of keys) await stage.page.keyboard.press(key);
}
