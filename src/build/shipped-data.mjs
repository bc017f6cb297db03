/**
 * What Mikomi ships as data (dictionaries, header words, texts of set-up) lies in folders named "shipped": each module
 * exports functions without arguments, and each of these answers one table. Every execution parses Code.js and few need
 * a table, so there the functions ask data.html, which is read when the first of them is called.
 */

import { isDeepStrictEqual } from "node:util";
import { build } from "esbuild";

/**
 * An esbuild plugin that leaves the tables out and collects them.
 * @param {string} reader path of the module whose shippedTable gives a table by its name
 * @param {Map<string, unknown>} tables filled by function name
 * @returns {import("esbuild").Plugin}
 */
export function withoutShippedData(reader, tables) {
	const head = `import { shippedTable } from ${JSON.stringify(reader)};`;
	return {
		name: "shipped-data",
		setup({ onLoad }) {
			onLoad({ filter: /[\\/]shipped[\\/][\w-]+\.ts$/ }, async ({ path }) => {
				const answers = Object.entries(await evaluate(path)).map(([name, answer]) => {
					const table = answer();
					if (tables.has(name)) throw new Error(`two shipped tables are called ${name}`);
					if (!isDeepStrictEqual(JSON.parse(JSON.stringify(table)), table))
						throw new Error(`${name} of ${path} is more than JSON can hold`);
					tables.set(name, table);
					return `export const ${name} = () => shippedTable("${name}");`;
				});
				return { contents: [head, ...answers].join("\n") };
			});
		},
	};
}

/** @param {string} path @returns {Promise<Record<string, () => unknown>>} */
async function evaluate(path) {
	const { outputFiles } = await build({ entryPoints: [path], bundle: true, format: "esm", write: false });
	return import(
		`data:text/javascript;base64,${Buffer.from(outputFiles[0]?.contents ?? "").toString("base64")}`
	);
}

/**
 * The tables as the text of data.html: JSON without the letters that mean something in HTML.
 * @param {ReadonlyMap<string, unknown>} tables
 */
export function dataHtml(tables) {
	const sorted = Object.fromEntries([...tables].sort(([a], [b]) => (a < b ? -1 : 1)));
	return JSON.stringify(sorted).replace(/[<>&]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`);
}
