import { places, regionRows, salesAreas } from "./shipped/places";
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
	if (new RegExp(places().tokyoWards).test(compact)) return found(byName.get("東京都")!, "ward");
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
	const listed =
		salesAreas()
			.find(([word]) => word === name)?.[2]
			.split(" ") ?? byRegion.get(name);
	if (listed !== undefined) return listed;
	const own = byName.get(name.toLowerCase());
	return own === undefined ? [] : [own.name];
}

/** Whether a word is the name of a prefecture, city, region or area, with or without its suffix. */
export function isPlaceName(word: string): boolean {
	if (new RegExp(places().others).test(word)) return true;
	const { byName, byCity } = getTables();
	return byName.has(word) || byCity.has(word.replace(/市$/, "")) || areaOf(word) !== undefined;
}

function areaOf(word: string): string | undefined {
	const { byRegion } = getTables();
	return byRegion.has(word) ? word : salesAreas().find(([area]) => area === word)?.[1];
}

function found({ name, region }: Prefecture, rule: string): PrefectureReading {
	return { prefecture: name, region, rule };
}

function getTables(): Tables {
	if (tables !== undefined) return tables;
	const byName = new Map<string, Prefecture>();
	const byCity = new Map<string, Prefecture>();
	const byRegion = new Map<string, string[]>();
	for (const [region, list] of regionRows()) {
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
