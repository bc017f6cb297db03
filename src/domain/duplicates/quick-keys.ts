import { emailKey } from "../normalize/email";
import { phoneKey } from "../normalize/phone";

/** What the readers of normalize answer, with a short way for the usual writing. */

const PLAIN_MAIL = /^[a-z\d._-]+@(?!g(?:oogle)?mail\.com$)(?:[a-z\d-]+\.)+[a-z]{2,}$/;

/** What emailKey gives. */
export function quickMailKey(text: string): string | null {
	return PLAIN_MAIL.test(text) ? text : emailKey(text);
}

/** What phoneKey gives, as a number: below 0 for a foreign line, and 0 for none. */
export function phoneAsNumber(text: string): number {
	const plain = plainPhone(text);
	if (plain !== 0) return plain;
	const key = phoneKey(text);
	return key === null ? 0 : key.startsWith("+") ? -Number(key) : Number(key);
}

/** A number written with 0, digits and single hyphens, of the usual length; else 0. */
function plainPhone(text: string): number {
	if (text.charCodeAt(0) !== 48) return 0;
	let number = 0;
	let digits = 1;
	for (let i = 1; i < text.length; i++) {
		const letter = text.charCodeAt(i);
		if (letter >= 48 && letter <= 57) {
			number = number * 10 + letter - 48;
			digits++;
		} else if (letter !== 45 || text.charCodeAt(i - 1) === 45) return 0;
	}
	if (digits === 11) return isMobile(number) ? number : 0;
	// Where the second or third digit is 0, it is no usual landline.
	const isLandline = digits === 10 && number >= 1e8 && Math.floor(number / 1e7) % 10 !== 0;
	return isLandline ? number : 0;
}

/** 060, 070, 080 and 090; 0800 is toll-free. */
export function isMobile(phone: number): boolean {
	const start = Math.floor(phone / 1e7);
	return start >= 600 && start < 1000 && start % 100 > 0 && start % 100 < 10;
}
