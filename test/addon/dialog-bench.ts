/** The dialog's server as its page calls it. */
import type { AdoptionPlan, DialogApi, TabLook } from "../../src/addon/dialog-contract";
import type { Workbook } from "./bench";

/** A failed call throws as the page's failure handler gets it. */
export function dialogOf(book: Workbook): DialogApi {
	return new Proxy({} as DialogApi, {
		get:
			(_, name: string) =>
			(...args: unknown[]) => {
				const result = book.host.run("dialogCall", { kind: "sidebar", args: [name, args] });
				if (!result.ok) throw new Error(result.message);
				return result.value;
			},
	});
}

/** A look as a person adopts it who corrects nothing. */
export const planOf = (seen: TabLook): AdoptionPlan => ({
	gid: seen.gid,
	table: seen.table ?? "leads",
	headRow: seen.headRow,
	headRows: seen.headRows,
	columns: seen.columns.flatMap(({ at, column }) => (column === null ? [] : [[at, column] as const])),
	words: [],
});

/** Everything of a tab that undo has to bring back: values, formulas, formats, notes, drop-downs, size of the grid. */
export function whole(book: Workbook, sheet: string): string {
	const { engine } = book.host;
	const info = engine.sheets().find(({ id }) => id === sheet);
	if (info === undefined) throw new Error(`no tab ${sheet}`);
	const { rows } = engine.extent(sheet);
	const area = { sheet, row: 0, column: 0, rows: Math.min(info.rows, rows + 3), columns: info.columns };
	return JSON.stringify([
		info.rows,
		info.columns,
		engine.read(area),
		engine.readFormulas(area),
		engine.readStyles(area),
		engine.notes(area),
		engine.validations(area),
	]);
}

export function idOf(book: Workbook, table: string, column: string, value: string): string {
	const row = book.rows(table).find((each) => each[column] === value);
	if (row === undefined) throw new Error(`${table} has no ${value}`);
	return String(row["id"] ?? "");
}
