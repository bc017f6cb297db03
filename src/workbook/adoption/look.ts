/**
 * Looks at somebody's own rows and proposes what they are: where the header stands, which table it is, which column means
 * what and why. Headers come first, content confirms, contradicts or stands in for them; nothing is changed.
 */
import {
	type ContentCell,
	type ContentOptions,
	type ContentReading,
	LEAST_CELLS,
	readContent,
} from "../../domain/adoption/content";
import { findHeader, type HeaderPlace, headerAt } from "../../domain/adoption/header-row";
import { unitOfHeader } from "../../domain/normalize/amount";
import { foldKey } from "../../domain/normalize/text";
import type { Messages } from "../../locale";
import { type AdoptionTexts, adoptionTexts } from "../../locale/adoption";
import type { Cell, CellContext } from "../codec";
import { text as textCodec } from "../codec";
import {
	AMBIGUOUS,
	type Candidate,
	ENDING,
	headerCandidates,
	headerKey,
	isKnownHeader,
	missingColumns,
	SECOND,
	settle,
	weightAs,
} from "../columns";
import { isMoney, RECORD_TABLES, type RecordTable } from "../schema";
import { adoptionTables } from "../shipped/adoption";
import { fill } from "../views/figures";
import type { LookContext } from "./around";
import { type ChoiceWord, wordsIn } from "./choice-words";
import { type Agreement, agreement, contentProposals } from "./expected";

/** How far a proposal may be trusted; a doubtful one has to be looked at. */
export type Confidence = "sure" | "likely" | "doubtful";

export interface ColumnLook {
	/** 1-based. */
	readonly at: number;
	readonly header: string;
	readonly samples: readonly string[];
	readonly column: string | null;
	readonly confidence: Confidence;
	readonly reason: string;
	readonly others: readonly string[];
	/** Whether it may be read where nobody can be asked: its header names it and nothing below speaks against it. */
	readonly isReadable: boolean;
}

export interface Look {
	readonly table: RecordTable | null;
	/** 1-based; 0 where there is no header. */
	readonly headRow: number;
	readonly headRows: number;
	/** Rows with content below the header. */
	readonly rows: number;
	readonly columns: readonly ColumnLook[];
	readonly words: readonly ChoiceWord[];
	/** One sentence where the rows cannot be used as they are; else "". */
	readonly problem: string;
}

/** Content is told from this many rows, spread over all. */
const SAMPLED = 200;
const SAMPLES = 3;
const LONGEST_SAMPLE = 60;

/** Orders of candidates beyond those of headers (columns.ts): content alone, then what content contradicts. */
const HELD = -1;
const BY_CONTENT = 500;
const GUESSED = 600;
const CONTRADICTED = 700;

interface Proposal extends Candidate {
	readonly by: "header" | "content";
	readonly agreement: Agreement;
	readonly confidence: Confidence;
	readonly reason: string;
}

/**
 * @param cells all rows as they stand, the header among them
 * @param table what the person says that it is; null to find out
 * @param headRow 1-based row that the person pointed at; null to find it
 * @param name of the tab or file, for sentences
 */
export function look(
	cells: readonly (readonly Cell[])[],
	table: RecordTable | null,
	headRow: number | null,
	name: string,
	around: LookContext,
): Look {
	return new Looker(cells, name, around).look(table, headRow);
}

class Looker {
	private readonly rows: readonly (readonly ContentCell[])[];
	private readonly texts: AdoptionTexts;
	private readonly options: ContentOptions;
	private readonly contents = new Map<number, ContentReading>();
	private head: HeaderPlace = { first: -1, rows: 0, headers: [] };

	constructor(
		cells: readonly (readonly Cell[])[],
		private readonly name: string,
		private readonly around: LookContext,
	) {
		const { context, messages } = around;
		// A date is text here: the rules have no clock.
		this.rows = cells.map((row) =>
			row.map((cell) => (cell instanceof Date ? (textCodec.decode(cell, context) as string) : cell)),
		);
		this.texts = adoptionTexts(messages.language);
		this.options = {
			nearDay: context.today,
			dayFirst: context.dayFirst,
			words: knownWords(around),
		};
	}

	look(wanted: RecordTable | null, headRow: number | null): Look {
		const { problems } = this.texts;
		// The same words stand in many rows.
		const asked = new Map<string, boolean>();
		const isKnown = (header: string): boolean => {
			const held = asked.get(header) ?? isKnownHeader(header);
			asked.set(header, held);
			return held;
		};
		const found =
			headRow === null ? findHeader(this.rows, isKnown) : headerAt(this.rows, headRow - 1, isKnown);
		const width = this.rows.reduce((most, row) => Math.max(most, row.length), 0);
		this.head = found ?? { first: -1, rows: 0, headers: [] };
		const headers = Array.from({ length: width }, (_, i) => this.head.headers[i] ?? "");
		const below = this.rows.slice(this.head.first + Math.max(1, this.head.rows)).filter(isFilled);
		const table = wanted ?? this.tableOf(headers);
		const proposals = table === null ? [] : this.propose(table, headers);
		const chosen = settle(proposals);
		const columns = headers.map((header, i) => this.columnLook(i + 1, header, proposals, chosen, table));
		const mapped = new Map(chosen.map(({ column, at }): [string, number] => [column, at]));
		const words = table === null ? [] : wordsIn(table, mapped, (at) => this.values(at), this.around);
		return {
			table,
			headRow: this.head.first + 1,
			headRows: this.head.rows,
			rows: below.length,
			columns: trimmed(columns),
			words,
			problem: this.rows.some(isFilled)
				? found === null
					? fill(problems.noHeader, { tab: this.name })
					: this.problemOf(table, mapped)
				: fill(problems.empty, { tab: this.name }),
		};
	}

	private problemOf(table: RecordTable | null, mapped: ReadonlyMap<string, number>): string {
		const { problems } = this.texts;
		if (table === null) return fill(problems.noTable, { tab: this.name });
		return missingSentence(this.name, table, mapped, this.around.messages);
	}

	/** The table for which most speaks; columns told by content alone count half, doubtful ones not at all. */
	private tableOf(headers: readonly string[]): RecordTable | null {
		let best: { table: RecordTable; weight: number } | null = null;
		for (const table of RECORD_TABLES) {
			const chosen = settle(this.propose(table, headers)).filter(
				({ confidence }) => confidence !== "doubtful",
			);
			const columns = new Map(chosen.map(({ column, at }): [string, number] => [column, at]));
			const byContent = chosen.filter(({ by }) => by === "content").length;
			const weight = weightAs(table, headers, columns) - byContent / 2;
			if (weight <= 0) continue;
			const named = weight + (this.isNamedAs(table) ? BY_NAME : 0);
			if (named > (best?.weight ?? 0)) best = { table, weight: named };
		}
		return best?.table ?? null;
	}

	private isNamedAs(table: RecordTable): boolean {
		const name = foldKey(this.name);
		return adoptionTables()
			.tabNames[table].split(" | ")
			.some((word) => name.includes(foldKey(word)));
	}

	/** All that speaks for a column being one of ours, the surest with the lowest order. */
	private propose(table: RecordTable, headers: readonly string[]): Proposal[] {
		const byHeader = headerCandidates(table, headers).map((candidate) =>
			this.judge(table, headers, candidate),
		);
		const { foreign } = known();
		const byContent = headers.flatMap((header, i): Proposal[] => {
			const at = i + 1;
			const own = byHeader.filter((proposal) => proposal.at === at);
			const levels = [header, ...header.split(" / ")].map(headerKey);
			if (levels.some((key) => foreign.has(key))) return [];
			if (own.some(({ agreement: { is } }) => is === "same")) return [];
			const isContradicted = own.some(({ agreement: { is } }) => is === "other");
			return contentProposals(table, this.content(at)).flatMap(({ column, kind, share, isCertain }) => {
				if (own.some((proposal) => proposal.column === column)) return [];
				// A header that means something elsewhere is no blank to be filled in by a guess.
				if (!isCertain && own.length === 0 && isKnownHeader(header)) return [];
				const isOpen = header === "" || isContradicted;
				const confidence: Confidence =
					!isCertain || (own.length > 0 && !isContradicted) ? "doubtful" : "likely";
				return [
					{
						at,
						column,
						order: (isCertain ? BY_CONTENT : GUESSED) + (isOpen ? 0 : 50),
						by: "content" as const,
						agreement: { is: "same" as const, kind, share },
						confidence: kind === "corporate_number" || (kind === "email" && isOpen) ? "sure" : confidence,
						reason: fill(this.texts.byContent, this.shown(kind, share)),
					},
				];
			});
		});
		return this.withHeld([...byHeader, ...byContent]);
	}

	/** What was decided before stands. */
	private withHeld(proposals: readonly Proposal[]): Proposal[] {
		const { held } = this.around;
		if (held === undefined) return [...proposals];
		const decided = [...held].flatMap(([at, column]): Proposal[] =>
			column === null
				? []
				: [
						{
							...{ at, column, order: HELD, by: "header", agreement: { is: "open" }, confidence: "sure" },
							reason: this.texts.held,
						},
					],
		);
		return [...decided, ...proposals.filter(({ at }) => !held.has(at))];
	}

	/** A header's candidate in the light of what stands below it. */
	private judge(table: RecordTable, headers: readonly string[], candidate: Candidate): Proposal {
		const content = this.content(candidate.at);
		const found = agreement(table, candidate.column, content);
		const header = headers[candidate.at - 1] ?? "";
		const isEnding = candidate.order >= ENDING;
		const named = fill(isEnding ? this.texts.byEnding : this.texts.byHeader, { header });
		const unit = isMoney(table, candidate.column) ? unitOfHeader(header) : 1;
		const times = String(unit).replace(/\B(?=(\d{3})+$)/g, ",");
		const reason = unit === 1 ? named : fill(this.texts.inUnit, { reason: named, times });
		const base = { ...candidate, by: "header" as const, agreement: found };
		if (found.is === "other" || found.is === "unreadable") {
			const template = found.is === "other" ? this.texts.contradicts : this.texts.doesNotFit;
			const shown = found.is === "other" ? this.shown(found.kind, found.share) : {};
			return {
				...base,
				order: candidate.order + CONTRADICTED,
				confidence: "doubtful",
				reason: fill(template, { reason, ...shown }),
			};
		}
		const person = this.personOf(candidate, content);
		if (person !== null)
			return { ...base, ...person, confidence: "likely", reason: fill(person.reason, { reason }) };
		if (found.is === "same") {
			const agrees = fill(this.texts.agrees, { reason, ...this.shown(found.kind, found.share) });
			return {
				...base,
				confidence: isEnding || candidate.order >= SECOND ? "likely" : "sure",
				reason: agrees,
			};
		}
		const confidence = isEnding ? "doubtful" : candidate.order >= SECOND ? "likely" : "sure";
		return { ...base, confidence, reason };
	}

	/**
	 * 担当者 is somebody at the customer's or one of the team: customers have a name for each row, a team has a few. Null
	 * where the header has one meaning or the rows are too few to tell.
	 */
	private personOf(candidate: Candidate, content: ContentReading): { order: number; reason: string } | null {
		const isAmbiguous = candidate.order >= AMBIGUOUS && candidate.order < ENDING;
		if (!isAmbiguous || !/^(?:name|owner)$/.test(candidate.column) || content.filled < LEAST_TO_COUNT)
			return null;
		const ratio = content.distinct / content.filled;
		if (ratio > MANY && candidate.column === "name")
			return { order: AMBIGUOUS, reason: this.texts.manyNames };
		if (ratio < FEW && candidate.column === "owner") return { order: AMBIGUOUS, reason: this.texts.fewNames };
		return null;
	}

	private columnLook(
		at: number,
		header: string,
		proposals: readonly Proposal[],
		chosen: readonly Proposal[],
		table: RecordTable | null,
	): ColumnLook {
		const own = proposals.filter((proposal) => proposal.at === at).sort((a, b) => a.order - b.order);
		const taken = chosen.find((proposal) => proposal.at === at);
		const others = [...new Set(own.map(({ column }) => column))].filter((column) => column !== taken?.column);
		const samples = this.samples(at);
		return {
			at,
			header,
			samples,
			column: taken?.column ?? null,
			confidence: taken?.confidence ?? "sure",
			reason: taken?.reason ?? this.whyNone(at, header, own[0], chosen, table),
			others,
			isReadable: taken !== undefined && (taken.confidence !== "doubtful" || taken.order < BY_CONTENT),
		};
	}

	private whyNone(
		at: number,
		header: string,
		first: Proposal | undefined,
		chosen: readonly Proposal[],
		table: RecordTable | null,
	): string {
		const { texts } = this;
		if (this.around.held?.has(at)) return texts.leftOut;
		const holder = first === undefined ? undefined : chosen.find(({ column }) => column === first.column);
		if (holder !== undefined && table !== null) {
			const labels = this.around.messages.columns[table] as Readonly<Record<string, string>>;
			const other = this.head.headers[holder.at - 1] || String(holder.at);
			return fill(texts.taken, { column: labels[holder.column] ?? holder.column, other });
		}
		const content = this.content(at);
		if (content.filled === 0 && header === "") return texts.blank;
		const told = content.filled < LEAST_CELLS ? undefined : content.kinds[0];
		if (told === undefined || told.share < MOST_TOLD || !(told.kind in texts.kinds)) return texts.stays;
		return `${fill(texts.byContent, this.shown(told.kind, told.share))}${texts.or}${texts.stays}`;
	}

	private shown(kind: string, share: number): { kind: string; percent: number } {
		const words = this.texts.kinds as Readonly<Record<string, string>>;
		return { kind: words[kind] ?? kind, percent: Math.round(share * 100) };
	}

	private content(at: number): ContentReading {
		const held = this.contents.get(at);
		if (held !== undefined) return held;
		const filled = this.values(at);
		const step = Math.max(1, filled.length / SAMPLED);
		const sampled = Array.from(
			{ length: Math.min(SAMPLED, filled.length) },
			(_, i) => filled[Math.floor(i * step)] as ContentCell,
		);
		const reading = readContent(sampled, this.options);
		this.contents.set(at, reading);
		return reading;
	}

	/** Filled cells of a column below the header. */
	private values(at: number): ContentCell[] {
		const from = this.head.first + Math.max(1, this.head.rows);
		const values: ContentCell[] = [];
		for (let row = from; row < this.rows.length; row++) {
			const cell = this.rows[row]?.[at - 1];
			if (cell !== undefined && cell !== "") values.push(cell);
		}
		return values;
	}

	private samples(at: number): string[] {
		const texts = new Set<string>();
		for (const value of this.values(at)) {
			texts.add(String(value).slice(0, LONGEST_SAMPLE));
			if (texts.size === SAMPLES) break;
		}
		return [...texts];
	}
}

/** Fewer rows do not tell whether names repeat. */
const LEAST_TO_COUNT = 8;
const MANY = 0.7;
const FEW = 0.4;
const MOST_TOLD = 0.8;
/** A tab's name weighs as two columns do. */
const BY_NAME = 2;

/** The sentence for a table that lacks the columns without which it says nothing; "" where it has them. */
export function missingSentence(
	tab: string,
	table: RecordTable,
	columns: ReadonlyMap<string, number>,
	messages: Messages,
): string {
	const missing = missingColumns(table, columns);
	if (missing.length === 0) return "";
	const texts = adoptionTexts(messages.language);
	const labels = messages.columns[table] as Readonly<Record<string, string>>;
	const words = missing.map((column) => fill(texts.columnWord, { column: labels[column] ?? column }));
	return fill(texts.problems.missing, { tab, table: messages.tabs[table], columns: words.join(texts.or) });
}

function isFilled(row: readonly ContentCell[]): boolean {
	return row.some((cell) => cell !== "" && cell !== false);
}

/** Blank columns at the right end are no columns. */
function trimmed(columns: readonly ColumnLook[]): ColumnLook[] {
	let last = columns.length;
	while (last > 0 && columns[last - 1]?.header === "" && columns[last - 1]?.samples.length === 0) last--;
	return columns.slice(0, last);
}

/** The shipped lists by key, made once. */
interface Known {
	readonly foreign: ReadonlySet<string>;
	readonly channels: ReadonlySet<string>;
	readonly stages: ReadonlySet<string>;
}

let shipped: Known | undefined;

function known(): Known {
	if (shipped !== undefined) return shipped;
	const { foreign, channels, stages } = adoptionTables();
	const keys = (lists: readonly string[], keyOf: (word: string) => string) =>
		new Set(lists.flatMap((list) => list.split(" | ")).map(keyOf));
	shipped = {
		foreign: keys([foreign], headerKey),
		channels: keys(channels, foldKey),
		stages: keys([stages], foldKey),
	};
	return shipped;
}

/** Choices whose words tell a column: those that everybody uses and those that the team taught. */
function knownWords({ context, settings, stages }: LookContext): ContentOptions["words"] {
	const { channels, stages: steps } = known();
	const taught = new Set(settings.dictionaries.channel.map(([word]) => foldKey(word)));
	const byChoice = (choice: Parameters<CellContext["words"]>[0]) => {
		const words = context.words(choice);
		return (word: string) => words.has(foldKey(word));
	};
	return [
		["channel", (word) => channels.has(foldKey(word)) || taught.has(foldKey(word))],
		["activity_type", (word) => context.codeOf("activity_type", word) !== undefined],
		["outcome", byChoice("outcome")],
		["stage", (word) => steps.has(foldKey(word)) || stages.has(foldKey(word))],
		["verdict", byChoice("verdict")],
		["call_result", byChoice("call_result")],
		["contact_role", byChoice("contact_role")],
		["flag", byChoice("flag")],
	];
}
