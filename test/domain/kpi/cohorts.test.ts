import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cohortsOf } from "../../../src/domain/kpi/cohorts";
import { foldAll, metricRows, rowOf } from "./fold-all";
import { activity, day, deal, lead, randomTables, type Tables, time } from "./tables";

const AS_OF = day("2026-11-21");

const won = (of: ReturnType<typeof lead>, created: string, closes: string) =>
	deal({ lead: of, created: time(created), closes: time(closes), outcome: "won" });

function handWorked(): Tables {
	const august = ["2026-08-01", "2026-08-15", "2026-08-31", "2026-08-31"].map((on) =>
		lead({ created: time(on) }),
	);
	const november = lead({ created: time("2026-11-03") });
	const [first, second, third] = august as [typeof november, typeof november, typeof november];
	return {
		leads: [...august, november, lead({}), lead({ created: time("2025-10-31") })],
		deals: [
			won(first, "2026-08-20", "2026-10-02"),
			// Its second deal counts for nothing new, but is the earlier order.
			won(first, "2026-09-01", "2026-09-05"),
			deal({ lead: second, created: time("2026-11-01"), outcome: "open" }),
			// 順序逆転 never counts.
			won(third, "2026-08-01", "2026-08-02"),
			deal({ lead: november, created: time("2026-11-20"), outcome: "open" }),
		],
		activities: [],
	};
}

describe("cohortsOf", () => {
	const { cohorts, undated } = cohortsOf(foldAll(handWorked(), AS_OF));
	const cohort = (period: string) => cohorts.find((one) => one.period === period)!;
	const counts = (cells: ReturnType<typeof cohort>["deal"]) =>
		cells.map((cell) => cell?.count ?? null).slice(0, 5);

	it("adds up month by month what became of the leads of a month", () => {
		expect(cohort("2026-08").n).toBe(4);
		expect(counts(cohort("2026-08").deal)).toEqual([1, 1, 1, 2, null]);
		expect(counts(cohort("2026-08").order)).toEqual([0, 1, 1, 1, null]);
		expect(cohort("2026-08").deal[3]).toEqual({ count: 2, share: 0.5, isFinal: false });
		expect(cohort("2026-08").deal[2]).toEqual({ count: 1, share: 0.25, isFinal: true });
		expect(counts(cohort("2026-11").deal)).toEqual([1, null, null, null, null]);
	});

	it("has a row for each month shown, leads or not, and counts the undated apart", () => {
		expect(cohorts.map(({ period }) => period)).toEqual([
			"2025-11",
			...["12", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11"].map((month) =>
				month === "12" ? "2025-12" : `2026-${month}`,
			),
		]);
		expect(cohort("2026-09").deal[0]).toEqual({ count: 0, share: null, isFinal: true });
		expect(undated).toBe(1);
	});

	it("takes the team's event for 商談化", () => {
		const of = lead({ created: time("2026-08-10 10:00") });
		const tables: Tables = {
			leads: [of],
			deals: [deal({ lead: of, created: time("2026-08-11") })],
			activities: [
				// Before the lead, not held, and yet to come.
				activity({ lead: of, at: time("2026-08-10 09:00"), type: "meeting" }),
				activity({ lead: of, at: time("2026-08-20 10:00"), type: "meeting", result: "absent" }),
				activity({ lead: of, at: time("2026-09-10 10:00"), type: "meeting" }),
				activity({ lead: of, at: time("2026-10-10 10:00"), type: "call_out", result: "appointment" }),
				activity({ lead: of, at: time("2026-11-22 10:00"), type: "call_out", result: "appointment" }),
			],
		};
		const firstOf = (conversion: "deal" | "meeting" | "appointment") => {
			const found = cohortsOf(foldAll(tables, AS_OF, { conversion })).cohorts.find(({ n }) => n === 1)!;
			return found.deal.findIndex((cell) => cell?.count === 1);
		};
		expect([firstOf("deal"), firstOf("meeting"), firstOf("appointment")]).toEqual([0, 1, 2]);
		const rows = metricRows(tables, AS_OF, {}, { conversion: "meeting" });
		expect(rowOf(rows, "conversions", "2026-09").value).toBe(1);
		expect(rowOf(rows, "deal_rate", "2026-08")).toMatchObject({ numerator: 1, denominator: 1 });
	});

	it("never falls along a row, stays within the cohort, and agrees with the month's new leads", () => {
		fc.assert(
			fc.property(fc.integer(), (seed) => {
				const tables = randomTables(seed, AS_OF);
				const rows = metricRows(tables, AS_OF);
				for (const { period, n, deal: deals, order } of cohortsOf(foldAll(tables, AS_OF)).cohorts) {
					expect(n).toBe(rowOf(rows, "leads_new", period).n);
					for (const cells of [deals, order]) {
						const known = cells.flatMap((cell) => (cell === null ? [] : [cell.count]));
						expect(known).toEqual([...known].sort((a, b) => a - b));
						expect(Math.max(0, ...known)).toBeLessThanOrEqual(n);
					}
					// An order comes after its deal.
					for (const [at, cell] of order.entries()) {
						expect(cell?.count ?? 0).toBeLessThanOrEqual(deals[at]?.count ?? 0);
					}
				}
			}),
			{ numRuns: 40 },
		);
	});
});
