/** Formulas as text: references that move, and arguments that a custom function may not have (PLATFORM facts 38, 80, 83). */
import type { CellInput } from "./contract";
import { columnLetters } from "./service-areas";
import { ServiceError } from "./service-error";
import type { World } from "./service-world";

/** Moves the relative references of a formula, as fill and copy do; text in quotes stays. */
export function shiftFormula(formula: string, rows: number, columns: number): string {
	const indexOf = (letters: string) =>
		[...letters.toUpperCase()].reduce((sum, char) => sum * 26 + char.charCodeAt(0) - 64, 0) - 1;
	const reference = /"(?:[^"]|"")*"|'(?:[^']|'')*'|(?<![\w.$])(\$?)([A-Za-z]{1,3})(\$?)(\d+)(?![\w(.])/g;
	return formula.replace(
		reference,
		(all, fixedColumn?: string, column?: string, fixedRow?: string, row?: string) => {
			if (column === undefined || row === undefined) return all;
			const c = fixedColumn ? column : columnLetters(indexOf(column) + columns);
			const r = fixedRow ? row : String(Number(row) + rows);
			return c === "" || Number(r) < 1 ? "#REF!" : `${fixedColumn}${c}${fixedRow}${r}`;
		},
	);
}

/** Names the sheet of every reference that leaves it out, so that the formula means the same on any sheet. */
export function qualifyFormula(formula: string, sheetName: string): string {
	const prefix = `'${sheetName.replace(/'/g, "''")}'!`;
	const cell = String.raw`\$?[A-Za-z]{1,3}\$?\d+`;
	const line = String.raw`\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?\d+:\$?\d+`;
	const reference = new RegExp(
		String.raw`"(?:[^"]|"")*"|'(?:[^']|'')*'!?[^\s,;)]*|(?<![\w.$!:])(${cell}(?::\$?[A-Za-z]{0,3}\$?\d*)?|${line})(?![\w(.!])`,
		"g",
	);
	return formula.replace(reference, (all, plain?: string) => (plain === undefined ? all : prefix + plain));
}

const VOLATILE = "NOW|RAND|RANDARRAY|RANDBETWEEN";

/**
 * What the cell's note says when a custom function has an argument that changes by itself, or null. Google also looks
 * into the cells that the arguments name; here only what stands in the formula counts.
 */
export function volatileArgument({ customFunctions, readings }: World, formula: string): string | null {
	if (!/NOW|RAND|TODAY/i.test(formula)) return null;
	const names = readings.todayArgument === "refused" ? `${VOLATILE}|TODAY` : VOLATILE;
	const bare = formula.replace(/"(?:[^"]|"")*"/g, '""');
	for (const name of customFunctions) {
		const call = new RegExp(`(?<![\\w.])${name.replace(/\$/g, "\\$")}\\s*\\(`, "gi");
		for (const match of bare.matchAll(call)) {
			const args = argumentsFrom(bare, match.index + match[0].length);
			if (new RegExp(`(?<![\\w.])(?:${names})\\s*\\(`, "i").test(args))
				return "This function is not allowed to reference a cell with NOW(), RAND(), RANDARRAY(), or RANDBETWEEN()";
		}
	}
	return null;
}

function argumentsFrom(formula: string, start: number): string {
	let depth = 1;
	let end = start;
	for (; end < formula.length && depth > 0; end++) {
		if (formula[end] === "(") depth++;
		if (formula[end] === ")") depth--;
	}
	return formula.slice(start, end);
}

/** Google takes such a formula and shows #ERROR! with this text; the host refuses it at once (trap 15). */
export function requireSteadyArguments(world: World, rows: readonly (readonly CellInput[])[]): void {
	if (world.customFunctions.length === 0) return;
	for (const row of rows)
		for (const cell of row) {
			if (typeof cell !== "object" || cell === null) continue;
			const refusal = volatileArgument(world, cell.formula);
			if (refusal !== null) throw new ServiceError(refusal);
		}
}
