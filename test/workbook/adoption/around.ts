/** What a look needs to know about the workbook, as a fresh one has it. */
import { dayOf, timeOf } from "../../../src/domain/calendar/day";
import { foldKey } from "../../../src/domain/normalize/text";
import { type Language, messagesIn } from "../../../src/locale";
import type { LookContext } from "../../../src/workbook/adoption/around";
import type { Book } from "../../../src/workbook/book";
import { contextOf, readSettings, type Settings } from "../../../src/workbook/settings";

const TODAY = dayOf(2026, 11, 20);

const book: Pick<Book, "timeOfDate" | "dateOfTime"> = {
	timeOfDate: (date) => timeOf(Math.floor(date.getTime() / 86_400_000) as never),
	dateOfTime: (time) => new Date(time * 1000),
};

export function around(
	more: Partial<Pick<LookContext, "inUse">> & { dictionaries?: Partial<Settings["dictionaries"]> } = {},
	language: Language = "ja",
): LookContext {
	const fresh = readSettings(null, () => language);
	const settings = { ...fresh, language, dictionaries: { ...fresh.dictionaries, ...more.dictionaries } };
	return {
		settings,
		context: contextOf(book as Book, settings, TODAY),
		messages: messagesIn(language),
		inUse: more.inUse ?? (() => new Map()),
		stages: new Set(["リード", "アポ", "初回商談", "提案", "見積", "交渉", "受注", "失注"].map(foldKey)),
	};
}
