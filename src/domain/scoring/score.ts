/** Scores with their breakdown. Everything is summed in whole hundredths, so that lines always add up. */
import { type Day, dayOfTime, type WallTime } from "../calendar/day";
import type { Activities, Leads } from "../records";
import { type CollectedStats, createHitCollector, type Hits } from "./hits";
import { type BehaviourPlan, payFor, QUANTITY_PARTS, quantityFor } from "./plan";
import { POINT_PARTS, type RuleProblem, type ScoringModel } from "./rules";
import { lastDayInWindow, windowSince, windowUntil } from "./window";

export type ScoreLineKind = "attribute" | "behaviour" | "adjustment" | "veto";

/** The `ruleId` of the lines that no rule made. */
export const ADJUSTMENT_LINE = "adjustment";
export const VETO_LINE = "veto";

/** One reason for a score, in points. Days are null where there are none (attributes, adjustment, veto). */
export interface ScoreLine {
	readonly ruleId: string;
	readonly kind: ScoreLineKind;
	readonly points: number;
	/** What the window holds: events, times or minutes; visits where each had to do; 1 for the other kinds. */
	readonly count: number;
	/** Day of the first and of the last event that counts. */
	readonly firstOn: Day | null;
	readonly lastOn: Day | null;
	/** The last day on which the line still pays in full, if nothing new happens. Null when it never expires. */
	readonly lastCountedOn: Day | null;
}

/** A lead's score, in points, with lines that add up to it exactly. */
export interface ScoreCard {
	readonly score: number;
	readonly attribute: number;
	readonly behaviour: number;
	readonly adjustment: number;
	/** 対象外: the score is 0 (or what it was below 0) and the lead never qualifies. */
	readonly isVetoed: boolean;
	/** Whether the score meets the threshold and no veto stands. */
	readonly isQualified: boolean;
	/** Attributes, behaviour (each in the order of the rules), adjustment, veto; none that gives nothing. */
	readonly lines: readonly ScoreLine[];
}

export interface AdjustmentProblem {
	readonly lead: number;
	readonly code: "adjustment_without_reason" | "adjustment_invalid";
}

/** Scores of all leads at one moment, in points, one array for each figure. */
export interface Scores {
	readonly size: number;
	readonly asOf: WallTime;
	readonly score: Float64Array;
	readonly attribute: Float64Array;
	readonly behaviour: Float64Array;
	/** For each lead 1 where the score meets the threshold and no veto stands. */
	readonly qualified: Uint8Array;
	/**
	 * The first day on which a line pays less, if nothing new happens; null when none will, and under a veto.
	 * Lines below zero do not count: when they end, the score rises.
	 */
	readonly dropsOn: readonly (Day | null)[];
	readonly stats: CollectedStats;
	/** Rules that were left out and why. */
	readonly ruleProblems: readonly RuleProblem[];
	/** Adjustments that were left out and why. */
	readonly adjustmentProblems: readonly AdjustmentProblem[];
	/** One lead's breakdown. */
	card(lead: number): ScoreCard;
}

/**
 * The scores of all leads at a moment. For a whole day pass its last second; a later time of the same day changes
 * only rules whose window is counted in hours. Nothing is accumulated: the same input gives the same scores.
 * Cost: one pass over the leads and one over the hits.
 * @example const { score, dropsOn } = scoreLeads(collector.finish(), timeOf(today, 86_399));
 */
export function scoreLeads(hits: Hits, asOf: WallTime): Scores {
	const moment = Math.floor(asOf) as WallTime;
	const plans = hits.plan.behaviour;
	const since = plans.map((plan) => windowSince(plan.window, moment));
	const until = plans.map((plan) => windowUntil(plan.window, moment));
	const { size } = hits.leads;
	const score = new Float64Array(size);
	const attribute = new Float64Array(size);
	const behaviour = new Float64Array(size);
	const qualified = new Uint8Array(size);
	const dropsOn: (Day | null)[] = new Array(size);
	const adjustmentProblems: AdjustmentProblem[] = [];

	for (let lead = 0; lead < size; lead++) {
		const fixed = hits.attributes.total[lead]!;
		const adjustment = adjustmentOf(hits.leads, lead);
		if (typeof adjustment !== "number") adjustmentProblems.push({ lead, code: adjustment });
		let earned = 0;
		let drop = Number.POSITIVE_INFINITY;
		const end = hits.start[lead + 1]!;
		for (let run = hits.start[lead]!; run < end; ) {
			const rule = hits.rule[run]!;
			let next = run + 1;
			while (next < end && hits.rule[next] === rule) next++;
			const plan = plans[rule]!;
			const pay = payFor(plan, quantityBetween(hits, run, next, since[rule]!, until[rule]!));
			if (pay !== 0) {
				earned += pay;
				if (pay > 0) {
					const day = lastFullDay(hits, plan, run, next, until[rule]!, pay) + 1;
					if (day < drop) drop = day;
				}
			}
			run = next;
		}
		const isVetoed = hits.vetoed[lead] === 1;
		const sum = fixed + earned + (typeof adjustment === "number" ? adjustment : 0);
		attribute[lead] = fixed / POINT_PARTS;
		behaviour[lead] = earned / POINT_PARTS;
		score[lead] = isVetoed && sum > 0 ? 0 : sum / POINT_PARTS;
		qualified[lead] = !isVetoed && meetsThreshold(hits.model, sum) ? 1 : 0;
		dropsOn[lead] = isVetoed || drop === Number.POSITIVE_INFINITY ? null : (drop as Day);
	}

	return {
		size,
		asOf: moment,
		score,
		attribute,
		behaviour,
		qualified,
		dropsOn,
		stats: hits.stats,
		ruleProblems: hits.problems,
		adjustmentProblems,
		card: (lead) => scoreCard(hits, lead, moment),
	};
}

/**
 * Scores of leads whose activities are all at hand.
 * @example const [line] = scoreActivities(leads, activities, model, asOf).card(0).lines;
 */
export function scoreActivities(
	leads: Leads,
	activities: Activities,
	model: ScoringModel,
	asOf: WallTime,
): Scores {
	const collector = createHitCollector(model, leads, activities.size, dayOfTime(asOf));
	collector.add(activities);
	return scoreLeads(collector.finish(), asOf);
}

/**
 * One lead's score at a moment, with the lines that add up to it. Any moment may be asked for, past or future; the
 * lead's attributes and verdicts are today's.
 */
export function scoreCard(hits: Hits, lead: number, asOf: WallTime): ScoreCard {
	const moment = Math.floor(asOf) as WallTime;
	const lines: ScoreLine[] = [];
	for (const { rule, points, isMet } of hits.attributes.plans) {
		if (points !== 0 && isMet(lead)) lines.push(fixedLine(rule.id, "attribute", points));
	}
	const attribute = hits.attributes.total[lead]!;
	let behaviour = 0;
	const end = hits.start[lead + 1]!;
	for (let run = hits.start[lead]!; run < end; ) {
		const rule = hits.rule[run]!;
		let next = run + 1;
		while (next < end && hits.rule[next] === rule) next++;
		const plan = hits.plan.behaviour[rule]!;
		const since = windowSince(plan.window, moment);
		const until = windowUntil(plan.window, moment);
		const quantity = quantityBetween(hits, run, next, since, until);
		const pay = payFor(plan, quantity);
		if (pay !== 0) {
			behaviour += pay;
			let first = run;
			while (hits.at[first]! < since) first++;
			let after = next;
			while (hits.at[after - 1]! >= until) after--;
			lines.push({
				ruleId: plan.rule.id,
				kind: "behaviour",
				points: pay / POINT_PARTS,
				count: quantity / QUANTITY_PARTS,
				firstOn: dayOf(hits.at[first]!),
				lastOn: dayOf(hits.at[after - 1]!),
				lastCountedOn: lastFullDay(hits, plan, run, next, until, pay),
			});
		}
		run = next;
	}
	const adjusted = adjustmentOf(hits.leads, lead);
	const adjustment = typeof adjusted === "number" ? adjusted : 0;
	if (adjustment !== 0) lines.push(fixedLine(ADJUSTMENT_LINE, "adjustment", adjustment));
	const isVetoed = hits.vetoed[lead] === 1;
	const sum = attribute + behaviour + adjustment;
	if (isVetoed && sum > 0) lines.push(fixedLine(VETO_LINE, "veto", -sum));
	return {
		score: isVetoed && sum > 0 ? 0 : sum / POINT_PARTS,
		attribute: attribute / POINT_PARTS,
		behaviour: behaviour / POINT_PARTS,
		adjustment: adjustment / POINT_PARTS,
		isVetoed,
		isQualified: !isVetoed && meetsThreshold(hits.model, sum),
		lines,
	};
}

/** Whether a sum in hundredths meets the model's threshold in points. */
export function meetsThreshold(model: ScoringModel, hundredths: number): boolean {
	const points = hundredths / POINT_PARTS;
	return model.operator === ">" ? points > model.threshold : points >= model.threshold;
}

/** A lead's adjustment in hundredths, 0 for none, or why it is left out. */
export function adjustmentOf(leads: Leads, lead: number): number | AdjustmentProblem["code"] {
	const points = leads.adjustment[lead] ?? 0;
	if (points === 0) return 0;
	if (!Number.isFinite(points)) return "adjustment_invalid";
	if ((leads.adjustmentReason[lead] ?? "").trim() === "") return "adjustment_without_reason";
	return Math.round(points * POINT_PARTS);
}

/** The quantity of a run of hits (one lead, one rule, by time) between two moments, the second exclusive. */
function quantityBetween(hits: Hits, run: number, next: number, since: number, until: number): number {
	let quantity = 0;
	for (let n = next - 1; n >= run; n--) {
		const at = hits.at[n]!;
		if (at < since) break;
		if (at < until) quantity += hits.quantity[n]!;
	}
	return quantity;
}

/** The last day on which the newest hits alone still earn the same pay: that of the oldest hit they need. */
function lastFullDay(
	hits: Hits,
	plan: BehaviourPlan,
	run: number,
	next: number,
	until: number,
	pay: number,
): Day {
	const needed = quantityFor(plan, pay);
	let quantity = 0;
	let n = next;
	while (n > run && quantity < needed) {
		n--;
		if (hits.at[n]! < until) quantity += hits.quantity[n]!;
	}
	return lastDayInWindow(plan.window, hits.at[n]!);
}

function fixedLine(ruleId: string, kind: ScoreLineKind, points: number): ScoreLine {
	return {
		ruleId,
		kind,
		points: points / POINT_PARTS,
		count: 1,
		firstOn: null,
		lastOn: null,
		lastCountedOn: null,
	};
}

function dayOf(at: number): Day {
	return Math.floor(at / 86_400) as Day;
}
