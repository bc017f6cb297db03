import { commonCharacters } from "../normalize/characters";
import type { SameLetters } from "./codes";

/** Where in a text its name begins and ends. */
interface Part {
	readonly from: number;
	readonly to: number;
}

/** Last letters of what takes readPersonName to see: 様, さん, 先生, 担当者, 総務部, 不明. */
const UNSURE_NAME_ENDS = "様殿まん氏君生中方当者部課室係明定し名表";
const UNSURE_NAME =
	/(?:[様殿氏君方]|さ[まん]|くん|ちゃん|先生|御中|担当者?|不明|未定|[な無]し|匿名|代表|[部課室係])$/;
/** Last letters of branches (支店, 支社, 営業所, オフィス), of 様 and 御中. */
const UNSURE_COMPANY_ENDS = "店社局部所ス様殿中";
/** 株式会社 as it is usually written, and letters of every legal form: 会社, 法人, 組合. */
const FORMS = ["株式会社", "㈱", "(株)", "（株）"];
const LATIN_FORM = /(?:KK|INC|LLC)$/i;
const FORM_LETTER = /[会法組]/;

const UNKNOWN = 0;
const NAME = 1;
const COMPANY = 2;

/**
 * Tells the usual names of people and companies, whose key is their own letters: the readers of normalize take ten times
 * as long to find that out, and a table of 100,000 leads has nearly as many names.
 */
export class PlainLetters {
	/** What each letter read so far counts as. */
	readonly same: SameLetters = new Uint16Array(0x10000);
	/** In what it is plain. */
	private readonly plainness = new Uint8Array(0x10000);
	private readonly seen = new Uint8Array(0x10000);

	/** The length of the family name in a person's plain name, 0 where no space parts it; −1 for readPersonName. */
	familyLength(text: string): number {
		let space = 0;
		let hasCharacter = false;
		const last = text.length - 1;
		for (let i = 0; i <= last; i++) {
			const letter = text.charCodeAt(i);
			if (this.plainnessOf(letter) === NAME) hasCharacter = hasCharacter || letter >= 0x4e00;
			else if ((letter === 0x20 || letter === 0x3000) && space === 0 && i > 0 && i < last) space = i;
			else return -1;
		}
		if (!hasCharacter) return -1;
		return UNSURE_NAME_ENDS.includes(text.charAt(last)) && UNSURE_NAME.test(text) ? -1 : space;
	}

	/** A company's plain name without its 株式会社; null for companyKey. */
	company(text: string): Part | null {
		let from = 0;
		let to = text.length;
		const front = FORMS.find((form) => text.startsWith(form));
		const back = front === undefined ? FORMS.find((form) => text.endsWith(form)) : undefined;
		if (front !== undefined) {
			from = front.length;
			if (isSpace(text.charCodeAt(from))) from++;
		} else if (back !== undefined) {
			to -= back.length;
			if (isSpace(text.charCodeAt(to - 1))) to--;
		}
		if (from >= to || text.charAt(from) === "・") return null;
		let isLatin = false;
		for (let i = from; i < to; i++) {
			const letter = text.charCodeAt(i);
			if (this.plainnessOf(letter) === UNKNOWN || (letter === 0x30fc && isLatin)) return null;
			isLatin = letter < 0x80;
		}
		if (back === undefined && UNSURE_COMPANY_ENDS.includes(text.charAt(to - 1))) return null;
		if (isLatin && LATIN_FORM.test(text)) return null;
		return FORM_LETTER.test(text.slice(from, to)) ? null : { from, to };
	}

	/** NAME for kana and characters, COMPANY for what only companies are plainly called by. */
	private plainnessOf(letter: number): number {
		if (this.seen[letter] === 1) return this.plainness[letter]!;
		this.seen[letter] = 1;
		const isName =
			(letter >= 0x4e00 && letter < 0xa000) ||
			(letter >= 0x3041 && letter <= 0x3096) ||
			(letter >= 0x30a1 && letter <= 0x30fa) ||
			letter === 0x30fc ||
			letter === 0x3005;
		const text = String.fromCharCode(letter);
		if (isName || /[A-Za-z0-9]/.test(text))
			this.same[letter] = commonCharacters(text).toUpperCase().charCodeAt(0);
		this.plainness[letter] = isName ? NAME : this.same[letter] !== 0 || text === "・" ? COMPANY : UNKNOWN;
		return this.plainness[letter]!;
	}
}

function isSpace(letter: number): boolean {
	return letter === 0x20 || letter === 0x3000;
}
