/** How many texts are looked up together. */
const BATCH = 1024;

/**
 * Whole numbers by text, as a Map holds them, for many look-ups at once. A Map waits for memory four or five times for
 * each text that it has not seen lately; here those waits overlap, which is three times as quick for a million texts.
 */
export class TextIndex {
	private readonly texts: string[] = [];
	private hashes: Int32Array;
	private values: Int32Array;
	/** Open addressing: place of a text, + 1; 0 where nothing is. Never more than half full. */
	private slots: Int32Array;
	private readonly batchHashes = new Int32Array(BATCH);
	private readonly batchPlaces = new Int32Array(BATCH);

	/** @param expected about how many texts; there may be more */
	constructor(expected: number) {
		const capacity = 2 ** Math.ceil(Math.log2(expected + 64));
		this.hashes = new Int32Array(capacity);
		this.values = new Int32Array(capacity);
		this.slots = new Int32Array(capacity * 2);
	}

	/** The value of a text, or −1. */
	get(text: string): number {
		const place = this.placeOf(text, hashOf(text));
		return place < 0 ? -1 : this.values[place]!;
	}

	/** Sets the value, zero or more, of a text that has none. */
	add(text: string, value: number): void {
		const place = this.texts.length;
		if (place === this.values.length) this.grow();
		const hash = hashOf(text);
		this.texts.push(text);
		this.hashes[place] = hash;
		this.values[place] = value;
		this.slots[this.freeSlot(hash)] = place + 1;
	}

	/**
	 * Writes the value of each text into `values`, −1 where the text is null. A text that comes for the first time gets
	 * the value that `learn` answers, from then on.
	 * @param values at least as long as `texts`
	 */
	getAll(texts: readonly (string | null)[], values: Int32Array, learn: (text: string) => number): void {
		for (let from = 0; from < texts.length; from += BATCH) {
			const to = Math.min(from + BATCH, texts.length);
			this.getBatch(texts, values, from, to);
			for (let i = from; i < to; i++) {
				const text = texts[i] ?? null;
				if (values[i]! < 0 && text !== null) values[i] = this.learned(text, learn);
			}
		}
	}

	private learned(text: string, learn: (text: string) => number): number {
		let value = this.get(text);
		if (value < 0) {
			value = learn(text);
			this.add(text, value);
		}
		return value;
	}

	/** Each step does one thing for all texts, so that the processor need not finish one before it begins the next. */
	private getBatch(texts: readonly (string | null)[], values: Int32Array, from: number, to: number): void {
		const { batchHashes, batchPlaces, hashes, slots, texts: known } = this;
		const mask = slots.length - 1;
		for (let i = from; i < to; i++) batchHashes[i - from] = hashOf(texts[i] ?? "");
		for (let i = 0; i < to - from; i++) batchPlaces[i] = slots[batchHashes[i]! & mask]! - 1;
		for (let i = 0; i < to - from; i++) {
			const place = batchPlaces[i]!;
			if (place >= 0 && hashes[place] !== batchHashes[i]) batchPlaces[i] = -1;
		}
		for (let i = from; i < to; i++) {
			const place = batchPlaces[i - from]!;
			if (place >= 0 && known[place]!.length !== texts[i]?.length) batchPlaces[i - from] = -1;
		}
		for (let i = from; i < to; i++) {
			const text = texts[i] ?? null;
			let place = batchPlaces[i - from]!;
			if (text === null) place = -1;
			else if (place < 0 || known[place] !== text) place = this.placeOf(text, batchHashes[i - from]!);
			values[i] = place < 0 ? -1 : this.values[place]!;
		}
	}

	private placeOf(text: string, hash: number): number {
		const { slots, hashes, texts } = this;
		const mask = slots.length - 1;
		for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
			const place = slots[slot]! - 1;
			if (place < 0 || (hashes[place] === hash && texts[place] === text)) return place;
		}
	}

	private freeSlot(hash: number): number {
		const mask = this.slots.length - 1;
		let slot = hash & mask;
		while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
		return slot;
	}

	private grow(): void {
		const capacity = this.values.length * 2;
		const { hashes, values } = this;
		this.hashes = new Int32Array(capacity);
		this.hashes.set(hashes);
		this.values = new Int32Array(capacity);
		this.values.set(values);
		this.slots = new Int32Array(capacity * 2);
		for (let place = 0; place < this.texts.length; place++) {
			this.slots[this.freeSlot(hashes[place]!)] = place + 1;
		}
	}
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
