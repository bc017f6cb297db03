/** The tables that the build keeps out of Code.js (src/build/shipped-data.mjs), read at most once an execution. */
import { languageOf, messagesIn } from "../locale";

let tables: Readonly<Record<string, unknown>> | undefined;

/** A table by its name in data.html. */
export function shippedTable(name: string): unknown {
	tables ??= readTables();
	return tables[name];
}

function readTables(): Readonly<Record<string, unknown>> {
	try {
		return JSON.parse(HtmlService.createHtmlOutputFromFile("data").getContent());
	} catch (error) {
		const locale = SpreadsheetApp.getActiveSpreadsheet().getSpreadsheetLocale();
		const reason = error instanceof Error ? error.message : String(error);
		throw new Error(messagesIn(languageOf(locale)).errors.noData(reason));
	}
}
