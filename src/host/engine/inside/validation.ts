import { type IDataValidationRule, Rectangle } from "@univerjs/core";
import { DataValidationModel } from "@univerjs/data-validation";
import {
	deserializeRangeWithSheet,
	isReferenceString,
	serializeRangeWithSheet,
} from "@univerjs/engine-formula";
import type { Area, CellValue, ValidationRule } from "../../contract";
import { innerFormula, outerFormula } from "../formula-text";
import { type Book, UNIT } from "./book";
import type { Block } from "./cells";
import { movedFormula, type ReferenceChange, referenceChange } from "./moved-references";
import { COMPARISONS, cellName, criteriaOf, freshId, type Range, toArea, toRange, without } from "./rules";

type Args = ValidationRule["args"];

/** Google's own words for a rule, kept beside Univer's as long as those were not changed in the page. */
interface Kept {
	readonly criteria: string;
	readonly args: Args;
	readonly signature: string;
}

type Rule = Omit<IDataValidationRule, "bizInfo" | "ranges"> & {
	ranges: Range[];
	bizInfo?: { google?: Kept };
};

const STOP = 1;
const WARNING = 2;
const ARROW = 1;
const PLAIN = 0;
const SETTING_CONDITION = 0;
const SETTING_RANGE = 1;

/** Our own formulas name the rule's first cell, which moves with rows and columns. */
function signature(rule: Pick<Rule, "type" | "operator" | "formula1" | "formula2">): string {
	const formula1 =
		rule.type === "custom" ? rule.formula1?.replace(/\b[A-Z]{1,3}\d+\b/gu, "#") : rule.formula1;
	return JSON.stringify([rule.type, rule.operator, formula1 || null, rule.formula2 || null]);
}

function isArea(arg: Args[number] | undefined): arg is Area {
	return arg !== null && typeof arg === "object" && !Array.isArray(arg);
}

function text(value: unknown): string {
	return value === null || value === undefined ? "" : String(value);
}

function asNumber(formula: string | undefined): CellValue {
	if (formula === undefined || formula === "") return null;
	return Number.isFinite(Number(formula)) ? Number(formula) : formula;
}

export class Validation {
	private readonly book: Book;

	constructor(book: Book) {
		this.book = book;
		book.interceptors.interceptCommand({
			getMutations: (command) => {
				const given = command.params as { subUnitId?: string } | undefined;
				const sheet = given?.subUnitId ?? book.workbook.getActiveSheet()?.getSheetId() ?? "";
				const change = referenceChange(command, sheet);
				return { redos: change ? this.follow(change) : [], undos: [] };
			},
		});
	}

	/**
	 * Univer moves the rules and the relative references in them. What it leaves to us: absolute references such as
	 * a list's cells, and new sheet names.
	 */
	follow(change: ReferenceChange): { id: string; params: object }[] {
		return this.book.workbook.getSheets().flatMap((worksheet) => {
			const sheet = worksheet.getSheetId();
			return this.rules(sheet).flatMap((rule) => {
				if (rule.type !== "list" && change.kind === "lines") return [];
				const moved = (formula: string | undefined): string | undefined =>
					formula?.startsWith("=") ? movedFormula(this.book, sheet, formula, change) : formula;
				const formula1 = moved(rule.formula1);
				const formula2 = moved(rule.formula2);
				if (formula1 === rule.formula1 && formula2 === rule.formula2) return [];
				const { type, operator, allowBlank } = rule;
				const condition = { type, operator, allowBlank, formula1, formula2 };
				const payload = { type: SETTING_CONDITION, payload: condition };
				const params = { unitId: UNIT, subUnitId: sheet, ruleId: rule.uid, payload };
				return [{ id: "data-validation.mutation.updateRule", params }];
			});
		});
	}

	private rules(sheet: string): Rule[] {
		return this.book.injector.get(DataValidationModel).getRules(UNIT, sheet) as unknown as Rule[];
	}

	/** Each cell has at most one rule: the new one takes its area out of all others. */
	set(block: Block, rule: ValidationRule | null): void {
		const target = { unitId: UNIT, subUnitId: block.sheet };
		const taken = toRange(block);
		for (const old of [...this.rules(block.sheet)]) {
			if (!old.ranges.some((range) => Rectangle.intersects(range, taken))) continue;
			const left = without(old.ranges, taken);
			if (left.length === 0)
				this.book.run("data-validation.mutation.removeRule", { ...target, ruleId: old.uid });
			else this.setRanges(block.sheet, old.uid, left);
		}
		if (rule === null) return;
		const fresh = this.toUniver(block, rule);
		const same = this.rules(block.sheet).find(
			(old) =>
				JSON.stringify({ ...old, uid: "", ranges: [] }) === JSON.stringify({ ...fresh, uid: "", ranges: [] }),
		);
		// A formula counts from its rule's first cell, so such rules cannot be joined.
		if (same && !text(fresh.formula1).startsWith("=")) {
			this.setRanges(block.sheet, same.uid, Rectangle.mergeRanges([...same.ranges, taken]));
		} else {
			this.book.run("data-validation.mutation.addRule", { ...target, rule: fresh });
		}
	}

	private setRanges(sheet: string, ruleId: string, ranges: Range[]): void {
		this.book.run("data-validation.mutation.updateRule", {
			unitId: UNIT,
			subUnitId: sheet,
			ruleId,
			payload: { type: SETTING_RANGE, payload: ranges },
		});
	}

	/** The rules met in the area and, for each cell in reading order, which one it has (-1: none). */
	read(block: Block): { rules: ValidationRule[]; at: number[] } {
		const area = toRange(block);
		const rules: ValidationRule[] = [];
		const at = new Array<number>(block.rows * block.columns).fill(-1);
		for (const rule of this.rules(block.sheet)) {
			const parts = rule.ranges.filter((range) => Rectangle.intersects(range, area));
			if (parts.length === 0) continue;
			for (const part of parts) {
				const endRow = Math.min(part.endRow, area.endRow);
				const endColumn = Math.min(part.endColumn, area.endColumn);
				for (let r = Math.max(part.startRow, area.startRow); r <= endRow; r += 1) {
					for (let c = Math.max(part.startColumn, area.startColumn); c <= endColumn; c += 1) {
						at[(r - block.row) * block.columns + c - block.column] = rules.length;
					}
				}
			}
			rules.push(this.fromUniver(block.sheet, rule));
		}
		return { rules, at };
	}

	private toUniver(block: Block, rule: ValidationRule): Rule {
		const { criteria, args } = rule;
		const base = this.condition(block, criteria, args);
		const showList = criteria === "VALUE_IN_LIST" || criteria === "VALUE_IN_RANGE";
		const help = rule.helpText;
		return {
			uid: freshId("dv", (id) => this.rules(block.sheet).some((old) => old.uid === id)),
			...base,
			ranges: [toRange(block)],
			allowBlank: true,
			errorStyle: rule.allowInvalid ? WARNING : STOP,
			...(help === null ? {} : { showErrorMessage: true, error: help }),
			...(showList ? { renderMode: args[1] === false ? PLAIN : ARROW } : {}),
			bizInfo: { google: { criteria, args, signature: signature(base) } },
		};
	}

	private condition(
		block: Block,
		criteria: string,
		args: Args,
	): Pick<Rule, "type"> & Partial<Pick<Rule, "operator" | "formula1" | "formula2">> {
		const [first, second] = args;
		if (criteria === "VALUE_IN_LIST" && Array.isArray(first)) {
			return { type: "list", formula1: first.map(text).join(",") };
		}
		if (criteria === "VALUE_IN_RANGE" && isArea(first)) {
			const name = this.book.sheet(first.sheet).getName();
			const range = { ...toRange(first), startAbsoluteRefType: 3, endAbsoluteRefType: 3 };
			return { type: "list", formula1: `=${serializeRangeWithSheet(name, range)}` };
		}
		if (criteria === "CHECKBOX") {
			return args.length === 0
				? { type: "checkbox" }
				: { type: "checkbox", formula1: text(first), formula2: text(second) };
		}
		if (criteria === "CUSTOM_FORMULA") return { type: "custom", formula1: innerFormula(text(first)) };
		if (criteria === "DATE_IS_VALID_DATE") {
			return { type: "date", operator: "greaterThanOrEqual" as never, formula1: "1" };
		}
		const [, kind, name] = /^(NUMBER|DATE)_(.+)$/u.exec(criteria) ?? [];
		const operator = COMPARISONS[name as keyof typeof COMPARISONS];
		if (kind && operator) {
			return {
				type: kind === "DATE" ? "date" : "decimal",
				operator: operator as never,
				formula1: text(first),
				...(second === undefined ? {} : { formula2: text(second) }),
			};
		}
		return { type: "custom", formula1: innerFormula(textFormula(criteria, text(first), block)) };
	}

	private fromUniver(sheet: string, rule: Rule): ValidationRule {
		const kept = rule.bizInfo?.google;
		const meaning = this.meaning(sheet, rule, kept && kept.signature === signature(rule) ? kept : undefined);
		return {
			...meaning,
			allowInvalid: rule.errorStyle !== STOP,
			helpText: rule.showErrorMessage && rule.error ? rule.error : null,
		};
	}

	private meaning(sheet: string, rule: Rule, kept: Kept | undefined): { criteria: string; args: Args } {
		const { formula1, formula2 } = rule;
		// Areas and formulas may have moved with rows and columns: Univer's text knows where they are now.
		if (rule.type === "list" && formula1?.startsWith("=") && isReferenceString(formula1.slice(1))) {
			const { range, sheetName } = deserializeRangeWithSheet(formula1.slice(1));
			const named = sheetName ? this.book.workbook.getSheetBySheetName(sheetName) : this.book.sheet(sheet);
			const area = toArea(named?.getSheetId() ?? sheet, range);
			return { criteria: "VALUE_IN_RANGE", args: [area, rule.renderMode !== PLAIN] };
		}
		if (kept && kept.criteria !== "CUSTOM_FORMULA") return { criteria: kept.criteria, args: kept.args };
		switch (rule.type) {
			case "list":
			case "listMultiple":
				return { criteria: "VALUE_IN_LIST", args: [(formula1 ?? "").split(","), rule.renderMode !== PLAIN] };
			case "checkbox":
				return { criteria: "CHECKBOX", args: formula1 ? [formula1, formula2 ?? ""] : [] };
			case "date":
			case "decimal":
			case "whole": {
				const args = [asNumber(formula1), ...(formula2 ? [asNumber(formula2)] : [])];
				return { criteria: criteriaOf(rule.type === "date" ? "DATE" : "NUMBER", rule.operator), args };
			}
			default:
				return { criteria: "CUSTOM_FORMULA", args: [outerFormula(formula1 ?? "")] };
		}
	}
}

/** Univer has no rules on text: as formulas over the first cell. */
function textFormula(criteria: string, wanted: string, { row, column }: Block): string {
	const cell = cellName(row, column);
	const quoted = `"${wanted.replace(/"/gu, '""')}"`;
	switch (criteria) {
		case "TEXT_CONTAINS":
			return `=ISNUMBER(SEARCH(${quoted},${cell}))`;
		case "TEXT_DOES_NOT_CONTAIN":
			return `=NOT(ISNUMBER(SEARCH(${quoted},${cell})))`;
		case "TEXT_EQUAL_TO":
			return `=${cell}=${quoted}`;
		case "TEXT_IS_VALID_EMAIL":
			return `=AND(ISNUMBER(SEARCH("?@?",${cell})),ISNUMBER(SEARCH(".",${cell})))`;
		case "TEXT_IS_VALID_URL":
			return `=ISNUMBER(SEARCH("?.?",${cell}))`;
		default:
			return "=TRUE";
	}
}
