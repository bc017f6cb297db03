import { describe, expect, it } from "vitest";
import { countWorkable, gaugeOf, repPace } from "../../../src/domain/kpi/gauge";
import { metricRows, WEEKDAYS } from "./fold-all";
import { activity, day, time } from "./tables";

const AS_OF = day("2026-11-20"); // a Friday

describe("countWorkable", () => {
	it("leaves out 対象外, who opted out, and who has a deal", () => {
		const count = countWorkable({
			size: 6,
			verdicts: ["in", null, "out", "in", "in", null],
			optOut: [0, 0, 0, 1, 0, 0],
			hasDeal: [false, false, false, false, true, false],
		});
		expect(count).toBe(3);
	});
});

describe("gaugeOf", () => {
	const plan = { businessDays: 20, touchesPerLead: 1, asOf: AS_OF, calendar: WEEKDAYS };
	const reps = ["佐藤", "鈴木", "田中"].map((rep) => ({ rep, perDay: 10 }));

	it("needs 600 leads for 10 activities × 20 days × 3 reps", () => {
		expect(gaugeOf({ ...plan, reps, workable: 450 })).toEqual({
			perDay: 30,
			required: 600,
			workable: 450,
			difference: -150,
			// 450 leads are 15 days of 30 touches: Friday the 20th + 15 business days.
			dryOn: day("2026-12-11"),
		});
	});

	it("adds up what each rep does, not averages", () => {
		const mixed = [
			{ rep: "佐藤", perDay: 25 },
			{ rep: "鈴木", perDay: 2.5 },
		];
		expect(gaugeOf({ ...plan, reps: mixed, workable: 600, touchesPerLead: 2 })).toMatchObject({
			required: 275,
			difference: 325,
		});
	});

	it("has no need to state without reps, nor a last day for a list that lasts for years", () => {
		const none = { perDay: 0, required: null, workable: 9, difference: null, dryOn: null };
		expect(gaugeOf({ ...plan, reps: [], workable: 9 })).toEqual(none);
		expect(gaugeOf({ ...plan, reps, workable: 9, touchesPerLead: 0 })).toMatchObject({ required: null });
		expect(gaugeOf({ ...plan, reps, workable: 1_000_000 }).dryOn).toBeNull();
		expect(gaugeOf({ ...plan, reps, workable: 0 }).dryOn).toBe(AS_OF);
	});
});

describe("repPace", () => {
	it("takes attempts per business day of the last three full months", () => {
		const call = (at: string, owner: string | null, type = "call_out") =>
			activity({ at: time(at), type, owner });
		const activities = [
			// August, September and October 2026 have 21 + 22 + 22 weekdays.
			...Array.from({ length: 65 }, () => call("2026-09-01", "佐藤")),
			...Array.from({ length: 130 }, () => call("2026-08-03", "鈴木", "email_out")),
			call("2026-07-31", "佐藤"),
			call("2026-11-02", "佐藤"),
			call("2026-10-05", "佐藤", "memo"),
			call("2026-10-05", null),
			call("2026-10-05", "田中", "page_view"),
		];
		const rows = metricRows({ leads: [], deals: [], activities }, AS_OF);
		expect(repPace(rows, AS_OF, WEEKDAYS)).toEqual([
			{ rep: "佐藤", perDay: 1 },
			{ rep: "鈴木", perDay: 2 },
		]);
	});

	it("knows none of an empty sheet", () => {
		expect(repPace(metricRows({ leads: [], deals: [], activities: [] }, AS_OF), AS_OF, WEEKDAYS)).toEqual([]);
	});
});
