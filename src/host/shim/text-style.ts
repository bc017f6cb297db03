/** TextStyle and RichTextValue, as far as whole cells go (PLATFORM fact 104). */
import type { CellStyle } from "../contract";
import { ServiceObject, service } from "./guard";

interface Fields {
	readonly bold?: boolean | null;
	readonly italic?: boolean | null;
	readonly underline?: boolean | null;
	readonly strike?: boolean | null;
	readonly fontColor?: string | null;
	readonly fontFamily?: string | null;
	readonly fontSize?: number | null;
}

const FIELDS = Symbol("fields");

export class TextStyle extends ServiceObject {
	readonly [FIELDS]: Fields;
	constructor(fields: Fields) {
		super();
		this[FIELDS] = fields;
	}
	isBold(): boolean | null {
		return this[FIELDS].bold ?? null;
	}
	isItalic(): boolean | null {
		return this[FIELDS].italic ?? null;
	}
	isUnderline(): boolean | null {
		return this[FIELDS].underline ?? null;
	}
	isStrikethrough(): boolean | null {
		return this[FIELDS].strike ?? null;
	}
	getForegroundColor(): string | null {
		return this[FIELDS].fontColor ?? null;
	}
	getFontFamily(): string | null {
		return this[FIELDS].fontFamily ?? null;
	}
	getFontSize(): number | null {
		return this[FIELDS].fontSize ?? null;
	}
	copy(): TextStyleBuilder {
		return new TextStyleBuilder(this[FIELDS]);
	}
}

export class TextStyleBuilder extends ServiceObject {
	#fields: Fields;
	constructor(fields: Fields = {}) {
		super();
		this.#fields = fields;
	}
	#with(change: Fields): this {
		this.#fields = { ...this.#fields, ...change };
		return this;
	}
	setBold(bold: boolean): this {
		return this.#with({ bold });
	}
	setItalic(italic: boolean): this {
		return this.#with({ italic });
	}
	setUnderline(underline: boolean): this {
		return this.#with({ underline });
	}
	setStrikethrough(strike: boolean): this {
		return this.#with({ strike });
	}
	setForegroundColor(fontColor: string): this {
		return this.#with({ fontColor });
	}
	setFontFamily(fontFamily: string): this {
		return this.#with({ fontFamily });
	}
	setFontSize(fontSize: number): this {
		return this.#with({ fontSize });
	}
	build(): TextStyle {
		return new TextStyle(this.#fields);
	}
}

export function makeTextStyle(style: CellStyle): TextStyle {
	return new TextStyle({
		bold: style.bold ?? false,
		italic: style.italic ?? false,
		underline: style.underline ?? false,
		strike: style.strike ?? false,
		fontColor: style.fontColor ?? "#000000",
		fontFamily: style.fontFamily ?? "Arial",
		fontSize: style.fontSize ?? 10,
	});
}

export function textStyleFields(style: TextStyle): CellStyle {
	return style[FIELDS];
}

const RICH = Symbol("rich");

interface Rich {
	readonly text: string;
	readonly style: TextStyle | null;
	readonly link: string | null;
}

export class RichTextValue extends ServiceObject {
	readonly [RICH]: Rich;
	constructor(rich: Rich) {
		super();
		this[RICH] = rich;
	}
	getText(): string {
		return this[RICH].text;
	}
	getLinkUrl(): string | null {
		return this[RICH].link;
	}
	getTextStyle(): TextStyle {
		return this[RICH].style ?? makeTextStyle({});
	}
	copy(): RichTextValueBuilder {
		return new RichTextValueBuilder(this[RICH]);
	}
}

/** Styles and links of the whole text only: the engine's cells have one style each. */
export class RichTextValueBuilder extends ServiceObject {
	#rich: Rich;
	constructor(rich: Rich = { text: "", style: null, link: null }) {
		super();
		this.#rich = rich;
	}
	setText(text: string): this {
		this.#rich = { ...this.#rich, text };
		return this;
	}
	setTextStyle(style: TextStyle | null): this {
		this.#rich = { ...this.#rich, style };
		return this;
	}
	setLinkUrl(link: string | null): this {
		this.#rich = { ...this.#rich, link };
		return this;
	}
	build(): RichTextValue {
		return new RichTextValue(this.#rich);
	}
}

export function makeRichText(text: string, style: CellStyle): RichTextValue {
	return new RichTextValue({ text, style: makeTextStyle(style), link: null });
}

/** What goes into the cell: text as it is, a link as the formula that shows one. */
export function richCell(value: RichTextValue): { readonly formula: string } | string | null {
	const { text, link } = value[RICH];
	const quoted = (part: string) => `"${part.replace(/"/g, '""')}"`;
	if (link !== null) return { formula: `=HYPERLINK(${quoted(link)},${quoted(text)})` };
	return text === "" ? null : text;
}

export function richStyle(value: RichTextValue): CellStyle {
	const { style } = value[RICH];
	return style ? textStyleFields(style) : {};
}

service("SpreadsheetApp.RichTextValue", RichTextValue);
service("SpreadsheetApp.RichTextValueBuilder", RichTextValueBuilder);
service("SpreadsheetApp.TextStyle", TextStyle);
service("SpreadsheetApp.TextStyleBuilder", TextStyleBuilder);
