/** Words of choice columns that mean nothing yet, or that a team taught: each with the meaning that comes nearest. */
import type { ContentCell } from "../../domain/adoption/content";
import { foldKey, normalizeText } from "../../domain/normalize/text";
import type { ChoiceName } from "../codec";
import { UNDECIDED } from "../codec";
import type { RecordTable } from "../schema";
import type { DictionaryKind } from "../settings";
import { adoptionTables } from "../shipped/adoption";
import type { LookContext } from "./around";

export interface ChoiceWord {
	/** Kind of dictionary in the settings. */
	readonly kind: DictionaryKind;
	readonly column: string;
	readonly word: string;
	readonly count: number;
	/** Code of a choice, or the team's usual word for the same; "" for none. */
	readonly meaning: string;
	readonly options: readonly (readonly [code: string, label: string])[];
}

/** Columns whose words are codes in disguise. */
const CHOICES: Readonly<
	Record<RecordTable, Readonly<Record<string, "verdict" | "outcome" | "activity_type">>>
> = {
	leads: { company_verdict: "verdict", contact_verdict: "verdict" },
	companies: { verdict: "verdict" },
	activities: { type: "activity_type" },
	deals: { stage: "outcome", outcome: "outcome" },
};

/** Columns whose words are their own meaning, where a team writes one thing in several ways. */
const ALIASES: readonly ("channel" | "status")[] = ["channel", "status"];

/** More different words are no list but free text. */
const MOST_WORDS = 60;

export function wordsIn(
	table: RecordTable,
	columns: ReadonlyMap<string, number>,
	values: (at: number) => readonly ContentCell[],
	around: LookContext,
): ChoiceWord[] {
	const found: ChoiceWord[] = [];
	const countsOf = (column: string): ReadonlyMap<string, number> | null => {
		const at = columns.get(column);
		if (at === undefined) return null;
		const counts = countWords(values(at));
		return counts.size > 0 && counts.size <= MOST_WORDS ? counts : null;
	};
	for (const [column, choice] of Object.entries(CHOICES[table])) {
		const counts = countsOf(column);
		if (counts !== null) found.push(...choiceWords(column, choice, counts, around));
	}
	for (const column of ALIASES) {
		const counts = table === "companies" || table === "activities" ? null : countsOf(column);
		if (counts !== null && !(table === "deals" && column === "status"))
			found.push(...aliasWords(column, counts, around));
	}
	return found;
}

/** Words and how often they stand there, the frequent first; of several spellings the first. */
function countWords(values: readonly ContentCell[]): Map<string, number> {
	const words = new Map<string, { word: string; count: number }>();
	for (const value of values) {
		const word = normalizeText(String(value));
		const held = words.get(foldKey(word));
		if (held === undefined) words.set(foldKey(word), { word, count: 1 });
		else held.count++;
	}
	const sorted = [...words.values()].sort((a, b) => b.count - a.count);
	return new Map(sorted.map(({ word, count }) => [word, count]));
}

function choiceWords(
	column: string,
	choice: "verdict" | "outcome" | "activity_type",
	counts: ReadonlyMap<string, number>,
	{ context, settings, messages, stages }: LookContext,
): ChoiceWord[] {
	const labels = Object.entries(messages.choices[choice] as Readonly<Record<string, string>>);
	const taught = new Map(settings.dictionaries[choice].map(([word, meaning]) => [foldKey(word), meaning]));
	return [...counts].flatMap(([word, count]): ChoiceWord[] => {
		const code = context.codeOf(choice as ChoiceName, word);
		const isTaught = taught.has(foldKey(word));
		if (!isTaught && (code !== undefined || (column === "stage" && stages.has(foldKey(word))))) return [];
		const meaning = code === undefined || code === UNDECIDED ? nearest(choice, column, word) : code;
		return [{ kind: choice, column, word, count, meaning, options: labels }];
	});
}

/** What the signs in a word speak for: a step of a deal is open unless it says how it ended. */
function nearest(choice: string, column: string, word: string): string {
	if (choice === "outcome") {
		if (/失注|見送|敗|中止|終了|消滅|キャンセル|lost|dead|cancel/i.test(word)) return "lost";
		if (/受注|成約|契約(?:済|締結|完了)|won|signed/i.test(word) && !/見込|予定|前|待/.test(word))
			return "won";
		return column === "stage" ? "open" : "";
	}
	if (choice === "verdict") {
		if (/対象外|外|不可|×|✕|NG|なし|ターゲット外|除外/i.test(word)) return "out";
		if (/対象|ターゲット|○|◎|可|有望|OK/i.test(word)) return "in";
	}
	return "";
}

/** Words that a list of usual spellings puts together, or that the team put together before. */
function aliasWords(
	kind: "channel" | "status",
	counts: ReadonlyMap<string, number>,
	{ settings, inUse }: LookContext,
): ChoiceWord[] {
	const taught = new Map(settings.dictionaries[kind].map(([word, meaning]) => [foldKey(word), meaning]));
	const tables = adoptionTables();
	const groups = (kind === "channel" ? tables.channels : tables.statuses).map((list) =>
		list.split(" | ").map(foldKey),
	);
	const groupOf = (word: string) => groups.find((group) => group.includes(foldKey(word)));
	const total = new Map<string, { word: string; count: number }>();
	for (const [word, count] of [...inUse(kind), ...counts]) {
		const key = foldKey(word);
		const held = total.get(key);
		total.set(key, { word: held?.word ?? word, count: (held?.count ?? 0) + count });
	}
	const meanings = new Set([...taught.values()]);
	// The team's word for a group: what it chose before, else what it writes most.
	const usual = (word: string): string => {
		const group = groupOf(word);
		const members = [...total.values()].filter((each) => group?.includes(foldKey(each.word)));
		const chosen = [...meanings].find((meaning) => group?.includes(foldKey(meaning)));
		if (chosen !== undefined) return chosen;
		return members.reduce((a, b) => (b.count > a.count ? b : a), { word, count: 0 }).word;
	};
	const options = [...new Set([...meanings, ...[...total.values()].map(({ word }) => word)])].map(
		(word) => [word, word] as const,
	);
	return [...counts].map(([word, count]): ChoiceWord => {
		const remembered = taught.get(foldKey(word));
		const meaning = remembered ?? usual(word);
		return {
			kind,
			column: kind,
			word,
			count,
			meaning: foldKey(meaning) === foldKey(word) ? "" : meaning,
			options,
		};
	});
}
