import { CERTAIN, explain, type Reason, STRONG, type Strength } from "./evidence";
import { type Blocks, blocksOf, eachBlock, type Link } from "./pair-search";

/** Rows proposed as one record. */
export interface DuplicateGroup {
	/** In the order of the table. */
	readonly rows: readonly number[];
	/** The row to keep: the fuller, then the older, then the upper. */
	readonly survivor: number;
	/** Of the weakest link that holds it together. */
	readonly strength: Exclude<Strength, "possible">;
	/** Of all its pairs. */
	readonly reasons: readonly Reason[];
}

export interface Grouping {
	readonly size: number;
	compareStanding(a: number, b: number): number;
	/** Whether rows of one group contradict each other. */
	contradict(rows: Int32Array): boolean;
	/** Whether a pair stays joined in a group that contradicts itself: both rows must say the same. */
	holds(a: number, b: number): boolean;
}

/**
 * Joins pairs to groups. Where A and C contradict each other and B fits both, B is joined with neither: the pairs remain
 * for a person to look at.
 */
export function groupsOf(links: readonly Link[], by: Grouping): DuplicateGroup[] {
	const joined = new DisjointSets(by.size);
	for (const { a, b } of links) joined.join(a, b);
	const broken = new Set<number>();
	eachBlock(joined.blocks(), (rows) => {
		if (by.contradict(rows)) broken.add(joined.find(rows[0]!));
	});
	if (broken.size === 0) return groupsIn(joined, links, by);

	const kept = links.filter(({ a, b }) => !broken.has(joined.find(a)) || by.holds(a, b));
	const rejoined = new DisjointSets(by.size);
	for (const { a, b } of kept) rejoined.join(a, b);
	return groupsIn(rejoined, kept, by);
}

function groupsIn(joined: DisjointSets, links: readonly Link[], by: Grouping): DuplicateGroup[] {
	const findings = new Int32Array(by.size);
	// How often a certain link joined two parts of a group: a group of n rows is certain where n − 1 did.
	const certainJoins = new Int32Array(by.size);
	const byCertain = new DisjointSets(by.size);
	for (const { a, b, judgement } of links) {
		const root = joined.find(a);
		findings[root]! |= judgement;
		if (judgement < STRONG && byCertain.join(a, b)) certainJoins[root]!++;
	}
	const groups: DuplicateGroup[] = [];
	eachBlock(joined.blocks(), (rows) => {
		const root = joined.find(rows[0]!);
		groups.push({
			rows: Array.from(rows),
			survivor: rows.reduce((best, row) => (by.compareStanding(row, best) < 0 ? row : best)),
			strength: certainJoins[root] === rows.length - 1 ? "certain" : "strong",
			reasons: explain(CERTAIN | (findings[root]! % CERTAIN)).reasons,
		});
	});
	return groups.sort(
		(x, y) => Number(x.strength === "strong") - Number(y.strength === "strong") || x.rows[0]! - y.rows[0]!,
	);
}

class DisjointSets {
	private readonly parent: Int32Array;

	constructor(size: number) {
		this.parent = new Int32Array(size);
		for (let i = 0; i < size; i++) this.parent[i] = i;
	}

	find(row: number): number {
		const parent = this.parent;
		let root = row;
		while (parent[root] !== root) {
			parent[root] = parent[parent[root]!]!;
			root = parent[root]!;
		}
		return root;
	}

	/** Whether the two were apart. */
	join(a: number, b: number): boolean {
		const one = this.find(a);
		const other = this.find(b);
		this.parent[Math.max(one, other)] = Math.min(one, other);
		return one !== other;
	}

	/** The sets as blocks, by their first row. */
	blocks(): Blocks {
		const { length } = this.parent;
		const roots = new Int32Array(length);
		for (let row = 0; row < length; row++) roots[row] = this.find(row);
		return blocksOf(roots, length, length);
	}
}
