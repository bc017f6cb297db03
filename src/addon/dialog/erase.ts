/** 本人削除: finds a person, shows what would go, and takes them out of the workbook, of drafts and of caches. */
import { formatTime, type WallTime } from "../../domain/calendar/day";
import type { Redaction } from "../../domain/privacy/person";
import { MARK_TABLE, type Mark } from "../../workbook/book";
import { Erasure } from "../../workbook/erasure";
import { loadAgreements } from "../../workbook/load";
import { Problems } from "../../workbook/problems";
import { fill } from "../../workbook/views/figures";
import { ChangeLog } from "../../workbook/writing/change-log";
import type { Answer, ErasePreview, PersonHit } from "../dialog-contract";
import type { GoogleBook } from "../google-book";
import { forgetSaved } from "../saved-leads";
import { forgetDrafts } from "../sidebar-api";
import { rememberErased } from "../state";
import { type DialogDesk, openDialogDesk, Refusal } from "./desk";

/** Cells to look at by hand that are named one by one. */
const MOST_NAMED = 100;

function openErasure(): { readonly desk: DialogDesk; readonly erasure: Erasure } {
	const desk = openDialogDesk();
	const { book, marks, messages, today, batches } = desk;
	const agreed = loadAgreements(book, marks, today, new Problems());
	// Called while the lock is held.
	const erasure = new Erasure(book, marks, agreed, messages, (tables) => batches.giveIds(tables));
	return { desk, erasure };
}

export function eraseFind(text: string): PersonHit[] {
	const { desk, erasure } = openErasure();
	let hits = erasure.find(text);
	if (hits.some(({ id }) => id === "")) {
		desk.giveIds(["leads"]);
		hits = erasure.find(text);
	}
	return hits.map(({ id, company, name, email, createdAt }) => ({
		id,
		company,
		name,
		email,
		createdAt: createdAt === null ? "" : formatTime(createdAt as WallTime).slice(0, 10),
	}));
}

export function eraseCheck(ids: readonly string[]): ErasePreview {
	const { desk, erasure } = openErasure();
	const { messages, book, marks } = desk;
	const plan = erasure.check(ids);
	const notes = notesOf(book, marks, plan.redaction);
	const { privacy } = messages;
	const places = plan.places.map(({ tab, cells }): [string, number] => [tab, cells]);
	if (notes.length > 0) places.push([privacy.notes, notes.length]);
	const cells = places.reduce((sum, [, count]) => sum + count, 0);
	const byHand = plan.byHand
		.slice(0, MOST_NAMED)
		.map((place): [string, number] => [fill(privacy.byHandPlace, { place }), 1]);
	const sentences = [fill(privacy.preview, { rows: plan.ids.length, cells })];
	if (plan.byHand.length > 0) sentences.push(fill(privacy.byHand, { n: plan.byHand.length }));
	return { sentence: sentences.join(""), places: [...places, ...byHand] };
}

export function eraseApply(ids: readonly string[], why: string): Answer {
	const { desk, erasure } = openErasure();
	const { book, marks, messages, now, by } = desk;
	const { privacy } = messages;
	if (ids.length === 0) throw new Refusal(privacy.nobody);
	if (why.trim() === "") throw new Refusal(privacy.noReason);
	const log = new ChangeLog(book, marks);
	const left = desk.underLock(() => {
		let batch = "";
		const plan = erasure.apply(
			ids,
			(first) => {
				rememberErased(first.ids);
				const rows = first.ids.map((id) => ({
					...{ table: "leads" as const, id, gid: 0, cells: {}, isNew: false, formats: {}, grid: 0 },
				}));
				batch = log.begin({ kind: "erase", by, why: first.redaction.of(why), rows: [] }, rows, now);
			},
			({ ids: all, redaction }) => {
				for (const { sheet, row, column, text } of notesOf(book, marks, redaction))
					sheet.getRange(row, column).setNote(redaction.of(text));
				forgetSaved(book.spreadsheet.getId(), all);
				forgetDrafts(all, redaction);
			},
		);
		log.mark(batch, "done");
		return plan;
	});
	const unfinished = left.places.reduce((sum, { cells }) => sum + cells, 0);
	const sentences = [
		unfinished > 0
			? fill(privacy.unfinished, { n: unfinished, tab: left.places[0]?.tab ?? "" })
			: fill(privacy.done, { rows: left.ids.length }),
	];
	if (left.byHand.length > 0)
		sentences.push(
			fill(privacy.byHandList, {
				n: left.byHand.length,
				places: left.byHand.slice(0, 10).join(messages.listComma),
			}),
		);
	return { ok: unfinished === 0, message: sentences.join(""), batch: "" };
}

interface Note {
	readonly sheet: GoogleAppsScript.Spreadsheet.Sheet;
	readonly row: number;
	readonly column: number;
	readonly text: string;
}

/** Notes of our tabs that mention the person. */
function notesOf(book: GoogleBook, marks: readonly Mark[], redaction: Redaction): Note[] {
	const ours = new Set(marks.filter(({ key }) => key === MARK_TABLE).map(({ sheet }) => sheet));
	return book
		.tabs()
		.filter(({ id }) => ours.has(id))
		.flatMap(({ sheet }) =>
			sheet
				.getDataRange()
				.getNotes()
				.flatMap((line, i) =>
					line.flatMap((text, j): Note[] =>
						text !== "" && redaction.isIn(text) ? [{ sheet, row: i + 1, column: j + 1, text }] : [],
					),
				),
		);
}
