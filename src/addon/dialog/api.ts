/** Which function answers which question of the dialog's page. */

import { messagesIn } from "../../locale";
import { adoptionTexts } from "../../locale/adoption";
import { type BulkSentences, bulkSentences } from "../../locale/bulk";
import { MissingColumnError, WriteRefusedError } from "../../workbook/book";
import { Problems } from "../../workbook/problems";
import { readTable } from "../../workbook/read";
import { RECORD_TABLES, specOf, type TableId } from "../../workbook/schema";
import { labelsOf } from "../../workbook/table-layout";
import { fill } from "../../workbook/views/figures";
import { BatchRefusedError, MOST_ROWS } from "../../workbook/writing/batches";
import { NoLogError } from "../../workbook/writing/change-log";
import type { DialogApi, DialogSession } from "../dialog-contract";
import { userMessages } from "../menu";
import { ColumnsMovedError } from "../tab-use";
import { adoptApply, adoptCheck, adoptLook, adoptTabs, importLook } from "./adopt";
import { batches, undoApply, undoCheck } from "./batches";
import { type DialogDesk, openDialogDesk, Refusal } from "./desk";
import { duplicates } from "./duplicates";
import { eraseApply, eraseCheck, eraseFind } from "./erase";
import { importApply, importCheck } from "./import";
import { mergeApply, mergeCheck } from "./merge";
import { reassignApply, reassignCheck } from "./reassign";
import { unknownWords } from "./unknown-words";
import { learn } from "./words";

const API: DialogApi = {
	open,
	adoptTabs,
	adoptLook,
	adoptCheck,
	adoptApply,
	importLook,
	importCheck,
	importApply,
	duplicates,
	mergeCheck,
	mergeApply,
	learn,
	reassignCheck,
	reassignApply,
	batches,
	undoCheck,
	undoApply,
	unknownWords,
	eraseFind,
	eraseCheck,
	eraseApply,
};

/** Questions that a workbook answers before its set-up. */
const BEFORE_SET_UP = /^(?:open|adopt)/;

/** Answers one question; whatever goes wrong is one sentence. */
export function answerDialog(name: string, args: readonly unknown[]): unknown {
	const { language } = userMessages();
	const sentences = bulkSentences(language);
	try {
		const answer = Object.keys(API).includes(name) ? API[name as keyof DialogApi] : undefined;
		if (answer === undefined) throw new Refusal(sentences.unknownCall(String(name).slice(0, 40)));
		if (!BEFORE_SET_UP.test(name) && !openDialogDesk().isSetUp) throw new Refusal(sentences.notSetUp);
		return (answer as (...args: readonly unknown[]) => unknown)(...args);
	} catch (error) {
		throw new Error(sentenceOf(error, sentences, language));
	}
}

function sentenceOf(error: unknown, sentences: BulkSentences, language: "ja" | "en"): string {
	if (error instanceof Refusal) return error.message;
	if (error instanceof NoLogError) return sentences.noLog;
	if (error instanceof ColumnsMovedError)
		return fill(adoptionTexts(language).problems.moved, { tab: error.tab });
	if (error instanceof WriteRefusedError)
		return error.kind === "rows_moved" ? sentences.rowsMoved(error.tab) : sentences.partlySorted(error.tab);
	if (error instanceof MissingColumnError) {
		const labels = labelsOf(error.table as TableId, messagesIn(language));
		return sentences.missingColumn(error.tab, labels[error.column] ?? error.column);
	}
	if (error instanceof BatchRefusedError) {
		const said = {
			too_many: sentences.tooMany(MOST_ROWS),
			unknown: sentences.unknownBatch,
			undone: sentences.undoneAlready,
			forgotten: sentences.forgotten,
		};
		return said[error.code];
	}
	return sentences.failed(error instanceof Error ? error.message : String(error));
}

function open(): DialogSession {
	const desk = openDialogDesk();
	const { isSetUp, messages } = desk;
	const { language } = userMessages();
	const spoken = messagesIn(language);
	const columnsOf = (table: (typeof RECORD_TABLES)[number]) =>
		Object.keys(specOf(table).columns)
			.filter((column) => specOf(table).columns[column]?.by === "people")
			.map((column): readonly [string, string] => [column, labelsOf(table, spoken)[column] ?? column]);
	return {
		language,
		isSetUp,
		me: isSetUp ? desk.by : "",
		members: isSetUp ? wordsIn(desk, "members", "name") : [],
		columns: {
			leads: columnsOf("leads"),
			companies: columnsOf("companies"),
			activities: columnsOf("activities"),
			deals: columnsOf("deals"),
		},
		tables: RECORD_TABLES.map((table) => [table, messages.tabs[table]]),
		channels: isSetUp ? wordsIn(desk, "leads", "channel") : [],
	};
}

/** The different words of a column, in the order of rows. */
function wordsIn({ book, marks, context }: DialogDesk, table: "members" | "leads", column: string): string[] {
	const data = readTable(table, book, marks, [column], [], context, new Problems());
	const words = (data.raw(column) ?? []).flatMap((cell) => (cell === null ? [] : [String(cell).trim()]));
	return [...new Set(words)].filter((word) => word !== "");
}
