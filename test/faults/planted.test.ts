/** The sweep bites: the same checks fail for an add-on that is broken in one place. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { frozenDist, TIMEOUT } from "./cases";
import { REFRESHES } from "./operations";
import { type Operation, type SweepOptions, sweep } from "./sweep";

/** The built add-on with every place that looks like `pattern` altered. */
function broken(pattern: RegExp, replacement: string): string {
	const dist = frozenDist();
	const file = join(dist, "Code.js");
	const code = readFileSync(file, "utf8");
	const altered = code.replace(pattern, replacement);
	if (altered === code) throw new Error(`nothing in Code.js looks like ${pattern}`);
	writeFileSync(file, altered);
	return dist;
}

const [, laterRefresh] = REFRESHES;
const state = laterRefresh.prepare();
const refresh: Operation = { ...laterRefresh, prepare: () => state };

function complaints(dist: string, enough: number, more: Partial<SweepOptions> = {}): string {
	return sweep(refresh, { calls: 1, dist, enough, ...more }).complaints.join("\n");
}

/** The run is killed before each of its writes. */
const atWrites = {
	calls: "all",
	kinds: ["kill without finally"],
	only: (call) => call.cellsWritten > 0,
} as const satisfies Partial<SweepOptions>;

const WRITE = /this\.roomFor\(([^()]*(?:\([^()]*\))?[^()]*)\)\s*\.setValues\((\w+)\)/g;

it(
	"clearing before the new content is there is found",
	() => {
		const dist = broken(WRITE, "(this.roomFor($1).clearContent(), this.roomFor($1).setValues($2))");
		const found = complaints(dist, 8, atWrites);
		expect(found).toContain("リード row 2 lost its id");
		expect(found).toContain("neither old nor new: metrics");
	},
	TIMEOUT,
);

it(
	"a result tab in two halves is found",
	() => {
		const halves =
			"($2.length < 20 ? this.roomFor($1).setValues($2) : [0, 1].forEach((half, _, __, m = $2.length >> 1) => " +
			"this.sheet.getRange(arguments[0] + half * m, arguments[1], half ? $2.length - m : m, $2[0].length)" +
			".setValues(half ? $2.slice(m) : $2.slice(0, m))))";
		expect(complaints(broken(WRITE, halves), 1, atWrites)).toContain("runs mixed in Metrics");
	},
	TIMEOUT,
);

it(
	"writing beside leads outside the document lock is found",
	() => {
		const dist = broken(/LockService\.getDocumentLock\(\)/g, "null");
		expect(complaints(dist, 1)).toContain("document lock: cells of the records' tabs changed");
	},
	TIMEOUT,
);

it(
	"a script lock that is never given back is found",
	() => {
		const dist = broken(/finally\s*\{\s*\w+\.releaseLock\(\)\s*\}/, "finally{}");
		expect(complaints(dist, 1)).toContain("a lock is still held at the end");
	},
	TIMEOUT,
);

it(
	"giving the lock back before flush is found",
	() => {
		const dist = broken(/SpreadsheetApp\.flush\(\)/g, "0");
		expect(complaints(dist, 1)).toContain("a lock is given back before flush");
	},
	TIMEOUT,
);
