/** The whole computation of a refresh: rows and agreements in, scores, fit, facts and figures out. */
import { createBusinessCalendar } from "./calendar/business-days";
import { type Day, dayOfTime, type WallTime } from "./calendar/day";
import { type Criterion, type Fits, fitOf } from "./fit/icp";
import { type Desk, deskOf, type FollowUps } from "./followup/desk";
import type { FollowRule } from "./followup/follow-rules";
import {
	addActivities,
	addDeals,
	addLeads,
	createKpiState,
	type Effort,
	finishKpi,
	type MetricRow,
} from "./kpi/engine";
import type { KpiTarget } from "./kpi/targets";
import { definitionVersion, type MqlFact, newMqls } from "./qualification/mql";
import type { QualificationSettings } from "./qualification/review";
import { leadVerdicts } from "./qualification/verdict";
import type { Activities, Column, Deals, Leads, Verdict } from "./records";
import { type Grade, type GradeCuts, grade as gradeOf } from "./scoring/grade";
import { createHitCollector } from "./scoring/hits";
import type { ScoringModel } from "./scoring/rules";
import { type Scores, scoreLeads } from "./scoring/score";

/** Months that trends show: the same month of last year stands beside this one. */
const TREND_MONTHS = 13;

export interface AssessmentInput {
	readonly leads: Leads;
	readonly activities: Activities;
	readonly deals: Deals;
	readonly followUps: FollowUps;
	readonly followRules: readonly FollowRule[];
	readonly model: ScoringModel;
	readonly criteria: readonly Criterion[];
	readonly cuts: GradeCuts;
	readonly qualification: QualificationSettings;
	/** What a touch costs in minutes, and an hour in money. */
	readonly effort: Effort;
	readonly targets: readonly KpiTarget[];
	readonly holidays: readonly Day[];
	/** Main currency; null takes the one that most deals bear. */
	readonly currency: string | null;
	readonly asOf: WallTime;
	/** Day of the refresh before; null on the first one. */
	readonly previousRefresh: Day | null;
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
}

/** Assesses all leads and computes all figures as of one moment; the same input gives the same answer. */
export function assess(input: AssessmentInput): Assessment {
	const { leads, activities, deals, model, criteria, asOf } = input;
	const collector = createHitCollector(model, leads);
	collector.add(activities);
	const hits = collector.finish();
	const scores = scoreLeads(hits, asOf);
	const fits = fitOf(leads, criteria, model);
	const grades = Array.from({ length: leads.size }, (_, i) =>
		gradeOf(
			fits.fit[i] ?? null,
			fits.coverage[i] ?? 0,
			fits.knockedOut[i] === 1,
			scores.behaviour[i] ?? 0,
			input.cuts,
		),
	);
	const facts = newMqls(hits, asOf, input.previousRefresh);
	const mqlOn = leads.mqlOn.slice();
	for (const fact of facts) mqlOn[fact.lead] = fact.on;
	const verdicts = leadVerdicts(leads);
	const calendar = createBusinessCalendar(input.holidays);
	const desk = deskOf({
		...input,
		calendar,
		settings: input.qualification,
		grades,
		scores: scores.score,
		mqlOn,
	});

	const kpi = createKpiState({ asOf: dayOfTime(asOf), months: TREND_MONTHS });
	addLeads(kpi, { ...leads, verdict: verdicts, mqlOn, judgedOn: desk.judgedOn });
	addDeals(kpi, deals, leads);
	addActivities(kpi, activities, verdicts);
	return {
		scores,
		fits,
		grades,
		verdicts,
		newMqls: facts,
		mqlOn,
		definitionVersion: definitionVersion(model),
		desk,
		metrics: finishKpi(kpi, {
			currency: input.currency,
			targets: input.targets,
			calendar,
			effort: input.effort,
		}),
	};
}
