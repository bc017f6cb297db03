/** The workbook on disk between starts. */

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export function statePath(dir: string): string {
	return join(dir, "state.json");
}

/** Null where there is none. */
export function readState(path: string): string | null {
	return existsSync(path) ? readFileSync(path, "utf8") : null;
}

/** Written beside and renamed, so that a crash leaves the last whole state. */
export function writeState(path: string, state: string): void {
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(`${path}.new`, state);
	renameSync(`${path}.new`, path);
}

/** Makes room for a new workbook. The old one stays beside it until the next time. */
export function setStateAside(path: string): void {
	if (existsSync(path)) renameSync(path, join(dirname(path), "state.previous.json"));
}
