import { companyKey, lookAlikeKey } from "../normalize/company";
import { readCorporateNumber } from "../normalize/corporate-number";
import type { Dictionary } from "../normalize/dictionary";
import { type EmailKind, emailKind } from "../normalize/email";
import { readPersonName } from "../normalize/person-name";
import type { Column } from "../records";
import { type Code, Codes, NONE } from "./codes";
import { CompanyCodes } from "./company-codes";
import { readPlace } from "./place";
import { PlainLetters } from "./plain-letters";
import { phoneAsNumber, quickMailKey } from "./quick-keys";

/** What contacts are compared by. A column that a team does not have is an empty array. */
export interface ContactColumns {
	readonly company: Column<string>;
	readonly name: Column<string>;
	readonly email: Column<string>;
	readonly phone: Column<string>;
	readonly corporateNumber: Column<string>;
	readonly postalCode: Column<string>;
	readonly address: Column<string>;
}

/** Whether the part of an address before the @ is one that few others will have: taro.yamada, not yamada. */
export function isTelling(local: string): boolean {
	return TELLING.test(local);
}

/** One contact; what is missing or blank is unknown. */
export type ContactCells = { readonly [Field in keyof ContactColumns]?: string | null | undefined };

/** How a name is written: nobody can tell 山田 from ヤマダ or Yamada. */
type Script = "han" | "kana" | "latin";

const UNREAD = -2;

const ROLE =
	/^(?:info|information|contact|inquiry|inquiries|toiawase|otoiawase|sales|eigyou?|support|service|customer|cs|help|helpdesk|desk|office|jimu|admin|administrator|root|web|webmaster|postmaster|mail|mailbox|post|soumu|somu|jinji|saiyou?|recruit|recruiting|career|hr|keiri|account|accounting|billing|kouhou|koho|pr|press|ir|marketing|shop|store|order|reception|uketsuke|honsha|kanri|general|hello|team|all|group|no-?reply|privacy|kikaku|koubai|kobai|purchase)(?:\d*|[-_.].*)$/;
const FREE = /^(?:free|carrier|disposable)$/;
const TELLING = /^[^._-]{2,}[._-][^._-]{2,}|^.{10,}$/;
const JAPANESE_FORM = /会社|法人|組合/;

/** What is nobody's name: ご担当者様, 総務部. */
const NOBODY =
	/担当者?$|^(?:不明|未定|なし|無し|匿名|代表|[-.?]+)$|(?:総務|人事|営業|経理|購買|企画|広報|システム|マーケティング)[部課室係]$/;
/** Usual family names of three letters; others are told by the rows in which a space parts them off. */
const LONG_FAMILIES =
	"佐々木 長谷川 五十嵐 久保田 大久保 小笠原 長谷部 佐久間 宇佐美 日下部 大河内 曽我部 東海林 二階堂 仲宗根 波多野 小野寺 小野田 小山田 大河原 喜多川 加賀美 三田村 小早川 宇都宮 阿久津 御手洗 真栄田 大和田 小田切 小田島 八重樫 竹之内 山之内 木之下 井之上";

/**
 * Contacts as codes, the same for all spellings that mean the same. Mail, name and phone are read at once, the rest only
 * where somebody asks: most rows have nobody to be compared with. One more row than there are contacts can be put in.
 */
export class ContactFacts {
	readonly size: number;
	readonly mail: Int32Array;
	readonly name: Int32Array;
	/** National number as a number, 0 for none. */
	readonly phone: Float64Array;
	/** Mailboxes that stand beside different names. */
	readonly mixed = new Set<Code>();
	/** Whether others with the same name and company key contradict one another: 1 for yes. */
	readonly contested: Uint8Array;
	/** Whether the name stands with more than two mail domains: 1 for yes, too common to tell who moved. */
	readonly common: Uint8Array;

	private readonly columns: ContactColumns;
	private readonly own: Dictionary | undefined;
	private extra: ContactCells = {};
	private readonly plain = new PlainLetters();

	private readonly mails = new Codes();
	private readonly domains = new Codes();
	private readonly locals = new Codes();
	private readonly domainOfMail: Code[] = [];
	private readonly kindOfDomain: EmailKind[] = [];
	private readonly isRoleMail: boolean[] = [];

	private readonly names = new Codes();
	private readonly nameOfText = new Map<string, Code>();
	/** How long the family name at the head of a name's key is, 0 where nothing parts it off. */
	private readonly familyLength: number[] = [];
	private readonly scripts: Script[] = [];

	private readonly companyTexts = new Codes();
	private readonly companies = new CompanyCodes(this.plain);
	private readonly weakCompanies = new Codes();
	private readonly companyOfText: Code[] = [];
	private readonly weakOfText: Code[] = [];
	private readonly formOfText: (string | null)[] = [];
	private readonly companyText: Int32Array;

	private readonly numbers = new Codes();
	private readonly numberOfText = new Map<string, Code>();
	private readonly numberOf: Int32Array;
	private readonly phones = new Map<number, Code>();
	private readonly places = new Codes();
	private readonly byCode: Int32Array;
	private readonly byAddress: Int32Array;

	constructor(size: number, columns: ContactColumns, own?: Dictionary) {
		this.size = size;
		this.columns = columns;
		this.own = own;
		this.mail = new Int32Array(size + 1);
		this.name = new Int32Array(size + 1);
		this.phone = new Float64Array(size + 1);
		this.contested = new Uint8Array(size + 1);
		this.common = new Uint8Array(size + 1);
		this.companyText = new Int32Array(size + 1).fill(UNREAD);
		this.numberOf = new Int32Array(size + 1).fill(UNREAD);
		this.byCode = new Int32Array(size + 1).fill(UNREAD);
		this.byAddress = new Int32Array(size + 1);
		const { email, name, phone } = columns;
		for (let row = 0; row < size; row++) this.mail[row] = this.readMail(email[row]);
		for (let row = 0; row < size; row++) this.name[row] = this.readName(name[row]);
		for (let row = 0; row < size; row++) this.phone[row] = readPhone(phone[row]);
	}

	/** Puts a contact into the row behind the last. */
	put(cells: ContactCells): number {
		const row = this.size;
		this.extra = cells;
		this.mail[row] = this.readMail(cells.email);
		this.name[row] = this.readName(cells.name);
		this.phone[row] = readPhone(cells.phone);
		this.companyText[row] = UNREAD;
		this.numberOf[row] = UNREAD;
		this.byCode[row] = UNREAD;
		return row;
	}

	/** How many mailboxes, names and mail domains there are. */
	get counts(): { readonly mails: number; readonly names: number; readonly domains: number } {
		return {
			mails: this.mails.texts.length,
			names: this.names.texts.length,
			domains: this.domains.texts.length,
		};
	}

	mailText(row: number): string {
		return this.mails.texts[this.mail[row]!] ?? "";
	}

	domain(row: number): Code {
		return this.mail[row] === NONE ? NONE : this.domainOfMail[this.mail[row]!]!;
	}

	/** The domain, where it tells the company: no free, carrier or provider's domain. */
	companyDomain(row: number): Code {
		const domain = this.domain(row);
		return domain === NONE || FREE.test(this.kind(domain)) || this.kind(domain) === "isp" ? NONE : domain;
	}

	domainText(row: number): string {
		return this.domains.texts[this.domain(row)] ?? "";
	}

	/** The part of an address before the @. */
	localText(row: number): string {
		return this.mailText(row).slice(0, -1 - this.domainText(row).length);
	}

	/** Whether the mailbox is free, of a role such as info@, or somebody's own at a company, school or provider. */
	mailKind(row: number): "own" | "role" | "free" | null {
		const mail = this.mail[row]!;
		if (mail === NONE) return null;
		if (FREE.test(this.kind(this.domainOfMail[mail]!))) return "free";
		this.isRoleMail[mail] ??= ROLE.test(this.localText(row));
		return this.isRoleMail[mail] ? "role" : "own";
	}

	local(row: number): Code {
		return this.mail[row] === NONE ? NONE : this.locals.of(this.localText(row));
	}

	/** The local part, where few others will have it. */
	tellingLocal(row: number): Code {
		return isTelling(this.localText(row)) ? this.local(row) : NONE;
	}

	nameText(row: number): string {
		return this.names.texts[this.name[row]!] ?? "";
	}

	script(row: number): Script {
		return this.scripts[this.name[row]!]!;
	}

	/** Key of the family name where the writing parts it off, else blank. */
	familyText(row: number): string {
		return this.nameText(row).slice(0, this.familyLength[this.name[row]!]);
	}

	/** Whether a name is only a family name, as far as one can see. */
	isFamilyName(row: number): boolean {
		if (this.familyLength[this.name[row]!] !== 0) return false;
		const key = this.nameText(row);
		if (this.script(row) === "latin") return !key.includes(" ");
		if (this.script(row) === "kana") return key.length <= 4;
		return key.length <= 2 || (key.length === 3 && LONG_FAMILIES.includes(key));
	}

	company(row: number): Code {
		const text = this.textOfCompany(row);
		return text === NONE ? NONE : this.companyOfText[text]!;
	}

	/** The company's name as it looks or sounds, however it is written. */
	weakCompany(row: number): Code {
		const text = this.textOfCompany(row);
		if (text === NONE || this.companyOfText[text] === NONE) return NONE;
		this.weakOfText[text] ??= this.weakCompanies.of(
			lookAlikeKey(companyKey(this.companyTexts.texts[text]!).weakKey),
		);
		return this.weakOfText[text];
	}

	companyKeyText(row: number): string {
		return this.companies.keys[this.company(row)] ?? "";
	}

	/** A valid corporate number. */
	number(row: number): Code {
		const known = this.numberOf[row]!;
		if (known !== UNREAD) return known;
		const code = this.readNumber(this.cell("corporateNumber", row));
		this.numberOf[row] = code;
		return code;
	}

	phoneCode(row: number): Code {
		const phone = this.phone[row]!;
		if (phone === 0) return NONE;
		const known = this.phones.get(phone);
		if (known !== undefined) return known;
		this.phones.set(phone, this.phones.size);
		return this.phones.size - 1;
	}

	/** Postal code and house number. */
	placeByCode(row: number): Code {
		this.readPlace(row);
		return this.byCode[row]!;
	}

	/** Address and house number. */
	placeByAddress(row: number): Code {
		this.readPlace(row);
		return this.byAddress[row]!;
	}

	samePlace(a: number, b: number): boolean {
		const code = this.placeByCode(a);
		const address = this.placeByAddress(a);
		return (
			(code !== NONE && code === this.placeByCode(b)) ||
			(address !== NONE && address === this.placeByAddress(b))
		);
	}

	/** Whether both places are known and not the same. */
	otherPlace(a: number, b: number): boolean {
		return this.placeByAddress(a) !== NONE && this.placeByAddress(b) !== NONE && !this.samePlace(a, b);
	}

	/** Whether the company names stand with different Japanese legal forms. */
	formsDiffer(a: number, b: number): boolean {
		const one = this.formOfText[this.textOfCompany(a)] ?? null;
		const other = this.formOfText[this.textOfCompany(b)] ?? null;
		return one !== other && one !== null && other !== null && JAPANESE_FORM.test(one + other);
	}

	private kind(domain: Code): EmailKind {
		this.kindOfDomain[domain] ??= emailKind(`x@${this.domains.texts[domain]}`, this.own).kind ?? "corporate";
		return this.kindOfDomain[domain];
	}

	private cell(field: keyof ContactColumns, row: number): string | null {
		return (row < this.size ? this.columns[field][row] : this.extra[field]) ?? null;
	}

	private readMail(text: string | null | undefined): Code {
		if (text === null || text === undefined || text === "") return NONE;
		const key = quickMailKey(text);
		if (key === null) return NONE;
		const code = this.mails.of(key);
		if (code === this.domainOfMail.length)
			this.domainOfMail.push(this.domains.of(key, key.lastIndexOf("@") + 1));
		return code;
	}

	private readName(text: string | null | undefined): Code {
		if (text === null || text === undefined || text === "") return NONE;
		const plain = this.plain.familyLength(text);
		if (plain >= 0) return this.nameCode(this.names.of(text, 0, text.length, this.plain.same), plain, "han");
		const known = this.nameOfText.get(text);
		if (known !== undefined) return known;
		const { key, family, rule } = readPersonName(text);
		const script = rule === "latin" || rule === "kana" ? rule : "han";
		const length = family === null || script === "latin" ? 0 : family.replace(/[ ,、・=.]/g, "").length;
		const isNobody = key === "" || NOBODY.test(key);
		const code = isNobody ? NONE : this.nameCode(this.names.of(key), length, script);
		this.nameOfText.set(text, code);
		return code;
	}

	/** 林誠 may be a family name, 林 誠 is none: a row that shows it speaks for all. */
	private nameCode(code: Code, familyLength: number, script: Script): Code {
		if (code === this.scripts.length) {
			this.scripts.push(script);
			this.familyLength.push(familyLength);
		} else if (familyLength > 0) this.familyLength[code] = familyLength;
		return code;
	}

	private textOfCompany(row: number): Code {
		const known = this.companyText[row]!;
		if (known !== UNREAD) return known;
		const text = this.cell("company", row) ?? "";
		const code = text === "" ? NONE : this.companyTexts.of(text);
		if (code === this.companyOfText.length) this.readCompany(text);
		this.companyText[row] = code;
		return code;
	}

	private readCompany(text: string): void {
		const { code, form } = this.companies.read(text);
		this.companyOfText.push(code);
		this.formOfText.push(form);
	}

	private readNumber(text: string | null): Code {
		if (text === null || text === "") return NONE;
		const known = this.numberOfText.get(text);
		if (known !== undefined) return known;
		const { number } = readCorporateNumber(text);
		const code = number === null ? NONE : this.numbers.of(number);
		this.numberOfText.set(text, code);
		return code;
	}

	private readPlace(row: number): void {
		if (this.byCode[row] !== UNREAD) return;
		const { byCode, byAddress } = readPlace(this.cell("postalCode", row), this.cell("address", row));
		this.byCode[row] = byCode === null ? NONE : this.places.of(byCode);
		this.byAddress[row] = byAddress === null ? NONE : this.places.of(byAddress);
	}
}

function readPhone(text: string | null | undefined): number {
	return text === null || text === undefined || text === "" ? 0 : phoneAsNumber(text);
}
