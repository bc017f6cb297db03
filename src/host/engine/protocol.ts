import type { CellResult, CellValue, CustomFunctionArgument } from "../contract";

/**
 * What passes between the engine outside and Univer inside its own vm context. Only primitives, flat arrays of them and
 * JSON text cross: objects of one realm confuse the other (`instanceof`, plain-object checks).
 */

/** Set on the context's global before the script runs. */
export interface Bridge {
	readonly locale: string;
	/** JSON of an earlier snapshot, or null for a new workbook. */
	readonly snapshot: string | null;
	/** 32 bits, from which new ids are drawn. */
	readonly seed: number;
	readonly formulaIndex: boolean;
	/** Milliseconds since 1970. */
	now(): number;
	/** Offset of the spreadsheet's time zone from UTC at that instant, in ms. */
	zoneOffset(at: number): number;
	/** Flat arguments in, flat result out; see `FlatArgument`. */
	callCustom(name: string, args: readonly FlatArgument[]): FlatArgument;
	/** True while somebody listens: serialising mutations costs. */
	listening(): boolean;
	mutation(id: string, json: string, origin: string): void;
	structure(json: string): void;
}

/** One argument of a custom function: `columns` 0 means a bare value, and no cells then mean an omitted argument. */
export interface FlatArgument {
	readonly columns: number;
	/** Values in reading order. Dates and errors are marked in `kinds`. */
	readonly cells: readonly CellValue[];
	/** Index in `cells` -> "d" for a date serial, "e" for an error text. Null when there is none. */
	readonly kinds: ReadonlyMap<number, "d" | "e"> | null;
}

/** What the script leaves on its global. */
export interface Inside {
	/** Runs the next virtual timer; false when idle. */
	tick(): boolean;
	/** Any engine method by name, arguments and result as JSON. */
	call(method: string, json: string): string;
	/** Whether reading this area must compute first. */
	mustFlush(sheet: string, row: number, column: number, rows: number, columns: number): boolean;
	read(sheet: string, row: number, column: number, rows: number, columns: number): CellValue[];
	/** `formulas` is null when the block has none; else the formula or null for each cell. */
	write(
		sheet: string,
		row: number,
		column: number,
		rows: number,
		columns: number,
		values: readonly CellValue[],
		formulas: readonly (string | null)[] | null,
	): void;
	applyMutation(id: string, json: string, origin: string): string;
	clockChanged(): void;
}

export function flatten(value: CustomFunctionArgument): FlatArgument {
	const kinds = new Map<number, "d" | "e">();
	const cells: CellValue[] = [];
	const add = (cell: CellResult | undefined): void => {
		if (cell !== null && typeof cell === "object") {
			if ("date" in cell) {
				kinds.set(cells.length, "d");
				cells.push(cell.date);
			} else {
				kinds.set(cells.length, "e");
				cells.push(String(cell.error));
			}
		} else cells.push(cell ?? null);
	};
	let columns = 0;
	if (Array.isArray(value)) {
		const rows = value as readonly (readonly CellResult[])[];
		for (const row of rows) columns = Math.max(columns, Array.isArray(row) ? row.length : 1);
		for (const row of rows) {
			const items = Array.isArray(row) ? row : [row as unknown as CellResult];
			for (let i = 0; i < columns; i += 1) add(items[i]);
		}
	} else if (value !== undefined) add(value as CellResult);
	return { columns, cells, kinds: kinds.size === 0 ? null : kinds };
}

export function unflatten(flat: FlatArgument): CustomFunctionArgument {
	const at = (index: number): CellResult => {
		const cell = flat.cells[index] ?? null;
		const kind = flat.kinds?.get(index);
		if (kind === "d") return { date: cell as number };
		if (kind === "e") return { error: cell as string };
		return cell;
	};
	if (flat.columns === 0) return flat.cells.length === 0 ? undefined : at(0);
	const rows: CellResult[][] = [];
	for (let start = 0; start < flat.cells.length; start += flat.columns) {
		const row = new Array<CellResult>(flat.columns);
		for (let i = 0; i < flat.columns; i += 1) row[i] = at(start + i);
		rows.push(row);
	}
	return rows;
}
