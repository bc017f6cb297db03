/** What a person is recognised by in texts, and how a text reads without it. */
import { emailKey } from "../normalize/email";
import { phoneKey } from "../normalize/phone";
import { foldKey } from "../normalize/text";

/** Everything that the records say of who a person is. */
export interface PersonTraits {
	readonly names: readonly string[];
	readonly emails: readonly string[];
	readonly phones: readonly string[];
}

/** Stands where a person was mentioned. */
export const REMOVED = "■■■";

/** Shorter names are also places, surnames of others and parts of words. */
const TELLING_LETTERS = 3;

/** Whether a name tells one person from others wherever it stands: 青木 一郎 does, 青木 does not. */
export function isTellingName(name: string): boolean {
	const words = name.trim().split(/[\s　]+/);
	return words.length > 1 || bare(name).length > TELLING_LETTERS;
}

/**
 * Takes a person's name, addresses and numbers out of texts, in whatever spelling of width, case, spaces and hyphens
 * they stand.
 */
export class Redaction {
	private readonly pattern: RegExp | null;

	constructor({ names, emails, phones }: PersonTraits) {
		const parts = [
			...emails.map((email) => [...email.trim()].map(letter).join("")),
			...phones.map((phone) => {
				const digits = (phoneKey(phone) ?? phone).replace(/\D/g, "");
				return digits.length < 9 ? "" : spaced(digits, PHONE_GAP, "0");
			}),
			...names.map((name) => (bare(name).length < 2 ? "" : spaced(bare(name), NAME_GAP))),
		].filter((part) => part !== "");
		// The longest first: what is left of a shorter one would still tell.
		const unique = [...new Set(parts)].sort((a, b) => b.length - a.length);
		this.pattern = unique.length === 0 ? null : new RegExp(unique.join("|"), "gi");
	}

	/** The same text where it mentions nobody. */
	of(text: string): string {
		return this.pattern === null ? text : text.replace(this.pattern, REMOVED);
	}

	isIn(text: string): boolean {
		return this.of(text) !== text;
	}
}

const NAME_GAP = "[\\s　・･]*";
const PHONE_GAP = "[-‐‑–—―−ー－()（）.\\s　]*";

/** A name's letters without spaces and without what is put behind it. */
function bare(name: string): string {
	return name.replace(/[\s　・･]+/g, "").replace(/(?<=..)(?:様|殿|さん)$/, "");
}

/** @param dropped a letter at the beginning that a sheet may have dropped, or +81 taken the place of */
function spaced(text: string, gap: string, dropped = ""): string {
	const letters = [...text];
	const rest = (from: number) => letters.slice(from).map(letter).join(gap);
	if (dropped === "" || letters[0] !== dropped) return rest(0);
	return `(?<![\\d０-９])(?:\\+?81${gap}|[0０]${gap})?(?:\\([0０]\\))?${rest(1)}(?![\\d０-９])`;
}

/** A letter in both widths. */
function letter(char: string): string {
	const code = char.charCodeAt(0);
	const other =
		code > 0x20 && code < 0x7f
			? String.fromCharCode(code + 0xfee0)
			: code > 0xff00 && code < 0xff5f
				? String.fromCharCode(code - 0xfee0)
				: "";
	const plain = (one: string) => one.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
	return other === "" ? plain(char) : `[${plain(char)}${plain(other)}]`;
}

/** A record as far as it says who it is about. */
export interface Identified {
	readonly name: string;
	readonly email: string;
	readonly phone: string;
}

/**
 * Which of a person's traits are theirs alone: a switchboard, a shared mailbox and a namesake's name stay where others
 * bear them.
 * @param others the records of everybody else
 */
export function ownTraits(person: PersonTraits, others: Iterable<Identified>): PersonTraits {
	const names = new Map(person.names.filter(isTellingName).map((name) => [foldKey(bare(name)), name]));
	const emails = new Map(person.emails.map((email) => [emailKey(email) ?? foldKey(email), email]));
	const phones = new Map(person.phones.map((phone) => [phoneKey(phone) ?? foldKey(phone), phone]));
	for (const { name, email, phone } of others) {
		if (name !== "") names.delete(foldKey(bare(name)));
		if (email !== "") emails.delete(emailKey(email) ?? foldKey(email));
		if (phone !== "") phones.delete(phoneKey(phone) ?? foldKey(phone));
	}
	return { names: [...names.values()], emails: [...emails.values()], phones: [...phones.values()] };
}
