/**
 * Collects what the activities mean to the rules: one hit for each row and rule that it counts for. Activities are
 * read once, in slices if need be; hits hold everything that a score on any day needs.
 */

import { type Day, SECONDS_PER_DAY } from "../calendar/day";
import { domainOf } from "../normalize/email";
import { foldKey } from "../normalize/text";
import { leadVerdict } from "../qualification/verdict";
import type { Activities, Leads } from "../records";
import { PerWord } from "../words";
import { type AttributePoints, scoreAttributes } from "./attributes";
import { type BehaviourPlan, compileRules, quantityOf, type ScorePlan } from "./plan";
import type { RuleProblem, ScoringModel } from "./rules";

/** How many activities a rule names that cannot count. Each is counted once, under the first reason that holds. */
export interface CollectedStats {
	/** Their lead is not known. */
	readonly unlinked: number;
	/** Our own staff did it. */
	readonly ownStaff: number;
	readonly undated: number;
	/** They lie after the day of the refresh. */
	readonly future: number;
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
 * @param expected about how many activities there are; there may be more
 * @param today the day after which activities are told as future ones; their hits are collected all the same
 * @example
 * const collector = createHitCollector(model, leads);
 * collector.add(activities);
 * const scores = scoreLeads(collector.finish(), asOf);
 */
export function createHitCollector(
	model: ScoringModel,
	leads: Leads,
	expected = 0,
	today?: Day,
): HitCollector {
	const plan = compileRules(model);
	const types = new Map<string, TypeReading>();
	const staff = new Staff(model.ownDomains);
	const isOwnLead = staff.isEmpty ? null : markOwnLeads(leads, staff);
	const tomorrow = today === undefined ? Number.POSITIVE_INFINITY : (today + 1) * SECONDS_PER_DAY;
	const stats = { unlinked: 0, ownStaff: 0, undated: 0, future: 0 };
	const hits = new HitColumns(Math.ceil(expected / FIRST_SHARE));
	let rows = 0;
	const readings = new PerWord((word) => {
		if (word === null) return NO_TYPE;
		const reading = types.get(word) ?? readType(word, plan, model);
		types.set(word, reading);
		return reading;
	});
	const targeted = new PerWord((text) => plan.targets.read(text));
	const came = new PerWord((text) => plan.vias.read(text));
	const answered = new PerWord((text) => plan.answers.read(text));

	function add(activities: Activities): void {
		const { size, lead, at, type, target, via, count, minutes, answer } = activities;
		const email = isOwnLead === null ? null : activities.email;
		readings.take(type);
		targeted.take(target);
		came.take(via);
		answered.take(answer);
		for (let row = 0; row < size; row++) {
			const reading = readings.get(type.codes[row]!);
			reading.rows++;
			const { rules } = reading;
			if (rules.length === 0) continue;
			const targets = reading.readsTarget ? targeted.get(target.codes[row]!) : NONE;
			const vias = reading.readsVia ? came.get(via.codes[row]!) : NONE;
			const answers = reading.readsAnswer ? answered.get(answer.codes[row]!) : NONE;
			let isChecked = false;
			for (let n = 0; n < rules.length; n++) {
				const rule = rules[n]!;
				const behaviour = plan.behaviour[rule]!;
				if (behaviour.target >= 0 && targets[behaviour.target] !== 1) continue;
				if (behaviour.via >= 0 && vias[behaviour.via] !== 1) continue;
				if (behaviour.answer >= 0 && answers[behaviour.answer] !== 1) continue;
				const quantity = quantityOf(behaviour, count[row]!, minutes[row]!);
				if (quantity === 0) continue;
				const leadIndex = lead[row] ?? -1;
				const time = at[row] ?? Number.NaN;
				if (!isChecked) {
					isChecked = true;
					if (!(leadIndex >= 0 && leadIndex < leads.size)) {
						stats.unlinked++;
						break;
					}
					if (isOwnLead !== null && isOwn(email?.[row] ?? null, leadIndex, isOwnLead)) {
						stats.ownStaff++;
						break;
					}
					if (!Number.isFinite(time)) {
						stats.undated++;
						break;
					}
					if (time >= tomorrow) stats.future++;
				}
				if (hits.isFull) hits.grow(expected / (rows + row + 1));
				hits.push(leadIndex, rule, Math.floor(time), quantity);
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
		return {
			leads,
			model,
			plan,
			attributes,
			vetoed: markVetoed(leads),
			problems: plan.problems.concat(attributes.problems),
			stats: { ...stats, unknownTypes },
			...hits.sorted(leads.size, plan.behaviour.length),
		};
	}

	return { add, finish };
}

const NONE = new Uint8Array(0);
const NO_TYPE: TypeReading = {
	rules: [],
	readsTarget: false,
	readsVia: false,
	readsAnswer: false,
	isUnknown: false,
	rows: 0,
};

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

/** There is room at first for the hits of one in so many activities. */
const FIRST_SHARE = 16;
/** Longer runs would take an insertion sort too long. */
const LONG_RUN = 64;
/** Hits are parted by ranges of leads first, so few that each range's next place stays at hand. */
const RANGES = 256;

/**
 * Hits as they come, and then in order: 22 bytes each, where objects would take ten times that. Columns that grow
 * leave their old selves behind, and many of them set the engine searching all memory for what is free: so they begin
 * short, and are made long enough once it is seen how many hits there are.
 */
class HitColumns {
	private size = 0;
	private lead: Int32Array;
	private rule: Uint16Array;
	private at: Float64Array;
	private quantity: Float64Array;

	constructor(expected: number) {
		this.lead = new Int32Array(expected);
		this.rule = new Uint16Array(expected);
		this.at = new Float64Array(expected);
		this.quantity = new Float64Array(expected);
	}

	get isFull(): boolean {
		return this.size === this.lead.length;
	}

	push(lead: number, rule: number, at: number, quantity: number): void {
		const n = this.size++;
		this.lead[n] = lead;
		this.rule[n] = rule;
		this.at[n] = at;
		this.quantity[n] = quantity;
	}

	/** By lead, rule and time. Nothing can be added after that. */
	sorted(leads: number, rules: number): Pick<Hits, "size" | "start" | "rule" | "at" | "quantity"> {
		const { size, lead } = this;
		const start = new Int32Array(leads + 1);
		for (let n = 0; n < size; n++) start[lead[n]! + 1]!++;
		for (let n = 0; n < leads; n++) start[n + 1]! += start[n]!;
		const width = Math.ceil(leads / RANGES);
		const ranges = Int32Array.from({ length: RANGES + 1 }, (_, i) => start[Math.min(i * width, leads)]!);
		const next = ranges.slice();
		for (let range = 0; range < RANGES; range++) this.part(range, next, ranges[range + 1]!, width);
		let longest = 0;
		for (let i = 0; i < RANGES; i++) longest = Math.max(longest, ranges[i + 1]! - ranges[i]!);
		const spare = new HitColumns(longest);
		const place = new Int32Array(width * rules + 1);
		for (let i = 0; i < RANGES; i++)
			this.sortRange(ranges[i]!, ranges[i + 1]!, i * width, rules, place, spare);
		return {
			size,
			start,
			rule: this.rule.subarray(0, size),
			at: this.at.subarray(0, size),
			quantity: this.quantity.subarray(0, size),
		};
	}

	/**
	 * Fills a range of leads with its hits, in place: what lies there goes to its own range.
	 * See P. M. McIlroy et al., "Engineering Radix Sort".
	 * @param next where the next hit of each range goes
	 */
	private part(range: number, next: Int32Array, end: number, width: number): void {
		const { lead } = this;
		for (let n = next[range]!; n < end; n = next[range]!) {
			const owner = Math.floor(lead[n]! / width);
			if (owner !== range) this.swap(n, next[owner]!);
			next[owner]!++;
		}
	}

	/** Sorts the hits of some leads, which are few enough to stay at hand. */
	private sortRange(
		from: number,
		to: number,
		firstLead: number,
		rules: number,
		next: Int32Array,
		spare: HitColumns,
	): void {
		const { lead, rule } = this;
		next.fill(0);
		for (let n = from; n < to; n++) next[(lead[n]! - firstLead) * rules + rule[n]! + 1]!++;
		for (let key = 0; key + 1 < next.length; key++) next[key + 1]! += next[key]!;
		for (let n = from; n < to; n++) {
			spare.copy(next[(lead[n]! - firstLead) * rules + rule[n]!]!++, this, n);
		}
		for (let i = 0, run = 0; i < to - from; i++) {
			if (spare.rule[i] !== spare.rule[run] || spare.lead[i] !== spare.lead[run]) {
				spare.sortRun(run, i);
				run = i;
			}
			if (i === to - from - 1) spare.sortRun(run, i + 1);
		}
		for (let n = from; n < to; n++) this.copy(n, spare, n - from);
	}

	/** Sorts hits of one lead and rule by time. */
	private sortRun(from: number, to: number): void {
		const { at } = this;
		if (to - from <= LONG_RUN) {
			for (let n = from + 1; n < to; n++) {
				for (let m = n; m > from && at[m - 1]! > at[m]!; m--) this.swap(m - 1, m);
			}
			return;
		}
		const order = Array.from({ length: to - from }, (_, i) => from + i).sort((n, m) => at[n]! - at[m]!);
		const run = new HitColumns(order.length);
		order.forEach((n, i) => {
			run.copy(i, this, n);
		});
		for (let i = from; i < to; i++) this.copy(i, run, i - from);
	}

	private swap(n: number, m: number): void {
		const lead = this.lead[n]!;
		const rule = this.rule[n]!;
		const at = this.at[n]!;
		const quantity = this.quantity[n]!;
		this.copy(n, this, m);
		this.lead[m] = lead;
		this.rule[m] = rule;
		this.at[m] = at;
		this.quantity[m] = quantity;
	}

	private copy(n: number, from: HitColumns, m: number): void {
		this.lead[n] = from.lead[m]!;
		this.rule[n] = from.rule[m]!;
		this.at[n] = from.at[m]!;
		this.quantity[n] = from.quantity[m]!;
	}

	/** Makes room for so many times the hits, if the rows that follow are like those before: once is mostly enough. */
	grow(times: number): void {
		const longer = new HitColumns(Math.ceil(this.size * Math.max(1.1 * times, 1.5)) + 64);
		longer.lead.set(this.lead);
		longer.rule.set(this.rule);
		longer.at.set(this.at);
		longer.quantity.set(this.quantity);
		Object.assign(this, longer, { size: this.size });
	}
}
