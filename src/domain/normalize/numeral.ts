/**
 * Numbers as Japanese texts write them: 1,200, 1.2億, 3千5百, 三百, 342.09K. Kept as whole coefficients with powers of
 * ten, so that an amount of money never passes through a fraction.
 */

/** coefficient × 10 ** exponent; a number is the sum of its terms. */
export interface Term {
	readonly coefficient: number;
	readonly exponent: number;
}

const UNIT_EXPONENTS: Readonly<Record<string, number>> = {
	十: 1,
	百: 2,
	千: 3,
	万: 4,
	億: 8,
	兆: 12,
	k: 3,
	m: 6,
	b: 9,
};
const KANJI_DIGITS = "〇一二三四五六七八九";

/**
 * The terms of a number without separators, its units included ("1億2000万", "二百五十", "342.09k"), or null when
 * the text is anything else. 千万 and 百万 multiply, 1万2千 adds.
 * @example readTerms("1.2億") // => [{ coefficient: 12, exponent: 7 }]
 */
export function readTerms(text: string): readonly Term[] | null {
	const pattern = /(\d+(?:\.\d+)?|[〇一二三四五六七八九]+)?([十百千万億兆kmb]*)/y;
	const terms: Term[] = [];
	let last = Number.POSITIVE_INFINITY;
	while (pattern.lastIndex < text.length) {
		const match = pattern.exec(text);
		if (match === null || match[0] === "") return null;
		const units = match[2] as string;
		const [whole = "", fraction = ""] = arabic(match[1] ?? "1").split(".");
		let unit = 0;
		for (const letter of units) unit += UNIT_EXPONENTS[letter] as number;
		// 三百五十万: what was summed below 万 is multiplied by it.
		const large = /[万億兆]$/.test(units);
		const scale = large ? UNIT_EXPONENTS[units.slice(-1)]! : 0;
		if (terms.length > 0 && large && last < 4) {
			for (let i = terms.length - 1; i >= 0 && terms[i]!.exponent < 4; i--) {
				terms[i] = { coefficient: terms[i]!.coefficient, exponent: terms[i]!.exponent + scale };
			}
		} else if (unit >= last) return null;
		terms.push({ coefficient: Number(whole + fraction), exponent: unit - fraction.length });
		last = large ? scale : unit;
	}
	return terms.length === 0 ? null : terms;
}

/** The sum of terms × 10 ** shift; a fraction remains where the exponents stay below zero. */
export function sumTerms(terms: readonly Term[], shift = 0): number {
	let sum = 0;
	for (const { coefficient, exponent } of terms) {
		const power = exponent + shift;
		sum += power >= 0 ? coefficient * 10 ** power : coefficient / 10 ** -power;
	}
	return sum;
}

function arabic(digits: string): string {
	return digits.replace(/[〇一二三四五六七八九]/g, (digit) => String(KANJI_DIGITS.indexOf(digit)));
}
