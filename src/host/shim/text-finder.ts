/** TextFinder: ignores case and matches what a person sees, unless told otherwise (PLATFORM fact 105). */
import { call } from "./bridge";
import { ServiceObject, service } from "./guard";
import { flat, make, type RangeHandle, type RangePlace } from "./handles";

export class TextFinder extends ServiceObject {
	readonly #place: RangePlace;
	readonly #needle: string;
	#options = { matchCase: false, entire: false, formulas: false, pattern: false };
	#current = -1;

	constructor(place: RangePlace, needle: string) {
		super();
		this.#place = place;
		this.#needle = needle;
	}
	matchCase(matchCase: boolean): this {
		this.#options = { ...this.#options, matchCase };
		return this;
	}
	matchEntireCell(entire: boolean): this {
		this.#options = { ...this.#options, entire };
		return this;
	}
	matchFormulaText(formulas: boolean): this {
		this.#options = { ...this.#options, formulas };
		return this;
	}
	useRegularExpression(pattern: boolean): this {
		this.#options = { ...this.#options, pattern };
		return this;
	}

	#expression(flags: string): RegExp {
		const { matchCase, entire, pattern } = this.#options;
		const source = pattern ? this.#needle : this.#needle.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
		return new RegExp(entire ? `^(?:${source})$` : source, `${flags}${matchCase ? "" : "i"}`);
	}
	#texts(): string[] {
		const shown = [...call("cells.display", flat(this.#place))];
		if (!this.#options.formulas) return shown;
		const formulas = call("cells.formulas", flat(this.#place));
		return shown.map((text, index) => formulas[index] || text);
	}
	#matches(): number[] {
		const expression = this.#expression("");
		return this.#texts().flatMap((text, index) => (text !== "" && expression.test(text) ? [index] : []));
	}
	#cell(index: number): RangeHandle {
		const { sheet, row, column, columns } = this.#place;
		const place = { sheet, row: row + Math.floor(index / columns), column: column + (index % columns) };
		return make().range({ ...place, rows: 1, columns: 1 });
	}

	findAll(): RangeHandle[] {
		return this.#matches().map((index) => this.#cell(index));
	}
	findNext(): RangeHandle | null {
		const found = this.#matches().find((index) => index > this.#current);
		if (found === undefined) return null;
		this.#current = found;
		return this.#cell(found);
	}
	findPrevious(): RangeHandle | null {
		const found = this.#matches()
			.filter((index) => this.#current < 0 || index < this.#current)
			.at(-1);
		if (found === undefined) return null;
		this.#current = found;
		return this.#cell(found);
	}
	getCurrentMatch(): RangeHandle | null {
		return this.#current < 0 ? null : this.#cell(this.#current);
	}
	replaceWith(text: string): number {
		return this.#current < 0 ? 0 : this.#replace([this.#current], text);
	}
	replaceAllWith(text: string): number {
		return this.#replace(this.#matches(), text);
	}
	/** The new text is typed into the cell; the count is of places, not of cells. */
	#replace(indexes: readonly number[], text: string): number {
		const texts = this.#texts();
		const expression = this.#expression("g");
		let count = 0;
		for (const index of indexes) {
			const replaced = (texts[index] ?? "").replace(expression, () => {
				count++;
				return text;
			});
			const { sheet, row, column, columns } = this.#place;
			const cell = [sheet, row + Math.floor(index / columns), column + (index % columns), 1, 1] as const;
			call("cells.write", cell, [replaced], []);
		}
		return count;
	}
}

service("SpreadsheetApp.TextFinder", TextFinder);
