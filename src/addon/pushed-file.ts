/** Files that were pushed with the code and are no scripts: data.html and later.html hold JSON. */
import { languageOf, messagesIn } from "../locale";

/** What a file holds; throws one sentence where it is missing or cut off. */
export function pushedFile(name: string): unknown {
	try {
		return JSON.parse(HtmlService.createHtmlOutputFromFile(name).getContent());
	} catch (error) {
		const locale = SpreadsheetApp.getActiveSpreadsheet().getSpreadsheetLocale();
		const reason = error instanceof Error ? error.message : String(error);
		throw new Error(messagesIn(languageOf(locale)).errors.noFile(name, reason));
	}
}
