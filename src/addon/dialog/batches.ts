/** What was done in bulk, and taking it back. */
import { formatTime } from "../../domain/calendar/day";
import { labelsOf } from "../../workbook/table-layout";
import type { LeftCell } from "../../workbook/writing/batches";
import { KEPT_DAYS } from "../../workbook/writing/change-log";
import type { Answer, BatchLine, UndoPreview } from "../dialog-contract";
import { changeOfUse, checkUse, undoUse } from "./adoption";
import { type DialogDesk, openDialogDesk } from "./desk";

/** Places that are named one by one. */
const NAMED = 100;

export function batches(): readonly BatchLine[] {
	const desk = openDialogDesk();
	const { sentences } = desk;
	return desk.batches.list().map((entry) => {
		const kind = sentences.kinds[entry.kind] ?? entry.kind;
		const isOld = desk.today - Math.floor(entry.at / 86_400) > KEPT_DAYS;
		const isForgotten = entry.state === "forgotten" || (isOld && entry.undoneAt === null);
		const isErased = entry.kind === "erase";
		const said =
			entry.state === "begun"
				? sentences.begun(kind)
				: isForgotten && !isErased
					? sentences.forgottenKind(kind)
					: kind;
		return {
			batch: entry.batch,
			at: formatTime(entry.at, "/").slice(0, 16),
			by: entry.by,
			kind: said,
			why: entry.why,
			rows: entry.rows,
			undoneAt: entry.undoneAt === null ? "" : formatTime(entry.undoneAt, "/").slice(0, 16),
			isFinal: isForgotten || isErased,
		};
	});
}

export function undoCheck(batch: string): UndoPreview {
	const desk = openDialogDesk();
	if (isErasure(desk, batch))
		return { sentence: desk.sentences.erasedForGood, restored: 0, removed: 0, changed: [] };
	const use = changeOfUse(desk, batch);
	const checked = use === null ? null : checkUse(desk, batch, use);
	const { restored, removed, changed } = checked?.report ?? desk.batches.checkUndo(batch);
	return {
		sentence: checked?.sentence ?? desk.sentences.undoCheck(restored, removed, changed.length),
		restored,
		removed,
		changed: placesOf(changed, desk),
	};
}

export function undoApply(batch: string, why: string): Answer {
	const desk = openDialogDesk();
	if (isErasure(desk, batch)) return { ok: false, message: desk.sentences.erasedForGood, batch: "" };
	const use = changeOfUse(desk, batch);
	if (use !== null) return undoUse(desk, batch, use, why);
	const { restored, removed, changed } = desk.underLock(() => desk.batches.undo(batch, desk.by, why));
	return { ok: true, message: desk.sentences.undone(restored, removed, changed.length), batch: "" };
}

/** What was erased stays erased, and its line in the log stands. */
function isErasure({ batches }: DialogDesk, batch: string): boolean {
	return batches.list().some((entry) => entry.batch === batch && entry.kind === "erase");
}

function placesOf(changed: readonly LeftCell[], { messages, sentences }: DialogDesk): string[] {
	const named = changed.slice(0, NAMED).map(({ table, id, column }) => {
		const tab = messages.tabs[table];
		const row = id.split("\n").join(" ");
		const label = labelsOf(table, messages)[column] ?? column.replace(/^~/, "");
		return column === "" ? sentences.changedRow(tab, row) : sentences.changedCell(tab, row, label);
	});
	return changed.length > NAMED ? [...named, sentences.more(changed.length - NAMED)] : named;
}
