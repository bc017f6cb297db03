import { Names } from "./names";

/** A column that repeats few words: codes instead of texts, so that who looks a word up reads each of them once. */
export interface Words {
	/** Code of each row's word, 0 where it is blank. A reader of slices may write the next slice's into the same array. */
	readonly codes: Int32Array;
	/** Word by code; the first is "", the blank. Later slices may add to it: a word keeps its code. */
	readonly words: readonly string[];
}

export function wordsOf(column: readonly (string | null)[]): Words {
	const names = new Names();
	const codes = new Int32Array(column.length);
	names.codesOf(column, codes);
	return { codes, words: names.names };
}

/**
 * What the words of a column are read as, each once, when its first row asks.
 * @example const kinds = new PerWord(kindOf); kinds.take(type); for (…) kinds.get(type.codes[row]!);
 */
export class PerWord<T> {
	private words: readonly string[] = [];
	private held: (T | undefined)[] = [];

	/** @param read null is the blank */
	constructor(private readonly read: (word: string | null) => T) {}

	/** Makes ready for a slice: slices of one table share their words, another table has its own. */
	take({ words }: Words): void {
		if (words === this.words) return;
		this.words = words;
		this.held = [];
	}

	get(code: number): T {
		const known = this.held[code];
		return known !== undefined ? known : this.learn(code);
	}

	private learn(code: number): T {
		while (this.held.length <= code) this.held.push(undefined);
		const reading = this.read(this.words[code] || null);
		this.held[code] = reading;
		return reading;
	}
}
