import type { Language } from "./index";
import { importEn } from "./shipped/import-en";
import { importJa } from "./shipped/import-ja";

export type ImportTexts = ReturnType<typeof importJa>;

/** What is said of an import before and after it; blanks stand in braces. */
export function importTexts(language: Language): ImportTexts {
	return language === "ja" ? importJa() : importEn();
}
