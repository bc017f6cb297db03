/** 今あるタブを引き継ぐ: looks at a team's own tabs, says what would be added, and marks them. */
import { adoptionTexts } from "../../locale/adoption";
import { addedColumns } from "../../workbook/adoption/added";
import { lookContext } from "../../workbook/adoption/around";
import { type Look, look, missingSentence } from "../../workbook/adoption/look";
import { MARK_TABLE } from "../../workbook/book";
import type { Cell } from "../../workbook/codec";
import { type RecordTable, specOf, TABLE_IDS } from "../../workbook/schema";
import { columnLetters, labelsOf } from "../../workbook/table-layout";
import { fill } from "../../workbook/views/figures";
import type { AdoptionPlan, AdoptionPreview, Answer, TabChoice, TabLook } from "../dialog-contract";
import { GoogleTab } from "../google-book";
import { lastTaken, setUpWorkbook } from "../set-up";
import { type Held, heldOf, isOwnColumn, ownPlaces } from "../tab-use";
import { adopted, adoptionOf } from "./adoption";
import { type DialogDesk, openDialogDesk, Refusal } from "./desk";
import { learnedRows } from "./words";

/** Rows that tell what a tab is, for the list of tabs. */
const GLANCE_ROWS = 60;
/** Rows that a look reads at most; words are counted in them. */
const LOOK_ROWS = 20_000;
/** Rows in which the person sees whether the header was found. */
const TOP_ROWS = 8;

export function adoptTabs(): TabChoice[] {
	const desk = openDialogDesk();
	const log = desk.isSetUp ? desk.batches.list() : [];
	return desk.book.tabs().flatMap((tab): TabChoice[] => {
		const held = heldOf(desk.marks, tab);
		if (held.isOwn) return [];
		const whole = wholeOf(desk, tab);
		const { rows } = whole.extent();
		const { isAdopted } = held;
		const table = held.table ?? lookAt(desk, cellsOf(whole, GLANCE_ROWS), null, null, tab.name).table;
		return [
			{
				gid: tab.id,
				name: tab.name,
				table,
				isAdopted,
				rows,
				undo: isAdopted ? adoptionOf(log, tab.id) : "",
			},
		];
	});
}

export function adoptLook(gid: number, table: RecordTable | null, headRow: number | null): TabLook {
	const desk = openDialogDesk();
	const tab = tabOf(desk, gid);
	const held = heldOf(desk.marks, tab);
	const whole = wholeOf(desk, tab);
	const cells = cellsOf(whole, LOOK_ROWS);
	const isHeld = held.table !== null && (table === null || table === held.table) && headRow === null;
	const ours = new Set([...ownPlaces(held), ...held.added]);
	// Our own columns are none of the team's: what stands in them tells nothing.
	const theirs =
		ours.size === 0 ? cells : cells.map((row) => row.map((cell, i) => (ours.has(i + 1) ? "" : cell)));
	const seen = isHeld
		? lookAt(desk, theirs, held.table, tab.above + 2 - held.headRows, tab.name, held.columns)
		: lookAt(desk, theirs, table, headRow, tab.name);
	const top = shownTop(whole).map((row) => row.filter((_, i) => !ours.has(i + 1)));
	return {
		...withTop(seen, top),
		gid,
		name: tab.name,
		columns: seen.columns.filter(({ at }) => !ours.has(at)),
	};
}

export function importLook(rows: readonly (readonly string[])[], table: RecordTable | null): TabLook {
	const seen = lookAt(openDialogDesk(), rows, table, null, "");
	return { ...withTop(seen, rows.slice(0, TOP_ROWS)), gid: -1, name: "" };
}

export function adoptCheck(plan: AdoptionPlan): AdoptionPreview {
	const desk = openDialogDesk();
	const problem = problemOf(desk, plan);
	if (problem !== "") return { ok: false, sentence: problem, added: [] };
	const texts = textsOf(desk);
	const tab = tabOf(desk, plan.gid);
	const added = [...columnRanges(desk, tab, plan), ...wordRanges(desk, plan), ...newTabs(desk, plan)];
	const cells = added.reduce((sum, { count }) => sum + count, 0);
	const sentence = fill(cells === 0 ? texts.previewAgain : texts.preview, { tab: tab.name, cells });
	return { ok: true, sentence, added: added.map(({ range, what }) => [range, what]) };
}

export function adoptApply(plan: AdoptionPlan): Answer {
	const desk = openDialogDesk();
	const problem = problemOf(desk, plan);
	if (problem !== "") return { ok: false, message: problem, batch: "" };
	const tab = tabOf(desk, plan.gid);
	const hint = {
		gid: plan.gid,
		table: plan.table,
		plan: {
			head: plan.headRow + plan.headRows - 1,
			headRows: plan.headRows,
			columns: new Map(plan.columns.map(([at, column]) => [column, at])),
		},
	};
	const { uses } = setUpWorkbook(desk.book.spreadsheet, [hint], () => false);
	// Opened again: the tab of settings may have come a moment ago.
	const fresh = openDialogDesk();
	const texts = textsOf(fresh);
	const { restored, batch, added } = adopted(fresh, uses, {
		gid: plan.gid,
		rows: learnedRows(fresh, plan.words),
	});
	const said = { tab: tab.name, table: desk.messages.tabs[plan.table], count: added, rows: restored };
	const message = fill(added === 0 ? texts.done : texts.doneWords, said);
	return { ok: true, message: restored === 0 ? message : message + fill(texts.restored, said), batch };
}

/** Why a plan cannot be carried out, in one sentence; "" where it can. */
function problemOf(desk: DialogDesk, { gid, table, headRow, headRows, columns }: AdoptionPlan): string {
	const { problems } = textsOf(desk);
	const tab = tabOf(desk, gid);
	const held = heldOf(desk.marks, tab);
	const labels = labelsOf(table, desk.messages);
	if (held.isOwn) return fill(problems.ours, { tab: tab.name });
	if (held.table !== null && held.table !== table)
		return fill(problems.used, { tab: tab.name, table: desk.messages.tabs[held.table] });
	const { rows, columns: width } = wholeOf(desk, tab).extent();
	if (!(headRow >= 1) || !(headRows >= 1) || headRow + headRows - 1 > rows)
		return fill(problems.noHeader, { tab: tab.name });
	const places = new Map<string, number>();
	const taken = new Set<number>();
	for (const [at, column] of columns) {
		const isPossible = specOf(table).columns[column]?.by === "people" && at >= 1 && at <= width;
		if (!isPossible || places.has(column) || taken.has(at))
			return fill(problems.twice, { column: labels[column] ?? column });
		places.set(column, at);
		taken.add(at);
	}
	return missingSentence(tab.name, table, places, desk.messages);
}

interface Added {
	readonly range: string;
	readonly what: string;
	/** Cells that are written when the plan is carried out; values of a refresh are none of them. */
	readonly count: number;
}

/** Columns at the right: their headers now, their values at each refresh or as people work in the sidebar. */
function columnRanges(desk: DialogDesk, tab: GoogleTab, plan: AdoptionPlan): Added[] {
	const { table, headRow, headRows } = plan;
	const texts = textsOf(desk);
	const held = heldOf(desk.marks, tab);
	const present = new Set([...held.columns.values(), ...plan.columns.map(([, column]) => column)]);
	const missing = addedColumns(table).filter((column) => !present.has(column));
	if (missing.length === 0) return [];
	const { rows, columns: width } = wholeOf(desk, tab).extent();
	const last = lastTaken(tab, Math.max(width, ...held.columns.keys()), missing.length);
	const labels = labelsOf(table, desk.messages);
	const head = headRow + headRows - 1;
	const named = (columns: readonly string[]) =>
		columns.map((column) => labels[column] ?? column).join(texts.or);
	const header = {
		range: a1(columnLetters(last + 1), head, columnLetters(last + missing.length), head),
		// What they are is said of the cells below, where there are any.
		what: fill(rows > head ? texts.headers : texts.header, {
			columns: named(missing),
			count: missing.length,
		}),
		count: missing.length,
	};
	if (rows <= head) return [header];
	const below = ([first, count]: readonly [number, number]): Added => {
		const columns = missing.slice(first, first + count);
		const [from, to] = [columnLetters(last + 1 + first), columnLetters(last + first + count)];
		const isOurs = isOwnColumn(table, columns[0] ?? null);
		return {
			range: a1(from, head + 1, to, rows),
			what: fill(isOurs ? texts.below : texts.belowWritten, { columns: named(columns) }),
			count: 0,
		};
	};
	return [header, ...runsOf(missing.map((column) => isOwnColumn(table, column))).map(below)];
}

/** Where runs of equal values begin, and how long they are. */
function runsOf(values: readonly boolean[]): [first: number, count: number][] {
	const runs: [number, number][] = [];
	values.forEach((value, i) => {
		const run = runs[runs.length - 1];
		if (run !== undefined && values[run[0]] === value) run[1]++;
		else runs.push([i, 1]);
	});
	return runs;
}

function a1(from: string, row: number, to: string, last: number): string {
	return `${from}${row}:${to}${last}`;
}

/** Rows below the settings, for the words that are to be remembered. */
function wordRanges(desk: DialogDesk, { words }: AdoptionPlan): Added[] {
	if (!desk.isSetUp) {
		return words.map((word) => ({
			range: desk.messages.tabs.settings,
			what: wordText(desk, word),
			count: 3,
		}));
	}
	const rows = learnedRows(desk, words);
	const tab = desk.book.tabs().find(({ id }) => id === rows[0]?.gid);
	if (tab === undefined) return [];
	const places = ["kind", "item", "value"].map(
		(column) =>
			desk.marks.find((mark) => mark.sheet === tab.id && mark.value === `settings.${column}`)?.column ?? 1,
	);
	const [from, to] = [columnLetters(Math.min(...places)), columnLetters(Math.max(...places))];
	const first = tab.extent().rows + 1;
	return rows.map(({ cells }, i) => ({
		range: `${tab.name}!${a1(from, first + i, to, first + i)}`,
		what: wordText(desk, { word: String(cells["item"]?.[1]), meaning: String(cells["value"]?.[1]) }),
		count: 3,
	}));
}

function wordText(desk: DialogDesk, word: { word: string; meaning: string }): string {
	return fill(textsOf(desk).words, { word: word.word, meaning: word.meaning });
}

/** Tabs that set-up makes around the first adopted one. */
function newTabs(desk: DialogDesk, plan: AdoptionPlan): Added[] {
	const texts = textsOf(desk);
	const count = TABLE_IDS.filter(
		(table) =>
			table !== plan.table &&
			specOf(table).isOnDemand !== true &&
			!desk.marks.some(({ key, value }) => key === MARK_TABLE && value === table),
	).length;
	return desk.isSetUp || count === 0
		? []
		: [{ range: texts.newTabs, what: fill(texts.newTab, { count }), count: 0 }];
}

function lookAt(
	desk: DialogDesk,
	cells: readonly (readonly Cell[])[],
	table: RecordTable | null,
	headRow: number | null,
	name: string,
	columns?: Held["columns"],
): Look {
	const held =
		columns === undefined
			? undefined
			: new Map([...columns].filter(([, column]) => !isOwnColumn(table, column)));
	return look(cells, table, headRow, name, lookContext(desk.book, desk.marks, desk, held));
}

function tabOf(desk: DialogDesk, gid: number): GoogleTab {
	const tab = desk.book.tabs().find(({ id }) => id === gid);
	if (tab === undefined) throw new Refusal(textsOf(desk).problems.noTab);
	return tab;
}

/** The tab as the sheet has it, with what stands above the header. */
function wholeOf({ book }: DialogDesk, tab: GoogleTab): GoogleTab {
	return new GoogleTab(tab.sheet, book.counter);
}

function cellsOf(whole: GoogleTab, most: number): Cell[][] {
	const { rows, columns } = whole.extent();
	return whole.read(1, 1, Math.min(rows, most), columns);
}

/** The first rows as people see them. */
function shownTop(whole: GoogleTab): string[][] {
	const { rows, columns } = whole.extent();
	return whole.shown(1, 1, Math.min(rows, TOP_ROWS), columns);
}

/** A header further down would not be seen among the first rows: there its words and samples say more. */
function withTop(seen: Look, top: readonly (readonly string[])[]) {
	return seen.headRow + seen.headRows - 1 > TOP_ROWS ? seen : { ...seen, top };
}

function textsOf({ settings }: DialogDesk) {
	return adoptionTexts(settings.language);
}
