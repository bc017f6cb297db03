import { companyKey } from "../normalize/company";
import { type Code, Codes, NONE } from "./codes";
import { PlainLetters } from "./plain-letters";

/** Companies as codes: one for all spellings of a name that have the same key. */
export class CompanyCodes {
	private readonly codes = new Codes();

	constructor(private readonly plain = new PlainLetters()) {}

	/** How many there are. */
	get size(): number {
		return this.codes.texts.length;
	}

	/** The key of each code. */
	get keys(): readonly string[] {
		return this.codes.texts;
	}

	/** The company that a name means, NONE where it means none, and the legal form in the name. */
	read(name: string): { readonly code: Code; readonly form: string | null } {
		const plain = this.plain.company(name);
		if (plain === null) {
			const { key, legalForm } = companyKey(name);
			return { code: key === "" ? NONE : this.codes.of(key), form: legalForm };
		}
		const { from, to } = plain;
		return {
			code: this.codes.of(name, from, to, this.plain.same),
			form: to - from < name.length ? "株式会社" : null,
		};
	}

	/** The code of a key, NONE of a blank one. */
	ofKey(key: string): Code {
		return key === "" ? NONE : this.codes.of(key);
	}
}
