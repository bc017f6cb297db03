/**
 * Every execution parses Code.js, so functions that few executions call lie in a file of their own: what a room's
 * later.ts exports. Modules that import from there get functions that ask for the real ones when they are called.
 */

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { build } from "esbuild";

/**
 * An esbuild plugin that puts such functions in the place of later.ts, except where that is an entry of the bundle.
 * @param {string} later path of later.ts
 * @param {string} reader path of the module whose laterFunction gives a function by its name
 * @returns {import("esbuild").Plugin}
 */
export function askingForLater(later, reader) {
	return {
		name: "later",
		setup({ onResolve, onLoad }) {
			onResolve({ filter: /^\.\/later$/ }, ({ kind, resolveDir }) =>
				kind !== "entry-point" && resolve(resolveDir, "later.ts") === later
					? { path: later, namespace: "later" }
					: undefined,
			);
			onLoad({ filter: /.*/, namespace: "later" }, async () => ({
				contents: [
					`import { laterFunction } from ${JSON.stringify(reader)};`,
					...(await exportsOf(later)).map(
						(name) => `export const ${name} = (...args) => laterFunction("${name}")(...args);`,
					),
				].join("\n"),
				resolveDir: resolve(later, ".."),
			}));
		},
	};
}

/** @param {string} path @returns {Promise<string[]>} */
async function exportsOf(path) {
	const source = await readFile(path, "utf8");
	const { metafile } = await build({
		stdin: { contents: source, loader: "ts", resolveDir: resolve(path, "..") },
		format: "esm",
		metafile: true,
		write: false,
	});
	return Object.values(metafile.outputs)[0]?.exports ?? [];
}

/**
 * The parts of a bundle that esbuild split: a script with an entry and what it shares with the later one.
 * @typedef {object} Parts
 * @property {string} shared body of a function that returns what both use, by name
 * @property {string} main body that takes it as SHARED and returns main.ts's exports
 * @property {string} later expression of a function of SHARED that returns later.ts's exports
 */

/**
 * @param {readonly { path: string; text: string }[]} files what esbuild gave
 * @param {string} main name of the entry's file
 * @param {string} later name of the later entry's file
 * @returns {Parts}
 */
export function partsOf(files, main, later) {
	const named = (/** @type {string} */ name) =>
		files.find(({ path }) => path.endsWith(`/${name}`))?.text ?? "export {};";
	const chunks = files.filter(({ path }) => ![main, later].some((name) => path.endsWith(`/${name}`)));
	if (chunks.length > 1) throw new Error("two entries share more than one file");
	return {
		shared: withReturn(chunks[0]?.text ?? "export {};"),
		main: asBody(named(main)),
		later: `(SHARED)=>{"use strict";${asBody(named(later))}}`,
	};
}

/** A module's body with its import from the shared file taken from SHARED. @param {string} code */
function asBody(code) {
	const taken = code.replace(/import\s*\{([^}]*)\}\s*from\s*"\.\/[^"]*";?/, (_, list) => {
		const pairs = pairsOf(list).map(([name, local]) => (local === undefined ? name : `${name}: ${local}`));
		return `const { ${pairs.join(", ")} } = SHARED;`;
	});
	return withReturn(taken.replace(/^import\s*"\.\/[^"]*";?/m, ""));
}

/** Turns esbuild's closing export list into a return, so that nothing but the list is reachable. @param {string} code */
export function withReturn(code) {
	const list = /export\s*\{([^}]*)\};?\s*$/.exec(code);
	if (list === null) throw new Error("an entry exports nothing");
	const pairs = pairsOf(list[1] ?? "").map(([local, name]) =>
		name === undefined ? local : `${name}: ${local}`,
	);
	return `${code.slice(0, list.index)}\nreturn { ${pairs.join(", ")} };\n`;
}

/** @param {string} list of names with "as" @returns {[string, string | undefined][]} */
function pairsOf(list) {
	return list
		.split(",")
		.map((item) => item.trim().split(/\s+as\s+/))
		.filter(([first]) => first !== "")
		.map(([first = "", second]) => [first, second]);
}

/** A script as the text of an HTML file: a JSON string without the letters that mean something in HTML. @param {string} code */
export function asHtmlText(code) {
	return JSON.stringify(code).replace(/[<>&/]/g, (letter) =>
		letter === "/" ? "\\/" : `\\u00${letter.charCodeAt(0).toString(16)}`,
	);
}
