import { describe, expect, it } from "vitest";
import { responseOf, wilson } from "../../../src/domain/kpi/response";
import { foldAll } from "./fold-all";
import { type ActivityRow, activity, type DealRow, day, deal, type LeadRow, lead, time } from "./tables";

const AS_OF = day("2026-11-21");

describe("wilson", () => {
	// By hand with z² = 2.70554: (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) ÷ (1 + z²/n).
	it.each([
		{ x: 0, n: 10, low: 0, high: 0.2129 },
		{ x: 5, n: 10, low: 0.2693, high: 0.7307 },
		{ x: 10, n: 10, low: 0.7871, high: 1 },
	])("$x of $n", ({ x, n, low, high }) => {
		expect(wilson(x, n)?.low).toBeCloseTo(low, 4);
		expect(wilson(x, n)?.high).toBeCloseTo(high, 4);
	});

	it("has none of nothing", () => {
		expect(wilson(0, 0)).toBeNull();
	});
});

describe("responseOf", () => {
	const created = "2026-06-01 10:00";
	const bucketOf = (attempts: Partial<ActivityRow>[], at = created) => {
		const of = lead({ created: time(at) });
		const activities = attempts.map((row) => activity({ lead: of, type: "call_out", ...row }));
		const { buckets } = responseOf(foldAll({ leads: [of], deals: [], activities }, AS_OF));
		return buckets.find(({ leads }) => leads === 1)?.id;
	};
	const within = (seconds: number) => ({ at: (time(created) + seconds) as NonNullable<ActivityRow["at"]> });

	it.each([
		{ name: "at once", attempts: [within(0)], bucket: "5m" },
		{ name: "300 s", attempts: [within(300)], bucket: "5m" },
		{ name: "301 s", attempts: [within(301)], bucket: "10m" },
		{ name: "10 minutes", attempts: [within(600)], bucket: "10m" },
		{ name: "30 minutes", attempts: [within(1800)], bucket: "30m" },
		{ name: "60 minutes", attempts: [within(3600)], bucket: "60m" },
		{ name: "61 minutes", attempts: [within(3660)], bucket: "same_day" },
		{ name: "the next morning", attempts: [within(80_000)], bucket: "later" },
		{ name: "the same day without a clock", attempts: [{ at: time("2026-06-01") }], bucket: "same_day" },
		{ name: "a later day without a clock", attempts: [{ at: time("2026-06-03") }], bucket: "later" },
		{
			name: "nobody answering counts as an attempt",
			attempts: [{ ...within(60), result: "absent" }],
			bucket: "5m",
		},
		{ name: "the first of several", attempts: [within(9000), within(400), within(90_000)], bucket: "10m" },
		{ name: "one before the lead", attempts: [within(-60)], bucket: "none" },
		{ name: "what the customer did", attempts: [{ ...within(60), type: "page_view" }], bucket: "none" },
		{ name: "a memo", attempts: [{ ...within(60), type: "memo" }], bucket: "none" },
		{ name: "without a date", attempts: [{ at: null }], bucket: "none" },
		{ name: "nothing", attempts: [], bucket: "none" },
	] as const)("$name", ({ attempts, bucket }) => {
		expect(bucketOf([...attempts])).toBe(bucket);
	});

	it("takes 30 minutes over midnight for 30 minutes, and no attempt of days to come", () => {
		expect(bucketOf([{ at: time("2026-06-02 00:10") }], "2026-06-01 23:45")).toBe("30m");
		expect(bucketOf([{ at: time("2026-11-22 10:00") }])).toBe("none");
	});

	it("counts leads without a time of day apart", () => {
		const leads = [lead({ created: time("2026-06-01") }), lead({})];
		const { untimed, buckets } = responseOf(foldAll({ leads, deals: [], activities: [] }, AS_OF));
		expect(untimed).toBe(1);
		expect(buckets.map(({ leads: count }) => count)).toEqual([0, 0, 0, 0, 0, 0, 0]);
	});

	/** Leads answered after some seconds, the first of them with a deal within 90 days. */
	function answered(seconds: number, count: number, converted: number, on = created) {
		const leads: LeadRow[] = [];
		const deals: DealRow[] = [];
		const activities: ActivityRow[] = [];
		for (let index = 0; index < count; index++) {
			const of = lead({ created: time(on) });
			leads.push(of);
			const at = (time(on) + seconds) as NonNullable<ActivityRow["at"]>;
			activities.push(activity({ lead: of, at, type: "call_out" }));
			if (index < converted) deals.push(deal({ lead: of, created: time(on) }));
		}
		return { leads, deals, activities };
	}
	const together = (...parts: ReturnType<typeof answered>[]) =>
		responseOf(
			foldAll(
				{
					leads: parts.flatMap((part) => part.leads),
					deals: parts.flatMap((part) => part.deals),
					activities: parts.flatMap((part) => part.activities),
				},
				AS_OF,
			),
		);

	it("compares only leads whose 90 days are over", () => {
		const { buckets, maturityDays } = together(
			answered(60, 4, 3),
			answered(60, 5, 5, "2026-08-23 10:00"),
			answered(60, 1, 0, "2026-08-24 10:00"),
		);
		expect(maturityDays).toBe(90);
		expect(buckets[0]).toMatchObject({ id: "5m", leads: 10, n: 9, converted: 8, rate: 8 / 9 });
	});

	it("says that a difference shows only where the intervals part", () => {
		expect(together(answered(60, 40, 30), answered(3000, 40, 8)).difference).toEqual({
			reason: "visible",
			faster: "5m",
			slower: "60m",
		});
		expect(together(answered(60, 40, 20), answered(3000, 40, 18)).difference.reason).toBe("overlap");
		// The slower ones did better: speed does not pay here.
		expect(together(answered(60, 40, 8), answered(3000, 40, 30)).difference.reason).toBe("overlap");
		expect(together(answered(60, 40, 30), answered(3000, 19, 0)).difference.reason).toBe("too_few");
		expect(together(answered(60, 40, 30)).difference).toEqual({
			reason: "too_few",
			faster: null,
			slower: null,
		});
	});
});
