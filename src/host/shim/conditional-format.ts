/** Conditional format rules with one condition each (PLATFORM fact 102). */
import type { CellStyle } from "../contract";
import type { PortableConditional } from "../service-sheets";
import { exception } from "./bridge";
import { BooleanCriteria, type EnumValue } from "./enums";
import { ServiceObject, service } from "./guard";
import { flat, make, PLACE, placeOf, type RangeHandle } from "./handles";

interface Rule {
	readonly criteria: EnumValue | null;
	readonly values: readonly unknown[];
	readonly ranges: readonly RangeHandle[];
	readonly style: CellStyle;
}

const RULE = Symbol("rule");

class BooleanCondition extends ServiceObject {
	readonly #rule: Rule;
	constructor(rule: Rule) {
		super();
		this.#rule = rule;
	}
	getCriteriaType(): EnumValue | null {
		return this.#rule.criteria;
	}
	getCriteriaValues(): unknown[] {
		return [...this.#rule.values];
	}
	getBackground(): string | null {
		return this.#rule.style.background ?? null;
	}
	getFontColor(): string | null {
		return this.#rule.style.fontColor ?? null;
	}
	getBold(): boolean | null {
		return this.#rule.style.bold ?? null;
	}
	getItalic(): boolean | null {
		return this.#rule.style.italic ?? null;
	}
	getUnderline(): boolean | null {
		return this.#rule.style.underline ?? null;
	}
	getStrikethrough(): boolean | null {
		return this.#rule.style.strike ?? null;
	}
}

class RuleReader extends ServiceObject {
	[RULE]: Rule;
	constructor(rule: Rule) {
		super();
		this[RULE] = rule;
	}
	getRanges(): RangeHandle[] {
		return [...this[RULE].ranges];
	}
	getBooleanCondition(): BooleanCondition | null {
		return this[RULE].criteria && new BooleanCondition(this[RULE]);
	}
	getGradientCondition(): null {
		return null;
	}
	copy(): ConditionalFormatRuleBuilder {
		return new ConditionalFormatRuleBuilder(this[RULE]);
	}
}

export class ConditionalFormatRule extends RuleReader {}

const criteria = BooleanCriteria;

export class ConditionalFormatRuleBuilder extends RuleReader {
	constructor(rule: Rule = { criteria: null, values: [], ranges: [], style: {} }) {
		super(rule);
	}
	/** Each when… replaces the one before. */
	#when(type: EnumValue, ...values: readonly unknown[]): this {
		this[RULE] = { ...this[RULE], criteria: type, values };
		return this;
	}
	#style(style: CellStyle): this {
		this[RULE] = { ...this[RULE], style: { ...this[RULE].style, ...style } };
		return this;
	}
	setRanges(ranges: readonly RangeHandle[]): this {
		this[RULE] = { ...this[RULE], ranges: [...ranges] };
		return this;
	}
	setBackground(background: string | null): this {
		return this.#style({ background });
	}
	setFontColor(fontColor: string | null): this {
		return this.#style({ fontColor });
	}
	setBold(bold: boolean | null): this {
		return this.#style({ bold });
	}
	setItalic(italic: boolean | null): this {
		return this.#style({ italic });
	}
	setUnderline(underline: boolean | null): this {
		return this.#style({ underline });
	}
	setStrikethrough(strike: boolean | null): this {
		return this.#style({ strike });
	}
	withCriteria(type: EnumValue, values: readonly unknown[]): this {
		return this.#when(type, ...values);
	}
	whenCellEmpty(): this {
		return this.#when(criteria.CELL_EMPTY);
	}
	whenCellNotEmpty(): this {
		return this.#when(criteria.CELL_NOT_EMPTY);
	}
	whenDateAfter(date: Date): this {
		return this.#when(criteria.DATE_AFTER, date);
	}
	whenDateBefore(date: Date): this {
		return this.#when(criteria.DATE_BEFORE, date);
	}
	whenDateEqualTo(date: Date): this {
		return this.#when(criteria.DATE_EQUAL_TO, date);
	}
	whenFormulaSatisfied(formula: string): this {
		return this.#when(criteria.CUSTOM_FORMULA, formula);
	}
	whenNumberBetween(start: number, end: number): this {
		return this.#when(criteria.NUMBER_BETWEEN, start, end);
	}
	whenNumberNotBetween(start: number, end: number): this {
		return this.#when(criteria.NUMBER_NOT_BETWEEN, start, end);
	}
	whenNumberEqualTo(number: number): this {
		return this.#when(criteria.NUMBER_EQUAL_TO, number);
	}
	whenNumberNotEqualTo(number: number): this {
		return this.#when(criteria.NUMBER_NOT_EQUAL_TO, number);
	}
	whenNumberGreaterThan(number: number): this {
		return this.#when(criteria.NUMBER_GREATER_THAN, number);
	}
	whenNumberGreaterThanOrEqualTo(number: number): this {
		return this.#when(criteria.NUMBER_GREATER_THAN_OR_EQUAL_TO, number);
	}
	whenNumberLessThan(number: number): this {
		return this.#when(criteria.NUMBER_LESS_THAN, number);
	}
	whenNumberLessThanOrEqualTo(number: number): this {
		return this.#when(criteria.NUMBER_LESS_THAN_OR_EQUAL_TO, number);
	}
	whenTextContains(needle: string): this {
		return this.#when(criteria.TEXT_CONTAINS, needle);
	}
	whenTextDoesNotContain(needle: string): this {
		return this.#when(criteria.TEXT_DOES_NOT_CONTAIN, needle);
	}
	whenTextEqualTo(needle: string): this {
		return this.#when(criteria.TEXT_EQUAL_TO, needle);
	}
	whenTextStartsWith(needle: string): this {
		return this.#when(criteria.TEXT_STARTS_WITH, needle);
	}
	whenTextEndsWith(needle: string): this {
		return this.#when(criteria.TEXT_ENDS_WITH, needle);
	}
	build(): ConditionalFormatRule {
		if (this[RULE].ranges.length === 0)
			throw exception("A conditional format rule must have at least one range.");
		if (this[RULE].criteria === null) throw exception("A conditional format rule must have a condition.");
		return new ConditionalFormatRule(this[RULE]);
	}
}

export function conditionalToPortable(rule: ConditionalFormatRule): PortableConditional {
	const { criteria: type, values, ranges, style } = rule[RULE];
	const args = values.map((value) =>
		value instanceof Date ? { $date: value.getTime() } : (value as string | number | boolean | null),
	);
	return { areas: ranges.map((range) => flat(range[PLACE])), criteria: type?.name() ?? "", args, style };
}

export function conditionalFromPortable(rule: PortableConditional): ConditionalFormatRule {
	const type = (BooleanCriteria as Readonly<Record<string, EnumValue>>)[rule.criteria] ?? null;
	const ranges = rule.areas.map((area) => make().range(placeOf(area)));
	return new ConditionalFormatRule({ criteria: type, values: rule.args, ranges, style: rule.style });
}

service("SpreadsheetApp.BooleanCondition", BooleanCondition);
service("SpreadsheetApp.ConditionalFormatRule", ConditionalFormatRule);
service("SpreadsheetApp.ConditionalFormatRuleBuilder", ConditionalFormatRuleBuilder);
