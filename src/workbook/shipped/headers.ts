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
			"登録日 | 登録日時 | 作成日 | 作成日時 | 獲得日 | 獲得日時 | 受付日 | 受付日時 | 問い合わせ日 | 問合せ日 | お問い合わせ日時 | 名刺交換日 | リード獲得日 | リード作成日 | 発生日 | 流入日 | 取得日 | 初回接触日 | タイムスタンプ | 日付 | Created Time | Create Date | Created Date | Created At | Created | Creation Date | Created On | Date Created | Lead Created | Time First Seen | First Contact Date | Timestamp | Date Added | Inquiry Date | 受信日時 | 送信日時 | 回答日時 | 問い合わせ日時 | お問い合わせ日 | 申込日 | 申込日時 | お申込み日時 | 名刺登録日 | 交換日 | 受領日 | 見込み客作成日 | 登録日付 | 入力日 | 追加日 | Submitted At | Submission Date | Registered At | Entry Date",
		company:
			"会社名 | 企業名 | 企業 | 会社 | 法人名 | 社名 | 取引先名 | 取引先 | お客様名 | 顧客名 | 貴社名 | 御社名 | 組織名 | アカウント名 | 勤務先 | 団体名 | Company | Company Name | Company / Account | Account Name | Account | Organization | Organization Name | Employer | 会社 | 会社名・団体名 | 会社名(団体名) | 貴社名・団体名 | 御社名・団体名 | 会社・団体名 | 貴社名/団体名 | 組織 | 法人 | 所属企業 | 所属会社 | 会社名(正式名称) | 企業・団体名 | 顧客企業名 | 会社名/取引先 | Business Name | Firm | 得意先 | 得意先名 | お客様会社名 | お客様企業名 | Organisation",
		name: "氏名 | 名前 | お名前 | 担当者名 | 担当者氏名 | 先方担当者 | 先方担当 | お客様担当者 | ご担当者名 | ご担当者 | リード名 | 顧客担当者 | フルネーム | 姓名 | Name | Full Name | Last Name | Contact Name | Lead Name | Contact | Person | 担当者様 | 担当者様名 | ご担当者様 | ご担当者様名 | ご担当者氏名 | 担当者様氏名 | 先方担当者名 | 先方氏名 | 先方担当者様 | 取引先担当者 | 取引先担当者名 | 顧客氏名 | 相手先担当者 | 窓口担当者 | キーマン | ご芳名 | 来場者名 | 来場者氏名 | 参加者名 | お客様氏名 | 姓 | 苗字 | 氏名(漢字) | お名前(漢字) | 個人名 | Contact Person | Contact Full Name | Surname | Family Name",
		department:
			"部署 | 部署名 | 所属 | 所属部署 | 部門 | 部課名 | Department | Division | ご部署 | ご所属 | 所属部門 | 部課 | 所属名 | Team",
		title:
			"役職 | 役職名 | お役職 | ご役職 | 肩書 | 肩書き | 職位 | ポジション | タイトル | Title | Job Title | Position | Role Title | ジョブタイトル | 部署・役職 | 部署名・役職名 | 役職・部署 | 所属・役職 | 所属部署・役職 | Department / Title",
		function: "職種 | 職務 | Job Function | Function",
		email:
			"メール | メールアドレス | Eメール | e-mail | Email | E-mail Address | Email Address | Mail | 電子メール | Email(1) | Primary Email | Email Id | E-Mailアドレス | メアド | E mail | 連絡先メール | 連絡先メールアドレス | 担当者メール | PCメール | Emailアドレス | Business Email | Work Email | Contact Email",
		phone:
			"電話 | 電話番号 | TEL | TEL会社 | TEL-1(1) | TEL直通 | 携帯 | 携帯電話 | 携帯番号 | 連絡先 | Phone | Phone Number | Mobile | Mobile Phone Number | Mobile No. | Telephone | お電話番号 | 電話(会社) | 会社電話 | 会社電話番号 | 会社TEL | 代表電話 | 代表番号 | 代表TEL | 直通 | 直通電話 | 携帯電話番号 | 携帯TEL | 電話番号(代表) | 連絡先電話番号 | 連絡先TEL | 電話連絡先 | 日中連絡先 | Tel No. | Tel | Work Phone | Business Phone | Mobile Phone | Cell | Contact Number",
		prefecture:
			"都道府県 | 都道府県名 | 地域 | エリア | 勤務地 | 本社都道府県 | Prefecture | State/Region | State | State/Province | Mailing State/Province | Region | Territory | Location | 都道府県/地域 | 都道府県(郵送先) | 所在都道府県 | 商圏",
		industry:
			"業種 | 業界 | 業種名 | 事業内容 | 産業 | Industry | Sector | Business Type | 業種・業界 | 業種区分 | 業種分類 | 業界・業種 | 事業分野 | 業態",
		employees:
			"従業員数 | 従業員規模 | 社員数 | 企業規模 | 会社規模 | 規模 | 人数 | Number of Employees | No. of Employees | Employees | Company Size | Employee Count | Headcount | 従業員 | 社員規模 | 従業員数(名) | 従業員数(人) | 従業員数規模 | Employee Size | Size",
		channel:
			"経路 | 流入経路 | 獲得経路 | 獲得チャネル | チャネル | リードソース | 流入元 | 媒体 | ソース | きっかけ | 接点 | 認知経路 | 獲得元 | 問い合わせ経路 | 初回接点 | Lead Source | Source | Channel | Original Traffic Source | Original Source | Lead Origin | Acquisition Channel | Origin | 獲得媒体 | 獲得チャンネル | チャンネル | 流入チャネル | 流入媒体 | 集客経路 | 集客媒体 | リード経路 | リード元 | リード獲得元 | リード獲得経路 | リード獲得チャネル | 入手経路 | 入手元 | 情報源 | ご紹介元 | 知ったきっかけ | 何で知りましたか | お知りになったきっかけ | 当社を知ったきっかけ | 弊社を知ったきっかけ | 見込み客のデータ元 | データ元 | 元のトラフィックソース | オリジナルソース | 問合せ経路 | お問い合わせ経路 | 反響媒体 | 反響元 | Lead Channel | Medium | How did you hear about us | How did you hear about us?",
		campaign:
			"キャンペーン | 施策 | 施策名 | イベント名 | 展示会名 | リスト名 | Campaign | Campaign Name | First Conversion | 展示会 | イベント | キャンペーン名 | 参加セミナー | セミナー | Event | Event Name | 獲得施策 | 獲得イベント | 流入施策 | 参加イベント | 来場イベント | 来場展示会 | 出展イベント | 展示会・セミナー名 | セミナー・展示会名 | イベント・セミナー名 | utm_campaign | UTM Campaign | Source Event | Source Campaign | Lead Campaign | Original Campaign",
		owner:
			"担当 | 担当者 | 営業担当 | 営業担当者 | 自社担当 | 自社担当者 | 弊社担当 | 当社担当 | リード所有者 | 所有者 | オーナー | 名刺所有者ユーザID | 担当営業 | 主担当 | Owner | Lead Owner | Contact Owner | Rep | Sales Rep | Assigned To | Sales Owner | Sales Agent | Record Owner | 営業担当名 | 営業担当者名 | 営業 | 営業マン | 自社担当者名 | 自社担当者氏名 | 弊社担当者 | 当社担当者 | 社内担当 | 社内担当者 | アポ担当 | アポインター | 架電者 | 架電担当 | 架電担当者 | IS担当 | FS担当 | インサイドセールス | フィールドセールス | 担当IS | 担当FS | 対応者 | 対応担当 | 対応担当者 | 担当スタッフ | 担当社員 | 担当ユーザー | 名刺所有者 | 名刺交換者 | リード所有者名 | コンタクト所有者 | コンタクト担当者 | 見込み客の担当者 | 所有者名 | 主担当者 | 受付担当 | Account Executive | AE | SDR | Assignee | Salesperson | Sales Person | Responsible",
		next_action:
			"次回アクション | ネクストアクション | 次の一手 | 次回対応 | 次回予定 | 次アクション | 次回対応内容 | 今後の予定 | Next Action | Next Step | Next Steps | 次回アポ | 次のアクション | 次のステップ | 次回内容 | 次回TODO | TODO | To Do | やること",
		next_action_on:
			"次回予定日 | 次回対応日 | 次回アクション日 | ネクストアクション日 | 次アクション日 | 次回連絡日 | 次回架電日 | 次回訪問日 | 次回訪問予定日 | 次回対応予定日 | 次回期日 | Next Activity Date | Next Action Date | Follow-up Date | Follow Up Date | 次回アポ日 | 次回連絡予定日 | 次回架電予定日 | 次回コール日 | 再架電日 | 次回訪問予定 | 次回接触日 | 次回フォロー日 | フォロー予定日 | アクション期限 | 対応期限 | 次のアクション日 | 次のアクティビティー日 | Next Follow-up | Next Contact Date",
		contact_role:
			"立場 | 役割 | 担当者の役割 | 決裁権限 | 商談に対する役割 | 決裁者区分 | Buying Role | Opportunity Role | Contact Role | Role | 決裁権 | キーマン区分",
		do_not_call:
			"電話NG | 架電NG | 架電不可 | 架電禁止 | 電話禁止 | 電話しないでください | Do Not Call | DNC",
		opt_out:
			"配信停止希望 | メール配信停止 | メール不可 | メールNG | メルマガ不可 | オプトアウト | Unsubscribed from all email | Unsubscribed | Email Opt Out | Do Not Email | Opt Out",
		postal_code:
			"郵便番号 | 〒 | 〒番号 | 郵便番号(1) | 会社郵便番号 | Postal Code | Zip | Zip Code | Zip/Postal Code | Mailing Zip/Postal Code | 郵便 | 会社郵便番号(勤務先) | Postcode | Post Code | ZIP/Postal Code",
		address:
			"住所 | 所在地 | 住所(1)［全て］ | 会社住所 | 勤務先住所 | 本社所在地 | 会社所在地 | ご住所 | Address | Street | Street Address | Mailing Street | Mailing Address | Full Address | 会社住所(勤務先) | ご住所(勤務先) | 本社住所 | 事業所住所 | 町名・番地 | 番地 | 所在地住所 | 住所1 | Mailing Address Line 1 | Company Address",
		verified_on: "最終確認日 | 情報確認日 | Last Verified | Verified On | 情報更新確認日",
		status:
			"ステータス | 状態 | 状況 | 対応状況 | 進捗 | フェーズ | Status | Lead Status | Lifecycle Stage | Stage | 進捗状況 | 対応ステータス | 対応フラグ | 現状 | 営業ステータス | リードステータス | 見込み客のステータス | 商談状況 | アプローチ状況 | フォロー状況 | 架電状況 | 架電結果 | 結果 | コール結果 | 架電ステータス | ライフサイクルステージ | Lead State | Progress",
		interest:
			"興味のある製品 | 関心製品 | 興味 | 製品 | 検討製品 | 希望製品 | 商材 | お問い合わせ製品 | Product Interest | Interest | Product | Products | ご興味のある製品 | 興味製品 | 関心のある製品 | 興味関心 | 興味のあるサービス | 関心事 | ご関心のある製品 | お問い合わせ種別 | 問い合わせ種別 | お問い合わせ項目",
		timeframe:
			"検討度合い | 導入時期 | 検討時期 | 検討状況 | Timeframe | Timeline | Purchase Timeframe | 検討段階 | 検討フェーズ | 温度感 | 見込み度 | 見込度 | ご検討時期 | ご検討状況",
		project: "案件情報 | 案件 | 案件概要 | Project | Project Info",
		company_verdict: "企業判定 | 会社判定 | ターゲット判定 | 対象判定 | 対象/対象外 | 対象",
		contact_verdict: "担当者判定 | キーマン判定",
		deal_verdict: "案件判定 | 案件見込み | 案件有無",
		verdict_reason: "判定理由 | 対象理由 | 対象外理由",
		adjustment: "補正点 | 手動補正",
		adjustment_reason: "補正理由",
		adjustment_by: "補正者",
		source_id:
			"リード番号 | リードID | LEADID | Lead ID | CONTACTID | Contact ID | Record ID | 顧客ID | 顧客番号 | 管理番号 | No | No. | ID | Lead Number | Prospect ID | Series | mql_id | 管理No | 管理No. | 整理番号 | 通番 | 連番 | 通し番号 | 番号 | # | No | 顧客コード | リードNo | リードNo. | 名刺ID | 受付番号 | 問い合わせ番号 | リストNo | リストNo. | Lead No | Lead No. | Contact No | コンタクトID | 受付No | 受付No. | レコード番号 | 見込み客ID",
		note: "メモ | 備考 | コメント | 特記事項 | 内容 | お問い合わせ内容 | 説明 | Note | Notes | Description | Comment | Remarks | ご質問 | ご要望 | お問い合わせ内容・ご質問 | 問い合わせ内容 | 問合せ内容 | お問合せ内容 | ご相談内容 | 相談内容 | その他 | 特記 | 詳細 | 対応メモ | 商談メモ | 自由記入欄 | ご意見・ご要望 | Message | Comments | Details | Memo",
	},
	companies: {
		name: "会社名 | 企業名 | 法人名 | 社名 | 取引先名 | 取引先 | 顧客名 | 名称 | 商号 | 提出者名 | 銘柄名 | アカウント名 | 名前 | Company name | Company | Account Name | Account | Name | Organization | Organization Name | 会社 | 企業 | 法人 | 会社名(正式) | 正式名称 | 正式社名 | 顧客企業 | 顧客企業名 | 取引先会社名 | 団体名 | Business Name | Legal Name | 得意先 | 得意先名",
		corporate_number:
			"法人番号 | 提出者法人番号 | Corporate Number | Houjin Bangou | 法人No | 法人ナンバー | 国税庁法人番号 | 法人番号(13桁) | 会社法人等番号",
		industry:
			"業種 | 業界 | 業種名 | 提出者業種 | 33業種区分 | Industry | Sector | 取引先の業種 | 業種・業界 | 業界・業種 | 業種分類 | 業態 | 事業内容 | Business Type",
		employees:
			"従業員数 | 従業員規模 | 社員数 | 企業規模 | 会社規模 | 規模 | Number of Employees | No. of Employees | Employees | Company Size | Headcount | 従業員 | 社員規模 | 従業員数(名) | 従業員数(人) | 人数 | 従業員数(単体) | Employee Count",
		prefecture:
			"都道府県 | 都道府県名 | 地域 | エリア | 本社都道府県 | Prefecture | State/Region | State | Region | Office Location | Location",
		postal_code: "郵便番号 | 〒 | Postal Code | Zip | Zip Code | Billing Zip/Postal Code",
		address:
			"住所 | 所在地 | 本社所在地 | 本社住所 | 請求先住所 | 本店所在地 | Address | Billing Address | Street Address | Street | Billing Street",
		website:
			"URL | ウェブサイト | Webサイト | ホームページ | HP | Website | Website URL | Company Domain Name | Domain | ホームページURL | HPアドレス | HP URL | 企業URL | 会社URL | サイトURL | サイト | ドメイン | 会社ホームページ | Web | Site | Homepage",
		phone:
			"電話 | 電話番号 | 代表電話 | TEL | Phone | Phone Number | 代表番号 | 代表TEL | 会社電話番号 | 会社電話 | 本社電話 | TEL代表 | Main Phone | Company Phone | Tel",
		owner:
			"担当 | 担当者 | 営業担当 | 所有者 | Owner | Account Owner | Company owner | 営業担当者 | 担当営業 | 主担当 | 自社担当 | 弊社担当 | 当社担当 | 担当営業名 | 取引先所有者 | 取引先の担当者 | Sales Rep | Rep",
		verdict: "企業判定 | 会社判定 | 対象判定 | ターゲット判定 | 対象/対象外",
		verdict_reason: "判定理由 | 対象外理由",
		source_id:
			"取引先ID | 企業ID | 会社ID | ACCOUNTID | Account ID | Record ID | ＥＤＩＮＥＴコード | コード | 証券コード | 企業コード | 会社コード | 取引先コード | 顧客コード | 顧客番号 | 取引先番号 | No | No. | 管理番号 | ID | Account Number | Customer ID",
		note: "メモ | 備考 | コメント | 説明 | Note | Notes | Description",
	},
	activities: {
		at: "日時 | 活動日 | 活動日時 | 対応日 | 対応日時 | 実施日 | 実施日時 | 発生日時 | 訪問日 | 架電日 | 架電日時 | 日付 | タイムスタンプ | 行動日時 | Call Start Time | Start DateTime | Activity Date | Activity Time | Date | Date/Time | Event Time | Event Date | Timestamp | Start Date | Occurred At | Start Time | Activity date | 年月日 | 月日 | 実施日付 | 面談日 | 面談日時 | 商談日 | 商談日時 | 打合せ日 | 打ち合わせ日 | コール日 | コール日時 | 発信日時 | 通話日時 | 通話開始 | 開始日時 | 開始時刻 | 活動開始日時 | 行動日 | 日程 | 参加日 | 閲覧日時 | 記録日 | Call Date | Call Time | Meeting Date | Visit Date | When",
		email:
			"メール | メールアドレス | Eメール | Email | E-mail | Email Address | Contact Email | Lead Email | メアド | お客様メール | 顧客メール",
		name: "氏名 | 名前 | 担当者名 | 先方担当者 | Contact Name | Lead Name | Name | Contact | お名前 | 顧客担当者 | 先方 | 先方氏名 | 先方担当者名 | お客様担当者 | 相手 | 相手先 | 面談者 | 面談相手 | 面会者 | 取引先担当者 | ご担当者 | ご担当者名 | 担当者様 | Person",
		company:
			"会社名 | 企業名 | 取引先 | 取引先名 | Company | Company Name | Account Name | Account | 顧客名 | 顧客 | お客様名 | 客先 | 客先名 | 訪問先 | 架電先 | 相手先企業 | 相手先会社 | 社名 | 会社 | 企業 | Organization | Client | Customer | 得意先 | 得意先名",
		type: "種別 | 活動種別 | 活動タイプ | 行動 | 行動種別 | イベント | アクション | 活動内容 | 対応方法 | 手段 | Type | Activity Type | Call Type | Event Type | Event | Action | Activity | 区分 | 活動区分 | 活動の種類 | 種類 | 対応種別 | 接触方法 | 接触手段 | 接触種別 | 連絡手段 | 連絡方法 | 形式 | 商談形式 | 訪問区分 | Method | Contact Method | Kind",
		target:
			"対象 | 製品 | ページ | URL | コンテンツ | 資料名 | 件名 | 対象製品 | Target | Page | Page URL | Subject | Content | Asset | Product",
		via: "経由 | 媒体 | 流入 | 参照元 | Via | Referrer | Medium | Utm Medium",
		count: "回数 | 件数 | 閲覧数 | 閲覧回数 | Count | Quantity | Views | Page Views | Visits",
		minutes:
			"分 | 時間(分) | 滞在分 | 滞在時間(分) | 通話時間(分) | 所要時間(分) | Minutes | Call Duration (in minutes) | Duration (minutes) | Duration (min) | 通話時間（分） | 所要分 | 時間（分） | Minutes Spent",
		answer: "回答 | アンケート回答 | Answer | Response | Survey Answer",
		result:
			"結果 | 対応結果 | 通話結果 | 架電結果 | 電話結果 | コール結果 | Result | Outcome | Call Result | Disposition | 成果 | Call Status",
		owner:
			"担当 | 担当者 | 営業担当 | 実施者 | 対応者 | 記入者 | Owner | Call Owner | Event Owner | Rep | Assigned To | Task Owner | Sales Rep | 訪問者 | 架電者 | 架電担当 | 営業 | 自社担当 | 弊社担当 | 当社担当 | 活動者 | 報告者 | 入力者 | 作成者 | 活動担当者 | 担当営業 | 対応担当 | User | Created By | Caller | Logged By",
		lead_ref: "リード番号 | リードID | LEADID | Lead ID | Lead | 顧客ID | Prospect ID",
		note: "メモ | 備考 | 内容 | コメント | 議事録 | 詳細 | Note | Notes | Description | Comment | 会話メモ | 詳細内容 | 商談メモ | 報告 | 報告内容 | 活動メモ | 通話メモ | 備考欄 | Comments | Details | Memo | Summary",
	},
	deals: {
		name: "案件名 | 商談名 | 案件 | 商談 | 件名 | Deal Name | Potential Name | Opportunity Name | Opportunity | Deal | Name | 名前 | 商談件名 | 案件名称 | プロジェクト名 | 取引名 | 商談タイトル | 案件タイトル | 引合名 | 引合い名 | Opportunity | Project Name | Title",
		company:
			"会社名 | 企業名 | 取引先 | 取引先名 | 顧客名 | Company | Account Name | Account | Organization | Organization Name | Company Name | 顧客 | お客様名 | 客先 | 客先名 | 納入先 | 企業 | 会社 | 社名 | 商談先 | 提案先 | 取引先企業 | 顧客企業名 | 関連する取引先 | Client | Customer | Account / Company | 得意先 | 得意先名",
		email: "メール | メールアドレス | Email | Primary email | Contact Email",
		owner:
			"担当 | 担当者 | 営業担当 | 営業担当者 | 商談所有者 | 所有者 | 担当営業 | Owner | Deal Owner | Potential Owner | Opportunity Owner | Sales Agent | Sales Rep | Rep | 営業 | 営業担当名 | 担当者名 | 担当営業名 | 主担当 | 主担当者 | 担当ユーザー | 自社担当 | 弊社担当 | 当社担当 | 取引担当者 | 案件担当 | 案件担当者 | 案件担当者名 | 商談担当 | 商談担当者 | 商談の担当者 | オーナー | 案件所有者 | Salesperson | Assigned To | Account Executive | AE",
		product:
			"製品 | 商品 | 商材 | サービス | Product | Products | 商品名 | 製品名 | サービス名 | 提案商品 | 提案製品 | 提案サービス | 品目 | プラン | Item | Product Name | Service",
		stage:
			"ステージ | フェーズ | 商談フェーズ | 商談ステージ | 案件ステージ | 進捗 | 状況 | ステータス | 段階 | Stage | Deal Stage | Sales Stage | Status | Pipeline Stage | 商談状況 | 案件状況 | 案件フェーズ | 案件状態 | 状態 | 取引ステージ | 商談の段階 | 営業フェーズ | 進捗状況 | 案件ステータス | 商談ステータス | パイプライン | Opportunity Stage | Phase",
		outcome: "結果 | 受注失注 | 受注/失注 | 成否 | Forecast Type | Result | Won/Lost",
		amount:
			"金額 | 受注額 | 受注金額 | 受注見込み金額 | 見込金額 | 見込み金額 | 案件金額 | 商談金額 | 契約金額 | 売上 | 売上金額 | 見積金額 | 額 | Amount | Deal Amount | Deal Value | Value | Close Value | Opportunity Amount | Revenue | Total | 金額(円) | 金額(税抜) | 金額(千円) | 見込額 | 見込み額 | 予算額 | 予定金額 | 受注予定額 | 受注予定金額 | 受注見込額 | 受注見込金額 | 想定金額 | 想定売上 | 概算金額 | 提案金額 | 成約金額 | 売上見込 | 売上見込み | 売上予定 | 総額 | 合計金額 | 税抜金額 | 契約額 | 売上高 | 価格 | Deal Size | Price | Total Amount | Contract Value | ARR | MRR | ACV",
		currency: "通貨 | Currency | 金額 通貨 | Amount Currency",
		created_at:
			"作成日 | 作成日時 | 登録日 | 登録日時 | 発生日 | 案件化日 | 案件発生日 | 商談化日 | 商談作成日 | 開始日 | 商談日 | 初回商談日 | Created Time | Create Date | Created Date | Created At | Created | Creation Date | Engage Date | Open Date | Start Date | 引合日 | 引合い日 | 案件登録日 | 案件作成日 | 案件開始日 | 初回接触日 | 初回訪問日 | 初回面談日 | 起票日 | 日付 | 登録日付 | 受付日",
		closes_at:
			"受注日 | 契約日 | 成約日 | 受注予定日 | 成約予定日 | 完了予定日 | クローズ日 | 締め切り日 | 決着日 | 受注(予定)日 | 受注/失注日 | Close Date | Closing Date | Closed Date | Expected Close Date | Contract Date | Expected Closure Date | Won Date | 受注予定 | 受注見込日 | 受注見込み日 | 受注月 | 受注予定月 | 成約月 | 成約見込日 | 契約予定日 | 決着予定日 | 決定予定日 | 決定時期 | クローズ予定日 | クローズ予定 | 完了日 | 完了予定 | 納期 | 納品予定日 | 受注時期 | 受注予定時期 | 見込月 | 見込み月 | 計上月 | 売上予定月 | 売上計上月 | Expected Close | Target Close Date | Estimated Close Date | Close | Closing",
		probability:
			"確度 | 受注確度 | 確率 | 確率、% | Probability | Probability, % | Deal probability | Win Probability | 確度(%) | 受注確率 | 成約確率 | 成約率 | 見込み確率 | 受注率 | 確度% | Chance",
		channel:
			"経路 | 流入経路 | チャネル | リードソース | 獲得経路 | Lead Source | Source | Channel | Original Traffic Source | 獲得チャネル | 案件経路 | 引合経路 | きっかけ | 見込み客のデータ元 | 流入元 | ソース | 元のトラフィックソース",
		next_action:
			"次回アクション | ネクストアクション | 次の一手 | 次回対応 | Next Action | Next step | 次のアクション | 次回予定 | 次回内容 | 次回対応内容 | 次のステップ | 今後の予定 | 今後の対応 | 対応方針 | 次アクション | TODO | Next Steps",
		next_action_on:
			"次回予定日 | ネクストアクション期日 | 次回対応日 | 次回アクション日 | 期日 | Next Action Date | Next Activity Date | 次回アクション期日 | 次回訪問日 | 次回訪問予定日 | 次回商談日 | 次回商談予定日 | 次アクション日 | ネクストアクション日 | 次回期日 | 対応期限 | 次回連絡日 | Next Step Date | Next Meeting Date | Next Meeting",
		lead_ref: "リード番号 | リードID | LEADID | Lead ID | Lead | 元のリード | Original Lead | mql_id",
		source_id:
			"案件番号 | 案件ID | 商談ID | POTENTIALID | Record ID | Deal ID | Opportunity ID | 案件No | 案件No. | 商談番号 | 商談No | 商談No. | 管理番号 | 管理No | 管理No. | No | No. | 番号 | ID | Deal No | Deal Number | Opportunity Number | 見積番号 | 取引ID | レコード番号 | 商談コード | 案件コード",
		note: "メモ | 備考 | コメント | 説明 | Note | Notes | Description | Deal Description | メモ欄 | 詳細 | 状況メモ | 商談メモ | 商談内容 | 案件内容 | 案件詳細 | 特記事項 | 経緯 | 現状 | 内容 | 進捗メモ | Comment | Comments | Remarks | Details | Memo",
	},
};

/** What a header may mean besides: it goes where another column has the first meaning, or where the content says so. */
const SECOND_MEANINGS: Words = {
	leads: {
		name: "担当者 | 担当 | ご担当",
		owner: "担当者名 | 担当者氏名",
		prefecture: "住所 | 所在地 | Address | Country/Region | Country | City",
		company: "名称 | 顧客 | お客様",
		created_at: "対応日 | 来場日 | 架電日 | 作成",
		channel: "種別 | 区分",
		campaign: "イベント | 展示会 | セミナー名",
		status: "対応 | 結果 | 対応結果 | ヨミ | ランク",
		email: "連絡先",
		note: "対応内容 | 商談内容 | 会話内容 | ヒアリング内容",
	},
	companies: {
		prefecture: "住所 | 所在地 | 本社所在地 | Address | Billing Address | Country/Region | City",
		website: "リンク",
	},
	activities: {
		at: "Due Date | 期限 | Created Time | 作成日 | 登録日",
		note: "対応内容 | 商談内容 | 会話内容 | 活動内容",
		result: "状況 | ステータス",
		name: "担当者 | 担当 | ご担当",
	},
	deals: {
		stage: "ヨミ | ヨミランク | 確度 | ランク | 案件ランク | 見込みランク | 見込み | 結果",
		outcome: "状況 | ステータス",
		closes_at: "受注予定 | 受注予定月 | 決着予定",
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
		"締め切り日 | 加重金額 | 金額 通貨 | Deal Owner | Opportunity Owner | Expected Closure Date | Expected Deal Value | Closed Date | Deal ID | 商談所有者 | 商談ID | 案件ID | 案件番号 | 商談フェーズ | 商談ステージ | 案件フェーズ | 受注金額 | 受注予定金額 | 見込金額 | 見込み金額 | 見積金額 | 受注予定月 | 受注見込み | 取引名 | 取引ステージ | ヨミ | ヨミランク | 案件名 | 商談名 | 受注予定日 | 成約予定日 | 受注日 | 受注確度 | Deal Name | Deal Stage | Potential Name | Opportunity Name | opportunity_id | Close Date | Closing Date | close_value | Close Value | Deal Value | Forecast Type | Expected Revenue | won_date | 金額",
	],
	[
		"activities",
		"Task Owner | Call Owner | Event Owner | Due Date | Activity Date | 訪問日 | 訪問先 | 架電先 | 活動内容 | 対応内容 | 面談日 | 面談者 | 通話時間 | 活動日 | 活動日時 | 活動種別 | 種別 | 架電結果 | Call Start Time | Call Type | Call Duration (in minutes) | Start DateTime | End DateTime | Activity Type | Event Type | EVENTID | 滞在時間(分) | 回答 | 通話時間(分)",
	],
	[
		"companies",
		"Company owner | Is Public | Shipping Address | Sic Code | お届け先の住所 | 請求先住所 | 銘柄名 | 企業ID | 会社コード | 企業コード | 取引先コード | 代表者名 | 設立年月日 | 年商 | 法人番号 | 提出者法人番号 | ACCOUNTID | Account Type | Company Domain Name | Year Founded | 資本金 | 証券コード | 33業種区分 | year_established | subsidiary_of | office_location | revenue | Billing Address | 設立年",
	],
	[
		"leads",
		"部署名 | ご担当者名 | 獲得経路 | 獲得チャネル | 役職 | 部署 | 名刺交換日 | Lead Status | Lead Source | Lead Owner | LEADID | リード作成日 | 流入経路 | Job Title | Title | Lifecycle Stage | 氏名 | Last Name",
	],
];

export const headerTables = () => ({
	words: HEADER_WORDS,
	seconds: SECOND_MEANINGS,
	impliedTypes: IMPLIED_TYPES,
	telling: TELLING_HEADERS,
});
