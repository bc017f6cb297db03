import type { Cut, Metric } from "./catalogue";
import type { CountedBySource } from "./counted";
import {
	type CutSource,
	cutting,
	type GroupingCut,
	perEveryCut,
	type TallyCut,
	tallyCut,
	tallyCutsOf,
} from "./cuts";
import { type KpiState, RANKED_BY } from "./state";
import type { Tally } from "./tally";

/** How a metric's records are spread over dimensions: whole, by name, by currency. */

/** One who sells or markets, as the team's list says. */
export interface Member {
	readonly name: string;
	/** "" for none. */
	readonly role: string;
	/** Full-time equivalent. */
	readonly fte: number;
	/** Null: from the beginning. */
	readonly joinedOn: number | null;
}

/** Name that stands for all of a cut beyond `maxNames`: "channel:*". */
export const POOLED_NAME = "*";

/** The dimensions with the most records have rows for all periods, the others for the latest. */
const MAIN_NAMES = 20;

/** The names of a cut as the rows show them: each of its own, or pooled. */
interface Groups {
	readonly dimensions: readonly string[];
	/** Index of the dimension by the fold's code of the name; −1 for those left out. */
	readonly byName: Int32Array;
	/** Whether each dimension has rows for all periods. */
	readonly isMain: readonly boolean[];
}

/** What groups the names of another cut: the group of a name, "" for none. */
export type Groupings = Readonly<Record<GroupingCut, (name: string) => string>>;

export type GroupsByCut = Readonly<Record<Cut, Groups>>;

export function groupsByCut(
	state: KpiState,
	counted: CountedBySource,
	targeted: ReadonlySet<string>,
	groupings: Groupings,
	maxNames: number,
): GroupsByCut {
	return perEveryCut((cut) => {
		const { by, isOptional } = cutting(cut);
		const { names } = state.names[tallyCut(cut)];
		const groups =
			by === undefined
				? groupNames(cut, names, talliesOf(counted, tallyCut(cut)), state.slots.size, targeted, maxNames)
				: groupGrouped(cut, names, groupings[cut as keyof Groupings], targeted);
		return isOptional === true ? known(groups) : groups;
	});
}

/** What the names of a cut are ranked by: the records of every source that bears them. */
function talliesOf(counted: CountedBySource, cut: TallyCut): Tally[] {
	return (Object.keys(RANKED_BY) as CutSource[])
		.filter((source) => tallyCutsOf(source).includes(cut))
		.map((source) => counted[source].tallies.of(RANKED_BY[source]!, cut));
}

/** The names with the most records, and those with a target, have a dimension of their own; the others share one. */
function groupNames(
	cut: Cut,
	names: readonly string[],
	tallies: readonly Tally[],
	slots: number,
	targeted: ReadonlySet<string>,
	maxNames: number,
): Groups {
	const records = new Float64Array(names.length);
	for (const { size, keys, counts } of tallies) {
		for (let counter = 0; counter < size; counter++) {
			const name = Math.floor(keys[counter]! / slots);
			records[name] = records[name]! + counts[counter]!;
		}
	}
	const dimensionOf = (code: number): string => `${cut}:${names[code]}`;
	const byRecords = Array.from(names, (_, code) => code).sort(
		(a, b) => records[b]! - records[a]! || compareText(dimensionOf(a), dimensionOf(b)),
	);
	const pooled = `${cut}:${POOLED_NAME}`;
	const shown: string[] = [];
	const { main: known } = cutting(cut);
	const main = new Set(targeted).add(pooled);
	byRecords.forEach((code, rank) => {
		const own = dimensionOf(code);
		shown[code] = rank < maxNames || targeted.has(own) ? own : pooled;
		if (known?.includes(names[code]!) ?? rank < MAIN_NAMES) main.add(own);
	});
	return grouped(cut, shown, targeted, main);
}

/** Reps by their role, channels by their class. */
function groupGrouped(
	cut: Cut,
	names: readonly string[],
	groupOf: (name: string) => string,
	targeted: ReadonlySet<string>,
): Groups {
	return grouped(
		cut,
		names.map((name) => `${cut}:${groupOf(name)}`),
		targeted,
	);
}

function grouped(
	cut: Cut,
	shown: readonly string[],
	targeted: ReadonlySet<string>,
	main?: ReadonlySet<string>,
): Groups {
	const wanted = Array.from(targeted).filter((dimension) => dimension.startsWith(`${cut}:`));
	const dimensions = Array.from(new Set([...shown, ...wanted])).sort(compareText);
	const indexOf = new Map(dimensions.map((dimension, index) => [dimension, index]));
	return {
		dimensions,
		byName: Int32Array.from(shown, (dimension) => indexOf.get(dimension)!),
		isMain: dimensions.map((dimension) => main?.has(dimension) ?? true),
	};
}

/** No groups where nothing is known but 未設定. */
function known(groups: Groups): Groups {
	return groups.dimensions.length === 1 && groups.dimensions[0]!.endsWith(":")
		? { ...groups, dimensions: [], byName: groups.byName.map(() => -1) }
		: groups;
}

/** One way to spread a metric's records over dimensions. */
export interface Breakdown {
	readonly id: "all" | "currency" | Cut;
	/** The tally to read. */
	readonly cut: TallyCut;
	readonly dimensions: readonly string[];
	/** Index of the dimension by name, −1 for names to leave out; where it is null, by trait. */
	readonly byName: Int32Array | null;
	/** −1 for the traits to leave out: amounts in another currency. */
	readonly byTrait: Int32Array;
	readonly isMain: readonly boolean[];
	/** The currency of each dimension where it is not the main one. */
	readonly currencies?: readonly string[];
}

export function breakdownsOf(
	metric: Metric,
	counted: CountedBySource,
	groups: GroupsByCut,
	{ currencies }: KpiState,
	main: string,
): Breakdown[] {
	const { source, kind } = metric;
	const { traits, tallies } = counted[source];
	const isMoney = metric.unit === "money" || source === "cost";
	const isForeign = (code: number): boolean => isMoney && code !== 0 && currencies.names[code] !== main;
	const byTrait = Int32Array.from(traits.currencies, (code) => (isForeign(code) ? -1 : 0));
	const whole = { cut: tallies.leastCut(metric.basis), byName: null, byTrait } as const;
	const breakdowns: Breakdown[] = [{ ...whole, id: "all", dimensions: ["all"], isMain: [true] }];
	for (const id of metric.cuts) {
		const named = groups[id];
		// What was spent on no channel in particular, or on one of no class, is in the total alone.
		const byName =
			source === "cost"
				? named.byName.map((group, name) =>
						name === 0 || named.dimensions[group]?.endsWith(":") ? -1 : group,
					)
				: named.byName;
		breakdowns.push({ ...named, id, cut: tallyCut(id), byName, byTrait });
	}
	if (isMoney && kind !== "unit_cost" && kind !== "gain" && kind !== "per_head") {
		const foreign = Array.from(
			new Set(traits.currencies.filter(isForeign)),
			(code) => currencies.names[code]!,
		);
		foreign.sort(compareText);
		breakdowns.push({
			...whole,
			id: "currency",
			dimensions: foreign.map((currency) => `currency:${currency}`),
			byTrait: Int32Array.from(traits.currencies, (code) => foreign.indexOf(currencies.names[code]!)),
			isMain: foreign.map(() => true),
			currencies: foreign,
		});
	}
	return breakdowns;
}

/** By code unit: the same order on every machine. */
export function compareText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
