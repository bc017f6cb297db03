/** Small tables, models and random histories for the tests of scoring and qualification. */

import fc from "fast-check";
import { directionOf } from "../../../src/domain/activity-types";
import { type Day, dayOf, timeOf, type WallTime } from "../../../src/domain/calendar/day";
import type { Activities, Leads, Verdict } from "../../../src/domain/records";
import type {
	AttributeRule,
	BehaviourRule,
	ScoreRule,
	ScoringModel,
} from "../../../src/domain/scoring/rules";
import { defaultRules } from "../../../src/domain/scoring/shipped/rules";
import { wordsOf } from "../../../src/domain/words";

/** The day on which most tests look at a score. */
export const TODAY = dayOf(2026, 11, 21);
export const EVENING = timeOf(TODAY, 86_399);

export interface LeadRow {
	readonly [field: string]: string | number | null | undefined;
	readonly industry?: string | null;
	readonly createdAt?: WallTime | null;
	readonly company?: Verdict | null;
	readonly contact?: Verdict | null;
	readonly adjustment?: number | null;
	readonly reason?: string | null;
	readonly mqlOn?: Day | null;
}

export function leadsOf(rows: readonly LeadRow[]): Leads {
	const column = <T>(read: (row: LeadRow) => T | null | undefined): (T | null)[] =>
		rows.map((row) => read(row) ?? null);
	const none = rows.map(() => null);
	return {
		size: rows.length,
		createdAt: column((row) => row.createdAt),
		channel: none,
		owner: none,
		companyVerdict: column((row) => row.company),
		contactVerdict: column((row) => row.contact),
		dealVerdict: none,
		judgedOn: none,
		verdictReason: none,
		adjustment: column((row) => row.adjustment),
		adjustmentReason: column((row) => row.reason),
		adjustmentBy: none,
		mqlOn: column((row) => row.mqlOn),
		attribute: (field) => (rows.some((row) => field in row) ? column((row) => row[field]) : undefined),
	};
}

export interface ActivityRow {
	readonly lead?: number;
	/** NaN where undated. */
	readonly at?: number;
	readonly type?: string | null;
	readonly target?: string | null;
	readonly via?: string | null;
	readonly count?: number | null;
	readonly minutes?: number | null;
	readonly answer?: string | null;
	readonly email?: string | null;
}

export function activitiesOf(rows: readonly ActivityRow[]): Activities {
	return {
		size: rows.length,
		lead: Int32Array.from(rows, (row) => row.lead ?? 0),
		at: Float64Array.from(rows, (row) => row.at ?? timeOf(TODAY)),
		type: wordsOf(rows.map((row) => row.type ?? null)),
		target: wordsOf(rows.map((row) => row.target ?? null)),
		via: wordsOf(rows.map((row) => row.via ?? null)),
		count: rows.map((row) => row.count ?? Number.NaN),
		minutes: rows.map((row) => row.minutes ?? Number.NaN),
		answer: wordsOf(rows.map((row) => row.answer ?? null)),
		result: wordsOf(rows.map(() => null)),
		owner: wordsOf(rows.map(() => null)),
		email: rows.map((row) => row.email ?? null),
	};
}

export function modelOf(
	rules: readonly ScoreRule[] = defaultRules(),
	more: Partial<ScoringModel> = {},
): ScoringModel {
	return {
		rules,
		ownDomains: [],
		threshold: 120,
		operator: ">",
		dictionaries: {},
		deputyCountsAsHead: false,
		direction: directionOf,
		...more,
	};
}

const BLANK = {
	label: "",
	enabled: true,
	value: "",
	target: "",
	via: "",
	atLeast: null,
	atMost: null,
	points: 10,
	repeat: "once",
	cap: null,
	windowDays: 30,
	windowKind: "days",
	scope: "window",
} as const;

/** A behaviour rule that pays 10 for any page view in 30 days, but for what is given. */
export function behaviourRule(given: Partial<BehaviourRule> = {}): BehaviourRule {
	return { ...BLANK, id: "rule", kind: "event", subject: "page_view", ...given };
}

/** An attribute rule that pays 10 for industry 自動車, but for what is given. */
export function attributeRule(given: Partial<AttributeRule> = {}): AttributeRule {
	return { ...BLANK, id: "rule", kind: "attribute_equals", subject: "industry", value: "自動車", ...given };
}

/** Second of a day some days before TODAY (negative: after). */
export function daysAgo(days: number, secondOfDay = 36_000): WallTime {
	return timeOf((TODAY - days) as Day, secondOfDay);
}

const limits = fc.constantFrom(0.5, 1, 2, 3, 5);

/** Usable behaviour rules of every sort; `neverFalls` leaves out what may lower a score while signals grow. */
function anyBehaviourRule(neverFalls: boolean): fc.Arbitrary<BehaviourRule> {
	return fc
		.record({
			kind: fc.constantFrom<BehaviourRule["kind"]>("event", "count", "minutes", "answer", "event_with"),
			subject: fc.constantFrom("page_view", "download", "survey"),
			target: fc.constantFrom("", "製品ABC", "/abc"),
			atLeast: limits,
			atMost: neverFalls ? fc.constant(null) : fc.option(limits),
			points: neverFalls
				? fc.integer({ min: 1, max: 60 })
				: fc.integer({ min: -6000, max: 6000 }).map((n) => n / 100),
			repeat: fc.constantFrom<BehaviourRule["repeat"]>("once", "each"),
			cap: fc.option(fc.integer({ min: 1, max: 90 })),
			windowDays: fc.integer({ min: 1, max: 12 }),
			windowKind: fc.constantFrom<BehaviourRule["windowKind"]>("days", "hours", "month"),
			scope: fc.constantFrom<BehaviourRule["scope"]>("window", "visit"),
		})
		.map((given) => {
			const hasLimits = given.kind === "count" || given.kind === "minutes";
			return behaviourRule({
				...given,
				value: given.kind === "answer" ? "検討中、導入済" : "",
				via: given.kind === "event_with" ? "email" : "",
				atLeast: hasLimits ? given.atLeast : null,
				atMost: hasLimits && given.atMost !== null ? Math.max(given.atMost, given.atLeast) : null,
			});
		});
}

export function anyRules(neverFalls = false): fc.Arbitrary<readonly ScoreRule[]> {
	return fc
		.array(anyBehaviourRule(neverFalls), { minLength: 1, maxLength: 5 })
		.map((rules) => [
			attributeRule({ id: "industry", points: 12.34 }),
			...rules.map((rule, index) => ({ ...rule, id: `rule${index}` })),
		]);
}

/** Activities of leads 0..leadCount-1 (and of an unknown one) in the 40 days before TODAY and shortly after. */
export function anyActivity(leadCount: number): fc.Arbitrary<ActivityRow> {
	return fc.record({
		lead: fc.integer({ min: -1, max: leadCount - 1 }),
		at: fc.oneof(
			{ weight: 20, arbitrary: fc.integer({ min: daysAgo(40, 0), max: daysAgo(-3, 86_399) }) },
			{ weight: 5, arbitrary: fc.integer({ min: 0, max: 40 }).map((days) => daysAgo(days, 0)) },
			{ weight: 1, arbitrary: fc.constant(Number.NaN) },
		),
		type: fc.constantFrom("page_view", "download", "survey", "call_out", "謎の行動", null),
		target: fc.constantFrom("製品ABC", "製品ABCD", "https://example.jp/abc/?x=1", null),
		via: fc.constantFrom("email", "web", null),
		count: fc.constantFrom(null, 0, 1, 2, 3),
		minutes: fc.constantFrom(null, 0, 0.1, 1.333333, 2.5, 5),
		answer: fc.constantFrom("検討中", "検討中, 価格", "予定なし", null),
		email: fc.constantFrom(null, "a@client.jp", "b@own.jp"),
	});
}
