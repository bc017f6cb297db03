/** Code of a text: a whole number from 0 on, in the order in which texts come. */
export type Code = number;

/** No text, or none that means anything. */
export const NONE = -1;

/** What each letter is taken for; 0 for one that is left out. Only for texts whose letters it all knows. */
export type SameLetters = Uint16Array;

/**
 * Codes of many texts that are nearly all different: a hash table over their letters, which are read once and put
 * together to a new text only where it is the first of its kind. At 100,000 texts several times quicker than a Map.
 */
export class Codes {
	/** The text of each code. */
	readonly texts: string[] = [];
	private hashes = new Int32Array(1024);
	private slots = new Int32Array(2048).fill(NONE);

	/** The code of the letters from `from` to `to`, each taken for what `same` says. */
	of(text: string, from = 0, to = text.length, same?: SameLetters): Code {
		let hash = 0;
		for (let i = from; i < to; i++) {
			const letter = text.charCodeAt(i);
			const meant = same === undefined ? letter : same[letter]!;
			if (meant !== 0) hash = Math.imul(hash ^ meant, 0x01000193);
		}
		hash ^= hash >>> 15;
		const mask = this.slots.length - 1;
		let slot = hash & mask;
		for (let code = this.slots[slot]!; code !== NONE; code = this.slots[slot]!) {
			if (this.hashes[code] === hash && isSame(this.texts[code]!, text, from, to, same)) return code;
			slot = (slot + 1) & mask;
		}
		const code =
			this.texts.push(same === undefined ? text.slice(from, to) : meantBy(text, from, to, same)) - 1;
		this.slots[slot] = code;
		this.hashes[code] = hash;
		if (this.texts.length === this.hashes.length) this.grow();
		return code;
	}

	private grow(): void {
		const { hashes } = this;
		this.hashes = new Int32Array(2 * hashes.length);
		this.hashes.set(hashes);
		this.slots = new Int32Array(4 * hashes.length).fill(NONE);
		const mask = this.slots.length - 1;
		for (let code = 0; code < this.texts.length; code++) {
			let slot = this.hashes[code]! & mask;
			while (this.slots[slot] !== NONE) slot = (slot + 1) & mask;
			this.slots[slot] = code;
		}
	}
}

function isSame(known: string, text: string, from: number, to: number, same?: SameLetters): boolean {
	if (same === undefined) return to - from === text.length ? known === text : known === text.slice(from, to);
	let at = 0;
	for (let i = from; i < to; i++) {
		const meant = same[text.charCodeAt(i)]!;
		if (meant !== 0 && known.charCodeAt(at++) !== meant) return false;
	}
	return at === known.length;
}

function meantBy(text: string, from: number, to: number, same: SameLetters): string {
	let letters = "";
	let start = from;
	for (let i = from; i < to; i++) {
		const letter = text.charCodeAt(i);
		const meant = same[letter]!;
		if (meant === letter) continue;
		letters += text.slice(start, i);
		if (meant !== 0) letters += String.fromCharCode(meant);
		start = i + 1;
	}
	return letters + text.slice(start, to);
}
