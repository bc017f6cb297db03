/** How well leads fit the ideal customer, over what is known of them. */
import { type Distinct, distinctOf } from "../distinct";
import type { Leads } from "../records";
import { accept, columnOf, type Judgement, type MatchState, type ReadingOptions } from "./accepted";

/** One row of the ICP tab. */
export interface Criterion {
	readonly id: string;
	/** The lead's column id ("industry", "employees", "title", "prefecture" …) or a team's own header. */
	readonly field: string;
	/** Alternatives, separated by 、 or , or |: see `accept` for what each field understands. */
	readonly accepted: string;
	/** Zero or more; only the ratio of weights matters. */
	readonly weight: number;
	/** Whether a known miss marks the lead as 対象外候補. */
	readonly knockout: boolean;
}

export type CriterionProblemCode =
	| "id_missing"
	| "id_duplicate"
	| "field_missing"
	| "accepted_missing"
	| "accepted_unreadable"
	| "weight_invalid"
	| "column_missing";

export interface CriterionProblem {
	readonly criterionId: string;
	/** Position among the criteria given, from 0. */
	readonly index: number;
	readonly code: CriterionProblemCode;
	readonly field: keyof Criterion;
	/**
	 * Whether the criterion still counts: with its other alternatives where only some cannot be read, and as unknown
	 * for every lead where the column is missing.
	 */
	readonly isUsed: boolean;
}

export interface FitLine {
	readonly criterionId: string;
	readonly weight: number;
	readonly state: MatchState;
	/** As it stands in the lead's cell. */
	readonly value: string | number | null;
	/** What it was read as; null where it could not be read. */
	readonly reading: string | number | null;
}

export interface FitCard {
	/** 0..100, matched weight over known weight, halves rounded up; null when nothing is known. */
	readonly fit: number | null;
	/** 0..1, known weight over total weight; 0 without criteria. */
	readonly coverage: number;
	readonly knownWeight: number;
	readonly totalWeight: number;
	/** Ids of the knock-out criteria that the lead is known to miss. */
	readonly knockedOut: readonly string[];
	readonly lines: readonly FitLine[];
}

/** Fit of all leads, one array for each figure; see FitCard for units. */
export interface Fits {
	readonly size: number;
	readonly fit: readonly (number | null)[];
	readonly coverage: Float64Array;
	/** For each lead 1 where it misses a knock-out criterion. */
	readonly knockedOut: Uint8Array;
	readonly problems: readonly CriterionProblem[];
	card(lead: number): FitCard;
}

/** Weights are summed in whole parts of one, so that equal sums are equal. */
const WEIGHT_PARTS = 1000;

interface CriterionPlan {
	readonly criterion: Criterion;
	readonly weight: number;
	/** Null where the leads have no such column. */
	readonly column: Distinct | null;
	/** What each distinct value of the column comes to. */
	readonly judgements: readonly Judgement[];
}

const UNKNOWN: Judgement = { state: "unknown", reading: null };

/**
 * Everything that is wrong with the criteria, in their order. Of two with one id the first stays.
 * @example validateCriteria(defaultCriteria(), { dictionaries: {}, deputyCountsAsHead: false }) // => []
 */
export function validateCriteria(
	criteria: readonly Criterion[],
	options: ReadingOptions,
): readonly CriterionProblem[] {
	return compile(criteria, options, undefined).problems;
}

/**
 * The fit of every lead. Unknown is not no: blank and unreadable values lower coverage, never fit. A criterion that
 * accepts nothing is left out. A knock-out does not change fit: the grade shows it.
 * Cost: one look-up for each lead and column, one reading for each distinct value and criterion.
 * @example const { fit, coverage, lines } = fitOf(leads, defaultCriteria(), options).card(0);
 */
export function fitOf(leads: Leads, criteria: readonly Criterion[], options: ReadingOptions): Fits {
	const { plans, problems } = compile(criteria, options, leads);
	const { size } = leads;
	const total = plans.reduce((sum, plan) => sum + plan.weight, 0);
	const fit: (number | null)[] = new Array(size);
	const coverage = new Float64Array(size);
	const knockedOut = new Uint8Array(size);
	for (let lead = 0; lead < size; lead++) {
		let known = 0;
		let matched = 0;
		for (let n = 0; n < plans.length; n++) {
			const plan = plans[n]!;
			const { state } = judgementOf(plan, lead);
			if (state === "unknown") continue;
			known += plan.weight;
			if (state === "match") matched += plan.weight;
			else if (plan.criterion.knockout) knockedOut[lead] = 1;
		}
		fit[lead] = percentOf(matched, known);
		coverage[lead] = total === 0 ? 0 : known / total;
	}

	function card(lead: number): FitCard {
		const lines = plans.map((plan): FitLine => {
			const value = plan.column?.values[plan.column.places[lead]!] ?? "";
			const { state, reading } = judgementOf(plan, lead);
			const { id, weight } = plan.criterion;
			return { criterionId: id, weight, state, value: value === "" ? null : value, reading };
		});
		const known = plans.filter((plan) => judgementOf(plan, lead).state !== "unknown");
		const missed = known.filter((plan) => judgementOf(plan, lead).state === "miss");
		return {
			fit: fit[lead] ?? null,
			coverage: coverage[lead] ?? 0,
			knownWeight: known.reduce((sum, { weight }) => sum + weight, 0) / WEIGHT_PARTS,
			totalWeight: total / WEIGHT_PARTS,
			knockedOut: missed.filter(({ criterion }) => criterion.knockout).map(({ criterion }) => criterion.id),
			lines,
		};
	}

	return { size, fit, coverage, knockedOut, problems, card };
}

function compile(
	criteria: readonly Criterion[],
	options: ReadingOptions,
	leads: Leads | undefined,
): { readonly plans: readonly CriterionPlan[]; readonly problems: readonly CriterionProblem[] } {
	const plans: CriterionPlan[] = [];
	const problems: CriterionProblem[] = [];
	const ids = new Set<string>();
	criteria.forEach((criterion, index) => {
		let isUsed = true;
		const report = (code: CriterionProblemCode, field: keyof Criterion, staysUsed = false): void => {
			if (!staysUsed) isUsed = false;
			problems.push({ criterionId: criterion.id, index, code, field, isUsed: staysUsed });
		};
		if (criterion.id.trim() === "") report("id_missing", "id");
		else if (ids.has(criterion.id)) report("id_duplicate", "id");
		ids.add(criterion.id);
		if (criterion.field.trim() === "") report("field_missing", "field");
		if (!Number.isFinite(criterion.weight) || criterion.weight < 0) report("weight_invalid", "weight");
		const accepted = accept(criterion.field, criterion.accepted, options);
		if (accepted.unreadable.length > 0) report("accepted_unreadable", "accepted", !accepted.isEmpty);
		else if (accepted.isEmpty) report("accepted_missing", "accepted");
		if (!isUsed) return;
		const cells = leads === undefined ? undefined : columnOf(leads, criterion.field);
		if (leads !== undefined && cells === undefined) report("column_missing", "field", true);
		const column = cells === undefined ? null : distinctOf(cells);
		plans.push({
			criterion,
			weight: Math.round(criterion.weight * WEIGHT_PARTS),
			column,
			judgements: (column?.values ?? []).map((value) => accepted.judge(value)),
		});
	});
	return { plans, problems };
}

function judgementOf({ column, judgements }: CriterionPlan, lead: number): Judgement {
	return column === null ? UNKNOWN : (judgements[column.places[lead]!] ?? UNKNOWN);
}

/** Whole percent with halves up, exact because both weights are whole. */
function percentOf(part: number, whole: number): number | null {
	return whole === 0 ? null : Math.floor((200 * part + whole) / (2 * whole));
}
