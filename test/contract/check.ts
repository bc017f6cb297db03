/** A check quotes a fact of PLATFORM.md and knows nothing but the Apps Script API, so that it runs in both worlds. */

export interface Check {
	/** Number of the fact. */
	readonly fact: string;
	readonly name: string;
	/** Open: sources disagree, so what is seen is recorded and neither passes nor fails. */
	readonly isOpen: boolean;
	/** Gives the value seen; throws where the fact does not hold. */
	readonly see: (place: Place) => unknown;
}

export const holds = (fact: string, name: string, see: Check["see"]): Check => ({
	fact,
	name,
	isOpen: false,
	see,
});
export const open = (fact: string, name: string, see: Check["see"]): Check => ({
	fact,
	name,
	isOpen: true,
	see,
});

/** Where one check works: a new tab, made when it is asked for and removed afterwards. */
export class Place {
	private scratch: GoogleAppsScript.Spreadsheet.Sheet | null = null;

	constructor(
		readonly book: GoogleAppsScript.Spreadsheet.Spreadsheet,
		private readonly name: string,
	) {}

	get sheet(): GoogleAppsScript.Spreadsheet.Sheet {
		this.scratch = this.scratch ?? this.book.insertSheet(this.name, this.book.getNumSheets());
		return this.scratch;
	}

	cell(a1: string): GoogleAppsScript.Spreadsheet.Range {
		return this.sheet.getRange(a1);
	}

	/** What a value turns into when it is written into a cell as it is. */
	written(value: unknown, format?: string): unknown {
		const cell = this.cell("A1");
		if (format !== undefined) cell.setNumberFormat(format);
		cell.setValues([[value]]);
		SpreadsheetApp.flush();
		return cell.getValue();
	}

	remove(): void {
		if (this.scratch !== null) this.book.deleteSheet(this.scratch);
		this.scratch = null;
	}
}

/** @throws Error that says what was wanted and what was seen */
export function equal(seen: unknown, wanted: unknown): unknown {
	if (shown(seen) !== shown(wanted)) throw new Error(`wanted ${shown(wanted)}, saw ${shown(seen)}`);
	return seen;
}

/** Google translates its messages (fact 59): their words are compared for people with an English interface only. */
const isEnglish = (): boolean => /^en/i.test(Session.getActiveUserLocale());

/**
 * The message with which an action is refused, at the latest when it is flushed.
 * @throws Error when it is not refused, or in other words than these
 */
export function refused(action: () => unknown, words?: RegExp): string {
	let message: string;
	try {
		action();
		SpreadsheetApp.flush();
	} catch (error) {
		message = error instanceof Error ? error.message : String(error);
		if (words !== undefined && isEnglish() && !words.test(message))
			throw new Error(`wanted a refusal like ${words}, saw: ${message}`);
		return message;
	}
	throw new Error("wanted a refusal, saw none");
}

/** A value as one line of text with its type: the same text means the same value. */
export function shown(value: unknown): string {
	if (value instanceof Date) return `Date ${value.toISOString()}`;
	if (typeof value === "string") return JSON.stringify(value);
	if (Array.isArray(value)) return `[${value.map(shown).join(", ")}]`;
	if (typeof value === "object" && value !== null) {
		const text = JSON.stringify(value) as string | undefined;
		return text === undefined || text === "{}" ? String(value) : text;
	}
	return String(value);
}
