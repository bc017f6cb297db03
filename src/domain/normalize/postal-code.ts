import { normalizeText } from "./text";

export interface PostalCodeReading {
	/** As envelopes have it: 100-0001. */
	readonly postalCode: string | null;
	/** as-is, spelling (〒, width, hyphen), lost-zero (a sheet made a number of it) or address (an address follows); else none. */
	readonly rule: string;
	/** blank, unreadable, too-short, too-long, old (the three or five digits used until 1998) or no-such; null when read. */
	readonly problem: string | null;
}

/**
 * A Japanese postal code in any spelling. A number gets its leading zeros back, and six digits one zero.
 * @example readPostalCode("〒１００ー０００１").postalCode // => "100-0001"
 * @example readPostalCode(600001).postalCode // => "060-0001"
 */
export function readPostalCode(value: string | number): PostalCodeReading {
	const written = String(value);
	const text = normalizeText(written)
		.replace(/(\d) ?[-ー一~.] ?(?=\d)/g, "$1-")
		.replace(/^(?:〒|郵便番号|postal code|zip)[ :]*/i, "");
	if (text === "") return failed("blank");
	const [, head = "", rest = ""] = /^([\d-]*)(.*)$/.exec(text)!;
	// 1000001東京都 and 100-0001-1 differ: only a letter or a space begins an address.
	const digits = head.replace(/-/g, "");
	const missing = 7 - digits.length;
	if (digits === "" || (rest !== "" && missing !== 0)) return failed("unreadable");
	if (missing < 0) return failed("too-long");
	const isLost = typeof value === "number" ? missing > 0 && missing <= 2 : missing === 1;
	if (missing > 0 && !isLost)
		return failed(/^\d{3}(?:-?\d\d)?$/.test(head) && typeof value === "string" ? "old" : "too-short");
	const full = `00${digits}`.slice(-7);
	if (full < "0010000") return failed("no-such");
	const postalCode = `${full.slice(0, 3)}-${full.slice(3)}`;
	const rule = isLost ? "lost-zero" : rest !== "" ? "address" : postalCode === written ? "as-is" : "spelling";
	return { postalCode, rule, problem: null };
}

function failed(problem: string): PostalCodeReading {
	return { postalCode: null, rule: "none", problem };
}
