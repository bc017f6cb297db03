/** A workbook on the local Sheets with the built add-on, as tests use it: columns by id, rows by content. */
import type { Answer, CellInput, CellValue, HostOptions, Question } from "../../src/host/contract";
import { createHost } from "../../src/host/host";
import { DIST } from "../global-setup";

export type Row = Readonly<Record<string, CellValue>>;

const NOON = Date.UTC(2026, 10, 20, 3);

/** Serial number of a wall time, as Sheets stores it. */
export function serial(iso: string): number {
	const [day = "", clock = "00:00:00"] = iso.split(" ");
	return Date.parse(`${day}T${clock}Z`) / 86_400_000 + 25_569;
}

export class Workbook {
	readonly host: ReturnType<typeof createHost>;

	constructor(options: Partial<HostOptions> = {}) {
		this.host = createHost({ dist: DIST, now: NOON, ...options });
	}

	/** Runs a menu function and gives its answer. */
	run(name: string, args: readonly unknown[] = [], user?: string): { ok: boolean; message: string } {
		const result = this.host.run(name, { kind: "menu", args, ...(user === undefined ? {} : { user }) });
		if (!result.ok) throw new Error(`${name}: ${result.message}\n${result.stack}`);
		return result.value as { ok: boolean; message: string };
	}

	answer(answer: (question: Question) => Answer["button"]): void {
		this.host.answer = (question) => ({ button: answer(question) });
	}

	sheet(name: string): string {
		const found = this.host.engine.sheets().find((sheet) => sheet.name === name);
		if (found === undefined) throw new Error(`no tab ${name}: ${this.names().join(", ")}`);
		return found.id;
	}

	names(): string[] {
		return this.host.engine.sheets().map((sheet) => sheet.name);
	}

	/** Sheet ids of a table's tabs. */
	tabs(table: string): string[] {
		return this.host
			.metadata()
			.filter((mark) => mark.key === "mikomi.table" && mark.value === table)
			.map((mark) => mark.sheet as string);
	}

	tab(table: string): string {
		const [tab] = this.tabs(table);
		if (tab === undefined) throw new Error(`no tab for ${table}`);
		return tab;
	}

	/** 0-based columns of a tab by column id. */
	columns(sheet: string): Map<string, number> {
		const places = new Map<string, number>();
		for (const mark of this.host.metadata()) {
			if (mark.key !== "mikomi.column" || mark.sheet !== sheet || mark.index === null) continue;
			places.set(mark.value.split(".")[1] as string, mark.index);
		}
		return places;
	}

	/** Adds rows below what a table's tab holds, as a person's paste does. */
	add(table: string, rows: readonly Row[], sheet = this.tab(table)): void {
		const { engine } = this.host;
		const columns = this.columns(sheet);
		const first = Math.max(1, engine.extent(sheet).rows);
		const info = engine.sheets().find((each) => each.id === sheet);
		const lacking = first + rows.length - (info?.rows ?? 0);
		if (lacking > 0) engine.insertRows(sheet, info?.rows ?? 0, lacking);
		for (const column of new Set(rows.flatMap((row) => Object.keys(row)))) {
			const at = columns.get(column);
			if (at === undefined) throw new Error(`${table} has no column ${column}`);
			const cells: CellInput[][] = rows.map((row) => [row[column] ?? null]);
			engine.write({ sheet, row: first, column: at, rows: rows.length, columns: 1 }, cells);
		}
	}

	/** A table's rows by column id, blank rows left out; all its tabs together. */
	rows(table: string): Record<string, CellValue>[] {
		return this.tabs(table).flatMap((sheet) => {
			const { engine } = this.host;
			const extent = engine.extent(sheet);
			if (extent.rows < 2) return [];
			const columns = this.columns(sheet);
			const cells = engine.read({ sheet, row: 1, column: 0, rows: extent.rows - 1, columns: extent.columns });
			return cells
				.filter((row) => row.some((cell) => cell !== null && cell !== ""))
				.map((row) => Object.fromEntries([...columns].map(([id, at]) => [id, row[at] ?? null])));
		});
	}

	/** A figure of the Metrics tab. */
	metric(metric: string, period = "all", dimension = "all"): CellValue | undefined {
		const row = this.rows("metrics").find(
			(each) => each["metric"] === metric && each["period"] === period && each["dimension"] === dimension,
		);
		return row?.["value"];
	}

	/** All cells of a tab, values and formulas, with number formats. */
	picture(sheet: string): string {
		const { engine } = this.host;
		const extent = engine.extent(sheet);
		if (extent.rows === 0) return "";
		const area = { sheet, row: 0, column: 0, ...extent };
		return JSON.stringify([engine.read(area), engine.readFormulas(area), engine.readStyles(area)]);
	}
}

/** A workbook after set-up in an empty spreadsheet. */
export function freshWorkbook(options: Partial<HostOptions> = {}): Workbook {
	const book = new Workbook(options);
	const { ok, message } = book.run("setUp");
	if (!ok) throw new Error(message);
	return book;
}
