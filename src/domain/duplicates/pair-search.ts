import { type DuplicatePair, explain, type Judgement, joins, weightOf } from "./evidence";

/** Up to so many rows of a block are compared each with each. */
const SMALL_BLOCK = 8;
/** In a larger block, with so many of the rows that come next in the order of what they say. */
const NEIGHBOURS = 2;

/** Rows by code: those of one code stand together, in the order of the table. */
export interface Blocks {
	readonly rows: Int32Array;
	/** Where each code's rows begin; one more for the end. */
	readonly starts: Int32Array;
}

/** The blocks of codes from 0 on; a code below 0 belongs to none. */
export function blocksOf(codes: ArrayLike<number>, size: number, count: number): Blocks {
	const starts = new Int32Array(count + 1);
	for (let row = 0; row < size; row++) if (codes[row]! >= 0) starts[codes[row]! + 1]!++;
	for (let code = 0; code < count; code++) starts[code + 1]! += starts[code]!;
	const next = starts.slice();
	const rows = new Int32Array(starts[count]!);
	for (let row = 0; row < size; row++) if (codes[row]! >= 0) rows[next[codes[row]!]!++] = row;
	return { rows, starts };
}

/** Visits each block of at least two rows. */
export function eachBlock({ rows, starts }: Blocks, visit: (rows: Int32Array) => void): void {
	for (let code = 0; code + 1 < starts.length; code++) {
		if (starts[code + 1]! - starts[code]! > 1) visit(rows.subarray(starts[code], starts[code + 1]));
	}
}

/** Room for a row beside its code in one number. */
const ROWS = 2 ** 24;

/** Visits each run of at least two rows of the same code; a code below 0 belongs to none. */
export function runsOf(
	rows: ArrayLike<number>,
	codeOf: (row: number) => number,
	visit: (run: Int32Array) => void,
): void {
	const keyed = new Float64Array(rows.length);
	let size = 0;
	for (let i = 0; i < rows.length; i++) {
		const code = codeOf(rows[i]!);
		if (code >= 0) keyed[size++] = code * ROWS + rows[i]!;
	}
	sort(keyed, size);
	for (let from = 0; from < size; ) {
		const first = keyed[from]! - (keyed[from]! % ROWS);
		let to = from + 1;
		while (to < size && keyed[to]! - first < ROWS) to++;
		if (to - from > 1) {
			const run = new Int32Array(to - from);
			for (let i = from; i < to; i++) run[i - from] = keyed[i]! - first;
			visit(run);
		}
		from = to;
	}
}

/** So many numbers are put in order sooner than the built-in sort is called. */
const FEW = 32;

/** Sorts the first numbers. */
function sort(numbers: Float64Array, size: number): void {
	if (size > FEW) {
		numbers.subarray(0, size).sort();
		return;
	}
	for (let n = 1; n < size; n++) {
		const number = numbers[n]!;
		let m = n;
		for (; m > 0 && numbers[m - 1]! > number; m--) numbers[m] = numbers[m - 1]!;
		numbers[m] = number;
	}
}

/** How rows are compared. */
export interface Comparison {
	readonly size: number;
	judge(a: number, b: number): Judgement;
	/** Below 0 where a is the one to keep. */
	compareStanding(a: number, b: number): number;
	/** What a row says, for putting like beside like. */
	signature(row: number): string;
}

/**
 * Compares the rows of blocks and keeps what was found. The number of comparisons grows with the rows of a block, never
 * with their square: in a large one each row is compared with the one to keep and with its neighbours.
 */
export class PairSearch {
	/** How many pairs were looked at. */
	compared = 0;
	/** Both rows of a find as one number; a pair of several blocks is found as often. */
	private readonly keys: number[] = [];
	private readonly judgements: Judgement[] = [];
	private readonly by: Comparison;

	constructor(by: Comparison) {
		this.by = by;
	}

	/** Whether all pairs of so many rows are compared. */
	static isSmall(rows: number): boolean {
		return rows <= SMALL_BLOCK;
	}

	compareAll(rows: ArrayLike<number>): void {
		if (PairSearch.isSmall(rows.length)) {
			for (let i = 0; i < rows.length; i++)
				for (let j = i + 1; j < rows.length; j++) this.compare(rows[i]!, rows[j]!);
			return;
		}
		const by = this.by;
		let best = rows[0]!;
		for (let i = 1; i < rows.length; i++) if (by.compareStanding(rows[i]!, best) < 0) best = rows[i]!;
		const sorted = Array.from(rows, (row) => ({ row, text: by.signature(row) }));
		sorted.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : a.row - b.row));
		sorted.forEach(({ row }, i) => {
			this.compare(best, row);
			for (let j = i + 1; j <= i + NEIGHBOURS && j < sorted.length; j++) this.compare(row, sorted[j]!.row);
		});
	}

	/** The pairs, weightiest first; `joining` those that are proposed as one. */
	answer(): { pairs: DuplicatePair[]; joining: Link[] } {
		const { size } = this.by;
		const { keys, judgements } = this;
		const weights = judgements.map(weightOf);
		const order = keys.map((_key, i) => i);
		order.sort((x, y) => weights[x]! - weights[y]! || keys[x]! - keys[y]!);
		// Many pairs say the same: their codes are listed once.
		const said = new Map<Judgement, ReturnType<typeof explain>>();
		const pairs: DuplicatePair[] = [];
		const joining: Link[] = [];
		let last = -1;
		for (const i of order) {
			const key = keys[i]!;
			if (key === last) continue;
			last = key;
			const judgement = judgements[i]!;
			const [a, b] = [Math.floor(key / size), key % size];
			const { relation, strength, reasons, doubts } = said.get(judgement) ?? explain(judgement);
			if (!said.has(judgement)) said.set(judgement, { relation, strength, reasons, doubts });
			pairs.push({ a, b, relation, strength, reasons, doubts });
			if (joins(judgement)) joining.push({ a, b, judgement });
		}
		return { pairs, joining };
	}

	private compare(a: number, b: number): void {
		if (a === b) return;
		this.compared++;
		const judgement = this.by.judge(a, b);
		if (judgement === 0) return;
		this.keys.push(Math.min(a, b) * this.by.size + Math.max(a, b));
		this.judgements.push(judgement);
	}
}

export interface Link {
	readonly a: number;
	readonly b: number;
	readonly judgement: Judgement;
}
