/** Words that a team uses, taught as rows of its dictionaries in 設定. */
import { foldKey } from "../../domain/normalize/text";
import { tabsOf } from "../../workbook/read";
import type { DictionaryKind } from "../../workbook/settings";
import type { RowChange } from "../../workbook/writing/batch-plan";
import type { Answer, LearnedWord } from "../dialog-contract";
import { type DialogDesk, openDialogDesk, Refusal } from "./desk";

export function learn(words: readonly LearnedWord[], why: string): Answer {
	const desk = openDialogDesk();
	const rows = learnedRows(desk, words);
	if (rows.length === 0) return { ok: true, message: desk.sentences.learnedAlready, batch: "" };
	return desk.applied({ kind: "learn", by: desk.by, why, rows }, ({ added }) =>
		desk.sentences.learned(added),
	);
}

/** Rows for 設定, without what it says already. */
export function learnedRows(desk: DialogDesk, words: readonly LearnedWord[]): RowChange[] {
	const { settings, messages, sentences } = desk;
	const tab = tabsOf("settings", desk.book.tabs(), desk.marks)[0];
	const kinds = messages.choices.setting_kind as Readonly<Record<string, string>>;
	const seen = new Set<string>();
	return words.flatMap(({ kind, word, meaning }): RowChange[] => {
		const label = kinds[kind];
		if (tab === undefined || label === undefined || word.trim() === "" || meaning.trim() === "")
			throw new Refusal(sentences.badWord(word));
		const said = wordOf(kind, meaning, desk);
		const own = settings.dictionaries[kind as DictionaryKind] ?? [];
		// Of two rows for one word the lower one counts.
		const known = own.filter(([each]) => foldKey(each) === foldKey(word)).pop()?.[1];
		const key = `${kind}\n${foldKey(word)}`;
		const isKnown = known !== undefined && [foldKey(said), foldKey(meaning)].includes(foldKey(known));
		if (isKnown || seen.has(key)) return [];
		seen.add(key);
		const cells = { kind: ["", label], item: ["", word.trim()], value: ["", said] } as const;
		return [{ table: "settings", id: "", gid: tab.id, cells, isNew: true }];
	});
}

/** A meaning as people read it in the sheet: the word for a code, where there is one. */
function wordOf(kind: string, meaning: string, { messages }: DialogDesk): string {
	const choices = messages.choices as Readonly<Record<string, unknown>>;
	const words = choices[kind] as Readonly<Record<string, string>> | undefined;
	return words?.[meaning] ?? meaning;
}
