import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayOfTime, type WallTime } from "../../../src/domain/calendar/day";
import { createHitCollector } from "../../../src/domain/scoring/hits";
import { type ScoreCard, scoreActivities, scoreLeads } from "../../../src/domain/scoring/score";
import { naiveSum } from "./oracle";
import {
	type ActivityRow,
	activitiesOf,
	anyActivity,
	anyRules,
	daysAgo,
	type LeadRow,
	leadsOf,
	modelOf,
} from "./tables";

const LEADS = 3;
const OWN = { ownDomains: ["own.jp"] };
const anyRows = fc.array(anyActivity(LEADS), { maxLength: 60 });
const anyMoment = fc.integer({ min: daysAgo(20, 0), max: daysAgo(-2, 86_399) }).map((at) => at as WallTime);
const anyLeads: fc.Arbitrary<readonly LeadRow[]> = fc.array(
	fc.record({
		industry: fc.constantFrom("自動車", "食品", null),
		company: fc.constantFrom("in", "out", null),
		contact: fc.constantFrom("in", null),
		adjustment: fc.constantFrom(null, 5, -7.25),
		reason: fc.constantFrom(null, "紹介"),
	}),
	{ minLength: LEADS, maxLength: LEADS },
);

function rowsOf(rows: readonly ActivityRow[], lead: number): readonly ActivityRow[] {
	return rows.filter((row) => row.lead === lead);
}

/** A card with lines in a fixed order, for tables whose rules or rows were moved. */
function cardsOf(scores: { readonly size: number; card(lead: number): ScoreCard }): readonly ScoreCard[] {
	return Array.from({ length: scores.size }, (_, lead) => {
		const card = scores.card(lead);
		const lines = card.lines.slice().sort((a, b) => (a.ruleId < b.ruleId ? -1 : 1));
		return { ...card, lines };
	});
}

describe("scores of random histories", () => {
	it("equal those of the plain reading of the rules", () => {
		fc.assert(
			fc.property(anyLeads, anyRows, anyRules(), anyMoment, (leads, rows, rules, asOf) => {
				const model = modelOf(rules, OWN);
				const scores = scoreActivities(leadsOf(leads), activitiesOf(rows), model, asOf);
				leads.forEach((lead, index) => {
					const sum = naiveSum(lead, rowsOf(rows, index), model, asOf);
					const expected = lead.company === "out" ? Math.min(sum, 0) : sum;
					expect(Math.round(scores.score[index]! * 100)).toBe(expected);
				});
			}),
			{ numRuns: 500 },
		);
	});

	it("are the sum of their lines, and the columns say what the cards say", () => {
		fc.assert(
			fc.property(anyLeads, anyRows, anyRules(), anyMoment, (leads, rows, rules, asOf) => {
				const scores = scoreActivities(leadsOf(leads), activitiesOf(rows), modelOf(rules), asOf);
				for (let lead = 0; lead < scores.size; lead++) {
					const card = scores.card(lead);
					const sum = card.lines.reduce((total, line) => total + Math.round(line.points * 100), 0);
					expect(sum / 100).toBe(card.score);
					expect(scores.score[lead]).toBe(card.score);
					expect(scores.attribute[lead]).toBe(card.attribute);
					expect(scores.behaviour[lead]).toBe(card.behaviour);
					expect(scores.qualified[lead]).toBe(card.isQualified ? 1 : 0);
				}
			}),
			{ numRuns: 300 },
		);
	});

	it("do not depend on the order of rows or rules", () => {
		const shuffled = fc
			.tuple(anyRows, anyRules())
			.chain(([rows, rules]) =>
				fc.tuple(
					fc.constant(rows),
					fc.constant(rules),
					fc.shuffledSubarray(rows as ActivityRow[], { minLength: rows.length }),
					fc.shuffledSubarray(rules.slice(), { minLength: rules.length }),
				),
			);
		fc.assert(
			fc.property(anyLeads, shuffled, anyMoment, (leads, [rows, rules, movedRows, movedRules], asOf) => {
				const table = leadsOf(leads);
				const scores = scoreActivities(table, activitiesOf(rows), modelOf(rules, OWN), asOf);
				const moved = scoreActivities(table, activitiesOf(movedRows), modelOf(movedRules, OWN), asOf);
				expect(moved.score).toEqual(scores.score);
				expect(moved.dropsOn).toEqual(scores.dropsOn);
				expect(cardsOf(moved)).toEqual(cardsOf(scores));
				expect(moved.stats.undated).toBe(scores.stats.undated);
				expect(moved.stats.future).toBe(scores.stats.future);
			}),
			{ numRuns: 300 },
		);
	});

	it("are the same for activities in slices", () => {
		const cuts = fc.array(fc.nat(60), { maxLength: 5 });
		fc.assert(
			fc.property(anyLeads, anyRows, anyRules(), cuts, anyMoment, (leads, rows, rules, cutAt, asOf) => {
				const table = leadsOf(leads);
				const model = modelOf(rules, OWN);
				const whole = scoreActivities(table, activitiesOf(rows), model, asOf);
				const collector = createHitCollector(model, table, 0, dayOfTime(asOf));
				const edges = [0, ...cutAt.filter((cut) => cut < rows.length).sort((a, b) => a - b), rows.length];
				for (let n = 1; n < edges.length; n++) {
					collector.add(activitiesOf(rows.slice(edges[n - 1], edges[n])));
				}
				const sliced = scoreLeads(collector.finish(), asOf);
				expect(sliced.score).toEqual(whole.score);
				expect(sliced.stats).toEqual(whole.stats);
				for (let lead = 0; lead < whole.size; lead++) {
					expect(sliced.card(lead)).toEqual(whole.card(lead));
				}
			}),
			{ numRuns: 300 },
		);
	});

	it("never fall when a signal is added and no rule takes points", () => {
		fc.assert(
			fc.property(anyRows, anyActivity(LEADS), anyRules(true), anyMoment, (rows, more, rules, asOf) => {
				const leads = leadsOf([{}, {}, {}].map(() => ({ industry: "自動車" })));
				const before = scoreActivities(leads, activitiesOf(rows), modelOf(rules), asOf);
				const after = scoreActivities(leads, activitiesOf(rows.concat(more)), modelOf(rules), asOf);
				before.score.forEach((score, lead) => {
					expect(after.score[lead]).toBeGreaterThanOrEqual(score);
				});
			}),
			{ numRuns: 300 },
		);
	});

	it("hold in full until a line's last day and pay less on the next", () => {
		fc.assert(
			fc.property(anyRows, anyRules(true), fc.integer({ min: 0, max: 20 }), (rows, rules, ago) => {
				const past = rows.filter((row) => !(row.at! > daysAgo(ago, 86_399)));
				const leads = leadsOf([{}, {}, {}].map(() => ({ industry: "食品" })));
				const asOf = daysAgo(ago, 86_399);
				const collector = createHitCollector(modelOf(rules), leads);
				collector.add(activitiesOf(past));
				const hits = collector.finish();
				const scores = scoreLeads(hits, asOf);
				for (let lead = 0; lead < LEADS; lead++) {
					const later = (day: number) => scoreLeads(hits, ((day + 1) * 86_400 - 1) as WallTime).card(lead);
					for (const line of scores.card(lead).lines) {
						const isHours = rules.find((rule) => rule.id === line.ruleId)?.windowKind === "hours";
						const paidOn = (day: number) =>
							later(day).lines.find((other) => other.ruleId === line.ruleId)?.points ?? 0;
						// By the evening of its last day an hourly window may already have closed.
						const lastEvening = Math.max(dayOfTime(asOf), line.lastCountedOn! - (isHours ? 1 : 0));
						expect(paidOn(lastEvening)).toBe(line.points);
						expect(paidOn(line.lastCountedOn! + 1)).toBeLessThan(line.points);
					}
				}
			}),
			{ numRuns: 200 },
		);
	});
});
