/**
 * One spelling for texts that mean the same. Used for comparing only: what a person typed is never replaced by it.
 */

/** Zero-width and control characters, soft hyphens and variation selectors, as pasted from web pages and PDFs. */
const INVISIBLE = /\u00ad|[\u200b-\u200f\u202a-\u202e\u2060\ufeff]|[\ufe00-\ufe0f]|\udb40[\udd00-\uddef]/g;
const DASHES = /[\u2010-\u2015\u2043\u2212\u2500\u2501]/g;
const WAVES = /[\u301c\u3030\u223c]/g;
/** Letters, digits, kana and kanji that stay as they are, with single spaces between them. */
const PLAIN = /^(?:[!-~ぁ-ゖァ-ヺー一-鿿]+(?: [!-~ぁ-ゖァ-ヺー一-鿿]+)*)?$/;
const KATAKANA_DASH = /([\u30a1-\u30fa\u30fc])-(?![^\u30a1-\u30fa\u30fc])/g;

/**
 * NFKC, trimmed, with every run of white space (line breaks too) as one space, every dash as "-" and every wave as
 * "~". Letter case and the long vowel mark ー stay. Idempotent.
 * @example normalizeText(" ㈱ＡＢＣ　東京–大阪 ") // => "(株)ABC 東京-大阪"
 */
export function normalizeText(text: string): string {
	if (PLAIN.test(text)) return text;
	const composed = text.replace(INVISIBLE, "").normalize("NFKC");
	if (PLAIN.test(composed)) return composed;
	return composed.replace(DASHES, "-").replace(WAVES, "~").replace(/\s+/g, " ").trim();
}

/**
 * The key of a label or dictionary word: normalizeText in lower case without spaces. A dash typed for the long vowel
 * mark inside a katakana word (マネ-ジャ-) is read as ー.
 * @example foldKey("Lead　Source") // => "leadsource"
 */
export function foldKey(text: string): string {
	return normalizeText(text).toLowerCase().replace(/ /g, "").replace(KATAKANA_DASH, "$1ー");
}
