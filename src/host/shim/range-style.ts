/** Formats: number formats, colours, fonts, alignment, borders (PLATFORM fact 101). */
import type { Border, CellStyle } from "../contract";
import { ask, call, exception, text } from "./bridge";
import { BorderStyle, type EnumValue, WrapStrategy } from "./enums";
import { flat, flatten, grid, PLACE } from "./handles";
import { RangeCells } from "./range-cells";
import {
	makeRichText,
	makeTextStyle,
	type RichTextValue,
	richCell,
	richStyle,
	type TextStyle,
	textStyleFields,
} from "./text-style";

type Styled = { -readonly [K in keyof CellStyle]: CellStyle[K] };

const WRAPS = new Map([
	["overflow", WrapStrategy.OVERFLOW],
	["wrap", WrapStrategy.WRAP],
	["clip", WrapStrategy.CLIP],
]);
const BORDERS = new Map<EnumValue, Border["style"]>([
	[BorderStyle.DOTTED, "dotted"],
	[BorderStyle.DASHED, "dashed"],
	[BorderStyle.SOLID, "thin"],
	[BorderStyle.SOLID_MEDIUM, "medium"],
	[BorderStyle.SOLID_THICK, "thick"],
	[BorderStyle.DOUBLE, "double"],
]);

function horizontal(value: string | null): CellStyle {
	if (value === "left" || value === "center" || value === "right") return { align: value };
	if (value === "normal" || value === null || value.startsWith("general")) return { align: null };
	throw exception(`Invalid argument: ${value}`);
}
function vertical(value: string | null): CellStyle {
	if (value === "top" || value === "middle" || value === "bottom") return { verticalAlign: value };
	if (value === null) return { verticalAlign: null };
	throw exception(`Invalid argument: ${value}`);
}
function fontLine(value: string | null): CellStyle {
	if (value === "underline") return { underline: true, strike: false };
	if (value === "line-through") return { underline: false, strike: true };
	return { underline: null, strike: null };
}
const bold = (value: string | null): CellStyle => ({ bold: value === null ? null : value === "bold" });
const italic = (value: string | null): CellStyle => ({ italic: value === null ? null : value === "italic" });
const wrapped = (value: EnumValue): CellStyle => ({
	wrap: value === WrapStrategy.WRAP ? "wrap" : value === WrapStrategy.CLIP ? "clip" : "overflow",
});

export class RangeStyle extends RangeCells {
	#paint(style: CellStyle): this {
		call("cells.style", flat(this[PLACE]), text(style));
		return this;
	}
	#paintEach<T>(values: readonly (readonly T[])[], style: (value: T) => CellStyle): this {
		const cells = flatten(values, this[PLACE]);
		call("cells.style", flat(this[PLACE]), text(grid(cells, this[PLACE].columns, style)));
		return this;
	}
	#look<T>(read: (style: CellStyle) => T): T[][] {
		return ask("cells.styles", flat(this[PLACE])).map((row) => row.map(read));
	}
	#first<T>(read: (style: CellStyle) => T): T {
		const { sheet, row, column } = this[PLACE];
		return read(ask("cells.styles", [sheet, row, column, 1, 1])[0]?.[0] ?? {});
	}

	getNumberFormats(): string[][] {
		return grid(call("cells.formats", flat(this[PLACE])), this[PLACE].columns, shownFormat);
	}
	getNumberFormat(): string {
		const { sheet, row, column } = this[PLACE];
		return shownFormat(call("cells.formats", [sheet, row, column, 1, 1])[0] ?? "");
	}
	setNumberFormat(format: string): this {
		return this.#paint({ numberFormat: format });
	}
	setNumberFormats(formats: readonly (readonly string[])[]): this {
		return this.#paintEach(formats, (format) => ({ numberFormat: format }));
	}

	getBackgrounds(): string[][] {
		return this.#look(backgroundOf);
	}
	getBackground(): string {
		return this.#first(backgroundOf);
	}
	setBackground(color: string | null): this {
		return this.#paint({ background: color });
	}
	setBackgrounds(colors: readonly (readonly (string | null)[])[]): this {
		return this.#paintEach(colors, (color) => ({ background: color }));
	}
	setBackgroundRGB(red: number, green: number, blue: number): this {
		const hex = [red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("");
		return this.#paint({ background: `#${hex}` });
	}
	getFontColors(): string[][] {
		return this.#look(fontColorOf);
	}
	getFontColor(): string {
		return this.#first(fontColorOf);
	}
	setFontColor(color: string | null): this {
		return this.#paint({ fontColor: color });
	}
	setFontColors(colors: readonly (readonly (string | null)[])[]): this {
		return this.#paintEach(colors, (color) => ({ fontColor: color }));
	}
	getFontFamily(): string {
		return this.#first((style) => style.fontFamily ?? "Arial");
	}
	setFontFamily(family: string | null): this {
		return this.#paint({ fontFamily: family });
	}
	getFontSize(): number {
		return this.#first((style) => style.fontSize ?? 10);
	}
	getFontSizes(): number[][] {
		return this.#look((style) => style.fontSize ?? 10);
	}
	setFontSize(size: number): this {
		return this.#paint({ fontSize: size });
	}
	setFontSizes(sizes: readonly (readonly number[])[]): this {
		return this.#paintEach(sizes, (size) => ({ fontSize: size }));
	}
	getFontWeight(): string {
		return this.#first(weightOf);
	}
	getFontWeights(): string[][] {
		return this.#look(weightOf);
	}
	setFontWeight(weight: string | null): this {
		return this.#paint(bold(weight));
	}
	setFontWeights(weights: readonly (readonly (string | null)[])[]): this {
		return this.#paintEach(weights, bold);
	}
	getFontStyle(): string {
		return this.#first((style) => (style.italic ? "italic" : "normal"));
	}
	setFontStyle(style: string | null): this {
		return this.#paint(italic(style));
	}
	setFontStyles(styles: readonly (readonly (string | null)[])[]): this {
		return this.#paintEach(styles, italic);
	}
	getFontLine(): string {
		return this.#first((style) => (style.underline ? "underline" : style.strike ? "line-through" : "none"));
	}
	setFontLine(line: string | null): this {
		return this.#paint(fontLine(line));
	}
	setFontLines(lines: readonly (readonly (string | null)[])[]): this {
		return this.#paintEach(lines, fontLine);
	}
	getHorizontalAlignment(): string {
		return this.#first(alignmentOf);
	}
	getHorizontalAlignments(): string[][] {
		return this.#look(alignmentOf);
	}
	setHorizontalAlignment(alignment: string | null): this {
		return this.#paint(horizontal(alignment));
	}
	setHorizontalAlignments(alignments: readonly (readonly (string | null)[])[]): this {
		return this.#paintEach(alignments, horizontal);
	}
	getVerticalAlignment(): string {
		return this.#first((style) => style.verticalAlign ?? "bottom");
	}
	setVerticalAlignment(alignment: string | null): this {
		return this.#paint(vertical(alignment));
	}
	setVerticalAlignments(alignments: readonly (readonly (string | null)[])[]): this {
		return this.#paintEach(alignments, vertical);
	}
	getWrap(): boolean {
		return this.#first((style) => style.wrap === "wrap");
	}
	setWrap(wrap: boolean): this {
		return this.#paint({ wrap: wrap ? "wrap" : "overflow" });
	}
	getWrapStrategy(): EnumValue {
		return this.#first((style) => WRAPS.get(style.wrap ?? "overflow") ?? WrapStrategy.OVERFLOW);
	}
	setWrapStrategy(strategy: EnumValue): this {
		return this.#paint(wrapped(strategy));
	}
	setWrapStrategies(strategies: readonly (readonly EnumValue[])[]): this {
		return this.#paintEach(strategies, wrapped);
	}
	getTextStyle(): TextStyle {
		return this.#first(makeTextStyle);
	}
	getTextStyles(): TextStyle[][] {
		return this.#look(makeTextStyle);
	}
	setTextStyle(style: TextStyle): this {
		return this.#paint(textStyleFields(style));
	}
	setTextStyles(styles: readonly (readonly TextStyle[])[]): this {
		return this.#paintEach(styles, textStyleFields);
	}

	getRichTextValue(): RichTextValue {
		const { sheet, row, column } = this[PLACE];
		return this.#first((style) =>
			makeRichText(call("cells.display", [sheet, row, column, 1, 1])[0] ?? "", style),
		);
	}
	getRichTextValues(): RichTextValue[][] {
		const shown = call("cells.display", flat(this[PLACE]));
		let next = 0;
		return this.#look((style) => makeRichText(shown[next++] ?? "", style));
	}
	setRichTextValue(value: RichTextValue): this {
		const { rows, columns } = this[PLACE];
		return this.setRichTextValues(
			Array.from({ length: rows }, () => new Array<RichTextValue>(columns).fill(value)),
		);
	}
	setRichTextValues(values: readonly (readonly RichTextValue[])[]): this {
		call("cells.writeRich", flat(this[PLACE]), text(flatten(values, this[PLACE]).map(richCell)));
		return this.#paintEach(values, richStyle);
	}

	/** True draws a side, false removes it, null leaves it. */
	setBorder(
		top: boolean | null,
		left: boolean | null,
		bottom: boolean | null,
		right: boolean | null,
		inner: boolean | null,
		between: boolean | null,
		color: string | null = null,
		style: EnumValue | null = null,
	): this {
		const line: Border = {
			color: color ?? "#000000",
			style: BORDERS.get(style ?? BorderStyle.SOLID) ?? "thin",
		};
		const { rows, columns } = this[PLACE];
		const draw = (
			target: Styled,
			name: "borderTop" | "borderBottom" | "borderLeft" | "borderRight",
			on: boolean | null,
		) => {
			if (on !== null && on !== undefined) target[name] = on ? line : null;
		};
		const styles: CellStyle[][] = [];
		for (let r = 0; r < rows; r++) {
			const row: CellStyle[] = [];
			for (let c = 0; c < columns; c++) {
				const cell: Styled = {};
				draw(cell, "borderTop", r === 0 ? top : between);
				draw(cell, "borderBottom", r === rows - 1 ? bottom : between);
				draw(cell, "borderLeft", c === 0 ? left : inner);
				draw(cell, "borderRight", c === columns - 1 ? right : inner);
				row.push(cell);
			}
			styles.push(row);
		}
		call("cells.style", flat(this[PLACE]), text(styles));
		return this;
	}
}

const shownFormat = (format: string): string => (format === "" ? "General" : format);
const backgroundOf = (style: CellStyle): string => style.background?.toLowerCase() ?? "#ffffff";
const fontColorOf = (style: CellStyle): string => style.fontColor?.toLowerCase() ?? "#000000";
const weightOf = (style: CellStyle): string => (style.bold ? "bold" : "normal");
const alignmentOf = (style: CellStyle): string => style.align ?? "general";
