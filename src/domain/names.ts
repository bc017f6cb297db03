/** How many texts are looked up together. */
const BATCH = 1024;

/**
 * Texts as small whole numbers in the order of their first use; 0 is the blank. A Map waits for memory four or five
 * times for each of a million fresh strings; `codesOf` lets those waits overlap, which is three times as quick.
 */
export class Names {
	readonly names: string[] = [""];
	/** Open addressing: code and hash side by side, 0 where nothing is. Never more than half full. */
	private slots: Int32Array;
	private readonly batch = new Int32Array(BATCH);

	/** @param expected about how many texts; there may be more */
	constructor(expected = 0) {
		this.slots = new Int32Array(4 * 2 ** Math.ceil(Math.log2(expected + 64)));
	}

	codeOf(name: string | null | undefined): number {
		if (name === null || name === undefined || name === "") return 0;
		return this.find(name, hashOf(name));
	}

	/** Writes the code of each text into `codes`, 0 for what is no text. */
	codesOf(texts: readonly unknown[], codes: Int32Array): void {
		const { batch } = this;
		for (let from = 0; from < texts.length; from += BATCH) {
			const { slots, names } = this;
			const mask = slots.length - 2;
			const to = Math.min(from + BATCH, texts.length);
			// Each step does one thing for all texts, so that the processor need not finish one before it begins the next;
			// the first but brings them near.
			for (let i = from; i < to; i++) codes[i] = textOf(texts[i]).length;
			for (let i = from; i < to; i++) batch[i - from] = codes[i] === 0 ? 0 : hashOf(texts[i] as string);
			for (let i = from; i < to; i++) {
				const slot = (batch[i - from]! << 1) & mask;
				codes[i] = slots[slot + 1] === batch[i - from] ? slots[slot]! : 0;
			}
			for (let i = from; i < to; i++) if (names[codes[i]!]!.length !== textOf(texts[i]).length) codes[i] = 0;
			for (let i = from; i < to; i++) {
				const text = textOf(texts[i]);
				if (text === "") codes[i] = 0;
				else if (codes[i] === 0 || names[codes[i]!] !== text) codes[i] = this.find(text, batch[i - from]!);
			}
		}
	}

	/** Code of this table by code of the other one. */
	adopt(other: Names): Int32Array {
		return Int32Array.from(other.names, (name) => this.codeOf(name));
	}

	private find(name: string, hash: number): number {
		const { slots, names } = this;
		const mask = slots.length - 2;
		let slot = (hash << 1) & mask;
		for (; slots[slot] !== 0; slot = (slot + 2) & mask) {
			const code = slots[slot]!;
			if (slots[slot + 1] === hash && names[code] === name) return code;
		}
		const code = names.push(name) - 1;
		slots[slot] = code;
		slots[slot + 1] = hash;
		if (4 * code > slots.length - 8) this.grow();
		return code;
	}

	private grow(): void {
		const held = this.slots;
		this.slots = new Int32Array(held.length * 2);
		const mask = this.slots.length - 2;
		for (let at = 0; at < held.length; at += 2) {
			if (held[at] === 0) continue;
			let slot = (held[at + 1]! << 1) & mask;
			while (this.slots[slot] !== 0) slot = (slot + 2) & mask;
			this.slots[slot] = held[at]!;
			this.slots[slot + 1] = held[at + 1]!;
		}
	}
}

function textOf(value: unknown): string {
	return typeof value === "string" ? value : "";
}

/** FNV-1a over pairs of letters, with the high bits folded into the low ones that pick the slot. */
function hashOf(text: string): number {
	let hash = 0x811c9dc5;
	const last = text.length - 1;
	for (let i = 0; i < last; i += 2) {
		hash = Math.imul(hash ^ text.charCodeAt(i) ^ (text.charCodeAt(i + 1) << 16), 0x01000193);
		hash ^= hash >>> 15;
	}
	if ((last & 1) === 0) hash = Math.imul(hash ^ text.charCodeAt(last), 0x01000193);
	return hash ^ (hash >>> 15);
}
