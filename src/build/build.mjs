/**
 * Builds dist/, which clasp pushes: Code.js, what it reads when it needs it (functions in later.html, tables in
 * data.html), sidebar.html, dialog.html and appsscript.json.
 * Same sources give the same bytes: no time, no path and no host name goes in.
 */
import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build as bundle, transform } from "esbuild";
import { minify } from "terser";
import { entryPoints, footerOf } from "./entry-points.mjs";
import { inlineHtml } from "./inline-html.mjs";
import { noticesOf } from "./notices.mjs";
import { dataHtml, withoutShippedData } from "./shipped-data.mjs";
import { asHtmlText, askingForLater, partsOf } from "./split.mjs";
import { gate, gateSyntax } from "./syntax-gate.mjs";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** Settings that every bundle for Apps Script shares (PLATFORM facts 50-54). */
const forAppsScript = /** @type {const} */ ({
	absWorkingDir: root,
	bundle: true,
	charset: "utf8",
	legalComments: "none",
	logLevel: "silent",
	target: "es2020",
	write: false,
});

/**
 * A room as one script: its modules inside one function, then one top-level declaration with its JSDoc for each
 * export of its main.ts. Sheets finds nothing else, and reads its help from that JSDoc.
 * @param {string} room folder of main.ts
 * @param {Pick<import("esbuild").BuildOptions, "define" | "plugins">} [options]
 * @returns {Promise<{ code: string; later: string | null }>} later: what its later.ts gives, where it has one
 */
export async function scriptOf(room, options = {}) {
	const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
	const hasLater = existsSync(join(root, room, "later.ts"));
	const result = await bundle({
		...forAppsScript,
		...options,
		entryPoints: hasLater ? [`${room}/main.ts`, `${room}/later.ts`] : [`${room}/main.ts`],
		format: "esm",
		metafile: true,
		outdir: "out",
		splitting: hasLater,
		minify: true,
		lineLimit: 2000,
	});
	const output = Object.values(result.metafile.outputs).find(
		({ entryPoint }) => entryPoint === `${room}/main.ts`,
	);
	const names = [...(output?.exports ?? [])].sort();
	const sources = await Promise.all(
		Object.keys(result.metafile.inputs)
			.filter((path) => path.startsWith(`${room}/`))
			.map((path) => readFile(join(root, path), "utf8")),
	);
	const entries = entryPoints(names, sources);
	if ((await noticesOf(root, result.metafile)) !== "")
		throw new Error(`${room} ships packages without their licences`);
	const parts = partsOf(result.outputFiles, "main.js", "later.js");
	const body = await smaller(
		`var addon_ = (() => {\n"use strict";\nconst SHARED = (() => {\n${parts.shared}})();\n${parts.main}})();`,
	);
	return {
		code: `// Mikomi ${version}. Built by "npm run build"; change the sources, not this file.\n${body}\n\n${footerOf(entries)}`,
		later: hasLater ? await smaller(parts.later) : null,
	};
}

/**
 * The add-on with what it reads when it needs it, gated: what Apps Script may not know does not leave the house.
 * @returns {Promise<{ code: string; later: string; data: string }>}
 */
export async function buildCode() {
	const addon = join(root, "src/addon");
	const tables = new Map();
	const { code, later } = await scriptOf("src/addon", {
		plugins: [
			withoutShippedData(join(addon, "shipped-data.ts"), tables),
			askingForLater(join(addon, "later.ts"), join(addon, "later-code.ts")),
		],
	});
	gate(code, "dist/Code.js");
	gate(later ?? "", "the code of dist/later.html");
	return { code, later: asHtmlText(later ?? ""), data: dataHtml(tables) };
}

/** What esbuild leaves for a second minifier, which looks further than one expression. */
async function smaller(/** @type {string} */ code) {
	const { code: small = "" } = await minify(code, {
		// The value of the last statement counts: later.html is one function.
		compress: { ecma: 2020, passes: 2, expression: true },
		format: { comments: false, ecma: 2020, max_line_len: 2000 },
	});
	return small;
}

/** The sidebar as one HTML file. */
export function buildSidebar() {
	return pageOf("sidebar");
}

/** The dialog as one HTML file. */
export function buildDialog() {
	return pageOf("dialog");
}

/**
 * A room's page with its script and style inside.
 * @param {"sidebar" | "dialog"} room folder of main.ts, index.html and style.css
 */
async function pageOf(room) {
	const page = await bundle({
		...forAppsScript,
		entryPoints: [`src/${room}/main.ts`],
		format: "iife",
		outfile: `${room}.js`,
		metafile: true,
		minify: true,
		lineLimit: 160,
		target: "es2020",
		// HtmlService cuts at // and /* inside template literals.
		supported: { "template-literal": false },
	});
	const [html, css] = await Promise.all([
		readFile(join(root, `src/${room}/index.html`), "utf8"),
		readFile(join(root, `src/${room}/style.css`), "utf8").then((style) =>
			transform(style, { loader: "css", minify: true, lineLimit: 160, charset: "utf8" }),
		),
	]);
	const script = page.outputFiles[0]?.text ?? "";
	gateSyntax(script, `the script of dist/${room}.html`);
	const notices = await noticesOf(root, page.metafile);
	return `${inlineHtml(html, { style: css.code, script })}<!--\n${notices.replace(/--+>?/g, "-")}\n-->\n`;
}

export async function build({ outdir = join(root, "dist") } = {}) {
	const [{ code, later, data }, sidebar, dialog] = await Promise.all([
		buildCode(),
		buildSidebar(),
		buildDialog(),
	]);
	await mkdir(outdir, { recursive: true });
	await Promise.all([
		writeFile(join(outdir, "Code.js"), code),
		writeFile(join(outdir, "later.html"), later),
		writeFile(join(outdir, "data.html"), data),
		writeFile(join(outdir, "sidebar.html"), sidebar),
		writeFile(join(outdir, "dialog.html"), dialog),
		copyFile(join(root, "appsscript.json"), join(outdir, "appsscript.json")),
	]);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
	try {
		await build();
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	}
}
