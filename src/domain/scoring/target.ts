/** Whether an activity was about what a rule names: that very page, or a text that mentions it. */
import { foldKey, normalizeText } from "../normalize/text";

export type TextTest = (text: string) => boolean;

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i;
const BARE_HOST = /^(www\.|(?=[a-z0-9.-]+\/))[a-z0-9-]+(\.[a-z0-9-]+)+(?=[/?#]|$)/i;

/**
 * The path of a URL in one spelling: without scheme, host, query, fragment and trailing slash, percent signs decoded
 * and case folded; null for a text that is no URL. A path alone ("/price") counts as one.
 * @example pagePath("https://www.example.jp/Products/ABC/?utm_source=x#top") // => "/products/abc"
 */
export function pagePath(text: string): string | null {
	const trimmed = normalizeText(text);
	const host = SCHEME.exec(trimmed) ?? BARE_HOST.exec(trimmed);
	if (host === null && !trimmed.startsWith("/")) return null;
	const path = trimmed.slice(host === null ? 0 : host[0].length).replace(/[?#].*$/, "");
	return `/${normalizeText(decode(path))
		.toLowerCase()
		.replace(/^\/+|\/+$/g, "")}`;
}

/**
 * A test for what a rule names. A URL or a path names that page and no other. Any other text is met by a text that
 * equals it or contains it, where a Latin letter or digit at its edge must not go on (ABC is not in ABCD or ABC2,
 * but in 製品ABC資料 and in /products/abc). Width, case and spaces do not matter. Null for a blank name: any.
 * @example targetTest("製品ABC")?.("製品ABCD 料金") // => false
 */
export function targetTest(name: string): TextTest | null {
	const key = foldKey(name);
	if (key === "") return null;
	const page = pagePath(name);
	if (page !== null) return (text) => pagePath(text) === page;
	return (text) => mentions(pagePath(text) ?? normalizeText(text), key);
}

/** A test that any of the alternatives meets, each as `targetTest`; null when there is none. */
export function anyTargetTest(alternatives: readonly string[]): TextTest | null {
	const tests: TextTest[] = [];
	for (const alternative of alternatives) {
		const test = targetTest(alternative);
		if (test !== null) tests.push(test);
	}
	return tests.length === 0 ? null : (text) => tests.some((test) => test(text));
}

/** Whether a text holds a folded key, compared without spaces, but with the word boundaries that spaces make. */
function mentions(text: string, key: string): boolean {
	const folded = foldKey(text);
	let from = folded.indexOf(key);
	if (from < 0) return false;
	if (folded.length === key.length) return true;
	const gaps = gapsOf(text);
	for (; from >= 0; from = folded.indexOf(key, from + 1)) {
		const end = from + key.length;
		const startsWord = gaps.has(from) || !(isWord(folded, from) && isWord(folded, from - 1));
		const endsWord = gaps.has(end) || !(isWord(folded, end - 1) && isWord(folded, end));
		if (startsWord && endsWord) return true;
	}
	return false;
}

/** Positions in the text without its spaces where a space stood. */
function gapsOf(text: string): ReadonlySet<number> {
	const gaps = new Set<number>();
	let position = 0;
	for (const character of normalizeText(text).toLowerCase()) {
		if (character === " ") gaps.add(position);
		else position += character.length;
	}
	return gaps;
}

function isWord(text: string, position: number): boolean {
	const code = text.charCodeAt(position);
	return (code >= 48 && code <= 57) || (code >= 97 && code <= 122);
}

function decode(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}
