/** The 15 traps of PLATFORM.md: code that falls into one does not get past our own tools. */
import { spawnSync } from "node:child_process";
import {
	chmodSync,
	cpSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../../../src/build/build.mjs";
import { entryPoints } from "../../../src/build/entry-points.mjs";
import { area, hostWith } from "../host-fixture";
import { BAD_SCRIPTS } from "./bad-scripts";

const label = ({ trap, fact, name }: (typeof BAD_SCRIPTS)[number]) => ({
	title: `trap ${trap}, fact ${fact}: ${name}`,
});

describe("the host", () => {
	const scripts = BAD_SCRIPTS.filter(({ by }) => by === "host").map((script) => ({
		...script,
		...label(script),
	}));

	it.each(scripts)("$title", ({ code, step, host: fixture, message, spoiled }) => {
		const host = hostWith({ ...fixture, code });
		if (!step) throw new Error("The bad script does nothing");
		if ("open" in step) {
			expect(host.open()).toEqual([]);
			expect(host.console).toEqual([`error: onOpen failed: Exception: ${message}`]);
		} else if ("formula" in step) {
			host.type(area(host, 0, 0), [[step.formula]]);
			expect(host.engine.read(area(host, 0, 0))).toEqual([[spoiled]]);
		} else {
			const result = host.run(step.run, { kind: step.kind });
			if (message === undefined) expect(result).toMatchObject({ ok: true, value: spoiled });
			else expect(result).toMatchObject({ ok: false, message });
		}
		host.dispose();
	});
});

describe("the build", () => {
	const scripts = BAD_SCRIPTS.filter(({ by }) => by === "build").map((script) => ({
		...script,
		...label(script),
	}));

	it.each(scripts)("$title", ({ code, message }) => {
		expect(() => entryPoints(["BAD"], [code])).toThrow(message);
	});
});

describe("the push", () => {
	const script = BAD_SCRIPTS.find(({ by }) => by === "push");

	/** Runs our push in a copy of the repository's tools, with an npm and a clasp that answer as they are told. */
	function push(answer: string): { status: number | null; said: string; calls: string[] } {
		const folder = mkdtempSync(join(tmpdir(), "mikomi-push-"));
		cpSync(join(root, "src/build"), join(folder, "src/build"), { recursive: true });
		symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
		writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
		writeFileSync(join(folder, ".clasp.json"), '{ "scriptId": "1abc", "rootDir": "dist" }');
		const bin = join(folder, "bin");
		mkdirSync(bin);
		const log = join(folder, "calls");
		for (const tool of ["npm", "npx"]) {
			writeFileSync(join(bin, tool), `#!/bin/sh\necho "$@" >> '${log}'\necho '${answer}'\n`);
			chmodSync(join(bin, tool), 0o755);
		}
		const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, "src/build/push.mjs")], {
			cwd: folder,
			encoding: "utf8",
			env: { ...process.env, PATH: `${bin}${delimiter}${process.env["PATH"] ?? ""}` },
		});
		const calls = readFileSync(log, "utf8").trim().split("\n");
		rmSync(folder, { recursive: true });
		return { status, said: stdout + stderr, calls };
	}

	it(`trap 14, fact 135: ${script?.name}`, () => {
		const skipped = push(script?.code ?? "");
		expect(skipped.said).toContain(script?.message);
		expect(skipped.status).toBe(1);
		expect(skipped.calls).toContain("clasp push --force");
		expect(push("Pushed 3 files.").status).toBe(0);
	});
});

it("every trap has its bad script", () => {
	expect([...new Set(BAD_SCRIPTS.map(({ trap }) => trap))]).toEqual(
		Array.from({ length: 15 }, (_, index) => index + 1),
	);
});
