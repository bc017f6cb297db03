/** 次の一手: what to do with a lead and why, in one sentence of the workbook's language. */
import type { NextStep } from "../domain/followup/next-step";
import type { QueueReason } from "../domain/followup/queue";
import type { Playbook } from "../domain/qualification/playbook";
import { leadVerdict, stateIndex } from "../domain/qualification/verdict";
import type { Verdict } from "../domain/records";
import type { Messages } from "../locale";

/**
 * The sentence for one lead: how it stands, what the team's Playbook says, what to mind.
 * @example "企業◎・担当者◎・部長・案件未確認・32日未接触 → 状況伺い。…。次の予定なし"
 */
export function nextStepWords(step: NextStep, playbook: Playbook, messages: Messages): string {
	const { nextStep: words, columns, defaults } = messages;
	const { state, promise } = step;
	const mark = (verdict: Verdict | null) => words.marks[verdict ?? "unknown"];
	const facts = [
		`${words.company}${mark(state.company)}`,
		`${words.contact}${mark(state.contact)}`,
		step.title,
		words.dealMarks[state.deal ?? "unknown"],
		step.bant === null ? null : words.bant(step.bant),
		untouchedWords(step.untouchedDays, words),
	];
	const labels = columns.leads as Readonly<Record<string, string>>;
	const notes = [
		promise.kind === "overdue" ? words.overdue(promise.days, promise.action ?? "") : null,
		promise.kind === "today" ? words.dueToday(promise.action ?? "") : null,
		promise.kind === "none" && leadVerdict(state.company, state.contact) !== "out"
			? words.noAction(playbook.days[stateIndex(state)] ?? 0)
			: null,
		CHANNELS[step.channel] === null ? null : words[CHANNELS[step.channel] as "byMail"],
		step.changed.length > 0
			? words.changed(step.changed.map((field) => labels[field] ?? field).join(words.separator))
			: step.review
				? words.review
				: null,
		step.cap === null ? null : words.capped(step.cap.count, step.cap.cap),
		step.reason === null ? null : words.because(step.reason.slice(0, REASON_CHARACTERS)),
	];
	return words.sentence(
		joined(facts, words.separator),
		playbook.action[stateIndex(state)] ?? defaults.plays[step.play],
		joined(notes, words.noteSeparator),
	);
}

/** A sentence stays one: the whole reason stands beside the verdict. */
const REASON_CHARACTERS = 60;

const CHANNELS = { any: null, by_mail: "byMail", by_phone: "byPhone", none: "noContact" } as const;

/** A lead that nobody was in touch with for this many days is 休眠. */
const DORMANT_DAYS = 180;

function untouchedWords(days: number | null, words: Messages["nextStep"]): string {
	if (days === null) return words.neverTouched;
	return days >= DORMANT_DAYS ? words.dormant(days) : words.untouched(days);
}

function joined(parts: readonly (string | null)[], separator: string): string {
	return parts.filter((part) => part !== null && part !== "").join(separator);
}

/** Why a lead stands in the work queue. */
export function queueWords(
	reason: QueueReason,
	days: number,
	/** What the customer did, where a follow-up answers it. */
	act: string,
	{ queue }: Messages,
): string {
	const words = queue[reason];
	return typeof words === "string" ? words : words(days, act);
}
