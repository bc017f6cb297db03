/** The sidebar in a real browser, beside a workbook of the local Sheets, with calls as slow as Google's. */
import type { Frame, Route } from "playwright-core";
import { columnLetters } from "../../src/workbook/table-layout";
import type { Row } from "../addon/bench";
import { openStage, SOON, type Stage, type StageLocale } from "./stage";

export interface SidebarStage extends Stage {
	/** Server functions that the page called, in order. */
	readonly calls: string[];
	/** Those that were answered. */
	readonly answered: string[];
	/** Holds calls of a function back until the answer is called. */
	hold(functionName: string): () => void;
	/** Makes calls of a function fail as a broken connection does, until the answer is called. */
	cut(functionName: string): () => void;
	open(): Promise<void>;
	/** Selects a lead's row in the grid, by its 0-based place. */
	select(lead: number): Promise<void>;
}

interface Options {
	readonly leads: readonly Row[];
	readonly locale?: StageLocale;
	/** What each call of the sidebar costs, ms. Google's take 0.6 to 1.5 s. */
	readonly cost?: () => number;
}

export const asGoogle = (): number => 600 + Math.random() * 900;

export async function setStage({ leads, locale = "ja_JP", cost = () => 20 }: Options): Promise<SidebarStage> {
	const base = await openStage(locale, { width: 1100, height: 800 }, (book) => {
		book.add("leads", leads);
		book.run("refreshNow");
	});
	const { book, page } = base;
	const calls: string[] = [];
	const answered: string[] = [];
	const held = new Map<string, Promise<void>>();
	const broken = new Set<string>();
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
	await base.show();

	const stage: SidebarStage = Object.assign(base, {
		calls,
		answered,
		hold(functionName: string) {
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
		cut(functionName: string) {
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
		async select(lead: number) {
			const tab = book.sheet(locale === "ja_JP" ? "リード" : "Leads");
			const name = book.host.engine.sheets().find(({ id }) => id === tab)?.name as string;
			await page.evaluate(
				`window.__mikomi.goto(${JSON.stringify(name)}); window.__mikomi.select(${JSON.stringify(name)}, "${columnLetters(2)}${lead + 2}")`,
			);
		},
	});
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
