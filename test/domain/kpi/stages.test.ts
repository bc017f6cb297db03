import { describe, expect, it } from "vitest";
import { type Stage, type StageDeals, stagesOf } from "../../../src/domain/kpi/stages";
import type { DealOutcome } from "../../../src/domain/records";

const STAGES: Stage[] = [
	{ name: "ヒアリング", outcome: "open", probability: 0.1 },
	{ name: "提案", outcome: null, probability: 0.5 },
	{ name: "合意", outcome: "open", probability: null },
	{ name: "契約", outcome: "won", probability: 1 },
	{ name: "失注", outcome: "lost", probability: 0 },
];

interface Row {
	outcome: DealOutcome | null;
	stage: string | null;
	amount?: number;
	currency?: string;
	probability?: number;
	company?: number;
}

const columns = (rows: Row[]): StageDeals => ({
	size: rows.length,
	outcome: rows.map((row) => row.outcome),
	stage: rows.map((row) => row.stage),
	amount: rows.map((row) => row.amount ?? null),
	currency: rows.map((row) => row.currency ?? null),
	probability: rows.map((row) => row.probability ?? null),
	company: rows.map((row) => row.company ?? -1),
});

describe("stagesOf", () => {
	const table = stagesOf(
		columns([
			{ outcome: "open", stage: "ヒアリング", amount: 1_000_000, company: 1 },
			{ outcome: "open", stage: " ヒアリング ", amount: 500_000, currency: "JPY", company: 1 },
			{ outcome: "open", stage: "ヒアリング", probability: 0.4, company: 2 },
			{ outcome: "open", stage: "提案", amount: 2_000_000, probability: 0.8 },
			{ outcome: "open", stage: "提案", amount: 999, currency: "USD", company: 3 },
			{ outcome: "open", stage: "合意", amount: 300_000, company: 4 },
			{ outcome: "open", stage: "口約束", amount: 100_000, probability: 0.2, company: 5 },
			{ outcome: "open", stage: null },
			{ outcome: "won", stage: "契約", amount: 800_000 },
			{ outcome: "lost", stage: "提案" },
			{ outcome: "lost", stage: "失注" },
			{ outcome: null, stage: "提案" },
		]),
		STAGES,
		"JPY",
	);

	it("lists the open stages in the team's order: companies, deals, amount, weighted amount", () => {
		expect(table.stages).toEqual([
			{
				stage: "ヒアリング",
				deals: 3,
				companies: 2,
				withoutCompany: 0,
				amount: 1_500_000,
				weighted: 150_000,
				unpriced: 1,
				unweighted: 1,
				reached: 8,
			},
			{
				stage: "提案",
				deals: 2,
				companies: 1,
				withoutCompany: 1,
				amount: 2_000_000,
				weighted: 1_600_000,
				unpriced: 1,
				unweighted: 1,
				reached: 5,
			},
			{
				stage: "合意",
				deals: 1,
				companies: 1,
				withoutCompany: 0,
				amount: 300_000,
				weighted: 0,
				unpriced: 0,
				unweighted: 1,
				reached: 2,
			},
		]);
	});

	it("counts stages off the list, lost deals of unknown height and deals without outcome apart", () => {
		expect(table.unknown).toMatchObject({
			stage: "",
			deals: 2,
			amount: 100_000,
			weighted: 20_000,
			unpriced: 1,
		});
		expect([table.lostUnknown, table.undecided]).toEqual([1, 1]);
	});

	it("never reaches a later stage more often than an earlier one", () => {
		const reached = table.stages.map((row) => row.reached);
		expect(reached).toEqual([...reached].sort((a, b) => b - a));
	});

	it("has minor units of its currency", () => {
		const { stages } = stagesOf(
			columns([{ outcome: "open", stage: "提案", amount: 12_345, currency: "USD" }]),
			STAGES,
			"USD",
		);
		expect(stages[1]).toMatchObject({ amount: 123.45, weighted: 61.725 });
	});

	it("has no stage where the team has none", () => {
		const { stages, unknown } = stagesOf(columns([{ outcome: "open", stage: "提案" }]), [], "JPY");
		expect(stages).toEqual([]);
		expect(unknown.deals).toBe(1);
	});
});
