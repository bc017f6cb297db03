/**
 * The small tables that the KPI fold counts in. Each addition is a few array reads, and the memory grows with the
 * combinations that occur, never with the rows.
 */

/** What is true of a record: its facts as bits, and the currency of its amount. Each combination has a small number. */
export class Traits {
	readonly facts: number[] = [];
	readonly currencies: number[] = [];
	private readonly codes = new Map<number, number>();

	codeOf(facts: number, currency: number): number {
		const key = currency * 2 ** 31 + facts;
		let code = this.codes.get(key);
		if (code === undefined) {
			code = this.facts.length;
			this.facts.push(facts);
			this.currencies.push(currency);
			this.codes.set(key, code);
		}
		return code;
	}

	/** Code of this table by code of the other one, whose currencies have other codes. */
	adopt(other: Traits, currencies: Int32Array): Int32Array {
		return Int32Array.from(other.facts, (facts, code) =>
			this.codeOf(facts, currencies[other.currencies[code]!]!),
		);
	}
}

/**
 * Number of records, and exact sum of their amounts, by name, slot and trait. Each combination that occurs has one
 * counter, made when its first record comes.
 */
export class Tally {
	/** Number of counters. */
	size = 0;
	/** Name × slots + slot of each counter, and its trait. */
	keys: Int32Array = new Int32Array(64);
	traits: Int32Array = new Int32Array(64);
	counts: Float64Array = new Float64Array(64);
	/** Empty for a tally that only counts. */
	sums: Float64Array;
	private readonly slots: number;
	/** Open addressing: a counter, + 1; 0 where nothing is. Never more than half full. */
	private places: Int32Array = new Int32Array(128);

	constructor(slots: number, withSums: boolean) {
		this.slots = slots;
		this.sums = new Float64Array(withSums ? 64 : 0);
	}

	add(name: number, slot: number, trait: number, count = 1): void {
		const at = this.counterOf(name * this.slots + slot, trait);
		this.counts[at] = this.counts[at]! + count;
	}

	addAmount(name: number, slot: number, trait: number, amount: number, count = 1): void {
		const at = this.counterOf(name * this.slots + slot, trait);
		this.counts[at] = this.counts[at]! + count;
		this.sums[at] = this.sums[at]! + amount;
	}

	/**
	 * Adds one record for each of the first `size` places, but where a slot is negative.
	 * @param amounts null for a tally that only counts
	 */
	addAll(
		names: Int32Array,
		slots: Int32Array,
		traits: Int32Array,
		amounts: Float64Array | null,
		size = names.length,
	): void {
		for (let i = 0; i < size; i++) {
			const slot = slots[i]!;
			if (slot < 0) continue;
			const at = this.counterOf(names[i]! * this.slots + slot, traits[i]!);
			this.counts[at] = this.counts[at]! + 1;
			if (amounts !== null) this.sums[at] = this.sums[at]! + amounts[i]!;
		}
	}

	merge(other: Tally, names: Int32Array, traits: Int32Array): void {
		for (let from = 0; from < other.size; from++) {
			const key = other.keys[from]!;
			const name = names[Math.floor(key / this.slots)]!;
			const trait = traits[other.traits[from]!]!;
			const count = other.counts[from]!;
			if (this.sums.length === 0) this.add(name, key % this.slots, trait, count);
			else this.addAmount(name, key % this.slots, trait, other.sums[from]!, count);
		}
	}

	/** The counters of each trait. */
	byTrait(): readonly (readonly number[])[] {
		const counters: number[][] = [];
		for (let at = 0; at < this.size; at++) {
			const trait = this.traits[at]!;
			while (counters.length <= trait) counters.push([]);
			counters[trait]!.push(at);
		}
		return counters;
	}

	private counterOf(key: number, trait: number): number {
		const { places } = this;
		const mask = places.length - 1;
		for (let place = hashOf(key, trait) & mask; ; place = (place + 1) & mask) {
			const at = places[place]! - 1;
			if (at < 0) return this.addCounter(key, trait);
			if (this.keys[at] === key && this.traits[at] === trait) return at;
		}
	}

	private addCounter(key: number, trait: number): number {
		const at = this.size++;
		if (at === this.keys.length) {
			this.keys = grown(this.keys, this.size);
			this.traits = grown(this.traits, this.size);
			this.counts = grown(this.counts, this.size);
			if (this.sums.length > 0) this.sums = grown(this.sums, this.size);
			this.places = new Int32Array(this.keys.length * 2);
			for (let held = 0; held < at; held++) this.place(held);
		}
		this.keys[at] = key;
		this.traits[at] = trait;
		this.place(at);
		return at;
	}

	private place(counter: number): void {
		const mask = this.places.length - 1;
		let place = hashOf(this.keys[counter]!, this.traits[counter]!) & mask;
		while (this.places[place] !== 0) place = (place + 1) & mask;
		this.places[place] = counter + 1;
	}
}

function hashOf(key: number, trait: number): number {
	const hash = Math.imul(Math.imul(key, 0x9e3779b1) + trait, 0x85ebca6b);
	return hash ^ (hash >>> 15);
}

/** The same array with room for at least `length` values, at least twice as long, zeros at the end. */
export function grown<T extends Int32Array | Float64Array>(values: T, length: number): T {
	const longer = new (values.constructor as new (length: number) => T)(Math.max(length, values.length * 2));
	longer.set(values);
	return longer;
}
