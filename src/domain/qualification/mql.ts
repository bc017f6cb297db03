/**
 * MQL as a dated fact: the first day on which a lead met the agreed definition. Days before today are rebuilt from
 * dated activities with today's attributes and verdicts.
 */
import { type Day, dayOfTime, SECONDS_PER_DAY, timeOf, type WallTime } from "../calendar/day";
import type { Hits } from "../scoring/hits";
import { payBelowMost, payFor } from "../scoring/plan";
import { POINT_PARTS, type ScoreRule, type ScoringModel } from "../scoring/rules";
import { adjustmentOf, meetsThreshold, type ScoreCard, scoreCard } from "../scoring/score";
import { firstEveningWithout, windowSince, windowUntil } from "../scoring/window";

/** A lead that met the definition, to be written once. */
export interface MqlFact {
	readonly lead: number;
	readonly on: Day;
	/** 推定: the day was rebuilt, nobody watched it. */
	readonly isEstimated: boolean;
	readonly score: number;
	/** The breakdown of that day. */
	readonly card: ScoreCard;
}

/**
 * The leads that have no MQL day yet and met the definition by asOf, each with its first such day, in the order of
 * the leads. Leads with a stored day are never looked at: what was written stays.
 *
 * A day before that of asOf is judged by its last second, the day of asOf at asOf. Days before the lead's creation do
 * not count; events before it count on later days while their window lasts. Without a creation day the first event
 * day is the earliest. A lead that is 対象外 now has no day.
 *
 * Cost: for each lead its event days times its rules; leads that could never reach the threshold are passed over.
 * @param previousRefresh the day of the refresh before this one, null when this is the first; days before it are
 * estimated
 * @example for (const { lead, on, score } of newMqls(collector.finish(), asOf, null)) store(lead, on, score);
 */
export function newMqls(hits: Hits, asOf: WallTime, previousRefresh: Day | null): readonly MqlFact[] {
	const moment = Math.floor(asOf) as WallTime;
	const facts: MqlFact[] = [];
	const sweep = new Sweep(hits, moment);
	const { leads } = hits;
	for (let lead = 0; lead < leads.size; lead++) {
		if ((leads.mqlOn[lead] ?? null) !== null || hits.vetoed[lead] === 1) continue;
		const on = sweep.firstDay(lead);
		if (on === null) continue;
		const isEstimated = previousRefresh === null || on < previousRefresh;
		facts.push({
			lead,
			on,
			isEstimated,
			score: sweep.score,
			// Made when it is asked for: at the first refresh thousands of leads qualify at once.
			get card() {
				return scoreCard(hits, lead, endOfDay(on, moment));
			},
		});
	}
	return facts;
}

/**
 * Eight hexadecimal digits that stay the same while the definition does: enabled rules, threshold and operator, and
 * whether deputies count. The order of the rules, their labels and the dictionaries do not matter.
 * @see FNV-1a, G. Fowler, L. C. Noll, K.-P. Vo
 * @example const version = definitionVersion(model); // eight digits such as "0a1b2c3d"
 */
export function definitionVersion(model: ScoringModel): string {
	const rules = model.rules
		.filter((rule) => rule.enabled)
		.map(canonicalRule)
		.sort();
	const text = JSON.stringify([rules, model.threshold, model.operator, model.deputyCountsAsHead]);
	let hash = 0x811c9dc5;
	for (let n = 0; n < text.length; n++) {
		const code = text.charCodeAt(n);
		hash = Math.imul(hash ^ (code & 0xff), 0x01000193);
		hash = Math.imul(hash ^ (code >> 8), 0x01000193);
	}
	return (hash >>> 0).toString(16).padStart(8, "0");
}

function canonicalRule(rule: ScoreRule): string {
	return JSON.stringify([
		rule.id,
		rule.kind,
		rule.subject,
		rule.value,
		rule.target,
		rule.via,
		rule.atLeast,
		rule.atMost,
		rule.points,
		rule.repeat,
		rule.cap,
		rule.windowKind === "month" ? null : rule.windowDays,
		rule.windowKind,
		rule.scope,
	]);
}

/** The moment at which a day is judged. */
function endOfDay(day: Day, asOf: WallTime): WallTime {
	return Math.min(timeOf(day, SECONDS_PER_DAY - 1), asOf) as WallTime;
}

/** Walks a lead's days forward while every rule's window slides along its hits. Its arrays serve all leads. */
class Sweep {
	/** Of the day that was found last. */
	score = 0;
	private days = new Int32Array(64);
	private dayCount = 0;
	private readonly runStart: Int32Array;
	private readonly runEnd: Int32Array;
	/** Hits that have entered, and those that have left, for each run. */
	private readonly entered: Int32Array;
	private readonly left: Int32Array;
	private readonly quantity: Float64Array;
	/** Rules whose score can rise without an event: when something below zero or above its limit ends. */
	private readonly canRise: readonly boolean[];

	private readonly hits: Hits;
	private readonly asOf: WallTime;

	constructor(hits: Hits, asOf: WallTime) {
		this.hits = hits;
		this.asOf = asOf;
		const plans = hits.plan.behaviour;
		this.runStart = new Int32Array(plans.length);
		this.runEnd = new Int32Array(plans.length);
		this.entered = new Int32Array(plans.length);
		this.left = new Int32Array(plans.length);
		this.quantity = new Float64Array(plans.length);
		this.canRise = plans.map((plan) => plan.points < 0 || plan.most < Number.POSITIVE_INFINITY);
	}

	/** The first day on which the lead met the definition, or null. */
	firstDay(lead: number): Day | null {
		const { hits, asOf } = this;
		const today = dayOfTime(asOf);
		const createdAt = hits.leads.createdAt[lead] ?? null;
		const created = createdAt === null ? null : dayOfTime(createdAt);
		if (created !== null && created > today) return null;
		const adjusted = adjustmentOf(hits.leads, lead);
		const fixed = hits.attributes.total[lead]! + (typeof adjusted === "number" ? adjusted : 0);
		const runs = this.readRuns(lead);
		if (!meetsThreshold(hits.model, fixed + this.mostEarned(runs))) return null;
		this.collectDays(runs, created, today);
		for (let run = 0; run < runs; run++) {
			this.entered[run] = this.runStart[run]!;
			this.left[run] = this.runStart[run]!;
			this.quantity[run] = 0;
		}
		for (let n = 0; n < this.dayCount; n++) {
			const day = this.days[n]! as Day;
			if (n > 0 && day === this.days[n - 1]) continue;
			const sum = fixed + this.earnedAt(endOfDay(day, asOf), runs);
			if (!meetsThreshold(hits.model, sum)) continue;
			this.score = sum / POINT_PARTS;
			return day;
		}
		return null;
	}

	private readRuns(lead: number): number {
		const { rule, start } = this.hits;
		const end = start[lead + 1]!;
		let runs = 0;
		for (let n = start[lead]!; n < end; runs++) {
			this.runStart[runs] = n;
			const current = rule[n]!;
			while (n < end && rule[n] === current) n++;
			this.runEnd[runs] = n;
		}
		return runs;
	}

	/** What all hits together would earn if none expired: no day can earn more. */
	private mostEarned(runs: number): number {
		const { hits } = this;
		let most = 0;
		for (let run = 0; run < runs; run++) {
			const plan = hits.plan.behaviour[hits.rule[this.runStart[run]!]!]!;
			if (plan.points <= 0) continue;
			let quantity = 0;
			for (let n = this.runStart[run]!; n < this.runEnd[run]!; n++) quantity += hits.quantity[n]!;
			most += payBelowMost(plan, quantity);
		}
		return most;
	}

	/** Creation day, event days, today, and for rules that can rise by ending the days after their ends; sorted. */
	private collectDays(runs: number, created: Day | null, today: Day): void {
		const { hits } = this;
		const earliest = created ?? Number.NEGATIVE_INFINITY;
		this.dayCount = 0;
		if (created !== null) this.addDay(created);
		this.addDay(today);
		for (let run = 0; run < runs; run++) {
			const rule = hits.rule[this.runStart[run]!]!;
			const plan = hits.plan.behaviour[rule]!;
			for (let n = this.runStart[run]!; n < this.runEnd[run]!; n++) {
				const at = hits.at[n]!;
				const day = dayOfTime(at as WallTime);
				if (day > today) break;
				if (day >= earliest) this.addDay(day);
				if (!this.canRise[rule]) continue;
				const after = firstEveningWithout(plan.window, at);
				if (after >= earliest && after <= today) this.addDay(after);
			}
		}
		this.days.subarray(0, this.dayCount).sort();
	}

	private addDay(day: number): void {
		if (this.dayCount === this.days.length) {
			const wider = new Int32Array(this.dayCount * 2);
			wider.set(this.days);
			this.days = wider;
		}
		this.days[this.dayCount++] = day;
	}

	private earnedAt(moment: WallTime, runs: number): number {
		const { hits, entered, left, quantity } = this;
		let earned = 0;
		for (let run = 0; run < runs; run++) {
			const plan = hits.plan.behaviour[hits.rule[this.runStart[run]!]!]!;
			const end = this.runEnd[run]!;
			const until = windowUntil(plan.window, moment);
			while (entered[run]! < end && hits.at[entered[run]!]! < until) {
				quantity[run]! += hits.quantity[entered[run]!]!;
				entered[run]!++;
			}
			const since = windowSince(plan.window, moment);
			while (left[run]! < entered[run]! && hits.at[left[run]!]! < since) {
				quantity[run]! -= hits.quantity[left[run]!]!;
				left[run]!++;
			}
			earned += payFor(plan, quantity[run]!);
		}
		return earned;
	}
}
