import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type Day, dayOf } from "../../../src/domain/calendar/day";
import { type QueueEntry, type QueueInput, workQueue } from "../../../src/domain/followup/queue";
import type { Verdict } from "../../../src/domain/records";

const TODAY = dayOf(2026, 11, 21);

/** Days are offsets from today. */
interface Row {
	readonly verdict?: Verdict | null;
	readonly next?: number | null;
	readonly mql?: number | null;
	readonly grade?: string;
	readonly score?: number;
	readonly hasDeal?: boolean;
	readonly created?: number | null;
	readonly review?: number | null;
	readonly doNotCall?: boolean;
	readonly optOut?: boolean;
	/** Day of the follow-up that a rule asks for after a download. */
	readonly follow?: number | null;
}

function inputOf(rows: readonly Row[]): QueueInput {
	const day = (read: (row: Row) => number | null | undefined): (Day | null)[] =>
		rows.map((row) => {
			const offset = read(row) ?? null;
			return offset === null ? null : addDays(TODAY, offset);
		});
	return {
		size: rows.length,
		verdicts: rows.map((row) => row.verdict ?? null),
		nextActionOn: day((row) => row.next),
		mqlOn: day((row) => row.mql),
		grade: rows.map((row) => row.grade ?? ""),
		score: rows.map((row) => row.score ?? 0),
		hasDeal: rows.map((row) => row.hasDeal ?? false),
		createdOn: day((row) => row.created),
		reviewOn: day((row) => row.review),
		doNotCall: Uint8Array.from(rows, (row) => (row.doNotCall ? 1 : 0)),
		optOut: Uint8Array.from(rows, (row) => (row.optOut ? 1 : 0)),
		followUpOn: day((row) => row.follow),
		followUpAfter: rows.map((row) => ((row.follow ?? null) === null ? null : "download")),
		today: TODAY,
	};
}

const queue = (rows: readonly Row[], limit = 1_000) => workQueue(inputOf(rows), limit);
const reasonsOf = (row: Row) => queue([row]).map((entry) => entry.reason);

describe("the reason of a lead", () => {
	it.each([
		["an action past its day", { verdict: "in", next: -1 }, "overdue"],
		["the same, unjudged", { next: -1 }, "overdue"],
		["an action of today", { verdict: "in", next: 0 }, "today"],
		["an unjudged MQL", { mql: -5 }, "hot_unjudged"],
		["an unjudged MQL with an action to come", { mql: -5, next: 3 }, "hot_unjudged"],
		["unjudged and active, fit A", { grade: "A1" }, "hot_unjudged"],
		["unjudged and active, fit B", { grade: "B1" }, "hot_unjudged"],
		["unjudged and active, fit not known", { grade: "?1" }, "hot_unjudged"],
		["unjudged and active, fit C", { grade: "C1" }, "unjudged"],
		["unjudged and less active", { grade: "A2" }, "unjudged"],
		["an MQL in target without a deal", { verdict: "in", mql: -5 }, "hot_no_deal"],
		["an MQL with a deal", { verdict: "in", mql: -5, hasDeal: true }, "no_action"],
		["active and in target, but no MQL", { verdict: "in", grade: "A1" }, "no_action"],
		["a verdict to review today", { verdict: "in", review: 0 }, "review"],
		["the same with an action to come", { verdict: "in", review: -3, next: 9 }, "review"],
		["unjudged", {}, "unjudged"],
		["in target, no action", { verdict: "in" }, "no_action"],
		["in target, review to come", { verdict: "in", review: 1 }, "no_action"],
		["must not be called", { verdict: "in", doNotCall: true }, "no_action"],
		["must not be mailed", { verdict: "in", optOut: true, next: -1 }, "overdue"],
	] as const)("%s", (_, row, reason) => {
		expect(reasonsOf(row)).toEqual([reason]);
	});

	it.each([
		["out", { verdict: "out" }],
		["out with an overdue action", { verdict: "out", next: -9, mql: -1, review: -1 }],
		["neither called nor mailed", { verdict: "in", next: -9, doNotCall: true, optOut: true }],
		["an action to come", { verdict: "in", next: 1 }],
		["unjudged with an action to come", { next: 1 }],
		["an MQL without a deal and with an action to come", { verdict: "in", mql: -5, next: 1 }],
	] as const)("none: %s", (_, row) => {
		expect(reasonsOf(row)).toEqual([]);
	});
});

describe("workQueue", () => {
	it("says how long each has waited and which day made it due", () => {
		const day = (offset: number) => addDays(TODAY, offset);
		expect(
			queue([
				{ verdict: "in", created: -90 },
				{ created: -20 },
				{ verdict: "in", review: -4, created: -90 },
				{ verdict: "in", mql: -6, created: -90 },
				{ mql: -2, created: -30 },
				{ verdict: "in", next: 0 },
				{ verdict: "in", next: -12 },
				{ verdict: "in", follow: -2, mql: -6 },
			]),
		).toEqual([
			{ lead: 6, reason: "overdue", days: 12, dueOn: day(-12), after: null },
			{ lead: 5, reason: "today", days: 0, dueOn: TODAY, after: null },
			{ lead: 7, reason: "follow_up", days: 2, dueOn: day(-2), after: "download" },
			{ lead: 4, reason: "hot_unjudged", days: 30, dueOn: null, after: null },
			{ lead: 3, reason: "hot_no_deal", days: 6, dueOn: null, after: null },
			{ lead: 2, reason: "review", days: 4, dueOn: day(-4), after: null },
			{ lead: 1, reason: "unjudged", days: 20, dueOn: null, after: null },
			{ lead: 0, reason: "no_action", days: 0, dueOn: null, after: null },
		] satisfies QueueEntry[]);
	});

	it.each([
		[
			"overdue: the longest first",
			[-1, -5, -5, -3].map((next): Row => ({ verdict: "in", next })),
			[1, 2, 3, 0],
		],
		["today: as they stand", [3, 1, 2].map((score): Row => ({ verdict: "in", next: 0, score })), [0, 1, 2]],
		["hot, unjudged: by score", [130, 150, 130].map((score): Row => ({ mql: -1, score })), [1, 0, 2]],
		["hot, no deal: by score", [130, 180].map((score): Row => ({ verdict: "in", mql: -1, score })), [1, 0]],
		["review: the longest due first", [-1, -9].map((review): Row => ({ verdict: "in", review })), [1, 0]],
		[
			"unjudged: the oldest first, then today's, then the unknown",
			[null, 0, -9, 3].map((created): Row => ({ created })),
			[2, 1, 3, 0],
		],
		["no action: by score", [0, 20, -5].map((score): Row => ({ verdict: "in", score })), [1, 0, 2]],
	])("%s", (_, rows, order) => {
		expect(queue(rows).map((entry) => entry.lead)).toEqual(order);
	});

	it("stops at its limit, and fills up from the next reason", () => {
		const rows: Row[] = [{ verdict: "in" }, { verdict: "in", next: -1 }, { created: -1 }, { created: -2 }];
		const all = queue(rows);
		for (let limit = 0; limit <= 5; limit++) expect(queue(rows, limit)).toEqual(all.slice(0, limit));
		expect(queue(rows, -1)).toEqual([]);
		expect(queue([])).toEqual([]);
	});

	const offset = fc.option(fc.integer({ min: -3, max: 2 }), { nil: null });
	const row: fc.Arbitrary<Row> = fc.record({
		verdict: fc.constantFrom<Verdict | null>("in", "out", null),
		next: offset,
		mql: fc.option(fc.integer({ min: -3, max: 0 }), { nil: null }),
		grade: fc.constantFrom("A1", "?1", "C1", "B2", "A3"),
		score: fc.integer({ min: -1, max: 3 }),
		hasDeal: fc.boolean(),
		created: offset,
		review: offset,
		doNotCall: fc.boolean(),
		optOut: fc.boolean(),
		follow: offset,
	});
	const tables = fc.array(row, { maxLength: 25 });

	it("agrees with asking every lead every question, from the most pressing on", () => {
		const handled = (lead: Row) => (lead.next ?? null) !== null && (lead.next ?? 0) > 0;
		const isMql = (lead: Row) => (lead.mql ?? null) !== null;
		const hot = (lead: Row) => isMql(lead) || ["A1", "B1", "?1"].includes(lead.grade ?? "");
		const past = (day: number | null | undefined) => (day ?? null) !== null && (day ?? 0) < 0;
		const score = (lead: Row) => lead.score ?? 0;
		const age = (lead: Row) => ((lead.created ?? null) === null ? -1 : Math.max(0, -(lead.created ?? 0)));
		const questions: readonly (readonly [string, (lead: Row) => boolean, (lead: Row) => number])[] = [
			["overdue", (lead) => past(lead.next), (lead) => -(lead.next ?? 0)],
			["today", (lead) => lead.next === 0, () => 0],
			[
				"follow_up",
				(lead) => (past(lead.follow) || lead.follow === 0) && !lead.hasDeal && !handled(lead),
				(lead) => -(lead.follow ?? 0),
			],
			["hot_unjudged", (lead) => lead.verdict === null && hot(lead), score],
			["hot_no_deal", (lead) => isMql(lead) && !lead.hasDeal && !handled(lead), score],
			["review", (lead) => past(lead.review) || lead.review === 0, (lead) => -(lead.review ?? 0)],
			["unjudged", (lead) => lead.verdict === null && !handled(lead), age],
			["no_action", (lead) => lead.verdict === "in" && !handled(lead), score],
		];
		fc.assert(
			fc.property(tables, (rows) => {
				const left = new Map(rows.map((lead, i) => [i, lead]));
				for (const [i, lead] of left) {
					if (lead.verdict === "out" || (lead.doNotCall && lead.optOut)) left.delete(i);
				}
				const expected: [number, string][] = [];
				for (const [reason, applies, weight] of questions) {
					let found = [...left].filter(([, lead]) => applies(lead));
					while (found.length > 0) {
						const best = Math.max(...found.map(([, lead]) => weight(lead)));
						const [first] = found.find(([, lead]) => weight(lead) === best)!;
						expected.push([first, reason]);
						left.delete(first);
						found = found.filter(([i]) => i !== first);
					}
				}
				expect(queue(rows).map((entry) => [entry.lead, entry.reason])).toEqual(expected);
			}),
			{ numRuns: 500 },
		);
	});

	it("holds the same leads for the same reasons, however the rows are sorted", () => {
		const shuffled = tables.chain((rows) =>
			fc.tuple(
				fc.constant(rows),
				fc.shuffledSubarray(
					rows.map((_, i) => i),
					{ minLength: rows.length },
				),
			),
		);
		const line = ({ reason, days, dueOn }: QueueEntry, lead: number) => `${lead} ${reason} ${days} ${dueOn}`;
		fc.assert(
			fc.property(shuffled, ([rows, order]) => {
				const before = queue(rows).map((entry) => line(entry, entry.lead));
				const after = queue(order.map((i) => rows[i]!)).map((entry) => line(entry, order[entry.lead]!));
				expect(after.sort()).toEqual(before.sort());
			}),
		);
	});

	it("names no lead twice and is the beginning of the longer queue at every limit", () => {
		fc.assert(
			fc.property(tables, fc.nat(30), (rows, limit) => {
				const all = queue(rows);
				expect(new Set(all.map((entry) => entry.lead)).size).toBe(all.length);
				expect(queue(rows, limit)).toEqual(all.slice(0, limit));
			}),
		);
	});
});
