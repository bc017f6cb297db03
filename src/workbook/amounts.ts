/** Amounts that have their currency in a column of their own. */
import { readAmount } from "../domain/normalize/amount";
import type { Column } from "../domain/records";
import type { CellContext } from "./codec";
import type { TableData } from "./read";

/**
 * Amounts in minor units, and their currencies: 12.5 beside USD is 1,250 cents, not yen that were renamed, and 1,200
 * below 「金額(千円)」 is 1,200,000 yen.
 */
export function amountsOf(
	data: TableData<"deals"> | TableData<"costs">,
	context: CellContext,
): { amount: Column<number>; currency: Column<string> } {
	const table = data as TableData<"deals">;
	const money = table.values("amount");
	const stated = table.values("currency");
	const cells = table.raw("amount");
	const currency = money.map((value, i) => stated[i]?.trim().toUpperCase() ?? value?.currency ?? null);
	const units = table.units("amount");
	const amount = money.map((value, i) => {
		const own = currency[i] ?? context.currency;
		if (value === null || own === value.currency) return value?.minor ?? null;
		return readAmount(cells?.[i] ?? "", own, units?.(i)).minor ?? value.minor;
	});
	return { amount, currency };
}
