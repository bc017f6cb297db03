import type { WallTime } from "../domain/calendar/day";

const HOUR = 3_600_000;
/** Shorter than the time between any two clock changes of a zone. */
const BLOCK = 16 * 24 * HOUR;

/**
 * Turns instants into the wall clock of one time zone and back, exactly, while asking for the zone's offset only a few
 * times: once for each end of a block of days, and hour by hour only in blocks with a clock change.
 */
export class Zone {
	private readonly blocks = new Map<number, number | null>();
	private readonly hours = new Map<number, number>();
	/** The block that was asked for last, without a clock change: rows that follow each other are mostly of one. */
	private lastBlock = Number.NaN;
	private lastOffset = 0;

	/** @param offsetAt seconds east of Greenwich at an instant (ms since 1970); called rarely */
	constructor(private readonly offsetAt: (ms: number) => number) {}

	timeOf(ms: number): WallTime {
		return Math.floor(ms / 1000 + this.offset(ms)) as WallTime;
	}

	/** The instant in ms; of a time that the clock shows twice the earlier, of one that it skips the one after. */
	instantOf(time: WallTime): number {
		const naive = time * 1000;
		const before = naive - this.offset(naive - 14 * HOUR) * 1000;
		const after = naive - this.offset(naive + 14 * HOUR) * 1000;
		const earlier = Math.min(before, after);
		if (this.timeOf(earlier) === time) return earlier;
		return Math.max(before, after);
	}

	private offset(ms: number): number {
		const block = Math.floor(ms / BLOCK);
		if (block === this.lastBlock) return this.lastOffset;
		let held = this.blocks.get(block);
		if (held === undefined) {
			const first = this.offsetAt(block * BLOCK);
			held = first === this.offsetAt((block + 1) * BLOCK) ? first : null;
			this.blocks.set(block, held);
		}
		if (held !== null) {
			this.lastBlock = block;
			this.lastOffset = held;
			return held;
		}
		const hour = Math.floor(ms / HOUR);
		let exact = this.hours.get(hour);
		if (exact === undefined) {
			exact = this.offsetAt(hour * HOUR);
			this.hours.set(hour, exact);
		}
		return exact;
	}
}
