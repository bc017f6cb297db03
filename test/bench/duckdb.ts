/** The same tables by DuckDB: columns go in by chunks (the quickest of its ways in), then SQL. */
import { createRequire } from "node:module";
import type { Cell } from "../../src/workbook/codec";
import { COLUMNS, OFFSET_SECONDS, type TableName, type Tables } from "./data";
import { CALENDAR, EFFECTIVE, EVERY_METRIC, FACTS, FIVE_TABLES, SCORES, WORDS } from "./sql";
import { Answer } from "./tables";

interface Type {
	readonly typeId: number;
}

interface Chunk {
	rowCount: number;
	setColumns(columns: readonly (readonly unknown[])[]): void;
}

interface Appender {
	appendDataChunk(chunk: Chunk): void;
	closeSync(): void;
}

interface Connection {
	run(sql: string): Promise<unknown>;
	runAndReadAll(sql: string): Promise<{ getRowsJS(): unknown[][] }>;
	createAppender(table: string): Promise<Appender>;
}

/** What is used of @duckdb/node-api, which is no dependency of the project itself. */
interface Api {
	readonly DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<Connection> }> };
	readonly DuckDBDataChunk: { create(types: readonly Type[], rows: number): Chunk };
	readonly DuckDBTimestampValue: new (micros: bigint) => object;
	readonly VARCHAR: Type;
	readonly DOUBLE: Type;
	readonly TIMESTAMP: Type;
	readonly INTEGER: Type;
}

const ROWS = 2048;
const MOMENTS = new Set(["created_at", "at", "closes_at", "next_action_on", "judged_on"]);
const NUMBERS = new Set(["employees", "count", "minutes", "amount", "value"]);

type Kind = "VARCHAR" | "DOUBLE" | "TIMESTAMP";

function kindOf(column: string): Kind {
	return MOMENTS.has(column) ? "TIMESTAMP" : NUMBERS.has(column) ? "DOUBLE" : "VARCHAR";
}

function loadApi(): Api {
	const from = process.env["BENCH_PEERS"];
	if (from === undefined) throw new Error("BENCH_PEERS names no folder");
	return createRequire(from)("@duckdb/node-api") as Api;
}

/** Texts in cells of days and amounts are rare: they are read while loading. */
function readMoment(api: Api, cell: Cell): object | null {
	if (cell === "") return null;
	const ms = cell instanceof Date ? cell.getTime() : new Date(String(cell)).getTime();
	return Number.isNaN(ms) ? null : new api.DuckDBTimestampValue(BigInt(ms + OFFSET_SECONDS * 1000) * 1000n);
}

function readNumber(cell: Cell): number | null {
	if (typeof cell === "number") return cell;
	const digits = String(cell)
		.normalize("NFKC")
		.replace(/[^\d.]/g, "");
	return digits === "" ? null : Number(digits);
}

async function loadTable(
	api: Api,
	connection: Connection,
	name: TableName,
	rows: readonly (readonly Cell[])[],
): Promise<void> {
	const columns = COLUMNS[name];
	const kinds = columns.map(kindOf);
	const ddl = columns.map((column, i) => `"${column}" ${kinds[i]}`).join(", ");
	await connection.run(`create table ${name} (idx INTEGER, ${ddl})`);
	const appender = await connection.createAppender(name);
	const chunk = api.DuckDBDataChunk.create([api.INTEGER, ...kinds.map((kind) => api[kind])], ROWS);
	for (let first = 0; first < rows.length; first += ROWS) {
		const size = Math.min(ROWS, rows.length - first);
		chunk.rowCount = size;
		const index = Array.from({ length: size }, (_, i) => first + i);
		const values = kinds.map((kind, column) => {
			const cells = new Array<unknown>(size);
			for (let i = 0; i < size; i++) {
				const cell = (rows[first + i] as readonly Cell[])[column] as Cell;
				if (kind === "TIMESTAMP") cells[i] = readMoment(api, cell);
				else if (kind === "DOUBLE") cells[i] = readNumber(cell);
				else cells[i] = cell === "" ? null : String(cell);
			}
			return cells;
		});
		chunk.setColumns([index, ...values]);
		appender.appendDataChunk(chunk);
	}
	appender.closeSync();
}

/** The tables in a database of their own, as they came. */
async function load(tables: Tables): Promise<Connection> {
	const api = loadApi();
	const connection = await (await api.DuckDBInstance.create(":memory:")).connect();
	for (const name of ["leads", "activities", "deals", "targets"] as const) {
		await loadTable(api, connection, name, tables[name]);
	}
	return connection;
}

export async function duckDb(tables: Tables): Promise<{ answer: Answer; phases: Record<string, number> }> {
	const started = performance.now();
	const connection = await load(tables);
	const loaded = performance.now();
	const answer = new Answer();
	for (const sql of [WORDS, ...CALENDAR, ...EFFECTIVE]) await connection.run(sql);
	await ask(connection, FIVE_TABLES, answer);
	const scores = new Float64Array(tables.leads.length);
	for (const [lead, score] of (await connection.runAndReadAll(SCORES)).getRowsJS()) {
		scores[Number(lead)] = Number(score);
	}
	answer.scores = scores;
	return { answer, phases: { load: loaded - started, query: performance.now() - loaded } };
}

async function ask(connection: Connection, queries: readonly string[], answer: Answer): Promise<void> {
	for (const sql of queries) {
		const rows = (await connection.runAndReadAll(sql)).getRowsJS();
		for (const [table, month, name, figure, value] of rows) {
			answer.put(String(table), String(month), String(name), String(figure), Number(value ?? 0));
		}
	}
}

/**
 * Every metric by SQL.
 * @param mqlOn the day on which each lead qualified: that is scoring, which SQL does not do day by day
 */
export async function everyMetric(tables: Tables, mqlOn: readonly (number | null)[]): Promise<Answer> {
	const connection = await load(tables);
	for (const sql of [WORDS, ...CALENDAR, ...EFFECTIVE, FACTS]) await connection.run(sql);
	const facts = mqlOn.flatMap((day, lead) => (day === null ? [] : [`(${lead}, ${day})`]));
	if (facts.length > 0) await connection.run(`insert into facts values ${facts.join(", ")}`);
	const answer = new Answer();
	await ask(connection, EVERY_METRIC, answer);
	return answer;
}
