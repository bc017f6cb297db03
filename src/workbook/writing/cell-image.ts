/** Cells as they are remembered and compared: what a log says of them later, and what written text reads back as. */
import type { WallTime } from "../../domain/calendar/day";
import type { Book } from "../book";
import type { Cell } from "../codec";

/** A cell in JSON; moments by the clock on the wall, as the sheet keeps them. */
export type CellImage = Exclude<Cell, Date> | { readonly t: number };

export function imageOf(cell: Cell, book: Book): CellImage {
	if (!(cell instanceof Date)) return cell;
	return { t: book.timeOfDate(cell) + (((cell.getTime() % 1000) + 1000) % 1000) / 1000 };
}

export function cellOfImage(image: CellImage, book: Book): Cell {
	if (typeof image !== "object") return image;
	const whole = Math.floor(image.t);
	const ms = Math.round((image.t - whole) * 1000);
	return new Date(book.dateOfTime(whole as WallTime).getTime() + ms);
}

/** Whether a cell reads as what was written: an apostrophe guards text and does not come back. */
export function same(read: Cell, written: Cell): boolean {
	return plain(read) === plain(written);
}

export function plain(cell: Cell): string {
	return cell instanceof Date ? String(cell.getTime()) : String(cell).replace(/^'(?=[=+\-@'])/, "");
}

/**
 * Text that stays text in a cell of any format: whatever Sheets might take for a number, a date or a formula gets an
 * apostrophe (PLATFORM facts 73–76).
 */
export function asText(cell: Cell): Cell {
	const isParsed =
		typeof cell === "string" &&
		(/^[=+\-@'#]/.test(cell) || /[0-9０-９]/.test(cell) || /^\s*(true|false)\s*$/i.test(cell));
	return isParsed ? `'${cell}` : cell;
}
