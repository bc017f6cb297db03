/** Scores written for being obviously right: one lead, one rule, one moment at a time, from the rows themselves. */
import {
	dayOfTime,
	formatMonth,
	monthOf,
	SECONDS_PER_DAY,
	type WallTime,
} from "../../../src/domain/calendar/day";
import type { ScoreRule, ScoringModel } from "../../../src/domain/scoring/rules";
import type { ActivityRow, LeadRow } from "./tables";

/** A lead's points at a moment, in hundredths, before any veto. */
export function naiveSum(
	lead: LeadRow,
	own: readonly ActivityRow[],
	model: ScoringModel,
	asOf: WallTime,
): number {
	let sum = 0;
	for (const rule of model.rules) sum += Math.round(naivePay(lead, own, rule, asOf) * 100);
	const { adjustment, reason } = lead;
	if (adjustment && reason) sum += Math.round(adjustment * 100);
	return sum;
}

/** What one rule pays, in points. Knows only the words that `tables.ts` uses. */
function naivePay(lead: LeadRow, own: readonly ActivityRow[], rule: ScoreRule, asOf: WallTime): number {
	if (rule.kind.startsWith("attribute")) return lead.industry === "自動車" ? rule.points : 0;
	const hits = own.filter((row) => isInWindow(row.at ?? Number.NaN, rule, asOf) && isMeant(row, rule));
	const quantities = hits.map((row) => (rule.kind === "minutes" ? (row.minutes ?? 0) : (row.count ?? 1)));
	const least = rule.atLeast ?? 1;
	const most = rule.atMost ?? Number.POSITIVE_INFINITY;
	const hasLimits = rule.kind === "count" || rule.kind === "minutes";
	let times: number;
	if (hasLimits && rule.scope === "visit") {
		times = quantities.filter((quantity) => quantity > 0 && quantity >= least && quantity <= most).length;
	} else {
		const total = quantities.reduce((a, b) => a + b, 0) + 1e-5;
		times = total - 2e-5 > most ? 0 : Math.floor(total / least);
	}
	const pay = rule.points * (rule.repeat === "each" ? times : Math.min(times, 1));
	const cap = rule.cap ?? Number.POSITIVE_INFINITY;
	return Math.max(-cap, Math.min(cap, pay));
}

/** Whether an activity of a lead may count at all: the type, who did it, and what it was about. */
function isMeant(row: ActivityRow, rule: ScoreRule): boolean {
	if (row.type !== rule.subject || row.email === "b@own.jp") return false;
	const isAbc = row.target === "製品ABC";
	const isPage = row.target?.includes("/abc") ?? false;
	if (rule.target === "製品ABC" && !isAbc) return false;
	if (rule.target === "/abc" && !isPage) return false;
	if (rule.via === "email" && row.via !== "email") return false;
	return rule.value === "" || (row.answer?.startsWith("検討中") ?? false);
}

function isInWindow(at: number, rule: ScoreRule, asOf: WallTime): boolean {
	if (Number.isNaN(at)) return false;
	const age = dayOfTime(asOf) - dayOfTime(at as WallTime);
	switch (rule.windowKind) {
		case "days":
			return age >= 0 && age <= rule.windowDays - 1;
		case "hours":
			return at <= asOf && asOf - at < rule.windowDays * SECONDS_PER_DAY;
		case "month":
			return (
				age >= 0 && formatMonth(monthOf(dayOfTime(asOf))) === formatMonth(monthOf(dayOfTime(at as WallTime)))
			);
	}
}
