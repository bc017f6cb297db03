import type { IBorderStyleData, IStyleData, Nullable } from "@univerjs/core";
import type { Border, CellStyle } from "../../contract";
import { type Book, type Cell, type Matrix, UNIT } from "./book";
import { type Block, cellValue } from "./cells";
import { formatNumber } from "./formats";

const ALIGN = { left: 1, center: 2, right: 3 } as const;
const VERTICAL = { top: 1, middle: 2, bottom: 3 } as const;
const WRAP = { overflow: 1, clip: 2, wrap: 3 } as const;
const BORDER = { thin: 1, dotted: 3, dashed: 4, double: 7, medium: 8, thick: 13 } as const;
const SIDES = { borderTop: "t", borderBottom: "b", borderLeft: "l", borderRight: "r" } as const;

function keyOf<T extends string>(table: Readonly<Record<T, number>>, code: unknown): T | undefined {
	return (Object.keys(table) as T[]).find((key) => table[key] === Number(code));
}

/** Undefined stays away, null takes the property back: mutations merge just so. */
export function toUniver(style: CellStyle): Record<string, unknown> {
	const out: Record<string, unknown> = {};
	const put = <T>(key: string, value: T | null | undefined, convert: (value: T) => unknown): void => {
		if (value !== undefined) out[key] = value === null ? null : convert(value);
	};
	put("bg", style.background, (rgb) => ({ rgb }));
	put("cl", style.fontColor, (rgb) => ({ rgb }));
	put("ff", style.fontFamily, (name) => name);
	put("fs", style.fontSize, (size) => size);
	put("bl", style.bold, Number);
	put("it", style.italic, Number);
	put("ul", style.underline, (on) => ({ s: Number(on) }));
	put("st", style.strike, (on) => ({ s: Number(on) }));
	put("ht", style.align, (align) => ALIGN[align]);
	put("vt", style.verticalAlign, (align) => VERTICAL[align]);
	put("tb", style.wrap, (wrap) => WRAP[wrap]);
	put("n", style.numberFormat, (pattern) => ({ pattern }));
	const borders: Record<string, unknown> = {};
	for (const [key, side] of Object.entries(SIDES) as [keyof typeof SIDES, string][]) {
		const border = style[key];
		if (border !== undefined) {
			borders[side] = border === null ? null : { s: BORDER[border.style], cl: { rgb: border.color } };
		}
	}
	if (Object.keys(borders).length > 0) out["bd"] = borders;
	return out;
}

function fromBorder(border: Nullable<IBorderStyleData>): Border | undefined {
	const style = keyOf(BORDER, border?.s);
	return border && style ? { style, color: border.cl?.rgb ?? "#000000" } : undefined;
}

export function fromUniver(style: Nullable<IStyleData>): CellStyle {
	if (!style) return {};
	const out: Record<string, unknown> = {
		background: style.bg?.rgb,
		fontColor: style.cl?.rgb,
		fontFamily: style.ff,
		fontSize: style.fs,
		bold: style.bl === undefined ? undefined : Number(style.bl) === 1,
		italic: style.it === undefined ? undefined : Number(style.it) === 1,
		underline: style.ul ? Number(style.ul.s) === 1 : undefined,
		strike: style.st ? Number(style.st.s) === 1 : undefined,
		align: keyOf(ALIGN, style.ht),
		verticalAlign: keyOf(VERTICAL, style.vt),
		wrap: keyOf(WRAP, style.tb),
		numberFormat: style.n?.pattern,
		borderTop: fromBorder(style.bd?.t),
		borderBottom: fromBorder(style.bd?.b),
		borderLeft: fromBorder(style.bd?.l),
		borderRight: fromBorder(style.bd?.r),
	};
	for (const key of Object.keys(out)) if (out[key] === undefined || out[key] === null) delete out[key];
	return out;
}

export class CellStyles {
	private readonly book: Book;
	private readonly locale: string;

	constructor(book: Book, locale: string) {
		this.book = book;
		this.locale = locale;
	}

	private each<T>({ sheet, row, column, rows, columns }: Block, pick: (cell: Cell | undefined) => T): T[][] {
		const matrix = this.book.matrix(sheet);
		const result: T[][] = [];
		for (let r = row; r < row + rows; r += 1) {
			const line: T[] = [];
			for (let c = column; c < column + columns; c += 1) line.push(pick(matrix[r]?.[c]));
			result.push(line);
		}
		return result;
	}

	private styleOf(cell: Cell | null | undefined): Nullable<IStyleData> {
		return cell?.s ? this.book.workbook.getStyles().getStyleByCell(cell as never) : null;
	}

	read(block: Block): CellStyle[][] {
		return this.each(block, (cell) => fromUniver(this.styleOf(cell)));
	}

	numberFormats(block: Block): string[][] {
		return this.each(block, (cell) => this.styleOf(cell)?.n?.pattern ?? "General");
	}

	display(block: Block, spills: Matrix | undefined): string[][] {
		const matrix = this.book.matrix(block.sheet);
		const result: string[][] = [];
		for (let r = block.row; r < block.row + block.rows; r += 1) {
			const line: string[] = [];
			for (let c = block.column; c < block.column + block.columns; c += 1) {
				const cell = matrix[r]?.[c];
				let shown = cell;
				if (cellValue(cell) === null) shown = spills?.[r]?.[c] ?? cell;
				line.push(this.text(shown, this.pattern(cell) ?? this.pattern(shown) ?? "General"));
			}
			result.push(line);
		}
		return result;
	}

	private pattern(cell: Cell | null | undefined): string | undefined {
		if (!cell?.s) return undefined;
		const style = typeof cell.s === "string" ? this.styleOf(cell) : (cell.s as IStyleData);
		return style?.n?.pattern ?? undefined;
	}

	private text(cell: Cell | null | undefined, pattern: string): string {
		const value = cellValue(cell);
		if (value === null) return "";
		if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
		if (typeof value === "number") {
			return pattern === "@" ? String(value) : formatNumber(pattern, value, this.locale);
		}
		return value;
	}

	/** `styles` is one style, or one for each cell. Gives whether a number format was among them. */
	set(block: Block, styles: CellStyle | readonly (readonly CellStyle[])[]): boolean {
		const one = Array.isArray(styles) ? null : toUniver(styles as CellStyle);
		const patches = (r: number, c: number) =>
			one ?? toUniver((styles as readonly (readonly CellStyle[])[])[r]?.[c] ?? {});
		this.apply(block, patches);
		if (one !== null) return "n" in one;
		return (styles as readonly (readonly CellStyle[])[]).some((line) =>
			line.some((style) => style.numberFormat !== undefined),
		);
	}

	clear(block: Block): void {
		this.apply(block, () => null);
	}

	/**
	 * Merges a patch into each cell's style (null: takes the style away), straight in the sheet: Univer merges and
	 * compares anew for every cell what is the same for most.
	 */
	private apply(
		block: Block,
		patchAt: (row: number, column: number) => Record<string, unknown> | null,
	): void {
		const { sheet, row, column, rows, columns } = block;
		const matrix = this.book.matrix(sheet);
		const table = this.book.workbook.getStyles();
		const merged = new Map<string, string | undefined>();
		// Most cells have the patch and the style of the cell before.
		let lastPatch: object | null | undefined;
		let lastStyle: Cell["s"];
		let isEmpty = false;
		let patchKey = "";
		let id: string | undefined;
		for (let r = 0; r < rows; r += 1) {
			let line = matrix[row + r];
			for (let c = 0; c < columns; c += 1) {
				const patch = patchAt(r, c);
				if (patch !== lastPatch) {
					patchKey = JSON.stringify(patch);
					isEmpty = patchKey === "{}";
					lastPatch = patch;
					lastStyle = undefined;
				}
				if (isEmpty) continue;
				const cell = line?.[column + c];
				const old = cell?.s ?? null;
				if (patch === null && !old) continue;
				if (old !== lastStyle) {
					lastStyle = old;
					const key = `${typeof old === "string" ? old : JSON.stringify(old)} ${patchKey}`;
					id = merged.get(key);
					if (id === undefined && !merged.has(key)) {
						const style = patch === null ? null : mergeStyles(this.styleOf(cell), patch);
						id = style === null ? undefined : (table.setValue(style as never) ?? undefined);
						merged.set(key, id);
					}
				}
				if (id !== undefined) {
					if (!line) {
						line = {};
						matrix[row + r] = line;
					}
					if (cell) cell.s = id;
					else line[column + c] = { s: id };
				} else if (cell && line) {
					delete cell.s;
					if (Object.keys(cell).length === 0) delete line[column + c];
				}
			}
		}
		this.book.announce("sheet.mutation.set-range-values", () => {
			const cellValue: Matrix = {};
			for (let r = 0; r < rows; r += 1) {
				const line: Record<string, Cell> = {};
				for (let c = 0; c < columns; c += 1) line[column + c] = { s: patchAt(r, c) };
				cellValue[row + r] = line;
			}
			return { unitId: UNIT, subUnitId: sheet, cellValue, trigger: "sheet.command.set-style" };
		});
	}
}

type StyleData = Record<string, unknown>;

/** As Univer's mutation does: null takes a property away, borders merge by side, lines have the text's colour. */
function mergeStyles(old: Nullable<IStyleData>, patch: StyleData): StyleData | null {
	const result: StyleData = structuredCopy((old ?? {}) as StyleData);
	for (const [key, value] of Object.entries(patch)) {
		if (value === null) delete result[key];
		else if (key === "bd") {
			const sides = { ...(result["bd"] as StyleData | undefined), ...(value as StyleData) };
			for (const side of Object.keys(sides)) if (sides[side] === null) delete sides[side];
			if (Object.keys(sides).length > 0) result["bd"] = sides;
			else delete result["bd"];
		} else result[key] = value;
	}
	const colour = result["cl"];
	if (colour !== undefined) {
		for (const key of ["ul", "ol", "st"]) {
			if (result[key]) result[key] = { ...(result[key] as StyleData), cl: colour };
		}
	}
	return Object.keys(result).length === 0 ? null : result;
}

function structuredCopy(style: StyleData): StyleData {
	return JSON.parse(JSON.stringify(style)) as StyleData;
}
