/** Utilities.formatDate and parseDate: Java's SimpleDateFormat letters, English names, any zone (PLATFORM fact 113). */
import { DAY_MS, instantOf, isTimeZone, offsetAt, utcMs, wallOf } from "./clock-zone";
import { ServiceError } from "./service-error";

const MONTHS = [
	"January",
	"February",
	"March",
	"April",
	"May",
	"June",
	"July",
	"August",
	"September",
	"October",
	"November",
	"December",
];
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

type Piece = { readonly literal: string } | { readonly letter: string; readonly length: number };

function pieces(pattern: string): Piece[] {
	const out: Piece[] = [];
	for (let i = 0; i < pattern.length; ) {
		const char = pattern[i]!;
		if (char === "'") {
			if (pattern[i + 1] === "'") {
				out.push({ literal: "'" });
				i += 2;
				continue;
			}
			let text = "";
			for (i++; i < pattern.length; i++) {
				if (pattern[i] !== "'") text += pattern[i];
				else if (pattern[i + 1] === "'") {
					text += "'";
					i++;
				} else break;
			}
			i++;
			out.push({ literal: text });
		} else if (/[A-Za-z]/.test(char)) {
			let end = i;
			while (pattern[end] === char) end++;
			out.push({ letter: char, length: end - i });
			i = end;
		} else {
			out.push({ literal: char });
			i++;
		}
	}
	return out;
}

function pad(value: number, length: number): string {
	return (value < 0 ? "-" : "") + String(Math.abs(value)).padStart(length, "0");
}

/** Java's default week: starts on Sunday, and week 1 holds 1 January. */
function weekOfYear(date: Date): { year: number; week: number } {
	const sunday = date.getTime() - date.getUTCDay() * DAY_MS;
	const saturday = new Date(sunday + 6 * DAY_MS);
	const year = saturday.getUTCFullYear();
	const first = new Date(utcMs(year, 0, 1));
	const firstSunday = first.getTime() - first.getUTCDay() * DAY_MS;
	return { year, week: Math.floor((date.getTime() - firstSunday) / (7 * DAY_MS)) + 1 };
}

function offsetText(offset: number, separator: string): string {
	const minutes = Math.abs(offset) / 60_000;
	return `${offset < 0 ? "-" : "+"}${pad(Math.floor(minutes / 60), 2)}${separator}${pad(Math.floor(minutes % 60), 2)}`;
}

function zoneName(zone: string, instant: number): string {
	if (zone === "Asia/Tokyo" || zone === "JST") return "JST";
	const offset = offsetAt(zone, instant);
	if (/^(GMT|UTC)/.test(zone)) return offset === 0 ? zone.slice(0, 3) : `GMT${offsetText(offset, ":")}`;
	const part = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "short" })
		.formatToParts(instant)
		.find((each) => each.type === "timeZoneName");
	return part && /^[A-Z]{3,4}$/.test(part.value) ? part.value : `GMT${offsetText(offset, ":")}`;
}

function requireZone(zone: string): void {
	if (!isTimeZone(zone)) throw new ServiceError("Invalid argument: timeZone. Should be of type: String");
}

function field(letter: string, length: number, date: Date, zone: string, instant: number): string {
	const hour = date.getUTCHours();
	switch (letter) {
		case "G":
			return "AD";
		case "y":
		case "Y": {
			const year = letter === "y" ? date.getUTCFullYear() : weekOfYear(date).year;
			return length === 2 ? pad(year % 100, 2) : pad(year, length);
		}
		case "M":
		case "L": {
			const name = MONTHS[date.getUTCMonth()]!;
			if (length >= 4) return name;
			return length === 3 ? name.slice(0, 3) : pad(date.getUTCMonth() + 1, length);
		}
		case "w":
			return pad(weekOfYear(date).week, length);
		case "W": {
			const first = new Date(utcMs(date.getUTCFullYear(), date.getUTCMonth(), 1)).getUTCDay();
			return pad(Math.floor((date.getUTCDate() + first - 1) / 7) + 1, length);
		}
		case "D":
			return pad(Math.floor((date.getTime() - utcMs(date.getUTCFullYear(), 0, 1)) / DAY_MS) + 1, length);
		case "d":
			return pad(date.getUTCDate(), length);
		case "F":
			return pad(Math.floor((date.getUTCDate() - 1) / 7) + 1, length);
		case "E": {
			const name = WEEKDAYS[date.getUTCDay()]!;
			return length >= 4 ? name : name.slice(0, 3);
		}
		case "u":
			return pad(date.getUTCDay() || 7, length);
		case "a":
			return hour < 12 ? "AM" : "PM";
		case "H":
			return pad(hour, length);
		case "k":
			return pad(hour || 24, length);
		case "K":
			return pad(hour % 12, length);
		case "h":
			return pad(hour % 12 || 12, length);
		case "m":
			return pad(date.getUTCMinutes(), length);
		case "s":
			return pad(date.getUTCSeconds(), length);
		case "S":
			return pad(date.getUTCMilliseconds(), length);
		case "z":
			return zoneName(zone, instant);
		case "Z":
			return offsetText(offsetAt(zone, instant), "");
		case "X": {
			const offset = offsetAt(zone, instant);
			if (offset === 0) return "Z";
			return length === 1 ? offsetText(offset, "").slice(0, 3) : offsetText(offset, length === 2 ? "" : ":");
		}
		default:
			throw new ServiceError(`Invalid argument: format. Should be of type: String`);
	}
}

export function formatDate(instant: number, zone: string, pattern: string): string {
	requireZone(zone);
	const date = new Date(wallOf(zone, instant));
	return pieces(pattern)
		.map((piece) =>
			"literal" in piece ? piece.literal : field(piece.letter, piece.length, date, zone, instant),
		)
		.join("");
}

/** Which part of the date a letter sets, and the text it takes. */
const READERS: Readonly<Record<string, readonly [part: string, text: RegExp]>> = {
	y: ["year", /^\d+/],
	M: ["month", /^\d+/],
	L: ["month", /^\d+/],
	d: ["day", /^\d+/],
	D: ["dayOfYear", /^\d+/],
	H: ["hour", /^\d+/],
	k: ["hour", /^\d+/],
	h: ["hour12", /^\d+/],
	K: ["hour12", /^\d+/],
	m: ["minute", /^\d+/],
	s: ["second", /^\d+/],
	S: ["millisecond", /^\d+/],
	E: ["ignored", /^[A-Za-z]+/],
	G: ["ignored", /^(AD|BC)/],
	a: ["half", /^[AaPp][Mm]/],
	z: ["zone", /^[A-Za-z]+(?:[+-]\d{1,2}(?::?\d{2})?)?/],
	Z: ["offset", /^[+-]\d{4}/],
	X: ["offset", /^(?:Z|[+-]\d{2}(?::?\d{2})?)/],
};

export function parseDate(text: string, zone: string, pattern: string): number {
	requireZone(zone);
	const fail = (): never => {
		throw new ServiceError(`Invalid argument: ${text}`);
	};
	const found: Record<string, string> = {};
	let rest = text;
	const parts = pieces(pattern);
	parts.forEach((piece, index) => {
		if ("literal" in piece) {
			if (!rest.startsWith(piece.literal)) fail();
			rest = rest.slice(piece.literal.length);
			return;
		}
		const [part, shape] = READERS[piece.letter] ?? fail();
		const isName = (piece.letter === "M" || piece.letter === "L") && piece.length >= 3;
		const match = (isName ? /^[A-Za-z]+/ : shape).exec(rest) ?? fail();
		// Java reads only as many digits as the pattern has where another number follows at once.
		const next = parts[index + 1];
		const value =
			next && !("literal" in next) && /^\d/.test(match[0]) ? match[0].slice(0, piece.length) : match[0];
		found[part] = value;
		rest = rest.slice(value.length);
	});
	return assemble(found, zone, fail);
}

function assemble(found: Readonly<Record<string, string>>, zone: string, fail: () => never): number {
	const number = (part: string, otherwise: number) =>
		found[part] === undefined ? otherwise : Number(found[part]);
	const named = (found["month"] ?? "").toLowerCase();
	let month = number("month", 1) - 1;
	if (/^[a-z]/.test(named)) {
		month = MONTHS.findIndex(
			(name) => name.toLowerCase() === named || name.slice(0, 3).toLowerCase() === named,
		);
		if (month < 0) fail();
	}
	let year = number("year", 1970);
	if (found["year"]?.length === 2) year += year < 50 ? 2000 : 1900;
	let hour = number("hour", 0);
	if (found["hour12"] !== undefined)
		hour = (number("hour12", 0) % 12) + (/^p/i.test(found["half"] ?? "") ? 12 : 0);
	const day = found["dayOfYear"] === undefined ? number("day", 1) : 1;
	let wall =
		utcMs(year, month, day, hour, number("minute", 0), number("second", 0)) + number("millisecond", 0);
	if (found["dayOfYear"] !== undefined) wall += (number("dayOfYear", 1) - 1) * DAY_MS;
	const offset = found["offset"];
	if (offset !== undefined) {
		const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(offset);
		if (!match) return wall;
		const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
		return wall - (match[1] === "-" ? -minutes : minutes) * 60_000;
	}
	return instantOf(found["zone"] !== undefined && isTimeZone(found["zone"]) ? found["zone"] : zone, wall);
}
