/** Rules about the leads themselves, column by column; each distinct value is read once. */
import { type Distinct, distinctOf } from "../distinct";
import {
	accept,
	alternativesOf,
	columnOf,
	meaningOf,
	readQuantity,
	readRankBound,
	readTitle,
	type Span,
} from "../fit/accepted";
import { foldKey } from "../normalize/text";
import { isRankAtLeast, type TitleReading } from "../normalize/title";
import type { Leads } from "../records";
import { POINT_PARTS, type RuleProblem, type ScoreRule, type ScoringModel } from "./rules";

interface AttributePlan {
	readonly rule: ScoreRule;
	/** Hundredths. */
	readonly points: number;
	isMet(lead: number): boolean;
}

export interface AttributePoints {
	readonly plans: readonly AttributePlan[];
	/** For each lead the sum in hundredths. */
	readonly total: Float64Array;
	/** Rules whose column no lead table has. */
	readonly problems: readonly RuleProblem[];
}

/** A column with what all its rules give to each of its distinct values. */
interface RuledColumn {
	readonly values: readonly (string | number)[];
	readonly places: Int32Array;
	/** Hundredths by place. */
	readonly points: Float64Array;
	readonly readings: Readings;
}

/** Tells which of a column's distinct values meet a rule. */
type ValueTest = (value: string | number, place: number) => boolean;

/**
 * Attribute points of every lead. Blank and unreadable values pay nothing; attributes never expire.
 * Cost: one look-up for each lead and column, one reading for each distinct value and test for each rule.
 */
export function scoreAttributes(
	leads: Leads,
	rules: readonly ScoreRule[],
	model: ScoringModel,
): AttributePoints {
	const plans: AttributePlan[] = [];
	const problems: RuleProblem[] = [];
	const columns = new Map<Distinct, RuledColumn>();
	for (const rule of rules) {
		const column = columnOf(leads, rule.subject);
		if (column === undefined) {
			const index = model.rules.indexOf(rule);
			problems.push({ ruleId: rule.id, index, code: "column_missing", field: "subject" });
			continue;
		}
		const distinct = distinctOf(column);
		const { values, places } = distinct;
		const ruled = columns.get(distinct) ?? {
			...distinct,
			points: new Float64Array(values.length),
			readings: new Readings(values, model),
		};
		columns.set(distinct, ruled);
		const test = attributeTest(rule, model, ruled.readings);
		const met = Uint8Array.from(values, (value, place) => (value !== "" && test(value, place) ? 1 : 0));
		const points = Math.round(rule.points * POINT_PARTS);
		for (let place = 0; place < met.length; place++) if (met[place] === 1) ruled.points[place]! += points;
		plans.push({ rule, points, isMet: (lead) => met[places[lead]!] === 1 });
	}
	const total = new Float64Array(leads.size);
	for (const { places, points } of columns.values()) {
		for (let lead = 0; lead < leads.size; lead++) total[lead]! += points[places[lead]!]!;
	}
	return { plans, total, problems };
}

/** What a column's distinct values are read as, each once for all rules that ask. */
class Readings {
	readonly key: (place: number) => string;
	readonly title: (place: number) => TitleReading;
	readonly headcount: (place: number) => Span | null;
	readonly quantity: (place: number) => Span | null;

	constructor(values: readonly (string | number)[], model: ScoringModel) {
		this.key = once(values, (value) => foldKey(String(value)));
		this.title = once(values, (value) => readTitle(String(value), model));
		this.headcount = once(values, (value) => readQuantity(value, true));
		this.quantity = once(values, (value) => readQuantity(value, false));
	}
}

function once<T>(
	values: readonly (string | number)[],
	read: (value: string | number) => T,
): (place: number) => T {
	const held: (T | undefined)[] = [];
	return (place) => {
		let reading = held[place];
		if (reading === undefined) {
			reading = read(values[place]!);
			held[place] = reading;
		}
		return reading;
	};
}

function attributeTest(rule: ScoreRule, model: ScoringModel, readings: Readings): ValueTest {
	switch (rule.kind) {
		case "title_at_least": {
			const rank = readRankBound(rule.value, model)?.rank ?? Number.POSITIVE_INFINITY;
			return (_, place) => isRankAtLeast(readings.title(place), rank);
		}
		case "attribute_range":
			return rangeTest(rule, readings);
		case "attribute_contains": {
			const keys = alternativesOf(rule.value).map(foldKey);
			return (_, place) => keys.some((key) => readings.key(place).includes(key));
		}
		default:
			return equalsTest(rule, model, readings);
	}
}

/** A reading such as 100〜299名 counts only when all of it lies inside. */
function rangeTest(rule: ScoreRule, readings: Readings): ValueTest {
	const lowest = rule.atLeast ?? Number.NEGATIVE_INFINITY;
	const highest = rule.atMost ?? Number.POSITIVE_INFINITY;
	const quantity = meaningOf(rule.subject) === "employees" ? readings.headcount : readings.quantity;
	return (_, place) => {
		const span = quantity(place);
		return span !== null && lowest <= span.lower && span.upper <= highest;
	};
}

function equalsTest(rule: ScoreRule, model: ScoringModel, readings: Readings): ValueTest {
	const keys = new Set(alternativesOf(rule.value).map(foldKey));
	const isSameText: ValueTest = (_, place) => keys.has(readings.key(place));
	const meaning = meaningOf(rule.subject);
	if (meaning !== "industry" && meaning !== "place" && meaning !== "email") return isSameText;
	const accepted = accept(rule.subject, rule.value, model);
	return (value, place) => isSameText(value, place) || accepted.judge(value).state === "match";
}
