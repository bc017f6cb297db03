const TOTAL = /^\s*[【[(]?(?:総?合計|[小総累]?計|(?:grand ?|sub-?)?total)[】\])]?\s*[:：]?\s*$/i;

/** Letters, brackets, colons, and whatever a regular expression takes for a space. */
const LAST_LETTERS =
	"計lL】])：: \u3000\t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\ufeff";

/** Whether a text begins a row that sums up the others and is no record itself: 合計, 【小計】, Total. */
export function isTotalLabel(text: string): boolean {
	// A million records are asked: hardly any begins with a text that ends like that.
	return LAST_LETTERS.includes(text.charAt(text.length - 1)) && TOTAL.test(text);
}
