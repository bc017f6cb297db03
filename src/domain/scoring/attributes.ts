/** Rules about the leads themselves, column by column; each distinct value is read once. */
import { distinctOf } from "../distinct";
import {
	accept,
	alternativesOf,
	columnOf,
	meaningOf,
	readQuantity,
	readRankBound,
	readTitle,
} from "../fit/accepted";
import { foldKey } from "../normalize/text";
import { isRankAtLeast } from "../normalize/title";
import type { Leads } from "../records";
import { POINT_PARTS, type RuleProblem, type ScoreRule, type ScoringModel } from "./rules";

type ValueTest = (value: string | number) => boolean;

interface AttributePlan {
	readonly rule: ScoreRule;
	/** Hundredths. */
	readonly points: number;
	/** For each lead 1 where the rule is met. */
	readonly met: Uint8Array;
}

export interface AttributePoints {
	readonly plans: readonly AttributePlan[];
	/** For each lead the sum in hundredths. */
	readonly total: Float64Array;
	/** Rules whose column no lead table has. */
	readonly problems: readonly RuleProblem[];
}

/**
 * Attribute points of every lead. Blank and unreadable values pay nothing; attributes never expire.
 * Cost: one look-up for each lead and column, one reading for each distinct value and rule.
 */
export function scoreAttributes(
	leads: Leads,
	rules: readonly ScoreRule[],
	model: ScoringModel,
): AttributePoints {
	const total = new Float64Array(leads.size);
	const plans: AttributePlan[] = [];
	const problems: RuleProblem[] = [];
	for (const rule of rules) {
		const column = columnOf(leads, rule.subject);
		if (column === undefined) {
			const index = model.rules.indexOf(rule);
			problems.push({ ruleId: rule.id, index, code: "column_missing", field: "subject" });
			continue;
		}
		const { values, places } = distinctOf(column);
		const test = attributeTest(rule, model);
		const isMet = values.map((value) => value !== "" && test(value));
		const met = new Uint8Array(leads.size);
		const points = Math.round(rule.points * POINT_PARTS);
		for (let lead = 0; lead < leads.size; lead++) {
			if (!isMet[places[lead]!]) continue;
			met[lead] = 1;
			total[lead]! += points;
		}
		plans.push({ rule, points, met });
	}
	return { plans, total, problems };
}

function attributeTest(rule: ScoreRule, model: ScoringModel): ValueTest {
	switch (rule.kind) {
		case "title_at_least": {
			const rank = readRankBound(rule.value, model)?.rank ?? Number.POSITIVE_INFINITY;
			return (value) => isRankAtLeast(readTitle(String(value), model), rank);
		}
		case "attribute_range":
			return rangeTest(rule);
		case "attribute_contains": {
			const keys = alternativesOf(rule.value).map(foldKey);
			return (value) => {
				const text = foldKey(String(value));
				return keys.some((key) => text.includes(key));
			};
		}
		default:
			return equalsTest(rule, model);
	}
}

/** A reading such as 100〜299名 counts only when all of it lies inside. */
function rangeTest(rule: ScoreRule): ValueTest {
	const lowest = rule.atLeast ?? Number.NEGATIVE_INFINITY;
	const highest = rule.atMost ?? Number.POSITIVE_INFINITY;
	const isHeadcount = meaningOf(rule.subject) === "employees";
	return (value) => {
		const span = readQuantity(value, isHeadcount);
		return span !== null && lowest <= span.lower && span.upper <= highest;
	};
}

function equalsTest(rule: ScoreRule, model: ScoringModel): ValueTest {
	const keys = new Set(alternativesOf(rule.value).map(foldKey));
	const isSameText: ValueTest = (value) => keys.has(foldKey(String(value)));
	const meaning = meaningOf(rule.subject);
	if (meaning !== "industry" && meaning !== "place" && meaning !== "email") return isSameText;
	const accepted = accept(rule.subject, rule.value, model);
	return (value) => isSameText(value) || accepted.judge(value).state === "match";
}
