import { describe, expect, it } from "vitest";
import { LANGUAGES, messagesIn } from "../../src/locale";
import { enDialog } from "../../src/locale/en-dialog";
import { jaDialog } from "../../src/locale/ja-dialog";

describe("the menu of Tidy up", () => {
	it.each(LANGUAGES)("names each task as its page does (%s)", (language) => {
		const { tidy } = messagesIn(language).menu;
		const page = { ja: jaDialog, en: enDialog }[language];
		for (const [view, label] of Object.entries(tidy))
			expect(label).toBe(page[view as keyof typeof tidy].title);
	});
});
