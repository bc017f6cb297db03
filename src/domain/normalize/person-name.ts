import { commonCharacters } from "./characters";
import { normalizeText } from "./text";

export interface PersonNameReading {
	/** In one spelling of spaces, without 様 and remarks. */
	readonly name: string;
	/** 姓 and 名, where a space, a comma or capitals (YAMADA Taro) part them; null otherwise. */
	readonly family: string | null;
	readonly given: string | null;
	/** A reading in brackets, in katakana: ヤマダ タロウ. */
	readonly kana: string | null;
	/** For matching: no spaces, common characters, katakana for a name all in kana, Latin names in any order. */
	readonly key: string;
	/** spaced, whole (nothing parts the name), kana, latin or blank. */
	readonly rule: "spaced" | "whole" | "kana" | "latin" | "blank";
}

const KANA = /^[ぁ-ゖァ-ヺー・ ]+$/;
/** 鵜殿 and 君 are names: what has no space before it is taken off only where two letters stay, as in 林 舞様. */
const HONORIFIC =
	/^(.*(?:[^ ] ?[^ ]|[ -]))(?:様方?|殿|さま|さん|氏|先生|御中)$|^(.*[ -])(?:君|くん|ちゃん|sama|san)$/i;
const TITLE = /^(?:mr|mrs|ms|miss|dr|prof)\b\.? */i;

/**
 * A person's name, taken apart where its writing tells how, with one key for its spellings: 髙橋　花子 様 and 高橋花子,
 * Taro YAMADA and Yamada, Taro. Kana and characters have different keys: nobody can tell one from the other.
 * @example readPersonName("髙橋　花子 様") // => { name: "髙橋 花子", family: "髙橋", given: "花子", kana: null, key: "高橋花子", rule: "spaced" }
 */
export function readPersonName(text: string): PersonNameReading {
	const whole = normalizeText(text);
	const asides = (whole.match(/\([^)]*\)/g) ?? []).map((aside) => aside.slice(1, -1).trim());
	const name = withoutHonorifics(whole.replace(/ ?\([^)]*\)/g, "").trim() || whole);
	const reading = asides.find((aside) => KANA.test(aside));
	const kana = reading === undefined ? null : katakana(reading);
	const common = { name, kana };
	if (name === "") return { ...common, family: null, given: null, key: "", rule: "blank" };
	if (/[a-z]/i.test(name) && !/[\u3005-\u9fff]/.test(name))
		return { ...common, ...latin(name), rule: "latin" };

	const [family = "", ...rest] = name.split(/[ ,、]+/);
	const given = rest.length === 0 ? null : rest.join(" ");
	const isKana = KANA.test(name);
	const key = commonCharacters((isKana ? katakana(name) : name).replace(/[ ,、・=.]/g, ""));
	const rule = isKana ? "kana" : given === null ? "whole" : "spaced";
	return { ...common, family: given === null ? null : family, given, key, rule };
}

/** A comma or capitals tell the family name; otherwise its place does not. */
function latin(name: string): Pick<PersonNameReading, "family" | "given" | "key"> {
	const [before = "", after = ""] = name.split(/ ?, ?/);
	const words = name.split(/[ ,]+/).filter((word) => word !== "");
	const capitals = words.filter((word) => /^[^a-z]{2,}$/.test(word) && !word.includes("."));
	const family = after !== "" ? before : capitals.length === 1 && words.length > 1 ? capitals[0]! : null;
	const given = family === null ? null : after || words.filter((word) => word !== family).join(" ");
	const folded = words.map((word) =>
		word
			.normalize("NFD")
			.replace(/[\u0300-\u036f.'-]/g, "")
			.toLowerCase(),
	);
	return { family, given, key: folded.sort().join(" ") };
}

function withoutHonorifics(name: string): string {
	const bare = name.replace(TITLE, "").replace(HONORIFIC, "$1$2").replace(/[ -]$/, "");
	return bare === name || bare === "" ? name : withoutHonorifics(bare);
}

function katakana(text: string): string {
	return text.replace(/[ぁ-ゖ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60));
}
