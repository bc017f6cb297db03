/**
 * npm start: builds the add-on, bundles the local Sheets' command line, and runs it.
 * stdout belongs to the command line alone.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build as bundle } from "esbuild";
import { build, root } from "./build.mjs";

async function start() {
	await build();
	const outfile = join(root, ".cache/host.mjs");
	await bundle({
		absWorkingDir: root,
		bundle: true,
		entryPoints: ["src/host/cli.ts"],
		format: "esm",
		logLevel: "silent",
		outfile,
		packages: "external",
		platform: "node",
		target: "node20",
	});
	const { main } = await import(pathToFileURL(outfile).href);
	return main(process.argv.slice(2));
}

/** One sentence, where esbuild gives a page of code frames. */
function sentenceOf(/** @type {unknown} */ error) {
	const [first] = /** @type {{ errors?: import("esbuild").Message[] }} */ (error).errors ?? [];
	if (first !== undefined) {
		return first.location === null
			? first.text
			: `${first.location.file}:${first.location.line}: ${first.text}`;
	}
	return (error instanceof Error ? error.message : String(error)).split("\n")[0];
}

try {
	process.exitCode = await start();
} catch (error) {
	console.error(sentenceOf(error));
	process.exitCode = 1;
}
