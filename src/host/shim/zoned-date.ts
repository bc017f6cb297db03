/**
 * Date as a script sees it: "now" is the host's clock, and local time is the script's time zone, whatever zone the
 * process runs in (PLATFORM fact 63). Everything else is V8's own Date.
 */
import { call } from "./bridge";

const DAY_NAMES = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTH_NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

type Fields = [
	year: number,
	month?: number,
	day?: number,
	hour?: number,
	minute?: number,
	second?: number,
	ms?: number,
];

export function installDate(zone: string): void {
	const Native = Date;
	const { prototype } = Native;
	const offset = (instant: number) =>
		Number.isNaN(instant) ? Number.NaN : call("clock.offset", zone, instant);
	const instantOf = (wall: number) =>
		Number.isFinite(wall) ? call("clock.instant", zone, wall) : Number.NaN;
	/** A native date whose UTC fields are the local fields of this one. */
	const shadow = (date: Date) => {
		const instant = prototype.getTime.call(date);
		return new Native(instant + offset(instant));
	};
	const fromFields = (fields: Fields) => instantOf(Native.UTC(...fields));

	/** ISO dates without a time are UTC, with a time local; other texts that name no zone are local. */
	const parse = (text: string): number => {
		const plain = text.trim();
		const isoDay = /^[+-]?\d{4,6}(-\d\d(-\d\d)?)?$/.test(plain);
		const named = /(Z|UTC|GMT|[+-]\d\d:?\d\d)(\s*\([^)]*\))?$/i.test(plain);
		if (isoDay || named) return Native.parse(plain);
		const isoMoment = /^[+-]?\d{4,6}-\d\d-\d\dT[\d:.]+$/.test(plain);
		return instantOf(Native.parse(isoMoment ? `${plain}Z` : `${plain} UTC`));
	};

	function ScriptDate(this: unknown, ...args: unknown[]): Date | string {
		if (new.target === undefined) return String(new ZonedDate());
		let instant: number;
		if (args.length === 0) instant = call("clock.now");
		else if (args.length > 1) instant = fromFields(args.map(Number) as Fields);
		else if (args[0] instanceof Native) instant = prototype.getTime.call(args[0]);
		else {
			const [given] = args;
			const primitive =
				typeof given === "object" && given !== null ? (given as { valueOf(): unknown }).valueOf() : given;
			instant = typeof primitive === "string" ? parse(primitive) : new Native(Number(primitive)).getTime();
		}
		return Reflect.construct(Native, [instant], new.target as never) as Date;
	}
	const ZonedDate = ScriptDate as unknown as DateConstructor;
	const define = (target: object, name: string, value: unknown) =>
		Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
	define(ZonedDate, "name", "Date");
	define(ZonedDate, "length", 7);
	define(ZonedDate, "now", () => call("clock.now"));
	define(ZonedDate, "parse", (value: unknown) => parse(String(value)));
	define(ZonedDate, "UTC", Native.UTC);
	Object.defineProperty(ZonedDate, "prototype", { value: prototype, writable: false });

	const getters = ["FullYear", "Month", "Date", "Day", "Hours", "Minutes", "Seconds"] as const;
	for (const field of getters) {
		const utc = prototype[`getUTC${field}`];
		define(prototype, `get${field}`, function (this: Date): number {
			return utc.call(shadow(this));
		});
	}
	const setters = ["FullYear", "Month", "Date", "Hours", "Minutes", "Seconds"] as const;
	for (const field of setters) {
		const utc = prototype[`setUTC${field}`] as (...args: number[]) => number;
		define(prototype, `set${field}`, function (this: Date, ...args: number[]): number {
			const local = Number.isNaN(this.getTime()) && field === "FullYear" ? new Native(0) : shadow(this);
			return this.setTime(instantOf(utc.apply(local, args)));
		});
	}
	define(prototype, "getTimezoneOffset", function (this: Date): number {
		return -offset(this.getTime()) / 60_000 || 0;
	});
	defineTexts(prototype, define, shadow, offset, zone);
	define(prototype, "constructor", ZonedDate);
	define(globalThis, "Date", ZonedDate);
}

function defineTexts(
	prototype: Date,
	define: (target: object, name: string, value: unknown) => void,
	shadow: (date: Date) => Date,
	offset: (instant: number) => number,
	zone: string,
): void {
	const two = (value: number) => String(value).padStart(2, "0");
	const day = (local: Date) =>
		`${DAY_NAMES[local.getUTCDay()]} ${MONTH_NAMES[local.getUTCMonth()]} ${two(local.getUTCDate())} ${String(local.getUTCFullYear()).padStart(4, "0")}`;
	const time = (date: Date, local: Date) => {
		const minutes = offset(date.getTime()) / 60_000;
		const size = Math.abs(minutes);
		const east = `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}${two(size % 60)}`;
		const name = call("date.format", date.getTime(), zone, "z");
		return `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())} GMT${east} (${name})`;
	};
	const text = (name: string, print: (date: Date, local: Date) => string) =>
		define(prototype, name, function (this: Date): string {
			return Number.isNaN(this.getTime()) ? "Invalid Date" : print(this, shadow(this));
		});
	text("toString", (date, local) => `${day(local)} ${time(date, local)}`);
	text("toDateString", (_date, local) => day(local));
	text("toTimeString", (date, local) => time(date, local));
	for (const name of ["toLocaleString", "toLocaleDateString", "toLocaleTimeString"] as const) {
		const native = prototype[name] as (locale?: string, options?: object) => string;
		define(prototype, name, function (this: Date, locale?: string, options?: object): string {
			return native.call(this, locale, { timeZone: zone, ...options });
		});
	}
}
