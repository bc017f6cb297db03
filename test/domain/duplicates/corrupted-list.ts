/** A lead table whose duplicates are known: made from a list of companies, copied and corrupted as people do. */
import { createRandom, type Random } from "../../../src/host/sample-random";
import { GIVEN_NAMES, SURNAMES } from "../../../src/host/sample-words";

type Text = string | null;

interface Cells {
	company: Text;
	name: Text;
	email: Text;
	phone: Text;
	corporateNumber: Text;
	postalCode: Text;
	address: Text;
}

export interface CorruptedList {
	readonly size: number;
	readonly company: Text[];
	readonly name: Text[];
	readonly email: Text[];
	readonly phone: Text[];
	readonly corporateNumber: Text[];
	readonly postalCode: Text[];
	readonly address: Text[];
	readonly createdAt: number[];
	/** Which person in which company a row is: rows with the same number are duplicates, all others are not. */
	readonly entity: number[];
	/** How often each kind of copy and of hard negative was made. */
	readonly made: ReadonlyMap<string, number>;
}

interface House {
	readonly name: string;
	readonly domain: string;
	readonly number: string | null;
	readonly phone: string;
	readonly postalCode: string;
	readonly address: string;
	/** Mailboxes that somebody has. */
	readonly taken: Set<string>;
}

const SIDES = [(name: string) => `株式会社${name}`, (name: string) => `${name}株式会社`] as const;
const GIVEN_HEADS = words(
	"健 ken 直 nao 大 dai 翔 sho 拓 taku 浩 hiro 和 kazu 達 tatsu 雄 yu 哲 tetsu 正 masa 裕 yu 智 tomo 純 jun 康 yasu 慎 shin 雅 masa 秀 hide 博 hiro 俊 shun 克 katsu 陽 yo 貴 taka 信 nobu 美 mi 由 yu 真 ma 香 ka 久 hisa 千 chi",
);
const GIVEN_TAILS = words(
	"一 ichi 樹 ki 輔 suke 太 ta 也 ya 二 ji 介 suke 平 hei 吾 go 之 yuki 彦 hiko 司 shi 人 to 郎 ro 斗 to 子 ko 美 mi 恵 e 香 ka 代 yo 奈 na 江 e 穂 ho",
);
const SURNAME_HEADS = words(
	"石 ishi 大 o 小 ko 中 naka 西 nishi 北 kita 南 minami 東 higashi 上 kami 下 shimo 山 yama 川 kawa 松 matsu 竹 take 杉 sugi 藤 fuji 森 mori 村 mura 長 naga 吉 yoshi 安 yasu 浅 asa 深 fuka 黒 kuro 白 shira 古 furu 新 nii 福 fuku 平 hira 今 ima",
);
const SURNAME_TAILS = words(
	"田 ta 川 kawa 山 yama 野 no 原 hara 村 mura 井 i 本 moto 島 shima 沢 zawa 谷 tani 口 guchi 崎 zaki 木 ki 尾 o 岡 oka 林 bayashi 橋 hashi 内 uchi 塚 zuka",
);
const TAILS = [
	"",
	"販売",
	"システムズ",
	"物流",
	"テクノサービス",
	"エンジニアリング",
	"商事",
	"ファシリティーズ",
];
const CITIES = [
	"東京都千代田区丸の内",
	"大阪市北区梅田",
	"名古屋市中区栄",
	"福岡市博多区博多駅前",
	"札幌市中央区北一条西",
];
/** Common characters with an old one that some people keep. */
const OLD = new Map(words("高 髙 崎 﨑 斎 齋 沢 澤 浜 濱 広 廣 国 國 辺 邊 島 嶋"));

/** Rows made from the names of companies until there are about `size`; the same for the same seed. */
export function corruptedList(companies: readonly string[], seed: string, size: number): CorruptedList {
	const random = createRandom(seed);
	const made = new Map<string, number>();
	const rows: { cells: Cells; entity: number; createdAt: number }[] = [];
	let entity = 0;
	const count = (kind: string) => made.set(kind, (made.get(kind) ?? 0) + 1);
	const add = (cells: Cells, of: number) =>
		rows.push({ cells, entity: of, createdAt: random.int(20000, 20700) });

	for (let i = 0; rows.length < size; i++) {
		const base = companies[i % companies.length]!.normalize("NFKC");
		const round = Math.floor(i / companies.length);
		const name = random.pick(SIDES)(base + (TAILS[round] ?? `第${round}`));
		const house = makeHouse(random, name, i);
		const people: { cells: Cells; person: Person }[] = [];
		for (let n = random.int(1, 3); n > 0; n--) {
			const person = makePerson(random);
			const cells = contact(random, house, person);
			people.push({ cells, person });
			const own = entity++;
			add(cells, own);
			const copies = random.chance(0.25) ? (random.chance(0.2) ? 2 : 1) : 0;
			for (let copy = 0; copy < copies; copy++) add(corrupt(random, cells, count), own);
		}
		const { person, cells } = people[0]!;
		if (random.chance(0.05)) {
			count("relative in the same company");
			add(contact(random, house, { ...makePerson(random), family: person.family }), entity++);
		}
		if (random.chance(0.05)) {
			count("namesake company");
			const namesake = makeHouse(random, name, i, "-jp");
			const same = random.chance(0.1);
			if (same) count("namesake person in a namesake company");
			add(
				contact(random, namesake, same ? person : { ...makePerson(random), family: person.family }),
				entity++,
			);
		}
		if (random.chance(0.05)) {
			count("shared info@");
			for (let n = random.int(2, 4); n > 0; n--)
				add({ ...contact(random, house, makePerson(random)), email: `info@${house.domain}` }, entity++);
		}
		if (random.chance(0.02)) {
			count("moved");
			const next = makeHouse(
				random,
				random.pick(SIDES)(`${random.pick(companies).normalize("NFKC")}総研`),
				i,
				"-souken",
			);
			const local = cells.email!.split("@")[0]!;
			add({ ...contact(random, next, person), email: `${local}@${next.domain}` }, entity++);
		}
		if (random.chance(0.01)) {
			count("dual post");
			const second = makeHouse(random, random.pick(SIDES)(`${base}財団準備室`), i, "-second");
			add({ ...contact(random, second, person), email: cells.email }, entity++);
		}
	}
	const shuffled = random.shuffle(rows);
	const column = (field: keyof Cells) => shuffled.map(({ cells }) => cells[field]);
	return {
		size: rows.length,
		company: column("company"),
		name: column("name"),
		email: column("email"),
		phone: column("phone"),
		corporateNumber: column("corporateNumber"),
		postalCode: column("postalCode"),
		address: column("address"),
		createdAt: shuffled.map(({ createdAt }) => createdAt),
		entity: shuffled.map((row) => row.entity),
		made,
	};
}

interface Person {
	readonly family: readonly [string, string];
	readonly given: readonly [string, string];
}

function makePerson(random: Random): Person {
	const family = random.chance(0.4) ? usual(random, SURNAMES) : join(random, SURNAME_HEADS, SURNAME_TAILS);
	if (random.chance(0.3)) return { family, given: random.pick(GIVEN_NAMES) };
	return { family, given: join(random, GIVEN_HEADS, GIVEN_TAILS) };
}

/** Common names are common: the square of a chance takes the first words more often. */
function usual<T>(random: Random, words: readonly T[]): T {
	return words[Math.floor(random.next() ** 2 * words.length)]!;
}

/** Two letters with their readings. */
function join(
	random: Random,
	heads: readonly (readonly [string, string])[],
	tails: readonly (readonly [string, string])[],
): [string, string] {
	const head = random.pick(heads);
	const tail = random.pick(tails);
	return [head[0] + tail[0], head[1] + tail[1]];
}

function makeHouse(random: Random, name: string, index: number, suffix = ""): House {
	const base = Array.from({ length: 12 }, () => String(random.int(0, 9))).join("");
	const blocks = [random.int(1, 9), random.int(1, 30), random.int(1, 20)];
	return {
		name,
		domain: `c${index}${suffix}.${random.pick(["co.jp", "co.jp", "jp", "com"])}`,
		number: random.chance(0.5) ? checkDigit(base) + base : null,
		phone: random.pick(["03", "06"]) + String(random.int(31000000, 69999999)),
		postalCode: `${random.int(100, 989)}-${String(random.int(0, 9999)).padStart(4, "0")}`,
		address: `${random.pick(CITIES)}${blocks.join("-")}`,
		taken: new Set(),
	};
}

function checkDigit(base: string): string {
	let sum = 0;
	for (let n = 1; n <= 12; n++) sum += Number(base.charAt(12 - n)) * (n % 2 === 1 ? 1 : 2);
	return String(9 - (sum % 9));
}

function contact(random: Random, house: House, { family, given }: Person): Cells {
	const wanted = random.pick([
		`${given[1]}.${family[1]}`,
		family[1],
		`${given[1].charAt(0)}-${family[1]}`,
		`${family[1]}${given[1].charAt(0)}`,
	]);
	let local = wanted;
	for (let n = 2; house.taken.has(local); n++) local = `${wanted}${n}`;
	house.taken.add(local);
	const mobile = `0${random.pick(["80", "90"])}${random.int(10000000, 99999999)}`;
	return {
		company: house.name,
		name: `${family[0]} ${given[0]}`,
		email: random.chance(0.06) ? `${given[1]}${random.int(1, 9999)}@gmail.com` : `${local}@${house.domain}`,
		phone: hyphens(random.chance(0.3) ? mobile : house.phone),
		corporateNumber: house.number,
		postalCode: house.postalCode,
		address: house.address,
	};
}

function hyphens(phone: string): string {
	const area = phone.length === 11 ? 3 : 2;
	return `${phone.slice(0, area)}-${phone.slice(area, -4)}-${phone.slice(-4)}`;
}

/** One copy: every cell written anew, some left out, a few wrong. */
function corrupt(random: Random, cells: Cells, count: (kind: string) => void): Cells {
	const copy = { ...cells };
	const change = (field: keyof Cells, chance: number, kind: string, by: (text: string) => Text) => {
		const text = copy[field];
		if (text === null || !random.chance(chance)) return;
		copy[field] = by(text);
		if (copy[field] !== text) count(`${field}: ${kind}`);
	};
	change("company", 0.5, "legal form", (text) => {
		const bare = text.replace("株式会社", "");
		return random.pick([
			`㈱${bare}`,
			`(株)${bare}`,
			`${bare}㈱`,
			`${bare}（株）`,
			bare,
			`株式会社　${bare}`,
			`${bare} 株式会社`,
		]);
	});
	change("company", 0.2, "branch", (text) => `${text} ${random.pick(["大阪支店", "東京本社", "営業部"])}`);
	change("company", 0.2, "width", (text) => (random.chance(0.5) ? fullWidth(text) : halfWidthKana(text)));
	change("company", 0.2, "old characters", (text) =>
		text.replace(/./gu, (letter) => OLD.get(letter) ?? letter),
	);
	change("company", 0.06, "typo", (text) => typo(random, text));
	change("company", 0.05, "missing", () => null);
	change("name", 0.5, "space", (text) => text.replace(" ", random.pick(["", "　", "  "])));
	change("name", 0.3, "old characters", (text) => text.replace(/./gu, (letter) => OLD.get(letter) ?? letter));
	change("name", 0.15, "form of address", (text) => `${text}${random.pick([" 様", "様", "　様"])}`);
	change("name", 0.08, "family name only", (text) => text.split(/[ 　]/)[0]!);
	change("name", 0.06, "missing", () => null);
	change("email", 0.3, "case", (text) => text.replace(/^./, (letter) => letter.toUpperCase()));
	change("email", 0.1, "spaces", (text) => ` ${text} `);
	change("email", 0.06, "typo", (text) => typo(random, text.split("@")[0]!) + text.slice(text.indexOf("@")));
	change("email", 0.25, "missing", () => null);
	change("phone", 0.5, "spelling", (text) =>
		random.pick([
			text.replace(/-/g, ""),
			text.replace(/^0/, "+81 "),
			fullWidth(text),
			text.replace(/-/g, " "),
		]),
	);
	change("phone", 0.35, "missing", () => null);
	change("corporateNumber", 0.6, "missing", () => null);
	change("postalCode", 0.5, "missing", () => null);
	change("address", 0.4, "spelling", (text) => text.replace(/(\d+)-(\d+)-(\d+)$/, "$1丁目$2番$3号"));
	return copy;
}

function typo(random: Random, text: string): string {
	if (text.length < 3) return text;
	const at = random.int(1, text.length - 2);
	return random.chance(0.5)
		? text.slice(0, at) + text.slice(at + 1)
		: text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
}

function fullWidth(text: string): string {
	return text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
}

const HALF = "ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ";

function halfWidthKana(text: string): string {
	const halves = new Map(Array.from(HALF, (half) => [half.normalize("NFKC"), half]));
	return Array.from(text.normalize("NFD"), (letter) =>
		letter === "\u3099" ? "ﾞ" : letter === "\u309a" ? "ﾟ" : (halves.get(letter) ?? letter),
	).join("");
}

function words(text: string): [string, string][] {
	const list = text.split(" ");
	return list.flatMap((word, i) => (i % 2 === 0 ? [[word, list[i + 1]!] as [string, string]] : []));
}

/** How many found pairs are true, and how many of the true ones were found, by strength. */
export interface Quality {
	readonly found: number;
	readonly wrong: number;
	readonly precision: number;
	readonly recall: number;
}

/** Counts pairs against the entities; true pairs are all pairs of rows of one entity. */
export function qualityOf(
	entity: readonly number[],
	pairs: readonly { readonly a: number; readonly b: number }[],
): Quality {
	const sizes = new Map<number, number>();
	for (const id of entity) sizes.set(id, (sizes.get(id) ?? 0) + 1);
	let truth = 0;
	for (const size of sizes.values()) truth += (size * (size - 1)) / 2;
	const right = pairs.filter(({ a, b }) => entity[a] === entity[b]).length;
	return {
		found: pairs.length,
		wrong: pairs.length - right,
		precision: pairs.length === 0 ? 1 : right / pairs.length,
		recall: truth === 0 ? 1 : right / truth,
	};
}
