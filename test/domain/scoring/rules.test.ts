import { describe, expect, it } from "vitest";
import type { AttributeRule, BehaviourRule, ScoreRule } from "../../../src/domain/scoring/rules";
import { isAttributeRule, validateRules } from "../../../src/domain/scoring/rules";
import { attributeRule, behaviourRule, modelOf } from "./tables";

const problemsOf = (...rules: readonly ScoreRule[]) =>
	validateRules(modelOf(rules)).map(({ code, field }) => `${code} ${field}`);

describe("validateRules", () => {
	it.each<{ name: string; change: Partial<BehaviourRule>; problems: string[] }>([
		{ name: "a plain event", change: {}, problems: [] },
		{ name: "an event at least once", change: { atLeast: 1 }, problems: [] },
		{
			name: "an event with a limit it would not read",
			change: { atLeast: 3 },
			problems: ["limit_unused atLeast"],
		},
		{ name: "no id", change: { id: " " }, problems: ["id_missing id"] },
		{ name: "no type", change: { subject: "" }, problems: ["subject_missing subject"] },
		{ name: "what we do ourselves", change: { subject: "call_out" }, problems: ["type_is_ours subject"] },
		{ name: "a way but no condition", change: { kind: "event_with" }, problems: ["condition_missing via"] },
		{ name: "a count without a limit", change: { kind: "count" }, problems: ["limit_missing atLeast"] },
		{ name: "a limit of 0", change: { kind: "minutes", atLeast: 0 }, problems: ["limit_invalid atLeast"] },
		{
			name: "limits the wrong way round",
			change: { kind: "count", atLeast: 3, atMost: 2 },
			problems: ["range_reversed atMost"],
		},
		{ name: "no answer", change: { kind: "answer", value: " 、" }, problems: ["value_missing value"] },
		{ name: "points that are none", change: { points: Number.NaN }, problems: ["points_invalid points"] },
		{ name: "points finer than hundredths", change: { points: 0.125 }, problems: ["points_invalid points"] },
		{ name: "a cap of 0", change: { cap: 0 }, problems: ["cap_invalid cap"] },
		{ name: "half a day", change: { windowDays: 0.5 }, problems: ["window_invalid windowDays"] },
		{ name: "no day", change: { windowDays: 0 }, problems: ["window_invalid windowDays"] },
		{ name: "a month, whatever its length", change: { windowKind: "month", windowDays: 0 }, problems: [] },
		{
			name: "two mistakes",
			change: { points: Number.NaN, cap: -1 },
			problems: ["points_invalid points", "cap_invalid cap"],
		},
	])("behaviour: $name", ({ change, problems }) => {
		expect(problemsOf(behaviourRule(change))).toEqual(problems);
	});

	it.each<{ name: string; change: Partial<AttributeRule>; problems: string[] }>([
		{ name: "a plain value", change: {}, problems: [] },
		{ name: "no value", change: { value: "" }, problems: ["value_missing value"] },
		{
			name: "a range without ends",
			change: { kind: "attribute_range" },
			problems: ["limit_missing atLeast"],
		},
		{ name: "a rank", change: { kind: "title_at_least", subject: "title", value: "部長以上" }, problems: [] },
		{
			name: "a rank that is none",
			change: { kind: "title_at_least", subject: "title", value: "えらい人" },
			problems: ["value_unreadable value"],
		},
		{
			name: "the lower side of a rank",
			change: { kind: "title_at_least", subject: "title", value: "部長以下" },
			problems: ["value_unreadable value"],
		},
	])("attribute: $name", ({ change, problems }) => {
		expect(problemsOf(attributeRule(change))).toEqual(problems);
	});

	it("keeps the first of two rules with one id", () => {
		const problems = validateRules(modelOf([behaviourRule(), behaviourRule({ points: 5 })]));
		expect(problems).toEqual([{ ruleId: "rule", index: 1, code: "id_duplicate", field: "id" }]);
	});

	it("says nothing about a disabled rule", () => {
		expect(problemsOf(behaviourRule({ enabled: false, points: Number.NaN }), behaviourRule())).toEqual([]);
	});

	it("reports words that no rule has", () => {
		const wrong = behaviourRule({
			kind: "visited" as BehaviourRule["kind"],
		});
		expect(problemsOf(wrong)).toEqual(["kind_unknown kind"]);
		expect(isAttributeRule(wrong)).toBe(false);
		expect(problemsOf(behaviourRule({ repeat: "twice" as "each" }))).toEqual(["repeat_unknown repeat"]);
		expect(problemsOf(behaviourRule({ scope: "week" as "visit" }))).toEqual(["scope_unknown scope"]);
		expect(problemsOf(behaviourRule({ windowKind: "weeks" as "days" }))).toEqual([
			"window_kind_unknown windowKind",
		]);
	});
});
