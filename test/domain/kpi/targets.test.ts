import { describe, expect, it } from "vitest";
import { type Month, monthOf } from "../../../src/domain/calendar/day";
import { checkTargets, expectedShare } from "../../../src/domain/kpi/targets";
import { WEEKDAYS } from "./fold-all";
import { day } from "./tables";

const AS_OF = day("2026-11-21");
const month = monthOf(AS_OF);

describe("checkTargets", () => {
	const target = { month, metric: "leads_new", dimension: "all", value: 10 };

	it.each([
		{ name: "a whole-team target", problems: [], targets: [target] },
		{
			name: "a rep's and a channel's",
			problems: [],
			targets: [
				{ ...target, dimension: "rep:佐藤" },
				{ ...target, dimension: "channel:" },
			],
		},
		{
			name: "an unknown metric",
			problems: ["target_unknown_metric"],
			targets: [{ ...target, metric: "churn" }],
		},
		{
			name: "a metric without months",
			problems: ["target_not_monthly"],
			targets: [{ ...target, metric: "open_pipeline" }],
		},
		{
			name: "a channel's activities",
			problems: ["target_unknown_dimension"],
			targets: [{ ...target, metric: "activities", dimension: "channel:web" }],
		},
		{
			name: "a dimension without a kind",
			problems: ["target_unknown_dimension"],
			targets: [{ ...target, dimension: "佐藤" }],
		},
		{ name: "the same twice", problems: ["target_repeated"], targets: [target, { ...target, value: 12 }] },
	])("$name", ({ targets, problems }) => {
		expect(checkTargets(targets).map((problem) => problem.code)).toEqual(problems);
	});

	it("names the one that no longer stands", () => {
		expect(checkTargets([target, { ...target, month: (month + 1) as Month }, target])).toEqual([
			{ code: "target_repeated", index: 0 },
		]);
	});
});

describe("expectedShare", () => {
	it.each([
		{ name: "a month that is over", asOf: "2026-12-01", share: 1 },
		{ name: "a month that has not begun", asOf: "2026-10-31", share: null },
		{ name: "its first business day", asOf: "2026-11-02", share: null },
		{ name: "the day after", asOf: "2026-11-03", share: 1 / 21 },
		{ name: "its last day", asOf: "2026-11-30", share: 20 / 21 },
	])("$name", ({ asOf, share }) => {
		expect(expectedShare(month, day(asOf), WEEKDAYS)).toBe(share);
	});

	it("asks for nothing in a month without business days", () => {
		expect(expectedShare(month, AS_OF, { isBusinessDay: () => false })).toBeNull();
	});
});
