import { commonCharacters, pairsOf } from "./characters";
import { isPlaceName } from "./prefecture";
import { normalizeText } from "./text";

export interface CompanyReading {
	/**
	 * For matching: without legal form, branch, spaces and punctuation, in upper case, with one spelling of dashes, small
	 * kana and old characters. Equal keys are candidates, never proof: 株式会社アシスト exists some 700 times.
	 */
	readonly key: string;
	/**
	 * A looser key, for suggestions: also ヂ=ジ, ヅ=ズ, ヴ=ブ, no long vowels, 斉=斎, no brackets, no "The" and "Company",
	 * エービーシー=ABC, HD=ホールディングス.
	 */
	readonly weakKey: string;
	/** In its full form (株式会社 for ㈱, KK and カ); as usually written in Latin letters (Inc., Ltd.). */
	readonly legalForm: string | null;
	/** Where the form stands: 前株 is front, 後株 back. */
	readonly side: "front" | "back" | "middle" | null;
	/** Branch, office or department behind the name. */
	readonly branch: string | null;
	/** form, branch, form-branch or plain; blank for nothing. */
	readonly rule: string;
}

interface Form {
	readonly form: string;
	readonly side: "front" | "back" | "middle";
	/** The name. */
	readonly name: string;
	/** A branch that stood behind the form. */
	readonly branch: string | null;
}

interface Forms {
	/** By how it is written in a name, full forms before abbreviations. */
	readonly words: readonly (readonly [word: string, form: string])[];
	/** By its letters in bank transfers: カ)ミコミ, ミコミ(カ, ミコミ(カ)トウキヨウ. */
	readonly bank: ReadonlyMap<string, string>;
}

/** Each form before those it contains: full, abbreviation in brackets, letters in bank transfers. */
const FORMS =
	"株式会社:株:カ 有限会社:有:ユ 合同会社:同:ド 合資会社:資:シ 合名会社:名:メ 相互会社:相:ソ 特定目的会社:特 一般社団法人:一社 公益社団法人:公社 社団法人:社:シヤ 一般財団法人:一財 公益財団法人:公財 財団法人:財:ザイ 社会医療法人社団 社会医療法人財団 社会医療法人 特定医療法人 医療法人社団:医社 医療法人財団:医財 医療法人:医:イ 準学校法人 学校法人:学:ガク 社会福祉法人:福:フク 宗教法人:宗:シユウ 認定特定非営利活動法人 特定非営利活動法人:特非:トクヒ 認定NPO法人 NPO法人:NPO 地方独立行政法人:地独 独立行政法人:独:ドク 国立研究開発法人:研 国立大学法人:大:ダイ 公立大学法人 弁護士法人:弁 税理士法人:税 司法書士法人:司 行政書士法人:行 社会保険労務士法人:社労 特許業務法人 弁理士法人 有限責任監査法人 監査法人:監 投資法人:投 農事組合法人:農 有限責任事業組合 企業組合:企";

/** Pattern of a Latin form at the end of an upper-case name without points, and how it is usually written. */
const LATIN_FORMS: readonly (readonly [pattern: RegExp, form: string])[] = [
	[/[ ,]CO ?,? ?LTD$|[ ,](?:COMPANY|CO) ?,? ?LIMITED$/, "Co., Ltd."],
	[/[ ,](?:PTE|PRIVATE|PVT) ?(?:LTD|LIMITED)$/, "Pte. Ltd."],
	[/[ ,](?:PTY|PROPRIETARY) ?(?:LTD|LIMITED)$/, "Pty Ltd"],
	[/[ ,]SDN ?BHD$/, "Sdn. Bhd."],
	[/[ ,]CORP(?:ORATION)?$/, "Corp."],
	[/[ ,]INC(?:ORPORATED)?$/, "Inc."],
	[/[ ,]L ?L ?C$/, "LLC"],
	[/[ ,]L ?L ?P$/, "LLP"],
	[/[ ,](?:LTD|LIMITED)$/, "Ltd."],
	[/[ ,]GMBH(?: & CO KG)?$/, "GmbH"],
	[/[ ,]P ?L ?C$/, "PLC"],
	[/[ ,](?:K ?K|KABUSHIKI ?KAISHA)$/, "株式会社"],
	[/[ ,](?:G ?K|GODO ?KAISHA)$/, "合同会社"],
	[/[ ,](?:Y ?K|YUGEN ?KAISHA)$/, "有限会社"],
	[/[ ,](?:AG|SE|SA|NV|BV|AB|OY|SPA|SRL|SARL|SAS)$/, ""],
	[/[ ,]CO$/, "Co."],
];

const WEAKLY_SAME: Readonly<Record<string, string>> = {
	ヴア: "バ",
	ヴイ: "ビ",
	ヴエ: "ベ",
	ヴオ: "ボ",
	ヴ: "ブ",
	ヂ: "ジ",
	ヅ: "ズ",
	斉: "斎",
	ヱ: "エ",
	ヲ: "オ",
	ヰ: "イ",
};

/** Letters by their names in kana, each before those that it begins with. */
const LETTER_NAMES =
	"エイチH エツチH エツクスX エーA エイA ビーB ビイB シーC シイC デイーD デイD イーE エフF ジーG ジイG アイI ジエーJ ジエイJ ケーK ケイK エルL エムM エヌN オーO ピーP ピイP キユーQ アールR エスS テイーT テイT ユーU ブイV ヴイV ダブリユーW ワイY ゼツトZ";
/** What lists and cards shorten at the end of a name. */
const SHORTENED: readonly (readonly [pattern: RegExp, word: string])[] = [
	[/(?:HD|HLDGS|HOLDINGS?)$/, "ホールデイングス"],
	[/FG$/, "フイナンシヤルグループ"],
	[/GROUP$/, "グループ"],
];
/** Letters mistaken for each other by typists and card scanners. */
const LOOK_ALIKES =
	"二ニ工エ夕タ力カ口ロ八ハ一ー卜ト千チ才オ厶ム杜社末未士土太大干チ曰日へヘべベぺペりリO0I1";
/** Of a katakana and the character like it the wrong one between letters of the other kind. */
const KANA_TWINS = "ニ二エ工タ夕カ力ロ口ハ八ー一ト卜オ才ム厶";

const PART = /((?:株式|有限|合同)会社|[ 　・()（）㈱㈲])/;
/** Without ツ, ノ, ケ and ヶ, which join characters: 三ツ星, 八ヶ岳. */
const KATAKANA = /^[ァ-グゲ-ッヅ-ネハ-ヴー]+$/;
const CHARACTERS = /^[一-鿿々]+$/;

/** Sure signs of a branch; and what may as well be the name itself, where no space or form parts it off. */
const BRANCH_TAIL = /(?:支店|支社|支局|支部|営業所|出張所|事業所|オフィス)$/;
const UNIT_TAIL =
	/(?:支店|支社|支局|支部|営業所|出張所|事業所|オフィス|本社|本店|[部課室係]|グループ|チーム|センター|工場|製作所|研究所|店)$/;
const LATIN_BRANCH = / ((?:[A-Z]+ )?(?:BRANCH OFFICE|BRANCH|OFFICE))$/;
const REMARK = /\((?:[旧元現]|定款|[商称]号)[^)]*\)/g;
const HOUSE = /^(.*(?:銀行|信用金庫|信用組合|証券|生命保険|損害保険|生命))(.{1,8})$/;

let forms: Forms | undefined;
let letterNames: ReadonlyMap<string, string> | undefined;
let spelledLetters: RegExp | undefined;
let lookAlikes: ReadonlyMap<string, string> | undefined;
let kanaTwins: ReadonlyMap<string, string> | undefined;

/**
 * The keys of a company name, and what was taken off it: the legal form in any spelling and place, 御中, a branch or
 * department behind the name. A name that is nothing but a form keeps its text as the key.
 * @see https://www.houjin-bangou.nta.go.jp (names as registered)
 * @example companyKey("㈱ミコミ商事 大阪支店").key // => "ミコミ商事"
 * @example companyKey("Mikomi Trading Co., Ltd.").key // => "MIKOMITRADING"
 */
export function companyKey(name: string): CompanyReading {
	const text = normalizeText(name.replace(/㏍/g, "株式会社"))
		.toUpperCase()
		.replace(REMARK, "")
		.replace(/ ?(?:御中|様|殿)?$/, "")
		.replace(/([^ -~])(K\.?K\.?|INC\.?|LLC)$/, "$1 $2");
	if (text === "") return { key: "", weakKey: "", legalForm: null, side: null, branch: null, rule: "blank" };

	const form = takeJapaneseForm(text) ?? takeBankForm(text) ?? takeLatinForm(text);
	// フジパングループ本社株式会社: all that stands before a form is the name.
	const { rest, branch } =
		form?.side === "back" ? { rest: form.name, branch: form.branch } : takeBranch(form?.name ?? text);
	const key = keyOf(rest) || keyOf(text);
	const rule = `${form === null ? "" : "form-"}${branch === null ? "" : "branch-"}`.slice(0, -1) || "plain";
	return {
		key,
		// Few callers ask.
		get weakKey() {
			const core = rest.replace(/\([^)]*\)/g, "").replace(/^THE | COMPANY$/g, "");
			return weaken(keyOf(core)) || weaken(key);
		},
		legalForm: form?.form ?? null,
		side: form?.side ?? null,
		branch,
		rule,
	};
}

/**
 * One key for names that look alike (ニコン with the numeral 二, 工業 with the kana エ), from a company's key. Equal
 * look-alike keys of different keys are a suggestion to look at, never a match.
 * @example lookAlikeKey("二コン") === lookAlikeKey("ニコン") // => true
 */
export function lookAlikeKey(key: string): string {
	lookAlikes ??= pairsOf(LOOK_ALIKES);
	const known = lookAlikes;
	return key.replace(/[^A-HJ-NP-Z]/g, (letter) => known.get(letter) ?? letter);
}

/**
 * The name as it was probably meant, where a character stands among katakana or a katakana among characters that look
 * like it; null where nothing is odd. A suggestion only: names may be odd.
 * @example suggestCompanyName("東京エ業株式会杜") // => "東京工業株式会社"
 */
export function suggestCompanyName(name: string): string | null {
	const meant = name
		.replace(/会杜/g, "会社")
		.split(PART)
		.map((part) => repair(part))
		.join("");
	return meant === name ? null : meant;
}

/** A letter whose neighbours are all of the other kind is replaced by its twin; at an end the next two have to be. */
function repair(part: string): string {
	kanaTwins ??= new Map(
		[...pairsOf(KANA_TWINS)].flatMap(([kana, other]) => [
			[kana, other],
			[other, kana],
		]),
	);
	const known = kanaTwins;
	return part.replace(/./g, (letter, at: number) => {
		const twin = known.get(letter);
		if (twin === undefined) return letter;
		const around = part.slice(Math.max(0, at - 2), at) + part.slice(at + 1, at + 3);
		const near = part.slice(Math.max(0, at - 1), at) + part.slice(at + 1, at + 2);
		const others = KATAKANA.test(letter) ? CHARACTERS : KATAKANA;
		return others.test(near.length === 2 ? near : around) && around.length > 1 ? twin : letter;
	});
}

function takeJapaneseForm(text: string): Form | null {
	for (const [word, form] of getForms().words) {
		const at = text.indexOf(word);
		if (at < 0) continue;
		const before = text.slice(0, at).trim();
		const after = text.slice(at + word.length).trim();
		if (before === "" && after === "") return null;
		if (before === "") return { form, side: "front", name: after, branch: null };
		if (after === "") return { form, side: "back", name: before, branch: null };
		return UNIT_TAIL.test(after)
			? { form, side: "back", name: before, branch: after }
			: { form, side: "middle", name: `${before} ${after}`, branch: null };
	}
	return null;
}

function takeBankForm(text: string): Form | null {
	const { bank } = getForms();
	const [, head = "", name = ""] = /^([ァ-ヶ]{1,3})\)(.+)$/.exec(text) ?? [];
	const front = bank.get(head);
	if (front !== undefined) return { form: front, side: "front", name, branch: null };
	const [, before = "", tail = "", after = ""] = /^(.+)\(([ァ-ヶ]{1,3})\)?(.*)$/.exec(text) ?? [];
	const form = bank.get(tail);
	if (form === undefined) return null;
	return { form, side: after === "" ? "back" : "middle", name: `${before} ${after}`.trim(), branch: null };
}

function takeLatinForm(text: string): Form | null {
	const branch = LATIN_BRANCH.exec(text);
	const name = (branch === null ? text : text.slice(0, branch.index))
		.replace(/\./g, " ")
		.replace(/ +/g, " ")
		.trim();
	for (const [pattern, form] of LATIN_FORMS) {
		const match = pattern.exec(name);
		if (match === null || match.index === 0) continue;
		return {
			form: form === "" ? match[0].slice(1) : form,
			side: "back",
			name: name.slice(0, match.index).replace(/[ ,&]+$/, ""),
			branch: branch === null ? null : branch[1]!,
		};
	}
	return text.startsWith("PT ") ? { form: "PT", side: "front", name: text.slice(3), branch: null } : null;
}

function takeBranch(text: string): { rest: string; branch: string | null } {
	const words = text.split(" ");
	let last = words.length;
	// アゴーラ ホスピタリティー グループ: a bare グループ is no unit of another.
	while (last > 1 && words[last - 1] !== "グループ" && UNIT_TAIL.test(words[last - 1]!)) last--;
	if (last < words.length)
		return { rest: words.slice(0, last).join(" "), branch: words.slice(last).join(" ") };
	const latin = LATIN_BRANCH.exec(text);
	if (latin !== null) return { rest: text.slice(0, latin.index), branch: latin[1]! };
	const tail = BRANCH_TAIL.exec(text);
	if (tail === null) return { rest: text, branch: null };

	// Without a space only a place name, or the kind of house before it, tells where the branch begins.
	const before = text.slice(0, tail.index);
	for (let length = Math.min(6, before.length - 1); length >= 2; length--) {
		if (isPlaceName(before.slice(-length).replace(/(?:中央|第[一二三]|駅前|[東西南北])$/, ""))) {
			return { rest: before.slice(0, -length), branch: text.slice(before.length - length) };
		}
	}
	const house = HOUSE.exec(before);
	return house === null ? { rest: text, branch: null } : { rest: house[1]!, branch: house[2]! + tail[0] };
}

function keyOf(name: string): string {
	return commonCharacters(name)
		.replace(/([ -~])ー/g, "$1")
		.replace(/([ァ-ヺー])[-~](?=[ァ-ヺー]|$)/g, (_all, letter: string) =>
			letter === "ン" ? letter : `${letter}ー`,
		)
		.replace(/[ -/:-@[-`{-~・、。「」『』【】〔〕〈〉《》“”‘’´★☆♪]/g, "");
}

function weaken(key: string): string {
	letterNames ??= new Map(LETTER_NAMES.split(" ").map((name) => [name.slice(0, -1), name.slice(-1)]));
	spelledLetters ??= new RegExp(`^(?:${[...letterNames.keys()].join("|")}){2,}`);
	const names = letterNames;
	let weak = key.replace(spelledLetters, (run) =>
		run.replace(new RegExp([...names.keys()].join("|"), "g"), (name) => names.get(name)!),
	);
	for (const [pattern, word] of SHORTENED) weak = weak.replace(pattern, word);
	return weak
		.replace(/ヴ[アイエオ]|[ヴヂヅ斉ヱヲヰ]/g, (found) => WEAKLY_SAME[found] ?? found)
		.replace(/ー/g, "");
}

function getForms(): Forms {
	if (forms !== undefined) return forms;
	const full: [string, string][] = [];
	const short: [string, string][] = [];
	const bank = new Map<string, string>();
	for (const entry of FORMS.split(" ")) {
		const [form = "", abbreviation, letters] = entry.split(":");
		full.push([form, form]);
		if (abbreviation !== undefined) {
			for (const brackets of ["()", "[]", "〔〕", "【】"]) {
				short.push([brackets.charAt(0) + abbreviation + brackets.charAt(1), form]);
			}
		}
		if (letters !== undefined) bank.set(letters, form);
	}
	forms = { words: [...full, ...short], bank };
	return forms;
}
