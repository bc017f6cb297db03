import { type Dictionary, type Entry, entriesOf } from "./dictionary";
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

/** Each domain stands for its sub-domains too; a star stands for any country ending. */
const DOMAIN_ROWS: readonly (readonly [kind: EmailKind, domains: string])[] = [
	[
		"free",
		"gmail.com|googlemail.com|yahoo.*|yahoo.co.jp|ymail.ne.jp|ymail.com|outlook.*|hotmail.*|hotmail.co.jp|live.*|live.jp|msn.com|icloud.com|me.com|mac.com|aol.*|proton.me|protonmail.com|gmx.*|mail.com|zoho.com|fastmail.com|tutanota.com|excite.co.jp|infoseek.jp|goo.jp|livedoor.com|freemail.ne.jp|auone.jp|kakao.com|hanmail.net|qq.com|163.com|126.com|naver.com|daum.net|mail.ru|yandex.*|web.de",
	],
	[
		"carrier",
		"docomo.ne.jp|ezweb.ne.jp|au.com|i.softbank.jp|softbank.ne.jp|vodafone.ne.jp|ymobile.ne.jp|ymobile1.ne.jp|y-mobile.ne.jp|emnet.ne.jp|willcom.com|pdx.ne.jp|disney.ne.jp|disneymobile.ne.jp|uqmobile.jp|rakumail.jp|rakuten.jp|mineo.jp|tu-ka.ne.jp",
	],
	[
		"isp",
		"nifty.com|nifty.ne.jp|so-net.ne.jp|so-net.jp|biglobe.ne.jp|mesh.ne.jp|ocn.ne.jp|plala.or.jp|plala.to|dion.ne.jp|jcom.home.ne.jp|zaq.ne.jp|zaq.jp|home.ne.jp|itscom.net|eonet.ne.jp|asahi-net.or.jp|asahi-net.jp|hi-ho.ne.jp|dti.ne.jp|dream.jp|wakwak.com|sakura.ne.jp|odn.ne.jp|ybb.ne.jp|tokai.or.jp|tnc.ne.jp|commufa.jp|starcat.ne.jp|bbiq.jp|pikara.ne.jp|enjoy.ne.jp|megaegg.ne.jp|lolipop.jp|synapse.ne.jp",
	],
	[
		"disposable",
		"mailinator.com|guerrillamail.com|sharklasers.com|10minutemail.com|temp-mail.org|tempmail.com|temp-mail.io|throwawaymail.com|yopmail.com|getnada.com|trashmail.com|maildrop.cc|dispostable.com|fakeinbox.com|mailnesia.com|sute.jp|kuku.lu|dayrep.com|cuvox.de|armyspy.com|rhyta.com|einrot.com|fleckens.hu|gustr.com|jourrapide.com|superrito.com|teleworm.us",
	],
	["education", "ac.jp|ed.jp|edu|ac.uk"],
	["public", "go.jp|lg.jp|metro.tokyo.jp|gov|mil|gov.uk"],
];

/** Every shipped domain with its kind: what a team sees and overrides. */
export const SHIPPED_EMAIL_DOMAINS: readonly Entry[] = /* @__PURE__ */ entriesOf(DOMAIN_ROWS);

const KINDS = /^(?:corporate|free|carrier|isp|disposable|education|public|own|competitor)$/;
const ADDRESS = /([^\s@<>(),;:"[\]\\、]+)@((?:[^\s@<>(),;:"[\]\\/?_.、]+\.)+[^\s@<>(),;:"[\]\\/?_.、\d]{2,})/;
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
	shipped ??= new Map(SHIPPED_EMAIL_DOMAINS);
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
