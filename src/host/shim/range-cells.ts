/** Values, formulas and what a person sees of them (PLATFORM facts 61-65, 70, 73-80, 87). */
import { call, exception } from "./bridge";
import { flat, flatten, grid, PLACE } from "./handles";
import { RangeBase } from "./range-base";

type Cell = string | number | boolean | Date;

/** Options of Range.clear and Sheet.clear. */
export interface ClearOptions {
	contentsOnly?: boolean;
	formatOnly?: boolean;
	validationsOnly?: boolean;
	commentsOnly?: boolean;
	skipFilteredRows?: boolean;
}

/** Cells ready to cross: instants as numbers, with their places beside them. */
export function portable(cells: readonly unknown[]): [(string | number | boolean | null)[], number[]] {
	const dates: number[] = [];
	const values = cells.map((cell, index) => {
		if (cell === null || cell === undefined || cell === "") return null;
		if (cell instanceof Date) {
			dates.push(index);
			return cell.getTime();
		}
		return cell as string | number | boolean;
	});
	return [values, dates];
}

export class RangeCells extends RangeBase {
	getValues(): Cell[][] {
		const [values, dates] = call("cells.read", flat(this[PLACE]));
		const rows = grid(values, this[PLACE].columns, (value): Cell => value ?? "");
		for (const index of dates) {
			const row = rows[Math.floor(index / this[PLACE].columns)];
			if (row) row[index % this[PLACE].columns] = new Date(values[index] as number);
		}
		return rows;
	}
	getValue(): Cell {
		const [values, dates] = call("cells.read", this.#topLeft());
		return dates.length > 0 ? new Date(values[0] as number) : (values[0] ?? "");
	}
	getDisplayValues(): string[][] {
		return grid(call("cells.display", flat(this[PLACE])), this[PLACE].columns, (shown) => shown);
	}
	getDisplayValue(): string {
		return call("cells.display", this.#topLeft())[0] ?? "";
	}
	getFormulas(): string[][] {
		return grid(call("cells.formulas", flat(this[PLACE])), this[PLACE].columns, (formula) => formula);
	}
	getFormula(): string {
		return call("cells.formulas", this.#topLeft())[0] ?? "";
	}
	isBlank(): boolean {
		return call("cells.read", flat(this[PLACE]))[0].every((value) => value === null || value === "");
	}

	setValues(values: readonly (readonly unknown[])[]): this {
		call("cells.write", flat(this[PLACE]), ...portable(flatten(values, this[PLACE])));
		return this;
	}
	setValue(value: unknown): this {
		const { rows, columns } = this[PLACE];
		const [[cell = null], [date]] = portable([value]);
		const cells = new Array<string | number | boolean | null>(rows * columns).fill(cell);
		call("cells.write", flat(this[PLACE]), cells, date === undefined ? [] : cells.map((_, index) => index));
		return this;
	}
	setFormulas(formulas: readonly (readonly string[])[]): this {
		call("cells.setFormulas", flat(this[PLACE]), flatten(formulas, this[PLACE]));
		return this;
	}
	/** Relative references are adjusted from the top-left cell (fact 80). */
	setFormula(formula: string): this {
		call("cells.fillFormula", flat(this[PLACE]), formula);
		return this;
	}

	clear(options: ClearOptions = {}): this {
		const { contentsOnly, formatOnly, validationsOnly, commentsOnly } = options;
		const all = !contentsOnly && !formatOnly && !validationsOnly && !commentsOnly;
		call(
			"cells.clear",
			flat(this[PLACE]),
			all || contentsOnly === true,
			all || formatOnly === true,
			formatOnly === true || validationsOnly === true,
			commentsOnly === true,
		);
		return this;
	}
	clearContent(): this {
		call("cells.clear", flat(this[PLACE]), true, false, false, false);
		return this;
	}
	clearFormat(): this {
		call("cells.clear", flat(this[PLACE]), false, true, false, false);
		return this;
	}
	clearDataValidations(): this {
		call("cells.clear", flat(this[PLACE]), false, false, true, false);
		return this;
	}
	clearNote(): this {
		call("cells.clear", flat(this[PLACE]), false, false, false, true);
		return this;
	}

	/** Takes absolute column numbers, or {column, ascending} (fact 92). */
	sort(spec: unknown): this {
		const specs = Array.isArray(spec) ? spec : [spec];
		const columns: number[] = [];
		const ascending: boolean[] = [];
		for (const each of specs as (number | { column: number; ascending?: boolean })[]) {
			const column = (typeof each === "number" ? each : each.column) - 1;
			if (column < this[PLACE].column || column >= this[PLACE].column + this[PLACE].columns)
				throw exception("The sort column is outside the range.");
			columns.push(column);
			ascending.push(typeof each === "number" ? true : each.ascending !== false);
		}
		call("cells.sort", flat(this[PLACE]), columns, ascending);
		return this;
	}

	#topLeft(): [string, number, number, number, number] {
		const { sheet, row, column } = this[PLACE];
		return [sheet, row, column, 1, 1];
	}
}
