/**
 * Formulas as people write them and as Univer can take them.
 *
 * Google has half-open ranges (A2:A, B3:D, B2:2). Inside, the open end stands as the last row or column that Univer
 * knows, which the calculation cuts to the sheet's size. Rows that come and go shift it, so everything far beyond any
 * sheet reads as open, and `normalFormula` puts it back.
 *
 * A quote within a text ("say ""hi""") ends the text for Univer; inside it is joined in with CHAR(34).
 */
const OPEN_ROW = 1_048_576;
const OPEN_ROW_LIMIT = 500_000;
const OPEN_COLUMN = "XFD";
const OPEN_COLUMN_LIMIT = 10_000;

/** Rows and columns as Univer counts them (0-based) from which on a reference's end means "open". */
export const OPEN_ENDS = { row: OPEN_ROW_LIMIT, column: OPEN_COLUMN_LIMIT } as const;

function columnNumber(letters: string): number {
	let number = 0;
	for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
	return number;
}

/** Applies `change` to everything outside "text" and 'sheet names'. */
function outsideQuotes(formula: string, change: (part: string) => string): string {
	return formula
		.split(/("(?:[^"]|"")*"|'(?:[^']|'')*')/u)
		.map((part, index) => (index % 2 === 0 ? change(part) : part))
		.join("");
}

const BEFORE = "(^|[^A-Za-z0-9_.$:\\u0080-\\uffff])";
const AFTER = "(?![A-Za-z0-9_.(!:$\\u0080-\\uffff])";
/** A2:A and $A$2:$C; the sheet name in front, if any, ends with "!". */
const OPEN_DOWN = new RegExp(`${BEFORE}(\\$?[A-Za-z]{1,3}\\$?\\d+):(\\$?[A-Za-z]{1,3})${AFTER}`, "gu");
/** B2:2 */
const OPEN_RIGHT = new RegExp(`${BEFORE}(\\$?[A-Za-z]{1,3}\\$?\\d+):(\\$?\\d+)${AFTER}`, "gu");
const CLOSED = /(\$?[A-Za-z]{1,3}\$?\d+):(\$?)([A-Za-z]{1,3})(\$?)(\d+)/gu;

function closeRanges(formula: string): string {
	if (!formula.includes(":")) return formula;
	return outsideQuotes(formula, (part) =>
		part
			.replace(
				OPEN_DOWN,
				(_all, before: string, start: string, column: string) => `${before}${start}:${column}${OPEN_ROW}`,
			)
			.replace(
				OPEN_RIGHT,
				(_all, before: string, start: string, row: string) =>
					`${before}${start}:${row.startsWith("$") ? `${OPEN_COLUMN}$${row.slice(1)}` : `${OPEN_COLUMN}${row}`}`,
			),
	);
}

function openRanges(formula: string): string {
	if (!formula.includes(":")) return formula;
	return outsideQuotes(formula, (part) =>
		part.replace(
			CLOSED,
			(all, start: string, fixed: string, column: string, fixedRow: string, row: string) => {
				if (Number(row) > OPEN_ROW_LIMIT) return `${start}:${fixed}${column}`;
				if (columnNumber(column) > OPEN_COLUMN_LIMIT) return `${start}:${fixedRow}${row}`;
				return all;
			},
		),
	);
}

const TEXT = /"(?:[^"]|"")*"/gu;
const QUOTE = '"&CHAR(34)&"';

/** As Univer takes it: A2:A -> A2:A1048576 */
export function innerFormula(formula: string): string {
	return closeRanges(formula.replace(TEXT, (text) => `"${text.slice(1, -1).replaceAll('""', QUOTE)}"`));
}

/** As a person wrote it: A2:A1048576 -> A2:A */
export function outerFormula(formula: string): string {
	return openRanges(formula.replaceAll(QUOTE, '""'));
}

/** The inner form with the open ends where they belong. */
export function normalFormula(formula: string): string {
	return innerFormula(outerFormula(formula));
}
