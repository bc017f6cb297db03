import { normalizeText } from "./text";

export interface PrefectureReading {
	/** With its suffix: 東京都, 北海道. */
	readonly prefecture: string | null;
	/** 北海道, 東北, 関東, 中部, 近畿, 中国, 四国 or 九州 (沖縄 included). */
	readonly region: string | null;
	/** name (written out), short (東京), city (横浜市), ward (千代田区), romaji, region; blank or unknown where none was read. */
	readonly rule: string;
}

interface Prefecture {
	readonly name: string;
	readonly region: string;
}

/** Name and Latin name of the prefectures of a region, then each one's cities that no other prefecture has. */
const REGION_ROWS: readonly (readonly [region: string, prefectures: string])[] = [
	[
		"北海道",
		"北海道 hokkaido 札幌 函館 小樽 旭川 室蘭 釧路 帯広 北見 岩見沢 網走 苫小牧 稚内 美唄 江別 千歳 滝川 登別 恵庭 北広島 石狩 北斗 士別 名寄 根室 富良野",
	],
	[
		"東北",
		"青森県 aomori 青森 弘前 八戸 五所川原 十和田 むつ|岩手県 iwate 盛岡 宮古 大船渡 花巻 北上 一関 奥州 釜石 滝沢|宮城県 miyagi 仙台 石巻 塩竈 塩釜 気仙沼 名取 多賀城 岩沼 登米 栗原 大崎 富谷|秋田県 akita 秋田 能代 横手 大館 湯沢 由利本荘 大仙|山形県 yamagata 山形 米沢 鶴岡 酒田 新庄 寒河江 天童 東根 南陽 長井|福島県 fukushima 福島 会津若松 郡山 いわき 白河 須賀川 喜多方 相馬 二本松 南相馬 本宮",
	],
	[
		"関東",
		"茨城県 ibaraki 水戸 日立 土浦 古河 石岡 結城 龍ケ崎 下妻 常総 取手 牛久 つくば つくばみらい ひたちなか 鹿嶋 守谷 筑西 坂東 神栖 那珂 笠間 高萩|栃木県 tochigi 宇都宮 足利 栃木 佐野 鹿沼 日光 小山 真岡 大田原 那須塩原 下野|群馬県 gunma 前橋 高崎 桐生 伊勢崎 太田 沼田 館林 渋川 藤岡 富岡 安中 みどり|埼玉県 saitama さいたま 川越 熊谷 川口 行田 秩父 所沢 飯能 加須 本庄 東松山 春日部 狭山 羽生 鴻巣 深谷 上尾 草加 越谷 蕨 戸田 入間 朝霞 志木 和光 新座 桶川 久喜 北本 八潮 富士見 三郷 蓮田 坂戸 幸手 鶴ヶ島 日高 吉川 ふじみ野 白岡|千葉県 chiba 千葉 銚子 市川 船橋 館山 木更津 松戸 野田 茂原 成田 佐倉 東金 旭 習志野 柏 市原 流山 八千代 我孫子 鴨川 鎌ケ谷 君津 富津 浦安 四街道 袖ケ浦 印西 白井 富里 香取|東京都 tokyo 八王子 立川 武蔵野 三鷹 青梅 昭島 調布 町田 小金井 小平 日野 東村山 国分寺 国立 福生 狛江 東大和 清瀬 東久留米 武蔵村山 多摩 稲城 羽村 あきる野 西東京|神奈川県 kanagawa 横浜 川崎 相模原 横須賀 平塚 鎌倉 藤沢 小田原 茅ヶ崎 逗子 三浦 秦野 厚木 大和 伊勢原 海老名 座間 南足柄 綾瀬",
	],
	[
		"中部",
		"新潟県 niigata 新潟 長岡 三条 柏崎 新発田 小千谷 加茂 十日町 見附 村上 燕 糸魚川 妙高 五泉 上越 佐渡 南魚沼|富山県 toyama 富山 高岡 魚津 氷見 滑川 黒部 砺波 小矢部 南砺 射水|石川県 ishikawa 金沢 七尾 小松 輪島 加賀 羽咋 かほく 白山 能美 野々市|福井県 fukui 福井 敦賀 小浜 大野 勝山 鯖江 あわら 越前 坂井|山梨県 yamanashi 甲府 富士吉田 都留 山梨 大月 北杜 韮崎 南アルプス 甲斐 笛吹 上野原 甲州 中央|長野県 nagano 長野 松本 上田 岡谷 飯田 諏訪 須坂 小諸 伊那 駒ヶ根 中野 茅野 塩尻 佐久 千曲 東御 安曇野|岐阜県 gifu 岐阜 大垣 高山 多治見 関 中津川 美濃 瑞浪 羽島 恵那 美濃加茂 土岐 各務原 可児 瑞穂 本巣 海津 山県 飛騨 郡上 下呂|静岡県 shizuoka 静岡 浜松 沼津 熱海 三島 富士宮 伊東 島田 富士 磐田 焼津 掛川 藤枝 御殿場 袋井 裾野 湖西 牧之原 伊豆の国 伊豆 御前崎 菊川 下田|愛知県 aichi 名古屋 豊橋 岡崎 一宮 瀬戸 半田 春日井 豊川 津島 碧南 刈谷 豊田 安城 西尾 蒲郡 犬山 常滑 江南 小牧 稲沢 新城 東海 大府 知多 知立 尾張旭 高浜 岩倉 豊明 日進 田原 愛西 清須 北名古屋 弥富 みよし あま 長久手",
	],
	[
		"近畿",
		"三重県 mie 津 四日市 伊勢 松阪 桑名 鈴鹿 名張 亀山 鳥羽 いなべ 志摩 伊賀|滋賀県 shiga 大津 彦根 長浜 近江八幡 草津 守山 栗東 甲賀 野洲 湖南 東近江 米原|京都府 kyoto 京都 福知山 京丹後 舞鶴 綾部 宇治 宮津 亀岡 城陽 向日 長岡京 八幡 京田辺 木津川|大阪府 osaka 大阪 堺 岸和田 豊中 池田 吹田 泉大津 高槻 貝塚 守口 枚方 茨木 八尾 泉佐野 富田林 寝屋川 河内長野 松原 大東 和泉 箕面 柏原 羽曳野 門真 摂津 高石 藤井寺 東大阪 泉南 四條畷 交野 大阪狭山 阪南|兵庫県 hyogo 神戸 姫路 尼崎 明石 西宮 洲本 芦屋 伊丹 相生 豊岡 加古川 赤穂 西脇 宝塚 三木 高砂 川西 小野 三田 加西 丹波篠山 丹波 南あわじ 淡路 たつの 加東|奈良県 nara 奈良 大和高田 大和郡山 天理 橿原 桜井 五條 御所 生駒 香芝 葛城|和歌山県 wakayama 和歌山 海南 橋本 有田 御坊 田辺 新宮 紀の川 岩出",
	],
	[
		"中国",
		"鳥取県 tottori 鳥取 米子 倉吉 境港|島根県 shimane 松江 浜田 出雲 益田 大田 安来|岡山県 okayama 岡山 倉敷 津山 玉野 笠岡 井原 総社 備前 瀬戸内 赤磐|広島県 hiroshima 広島 呉 竹原 三原 尾道 福山 三次 大竹 東広島 廿日市|山口県 yamaguchi 下関 宇部 山口 萩 防府 下松 岩国 光 長門 柳井 周南 山陽小野田",
	],
	[
		"四国",
		"徳島県 tokushima 徳島 鳴門 小松島 阿南 吉野川|香川県 kagawa 高松 丸亀 坂出 善通寺 観音寺 さぬき 三豊|愛媛県 ehime 松山 今治 宇和島 八幡浜 新居浜 西条 大洲 伊予 四国中央 東温|高知県 kochi 高知 南国 土佐 須崎 四万十 香南",
	],
	[
		"九州",
		"福岡県 fukuoka 福岡 北九州 大牟田 久留米 直方 飯塚 田川 柳川 八女 筑後 大川 行橋 豊前 中間 小郡 筑紫野 春日 大野城 宗像 太宰府 古賀 福津 うきは 朝倉 糸島 宮若 嘉麻 みやま|佐賀県 saga 佐賀 唐津 鳥栖 伊万里 武雄|長崎県 nagasaki 長崎 佐世保 島原 諫早 大村|熊本県 kumamoto 熊本 八代 荒尾 玉名 山鹿 菊池 宇土 合志 天草|大分県 oita 大分 別府 中津 日田 佐伯 臼杵 宇佐 津久見 杵築 豊後大野 由布|宮崎県 miyazaki 宮崎 都城 延岡 日南 小林 日向|鹿児島県 kagoshima 鹿児島 鹿屋 出水 指宿 薩摩川内 日置 霧島 姶良|沖縄県 okinawa 那覇 宜野湾 石垣 浦添 名護 糸満 沖縄 豊見城 うるま",
	],
];
const TOKYO_WARDS =
	/^(?:千代田|中央|港|新宿|文京|台東|墨田|江東|品川|目黒|大田|世田谷|渋谷|中野|杉並|豊島|北|荒川|板橋|練馬|足立|葛飾|江戸川)区/;

/** Quarters and halves of the country that branches are named after. */
const OTHER_PLACES =
	/^(?:[東西]日本|新宿|渋谷|池袋|品川|銀座|日本橋|丸の内|梅田|難波|心斎橋|天神|博多|栄|名駅|三宮|大宮|新横浜|町田)$/;

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

interface Tables {
	/** By name, name without suffix, and Latin name. */
	readonly byName: ReadonlyMap<string, Prefecture>;
	readonly byCity: ReadonlyMap<string, Prefecture>;
	readonly byRegion: ReadonlyMap<string, readonly string[]>;
}

let tables: Tables | undefined;

/**
 * The prefecture that an address or a name tells: written out, short (東京, Tokyo), by a city that only it has, or by
 * one of Tokyo's wards. A region alone (関西, 首都圏) gives the region. A postal code may stand before.
 * @example readPrefecture("〒530-0001 大阪市北区梅田1-1").prefecture // => "大阪府"
 */
export function readPrefecture(text: string): PrefectureReading {
	const address = normalizeText(text)
		.replace(/^(?:〒 ?)?\d{3}-?\d{4}(?!\d)[ ,]*/, "")
		.replace(/^(?:日本国?|japan)[ ,、]*(?=.)/i, "");
	if (address === "") return { prefecture: null, region: null, rule: "blank" };
	const { byName, byCity } = getTables();
	const compact = address.replace(/ /g, "");

	const full = byName.get(compact.slice(0, 4)) ?? byName.get(compact.slice(0, 3));
	if (full !== undefined && compact.startsWith(full.name)) return found(full, "name");
	if (TOKYO_WARDS.test(compact)) return found(byName.get("東京都")!, "ward");
	for (let i = compact.indexOf("市", 1); i > 0 && i < 8; i = compact.indexOf("市", i + 1)) {
		const city = byCity.get(compact.slice(0, i).replace(/ヶ/g, "ケ"));
		if (city !== undefined) return found(city, "city");
	}
	const short = /^(?:北海道|.{2,3}?)(?=$|[-,、・:/(]| |支[店社]|本[店社]|営業所|オフィス|エリア)/.exec(
		address,
	);
	const named = short === null ? undefined : byName.get(short[0].replace(/ /g, ""));
	if (named !== undefined) return found(named, "short");
	const inside = /東京都|北海道|(?:京都|大阪)府|(?:神奈川|和歌山|鹿児島|[^\x20-\x7e]{2})県/.exec(compact);
	const contained = inside === null ? undefined : byName.get(inside[0]);
	if (contained !== undefined) return found(contained, "name");

	const area = areaOf(
		compact.replace(/(?:地方|エリア|圏|地区)$/, (suffix) => (compact === "首都圏" ? suffix : "")),
	);
	if (area !== undefined) return { prefecture: null, region: area, rule: "region" };
	const words = address
		.normalize("NFD")
		.replace(/[\u0300-\u036f]/g, "")
		.toLowerCase()
		.match(/[a-z]+/g);
	// The largest unit stands last: Minato, Tokyo, Japan.
	for (const word of (words ?? []).reverse()) {
		const latin = byName.get(word);
		if (latin !== undefined) return found(latin, "romaji");
	}
	return { prefecture: null, region: null, rule: "unknown" };
}

/**
 * The prefectures of a region or area (関東, 東海, 首都圏, 関西), or of a prefecture's own name; empty for anything else.
 * @example prefecturesIn("北関東") // => ["茨城県", "栃木県", "群馬県"]
 */
export function prefecturesIn(area: string): readonly string[] {
	const name = normalizeText(area).replace(/(?:地方|エリア)$/, "");
	const { byRegion, byName } = getTables();
	const listed = AREAS.find(([word]) => word === name)?.[2].split(" ") ?? byRegion.get(name);
	if (listed !== undefined) return listed;
	const own = byName.get(name.toLowerCase());
	return own === undefined ? [] : [own.name];
}

/** Whether a word is the name of a prefecture, city, region or area, with or without its suffix. */
export function isPlaceName(word: string): boolean {
	const { byName, byCity } = getTables();
	return (
		byName.has(word) ||
		byCity.has(word.replace(/市$/, "")) ||
		areaOf(word) !== undefined ||
		OTHER_PLACES.test(word)
	);
}

function areaOf(word: string): string | undefined {
	const { byRegion } = getTables();
	return byRegion.has(word) ? word : AREAS.find(([area]) => area === word)?.[1];
}

function found({ name, region }: Prefecture, rule: string): PrefectureReading {
	return { prefecture: name, region, rule };
}

function getTables(): Tables {
	if (tables !== undefined) return tables;
	const byName = new Map<string, Prefecture>();
	const byCity = new Map<string, Prefecture>();
	const byRegion = new Map<string, string[]>();
	for (const [region, list] of REGION_ROWS) {
		const names: string[] = [];
		for (const row of list.split("|")) {
			const [name = "", latin = "", ...cities] = row.split(" ");
			const prefecture: Prefecture = { name, region };
			names.push(name);
			for (const key of [name, name === "北海道" ? name : name.slice(0, -1), latin])
				byName.set(key, prefecture);
			for (const city of cities) byCity.set(city.replace(/ヶ/g, "ケ"), prefecture);
		}
		byRegion.set(region, names);
	}
	for (const [city, prefecture] of [
		["yokohama", "神奈川県"],
		["kawasaki", "神奈川県"],
		["nagoya", "愛知県"],
		["kobe", "兵庫県"],
		["sapporo", "北海道"],
		["sendai", "宮城県"],
	] as const) {
		byName.set(city, byName.get(prefecture)!);
	}
	tables = { byName, byCity, byRegion };
	return tables;
}
