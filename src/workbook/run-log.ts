/** The run log: one row for each refresh, with everything that could not be read or did not fit. */
import type { Assessment } from "../domain/assess";
import type { Messages } from "../locale";
import { type Cell, literal } from "./codec";
import { figureOf } from "./figures";
import type { Records } from "./load";
import type { Problems } from "./problems";
import { specOf } from "./schema";

export interface RunReport {
	readonly runId: string;
	readonly startedAt: Date;
	readonly outcome: "done" | "failed" | "over_budget";
	readonly message: string;
	readonly cause: "manual" | "timer" | "setup";
	readonly seconds: number;
	readonly counter: { readonly calls: number; readonly cellsRead: number; readonly rowsRead: number };
	readonly records: Records | null;
	readonly reversed: number;
	readonly unreadable: number;
	readonly details: string;
}

/** A cell holds 50,000 characters; the rest is counted. */
const MOST_CHARACTERS = 40_000;
/** Unknown words named one by one. */
const MOST_WORDS = 40;

export function runRow(report: RunReport, messages: Messages): Cell[] {
	const { records } = report;
	const values: Readonly<Record<string, Cell>> = {
		run_id: report.runId,
		started_at: report.startedAt,
		outcome: messages.refresh.outcome[report.outcome],
		message: report.message,
		cause: messages.refresh.cause[report.cause],
		seconds: report.seconds,
		rows_read: report.counter.rowsRead,
		cells_read: report.counter.cellsRead,
		service_calls: report.counter.calls,
		leads: records?.leads.size ?? "",
		activities: records?.activities.size ?? "",
		activities_linked: records === null ? "" : linkedOf(records),
		deals: records?.deals.size ?? "",
		reversed: records === null ? "" : report.reversed,
		unreadable: report.unreadable,
		details: report.details,
	};
	return Object.keys(specOf("runs").columns).map((column) => {
		const cell = values[column] ?? "";
		return typeof cell === "string" ? literal(cell) : cell;
	});
}

function linkedOf({ activities }: Records): number {
	let linked = 0;
	for (let i = 0; i < activities.size; i++) if ((activities.lead[i] ?? -1) >= 0) linked++;
	return linked;
}

/**
 * Everything worth a line: where the time went, unreadable cells by row, unknown words, dates that cannot be, rules
 * left out.
 * @param seconds that reading, computing and writing took, as far as the run came
 */
export function runDetails(
	problems: Problems,
	done: { records: Records; result: Assessment; notes: readonly string[] } | null,
	newIds: number,
	seconds: readonly number[],
	messages: Messages,
): { text: string; reversed: number } {
	const { log } = messages;
	const lines = seconds.length === 0 ? [] : [log.phases(seconds.map((each) => each.toFixed(1)))];
	let reversed = 0;
	if (done !== null) {
		reversed = figureOf(done.result.metrics, "reversed_deals") ?? 0;
		if (newIds > 0) lines.push(log.newIds(newIds));
		lines.push(...done.notes);
		if (reversed > 0) lines.push(log.reversed(reversed));
	}
	for (const [place, words] of problems.words) {
		const [tab = "", column = ""] = place.split("\t");
		const list = [...words].sort((a, b) => b[1] - a[1]);
		const named = list.slice(0, MOST_WORDS).map(([word, count]) => `${word}(${count})`);
		if (list.length > MOST_WORDS) named.push(log.more(list.length - MOST_WORDS));
		lines.push(log.words(tab, columnLabel(column, messages), named.join(messages.listComma)));
	}
	for (const { tab, row, column, value, code } of problems.cells) {
		lines.push(log.cell(tab, row, columnLabel(column, messages), value, messages.problems[code]));
	}
	const rest = problems.count - problems.cells.length - problems.unreadableWords;
	if (rest > 0) lines.push(log.more(rest));
	return { text: lines.join("\n").slice(0, MOST_CHARACTERS), reversed };
}

function columnLabel(column: string, messages: Messages): string {
	for (const labels of Object.values(messages.columns)) {
		const label = (labels as Readonly<Record<string, string>>)[column];
		if (label !== undefined) return label;
	}
	return column;
}
