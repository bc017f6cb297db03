import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { civilOf, type Day, dayOf, formatDay, monthOf, parseDay } from "../../../src/domain/calendar/day";
import { changesSince, reviewDay, snapshotOf } from "../../../src/domain/qualification/review";

const TODAY = dayOf(2026, 11, 21);

describe("reviewDay", () => {
	it.each([
		{ judged: "2026-01-15", months: 12, review: "2027-01-15" },
		{ judged: "2026-08-31", months: 6, review: "2027-02-28" },
		{ judged: "2027-08-31", months: 6, review: "2028-02-29" },
		{ judged: "2028-02-29", months: 12, review: "2029-02-28" },
		{ judged: "2026-12-31", months: 1, review: "2027-01-31" },
		{ judged: "2026-10-31", months: 1, review: "2026-11-30" },
		{ judged: "2026-10-30", months: 1.9, review: "2026-11-30" },
	])("$judged + $months months: $review", ({ judged, months, review }) => {
		const day = reviewDay(parseDay(judged), false, TODAY, months);
		expect(day === null ? null : formatDay(day)).toBe(review);
	});

	it("is today where something changed, also where verdicts never expire", () => {
		expect(reviewDay(dayOf(2026, 11, 1), true, TODAY, 12)).toBe(TODAY);
		expect(reviewDay(dayOf(2026, 11, 1), true, TODAY, 0)).toBe(TODAY);
	});

	it("is not set for what nobody judged, nor where verdicts do not expire", () => {
		expect(reviewDay(null, true, TODAY, 12)).toBeNull();
		expect(reviewDay(null, false, TODAY, 12)).toBeNull();
		for (const months of [0, -3, 0.5, Number.NaN]) {
			expect(reviewDay(TODAY, false, TODAY, months)).toBeNull();
		}
	});

	it("lies exactly that many months later, on the same day of the month or on its last", () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 1, max: 120 }), (judged, months) => {
				const review = reviewDay(judged as Day, false, TODAY, months) as Day;
				expect(monthOf(review)).toBe(monthOf(judged as Day) + months);
				const from = civilOf(judged as Day).dayOfMonth;
				const to = civilOf(review).dayOfMonth;
				expect(to === from || (to < from && civilOf((review + 1) as Day).dayOfMonth === 1)).toBe(true);
			}),
		);
	});
});

describe("snapshots of what a verdict was judged by", () => {
	it("are a JSON array of texts, blank where nothing is known", () => {
		expect(snapshotOf(["自動車", 300])).toBe('["自動車","300"]');
		expect(snapshotOf([null, 300])).toBe('["","300"]');
		expect(snapshotOf([null, "", "　"])).toBe("");
		expect(snapshotOf([])).toBe("");
		expect(snapshotOf([0])).toBe('["0"]');
	});

	it("say which attribute changed, from what to what", () => {
		expect(changesSince(snapshotOf(["自動車", 300]), ["自動車", 1200])).toEqual([
			{ at: 1, before: "300", after: "1200" },
		]);
		expect(changesSince(snapshotOf(["自動車", "300名"]), ["金融", "50名"])).toHaveLength(2);
	});

	it.each([
		{ what: "width and case", before: ["ＩＴ・Ｓａａｓ", "300"], now: ["it･SaaS", 300] },
		{ what: "spaces", before: ["営業 部長"], now: ["営業　部長 "] },
		{ what: "unknown then", before: [null, "300"], now: ["金融", "300"] },
		{ what: "unknown now", before: ["金融", "300"], now: ["", null] },
		{ what: "fewer attributes now", before: ["金融", "300"], now: ["金融"] },
		{ what: "more attributes now", before: ["金融"], now: ["金融", "300"] },
		{ what: "nothing known then", before: [null, null], now: ["金融", "300"] },
	])("$what is no change", ({ before, now }) => {
		expect(changesSince(snapshotOf(before), now)).toEqual([]);
	});

	it.each(["", "x", "[", "{}", "3", "null", '"text"', "[1,2]", "[null]", '[["a"]]'])(
		"%j says nothing",
		(text) => {
			expect(changesSince(text, ["金融", 300])).toEqual([]);
		},
	);

	it("fit into a cell whatever was in the cells, and see no change in them", () => {
		for (const text of ["x".repeat(50_000), "😀".repeat(25_000), '"'.repeat(50_000)]) {
			const snapshot = snapshotOf([text, text]);
			expect(snapshot.length).toBeLessThan(1_000);
			expect(changesSince(snapshot, [text, text])).toEqual([]);
			expect(changesSince(snapshot, [`other ${text}`, text])).toHaveLength(1);
		}
	});

	it("never show a change against themselves", () => {
		const value = fc.oneof(fc.string({ unit: "binary", maxLength: 120 }), fc.double(), fc.constant(null));
		fc.assert(
			fc.property(fc.array(value, { maxLength: 4 }), (values) => {
				expect(changesSince(snapshotOf(values), values)).toEqual([]);
				// Read from another spelling, so that the short way is not taken.
				expect(changesSince(` ${snapshotOf(values)}`, values)).toEqual([]);
			}),
		);
	});
});
