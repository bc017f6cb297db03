/** What an import would do, in the person's words. */
import type { Doubt } from "../../domain/duplicates/evidence";
import type { MatchReason } from "../../domain/intake/match";
import type { ImportTexts } from "../../locale/import";
import type { CellContext } from "../codec";
import { fill } from "../views/figures";
import type { Flaw } from "./file-rows";
import { type House, shown } from "./house";
import type { PlannedLine, RecordPlan } from "./plan";

/** Lines of each kind that are shown. */
const MOST_LINES = 200;
const LONGEST = 400;

export interface PreviewLine {
	readonly line: number;
	readonly kind: "created" | "matched" | "conflicting" | "repeated" | "unreadable";
	readonly who: string;
	readonly what: string;
}

export interface Counts {
	readonly rows: number;
	readonly created: number;
	readonly matched: number;
	readonly filled: number;
	readonly conflicting: number;
	readonly repeated: number;
	readonly unreadable: number;
}

export function countsOf({ lines }: RecordPlan): Counts {
	const count = (isOne: (line: PlannedLine) => boolean) => lines.filter(isOne).length;
	return {
		rows: lines.length,
		created: count(({ fate }) => fate === "created"),
		matched: count(({ fate }) => fate === "known"),
		filled: lines.reduce((sum, { filled }) => sum + filled.length, 0),
		conflicting: count(({ differences }) => differences.length > 0),
		repeated: count(({ fate }) => fate === "repeated"),
		unreadable: count(({ fate, flaws }) => fate === "refused" || flaws.length > 0),
	};
}

export function previewLines(
	{ lines }: RecordPlan,
	house: House,
	conflicts: "keep" | "replace",
	labels: Readonly<Record<string, string>>,
	context: CellContext,
	texts: ImportTexts,
): PreviewLine[] {
	const label = (column: string) => labels[column] ?? column;
	const listed = (parts: readonly string[]) => parts.filter((part) => part !== "").join(texts.and);
	const reasons = (codes: readonly (MatchReason | Doubt)[]) => {
		const words = texts.reasons as Readonly<Record<string, string>>;
		return codes.map((code) => words[code] ?? code).join(texts.comma);
	};
	const whoIs = (record: number) => {
		const columns = house.table === "companies" ? ["name"] : ["company", "name"];
		const names = columns.map((column) => house.text(record, column) ?? "").filter((name) => name !== "");
		return names.join(" ") || (house.text(record, "email") ?? shown(house.cell(record, "id"), context));
	};
	const flawText = ({ header, value, code }: Flaw) =>
		fill(texts.flaws[code as keyof typeof texts.flaws] ?? texts.flaws.unknown_word, {
			header,
			value: value.slice(0, 60),
		});
	const counts = new Map<string, number>();
	const entries = lines.flatMap((line): PreviewLine[] => {
		const { match, who, aside } = line;
		const base = { line: line.line, who };
		const spare = aside.length === 0 ? "" : fill(texts.aside, { cells: aside.join(texts.comma) });
		const flaws: PreviewLine[] =
			line.flaws.length === 0
				? []
				: [{ ...base, kind: "unreadable", what: line.flaws.map(flawText).join(texts.and) }];
		switch (line.fate) {
			case "refused":
				return [{ ...base, kind: "unreadable", what: listed([texts.nobody, ...line.flaws.map(flawText)]) }];
			case "repeated":
				return [
					{ ...base, kind: "repeated", what: listed([fill(texts.repeats, { line: line.repeats }), spare]) },
					...flaws,
				];
			case "created": {
				const possible =
					match.possible === null
						? ""
						: fill(match.doubts.length > 0 ? texts.possibleBut : texts.possible, {
								who: whoIs(match.possible),
								reasons: reasons(match.reasons),
								doubts: reasons(match.doubts),
							});
				return [{ ...base, kind: "created", what: listed([possible, spare]) }, ...flaws];
			}
			default: {
				const found = fill(texts.known, { who: whoIs(match.known ?? 0), reasons: reasons(match.reasons) });
				const fills =
					line.filled.length === 0
						? ""
						: fill(texts.fills, { columns: line.filled.map(label).join(texts.comma) });
				const template = conflicts === "replace" ? texts.replaces : texts.keeps;
				const differs = line.differences.map(({ column, present, incoming }) =>
					fill(template, { column: label(column), present, incoming }),
				);
				const kind = differs.length > 0 ? "conflicting" : "matched";
				return [{ ...base, kind, what: listed([found, ...differs, fills, spare]) }, ...flaws];
			}
		}
	});
	return entries
		.filter(({ kind }) => {
			const count = (counts.get(kind) ?? 0) + 1;
			counts.set(kind, count);
			return count <= MOST_LINES;
		})
		.map((entry) => ({ ...entry, what: entry.what.slice(0, LONGEST) }));
}

/** Everything that the person should know before saying yes, in one paragraph. */
export interface Notice {
	readonly counts: Counts;
	readonly conflicts: "keep" | "replace";
	readonly possible: number;
	readonly undated: number;
	/** Creation date that an exhibition or a list gives; "" for none. */
	readonly datedOn: string;
	readonly leftOut: readonly string[];
	readonly visits: number;
	/** Name of the exhibition or list. */
	readonly name: string;
	/** Day of the next action. */
	readonly dueOn: string;
	readonly cost: string;
	readonly words: number;
}

export function previewSentence(notice: Notice, texts: ImportTexts): string {
	const { counts } = notice;
	const said = [
		fill(texts.summary, { ...counts }),
		counts.filled > 0 ? fill(texts.filling, { filled: counts.filled }) : "",
		counts.conflicting > 0
			? fill(notice.conflicts === "replace" ? texts.replacing : texts.keeping, { rows: counts.conflicting })
			: "",
		counts.repeated > 0 ? fill(texts.repeating, { rows: counts.repeated }) : "",
		counts.unreadable > 0 ? fill(texts.unreadable, { rows: counts.unreadable }) : "",
		notice.possible > 0 ? fill(texts.possibleRows, { rows: notice.possible }) : "",
		notice.undated > 0 ? fill(texts.undated, { rows: notice.undated }) : "",
		notice.datedOn !== "" && counts.created > 0 ? fill(texts.dated, { day: notice.datedOn }) : "",
		notice.visits > 0 ? fill(texts.visits, { name: notice.name, rows: notice.visits }) : "",
		notice.dueOn !== "" && counts.created > 0 ? fill(texts.due, { day: notice.dueOn }) : "",
		notice.cost !== "" ? fill(texts.cost, { name: notice.name, cost: notice.cost }) : "",
		notice.words > 0 ? fill(texts.words, { words: notice.words }) : "",
		notice.leftOut.length > 0 ? fill(texts.leftOut, { headers: notice.leftOut.join(texts.comma) }) : "",
	];
	return said.filter((text) => text !== "").join(texts.space);
}
