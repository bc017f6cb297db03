/** A refresh without Google: tabs in memory, read, assessed and laid out by the product's own code. */
import type { Assessment } from "../../src/domain/assess";
import { dayOfTime, type WallTime } from "../../src/domain/calendar/day";
import type { Health } from "../../src/domain/health/report";
import { messagesIn } from "../../src/locale";
import { assessed } from "../../src/workbook/assessment";
import { leadResults } from "../../src/workbook/blocks";
import { type Book, MARK_COLUMN, MARK_TABLE, type Mark, type Tab } from "../../src/workbook/book";
import type { Cell } from "../../src/workbook/codec";
import { healthReport } from "../../src/workbook/health";
import { type Agreements, loadAgreements, loadRecords, type Records } from "../../src/workbook/load";
import { Problems } from "../../src/workbook/problems";
import { resultBlocks } from "../../src/workbook/results";
import { Zone } from "../../src/workbook/zone";
import { AS_OF, COLUMNS, OFFSET_SECONDS, type TableName, type Tables } from "./data";
import { Answer, TABLES } from "./tables";

/** The spans of columns that a refresh asks for by one call each. */
const SPANS: Readonly<Partial<Record<TableName, readonly (readonly [first: number, last: number])[]>>> = {
	activities: [
		[1, 1],
		[2, COLUMNS.activities.length],
	],
};

/** A tab whose cells came by one call for each span: what was read is handed out as it is. */
class MemoryTab implements Tab {
	private readonly size: number;
	/** Rows of each span, by its first column. */
	private readonly spans: ReadonlyMap<number, Cell[][]>;

	constructor(
		readonly id: number,
		readonly name: TableName,
		rows: Cell[][],
	) {
		this.size = rows.length;
		const spans = SPANS[name];
		this.spans = new Map(
			spans === undefined
				? [[1, rows]]
				: spans.map(([first, last]) => [first, rows.map((cells) => cells.slice(first - 1, last))]),
		);
	}

	extent(): { rows: number; columns: number } {
		return { rows: this.size + 1, columns: COLUMNS[this.name].length };
	}

	read(row: number, column: number, rows: number, columns: number): Cell[][] {
		if (row === 1 && rows === 1) return [COLUMNS[this.name].slice(column - 1, column - 1 + columns)];
		const span = this.spans.get(column);
		const width = span?.[0]?.length ?? columns;
		if (span !== undefined && row === 2 && rows === this.size && width === columns) return span;
		const whole = this.spans.get(1) ?? [];
		if (SPANS[this.name] !== undefined) throw new Error(`${this.name}: no such span ${column} ${columns}`);
		return [[...COLUMNS[this.name]] as Cell[], ...whole]
			.slice(row - 1, row - 1 + rows)
			.map((cells) => cells.slice(column - 1, column - 1 + columns));
	}

	readonly above = 0;

	formulas(): string[][] {
		return [];
	}

	formats(): string[][] {
		return [];
	}

	gridRows(): number {
		return this.size + 1;
	}

	setFormula(): void {}
	write(): void {}
	setFormats(): void {}
	grow(): void {}
	deleteRows(): void {}
	append(): void {}
}

class MemoryBook implements Book {
	readonly locale = "ja_JP";
	private readonly zone = new Zone(() => OFFSET_SECONDS);
	private readonly held: readonly MemoryTab[];

	constructor(tables: Tables) {
		this.held = (Object.keys(COLUMNS) as TableName[]).map(
			(name, id) => new MemoryTab(id, name, tables[name]),
		);
	}

	tabs(): readonly Tab[] {
		return this.held;
	}

	marks(): readonly Mark[] {
		return this.held.flatMap(({ id: sheet, name }) => [
			{ key: MARK_TABLE, value: name, sheet, column: null },
			...COLUMNS[name].map((column, i) => ({
				key: MARK_COLUMN,
				value: `${name}.${column}`,
				sheet,
				column: i + 1,
			})),
		]);
	}

	flush(): void {}

	timeOfDate(date: Date): WallTime {
		return this.zone.timeOf(date.getTime());
	}

	dateOfTime(time: WallTime): Date {
		return new Date(this.zone.instantOf(time));
	}
}

/** The workbook with what its service calls will answer. */
export function bookOf(tables: Tables): Book {
	return new MemoryBook(tables);
}

const NOT_EXAMINED: Health = {
	lines: [],
	columns: { leads: [], companies: [], activities: [], deals: [] },
	reps: [],
	manualFields: null,
};

export interface Refresh {
	readonly problems: Problems;
	readonly agreed: Agreements;
	readonly records: Records;
	readonly result: Assessment;
	/** Milliseconds of each phase. */
	readonly phases: Readonly<Record<string, number>>;
}

/**
 * The first refresh of a workbook: settings, rules and records are read and linked, every lead is scored, fitted,
 * graded and put in the queue, MQL days are rebuilt, and the cells of Metrics, Channels, Reps, queue and Dashboard are made.
 */
export function refresh(book: Book): Refresh {
	const started = performance.now();
	const marks = book.marks();
	const problems = new Problems();
	const agreed = loadAgreements(book, marks, dayOfTime(AS_OF), problems);
	const records = loadRecords(book, marks, agreed, problems, true);
	const loaded = performance.now();
	const result = assessed(records, agreed, AS_OF, null);
	const computed = performance.now();
	resultBlocks({
		records,
		agreed,
		result,
		messages: messagesIn("ja"),
		title: "",
		refreshedAt: AS_OF,
		nextRefreshAt: null,
		runId: "R",
		leadIds: [],
		health: NOT_EXAMINED,
		healthTab: null,
	});
	const done = performance.now();
	const phases = { read: loaded - started, assess: computed - loaded, lay: done - computed };
	return { agreed, records, result, problems, phases };
}

/** The data health tab, duplicates included: no part of what the others compute. */
export function examine({ records, agreed, result, problems }: Refresh): number {
	return healthReport({ records, agreed, result, problems, samples: new Map(), now: AS_OF }).lines.length;
}

/** The cells beside every lead, with all reasons in words. */
export function layBesideLeads({ agreed, records, result }: Refresh): number {
	const ids = Array.from({ length: records.leads.size }, (_, i) => `L${i}`);
	return leadResults(ids, records, agreed, result, messagesIn("ja")).size;
}

export function answerOf({ result }: Refresh): Answer {
	const answer = new Answer();
	answer.scores = result.scores.score;
	for (const [table, { metrics, cuts }] of Object.entries(TABLES)) {
		for (const row of result.metrics) {
			if (!(metrics as readonly string[]).includes(row.metric)) continue;
			const [cut = ""] = row.dimension.split(":");
			if (!(cuts as readonly string[]).includes(cut) || !/^(all|\d{4}-\d{2})$/.test(row.period)) continue;
			const put = (figure: string, value: number | null) =>
				answer.put(table, row.period, row.dimension, `${row.metric}.${figure}`, value);
			put("value", row.numerator === null ? row.value : null);
			put("n", row.n);
			put("numerator", row.numerator);
			put("denominator", row.denominator);
			if (table === "target") put("target", row.target);
			if (table === "target") put("attainment", row.attainment);
		}
	}
	return answer;
}

/** Every figure of the Metrics tab but those of a currency and of targets alone. */
export function everyFigure({ result }: Refresh): Answer {
	const answer = new Answer();
	for (const row of result.metrics) {
		if (row.n === 0 || row.dimension.startsWith("currency:")) continue;
		const put = (figure: string, value: number | null) =>
			answer.put("all", row.period, row.dimension, `${row.metric}.${figure}`, value);
		put("value", row.value);
		put("n", row.n);
		put("numerator", row.numerator);
		put("denominator", row.denominator);
	}
	return answer;
}
