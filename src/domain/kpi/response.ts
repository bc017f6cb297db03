import { dayOfTime, SECONDS_PER_DAY, type WallTime } from "../calendar/day";
import { metricOf } from "./catalogue";
import { type KpiState, LEAD, NEVER } from "./state";

/** How soon the first attempt came, and what became of those leads: whether speed pays shows in a team's own data. */

/** From the slowest to the quickest, as the fold ranks them. */
const BUCKETS = ["none", "later", "same_day", "60m", "30m", "10m", "5m"] as const;

export type ResponseBucketId = (typeof BUCKETS)[number];

const SECONDS = [300, 600, 1800, 3600];

/**
 * The bucket, as its place in `BUCKETS`, of an attempt at or after the moment a lead was created. Times without a time
 * of day tell the day alone. 300 s are within 5 minutes, 301 s are not.
 */
export function responseRank(created: WallTime, attempt: WallTime): number {
	if (created % SECONDS_PER_DAY !== 0 && attempt % SECONDS_PER_DAY !== 0) {
		const within = SECONDS.findIndex((limit) => attempt - created <= limit);
		if (within >= 0) return 6 - within;
	}
	return dayOfTime(created) === dayOfTime(attempt) ? 2 : 1;
}

export interface ResponseBucket {
	readonly id: ResponseBucketId;
	/** All leads whose creation has a time of day. */
	readonly leads: number;
	/** Those of them whose time for 商談化 is over, and how many of these had it in that time. */
	readonly n: number;
	readonly converted: number;
	readonly rate: number | null;
	/** The 90 % interval of the rate (Wilson's); null where n is 0. */
	readonly low: number | null;
	readonly high: number | null;
}

export interface Response {
	/** The quickest first. */
	readonly buckets: readonly ResponseBucket[];
	/** Leads whose creation has no time of day: they are in no bucket. */
	readonly untimed: number;
	/** Within how many days of its creation a lead's 商談化 counts. */
	readonly maturityDays: number;
	/**
	 * Whether answering sooner shows: two buckets of leads that were answered, each large enough, whose intervals do not
	 * overlap, the sooner with the higher rate. `overlap`: the data do not tell; `too_few`: nor could they.
	 */
	readonly difference: {
		readonly reason: "visible" | "overlap" | "too_few";
		readonly faster: ResponseBucketId | null;
		readonly slower: ResponseBucketId | null;
	};
}

/** Leads that a bucket needs to be compared. */
const ENOUGH = 20;

/** The first responses to the leads of a state. */
export function responseOf(state: KpiState): Response {
	const { createdIn, created, convertedOn, facts, response, size } = state.leads;
	const maturityDays = metricOf("deal_rate")?.maturityDays ?? 0;
	const leads = BUCKETS.map(() => 0);
	const n = BUCKETS.map(() => 0);
	const converted = BUCKETS.map(() => 0);
	let untimed = 0;
	for (let lead = 0; lead < size; lead++) {
		if (createdIn[lead] === 0 || created[lead] === NEVER) continue;
		if ((facts[lead]! & LEAD.timed) === 0) {
			untimed++;
			continue;
		}
		const bucket = response[lead]!;
		leads[bucket]!++;
		if (created[lead]! + maturityDays > state.options.asOf) continue;
		n[bucket]!++;
		if (convertedOn[lead]! - created[lead]! <= maturityDays) converted[bucket]!++;
	}
	const buckets = BUCKETS.map((id, at): ResponseBucket => {
		const interval = wilson(converted[at]!, n[at]!);
		return {
			id,
			leads: leads[at]!,
			n: n[at]!,
			converted: converted[at]!,
			rate: n[at] === 0 ? null : converted[at]! / n[at]!,
			low: interval?.low ?? null,
			high: interval?.high ?? null,
		};
	}).reverse();
	return { buckets, untimed, maturityDays, difference: differenceOf(buckets) };
}

function differenceOf(buckets: readonly ResponseBucket[]): Response["difference"] {
	const answered = buckets.filter(({ id, n }) => id !== "none" && n >= ENOUGH);
	for (const faster of answered) {
		for (const slower of answered.slice(answered.indexOf(faster) + 1)) {
			if (faster.low! > slower.high!) return { reason: "visible", faster: faster.id, slower: slower.id };
		}
	}
	return { reason: answered.length < 2 ? "too_few" : "overlap", faster: null, slower: null };
}

/** Two-sided 90 %. */
const Z = 1.6448536269514722;

/**
 * Wilson's interval of a share; null for n = 0.
 * @see E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927)
 */
export function wilson(successes: number, n: number, z = Z): { low: number; high: number } | null {
	if (n === 0) return null;
	const p = successes / n;
	const share = (z * z) / n;
	const middle = p + share / 2;
	const half = z * Math.sqrt((p * (1 - p)) / n + share / (4 * n));
	return {
		low: Math.max(0, (middle - half) / (1 + share)),
		high: Math.min(1, (middle + half) / (1 + share)),
	};
}
