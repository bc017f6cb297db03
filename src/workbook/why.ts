/** Reasons as one cell of text: what a score, a fit and an MQL day rest on, in the workbook's language. */
import { type Day, formatDay } from "../domain/calendar/day";
import type { FitCard } from "../domain/fit/icp";
import type { ScoreRule } from "../domain/scoring/rules";
import { ADJUSTMENT_LINE, type ScoreCard, type ScoreLine, VETO_LINE } from "../domain/scoring/score";
import type { Messages } from "../locale";

/** What a reason may name besides the lines themselves. */
export interface WhyWords {
	readonly messages: Messages;
	readonly rules: ReadonlyMap<string, ScoreRule>;
	readonly criteria: ReadonlyMap<string, string>;
	/** Days as they were written before: a hundred thousand reasons name a few hundred. */
	readonly days: Map<Day, string>;
}

interface LeadWords {
	readonly verdictReason: string;
	readonly adjustmentReason: string;
	readonly adjustmentBy: string;
}

/** A number without trailing zeros. */
function plain(value: number): string {
	return String(Math.round(value * 100) / 100);
}

/**
 * Why a score is what it is: the parts stand in the order of the rules and add up to the number in front.
 * @example scoreWhy(card, words, lead) // => "30 = 業種: 自動車 20 + 展示会来場 10(2026/06/03、2026/07/02まで)"
 */
export function scoreWhy(card: ScoreCard, words: WhyWords, lead: LeadWords): string {
	const { why } = words.messages;
	return why.score(
		plain(card.score),
		card.lines.map((line) => why.points(line.points, lineLabel(line, words, lead), lineDetail(line, words))),
	);
}

function lineLabel(line: ScoreLine, { messages, rules }: WhyWords, lead: LeadWords): string {
	if (line.ruleId === VETO_LINE && line.kind === "veto") return messages.why.veto(lead.verdictReason);
	if (line.ruleId === ADJUSTMENT_LINE && line.kind === "adjustment") {
		return messages.why.adjustment(lead.adjustmentReason, lead.adjustmentBy);
	}
	return rules.get(line.ruleId)?.label ?? line.ruleId;
}

function lineDetail(line: ScoreLine, { messages, rules, days }: WhyWords): string {
	if (line.kind !== "behaviour" || line.lastOn === null) return "";
	const { why } = messages;
	const kind = rules.get(line.ruleId)?.kind;
	const parts = [why.on(shortDay(line.lastOn, days))];
	if (kind === "count" || (kind !== "minutes" && line.count > 1))
		parts.push(why.times(Math.round(line.count)));
	if (kind === "minutes") parts.push(why.minutes(Math.round(line.count * 10) / 10));
	if (line.lastCountedOn !== null) parts.push(why.until(shortDay(line.lastCountedOn, days)));
	return parts.join(why.comma);
}

function shortDay(day: Day, days: Map<Day, string>): string {
	const text = days.get(day) ?? formatDay(day, "/");
	days.set(day, text);
	return text;
}

/** Why a lead fits: each criterion with what was read, and how much is known. */
export function fitWhy(card: FitCard, { messages, criteria }: WhyWords): string {
	if (card.lines.length === 0) return "";
	const { why } = messages;
	const parts = card.lines.map((line) => {
		const field = criteria.get(line.criterionId) ?? line.criterionId;
		if (line.state === "unknown") return why.unknown(field);
		const value = String(line.value ?? "");
		if (line.state === "match") return why.match(field, value);
		return why.miss(field, value) + (card.knockedOut.includes(line.criterionId) ? why.knockout : "");
	});
	return why.fit(card.fit === null ? "—" : plain(card.fit), parts, `${Math.round(card.coverage * 100)}%`);
}
