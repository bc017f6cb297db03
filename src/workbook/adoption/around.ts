/** What a look needs to know of the workbook around a tab. */
import { foldKey } from "../../domain/normalize/text";
import type { Messages } from "../../locale";
import type { Book, Mark } from "../book";
import type { CellContext } from "../codec";
import { Problems } from "../problems";
import { readTable, readWhole } from "../read";
import type { Settings } from "../settings";

export interface LookContext {
	readonly context: CellContext;
	readonly settings: Settings;
	readonly messages: Messages;
	/** Words of channels and states that the team's tabs hold already, with their counts. */
	readonly inUse: (column: "channel" | "status") => ReadonlyMap<string, number>;
	/** Fold keys of the words that the tab of stages explains. */
	readonly stages: ReadonlySet<string>;
	/** What columns (1-based) were taken for before; null for those that a person left out. */
	readonly held?: ReadonlyMap<number, string | null>;
}

/** Reads channels, states and stages only when a look asks for them. */
export function lookContext(
	book: Book,
	marks: readonly Mark[],
	{ settings, context, messages }: { settings: Settings; context: CellContext; messages: Messages },
	decided?: LookContext["held"],
): LookContext {
	const held = new Map<string, ReadonlyMap<string, number>>();
	let stages: ReadonlySet<string> | undefined;
	return {
		settings,
		context,
		messages,
		...(decided === undefined ? {} : { held: decided }),
		inUse(column) {
			let words = held.get(column);
			if (words === undefined) {
				words = countsOf(column, book, marks, context);
				held.set(column, words);
			}
			return words;
		},
		get stages() {
			stages =
				stages ??
				new Set(
					readWhole("stages", book, marks, context, new Problems())
						.values("stage")
						.map((stage) => foldKey(stage ?? "")),
				);
			return stages;
		},
	};
}

/** Words of a column over all tabs that have it, with their counts. */
function countsOf(
	column: "channel" | "status",
	book: Book,
	marks: readonly Mark[],
	context: CellContext,
): Map<string, number> {
	const counts = new Map<string, number>();
	const tables = column === "channel" ? (["leads", "deals", "costs"] as const) : (["leads"] as const);
	for (const table of tables) {
		const data = readTable(table, book, marks, [column], [], context, new Problems());
		for (const cell of data.raw(column) ?? []) {
			if (cell !== null) counts.set(String(cell).trim(), (counts.get(String(cell).trim()) ?? 0) + 1);
		}
	}
	return counts;
}
