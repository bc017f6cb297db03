/**
 * npm run build:check: the contract suite as a script of its own, for a sheet of a contributor with a Google account.
 * It holds the add-on's code as text, to measure how long that takes to load, and its data.html to read it back.
 */
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildCode, root, scriptOf } from "./build.mjs";
import { gate } from "./syntax-gate.mjs";

/** Whether a cell finds a const arrow is an open question (PLATFORM fact 31), so it stands outside the bundle. */
const ARROW = `
/**
 * Twice a number.
 * @customfunction
 */
const MIKOMI_CHECK_ARROW = (value) => value * 2;
`;

export async function buildCheck({ outdir = join(root, "dist-check") } = {}) {
	const { code: product, later, data } = await buildCode();
	const define = { PRODUCT_CODE: JSON.stringify(product) };
	const code = (await scriptOf("test/contract", { define })).code + ARROW;
	gate(code, "dist-check/Code.js");
	// A .clasp.json that clasp put beside the script stays.
	await mkdir(outdir, { recursive: true });
	await Promise.all([
		writeFile(join(outdir, "Code.js"), code),
		writeFile(join(outdir, "later.html"), later),
		writeFile(join(outdir, "data.html"), data),
		copyFile(join(root, "appsscript.json"), join(outdir, "appsscript.json")),
	]);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
	try {
		await buildCheck();
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	}
}
