/** The vocabulary of the sample. People, companies and exhibitions are invented. */

export const SURNAMES: readonly (readonly [string, string])[] = words(
	"佐藤 sato 鈴木 suzuki 高橋 takahashi 田中 tanaka 伊藤 ito 渡辺 watanabe 山本 yamamoto 中村 nakamura 小林 kobayashi 加藤 kato 吉田 yoshida 山田 yamada 佐々木 sasaki 山口 yamaguchi 松本 matsumoto 井上 inoue 木村 kimura 林 hayashi 斎藤 saito 清水 shimizu 山崎 yamazaki 森 mori 池田 ikeda 橋本 hashimoto 阿部 abe 石川 ishikawa 山下 yamashita 中島 nakajima 石井 ishii 小川 ogawa 前田 maeda 岡田 okada 長谷川 hasegawa 藤田 fujita 後藤 goto 近藤 kondo 村上 murakami 遠藤 endo 青木 aoki 坂本 sakamoto 斉藤 saito 福田 fukuda 太田 ota 西村 nishimura 藤井 fujii 金子 kaneko 岡本 okamoto 藤原 fujiwara 三浦 miura 中野 nakano 原田 harada 松田 matsuda 竹内 takeuchi 小野 ono 田村 tamura 中川 nakagawa 和田 wada 中山 nakayama 石田 ishida 上田 ueda 森田 morita 原 hara 柴田 shibata 酒井 sakai 工藤 kudo 横山 yokoyama 宮崎 miyazaki 宮本 miyamoto 内田 uchida 高木 takagi 安藤 ando 谷口 taniguchi 大野 ono 今井 imai 髙田 takada 河野 kono 武田 takeda 村田 murata 上野 ueno 杉山 sugiyama 増田 masuda 平野 hirano 久保 kubo 千葉 chiba",
);

export const GIVEN_NAMES: readonly (readonly [string, string])[] = words(
	"健一 kenichi 直樹 naoki 大輔 daisuke 翔太 shota 拓也 takuya 浩二 koji 誠 makoto 隆 takashi 学 manabu 和也 kazuya 達也 tatsuya 健太 kenta 雄一 yuichi 亮 ryo 剛 tsuyoshi 哲也 tetsuya 修 osamu 豊 yutaka 茂 shigeru 正樹 masaki 裕介 yusuke 智也 tomoya 純一 junichi 康平 kohei 慎吾 shingo 雅之 masayuki 秀樹 hideki 博之 hiroyuki 孝 takashi 徹 toru 俊介 shunsuke 祐樹 yuki 克也 katsuya 章 akira 陽介 yosuke 貴之 takayuki 晃 akira 信二 shinji 進 susumu 悟 satoru 美咲 misaki 彩 aya 由佳 yuka 恵 megumi 真由美 mayumi 裕子 yuko 智子 tomoko 香織 kaori 陽子 yoko 久美子 kumiko 麻衣 mai 愛 ai 千尋 chihiro 優子 yuko 奈々 nana 早紀 saki 綾香 ayaka 沙織 saori 直美 naomi 明美 akemi 里奈 rina 舞 mai 瞳 hitomi 葵 aoi",
);

export const COMPANY_HEADS: readonly (readonly [string, string])[] = words(
	"東明 tomei 北斗 hokuto みなと minato 青嶺 aomine 白樺 shirakaba 三崎野 misakino 若草 wakakusa 渡瀬 watase 旭台 asahidai 月見 tsukimi 風越 kazakoshi 常葉台 tokiwadai 瑞原 mizuhara 神楽 kagura 八雲 yakumo 葵丘 aoioka 鶴見野 tsurumino 緑丘 midorioka 大樹 taiju 星見 hoshimi 朝凪 asanagi 汐見 shiomi 雪村 yukimura 桐原 kirihara 柊 hiiragi 楓 kaede 梓川 azusagawa 穂高野 hotakano 千曲台 chikumadai 伊吹野 ibukino 赤城野 akagino 榛名台 harunadai 霞丘 kasumioka 浜名野 hamanano 矢作野 yahagino 三河台 mikawadai 播磨野 harimano 生駒台 ikomadai 美濃原 minohara 雲雀 hibari 翡翠 hisui かわせみ kawasemi みさご misago こだま台 kodamadai さざなみ sazanami あかつき野 akatsukino 千草 chigusa 鷹羽 takaba 水城 mizuki 野分 nowaki 春霞 harugasumi 暁野 akatsuki 若鮎 wakaayu 碧海野 hekkaino",
);

export type Segment =
	| "auto"
	| "machine"
	| "electronics"
	| "metal"
	| "plastic"
	| "trading"
	| "it"
	| "construction"
	| "food"
	| "medical"
	| "logistics";

export interface SegmentWords {
	/** How many of a hundred companies. */
	readonly share: number;
	readonly tails: readonly (readonly [string, string])[];
	/** As people write it; the first is the usual one. */
	readonly industries: readonly string[];
	/** Usual head count. */
	readonly size: number;
	/** Whether the vendor sells to them: the share of judged companies found 対象. */
	readonly target: number;
}

export const SEGMENTS: Readonly<Record<Segment, SegmentWords>> = {
	auto: {
		share: 28,
		tails: words(
			"オートパーツ autoparts 精機 seiki 車体部品 shatai プレス工業 press ステアリング steering 鍛造 tanzo ハーネス harness シート工業 seat ブレーキ工業 brake",
		),
		industries: ["自動車部品", "自動車部品", "自動車", "自動車(Tier1)", "自動車・輸送機器"],
		size: 420,
		target: 0.93,
	},
	machine: {
		share: 15,
		tails: words("機械製作所 kikai 工機 koki 油圧 yuatsu 搬送システム hanso ポンプ製作所 pump 産機 sanki"),
		industries: ["機械", "産業機械", "工作機械", "機械製造"],
		size: 260,
		target: 0.85,
	},
	electronics: {
		share: 13,
		tails: words("電装 densou 電子デバイス denshi 計測 keisoku センサー sensor 電機製作所 denki 基板 kiban"),
		industries: ["電気機器", "電子部品", "電機", "電子部品・デバイス"],
		size: 310,
		target: 0.85,
	},
	metal: {
		share: 12,
		tails: words("金属工業 kinzoku 鋳造 chuzo 発条 hatsujo 熱処理 netsushori 鍍金 mekki 精密加工 seimitsu"),
		industries: ["金属加工", "金属製品", "鉄鋼・金属"],
		size: 120,
		target: 0.75,
	},
	plastic: {
		share: 9,
		tails: words("樹脂 jushi 化成 kasei 成形 seikei ゴム工業 gomu フィルム film"),
		industries: ["プラスチック", "化学", "樹脂成形", "ゴム製品"],
		size: 180,
		target: 0.75,
	},
	trading: {
		share: 7,
		tails: words("商事 shoji 機工販売 kiko 通商 tsusho テクノ商会 techno"),
		industries: ["商社", "卸売業", "機械商社"],
		size: 90,
		target: 0.35,
	},
	it: {
		share: 5,
		tails: words("システムズ systems ソフトウェア software 情報サービス joho"),
		industries: ["IT", "情報通信", "ソフトウェア"],
		size: 140,
		target: 0.15,
	},
	construction: {
		share: 3,
		tails: words("建設 kensetsu 設備工業 setsubi"),
		industries: ["建設", "建設業"],
		size: 110,
		target: 0.1,
	},
	food: {
		share: 3,
		tails: words("食品 shokuhin 製菓 seika"),
		industries: ["食品", "食品製造"],
		size: 150,
		target: 0.2,
	},
	medical: {
		share: 3,
		tails: words("医療機器 iryo メディカル medical"),
		industries: ["医療機器", "医療"],
		size: 130,
		target: 0.5,
	},
	logistics: {
		share: 2,
		tails: words("物流 butsuryu ロジ logi"),
		industries: ["物流", "運輸業"],
		size: 240,
		target: 0.1,
	},
};

/** Prefecture, area code, weight: where manufacturers sit. */
export const PREFECTURES: readonly (readonly [readonly [string, string], number])[] = [
	[["愛知県", "052"], 24],
	[["静岡県", "053"], 12],
	[["東京都", "03"], 13],
	[["神奈川県", "045"], 9],
	[["大阪府", "06"], 9],
	[["三重県", "059"], 6],
	[["岐阜県", "058"], 5],
	[["群馬県", "027"], 5],
	[["埼玉県", "048"], 4],
	[["兵庫県", "078"], 4],
	[["広島県", "082"], 3],
	[["福岡県", "092"], 3],
	[["長野県", "026"], 2],
	[["栃木県", "028"], 2],
	[["滋賀県", "077"], 2],
];

export const DEPARTMENTS: readonly (readonly [string, number])[] = [
	["生産技術部", 22],
	["製造部", 15],
	["設計開発部", 13],
	["品質保証部", 9],
	["購買部", 9],
	["情報システム部", 7],
	["経営企画室", 5],
	["営業部", 5],
	["工場", 5],
	["技術部", 6],
	["総務部", 4],
];

/** Title, whether it ranks 部長 or above (DOMAIN §5), weight. */
export const TITLES: readonly (readonly [readonly [string, boolean], number])[] = [
	[["", false], 16],
	[["担当", false], 12],
	[["主任", false], 12],
	[["係長", false], 11],
	[["課長", false], 17],
	[["課長代理", false], 3],
	[["グループ長", false], 3],
	[["マネージャー", false], 3],
	[["次長", false], 4],
	[["部長代理", false], 1.5],
	[["担当部長", false], 1],
	[["部長", true], 9],
	[["工場長", true], 2.5],
	[["本部長", true], 2],
	[["執行役員", true], 1.2],
	[["取締役", true], 1.2],
	[["取締役 兼 営業本部長", true], 1],
	[["代表取締役社長", true], 1.6],
	[["代表取締役", true], 0.8],
	[["社長室長", true], 0.4],
	[["顧問", false], 0.6],
];

export const CHANNELS = {
	exhibition: "展示会",
	seminar: "セミナー",
	inquiry: "Web問い合わせ",
	download: "資料ダウンロード",
	houseList: "ハウスリスト",
	referral: "紹介",
	ad: "Web広告",
} as const;
export type Channel = keyof typeof CHANNELS;

/** Yearly exhibitions: month, first day, length in days, how many come to the stand. */
export const EXHIBITIONS: readonly {
	readonly name: string;
	readonly month: number;
	readonly day: number;
	readonly size: number;
}[] = [
	{ name: "オートパーツ加工技術展", month: 1, day: 21, size: 22 },
	{ name: "西日本機械部品フェア", month: 2, day: 18, size: 13 },
	{ name: "ものづくりソリューション展 春", month: 4, day: 15, size: 26 },
	{ name: "製造DXフェア 東京", month: 6, day: 17, size: 20 },
	{ name: "北陸テクノ商談会", month: 7, day: 15, size: 7 },
	{ name: "中部生産技術フェア", month: 9, day: 9, size: 17 },
	{ name: "計測・制御ソリューション展", month: 10, day: 21, size: 22 },
	{ name: "九州ものづくりフォーラム", month: 11, day: 18, size: 10 },
];

export const SEMINAR_THEMES: readonly string[] = [
	"段取り時間を半減する生産準備",
	"図面管理の見直し方",
	"部品調達リスクと在庫",
	"検査工程の自動化入門",
	"現場データ活用の第一歩",
	"原価の見える化",
];

export const IN_REASONS: readonly string[] = [
	"業種・規模とも対象",
	"生産技術部門あり、製品ABCの用途に合致",
	"自動車部品メーカー、従業員300名以上",
	"既存取引先と同じ工程を持つ",
	"多品種少量で段取り替えが多い",
];
export const OUT_REASONS: readonly string[] = [
	"対象外業種",
	"従業員30名未満で規模が小さい",
	"販売代理店の情報収集",
	"同業・競合",
	"国内に工場がない",
	"加工は全量外注で用途がない",
];
export const CONTACT_OUT_REASONS: readonly string[] = [
	"退職・異動",
	"担当業務が異なる",
	"学生・求職者",
	"営業目的の来場",
];

export const LOSS_REASONS: readonly string[] = [
	"時期尚早、来期に再提案",
	"予算が付かず",
	"価格で競合に決定",
	"機能不足(多言語)",
	"決裁者否決",
	"優先度低下",
	"連絡途絶",
];

export const NEXT_ACTIONS: readonly string[] = [
	"見積の感触を確認する",
	"デモの日程調整",
	"決裁者同席の打ち合わせ設定",
	"現場ヒアリングの追加",
	"稟議状況の確認",
	"導入スケジュール案を送る",
	"費用対効果の資料を送付",
];

export const LEAD_NOTES: readonly string[] = [
	"現行はExcel管理。更新時期は未定",
	"他社製品と比較中",
	"ブースで10分ほど説明、資料希望",
	"来期予算で検討したいとのこと",
	"上長に確認して折り返し",
	"メールのみ希望",
	"工場見学の希望あり",
	"前職で当社製品を利用",
];

/** "東明 tomei 北斗 hokuto" -> pairs. */
function words(text: string): (readonly [string, string])[] {
	const all = text.split(" ");
	const pairs: (readonly [string, string])[] = [];
	for (let i = 0; i + 1 < all.length; i += 2) pairs.push([all[i]!, all[i + 1]!]);
	return pairs;
}

/** What a rep promised to do next, and how. */
export const LEAD_ACTIONS: readonly (readonly [action: string, type: string])[] = [
	["資料の感想を聞く", "架電"],
	["導入事例を送る", "メール送信"],
	["来期の予算の時期を聞く", "架電"],
	["デモの日程を相談", "メール送信"],
	["部長も交えて打ち合わせ", "打ち合わせ"],
	["工場を訪ねる", "訪問"],
];
