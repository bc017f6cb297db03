import type { Language } from "./index";
import { duplicatesEn } from "./shipped/duplicates-en";
import { duplicatesJa } from "./shipped/duplicates-ja";

/** What is said of rows that may be one; blanks stand in braces. */
export function duplicateTexts(language: Language): ReturnType<typeof duplicatesJa> {
	return language === "ja" ? duplicatesJa() : duplicatesEn();
}
