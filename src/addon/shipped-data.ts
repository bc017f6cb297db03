/** The tables that the build keeps out of Code.js (src/build/shipped-data.mjs), read at most once an execution. */
import { pushedFile } from "./pushed-file";

let tables: Readonly<Record<string, unknown>> | undefined;

/** A table by its name in data.html. */
export function shippedTable(name: string): unknown {
	tables ??= pushedFile("data") as Readonly<Record<string, unknown>>;
	return tables[name];
}
