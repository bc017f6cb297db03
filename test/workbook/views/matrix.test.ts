import { describe, expect, it } from "vitest";
import type { MetricRow } from "../../../src/domain/kpi/engine";
import { LANGUAGES, messagesIn } from "../../../src/locale";
import type { Cell } from "../../../src/workbook/codec";
import { channelsBlock, channelsLayout } from "../../../src/workbook/views/channels";
import { repsBlock, repsLayout } from "../../../src/workbook/views/reps";
import { AS_OF, CONTEXT, dateCell, figureRow, flaws, someFigures, wrappedLines } from "./fixture";

const ja = messagesIn("ja");
const AMOUNTS = { amountUnit: "thousand", taxIncluded: true, fiscalFirstMonth: 4 } as const;

function cellsBy(
	block: readonly (readonly Cell[])[],
	ids: readonly string[],
	row: number,
): Record<string, Cell> {
	return Object.fromEntries(ids.map((id, index) => [id, block[row]?.[index] ?? "missing"]));
}

const SMALL: MetricRow[] = [
	figureRow("leads_new", { dimension: "channel:展示会", value: 20, n: 20 }),
	figureRow("leads_new", { value: 20, n: 20 }),
	figureRow("target_rate", { dimension: "channel:展示会", value: 0.5, n: 8, denominator: 8 }),
	figureRow("won_amount", {
		dimension: "channel:展示会",
		value: 1_234_000,
		target: 2_000_000,
		attainment: 0.617,
		n: 1,
	}),
	figureRow("won_amount", { value: 1_234_000 }),
	figureRow("deal_rate", {
		dimension: "channel:展示会",
		value: 0.15,
		n: 20,
		provisionalUntil: (AS_OF + 99) as typeof AS_OF,
	}),
	figureRow("leads_new", { dimension: "channel:", period: "2026-10", value: 2, n: 2 }),
	figureRow("win_rate_cohort", {
		dimension: "channel:",
		period: "2026-10",
		provisionalUntil: (AS_OF + 99) as typeof AS_OF,
	}),
];

describe("channelsBlock", () => {
	const { headerIds } = channelsLayout(ja);
	const block = channelsBlock(SMALL, ja, CONTEXT, AMOUNTS);
	const row = (index: number) => cellsBy(block, headerIds, index);

	it("names basis and maturity of rates, unit and tax of amounts, in the header", () => {
		const header = row(0);
		expect(header["channel"]).toBe("経路");
		expect(header["deal_rate"]).toBe("商談化率\n(リード作成月・\n90日以内)");
		expect(header["win_rate_cohort"]).toBe("受注率\n(商談作成月・\n180日以内)");
		expect(header["won_amount"]).toBe("受注額\n(千円・税込)");
		expect(header["won_amount_target"]).toBe("受注額の目標\n(千円・税込)");
	});

	it("has a row for each channel of a month and its total, the newest month first", () => {
		expect(row(1)).toMatchObject({
			month: "2026/11",
			channel: "展示会",
			leads_new: 20,
			leads_target: 0,
			target_rate: 0.5,
			won_amount: 1234,
			won_amount_target: 2000,
			won_amount_attainment: 0.617,
			deal_rate: 0.15,
			deal_rate_n: 20,
			deal_rate_final_on: dateCell(2027, 2, 28),
			win_rate_cohort: "",
			win_rate_cohort_n: 0,
			win_rate_cohort_final_on: "",
		});
		expect(row(2)).toMatchObject({ month: "2026/11", channel: "合計", leads_new: 20, won_amount: 1234 });
		expect(row(3)).toMatchObject({ month: "2026/10", channel: "未設定", leads_new: 2 });
	});

	it("gives no day to a rate that has no denominator", () => {
		expect(row(3)["win_rate_cohort_final_on"]).toBe("");
	});

	it("has the current month's figures for the chart beside it", () => {
		const chart = block.map((cells) => cells.slice(headerIds.indexOf("chart_name")));
		expect(row(0)["chart"]).toBe("2026年11月の経路別\n新規リードとMQL");
		expect(chart[0]).toEqual(["経路", "新規リード", "MQL"]);
		expect(chart[1]).toEqual(["展示会", 20, 0]);
		expect(chart[2]).toEqual(["", "", ""]);
	});

	it("is never smaller than what the chart reads, and rectangular", () => {
		const none = channelsBlock([], ja, CONTEXT, AMOUNTS);
		const [area] = channelsLayout(ja).charts[0]?.areas ?? [];
		expect(none.length).toBe(area?.rows);
		for (const cells of [...none, ...block]) expect(cells.length).toBe(headerIds.length);
		expect((area?.column ?? 0) - 1).toBe(headerIds.indexOf("chart_name"));
	});
});

describe("repsBlock", () => {
	const { headerIds } = repsLayout(ja);

	it("charts the amounts won of the seven largest, the others together", () => {
		const rows = Array.from({ length: 12 }, (_, index) =>
			figureRow("won_amount", { dimension: `rep:担当${index + 10}`, value: 1000 * (index + 1), n: 1 }),
		);
		const block = repsBlock(rows, ja, CONTEXT, AMOUNTS);
		const chart = block.slice(0, 10).map((cells) => cells.slice(headerIds.indexOf("chart_name")));
		expect(chart[0]).toEqual(["担当", "受注額"]);
		expect(chart[1]).toEqual(["担当21", 12]);
		expect(chart[8]).toEqual(["その他", 1 + 2 + 3 + 4 + 5]);
		expect(chart[9]).toEqual(["", ""]);
		expect(block[0]?.[headerIds.indexOf("chart")]).toBe("2026年11月の担当別\n受注額(千円・税込)");
	});

	it("calls those beyond the engine's limit その他 and guards names", () => {
		const rows = ["rep:*", "rep:=1+1", "rep:-"].map((dimension) =>
			figureRow("leads_new", { dimension, value: 1, n: 1 }),
		);
		const block = repsBlock(rows, ja, CONTEXT, AMOUNTS);
		const names = block.slice(1, 4).map((cells) => cells[1]);
		expect(names.sort()).toEqual(["'-", "'=1+1", "その他"]);
	});
});

describe.each([
	["channels", channelsBlock, channelsLayout],
	["reps", repsBlock, repsLayout],
] as const)("%s", (_, blockOf, layoutOf) => {
	const names = ["2026-11", "007", "TRUE", "=A1", "展示会", ""];
	const dimensions = ["all", ...["channel", "rep"].flatMap((cut) => names.map((name) => `${cut}:${name}`))];

	it.each(LANGUAGES)("has only cells that Sheets keeps as they are (%s)", (language) => {
		const messages = messagesIn(language);
		const block = blockOf(someFigures(dimensions), messages, CONTEXT, AMOUNTS);
		expect(flaws(block, layoutOf(messages), { row: 1, column: 1 })).toEqual([]);
	});

	it.each(LANGUAGES)("has room for every header (%s)", (language) => {
		const messages = messagesIn(language);
		const layout = layoutOf(messages);
		const [header = []] = blockOf(someFigures(dimensions), messages, CONTEXT, AMOUNTS);
		const lines = Math.floor((layout.heights?.[0]?.pixels ?? 0) / 17);
		const cut = header.filter((cell, index) => wrappedLines(String(cell), layout.widths[index] ?? 0) > lines);
		expect(cut).toEqual([]);
	});

	it("marks totals and provisional rates by what their row says", () => {
		const formulas = layoutOf(ja).conditionals.map(({ area, when }) => [
			area.column,
			when.kind === "formula" ? when.formula : "",
		]);
		expect(formulas).toEqual([
			[12, '=AND($B2="合計",LEN($N2)>0)'],
			[15, '=AND($B2="合計",LEN($Q2)>0)'],
			[12, "=LEN($N2)>0"],
			[15, "=LEN($Q2)>0"],
			[1, '=$B2="合計"'],
		]);
	});
});
