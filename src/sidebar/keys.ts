/** Single keys for a rep whose hands stay on the keyboard. They rest while a text is typed, and can be turned off. */
import type { DateChip } from "./state";

/** A key press as far as it matters here. */
export interface Press {
	readonly key: string;
	/** Place of the key, whatever the layout: "Digit1". */
	readonly code: string;
	readonly isCommand: boolean;
	readonly isShift: boolean;
	readonly isAlt: boolean;
	/** An input method is at work. */
	readonly isComposing: boolean;
}

/** Where the focus is. */
export type Place = "text" | "log" | "choice" | "button" | "elsewhere";

export type Command =
	| {
			readonly do: "verdict";
			readonly axis: "company" | "contact" | "deal";
			readonly code: "in" | "out" | "";
	  }
	| { readonly do: "reasonChip" | "logChip"; readonly at: number }
	| { readonly do: "date"; readonly chip: DateChip }
	| { readonly do: "focus"; readonly on: "reason" | "log" | "action" | "date" }
	| { readonly do: "move"; readonly by: 1 | -1 }
	| { readonly do: "save" | "undo" | "thisRow" | "help" | "leave" };

const LETTERS: Readonly<Record<string, Command>> = {
	r: { do: "focus", on: "reason" },
	l: { do: "focus", on: "log" },
	a: { do: "focus", on: "action" },
	d: { do: "focus", on: "date" },
	t: { do: "date", chip: "tomorrow" },
	w: { do: "date", chip: "threeBusinessDays" },
	n: { do: "date", chip: "nextWeek" },
	m: { do: "date", chip: "nextMonth" },
	s: { do: "save" },
	u: { do: "undo" },
	g: { do: "thisRow" },
	j: { do: "move", by: 1 },
	k: { do: "move", by: -1 },
	"?": { do: "help" },
};

const CODES = ["in", "out", ""] as const;
const AXES = ["company", "contact", "deal"] as const;

/** What a key press means; null for nothing. */
export function commandOf(press: Press, place: Place, singleKeys: boolean): Command | null {
	if (press.isComposing || press.isAlt) return null;
	if (press.isCommand) return press.key === "Enter" ? { do: "save" } : null;
	if (press.key === "Escape") return { do: "leave" };
	if (place === "text" || !singleKeys) return null;
	const digit = /^(?:Digit|Numpad)([1-9])$/.exec(press.code);
	if (digit !== null) {
		const at = Number(digit[1]) - 1;
		if (press.isShift) return { do: "reasonChip", at };
		if (place === "log") return { do: "logChip", at };
		const axis = AXES[Math.floor(at / 3)];
		const code = CODES[at % 3];
		return axis === undefined || code === undefined ? null : { do: "verdict", axis, code };
	}
	return LETTERS[press.key.toLowerCase()] ?? null;
}
