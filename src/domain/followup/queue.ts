/** The work queue: who is next, and why. */
import type { Day } from "../calendar/day";
import type { Column, Verdict } from "../records";

/** Why a lead stands in the queue, most pressing first. */
const REASONS = [
	"overdue",
	"today",
	"follow_up",
	"hot_unjudged",
	"hot_no_deal",
	"review",
	"unjudged",
	"no_action",
] as const;

export type QueueReason = (typeof REASONS)[number];

export interface QueueInput {
	readonly size: number;
	/** `leadVerdict` of each lead. */
	readonly verdicts: Column<Verdict>;
	/** Only a dated action is a promise: without a day nothing ever comes up. */
	readonly nextActionOn: Column<Day>;
	readonly mqlOn: Column<Day>;
	/** "A1", "?1" …, "" where there is none. */
	readonly grade: readonly string[];
	readonly score: ArrayLike<number>;
	/** 1 or true: there is or was a deal. */
	readonly hasDeal: ArrayLike<number | boolean>;
	readonly createdOn: Column<Day>;
	readonly reviewOn: Column<Day>;
	readonly doNotCall: ArrayLike<number | boolean>;
	readonly optOut: ArrayLike<number | boolean>;
	/** Day of the follow-up that a rule asks for, and the type of the act that called for it. */
	readonly followUpOn: Column<Day>;
	readonly followUpAfter: Column<string>;
	readonly today: Day;
}

export interface QueueEntry {
	readonly lead: number;
	readonly reason: QueueReason;
	/**
	 * How long it waits: past its due or review day; since creation for those unjudged; since the MQL day for those
	 * without a deal; 0 for today's and those without an action, and where the day is not known.
	 */
	readonly days: number;
	/** The day that made it due; null where none did. */
	readonly dueOn: Day | null;
	/** Type of the act that a follow-up answers, else null. */
	readonly after: string | null;
}

/**
 * The leads that wait for somebody, each once with its first reason: overdue actions (longest first), today's,
 * follow-ups that a rule asks for (longest due first, only before there is a deal), hot but unjudged (by score), hot without a deal (by score), verdicts to review (longest due first), unjudged
 * (longest waiting first, unknown age last), in target without a dated next action (by score). Equal ones keep the
 * order of the leads.
 *
 * Hot is an MQL; to be judged first is also who is active (behaviour 1) and not of fit C. 対象外 and people who may be
 * neither called nor mailed never appear. Who has a next action in the future is taken care of, and appears only to be
 * judged while hot or to be reviewed.
 */
export function workQueue(input: QueueInput, limit: number): readonly QueueEntry[] {
	const buckets = REASONS.map((): WeighedEntry[] => []);
	const most = 4 * limit + 100;
	/** Weight of the last that still fits into each bucket. */
	const least = REASONS.map(() => Number.NEGATIVE_INFINITY);
	for (let lead = 0; lead < input.size; lead++) {
		const found = find(input, lead);
		if (found === null) continue;
		const reason = REASONS.indexOf(found.reason);
		const bucket = buckets[reason]!;
		// Whoever is not among the first now will not be later.
		if (found.weight <= least[reason]!) continue;
		bucket.push({ lead, after: null, ...found });
		if (bucket.length < most) continue;
		bucket.sort(byWeight).splice(limit);
		least[reason] = bucket[limit - 1]?.weight ?? Number.NEGATIVE_INFINITY;
	}
	const queue: QueueEntry[] = [];
	for (const bucket of buckets) {
		if (queue.length >= limit) break;
		bucket.sort(byWeight);
		for (const { weight: _, ...entry } of bucket.slice(0, limit - queue.length)) queue.push(entry);
	}
	return queue;
}

type Found = Omit<QueueEntry, "lead" | "after"> & { readonly weight: number; readonly after?: string | null };
type WeighedEntry = QueueEntry & { readonly weight: number };

function byWeight(a: WeighedEntry, b: WeighedEntry): number {
	return b.weight - a.weight || a.lead - b.lead;
}

function find(input: QueueInput, lead: number): Found | null {
	const { today } = input;
	const verdict = input.verdicts[lead] ?? null;
	if (verdict === "out" || (input.doNotCall[lead] && input.optOut[lead])) return null;
	const score = input.score[lead] as number;
	const since = (day: Day | null | undefined) => Math.max(0, today - (day ?? today));

	const dueOn = input.nextActionOn[lead] ?? null;
	if (dueOn !== null && dueOn <= today) {
		const days = today - dueOn;
		return { reason: days > 0 ? "overdue" : "today", days, dueOn, weight: days };
	}
	const isHandled = dueOn !== null;
	const followUpOn = input.followUpOn[lead] ?? null;
	if (!isHandled && followUpOn !== null && followUpOn <= today && !input.hasDeal[lead]) {
		const days = today - followUpOn;
		const after = input.followUpAfter[lead] ?? null;
		return { reason: "follow_up", days, dueOn: followUpOn, weight: days, after };
	}
	const mqlOn = input.mqlOn[lead] ?? null;
	const createdOn = input.createdOn[lead] ?? null;
	if (verdict === null && (mqlOn !== null || /^[^C]1$/.test(input.grade[lead] ?? ""))) {
		return { reason: "hot_unjudged", days: since(createdOn), dueOn: null, weight: score };
	}
	if (!isHandled && mqlOn !== null && !input.hasDeal[lead]) {
		return { reason: "hot_no_deal", days: since(mqlOn), dueOn: null, weight: score };
	}
	const reviewOn = input.reviewOn[lead] ?? null;
	if (reviewOn !== null && reviewOn <= today) {
		const days = today - reviewOn;
		return { reason: "review", days, dueOn: reviewOn, weight: days };
	}
	if (isHandled) return null;
	if (verdict === null) {
		const days = since(createdOn);
		return { reason: "unjudged", days, dueOn: null, weight: createdOn === null ? -1 : days };
	}
	return { reason: "no_action", days: 0, dueOn: null, weight: score };
}
