/** The desk's view of every lead: when it was judged, who was in touch, what comes next, and in which order. */
import { type Day, dayOfTime, type WallTime } from "../calendar/day";
import { type QualificationSettings, reviewDay } from "../qualification/review";
import { leadVerdict, leadVerdicts, type VerdictState } from "../qualification/verdict";
import type { Activities, Column, Deals, Leads, Verdict } from "../records";
import type { Grade } from "../scoring/grade";
import { inStretches } from "../stretches";
import type { FollowUpDays } from "./follow-rules";
import { type NextStep, nextStepOf } from "./next-step";
import { type QueueEntry, workQueue } from "./queue";
import { type Touches, touchesOf } from "./touches";

/** What is known of each lead besides what it is: promises, permissions, what its verdicts rest on. */
export interface FollowUps {
	/** Number of each lead's company, −1 where it names none; and how many companies there are. */
	readonly company: ArrayLike<number>;
	readonly companies: number;
	readonly title: Column<string>;
	/** How many of the four BANT questions are answered. */
	readonly bant: ArrayLike<number>;
	readonly nextAction: Column<string>;
	readonly nextActionOn: Column<Day>;
	/** 1 where the person must not be called, or not be mailed. */
	readonly doNotCall: ArrayLike<number>;
	readonly optOut: ArrayLike<number>;
	/** Day of the oldest verdict that still holds. */
	readonly verdictOn: Column<Day>;
	/** Ids of the attributes that changed since the verdict; null where none did. */
	readonly changed: Column<readonly string[]>;
	/** The verdicts as the refresh before saw them; null for a lead that it did not know. */
	readonly seen: Column<VerdictState>;
}

/** What steps are computed from. */
interface StepFacts {
	readonly leads: Leads;
	/** `leadVerdict` of each lead. */
	readonly verdicts: Column<Verdict>;
	readonly followUps: FollowUps;
	readonly settings: QualificationSettings;
	readonly asOf: WallTime;
	/** Day of the refresh before; null on the first one. */
	readonly previousRefresh: Day | null;
}

export interface StepInput extends Omit<StepFacts, "verdicts"> {
	readonly activities: Activities;
}

export interface DeskInput extends StepFacts {
	readonly touches: Touches;
	readonly deals: Deals;
	readonly grades: readonly Grade[];
	readonly scores: ArrayLike<number>;
	readonly mqlOn: Column<Day>;
	readonly openFollowUps: FollowUpDays;
}

/** What to do with each lead, and what that rests on. */
export interface Steps {
	readonly touches: Touches;
	/** Day on which each lead was first judged; null while it is not, or where nobody knows. */
	readonly judgedOn: Column<Day>;
	readonly reviewOn: Column<Day>;
	state(lead: number): VerdictState;
	step(lead: number): NextStep;
}

export interface Desk extends Steps {
	readonly queue: readonly QueueEntry[];
	/** For each lead 1 where it has a deal of any kind. */
	readonly hasDeal: Uint8Array;
}

/** The work queue holds at most this many leads: more than a team handles between two refreshes. */
const QUEUE_LENGTH = 500;

export function deskOf(input: DeskInput): Desk {
	const { leads, deals, followUps } = input;
	const steps = stepsAfter(input, input.touches);
	const hasDeal = new Uint8Array(leads.size);
	const { lead: leadOf } = deals;
	inStretches(deals.size, (from, to) => {
		for (let deal = from; deal < to; deal++) hasDeal[leadOf[deal]!] = 1;
	});
	const queue = workQueue(
		{
			size: leads.size,
			verdicts: input.verdicts,
			nextActionOn: followUps.nextActionOn,
			mqlOn: input.mqlOn,
			grade: input.grades,
			score: input.scores,
			hasDeal,
			createdOn: leads.createdAt.map((at) => (at === null ? null : dayOfTime(at))),
			reviewOn: steps.reviewOn,
			doNotCall: followUps.doNotCall,
			optOut: followUps.optOut,
			followUpOn: input.openFollowUps.dueOn,
			followUpAfter: input.openFollowUps.after,
			today: dayOfTime(input.asOf),
		},
		QUEUE_LENGTH,
	);
	return { ...steps, queue, hasDeal };
}

export function stepsOf(input: StepInput): Steps {
	const { leads, activities, followUps } = input;
	const today = dayOfTime(input.asOf);
	return stepsAfter(
		{ ...input, verdicts: leadVerdicts(leads) },
		touchesOf(activities, leads.size, followUps.company, followUps.companies, today),
	);
}

function stepsAfter(input: StepFacts, touches: Touches): Steps {
	const { leads, followUps, settings } = input;
	const today = dayOfTime(input.asOf);
	const { verdicts } = input;
	const judgedOn = verdicts.map((verdict, i) =>
		verdict === null ? (leads.judgedOn[i] ?? null) : firstJudged(input, i, today),
	);
	const reviewOn = verdicts.map((verdict, i) =>
		verdict === null
			? null
			: reviewDay(
					followUps.verdictOn[i] ?? judgedOn[i] ?? null,
					(followUps.changed[i] ?? null) !== null,
					today,
					settings.verdictMonths,
				),
	);
	const state = (i: number): VerdictState => ({
		company: leads.companyVerdict[i] ?? null,
		contact: leads.contactVerdict[i] ?? null,
		deal: leads.dealVerdict[i] ?? null,
	});
	return {
		touches,
		judgedOn,
		reviewOn,
		state,
		step: (i) =>
			nextStepOf({
				state: state(i),
				title: followUps.title[i] ?? null,
				bant: followUps.bant[i] ?? 0,
				lastTouchOn: touches.lastOn[i] ?? null,
				touches: touches.recent[i] ?? 0,
				companyTouches: touches.companyRecent[i] ?? 0,
				nextAction: followUps.nextAction[i] ?? null,
				nextActionOn: followUps.nextActionOn[i] ?? null,
				doNotCall: followUps.doNotCall[i] === 1,
				optOut: followUps.optOut[i] === 1,
				reviewOn: reviewOn[i] ?? null,
				changed: followUps.changed[i] ?? [],
				today,
				settings,
				verdictReason: leads.verdictReason[i] ?? null,
			}),
	};
}

/**
 * The day on which a judged lead was first judged: the stored fact, else what its verdict says of itself, else today
 * where the refresh before still saw it open or did not know it yet. A lead that was judged before Mikomi came keeps
 * no day: none is made up.
 */
function firstJudged({ leads, followUps, previousRefresh }: StepFacts, i: number, today: Day): Day | null {
	const stored = leads.judgedOn[i] ?? null;
	if (stored !== null) return stored;
	const seen = followUps.seen[i] ?? null;
	const verdictOn = followUps.verdictOn[i] ?? null;
	if (seen !== null && leadVerdict(seen.company, seen.contact) !== null) return verdictOn;
	if (verdictOn !== null || seen !== null) return verdictOn ?? today;
	const createdAt = leads.createdAt[i] ?? null;
	const isNew = previousRefresh !== null && createdAt !== null && dayOfTime(createdAt) >= previousRefresh;
	return isNew ? today : null;
}
