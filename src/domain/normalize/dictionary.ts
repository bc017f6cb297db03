import { foldKey } from "./text";

/**
 * Values by the foldKey of their word. What a value means is the normaliser's business. Normalisers prepare a
 * dictionary once and know it by identity: pass the same one for all rows.
 */
export type Dictionary = ReadonlyMap<string, string>;

/** A word with its value, as shown in the sheet. */
export type Entry = readonly [word: string, value: string];

/**
 * The shipped words with a team's own: an own entry wins over a shipped one, a later own entry over an earlier.
 * Entries with a blank word or value are left out.
 * @example mergeDictionary([["部長", "60"]], [["部 長", "65"]]).get("部長") // => "65"
 */
export function mergeDictionary(shipped: Iterable<Entry>, own: readonly Entry[]): Dictionary {
	const merged = new Map<string, string>();
	for (const entries of [shipped, own]) {
		for (const [word, value] of entries) {
			const key = foldKey(word);
			if (key !== "" && value.trim() !== "") merged.set(key, value.trim());
		}
	}
	return merged;
}

/** Entries out of rows of a value with its words, which a bar separates. */
export function entriesOf(rows: readonly (readonly [value: string, words: string])[]): readonly Entry[] {
	const entries: Entry[] = [];
	for (const [value, words] of rows) for (const word of words.split("|")) entries.push([word, value]);
	return entries;
}

/** The entries of a dictionary that say something else than the shipped ones. */
export function changesTo(shipped: readonly Entry[], own: Dictionary): Entry[] {
	const values = new Map(shipped.map(([word, value]) => [foldKey(word), value]));
	return Array.from(own).filter(([word, value]) => values.get(word) !== value);
}
