import { type Check, equal, holds, open } from "./check";

const MISSING =
	"setTimeout setInterval clearTimeout clearInterval fetch FormData File Blob URL URLSearchParams TextEncoder TextDecoder ReadableStream crypto SubtleCrypto DOMException atob btoa window navigator performance process AbortController Event EventTarget Headers Request Response queueMicrotask structuredClone";
const PRESENT = "console Promise WebAssembly Map Set Symbol Proxy Reflect globalThis";

/** Seen through Function, so that this file itself holds nothing that may stop it from loading. */
const evaluated = (code: string): unknown => new Function(`return (${code});`)() as unknown;
const isThere = (name: string): boolean => evaluated(`typeof ${name}`) !== "undefined";
const seen = (code: string): string => {
	try {
		return String(evaluated(code));
	} catch (error) {
		return `threw: ${(error as Error).message}`;
	}
};

export const runtimeChecks: readonly Check[] = [
	holds("48", "the Web's globals are missing", () => equal(MISSING.split(" ").filter(isThere), [])),
	holds("49", "the language's globals are there", () =>
		equal(
			PRESENT.split(" ").filter((name) => !isThere(name)),
			[],
		),
	),
	holds("52", "?., ?? and replaceAll work", () =>
		equal(evaluated("'aa'.replaceAll('a', 'b') + (null?.x ?? 'c')"), "bbc"),
	),
	holds("59", "an error of a service is named Exception and bears no prefix", ({ sheet }) => {
		try {
			sheet.getRange(0, 1);
		} catch (error) {
			const { name, message } = error as Error;
			equal(name, "Exception");
			equal(message.startsWith("Exception"), false);
			return String(error);
		}
		throw new Error("wanted a refusal, saw none");
	}),
	holds("60", "JSON.stringify of an enum gives its name", () =>
		equal(JSON.stringify({ mode: ScriptApp.AuthMode.FULL }), '{"mode":"FULL"}'),
	),
	open("50", "class instance field", () => seen("new (class { x = 1 })().x")),
	open("50", "static class field", () => seen("(class { static x = 1 }).x")),
	open("50", "private field", () => seen("new (class { #x = 1; get() { return this.#x } })().get()")),
	open("52", "??=", () => seen("(() => { let a; a ??= 1; return a })()")),
	open("53", "[1].at(-1)", () => seen("[1].at(-1)")),
	open("53", "Object.groupBy", () => seen("typeof Object.groupBy")),
	open("53", "Object.hasOwn", () => seen("typeof Object.hasOwn")),
	open("53", "toSorted and findLast", () => seen("typeof [].toSorted + ' ' + typeof [].findLast")),
	open("53", "Error cause", () => seen("new Error('a', { cause: 'b' }).cause")),
	open("53", "BigInt", () => seen("2n ** 64n")),
	open("53", "Intl", () => seen("new Intl.DateTimeFormat('ja', { dateStyle: 'full' }).format(new Date(0))")),
	open("53", "Temporal", () => seen("typeof Temporal")),
	open("53", "lookbehind and the flag v", () =>
		seen("/(?<=a)b/.test('ab') + ' ' + new RegExp('[a--b]', 'v').flags"),
	),
];
