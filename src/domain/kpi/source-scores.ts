import type { Day } from "../calendar/day";
import { type KpiState, LEAD, type LeadCut, NEVER } from "./state";

/** What became of the leads of each event, or of whatever else they came from: quantity, quality, and how soon. */

/** Days that are looked back on: what happened at most so long after the day each lead was created. */
export const WINDOWS = [30, 60, 90] as const;

export interface WindowScore {
	/** Leads that were first touched, and that had their 商談化 event, in time. */
	readonly touched: number;
	readonly converted: number;
	/** The day on which the last lead has had its full time; null from that day on. */
	readonly finalOn: Day | null;
}

export interface SourceScore {
	/** As the leads name it; "" for none. */
	readonly name: string;
	/** When its first and its last lead were created; null where no lead is dated. */
	readonly first: Day | null;
	readonly last: Day | null;
	readonly leads: number;
	/** Those whose creation is dated: only they can be touched or converted in time. */
	readonly dated: number;
	readonly judged: number;
	readonly target: number;
	readonly qualified: number;
	/** Those with an order. */
	readonly ordered: number;
	/** As `WINDOWS`. */
	readonly windows: readonly WindowScore[];
}

export interface SourceScores {
	readonly cut: LeadCut;
	/** Those named; the newest first, by their first lead, then by name. */
	readonly named: readonly SourceScore[];
	/** Leads that name none. */
	readonly unnamed: SourceScore;
	readonly total: SourceScore;
}

/**
 * The leads of a state by campaign, over all time; by channel where no lead names a campaign, those with the most leads
 * first.
 */
export function sourceScoresOf(state: KpiState): SourceScores {
	const campaigns = scoresBy(state, "campaign");
	const byStart = (a: SourceScore, b: SourceScore) => (b.first ?? -NEVER) - (a.first ?? -NEVER);
	if (campaigns.length > 1) return sorted("campaign", campaigns, state.options.asOf, byStart);
	return sorted("channel", scoresBy(state, "channel"), state.options.asOf, (a, b) => b.leads - a.leads);
}

function sorted(
	cut: LeadCut,
	[unnamed, ...named]: readonly SourceScore[],
	asOf: Day,
	compare: (a: SourceScore, b: SourceScore) => number,
): SourceScores {
	named.sort((a, b) => compare(a, b) || (a.name < b.name ? -1 : 1));
	const rest = unnamed ?? sumOfScores([], asOf);
	return { cut, named, unnamed: rest, total: sumOfScores([rest, ...named], asOf) };
}

/** Scores taken together, of whatever sources. */
export function sumOfScores(scores: readonly SourceScore[], asOf: Day, name = ""): SourceScore {
	const sum = (of: (score: SourceScore) => number) => scores.reduce((total, score) => total + of(score), 0);
	const days = scores.flatMap(({ first, last }) => (first === null || last === null ? [] : [first, last]));
	const last = days.length === 0 ? null : (Math.max(...days) as Day);
	return {
		name,
		first: days.length === 0 ? null : (Math.min(...days) as Day),
		last,
		leads: sum(({ leads }) => leads),
		dated: sum(({ dated }) => dated),
		judged: sum(({ judged }) => judged),
		target: sum(({ target }) => target),
		qualified: sum(({ qualified }) => qualified),
		ordered: sum(({ ordered }) => ordered),
		windows: WINDOWS.map((days, at) => ({
			touched: sum(({ windows }) => windows[at]?.touched ?? 0),
			converted: sum(({ windows }) => windows[at]?.converted ?? 0),
			finalOn: finalDay(last, days, asOf),
		})),
	};
}

function finalDay(last: Day | null, days: number, asOf: Day): Day | null {
	return last === null || last + days <= asOf ? null : ((last + days) as Day);
}

/** Columns of what is counted for a name. */
const LEADS = 0;
const DATED = 1;
const JUDGED = 2;
const TARGET = 3;
const QUALIFIED = 4;
const ORDERED = 5;
const TOUCHED = 6;
const CONVERTED = TOUCHED + WINDOWS.length;
const WIDTH = CONVERTED + WINDOWS.length;

/** The blank first, then the names that any lead has. */
function scoresBy({ leads, names, options: { asOf } }: KpiState, cut: LeadCut): SourceScore[] {
	const codes: readonly string[] = names[cut].names;
	const counts = new Int32Array(codes.length * WIDTH);
	const first = new Int32Array(codes.length).fill(NEVER);
	const last = new Int32Array(codes.length).fill(-NEVER);
	const { size, facts, created, createdIn } = leads;
	const of = leads[cut];
	for (let lead = 0; lead < size; lead++) {
		if (createdIn[lead] === 0) continue;
		const code = of[lead]!;
		const start = code * WIDTH;
		counts[start + LEADS]!++;
		const is = facts[lead]!;
		if ((is & LEAD.judged) !== 0) counts[start + JUDGED]!++;
		if ((is & LEAD.target) !== 0) counts[start + TARGET]!++;
		if ((is & LEAD.qualified) !== 0) counts[start + QUALIFIED]!++;
		if (leads.orderedOn[lead] !== NEVER) counts[start + ORDERED]!++;
		const day = created[lead]!;
		if (day === NEVER) continue;
		counts[start + DATED]!++;
		if (day < first[code]!) first[code] = day;
		if (day > last[code]!) last[code] = day;
		for (let window = 0; window < WINDOWS.length; window++) {
			const end = day + WINDOWS[window]!;
			if (leads.touchedOn[lead]! <= end) counts[start + TOUCHED + window]!++;
			if (leads.convertedOn[lead]! <= end) counts[start + CONVERTED + window]!++;
		}
	}
	return codes.flatMap((name, code): SourceScore[] => {
		const count = (column: number) => counts[code * WIDTH + column]!;
		if (code > 0 && count(LEADS) === 0) return [];
		const isDated = count(DATED) > 0;
		const lastOn = isDated ? (last[code] as Day) : null;
		return [
			{
				name,
				first: isDated ? (first[code] as Day) : null,
				last: lastOn,
				leads: count(LEADS),
				dated: count(DATED),
				judged: count(JUDGED),
				target: count(TARGET),
				qualified: count(QUALIFIED),
				ordered: count(ORDERED),
				windows: WINDOWS.map((days, at) => ({
					touched: count(TOUCHED + at),
					converted: count(CONVERTED + at),
					finalOn: finalDay(lastOn, days, asOf),
				})),
			},
		];
	});
}
