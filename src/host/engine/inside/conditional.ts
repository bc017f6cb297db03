import { handleCommonDefaultRangeChangeWithEffectRefCommands } from "@univerjs/sheets";
import {
	ConditionalFormattingRuleModel,
	type IConditionFormattingRule,
} from "@univerjs/sheets-conditional-formatting";
import type { Area, CellStyle, CellValue, ConditionalRule } from "../../contract";
import { innerFormula, outerFormula } from "../formula-text";
import { type Book, UNIT } from "./book";
import { movedFormula, type ReferenceChange, referenceChange, shiftedFormula } from "./moved-references";
import { COMPARISONS, cellName, criteriaOf, freshId, type Range, toArea, toRange } from "./rules";
import { fromUniver, toUniver } from "./styles";

interface Config {
	readonly type: string;
	readonly subType?: string;
	readonly operator?: string;
	readonly value?: unknown;
	readonly style?: object;
}

interface Kept {
	readonly criteria: string;
	readonly args: readonly CellValue[];
	readonly signature: string;
}

interface Rule {
	readonly cfId: string;
	readonly ranges: Range[];
	readonly stopIfTrue: boolean;
	readonly rule: Config;
	readonly google?: Kept;
}

const TEXT_OPERATORS = {
	TEXT_CONTAINS: "containsText",
	TEXT_DOES_NOT_CONTAIN: "notContainsText",
	TEXT_STARTS_WITH: "beginsWith",
	TEXT_ENDS_WITH: "endsWith",
	TEXT_EQUAL_TO: "equal",
	CELL_EMPTY: "containsBlanks",
	CELL_NOT_EMPTY: "notContainsBlanks",
} as const;

/** Our own formulas name the rule's first cell, which moves with rows and columns. */
function signature({ type, subType, operator, value }: Config): string {
	const asked = subType === "formula" ? String(value).replace(/\b[A-Z]{1,3}\d+\b/gu, "#") : value;
	return JSON.stringify([type, subType, operator, asked]);
}

/** Google's days counted from today. */
const RELATIVE_DAYS = {
	TODAY: "TODAY()",
	TOMORROW: "TODAY()+1",
	YESTERDAY: "TODAY()-1",
	PAST_WEEK: "TODAY()-7",
	PAST_MONTH: "EDATE(TODAY(),-1)",
	PAST_YEAR: "EDATE(TODAY(),-12)",
} as const;
const RELATIVE_SIGNS = { AFTER: ">", BEFORE: "<", EQUAL_TO: "=" } as const;

function relativeFormula(
	criteria: string,
	day: CellValue | undefined,
	first: Area | undefined,
): string | null {
	const [, name] = /^DATE_(.+)_RELATIVE$/u.exec(criteria) ?? [];
	const sign = RELATIVE_SIGNS[name as keyof typeof RELATIVE_SIGNS];
	const formula = RELATIVE_DAYS[day as keyof typeof RELATIVE_DAYS];
	if (!sign || !formula || !first) return null;
	const cell = cellName(first.row, first.column);
	return `=AND(ISNUMBER(${cell}),${cell}${sign}${formula})`;
}

function condition({ criteria, args, areas }: ConditionalRule): Omit<Config, "style" | "type"> {
	const [first, second] = args;
	if (criteria === "CUSTOM_FORMULA") return { subType: "formula", value: innerFormula(String(first ?? "")) };
	const relative = relativeFormula(criteria, first, areas[0]);
	if (relative !== null) return { subType: "formula", value: relative };
	const operator = TEXT_OPERATORS[criteria as keyof typeof TEXT_OPERATORS];
	if (operator) return { subType: "text", operator, value: String(first ?? "") };
	// A date is a number here, so both kinds compare alike.
	const [, name] = /^(?:NUMBER|DATE)_(.+)$/u.exec(criteria) ?? [];
	const comparison = COMPARISONS[name as keyof typeof COMPARISONS];
	if (comparison) {
		const value = second === undefined ? Number(first) : [Number(first), Number(second)];
		return { subType: "number", operator: comparison, value };
	}
	throw new Error(`The engine does not know the conditional format ${criteria}.`);
}

function meaning(rule: Rule): { criteria: string; args: readonly CellValue[] } {
	const { subType, operator, value } = rule.rule;
	const kept = rule.google;
	if (kept && kept.criteria !== "CUSTOM_FORMULA" && kept.signature === signature(rule.rule)) return kept;
	if (subType === "formula") return { criteria: "CUSTOM_FORMULA", args: [outerFormula(String(value ?? ""))] };
	if (subType === "text") {
		const name = Object.entries(TEXT_OPERATORS).find(([, known]) => known === operator)?.[0];
		const bare = name === "CELL_EMPTY" || name === "CELL_NOT_EMPTY";
		return { criteria: name ?? "TEXT_CONTAINS", args: bare ? [] : [String(value ?? "")] };
	}
	const args = (Array.isArray(value) ? value : [value ?? null]) as CellValue[];
	return { criteria: criteriaOf("NUMBER", operator), args };
}

export class Conditional {
	private readonly book: Book;

	constructor(book: Book) {
		this.book = book;
		// Univer moves these rules in its page part only.
		book.interceptors.interceptCommand({
			getMutations: (command) => {
				const given = command.params as { subUnitId?: string } | undefined;
				const sheet = given?.subUnitId ?? book.workbook.getActiveSheet()?.getSheetId() ?? "";
				const change = referenceChange(command, sheet);
				return { redos: change ? this.follow(change) : [], undos: [] };
			},
		});
	}

	private rules(sheet: string): Rule[] {
		const model = this.book.injector.get(ConditionalFormattingRuleModel);
		return (model.getSubunitRules(UNIT, sheet) ?? []) as unknown as Rule[];
	}

	set(sheet: string, rules: readonly ConditionalRule[]): void {
		const target = { unitId: UNIT, subUnitId: sheet };
		for (const { cfId } of [...this.rules(sheet)]) {
			this.book.run("sheet.mutation.delete-conditional-rule", { ...target, cfId });
		}
		// Univer puts each new rule on top; the first of the list is to win.
		for (const rule of [...rules].reverse()) {
			const config: Config = {
				type: "highlightCell",
				...condition(rule),
				style: toUniver(rule.style),
			};
			const added: Rule = {
				cfId: freshId("cf", (id) => this.rules(sheet).some((old) => old.cfId === id)),
				ranges: rule.areas.map(toRange),
				stopIfTrue: true,
				rule: config,
				google: { criteria: rule.criteria, args: rule.args, signature: signature(config) },
			};
			this.book.run("sheet.mutation.add-conditional-rule", { ...target, rule: added });
		}
	}

	/** Rules that Google does not have as such (colour scales, icons) are left out. */
	read(sheet: string): ConditionalRule[] {
		return this.rules(sheet)
			.filter(({ rule }) => rule.type === "highlightCell")
			.filter(({ rule }) => ["formula", "text", "number"].includes(rule.subType ?? ""))
			.map((rule) => ({
				areas: rule.ranges.map((range) => toArea(sheet, range)),
				...meaningOnly(rule),
				style: fromUniver(rule.rule.style as never) as CellStyle,
			}));
	}

	private follow(change: ReferenceChange): { id: string; params: object }[] {
		const changes: { id: string; params: object }[] = [];
		for (const worksheet of this.book.workbook.getSheets()) {
			const sheet = worksheet.getSheetId();
			const target = { unitId: UNIT, subUnitId: sheet };
			for (const rule of this.rules(sheet)) {
				const ranges =
					sheet === change.sheet && change.kind === "lines"
						? rule.ranges.flatMap((range) =>
								handleCommonDefaultRangeChangeWithEffectRefCommands(range, change.command),
							)
						: rule.ranges;
				if (ranges.length === 0) {
					changes.push({
						id: "sheet.mutation.delete-conditional-rule",
						params: { ...target, cfId: rule.cfId },
					});
					continue;
				}
				const after = { ...rule, ranges, rule: this.movedConfig(sheet, rule, change) };
				if (JSON.stringify(after) === JSON.stringify(rule)) continue;
				changes.push({
					id: "sheet.mutation.set-conditional-rule",
					params: { ...target, cfId: rule.cfId, rule: after as unknown as IConditionFormattingRule },
				});
			}
		}
		return changes;
	}

	/** The formula counts from the first cell; if that one goes, from the first that stays. */
	private movedConfig(sheet: string, rule: Rule, change: ReferenceChange): Config {
		const { rule: config, ranges } = rule;
		const first = ranges[0];
		if (config.subType !== "formula" || typeof config.value !== "string" || !first) return config;
		let { value } = config;
		if (change.kind === "lines" && sheet === change.sheet && change.command.id.includes(".remove-")) {
			const { range: gone } = change.command.params as unknown as { range: Range };
			const rows = change.command.id.endsWith("row");
			const [start, from, to] = rows
				? [first.startRow, gone.startRow, gone.endRow]
				: [first.startColumn, gone.startColumn, gone.endColumn];
			const skipped = start >= from && start <= to ? to + 1 - start : 0;
			value = shiftedFormula(this.book, value, rows ? 0 : skipped, rows ? skipped : 0);
		}
		return { ...config, value: movedFormula(this.book, sheet, value, change) };
	}
}

function meaningOnly(rule: Rule): { criteria: string; args: readonly CellValue[] } {
	const { criteria, args } = meaning(rule);
	return { criteria, args };
}
