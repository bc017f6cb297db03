import { distinctOf } from "../distinct";
import { currencyExponent } from "../normalize/amount";
import { foldKey } from "../normalize/text";
import type { Column, DealOutcome } from "../records";

/** Deals by stage: where the open ones stand, and how many came that far. */

/** A row of the team's list of stages, in its order. */
export interface Stage {
	readonly name: string;
	/** What a deal in it is; null counts as open. */
	readonly outcome: DealOutcome | null;
	/** 0..1; null where the team gives none. */
	readonly probability: number | null;
}

export interface StageDeals {
	readonly size: number;
	readonly outcome: Column<DealOutcome>;
	/** Minor units of the currency. */
	readonly amount: Column<number>;
	/** ISO 4217; blank is the main currency. */
	readonly currency: Column<string>;
	readonly stage: Column<string>;
	/** 0..1; goes before the stage's. */
	readonly probability: Column<number>;
	/** Group of each deal's company, −1 where none is known. */
	readonly company: ArrayLike<number>;
}

/** What stands in a stage now, in the main currency, and how many deals reached it. */
export interface StageRow {
	readonly stage: string;
	/** Open deals in it. */
	readonly deals: number;
	/** Distinct companies of these; those of which no company is known stand apart. */
	readonly companies: number;
	readonly withoutCompany: number;
	/** Major units; amount × probability. */
	readonly amount: number;
	readonly weighted: number;
	/** Deals missing from `amount`, having none or one in another currency, and those missing from `weighted`. */
	readonly unpriced: number;
	readonly unweighted: number;
	/**
	 * Deals that came to this stage or beyond. Skipped stages count as passed, and whoever was won passed all; a lost deal
	 * counts as far as it names an open stage.
	 */
	readonly reached: number;
}

export interface StageTable {
	/** The open stages, in the team's order. */
	readonly stages: readonly StageRow[];
	/** Open deals in a stage that the list does not name. */
	readonly unknown: StageRow;
	/** Lost deals of which nobody knows how far they came; they are in no `reached`. */
	readonly lostUnknown: number;
	/** Deals without any outcome: in no row at all. */
	readonly undecided: number;
}

interface Count {
	deals: number;
	companies: Set<number>;
	withoutCompany: number;
	minor: number;
	weighted: number;
	unpriced: number;
	unweighted: number;
	reached: number;
}

/** @param currency the main one */
export function stagesOf(deals: StageDeals, stages: readonly Stage[], currency: string): StageTable {
	const open = stages.filter(({ outcome }) => outcome === null || outcome === "open");
	const place = new Map(open.map(({ name }, index) => [foldKey(name), index]));
	// The last row is for stages that the list does not name.
	const counts = Array.from(
		{ length: open.length + 1 },
		(): Count => ({
			deals: 0,
			companies: new Set(),
			withoutCompany: 0,
			minor: 0,
			weighted: 0,
			unpriced: 0,
			unweighted: 0,
			reached: 0,
		}),
	);
	let lostUnknown = 0;
	let undecided = 0;
	const { values, places } = distinctOf(deals.stage);
	const indexes = values.map((stage) => place.get(foldKey(String(stage))) ?? -1);
	for (let deal = 0; deal < deals.size; deal++) {
		const outcome = deals.outcome[deal] ?? null;
		const at = indexes[places[deal]!]!;
		if (outcome === null) undecided++;
		if (outcome === "lost" && at < 0) lostUnknown++;
		const reached = outcome === "won" ? open.length - 1 : outcome === null ? -1 : at;
		for (let index = 0; index <= reached; index++) counts[index]!.reached++;
		if (outcome === "open") addOpen(counts[at < 0 ? open.length : at]!, deals, deal, open[at], currency);
	}
	const minorUnits = 10 ** currencyExponent(currency);
	const rows = counts.map(
		({ companies, minor, weighted, ...count }, index): StageRow => ({
			stage: open[index]?.name ?? "",
			...count,
			companies: companies.size,
			amount: minor / minorUnits,
			weighted: weighted / minorUnits,
		}),
	);
	return { stages: rows.slice(0, -1), unknown: rows[open.length]!, lostUnknown, undecided };
}

function addOpen(
	count: Count,
	deals: StageDeals,
	deal: number,
	stage: Stage | undefined,
	main: string,
): void {
	const company = deals.company[deal] ?? -1;
	const currency = deals.currency[deal] || main;
	const amount = currency === main ? (deals.amount[deal] ?? null) : null;
	const probability = deals.probability[deal] ?? stage?.probability ?? null;
	count.deals++;
	if (company >= 0) count.companies.add(company);
	else count.withoutCompany++;
	if (amount === null) count.unpriced++;
	else count.minor += amount;
	if (amount === null || probability === null) count.unweighted++;
	else count.weighted += amount * probability;
}
