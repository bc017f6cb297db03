import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { chosenReadings, READINGS } from "../../../src/host/readings";
import { FACTS, PARTS_LEFT } from "./facts";

const folder = dirname(fileURLToPath(import.meta.url));
const sources = readdirSync(folder)
	.filter((name) => name.endsWith(".test.ts"))
	.map((name) => readFileSync(join(folder, name), "utf8"))
	.join("\n");
const named = new Set([...sources.matchAll(/["'`]fact (\d+): /g)].map((match) => Number(match[1])));

describe("the table of facts", () => {
	it("has all 137", () => {
		expect([...FACTS.keys()]).toEqual(Array.from({ length: 137 }, (_, index) => index + 1));
	});

	it("calls tested what has a test with its number, and nothing else", () => {
		const tested = [...FACTS].filter(([, state]) => state === "tested").map(([fact]) => fact);
		expect(tested.filter((fact) => !named.has(fact))).toEqual([]);
		expect([...named].filter((fact) => FACTS.get(fact) !== "tested")).toEqual([]);
	});

	it("says of parts left only where the rest is tested", () => {
		expect(Object.keys(PARTS_LEFT).filter((fact) => FACTS.get(Number(fact)) !== "tested")).toEqual([]);
	});
});

describe("the table of readings", () => {
	it("takes the first of each unless told otherwise, and every other one has its test", () => {
		for (const [name, { fact, readings }] of Object.entries(READINGS)) {
			expect(chosenReadings()).toHaveProperty(name, readings[0]);
			expect(named.has(fact), name).toBe(true);
			expect(sources.includes(`${name}: "${readings[1]}"`), name).toBe(true);
		}
	});
});
