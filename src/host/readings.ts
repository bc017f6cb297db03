/**
 * Where sources disagree about Google, the host takes the reading under which careful code is safe in both worlds.
 * The other reading can be turned on, so that tests run under each. One table; the first reading is the default.
 */
export const READINGS = {
	/** PLATFORM fact 3: everyHours takes the trigger dialog's 1, 2, 4, 6, 8, 12, or every whole number of hours. */
	everyHours: { fact: 3, readings: ["dialog", "any"] },
	/** Fact 15: newTrigger looks for its function when it is made, or only when it fires. */
	triggerFunction: { fact: 15, readings: ["checked when made", "checked when it fires"] },
	/** Fact 37: an argument left empty between two others is undefined, or "". */
	emptyArgument: { fact: 37, readings: ["undefined", "empty text"] },
	/** Fact 38: TODAY() as a custom function's argument is refused like NOW(), or works. */
	todayArgument: { fact: 38, readings: ["refused", "allowed"] },
	/** Fact 73: "10%" and "1e3" turn into numbers, or stay text. */
	percentText: { fact: 73, readings: ["number", "text"] },
	/** Fact 74: "+81 90-…" stays text, or opens a formula that fails. */
	phoneText: { fact: 74, readings: ["text", "formula"] },
	/** Fact 75: a value that begins with "=" in a cell of format "@" is a formula, or text. */
	formulaInTextCell: { fact: 75, readings: ["formula", "text"] },
	/** Fact 88: tab names differ only by case count as one name, or as two. */
	tabNames: { fact: 88, readings: ["ignore case", "exact"] },
	/** Fact 92: Sheet.sort leaves frozen rows alone, or sorts them with the rest. */
	frozenRowsInSort: { fact: 92, readings: ["stay", "sorted"] },
	/** Fact 107: in a time trigger getActiveSheet gives some sheet, or null. */
	activeSheetInTrigger: { fact: 107, readings: ["a sheet", "null"] },
	/** Fact 112: getActiveUser knows users of another domain than the owner's, or gives "". */
	otherDomainEmail: { fact: 112, readings: ["known", "empty"] },
	/** Fact 124: value and oldValue of an edit event are texts, or have the cell's own type. */
	editValue: { fact: 124, readings: ["text", "typed"] },
	/** Fact 131: in a time trigger spreadsheets.currentonly is enough, or the calls are refused. */
	currentOnlyInTrigger: { fact: 131, readings: ["enough", "refused"] },
} as const;

type Table = typeof READINGS;
export type Readings = { readonly [Name in keyof Table]: Table[Name]["readings"][number] };

/** The readings that hold: the defaults, changed where somebody chose the other one. */
export function chosenReadings(chosen: Partial<Readings> = {}): Readings {
	const defaults = Object.fromEntries(
		Object.entries(READINGS).map(([name, { readings }]) => [name, readings[0]]),
	);
	return { ...(defaults as unknown as Readings), ...chosen };
}
