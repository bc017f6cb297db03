import type { MetricRow } from "../kpi/engine";

/** Whether marketing's goal and sales' goal fit: what each MQL must bring, against what the team's own rates say. */

export interface Factor {
	/** Null where no record is behind it. */
	readonly value: number | null;
	readonly n: number;
}

export interface PairedGoals {
	/** Targets of the period, null unless each of its months has one. */
	readonly amountTarget: number | null;
	readonly mqlTarget: number | null;
	/** Amount ÷ MQLs of the targets; null where either is missing or there are to be no MQLs. */
	readonly needed: number | null;
	/** 商談化率 × 受注率 × 平均受注額 ÷ MQL率, of what is final; null where one of them is not known. */
	readonly own: number | null;
	readonly dealRate: Factor;
	readonly winRate: Factor;
	readonly averageOrder: Factor;
	readonly mqlRate: Factor;
	/** MQLs that the amount takes at the own rates. */
	readonly mqlNeeded: number | null;
	/** `short`: the own record is more than a tenth below what is needed; `ample`: more than a tenth above. */
	readonly verdict: "fits" | "short" | "ample" | "no_target" | "no_history";
	readonly currency: string | null;
}

const TOLERANCE = 0.1;

/**
 * Sets the targets of a period against the months whose rates are final. A lead brings 商談化率 × 受注率 × 平均受注額; with
 * MQL率 of the leads being MQLs, an MQL has to carry that much more.
 * @param period "half:2026-10"
 * @see REQUIREMENTS 191
 * @example 30,000,000 yen and 100 MQLs need 300,000 yen an MQL
 */
export function pairedGoals(rows: readonly MetricRow[], period: string): PairedGoals {
	const target = (metric: string) => rows.find((row) => isOf(row, metric) && row.period === period) ?? null;
	const amount = target("won_amount");
	const amountTarget = amount?.target ?? null;
	const mqlTarget = target("mql")?.target ?? null;
	const needed = amountTarget === null || !mqlTarget ? null : amountTarget / mqlTarget;
	const dealRate = finalFactor(rows, "deal_rate");
	const winRate = finalFactor(rows, "win_rate_cohort");
	const averageOrder = finalFactor(rows, "average_order");
	const mqlRate = finalFactor(rows, "mql_rate");
	const own =
		dealRate.value === null || winRate.value === null || averageOrder.value === null || !mqlRate.value
			? null
			: (dealRate.value * winRate.value * averageOrder.value) / mqlRate.value;
	const mqlNeeded = amountTarget === null || !own ? null : Math.ceil(amountTarget / own - 1e-6);
	const verdict =
		needed === null
			? "no_target"
			: own === null
				? "no_history"
				: own < needed * (1 - TOLERANCE)
					? "short"
					: own > needed * (1 + TOLERANCE)
						? "ample"
						: "fits";
	return {
		amountTarget,
		mqlTarget,
		needed,
		own,
		dealRate,
		winRate,
		averageOrder,
		mqlRate,
		mqlNeeded,
		verdict,
		currency: amount?.currency ?? null,
	};
}

/** A quotient over all months that are final, their numerators ÷ their denominators. */
function finalFactor(rows: readonly MetricRow[], metric: string): Factor {
	let numerator = 0;
	let n = 0;
	for (const row of rows) {
		if (!isOf(row, metric) || row.provisionalUntil !== null || !/^\d{4}-\d{2}$/.test(row.period)) continue;
		numerator += row.numerator ?? 0;
		n += row.denominator ?? 0;
	}
	return { value: n === 0 ? null : numerator / n, n };
}

function isOf(row: MetricRow, metric: string): boolean {
	return row.metric === metric && row.dimension === "all";
}
