import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, root } from "../src/build/build.mjs";

/** Tests run the very files that clasp pushes, built once from the sources as they are. */
export const DIST = join(root, ".cache/test-dist");

/** Builds, and gives the run a folder for its temporary files, which goes when the run ends. */
export default async function setup(): Promise<() => void> {
	await build({ outdir: DIST });
	const folder = mkdtempSync(join(tmpdir(), "mikomi-tests-"));
	for (const name of ["TMPDIR", "TMP", "TEMP"]) process.env[name] = folder;
	return () => rmSync(folder, { recursive: true, force: true });
}
