/** The rows that set-up puts into an agreement tab of ours: text E's point table, a stage set, holidays, settings. */

import { civilOf, type Day, timeOf } from "../domain/calendar/day";
import { japaneseHolidays } from "../domain/calendar/holidays";
import { defaultCriteria } from "../domain/fit/shipped/criteria";
import { DEFAULT_FOLLOW_RULES } from "../domain/followup/follow-rules";
import { shippedEmailDomains } from "../domain/normalize/email";
import { shippedIndustries } from "../domain/normalize/industry";
import { shippedTitles } from "../domain/normalize/title";
import { defaultPlay, PLAY_DAYS } from "../domain/qualification/playbook";
import { stateOf } from "../domain/qualification/verdict";
import { defaultRules } from "../domain/scoring/shipped/rules";
import type { Messages } from "../locale";
import type { Cell, CellContext } from "./codec";
import { literal } from "./codec";
import { specOf, type TableId } from "./schema";
import { defaultSettings } from "./settings";

type Row = Readonly<Record<string, Cell>>;

/** Cells of rows in the schema's column order; text is guarded against being parsed. */
export function cellsOf(table: TableId, rows: readonly Row[]): Cell[][] {
	const columns = Object.keys(specOf(table).columns);
	return rows.map((row) =>
		columns.map((column) => {
			const cell = row[column] ?? "";
			return typeof cell === "string" ? literal(cell) : cell;
		}),
	);
}

/** What a new tab of ours holds below its header. */
export function defaultRows(table: TableId, messages: Messages, context: CellContext): readonly Row[] {
	switch (table) {
		case "score_rules":
			return ruleRows(messages, context);
		case "icp":
			return criterionRows(messages, context);
		case "stages":
			return messages.defaults.stages.map(([stage, outcome, probability, exit]) => ({
				stage,
				outcome: context.label("outcome", outcome),
				probability,
				exit,
			}));
		case "playbook":
			return playbookRows(messages);
		case "holidays": {
			const { year } = civilOf(context.today);
			return holidayRows([year, year + 1], context);
		}
		case "settings":
			return [...settingRows(messages), ...dictionaryRows(messages)];
		default:
			return [];
	}
}

function ruleRows(messages: Messages, context: CellContext): Row[] {
	const { choices } = messages;
	return defaultRules().map((rule) => ({
		label: messages.defaults.rules[rule.id] ?? rule.id,
		enabled: flagLabel(rule.enabled, context),
		kind: choices.rule_kind[rule.kind],
		subject: subjectLabel(rule.subject, messages),
		value: rule.value,
		target: rule.target,
		via: rule.via,
		at_least: rule.atLeast ?? "",
		at_most: rule.atMost ?? "",
		points: rule.points,
		repeat: choices.repeat[rule.repeat],
		cap: rule.cap ?? "",
		window_days: rule.windowDays,
		window_kind: choices.window_kind[rule.windowKind],
		scope: choices.scope[rule.scope],
		id: rule.id,
	}));
}

/** All 27 states of the three verdicts, the most promising first. */
function playbookRows({ choices, undecided, defaults }: Messages): Row[] {
	return Array.from({ length: 27 }, (_, i) => {
		const state = stateOf(i);
		const play = defaultPlay(state);
		return {
			company: state.company === null ? undecided.verdict : choices.verdict[state.company],
			contact: state.contact === null ? undecided.verdict : choices.verdict[state.contact],
			deal: state.deal === null ? undecided.deal_verdict : choices.deal_verdict[state.deal],
			action: defaults.plays[play],
			days: PLAY_DAYS[play] || "",
		};
	});
}

function flagLabel(value: boolean, context: CellContext): string {
	return context.label("flag", value ? "yes" : "no");
}

/** What a rule looks at, in words: an activity type or a lead's column. */
function subjectLabel(subject: string, messages: Messages): string {
	const types = messages.choices.activity_type as Readonly<Record<string, string>>;
	const columns = messages.columns.leads as Readonly<Record<string, string>>;
	return types[subject] ?? columns[subject] ?? subject;
}

function criterionRows(messages: Messages, context: CellContext): Row[] {
	return defaultCriteria().map((criterion) => ({
		field: (messages.columns.leads as Readonly<Record<string, string>>)[criterion.field] ?? criterion.field,
		accepted: criterion.accepted,
		weight: criterion.weight,
		knockout: flagLabel(criterion.knockout, context),
		id: criterion.id,
	}));
}

export function settingRows(messages: Messages): Row[] {
	return defaultSettings(messages.language).map(([id, value]) => ({
		kind: messages.choices.setting_kind.setting,
		item: messages.settings[id],
		value: String(value),
		note: messages.defaults.settingNotes[id],
	}));
}

function dictionaryRows(messages: Messages): Row[] {
	const { setting_kind: kinds } = messages.choices;
	return [
		...DEFAULT_FOLLOW_RULES.map(({ type, days }) => ({
			kind: kinds.follow,
			item: subjectLabel(type, messages),
			value: String(days),
			note: messages.defaults.followNote,
		})),
		...shippedTitles().map(([item, value]) => ({ kind: kinds.title, item, value })),
		...shippedIndustries().map(([item, value]) => ({ kind: kinds.industry, item, value })),
		...shippedEmailDomains().map(([item, value]) => ({ kind: kinds.email, item, value })),
	];
}

export function holidayRows(years: readonly number[], context: CellContext): Row[] {
	return years.flatMap((year) =>
		japaneseHolidays(year).map(({ day, name }: { day: Day; name: string }) => ({
			day: context.dateOfTime(timeOf(day)),
			name,
		})),
	);
}
