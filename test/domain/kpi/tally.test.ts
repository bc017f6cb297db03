import { describe, expect, it } from "vitest";
import { Tally, Traits } from "../../../src/domain/kpi/tally";
import { randomOf } from "./tables";

describe("Tally", () => {
	const PERIODS = 16;

	it("counts and sums like a map, through every growth and a merge under other codes", () => {
		const random = randomOf(3);
		const below = (limit: number) => Math.floor(random() * limit);
		const expected = new Map<string, [number, number]>();
		const parts = [new Tally(PERIODS, true), new Tally(PERIODS, true)] as const;
		for (let record = 0; record < 20_000; record++) {
			const [name, period, trait, amount] = [below(400), below(PERIODS), below(below(40) + 1), below(1000)];
			const [count, sum] = expected.get(`${name} ${period} ${trait}`) ?? [0, 0];
			expected.set(`${name} ${period} ${trait}`, [count + 1, sum + amount]);
			parts[record % 2]!.addAmount(name, period, trait, amount);
		}
		const total = new Tally(PERIODS, true);
		const reversed = (size: number) => Int32Array.from({ length: size }, (_, code) => size - 1 - code);
		for (const part of parts) total.merge(part, reversed(400), reversed(40));
		const found = new Map<string, [number, number]>();
		for (let at = 0; at < total.size; at++) {
			const name = 399 - Math.floor(total.keys[at]! / PERIODS);
			found.set(`${name} ${total.keys[at]! % PERIODS} ${39 - total.traits[at]!}`, [
				total.counts[at]!,
				total.sums[at]!,
			]);
		}
		expect(new Map([...found].sort())).toEqual(new Map([...expected].sort()));
	});
});

describe("Traits", () => {
	it("tells facts and currencies apart", () => {
		const traits = new Traits();
		const codes = [traits.codeOf(5, 0), traits.codeOf(5, 1), traits.codeOf(4, 1), traits.codeOf(5, 0)];
		expect(codes).toEqual([0, 1, 2, 0]);
	});
});
