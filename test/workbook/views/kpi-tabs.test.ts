import { describe, expect, it } from "vitest";
import { type Day, dayOf, type Month, monthOf } from "../../../src/domain/calendar/day";
import { metrics } from "../../../src/domain/kpi/catalogue";
import type { Cohort, CohortCell, Cohorts } from "../../../src/domain/kpi/cohorts";
import type { MetricRow } from "../../../src/domain/kpi/engine";
import type { Response } from "../../../src/domain/kpi/response";
import { selfCheck } from "../../../src/domain/kpi/self-check";
import {
	type SourceScore,
	type SourceScores,
	sumOfScores,
	WINDOWS,
} from "../../../src/domain/kpi/source-scores";
import { pairedGoals } from "../../../src/domain/planning/paired-goals";
import { LANGUAGES, messagesIn } from "../../../src/locale";
import type { Cell } from "../../../src/workbook/codec";
import {
	ALIGNMENT_COLUMN,
	type AlignmentInput,
	alignmentBlock,
	alignmentLayout,
	currentHalf,
} from "../../../src/workbook/views/alignment";
import { cohortsBlock, cohortsLayout } from "../../../src/workbook/views/cohorts";
import { kpiCheckBlock, kpiCheckLayout } from "../../../src/workbook/views/kpi-check";
import { AS_OF, CONTEXT, dateCell, figureRow, flaws, someFigures } from "./fixture";

const ja = messagesIn("ja");
const STYLE = { amountUnit: "tenThousand", taxIncluded: false, fiscalFirstMonth: 4 } as const;

/** The row in which a text stands in a column, counted from 0. */
function rowOf(block: readonly (readonly Cell[])[], text: string, column = 0): number {
	const row = block.findIndex((cells) => cells[column] === text);
	if (row < 0) throw new RangeError(`no row ${text}`);
	return row;
}

/** 13 cohorts of 20 leads: one more deal each month, no order. */
function someCohorts(): Cohorts {
	const last = monthOf(AS_OF);
	return {
		undated: 3,
		cohorts: Array.from({ length: 13 }, (_, index): Cohort => {
			const month = (last - 12 + index) as Month;
			const cells = (of: (since: number) => number) =>
				Array.from({ length: 13 }, (_, since): CohortCell | null =>
					since > 12 - index
						? null
						: { count: of(since), share: of(since) / 20, isFinal: since < 12 - index },
				);
			const period = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
			return { month, period, n: 20, deal: cells((since) => since + 1), order: cells(() => 0) };
		}),
	};
}

describe("cohortsBlock", () => {
	const block = cohortsBlock(someCohorts(), ja);

	it("is a triangle: months to come are blank", () => {
		const first = rowOf(block, "2025/11");
		expect(block[first]).toEqual(["2025/11", 20, ...Array.from({ length: 13 }, (_, i) => (i + 1) / 20)]);
		expect(block[rowOf(block, "2026/10")]?.slice(0, 6)).toEqual(["2026/10", 20, 0.05, 0.1, "", ""]);
		expect(block[rowOf(block, "2026/11")]?.slice(0, 5)).toEqual(["2026/11", 20, 0.05, "", ""]);
	});

	it("counts leads without a date aloud", () => {
		expect(block[0]?.[0]).toContain("作成日のないリード3件");
		expect(cohortsBlock({ ...someCohorts(), undated: 0 }, ja)[0]?.[0]).not.toContain("作成日のない");
	});

	it("has no share where a month has no leads", () => {
		const { cohorts } = someCohorts();
		const none = { count: 0, share: null, isFinal: true };
		const empty = cohorts.map((cohort, i) => (i === 0 ? { ...cohort, n: 0, deal: [none] } : cohort));
		const cells = cohortsBlock({ cohorts: empty, undated: 0 }, ja);
		expect(cells[rowOf(cells, "2025/11")]?.slice(0, 4)).toEqual(["2025/11", 0, "", ""]);
	});

	it("slants the month that is not over, and only that", () => {
		const first = rowOf(block, "2025/11");
		const slanted = cohortsLayout(ja)
			.styles.filter(({ style }) => style.italic === true)
			.map(({ area }) => `${area.row} ${area.column} ${area.rows} ${area.columns}`);
		for (let index = 0; index < 13; index++) {
			const row = first + index;
			const last = block[row]?.reduce((at: number, cell, i) => (cell === "" ? at : i), -1) ?? -1;
			expect(slanted).toContain(`${row + 1} ${last + 1} 1 1`);
		}
		expect(slanted).toHaveLength(26);
	});
});

describe("kpiCheckBlock", () => {
	const check = (rows: readonly MetricRow[], kgis: string[], kpis: string[], messages = ja) =>
		kpiCheckBlock(selfCheck(rows, { kgis, kpis, asOf: AS_OF }), messages);

	it("answers with evidence, and says what to do where the answer is no", () => {
		const rows = [
			figureRow("won_amount", { value: 5, n: 1, completeness: 0.957 }),
			figureRow("win_rate_closed", { value: 0.5, n: 4, denominator: 4, completeness: 1 }),
		];
		const block = check(rows, ["won_amount"], ["win_rate_closed"]);
		expect(block[rowOf(block, "正確に測れているか")]?.slice(1, 4)).toEqual([
			"はい",
			"受注額 充足率95%、受注率(同期間) 充足率100%",
			"",
		]);
		const aligned = block[rowOf(block, "分母の基準日が揃っているか")];
		expect(aligned?.[1]).toBe("要確認");
		expect(aligned?.[2]).toBe("受注率(同期間) 同期間の比");
		expect(aligned?.[3]).not.toBe("");
		expect(block[0]?.[2]).toMatch(/^6つの問いのうち\d/);
	});

	it("counts the goals", () => {
		const block = check([], ["won_amount", "mql"], ["a", "b", "c", "d", "e", "f"]);
		const simple = block[rowOf(block, "KGIは1つ、KPIは5つまでか")];
		expect(simple?.[1]).toBe("要確認");
		expect(simple?.[2]).toContain("KGI 2個、KPI 6個");
	});

	it("defines every metric from its declaration", () => {
		const block = check([], ["won_amount"], ["mql"]);
		const at = rowOf(block, "指標の定義");
		expect(block.length - at - 2).toBe(metrics().length);
		expect(block[rowOf(block, "商談化率")]).toEqual([
			"商談化率",
			"率",
			ja.metricDefinitions["deal_rate"],
			"リード作成日",
			90,
			"インサイドセールス",
			"高いほど良い",
			"コホート",
		]);
		expect(block[rowOf(block, "進行中の商談")]?.slice(3, 5)).toEqual(["現在", ""]);
	});
});

const HALF = "half:2026-10";
/** Rates of a month that is final: 20 % deals, 25 % orders, 1,200,000 yen an order, 20 % MQLs. */
const HISTORY: MetricRow[] = [
	figureRow("deal_rate", { period: "2026-05", value: 0.2, numerator: 20, denominator: 100, n: 100 }),
	figureRow("win_rate_cohort", { period: "2026-05", value: 0.25, numerator: 5, denominator: 20, n: 20 }),
	figureRow("average_order", {
		period: "2026-05",
		numerator: 6_000_000,
		denominator: 5,
		value: 1_200_000,
		n: 5,
	}),
	figureRow("mql_rate", { period: "2026-05", value: 0.2, numerator: 20, denominator: 100, n: 100 }),
	// Not final: it counts for nothing.
	figureRow("deal_rate", {
		period: "2026-10",
		value: 1,
		numerator: 50,
		denominator: 50,
		n: 50,
		provisionalUntil: (AS_OF + 60) as Day,
	}),
];
const targets = (amount: number, mql: number): MetricRow[] => [
	figureRow("won_amount", { period: HALF, value: 9_000_000, n: 4, target: amount }),
	figureRow("mql", { period: HALF, value: 30, n: 30, target: mql }),
];

describe("pairedGoals", () => {
	it("needs 300,000 yen an MQL of 30,000,000 yen and 100 MQLs", () => {
		// An MQL brings 0.2 × 0.25 × 1,200,000 ÷ 0.2 = 300,000 yen.
		const goals = pairedGoals([...HISTORY, ...targets(30_000_000, 100)], HALF);
		expect(goals).toMatchObject({ needed: 300_000, verdict: "fits", mqlNeeded: 100 });
		expect(goals.own).toBeCloseTo(300_000, 6);
		expect(goals.dealRate).toEqual({ value: 0.2, n: 100 });
	});

	it.each([
		["short", 30_000_000, 80, 100],
		["ample", 30_000_000, 120, 100],
		["fits", 30_000_000, 91, 100],
	])("is %s for %d yen of %d MQLs", (verdict, amount, mql, mqlNeeded) => {
		const goals = pairedGoals([...HISTORY, ...targets(amount, mql)], HALF);
		expect(goals).toMatchObject({ verdict, mqlNeeded });
	});

	it("divides by no target of 0 and by no history", () => {
		expect(pairedGoals([...HISTORY, ...targets(30_000_000, 0)], HALF)).toMatchObject({
			needed: null,
			verdict: "no_target",
		});
		expect(pairedGoals(targets(30_000_000, 100), HALF)).toMatchObject({ own: null, verdict: "no_history" });
		expect(pairedGoals(HISTORY, HALF)).toMatchObject({ verdict: "no_target", amountTarget: null });
	});
});

const RESPONSE: Response = {
	buckets: (["5m", "10m", "30m", "60m", "same_day", "later", "none"] as const).map((id, index) => ({
		id,
		leads: 40,
		n: index === 6 ? 0 : 30,
		converted: 9,
		rate: index === 6 ? null : 0.3,
		low: index === 6 ? null : 0.183,
		high: index === 6 ? null : 0.451,
	})),
	untimed: 7,
	maturityDays: 90,
	difference: { reason: "overlap", faster: null, slower: null },
};

/** An event whose leads all came on one day. */
function score(
	name: string,
	on: Day | null,
	leads: number,
	touched: readonly number[],
	converted: readonly number[],
): SourceScore {
	return {
		name,
		first: on,
		last: on,
		leads,
		dated: on === null ? 0 : leads,
		judged: leads / 2,
		target: leads / 5,
		qualified: 4,
		ordered: 1,
		windows: WINDOWS.map((days, at) => ({
			touched: touched[at]!,
			converted: converted[at]!,
			finalOn: on === null || on + days <= AS_OF ? null : ((on + days) as Day),
		})),
	};
}

function scores(cut: SourceScores["cut"], named: SourceScore[]): SourceScores {
	const unnamed = score("", dayOf(2026, 5, 1), 10, [1, 1, 1], [0, 0, 0]);
	return { cut, named, unnamed, total: sumOfScores([unnamed, ...named], AS_OF) };
}

function input(rows: readonly MetricRow[], more: Partial<AlignmentInput> = {}): AlignmentInput {
	return {
		rows,
		period: HALF,
		asOf: AS_OF,
		goals: pairedGoals(rows, HALF),
		gauge: { perDay: 30, required: 600, workable: 450, difference: -150, dryOn: dayOf(2026, 12, 14) },
		businessDays: 20,
		touchesPerLead: 1,
		reached: new Map([
			["展示会", { leads: 10, touched: 4 }],
			[null, { leads: 10, touched: 4 }],
		]),
		response: RESPONSE,
		scores: scores("campaign", [
			score("展示会B 2026", dayOf(2026, 11, 4), 40, [10, 10, 10], [0, 0, 0]),
			score("展示会A 2026", dayOf(2026, 8, 19), 50, [20, 40, 45], [2, 3, 5]),
		]),
		stages: {
			stages: [
				{
					stage: "提案",
					deals: 3,
					companies: 2,
					withoutCompany: 0,
					amount: 5_000_000,
					weighted: 2_500_000,
					unpriced: 0,
					unweighted: 0,
					reached: 9,
				},
			],
			unknown: {
				stage: "",
				deals: 0,
				companies: 0,
				withoutCompany: 0,
				amount: 0,
				weighted: 0,
				unpriced: 0,
				unweighted: 0,
				reached: 0,
			},
			lostUnknown: 0,
			undecided: 0,
		},
		currency: "JPY",
		...more,
	};
}

describe("alignmentBlock", () => {
	const rows = [
		...HISTORY,
		...targets(30_000_000, 80),
		figureRow("leads_new", { period: HALF, dimension: "channel:展示会", value: 10, n: 10 }),
		figureRow("target_rate", { period: HALF, dimension: "channel:展示会", value: 0.6, n: 5, denominator: 5 }),
		figureRow("deal_rate", {
			period: HALF,
			dimension: "channel:展示会",
			value: 0.1,
			n: 10,
			provisionalUntil: (AS_OF + 130) as Day,
		}),
		figureRow("leads_new", { period: HALF, value: 10, n: 10 }),
	];
	const blockOf = (more: Partial<AlignmentInput> = {}, messages = ja) =>
		alignmentBlock(input(rows, more), messages, CONTEXT, STYLE);
	const block = blockOf();

	it("names the term and sets the two goals against the own record", () => {
		expect(block[0]?.[3]).toBe("2026年度 下期(2026/10/01〜2027/03/31、2026/11/21時点)");
		const goals = rowOf(block, "受注額の目標");
		expect(block[goals + 1]?.slice(0, 4)).toEqual(["3,000万円", "80件", "375,000円", "300,000円"]);
		expect(block[goals + 1]?.slice(5, 9)).toEqual(["20.0%", "25.0%", "120万円", "20.0%"]);
		expect(block[goals + 2]?.slice(5, 9)).toEqual(["n=100", "n=20", "n=5", "n=100"]);
		expect(block[goals + 3]?.[0]).toBe(
			"目標が噛み合っていません。MQL1件に375,000円が要りますが、実績では300,000円です。今の率と単価なら、MQLは100件要ります。",
		);
	});

	it("says how many leads are missing and when they run dry", () => {
		const gauge = rowOf(block, "1日の活動(全員)");
		expect(block[gauge + 1]?.slice(0, 7)).toEqual([30, 20, 1, 600, 450, -150, dateCell(2026, 12, 14)]);
		expect(block[gauge + 2]?.[0]).toBe("リードが150件足りません。今のペースだと2026/12/14に回り切ります。");
		const nobody = blockOf({
			gauge: { perDay: 0, required: null, workable: 450, difference: null, dryOn: null },
		});
		expect(nobody[gauge + 1]?.slice(3, 7)).toEqual(["", 450, "", ""]);
		expect(nobody[gauge + 2]?.[0]).toContain("活動がない");
	});

	it("shows each channel from the first touch to the order, and the total", () => {
		expect(block[rowOf(block, "展示会")]?.slice(0, 12)).toEqual([
			"展示会",
			10,
			0.6,
			5,
			0,
			0.4,
			0,
			0,
			0,
			0.1,
			10,
			dateCell(2027, 3, 31),
		]);
		expect(block[rowOf(block, "合計")]?.slice(0, 6)).toEqual(["合計", 10, "", 0, 30, 0.4]);
	});

	it("shows what became of each event, the windows that are open with the day on which they close", () => {
		const at = rowOf(block, "施策");
		expect(block[at]?.slice(5, 13)).toEqual([
			"初回接触率\n30日以内",
			"初回接触率\n60日以内",
			"初回接触率\n90日以内",
			"商談化\n30日以内",
			"商談化\n60日以内",
			"商談化\n90日以内",
			"受注\nこれまで",
			"確定日\n(90日)",
		]);
		expect(block[at + 1]).toEqual([
			"展示会B 2026",
			...[40, 8, 0.4, 4, 0.25, 0.25, 0.25, 0, 0, 0, 1],
			dateCell(2027, 2, 2),
		]);
		expect(block[at + 2]).toEqual(["展示会A 2026", ...[50, 10, 0.4, 4, 0.4, 0.8, 0.9, 2, 3, 5, 1], ""]);
		expect(block[at + 12]).toEqual(["未設定", ...[10, 2, 0.4, 4, 0.1, 0.1, 0.1, 0, 0, 0, 1], ""]);
		expect(block[at + 13]).toEqual([
			"合計",
			...[100, 20, 0.4, 12, 0.31, 0.51, 0.56, 2, 3, 5, 3],
			dateCell(2027, 2, 2),
		]);
	});

	it("slants what is not final: each window as long as it is open", () => {
		const row = rowOf(block, "展示会B 2026") + 1;
		const asOf = block[rowOf(block, "施策別の量と質(全期間、新しい順)")]?.[12];
		expect(asOf).toEqual(dateCell(2026, 11, 21));
		const rules = alignmentLayout(ja).conditionals.filter(({ area }) => area.row === row);
		const open = (columns: string, days: number) =>
			[...columns].map((column) => [column, `=AND(ISNUMBER($N${row}),$N${row}-${days}>$N$${row - 2})`]);
		expect(
			rules.map(({ area, when }) => [
				String.fromCharCode(64 + area.column),
				when.kind === "formula" ? when.formula : "",
			]),
		).toEqual([
			...open("G", 60),
			...open("H", 30),
			...open("I", 0),
			...open("J", 60),
			...open("K", 30),
			...open("LM", 0),
		]);
	});

	it("names the newest events and sums the others", () => {
		const many = Array.from({ length: 13 }, (_, back) =>
			score(`セミナー ${13 - back}`, (AS_OF - 100 - back) as Day, 10, [1, 2, 3], [0, 0, 1]),
		);
		const cells = blockOf({ scores: scores("campaign", many) });
		const at = rowOf(cells, "施策");
		expect(cells.slice(at + 1, at + 11).map(([name]) => name)).toEqual(
			many.slice(0, 10).map(({ name }) => name),
		);
		expect(cells[at + 11]).toEqual(["ほか3件", ...[30, 6, 0.4, 12, 0.1, 0.2, 0.3, 0, 0, 3, 3], ""]);
		expect(cells[at + 13]?.slice(0, 2)).toEqual(["合計", 140]);
	});

	it("knows nothing of windows where no lead is dated, and goes by channel where there is no event", () => {
		const cells = blockOf({ scores: scores("channel", [score("紹介", null, 10, [0, 0, 0], [0, 0, 0])]) });
		const title = rowOf(cells, "経路別の量と質(全期間、リードの多い順)");
		expect(cells[title + 1]?.[0]).toBe("経路");
		expect(cells[title + 2]).toEqual(["紹介", 10, 2, 0.4, 4, "", "", "", "", "", "", 1, ""]);
	});

	it("tells plainly whether speed shows, with n and intervals", () => {
		const first = rowOf(block, "5分以内");
		expect(block[first]?.slice(0, 5)).toEqual(["5分以内", 40, 30, 0.3, "18.3–45.1%"]);
		expect(block[first + 6]?.slice(0, 5)).toEqual(["反応なし", 40, 0, "", ""]);
		expect(block[first + 7]?.[0]).toBe("自社のデータでは、反応の早さによる差があるとは言えません。");
		expect(block[first + 8]?.[0]).toContain("作成時刻のないリード7件");
		const visible = blockOf({
			response: { ...RESPONSE, difference: { reason: "visible", faster: "5m", slower: "later" } },
		});
		expect(visible[first + 7]?.[0]).toBe(
			"自社のデータでは、5分以内の方が翌日以降より商談化率が高いと言えます。",
		);
	});

	it("lists open deals by stage, amounts in the team's unit", () => {
		const stage = rowOf(block, "提案", 6);
		expect(block[stage]?.slice(6, 12)).toEqual(["提案", 3, 2, 500, 250, 9]);
	});
});

describe("currentHalf", () => {
	it("is the newest half of the figures", () => {
		const rows = ["2026-11", "half:2026-04", "half:2026-10", "year:2026-04"].map((period) =>
			figureRow("mql", { period }),
		);
		expect(currentHalf(rows)).toBe("half:2026-10");
	});
});

describe.each(LANGUAGES)("the new tabs in %s", (language) => {
	const messages = messagesIn(language);

	it("have only cells that Sheets keeps as they are", () => {
		const rows = [...someFigures(["all", "channel:=1+1", "channel:"]), ...targets(30_000_000, 100)];
		const alignment = alignmentBlock(input(rows), messages, CONTEXT, STYLE);
		const check = kpiCheckBlock(selfCheck(rows, { kgis: ["won_amount"], kpis: [], asOf: AS_OF }), messages);
		expect(flaws(alignment, alignmentLayout(messages), { row: 1, column: ALIGNMENT_COLUMN })).toEqual([]);
		expect(
			flaws(cohortsBlock(someCohorts(), messages), cohortsLayout(messages), { row: 1, column: 1 }),
		).toEqual([]);
		expect(flaws(check, kpiCheckLayout(messages), { row: 1, column: 1 })).toEqual([]);
	});

	it("leave no blank of a sentence unfilled", () => {
		const rows = [...HISTORY, ...targets(30_000_000, 80)];
		const blocks = [
			alignmentBlock(input(rows), messages, CONTEXT, STYLE),
			cohortsBlock(someCohorts(), messages),
			kpiCheckBlock(selfCheck(rows, { kgis: ["won_amount", "x"], kpis: ["mql"], asOf: AS_OF }), messages),
		];
		const unfilled = blocks.flat(2).filter((cell) => /\{\w+\}/.test(String(cell)));
		expect(unfilled).toEqual([]);
	});
});
