/** The whole computation of a refresh: rows and agreements in, scores, fit, facts and figures out. */
import { businessDaysBetween, createBusinessCalendar } from "./calendar/business-days";
import { type Day, dayOfTime, firstDayOf, monthOf, type WallTime } from "./calendar/day";
import { distinctOf } from "./distinct";
import { type Criterion, type Fits, fitOf } from "./fit/icp";
import { type Desk, deskOf, type FollowUps } from "./followup/desk";
import { createFollowUps, type FollowRule } from "./followup/follow-rules";
import { createTouchCounter } from "./followup/touches";
import { type ChannelKind, type ChannelMaster, channelMaster } from "./kpi/channel-classes";
import { type Cohorts, cohortsOf } from "./kpi/cohorts";
import {
	activityFold,
	addCosts,
	addDeals,
	addLeads,
	createKpiState,
	type Effort,
	finishKpi,
	type KpiCosts,
	type KpiOptions,
	type Member,
	type MetricRow,
} from "./kpi/engine";
import { countWorkable, type Gauge, gaugeOf, repPace } from "./kpi/gauge";
import { type Response, responseOf } from "./kpi/response";
import { type SourceScores, sourceScoresOf } from "./kpi/source-scores";
import type { KpiTarget } from "./kpi/targets";
import { type Trace, type TraceQuestion, traceOf } from "./kpi/trace";
import { industrySegment } from "./normalize/industry";
import { foldKey } from "./normalize/text";
import { definitionVersion, type MqlFact, newMqls } from "./qualification/mql";
import type { QualificationSettings } from "./qualification/review";
import { leadVerdicts } from "./qualification/verdict";
import type { ActivityTable, Column, Deals, Leads, Verdict } from "./records";
import { type Grade, type GradeCuts, grade as gradeOf } from "./scoring/grade";
import { createHitCollector } from "./scoring/hits";
import type { ScoringModel } from "./scoring/rules";
import { type Scores, scoreLeads } from "./scoring/score";
import { inStretches } from "./stretches";

/** Months that trends show: the same month of last year stands beside this one. */
const TREND_MONTHS = 13;

export interface AssessmentInput {
	readonly leads: Leads;
	readonly activities: ActivityTable;
	readonly deals: Deals;
	readonly followUps: FollowUps;
	readonly followRules: readonly FollowRule[];
	readonly model: ScoringModel;
	readonly criteria: readonly Criterion[];
	readonly cuts: GradeCuts;
	readonly qualification: QualificationSettings;
	/** What a touch costs in minutes, and an hour in money. */
	readonly effort: Effort;
	/** What the team counts by. */
	readonly steering: Pick<Required<KpiOptions>, "fiscalFirstMonth" | "conversion"> & {
		readonly grossMargin: number | null;
		/** How often each workable lead is to be touched in a month. */
		readonly touchesPerLead: number;
		/** How long a long-term channel is spared. */
		readonly longTermMonths: number;
	};
	readonly costs: KpiCosts;
	/** The team's word on its channels, by the key of their names. */
	readonly channelKinds: ReadonlyMap<string, ChannelKind>;
	readonly members: readonly Member[];
	readonly targets: readonly KpiTarget[];
	readonly holidays: readonly Day[];
	/** Main currency; null takes the one that most deals bear. */
	readonly currency: string | null;
	readonly asOf: WallTime;
	/** Day of the refresh before; null on the first one. */
	readonly previousRefresh: Day | null;
	/** Whether figures are to be traced to their records. */
	readonly trace?: boolean;
}

export interface Assessment {
	readonly scores: Scores;
	readonly fits: Fits;
	readonly grades: readonly Grade[];
	readonly verdicts: Column<Verdict>;
	/** Facts that are new at this refresh. */
	readonly newMqls: readonly MqlFact[];
	/** MQL day of each lead, stored or new. */
	readonly mqlOn: Column<Day>;
	readonly definitionVersion: string;
	readonly desk: Desk;
	readonly metrics: readonly MetricRow[];
	readonly channels: ChannelMaster;
	/** The records behind a figure; only where `trace` was asked for. */
	readonly trace: (question: TraceQuestion) => Trace | null;
	readonly cohorts: Cohorts;
	readonly response: Response;
	/** What became of the leads by source event. */
	readonly sources: SourceScores;
	readonly gauge: Gauge;
	/** Business days of the month of asOf. */
	readonly businessDays: number;
}

/** Assesses all leads and computes all figures as of one moment; the same input gives the same answer. */
export function assess(input: AssessmentInput): Assessment {
	const { leads, activities, deals, followUps, model, criteria, asOf } = input;
	const today = dayOfTime(asOf);
	const verdicts = leadVerdicts(leads);
	const collector = createHitCollector(model, leads, activities.size, today);
	const touching = createTouchCounter(leads.size, today);
	const following = createFollowUps(leads.size, input.followRules, today);
	const { steering } = input;
	const kpi = createKpiState({
		asOf: today,
		months: TREND_MONTHS,
		fiscalFirstMonth: steering.fiscalFirstMonth,
		conversion: steering.conversion,
		trace: input.trace === true,
	});
	const addActivities = activityFold(kpi, { ...leads, verdict: verdicts });
	for (const slice of activities.slices()) {
		collector.add(slice);
		touching.add(slice);
		following.add(slice);
		addActivities(slice);
	}
	const hits = collector.finish();
	const scores = scoreLeads(hits, asOf);
	const fits = fitOf(leads, criteria, model);
	const grades = gradesOf(fits, scores, input.cuts);
	const facts = newMqls(hits, asOf, input.previousRefresh);
	const mqlOn = leads.mqlOn.slice();
	for (const fact of facts) mqlOn[fact.lead] = fact.on;
	const touches = touching.finish(followUps.company, followUps.companies);
	const calendar = createBusinessCalendar(input.holidays);
	const desk = deskOf({
		...input,
		verdicts,
		touches,
		openFollowUps: following.finish(touches.lastOn, calendar),
		settings: input.qualification,
		grades,
		scores: scores.score,
		mqlOn,
	});

	const judged = {
		...leads,
		verdict: verdicts,
		mqlOn,
		judgedOn: desk.judgedOn,
		segment: segmentsOf(leads, model),
		campaign: leads.campaign === undefined ? undefined : spelledOnce(leads.campaign),
	};
	addLeads(kpi, judged);
	addDeals(kpi, deals, judged);
	addCosts(kpi, input.costs);
	const month = monthOf(today);
	const channels = channelMaster(input.channelKinds, input.costs, steering.longTermMonths, month);
	const report = {
		currency: input.currency,
		channelClass: (channel: string) => channels.kindOf(channel).class,
		targets: input.targets,
		calendar,
		effort: input.effort,
		members: input.members,
		grossMargin: steering.grossMargin,
	};
	const metrics = finishKpi(kpi, report);
	const businessDays = businessDaysBetween(
		calendar,
		firstDayOf(month),
		firstDayOf((month + 1) as typeof month),
	);
	return {
		scores,
		fits,
		grades,
		verdicts,
		newMqls: facts,
		mqlOn,
		definitionVersion: definitionVersion(model),
		desk,
		metrics,
		channels,
		trace: (question) => traceOf(kpi, report, question),
		cohorts: cohortsOf(kpi),
		response: responseOf(kpi),
		sources: sourceScoresOf(kpi),
		gauge: gaugeOf({
			workable: countWorkable({
				size: leads.size,
				verdicts,
				optOut: followUps.optOut,
				hasDeal: desk.hasDeal,
			}),
			reps: repPace(metrics, today, calendar),
			businessDays,
			touchesPerLead: steering.touchesPerLead,
			asOf: today,
			calendar,
		}),
		businessDays,
	};
}

function gradesOf(fits: Fits, scores: Scores, cuts: GradeCuts): Grade[] {
	const grades = new Array<Grade>(fits.size);
	inStretches(fits.size, (from, to) => {
		for (let lead = from; lead < to; lead++) {
			const behaviour = scores.behaviour[lead]!;
			grades[lead] = gradeOf(
				fits.fit[lead]!,
				fits.coverage[lead]!,
				fits.knockedOut[lead] === 1,
				behaviour,
				cuts,
			);
		}
	});
	return grades;
}

/** Segment of each lead's industry; each spelling is read once. */
function segmentsOf(leads: Leads, { dictionaries }: ScoringModel): Column<string> {
	const column = leads.attribute("industry");
	if (column === undefined) return new Array<null>(leads.size).fill(null);
	const { values, places } = distinctOf(column);
	const segments = values.map((text) =>
		text === "" ? null : industrySegment(String(text), dictionaries.industry).segment,
	);
	return Array.from(places, (place) => segments[place]!);
}

/**
 * A column in which every name has one spelling of those that differ in width, case or spaces: the one that most rows
 * have, of several the first in the alphabet.
 */
function spelledOnce(column: Column<string>): Column<string> {
	const { values, places } = distinctOf(column);
	const rows = new Int32Array(values.length);
	for (let row = 0; row < places.length; row++) rows[places[row]!]!++;
	const best = new Map<string, number>();
	const keys = values.map((name) => foldKey(String(name)));
	keys.forEach((key, value) => {
		const other = best.get(key);
		const more = other === undefined ? 1 : rows[value]! - rows[other]!;
		if (more > 0 || (more === 0 && values[value]! < values[other!]!)) best.set(key, value);
	});
	const spelled = keys.map((key) => (key === "" ? null : String(values[best.get(key)!]).trim()));
	return Array.from(places, (place) => spelled[place]!);
}
