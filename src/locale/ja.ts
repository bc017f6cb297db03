import { diagnosis } from "./ja-diagnosis";
import { lazily } from "./lazily";
import { shippedJa } from "./shipped/ja";
import { sumOf } from "./sum";

const TABS = {
	leads: "リード",
	companies: "企業",
	activities: "活動",
	deals: "商談",
	costs: "費用",
	score_rules: "スコア表",
	icp: "理想顧客",
	stages: "ステージ",
	playbook: "打ち手",
	targets: "目標",
	members: "メンバー",
	holidays: "休日",
	settings: "設定",
	dashboard: "ダッシュボード",
	channels: "経路別",
	reps: "担当別",
	cohorts: "コホート",
	alignment: "連携",
	kpi_check: "KPI点検",
	health: "データ診断",
	metrics: "指標",
	queue: "フォロー",
	breakdown: "内訳",
	verdicts: "判定履歴",
	changes: "変更履歴",
	snapshots: "スナップショット",
	runs: "実行",
};

/** What a refresh says in fixed words. */
export const FIXED_REFRESH = ["progress", "locked", "notSetUp"];

/** What a custom function says of its arguments in fixed words. */
export const FORMULA_ERRORS = ["noHeader", "noAsOf", "language", "noNumbers"];

/** Lists of which only the agreement tabs hold words. */
export const LISTS = [
	"rule_kind",
	"repeat",
	"window_kind",
	"scope",
	"target_kind",
	"conversion",
	"channel_class",
];

/** What the Dashboard says around a figure; its fixed words are shipped data. */
const dashboard = {
	period: (month: string, asOf: string) => `${month}(${asOf}時点)`,
	monthTitle: (year: number, month: number) => `${year}年${month}月`,
	monthName: (month: number) => `${month}月`,
	late: (hours: number) => `更新が${hours}時間以上止まっています。メニューの「状態を見る」を確かめてください`,
	kgi: (label: string) => `KGI ${label}`,
	targetOf: (label: string) => `${label}の目標`,
	qualified: (label: string, detail: string) => `${label}(${detail})`,
	unitAndTax: (unit: string, tax: string) => `${unit}・${tax}`,
	outOf: (n: string) => `n=${n}`,
	points: (value: string) => `${value}ポイント`,
	money: (amount: string, unit: string) => `${amount}${unit}`,
	toGo: (gap: string) => `あと${gap}で達成`,
	toGoAt: (gap: string, pace: string) => `あと${gap}で達成、${pace}`,
	over: (gap: string) => `目標を${gap}超過`,
	provisional: (day: string) => `${day}に確定`,
	completeness: (percent: number) => `充足率${percent}%`,
	funnel: (month: string) => `ファネル ${month}`,
	within: (label: string, days: number) => `${label} ${days}日以内`,
	kgiTrend: (label: string) => `${label}の推移 棒=実績、線=目標`,
	trendTable: (months: number) => `推移の表(${months}か月)`,
	judging: {
		title: (month: string) => `見極め ${month}`,
		finalOn: (day: string) => `${day}確定`,
		/** One for each figure; `n` of those that need it, in their order. */
		labels: ([judged, days, target, touches]: readonly string[], inTime: string, unit: string) => [
			`判定率 n=${judged}`,
			`7日以内の判定率 ${inTime}`,
			`判定日数(中央値) n=${days}`,
			`対象率 n=${target}`,
			"対象外・未判定への接触",
			`接触の回数(全${touches}回)`,
			"かけた時間(h)",
			`かけた費用(${unit})`,
		],
	},
	undated: (label: string, count: number) => `${label}(ほか日付なし${count})`,
	cohort: (label: string, basis: string, days: number) => `${label}\n(${basis}・\n${days}日以内)`,
};

/** Every sentence and label in Japanese. The English file must have the same shape. */
export const ja = {
	language: "ja" as "ja" | "en",
	product: "Mikomi",
	tabs: TABS,
	/** Put before a tab's name where a tab of the team already bears it. */
	ownTabPrefix: "見込み_",
	columns: lazily(
		{
			leads: {
				created_at: "リード作成日",
				company: "会社名",
				name: "氏名",
				department: "部署",
				title: "役職",
				function: "職種",
				email: "メール",
				phone: "電話",
				prefecture: "地域",
				industry: "業種",
				employees: "従業員数",
				channel: "経路",
				campaign: "施策",
				owner: "担当",
				status: "状況",
				interest: "興味のある製品",
				timeframe: "検討度合い",
				project: "案件情報",
				company_verdict: "企業判定",
				contact_verdict: "担当者判定",
				deal_verdict: "案件判定",
				verdict_reason: "判定理由",
				contact_role: "担当者の立場",
				next_action: "ネクストアクション",
				next_action_type: "アクションの種類",
				next_action_on: "ネクストアクション期日",
				bant_budget: "予算",
				bant_authority: "決裁権",
				bant_need: "必要性",
				bant_timeframe: "導入時期",
				do_not_call: "電話不可",
				opt_out: "配信停止",
				adjustment: "補正点",
				adjustment_reason: "補正理由",
				adjustment_by: "補正者",
				source_id: "リード番号",
				note: "メモ",
				score: "スコア",
				grade: "評価",
				fit: "適合度",
				coverage: "充足率",
				score_why: "スコアの内訳",
				fit_why: "適合の理由",
				drops_on: "次に下がる日",
				mql_on: "MQL化日",
				mql_estimated: "推定",
				mql_why: "MQL化時の内訳",
				mql_version: "ルール版",
				state: "見極めの状態",
				next_step: "次の一手",
				judged_on: "初回判定日",
				review_on: "再判定日",
				last_touch_on: "最終接触日",
				touches: "30日の接触",
				company_touches: "30日の接触(会社)",
				contact_basis: "担当者判定の根拠",
				deal_basis: "案件判定の根拠",
				judged_of: "判定時の属性",
				merged_into: "統合先",
				postal_code: "郵便番号",
				address: "住所",
				verified_on: "最終確認日",
				id: "見込みID",
				fingerprint: "照合キー",
			},
		},
		Object.keys(TABS),
		() => shippedJa().columns,
	),
	choices: lazily(
		{
			verdict: { in: "対象", out: "対象外" },
			deal_verdict: { in: "あり", out: "なし" },
			outcome: { open: "進行中", won: "受注", lost: "失注" },
			flag: { yes: "はい", no: "いいえ" },
			activity_type: {
				exhibition: "展示会来場",
				seminar: "セミナー参加",
				page_view: "ページ閲覧",
				download: "資料DL",
				email_open: "メール開封",
				email_click: "メールクリック",
				form: "問い合わせ",
				survey: "アンケート回答",
				call_in: "入電",
				email_in: "メール受信",
				trial: "トライアル開始",
				visit_in: "来社",
				card: "名刺交換",
				meeting: "打ち合わせ",
				call_out: "架電",
				email_out: "メール送信",
				dm: "紙DM",
				visit: "訪問",
				task: "タスク",
				memo: "メモ",
			},
			contact_role: {
				decider: "決裁者",
				approver: "承認者",
				champion: "推進者",
				user: "利用者",
				researcher: "情報収集",
				gatekeeper: "窓口",
			},
			call_result: { absent: "不在", connected: "接続", key: "キーマン接続", appointment: "アポ" },
			bant_budget: { secured: "確保済", requested: "申請中", possible: "枠なし・捻出可", none: "なし" },
			bant_authority: {
				decider: "決裁者本人",
				present: "決裁者同席",
				champion: "推進者のみ",
				researcher: "情報収集",
			},
			bant_need: { company: "全社課題", unit: "部門課題", person: "個人の関心", none: "なし" },
			bant_timeframe: {
				quarter: "3ヶ月以内",
				half: "半年以内",
				year: "1年以内",
				open: "時期未定",
				none: "なし",
			},
			evidence: {
				phone: "電話",
				research: "手作業調査",
				form: "フォーム",
				card: "名刺",
				database: "DB",
				cell: "シート入力",
			},
			setting_kind: {
				setting: "設定",
				title: "辞書: 役職",
				industry: "辞書: 業種",
				email: "辞書: メール",
				activity_type: "辞書: 活動種別",
				outcome: "辞書: 商談の結果",
				verdict: "辞書: 判定",
				follow: "フォロー規則",
				channel: "辞書: 経路",
				channel_class: "経路の区分",
				status: "辞書: 状況",
			},
		},
		LISTS,
		() => shippedJa().choices,
	),
	defaults: lazily(
		{
			disqualifyReasons:
				"案件規模が小さい、組織形態が合わない、競合、学生・個人、業種外、地域外、与信、その他",
		},
		["rules", "stages", "plays", "followNote", "settingNotes"],
		() => shippedJa().defaults,
	),
	settings: {
		language: "表示言語",
		currency: "通貨",
		tax: "税の扱い",
		threshold: "MQLの点数",
		operator: "MQLの比べ方",
		own_domains: "自社ドメイン",
		deputy_as_head: "代理・担当も以上に含める",
		fit_a: "適合 A の下限",
		fit_b: "適合 B の下限",
		behaviour_1: "行動 1 の下限",
		behaviour_2: "行動 2 の下限",
		min_coverage: "充足率の下限(%)",
		kgi: "KGI",
		kpis: "KPI",
		amount_unit: "金額の単位",
		day_first: "日を先に読む",
		verdict_months: "判定の有効月数",
		contact_cap: "30日の接触上限(1人)",
		company_cap: "30日の接触上限(1社)",
		disqualify_reasons: "対象外の理由",
		first_call: "初回ヒアリング",
		touch_minutes: "1回の接触の分数",
		hour_cost: "1時間の費用",
		fiscal_month: "期首の月",
		conversion: "商談化とみなす出来事",
		gross_margin: "粗利率(%)",
		touches_per_lead: "月の接触回数(リード1件)",
		long_term_months: "長期の経路を見守る月数",
	},
	taxWords: { excluded: "税抜", included: "税込" },
	amountUnits: { one: "円", thousand: "千円", tenThousand: "万円" },
	listComma: "、",
	unset: "未設定",
	total: "合計",
	menu: {
		refreshNow: "今すぐ更新",
		openSidebar: "サイドバーを開く",
		turnOn: "3時間ごとの更新をオンにする",
		turnOff: "自動更新をオフにする",
		status: "状態を見る",
		diagnose: "診断",
		trace: "この数字の内訳",
		setUp: "セットアップ",
		tidyUp: "データの整理",
		tidy: {
			adopt: "今あるタブを引き継ぐ",
			import: "ファイルから取り込む",
			duplicates: "重複をまとめる",
			learn: "言葉を教える",
			reassign: "担当を付け替える",
			batches: "履歴と取り消し",
			erase: "本人の情報を消す",
		},
	},
	setup: {
		title: "Mikomi セットアップ",
		adopt: (tab: string, table: string, columns: readonly string[], headRow: number) =>
			`「${tab}」を「${table}」の表として使いますか?\n\n読み取る列: ${columns.join("、")}${headRow > 1 ? `(見出しは${headRow}行目)` : ""}\n\n元の列は変えず、右端にMikomiの列を足します。「いいえ」を選ぶと、このタブには触れません。`,
		done: (created: number, adopted: number, repaired: number) =>
			[
				created > 0 ? `${created}個のタブを作りました` : "",
				adopted > 0 ? `${adopted}個のタブを引き継ぎました` : "",
				repaired > 0 ? `${repaired}か所を直しました` : "",
			]
				.filter((part) => part !== "")
				.join("、") || "すべて揃っています",
		progress: (done: number, of: number) => `タブを作っています… ${done}/${of}`,
		next: "メニューの「今すぐ更新」でスコアとKPIを計算します。",
		refused: (tab: string, table: string) =>
			`「${tab}」の見出しから「${table}」に使える列が見つかりません。1行目に見出し(例: 会社名、メール)があるか確かめてください。`,
	},
	get warning() {
		return shippedJa().ownership.tab;
	},
	get own() {
		return shippedJa().ownership.column;
	},
	refresh: lazily(
		{
			done: (seconds: number, leads: number) => `更新しました(リード${leads}件、${seconds}秒)`,
			busy: "別の更新が動いています。終わるまでお待ちください。",
			overBudget: (seconds: number) =>
				`時間内に終わらないため中止しました(${seconds}秒)。前回の結果はそのままです。古い活動を別のファイルに移すと収まります。`,
			rowsMoved: (tab: string) =>
				`「${tab}」の行が動き続けたため、書き込みを取りやめました。並べ替えや挿入が落ち着いてからもう一度更新してください。`,
			partlySorted: (tab: string) =>
				`「${tab}」の一部の列だけが並べ替えられたようです。何も書いていません。元に戻す(Ctrl+Z)か、表全体を選んで並べ替え直してから更新してください。`,
			missingColumn: (tab: string, column: string) =>
				`「${tab}」に「${column}」の列が見つかりません。見出しを戻すか、セットアップをもう一度実行してください。`,
			failed: (reason: string) => `更新できませんでした。前回の結果はそのままです。原因: ${reason}`,
			outcome: { done: "完了", failed: "失敗", over_budget: "時間切れ", skipped: "見送り" },
			cause: { manual: "手動", timer: "自動", setup: "セットアップ" },
		},
		FIXED_REFRESH,
		() => shippedJa().refresh,
	),
	schedule: {
		on: (owner: string) =>
			`3時間ごとの更新をオンにしました。1時間以内に最初の更新が動きます。実行者: ${owner}`,
		ownedBy: (owner: string) =>
			`自動更新は ${owner} さんが動かしています。あなたに引き継ぎますか?引き継ぐと、前の方の自動更新は次の回で止まります。`,
		kept: (owner: string) => `自動更新は ${owner} さんのままです。`,
		off: "自動更新をオフにしました。",
		offForeign: (owner: string) =>
			`自動更新をオフにしました。${owner} さんのトリガーは次に動いたとき自分で消えます。`,
		notOn: "自動更新はオフです。",
		someone: "別の方",
		owner: (owner: string) => `自動更新: オン(実行者 ${owner})`,
		lastRun: (at: string) => `最終更新: ${at}`,
		nextRun: (at: string) => `次回更新: ${at} ごろ`,
		never: "まだ一度も更新していません。",
	},
	get ruleProblems() {
		return shippedJa().ruleProblems;
	},
	get goalProblems() {
		return shippedJa().goalProblems;
	},
	log: {
		cell: (tab: string, row: number, column: string, value: string, problem: string) =>
			`${tab} ${row}行目「${column}」: ${value} … ${problem}`,
		more: (count: number) => `ほか${count}件`,
		words: (tab: string, column: string, list: string) => `${tab}「${column}」の辞書にない言葉: ${list}`,
		reversed: (count: number) => `順序逆転(リードより前の商談): ${count}件。率には入れていません`,
		future: (count: number) => `未来の日付の受注・失注: ${count}件`,
		undated: (tab: string, count: number) => `${tab}の日付なし: ${count}件`,
		futureActivities: (count: number) => `未来の日付の活動: ${count}件。点にしていません`,
		unlinked: (tab: string, count: number) => `${tab}でリードに紐づかない行: ${count}件`,
		rule: (label: string, problem: string) => `スコア表「${label}」: ${problem}。このルールは使っていません`,
		criterion: (label: string, problem: string) =>
			`理想顧客「${label}」: ${problem}。この基準は使っていません`,
		adjustment: (count: number) => `理由のない補正点: ${count}件。スコアに入れていません`,
		kpi: (problem: string) => `KGI・KPIの設定: ${problem}`,
		targets: (count: number) => `使えない目標(指標・単位の組み合わせ違い、または重複): ${count}件`,
		ownStaff: (count: number) => `自社の方の活動: ${count}件。点にしていません`,
		target: (row: number) => `目標 ${row}行目: 月・指標・目標のいずれかを読めません`,
		phases: (seconds: readonly string[]) =>
			["読み取り", "計算", "書き込み"].map((phase, i) => `${phase} ${seconds[i] ?? 0}秒`).join("、"),
		newIds: (count: number) => `新しい行に番号を付けました: ${count}件`,
		holidays: (last: string) => `休日の登録は ${last} までです。セットアップを実行すると翌年分を足します`,
	},
	why: {
		/** The whole reason of a score in one cell. */
		score: (total: string, parts: readonly string[]) =>
			parts.length === 0 ? total : `${total} = ${sumOf(parts)}`,
		points: (value: number, label: string, detail: string) =>
			`${value < 0 ? "−" : ""}${label} ${Math.abs(value)}${detail === "" ? "" : `(${detail})`}`,
		until: (day: string) => `${day}まで`,
		times: (count: number) => `${count}回`,
		minutes: (count: number) => `${count}分`,
		on: (day: string) => day,
		comma: "、",
		veto: (reason: string) => (reason === "" ? "対象外" : `対象外: ${reason}`),
		adjustment: (reason: string, by: string) => `手動補正: ${reason}${by === "" ? "" : `、${by}`}`,
		fit: (fit: string, parts: readonly string[], coverage: string) =>
			`${fit} ${parts.join(" ")} 充足率${coverage}`,
		match: (field: string, value: string) => `◎${field}:${value}`,
		miss: (field: string, value: string) => `×${field}:${value}`,
		unknown: (field: string) => `?${field}:不明`,
		knockout: "(外れたら対象外候補)",
		estimated: "推定",
	},
	checks: { reversed: "順序逆転(リードより前)", no_date: "作成日なし" },
	formula: lazily(
		{
			noColumns: (table: string) => `${table}の見出しが見つかりません。見出し行を含む範囲を渡してください`,
		},
		FORMULA_ERRORS,
		() => shippedJa().formula,
	),
	get dashboard() {
		return { ...dashboard, ...shippedJa().dashboard };
	},
	channelsView: {
		name: "経路",
		chart: (month: string, _amounts: string) => `${month}の経路別\n新規リードとMQL`,
	},
	repsView: {
		name: "担当",
		chart: (month: string, amounts: string) => `${month}の担当別\n受注額(${amounts})`,
	},
	get corporateNumber() {
		return shippedJa().corporateNumber;
	},
	get trace() {
		return shippedJa().trace;
	},
	get kpiViews() {
		return shippedJa().kpiViews;
	},
	get health() {
		return shippedJa().health;
	},
	get privacy() {
		return shippedJa().privacy;
	},
	get metrics() {
		return shippedJa().metrics;
	},
	get basis() {
		return shippedJa().basis;
	},
	get problems() {
		return shippedJa().problems;
	},
	get metricDefinitions() {
		return shippedJa().metricDefinitions;
	},
	sidebar: { title: "Mikomi" },
	/** What a verdict is called while there is none. */
	undecided: { verdict: "未判定", deal_verdict: "未確認" },
	axes: { company: "企業", contact: "担当者", deal: "案件" },
	nextStep: {
		company: "企業",
		contact: "担当者",
		marks: { in: "◎", out: "×", unknown: "未判定" },
		dealMarks: { in: "案件あり", out: "案件なし", unknown: "案件未確認" },
		separator: "・",
		noteSeparator: "。",
		untouched: (days: number) => (days === 0 ? "今日接触" : `${days}日未接触`),
		dormant: (days: number) => `休眠(${days}日未接触)`,
		neverTouched: "接触なし",
		bant: (count: number) => `BANT ${count}/4`,
		noContact: "電話もメールも不可",
		byMail: "電話不可、メール・紙DMで",
		byPhone: "配信停止、電話・紙DMで",
		overdue: (days: number, action: string) => `期日を${days}日過ぎた約束: ${action}`,
		dueToday: (action: string) => `今日の約束: ${action}`,
		noAction: (days: number) => (days > 0 ? `次の予定なし(目安: ${days}営業日以内)` : "次の予定なし"),
		review: "判定の期限切れ",
		changed: (what: string) => `判定後に変わった: ${what}`,
		capped: (count: number, cap: number) => `30日に${count}回接触済み(上限${cap}回)`,
		because: (reason: string) => `理由: ${reason}`,
		sentence: (facts: string, action: string, notes: string) =>
			`${facts} → ${action}${notes === "" ? "" : `。${notes}`}`,
	},
	desk: {
		refused: {
			reason: "判定には理由が要ります。一言書いてから保存してください。",
			words: "「その他」だけでは伝わりません。内容を書いてから保存してください。",
			tooLong: (most: number) => `1つのセルに入るのは${most}文字までです。短くしてから保存してください。`,
		},
	},
	queue: {
		overdue: (days: number) => `期日を${days}日過ぎています`,
		today: "今日が期日です",
		follow_up: (days: number, act: string) =>
			days === 0 ? `${act}のフォロー日です` : `${act}のフォロー日を${days}日過ぎています`,
		hot_unjudged: "見込みが高いのに未判定です",
		hot_no_deal: "MQLですが商談がありません",
		review: "判定を見直す時期です",
		unjudged: (days: number) => `登録から${days}日、未判定です`,
		no_action: "対象なのに次の予定がありません",
	},
	diagnosis,
	errors: {
		unexpected: (reason: string) =>
			`処理できませんでした。メニューの「診断」で直し方を確かめてください。原因: ${reason}`,
		noFile: (file: string, reason: string) =>
			`${file}.html を読めませんでした。もう一度試し、続くときは管理者に「npm run push」で入れ直してもらってください。原因: ${reason}`,
	},
};

export type Messages = typeof ja;
