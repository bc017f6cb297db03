/** Pictures of a workbook that two runs can be compared by: nothing in them depends on when or how often we ran. */
import type { Area, CellValue, SheetInfo } from "../../src/host/contract";
import type { SavedState } from "../../src/host/service-state";
import { specOf, TABLE_IDS, type TableId } from "../../src/workbook/schema";
import type { Workbook } from "../addon/bench";

const RESULT_TABLES = [
	"metrics",
	"channels",
	"reps",
	"cohorts",
	"alignment",
	"kpi_check",
	"health",
	"dashboard",
] as const satisfies readonly TableId[];

/** What an operation is about, which says how closely to look: the tabs' looks, the figures, or the schedule. */
export type Scope = "layout" | "results" | "schedule";

/** What stood once and for all beside a lead, by column. */
const FACTS = ["id", "mql_on", "mql_estimated", "mql_why", "mql_version"];

interface TabMarks {
	readonly table: TableId | null;
	/** 0-based place of each column, by id. */
	readonly columns: ReadonlyMap<string, number>;
}

/** What matters of a workbook after an operation, cheap enough to take after every fault. */
export interface Picture {
	/** People's own cells by tab name: values, formulas, formats, notes, drop-downs. */
	readonly people: ReadonlyMap<string, string>;
	/** Cells of each result tab: values and formulas. */
	readonly results: ReadonlyMap<TableId, string>;
	/** Facts of each record by tab name and row: what is stored once must stay. */
	readonly facts: ReadonlyMap<string, Readonly<Record<string, CellValue>>>;
	/** Everything of the records' tabs, our columns too. */
	readonly records: string;
	/** What is there twice, or contradicts itself, in words. */
	readonly flaws: readonly string[];
}

function marksOf(book: Workbook, sheet: string): TabMarks {
	let table: TableId | null = null;
	for (const mark of book.host.metadata()) {
		if (mark.key === "mikomi.table" && mark.sheet === sheet) table = mark.value as TableId;
	}
	return { table, columns: book.columns(sheet) };
}

function areaOf(book: Workbook, { id, columns, rows }: SheetInfo): Area | null {
	const extent = book.host.engine.extent(id);
	if (extent.rows === 0) return null;
	// One row more, so that formats of rows to come are seen.
	return { sheet: id, row: 0, column: 0, rows: Math.min(rows, extent.rows + 1), columns };
}

function cellsOf({ host: { engine } }: Workbook, area: Area): string {
	return JSON.stringify([engine.read(area), engine.readFormulas(area)]);
}

/** Columns that people fill, joined to blocks. */
function peopleBlocks(book: Workbook, sheet: string, shape: Shape): Area[] {
	const { table, columns } = marksOf(book, sheet);
	const group = table === null ? "records" : specOf(table).group;
	if (shape.rows === 0 || group === "results" || group === "logs") return [];
	const own = new Set(
		[...columns]
			.filter(([id]) => table !== null && specOf(table).columns[id]?.by === "mikomi")
			.map(([, at]) => at),
	);
	const blocks: Area[] = [];
	for (let column = 0; column < shape.columns; column++) {
		if (own.has(column)) continue;
		const last = blocks[blocks.length - 1];
		if (last !== undefined && last.column + last.columns === column)
			blocks[blocks.length - 1] = { ...last, columns: last.columns + 1 };
		else blocks.push({ sheet, row: 0, column, rows: shape.rows, columns: 1 });
	}
	return blocks;
}

interface Shape {
	readonly rows: number;
	readonly columns: number;
}

/** How far people's cells reached on each tab before the operation: what is added outside is not theirs. */
export type Shapes = ReadonlyMap<string, Shape>;

export function shapesOf(book: Workbook): Shapes {
	const { engine } = book.host;
	return new Map(
		engine
			.sheets()
			.map((info): [string, Shape] => [info.name, engine.extent(info.id)])
			.filter(([, { rows }]) => rows > 0),
	);
}

/** @param shapes where people's cells were before; tabs that came since hold none */
export function pictureOf(book: Workbook, shapes: Shapes, scope: Scope): Picture {
	const { engine } = book.host;
	const people = new Map<string, string>();
	const results = new Map<TableId, string>();
	const facts = new Map<string, Readonly<Record<string, CellValue>>>();
	const records: string[] = [];
	const infos = engine.sheets();
	for (const info of infos) {
		const shape = shapes.get(info.name);
		const { table, columns } = marksOf(book, info.id);
		if (shape !== undefined) {
			// Agreements may get rows of ours below; a record that comes or goes is somebody's loss.
			const isRecords = table === null || specOf(table).group === "records";
			const blocks = peopleBlocks(book, info.id, shape).map((area) => [
				engine.read(area),
				engine.readFormulas(area),
				...(isRecords || scope === "layout"
					? [engine.readStyles(area), engine.notes(area), engine.validations(area)]
					: []),
			]);
			people.set(info.name, textOf([blocks, isRecords ? engine.extent(info.id).rows : null], infos));
		}
		const area = areaOf(book, info);
		if (table === null || area === null) continue;
		if ((RESULT_TABLES as readonly TableId[]).includes(table)) results.set(table, cellsOf(book, area));
		if (specOf(table).group !== "records") continue;
		records.push(cellsOf(book, area));
		const cells = engine.read(area);
		cells.forEach((row, r) => {
			if (r === 0) return;
			const held = FACTS.flatMap((id): [string, CellValue][] => {
				const value = row[columns.get(id) ?? -1] ?? null;
				return value === null || value === "" ? [] : [[id, value]];
			});
			if (held.length > 0) facts.set(`${info.name} row ${r + 1}`, Object.fromEntries(held));
		});
	}
	return { people, results, facts, records: records.join("\n"), flaws: flawsOf(book) };
}

/** Marks, ids, runs and triggers that may be there only once. */
function flawsOf(book: Workbook): string[] {
	const flaws: string[] = [];
	const twice = (what: string, items: readonly string[]) => {
		const seen = new Set<string>();
		for (const item of items) {
			if (seen.has(item)) flaws.push(`${what} twice: ${item}`);
			seen.add(item);
		}
	};
	const names = new Map(book.host.engine.sheets().map((info) => [info.id, info.name]));
	const marks = book.host.metadata().map(({ key, value, sheet, index }) => {
		const place = sheet === null ? "" : (names.get(sheet) ?? sheet);
		return { key, value, place, index };
	});
	twice(
		"mark",
		marks.filter(({ key }) => key !== "mikomi.column").map(({ key, place }) => `${key} on ${place}`),
	);
	const columns = marks.filter(({ key }) => key === "mikomi.column");
	twice(
		"column",
		columns.map(({ value, place }) => `${value} on ${place}`),
	);
	twice(
		"meaning of a column",
		columns.map(({ place, index }) => `${place} ${index}`),
	);
	twice(
		"tab for",
		marks.filter(({ key }) => key === "mikomi.table").map(({ value }) => value),
	);
	twice(
		"trigger",
		book.host.triggers().map(({ user, handler }) => `${handler} of ${user}`),
	);
	for (const table of TABLE_IDS) {
		if (specOf(table).columns["id"]?.by !== "mikomi" || book.tabs(table).length === 0) continue;
		twice(
			`id in ${table}`,
			book.rows(table).flatMap(({ id }) => (id == null || id === "" ? [] : [String(id)])),
		);
	}
	const runs = book.tabs("metrics").length === 0 ? [] : book.rows("metrics").map((row) => row["run_id"]);
	if (new Set(runs).size > 1) flaws.push(`runs mixed in Metrics: ${[...new Set(runs)].join(", ")}`);
	return flaws;
}

/** Rows of a table whose formats stand for those of all its rows. */
const STYLED_ROWS = 4;

/** The whole workbook by part, as far as the scope reaches, for comparing where two roads end. */
export function wholePicture(book: Workbook, scope: Scope): Map<string, string> {
	const { host } = book;
	const { engine } = host;
	const parts = new Map<string, string>();
	const infos = engine.sheets();
	const add = (part: string, value: unknown) => {
		parts.set(part, steady(textOf(value, infos)));
	};
	const { items: protections } =
		scope === "layout" ? (JSON.parse(host.save()) as SavedState).protections : { items: [] };
	add(
		"tabs",
		infos.map(({ name }) => name),
	);
	add(
		"triggers",
		host.triggers().map(({ user, handler, nextAt }) => [user, handler, nextAt]),
	);
	add("properties", [host.properties("document"), host.properties("user")]);
	if (scope === "schedule") return parts;
	for (const info of infos) {
		const { id, name, gid: _, ...looks } = info;
		const { table, columns } = marksOf(book, id);
		const extent = engine.extent(id);
		// The log tells every run, failed ones too; of it only the header is compared.
		const rows = table === "runs" ? Math.min(1, extent.rows) : extent.rows;
		const area = { sheet: id, row: 0, column: 0, rows, columns: info.columns };
		const isPage = table === null || table === "dashboard" || specOf(table).group === "records";
		const styled = { ...area, rows: Math.min(info.rows, isPage ? rows + 2 : STYLED_ROWS) };
		// A batch is told by when it was made; one that a fault delayed is later.
		const when = table === "changes" ? ["batch", "at"].map((column) => columns.get(column)) : [];
		add(
			`${name}: values`,
			rows === 0
				? []
				: engine.read(area).map((row) => row.map((cell, at) => (when.includes(at) ? null : cell))),
		);
		add(`${name}: formulas`, rows === 0 ? [] : engine.readFormulas(area));
		add(`${name}: styles`, engine.readStyles(styled));
		add(
			`${name}: marks`,
			host
				.metadata()
				.filter(({ sheet }) => sheet === id)
				.map(({ key, value, index }) => `${key} ${value} ${index}`)
				.sort(),
		);
		add(
			`${name}: charts`,
			host.charts(id).map(({ id: _, ...chart }) => chart),
		);
		if (scope === "results") continue;
		add(`${name}: looks`, looks);
		add(`${name}: notes`, engine.notes(styled));
		add(`${name}: drop-downs`, engine.validations(styled));
		add(
			`${name}: columns`,
			Array.from({ length: info.columns }, (_, at) => [
				engine.columnWidth(id, at),
				engine.columnHidden(id, at),
			]),
		);
		add(`${name}: conditional formats`, sorted(engine.conditionalRules(id), infos));
		add(
			`${name}: protections`,
			sorted(
				protections.filter((item) => item.area.sheet === id).map(({ id: _, ...item }) => item),
				infos,
			),
		);
	}
	return parts;
}

/** JSON with tabs by name: their ids depend on how many came and went. */
function textOf(value: unknown, infos: readonly SheetInfo[]): string {
	return infos.reduce(
		(line, { id, name }) => line.replaceAll(JSON.stringify(id), JSON.stringify(name)),
		JSON.stringify(value),
	);
}

function sorted(items: readonly unknown[], infos: readonly SheetInfo[]): string[] {
	return items.map((item) => textOf(item, infos)).sort();
}

/** Text without what is made anew each time: ids of records by the moment they were given, tokens, runs. */
function steady(text: string): string {
	const known = new Map<string, string>();
	return text
		.replace(/\b[LD][0-9a-z]{7,9}-\d+\b/g, (id) => {
			const name = known.get(id) ?? `${id[0]}#${known.size + 1}`;
			known.set(id, name);
			return name;
		})
		.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "<token>");
}

/** Names of the parts that differ, with the first difference of each. */
export function differences(got: ReadonlyMap<string, string>, wanted: ReadonlyMap<string, string>): string[] {
	const found: string[] = [];
	for (const part of new Set([...got.keys(), ...wanted.keys()])) {
		const one = got.get(part) ?? "missing";
		const other = wanted.get(part) ?? "missing";
		if (one === other) continue;
		let at = 0;
		while (one[at] === other[at]) at++;
		const from = Math.max(0, at - 40);
		found.push(`${part}: …${one.slice(from, at + 60)}… instead of …${other.slice(from, at + 60)}…`);
	}
	return found;
}
