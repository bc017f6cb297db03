import { diagnosis } from "./en-diagnosis";
import { sentences } from "./en-sentences";
import { words } from "./en-words";
import type { Messages } from "./ja";
import { shippedEn } from "./shipped/en";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const monthName = (month: number): string => MONTHS[month - 1] ?? String(month);

export const en: Messages = {
	...words,
	...sentences,
	diagnosis,
	language: "en",
	product: "Mikomi",
	dashboard: {
		period: (month, asOf) => `${month} (as of ${asOf})`,
		monthTitle: (year, month) => `${monthName(month)} ${year}`,
		monthName,
		refreshed: "Refreshed",
		nextRefresh: "Next",
		refreshOff: "Automatic refresh is off",
		late: (hours) => `No refresh for more than ${hours} hours. Choose Status in the menu to see why.`,
		never: "Not refreshed yet. Choose Refresh now in the menu.",
		kgi: (label) => `KGI ${label}`,
		target: "Target",
		targetOf: (label) => `Target: ${label}`,
		difference: "Difference",
		attainment: "Attainment",
		pace: "Pace",
		paceNote:
			"Actual ÷ (target × business days gone ÷ business days of the month). 100% is on target. Today is not among the days gone.",
		qualified: (label, detail) => `${label} (${detail})`,
		unitAndTax: (unit, tax) => `${unit}, ${tax}`,
		shortUnits: { one: "¥", thousand: "¥1k", tenThousand: "¥10k" },
		shortTax: { excluded: "ex tax", included: "incl. tax" },
		units: { count: "", days: " days", hours: " hours" },
		outOf: (n) => `n=${n}`,
		points: (value) => `${value} pt`,
		money: (amount, unit) => `${amount} (${unit})`,
		noFigure: "No figure yet",
		noTarget: "No target set",
		reached: "Target reached",
		toGo: (gap) => `${gap} to go`,
		toGoAt: (gap, pace) => `${gap} to go, ${pace}`,
		ahead: "on pace",
		behind: "behind pace",
		kept: "Within target",
		over: (gap) => `${gap} over target`,
		overWord: "over target",
		provisional: (day) => `Final on ${day}`,
		completeness: (percent) => `${percent}% known`,
		funnel: (month) => `Funnel ${month}`,
		shape: "Funnel by count",
		stage: "Stage",
		count: "Count",
		rate: "Rate",
		rateName: "What the rate is",
		within: (label, days) => `${label}, ${days} d`,
		n: "n",
		finalOn: "Final on",
		finalOnNote: "The rate is final on this day. Until then it includes records whose outcome is still open.",
		lastFinalNote: "The rate of the newest month that is final.",
		month: "Month",
		kgiTrend: (label) => `${label}: bars actual, line target`,
		trendTable: (months) => `Trend, ${months} months`,
		none: "—",
		judging: {
			title: (month) => `Qualification ${month}`,
			finalOn: (day) => `final ${day}`,
			labels: ([judged, days, target, touches], inTime, unit) => [
				`Judged rate n=${judged}`,
				`Judged in 7 d ${inTime}`,
				`Median days to judge n=${days}`,
				`Target rate n=${target}`,
				"Touches on non-targets",
				`Touches, of ${touches}`,
				"Hours spent",
				`Cost (${unit})`,
			],
		},
		ages: { "0-7": "up to 7 days old", "8-30": "8–30 days", "31-90": "31–90 days", "91+": "91+ days" },
		undated: (label, count) => `${label} (undated: ${count})`,
		todo: "To do today",
		todoItems: {
			overdueActions: "Overdue next actions",
			hotWithoutDeal: "MQLs without a deal",
			unjudged: "Leads not judged",
			dealsWithoutAction: "Deals, no next action",
		},
		cohort: (label, basis, days) => `${label}\n(${basis},\n${days} days)`,
		cohortBasis: {
			lead_created: "month of lead",
			deal_created: "month of deal",
			closed: "month of contract",
			mql: "month of MQL",
			activity: "month of activity",
		},
		others: "Others",
	},
	channelsView: {
		name: "Channel",
		chart: (month) => `${month} by channel\nNew leads and MQLs`,
	},
	repsView: {
		name: "Rep",
		chart: (month, amounts) => `${month} by rep\nAmount won (${amounts})`,
	},
	get ruleProblems() {
		return shippedEn().ruleProblems;
	},
	get goalProblems() {
		return shippedEn().goalProblems;
	},
	get trace() {
		return shippedEn().trace;
	},
	get kpiViews() {
		return shippedEn().kpiViews;
	},
	get metrics() {
		return shippedEn().metrics;
	},
	get basis() {
		return shippedEn().basis;
	},
	get problems() {
		return shippedEn().problems;
	},
	get metricDefinitions() {
		return shippedEn().metricDefinitions;
	},
};
