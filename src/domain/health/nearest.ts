import type { Entry } from "../normalize/dictionary";
import { foldKey } from "../normalize/text";

/** Words less alike than this are no proposal. */
const ALIKE = 0.5;

/**
 * The meaning of the known word that a word is most like, "" where none is like it. By pairs of letters; a word that
 * holds a known one whole is like it too, as what it is about stands at the end in Japanese.
 * @example nearestMeaning("資料ダウンロウド", [["資料ダウンロード", "download"]]) // => "download"
 */
export function nearestMeaning(word: string, known: readonly Entry[]): string {
	const key = foldKey(word);
	const pairs = pairsOf(key);
	let best = { score: ALIKE, meaning: "" };
	for (const [text, meaning] of known) {
		const other = foldKey(text);
		const score = Math.max(dice(pairs, pairsOf(other)), held(key, other));
		if (score > best.score || (score === best.score && best.meaning === "")) best = { score, meaning };
	}
	return best.meaning;
}

function held(word: string, known: string): number {
	if (known.length < 2 || word.lastIndexOf(known) < 0) return 0;
	return ALIKE + known.length / word.length / 3;
}

function pairsOf(text: string): readonly string[] {
	return Array.from({ length: Math.max(text.length - 1, 1) }, (_, i) => text.slice(i, i + 2));
}

function dice(a: readonly string[], b: readonly string[]): number {
	const left = new Map<string, number>();
	for (const pair of a) left.set(pair, (left.get(pair) ?? 0) + 1);
	let common = 0;
	for (const pair of b) {
		const count = left.get(pair) ?? 0;
		if (count === 0) continue;
		left.set(pair, count - 1);
		common++;
	}
	return (2 * common) / (a.length + b.length);
}
