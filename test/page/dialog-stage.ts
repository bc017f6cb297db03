/** The dialog in a real browser, over a workbook of the local Sheets. */
import type { Frame } from "playwright-core";
import type { CellValue } from "../../src/host/contract";
import type { Workbook } from "../addon/bench";
import { openStage, SOON, type Stage, type StageLocale } from "./stage";

export interface DialogStage extends Stage {
	/** Opens the dialog from the menu. */
	open(functionName: string): Promise<void>;
	/** Presses the button at the bottom that leads on, and waits for the step's heading. */
	next(button: string, heading: string | RegExp): Promise<void>;
}

export async function setStage(locale: StageLocale = "ja_JP"): Promise<DialogStage> {
	const base = await openStage(locale, { width: 1280, height: 800 });
	await base.show();
	const { page } = base;
	const stage: DialogStage = Object.assign(base, {
		async open(functionName: string) {
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
		async next(button: string, heading: string | RegExp) {
			await stage.frame.locator("footer").getByRole("button", { name: button, exact: true }).click(SOON);
			await stage.frame.getByRole("heading", { level: 1, name: heading }).waitFor(SOON);
		},
	});
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
