import { type Assessment, assess } from "../domain/assess";
import type { Day, WallTime } from "../domain/calendar/day";
import type { Agreements, Records } from "./load";

/**
 * What the rules make of the records that were read.
 * @param previousRefresh day of the refresh before; null on the first one
 * @param trace whether figures are to be traced to their records
 */
export function assessed(
	records: Records,
	agreed: Agreements,
	asOf: WallTime,
	previousRefresh: Day | null,
	trace = false,
): Assessment {
	const { settings } = agreed;
	return assess({
		...records,
		...agreed,
		cuts: settings.cuts,
		qualification: settings.qualification,
		effort: settings,
		steering: settings,
		currency: settings.currency,
		asOf,
		previousRefresh,
		trace,
	});
}
