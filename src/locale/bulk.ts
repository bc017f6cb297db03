import type { Language } from "./index";

/** What bulk writes say: what was done, what stayed, why not. */
const ja = {
	notSetUp: "まだセットアップしていません。メニューの「セットアップ」を先に実行してください。",
	noLog: "「変更履歴」のタブがありません。メニューの「セットアップ」を実行してから、もう一度お試しください。",
	unknownCall: (name: string) => `「${name}」という操作はありません。ダイアログを開き直してください。`,
	locked: "ほかの保存や更新が続いています。少し待ってから、もう一度お試しください。",
	rowsMoved: (tab: string) =>
		`「${tab}」の行が動き続けたため、途中で止めました。並べ替えや挿入が落ち着いてから、「履歴と取り消し」で取り消すか、もう一度実行してください。`,
	partlySorted: (tab: string) =>
		`「${tab}」の一部の列だけが並べ替えられたようです。元に戻す(Ctrl+Z)か、表全体を並べ替え直してから実行してください。`,
	missingColumn: (tab: string, column: string) =>
		`「${tab}」に「${column}」の列が見つかりません。見出しを戻すか、セットアップをもう一度実行してください。`,
	tooMany: (most: number) => `一度に変更できるのは${most}行までです。条件を絞って、何回かに分けてください。`,
	unknownBatch: "その変更は変更履歴に見つかりません。一覧を開き直してください。",
	undoneAlready: "この変更はすでに取り消してあります。",
	forgotten: "古い変更のため、変更前の値は残っていません。取り消せません。",
	erasedForGood: "本人の記録の削除は取り消せません。消した内容はどこにも残っていません。",
	failed: (reason: string) =>
		`実行できませんでした。途中まで変わっているときは「履歴と取り消し」で取り消せます。原因: ${reason}`,
	nothing: "変更するところはありませんでした。",
	/** Appended to what was done. */
	skipped: (cells: number) => `途中でほかの人が変えたセル${cells}個は、そのままです。`,
	kinds: {
		import: "取り込み",
		merge: "重複の統合",
		adopt: "既存の表の引き継ぎ",
		release: "引き継ぎの取り消し",
		reassign: "担当の変更",
		learn: "言葉の登録",
		erase: "本人の記録の削除",
	},
	begun: (kind: string) => `${kind}(途中で止まっています)`,
	forgottenKind: (kind: string) => `${kind}(90日を過ぎたか2万行を超えたため、取り消せません)`,
	undoCheck: (restored: number, removed: number, changed: number) =>
		[
			restored === 0 && removed === 0
				? "元に戻すところはありません。"
				: `${[restored > 0 ? `${restored}行を変更前の値に戻し` : "", removed > 0 ? `追加した${removed}行を消し` : ""].filter((text) => text !== "").join("、")}ます。`,
			changed > 0 ? `そのあとに変わった${changed}か所は、そのままにします。` : "",
		].join(""),
	undone: (restored: number, removed: number, changed: number) =>
		`取り消しました(戻した行${restored}、消した行${removed}${changed > 0 ? `、そのまま残したところ${changed}` : ""})。`,
	changedRow: (tab: string, row: string) => `${tab} ${row}: 追加した行に手が加えられています`,
	changedCell: (tab: string, row: string, column: string) => `${tab} ${row}: ${column}`,
	more: (count: number) => `ほか${count}か所`,
	mergeCheck: (pairs: number, filled: number, kept: number) =>
		`${pairs}行を統合します。空欄${filled}個を埋め、食い違う${kept}個はどちらの値もそのまま残します。統合した行は消えず、活動と商談は残す行に集まります。`,
	merged: (pairs: number, filled: number) =>
		`${pairs}行を統合し、空欄${filled}個を埋めました。次の更新でスコアを計算し直します。`,
	mergeSelf: "同じ行どうしは統合できません。",
	mergeGone: "選んだ行が見つかりません。重複の一覧を開き直してください。",
	mergeTables: "リードと企業をまたいだ統合はできません。",
	mergeCycle: "すでにほかの行へ統合されている行が含まれています。重複の一覧を開き直してください。",
	/** Beside a merged row, where its next step stood. */
	mergedInto: (who: string) => `「${who}」に統合済み`,
	reassignCheck: (from: string, to: string, rows: number) =>
		rows === 0 ? `「${from}」が担当の行はありません。` : `「${from}」の${rows}行を「${to}」に変えます。`,
	reassigned: (to: string, rows: number) => `${rows}行の担当を「${to}」に変えました。`,
	noOwner: "担当なし",
	noNewOwner: "新しい担当を選んでください。",
	sameOwner: "今の担当と新しい担当が同じです。",
	learned: (words: number) => `${words}個の言葉を覚えました。次の更新から使います。`,
	learnedAlready: "どれもすでに覚えている言葉です。",
	badWord: (word: string) => `「${word}」の意味が選ばれていません。`,
};

export type BulkSentences = typeof ja;

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;

const en: BulkSentences = {
	notSetUp: 'Mikomi is not set up yet. Choose "Set up" in the menu first.',
	noLog: 'There is no tab for changes. Choose "Set up" in the menu, then try again.',
	unknownCall: (name) => `There is no action "${name}". Open the dialog again.`,
	locked: "Another save or refresh is going on. Wait a moment and try again.",
	rowsMoved: (tab) =>
		`Rows of "${tab}" kept moving, so this stopped half-way. When sorting and inserting have come to rest, undo it in "History and undo" or run it again.`,
	partlySorted: (tab) =>
		`Only some columns of "${tab}" seem to have been sorted. Undo that (Ctrl+Z) or sort the whole table again, then run this.`,
	missingColumn: (tab, column) =>
		`"${tab}" has no column "${column}". Restore the header or run the set-up again.`,
	tooMany: (most) => `At most ${most} rows can be changed at once. Do it in several steps.`,
	unknownBatch: "The log does not know this change. Open the list again.",
	undoneAlready: "This change has been undone already.",
	forgotten: "This change is too old: what the cells held before is no longer kept, so it cannot be undone.",
	erasedForGood: "What was erased of a person cannot be brought back.",
	failed: (reason) =>
		`It could not be done. If something has changed already, undo it in "History and undo". Cause: ${reason}`,
	nothing: "There was nothing to change.",
	skipped: (cells) => ` ${plural(cells, "cell")} that somebody changed meanwhile stayed as they are.`,
	kinds: {
		import: "Import",
		merge: "Merge",
		adopt: "Adoption of a tab",
		release: "End of an adoption",
		reassign: "Change of owner",
		learn: "Learned words",
		erase: "Erasure of a person",
	},
	begun: (kind) => `${kind} (stopped half-way)`,
	forgottenKind: (kind) => `${kind} (older than 90 days or beyond 20,000 rows: cannot be undone)`,
	undoCheck: (restored, removed, changed) =>
		[
			restored === 0 && removed === 0
				? "There is nothing to put back."
				: `Puts ${plural(restored, "row")} back and deletes ${plural(removed, "added row")}.`,
			changed > 0 ? ` ${plural(changed, "place")} changed since then will stay as they are.` : "",
		].join(""),
	undone: (restored, removed, changed) =>
		`Undone (${plural(restored, "row")} put back, ${removed} deleted${changed > 0 ? `, ${changed} left as they are` : ""}).`,
	changedRow: (tab, row) => `${tab} ${row}: somebody worked on this added row`,
	changedCell: (tab, row, column) => `${tab} ${row}: ${column}`,
	more: (count) => `and ${count} more`,
	mergeCheck: (pairs, filled, kept) =>
		`Merges ${plural(pairs, "row")}, fills ${plural(filled, "blank cell")}; ${plural(kept, "differing cell")} stay where they are. No row is deleted; activities and deals gather at the row that remains.`,
	merged: (pairs, filled) =>
		`Merged ${plural(pairs, "row")} and filled ${plural(filled, "blank cell")}. The next refresh recomputes the scores.`,
	mergeSelf: "A row cannot be merged with itself.",
	mergeGone: "A chosen row is gone. Open the list of duplicates again.",
	mergeTables: "Leads and companies cannot be merged with one another.",
	mergeCycle: "A chosen row was merged into another one already. Open the list of duplicates again.",
	mergedInto: (who) => `Merged into "${who}"`,
	reassignCheck: (from, to, rows) =>
		rows === 0 ? `No rows belong to "${from}".` : `Gives ${plural(rows, "row")} of "${from}" to "${to}".`,
	reassigned: (to, rows) => `${plural(rows, "row")} now belong to "${to}".`,
	noOwner: "nobody",
	noNewOwner: "Choose the new owner.",
	sameOwner: "The new owner is the present one.",
	learned: (words) => `Learned ${plural(words, "word")}. The next refresh uses them.`,
	learnedAlready: "All of these words are known already.",
	badWord: (word) => `No meaning is chosen for "${word}".`,
};

export function bulkSentences(language: Language): BulkSentences {
	return language === "ja" ? ja : en;
}
