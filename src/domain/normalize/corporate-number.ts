import { isPossibleMyNumber } from "./my-number";
import { normalizeText } from "./text";

export interface CorporateNumberReading {
	/** 13 digits whose check digit is right. */
	readonly number: string | null;
	/**
	 * as-is, spelling (width, spaces, hyphens), invoice (a T was taken off) or completed (twelve digits of the company
	 * register got their check digit); none where nothing was read.
	 */
	readonly rule: "as-is" | "spelling" | "invoice" | "completed" | "none";
	readonly problem: CorporateNumberProblem | null;
}

export type CorporateNumberProblem =
	| { readonly code: "blank" | "unreadable" }
	/** A sheet wrote it as 7.12E+12 and the other digits are gone. */
	| { readonly code: "spoiled" }
	/** Twelve digits that may be a person's My Number: nothing of them may be shown, kept or logged. */
	| { readonly code: "my-number" }
	| { readonly code: "length"; readonly digits: number }
	| {
			readonly code: "check-digit";
			/** The first digit that would be right for the other twelve. */
			readonly expected: string;
			/** The numbers meant if two neighbours were swapped, from left to right. */
			readonly swapped: readonly string[];
	  };

const LABEL =
	/^(?:法人番号|会社法人等番号|(?:事業者)?登録番号|適格請求書発行事業者登録番号|インボイス番号)[ :]*/;

/**
 * A corporate number (法人番号) in any spelling, with its check digit verified. One wrong digit is found except 0
 * for 9 or 9 for 0 behind the first; so are two neighbours swapped, except 0 and 9.
 * @see https://www.houjin-bangou.nta.go.jp/documents/checkdigit.pdf
 * @example readCorporateNumber("T7010705000725").number // => "7010705000725"
 * @example readCorporateNumber("4123456789012").problem // => { code: "check-digit", expected: "7", swapped: ["1423456789012"] }
 */
export function readCorporateNumber(value: string | number): CorporateNumberReading {
	const written = String(value);
	const text = normalizeText(written).toUpperCase().replace(LABEL, "");
	if (text === "") return failed({ code: "blank" });
	if (/^\d(?:\.\d+)?E\+?1\d$/.test(text)) return failed({ code: "spoiled" });
	const [, invoice, rest = ""] = /^'?(T?)[ -]?(.*)$/.exec(text)!;
	const cleaned = rest.replace(/(?:\.0*)$/, "").replace(/[ ,.ー一-]/g, "");
	if (!/^\d+$/.test(cleaned)) return failed({ code: "unreadable" });

	// Tokyo's register numbers begin with 01: as a number in a sheet such a one has eleven digits.
	const digits = typeof value === "number" && cleaned.length === 11 ? `0${cleaned}` : cleaned;
	const count = digits.length;
	if (count === 12 && isPossibleMyNumber(digits)) return failed({ code: "my-number" });
	if (count === 12 && invoice === "") return read(checkDigitOf(digits) + digits, "completed");
	if (count !== 13) return failed({ code: "length", digits: count });
	const expected = checkDigitOf(digits.slice(1));
	if (digits.charAt(0) !== expected)
		return failed({ code: "check-digit", expected, swapped: swapsOf(digits).filter(isRight) });
	return read(digits, invoice !== "" ? "invoice" : digits === written ? "as-is" : "spelling");
}

function swapsOf(digits: string): string[] {
	const swaps: string[] = [];
	for (let i = 1; i < digits.length; i++) {
		const [left, right] = [digits.charAt(i - 1), digits.charAt(i)];
		if (left !== right) swaps.push(digits.slice(0, i - 1) + right + left + digits.slice(i + 1));
	}
	return swaps;
}

function isRight(digits: string): boolean {
	return digits.charAt(0) === checkDigitOf(digits.slice(1));
}

/** 9 less the remainder by 9 of the digits weighted 1 and 2 in turn from the right: 1 to 9. */
function checkDigitOf(base: string): string {
	let sum = 0;
	for (let n = 1; n <= 12; n++) sum += Number(base.charAt(12 - n)) * (n % 2 === 1 ? 1 : 2);
	return String(9 - (sum % 9));
}

function read(number: string, rule: CorporateNumberReading["rule"]): CorporateNumberReading {
	return { number, rule, problem: null };
}

function failed(problem: CorporateNumberProblem): CorporateNumberReading {
	return { number: null, rule: "none", problem };
}
