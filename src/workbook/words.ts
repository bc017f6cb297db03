/** Words that teams use for codes: verdicts, outcomes, yes and no, activity types. Ours in both languages come first. */
import { type Dictionary, mergeDictionary } from "../domain/normalize/dictionary";
import { foldKey } from "../domain/normalize/text";
import { LANGUAGES, messagesIn } from "../locale";
import { type ChoiceName, UNDECIDED } from "./codec";
import { type ShippedChoice, shippedWords } from "./shipped/words";

/** Code -> words, separated by " | "; those of the longer lists are shipped data. */
const WORDS: Readonly<Partial<Record<ChoiceName, Readonly<Record<string, string>>>>> = {
	verdict: {
		in: "○ | ◯ | ◎ | 対象内 | ターゲット | 該当 | in | target | yes | はい | true | 1 | 有効 | OK",
		out: "× | ✕ | 対象外 | ターゲット外 | 非該当 | NG | out | not target | no | いいえ | false | 0 | 除外",
		[UNDECIDED]: "未判定 | 未 | 不明 | 保留 | - | ー | unknown | pending | 未確認 | undecided | unjudged",
	},
	deal_verdict: {
		in: "○ | ◯ | ◎ | あり | 有 | 有り | in | yes | はい | true | 1 | 案件あり",
		out: "× | ✕ | なし | 無 | 無し | out | no | いいえ | false | 0 | 案件なし",
		[UNDECIDED]: "未確認 | 未判定 | 不明 | 保留 | - | ー | unknown | pending",
	},
	flag: {
		yes: "○ | ◯ | はい | 有効 | 有 | あり | する | on | yes | y | true | 1 | ✓ | ✔ | 在籍",
		no: "× | ✕ | いいえ | 無効 | 無 | なし | しない | off | no | n | false | 0 | 退職",
	},
	contact_role: {
		decider: "決裁権者 | キーマン | decision maker | DM",
		approver: "決裁補佐 | approver",
		champion: "チャンピオン | 推進 | champion",
		user: "ユーザー | 現場 | user",
		researcher: "情報収集者 | researcher",
		gatekeeper: "受付 | 事務 | gatekeeper",
		[UNDECIDED]: "不明 | 未確認 | - | unknown",
	},
	call_result: {
		absent: "留守 | 留守電 | 不通 | 応答なし | 席外し | 離席 | no answer | absent | not reached | voicemail",
		connected: "通電 | 会話 | つながった | connected | reached",
		key: "担当者接触 | 本人接続 | 決裁者接続 | key person",
		appointment: "アポ獲得 | アポイント | 面談設定 | meeting set",
	},
};

/** Shipped words and our labels of a choice, with a team's own entries on top. */
export function wordsOf(choice: ChoiceName, own: readonly (readonly [string, string])[] = []): Dictionary {
	const shipped: [string, string][] = [];
	const ours = WORDS[choice] ?? shippedWords()[choice as ShippedChoice];
	for (const [code, words] of Object.entries(ours)) {
		for (const word of words.split(" | ")) shipped.push([word, code]);
	}
	for (const language of LANGUAGES) {
		const labels = messagesIn(language).choices[choice] as Readonly<Record<string, string>>;
		for (const [code, label] of Object.entries(labels)) shipped.push([label, code]);
	}
	const codes = new Set(Object.keys(ours));
	const base = mergeDictionary(shipped, []);
	// A team may write the code itself, or one of our words for it.
	const entries = own.map(([word, meaning]): [string, string] => [
		word,
		codes.has(meaning) ? meaning : (base.get(foldKey(meaning)) ?? meaning),
	]);
	return mergeDictionary(shipped, entries);
}

/**
 * The code of a word. An activity that no dictionary knows as a whole goes by the last known word in it, as Japanese
 * puts what it is about at the end: 「セミナー案内メール」 is a mail, 「Webサイト閲覧」 a page view. Other choices are never guessed.
 */
export function codeOfWord(choice: ChoiceName, word: string, words: Dictionary): string | undefined {
	const exact = words.get(foldKey(word));
	if (exact !== undefined || choice !== "activity_type") return exact;
	const key = foldKey(word.replace(/[(（［[【].*?[)）\]］】]/g, ""));
	let best: { code: string; end: number; length: number } | undefined;
	for (const [known, code] of words) {
		if (known.length < 2 || !/[^\u0020-\u007e]/.test(known)) continue;
		const at = key.lastIndexOf(known);
		if (at < 0) continue;
		const end = at + known.length;
		const isBetter = end > (best?.end ?? 0) || (end === best?.end && known.length > best.length);
		if (isBetter) best = { code, end, length: known.length };
	}
	return best?.code;
}
