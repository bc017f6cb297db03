import { NONE } from "./codes";
import type { ContactFacts } from "./contact-facts";
import { compareNames, mailsAreNear } from "./judge-contacts";
import { type Blocks, eachBlock, runsOf } from "./pair-search";

/** So many names beside one mailbox, or mailboxes beside one name, differ without each being compared with each. */
const MANY = 12;

/** Finds what a pair of rows does not show by itself: the others beside them. To be called before rows are compared. */
export function readContext(facts: ContactFacts, mails: Blocks, names: Blocks): void {
	eachBlock(mails, (rows) => {
		if (haveOtherNames(facts, rows)) facts.mixed.add(facts.mail[rows[0]!]!);
	});
	const mark = (run: Int32Array) => {
		if (run.length > 2 && areNamesakes(facts, run)) for (const row of run) facts.contested[row] = 1;
	};
	eachBlock(names, (rows) => {
		if (rows.length < 3 || facts.isFamilyName(rows[0]!)) return;
		runsOf(rows, (row) => facts.company(row), mark);
		const domains = new Set<number>();
		for (const row of rows) domains.add(facts.domain(row));
		domains.delete(NONE);
		if (domains.size > 2) for (const row of rows) facts.common[row] = 1;
	});
}

/** Whether rows of one group contradict each other: different people, or different companies. */
export function contradict(facts: ContactFacts, rows: ArrayLike<number>): boolean {
	return differ(rows, (row) => facts.number(row)) || haveOtherNames(facts, rows);
}

function haveOtherNames(facts: ContactFacts, rows: ArrayLike<number>): boolean {
	const codeOf = (row: number) => facts.name[row]!;
	return differ(rows, codeOf, (a, b) => compareNames(facts, a, b) === "other");
}

/** Whether rows of one name and company are of several people or companies, by number, domain or mailbox. */
function areNamesakes(facts: ContactFacts, rows: ArrayLike<number>): boolean {
	const ownMail = (row: number) => (facts.mailKind(row) === "own" ? facts.mail[row]! : NONE);
	return (
		differ(rows, (row) => facts.number(row)) || differ(rows, ownMail, (a, b) => !mailsAreNear(facts, a, b))
	);
}

/** Whether any two rows have different codes, and by `other` do differ; a code below 0 is unknown. */
function differ(
	rows: ArrayLike<number>,
	codeOf: (row: number) => number,
	other: (a: number, b: number) => boolean = () => true,
): boolean {
	const codes: number[] = [];
	const firsts: number[] = [];
	for (let i = 0; i < rows.length; i++) {
		const row = rows[i]!;
		const code = codeOf(row);
		if (code < 0 || codes.includes(code)) continue;
		if (firsts.some((known) => other(known, row))) return true;
		codes.push(code);
		firsts.push(row);
		if (codes.length > MANY) return true;
	}
	return false;
}
