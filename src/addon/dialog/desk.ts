/** What every function of the dialog works with, and how it writes: as a batch that can be undone. */
import { type Day, dayOfTime, type WallTime } from "../../domain/calendar/day";
import type { Messages } from "../../locale";
import { type BulkSentences, bulkSentences } from "../../locale/bulk";
import type { Mark } from "../../workbook/book";
import type { CellContext } from "../../workbook/codec";
import { LeadDesk } from "../../workbook/desk/lead-desk";
import type { IdentityTable } from "../../workbook/identity";
import { tabsOf } from "../../workbook/read";
import type { Settings } from "../../workbook/settings";
import type { BatchPlan } from "../../workbook/writing/batch-plan";
import { Batches, type BatchReport } from "../../workbook/writing/batches";
import type { Answer } from "../dialog-contract";
import { GoogleBook } from "../google-book";
import { locked } from "../locks";
import { myName } from "../sidebar-api";

/** How long a bulk write waits for a save or a refresh that is writing. */
const LOCK_MS = 20_000;

/** A refusal that the person reads word for word. */
export class Refusal extends Error {}

export interface DialogDesk {
	readonly book: GoogleBook;
	readonly marks: readonly Mark[];
	readonly now: WallTime;
	readonly today: Day;
	readonly settings: Settings;
	readonly context: CellContext;
	/** In the workbook's language. */
	readonly messages: Messages;
	readonly sentences: BulkSentences;
	readonly batches: Batches;
	/** Name of the person who asks, as in メンバー, else the address. */
	readonly by: string;
	readonly isSetUp: boolean;
	/** Gives every record of some tables an id; waits for the document lock. */
	giveIds(tables: readonly IdentityTable[]): void;
	/** Writes a plan under the document lock. @param said what was done, in one sentence */
	applied(plan: BatchPlan, said: (report: BatchReport) => string): Answer;
	/** @throws a sentence where somebody else holds the lock all the time */
	underLock<R>(write: () => R): R;
}

export function openDialogDesk(): DialogDesk {
	const book = new GoogleBook(SpreadsheetApp.getActiveSpreadsheet());
	const now = book.timeOfDate(new Date());
	const desk = new LeadDesk(book, book.marks(), now);
	const { marks, settings, context, messages } = desk;
	const sentences = bulkSentences(settings.language);
	const batches = new Batches(book, marks, now);
	const underLock = <R>(write: () => R): R => {
		const outcome = locked(LOCK_MS, () => {
			const done = { value: write() };
			book.flush();
			return done;
		});
		if (outcome === null) throw new Refusal(sentences.locked);
		return outcome.value;
	};
	let name: string | null = null;
	return {
		...{ book, marks, now, settings, context, messages, sentences, batches, underLock },
		today: dayOfTime(now),
		isSetUp: tabsOf("leads", book.tabs(), marks).length > 0,
		get by() {
			name = name ?? (myName(desk) || Session.getActiveUser().getEmail());
			return name;
		},
		giveIds: (tables) => underLock(() => batches.giveIds(tables)),
		applied(plan, said) {
			if (plan.rows.length === 0) return { ok: true, message: sentences.nothing, batch: "" };
			const report = underLock(() => batches.apply(plan));
			const left = report.skipped.length === 0 ? "" : sentences.skipped(report.skipped.length);
			return { ok: true, message: said(report) + left, batch: report.batch };
		},
	};
}
