/**
 * Wall time in any IANA zone, without ever asking the process for its own zone: what a cell shows is a wall time,
 * what a script holds is an instant (PLATFORM fact 63).
 *
 * A "wall" is written as the milliseconds that a clock on UTC would need to show the same figures.
 */

export const DAY_MS = 86_400_000;
/** Serial number of 1970-01-01 when day 0 is 1899-12-30. */
const UNIX_EPOCH_SERIAL = 25_569;
/** Transitions fall on quarter hours of UTC everywhere, so one answer holds for a quarter. */
const BUCKET_MS = 900_000;

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();

/** Java's short ids that Intl lacks, as Utilities.formatDate accepts them. */
const ALIASES: Readonly<Record<string, string>> = { JST: "Asia/Tokyo", PST: "America/Los_Angeles" };

function fixedOffset(zone: string): number | null {
	if (zone === "UTC" || zone === "GMT" || zone === "Etc/GMT" || zone === "Etc/UTC") return 0;
	const match = /^(?:GMT|UTC)([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(zone);
	if (!match) return null;
	const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
	return (match[1] === "-" ? -minutes : minutes) * 60_000;
}

function formatOf(zone: string): Intl.DateTimeFormat {
	let format = formats.get(zone);
	if (!format) {
		format = new Intl.DateTimeFormat("en-US", {
			timeZone: ALIASES[zone] ?? zone,
			hourCycle: "h23",
			year: "numeric",
			month: "numeric",
			day: "numeric",
			hour: "numeric",
			minute: "numeric",
			second: "numeric",
			era: "short",
		});
		formats.set(zone, format);
	}
	return format;
}

/** Whether Apps Script would know the zone id. */
export function isTimeZone(zone: string): boolean {
	if (fixedOffset(zone) !== null) return true;
	try {
		formatOf(zone);
		return true;
	} catch {
		return false;
	}
}

function measureOffset(zone: string, instant: number): number {
	const parts: Record<string, string> = {};
	for (const part of formatOf(zone).formatToParts(instant)) parts[part.type] = part.value;
	const year = Number(parts["year"]) * (parts["era"] === "BC" ? -1 : 1) + (parts["era"] === "BC" ? 1 : 0);
	const wall = utcMs(
		year,
		Number(parts["month"]) - 1,
		Number(parts["day"]),
		Number(parts["hour"]),
		Number(parts["minute"]),
		Number(parts["second"]),
	);
	return wall - Math.floor(instant / 1000) * 1000;
}

/** Date.UTC without its rule that years 0 to 99 mean 19xx. */
export function utcMs(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): number {
	const date = new Date(0);
	date.setUTCFullYear(year, month, day);
	date.setUTCHours(hour, minute, second, 0);
	return date.getTime();
}

/** Milliseconds east of UTC at an instant. */
export function offsetAt(zone: string, instant: number): number {
	const fixed = fixedOffset(zone);
	if (fixed !== null) return fixed;
	let known = offsets.get(zone);
	if (!known) {
		known = new Map();
		offsets.set(zone, known);
	}
	const bucket = Math.floor(instant / BUCKET_MS);
	let offset = known.get(bucket);
	if (offset === undefined) {
		offset = measureOffset(zone, bucket * BUCKET_MS);
		if (known.size > 50_000) known.clear();
		known.set(bucket, offset);
	}
	return offset;
}

/** What the clocks of the zone show. */
export function wallOf(zone: string, instant: number): number {
	return instant + offsetAt(zone, instant);
}

/** The instant when the zone shows a wall time; in a gap the later reading, in an overlap the earlier. */
export function instantOf(zone: string, wall: number): number {
	const before = offsetAt(zone, wall - DAY_MS);
	const after = offsetAt(zone, wall + DAY_MS);
	if (offsetAt(zone, wall - before) === before) return wall - before;
	if (offsetAt(zone, wall - after) === after) return wall - after;
	return wall - before;
}

/** Serial number of a wall time, rounded to a millisecond's worth so that midnight stays whole. */
export function serialOfWall(wall: number): number {
	return wall / DAY_MS + UNIX_EPOCH_SERIAL;
}

function wallOfSerial(serial: number): number {
	return Math.round((serial - UNIX_EPOCH_SERIAL) * DAY_MS);
}

/** The instant that a date cell shows in the spreadsheet's zone. */
export function instantOfSerial(zone: string, serial: number): number {
	return instantOf(zone, wallOfSerial(serial));
}

export function serialOfInstant(zone: string, instant: number): number {
	return serialOfWall(wallOf(zone, instant));
}
