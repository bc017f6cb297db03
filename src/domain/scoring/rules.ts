import { alternativesOf, readRankBound } from "../fit/accepted";
import type { Dictionary } from "../normalize/dictionary";
import { foldKey } from "../normalize/text";
import type { Direction } from "../records";

/** What a rule about the lead itself looks at. */
export type AttributeRuleKind =
	| "attribute_equals"
	| "attribute_contains"
	| "attribute_range"
	| "title_at_least";

/** What a rule about the lead's activities looks at. */
export type BehaviourRuleKind = "event" | "event_with" | "count" | "minutes" | "answer";

/** How often a rule pays: once in its window, or each time that its condition is reached. */
export type Repeat = "once" | "each";

/**
 * How a rule's window is measured. `days`: calendar days, today is day 1 of N. `hours`: the last N × 24 hours.
 * `month`: the calendar month of asOf, whatever N is.
 */
export type WindowKind = "days" | "hours" | "month";

/** Whether counts and minutes are summed over the window, or must be reached by one activity row alone. */
export type Scope = "window" | "visit";

interface RuleColumns {
	/** Stable, and unique among the rules; breakdown lines refer to it. */
	readonly id: string;
	/** As the team wrote it; it decides nothing. */
	readonly label: string;
	readonly enabled: boolean;
	/** Attribute rules: the lead's field. Behaviour rules: the activity type's code, or the team's own word. */
	readonly subject: string;
	/**
	 * Alternatives, separated by 、 or , or |. For attribute rules what the field must be; for behaviour rules the
	 * answer that the activity must carry ("" = any). `title_at_least`: the lowest rank, as 部長 or 部長以上.
	 */
	readonly value: string;
	/** Page, product or mail; "" = any. A URL or a path means that very page, any other text is looked for. */
	readonly target: string;
	/** How the activity came about, with alternatives as in `value`; "" = any. */
	readonly via: string;
	/** Times, minutes, or the lower end of an attribute's range; inclusive. */
	readonly atLeast: number | null;
	/** The upper end of the same; inclusive. */
	readonly atMost: number | null;
	/** Up to two decimals; may be negative. */
	readonly points: number;
	readonly repeat: Repeat;
	/** The most that the rule may give (or, below zero, take), as a positive number of points; null for no limit. */
	readonly cap: number | null;
	/** Length of the window in days, or in spans of 24 hours. */
	readonly windowDays: number;
	readonly windowKind: WindowKind;
	readonly scope: Scope;
}

export interface AttributeRule extends RuleColumns {
	readonly kind: AttributeRuleKind;
}

export interface BehaviourRule extends RuleColumns {
	readonly kind: BehaviourRuleKind;
}

/** One row of the score table, as the sheet holds it. */
export type ScoreRule = AttributeRule | BehaviourRule;

/** What two departments agreed on: rules, threshold, and how words are read. */
export interface ScoringModel {
	readonly rules: readonly ScoreRule[];
	/** Mail domains of one's own staff, whose activities never score; sub-domains are included. */
	readonly ownDomains: readonly string[];
	readonly threshold: number;
	readonly operator: ">" | ">=";
	readonly dictionaries: { readonly title?: Dictionary; readonly industry?: Dictionary };
	/** Whether 部長代理 and 担当部長 pass for 部長以上. */
	readonly deputyCountsAsHead: boolean;
	/** Who acts in an activity of this type; null for a word that the type dictionary does not know. */
	readonly direction: (type: string) => Direction | null;
}

export type RuleProblemCode =
	| "id_missing"
	| "id_duplicate"
	| "kind_unknown"
	| "subject_missing"
	| "type_is_ours"
	| "column_missing"
	| "value_missing"
	| "value_unreadable"
	| "condition_missing"
	| "limit_missing"
	| "limit_invalid"
	| "limit_unused"
	| "range_reversed"
	| "points_invalid"
	| "repeat_unknown"
	| "cap_invalid"
	| "window_invalid"
	| "window_kind_unknown"
	| "scope_unknown";

/** Why a rule was left out. A rule with a problem never scores. */
export interface RuleProblem {
	readonly ruleId: string;
	/** Position among the rules given, from 0. */
	readonly index: number;
	readonly code: RuleProblemCode;
	readonly field: keyof ScoreRule;
}

/** Length of the window where a team sets none, in days. */
export const DEFAULT_WINDOW_DAYS = 30;

/** Threshold and operator of the published table: more than 120 points. */
export const DEFAULT_THRESHOLD = 120;
export const DEFAULT_OPERATOR: ScoringModel["operator"] = ">";

/** Points are exact down to this part of one: everything is summed as whole hundredths. */
export const POINT_PARTS = 100;

const MOST_POINTS = 1_000_000;
const MOST_WINDOW_DAYS = 36_500;

const ATTRIBUTE_KINDS: ReadonlySet<string> = new Set<AttributeRuleKind>([
	"attribute_equals",
	"attribute_contains",
	"attribute_range",
	"title_at_least",
]);
const BEHAVIOUR_KINDS: ReadonlySet<string> = new Set<BehaviourRuleKind>([
	"event",
	"event_with",
	"count",
	"minutes",
	"answer",
]);

/** Whether a rule is about the lead itself: it needs no activities and never expires. */
export function isAttributeRule(rule: ScoreRule): rule is AttributeRule {
	return ATTRIBUTE_KINDS.has(rule.kind);
}

type Report = (code: RuleProblemCode, field: keyof ScoreRule) => void;

/**
 * Every reason why an enabled rule cannot be used, in the order of the rules; disabled rules have none. Of two rules
 * with one id the first stays. A limit where a rule reads none is a problem too (except at least 1), since the rule
 * would not do what its row says.
 * @example validateRules({ rules: defaultRules(), dictionaries: {}, deputyCountsAsHead: false, direction: () => null }) // => []
 */
export function validateRules(
	model: Pick<ScoringModel, "rules" | "dictionaries" | "deputyCountsAsHead" | "direction">,
): readonly RuleProblem[] {
	const problems: RuleProblem[] = [];
	const ids = new Set<string>();
	model.rules.forEach((rule, index) => {
		if (!rule.enabled) return;
		const report: Report = (code, field) => {
			problems.push({ ruleId: rule.id, index, code, field });
		};
		if (rule.id.trim() === "") report("id_missing", "id");
		else if (ids.has(rule.id)) report("id_duplicate", "id");
		ids.add(rule.id);
		if (foldKey(rule.subject) === "") report("subject_missing", "subject");
		if (!isPoints(rule.points)) report("points_invalid", "points");
		if (isAttributeRule(rule)) checkAttributeRule(rule, model, report);
		else if (BEHAVIOUR_KINDS.has(rule.kind)) checkBehaviourRule(rule, model, report);
		else report("kind_unknown", "kind");
	});
	return problems;
}

function checkAttributeRule(
	rule: AttributeRule,
	model: Pick<ScoringModel, "dictionaries" | "deputyCountsAsHead">,
	report: Report,
): void {
	if (rule.kind === "attribute_range") {
		checkLimits(rule, report);
		if (rule.atLeast === null && rule.atMost === null) report("limit_missing", "atLeast");
		return;
	}
	checkNoLimits(rule, report);
	if (alternativesOf(rule.value).length === 0) report("value_missing", "value");
	else if (rule.kind === "title_at_least") {
		const bound = readRankBound(rule.value, model);
		if (bound === null || bound.side === "most") report("value_unreadable", "value");
	}
}

function checkBehaviourRule(
	rule: BehaviourRule,
	model: Pick<ScoringModel, "direction">,
	report: Report,
): void {
	if (model.direction(rule.subject) === "ours") report("type_is_ours", "subject");
	if (rule.kind === "count" || rule.kind === "minutes") {
		checkLimits(rule, report);
		if (rule.atLeast === null) report("limit_missing", "atLeast");
		else if (rule.atLeast <= 0) report("limit_invalid", "atLeast");
	} else checkNoLimits(rule, report);
	const isUnconditional = rule.target.trim() === "" && rule.via.trim() === "" && rule.value.trim() === "";
	if (rule.kind === "event_with" && isUnconditional) report("condition_missing", "via");
	if (rule.kind === "answer" && alternativesOf(rule.value).length === 0) report("value_missing", "value");
	if (rule.repeat !== "once" && rule.repeat !== "each") report("repeat_unknown", "repeat");
	if (rule.cap !== null && !(isPoints(rule.cap) && rule.cap > 0)) report("cap_invalid", "cap");
	if (rule.scope !== "window" && rule.scope !== "visit") report("scope_unknown", "scope");
	if (rule.windowKind === "month") return;
	if (rule.windowKind !== "days" && rule.windowKind !== "hours") report("window_kind_unknown", "windowKind");
	const { windowDays } = rule;
	if (!Number.isInteger(windowDays) || windowDays < 1 || windowDays > MOST_WINDOW_DAYS) {
		report("window_invalid", "windowDays");
	}
}

function checkLimits(rule: ScoreRule, report: Report): void {
	const { atLeast, atMost } = rule;
	if (atLeast !== null && !Number.isFinite(atLeast)) report("limit_invalid", "atLeast");
	if (atMost !== null && !Number.isFinite(atMost)) report("limit_invalid", "atMost");
	if (atLeast !== null && atMost !== null && atLeast > atMost) report("range_reversed", "atMost");
}

function checkNoLimits(rule: ScoreRule, report: Report): void {
	if (rule.atLeast !== null && rule.atLeast !== 1) report("limit_unused", "atLeast");
	if (rule.atMost !== null) report("limit_unused", "atMost");
}

function isPoints(points: number): boolean {
	const parts = points * POINT_PARTS;
	return Math.abs(points) <= MOST_POINTS && Math.abs(parts - Math.round(parts)) < 1e-6;
}
