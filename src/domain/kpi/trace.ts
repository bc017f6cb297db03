import { type Breakdown, breakdownsOf } from "./breakdown";
import type { Basis, Metric } from "./catalogue";
import { leadFacts, leadMonthFacts, leadSlot, shownMonths } from "./counted";
import type { TallyCut } from "./cuts";
import { type KpiReport, perMetric, prepare, type Ready } from "./engine";
import { AMONG, COUNTED, NEEDED, traitRoles } from "./figures";
import { membersOf } from "./per-head";
import type { Span } from "./spans";
import type { KpiState, LeadCut } from "./state";

/** 「この数字の内訳」: the very records behind a figure, from the facts that it was counted from. */

export interface TracePart {
	readonly source: Metric["source"] | "member";
	/**
	 * Indices in the source's table, ascending; of `lead_month` leads, each as often as it counted. A deal's, an
	 * activity's and a cost's index is the order in which they were added.
	 */
	readonly records: readonly number[];
}

export interface Trace {
	/** What was counted, summed or measured; of a ratio its numerator, of a unit cost or ROI what was spent. */
	readonly numerator: TracePart;
	/** What it is divided by: the population of a ratio, what a cost bought, the members; null where nothing is. */
	readonly denominator: TracePart | null;
}

/** Which figure: as in its row. */
export interface TraceQuestion {
	readonly metric: string;
	readonly period: string;
	readonly dimension: string;
}

/**
 * The records behind a figure, as many as its row counts; null where there is no such metric, period or dimension.
 * @param state made with `trace`, folded whole, and not merged
 * @param report the one that the rows were made with
 */
export function traceOf(state: KpiState, report: KpiReport, question: TraceQuestion): Trace | null {
	const metric = state.metrics.find(({ id }) => id === question.metric);
	const ready = prepare(state, report);
	const span = ready.spans.find(({ period }) => period === question.period);
	if (metric === undefined || span === undefined) return null;
	const own = partOf(ready, metric, span, question.dimension);
	if (own === null) return null;
	const per = perMetric(state, metric);
	const bought = per === null ? null : partOf(ready, per, span, question.dimension);
	const part = (source: TracePart["source"], records: readonly number[]): TracePart => ({ source, records });
	const { source, kind, unit } = metric;
	const isCounted = kind === "ratio" || kind === "count" || kind === "effort" || unit === "decimal";
	const denominator =
		kind === "ratio"
			? part(source, own.among)
			: kind === "mean"
				? part(source, own.known)
				: kind === "per_head"
					? part("member", membersOf(report.members ?? [], question.dimension))
					: per !== null && bought !== null
						? part(per.source, kind === "gain" ? bought.known : bought.counted)
						: null;
	return { numerator: part(source, isCounted ? own.counted : own.known), denominator };
}

interface Part {
	readonly among: number[];
	readonly counted: number[];
	readonly known: number[];
}

function partOf(ready: Ready, metric: Metric, span: Span, dimension: string): Part | null {
	const { state, counted, groups, currency } = ready;
	for (const breakdown of breakdownsOf(metric, counted, groups, state, currency)) {
		const group = breakdown.dimensions.indexOf(dimension);
		if (group < 0) continue;
		const { traits } = counted[metric.source];
		const roles = traitRoles(metric, state.facts[metric.source], traits);
		const part: Part = { among: [], counted: [], known: [] };
		forRecords(state, metric.source, metric.basis, breakdown.cut, (record, slot, name, facts, code) => {
			const trait = code ?? traits.codeOf(facts, 0);
			if (slot < span.from || slot >= span.to || groupOf(breakdown, name, trait) !== group) return;
			const role = roles[trait] ?? 0;
			if ((role & AMONG) === 0) return;
			part.among.push(record);
			if ((role & COUNTED) === 0) return;
			part.counted.push(record);
			if ((role & NEEDED) !== 0) part.known.push(record);
		});
		return part;
	}
	return null;
}

function groupOf({ byName, byTrait }: Breakdown, name: number, trait: number): number {
	const ofTrait = byTrait[trait]!;
	return byName === null || ofTrait < 0 ? ofTrait : byName[name]!;
}

/** Calls back for every record of a source with its slot by a basis, its name in a cut, and its facts or trait. */
function forRecords(
	state: KpiState,
	source: Metric["source"],
	basis: Basis,
	cut: TallyCut,
	each: (record: number, slot: number, name: number, facts: number, trait: number | null) => void,
): void {
	const { leads, records, options } = state;
	const nameOf = (lead: number) => leads[cut as LeadCut][lead]!;
	if (source === "lead") {
		for (let lead = 0; lead < leads.size; lead++) {
			if (leads.createdIn[lead] === 0) continue;
			each(lead, leadSlot(state, lead, basis), nameOf(lead), leadFacts(state, lead), null);
		}
	} else if (source === "lead_month") {
		const months = shownMonths(state);
		for (let lead = 0; lead < leads.size; lead++) {
			for (const month of months) {
				const facts = leadMonthFacts(leads, lead, month);
				if (facts >= 0) each(lead, month.slot, nameOf(lead), facts, null);
			}
		}
	} else {
		if (options.trace !== true) throw new RangeError("traceOf requires a state that keeps its records");
		let first = 0;
		for (const { size, trait, slot, closed, codes } of records[source]) {
			const place = basis === "closed" ? closed : slot;
			for (let i = 0; i < size; i++) each(first + i, place[i]!, codes[cut]![i]!, 0, trait[i]!);
			first += size;
		}
	}
}
