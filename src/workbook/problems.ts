import type { ProblemCode } from "./codec";

/** A cell that could not be read: where it is, what it holds, why. */
export interface CellProblem {
	readonly tab: string;
	readonly row: number;
	readonly column: string;
	readonly value: string;
	readonly code: ProblemCode;
}

/** How many cells are named one by one; beyond, they are counted. */
const NAMED = 200;

/** Collects what could not be read, so that nothing is dropped in silence. */
export class Problems {
	readonly cells: CellProblem[] = [];
	/** Unknown words: "tab\tcolumn" -> word -> count. */
	readonly words = new Map<string, Map<string, number>>();
	/** Unreadable cells in all. */
	count = 0;
	/** Those of them that hold a word which no dictionary knows; they are listed by word. */
	unreadableWords = 0;

	add(problem: CellProblem): void {
		this.count++;
		if (problem.code === "unknown_word") {
			this.unreadableWords++;
			this.addWord(problem.tab, problem.column, problem.value);
		} else if (this.cells.length < NAMED) {
			this.cells.push(problem);
		}
	}

	/** Lists a word that no dictionary knows; its cell was read all the same. */
	addWord(tab: string, column: string, word: string, count = 1): void {
		const key = `${tab}\t${column}`;
		const words = this.words.get(key) ?? new Map<string, number>();
		words.set(word, (words.get(word) ?? 0) + count);
		this.words.set(key, words);
	}
}
