/** appsscript.json, as far as it changes how the add-on runs (PLATFORM facts 57, 128, 129). */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Manifest {
	readonly timeZone: string;
	/** Null when the list is not written: then Google detects the scopes by itself. */
	readonly scopes: readonly string[] | null;
}

export function readManifest(dist: string): Manifest {
	const path = join(dist, "appsscript.json");
	if (!existsSync(path)) throw new Error(`There is no appsscript.json in ${dist}`);
	const written = JSON.parse(readFileSync(path, "utf8")) as {
		timeZone?: string;
		runtimeVersion?: string;
		oauthScopes?: string[];
	};
	if (written.runtimeVersion !== "V8") throw new Error('appsscript.json must say "runtimeVersion": "V8"');
	return { timeZone: written.timeZone ?? "America/New_York", scopes: written.oauthScopes ?? null };
}
