/** Rows of a file come into the records: looked at first, written as one batch. */
import { createBusinessCalendar, nextBusinessDay } from "../../domain/calendar/business-days";
import { type Day, formatDay, parseDay, timeOf } from "../../domain/calendar/day";
import type { Taker } from "../../domain/intake/shares";
import { foldKey } from "../../domain/normalize/text";
import { type ImportTexts, importTexts } from "../../locale/import";
import { type Cell, type CellContext, money, Unreadable } from "../../workbook/codec";
import type { IdentityTable } from "../../workbook/identity";
import { costRow } from "../../workbook/import/cost";
import { EXHIBITION_COLUMNS, followUpAfter, visitRows } from "../../workbook/import/exhibition";
import { readRows, TooLongError } from "../../workbook/import/file-rows";
import { type House, readHouse } from "../../workbook/import/house";
import { judgedCounts } from "../../workbook/import/judged";
import { matchRows } from "../../workbook/import/matching";
import { EVERYBODY, planRecords, type RecordPlan, readDefaults } from "../../workbook/import/plan";
import { countsOf, type Notice, previewLines, previewSentence } from "../../workbook/import/preview";
import { type Agreements, loadAgreements } from "../../workbook/load";
import { Problems } from "../../workbook/problems";
import { tabsOf } from "../../workbook/read";
import type { TableId } from "../../workbook/schema";
import { contextOf, type DictionaryKind, type Settings } from "../../workbook/settings";
import { labelsOf } from "../../workbook/table-layout";
import { fill } from "../../workbook/views/figures";
import type { RowChange } from "../../workbook/writing/batch-plan";
import { type BatchReport, MOST_ROWS } from "../../workbook/writing/batches";
import type { Answer, ImportOrder, ImportPreview, LearnedWord } from "../dialog-contract";
import { type DialogDesk, openDialogDesk, Refusal } from "./desk";
import { learnedRows } from "./words";

/** An import as it would be made now. */
interface Job {
	readonly house: House;
	readonly plan: RecordPlan;
	readonly changes: readonly RowChange[];
	readonly notice: Notice;
	readonly context: CellContext;
	readonly agreed: () => Agreements;
	/** Whether a known row that is to be written to has no id yet. */
	readonly lacksIds: boolean;
	/** How far the tabs reached when they were read. */
	readonly sizes: string;
}

export function importCheck(order: ImportOrder): ImportPreview {
	const desk = openDialogDesk();
	const { messages, settings } = desk;
	const texts = importTexts(settings.language);
	try {
		const { house, plan, notice, context, agreed } = jobOf(order, desk, texts, false);
		const labels = labelsOf(order.table, messages);
		return {
			ok: true,
			sentence: previewSentence(notice, texts),
			counts: notice.counts,
			lines: previewLines(plan, house, order.conflicts, labels, context, texts),
			judged:
				order.table === "leads" && order.exhibition !== null
					? judgedCounts(plan.records, agreed(), desk.book, desk.marks, messages)
					: [],
		};
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		const counts = { rows: 0, created: 0, matched: 0, filled: 0, conflicting: 0, repeated: 0, unreadable: 0 };
		return { ok: false, sentence: error.message, counts, lines: [], judged: [] };
	}
}

/** Rows that came while the lock was waited for are looked at so often at most. */
const LOOKS = 3;

export function importApply(order: ImportOrder): Answer {
	const desk = openDialogDesk();
	const texts = importTexts(desk.settings.language);
	let job = jobOf(order, desk, texts, true);
	if (job.lacksIds) {
		desk.giveIds([order.table]);
		job = jobOf(order, desk, texts, true);
	}
	for (let look = 1; ; look++) {
		const { changes, sizes } = job;
		if (changes.length === 0) return { ok: true, message: texts.nothing, batch: "" };
		const report = desk.underLock(() =>
			look < LOOKS && sizesOf(order, desk) !== sizes
				? null
				: desk.batches.apply({ kind: "import", by: desk.by, why: order.why, rows: changes }),
		);
		if (report !== null) return { ok: true, message: said(report, job, desk, texts), batch: report.batch };
		job = jobOf(order, desk, texts, true);
	}
}

function said(
	{ rows: written, skipped }: BatchReport,
	{ notice }: Job,
	desk: DialogDesk,
	texts: ImportTexts,
): string {
	const { created } = notice.counts;
	const sentences = [
		created > 0 && written > 0 ? fill(texts.done, { created, written }) : "",
		created > 0 && written === 0 ? fill(texts.added, { created }) : "",
		created === 0 && written > 0 ? fill(texts.wrote, { written }) : "",
		notice.visits > 0 ? fill(texts.visited, { rows: notice.visits }) : "",
		notice.cost === "" ? "" : texts.noted,
		texts.scores,
		skipped.length > 0 ? desk.sentences.skipped(skipped.length) : "",
	];
	return sentences.filter((sentence) => sentence !== "").join(texts.space);
}

/** @param isReal whether new rows get real ids: a preview needs none */
function jobOf(order: ImportOrder, desk: DialogDesk, texts: ImportTexts, isReal: boolean): Job {
	try {
		return new Preparation(order, desk, texts, isReal).job();
	} catch (error) {
		if (!(error instanceof TooLongError)) throw error;
		throw new Refusal(fill(texts.tooLong, { line: error.line, header: error.header }));
	}
}

class Preparation {
	private readonly settings: Settings;
	private readonly context: CellContext;
	private held: Agreements | null = null;

	constructor(
		private readonly order: ImportOrder,
		private readonly desk: DialogDesk,
		private readonly texts: ImportTexts,
		private readonly isReal: boolean,
	) {
		this.settings = taught(desk.settings, order.words ?? []);
		this.context = contextOf(desk.book, this.settings, desk.today);
	}

	job(): Job {
		const { order, desk, texts, context } = this;
		const { table } = order;
		if (tabsOf(table, desk.book.tabs(), desk.marks).length === 0)
			this.refuse(texts.noTable, { table: desk.messages.tabs[table] });
		const sizes = sizesOf(order, desk);
		const event = this.event();
		const defaults = this.defaults(event);
		const read = readRows({ ...order, aliases: aliasesOf(this.settings) }, context, desk.messages);
		const lines = read.rows.length + read.nameless.length;
		if (lines === 0)
			this.refuse(order.columns.every((column) => column === null) ? texts.noColumns : texts.empty);
		if (lines > MOST_ROWS) this.refuse(texts.tooMany, { rows: lines, most: MOST_ROWS });
		const house = readHouse(
			table,
			[...read.columns, ...defaults.keys(), ...NEXT_ACTION, "note"],
			desk.book,
			desk.marks,
			context,
		);
		const columns = new Set(read.columns);
		if (read.rows.some(({ notes }) => notes.length > 0)) columns.add("note");
		const dueOn = event?.kind === "exhibition" ? this.dueOn(event) : null;
		const plan = planRecords({
			house,
			rows: read.rows,
			nameless: read.nameless,
			matches: matchRows(house, read.rows, columns, this.settings, context),
			defaults,
			conflicts: order.conflicts,
			team: defaults.get("owner") === EVERYBODY ? this.team() : [],
			labels: labelsOf(table, desk.messages),
			context,
			now: desk.now,
			newIds: (count) => this.newIds(table, count),
			...(dueOn === null || event === null ? {} : { finish: this.nextAction(event.name, dueOn) }),
		});
		const visits = event?.kind === "exhibition" ? this.visits(event, plan, house) : [];
		const cost = event?.kind === "list" ? this.cost(event, defaults) : null;
		const words = learnedRows(
			desk,
			(order.words ?? []).filter(({ meaning }) => meaning.trim() !== ""),
		);
		const records = plan.changes.filter(({ isNew, cells }) => isNew || Object.keys(cells).length > 0);
		const changes = [...records, ...visits, ...(cost === null ? [] : [cost]), ...words];
		if (changes.length > MOST_ROWS) this.refuse(texts.tooMany, { rows: changes.length, most: MOST_ROWS });
		const counts = countsOf(plan);
		const isDated = order.defaults["created_at"] === undefined && defaults.has("created_at");
		return {
			house,
			plan,
			changes,
			context,
			agreed: () => this.agreed(),
			sizes,
			lacksIds: this.isReal && [...records, ...visits].some(lacksId),
			notice: {
				counts,
				conflicts: order.conflicts,
				possible: plan.lines.filter(({ fate, match }) => fate === "created" && match.possible !== null)
					.length,
				undated: plan.undated,
				datedOn: event !== null && isDated ? formatDay(event.day, "/") : "",
				leftOut: read.leftOut,
				visits: visits.length,
				name: event?.name ?? "",
				dueOn: dueOn === null ? "" : formatDay(dueOn, "/"),
				cost: cost === null ? "" : String(cost.cells["amount"]?.[1] ?? ""),
				words: words.length,
			},
		};
	}

	/** The exhibition or bought list that the rows come from. */
	private event(): ImportEvent | null {
		const { exhibition, list, table } = this.order;
		const given = table !== "leads" ? null : (exhibition ?? list);
		if (given === null) return null;
		const name = given.name.trim();
		const day = parseDay(given.day);
		if (name === "") this.refuse(this.texts.noName);
		if (day === null) throw new Refusal(this.texts.badDay);
		return { kind: exhibition === null ? "list" : "exhibition", name, day };
	}

	private defaults(event: ImportEvent | null): ReadonlyMap<string, Cell> {
		const { order, desk, texts, context } = this;
		const { cells, unreadable } = readDefaults(order.table, order.defaults, context);
		const labels = labelsOf(order.table, desk.messages);
		if (unreadable.length > 0)
			this.refuse(texts.badDefault, {
				columns: unreadable.map((column) => labels[column] ?? column).join(texts.comma),
			});
		if (event === null) return cells;
		if (!cells.has("campaign")) cells.set("campaign", event.name);
		// Both say when the leads came; a day to come is no such day.
		if (!cells.has("created_at") && event.day <= desk.today)
			cells.set("created_at", context.dateOfTime(timeOf(event.day)));
		return cells;
	}

	private dueOn({ name, day }: ImportEvent): Day {
		const { holidays } = this.agreed();
		return nextBusinessDay(createBusinessCalendar(holidays), followUpAfter({ name, day }, this.desk.today));
	}

	/** Something to do for a lead that has nothing. */
	private nextAction(name: string, dueOn: Day): (values: Map<string, Cell>) => void {
		const due = this.context.dateOfTime(timeOf(dueOn));
		return (values) => {
			if (!values.has("next_action")) {
				values.set("next_action", fill(this.texts.followUp, { name }));
				if (!values.has("next_action_type"))
					values.set("next_action_type", this.context.label("activity_type", "call_out"));
			}
			if (!values.has("next_action_on")) values.set("next_action_on", due);
		};
	}

	private visits(event: ImportEvent, plan: RecordPlan, house: House): RowChange[] {
		const { desk, context } = this;
		const activities = readHouse("activities", EXHIBITION_COLUMNS, desk.book, desk.marks, context);
		return visitRows(event, plan.records, house, activities, context, (count) =>
			this.newIds("activities", count),
		);
	}

	private cost(event: ImportEvent, defaults: ReadonlyMap<string, Cell>): RowChange | null {
		const { desk, context, texts } = this;
		const cost = this.order.list?.cost.trim() ?? "";
		if (money.decode(cost, context) instanceof Unreadable) this.refuse(texts.badCost, { cost });
		const channel = String(defaults.get("channel") ?? "");
		return costRow({ ...event, cost, channel }, desk.book, desk.marks, context);
	}

	private team(): readonly Taker[] {
		const team = this.agreed().members.filter(({ fte }) => fte > 0);
		if (team.length === 0) this.refuse(this.texts.noTeam);
		return team;
	}

	private agreed(): Agreements {
		const { book, marks, today } = this.desk;
		this.held = this.held ?? loadAgreements(book, marks, today, new Problems());
		return this.held;
	}

	private newIds(table: IdentityTable, count: number): readonly string[] {
		return this.isReal && count > 0 ? this.desk.batches.newIds(table, count) : [];
	}

	private refuse(sentence: string, values: Readonly<Record<string, string | number>> = {}): void {
		throw new Refusal(fill(sentence, values));
	}
}

interface ImportEvent {
	readonly kind: "exhibition" | "list";
	readonly name: string;
	readonly day: Day;
}

const NEXT_ACTION = ["next_action", "next_action_type", "next_action_on", "campaign"];

/** A known row, or a visit of one, that nothing can be written to or linked with yet. */
function lacksId({ id, isNew, table, cells }: RowChange): boolean {
	return isNew ? table === "activities" && "target" in cells && !("lead_ref" in cells) : id === "";
}

/** What tells that rows came or went. */
function sizesOf({ table, exhibition, list }: ImportOrder, { book, marks }: DialogDesk): string {
	const tables: TableId[] = [table];
	if (exhibition !== null) tables.push("activities");
	if (list !== null) tables.push("costs");
	return tables
		.flatMap((each) => tabsOf(each, book.tabs(), marks).map((tab) => `${tab.id}:${tab.extent().rows}`))
		.join(" ");
}

/** The settings as they will be when the words of an order are learned. */
function taught(settings: Settings, words: readonly LearnedWord[]): Settings {
	const dictionaries = { ...settings.dictionaries };
	for (const { kind, word, meaning } of words) {
		const id = kind as DictionaryKind;
		if (id in dictionaries && meaning.trim() !== "")
			dictionaries[id] = [...dictionaries[id], [word, meaning]];
	}
	return Object.create(settings, { dictionaries: { value: dictionaries, enumerable: true } }) as Settings;
}

/** Words that the team writes in one way: 「ウェブ」 becomes 「Web」. */
function aliasesOf({ dictionaries }: Settings): ReadonlyMap<string, string> {
	const aliases = new Map<string, string>();
	for (const column of ["channel", "status"] as const)
		for (const [word, meaning] of dictionaries[column])
			if (meaning.trim() !== "") aliases.set(`${column}\n${foldKey(word)}`, meaning.trim());
	return aliases;
}
