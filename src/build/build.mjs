/**
 * Builds dist/, which clasp pushes: Code.js, the tables that it reads when it needs them (data.html), sidebar.html and
 * appsscript.json.
 * Same sources give the same bytes: no time, no path and no host name goes in.
 */
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parse } from "acorn";
import { simple } from "acorn-walk";
import { build as bundle, transform } from "esbuild";
import { minify } from "terser";
import { entryPoints, footerOf } from "./entry-points.mjs";
import { inlineHtml } from "./inline-html.mjs";
import { dataHtml, withoutShippedData } from "./shipped-data.mjs";
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
 * A room as one script: readable modules inside one function, then one top-level declaration with its JSDoc for each
 * export of its main.ts. Sheets finds nothing else, and reads its help from that JSDoc.
 * @param {string} room folder of main.ts
 * @param {Pick<import("esbuild").BuildOptions, "define" | "plugins">} [options]
 */
export async function scriptOf(room, options = {}) {
	const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
	const result = await bundle({
		...forAppsScript,
		...options,
		entryPoints: [`${room}/main.ts`],
		format: "esm",
		metafile: true,
		outfile: "Code.js",
		minify: true,
		lineLimit: 2000,
	});
	const output = Object.values(result.metafile.outputs)[0];
	const names = [...(output?.exports ?? [])].sort();
	const paths = Object.keys(result.metafile.inputs).filter((path) => path.startsWith("src/"));
	const sources = await Promise.all(paths.map((path) => readFile(join(root, path), "utf8")));
	const ownSources = sources.filter((_, index) => paths[index]?.startsWith(`${room}/`));
	const entries = entryPoints(names, ownSources);
	const body = withReturn(result.outputFiles[0]?.text ?? "");
	const whole = `var addon_ = (() => {\n"use strict";\n${body}})();`;
	const code = await smaller(whole, privateNames(whole, sources));
	return `// Mikomi ${version}. Built by "npm run build"; change the sources, not this file.\n${code}\n\n${footerOf(entries)}`;
}

/**
 * The add-on with its data beside it, gated: what Apps Script may not know does not leave the house.
 * @returns {Promise<{ code: string; data: string }>}
 */
export async function buildCode() {
	const tables = new Map();
	const reader = join(root, "src/addon/shipped-data.ts");
	const code = await scriptOf("src/addon", { plugins: [withoutShippedData(reader, tables)] });
	gate(code, "dist/Code.js");
	return { code, data: dataHtml(tables) };
}

/**
 * What esbuild leaves for a second minifier, which looks further than one expression and shortens private names.
 * @param {string} code
 * @param {readonly string[]} names
 */
async function smaller(code, names) {
	const { code: small = "" } = await minify(code, {
		compress: { ecma: 2020, passes: 2 },
		...(names.length === 0
			? {}
			: { mangle: { properties: { regex: new RegExp(`^(?:${names.join("|")})$`) } } }),
		format: { comments: false, ecma: 2020, max_line_len: 2000 },
	});
	return small;
}

/**
 * The private members of classes whose names mean nothing else in a script: it reads them from `this` alone, and no
 * object and no text bears such a name.
 * @param {string} code
 * @param {readonly string[]} sources
 */
function privateNames(code, sources) {
	const declared = sources.flatMap((source) => [...source.matchAll(/\bprivate (?:readonly |get )*(\w+)/g)]);
	const names = new Set(declared.map(([, name]) => name ?? ""));
	simple(parse(code, { ecmaVersion: 2020, sourceType: "script" }), {
		MemberExpression({ object, property, computed }) {
			if (!computed && property.type === "Identifier" && object.type !== "ThisExpression")
				names.delete(property.name);
		},
		ObjectExpression({ properties }) {
			for (const each of properties)
				if (each.type === "Property" && each.key.type === "Identifier") names.delete(each.key.name);
		},
		Literal({ value }) {
			names.delete(String(value));
		},
		TemplateElement({ value }) {
			names.delete(value.raw);
		},
	});
	return [...names].sort();
}

/** Turns esbuild's closing export list into a return, so that nothing but the list is reachable. */
function withReturn(/** @type {string} */ code) {
	const list = /export\s*\{([^}]*)\};?\s*$/.exec(code);
	if (list === null) throw new Error("main.ts exports nothing");
	const pairs = (list[1] ?? "")
		.split(",")
		.map((item) => item.trim().split(/\s+as\s+/))
		.filter(([local]) => local !== "")
		.map(([local, name]) => (name === undefined ? local : `${name}: ${local}`));
	return `${code.slice(0, list.index)}\nreturn { ${pairs.join(", ")} };\n`;
}

/** The sidebar as one HTML file. */
export async function buildSidebar() {
	const page = await bundle({
		...forAppsScript,
		entryPoints: ["src/sidebar/main.ts"],
		format: "iife",
		outfile: "sidebar.js",
		minify: true,
		lineLimit: 160,
		target: "es2020",
		// HtmlService cuts at // and /* inside template literals.
		supported: { "template-literal": false },
	});
	const [html, css] = await Promise.all([
		readFile(join(root, "src/sidebar/index.html"), "utf8"),
		readFile(join(root, "src/sidebar/style.css"), "utf8").then((style) =>
			transform(style, { loader: "css", minify: true, lineLimit: 160, charset: "utf8" }),
		),
	]);
	const script = page.outputFiles[0]?.text ?? "";
	gateSyntax(script, "the script of dist/sidebar.html");
	return inlineHtml(html, { style: css.code, script });
}

export async function build({ outdir = join(root, "dist") } = {}) {
	const [{ code, data }, sidebar] = await Promise.all([buildCode(), buildSidebar()]);
	await mkdir(outdir, { recursive: true });
	await Promise.all([
		writeFile(join(outdir, "Code.js"), code),
		writeFile(join(outdir, "data.html"), data),
		writeFile(join(outdir, "sidebar.html"), sidebar),
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
