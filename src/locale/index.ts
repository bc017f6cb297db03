import { en } from "./en";
import { ja, type Messages } from "./ja";

export type Language = "ja" | "en";
export type { Messages };

export const LANGUAGES: readonly Language[] = ["ja", "en"];

export function messagesIn(language: Language): Messages {
	return language === "ja" ? ja : en;
}

/**
 * The language for a locale such as "ja_JP" or "en"; Japanese is the house's first language only where it is asked for.
 * @example languageOf("ja_JP") // => "ja"
 */
export function languageOf(locale: string): Language {
	return /^ja\b|^ja[_-]/i.test(locale) ? "ja" : "en";
}
