/**
 * Every three hours: an hourly trigger with a due check, which is legal under every reading of Google's rules
 * (PLATFORM facts 1-3). One person owns it; a token tells a trigger whether its maker is still that person.
 */
import { formatTime } from "../domain/calendar/day";
import type { Messages } from "../locale";
import { GoogleBook } from "./google-book";
import type { RefreshResult } from "./refresh";
import {
	REFRESH_INTERVAL_SECONDS,
	readOwnToken,
	readState,
	type Schedule,
	type State,
	writeOwnToken,
	writeSchedule,
} from "./state";

/** The function that the trigger calls; it stands in main.ts. */
const HANDLER = "timedRefresh";

const MINUTE = 60_000;
/** Three hours, less the quarter of an hour by which an hourly trigger may come early. */
const DUE_AFTER_MS = 165 * MINUTE;
/** A refresh that failed is tried again by the next firing; one that ran out of time would only do so again. */
const RETRY_AFTER_MS = 45 * MINUTE;

function ownTriggers(): GoogleAppsScript.Script.Trigger[] {
	return ScriptApp.getProjectTriggers().filter((trigger) => trigger.getHandlerFunction() === HANDLER);
}

function removeOwnTriggers(): void {
	for (const trigger of ownTriggers()) ScriptApp.deleteTrigger(trigger);
}

function userName(): string {
	return Session.getEffectiveUser().getEmail();
}

function currentState(): State {
	return readState(SpreadsheetApp.getActiveSpreadsheet().getId());
}

function isMine(schedule: Schedule | null): boolean {
	return schedule !== null && readOwnToken() === schedule.token && ownTriggers().length > 0;
}

/**
 * Makes the current user the owner. Somebody else's ownership is taken over only when `confirm` says so; the former
 * owner's trigger removes itself when it fires next.
 */
export function turnOn(messages: Messages, confirm: (question: string) => boolean): string {
	const { schedule: held } = currentState();
	const words = messages.schedule;
	if (held !== null && !isMine(held) && held.owner !== userName()) {
		if (!confirm(words.ownedBy(held.owner || words.someone))) return words.kept(held.owner || words.someone);
	}
	// Off until it is wholly on: a schedule never says on without a trigger.
	if (held !== null) writeSchedule(null);
	removeOwnTriggers();
	const token = Utilities.getUuid();
	ScriptApp.newTrigger(HANDLER).timeBased().everyHours(1).create();
	writeOwnToken(token);
	writeSchedule({ token, owner: userName(), spreadsheet: SpreadsheetApp.getActiveSpreadsheet().getId() });
	return words.on(userName() || words.someone);
}

/** Ends the automatic refresh, whoever owns it. */
export function turnOff(messages: Messages): string {
	const { schedule: held } = currentState();
	const words = messages.schedule;
	const foreign = held !== null && !isMine(held);
	// In this order a trigger that is left behind removes itself when it fires.
	writeSchedule(null);
	removeOwnTriggers();
	if (held === null) return words.notOn;
	return foreign ? words.offForeign(held.owner || words.someone) : words.off;
}

/** How the schedule stands for the current user: whether it names them, and how many triggers it lets act. */
export function ownPart(schedule: Schedule): { isMine: boolean; triggers: number } {
	const holdsToken = readOwnToken() === schedule.token;
	return {
		isMine: holdsToken || schedule.owner === userName(),
		triggers: holdsToken ? ownTriggers().length : 0,
	};
}

/** Who refreshes, when it last happened, when it happens next. */
export function statusLines(messages: Messages): string[] {
	const words = messages.schedule;
	const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
	const { schedule, lastRun: last } = currentState();
	const book = new GoogleBook(spreadsheet);
	const text = (ms: number) => formatTime(book.timeOfDate(new Date(ms)), "/").slice(0, 16);
	const lines = [schedule === null ? words.notOn : words.owner(schedule.owner || words.someone)];
	lines.push(last?.refreshedAt == null ? words.never : words.lastRun(text(last.refreshedAt)));
	if (schedule !== null && last !== null)
		lines.push(words.nextRun(text(last.startedAt + REFRESH_INTERVAL_SECONDS * 1000)));
	return lines;
}

/**
 * What the hourly trigger does: refreshes when three hours have passed, however many firings were missed; removes
 * itself when its maker does not own the schedule any more.
 */
export function runWhenDue(refresh: (cause: "timer") => RefreshResult): RefreshResult | null {
	const { schedule, lastRun: last } = currentState();
	if (schedule === null || readOwnToken() !== schedule.token) {
		removeOwnTriggers();
		return null;
	}
	const dueAfter = last?.outcome === "failed" ? RETRY_AFTER_MS : DUE_AFTER_MS;
	if (last !== null && Date.now() - last.startedAt < dueAfter) return null;
	return refresh("timer");
}
