import { describe, expect, it } from "vitest";
import { metrics } from "../../../src/domain/kpi/catalogue";
import { LANGUAGES, messagesIn } from "../../../src/locale";
import { TABLES } from "../../../src/workbook/schema";
import { metricsBlock, metricsLayout } from "../../../src/workbook/views/metrics";
import { AS_OF, AT, CONTEXT, dateCell, figureRow, flaws, someFigures } from "./fixture";

const RUN = { at: AT, id: "R261121103000" };

describe("metricsBlock", () => {
	it("has the schema's columns, stable ids and one label for people", () => {
		const row = figureRow("deal_rate", {
			dimension: "channel:展示会",
			value: 0.15,
			numerator: 3,
			denominator: 20,
			n: 20,
			provisionalUntil: (AS_OF + 99) as typeof AS_OF,
			completeness: 1,
		});
		const [header, cells] = metricsBlock([row], messagesIn("ja"), CONTEXT, RUN);
		expect(header).toEqual(
			Object.keys(TABLES.metrics.columns).map((id) => messagesIn("ja").columns.metrics[id as "n"]),
		);
		expect(cells).toEqual([
			"deal_rate",
			"商談化率",
			"2026-11",
			"channel:展示会",
			"rate",
			0.15,
			3,
			20,
			"lead_created",
			dateCell(2027, 2, 28),
			20,
			1,
			"",
			"",
			"",
			"",
			dateCell(2026, 11, 21, 37_800),
			"R261121103000",
		]);
	});

	it("has money in major units with its currency, and blanks where there is nothing to divide by", () => {
		const rows = [
			figureRow("won_amount", { dimension: "currency:USD", value: 12.34, currency: "USD" }),
			figureRow("win_rate_closed", { value: null, numerator: 0, denominator: 0 }),
		];
		const [, won, rate] = metricsBlock(rows, messagesIn("ja"), CONTEXT, RUN);
		expect([won?.[5], won?.[15]]).toEqual([12.34, "USD"]);
		expect([rate?.[5], rate?.[6], rate?.[7]]).toEqual(["", 0, 0]);
	});

	it.each(LANGUAGES)("has only cells that Sheets keeps as they are (%s)", (language) => {
		const messages = messagesIn(language);
		const block = metricsBlock(someFigures(["all", "channel:=1", "rep:"]), messages, CONTEXT, RUN);
		expect(flaws(block, metricsLayout(messages), { row: 1, column: 1 })).toEqual([]);
	});
});

describe.each(LANGUAGES)("metricDefinitions in %s", (language) => {
	it("define every metric of the catalogue, rates with their denominator", () => {
		const { metricDefinitions } = messagesIn(language);
		expect(Object.keys(metricDefinitions).sort()).toEqual(
			metrics()
				.map(({ id }) => id)
				.sort(),
		);
		for (const { id, unit } of metrics()) if (unit === "rate") expect(metricDefinitions[id]).toContain("÷");
	});
});
