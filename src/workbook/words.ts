/** Words that teams use for codes: verdicts, outcomes, yes and no, activity types. Ours in both languages come first. */
import { type Dictionary, mergeDictionary } from "../domain/normalize/dictionary";
import { foldKey } from "../domain/normalize/text";
import { LANGUAGES, messagesIn } from "../locale";
import { type ChoiceName, UNDECIDED } from "./codec";

/** Code -> words, separated by " | ". */
const WORDS: Readonly<Record<ChoiceName, Readonly<Record<string, string>>>> = {
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
	outcome: {
		won: "受注 | 契約 | 成約 | 成立 | 獲得 | 受注済 | 受注済み | 契約済 | 契約済み | 成約済み | 勝ち | 契約締結 | クローズ(受注) | 完了(受注) | won | closed won | closedwon | close won | win | signed | contracted | 契約(受注) | 受注確定",
		lost: "失注 | 見送り | 不成立 | 失注済 | 辞退 | キャンセル | 消滅 | 敗戦 | 負け | クローズ(失注) | lost | closed lost | closedlost | close lost | lose | cancelled | canceled | disqualified | abandoned | 案件消滅",
		open: "進行中 | 商談中 | 対応中 | 提案中 | オープン | open | in progress | pipeline | best case | commit | omitted",
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
	activity_type: {
		exhibition:
			"展示会 | 展示会来場 | 来場 | 展示会参加 | ブース来場 | trade show | exhibition | booth visit | event attended",
		seminar:
			"セミナー | セミナー参加 | セミナー来場 | ウェビナー | ウェビナー参加 | 勉強会 | webinar | seminar | webinar attended",
		page_view:
			"ページ閲覧 | 閲覧 | Web閲覧 | サイト閲覧 | サイト訪問 | ページビュー | PV | page view | pageview | page visited on website | web visit | website visit | visit website",
		download:
			"資料DL | 資料ダウンロード | ダウンロード | DL | ホワイトペーパー | カタログDL | eBook DL | download | asset download | document download | content download",
		email_open: "メール開封 | 開封 | email opened | email open | open",
		email_click:
			"メールクリック | クリック | リンククリック | メール内クリック | email link clicked | email click | click",
		form: "問い合わせ | お問い合わせ | 問合せ | フォーム | フォーム送信 | 資料請求 | 見積依頼 | デモ依頼 | inquiry | enquiry | form | form submission | form submitted | contact us",
		survey: "アンケート | アンケート回答 | 回答 | survey | survey answered | questionnaire",
		call_in: "入電 | 着信 | 受電 | inbound | inbound call | call in | had a phone conversation",
		email_in: "メール受信 | 返信 | 返信あり | メール返信 | email received | email reply | reply | replied",
		trial: "トライアル | トライアル開始 | 無料トライアル | 試用 | trial | trial started | free trial",
		visit_in: "来社 | 来店 | 来訪 | visited us",
		card: "名刺交換 | 名刺 | business card",
		meeting:
			"打ち合わせ | 打合せ | 商談 | 面談 | ミーティング | Web会議 | オンライン商談 | デモ | meeting | demo | event | web meeting | appointment | アポ",
		call_out:
			"架電 | 電話 | 発信 | コール | TEL | テレアポ | 不在 | call | outbound | outbound call | phone call | phone",
		email_out:
			"メール | メール送信 | メール配信 | メルマガ | 一斉メール | email | e-mail | email sent | mail | mailing | newsletter",
		dm: "DM | 紙DM | 郵送DM | ダイレクトメール | 手紙 | direct mail | letter",
		visit: "訪問 | 客先訪問 | 往訪 | visit | site visit | on-site visit",
		task: "タスク | ToDo | task | to-do",
		memo: "メモ | 社内メモ | note | memo",
	},
};

/** Shipped words and our labels of a choice, with a team's own entries on top. */
export function wordsOf(choice: ChoiceName, own: readonly (readonly [string, string])[] = []): Dictionary {
	const shipped: [string, string][] = [];
	for (const [code, words] of Object.entries(WORDS[choice])) {
		for (const word of words.split(" | ")) shipped.push([word, code]);
	}
	for (const language of LANGUAGES) {
		const labels = messagesIn(language).choices[choice] as Readonly<Record<string, string>>;
		for (const [code, label] of Object.entries(labels)) shipped.push([label, code]);
	}
	const codes = new Set(Object.keys(WORDS[choice]));
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
