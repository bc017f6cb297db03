/**
 * How far a sweep goes: in `npm test` a sample, in which an operation meets every other kind of fault and the next one
 * the kinds between; in `npm run test:faults` everything.
 */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect } from "vitest";
import type { ServiceCall } from "../../src/host/contract";
import { DIST } from "../global-setup";
import { concerns, differs, FAULTS, type FaultKind } from "./faults";
import { type Operation, sweep } from "./sweep";

/** "all", or how many calls for each kind of fault; one where nothing is asked. */
const WANTED = process.env["MIKOMI_FAULTS"];
/** "500-900": only these cases of each operation. */
const [FROM, TO] = (process.env["MIKOMI_CASES"] ?? "").split("-").map(Number);
const IS_LONG = WANTED !== undefined;

/** A complete sweep of set-up takes the better part of an hour. */
export const TIMEOUT = IS_LONG ? 6 * 3_600_000 : 180_000;

const copies: string[] = [];
afterAll(() => {
	for (const copy of copies) rmSync(copy, { recursive: true, force: true });
});

/** A copy of the build: a sweep outlives other test runs, which build anew. */
export function frozenDist(): string {
	const dist = mkdtempSync(join(tmpdir(), "mikomi-faults-"));
	cpSync(DIST, dist, { recursive: true });
	copies.push(dist);
	return dist;
}

/** Calls that a fault strikes, as far as the sweep goes: all that differ, or of each kind so many, spread evenly. */
export function sampled(calls: readonly ServiceCall[]): { kind: FaultKind; at: number; place: string }[] {
	return FAULTS.flatMap((kind, k) => {
		const places = calls.flatMap((call, at) =>
			concerns(kind, call) && (WANTED !== "all" || differs(kind, call, at)) ? [at] : [],
		);
		const count = WANTED === "all" ? places.length : Math.min(Number(WANTED ?? 1), places.length);
		return Array.from({ length: count }, (_, i) => {
			const at = places[Math.floor(((i + (k + 0.5) / FAULTS.length) * places.length) / count)] as number;
			return { kind, at, place: `${kind} at call ${at} (${calls[at]?.name})` };
		});
	});
}

const dist = frozenDist();
let turn = 0;

export function expectWhole(operation: Operation): void {
	const startedAt = Date.now();
	turn = 1 - turn;
	const report = sweep(operation, {
		dist,
		calls: WANTED === "all" ? "all" : Number(WANTED ?? 1),
		...(!IS_LONG && { kinds: FAULTS.filter((_, k) => k % 2 !== turn) }),
		...(TO !== undefined && { range: [FROM ?? 0, TO] }),
		...(IS_LONG && {
			progress: (done, of) => {
				if (done % 50 === 0) say(`${operation.name}: ${done} of ${of}`);
			},
		}),
	});
	const { calls, cases, complaints } = report;
	const seconds = Math.round((Date.now() - startedAt) / 1000);
	if (IS_LONG) say(`${operation.name}: ${calls} calls, ${cases} cases, ${seconds} s`);
	expect(complaints).toEqual([]);
}

function say(line: string): void {
	process.stderr.write(`${line}\n`);
}
