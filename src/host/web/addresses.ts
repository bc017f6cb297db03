/** "B3" -> row 2, column 1. */
export function parseA1(a1: string): { row: number; column: number } {
	const match = /^\$?([A-Z]+)\$?(\d+)$/i.exec(a1.trim());
	if (!match) throw new Error(`"${a1}" is not a cell.`);
	let column = 0;
	for (const letter of (match[1] ?? "").toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
	return { row: Number(match[2]) - 1, column: column - 1 };
}
