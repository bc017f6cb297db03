import { type Dictionary, type Entry, entriesOf } from "./dictionary";
import { domainTable } from "./shipped/email-domains";
import { normalizeText } from "./text";

export type EmailKind =
	| "corporate"
	| "free"
	| "carrier"
	| "isp"
	| "disposable"
	| "education"
	| "public"
	| "own"
	| "competitor";

export interface EmailReading {
	/** What kind of address it is; corporate for every domain that no list holds. Null for no address. */
	readonly kind: EmailKind | null;
	readonly domain: string | null;
	/** The same for all spellings of one mailbox; for matching persons, never for sending. */
	readonly key: string | null;
	/** own, list (a shipped domain), suffix (ac.jp, city.…jp), other; or why not: blank, invalid. */
	readonly rule: string;
	/** Whether a list decided; a corporate domain is known by none. */
	readonly known: boolean;
}

/** Every shipped domain with its kind: what a team sees and overrides. */
export function shippedEmailDomains(): readonly Entry[] {
	return entriesOf(domainTable());
}

const KINDS = /^(?:corporate|free|carrier|isp|disposable|education|public|own|competitor)$/;
const ADDRESS = /([^\s@<>(),;:"[\]\\、]+)@((?:[^\s@<>(),;:"[\]\\/?_.、]+\.)+[^\s@<>(),;:"[\]\\/?_.、\d]{2,})/;
/** An address that is its own key. */
const USUAL = /^[a-z0-9._-]+@(?!g(?:oogle)?mail\.com$)(?:[a-z0-9-]+\.)+[a-z]{2,}$/;
const HOST =
	/^(?:https?:\/\/)?(?:www\d?\.)?((?:[^\s@/:?#,._-][^\s@/:?#,._]*\.)+[^\s@/:?#,._\d]{2,})\.?(?:[/:?#].*)?$/;

let shipped: ReadonlyMap<string, string> | undefined;

/**
 * What kind of mail address it is: free, mobile carrier, provider (often a genuine small firm), disposable, school,
 * public office, else corporate. A team's own list, by domain, comes first: own, competitor or any other kind.
 * @example emailKind("taro@abc.ocn.ne.jp").kind // => "isp"
 */
export function emailKind(text: string, own?: Dictionary): EmailReading {
	const address = parse(text);
	if (address === null) {
		const rule = text.trim() === "" ? "blank" : "invalid";
		return { kind: null, domain: null, key: null, rule, known: false };
	}
	const { domain } = address;
	const key = keyOf(address);
	const owned = own === undefined ? undefined : lookUp(domain, own);
	if (owned !== undefined && KINDS.test(owned))
		return { kind: owned as EmailKind, domain, key, rule: "own", known: true };
	shipped ??= new Map(shippedEmailDomains());
	const listed = lookUp(domain, shipped);
	if (listed !== undefined) {
		const rule = listed === "education" || listed === "public" ? "suffix" : "list";
		return { kind: listed as EmailKind, domain, key, rule, known: true };
	}
	if (isMunicipality(domain)) return { kind: "public", domain, key, rule: "suffix", known: true };
	return { kind: "corporate", domain, key, rule: "other", known: false };
}

/**
 * One key for all spellings of a mailbox, or null for no address: lower case, without a +tag, and without dots at Gmail.
 * @example emailKey("Taro.Yamada+news@googlemail.com") // => "taroyamada@gmail.com"
 */
export function emailKey(text: string): string | null {
	if (USUAL.test(text)) return text;
	const address = parse(text);
	return address === null ? null : keyOf(address);
}

/**
 * The domain of a mail address, or the host of a web address without www; null for anything else. Lower case.
 * @example domainOf("https://www.example.co.jp/about") // => "example.co.jp"
 */
export function domainOf(text: string): string | null {
	const address = parse(text);
	if (address !== null) return address.domain;
	return HOST.exec(normalizeText(text).toLowerCase())?.[1] ?? null;
}

/** The first address in a text, also out of "Name <a@b.jp>" or mailto:. */
function parse(text: string): { local: string; domain: string } | null {
	const match = ADDRESS.exec(normalizeText(text).toLowerCase());
	if (match === null) return null;
	return { local: match[1]!, domain: match[2]! };
}

function keyOf({ local, domain }: { local: string; domain: string }): string {
	const isGmail = domain === "gmail.com" || domain === "googlemail.com";
	const plus = local.indexOf("+");
	let mailbox = plus > 0 ? local.slice(0, plus) : local;
	if (isGmail) mailbox = mailbox.replace(/\./g, "");
	return `${mailbox}@${isGmail ? "gmail.com" : domain}`;
}

/** The entry of the domain or of the nearest domain above it. */
function lookUp(domain: string, list: Dictionary): string | undefined {
	const labels = domain.split(".");
	for (let i = 0; i < labels.length; i++) {
		const suffix = labels.slice(i).join(".");
		const value = list.get(suffix) ?? list.get(`@${suffix}`);
		if (value !== undefined) return value;
		const ending = labels.slice(i + 1).join(".");
		if (/^(?:com|net|org|[a-z]{2}|com?\.[a-z]{2})$/.test(ending)) {
			const anywhere = list.get(`${labels[i]}.*`);
			if (anywhere !== undefined) return anywhere;
		}
	}
	return undefined;
}

/** city.yokohama.jp and pref.aichi.jp, but not city.co.jp. */
function isMunicipality(domain: string): boolean {
	const labels = domain.split(".");
	if (labels[labels.length - 1] !== "jp") return false;
	const second = labels[labels.length - 2] ?? "";
	if (/^(?:co|ne|or|ac|go|gr|ad|ed|lg)$/.test(second)) return false;
	return labels.slice(0, -2).some((label) => /^(?:pref|city|town|vill)$/.test(label));
}
