/**
 * The small tables that the KPI fold counts in. Each addition is a few array reads, and the memory grows with the
 * combinations that occur, never with the rows.
 */

const RECENT_NAMES = 1024;

/** Names as small whole numbers in the order of their first use; 0 is the blank. */
export class Names {
	readonly names: string[] = [""];
	private readonly codes = new Map<string, number>([["", 0]]);
	/** Names seen lately by length and three of their letters: comparing is cheaper than hashing a fresh string. */
	private readonly recent: string[] = new Array<string>(RECENT_NAMES).fill("");
	private readonly recentCode = new Int32Array(RECENT_NAMES);

	codeOf(name: string | null | undefined): number {
		if (name === null || name === undefined) return 0;
		const length = name.length;
		if (length === 0) return 0;
		const mix =
			length * 7 +
			name.charCodeAt(0) * 31 +
			name.charCodeAt(length >> 1) * 17 +
			name.charCodeAt(length - 1) * 13;
		const place = mix & (RECENT_NAMES - 1);
		if (this.recent[place] === name) return this.recentCode[place]!;
		let code = this.codes.get(name);
		if (code === undefined) {
			code = this.names.length;
			this.names.push(name);
			this.codes.set(name, code);
		}
		this.recent[place] = name;
		this.recentCode[place] = code;
		return code;
	}

	/** Code of this table by code of the other one. */
	adopt(other: Names): Int32Array {
		return Int32Array.from(other.names, (name) => this.codeOf(name));
	}
}

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
 * Number of records, and exact sum of their amounts, by name, slot and trait. A cell is a name in a slot; it is
 * made when its first record comes, and has one counter for each trait.
 */
export class Tally {
	/** Number of cells. */
	size = 0;
	/** Name × slots + slot of each cell. */
	keys: Int32Array = new Int32Array(64);
	/** Counters of a cell; trait t of cell c is at c × stride + t. */
	stride = 8;
	counts: Float64Array = new Float64Array(64 * 8);
	sums: Float64Array;
	private readonly slots: number;
	/** Cell + 1 by key; 0 where there is none yet. */
	private cellByKey: Int32Array = new Int32Array(1024);

	constructor(slots: number, withSums: boolean) {
		this.slots = slots;
		this.sums = new Float64Array(withSums ? this.counts.length : 0);
	}

	add(name: number, slot: number, trait: number): void {
		const at = this.counterAt(name, slot, trait);
		this.counts[at] = this.counts[at]! + 1;
	}

	addAmount(name: number, slot: number, trait: number, amount: number): void {
		const at = this.counterAt(name, slot, trait);
		this.counts[at] = this.counts[at]! + 1;
		this.sums[at] = this.sums[at]! + amount;
	}

	merge(other: Tally, names: Int32Array, traits: Int32Array): void {
		for (let cell = 0; cell < other.size; cell++) {
			const key = other.keys[cell]!;
			const name = names[Math.floor(key / this.slots)]!;
			for (let trait = 0; trait < traits.length && trait < other.stride; trait++) {
				const from = cell * other.stride + trait;
				const count = other.counts[from]!;
				if (count === 0) continue;
				const at = this.counterAt(name, key % this.slots, traits[trait]!);
				this.counts[at] = this.counts[at]! + count;
				if (this.sums.length > 0) this.sums[at] = this.sums[at]! + other.sums[from]!;
			}
		}
	}

	/** The cells in which each trait has been counted. */
	filled(): readonly (readonly number[])[] {
		const cells = Array.from({ length: this.stride }, (): number[] => []);
		for (let cell = 0, at = 0; cell < this.size; cell++) {
			for (let trait = 0; trait < this.stride; trait++, at++)
				if (this.counts[at] !== 0) cells[trait]!.push(cell);
		}
		return cells;
	}

	private counterAt(name: number, slot: number, trait: number): number {
		if (trait >= this.stride) this.widen(trait);
		const key = name * this.slots + slot;
		const cell = key < this.cellByKey.length ? this.cellByKey[key]! : 0;
		return (cell > 0 ? cell - 1 : this.addCell(key)) * this.stride + trait;
	}

	private addCell(key: number): number {
		if (key >= this.cellByKey.length) this.cellByKey = grown(this.cellByKey, key + 1);
		if (this.size === this.keys.length) {
			this.keys = grown(this.keys, this.size + 1);
			this.counts = grown(this.counts, this.keys.length * this.stride);
			if (this.sums.length > 0) this.sums = grown(this.sums, this.counts.length);
		}
		this.keys[this.size] = key;
		this.size++;
		this.cellByKey[key] = this.size;
		return this.size - 1;
	}

	private widen(trait: number): void {
		let stride = this.stride;
		while (stride <= trait) stride *= 2;
		this.counts = this.spread(this.counts, stride);
		if (this.sums.length > 0) this.sums = this.spread(this.sums, stride);
		this.stride = stride;
	}

	private spread(values: Float64Array, stride: number): Float64Array {
		const wider = new Float64Array(this.keys.length * stride);
		for (let cell = 0; cell < this.size; cell++) {
			wider.set(values.subarray(cell * this.stride, (cell + 1) * this.stride), cell * stride);
		}
		return wider;
	}
}

/** Rows of whole numbers of one width, in the order in which they came. */
export class Rows {
	size = 0;
	readonly width: number;
	values: Int32Array;

	constructor(width: number) {
		this.width = width;
		this.values = new Int32Array(width * 64);
	}

	/** Makes room for one more row and answers where it starts. */
	next(): number {
		const start = this.size * this.width;
		if (start + this.width > this.values.length) this.values = grown(this.values, start + this.width);
		this.size++;
		return start;
	}
}

/** The same array with room for at least `length` values, at least twice as long, zeros at the end. */
export function grown<T extends Int32Array | Float64Array>(values: T, length: number): T {
	const longer = new (values.constructor as new (length: number) => T)(Math.max(length, values.length * 2));
	longer.set(values);
	return longer;
}
