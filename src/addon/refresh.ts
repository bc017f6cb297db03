/** One refresh: read everything, compute, write; each result tab by one call, the Dashboard last. */
import type { Assessment } from "../domain/assess";
import { type Day, dayOfTime, formatTime, type WallTime } from "../domain/calendar/day";
import { type Language, languageOf, type Messages, messagesIn } from "../locale";
import { bulkSentences } from "../locale/bulk";
import { assessed } from "../workbook/assessment";
import { DEAL_RESULTS, dealResults, LEAD_RESULTS, leadResults } from "../workbook/blocks";
import { type Mark, MissingColumnError, type Tab, WriteRefusedError } from "../workbook/book";
import type { Cell } from "../workbook/codec";
import { healthReport, readSamples } from "../workbook/health";
import { fingerprintOf, IDENTITY, type IdentityTable } from "../workbook/identity";
import { type Agreements, LEAD_FACTS, loadAgreements, loadRecords, type Records } from "../workbook/load";
import { besideMerged } from "../workbook/merged";
import { Problems } from "../workbook/problems";
import { type TableData, type TabPart, tabsOf } from "../workbook/read";
import { type ResultBlock, resultBlocks, resultNotes } from "../workbook/results";
import { type RunReport, runDetails, runRow } from "../workbook/run-log";
import type { TableId } from "../workbook/schema";
import { readSnapshots, snapshotBlock } from "../workbook/snapshots";
import { typedVerdicts, VerdictLog } from "../workbook/verdict-log";
import { type IdPlan, identityCell, layBeside, type OwnCells, planIds } from "../workbook/writing/beside";
import { sha256 } from "./digest";
import { GoogleBook } from "./google-book";
import { locked } from "./locks";
import { savedSince } from "./saved-leads";
import { REFRESH_INTERVAL_SECONDS, readState, writeLastRun } from "./state";

export type Cause = "manual" | "timer" | "setup";

export interface RefreshResult {
	readonly outcome: "done" | "busy" | "not_set_up" | "over_budget" | "failed";
	readonly message: string;
}

/** A refresh gives up before the first write when it has used this much of its six minutes. */
const BUDGET_SECONDS = 240;
/** The longest that a save may have to wait for a refresh's write. */
const WRITE_LOCK_MS = 10_000;
/** The run log keeps this many rows. */
const KEPT_RUNS = 800;
const MOST_RUNS = 1000;

class OverBudgetError extends Error {}

/**
 * Refreshes unless another refresh is running. What goes wrong stands in the result and the run log; it throws only
 * where not even the workbook's state could be read.
 * @param startedAt when this execution began, ms since 1970: its six minutes count from there
 * @param onPhase told when reading (0), computing (1) and writing (2) begin
 */
export function refresh(
	cause: Cause,
	startedAt = Date.now(),
	onPhase: (phase: number) => void = () => {},
): RefreshResult {
	const lock = LockService.getScriptLock();
	const book = new GoogleBook(SpreadsheetApp.getActiveSpreadsheet());
	if (!lock.tryLock(cause === "manual" ? 3000 : 0)) {
		return { outcome: "busy", message: messagesIn(languageOf(book.locale)).refresh.busy };
	}
	try {
		return new Refresh(book, cause, startedAt, onPhase).run();
	} finally {
		lock.releaseLock();
	}
}

class Refresh {
	private readonly now: WallTime;
	private readonly runId: string;
	private readonly problems = new Problems();
	private language: Language | null = null;
	private marks: readonly Mark[] = [];
	private newIds = 0;
	private isScheduled = false;
	/** Fingerprint of the number formats that the Dashboard has. */
	private formats = "";
	/** When each phase began, ms since 1970. */
	private readonly phases: number[] = [];

	constructor(
		private readonly book: GoogleBook,
		private readonly cause: Cause,
		private readonly startedAt: number,
		private readonly onPhase: (phase: number) => void,
	) {
		this.now = book.timeOfDate(new Date(this.startedAt));
		this.runId = `R${formatTime(this.now).replace(/\D/g, "").slice(2)}`;
	}

	/** The team's language once the settings were read, the spreadsheet's before. */
	private get messages(): Messages {
		return messagesIn(this.language ?? languageOf(this.book.locale));
	}

	run(): RefreshResult {
		this.marks = this.book.marks();
		if (tabsOf("leads", this.book.tabs(), this.marks).length === 0) {
			return { outcome: "not_set_up", message: this.messages.refresh.notSetUp };
		}
		const id = this.book.spreadsheet.getId();
		const { schedule, lastRun: previous } = readState(id);
		this.isScheduled = schedule !== null;
		this.formats = previous?.formats ?? "";
		try {
			const report = this.compute(previous?.refreshedAt ?? null);
			const message = this.messages.refresh.done(this.seconds(), report.records.leads.size);
			this.close("done", message, report);
			writeLastRun({
				startedAt: this.startedAt,
				refreshedAt: this.startedAt,
				outcome: "done",
				spreadsheet: id,
				formats: this.formats,
			});
			return { outcome: "done", message };
		} catch (error) {
			this.book.counter.beforeRead = null;
			const outcome = error instanceof OverBudgetError ? "over_budget" : "failed";
			const message = this.sentence(error);
			this.close(outcome, message, null);
			writeLastRun({
				startedAt: this.startedAt,
				refreshedAt: previous?.refreshedAt ?? null,
				outcome,
				spreadsheet: id,
				formats: "",
			});
			return { outcome, message };
		}
	}

	private compute(previousRefresh: number | null): { records: Records; result: Assessment; notes: string[] } {
		const { book, marks, problems } = this;
		this.begin();
		book.counter.beforeRead = () => this.withinBudget();
		const agreed = loadAgreements(book, marks, dayOfTime(this.now), problems);
		this.language = agreed.settings.language;
		const records = loadRecords(book, marks, agreed, problems, true);
		const samples = readSamples(records);
		const kept = readSnapshots(book, marks, agreed.context, problems);
		this.withinBudget();
		this.begin();
		const previousDay = previousRefresh === null ? null : this.dayOf(previousRefresh);
		const result = assessed(records, agreed, this.now, previousDay);
		this.withinBudget();

		const { plans: leadPlans, ids: leadIds } = this.identify("leads", records.leadData);
		const { plans: dealPlans, ids: dealIds } = this.identify("deals", records.dealData);
		const leadValues = new Map([
			...leadResults(leadIds, records, agreed, result, this.messages),
			...besideMerged(
				records.leadData,
				LEAD_RESULTS,
				LEAD_FACTS,
				bulkSentences(this.messages.language).mergedInto,
			),
		]);
		const dealValues = dealResults(dealIds, leadIds, records, this.messages);
		const own: OwnCells[] = [
			...leadPlans.map((plan) => ({ plan, columns: LEAD_RESULTS, values: leadValues })),
			...dealPlans.map((plan) => ({ plan, columns: DEAL_RESULTS, values: dealValues })),
		].filter(({ plan }) => plan.ids.length > 0);
		const input = {
			records,
			agreed,
			result,
			messages: this.messages,
			title: book.spreadsheet.getName(),
			refreshedAt: this.now,
			nextRefreshAt: this.isScheduled ? ((this.now + REFRESH_INTERVAL_SECONDS) as WallTime) : null,
			runId: this.runId,
			leadIds,
			health: healthReport({ records, agreed, result, problems, samples, now: this.now }),
			healthTab: tabsOf("health", book.tabs(), marks)[0] ?? null,
		};
		const { kgi, kpis } = agreed.settings;
		const snapshots = snapshotBlock(book, marks, kept, result.metrics, [...kgi, ...kpis], agreed.context);
		const blocks = [...(snapshots === null ? [] : [snapshots]), ...resultBlocks(input)];
		const notes = resultNotes(input);
		this.withinBudget();

		// From here on it writes, and ends what it begins.
		book.counter.beforeRead = null;
		this.begin();
		const isDone = locked(WRITE_LOCK_MS, () => {
			this.logTyped(records, agreed, leadIds);
			keepSaved(leadValues, savedSince(book.spreadsheet.getId(), this.startedAt));
			if (own.length > 0) layBeside(book, own);
			return true;
		});
		if (isDone === null) throw new Error(this.messages.refresh.locked);
		for (const block of blocks) this.replace(block);
		return { records, result, notes };
	}

	/** Verdicts that were typed into cells get their rows in the history too. */
	private logTyped(records: Records, agreed: Agreements, ids: readonly string[]): void {
		const log = new VerdictLog(this.book, this.marks, agreed.context, this.messages);
		const { cell } = this.messages.choices.evidence;
		log.append(typedVerdicts(log, records, ids, this.runId, cell), this.now, sha256);
	}

	private dayOf(ms: number): Day {
		return dayOfTime(this.book.timeOfDate(new Date(ms)));
	}

	/** Plans the ids of a table's rows, tab by tab; new and copied rows get theirs now. Merged rows have ids as well. */
	private identify<T extends IdentityTable>(
		table: T,
		data: TableData<T>,
	): { plans: IdPlan[]; ids: readonly string[] } {
		const plans: IdPlan[] = [];
		const ids: string[] = [];
		for (const part of data.parts) {
			const mapped = this.mappedOf(table, part);
			const aside = new Set(part.aside);
			const rows = [...part.rows, ...aside].sort((a, b) => a - b);
			const known = rows.map((row) => {
				const cell = (column: string) => part.cell(mapped.columns.get(column) ?? 0, row);
				return {
					id: String(cell("id")),
					stored: String(cell("fingerprint")),
					content: fingerprintOf(IDENTITY[table].columns.map((column) => identityCell(cell(column)))),
				};
			});
			const elsewhere = plans.flatMap((plan) => plan.ids);
			const plan = planIds(table, mapped, known, this.startedAt, elsewhere);
			this.newIds += plan.given;
			plans.push(plan);
			rows.forEach((row, i) => {
				if (!aside.has(row)) ids.push(plan.ids[i] as string);
			});
		}
		return { plans, ids };
	}

	private mappedOf(table: TableId, part: TabPart) {
		const { tab, mapped } = part;
		if (tab === null || !mapped.columns.has("id")) throw new MissingColumnError(part.name, table, "id");
		return { ...mapped, tab };
	}

	/** Replaces a result tab over its old and new extent by one call. */
	private replace({ table, row, column, cells, formats }: ResultBlock): void {
		const tab = tabsOf(table, this.book.tabs(), this.marks)[0];
		if (tab === undefined) return;
		const width = cells[0]?.length ?? 0;
		const old = tab.extent().rows - row + 1;
		const blank = new Array<Cell>(width).fill("");
		const block = [...cells];
		while (block.length < old) block.push(blank);
		if (formats !== undefined) this.layFormats(tab, row, column, formats);
		tab.write(row, column, block);
	}

	/** Lays number formats only where they are not what the last refresh laid. */
	private layFormats(tab: Tab, row: number, column: number, formats: readonly (readonly string[])[]): void {
		const wanted = fingerprintOf(formats.map((line) => line.join("\n")));
		if (wanted === this.formats) return;
		tab.setFormats(row, column, formats);
		this.formats = wanted;
	}

	private begin(): void {
		this.onPhase(this.phases.length);
		this.phases.push(Date.now());
	}

	private withinBudget(): void {
		if (this.seconds() > BUDGET_SECONDS) throw new OverBudgetError();
	}

	private seconds(): number {
		return Math.round((Date.now() - this.startedAt) / 1000);
	}

	private sentence(error: unknown): string {
		const { refresh: words } = this.messages;
		if (error instanceof OverBudgetError) return words.overBudget(this.seconds());
		if (error instanceof WriteRefusedError) {
			return error.kind === "rows_moved" ? words.rowsMoved(error.tab) : words.partlySorted(error.tab);
		}
		if (error instanceof MissingColumnError) {
			const labels = this.messages.columns[error.table as TableId] as Readonly<Record<string, string>>;
			return words.missingColumn(error.tab, labels[error.column] ?? error.column);
		}
		return words.failed(error instanceof Error ? error.message : String(error));
	}

	/** Writes the run's row; the log must never be the reason why a refresh fails. */
	private close(
		outcome: RunReport["outcome"],
		message: string,
		done: { records: Records; result: Assessment; notes: string[] } | null,
	): void {
		const tab = tabsOf("runs", this.book.tabs(), this.marks)[0];
		if (tab === undefined) return;
		const ends = [...this.phases.slice(1), Date.now()];
		const seconds = this.phases.map((began, phase) => ((ends[phase] ?? began) - began) / 1000);
		const details = runDetails(this.problems, done, this.newIds, seconds, this.messages);
		const row = runRow(
			{
				runId: this.runId,
				startedAt: this.book.dateOfTime(this.now),
				outcome,
				message,
				cause: this.cause,
				seconds: this.seconds(),
				counter: this.book.counter,
				records: done?.records ?? null,
				reversed: details.reversed,
				unreadable: this.problems.count,
				details: details.text,
			},
			this.messages,
		);
		let last = tab.extent().rows;
		if (last > MOST_RUNS) {
			tab.deleteRows(2, last - KEPT_RUNS);
			last = KEPT_RUNS;
		}
		tab.write(last + 1, 1, [row]);
		this.book.flush();
	}
}

/** Lays what reps saved since the sheet was read over what was computed from it. */
function keepSaved(
	values: Map<string, readonly Cell[]>,
	saved: ReadonlyMap<string, ReadonlyMap<string, Cell>>,
): void {
	for (const [lead, own] of saved) {
		const cells = values.get(lead);
		if (cells === undefined) continue;
		values.set(
			lead,
			cells.map((cell, i) => own.get(LEAD_RESULTS[i] as string) ?? cell),
		);
	}
}
