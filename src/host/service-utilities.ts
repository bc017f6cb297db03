/** Session, Utilities, files of the project and the log: what needs Node or the host's clock. */
import { createHash, createHmac, randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formatDate, parseDate } from "./clock-format";
import { instantOf, isTimeZone, offsetAt } from "./clock-zone";
import { ServiceError } from "./service-error";
import { requireTime } from "./service-permissions";
import type { Call, Json, Settings } from "./service-world";
import { json } from "./service-world";

const SLEEP_LIMIT = 300_000;
const ALGORITHMS: Readonly<Record<string, string>> = {
	MD5: "md5",
	SHA_1: "sha1",
	SHA_256: "sha256",
	SHA_384: "sha384",
	SHA_512: "sha512",
};

/** Java bytes are signed. */
function signed(bytes: Buffer): number[] {
	return [...bytes].map((byte) => (byte > 127 ? byte - 256 : byte));
}

function bytesOf(bytes: readonly number[]): Buffer {
	return Buffer.from(bytes.map((byte) => byte & 255));
}

/** US_ASCII is the default of digests: anything else turns into "?" (fact 113). */
function encode(text: string, charset: string): Buffer {
	return charset === "UTF_8"
		? Buffer.from(text, "utf8")
		: Buffer.from(text.replace(/[^\p{ASCII}]/gu, "?"), "latin1");
}

export const utilityOperations = {
	"clock.now": ({ world }: Call): number => world.clock.now,
	"clock.offset": (_call: Call, zone: string, instant: number): number => offsetAt(zone, instant),
	"clock.instant": (_call: Call, zone: string, wall: number): number => instantOf(zone, wall),
	"clock.sleep": (call: Call, ms: number): void => {
		if (ms < 0 || ms > SLEEP_LIMIT) throw new ServiceError("Invalid argument: milliseconds");
		call.world.clock.now += ms;
		requireTime(call);
	},
	"date.format": (_call: Call, instant: number, zone: string, pattern: string): string =>
		formatDate(instant, zone, pattern),
	"date.parse": (_call: Call, text: string, zone: string, pattern: string): number =>
		parseDate(text, zone, pattern),
	"bytes.ofText": (_call: Call, text: string, charset: string): readonly number[] =>
		signed(encode(text, charset)),
	"bytes.toText": (_call: Call, bytes: readonly number[]): string => bytesOf(bytes).toString("utf8"),
	"bytes.digest": (_call: Call, algorithm: string, bytes: readonly number[]): readonly number[] =>
		signed(
			createHash(ALGORITHMS[algorithm] ?? "sha256")
				.update(bytesOf(bytes))
				.digest(),
		),
	"bytes.hmac": (
		_call: Call,
		algorithm: string,
		bytes: readonly number[],
		key: readonly number[],
	): readonly number[] =>
		signed(
			createHmac(ALGORITHMS[algorithm.replace("HMAC_", "")] ?? "sha256", bytesOf(key))
				.update(bytesOf(bytes))
				.digest(),
		),
	"bytes.base64": (_call: Call, bytes: readonly number[], webSafe: boolean): string => {
		const text = bytesOf(bytes).toString("base64");
		return webSafe ? text.replace(/\+/g, "-").replace(/\//g, "_") : text;
	},
	"bytes.fromBase64": (_call: Call, text: string): readonly number[] => {
		if (!/^[A-Za-z0-9+/_-]*={0,2}\s*$/.test(text)) throw new ServiceError("Could not decode string.");
		return signed(Buffer.from(text.replace(/-/g, "+").replace(/_/g, "/"), "base64"));
	},
	uuid: (): string => randomUUID(),

	/** `active`: whoever causes the run, whom Google may hide; otherwise the account it runs as (fact 112). */
	"session.email": ({ world, execution }: Call, active: boolean): string => {
		if (execution.kind === "simple" || execution.kind === "custom-function") return "";
		const domain = (email: string | undefined) => email?.split("@")[1];
		const foreign = domain(execution.user) !== domain(world.settings.users[0]);
		if (active && foreign && world.readings.otherDomainEmail === "empty") return "";
		return execution.user;
	},
	"session.kind": ({ execution }: Call): string => execution.kind,
	"settings.get": ({ world }: Call): Json<Settings & { scriptTimeZone: string }> =>
		json({ ...world.settings, scriptTimeZone: world.manifest.timeZone }),
	"settings.set": ({ world }: Call, what: "name" | "locale" | "timeZone", value: string): void => {
		if (what === "timeZone" && !isTimeZone(value)) throw new ServiceError(`Invalid argument: ${value}`);
		world.settings[what] = value;
		if (what === "timeZone") world.engine.setClock(() => world.clock.now, value);
	},
	"html.file": ({ world }: Call, name: string): string => {
		const path = join(world.dist, name.endsWith(".html") ? name : `${name}.html`);
		if (!existsSync(path)) throw new ServiceError(`No HTML file named ${name} was found.`);
		return readFileSync(path, "utf8");
	},
	log: ({ world }: Call, line: string): void => {
		world.console.push(line);
	},
};
