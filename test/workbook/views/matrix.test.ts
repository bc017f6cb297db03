import { describe, expect, it } from "vitest";
import { type Month, monthOf } from "../../../src/domain/calendar/day";
import { channelMaster } from "../../../src/domain/kpi/channel-classes";
import type { MetricRow } from "../../../src/domain/kpi/engine";
import { LANGUAGES, messagesIn } from "../../../src/locale";
import type { Cell } from "../../../src/workbook/codec";
import { columnLetters } from "../../../src/workbook/table-layout";
import { channelsBlock, channelsLayout } from "../../../src/workbook/views/channels";
import { repsBlock, repsLayout } from "../../../src/workbook/views/reps";
import { AS_OF, CONTEXT, dateCell, figureRow, flaws, someFigures, wrappedLines } from "./fixture";

const ja = messagesIn("ja");
const CHANNELS = channelMaster(new Map(), { size: 0, month: [], channel: [] }, 24, monthOf(AS_OF));
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
	const block = channelsBlock(SMALL, ja, CONTEXT, AMOUNTS, CHANNELS);
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
			period: "2026/11",
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
		expect(row(2)).toMatchObject({ period: "2026/11", channel: "合計", leads_new: 20, won_amount: 1234 });
		expect(row(3)).toMatchObject({ period: "2026/10", channel: "未設定", leads_new: 2 });
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
		const none = channelsBlock([], ja, CONTEXT, AMOUNTS, CHANNELS);
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
	const dimensions = [
		"all",
		...["channel", "channel_class", "rep"].flatMap((cut) => names.map((name) => `${cut}:${name}`)),
	];

	it.each(LANGUAGES)("has only cells that Sheets keeps as they are (%s)", (language) => {
		const messages = messagesIn(language);
		const block = blockOf(someFigures(dimensions), messages, CONTEXT, AMOUNTS, CHANNELS);
		expect(flaws(block, layoutOf(messages), { row: 1, column: 1 })).toEqual([]);
	});

	it.each(LANGUAGES)("has room for every header (%s)", (language) => {
		const messages = messagesIn(language);
		const layout = layoutOf(messages);
		const [header = []] = blockOf(someFigures(dimensions), messages, CONTEXT, AMOUNTS, CHANNELS);
		const lines = Math.floor((layout.heights?.[0]?.pixels ?? 0) / 17);
		const cut = header.filter((cell, index) => wrappedLines(String(cell), layout.widths[index] ?? 0) > lines);
		expect(cut).toEqual([]);
	});

	it("marks totals and provisional figures by what their row says", () => {
		const layout = layoutOf(ja);
		const letters = (id: string) => columnLetters(layout.headerIds.indexOf(id) + 1);
		const formulas = layout.conditionals.map(({ area, when }) => [
			layout.headerIds[area.column - 1],
			when.kind === "formula" ? when.formula : "",
		]);
		for (const rate of ["deal_rate", "win_rate_cohort"]) {
			const finalOn = letters(`${rate}_final_on`);
			expect(formulas).toContainEqual([rate, `=LEN($${finalOn}2)>0`]);
			expect(formulas).toContainEqual([rate, `=AND($B2="合計",LEN($${finalOn}2)>0)`]);
		}
		expect(formulas[formulas.length - 1]).toEqual(["period", '=$B2="合計"']);
	});
});

describe("costs on the Channels tab", () => {
	const { headerIds } = channelsLayout(ja);
	const monthly = (
		metric: "cost" | "cpl",
		period: string,
		value: number,
		n: number,
		dimension = "channel:Web広告",
	) => figureRow(metric, { dimension, period, value, numerator: metric === "cpl" ? value * n : null, n });
	const COSTS: MetricRow[] = [
		figureRow("leads_new", { dimension: "channel:Web広告", value: 4, n: 4 }),
		figureRow("leads_new", { value: 4, n: 4 }),
		figureRow("cost", {
			dimension: "channel:Web広告",
			value: 480_000,
			n: 1,
			provisionalUntil: (AS_OF + 10) as typeof AS_OF,
		}),
		monthly("cpl", "2026-11", 120_000, 4),
		figureRow("roi", { dimension: "channel:Web広告", value: -0.35, n: 1 }),
		monthly("cpl", "2026-10", 15_600, 12),
		...["2026-07", "2026-08", "2026-09"].map((period) => monthly("cpl", period, 10_000, 10)),
	];
	const block = channelsBlock(COSTS, ja, CONTEXT, AMOUNTS, CHANNELS);
	const row = (index: number) => cellsBy(block, headerIds, index);

	it("shows what a record costs to the yen, other amounts in the team's unit", () => {
		expect(row(0)["cpl"]).toBe("CPL\n(円・税込)");
		expect(row(0)["cost"]).toBe("費用\n(千円・税込)");
		expect(row(1)).toMatchObject({
			cost: 480,
			cpl: 120_000,
			cost_final_on: dateCell(2026, 12, 1),
			roi: -0.35,
		});
	});

	it("leaves costs blank that nobody wrote down", () => {
		expect(row(2)).toMatchObject({ channel: "合計", cost: "", cpl: "", cost_final_on: "" });
	});

	it("says in the current month's row that a cost rose", () => {
		expect(row(1)["attention"]).toBe("10月のCPLが前3か月より56%上昇(10,000円→15,600円、n=12)");
		expect(block.slice(2).map((cells) => cells[headerIds.indexOf("attention")])).not.toContain(
			row(1)["attention"],
		);
	});

	it("names a channel beside the total that brought nothing and has no row this month", () => {
		const idle = ["2026-08", "2026-09", "2026-10"].map((period) =>
			monthly("cost", period, 200_000, 1, "channel:雑誌"),
		);
		const whole = figureRow("cost", { dimension: "channel:雑誌", period: "all", value: 600_000, n: 3 });
		const with_ = channelsBlock([...COSTS, ...idle, whole], ja, CONTEXT, AMOUNTS, CHANNELS);
		expect(cellsBy(with_, headerIds, 2)["attention"]).toBe(
			"雑誌: 8月〜10月の費用600千円から商談0件(リード0件)",
		);
	});
});

describe("classes of channels", () => {
	const { headerIds } = channelsLayout(ja);
	const leads = (dimension: string, value: number) => figureRow("leads_new", { dimension, value, n: value });
	const rows = [
		leads("channel:展示会", 5),
		leads("channel:Web広告", 3),
		leads("channel:名刺交換", 2),
		leads("channel_class:event", 5),
		leads("channel_class:ads", 3),
		leads("channel_class:", 2),
		figureRow("cost", { dimension: "channel_class:owned", value: 90_000, n: 1 }),
		leads("all", 10),
	];

	it("stand beside the channels, and have a row each before the total", () => {
		const block = channelsBlock(rows, ja, CONTEXT, AMOUNTS, CHANNELS);
		const shown = block.slice(1, 9).map((_, i) => cellsBy(block, headerIds, i + 1));
		expect(shown.map((row) => [row["channel"], row["class"], row["leads_new"], row["cost"]])).toEqual([
			["展示会", "イベント", 5, ""],
			["Web広告", "広告", 3, ""],
			["名刺交換", "", 2, ""],
			["イベント 計", "", 5, ""],
			["広告 計", "", 3, ""],
			["自社メディア 計", "", 0, 90],
			["区分なし 計", "", 2, ""],
			["合計", "", 10, ""],
		]);
	});

	it("say until when a long-term channel is given time instead of asking for a stop", () => {
		const months = ["2026-08", "2026-09", "2026-10"];
		const blog = months.map((period) =>
			figureRow("cost", { dimension: "channel:ブログ", period, value: 200_000, n: 1 }),
		);
		const whole = figureRow("cost", { dimension: "channel:ブログ", period: "all", value: 600_000, n: 3 });
		const costs = { size: 1, month: [(monthOf(AS_OF) - 5) as Month], channel: ["ブログ"] };
		const channels = channelMaster(new Map(), costs, 24, monthOf(AS_OF));
		const block = channelsBlock([...rows, ...blog, whole], ja, CONTEXT, AMOUNTS, channels);
		const total = block.findIndex((cells) => cells[1] === "合計");
		expect(cellsBy(block, headerIds, total)["attention"]).toBe(
			"ブログ: 8月〜10月の費用600千円から商談0件(リード0件)。長期の経路なので2028年6月までは見守ります",
		);
	});
});

describe("longer periods", () => {
	it("come after the current month, the current ones first, named by the fiscal year", () => {
		const periods = ["2026-10", "quarter:2026-07", "quarter:2026-10", "half:2026-10", "year:2026-04"];
		const rows = [
			figureRow("leads_new", { dimension: "rep:佐藤", value: 1, n: 1 }),
			...periods.map((period) => figureRow("leads_new", { dimension: "rep:佐藤", period, value: 1, n: 1 })),
		];
		const shown = (fiscalFirstMonth: number, messages = ja) =>
			repsBlock(rows, messages, CONTEXT, { ...AMOUNTS, fiscalFirstMonth })
				.slice(1, 7)
				.map((cells) => cells[0]);
		expect(shown(4)).toEqual([
			"2026/11",
			"2026年度 3Q",
			"2026年度 下期",
			"2026年度",
			"2026/10",
			"2026年度 2Q",
		]);
		expect(shown(4, messagesIn("en"))).toEqual([
			"2026/11",
			"FY2026 Q3",
			"FY2026 H2",
			"FY2026",
			"2026/10",
			"FY2026 Q2",
		]);
	});
});

describe("activities on the Reps tab", () => {
	const { headerIds } = repsLayout(ja);
	const row = (rows: readonly MetricRow[], index: number) =>
		cellsBy(repsBlock(rows, ja, CONTEXT, AMOUNTS), headerIds, index);
	const SATO = figureRow("leads_new", { dimension: "rep:佐藤", value: 3, n: 3 });

	it("are rates of calls and connections with these beside them", () => {
		const rows = [
			SATO,
			figureRow("calls", { dimension: "rep:佐藤", value: 40, n: 40 }),
			figureRow("connections", { dimension: "rep:佐藤", value: 10, n: 10 }),
			figureRow("connect_rate", {
				dimension: "rep:佐藤",
				value: 0.25,
				numerator: 10,
				denominator: 40,
				n: 40,
			}),
			figureRow("won_per_fte", {
				dimension: "rep:佐藤",
				value: 2_500_000,
				numerator: 1_250_000,
				denominator: 0.5,
			}),
		];
		expect(row(rows, 1)).toMatchObject({ calls: 40, connections: 10, connect_rate: 0.25, won_per_fte: 2500 });
	});

	it("are 0 where others of the period have some, blank where the period is not counted", () => {
		const other = figureRow("calls", { dimension: "rep:鈴木", value: 5, n: 5 });
		const old = figureRow("leads_new", { dimension: "rep:佐藤", period: "2025-12", value: 1, n: 1 });
		const rows = [SATO, other, old];
		expect(row(rows, 1)).toMatchObject({ rep: "佐藤", calls: 0, connect_rate: "" });
		expect(row(rows, 2)).toMatchObject({ period: "2025/12", calls: "" });
	});

	it("give a rep a row who has nothing else, before the total", () => {
		const rows = [
			SATO,
			figureRow("attempts", { dimension: "rep:鈴木", value: 9, n: 9 }),
			figureRow("leads_new", { value: 3, n: 3 }),
		];
		expect([1, 2, 3].map((index) => row(rows, index)["rep"])).toEqual(["佐藤", "鈴木", "合計"]);
		expect(row(rows, 2)).toMatchObject({ attempts: 9, leads_new: 0, won_amount: 0 });
	});
});
