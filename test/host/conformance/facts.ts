/** Every fact of PLATFORM.md by number: covered by a test, enforced somewhere else, or left, and why. */
type State =
	| "tested"
	| { readonly enforcedElsewhere: string }
	/** Not the host's to enforce, or not yet: with the reason. */
	| { readonly left: string };

const BUILD = "src/build/build.mjs and syntax-gate.mjs, test/build";
const published = { left: "Only published add-ons; Mikomi is bound to its spreadsheet." } as const;
const noService = (name: string) =>
	({
		left: `The add-on does not use ${name}; the host does not have it, so a call is a ReferenceError.`,
	}) as const;
const notOffered = (what: string) =>
	({ left: `${what} is not offered by the host: a call fails at once.` }) as const;
const live = { left: "Only a live spreadsheet can show it; careful code does not depend on it." } as const;

const SPECIAL: Readonly<Record<number, Exclude<State, "tested">>> = {
	12: published,
	21: noService("UrlFetchApp"),
	22: noService("MailApp"),
	27: { left: "Limits on making versions and spreadsheets; the add-on makes neither." },
	32: { enforcedElsewhere: BUILD },
	36: {
		enforcedElsewhere:
			"src/build/entry-points.mjs copies the JSDoc to the declaration, test/build/entry-points.test.ts",
	},
	46: {
		left: "No source says what setFormula takes in such a file; the add-on's formulas go through one locale.",
	},
	53: { enforcedElsewhere: BUILD },
	54: { enforcedElsewhere: BUILD },
	95: notOffered("autoFill"),
	99: notOffered("Banding"),
	104: {
		left: "Cells of the engine have one style each; RichTextValue carries the whole text's style and link.",
	},
	118: { enforcedElsewhere: "src/host/web/script-client.ts (runners, 10 at a time), test/host/page.test.ts" },
	125: { left: "The add-on has no form; ON_FORM_SUBMIT triggers can be made and never fire here." },
	126: { left: "The same: no form." },
	134: { left: "One file is pushed, so no order matters." },
	135: { enforcedElsewhere: "src/build/push.mjs, test/host/traps (trap 14)" },
	136: { left: "How clasp makes and opens projects: README's matter." },
	137: live,
};

export const FACTS: ReadonlyMap<number, State> = new Map(
	Array.from({ length: 137 }, (_, index) => [index + 1, SPECIAL[index + 1] ?? "tested"]),
);

/** What of a tested fact the host does not enforce. */
export const PARTS_LEFT: Readonly<Record<number, string>> = {
	5: "The host fires at one exact minute of the window that Google promises.",
	17: "No queue of onEdit events: runs here never overlap.",
	19: "30 runs at once: the host runs one at a time.",
	28: "Only triggers and properties count by the day; other quotas come from tests by beforeCall.",
	33: "A custom function with a built-in's name wins here; names of Mikomi's own have an underscore.",
	38: "Volatile arguments are looked for in the formula itself, not in the cells that it names.",
	39: "Google's cache by arguments across cells is not kept.",
	42: "getActiveRange in a custom function is the user's selection: the engine does not tell the calling cell.",
	43: "The note at a blocked spill is missing.",
	44: "The note with the message is missing: the engine shows #ERROR! alone.",
	63: "The engine displays days before 1 March 1900 as Excel does; values are right.",
	80: "setFormulasR1C1 is not offered.",
	85: "No limit of 500 list items; relative dates cannot be built at all.",
	94: "Sort specs of a filter are not offered.",
	98: "A page's own edits are replayed before protections are asked; host.type asks first.",
	101: "A bad colour is kept as it is, in silence, as live Sheets does.",
	112: "Everybody in the owner's domain is known wherever somebody signed in.",
	124: "Types of value follow one reading or the other for all cells alike.",
	127: "INSERT_GRID, REMOVE_GRID and OTHER follow the same way, untested.",
};
