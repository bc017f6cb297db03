import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Day, WallTime } from "../../../src/domain/calendar/day";
import type { KpiOptions } from "../../../src/domain/kpi/engine";
import {
	type SourceScore,
	sourceScoresOf,
	sumOfScores,
	WINDOWS,
} from "../../../src/domain/kpi/source-scores";
import { foldAll, metricRows } from "./fold-all";
import { activity, day, deal, type LeadRow, lead, randomTables, type Tables, time } from "./tables";

const AS_OF = day("2026-11-21");

const scoresOf = (tables: Tables, options: Partial<KpiOptions> = {}) =>
	sourceScoresOf(foldAll(tables, AS_OF, options));

describe("sourceScoresOf", () => {
	const fair = (row: Partial<LeadRow>) =>
		lead({ created: time("2026-08-20"), campaign: "展示会A 2026", ...row });
	const soon = fair({ verdict: "in", mqlOn: day("2026-09-01") });
	const late = fair({ verdict: "in" });
	const out = fair({ verdict: "out" });
	const quiet = fair({ created: time("2026-08-25 10:00") });
	const seminar = lead({ created: time("2026-11-10 15:00"), campaign: "セミナーB", verdict: "in" });
	const web = lead({ created: time("2026-11-20"), channel: "web" });
	const undated = lead({ campaign: "名簿" });
	const tables: Tables = {
		leads: [soon, late, out, quiet, seminar, web, undated],
		deals: [
			// 商談 on the 30th day, won later; 商談 on the 61st.
			deal({
				lead: soon,
				created: time("2026-09-19"),
				closes: time("2026-10-30"),
				outcome: "won",
				amount: 100,
			}),
			deal({ lead: late, created: time("2026-10-20") }),
			// Before its lead: no 商談 of it.
			deal({ lead: out, created: time("2026-08-19") }),
		],
		activities: [
			// Taking a card is where the lead comes from, nobody was reached, and a visit to a page is no touch.
			activity({ lead: quiet, at: time("2026-08-25 11:00"), type: "card" }),
			activity({ lead: quiet, at: time("2026-08-26"), type: "call_out", result: "absent" }),
			activity({ lead: quiet, at: time("2026-08-27"), type: "page_view" }),
			activity({ lead: soon, at: time("2026-09-19"), type: "call_out", result: "connected" }),
			activity({ lead: late, at: time("2026-09-20"), type: "email_out" }),
			// Before the lead came, and after 90 days.
			activity({ lead: out, at: time("2026-08-19"), type: "call_out", result: "connected" }),
			activity({ lead: out, at: time("2026-11-19"), type: "call_out", result: "connected" }),
			activity({ lead: seminar, at: time("2026-11-10 15:01"), type: "email_out" }),
		],
	};

	it("tells of each event how many came, how good they are, and what became of them in 30, 60 and 90 days", () => {
		const { cut, named } = scoresOf(tables);
		expect(cut).toBe("campaign");
		expect(named.map(({ name }) => name)).toEqual(["セミナーB", "展示会A 2026", "名簿"]);
		expect(named[1]).toEqual({
			name: "展示会A 2026",
			first: day("2026-08-20"),
			last: day("2026-08-25"),
			leads: 4,
			dated: 4,
			judged: 3,
			target: 2,
			qualified: 1,
			ordered: 1,
			windows: [
				{ touched: 1, converted: 1, finalOn: null },
				{ touched: 2, converted: 1, finalOn: null },
				// The last card was entered on August 25: its 90 days end on November 23.
				{ touched: 2, converted: 2, finalOn: day("2026-11-23") },
			],
		} satisfies SourceScore);
	});

	it("is final on the very day on which the last lead has had its time", () => {
		const finalOn = (on: string) =>
			sourceScoresOf(foldAll({ ...tables, leads: [quiet], deals: [], activities: [] }, day(on))).named[0]
				?.windows[2]?.finalOn;
		expect(finalOn("2026-11-22")).toBe(day("2026-11-23"));
		expect(finalOn("2026-11-23")).toBeNull();
	});

	it("leaves an event of these days open in every window", () => {
		expect(scoresOf(tables).named[0]?.windows).toEqual([
			{ touched: 1, converted: 0, finalOn: day("2026-12-10") },
			{ touched: 1, converted: 0, finalOn: day("2027-01-09") },
			{ touched: 1, converted: 0, finalOn: day("2027-02-08") },
		]);
	});

	it("knows of no windows of leads without a date", () => {
		const none = { touched: 0, converted: 0, finalOn: null };
		expect(scoresOf(tables).named[2]).toMatchObject({
			first: null,
			leads: 1,
			dated: 0,
			windows: [none, none, none],
		});
	});

	it("goes by channel, the largest first, where nobody wrote an event down", () => {
		const plain = ["web", "紹介", "web", null].map((channel) =>
			lead({ created: time("2026-11-01"), channel }),
		);
		const { cut, named, unnamed, total } = scoresOf({ leads: plain, deals: [], activities: [] });
		expect(cut).toBe("channel");
		expect(named.map(({ name, leads }) => [name, leads])).toEqual([
			["web", 2],
			["紹介", 1],
		]);
		expect([unnamed.leads, total.leads]).toEqual([1, 4]);
	});

	it("has a total of nothing", () => {
		expect(scoresOf({ leads: [], deals: [], activities: [] })).toMatchObject({
			named: [],
			total: { leads: 0 },
		});
	});
});

const dayOf = (at: WallTime): number => Math.floor(at / 86_400);

/** Not before its lead was created, as far as the times of day are known. */
function isAfter(at: WallTime, created: WallTime): boolean {
	const isTimed = at % 86_400 !== 0 && created % 86_400 !== 0;
	return isTimed ? at >= created : dayOf(at) >= dayOf(created);
}

describe("random workbooks", () => {
	const seeds = fc.integer({ min: 0, max: 2 ** 31 });

	it("count what a filter over all rows counts", () => {
		fc.assert(
			fc.property(seeds, (seed) => {
				const tables = randomTables(seed, AS_OF);
				const { cut, named, unnamed } = scoresOf(tables);
				for (const score of [unnamed, ...named]) {
					const mine = tables.leads.filter((row) => (row[cut as "campaign"] ?? "") === score.name);
					expect(score.leads).toBe(mine.length);
					expect(score.target).toBe(mine.filter(({ verdict }) => verdict === "in").length);
					WINDOWS.forEach((days, at) => {
						const within = (row: LeadRow, times: readonly (WallTime | null)[]) =>
							times.some(
								(when) =>
									when !== null &&
									row.created !== null &&
									isAfter(when, row.created) &&
									dayOf(when) - dayOf(row.created) <= days,
							);
						const touches = tables.activities.filter(
							({ type, result, at: on }) =>
								["call_out", "email_out", "meeting"].includes(type ?? "") &&
								result !== "absent" &&
								on !== null &&
								dayOf(on) <= AS_OF,
						);
						const of = <Row extends { lead: LeadRow | null }>(rows: readonly Row[], row: LeadRow) =>
							rows.filter((each) => each.lead === row);
						expect(score.windows[at]).toMatchObject({
							touched: mine.filter((row) =>
								within(
									row,
									of(touches, row).map(({ at: on }) => on),
								),
							).length,
							converted: mine.filter((row) =>
								within(
									row,
									of(tables.deals, row).map(({ created }) => created),
								),
							).length,
						});
					});
				}
			}),
			{ numRuns: 60 },
		);
	});

	it("add up, never fall from one window to the next, and agree with the Metrics table", () => {
		fc.assert(
			fc.property(seeds, fc.constantFrom("deal", "meeting", "appointment"), (seed, conversion) => {
				const tables = randomTables(seed, AS_OF);
				const { cut, named, unnamed, total } = scoresOf(tables, { conversion });
				expect(sumOfScores([unnamed, ...named], AS_OF)).toEqual(total);
				expect(total.leads).toBe(tables.leads.length);
				const rows = metricRows(tables, AS_OF, {}, { conversion });
				const counted = (metric: string, { name }: SourceScore) => {
					const row = rows.find(
						(each) => each.metric === metric && each.period === "all" && each.dimension === `${cut}:${name}`,
					);
					return row?.numerator ?? row?.value ?? 0;
				};
				for (const score of [unnamed, ...named]) {
					const [first, second, third] = score.windows;
					expect(third!.touched).toBeLessThanOrEqual(score.dated);
					expect(first!.touched).toBeLessThanOrEqual(second!.touched);
					expect(second!.converted).toBeLessThanOrEqual(third!.converted);
					// A channel may have no leads but deals; then it has no score.
					expect(counted("leads_new", score)).toBe(score.leads);
					expect(counted("target_rate", score)).toBe(score.target);
					expect(counted("mql", score)).toBe(score.qualified);
					expect(counted("touched_30d", score)).toBe(first!.touched);
					expect(counted("deal_rate", score)).toBe(third!.converted);
				}
			}),
			{ numRuns: 60 },
		);
	});

	it("order events by the day of their first lead", () => {
		fc.assert(
			fc.property(seeds, (seed) => {
				const { cut, named } = scoresOf(randomTables(seed, AS_OF));
				const days = named.map(({ first }) => first ?? (-1e9 as Day));
				if (cut === "campaign") expect([...days].sort((a, b) => b - a)).toEqual(days);
			}),
			{ numRuns: 30 },
		);
	});
});
