import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { requiredLeads } from "../../../src/domain/planning/required-leads";

const plan = { activitiesPerDay: 10, businessDays: 20, reps: 3, touchesPerLead: 1 };

describe("requiredLeads", () => {
	it.each([
		["the text's own example", {}, 600],
		["half a rep in ramp", { reps: 2.5 }, 500],
		["two touches a month", { touchesPerLead: 2 }, 300],
		["real business days", { businessDays: 19 }, 570],
		["a part of a lead is a lead", { reps: 1, touchesPerLead: 3 }, 67],
		["no rounding by floating point", { reps: 0.3 }, 60],
		["nobody sells", { reps: 0 }, null],
		["no touch is planned", { touchesPerLead: 0 }, null],
	])("%s", (_, change, leads) => {
		expect(requiredLeads({ ...plan, ...change })).toBe(leads);
	});

	it("never falls when a rep joins", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 50 }),
				fc.integer({ min: 1, max: 60 }),
				(reps, activitiesPerDay) => {
					const of = (count: number) => requiredLeads({ ...plan, activitiesPerDay, reps: count }) ?? 0;
					expect(of(reps + 1)).toBeGreaterThan(of(reps));
				},
			),
		);
	});
});
