/** Adoptions as batches: kept in the log, ended, and taken up again. */
import { adoptionTexts } from "../../locale/adoption";
import { missingSentence } from "../../workbook/adoption/look";
import { mapTab, spansOf, tabsOf } from "../../workbook/read";
import { columnLetters } from "../../workbook/table-layout";
import { fill } from "../../workbook/views/figures";
import type { RowChange } from "../../workbook/writing/batch-plan";
import type { BatchEntry, UndoReport } from "../../workbook/writing/batches";
import { factsOf, NO_FACTS, restoreFacts, type TabUse, type UseChange } from "../../workbook/writing/tab-use";
import type { Answer } from "../dialog-contract";
import { GoogleTab } from "../google-book";
import { type AdoptHint, setUpWorkbook } from "../set-up";
import { endUse, heldOf, leavingPlaces, placesOf, presentUse } from "../tab-use";
import { type DialogDesk, openDialogDesk, Refusal } from "./desk";

/** An adoption that no batch tells of: an older version made it, or it was cut off before its end. */
const UNLOGGED = /^tab:(\d+)$/;
const NO_ROWS: UndoReport = { restored: 0, removed: 0, changed: [] };

/**
 * The batch whose undo ends the use of a tab: its first adoption that stands.
 * @param log all batches, the latest first
 */
export function adoptionOf(log: readonly BatchEntry[], gid: number): string {
	let found = `tab:${gid}`;
	for (const { kind, tab, state, batch } of log) {
		if (tab !== gid) continue;
		if (kind === "release") break;
		if (state === "begun" || state === "done") found = batch;
	}
	return found;
}

/**
 * Logs what a set-up has adopted, and what one that was cut off had; puts back what stood in our columns when the use
 * of a tab ended.
 * @param learned words that are learned along with one of the tabs
 */
export function adopted(
	desk: DialogDesk,
	uses: readonly UseChange[],
	learned: { readonly gid: number; readonly rows: readonly RowChange[] } = { gid: -1, rows: [] },
): { batch: string; added: number; restored: number } {
	const done = { batch: "", added: 0, restored: 0 };
	const log = uses.length === 0 ? [] : desk.batches.list();
	for (const { table, gid, before, after } of uses) {
		const why = fill(textsOf(desk).why, { tab: tabOf(desk, gid)?.name ?? "" });
		const isLogged = !UNLOGGED.test(adoptionOf(log, gid));
		const use = { table, gid, before: isLogged ? before : null, after };
		const rows = gid === learned.gid ? learned.rows : [];
		const isNews = !isSame(use);
		if (!isNews && rows.length === 0) continue;
		desk.underLock(() => {
			const plan = { kind: "adopt" as const, by: desk.by, why, rows, ...(isNews ? { use } : {}) };
			const { batch, added } = desk.batches.apply(plan);
			done.batch = batch;
			done.added += added;
			done.restored += restored(desk, log, use, why);
		});
	}
	return done;
}

/** Logs what a set-up without the dialog has adopted. */
export function logAdoptions(uses: readonly UseChange[]): void {
	if (uses.length > 0) adopted(openDialogDesk(), uses);
}

/** What was decided before was decided again. */
function isSame({ before, after }: UseChange): boolean {
	const told = (use: TabUse | null) => use && [use.head, use.headRows, [...use.columns].sort()];
	return JSON.stringify(told(before)) === JSON.stringify(told(after));
}

/** Facts of the use that ended last come back, whoever takes it up. */
function restored(
	desk: DialogDesk,
	log: readonly BatchEntry[],
	{ table, gid }: UseChange,
	why: string,
): number {
	const last = lastEnd(log, gid);
	const change = last === null ? null : desk.batches.changeOfUse(last);
	if (last === null || change?.before == null || change.table !== table) return 0;
	const count = restoreFacts(desk.book, desk.marks, change, change.before.facts, desk.now);
	desk.batches.undo(last, desk.by, why);
	return count;
}

/** The batch that ended the use of a tab last, where that stands. */
function lastEnd(log: readonly BatchEntry[], gid: number): string | null {
	const last = log.find(({ kind, tab }) => kind === "release" && tab === gid);
	return last?.state === "begun" || last?.state === "done" ? last.batch : null;
}

/** What a batch did to the use of a tab; null where it did nothing to it. */
export function changeOfUse(desk: DialogDesk, batch: string): UseChange | null {
	const gid = UNLOGGED.exec(batch)?.[1];
	if (gid === undefined) return desk.batches.changeOfUse(batch);
	const tab = tabOf(desk, Number(gid));
	const table = tab === undefined ? null : heldOf(desk.marks, tab).table;
	return { table: table ?? "leads", gid: Number(gid), before: null, after: null };
}

/** What taking back a change of use would come to, in one sentence, and what it would do to rows. */
export function checkUse(
	desk: DialogDesk,
	batch: string,
	change: UseChange,
): { sentence: string; report: UndoReport } {
	const report = UNLOGGED.test(batch) ? NO_ROWS : desk.batches.checkUndo(batch);
	const texts = textsOf(desk);
	const step = stepOf(desk, change);
	if (step.kind === "none") return { sentence: step.sentence, report };
	if (step.kind !== "end") return { sentence: fill(texts[step.kind], step.said), report };
	const { going, staying } = leavingPlaces(step.tab, heldOf(desk.marks, step.tab));
	const listed = (places: readonly number[]) =>
		spansOf(places, 1)
			.map(({ first, last }) => `${columnLetters(first)}:${columnLetters(last)}`)
			.join(texts.or);
	const said = {
		...step.said,
		columns: going.length,
		ranges: listed(going),
		rows: step.tab.extent().rows - 1,
	};
	const sentences = [
		fill(texts.end, said),
		staying.length === 0 ? "" : fill(texts.endStays, { ranges: listed(staying) }),
		isLast(desk, change) ? fill(texts.endLast, step.said) : "",
		change.table === "leads" ? texts.endLinks : "",
		texts.endFacts,
	];
	return { sentence: sentences.join(""), report };
}

/** Takes a change of use back, and the words that were learned along with it. */
export function undoUse(desk: DialogDesk, batch: string, change: UseChange, why: string): Answer {
	// Says no to what was taken back already, before anything is done.
	if (!UNLOGGED.test(batch)) desk.batches.checkUndo(batch);
	const texts = textsOf(desk);
	const step = stepOf(desk, change);
	let answer: Answer = { ok: true, message: step.kind === "none" ? step.sentence : "", batch: "" };
	if (step.kind === "end") {
		answer = end(desk, step.tab, change, why);
		// A table without a tab would be none: it gets a blank one of ours.
		if (isLast(desk, change)) setUpWorkbook(desk.book.spreadsheet, [], () => false);
	}
	if (step.kind === "remap") {
		setUpWorkbook(desk.book.spreadsheet, [step.hint], () => false);
		answer = { ...answer, message: fill(texts.remapped, step.said) };
	}
	if (step.kind === "again") {
		const { uses } = setUpWorkbook(desk.book.spreadsheet, [step.hint], () => false);
		const { restored: rows, batch } = adopted(openDialogDesk(), uses);
		const message = fill(texts.done, step.said) + (rows === 0 ? "" : fill(texts.restored, { rows }));
		// The batch that ended the use was marked as the facts came back.
		return { ok: true, message, batch };
	}
	if (UNLOGGED.test(batch)) return answer;
	const { removed, changed } = desk.underLock(() => desk.batches.undo(batch, desk.by, why));
	const words = removed === 0 ? "" : fill(texts.unlearned, { words: removed });
	const left = changed.length === 0 ? "" : desk.sentences.skipped(changed.length);
	return { ...answer, message: answer.message + words + left };
}

/** Whether the table has no other tab. */
function isLast({ book, marks }: DialogDesk, { table, gid }: UseChange): boolean {
	return tabsOf(table, book.tabs(), marks).every(({ id }) => id === gid);
}

/** What is left to do, as the tab is now. */
type Step =
	| { readonly kind: "none"; readonly sentence: string }
	| { readonly kind: "end"; readonly tab: GoogleTab; readonly said: Said }
	| { readonly kind: "again" | "remap"; readonly hint: AdoptHint; readonly said: Said };
type Said = Readonly<Record<"tab" | "table", string>>;

function stepOf(desk: DialogDesk, change: UseChange): Step {
	const { table, gid, before, after } = change;
	const texts = textsOf(desk);
	const tab = tabOf(desk, gid);
	if (tab === undefined) return { kind: "none", sentence: texts.problems.noTab };
	const said = { tab: tab.name, table: desk.messages.tabs[table] };
	const held = heldOf(desk.marks, tab);
	const { isAdopted: isHeld } = held;
	if (isHeld && before === null) return { kind: "end", tab, said };
	if (before === null || (!isHeld && after !== null))
		return { kind: "none", sentence: fill(texts.notHeld, said) };
	// One that was cut off as it was taken up again may be held, and lack what stood in our columns.
	if (isHeld && held.table !== null && held.table !== table)
		return {
			kind: "none",
			sentence: fill(texts.problems.used, { ...said, table: desk.messages.tabs[held.table] }),
		};
	const { head, columns } = placesOf(new GoogleTab(tab.sheet, desk.book.counter), before);
	const problem = missingSentence(tab.name, table, columns, desk.messages);
	if (problem !== "") throw new Refusal(problem);
	const plan = { head, headRows: before.headRows, columns };
	return { kind: after === null ? "again" : "remap", hint: { gid, table, plan }, said };
}

function end(desk: DialogDesk, tab: GoogleTab, { table, gid }: UseChange, why: string): Answer {
	const texts = textsOf(desk);
	const { book, marks, batches } = desk;
	return desk.underLock(() => {
		const held = heldOf(marks, tab);
		const { going, staying } = leavingPlaces(tab, held);
		const said = { tab: tab.name, columns: going.length };
		const use = presentUse(marks, tab);
		const facts = use === null ? NO_FACTS : factsOf(book, table, mapTab(table, tab, marks, []));
		// Where facts have not come back yet from the last end, that one is still the one to take back.
		let batch = facts.rows.length === 0 ? (lastEnd(batches.list(), gid) ?? "") : "";
		if (use !== null && batch === "") {
			const before = { ...use, facts };
			const because = [fill(texts.whyEnd, said), why].filter((text) => text !== "").join(" / ");
			const plan = { kind: "release" as const, by: desk.by, why: because, rows: [] };
			batch = batches.apply({ ...plan, use: { table, gid, before, after: null } }).batch;
		}
		endUse(tab, table, new Set(staying.map((at) => held.columns.get(at) ?? "")));
		return { ok: true, message: fill(texts.ended, said), batch };
	});
}

function tabOf(desk: DialogDesk, gid: number): GoogleTab | undefined {
	return desk.book.tabs().find(({ id }) => id === gid);
}

function textsOf({ settings }: DialogDesk) {
	return adoptionTexts(settings.language);
}
