/**
 * Whether a text of twelve digits passes the check digit of a person's My Number (個人番号). One in ten of all numbers
 * with twelve digits does.
 * @see https://laws.e-gov.go.jp/law/426M60000008085 (ordinance of the Ministry of Internal Affairs, article 5)
 */
export function isPossibleMyNumber(digits: string): boolean {
	if (!/^\d{12}$/.test(digits)) return false;
	let sum = 0;
	for (let n = 1; n <= 11; n++) sum += Number(digits.charAt(11 - n)) * (n <= 6 ? n + 1 : n - 5);
	const rest = sum % 11;
	return Number(digits.charAt(11)) === (rest <= 1 ? 0 : 11 - rest);
}
