import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MetricId } from "../../../src/domain/kpi/catalogue";
import type { MetricCard } from "../../../src/domain/kpi/dashboard";
import type { MetricRow } from "../../../src/domain/kpi/engine";
import { LANGUAGES, messagesIn } from "../../../src/locale";
import type { Cell } from "../../../src/workbook/codec";
import { type DashboardInput, dashboardBlock } from "../../../src/workbook/views/dashboard";
import { dashboardFormats, dashboardLayout } from "../../../src/workbook/views/dashboard-layout";
import {
	BAND,
	BAND_ROWS,
	CARDS,
	DASHBOARD_AREA,
	FUNNEL,
	KGI,
	LAST_REFRESH_CELL,
	LATE_CELL,
	ROWS,
	TREND,
} from "../../../src/workbook/views/dashboard-places";
import { kit } from "../../host/engine-kit";
import {
	AS_OF,
	CONTEXT,
	dashboardInput,
	dateCell,
	figureRow,
	flaws,
	formatAt,
	GOALS,
	someFigures,
	textPixels,
	wrappedLines,
} from "./fixture";

const ja = messagesIn("ja");
const SETTINGS = {
	amountUnit: "tenThousand",
	taxIncluded: false,
	kgi: [GOALS.kgi],
	kpis: GOALS.kpis,
} as const;

function blockOf(input: DashboardInput, messages = ja): (row: number, column: number) => Cell | undefined {
	const block = dashboardBlock(input, messages, CONTEXT);
	return (row, column) => block[row - DASHBOARD_AREA.row]?.[column - DASHBOARD_AREA.column];
}

/** Labels and figures of two columns beside the lower charts. */
function band(at: ReturnType<typeof blockOf>, column: number): (Cell | undefined)[][] {
	return Array.from({ length: BAND_ROWS }, (_, index) => [
		at(ROWS.band + index, column),
		at(ROWS.band + index, column + 1),
	]);
}

const card = (index: number): number => CARDS[index] as number;

describe("dashboardBlock", () => {
	it("shows the KGI with target, difference, attainment and pace in the team's unit", () => {
		const rows = [
			figureRow("won_amount", {
				value: 12_345_678,
				target: 20_000_000,
				attainment: 0.6172839,
				pace: 0.92,
				n: 9,
				completeness: 0.957,
			}),
		];
		const at = blockOf(dashboardInput(rows));
		expect(at(ROWS.kgiLabel, KGI.value)).toBe("KGI 受注額(万円・税抜)");
		expect(at(ROWS.kgiValue, KGI.value)).toBe(1234.5678);
		expect(at(ROWS.kgiValue, KGI.target)).toBe(2000);
		expect(at(ROWS.kgiValue, KGI.difference)).toBe(-765.4322);
		expect(at(ROWS.kgiValue, KGI.attainment)).toBe(0.6172839);
		expect(at(ROWS.kgiValue, KGI.pace)).toBe(0.92);
		expect(at(ROWS.kgiSentence, KGI.value)).toBe("あと766万円で達成、ペース遅れ");
		expect(at(ROWS.kgiSentence, KGI.completeness)).toBe("充足率95%");
	});

	it("names team, month, last and next refresh in the header line", () => {
		const block = dashboardBlock(dashboardInput([]), ja, CONTEXT);
		expect(block[0]?.filter((cell) => cell !== "")).toEqual([
			"第一営業部",
			"2026年11月(11/21時点)",
			"最終更新",
			dateCell(2026, 11, 21, 37_800),
			"次回更新",
			dateCell(2026, 11, 21, 48_600),
		]);
		const off = blockOf(dashboardInput([], GOALS, { nextRefreshAt: null }));
		expect(off(LAST_REFRESH_CELL.row, LAST_REFRESH_CELL.column)).toEqual(dateCell(2026, 11, 21, 37_800));
		expect(off(ROWS.header, card(4))).toBe("自動更新はオフ");
	});

	it("shows a provisional rate with its n, its difference in points and the day on which it is final", () => {
		const rows = [
			figureRow("win_rate_cohort", {
				value: 0.25,
				n: 1200,
				denominator: 1200,
				target: 0.3,
				attainment: 0.25 / 0.3,
				provisionalUntil: (AS_OF + 189) as typeof AS_OF,
				completeness: 1,
			}),
		];
		const at = blockOf(dashboardInput(rows, { kgi: "won_amount", kpis: ["win_rate_cohort"] }));
		const left = card(0);
		expect(at(ROWS.label, left)).toBe("受注率");
		expect(at(ROWS.value, left)).toBe(0.25);
		expect(at(ROWS.value, left + 1)).toBe("n=1,200");
		expect(at(ROWS.target, left + 1)).toBe(0.3);
		expect(at(ROWS.difference, left + 1)).toBeCloseTo(-5, 9);
		expect(at(ROWS.pace, left + 1)).toBe("");
		expect(at(ROWS.sentence, left)).toBe("あと5.0ポイントで達成");
		expect(at(ROWS.note, left)).toBe("2027/05/29に確定");
		expect(at(ROWS.note, left + 1)).toBe("");
	});

	it.each<[string, MetricId, Partial<MetricRow>, string]>([
		["no figure", "leads_new", { value: null, target: 3 }, "まだ数字がありません"],
		["no target", "leads_new", { value: 3 }, "目標が未設定です"],
		["the target itself", "leads_new", { value: 3, target: 3, attainment: 1, pace: 2 }, "達成しました"],
		["one short, ahead", "leads_new", { value: 2, target: 3, pace: 1 }, "あと1件で達成、ペース順調"],
		[
			"thousands, behind",
			"leads_new",
			{ value: 1, target: 12_346, pace: 0.99 },
			"あと12,345件で達成、ペース遅れ",
		],
		["before the month's first business day is over", "leads_new", { value: 0, target: 3 }, "あと3件で達成"],
		[
			"a rate that binary fractions push up",
			"target_rate",
			{ value: 0.2, target: 0.3 },
			"あと10.0ポイントで達成",
		],
		["money rounds up", "won_amount", { value: 0, target: 10_001, pace: 1 }, "あと2万円で達成、ペース順調"],
		["less is better, over", "deals_lost", { value: 5, target: 3, pace: 2 }, "目標を2件超過"],
		["less is better, kept", "lead_to_deal_days", { value: 20, target: 30 }, "目標の範囲内です"],
		["days over", "lead_to_deal_days", { value: 30.25, target: 30 }, "目標を0.3日超過"],
	])("says in one sentence how it stands: %s", (_, metric, row, sentence) => {
		const at = blockOf(dashboardInput([figureRow(metric, row)], { kgi: "activities", kpis: [metric] }));
		expect(at(ROWS.sentence, card(0))).toBe(sentence);
	});

	it("shows the funnel by count, amount and rate, with the newest rate that is final", () => {
		const final = { period: "2026-05", value: 0.176, n: 51, numerator: 9, denominator: 51 };
		const rows = [
			figureRow("deals_won", { value: 4, target: 5, attainment: 0.8, n: 4 }),
			figureRow("won_amount", { value: 5_000_000 }),
			figureRow("win_rate_cohort", final),
			figureRow("win_rate_cohort", {
				value: 0.1,
				numerator: 2,
				denominator: 20,
				n: 20,
				provisionalUntil: (AS_OF + 189) as typeof AS_OF,
			}),
		];
		const at = blockOf(dashboardInput(rows));
		const row = ROWS.funnel + 4;
		expect([at(row, FUNNEL.stage), at(row, FUNNEL.count), at(row, FUNNEL.target)]).toEqual([
			"受注件数",
			4,
			5,
		]);
		expect([at(row, FUNNEL.attainment), at(row, FUNNEL.amount)]).toEqual([0.8, 500]);
		expect([at(row, FUNNEL.rate), at(row, FUNNEL.n)]).toEqual([0.1, "n=20(5月 17.6%)"]);
		expect(at(row, FUNNEL.rateName)).toBe("受注率 180日以内");
		expect(at(row, FUNNEL.finalOn)).toEqual(dateCell(2027, 5, 29));
		expect(at(ROWS.funnel, FUNNEL.rateName)).toBe("");
	});

	it("lists what needs a hand today", () => {
		const at = blockOf(dashboardInput([]));
		expect(band(at, BAND.todo).slice(0, 4)).toEqual([
			["期日超過の次の一手", 0],
			["商談のないMQL", 3],
			["次の一手のない商談", 7],
			["未判定のリード", 12],
		]);
	});

	it("spreads the unjudged over their ages, those without a date apart", () => {
		const ages: [string, number][] = [
			["age:0-7", 3],
			["age:31-90", 40],
			["age:91+", 287],
		];
		const rows = ages.map(([dimension, value]) =>
			figureRow("unjudged", { period: "all", dimension, value, n: value }),
		);
		const known = [
			["作成から7日以内", 3],
			["8〜30日", 0],
			["31〜90日", 40],
		];
		expect(band(blockOf(dashboardInput(rows)), BAND.todo).slice(4)).toEqual([...known, ["91日以上", 287]]);
		const undated = figureRow("unjudged", { period: "all", dimension: "age:", value: 5, n: 5 });
		expect(band(blockOf(dashboardInput([...rows, undated])), BAND.todo).slice(4)).toEqual([
			...known,
			["91日以上(ほか日付なし5)", 287],
		]);
	});

	describe("見極め", () => {
		const judged = figureRow("judged_rate", { value: 25 / 40, numerator: 25, denominator: 40, n: 40 });
		const inTime = figureRow("judged_7d", {
			value: 16 / 40,
			numerator: 16,
			denominator: 40,
			n: 40,
			completeness: 1,
			provisionalUntil: (AS_OF + 16) as typeof AS_OF,
		});
		const days = figureRow("judge_days", { value: 3.5, n: 25, completeness: 1 });
		const shown = (rows: readonly MetricRow[]) => band(blockOf(dashboardInput(rows)), BAND.judging);

		it("shows how many are judged, how soon, and what is spent on those that are no target", () => {
			const rows = [
				judged,
				inTime,
				days,
				figureRow("target_rate", { value: 0.48, numerator: 12, denominator: 25, n: 25 }),
				figureRow("off_target_touches", { value: 0.38, numerator: 456, denominator: 1200, n: 1200 }),
				figureRow("off_target_hours", { value: 37.75, n: 456 }),
				figureRow("off_target_cost", { value: 113_250, n: 456 }),
			];
			expect(shown(rows)).toEqual([
				["判定率 n=40", 0.625],
				["7日以内の判定率 12/7確定", 0.4],
				["判定日数(中央値) n=25", 3.5],
				["対象率 n=25", 0.48],
				["対象外・未判定への接触", 0.38],
				["接触の回数(全1,200回)", 456],
				["かけた時間(h)", 37.75],
				["かけた費用(万円)", 11.325],
			]);
		});

		it("has a dash for what is not known", () => {
			expect(shown([]).map(([, figure]) => figure)).toEqual(Array(8).fill("—"));
		});

		it.each([
			[
				"verdicts without a day",
				[
					{ ...inTime, value: 0, completeness: 0.375 },
					{ ...days, value: null, n: 0 },
				],
			],
			["no lead created", [{ ...inTime, value: null, completeness: null }]],
		])("does not guess how many were judged in time: %s", (_, rows) => {
			expect(shown([judged, ...rows])[1]?.[1]).toBe("—");
		});

		it("says how much is known where only some verdicts have a day, and that nobody was judged", () => {
			const some = { ...inTime, completeness: 0.925 };
			expect(shown([judged, some, days])[1]).toEqual(["7日以内の判定率 充足率92%", 0.4]);
			const nobody = [
				{ ...judged, value: 0, numerator: 0 },
				{ ...inTime, value: 0 },
				{ ...days, value: null, n: 0 },
			];
			expect(shown(nobody)[1]).toEqual(["7日以内の判定率 12/7確定", 0]);
		});
	});

	it("has 13 months for the charts, blank where there is no figure", () => {
		const rows = [
			figureRow("won_amount", { period: "2025-10", value: 1 }),
			figureRow("won_amount", { period: "2025-11", value: 10_000 }),
			figureRow("won_amount", { value: 30_000, target: 50_000 }),
		];
		const at = blockOf(dashboardInput(rows));
		const months = Array.from({ length: 13 }, (_, index) =>
			[TREND.month, TREND.kgi, TREND.kgiTarget].map((column) => at(ROWS.trend + index, column)),
		);
		expect(at(ROWS.trendHeader, TREND.kgi)).toBe("受注額(万円)");
		expect(months[0]).toEqual(["2025/11", 1, ""]);
		expect(months[1]).toEqual(["2025/12", "", ""]);
		expect(months[12]).toEqual(["2026/11", 3, 5]);
	});

	it("leaves a currency other than yen in its own unit", () => {
		const rows = [figureRow("won_amount", { value: 1234, target: 2000, pace: 1, currency: "USD" })];
		const at = blockOf(dashboardInput(rows));
		expect(at(ROWS.kgiLabel, KGI.value)).toBe("KGI 受注額(USD・税抜)");
		expect(at(ROWS.kgiValue, KGI.value)).toBe(1234);
		expect(at(ROWS.kgiSentence, KGI.value)).toBe("あと766USDで達成、ペース順調");
	});

	it("says that a figure without months is of now", () => {
		const rows = [figureRow("open_amount", { period: "all", value: 50_000_000 })];
		const at = blockOf(dashboardInput(rows, { kgi: "won_amount", kpis: ["open_amount"] }));
		expect(at(ROWS.label, card(0))).toBe("進行中の金額(現在、万円・税抜)");
		expect(at(ROWS.value, card(0))).toBe(5000);
	});

	it.each(LANGUAGES)(
		"has the same size and only cells that Sheets keeps, whatever it shows (%s)",
		(language) => {
			const messages = messagesIn(language);
			const whole = fc.option(fc.double({ min: -1e9, max: 1e9 }), { nil: null });
			const ids = [
				"leads_new",
				"target_rate",
				"won_amount",
				"lead_to_deal_days",
				"open_amount",
				"deals_lost",
				"judged_rate",
				"judged_7d",
				"judge_days",
				"off_target_touches",
				"off_target_hours",
				"off_target_cost",
			] as const;
			const rows = fc.array(
				fc
					.record({
						metric: fc.constantFrom<MetricId>(...ids),
						period: fc.constantFrom("2026-11", "2026-10", "2024-01", "all"),
						value: whole,
						target: whole,
						attainment: whole,
						pace: whole,
						n: fc.nat(),
						completeness: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null }),
						currency: fc.constantFrom("JPY", "USD", null),
					})
					.map(({ metric, ...row }) => figureRow(metric, row)),
			);
			const name = fc.oneof(fc.string(), fc.constantFrom("=1+1", "+81", "-", "@x", "2026-11", "007", "TRUE"));
			const goals = fc.record({ kgi: fc.constantFrom(...ids, "none"), kpis: fc.subarray([...ids]) });
			fc.assert(
				fc.property(rows, goals, name, fc.boolean(), (figures, chosen, title, taxIncluded) => {
					const input = dashboardInput(figures, chosen, {
						name: title,
						amounts: { amountUnit: "thousand", taxIncluded },
					});
					const block = dashboardBlock(input, messages, CONTEXT);
					expect(block.length).toBe(DASHBOARD_AREA.rows);
					for (const row of block) expect(row.length).toBe(DASHBOARD_AREA.columns);
					const formats = dashboardFormats(input.dashboard);
					const layout = dashboardLayout(messages, SETTINGS);
					const asWritten = {
						...layout,
						styles: formats.flatMap((row, i) =>
							row.map((format, j) => ({
								area: {
									row: DASHBOARD_AREA.row + i,
									column: DASHBOARD_AREA.column + j,
									rows: 1,
									columns: 1,
								},
								style: { format },
							})),
						),
					};
					expect(flaws(block, asWritten, DASHBOARD_AREA)).toEqual([]);
				}),
				{ numRuns: 40 },
			);
		},
	);
});

describe("dashboardLayout", () => {
	const layout = dashboardLayout(ja, SETTINGS);
	const undated = figureRow("unjudged", { period: "all", dimension: "age:", value: 12, n: 12 });
	const input = dashboardInput([...someFigures(), undated]);

	it("bears the formats of the figures that the settings choose", () => {
		expect(flaws(dashboardBlock(input, ja, CONTEXT), layout, DASHBOARD_AREA)).toEqual([]);
		dashboardFormats(input.dashboard).forEach((row, i) => {
			row.forEach((format, j) => {
				const at = formatAt(layout, DASHBOARD_AREA.row + i, DASHBOARD_AREA.column + j);
				expect([i, j, at]).toEqual([i, j, format]);
			});
		});
	});

	it("formats an exchanged KPI by its own unit", () => {
		const cards = input.dashboard.kpis;
		const swapped = { ...input.dashboard, kpis: [cards[1], cards[0]] as MetricCard[] };
		const at = (row: number, column: number) =>
			dashboardFormats(swapped)[row - DASHBOARD_AREA.row]?.[column - DASHBOARD_AREA.column];
		expect(at(ROWS.value, card(0))).toBe("0.0%");
		expect(at(ROWS.difference, card(0) + 1)).toBe('0.0"pt";"▲"0.0"pt"');
		expect(at(ROWS.value, card(1))).toBe("#,##0");
		expect(at(ROWS.difference, card(1) + 1)).toBe('#,##0;"▲"#,##0');
	});

	it("keeps the late warning where no refresh writes, and answers to a blank cell", () => {
		expect(layout.formulas).toEqual([
			{
				...LATE_CELL,
				formula:
					'=IF(NOT(ISNUMBER(K2)),"まだ一度も更新していません。メニューの「今すぐ更新」を押してください",IF(NOW()-K2>6/24,"更新が6時間以上止まっています。メニューの「状態を見る」を確かめてください",""))',
			},
		]);
		expect(LATE_CELL.row).toBeLessThan(DASHBOARD_AREA.row);
	});

	it.each([
		["no refresh yet", "", "まだ一度も更新していません"],
		["five hours ago", 5 / 24, ""],
		["seven hours ago", 7 / 24, "更新が6時間以上止まっています"],
	])("warns by the clock alone: %s", (_, ago, warning) => {
		const { engine, put, one } = kit();
		const now = Date.UTC(2026, 10, 21, 12);
		engine.setClock(() => now, "UTC");
		const serial = now / 86_400_000 + 25_569;
		const { row, column } = LAST_REFRESH_CELL;
		put(row - 1, column - 1, [[ago === "" ? null : serial - Number(ago)]]);
		put(LATE_CELL.row - 1, LATE_CELL.column - 1, [[layout.formulas[0]?.formula]]);
		engine.flush();
		const shown = String(one(LATE_CELL.row - 1, LATE_CELL.column - 1) ?? "");
		expect(warning === "" ? shown === "" : shown.startsWith(warning)).toBe(true);
	});

	it("fits one screen of 1440 px", () => {
		const rowNumbers = 46;
		const scrollBar = 16;
		const width = layout.widths.reduce((sum, pixels) => sum + pixels, 0);
		expect(width).toBeLessThanOrEqual(1440 - rowNumbers - scrollBar);
		const heights = new Map(layout.heights?.map(({ row, pixels }) => [row, pixels]));
		let height = 0;
		for (let row = 1; row < ROWS.band + BAND_ROWS; row++) height += heights.get(row) ?? 21;
		expect(height).toBeLessThanOrEqual(780);
	});

	it("lays a small trend for each KPI that there is, and reads only what a refresh writes", () => {
		expect(layout.charts.map((chart) => chart.type)).toEqual(["combo", "bar", ...Array(5).fill("line")]);
		expect(dashboardLayout(ja, { ...SETTINGS, kpis: ["mql", "no_such"] }).charts).toHaveLength(3);
		expect(dashboardLayout(ja, { ...SETTINGS, kgi: [], kpis: [] }).charts).toHaveLength(2);
		const { row, column, rows, columns } = DASHBOARD_AREA;
		for (const area of layout.charts.flatMap((chart) => chart.areas)) {
			expect(area.row).toBeGreaterThanOrEqual(row);
			expect(area.column).toBeGreaterThanOrEqual(column);
			expect(area.row + area.rows).toBeLessThanOrEqual(row + rows);
			expect(area.column + area.columns).toBeLessThanOrEqual(column + columns);
		}
	});

	it.each(LANGUAGES)("leaves room for every label (%s)", (language) => {
		const messages = messagesIn(language);
		const laid = dashboardLayout(messages, SETTINGS);
		const block = dashboardBlock(input, messages, CONTEXT);
		const cut: string[] = [];
		block.forEach((cells, i) => {
			cells.forEach((cell, j) => {
				const row = DASHBOARD_AREA.row + i;
				if (typeof cell !== "string" || cell === "") return;
				let size = 10;
				let isBold = false;
				let align = "left";
				for (const { area, style } of laid.styles) {
					const column = DASHBOARD_AREA.column + j;
					const rows = area.rows ?? 1;
					if (row < area.row || row >= area.row + rows) continue;
					if (column < area.column || column >= area.column + area.columns) continue;
					size = style.size ?? size;
					isBold = style.bold ?? isBold;
					align = style.align ?? align;
				}
				if (row === ROWS.trendHeader) {
					if (wrappedLines(cell, laid.widths[DASHBOARD_AREA.column + j - 1] ?? 0) > 3) cut.push(cell);
					return;
				}
				// Text flows over blank cells to its right; right-aligned text over those to its left.
				const step = align === "right" ? -1 : 1;
				let room = laid.widths[DASHBOARD_AREA.column + j - 1] ?? 0;
				for (let k = j + step; k >= 0 && k < cells.length && cells[k] === ""; k += step) {
					room += laid.widths[DASHBOARD_AREA.column + k - 1] ?? 0;
				}
				const pixels = textPixels(cell, size, isBold);
				if (pixels + 6 > room) cut.push(`${cell}: ${pixels} in ${room}`);
			});
		});
		expect(cut).toEqual([]);
	});

	it("defines its figures in notes", () => {
		const note = (row: number, column: number) =>
			layout.notes.find((each) => each.row === row && each.column === column)?.text;
		expect(note(ROWS.kgiLabel, KGI.value)).toBe("契約日がその月の受注金額の合計。");
		expect(note(ROWS.label, card(4))).toBe("作成から180日以内に受注した商談 ÷ その月に作成された商談。");
		expect(note(ROWS.funnelHeader, FUNNEL.rate)).toContain(
			"商談化率: 作成から90日以内に商談になったリード ÷",
		);
	});

	it("links what needs a hand to the tab where it stands", () => {
		const cells = dashboardBlock(
			dashboardInput([], undefined, { sheets: { leads: 7, deals: 9 } }),
			ja,
			CONTEXT,
		).flat();
		expect(cells).toContain('=HYPERLINK("#gid=9","期日超過の次の一手")');
		expect(cells).toContain('=HYPERLINK("#gid=7","未判定のリード")');
	});
});
