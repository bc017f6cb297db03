import { NONE } from "./codes";
import { type ContactCells, ContactFacts } from "./contact-facts";
import { readContext } from "./context";
import { type DuplicatePair, explain, type Judgement, weightOf } from "./evidence";
import { type Contacts, columnsOf, type DuplicateOptions } from "./find-duplicates";
import { judgeContacts } from "./judge-contacts";
import { type Blocks, blocksOf } from "./pair-search";
import { isMobile } from "./quick-keys";
import { standingOf } from "./standing";

/** The row that an incoming contact probably is, by the rules of findDuplicates. */
export interface HouseMatch extends Omit<DuplicatePair, "a" | "b"> {
	readonly row: number;
}

export interface HouseIndex {
	/** The weightiest match, of equal ones the row to keep; null where nobody fits. */
	match(contact: ContactCells): HouseMatch | null;
}

/** Up to so many rows of one mailbox or name are all looked at; of more, so many for each thing they may share. */
const MANY = 24;
const FEW = 8;

/** The contacts that are already there, to be asked for each row of an import. What it holds is not changed by asking. */
export function houseIndex(contacts: Contacts, options: DuplicateOptions = {}): HouseIndex {
	const { size } = contacts;
	const facts = new ContactFacts(size, contacts, options.emailDomains);
	const mails = blocksOf(facts.mail, size, facts.counts.mails);
	const names = blocksOf(facts.name, size, facts.counts.names);
	readContext(facts, mails, names);
	const compareStanding = standingOf(contacts, columnsOf(contacts));
	const rows = Array.from({ length: size }, (_none, row) => row);
	const mobiles = new Shelf(
		rows.filter((row) => isMobile(facts.phone[row]!)),
		(row) => [facts.phoneCode(row)],
		compareStanding,
	);
	const nameless = new Shelf(
		rows.filter((row) => facts.name[row] === NONE),
		(row) => linksOf(facts, row),
		compareStanding,
	);
	// A nameless newcomer is known by a telling local part alone.
	const locals = new Shelf(rows, (row) => [facts.tellingLocal(row)], compareStanding);
	const shelves = new Map<number, Shelf>();

	/** Rows of a block; of a large one those that share something with the newcomer. */
	const candidates = (blocks: Blocks, code: number, newcomer: number, id: number): ArrayLike<number> => {
		if (code < 0 || code + 1 >= blocks.starts.length) return [];
		const block = blocks.rows.subarray(blocks.starts[code], blocks.starts[code + 1]);
		if (block.length <= MANY) return block;
		let shelf = shelves.get(id);
		if (shelf === undefined) {
			shelf = new Shelf(block, (row) => [0, ...linksOf(facts, row)], compareStanding);
			shelves.set(id, shelf);
		}
		return shelf.find([0, ...linksOf(facts, newcomer)]);
	};

	return {
		match(contact) {
			const newcomer = facts.put(contact);
			let best = NONE;
			let bestJudgement: Judgement = 0;
			const look = (found: ArrayLike<number>) => {
				for (let i = 0; i < found.length; i++) {
					const row = found[i]!;
					const judgement = judgeContacts(facts, row, newcomer);
					if (judgement === 0) continue;
					const order = bestJudgement === 0 ? -1 : weightOf(judgement) - weightOf(bestJudgement);
					if (order < 0 || (order === 0 && compareStanding(row, best) < 0)) {
						best = row;
						bestJudgement = judgement;
					}
				}
			};
			const mail = facts.mail[newcomer]!;
			const name = facts.name[newcomer]!;
			look(candidates(mails, mail, newcomer, mail));
			look(candidates(names, name, newcomer, -1 - name));
			if (isMobile(facts.phone[newcomer]!)) look(mobiles.find([facts.phoneCode(newcomer)]));
			if (name === NONE) {
				look(nameless.find(linksOf(facts, newcomer)));
				look(locals.find([facts.tellingLocal(newcomer)]));
			} else if (facts.tellingLocal(newcomer) !== NONE) {
				look(nameless.find([LOCAL + facts.tellingLocal(newcomer) + 1]));
			}
			return best === NONE ? null : { row: best, ...explain(bestJudgement) };
		},
	};
}

/** Room for the codes of one kind of link before those of the next. */
const KIND = 2 ** 32;
const LOCAL = 4 * KIND;

/** What a row may share with others of its name or mailbox, each as one number. */
function linksOf(facts: ContactFacts, row: number): number[] {
	return [
		facts.name[row]!,
		facts.company(row),
		facts.domain(row),
		facts.phoneCode(row),
		facts.local(row),
		facts.number(row),
		facts.placeByCode(row),
		facts.placeByAddress(row),
	].map((code, kind) => (code === NONE ? NONE : kind * KIND + code + 1));
}

/** Rows by what they share; of each the few most worth keeping. */
class Shelf {
	private readonly rows = new Map<number, number[]>();

	constructor(
		rows: ArrayLike<number>,
		linksOf: (row: number) => readonly number[],
		compareStanding: (a: number, b: number) => number,
	) {
		for (let i = 0; i < rows.length; i++) {
			for (const link of linksOf(rows[i]!)) {
				if (link === NONE) continue;
				const known = this.rows.get(link);
				if (known === undefined) this.rows.set(link, [rows[i]!]);
				else {
					known.push(rows[i]!);
					if (known.length > FEW) known.sort(compareStanding).pop();
				}
			}
		}
	}

	find(links: readonly number[]): number[] {
		return links.flatMap((link) => (link === NONE ? [] : (this.rows.get(link) ?? [])));
	}
}
