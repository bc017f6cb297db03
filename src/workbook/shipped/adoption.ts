/** What is known of other people's sheets beside their headers: headers that mean none of our columns, channel and status words. */

/** Headers of things that have no column here: their content, though it may look like it, is never taken for one. */
const FOREIGN_HEADERS =
	"FAX | FAX番号 | ファックス | ファクス | ファクシミリ | 最終更新日 | 更新日 | 更新日時 | 生年月日 | 設立日 | 設立年月日 | 決算月 | 決算日 | 資本金 | 売上高 | 年商 | 代表者 | 代表者名 | 代表者役職 | フリガナ | ふりがな | カナ | 氏名カナ | 会社名カナ | 上司 | 紹介者 | 紹介者名 | 前任者 | 株主 | Modified Time | Last Modified Date | Last Activity Date | Last Contacted | Birthday | Fax | Annual Revenue | Expected Revenue | Original Email | Reports To | Secondary Email | Other Phone | Home Phone | Assistant";

/** Words for one channel, the usual one first. */
const CHANNELS: readonly string[] = [
	"ホームページ | HP | Web | WEBサイト | ウェブ | ウェブサイト | 自社サイト | 自社HP | 公式サイト | コーポレートサイト | Website | Web Site | サイト",
	"問い合わせ | お問い合わせ | 問合せ | お問合せ | 問い合せ | 問い合わせフォーム | お問い合わせフォーム | HP問い合わせ | Web問い合わせ | Inquiry | Contact Form | Web Form",
	"展示会 | 展示会出展 | EXPO | エキスポ | イベント出展 | Trade Show | Exhibition | Tradeshow | Expo",
	"セミナー | ウェビナー | 勉強会 | オンラインセミナー | 自社セミナー | Webinar | Seminar | Seminar Partner",
	"テレアポ | 架電 | アウトバウンド | 電話営業 | コールドコール | テレマ | テレマーケティング | Cold Call | Outbound | Telemarketing",
	"紹介 | ご紹介 | お客様紹介 | 顧客紹介 | 既存顧客紹介 | リファラル | Referral | Customer Referral | Word of mouth",
	"社員紹介 | Employee Referral",
	"代理店 | 代理店紹介 | パートナー | パートナー紹介 | Partner | External Referral",
	"広告 | Web広告 | WEB広告 | ネット広告 | リスティング | リスティング広告 | Google広告 | Advertisement | Ads | Paid Search | PPC | Digital Advertisement",
	"SNS | ソーシャル | Facebook | X | Twitter | LinkedIn | Instagram | Social Media | Social",
	"自然検索 | オーガニック検索 | オーガニック | 検索 | SEO | Organic Search | Google | 検索エンジン | Online Search",
	"メルマガ | メール配信 | メールマガジン | メルマガ登録 | Newsletter | Email | Email Marketing | Email Campaign",
	"資料請求 | 資料DL | 資料ダウンロード | ホワイトペーパー | ホワイトペーパーDL | eBook | Content Download | Whitepaper",
	"DM | ダイレクトメール | 郵送DM | Direct Mail",
	"リスト購入 | 購入リスト | 企業リスト | リスト | Purchased List | List",
	"飛び込み | 飛び込み営業 | 訪問営業 | Walk-in",
	"名刺交換 | 名刺 | 名刺獲得 | Business Card",
	"直接 | 直接流入 | ダイレクト | Direct | Direct Traffic",
	"その他 | 他 | Other | Others",
];

/** Words for one state of work on a lead, the usual one first. */
const STATUSES: readonly string[] = [
	"未対応 | 未着手 | 未接触 | 未 | 新規 | New | Open | Not Contacted | Not Started | 未架電",
	"対応中 | 進行中 | 接触中 | フォロー中 | 追客中 | アプローチ中 | Working | In Progress | Contacted | Assigned",
	"対応済み | 対応済 | 完了 | 済 | 済み | 対応完了 | クローズ | Closed | Done | Completed",
	"アポ獲得 | アポ | アポイント獲得 | アポ済 | Appointment | Meeting Set",
	"商談中 | 商談化 | 商談 | 案件化 | Qualified | Converted | Pre Qualified",
	"見込みなし | 対象外 | 失注 | 見送り | NG | お断り | Lost | Lost Lead | Junk | Junk Lead | Not Qualified | Unqualified | Disqualified",
	"保留 | 検討中 | 様子見 | 時期尚早 | 長期 | 長期フォロー | Nurture | Nurturing | Contact in Future | On Hold",
	"不在 | 留守 | 不通 | No Answer",
];

/** Words by which a step of a deal is known, beside those for its result. */
const STAGES =
	"初回訪問 | 初回商談 | アポ | アポ獲得 | ヒアリング | 課題確認 | 提案 | 提案中 | 提案済み | 見積 | 見積提出 | 見積中 | 交渉 | 交渉中 | 条件交渉 | 稟議 | 稟議中 | 決裁待ち | 最終調整 | 内示 | 口頭内諾 | 受注 | 失注 | 契約 | 契約手続き | トライアル | デモ | 商談中 | クロージング | Qualification | Needs Analysis | Value Proposition | Identify Decision Makers | Proposal/Price Quote | Proposal | Negotiation | Negotiation/Review | Closed Won | Closed Lost | Prospecting | Engaging | Won | Lost | Presentation | Discovery | Demo | Demo/Making | Qualified";

/** What tabs of each kind are called; where columns say as much for two kinds, the name decides. */
const TAB_NAMES = {
	leads:
		"リード | 見込 | 名刺 | 顧客 | 来場 | 参加者 | 問い合わせ | 問合せ | 責任者 | lead | contact | prospect | card | people",
	companies: "企業 | 会社 | 取引先 | アカウント | account | compan | organi",
	activities:
		"活動 | 履歴 | 架電 | コール | 訪問 | 日報 | ログ | activit | call | task | event | visit | log",
	deals: "商談 | 案件 | 受注 | パイプライン | deal | opportunit | potential | pipeline",
} as const;

export const adoptionTables = () => ({
	tabNames: TAB_NAMES,
	foreign: FOREIGN_HEADERS,
	channels: CHANNELS,
	statuses: STATUSES,
	stages: STAGES,
});
