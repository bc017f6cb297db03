/** Mikomi itself where the host is at its strictest: every other reading, late errors, calls that cost time. */
import { describe, expect, it } from "vitest";
import type { HostOptions } from "../../../src/host/contract";
import { READINGS, type Readings } from "../../../src/host/readings";
import { Workbook } from "../../addon/bench";

const HOUR = 3_600_000;

/** All second readings at once, but the one that would bar the add-on's only scope from every trigger. */
const OTHER_READINGS = Object.fromEntries(
	Object.entries(READINGS)
		.filter(([name]) => name !== "currentOnlyInTrigger")
		.map(([name, { readings }]) => [name, readings[1]]),
) as Partial<Readings>;

const strictest: readonly (readonly [string, Partial<HostOptions>])[] = [
	["the first readings", {}],
	["the other readings", { readings: OTHER_READINGS }],
];

describe.each(strictest)("the add-on under %s, late errors and measured costs", (_name, options) => {
	it("opens, sets up, refreshes and goes on by its trigger", () => {
		const book = new Workbook({ costs: "measured", lateErrors: true, quotas: "consumer", ...options });
		const { host } = book;
		expect(host.open()).toHaveLength(1);
		expect(host.console).toEqual([]);
		for (const name of ["setUp", "refreshNow", "turnOnRefresh"])
			expect(book.run(name), name).toMatchObject({ ok: true });
		const runs = host.advance(4 * HOUR);
		expect(runs.map(({ result }) => (result.ok ? "ok" : result.message))).toEqual(["ok", "ok", "ok", "ok"]);
		host.dispose();
	});

	it("shows its menu where nobody has enabled it yet", () => {
		const book = new Workbook({ onOpenAuthMode: "NONE", ...options });
		expect(book.host.open()).toHaveLength(1);
		book.host.dispose();
	});
});
