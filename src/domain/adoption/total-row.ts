const TOTAL = /^\s*[【[(]?(?:総?合計|[小総累]?計|(?:grand ?|sub-?)?total)[】\])]?\s*[:：]?\s*$/i;

/** Whether a text begins a row that sums up the others and is no record itself: 合計, 【小計】, Total. */
export function isTotalLabel(text: string): boolean {
	return TOTAL.test(text);
}
