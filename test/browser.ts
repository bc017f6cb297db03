import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const ELSEWHERE = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

/** Nothing that a test does may leave the machine or depend on a display. */
const ARGUMENTS = [
	"--headless",
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];

/**
 * The browser named by CHROMIUM, or one that is installed; null without one.
 * @public
 */
export function findBrowser(): string | null {
	const { CHROMIUM: named, PATH = "" } = process.env;
	if (named) return named;
	const folders = PATH.split(delimiter);
	const paths = [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...ELSEWHERE];
	return paths.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/**
 * For `describe.skipIf`: true where no browser is installed. On CI that is a failure, so that the tests of the page can
 * never be left out unnoticed.
 */
export function withoutBrowser(): boolean {
	const found = findBrowser() !== null;
	const { CI } = process.env;
	if (!found && CI) throw new Error("CI has no Chromium: install one or set CHROMIUM to its path.");
	if (!found) console.warn("Tests of the page are skipped: no Chromium found (CHROMIUM may name one).");
	return !found;
}

export function launch(): Promise<Browser> {
	const executablePath = findBrowser();
	if (!executablePath) throw new Error("No Chromium found: set CHROMIUM to its path.");
	return chromium.launch({ executablePath, args: ARGUMENTS });
}
