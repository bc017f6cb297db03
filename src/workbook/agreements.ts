/** The agreement tabs as the rules take them: score rules, criteria, stages, targets, holidays. */
import { type Day, type Month, monthOf } from "../domain/calendar/day";
import type { Criterion } from "../domain/fit/icp";
import type { FollowRule } from "../domain/followup/follow-rules";
import type { ChannelKind } from "../domain/kpi/channel-classes";
import type { KpiCosts, Member } from "../domain/kpi/engine";
import type { Stage } from "../domain/kpi/stages";
import type { KpiTarget } from "../domain/kpi/targets";
import { readDate } from "../domain/normalize/date";
import type { Dictionary } from "../domain/normalize/dictionary";
import { foldKey, normalizeText } from "../domain/normalize/text";
import type { Playbook } from "../domain/qualification/playbook";
import { stateIndex } from "../domain/qualification/verdict";
import type { DealOutcome } from "../domain/records";
import { DEFAULT_WINDOW_DAYS, type ScoreRule } from "../domain/scoring/rules";
import { type Language, messagesIn } from "../locale";
import { amountsOf } from "./amounts";
import { type CellContext, UNDECIDED } from "./codec";
import { mapHeaders } from "./columns";
import { foreignColumn, type TableData } from "./read";
import { channelKindOf, idByLabel } from "./settings";

type Choice = Exclude<keyof ReturnType<typeof messagesIn>["choices"], "verdict">;

function codesOf(choice: Choice): Dictionary {
	return idByLabel((language: Language) => messagesIn(language).choices[choice]);
}

/** The lead column that a rule or criterion names: ours by label or header word, else a team's own by its header. */
function leadField(word: string): string {
	const known = mapHeaders("leads", [word]).columns.keys().next();
	return known.done === true ? foreignColumn(word) : known.value;
}

const ATTRIBUTE = /^(attribute_|title_)/;

/**
 * What to do in each state of the three verdicts. Of two rows for one state the upper one counts; a state without a
 * row, or with a blank one, keeps the shipped play.
 */
export function playbookOf(data: TableData<"playbook">, context: CellContext): Playbook {
	const columns = [data.values("company"), data.values("contact"), data.values("deal")] as const;
	const action = new Array<string | null>(STATES).fill(null);
	const days = new Array<number | null>(STATES).fill(null);
	const verdict = (choice: "verdict" | "deal_verdict", word: string | null) => {
		const code = word === null ? UNDECIDED : context.codeOf(choice, word);
		if (code === UNDECIDED) return null;
		return code === "in" || code === "out" ? code : undefined;
	};
	for (let i = data.size - 1; i >= 0; i--) {
		const company = verdict("verdict", columns[0][i] ?? null);
		const contact = verdict("verdict", columns[1][i] ?? null);
		const deal = verdict("deal_verdict", columns[2][i] ?? null);
		if (company === undefined || contact === undefined || deal === undefined) continue;
		const at = stateIndex({ company, contact, deal });
		action[at] = data.values("action")[i] ?? null;
		days[at] = data.values("days")[i] ?? null;
	}
	return { action, days };
}

/** Follow-up rules of the settings: an activity type and how many days after it. Others are left out. */
export function followRulesOf(
	entries: readonly (readonly [string, string])[],
	context: CellContext,
): FollowRule[] {
	return entries.flatMap(([word, days]) => {
		const type = context.codeOf("activity_type", word) ?? word;
		const count = Number.parseInt(normalizeText(days), 10);
		return count >= 0 ? [{ type, days: count }] : [];
	});
}

const STATES = 27;

/** Score rules in sheet order. A word that no list knows stays as it is, so that the rules' own check reports it. */
export function rulesOf(data: TableData<"score_rules">, context: CellContext): ScoreRule[] {
	const kinds = codesOf("rule_kind");
	const repeats = codesOf("repeat");
	const windows = codesOf("window_kind");
	const scopes = codesOf("scope");
	const types = context.words("activity_type");
	const column = <C extends Parameters<typeof data.values>[0]>(id: C) => data.values(id);
	const [label, enabled, kind, subject, value] = [
		column("label"),
		column("enabled"),
		column("kind"),
		column("subject"),
		column("value"),
	];
	const [target, via, atLeast, atMost, points] = [
		column("target"),
		column("via"),
		column("at_least"),
		column("at_most"),
		column("points"),
	];
	const [repeat, cap, days, windowKind, scope, id] = [
		column("repeat"),
		column("cap"),
		column("window_days"),
		column("window_kind"),
		column("scope"),
		column("id"),
	];
	const code = (dictionary: Dictionary, word: unknown, fallback: string) => {
		const key = foldKey(String(word ?? ""));
		return key === "" ? fallback : (dictionary.get(key) ?? String(word));
	};
	return Array.from({ length: data.size }, (_, i) => {
		const ruleKind = code(kinds, kind[i], "");
		const word = String(subject[i] ?? "");
		const behaviour = types.get(foldKey(word)) ?? word;
		return {
			id: String(id[i] ?? `row_${i + 2}`),
			label: String(label[i] ?? word),
			enabled: enabled[i] !== "no",
			kind: ruleKind,
			subject: word === "" ? "" : ATTRIBUTE.test(ruleKind) ? leadField(word) : behaviour,
			value: String(value[i] ?? ""),
			target: String(target[i] ?? ""),
			via: String(via[i] ?? ""),
			atLeast: (atLeast[i] as number | null) ?? null,
			atMost: (atMost[i] as number | null) ?? null,
			points: (points[i] as number | null) ?? Number.NaN,
			repeat: code(repeats, repeat[i], "once"),
			cap: (cap[i] as number | null) ?? null,
			windowDays: (days[i] as number | null) ?? DEFAULT_WINDOW_DAYS,
			windowKind: code(windows, windowKind[i], "days"),
			scope: code(scopes, scope[i], "window"),
		} as ScoreRule;
	});
}

export function criteriaOf(data: TableData<"icp">): Criterion[] {
	const field = data.values("field");
	const accepted = data.values("accepted");
	const weight = data.values("weight");
	const knockout = data.values("knockout");
	const id = data.values("id");
	return Array.from({ length: data.size }, (_, i) => ({
		id: id[i] ?? `row_${i + 2}`,
		field: field[i] === null ? "" : leadField(field[i] as string),
		accepted: accepted[i] ?? "",
		weight: weight[i] ?? Number.NaN,
		knockout: knockout[i] === "yes",
	}));
}

/** Outcome of each stage word that the Stages tab names. */
export function stageOutcomes(data: TableData<"stages">): ReadonlyMap<string, DealOutcome> {
	const stage = data.values("stage");
	const outcome = data.values("outcome");
	const map = new Map<string, DealOutcome>();
	for (let i = 0; i < data.size; i++) {
		const word = stage[i];
		if (word !== null && word !== undefined) map.set(foldKey(word), outcome[i] ?? "open");
	}
	return map;
}

/** Targets that can be read, and the sheet rows of those that cannot. */
export function targetsOf(
	data: TableData<"targets">,
	context: CellContext,
): { targets: KpiTarget[]; unreadable: number[] } {
	const metrics = idByLabel((language) => messagesIn(language).metrics);
	const kinds = codesOf("target_kind");
	const [month, metric, kind, dimension, value] = [
		data.values("month"),
		data.values("metric"),
		data.values("kind"),
		data.values("dimension"),
		data.values("value"),
	];
	const rows = data.parts.flatMap((part) => part.rows);
	const targets: KpiTarget[] = [];
	const unreadable: number[] = [];
	for (let i = 0; i < data.size; i++) {
		const onMonth = month[i] == null ? null : readMonth(month[i] as string, context);
		const id = metrics.get(foldKey(metric[i] ?? ""));
		const amount = value[i];
		if (onMonth === null || id === undefined || amount == null) {
			unreadable.push(rows[i] as number);
			continue;
		}
		const name = dimension[i];
		const cut = kinds.get(foldKey(kind[i] ?? "")) ?? (name == null ? "all" : "channel");
		targets.push({
			month: onMonth,
			metric: id,
			dimension: cut === "all" || name == null ? "all" : `${cut}:${name}`,
			value: amount,
		} as KpiTarget);
	}
	return { targets, unreadable };
}

/** A month as people write it: 2026-11, 2026/11, 2026年11月, or any day of it. */
function readMonth(text: string, context: CellContext): Month | null {
	const plain = /^(\d{4})[-/.年](\d{1,2})月?$/.exec(normalizeText(text));
	if (plain !== null) {
		const number = Number(plain[2]);
		return number >= 1 && number <= 12 ? ((Number(plain[1]) * 12 + number - 1) as Month) : null;
	}
	const { time } = readDate(text, { nearDay: context.today, dayFirst: context.dayFirst });
	return time === null ? null : monthOf(Math.floor(time / 86_400) as Day);
}

/** What a team says of its channels; rows that say nothing readable are left to the names. */
export function channelKindsOf(
	rows: readonly (readonly [channel: string, kind: string])[],
): Map<string, ChannelKind> {
	const kinds = new Map<string, ChannelKind>();
	for (const [channel, value] of rows) {
		const kind = channelKindOf(value);
		if (kind !== null) kinds.set(foldKey(channel), kind);
	}
	return kinds;
}

/** The team. Who left keeps a role but counts no more; who has no FTE counts as one. */
export function membersOf(data: TableData<"members">): Member[] {
	const [name, role, active, fte, joined] = [
		data.values("name"),
		data.values("role"),
		data.values("active"),
		data.values("fte"),
		data.values("joined_on"),
	];
	return name.flatMap((word, i) =>
		word === null
			? []
			: [
					{
						name: word,
						role: role[i] ?? "",
						fte: active[i] === "no" ? 0 : (fte[i] ?? 1),
						joinedOn: joined[i] ?? null,
					},
				],
	);
}

/** The stages in the team's order. */
export function stageList(data: TableData<"stages">): Stage[] {
	const outcome = data.values("outcome");
	const probability = data.values("probability");
	return data
		.values("stage")
		.flatMap((name, i) =>
			name === null ? [] : [{ name, outcome: outcome[i] ?? null, probability: probability[i] ?? null }],
		);
}

/** Costs by month and channel, and the sheet rows of those whose month or amount cannot be read. */
export function costsOf(
	data: TableData<"costs">,
	context: CellContext,
): { costs: KpiCosts; unreadable: number[] } {
	const rows = data.parts.flatMap((part) => part.rows);
	const money = data.values("amount");
	const month = data.values("month").map((text) => (text === null ? null : readMonth(text, context)));
	return {
		costs: {
			size: data.size,
			month,
			channel: data.values("channel"),
			...amountsOf(data, context),
		},
		unreadable: rows.filter((_, i) => month[i] === null || money[i] === null),
	};
}

export function holidaysOf(data: TableData<"holidays">): Day[] {
	return data.values("day").filter((day): day is Day => day !== null);
}
