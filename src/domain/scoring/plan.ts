/** The usable rules about activities, compiled once: filters as numbers, points as whole hundredths. */
import { alternativesOf } from "../fit/accepted";
import { foldKey } from "../normalize/text";
import {
	type BehaviourRule,
	isAttributeRule,
	POINT_PARTS,
	type RuleProblem,
	type ScoreRule,
	type ScoringModel,
	validateRules,
} from "./rules";
import { anyTargetTest, type TextTest, targetTest } from "./target";
import type { Window } from "./window";

/**
 * Counts and minutes are whole millionths, so that their sums do not depend on the order of the rows; 100 of them
 * (6 ms) are forgiven at a limit, so that 3 × 1.666667 minutes are 5 minutes.
 */
export const QUANTITY_PARTS = 1_000_000;
const FORGIVEN = 100;
/** A single row counts for no more, in times or minutes: sums stay exact whatever was typed. */
const MOST_QUANTITY = 100_000;
const MEMO_SIZE = 50_000;

const TIMES = 0;
const COUNT = 1;
const MINUTES = 2;

/** A rule about activities, ready to be matched and paid. */
export interface BehaviourPlan {
	readonly rule: BehaviourRule;
	readonly window: Window;
	/** What one activity row adds: TIMES (whole), COUNT or MINUTES. */
	readonly quantity: typeof TIMES | typeof COUNT | typeof MINUTES;
	/** Quantity for one payment, and the highest with which the rule still pays. */
	readonly need: number;
	readonly most: number;
	/** Limits for each row by itself where the scope is a visit, in times or minutes. */
	readonly rowLeast: number;
	readonly rowMost: number;
	readonly isVisit: boolean;
	/** Hundredths for one payment, and the limit of their sum, always positive. */
	readonly points: number;
	readonly cap: number;
	readonly isEach: boolean;
	/** Position of the rule's filter among those of its column, −1 where it takes anything. */
	readonly target: number;
	readonly via: number;
	readonly answer: number;
}

export interface ScorePlan {
	/** Usable behaviour rules in the order of the sheet; hits refer to them by position. */
	readonly behaviour: readonly BehaviourPlan[];
	/** Usable rules of the other kind. */
	readonly attributes: readonly ScoreRule[];
	readonly problems: readonly RuleProblem[];
	readonly targets: TextFilters;
	readonly vias: TextFilters;
	readonly answers: TextFilters;
}

/** The tests of all rules on one column, answered together and once for each distinct text. */
class TextFilters {
	private readonly tests: TextTest[] = [];
	private readonly positions = new Map<string, number>();
	private readonly byVerdict = new Map<string, Uint8Array>();
	private readonly memo = new Map<string, Uint8Array>();

	/** The position of a filter, shared by rules with the same words; −1 for one that takes anything. */
	add(words: string, test: TextTest | null): number {
		if (test === null) return -1;
		const known = this.positions.get(words);
		if (known !== undefined) return known;
		this.positions.set(words, this.tests.length);
		return this.tests.push(test) - 1;
	}

	/** For each filter 1 when the text passes; a blank text passes none. */
	read(text: string | null): Uint8Array {
		const key = text ?? "";
		const known = this.memo.get(key);
		if (known !== undefined) return known;
		const passed = this.tests.map((test) => (key !== "" && test(key) ? 1 : 0));
		const signature = passed.join("");
		let verdict = this.byVerdict.get(signature);
		if (verdict === undefined) {
			verdict = Uint8Array.from(passed);
			this.byVerdict.set(signature, verdict);
		}
		// Pages with a visitor's number in their address would otherwise fill the memory.
		if (this.memo.size >= MEMO_SIZE) this.memo.clear();
		this.memo.set(key, verdict);
		return verdict;
	}
}

/** The rules that can be used, compiled, and the problems of the rest. */
export function compileRules(model: ScoringModel): ScorePlan {
	const problems = validateRules(model);
	const bad = new Set(problems.map((problem) => problem.index));
	const targets = new TextFilters();
	const vias = new TextFilters();
	const answers = new TextFilters();
	const behaviour: BehaviourPlan[] = [];
	const attributes: ScoreRule[] = [];
	model.rules.forEach((rule, index) => {
		if (!rule.enabled || bad.has(index)) return;
		if (isAttributeRule(rule)) {
			attributes.push(rule);
			return;
		}
		const isVisit = rule.scope === "visit" && (rule.kind === "count" || rule.kind === "minutes");
		const atLeast = rule.atLeast ?? 1;
		const hasLimits = rule.kind === "count" || rule.kind === "minutes";
		const inWindow = hasLimits && !isVisit;
		behaviour.push({
			rule,
			window: { kind: rule.windowKind, length: rule.windowDays },
			quantity: rule.kind === "minutes" ? MINUTES : rule.kind === "count" ? COUNT : TIMES,
			need: inWindow ? partsOf(atLeast) : QUANTITY_PARTS,
			most: inWindow && rule.atMost !== null ? partsOf(rule.atMost) : Number.POSITIVE_INFINITY,
			rowLeast: isVisit ? partsOf(atLeast) : 0,
			rowMost: isVisit && rule.atMost !== null ? partsOf(rule.atMost) : Number.POSITIVE_INFINITY,
			isVisit,
			points: Math.round(rule.points * POINT_PARTS),
			cap: rule.cap === null ? Number.POSITIVE_INFINITY : Math.round(rule.cap * POINT_PARTS),
			isEach: rule.repeat === "each",
			target: targets.add(rule.target, targetTest(rule.target)),
			via: vias.add(rule.via, anyTargetTest(alternativesOf(rule.via))),
			answer: answers.add(rule.value, answerTest(rule.value)),
		});
	});
	return { behaviour, attributes, problems, targets, vias, answers };
}

/**
 * What one row adds to a rule, in millionths; 0 when it adds nothing. Blank (NaN) counts are one time, minutes none.
 * An event happened a whole number of times, at least once unless its count says 0.
 */
export function quantityOf(plan: BehaviourPlan, count: number, minutes: number): number {
	const amount = plan.quantity === MINUTES ? minutes : Number.isNaN(count) ? 1 : count;
	if (!(amount > 0)) return 0;
	const limited = Math.min(amount, MOST_QUANTITY);
	if (plan.quantity === TIMES) return Math.max(1, Math.floor(limited)) * QUANTITY_PARTS;
	const parts = Math.round(limited * QUANTITY_PARTS);
	if (!plan.isVisit) return parts;
	return parts + FORGIVEN >= plan.rowLeast && parts <= plan.rowMost + FORGIVEN ? QUANTITY_PARTS : 0;
}

/** What a rule pays for a quantity in its window, in hundredths. */
export function payFor(plan: BehaviourPlan, quantity: number): number {
	return quantity > plan.most + FORGIVEN ? 0 : payBelowMost(plan, quantity);
}

/** The same without the rule's upper limit, so that it never falls while the quantity grows. */
export function payBelowMost(plan: BehaviourPlan, quantity: number): number {
	if (quantity + FORGIVEN < plan.need) return 0;
	const times = plan.isEach ? Math.floor((quantity + FORGIVEN) / plan.need) : 1;
	return Math.max(-plan.cap, Math.min(plan.cap, plan.points * times));
}

/** The smallest quantity for which a rule still pays as much. */
export function quantityFor(plan: BehaviourPlan, pay: number): number {
	const payments = plan.isEach ? Math.ceil(Math.abs(pay / plan.points)) : 1;
	return plan.need * payments - FORGIVEN;
}

/** An answer passes when it is one of the alternatives, alone or among several choices. */
function answerTest(value: string): TextTest | null {
	const alternatives = alternativesOf(value);
	if (alternatives.length === 0) return null;
	const keys = new Set(alternatives.map(foldKey));
	keys.add(foldKey(value));
	return (text) =>
		keys.has(foldKey(text)) || alternativesOf(text).some((choice) => keys.has(foldKey(choice)));
}

function partsOf(amount: number): number {
	return Math.round(amount * QUANTITY_PARTS);
}
