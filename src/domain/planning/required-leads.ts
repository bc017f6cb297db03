/**
 * How many workable leads a team needs so that each is touched as often as agreed: activities a rep can do in a day ×
 * business days × reps ÷ touches a lead gets. Rounded up to whole leads.
 * @param reps may be a fraction: a new member counts by ramp
 * @returns null where nobody sells or no touch is planned: there is no need to state, which is not a need of 0
 * @see REQUIREMENTS 38
 * @example requiredLeads({ activitiesPerDay: 10, businessDays: 20, reps: 3, touchesPerLead: 1 }) // => 600
 */
export function requiredLeads(plan: {
	readonly activitiesPerDay: number;
	readonly businessDays: number;
	readonly reps: number;
	readonly touchesPerLead: number;
}): number | null {
	const { activitiesPerDay, businessDays, reps, touchesPerLead } = plan;
	if (!(reps > 0) || !(touchesPerLead > 0)) return null;
	// A thousandth of a lead is rounding, not a lead: 10 × 20 × 0.3 is 60, not 61.
	return Math.ceil((activitiesPerDay * businessDays * reps) / touchesPerLead - 1e-3);
}
