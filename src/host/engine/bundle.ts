import { createHash } from "node:crypto";
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

/** The folder that holds package.json and this engine's sources, also when this file itself was bundled. */
function repositoryRoot(): string {
	for (const start of [dirname(fileURLToPath(import.meta.url)), process.cwd()]) {
		for (let folder = start; ; folder = dirname(folder)) {
			if (existsSync(join(folder, "src/host/engine/inside.ts"))) return folder;
			if (dirname(folder) === folder) break;
		}
	}
	throw new Error("The engine's sources were not found from here.");
}

function sourceFiles(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true })
		.flatMap((entry) =>
			entry.isDirectory() ? sourceFiles(join(folder, entry.name)) : [join(folder, entry.name)],
		)
		.sort();
}

/** What the bundle depends on: our sources and the exact versions of the lockfile. */
function inputsHash(root: string): string {
	const hash = createHash("sha256");
	for (const file of sourceFiles(join(root, "src/host/engine"))) hash.update(file).update(readFileSync(file));
	for (const name of ["core", "sheets", "engine-formula", "sheets-formula"]) {
		hash.update(readFileSync(join(root, "node_modules/@univerjs", name, "package.json")));
	}
	return hash.digest("hex").slice(0, 16);
}

const HOUR = 3_600_000;

/** Each change of the sources leaves a bundle behind; those of the last hour may still be in use elsewhere. */
function forgetOld(folder: string): void {
	for (const name of readdirSync(folder)) {
		const path = join(folder, name);
		if (/^engine-[0-9a-f]+\.(js|bin)$/u.test(name) && Date.now() - statSync(path).mtimeMs > HOUR) {
			rmSync(path, { force: true });
		}
	}
}

export interface EngineScript {
	readonly source: string;
	/** Where V8's code cache for this source may be kept. */
	readonly cachePath: string;
}

let memo: EngineScript | null = null;

/** Univer and our inside part as one classic script; built once for each state of the sources and kept on disk. */
export function engineScript(): EngineScript {
	if (memo !== null) return memo;
	const root = repositoryRoot();
	const folder = join(root, ".cache");
	const file = join(folder, `engine-${inputsHash(root)}.js`);
	if (!existsSync(file)) {
		const result = buildSync({
			entryPoints: [join(root, "src/host/engine/inside.ts")],
			bundle: true,
			write: false,
			format: "iife",
			platform: "browser",
			alias: { "@univerjs/engine-render": join(root, "src/host/engine/inside/no-render.ts") },
			target: "es2022",
			minifySyntax: true,
			define: { "process.env.NODE_ENV": '"production"' },
			logLevel: "silent",
			absWorkingDir: root,
		});
		const text = result.outputFiles[0]?.text ?? "";
		mkdirSync(folder, { recursive: true });
		// Two test workers may build at once: each writes its own file and the rename is atomic.
		const own = `${file}.${process.pid}`;
		writeFileSync(own, text);
		renameSync(own, file);
		forgetOld(folder);
	}
	memo = { source: readFileSync(file, "utf8"), cachePath: file.replace(/\.js$/, ".bin") };
	return memo;
}
