/** Utilities, Session, Logger and console. */
import { typeName } from "./arguments";
import { ask, call, exception } from "./bridge";
import { Charset, DigestAlgorithm, type EnumValue, MacAlgorithm } from "./enums";
import { ServiceObject, service } from "./guard";
import { User } from "./user";

class Blob extends ServiceObject {
	#bytes: readonly number[];
	#type: string | null;
	#name: string | null;
	constructor(data: string | readonly number[], type: string | null = null, name: string | null = null) {
		super();
		this.#bytes = bytesOf(data, Charset.UTF_8);
		this.#type = type ?? (typeof data === "string" ? "text/plain" : null);
		this.#name = name;
	}
	getBytes(): number[] {
		return [...this.#bytes];
	}
	getDataAsString(_charset?: string): string {
		return call("bytes.toText", this.#bytes);
	}
	setDataFromString(data: string): this {
		this.#bytes = bytesOf(data, Charset.UTF_8);
		return this;
	}
	getContentType(): string | null {
		return this.#type;
	}
	setContentType(type: string | null): this {
		this.#type = type;
		return this;
	}
	getName(): string | null {
		return this.#name;
	}
	setName(name: string): this {
		this.#name = name;
		return this;
	}
}

function bytesOf(data: string | readonly number[], charset: EnumValue): number[] {
	return typeof data === "string" ? [...call("bytes.ofText", data, charset.name())] : [...data];
}

class UtilitiesService extends ServiceObject {
	formatDate(date: Date, zone: string, format: string): string {
		if (Number.isNaN(date.getTime())) throw exception("Invalid argument: date. Should be of type: Date");
		return call("date.format", date.getTime(), zone, format);
	}
	parseDate(date: string, zone: string, format: string): Date {
		return new Date(call("date.parse", date, zone, format));
	}
	/** %s and %d with width, zero fill and decimals. */
	formatString(template: string, ...args: readonly unknown[]): string {
		let next = 0;
		return template.replace(
			/%(%|(-)?(0)?(\d+)?(?:\.(\d+))?([sdfx]))/g,
			(all, _body, left, zero, width, decimals, type) => {
				if (all === "%%") return "%";
				const value = args[next++];
				const plain =
					type === "d"
						? String(Math.trunc(Number(value)))
						: type === "f"
							? Number(value).toFixed(decimals === undefined ? 6 : Number(decimals))
							: type === "x"
								? Number(value).toString(16)
								: String(value);
				const size = Number(width ?? 0);
				return left ? plain.padEnd(size) : plain.padStart(size, zero ? "0" : " ");
			},
		);
	}
	getUuid(): string {
		return call("uuid");
	}
	/** Moves the host's clock, not the real one. */
	sleep(milliseconds: unknown): void {
		if (typeof milliseconds !== "number") throw exception(`Cannot convert ${String(milliseconds)} to int.`);
		call("clock.sleep", milliseconds);
	}
	computeDigest(
		algorithm: EnumValue,
		value: string | readonly number[],
		charset: EnumValue = Charset.US_ASCII,
	): number[] {
		return [...call("bytes.digest", algorithm.name(), bytesOf(value, charset))];
	}
	computeHmacSignature(
		algorithm: EnumValue,
		value: string | readonly number[],
		key: string | readonly number[],
		charset: EnumValue = Charset.US_ASCII,
	): number[] {
		return [...call("bytes.hmac", algorithm.name(), bytesOf(value, charset), bytesOf(key, charset))];
	}
	computeHmacSha256Signature(
		value: string | readonly number[],
		key: string | readonly number[],
		charset: EnumValue = Charset.US_ASCII,
	): number[] {
		return this.computeHmacSignature(MacAlgorithm.HMAC_SHA_256, value, key, charset);
	}
	base64Encode(data: string | readonly number[], charset: EnumValue = Charset.UTF_8): string {
		return call("bytes.base64", bytesOf(data, charset), false);
	}
	base64EncodeWebSafe(data: string | readonly number[], charset: EnumValue = Charset.UTF_8): string {
		return call("bytes.base64", bytesOf(data, charset), true);
	}
	base64Decode(encoded: string, _charset?: EnumValue): number[] {
		return [...call("bytes.fromBase64", encoded)];
	}
	base64DecodeWebSafe(encoded: string, _charset?: EnumValue): number[] {
		return [...call("bytes.fromBase64", encoded)];
	}
	newBlob(data: string | readonly number[], type?: string | null, name?: string | null): Blob {
		return new Blob(data, type, name);
	}
	parseCsv(csv: string, delimiter = ","): string[][] {
		const rows: string[][] = [];
		let row: string[] = [];
		const mark = delimiter.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
		const field = new RegExp(`(?:"((?:[^"]|"")*)"|([^${mark}\\r\\n]*))(${mark}|\\r?\\n|$)`, "gy");
		while (field.lastIndex < csv.length) {
			const match = field.exec(csv);
			if (!match) throw exception("Could not parse text.");
			row.push(match[1] === undefined ? (match[2] ?? "") : match[1].replace(/""/g, '"'));
			if (match[3] === delimiter) {
				if (field.lastIndex === csv.length) row.push("");
				else continue;
			}
			rows.push(row);
			row = [];
		}
		return rows;
	}
}

class SessionService extends ServiceObject {
	getActiveUser(): User {
		return new User(call("session.email", true));
	}
	getEffectiveUser(): User {
		return new User(call("session.email", false));
	}
	getActiveUserLocale(): string {
		return ask("settings.get").userLocale;
	}
	getScriptTimeZone(): string {
		return ask("settings.get").scriptTimeZone;
	}
	getTemporaryActiveUserKey(): string {
		return `key-${ask("settings.get").id}`;
	}
}

class LoggerService extends ServiceObject {
	#lines: string[] = [];
	log(first: unknown, ...rest: readonly unknown[]): this {
		this.#lines.push(line([first, ...rest]));
		call("log", line([first, ...rest]));
		return this;
	}
	getLog(): string {
		return this.#lines.map((each) => `${each}\n`).join("");
	}
	clear(): void {
		this.#lines = [];
	}
}

function shown(value: unknown): string {
	if (typeof value === "string") return value;
	if (value instanceof Error) return value.stack ?? String(value);
	if (typeof value !== "object" || value === null || value instanceof Date) return String(value);
	// Services and enumerations print their names.
	if (typeName(value) !== "(class)" && !Array.isArray(value)) return String(value);
	try {
		return JSON.stringify(value) ?? String(value);
	} catch {
		return String(value);
	}
}

/** "%s" and its like are filled in, what is left over follows. */
function line(values: readonly unknown[]): string {
	const [first, ...rest] = values;
	if (typeof first !== "string") return values.map(shown).join(" ");
	let used = 0;
	const filled = first.replace(/%[sdifjoO]/g, (mark) => (used < rest.length ? shown(rest[used++]) : mark));
	return [filled, ...rest.slice(used).map(shown)].join(" ");
}

/** Only what the V8 runtime offers (fact 49). */
export const scriptConsole = Object.fromEntries(
	["log", "info", "warn", "error", "time", "timeEnd"].map((level) => [
		level,
		(...values: readonly unknown[]): void => {
			const prefix = level === "warn" || level === "error" ? `${level}: ` : "";
			if (!level.startsWith("time")) call("log", prefix + line(values));
		},
	]),
);

service("Utilities.Blob", Blob);
service("Utilities", UtilitiesService);
service("Session", SessionService);
service("Logger", LoggerService);

export const Utilities = Object.assign(new UtilitiesService(), { Charset, DigestAlgorithm, MacAlgorithm });
export const Session = new SessionService();
export const Logger = new LoggerService();
