/** Sheet: content as a whole, rules, charts, metadata. */
import { ask, call, text } from "./bridge";
import { buildersFor, type EmbeddedChart, type EmbeddedChartBuilder, readChart, specOf } from "./charts";
import {
	type ConditionalFormatRule,
	conditionalFromPortable,
	conditionalToPortable,
} from "./conditional-format";
import type { EnumValue } from "./enums";
import { type Filter, findFilter } from "./filter";
import { CELLS, service } from "./guard";
import { flat, type RangePlace, SHEET } from "./handles";
import {
	addMetadata,
	type DeveloperMetadata,
	DeveloperMetadataFinder,
	findMetadata,
	onSheet,
} from "./metadata";
import { type NamedRange, namedRanges } from "./named-range";
import { listProtections, type Protection, protect } from "./protection";
import { Range } from "./range";
import { type ClearOptions, portable } from "./range-cells";
import { SheetLines } from "./sheet-lines";
import type { TextFinder } from "./text-finder";

export class Sheet extends SheetLines {
	[CELLS](args: readonly unknown[]): number {
		return Array.isArray(args[0]) ? args[0].length : Number(args[2] ?? 1) * Number(args[3] ?? 1);
	}
	#whole(): RangePlace {
		const [rows = 1, columns = 1] = call("sheets.size", this[SHEET]);
		return { sheet: this[SHEET], row: 0, column: 0, rows, columns };
	}

	/** Goes below the last row with content and grows the sheet by itself (fact 69). */
	appendRow(cells: readonly unknown[]): this {
		const [lastRow = 0] = call("sheets.extent", this[SHEET]);
		const columns = Math.max(1, cells.length);
		call("lines.grow", this[SHEET], lastRow + 1, columns);
		if (cells.length > 0) call("cells.write", [this[SHEET], lastRow, 0, 1, columns], ...portable(cells));
		return this;
	}
	/** Keeps validations and notes (fact 87). */
	clear(options: ClearOptions = {}): this {
		new Range(this.#whole()).clear(options);
		return this;
	}
	clearContents(): this {
		new Range(this.#whole()).clearContent();
		return this;
	}
	clearFormats(): this {
		new Range(this.#whole()).clearFormat();
		return this;
	}
	clearNotes(): this {
		new Range(this.#whole()).clearNote();
		return this;
	}
	createTextFinder(needle: string): TextFinder {
		return this.getDataRange().createTextFinder(needle);
	}
	/** Sorts the whole sheet; whether its frozen rows stay is not proven (fact 92). */
	sort(column: number, ascending = true): this {
		const [rows = 0, columns = 0] = call("sheets.extent", this[SHEET]);
		const frozen = call("reading", "frozenRowsInSort") === "stay" ? this.getFrozenRows() : 0;
		if (rows - frozen < 2) return this;
		const body = {
			sheet: this[SHEET],
			row: frozen,
			column: 0,
			rows: rows - frozen,
			columns: Math.max(columns, column),
		};
		call("cells.sort", flat(body), [column - 1], [ascending]);
		return this;
	}

	getFilter(): Filter | null {
		return findFilter(this[SHEET]);
	}
	getConditionalFormatRules(): ConditionalFormatRule[] {
		return ask("conditional.get", this[SHEET]).map(conditionalFromPortable);
	}
	/** Replaces all rules of the sheet (fact 102). */
	setConditionalFormatRules(rules: readonly ConditionalFormatRule[]): void {
		call("conditional.set", this[SHEET], text(rules.map(conditionalToPortable)));
	}
	clearConditionalFormatRules(): void {
		call("conditional.set", this[SHEET], text([]));
	}

	protect(): Protection {
		return protect("SHEET", this.#whole());
	}
	getProtections(type: EnumValue): Protection[] {
		return listProtections(type, this[SHEET]);
	}
	getNamedRanges(): NamedRange[] {
		return namedRanges(this[SHEET]);
	}

	addDeveloperMetadata(key: string, ...rest: readonly unknown[]): this {
		addMetadata(onSheet(this[SHEET]), key, rest);
		return this;
	}
	getDeveloperMetadata(): DeveloperMetadata[] {
		return findMetadata({ sheet: this[SHEET], location: "SHEET" });
	}
	createDeveloperMetadataFinder(): DeveloperMetadataFinder {
		return new DeveloperMetadataFinder({ sheet: this[SHEET] });
	}

	newChart(): EmbeddedChartBuilder {
		return buildersFor(this[SHEET]);
	}
	getCharts(): EmbeddedChart[] {
		return ask("charts.list", this[SHEET]).map(readChart);
	}
	insertChart(chart: EmbeddedChart): void {
		call("charts.insert", text({ ...specOf(chart), sheet: this[SHEET] }));
	}
	updateChart(chart: EmbeddedChart): void {
		call("charts.update", text({ ...specOf(chart), sheet: this[SHEET] }));
	}
	removeChart(chart: EmbeddedChart): void {
		call("charts.remove", this[SHEET], specOf(chart).id);
	}
}

service("SpreadsheetApp.Sheet", Sheet);
