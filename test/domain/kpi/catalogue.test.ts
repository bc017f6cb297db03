import { describe, expect, it } from "vitest";
import { type DealMetric, type LeadMetric, metricOf, metrics } from "../../../src/domain/kpi/catalogue";

describe("metrics", () => {
	it("names each metric once", () => {
		expect(new Set(metrics().map((metric) => metric.id)).size).toBe(metrics().length);
	});

	it("dates numerator and denominator of a rate by one basis, and says so where it is no cohort", () => {
		const rates = metrics().filter((metric) => metric.unit === "rate");
		const samePeriod = rates.filter((rate) => "samePeriod" in rate).map((rate) => rate.id);
		expect(samePeriod).toEqual(["win_rate_closed"]);
		for (const rate of rates) expect(rate.counted.length).toBeGreaterThan(0);
	});

	it("lets a rate that waits for an event ripen, and what needs the whole month until it is over", () => {
		const events: readonly string[] = ["mql", "deal", "verdict", "first_touch", "order"];
		for (const metric of metrics()) {
			if (metric.source === "cost" || metric.source === "lead_month") {
				expect(metric.maturityDays).toBe(1);
				continue;
			}
			const waits = [...metric.among, ...metric.counted].some((fact: string) => events.includes(fact));
			expect(metric.maturityDays > 0).toBe(waits);
		}
	});

	it("sets costs against figures that channels have", () => {
		const costs = metrics().filter((metric) => "per" in metric);
		expect(costs.map(({ id, per }) => [id, metricOf(per)?.source])).toEqual([
			["cpl", "lead"],
			["cost_per_mql", "lead"],
			["cost_per_deal", "deal"],
			["cac", "deal"],
			["roi", "deal"],
		]);
		for (const { per } of costs) expect(metricOf(per)?.cuts).toContain("channel");
	});

	it("refuses a fact or a date that the records do not have", () => {
		const rate = metricOf("target_rate") as LeadMetric;
		// @ts-expect-error a lead is not won
		const won: LeadMetric = { ...rate, counted: ["won"] };
		// @ts-expect-error a lead has no closing date
		const closed: LeadMetric = { ...rate, basis: "closed" };
		// @ts-expect-error a share is not money
		const money: DealMetric = { ...(metricOf("deals_linked") as DealMetric), kind: "ratio", unit: "money" };
		expect([won, closed, money]).toHaveLength(3);
	});
});

describe("metricOf", () => {
	it("answers null for an id that the catalogue has not", () => {
		expect(metricOf("deal_rate")?.maturityDays).toBe(90);
		expect(metricOf("churn")).toBeNull();
	});
});
