/** What hangs on cells besides values and looks: notes, validation, protection, merges, metadata, filter, copies. */
import { ask, call, exception, text } from "./bridge";
import { CopyPasteType, type EnumValue } from "./enums";
import { createFilter, type Filter, findFilter } from "./filter";
import { flat, flatten, grid, make, PLACE, type RangeHandle, SHEET, type SheetHandle } from "./handles";
import {
	addMetadata,
	type DeveloperMetadata,
	DeveloperMetadataFinder,
	findMetadata,
	onLine,
} from "./metadata";
import { type Protection, protect } from "./protection";
import { RangeStyle } from "./range-style";
import { TextFinder } from "./text-finder";
import { type DataValidation, DataValidationBuilder, ruleFromPortable, ruleToPortable } from "./validation";

export class RangeRules extends RangeStyle {
	getNotes(): string[][] {
		return grid(call("cells.notes", flat(this[PLACE])), this[PLACE].columns, (note) => note ?? "");
	}
	getNote(): string {
		const { sheet, row, column } = this[PLACE];
		return call("cells.notes", [sheet, row, column, 1, 1])[0] ?? "";
	}
	setNotes(notes: readonly (readonly (string | null)[])[]): this {
		call("cells.setNotes", flat(this[PLACE]), flatten(notes, this[PLACE]));
		return this;
	}
	setNote(note: string | null): this {
		const { rows, columns } = this[PLACE];
		call("cells.setNotes", flat(this[PLACE]), new Array<string | null>(rows * columns).fill(note));
		return this;
	}

	getDataValidations(): (DataValidation | null)[][] {
		return ask("validation.get", flat(this[PLACE])).map((row) =>
			row.map((rule) => rule && ruleFromPortable(rule)),
		);
	}
	getDataValidation(): DataValidation | null {
		const { sheet, row, column } = this[PLACE];
		const rule = ask("validation.get", [sheet, row, column, 1, 1])[0]?.[0] ?? null;
		return rule && ruleFromPortable(rule);
	}
	setDataValidation(rule: DataValidation | null): this {
		call("validation.set", flat(this[PLACE]), text(rule && ruleToPortable(rule)));
		return this;
	}
	setDataValidations(rules: readonly (readonly (DataValidation | null)[])[]): this {
		const { sheet, row, column, columns } = this[PLACE];
		flatten(rules, this[PLACE]).forEach((rule, index) => {
			const cell = [sheet, row + Math.floor(index / columns), column + (index % columns), 1, 1] as const;
			call("validation.set", cell, text(rule && ruleToPortable(rule)));
		});
		return this;
	}

	/** Writes the unchecked value into empty cells (fact 86). */
	insertCheckboxes(...values: readonly (string | number | boolean)[]): this {
		const rule = new DataValidationBuilder()
			.requireCheckbox(...values)
			.setAllowInvalid(false)
			.build();
		call("validation.set", flat(this[PLACE]), text(ruleToPortable(rule)));
		const unchecked = values.length === 0 ? false : (values[1] ?? "");
		const { sheet, row, column, columns } = this[PLACE];
		const [cells] = call("cells.read", flat(this[PLACE]));
		if (cells.every((value) => value === null)) {
			call(
				"cells.write",
				flat(this[PLACE]),
				cells.map(() => unchecked),
				[],
			);
			return this;
		}
		cells.forEach((value, index) => {
			const cell = [sheet, row + Math.floor(index / columns), column + (index % columns), 1, 1] as const;
			if (value === null) call("cells.write", cell, [unchecked], []);
		});
		return this;
	}
	removeCheckboxes(): this {
		call("cells.clear", flat(this[PLACE]), true, false, true, false);
		return this;
	}
	isChecked(): boolean | null {
		const [cells] = call("cells.read", flat(this[PLACE]));
		if (cells.every((value) => value === true)) return true;
		return cells.every((value) => value === false) ? false : null;
	}
	check(): this {
		return this.#tick(true);
	}
	uncheck(): this {
		return this.#tick(false);
	}
	#tick(value: boolean): this {
		const { rows, columns } = this[PLACE];
		call("cells.write", flat(this[PLACE]), new Array<boolean>(rows * columns).fill(value), []);
		return this;
	}

	protect(): Protection {
		return protect("RANGE", this[PLACE]);
	}

	merge(): this {
		call("cells.merge", flat(this[PLACE]));
		return this;
	}
	mergeAcross(): this {
		const { sheet, row, column, rows, columns } = this[PLACE];
		for (let r = 0; r < rows; r++) call("cells.merge", [sheet, row + r, column, 1, columns]);
		return this;
	}
	mergeVertically(): this {
		const { sheet, row, column, rows, columns } = this[PLACE];
		for (let c = 0; c < columns; c++) call("cells.merge", [sheet, row, column + c, rows, 1]);
		return this;
	}
	breakApart(): this {
		call("cells.unmerge", flat(this[PLACE]));
		return this;
	}
	getMergedRanges(): object[] {
		const mine = this[PLACE];
		return ask("cells.merges", mine.sheet)
			.filter(
				(area) =>
					area.row < mine.row + mine.rows &&
					mine.row < area.row + area.rows &&
					area.column < mine.column + mine.columns &&
					mine.column < area.column + area.columns,
			)
			.map((area) => make().range(area));
	}
	isPartOfMerge(): boolean {
		return this.getMergedRanges().length > 0;
	}

	addDeveloperMetadata(key: string, ...rest: readonly unknown[]): this {
		addMetadata(onLine(this[PLACE]), key, rest);
		return this;
	}
	getDeveloperMetadata(): DeveloperMetadata[] {
		const where = onLine(this[PLACE]);
		const { sheet, index } = where;
		if (sheet === null || index === null) return [];
		const line = [index, 1] as const;
		const span = where.location === "ROW" ? { rows: line } : { columns: line };
		return findMetadata({ sheet, location: where.location, ...span });
	}
	createDeveloperMetadataFinder(): DeveloperMetadataFinder {
		const { sheet, row, column, rows, columns } = this[PLACE];
		return new DeveloperMetadataFinder({ sheet, rows: [row, rows], columns: [column, columns] });
	}

	createFilter(): Filter {
		return createFilter(this[PLACE]);
	}
	getFilter(): Filter | null {
		return findFilter(this[PLACE].sheet, this[PLACE]);
	}

	/** copyTo(destination), (destination, {contentsOnly, formatOnly}), (destination, type, transposed). */
	copyTo(
		destination: RangeHandle,
		how?: EnumValue | { contentsOnly?: boolean; formatOnly?: boolean },
		transposed = false,
	): void {
		if (transposed) throw exception("The local Sheets does not copy transposed.");
		call("cells.copy", flat(this[PLACE]), flat(destination[PLACE]), pasteKind(how));
	}
	copyValuesToRange(
		sheet: SheetHandle,
		column: number,
		columnEnd: number,
		row: number,
		rowEnd: number,
	): void {
		const target = [sheet[SHEET], row - 1, column - 1, rowEnd - row + 1, columnEnd - column + 1] as const;
		call("cells.copy", flat(this[PLACE]), target, "VALUES");
	}
	/** Ignores case, keeps the first of each, and gives the range that is left (fact 93). Columns are absolute. */
	removeDuplicates(columns?: readonly number[]): object {
		const { sheet, row, column, columns: width } = this[PLACE];
		const keys = (columns ?? Array.from({ length: width }, (_, c) => column + c + 1)).map(
			(each) => each - 1 - column,
		);
		const [cells] = call("cells.read", flat(this[PLACE]));
		const lines = grid(cells, width, (value) => value);
		const seen = new Set<string>();
		const kept = lines.filter((line) => {
			const key = JSON.stringify(
				keys.map((c) => (typeof line[c] === "string" ? line[c].toLowerCase() : line[c])),
			);
			return !seen.has(key) && seen.add(key);
		});
		// Kept as the engine has them: a date stays a serial under its format, a text stays text.
		call(
			"cells.keepRows",
			flat(this[PLACE]),
			lines.map((line) => kept.includes(line)),
		);
		return make().range({ sheet, row, column, rows: Math.max(1, kept.length), columns: width });
	}
	trimWhitespace(): this {
		call("cells.trim", flat(this[PLACE]));
		return this;
	}
	createTextFinder(needle: string): TextFinder {
		return new TextFinder(this[PLACE], needle);
	}
	moveTo(target: RangeHandle): void {
		call("cells.copy", flat(this[PLACE]), flat(target[PLACE]), "ALL");
		call("cells.clear", flat(this[PLACE]), true, true, true, true);
	}
}

function pasteKind(
	how: EnumValue | { contentsOnly?: boolean; formatOnly?: boolean } | undefined,
): "ALL" | "VALUES" | "FORMAT" {
	if (how === CopyPasteType.PASTE_VALUES) return "VALUES";
	if (how === CopyPasteType.PASTE_FORMAT) return "FORMAT";
	if (how && "contentsOnly" in how && how.contentsOnly) return "VALUES";
	return how && "formatOnly" in how && how.formatOnly ? "FORMAT" : "ALL";
}
