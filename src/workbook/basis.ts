/** Cells that hold several facts as one line of text: what a verdict rests on, and how the three verdicts stand. */
import { type Day, dayOfTime, formatTime, type WallTime } from "../domain/calendar/day";
import { readDate } from "../domain/normalize/date";
import type { VerdictState } from "../domain/qualification/verdict";
import type { Verdict } from "../domain/records";
import type { Messages } from "../locale";
import type { CellContext } from "./codec";

export const BANT_COLUMNS = ["bant_budget", "bant_authority", "bant_need", "bant_timeframe"] as const;

/** How a verdict came about. */
export interface Basis {
	/** "2026/11/20 14:05". */
	readonly at: string;
	readonly on: Day;
	readonly by: string;
	/** Word for the evidence, "" where none was named. */
	readonly source: string;
	readonly reason: string;
}

/** @example formatBasis(…) // => "2026/11/20 14:05 佐藤(電話): 業種が合う" */
export function formatBasis(at: WallTime, by: string, source: string, reason: string): string {
	const plain = (name: string) => name.replace(/[()（）:：\s]+/g, " ").trim();
	const evidence = source === "" ? "" : `(${plain(source)})`;
	return `${formatTime(at, "/").slice(0, 16)} ${plain(by)}${evidence}: ${reason}`;
}

const BASIS = /^(\d{4}\/\d\d\/\d\d \d\d:\d\d) ([^(:]*)(?:\(([^)]*)\))?: ([\s\S]*)$/;

/** Null where the cell holds something else, which somebody typed. */
export function parseBasis(cell: string): Basis | null {
	const [, at = "", by = "", source = "", reason = ""] = BASIS.exec(cell) ?? [];
	const { time } = readDate(at);
	return time === null ? null : { at, on: dayOfTime(time), by, source, reason };
}

/** The three verdicts as one cell says them: "対象 / 未判定 / 未確認". */
export function formatState(
	{ company, contact, deal }: VerdictState,
	{ choices, undecided }: Messages,
): string {
	return [
		company === null ? undecided.verdict : choices.verdict[company],
		contact === null ? undecided.verdict : choices.verdict[contact],
		deal === null ? undecided.deal_verdict : choices.deal_verdict[deal],
	].join(" / ");
}

/** Null where the cell is not of ours. */
export function parseState(cell: string, context: CellContext): VerdictState | null {
	const words = cell.split("/");
	if (words.length !== 3) return null;
	const verdict = (choice: "verdict" | "deal_verdict", word = ""): Verdict | null => {
		const code = context.codeOf(choice, word.trim());
		return code === "in" || code === "out" ? code : null;
	};
	return {
		company: verdict("verdict", words[0]),
		contact: verdict("verdict", words[1]),
		deal: verdict("deal_verdict", words[2]),
	};
}
