/** 言葉を教える: the words of the records that no dictionary knows. */
import { dayOfTime } from "../../domain/calendar/day";
import { messagesIn } from "../../locale";
import { loadAgreements, loadRecords } from "../../workbook/load";
import { Problems } from "../../workbook/problems";
import { unknownWordsOf } from "../../workbook/unknown-words";
import type { UnknownWord } from "../dialog-contract";
import { GoogleBook } from "../google-book";

export function unknownWords(): UnknownWord[] {
	const book = new GoogleBook(SpreadsheetApp.getActiveSpreadsheet());
	const marks = book.marks();
	const problems = new Problems();
	const today = dayOfTime(book.timeOfDate(new Date()));
	const agreed = loadAgreements(book, marks, today, problems);
	const messages = messagesIn(agreed.settings.language);
	const records = loadRecords(book, marks, agreed, problems, true);
	// Types that no dictionary knows are listed as the activities go by.
	Array.from(records.activities.slices());
	return unknownWordsOf(records, agreed, problems, messages).map((word) => ({
		...word,
		kindLabel: messages.choices.setting_kind[word.kind],
	}));
}
