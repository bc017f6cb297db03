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
