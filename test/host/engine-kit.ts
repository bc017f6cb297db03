import type { Area, CellInput, CellValue, Engine } from "../../src/host/contract";
import { createEngine, type EngineOptions } from "../../src/host/engine/engine";

/** An engine with short ways to its first sheet. */
export interface Kit {
	readonly engine: Engine;
	readonly sheet: string;
	area(row: number, column: number, rows?: number, columns?: number): Area;
	put(row: number, column: number, cells: readonly (readonly unknown[])[]): void;
	get(row: number, column: number, rows?: number, columns?: number): CellValue[][];
	one(row: number, column: number): CellValue | undefined;
	formula(row: number, column: number): string | undefined;
}

/** Text that starts with "=" becomes a formula. */
function input(cell: unknown): CellInput {
	return typeof cell === "string" && cell.startsWith("=") ? { formula: cell } : (cell as CellInput);
}

export function kit(options: EngineOptions = {}, engine: Engine = createEngine(options)): Kit {
	const sheet = engine.sheets()[0]?.id ?? "";
	const area = (row: number, column: number, rows = 1, columns = 1): Area => ({
		sheet,
		row,
		column,
		rows,
		columns,
	});
	return {
		engine,
		sheet,
		area,
		put: (row, column, cells) =>
			engine.write(
				area(row, column, cells.length, cells[0]?.length ?? 0),
				cells.map((line) => line.map(input)),
			),
		get: (row, column, rows, columns) => engine.read(area(row, column, rows, columns)),
		one: (row, column) => engine.read(area(row, column))[0]?.[0],
		formula: (row, column) => engine.readFormulas(area(row, column))[0]?.[0],
	};
}

/** A small deterministic source of numbers for tests. */
export function dice(seed: number): (sides: number) => number {
	let state = seed;
	return (sides) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * sides);
	};
}
