/**
 * Finds the words of a dictionary inside a text, from left to right and the longest first. Japanese words may stand
 * anywhere, Latin words only between word boundaries, in singular or plural.
 */

export interface Found<T> {
	readonly start: number;
	/** Exclusive. */
	readonly end: number;
	readonly word: string;
	readonly value: T;
}

export interface Scanner<T> {
	/** The longest word that starts exactly at the position, or null. */
	at(text: string, position: number): Found<T> | null;
	/** All words found, without overlaps; where one is refused, the search goes on at the next letter. */
	all(text: string, isMeant?: (found: Found<T>) => boolean): Found<T>[];
}

/** Words are matched as they stand: fold them first. Of equal words the later one counts. */
export function createScanner<T>(words: Iterable<readonly [word: string, value: T]>): Scanner<T> {
	const values = new Map<string, T>();
	for (const [word, value] of words) if (word !== "") values.set(word, value);
	const byInitial = new Map<string, string[]>();
	values.forEach((_value, word) => {
		const initial = word.charAt(0);
		const list = byInitial.get(initial);
		if (list === undefined) byInitial.set(initial, [word]);
		else list.push(word);
	});
	byInitial.forEach((list) => {
		list.sort((a, b) => b.length - a.length);
	});

	function at(text: string, position: number): Found<T> | null {
		const candidates = byInitial.get(text.charAt(position));
		if (candidates === undefined) return null;
		for (const word of candidates) {
			const end = position + word.length;
			if (
				text.startsWith(word, position) &&
				!(isLatin(text, position) && isLatin(text, position - 1)) &&
				!(isLatin(text, end - 1) && isLatin(text, end) && !isPlural(text, end))
			) {
				return { start: position, end, word, value: values.get(word) as T };
			}
		}
		return null;
	}

	return {
		at,
		all(text, isMeant = () => true) {
			const found: Found<T>[] = [];
			for (let position = 0; position < text.length; ) {
				const match = at(text, position);
				const isTaken = match !== null && isMeant(match);
				if (isTaken) found.push(match);
				position = isTaken ? match.end : position + 1;
			}
			return found;
		},
	};
}

/** A plural of the word found is that word. */
function isPlural(text: string, position: number): boolean {
	return text.charAt(position) === "s" && !isLatin(text, position + 1);
}

/** Latin letters in lower case, with the accented ones of Latin-1. */
function isLatin(text: string, position: number): boolean {
	const code = text.charCodeAt(position);
	return (code >= 97 && code <= 122) || (code >= 0xdf && code <= 0xff);
}
