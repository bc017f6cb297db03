import { join } from "node:path";
import { build, root } from "../src/build/build.mjs";

/** Tests run the very files that clasp pushes, built once from the sources as they are. */
export const DIST = join(root, ".cache/test-dist");

export default async function setup(): Promise<void> {
	await build({ outdir: DIST });
}
