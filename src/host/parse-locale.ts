/** What a spreadsheet's locale decides about typed text: the order of dates and the marks in numbers (PLATFORM fact 77). */
export interface TypingLocale {
	readonly order: "ymd" | "mdy" | "dmy";
	readonly decimal: "." | ",";
	readonly group: string;
	readonly currency: string;
}

const YEAR_FIRST = new Set(["ja", "zh", "ko", "hu", "lt", "sv", "mn"]);
const DECIMAL_COMMA = new Set([
	...["de", "fr", "es", "it", "pt", "nl", "pl", "ru", "sv", "da", "nb", "no", "fi", "cs", "sk", "tr"],
	...["hu", "el", "uk", "bg", "hr", "sl", "ro", "lt", "lv", "et", "vi", "id"],
]);
const CURRENCY: Readonly<Record<string, string>> = {
	JP: "¥",
	CN: "¥",
	KR: "₩",
	US: "$",
	GB: "£",
	CA: "$",
	AU: "$",
};

export function typingLocale(locale: string): TypingLocale {
	const [language = "en", region = ""] = locale.split(/[_-]/);
	const comma = DECIMAL_COMMA.has(language) && region !== "MX" && region !== "CH";
	return {
		order: YEAR_FIRST.has(language)
			? "ymd"
			: language === "en" && (region === "US" || region === "")
				? "mdy"
				: "dmy",
		decimal: comma ? "," : ".",
		group: comma ? "." : ",",
		currency: CURRENCY[region] ?? (comma ? "€" : "$"),
	};
}
