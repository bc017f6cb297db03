/** The country as addresses name it. */

/** Name and Latin name of the prefectures of a region, then each one's larger cities. */
const REGION_ROWS: readonly (readonly [region: string, prefectures: string])[] = [
	["北海道", "北海道 hokkaido 札幌 函館 小樽 旭川 帯広 苫小牧"],
	[
		"東北",
		"青森県 aomori 青森 弘前 八戸|岩手県 iwate 盛岡|宮城県 miyagi 仙台 石巻|秋田県 akita 秋田|山形県 yamagata 山形 鶴岡|福島県 fukushima 福島 郡山 いわき",
	],
	[
		"関東",
		"茨城県 ibaraki 水戸 日立 土浦 つくば ひたちなか|栃木県 tochigi 宇都宮 小山|群馬県 gunma 前橋 高崎 伊勢崎 太田|埼玉県 saitama さいたま 川越 熊谷 川口 所沢 春日部 上尾 草加 越谷 新座 久喜|千葉県 chiba 千葉 市川 船橋 松戸 習志野 柏 市原 流山 八千代 浦安|東京都 tokyo 八王子 立川 武蔵野 三鷹 調布 町田 多摩 西東京|神奈川県 kanagawa 横浜 川崎 相模原 横須賀 平塚 鎌倉 藤沢 小田原 茅ヶ崎 厚木 大和",
	],
	[
		"中部",
		"新潟県 niigata 新潟 長岡 上越|富山県 toyama 富山 高岡|石川県 ishikawa 金沢 小松|福井県 fukui 福井|山梨県 yamanashi 甲府|長野県 nagano 長野 松本 上田|岐阜県 gifu 岐阜 大垣 各務原|静岡県 shizuoka 静岡 浜松 沼津 富士 磐田|愛知県 aichi 名古屋 豊橋 岡崎 一宮 春日井 豊川 刈谷 豊田 安城 西尾 小牧",
	],
	[
		"近畿",
		"三重県 mie 津 四日市 松阪 桑名 鈴鹿|滋賀県 shiga 大津 彦根 草津|京都府 kyoto 京都 宇治|大阪府 osaka 大阪 堺 岸和田 豊中 池田 吹田 高槻 守口 枚方 茨木 八尾 寝屋川 和泉 箕面 門真 東大阪|兵庫県 hyogo 神戸 姫路 尼崎 明石 西宮 芦屋 伊丹 加古川 宝塚|奈良県 nara 奈良 橿原 生駒|和歌山県 wakayama 和歌山",
	],
	[
		"中国",
		"鳥取県 tottori 鳥取 米子|島根県 shimane 松江 出雲|岡山県 okayama 岡山 倉敷|広島県 hiroshima 広島 呉 尾道 福山 東広島|山口県 yamaguchi 下関 宇部 山口 周南",
	],
	["四国", "徳島県 tokushima 徳島|香川県 kagawa 高松 丸亀|愛媛県 ehime 松山 今治|高知県 kochi 高知"],
	[
		"九州",
		"福岡県 fukuoka 福岡 北九州 久留米|佐賀県 saga 佐賀|長崎県 nagasaki 長崎 佐世保|熊本県 kumamoto 熊本|大分県 oita 大分 別府|宮崎県 miyazaki 宮崎 都城|鹿児島県 kagoshima 鹿児島|沖縄県 okinawa 那覇 浦添 沖縄",
	],
];

/** Areas that sales teams speak of beside the eight regions; 首都圏 in their sense, not in the law's. */
const AREAS: readonly (readonly [area: string, region: string, prefectures: string])[] = [
	["首都圏", "関東", "東京都 神奈川県 埼玉県 千葉県"],
	["南関東", "関東", "東京都 神奈川県 埼玉県 千葉県"],
	["北関東", "関東", "茨城県 栃木県 群馬県"],
	["甲信越", "中部", "新潟県 山梨県 長野県"],
	["北陸", "中部", "富山県 石川県 福井県"],
	["東海", "中部", "岐阜県 静岡県 愛知県 三重県"],
	["関西", "近畿", "滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県"],
	["山陰", "中国", "鳥取県 島根県"],
	["山陽", "中国", "岡山県 広島県 山口県"],
	["沖縄", "九州", "沖縄県"],
];

export const regionRows = () => REGION_ROWS;
export const salesAreas = () => AREAS;

/** Patterns of the wards that stand for Tokyo, and of quarters and halves of the country that branches are named after. */
export const places = () => ({
	tokyoWards:
		"^(?:千代田|中央|港|新宿|文京|台東|墨田|江東|品川|目黒|大田|世田谷|渋谷|中野|杉並|豊島|北|荒川|板橋|練馬|足立|葛飾|江戸川)区",
	others:
		"^(?:[東西]日本|新宿|渋谷|池袋|品川|銀座|日本橋|丸の内|梅田|難波|心斎橋|天神|博多|栄|名駅|三宮|大宮|新横浜|町田)$",
});
