import type { Language } from "./index";
import { adoptionEn } from "./shipped/adoption-en";
import { adoptionJa } from "./shipped/adoption-ja";

export type AdoptionTexts = ReturnType<typeof adoptionJa>;

/** What is said while a team's own tab is looked at; blanks stand in braces. */
export function adoptionTexts(language: Language): AdoptionTexts {
	return language === "ja" ? adoptionJa() : adoptionEn();
}
