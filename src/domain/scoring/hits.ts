/**
 * Collects what the activities mean to the rules: one hit for each row and rule that it counts for. Activities are
 * read once, in slices if need be; hits hold everything that a score on any day needs.
 */
import { SECONDS_PER_DAY } from "../calendar/day";
import { domainOf } from "../normalize/email";
import { foldKey } from "../normalize/text";
import { leadVerdict } from "../qualification/verdict";
import type { Activities, Leads } from "../records";
import { type AttributePoints, scoreAttributes } from "./attributes";
import { type BehaviourPlan, compileRules, quantityOf, type ScorePlan } from "./plan";
import type { RuleProblem, ScoringModel } from "./rules";

/** How many examples a tally keeps. */
const SAMPLE_SIZE = 20;

/** How many activities there were of a sort, with the indexes of the first twenty. */
export interface Tally {
	readonly count: number;
	readonly sample: readonly number[];
}

/** Activities that a rule names, but that cannot count. Each is listed once, under the first reason that holds. */
export interface CollectedStats {
	/** Their lead is not known. */
	readonly unlinked: Tally;
	/** Our own staff did it. */
	readonly ownStaff: Tally;
	readonly undated: Tally;
	/** How many activities carry a type that neither the dictionary nor a rule knows, by that word. */
	readonly unknownTypes: ReadonlyMap<string, number>;
}

/**
 * All hits, ordered by lead, rule and time: those of a lead stand from start[lead] to start[lead + 1].
 * Nothing here depends on asOf.
 */
export interface Hits {
	readonly leads: Leads;
	readonly model: ScoringModel;
	readonly plan: ScorePlan;
	readonly attributes: AttributePoints;
	/** For each lead 1 where its company or contact is 対象外. */
	readonly vetoed: Uint8Array;
	/** Rules that were left out and why. */
	readonly problems: readonly RuleProblem[];
	readonly stats: CollectedStats;
	readonly size: number;
	readonly start: Int32Array;
	/** Position in plan.behaviour. */
	readonly rule: Uint16Array;
	/** WallTime in whole seconds. */
	readonly at: Float64Array;
	/** Millionths of a time or minute. */
	readonly quantity: Float64Array;
	/** Index of the activity, counted over all slices. */
	readonly activity: Int32Array;
}

export interface HitCollector {
	/** Reads the next rows. Leads are indexes of the whole lead table in every slice. */
	add(activities: Activities): void;
	/** What was collected. Call it once, after the last slice. */
	finish(): Hits;
}

interface TypeReading {
	/** Positions of the rules that name this type. */
	readonly rules: readonly number[];
	readonly readsTarget: boolean;
	readonly readsVia: boolean;
	readonly readsAnswer: boolean;
	readonly isUnknown: boolean;
	rows: number;
}

/**
 * A fold over activities: any cutting into slices gives the same hits, and the order of rows changes no score.
 *
 * Only types whose direction is the customer's or both sides' count; a word that the dictionary does not know counts
 * as the customer's when a rule names that very word. One's own staff is left out by the activity's e-mail or, where
 * it has none, the lead's.
 * @example
 * const collector = createHitCollector(model, leads);
 * collector.add(activities);
 * const scores = scoreLeads(collector.finish(), asOf);
 */
export function createHitCollector(model: ScoringModel, leads: Leads): HitCollector {
	const plan = compileRules(model);
	const types = new Map<string, TypeReading>();
	const staff = new Staff(model.ownDomains);
	const isOwnLead = staff.isEmpty ? null : markOwnLeads(leads, staff);
	const unlinked = new OpenTally();
	const ownStaff = new OpenTally();
	const undated = new OpenTally();
	let hits = new HitColumns();
	let rows = 0;

	function add(activities: Activities): void {
		const { size, lead, at, type, target, via, count, minutes, answer, email } = activities;
		const none = new Uint8Array(0);
		for (let row = 0; row < size; row++) {
			const word = type[row];
			if (word === null || word === undefined) continue;
			let reading = types.get(word);
			if (reading === undefined) {
				reading = readType(word, plan, model);
				types.set(word, reading);
			}
			reading.rows++;
			const { rules } = reading;
			if (rules.length === 0) continue;
			const targets = reading.readsTarget ? plan.targets.read(target[row] ?? null) : none;
			const vias = reading.readsVia ? plan.vias.read(via[row] ?? null) : none;
			const answers = reading.readsAnswer ? plan.answers.read(answer[row] ?? null) : none;
			let isChecked = false;
			for (let n = 0; n < rules.length; n++) {
				const rule = rules[n]!;
				const behaviour = plan.behaviour[rule]!;
				if (behaviour.target >= 0 && targets[behaviour.target] !== 1) continue;
				if (behaviour.via >= 0 && vias[behaviour.via] !== 1) continue;
				if (behaviour.answer >= 0 && answers[behaviour.answer] !== 1) continue;
				const quantity = quantityOf(behaviour, count[row] ?? null, minutes[row] ?? null);
				if (quantity === 0) continue;
				const leadIndex = lead[row] ?? -1;
				const time = at[row] ?? Number.NaN;
				if (!isChecked) {
					isChecked = true;
					if (!(leadIndex >= 0 && leadIndex < leads.size)) {
						unlinked.add(rows + row);
						break;
					}
					if (isOwnLead !== null && isOwn(email[row] ?? null, leadIndex, isOwnLead)) {
						ownStaff.add(rows + row);
						break;
					}
					if (!Number.isFinite(time)) {
						undated.add(rows + row);
						break;
					}
				}
				hits.push(leadIndex, rule, Math.floor(time), quantity, rows + row);
			}
		}
		rows += size;
	}

	function isOwn(email: string | null, lead: number, ownLeads: Uint8Array): boolean {
		return email === null || email === "" ? ownLeads[lead] === 1 : staff.has(email);
	}

	function finish(): Hits {
		const attributes = scoreAttributes(leads, plan.attributes, model);
		const unknownTypes = new Map<string, number>();
		types.forEach((reading, word) => {
			if (reading.isUnknown) unknownTypes.set(word, reading.rows);
		});
		const collected = hits;
		hits = new HitColumns();
		return {
			leads,
			model,
			plan,
			attributes,
			vetoed: markVetoed(leads),
			problems: plan.problems.concat(attributes.problems),
			stats: {
				unlinked: unlinked.close(),
				ownStaff: ownStaff.close(),
				undated: undated.close(),
				unknownTypes,
			},
			...collected.sorted(leads.size, plan.behaviour.length),
		};
	}

	return { add, finish };
}

function readType(word: string, plan: ScorePlan, model: ScoringModel): TypeReading {
	const direction = model.direction(word);
	const key = foldKey(word);
	const named: BehaviourPlan[] = [];
	const rules: number[] = [];
	plan.behaviour.forEach((behaviour, position) => {
		if (direction === "ours" || foldKey(behaviour.rule.subject) !== key) return;
		named.push(behaviour);
		rules.push(position);
	});
	return {
		rules,
		readsTarget: named.some((behaviour) => behaviour.target >= 0),
		readsVia: named.some((behaviour) => behaviour.via >= 0),
		readsAnswer: named.some((behaviour) => behaviour.answer >= 0),
		isUnknown: direction === null && rules.length === 0 && key !== "",
		rows: 0,
	};
}

function markOwnLeads(leads: Leads, staff: Staff): Uint8Array {
	const marks = new Uint8Array(leads.size);
	const emails = leads.attribute("email");
	if (emails === undefined) return marks;
	for (let lead = 0; lead < leads.size; lead++) {
		const email = emails[lead];
		if (typeof email === "string" && staff.has(email)) marks[lead] = 1;
	}
	return marks;
}

function markVetoed(leads: Leads): Uint8Array {
	const marks = new Uint8Array(leads.size);
	for (let lead = 0; lead < leads.size; lead++) {
		const verdict = leadVerdict(leads.companyVerdict[lead] ?? null, leads.contactVerdict[lead] ?? null);
		if (verdict === "out") marks[lead] = 1;
	}
	return marks;
}

/** The addresses of one's own staff; what stands after the @ is read once for each spelling. */
class Staff {
	private readonly domains: ReadonlySet<string>;
	private readonly memo = new Map<string, boolean>();

	constructor(domains: readonly string[]) {
		const keys = domains.map((domain) => foldKey(domain).replace(/^@/, ""));
		this.domains = new Set(keys.filter((key) => key !== ""));
	}

	get isEmpty(): boolean {
		return this.domains.size === 0;
	}

	/** Whether an address belongs to one of the domains or to a sub-domain of one. */
	has(email: string): boolean {
		const tail = email.slice(email.lastIndexOf("@") + 1);
		let isOwn = this.memo.get(tail);
		if (isOwn === undefined) {
			isOwn = this.holds(domainOf(email));
			this.memo.set(tail, isOwn);
		}
		return isOwn;
	}

	private holds(domain: string | null): boolean {
		if (domain === null) return false;
		const labels = foldKey(domain).split(".");
		return labels.some((_label, n) => this.domains.has(labels.slice(n).join(".")));
	}
}

/** A tally being counted. */
export class OpenTally {
	private count = 0;
	private readonly sample: number[] = [];

	add(index: number): void {
		this.count++;
		if (this.sample.length < SAMPLE_SIZE) this.sample.push(index);
	}

	close(): Tally {
		return { count: this.count, sample: this.sample };
	}
}

interface SortedHits {
	readonly size: number;
	readonly start: Int32Array;
	readonly rule: Uint16Array;
	readonly at: Float64Array;
	readonly quantity: Float64Array;
	readonly activity: Int32Array;
}

/** Growing columns of hits: 26 bytes each, so that a million fit where objects would take ten times that. */
class HitColumns {
	private size = 0;
	private isChronological = true;
	private lead = new Int32Array(1024);
	private rule = new Uint16Array(1024);
	private at = new Float64Array(1024);
	private quantity = new Float64Array(1024);
	private activity = new Int32Array(1024);

	push(lead: number, rule: number, at: number, quantity: number, activity: number): void {
		const { size } = this;
		if (size === this.lead.length) this.grow();
		if (size > 0 && at < this.at[size - 1]!) this.isChronological = false;
		this.lead[size] = lead;
		this.rule[size] = rule;
		this.at[size] = at;
		this.quantity[size] = quantity;
		this.activity[size] = activity;
		this.size = size + 1;
	}

	private grow(): void {
		const capacity = Math.ceil(this.size * 1.5);
		this.lead = copyInto(new Int32Array(capacity), this.lead);
		this.rule = copyInto(new Uint16Array(capacity), this.rule);
		this.at = copyInto(new Float64Array(capacity), this.at);
		this.quantity = copyInto(new Float64Array(capacity), this.quantity);
		this.activity = copyInto(new Int32Array(capacity), this.activity);
	}

	/** Sorted by lead, rule and time with stable counting passes; each column is let go as soon as it is copied. */
	sorted(leads: number, rules: number): SortedHits {
		const { size } = this;
		let order: Int32Array = new Int32Array(size);
		for (let n = 0; n < size; n++) order[n] = n;
		if (!this.isChronological) order = orderByTime(order, this.at.subarray(0, size));
		order = orderByKey(order, this.rule, rules).order;
		const byLead = orderByKey(order, this.lead, leads);
		order = byLead.order;
		this.lead = new Int32Array(0);
		const rule = pick(this.rule, order, new Uint16Array(size));
		this.rule = new Uint16Array(0);
		const at = pick(this.at, order, new Float64Array(size));
		this.at = new Float64Array(0);
		const quantity = pick(this.quantity, order, new Float64Array(size));
		this.quantity = new Float64Array(0);
		const activity = pick(this.activity, order, new Int32Array(size));
		return { size, start: byLead.start, rule, at, quantity, activity };
	}
}

function copyInto<T extends Int32Array | Uint16Array | Float64Array>(into: T, from: T): T {
	into.set(from);
	return into;
}

function pick<T extends Int32Array | Uint16Array | Float64Array>(from: T, order: Int32Array, into: T): T {
	for (let n = 0; n < order.length; n++) into[n] = from[order[n]!]!;
	return into;
}

/** A stable counting sort; start[key] is the first place of a key. */
function orderByKey(
	order: Int32Array,
	keys: Int32Array | Uint16Array,
	keyCount: number,
): { order: Int32Array; start: Int32Array } {
	const start = new Int32Array(keyCount + 1);
	for (let n = 0; n < order.length; n++) start[keys[order[n]!]! + 1]!++;
	for (let key = 0; key < keyCount; key++) start[key + 1]! += start[key]!;
	const next = start.slice();
	const sorted = new Int32Array(order.length);
	for (let n = 0; n < order.length; n++) {
		const index = order[n]!;
		sorted[next[keys[index]!]!++] = index;
	}
	return { order: sorted, start };
}

/** A stable order by time: by second of the day, then by day, or by comparing where days lie too far apart. */
function orderByTime(order: Int32Array, at: Float64Array): Int32Array {
	let first = Number.POSITIVE_INFINITY;
	let last = Number.NEGATIVE_INFINITY;
	for (let n = 0; n < at.length; n++) {
		const time = at[n]!;
		if (time < first) first = time;
		if (time > last) last = time;
	}
	const firstDay = Math.floor(first / SECONDS_PER_DAY);
	const days = Math.floor(last / SECONDS_PER_DAY) - firstDay + 1;
	if (days > MOST_SORTED_DAYS) return order.sort((a, b) => at[a]! - at[b]! || a - b);
	const keys = new Int32Array(at.length);
	for (let n = 0; n < at.length; n++)
		keys[n] = at[n]! - Math.floor(at[n]! / SECONDS_PER_DAY) * SECONDS_PER_DAY;
	const bySecond = orderByKey(order, keys, SECONDS_PER_DAY).order;
	for (let n = 0; n < at.length; n++) keys[n] = Math.floor(at[n]! / SECONDS_PER_DAY) - firstDay;
	return orderByKey(bySecond, keys, days).order;
}

/** From year 0 to 9999 and more: typing errors included. */
const MOST_SORTED_DAYS = 4_000_000;
