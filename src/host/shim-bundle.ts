/** The Apps Script objects as one classic script, built once for each state of their sources and kept on disk. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as vm from "node:vm";
import { buildSync } from "esbuild";

/** The folder with package.json, also when this file was itself bundled elsewhere. */
function repositoryRoot(): string {
	for (const start of [dirname(fileURLToPath(import.meta.url)), process.cwd()])
		for (let folder = start; ; folder = dirname(folder)) {
			if (existsSync(join(folder, "src/host/shim/main.ts"))) return folder;
			if (dirname(folder) === folder) break;
		}
	throw new Error("The sources of the Apps Script shim were not found from here.");
}

function build(root: string): string {
	const result = buildSync({
		entryPoints: [join(root, "src/host/shim/main.ts")],
		bundle: true,
		write: false,
		format: "iife",
		globalName: "shim_",
		platform: "neutral",
		target: "es2022",
		charset: "utf8",
		legalComments: "none",
	});
	return `(() => {\n${result.outputFiles[0]?.text ?? ""}\nreturn shim_.control;\n})()`;
}

function inputsHash(root: string): string {
	const hash = createHash("sha256").update(readFileSync(join(root, "node_modules/esbuild/package.json")));
	const folder = join(root, "src/host/shim");
	for (const name of readdirSync(folder).sort())
		if (name.endsWith(".ts")) hash.update(name).update(readFileSync(join(folder, name)));
	return hash.digest("hex").slice(0, 16);
}

let memo: vm.Script | null = null;

/** Its completion value is the `control` of shim/main.ts. */
export function shimScript(): vm.Script {
	if (memo) return memo;
	const root = repositoryRoot();
	const folder = join(root, ".cache");
	const file = join(folder, `shim-${inputsHash(root)}.js`);
	if (!existsSync(file)) {
		mkdirSync(folder, { recursive: true });
		const draft = `${file}.${process.pid}`;
		writeFileSync(draft, build(root));
		// Several test processes may build at once; whoever renames last leaves the same bytes.
		renameSync(draft, file);
	}
	memo = new vm.Script(readFileSync(file, "utf8"), { filename: SHIM_FILE });
	return memo;
}

/** Frames of this file are cut from the stacks that people read. */
export const SHIM_FILE = "apps-script-shim.js";
