import { describe, expect, it } from "vitest";
import { monthOf } from "../../../src/domain/calendar/day";
import { matrixOf } from "../../../src/domain/kpi/matrix";
import { metricRows } from "./fold-all";
import { day, deal, lead, randomTables, time } from "./tables";

const AS_OF = day("2026-11-21");

describe("matrixOf", () => {
	const at = (text: string, channel: string, owner: string) => lead({ created: time(text), channel, owner });
	const leads = [
		at("2026-11-02 10:00", "web", "佐藤"),
		at("2026-11-03 10:00", "web", "鈴木"),
		at("2026-11-03 10:00", "展示会", "佐藤"),
		at("2026-11-04 10:00", "紹介", "佐藤"),
		at("2026-10-05 10:00", "展示会", "鈴木"),
	];
	const deals = [
		deal({
			lead: leads[1]!,
			created: time("2026-11-04 10:00"),
			closes: time("2026-11-10"),
			outcome: "won",
			amount: 700_000,
			owner: "鈴木",
		}),
	];
	const month = monthOf(AS_OF);
	const rows = metricRows({ leads, deals, activities: [] }, AS_OF, {
		targets: [
			{ month, metric: "won_amount", dimension: "rep:鈴木", value: 1_000_000 },
			{ month, metric: "won_amount", dimension: "rep:新人", value: 500_000 },
		],
	});
	const shown = (cut: "channel" | "rep") =>
		matrixOf(rows, cut)
			.filter((row) => row.period >= "2026-10")
			.map((row) => [row.period, row.name]);

	it("lists channels by this month's leads, then by name, newest month first, total last", () => {
		expect(shown("channel")).toEqual([
			["2026-11", "web"],
			["2026-11", "展示会"],
			["2026-11", "紹介"],
			["2026-11", null],
			["2026-10", "展示会"],
			["2026-10", null],
		]);
	});

	it("lists reps by this month's amount, those with only a target too", () => {
		expect(shown("rep")).toEqual([
			["2026-11", "鈴木"],
			["2026-11", "佐藤"],
			["2026-11", "新人"],
			["2026-11", null],
			["2026-10", "鈴木"],
			["2026-10", null],
		]);
	});

	it("gives each figure its n, target and attainment", () => {
		const [suzuki, sato] = matrixOf(rows, "rep");
		expect(suzuki?.cells.won_amount).toMatchObject({
			value: 700_000,
			n: 1,
			target: 1_000_000,
			attainment: 0.7,
		});
		expect(suzuki?.cells.deal_rate).toMatchObject({ value: 1, n: 1, provisionalUntil: day("2027-02-28") });
		expect(sato?.cells).toMatchObject({ leads_new: { value: 3 }, won_amount: { value: 0 } });
		expect(sato?.cells.win_rate_cohort).toMatchObject({ value: null, n: 0 });
	});

	it("has a total for each of the thirteen months that its channels add up to", () => {
		const matrix = matrixOf(metricRows(randomTables(11, AS_OF), AS_OF, { currency: "JPY" }), "channel");
		const totals = matrix.filter((row) => row.name === null);
		expect(totals).toHaveLength(13);
		for (const total of totals) {
			const parts = matrix.filter((row) => row.period === total.period && row.name !== null);
			for (const metric of ["leads_new", "mql", "deals_new", "won_amount"] as const) {
				const sum = parts.reduce((so, row) => so + (row.cells[metric].value ?? 0), 0);
				expect(sum).toBe(total.cells[metric].value);
			}
		}
	});

	it("has nothing to show without rows", () => {
		expect(matrixOf([], "rep")).toEqual([]);
	});
});
