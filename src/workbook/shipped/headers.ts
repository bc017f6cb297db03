/**
 * Header words by which a team's own columns are recognised, beside our labels in both languages.
 * Separated by " | "; compared by header key, so that case, width, spaces and punctuation do not matter. Product exports meant by each word:
 * HubSpot, Salesforce, Zoho, Sansan and Eight cards, EspoCRM, Frappe, LeadSquared, and plain Japanese sheets.
 */
import type { ColumnId, RecordTable } from "../schema";

type Words = { readonly [T in RecordTable]: { readonly [C in ColumnId<T>]?: string } };

const HEADER_WORDS: Words = {
	leads: {
		created_at:
			"登録日 | 登録日時 | 作成日 | 作成日時 | 獲得日 | 獲得日時 | 受付日 | 受付日時 | 問い合わせ日 | 問合せ日 | お問い合わせ日時 | 名刺交換日 | リード獲得日 | リード作成日 | 発生日 | 流入日 | 取得日 | 初回接触日 | タイムスタンプ | 日付 | Created Time | Create Date | Created Date | Created At | Created | Creation Date | Created On | Date Created | Lead Created | Time First Seen | First Contact Date | Timestamp | Date Added | Inquiry Date",
		company:
			"会社名 | 企業名 | 企業 | 会社 | 法人名 | 社名 | 取引先名 | 取引先 | お客様名 | 顧客名 | 貴社名 | 御社名 | 組織名 | アカウント名 | 勤務先 | 団体名 | Company | Company Name | Company / Account | Account Name | Account | Organization | Organization Name | Employer",
		name: "氏名 | 名前 | お名前 | 担当者名 | 担当者氏名 | 先方担当者 | 先方担当 | お客様担当者 | ご担当者名 | ご担当者 | リード名 | 顧客担当者 | フルネーム | 姓名 | Name | Full Name | Last Name | Contact Name | Lead Name | Contact | Person",
		department: "部署 | 部署名 | 所属 | 所属部署 | 部門 | 部課名 | Department | Division",
		title: "役職 | 役職名 | 肩書 | 肩書き | 職位 | ポジション | Title | Job Title | Position | Role Title",
		function: "職種 | 職務 | Job Function | Function",
		email:
			"メール | メールアドレス | Eメール | e-mail | Email | E-mail Address | Email Address | Mail | 電子メール | Email(1) | Primary Email | Email Id",
		phone:
			"電話 | 電話番号 | TEL | TEL会社 | TEL-1(1) | TEL直通 | 携帯 | 携帯電話 | 携帯番号 | 連絡先 | Phone | Phone Number | Mobile | Mobile Phone Number | Mobile No. | Telephone",
		prefecture:
			"都道府県 | 地域 | 所在地 | 住所 | エリア | 住所(1)［全て］ | Prefecture | State/Region | State | State/Province | Region | Address | Territory | Country | Location",
		industry: "業種 | 業界 | 業種名 | 事業内容 | 産業 | Industry | Sector | Business Type",
		employees:
			"従業員数 | 従業員規模 | 社員数 | 企業規模 | 会社規模 | 規模 | 人数 | Number of Employees | No. of Employees | Employees | Company Size | Employee Count | Headcount",
		channel:
			"経路 | 流入経路 | 獲得経路 | 獲得チャネル | チャネル | リードソース | 流入元 | 媒体 | ソース | きっかけ | 接点 | 認知経路 | 獲得元 | 問い合わせ経路 | 初回接点 | Lead Source | Source | Channel | Original Traffic Source | Original Source | Lead Origin | Acquisition Channel | Origin",
		campaign:
			"キャンペーン | 施策 | 施策名 | イベント名 | 展示会名 | リスト名 | Campaign | Campaign Name | First Conversion",
		owner:
			"担当 | 担当者 | 営業担当 | 営業担当者 | 自社担当 | 自社担当者 | 弊社担当 | 当社担当 | リード所有者 | 所有者 | オーナー | 名刺所有者ユーザID | 担当営業 | 主担当 | Owner | Lead Owner | Contact Owner | Rep | Sales Rep | Assigned To | Sales Owner | Sales Agent | Record Owner",
		status:
			"ステータス | 状態 | 状況 | 対応状況 | 進捗 | フェーズ | Status | Lead Status | Lifecycle Stage | Stage",
		interest:
			"興味のある製品 | 関心製品 | 興味 | 製品 | 検討製品 | 希望製品 | 商材 | お問い合わせ製品 | Product Interest | Interest | Product | Products",
		timeframe: "検討度合い | 導入時期 | 検討時期 | 検討状況 | Timeframe | Timeline | Purchase Timeframe",
		project: "案件情報 | 案件 | 案件概要 | Project | Project Info",
		company_verdict: "企業判定 | 会社判定 | ターゲット判定 | 対象判定 | 対象/対象外 | 対象",
		contact_verdict: "担当者判定 | キーマン判定",
		deal_verdict: "案件判定 | 案件見込み | 案件有無",
		verdict_reason: "判定理由 | 対象理由 | 対象外理由",
		adjustment: "補正点 | 手動補正",
		adjustment_reason: "補正理由",
		adjustment_by: "補正者",
		source_id:
			"リード番号 | リードID | LEADID | Lead ID | Record ID | 顧客ID | 管理番号 | No | No. | ID | Lead Number | Prospect ID | Series | mql_id",
		note: "メモ | 備考 | コメント | 特記事項 | 内容 | お問い合わせ内容 | 説明 | Note | Notes | Description | Comment | Remarks",
	},
	companies: {
		name: "会社名 | 企業名 | 法人名 | 社名 | 取引先名 | 取引先 | 顧客名 | 名称 | 商号 | 提出者名 | 銘柄名 | アカウント名 | 名前 | Company name | Company | Account Name | Account | Name | Organization | Organization Name",
		corporate_number: "法人番号 | 提出者法人番号 | Corporate Number | Houjin Bangou",
		industry: "業種 | 業界 | 業種名 | 提出者業種 | 33業種区分 | Industry | Sector | 取引先の業種",
		employees:
			"従業員数 | 従業員規模 | 社員数 | 企業規模 | 会社規模 | 規模 | Number of Employees | No. of Employees | Employees | Company Size | Headcount",
		prefecture:
			"都道府県 | 地域 | 所在地 | 本社所在地 | 住所 | 請求先住所 | エリア | Prefecture | State/Region | Region | Billing Address | Address | Office Location | Location | Country/Region | City",
		website:
			"URL | ウェブサイト | Webサイト | ホームページ | HP | Website | Website URL | Company Domain Name | Domain",
		phone: "電話 | 電話番号 | 代表電話 | TEL | Phone | Phone Number",
		owner: "担当 | 担当者 | 営業担当 | 所有者 | Owner | Account Owner | Company owner",
		verdict: "企業判定 | 会社判定 | 対象判定 | ターゲット判定 | 対象/対象外",
		verdict_reason: "判定理由 | 対象外理由",
		source_id:
			"取引先ID | 企業ID | 会社ID | ACCOUNTID | Account ID | Record ID | ＥＤＩＮＥＴコード | コード | 証券コード",
		note: "メモ | 備考 | コメント | 説明 | Note | Notes | Description",
	},
	activities: {
		at: "日時 | 活動日 | 活動日時 | 対応日 | 対応日時 | 実施日 | 実施日時 | 発生日時 | 訪問日 | 架電日 | 架電日時 | 日付 | タイムスタンプ | 行動日時 | Call Start Time | Start DateTime | Activity Date | Activity Time | Date | Date/Time | Event Time | Event Date | Timestamp | Start Date | Occurred At | Start Time | Activity date",
		email: "メール | メールアドレス | Eメール | Email | E-mail | Email Address | Contact Email | Lead Email",
		name: "氏名 | 名前 | 担当者名 | 先方担当者 | Contact Name | Lead Name | Name | Contact",
		company: "会社名 | 企業名 | 取引先 | 取引先名 | Company | Company Name | Account Name | Account",
		type: "種別 | 活動種別 | 活動タイプ | 行動 | 行動種別 | イベント | アクション | 活動内容 | 対応方法 | 手段 | Type | Activity Type | Call Type | Event Type | Event | Action | Activity",
		target:
			"対象 | 製品 | ページ | URL | コンテンツ | 資料名 | 件名 | 対象製品 | Target | Page | Page URL | Subject | Content | Asset | Product",
		via: "経由 | 媒体 | 流入 | 参照元 | Via | Referrer | Medium | Utm Medium",
		count: "回数 | 件数 | 閲覧数 | 閲覧回数 | Count | Quantity | Views | Page Views | Visits",
		minutes:
			"分 | 時間(分) | 滞在分 | 滞在時間(分) | 通話時間(分) | 所要時間(分) | Minutes | Call Duration (in minutes) | Duration (minutes) | Duration (min)",
		answer: "回答 | アンケート回答 | Answer | Response | Survey Answer",
		result:
			"結果 | 対応結果 | 通話結果 | 架電結果 | Result | Outcome | Call Result | Call Purpose | Disposition",
		owner:
			"担当 | 担当者 | 営業担当 | 実施者 | 対応者 | 記入者 | Owner | Call Owner | Event Owner | Rep | Assigned To | Task Owner | Sales Rep",
		lead_ref: "リード番号 | リードID | LEADID | Lead ID | Lead | 顧客ID | Prospect ID",
		note: "メモ | 備考 | 内容 | コメント | 議事録 | 詳細 | Note | Notes | Description | Comment",
	},
	deals: {
		name: "案件名 | 商談名 | 案件 | 商談 | 件名 | Deal Name | Potential Name | Opportunity Name | Opportunity | Deal | Name | 名前",
		company:
			"会社名 | 企業名 | 取引先 | 取引先名 | 顧客名 | Company | Account Name | Account | Organization | Organization Name | Company Name",
		email: "メール | メールアドレス | Email | Primary email | Contact Email",
		owner:
			"担当 | 担当者 | 営業担当 | 営業担当者 | 商談所有者 | 所有者 | 担当営業 | Owner | Deal Owner | Potential Owner | Opportunity Owner | Sales Agent | Sales Rep | Rep",
		product: "製品 | 商品 | 商材 | サービス | Product | Products",
		stage:
			"ステージ | フェーズ | 商談フェーズ | 商談ステージ | 案件ステージ | 進捗 | 状況 | ステータス | 段階 | Stage | Deal Stage | Sales Stage | Status | Pipeline Stage",
		outcome: "結果 | 受注失注 | 受注/失注 | 成否 | Forecast Type | Result | Won/Lost",
		amount:
			"金額 | 受注額 | 受注金額 | 受注見込み金額 | 見込金額 | 見込み金額 | 案件金額 | 商談金額 | 契約金額 | 売上 | 売上金額 | 見積金額 | 額 | Amount | Deal Amount | Deal Value | Value | Close Value | Opportunity Amount | Revenue | Total",
		currency: "通貨 | Currency | 金額 通貨 | Amount Currency",
		created_at:
			"作成日 | 作成日時 | 登録日 | 登録日時 | 発生日 | 案件化日 | 案件発生日 | 商談化日 | 商談作成日 | 開始日 | 商談日 | 初回商談日 | Created Time | Create Date | Created Date | Created At | Created | Creation Date | Engage Date | Open Date | Start Date",
		closes_at:
			"受注日 | 契約日 | 成約日 | 受注予定日 | 成約予定日 | 完了予定日 | クローズ日 | 締め切り日 | 決着日 | 受注(予定)日 | 受注/失注日 | Close Date | Closing Date | Closed Date | Expected Close Date | Contract Date | Expected Closure Date | Won Date",
		probability:
			"確度 | 受注確度 | 確率 | 確率、% | Probability | Probability, % | Deal probability | Win Probability",
		channel:
			"経路 | 流入経路 | チャネル | リードソース | 獲得経路 | Lead Source | Source | Channel | Original Traffic Source",
		next_action: "次回アクション | ネクストアクション | 次の一手 | 次回対応 | Next Action | Next step",
		next_action_on:
			"次回予定日 | ネクストアクション期日 | 次回対応日 | 次回アクション日 | 期日 | Next Action Date | Next Activity Date",
		lead_ref: "リード番号 | リードID | LEADID | Lead ID | Lead | 元のリード | Original Lead | mql_id",
		source_id: "案件番号 | 案件ID | 商談ID | POTENTIALID | Record ID | Deal ID | Opportunity ID",
		note: "メモ | 備考 | コメント | 説明 | Note | Notes | Description | Deal Description",
	},
};

/** Headers that say what kind of activity a table without a type column holds. */
const IMPLIED_TYPES: readonly (readonly [header: string, type: string])[] = [
	["Call Start Time", "call_out"],
	["Call Type", "call_out"],
	["架電日", "call_out"],
	["架電日時", "call_out"],
	["Start DateTime", "meeting"],
	["EVENTID", "meeting"],
	["訪問日", "visit"],
];

/** Headers that only one kind of table bears; one of them outweighs several common ones. */
const TELLING_HEADERS: readonly (readonly [table: RecordTable, headers: string])[] = [
	[
		"deals",
		"案件名 | 商談名 | 受注予定日 | 成約予定日 | 受注日 | 受注確度 | Deal Name | Deal Stage | Potential Name | Opportunity Name | opportunity_id | Close Date | Closing Date | close_value | Close Value | Deal Value | Forecast Type | Expected Revenue | won_date | 金額",
	],
	[
		"activities",
		"活動日 | 活動日時 | 活動種別 | 種別 | 架電結果 | Call Start Time | Call Type | Call Duration (in minutes) | Start DateTime | End DateTime | Activity Type | Event Type | EVENTID | 滞在時間(分) | 回答 | 通話時間(分)",
	],
	[
		"companies",
		"法人番号 | 提出者法人番号 | ACCOUNTID | Account Type | Company Domain Name | Year Founded | 資本金 | 証券コード | 33業種区分 | year_established | subsidiary_of | office_location | revenue | Billing Address | 設立年",
	],
	[
		"leads",
		"役職 | 部署 | 名刺交換日 | Lead Status | Lead Source | Lead Owner | LEADID | リード作成日 | 流入経路 | Job Title | Title | Lifecycle Stage | 氏名 | Last Name",
	],
];

export const headerTables = () => ({
	words: HEADER_WORDS,
	impliedTypes: IMPLIED_TYPES,
	telling: TELLING_HEADERS,
});
