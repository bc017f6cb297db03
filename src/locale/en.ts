import { diagnosis } from "./en-diagnosis";
import { sentences } from "./en-sentences";
import { words } from "./en-words";
import type { Messages } from "./ja";
import { shippedEn } from "./shipped/en";
import type { Shipped } from "./shipped/ja";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const monthName = (month: number): string => MONTHS[month - 1] ?? String(month);

const dashboard: Omit<Messages["dashboard"], keyof Shipped["dashboard"]> = {
	period: (month, asOf) => `${month} (as of ${asOf})`,
	monthTitle: (year, month) => `${monthName(month)} ${year}`,
	monthName,
	late: (hours) => `No refresh for more than ${hours} hours. Choose Status in the menu to see why.`,
	kgi: (label) => `KGI ${label}`,
	targetOf: (label) => `Target: ${label}`,
	qualified: (label, detail) => `${label} (${detail})`,
	unitAndTax: (unit, tax) => `${unit}, ${tax}`,
	outOf: (n) => `n=${n}`,
	points: (value) => `${value} pt`,
	money: (amount, unit) => `${amount} (${unit})`,
	toGo: (gap) => `${gap} to go`,
	toGoAt: (gap, pace) => `${gap} to go, ${pace}`,
	over: (gap) => `${gap} over target`,
	provisional: (day) => `Final on ${day}`,
	completeness: (percent) => `${percent}% known`,
	funnel: (month) => `Funnel ${month}`,
	within: (label, days) => `${label}, ${days} d`,
	kgiTrend: (label) => `${label}: bars actual, line target`,
	trendTable: (months) => `Trend, ${months} months`,
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
	undated: (label, count) => `${label} (undated: ${count})`,
	cohort: (label, basis, days) => `${label}\n(${basis},\n${days} days)`,
};

export const en: Messages = {
	...words,
	...sentences,
	diagnosis,
	language: "en",
	product: "Mikomi",
	get dashboard() {
		return { ...dashboard, ...shippedEn().dashboard };
	},
	channelsView: {
		name: "Channel",
		chart: (month) => `${month} by channel\nNew leads and MQLs`,
	},
	repsView: {
		name: "Rep",
		chart: (month, amounts) => `${month} by rep\nAmount won (${amounts})`,
	},
	get warning() {
		return shippedEn().ownership.tab;
	},
	get own() {
		return shippedEn().ownership.column;
	},
	get ruleProblems() {
		return shippedEn().ruleProblems;
	},
	get goalProblems() {
		return shippedEn().goalProblems;
	},
	get corporateNumber() {
		return shippedEn().corporateNumber;
	},
	get trace() {
		return shippedEn().trace;
	},
	get kpiViews() {
		return shippedEn().kpiViews;
	},
	get health() {
		return shippedEn().health;
	},
	get privacy() {
		return shippedEn().privacy;
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
