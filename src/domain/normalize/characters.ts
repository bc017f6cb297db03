/** Pairs of an old or variant character and its common one. */
const OLD_CHARACTERS =
	"髙高﨑崎嵜崎碕崎齋斎齊斉邊辺邉辺廣広國国澤沢濱浜濵浜嶋島嶌島櫻桜會会學学應応榮栄藏蔵眞真惠恵瀨瀬德徳圓円鐵鉄澁渋壽寿實実與与萬万寶宝鹽塩淺浅驛駅條条氣気黑黒靜静龍竜瀧滝豐豊禮礼聯連縣県舊旧圖図發発證証兩両處処號号傳伝獨独變変彌弥舍舎冨富曾曽關関總総經経濟済團団區区數数來来樂楽藥薬藝芸醫医礦鉱鑛鉱郞郎顯顕曉暁晉晋橫横步歩歷歴每毎海海淸清滿満當当硏研祿禄綠緑緖緒繩縄臺台莊荘增増壯壮姬姫將将專専廳庁拂払敎教收収斷断檢検槇槙歐欧殘残犧犠狹狭瓣弁畫画稻稲穗穂絲糸續続肅粛螢蛍觀観讓譲賴頼輕軽轉転遙遥邨村鄕郷錄録鄰隣隨随靈霊飮飲餠餅驗験鷗鴎麥麦黃黄點点龜亀吳呉﨔欅";
/** Small kana and their large ones: registered names use キヤノン. */
const SMALL_KANA = "ァアィイゥウェエォオッツャヤュユョヨヮワヵカヶケぁあぃいぅうぇえぉおっつゃやゅゆょよゎわ";

let common: ReadonlyMap<string, string> | undefined;

/** Old and variant characters as the common ones, small kana as large: for comparing only. */
export function commonCharacters(text: string): string {
	common ??= pairsOf(OLD_CHARACTERS + SMALL_KANA);
	const known = common;
	// 𠮷 is two letters to a string.
	return text.replace(/𠮷/g, "吉").replace(/[^ -~]/g, (letter) => known.get(letter) ?? letter);
}

/** What replaces what: the first letter of each pair by the second. */
export function pairsOf(letters: string): ReadonlyMap<string, string> {
	const map = new Map<string, string>();
	for (let i = 0; i < letters.length; i += 2) map.set(letters.charAt(i), letters.charAt(i + 1));
	return map;
}
