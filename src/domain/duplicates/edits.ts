/**
 * Whether the texts are the same but for one letter put in, left out or taken for another, or two neighbours swapped.
 * Linear in their length.
 */
export function isOneEditApart(a: string, b: string): boolean {
	const [short, long] = a.length <= b.length ? [a, b] : [b, a];
	if (long.length - short.length > 1 || a === b) return false;
	let head = 0;
	while (head < short.length && short.charCodeAt(head) === long.charCodeAt(head)) head++;
	if (short.length < long.length) return short.slice(head) === long.slice(head + 1);
	if (short.slice(head + 1) === long.slice(head + 1)) return true;
	return (
		short.charCodeAt(head) === long.charCodeAt(head + 1) &&
		short.charCodeAt(head + 1) === long.charCodeAt(head) &&
		short.slice(head + 2) === long.slice(head + 2)
	);
}
