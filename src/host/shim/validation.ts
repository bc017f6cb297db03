/** Data validation rules and their builder (PLATFORM facts 83-86). */
import type { PortableRule, RuleArgument } from "../service-validation";
import { exception } from "./bridge";
import { DataValidationCriteria, type EnumValue } from "./enums";
import { ServiceObject, service } from "./guard";
import { flat, make, PLACE, placeOf, type RangeHandle } from "./handles";

interface Rule {
	readonly criteria: EnumValue | null;
	readonly values: readonly unknown[];
	readonly allowInvalid: boolean;
	readonly helpText: string | null;
}

const RULE = Symbol("rule");

class RuleReader extends ServiceObject {
	[RULE]: Rule;
	constructor(rule: Rule) {
		super();
		this[RULE] = rule;
	}
	getAllowInvalid(): boolean {
		return this[RULE].allowInvalid;
	}
	getCriteriaType(): EnumValue | null {
		return this[RULE].criteria;
	}
	getCriteriaValues(): unknown[] {
		return [...this[RULE].values];
	}
	getHelpText(): string | null {
		return this[RULE].helpText;
	}
	copy(): DataValidationBuilder {
		return new DataValidationBuilder(this[RULE]);
	}
}

export class DataValidation extends RuleReader {}

const criteria = DataValidationCriteria;

export class DataValidationBuilder extends RuleReader {
	/** Warning only is Google's default (fact 84). */
	constructor(rule: Rule = { criteria: null, values: [], allowInvalid: true, helpText: null }) {
		super(rule);
	}
	#require(type: EnumValue, ...values: readonly unknown[]): this {
		this[RULE] = { ...this[RULE], criteria: type, values };
		return this;
	}
	setAllowInvalid(allowInvalid: boolean): this {
		this[RULE] = { ...this[RULE], allowInvalid };
		return this;
	}
	setHelpText(helpText: string | null): this {
		this[RULE] = { ...this[RULE], helpText };
		return this;
	}
	withCriteria(type: EnumValue, values: readonly unknown[]): this {
		return this.#require(type, ...values);
	}
	requireCheckbox(...values: readonly unknown[]): this {
		return this.#require(criteria.CHECKBOX, ...values);
	}
	/** Values become strings (fact 85). */
	requireValueInList(values: readonly unknown[], showDropdown = true): this {
		return this.#require(criteria.VALUE_IN_LIST, values.map(String), showDropdown);
	}
	requireValueInRange(range: RangeHandle, showDropdown = true): this {
		return this.#require(criteria.VALUE_IN_RANGE, range, showDropdown);
	}
	requireFormulaSatisfied(formula: string): this {
		return this.#require(criteria.CUSTOM_FORMULA, formula);
	}
	requireNumberBetween(start: number, end: number): this {
		return this.#require(criteria.NUMBER_BETWEEN, start, end);
	}
	requireNumberNotBetween(start: number, end: number): this {
		return this.#require(criteria.NUMBER_NOT_BETWEEN, start, end);
	}
	requireNumberEqualTo(number: number): this {
		return this.#require(criteria.NUMBER_EQUAL_TO, number);
	}
	requireNumberNotEqualTo(number: number): this {
		return this.#require(criteria.NUMBER_NOT_EQUAL_TO, number);
	}
	requireNumberGreaterThan(number: number): this {
		return this.#require(criteria.NUMBER_GREATER_THAN, number);
	}
	requireNumberGreaterThanOrEqualTo(number: number): this {
		return this.#require(criteria.NUMBER_GREATER_THAN_OR_EQUAL_TO, number);
	}
	requireNumberLessThan(number: number): this {
		return this.#require(criteria.NUMBER_LESS_THAN, number);
	}
	requireNumberLessThanOrEqualTo(number: number): this {
		return this.#require(criteria.NUMBER_LESS_THAN_OR_EQUAL_TO, number);
	}
	requireDate(): this {
		return this.#require(criteria.DATE_IS_VALID_DATE);
	}
	requireDateAfter(date: Date): this {
		return this.#require(criteria.DATE_AFTER, date);
	}
	requireDateBefore(date: Date): this {
		return this.#require(criteria.DATE_BEFORE, date);
	}
	requireDateBetween(start: Date, end: Date): this {
		return this.#require(criteria.DATE_BETWEEN, start, end);
	}
	requireDateNotBetween(start: Date, end: Date): this {
		return this.#require(criteria.DATE_NOT_BETWEEN, start, end);
	}
	requireDateEqualTo(date: Date): this {
		return this.#require(criteria.DATE_EQUAL_TO, date);
	}
	requireDateOnOrAfter(date: Date): this {
		return this.#require(criteria.DATE_ON_OR_AFTER, date);
	}
	requireDateOnOrBefore(date: Date): this {
		return this.#require(criteria.DATE_ON_OR_BEFORE, date);
	}
	requireTextContains(needle: string): this {
		return this.#require(criteria.TEXT_CONTAINS, needle);
	}
	requireTextDoesNotContain(needle: string): this {
		return this.#require(criteria.TEXT_DOES_NOT_CONTAIN, needle);
	}
	requireTextEqualTo(needle: string): this {
		return this.#require(criteria.TEXT_EQUAL_TO, needle);
	}
	requireTextIsEmail(): this {
		return this.#require(criteria.TEXT_IS_VALID_EMAIL);
	}
	requireTextIsUrl(): this {
		return this.#require(criteria.TEXT_IS_VALID_URL);
	}
	build(): DataValidation {
		if (this[RULE].criteria === null)
			throw exception("The data validation rule needs a criterion before it is built.");
		return new DataValidation(this[RULE]);
	}
}

export function ruleToPortable(rule: DataValidation): PortableRule {
	const { criteria: type, values, allowInvalid, helpText } = rule[RULE];
	const args = values.map((value): RuleArgument => {
		if (value instanceof Date) return { $date: value.getTime() };
		if (typeof value === "object" && value !== null && PLACE in value)
			return { $area: flat((value as RangeHandle)[PLACE]) };
		return value as RuleArgument;
	});
	return { criteria: type?.name() ?? "", args, allowInvalid, helpText };
}

export function ruleFromPortable(rule: PortableRule): DataValidation {
	const values = rule.args.map((arg): unknown => {
		if (typeof arg !== "object" || arg === null || Array.isArray(arg)) return arg;
		if ("$date" in arg) return new Date(arg.$date);
		return "$area" in arg ? make().range(placeOf(arg.$area)) : arg;
	});
	const type = (DataValidationCriteria as Readonly<Record<string, EnumValue>>)[rule.criteria] ?? null;
	return new DataValidation({
		criteria: type,
		values,
		allowInvalid: rule.allowInvalid,
		helpText: rule.helpText,
	});
}

service("SpreadsheetApp.DataValidation", DataValidation);
service("SpreadsheetApp.DataValidationBuilder", DataValidationBuilder);
