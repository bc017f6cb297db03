/** Words that teams use for the results of deals and the types of activities; each code with its words. */
const WORDS = {
	outcome: {
		won: "受注 | 契約 | 成約 | 成立 | 獲得 | 受注済 | 受注済み | 契約済 | 契約済み | 成約済み | 勝ち | 契約締結 | クローズ(受注) | 完了(受注) | won | closed won | closedwon | close won | win | signed | contracted | 契約(受注) | 受注確定",
		lost: "失注 | 見送り | 不成立 | 失注済 | 辞退 | キャンセル | 消滅 | 敗戦 | 負け | クローズ(失注) | lost | closed lost | closedlost | close lost | lose | cancelled | canceled | disqualified | abandoned | 案件消滅",
		open: "進行中 | 商談中 | 対応中 | 提案中 | オープン | open | in progress | pipeline | best case | commit | omitted",
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

export type ShippedChoice = keyof typeof WORDS;

export function shippedWords(): Readonly<Record<ShippedChoice, Readonly<Record<string, string>>>> {
	return WORDS;
}
