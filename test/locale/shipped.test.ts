import { describe, expect, it } from "vitest";
import { CUTS } from "../../src/domain/kpi/cuts";
import { LANGUAGES, messagesIn } from "../../src/locale";
import { shippedEn } from "../../src/locale/shipped/en";
import { shippedJa } from "../../src/locale/shipped/ja";

const shipped = { ja: shippedJa, en: shippedEn };

describe.each(LANGUAGES)("the shipped words of %s", (language) => {
	const messages = messagesIn(language);

	it("stand beside those at hand, for every tab", () => {
		expect(Object.keys(messages.columns).sort()).toEqual(Object.keys(messages.tabs).sort());
	});

	it("name every cut of figures", () => {
		expect(Object.keys(messages.trace.cuts).sort()).toEqual([...Object.keys(CUTS), "currency"].sort());
	});

	it.each(["columns", "choices", "defaults"] as const)("are all found among the %s", (group) => {
		const words = messages[group];
		expect(words).toMatchObject(shipped[language]()[group]);
		expect(Object.keys(words).length).toBeGreaterThan(Object.keys(shipped[language]()[group]).length);
	});
});
