/** 判定履歴: every verdict as it was given, one row each, chained so that a row changed by hand shows. */
import { formatTime, type WallTime } from "../domain/calendar/day";
import { companyKey } from "../domain/normalize/company";
import { foldKey } from "../domain/normalize/text";
import {
	type Digest,
	firstBreak,
	type Seal,
	sealed,
	type VerdictRecord,
} from "../domain/qualification/history";
import type { Axis, Verdict } from "../domain/records";
import { type Messages, messagesIn } from "../locale";
import type { Book, Mark, Tab } from "./book";
import { type Cell, type CellContext, literal } from "./codec";
import type { Records } from "./load";
import { mapTab, tabsOf } from "./read";
import { specOf } from "./schema";
import { idByLabel } from "./settings";

/** A verdict that was just given. */
export interface GivenVerdict {
	readonly leadId: string;
	readonly company: string;
	readonly axis: Axis;
	/** Null takes a verdict back. */
	readonly verdict: Verdict | null;
	readonly before: Verdict | null;
	readonly reason: string;
	/** Word for the evidence. */
	readonly source: string;
	readonly by: string;
	readonly saveId: string;
}

/** A row of the log, as its cells read. */
export type LoggedVerdict = VerdictRecord & Seal;

const COLUMNS = Object.keys(specOf("verdicts").columns);
/** Where a saved row may still be looked for: retries come within moments. */
const TAIL = 60;

export class VerdictLog {
	private readonly tab: Tab | undefined;
	private readonly columns: ReadonlyMap<string, number>;

	constructor(
		book: Book,
		marks: readonly Mark[],
		private readonly context: CellContext,
		private readonly messages: Messages,
	) {
		this.tab = tabsOf("verdicts", book.tabs(), marks)[0];
		this.columns = this.tab === undefined ? new Map() : mapTab("verdicts", this.tab, marks, []).columns;
	}

	/** The rows from the end, at most so many; oldest first. */
	read(most = Number.POSITIVE_INFINITY): LoggedVerdict[] {
		if (this.tab === undefined) return [];
		const { rows } = this.tab.extent();
		const count = Math.min(most, rows - 1);
		if (count < 1) return [];
		const cells = this.tab.read(rows - count + 1, 1, count, Math.max(...this.columns.values()));
		return cells.map((row) => this.decode(row)).filter((row) => row.hash !== "");
	}

	/**
	 * Appends verdicts, leaving out those that the same save logged before. The caller holds the document lock.
	 * @param at now, in the spreadsheet's zone
	 */
	append(given: readonly GivenVerdict[], at: WallTime, digest: Digest): void {
		if (this.tab === undefined || given.length === 0) return;
		const tail = this.read(TAIL);
		let previous = tail[tail.length - 1]?.hash ?? "";
		const fresh = given
			.map((verdict) => this.record(verdict, at))
			.filter(
				(record) =>
					!tail.some(
						(row) => row.saveId === record.saveId && row.axis === record.axis && row.leadId === record.leadId,
					),
			);
		const cells = fresh.map((record) => {
			const seal = sealed(record, previous, digest);
			previous = seal.hash;
			return this.encode({ ...record, ...seal });
		});
		if (cells.length > 0) this.tab.write(this.tab.extent().rows + 1, 1, cells);
	}

	/** Codes of a row's axis and verdict, in whichever language it was written. */
	meaning({ axis, verdict }: LoggedVerdict): { axis: Axis | undefined; verdict: Verdict | null } {
		const axes = idByLabel((language) => messagesIn(language).axes) as ReadonlyMap<string, Axis>;
		const known = axes.get(foldKey(axis));
		const code = this.context.codeOf(known === "deal" ? "deal_verdict" : "verdict", verdict);
		return { axis: known, verdict: code === "in" || code === "out" ? code : null };
	}

	private record(given: GivenVerdict, at: WallTime): VerdictRecord {
		const { choices, undecided, axes } = this.messages;
		const choice = given.axis === "deal" ? "deal_verdict" : "verdict";
		const word = (verdict: Verdict | null) =>
			verdict === null ? undecided[choice] : choices[choice][verdict];
		return {
			at: formatTime(at).slice(0, 16),
			leadId: given.leadId,
			company: given.company,
			axis: axes[given.axis],
			verdict: word(given.verdict),
			before: word(given.before),
			reason: given.reason,
			source: given.source,
			by: given.by,
			saveId: given.saveId,
		};
	}

	private encode(row: LoggedVerdict): Cell[] {
		const values: Readonly<Record<string, string>> = {
			...{ lead_id: row.leadId, company: row.company, axis: row.axis, verdict: row.verdict },
			...{ before: row.before, reason: row.reason, source: row.source, by: row.by, save_id: row.saveId },
			...{ at: row.at, reason_hash: row.reasonHash, hash: row.hash },
		};
		const cells = new Array<Cell>(Math.max(...this.columns.values())).fill("");
		for (const column of COLUMNS) {
			const at = this.columns.get(column);
			if (at !== undefined) cells[at - 1] = literal(values[column] ?? "");
		}
		return cells;
	}

	private decode(cells: readonly Cell[]): LoggedVerdict {
		const text = (column: string) => String(cells[(this.columns.get(column) ?? 0) - 1] ?? "");
		return {
			at: text("at"),
			leadId: text("lead_id"),
			company: text("company"),
			axis: text("axis"),
			verdict: text("verdict"),
			before: text("before"),
			reason: text("reason"),
			source: text("source"),
			by: text("by"),
			saveId: text("save_id"),
			reasonHash: text("reason_hash"),
			hash: text("hash"),
		};
	}
}

/**
 * Verdicts that people typed into cells since the refresh before, as far as the log does not know them yet. A company's
 * is given once, whichever of its leads bear it.
 */
export function typedVerdicts(
	log: VerdictLog,
	{ leads, leadData, followUps }: Records,
	ids: readonly string[],
	runId: string,
	source: string,
): GivenVerdict[] {
	const company = leadData.values("company");
	const found = new Map<string, GivenVerdict>();
	for (let i = 0; i < leads.size; i++) {
		const seen = followUps.seen[i] ?? null;
		if (seen === null) continue;
		const now = { company: leads.companyVerdict, contact: leads.contactVerdict, deal: leads.dealVerdict };
		for (const axis of ["company", "contact", "deal"] as const) {
			const verdict = now[axis][i] ?? null;
			if (verdict === seen[axis]) continue;
			const leadId = ids[i] ?? "";
			const key = axis === "company" ? `company ${followUps.company[i]}` : `${axis} ${leadId}`;
			if (found.has(key)) continue;
			const reason = axis === "deal" ? "" : (leads.verdictReason[i] ?? "");
			const given = { leadId, company: company[i] ?? "", axis, verdict, before: seen[axis], reason };
			found.set(key, { ...given, source, by: "", saveId: runId });
		}
	}
	if (found.size === 0) return [];
	const keyOf = (axis: Axis | undefined, leadId: string, name: string) =>
		axis === "company" ? `company ${companyKey(name).key}` : `${axis} ${leadId}`;
	const last = new Map<string, Verdict | null>();
	for (const row of log.read()) {
		const { axis, verdict } = log.meaning(row);
		last.set(keyOf(axis, row.leadId, row.company), verdict);
	}
	return [...found.values()].filter(({ axis, leadId, company: name, verdict, before }) => {
		const known = last.get(keyOf(axis, leadId, name));
		return (known === undefined ? before : known) !== verdict;
	});
}

/** 1-based sheet row of the first verdict that does not follow from the one before it; null when the chain is whole. */
export function brokenRow(log: VerdictLog, digest: Digest): number | null {
	const at = firstBreak(log.read(), digest);
	return at < 0 ? null : at + 2;
}
