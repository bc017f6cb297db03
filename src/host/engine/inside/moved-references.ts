import {
	deserializeRangeWithSheet,
	generateStringWithSequence,
	LexerTreeBuilder,
	sequenceNodeType,
	serializeRange,
	serializeRangeWithSheet,
} from "@univerjs/engine-formula";
import { type EffectRefRangeParams, handleDefaultRangeChangeWithEffectRefCommands } from "@univerjs/sheets";
import type { Book } from "./book";
import type { Range } from "./rules";

/** Rows or columns of one sheet that came, went or moved, or a sheet that got another name. */
export type ReferenceChange =
	| { readonly kind: "lines"; readonly sheet: string; readonly command: EffectRefRangeParams }
	| { readonly kind: "name"; readonly sheet: string; readonly name: string };

const LINES = /^sheet\.command\.(insert|remove|move)-(row|col|rows|cols)$/u;
const NAME = "sheet.command.set-worksheet-name";

/** What a command will do to references, if anything. `sheet` is where it happens. */
export function referenceChange(
	command: { id: string; params?: object },
	sheet: string,
): ReferenceChange | null {
	if (LINES.test(command.id)) return { kind: "lines", sheet, command: command as EffectRefRangeParams };
	if (command.id !== NAME) return null;
	return { kind: "name", sheet, name: (command.params as { name: string }).name };
}

/** Where a range of the changed sheet ends up; null if nothing is left of it. */
export function movedRange(range: Range, command: EffectRefRangeParams): Range | null {
	// Whole columns and rows have no numbers at their open sides.
	const wholeColumns = Number.isNaN(range.startRow);
	const wholeRows = Number.isNaN(range.startColumn);
	const finite = {
		...range,
		...(wholeColumns ? { startRow: 0, endRow: Number.MAX_SAFE_INTEGER } : {}),
		...(wholeRows ? { startColumn: 0, endColumn: Number.MAX_SAFE_INTEGER } : {}),
	};
	const moved = handleDefaultRangeChangeWithEffectRefCommands(finite, command) as Range | null;
	if (!moved) return null;
	return {
		...range,
		...(wholeColumns ? {} : { startRow: moved.startRow, endRow: moved.endRow }),
		...(wholeRows ? {} : { startColumn: moved.startColumn, endColumn: moved.endColumn }),
	};
}

/**
 * A formula of a rule in `sheet` after the change. Univer's own version for rules moves references but does not let
 * them grow or shrink, and does not know new sheet names.
 */
export function movedFormula(book: Book, sheet: string, formula: string, change: ReferenceChange): string {
	const nodes = book.injector.get(LexerTreeBuilder).sequenceNodesBuilder(formula);
	if (!nodes) return formula;
	let touched = false;
	const moved = nodes.map((node) => {
		if (typeof node === "string" || node.nodeType !== sequenceNodeType.REFERENCE) return node;
		const { range, sheetName } = deserializeRangeWithSheet(node.token);
		const target = sheetName ? book.workbook.getSheetBySheetName(sheetName) : book.sheet(sheet);
		if (target?.getSheetId() !== change.sheet) return node;
		if (change.kind === "name") {
			if (!sheetName) return node;
			touched = true;
			return { ...node, token: serializeRangeWithSheet(change.name, range) };
		}
		touched = true;
		const after = movedRange(range, change.command);
		if (!after) return { ...node, token: "#REF!" };
		return { ...node, token: sheetName ? serializeRangeWithSheet(sheetName, after) : serializeRange(after) };
	});
	return touched ? `=${generateStringWithSequence(moved)}` : formula;
}

/** The formula as it reads for a cell that many rows and columns further on. */
export function shiftedFormula(book: Book, formula: string, columns: number, rows: number): string {
	if (columns === 0 && rows === 0) return formula;
	return book.injector.get(LexerTreeBuilder).moveFormulaRefOffset(formula, columns, rows);
}
