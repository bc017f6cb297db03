/**
 * The shipped title dictionary: a rank (or "off" the line) with its words. What modifiers derive (副, 代理, senior) is
 * left out unless the table ranks it otherwise. The order of the top is the same in all Japanese sources, the middle
 * differs by company; a team changes it in its own dictionary.
 * @see https://toyokeizai.net/articles/-/173288 (local government), https://docoic.com
 */
const RANKS: readonly (readonly [rank: string, words: string])[] = [
	[
		"100",
		"代表取締役社長|代表取締役会長|代表取締役|取締役社長|取締役会長|代表執行役|代表社員|代表理事|代表者|代表|社長|会長|理事長|頭取|院長|学長|総長|総裁|会頭|組合長|オーナー|創業者|店主|経営者|事業主|自営業|フリーランス|最高経営責任者|プレジデント|ファウンダー|チェアマン|マネージングパートナー|市長|町長|村長|区長|知事|ceo|president|chairman|chairperson|chair|owner|founder|cofounder|managing partner|representative director|mayor|governor",
	],
	["95", "代表取締役副社長|代表取締役副会長"],
	[
		"90",
		"代表取締役専務|代表取締役常務|副社長|副会長|取締役会議長|coo|cfo|cto|cmo|cio|ciso|cdo|chro|cso|cro|cpo|cco|cao|clo|cgo|cbo|cxo|country manager",
	],
	[
		"85",
		"専務取締役|専務執行役員|専務|エグゼクティブバイスプレジデント|senior managing director|senior managing executive officer|executive vice president|evp",
	],
	[
		"80",
		"常務取締役|常務執行役員|常務|マネージングディレクター|managing director|managing executive officer|managing officer",
	],
	[
		"75",
		"取締役|執行役|理事|会社役員|経営層|経営幹部|校長|パートナー|エグゼクティブディレクター|director|executive director|board director|board member|member of the board|partner",
	],
	["72", "上席執行役員|上級執行役員|senior executive officer|senior corporate officer"],
	[
		"70",
		"執行役員|役員|シニアバイスプレジデント|executive officer|corporate officer|operating officer|senior vice president|svp",
	],
	["65", "本部長|統括本部長|支社長|カンパニー長|総支配人|バイスプレジデント|vice president|vp|vpoe|vpop"],
	["63", "事業部長"],
	["62", "副本部長|統括部長"],
	["61", "副支社長|副事業部長"],
	[
		"60",
		"部長|局長|室長|工場長|支店長|所長|センター長|部門長|事務長|館長|園長|施設長|拠点長|支配人|委員長|議長|部会長|教授|参事官|技監|統括責任者|事業責任者|ゼネラルマネージャー|ヘッド|gm|general manager|department manager|division manager|plant manager|factory manager|branch manager|director general|head|chief of staff|dean|professor",
	],
	[
		"55",
		"次長|副部長|部長代理|担当部長|参事|参与|教頭|准教授|ブロック長|エグゼクティブマネージャー|プリンシパル|executive manager|deputy director|assistant director|associate director|dgm|principal",
	],
	[
		"50",
		"課長|マネージャー|グループ長|グループリーダー|gl|主幹|主管|主席|店長|管理職|責任者|ユニット長|ユニットリーダー|エリア長|地区長|工区長|科長|師長|看護師長|技師長|駅長|料理長|manager|section chief|section head|group leader|assistant vice president|avp",
	],
	["45", "課長代理|アシスタントマネージャー|支店長代理|調査役|ディレクター"],
	["40", "係長|主査|リーダー|リード|チーム長|スーパーバイザー|sv|隊長|講師|supervisor|leader|lead|chief"],
	["35", "主務"],
	["30", "主任|チーフ|班長|職長|組長|助教|senior staff"],
	["20", "主事"],
	[
		"10",
		"一般|担当|担当者|スタッフ|メンバー|社員|従業員|職員|公務員|係員|課員|部員|所員|行員|駐在員|営業|事務|技師|技術者|研究員|専門職|医師|看護師|薬剤師|教員|教諭|エンジニア|コンサルタント|デザイナー|プログラマー|アナリスト|プランナー|マーケター|セールス|オペレーター|クリエイター|ライター|バイヤー|スペシャリスト|アソシエイト|アシスタント|アルバイト|パート|staff|employee|member|engineer|developer|designer|consultant|analyst|specialist|associate|representative|rep|coordinator|administrator|assistant|executive|clerk|programmer|architect|researcher|scientist|accountant|planner|buyer|recruiter|technician|operator|marketer|salesperson|sales",
	],
	[
		"off",
		"顧問|相談役|名誉会長|監査役|監事|監査等委員|監査委員|社外取締役|社外役員|会計参与|名誉教授|アドバイザー|フェロー|秘書|秘書役|嘱託|派遣|派遣社員|学生|院生|インターン|弁護士|税理士|会計士|社労士|社会保険労務士|司法書士|行政書士|弁理士|中小企業診断士|無職|主婦|退職|退職者|退任|advisor|adviser|auditor|supervisory board member|outside director|independent director|non executive director|nonexecutive director|honorary chairman|fellow|secretary|student|intern|attorney|lawyer|retired",
	],
];

/** Posts in name only: they lead a project, a product or a customer, nobody's line. Ranked as senior staff. */
const ROLE_RANK = "30";
const ROLE_WORDS =
	"プロデューサー|プロダクトオーナー|スクラムマスター|ビジネスパートナー|webディレクター|アートディレクター|クリエイティブディレクター|制作ディレクター|映像ディレクター|pm|pdm|pl|pmo|hrbp|scrum master|product owner|process owner|business partner|producer|art director|creative director|web director";
/** What such a マネージャー or manager manages. */
const ROLE_FIELDS =
	"プロジェクト|プロダクト|アカウント|プログラム|コミュニティ|サクセス|リレーションシップ|エンゲージメント|デリバリー|ブランド|イベント|プロパティ|コンテンツ|ケア|project|product|program|programme|account|community|success|relationship|engagement|delivery|brand|event|property|content|campaign|case|office|territory|product marketing";

/** 職種 by the words of departments and posts; the last one named counts. */
const FUNCTIONS: readonly (readonly [code: string, words: string])[] = [
	[
		"sales",
		"営業|営業企画|営業管理|セールス|販売|法人営業|法人事業|店舗|事業開発|アカウント|sales|business development|account",
	],
	["marketing", "マーケ|宣伝|販促|販売促進|広報|ブランド|marketing|brand|communications|pr|cmo|growth"],
	[
		"it",
		"システム|情シス|システム企画|it|ict|dx|デジタル|情報企画|セキュリティ|インフラ|information technology|information system|digital|security|infrastructure|cio|ciso|cdo",
	],
	["hr", "人事|労務|採用|人材|人財|人材開発|研修|human resource|hr|talent|people|chro|recruiter"],
	[
		"general_affairs",
		"総務|庶務|管理部|管理本部|業務部|業務本部|秘書|general affairs|administration|administrative",
	],
	["finance", "経理|財務|会計|主計|資金|finance|financial|accounting|accountant|treasury|cfo|ir"],
	["legal", "法務|知財|知的財産|コンプライアンス|監査|legal|compliance|clo|audit"],
	["manufacturing", "製造|生産|生産技術|工場|工務|施工|加工|組立|production|manufacturing|plant|factory"],
	[
		"rnd",
		"研究|開発|システム開発|設計|技術|エンジニア|プロダクト|research|development|engineering|engineer|r&d|product|technology|design|cto|developer",
	],
	["quality", "品質|品証|検査|quality|qa|qc"],
	["purchasing", "購買|調達|資材|仕入|バイヤー|purchasing|procurement|sourcing|buyer|supply chain"],
	["logistics", "物流|ロジスティクス|配送|倉庫|輸送|logistics|distribution|warehouse"],
	[
		"support",
		"サポート|カスタマーサクセス|お客様|顧客サービス|cs|コールセンター|コンタクトセンター|保守|アフターサービス|customer success|support|customer service",
	],
	[
		"management",
		"経営|個人事業|経営企画|経営戦略|経営管理|事業企画|社長室|会長室|ceo室|企画|戦略|corporate planning|strategy",
	],
];

/** Patterns around a title, by what they tell of it. */
const PATTERNS = {
	/** A department or a meeting where a title stands before these, no post: 社長室長 is the head of a room. */
	notAPost: "^(?:公?室|会(?![長社])|秘書|直轄|直属|特命|宛)",
	/** What begins with a title by chance: 経理事務, 営業部長野支店, 代表電話. */
	byChance:
		"^(?:理事[務業項案件例故象情態]|.*長(?:[野崎岡]|谷[川部])|代表(?:電話|番号|窓口|メール|アドレス|取引|企業|的))",
	formerStart: String.raw`^(?:元(?![町住請気浅箱])|旧(?!居留地|姓)|前(?=職| |・|第|代表|常務|専務|社長|会長|総)|ex[- ]|former\b|retired\b|past\b)`,
	formerBefore: "(?:^|[ ・])[元前旧][・ ]?$",
	offBefore: "(?:名誉|非常勤|社外)$",
	offAside: "社外|非常勤|監査等委員|退職|退任|^[元前]職?$|outside|independent",
	standInAside: "^(?:代理|補佐|心得|代行|待遇|担当)$",
	standInAfter: "^ ?(?:職務)?(?:代理(?!店)|補佐|心得|代行|待遇|格(?!付))",
	standInBefore: "(?:担当|専任|専門|付|アシスタント|サブ|アソシエイト)$",
	standInWord: "^(?:副|担当|次長|deputy |assistant |associate )|(?:代理|補佐)$",
	seniorBefore: "(?:上席|筆頭|上級|シニア|統括|総括|首席)$",
	levelAfter: "^ ?(?:クラス|相当職?|級|職(?!員|種)|以上)",
	titleEnd: "^(?:$|[ ・.:~+*!?-]|様|殿|さん|氏)",
};

export const titleTables = () => ({
	ranks: RANKS,
	roleRank: ROLE_RANK,
	roleWords: ROLE_WORDS,
	roleFields: ROLE_FIELDS,
	functions: FUNCTIONS,
});

export const titlePatterns = () => PATTERNS;
