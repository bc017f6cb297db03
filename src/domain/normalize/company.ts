import { isPlaceName } from "./prefecture";
import { normalizeText } from "./text";

export interface CompanyReading {
	/**
	 * For matching: without legal form, branch, spaces and punctuation, in upper case, with one spelling of dashes, small
	 * kana and old characters. Equal keys are candidates, never proof: 株式会社アシスト exists some 700 times.
	 */
	readonly key: string;
	/** A looser key, for suggestions: also ヂ=ジ, ヅ=ズ, ヴ=ブ, no long vowels, 斉=斎, no remarks in brackets, no "The". */
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
	readonly rest: string;
}

/** Full forms, the longer before those that they contain, each with its abbreviations in brackets. */
const FORM_ROWS: readonly (readonly [form: string, short: string])[] = [
	["特例有限会社", ""],
	["株式会社", "株"],
	["有限会社", "有"],
	["合同会社", "同|合"],
	["合資会社", "資"],
	["合名会社", "名"],
	["相互会社", "相"],
	["特定目的会社", "特"],
	["一般社団法人", "一社"],
	["公益社団法人", "公社"],
	["社団法人", "社"],
	["一般財団法人", "一財"],
	["公益財団法人", "公財"],
	["財団法人", "財"],
	["社会医療法人社団", ""],
	["社会医療法人財団", ""],
	["社会医療法人", ""],
	["特定医療法人", ""],
	["医療法人社団", "医社"],
	["医療法人財団", "医財"],
	["医療法人", "医"],
	["準学校法人", ""],
	["学校法人", "学"],
	["社会福祉法人", "社福|福"],
	["宗教法人", "宗"],
	["認定特定非営利活動法人", "認特非"],
	["特定非営利活動法人", "特非|NPO"],
	["認定NPO法人", ""],
	["NPO法人", ""],
	["地方独立行政法人", "地独"],
	["独立行政法人", "独"],
	["国立研究開発法人", "研"],
	["国立大学法人", "大"],
	["公立大学法人", "公大"],
	["大学共同利用機関法人", ""],
	["弁護士法人", "弁"],
	["税理士法人", "税"],
	["司法書士法人", "司"],
	["行政書士法人", "行"],
	["社会保険労務士法人", "社労"],
	["特許業務法人", "特業"],
	["弁理士法人", ""],
	["有限責任監査法人", ""],
	["監査法人", "監"],
	["投資法人", "投"],
	["農事組合法人", "農"],
	["有限責任事業組合", "責"],
	["企業組合", "企"],
	["協業組合", ""],
];

/** Pattern of a Latin form at the end of an upper-case name without points, and how it is usually written. */
const LATIN_FORMS: readonly (readonly [pattern: RegExp, form: string])[] = [
	[/[ ,]+CO ?,? ?LTD$/, "Co., Ltd."],
	[/[ ,]+(?:COMPANY|CO) ?,? ?LIMITED$/, "Co., Ltd."],
	[/[ ,]+(?:PTE|PRIVATE|PVT) ?(?:LTD|LIMITED)$/, "Pte. Ltd."],
	[/[ ,]+(?:PTY|PROPRIETARY) ?(?:LTD|LIMITED)$/, "Pty Ltd"],
	[/[ ,]+SDN ?BHD$/, "Sdn. Bhd."],
	[/[ ,]+(?:CORPORATION|CORP)$/, "Corp."],
	[/[ ,]+(?:INCORPORATED|INC)$/, "Inc."],
	[/[ ,]+L ?L ?C$/, "LLC"],
	[/[ ,]+L ?L ?P$/, "LLP"],
	[/[ ,]+(?:LTD|LIMITED)$/, "Ltd."],
	[/[ ,]+GMBH(?: & CO KG)?$/, "GmbH"],
	[/[ ,]+(?:PLC|P L C)$/, "PLC"],
	[/[ ,]+(?:AG|SE|SA|NV|BV|AB|OY|AS|SPA|SRL|SARL|SAS)$/, ""],
	[/[ ,]+COMPANY$/, "Company"],
	[/[ ,]+(?:K ?K|KABUSHIKI ?KAISHA)$/, "株式会社"],
	[/[ ,]+(?:G ?K|GODO ?KAISHA)$/, "合同会社"],
	[/[ ,]+(?:Y ?K|YUGEN ?KAISHA)$/, "有限会社"],
	[/[ ,]+CO$/, "Co."],
];

/** Forms in bank transfers: カ)ミコミ, ミコミ(カ, ミコミ(カ)トウキヨウ. */
const BANK_FORMS: Readonly<Record<string, string>> = {
	カ: "株式会社",
	ユ: "有限会社",
	ド: "合同会社",
	シ: "合資会社",
	メ: "合名会社",
	ソ: "相互会社",
	シヤ: "社団法人",
	ザイ: "財団法人",
	イ: "医療法人",
	ガク: "学校法人",
	フク: "社会福祉法人",
	シユウ: "宗教法人",
	トクヒ: "特定非営利活動法人",
	ドク: "独立行政法人",
	ダイ: "国立大学法人",
};

const OLD_CHARACTERS =
	"髙高﨑崎嵜崎碕崎齋斎齊斉邊辺邉辺廣広國国澤沢濱浜濵浜嶋島嶌島櫻桜會会學学應応榮栄藏蔵眞真惠恵瀨瀬德徳圓円鐵鉄澁渋壽寿實実與与萬万寶宝鹽塩淺浅驛駅條条氣気黑黒靜静龍竜瀧滝澄澄豐豊禮礼聯連縣県舊旧圖図發発證証兩両處処號号釋釈爲為傳伝獨独變変彌弥曾曽槇槙遙遥";
const SMALL_KANA = "ァアィイゥウェエォオッツャヤュユョヨヮワヵカヶケぁあぃいぅうぇえぉおっつゃやゅゆょよゎわ";
const VU: Readonly<Record<string, string>> = {
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

/** Sure signs of a branch, and those that a company itself may be called by. */
const BRANCH = "支店|支社|支局|支部|営業所|出張所|事業所|オフィス|サテライト";
const UNIT = `${BRANCH}|本社|本店|事業部|事業本部|本部|統括部|部|課|室|係|グループ|チーム|センター|工場|製作所|研究所|店|病院|学部`;
const BRANCH_TAIL = new RegExp(`(?:${BRANCH})$`);
const UNIT_TAIL = new RegExp(`(?:${UNIT})$`);
const ENGLISH_BRANCH = / ((?:[A-Z]+ )?(?:BRANCH|OFFICE|BRANCH OFFICE))$/;
const HOUSE = /^(.*(?:銀行|信用金庫|信用組合|証券|生命保険|損害保険|生命|火災|農業協同組合))(.{1,8})$/;

let forms: { readonly word: string; readonly form: string }[] | undefined;
let characters: ReadonlyMap<string, string> | undefined;

/**
 * The keys of a company name, and what was taken off it: 株式会社 in any spelling and place, 御中, a branch or
 * department behind the name. What is only a form keeps its text as the key.
 * @see https://www.houjin-bangou.nta.go.jp (names as registered: キヤノン, シヤチハタ)
 * @example companyKey("㈱ミコミ商事 大阪支店").key // => "ミコミ商事"
 * @example companyKey("Mikomi Trading Co., Ltd.").key // => "MIKOMITRADING"
 */
export function companyKey(name: string): CompanyReading {
	const text = normalizeText(name.replace(/㏍/g, "株式会社"))
		.toUpperCase()
		.replace(/ ?(?:御中|様|殿)$/, "")
		.replace(/([^ -~])(K\.?K\.?|INC\.?|LLC)$/, "$1 $2");
	if (text === "") return { key: "", weakKey: "", legalForm: null, side: null, branch: null, rule: "blank" };

	const form = takeForm(text);
	const { rest, branch } = takeBranch(form?.rest ?? text, form);
	const bare = rest.replace(/\((?:旧|元|現)[^)]*\)/g, "");
	let key = keyOf(bare);
	if (key === "") key = keyOf(text);
	let weakKey = weaken(keyOf(bare.replace(/\([^)]*\)/g, "").replace(/^THE /, "")));
	if (weakKey === "") weakKey = weaken(key);
	const parts = [form === null ? "" : "form", branch === null ? "" : "branch"].filter((part) => part !== "");
	return {
		key,
		weakKey,
		legalForm: form?.form ?? null,
		side: form?.side ?? null,
		branch,
		rule: parts.length === 0 ? "plain" : parts.join("-"),
	};
}

function takeForm(text: string): Form | null {
	for (const { word, form } of japaneseForms()) {
		const at = text.indexOf(word);
		if (at < 0) continue;
		const before = text.slice(0, at).trim();
		const after = text.slice(at + word.length).trim();
		if (before === "" && after === "") return null;
		if (before === "") return { form, side: "front", rest: after };
		if (after === "") return { form, side: "back", rest: before };
		// ミコミ株式会社 東京支店: what follows is a branch, and the form stands behind the name.
		if (UNIT_TAIL.test(after)) return { form, side: "back", rest: `${before} | ${after}` };
		return { form, side: "middle", rest: `${before} ${after}` };
	}
	return takeBankForm(text) ?? takeLatinForm(text);
}

function takeBankForm(text: string): Form | null {
	const head = /^([ァ-ヶ]{1,3})\)(.+)$/.exec(text);
	if (head !== null && BANK_FORMS[head[1]!] !== undefined) {
		return { form: BANK_FORMS[head[1]!]!, side: "front", rest: head[2]! };
	}
	const tail = /^(.+)\(([ァ-ヶ]{1,3})\)?(.*)$/.exec(text);
	if (tail === null || BANK_FORMS[tail[2]!] === undefined) return null;
	const after = tail[3]!;
	return {
		form: BANK_FORMS[tail[2]!]!,
		side: after === "" ? "back" : "middle",
		rest: `${tail[1]} ${after}`.trim(),
	};
}

function takeLatinForm(text: string): Form | null {
	const branch = ENGLISH_BRANCH.exec(text);
	const name = (branch === null ? text : text.slice(0, branch.index))
		.replace(/\./g, " ")
		.replace(/ +/g, " ")
		.trim();
	for (const [pattern, form] of LATIN_FORMS) {
		const match = pattern.exec(name);
		if (match === null || match.index === 0) continue;
		const rest = name.slice(0, match.index).replace(/[ ,&]+$/, "");
		return {
			form: form === "" ? match[0].replace(/[ ,]/g, "") : form,
			side: "back",
			rest: branch === null ? rest : `${rest} | ${branch[1]}`,
		};
	}
	const front = /^(?:PT|K\.?K\.?|G\.?K\.?) (?=[A-Z])/.exec(text);
	if (front === null) return null;
	const letter = front[0].charAt(0);
	const form = letter === "P" ? "PT" : letter === "K" ? "株式会社" : "合同会社";
	return { form, side: "front", rest: text.slice(front[0].length) };
}

/** A bar marks what stood behind the legal form, and is therefore no part of the name. */
function takeBranch(text: string, form: Form | null): { rest: string; branch: string | null } {
	const bar = text.indexOf(" | ");
	if (bar >= 0) return { rest: text.slice(0, bar), branch: text.slice(bar + 3) };
	// フジパングループ本社株式会社: what stands before the form is the name.
	if (form?.side === "back") return { rest: text, branch: null };
	const words = text.split(" ");
	let last = words.length;
	while (last > 1 && UNIT_TAIL.test(words[last - 1]!) && /[^ -~]/.test(words[last - 1]!)) last--;
	if (last < words.length)
		return { rest: words.slice(0, last).join(" "), branch: words.slice(last).join(" ") };
	const english = ENGLISH_BRANCH.exec(text);
	if (english !== null) return { rest: text.slice(0, english.index), branch: english[1]! };
	const tail = BRANCH_TAIL.exec(text);
	if (tail === null) return { rest: text, branch: null };

	// Without a space only a place name, or the kind of house before it, tells where the branch begins.
	const before = text.slice(0, tail.index);
	for (let length = Math.min(6, before.length - 1); length >= 2; length--) {
		const place = before.slice(-length).replace(/(?:中央|第[一二三]|駅前|[東西南北])$/, "");
		if (place !== "" && isPlaceName(place))
			return { rest: before.slice(0, -length), branch: text.slice(-(length + tail[0].length)) };
	}
	const house = HOUSE.exec(before);
	if (house !== null) return { rest: house[1]!, branch: house[2]! + tail[0] };
	return { rest: text, branch: null };
}

function keyOf(name: string): string {
	const mapped = name.replace(/[^ -~]/g, (letter) => sameCharacters().get(letter) ?? letter);
	return mapped
		.replace(/([ァ-ヺー])[-~](?=[ァ-ヺー]|$)/g, (_all, letter: string) =>
			letter === "ン" ? letter : `${letter}ー`,
		)
		.replace(/[\s"'`´!?#$%*+,./:;<=>@[\]^_{|}~&()・、。「」『』【】〔〕〈〉《》“”‘’★☆♪-]/g, "");
}

function weaken(key: string): string {
	return key.replace(/ヴ[アイエオ]|[ヴヂヅ斉ヱヲヰ]/g, (found) => VU[found] ?? found).replace(/ー/g, "");
}

function japaneseForms(): { readonly word: string; readonly form: string }[] {
	if (forms !== undefined) return forms;
	const list: { word: string; form: string }[] = [];
	for (const [form] of FORM_ROWS) list.push({ word: form, form });
	for (const [form, short] of FORM_ROWS) {
		for (const abbreviation of short === "" ? [] : short.split("|")) {
			for (const brackets of ["()", "〔〕", "【】", "[]"]) {
				list.push({ word: brackets.charAt(0) + abbreviation + brackets.charAt(1), form });
			}
		}
	}
	forms = list;
	return list;
}

/** Old characters and small kana by their common spelling. */
function sameCharacters(): ReadonlyMap<string, string> {
	if (characters !== undefined) return characters;
	const map = new Map<string, string>();
	for (const pairs of [OLD_CHARACTERS, SMALL_KANA]) {
		for (let i = 0; i < pairs.length; i += 2) map.set(pairs.charAt(i), pairs.charAt(i + 1));
	}
	characters = map;
	return map;
}
