/** Data validation: what a rule accepts, and how a rule crosses the border (PLATFORM facts 83-86). */

import { instantOfSerial, serialOfInstant } from "./clock-zone";
import type { Area, CellInput, CellResult, CellValue, ValidationRule } from "./contract";
import { cellName } from "./service-areas";
import { ServiceError } from "./service-error";
import { qualifyFormula, shiftFormula } from "./service-formulas";
import { infoOf, liveArea, writableArea } from "./service-live";
import type { Call, FlatArea, Json, World } from "./service-world";
import { areaOf, flatArea, json } from "./service-world";

/** A rule's argument on its way: dates as instants, ranges as flat areas. */
export type RuleArgument =
	| CellValue
	| readonly string[]
	| { readonly $date: number }
	| { readonly $area: FlatArea };

export interface PortableRule {
	readonly criteria: string;
	readonly args: readonly RuleArgument[];
	readonly allowInvalid: boolean;
	readonly helpText: string | null;
}

function isArea(value: unknown): value is Area {
	return typeof value === "object" && value !== null && "sheet" in value;
}

function ruleFromPortable(world: World, rule: PortableRule): ValidationRule {
	const args = rule.args.map((arg): CellValue | readonly string[] | Area => {
		if (typeof arg !== "object" || arg === null || Array.isArray(arg)) return arg as CellValue;
		// Dates are cut to the day (fact 85).
		if ("$date" in arg) return Math.floor(serialOfInstant(world.settings.timeZone, arg.$date));
		return areaOf((arg as { readonly $area: FlatArea }).$area);
	});
	return { ...rule, args };
}

function portableRule(world: World, rule: ValidationRule): PortableRule {
	const args = rule.args.map((arg): RuleArgument => {
		if (isArea(arg)) return { $area: flatArea(arg) };
		if (rule.criteria.startsWith("DATE_") && typeof arg === "number")
			return { $date: instantOfSerial(world.settings.timeZone, arg) };
		return arg;
	});
	return { ...rule, args };
}

function numbers(rule: ValidationRule): number[] {
	return rule.args.filter((arg): arg is number => typeof arg === "number");
}

function acceptsNumber(name: string, value: number, [a = 0, b = 0]: number[]): boolean {
	switch (name) {
		case "BETWEEN":
			return value >= a && value <= b;
		case "NOT_BETWEEN":
			return value < a || value > b;
		case "EQUAL_TO":
			return value === a;
		case "NOT_EQUAL_TO":
			return value !== a;
		case "GREATER_THAN":
		case "AFTER":
			return value > a;
		case "GREATER_THAN_OR_EQUAL_TO":
		case "ON_OR_AFTER":
			return value >= a;
		case "LESS_THAN":
		case "BEFORE":
			return value < a;
		case "LESS_THAN_OR_EQUAL_TO":
		case "ON_OR_BEFORE":
			return value <= a;
		default:
			return true;
	}
}

function acceptsText(criteria: string, text: string, needle: string): boolean {
	const folded = text.toLowerCase();
	switch (criteria) {
		case "TEXT_CONTAINS":
			return folded.includes(needle.toLowerCase());
		case "TEXT_DOES_NOT_CONTAIN":
			return !folded.includes(needle.toLowerCase());
		case "TEXT_EQUAL_TO":
			return folded === needle.toLowerCase();
		case "TEXT_IS_VALID_EMAIL":
			return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
		case "TEXT_IS_VALID_URL":
			return /^(https?|ftp|mailto):\S+$/i.test(text) || /^[\w-]+(\.[\w-]+)+/.test(text);
		default:
			return true;
	}
}

function sameText(a: CellValue, b: CellValue): boolean {
	return a === b || String(a).toLowerCase() === String(b).toLowerCase();
}

/** Whether a value may stand in a cell under the rule. An empty cell always may. */
function accepts(world: World, rule: ValidationRule, value: CellValue): boolean {
	if (value === null || value === "") return true;
	const { criteria } = rule;
	if (criteria === "VALUE_IN_LIST") {
		const list = rule.args[0];
		return Array.isArray(list) && list.some((item) => sameText(item, value));
	}
	if (criteria === "VALUE_IN_RANGE") {
		const area = rule.args[0];
		return (
			!isArea(area) ||
			world.engine.read(area).some((row) => row.some((each) => each !== null && sameText(each, value)))
		);
	}
	if (criteria === "CHECKBOX") {
		const [checked, unchecked] = rule.args;
		const allowed = checked === undefined ? [true, false] : [checked, unchecked ?? ""];
		return allowed.some((each) => each === value);
	}
	if (criteria.startsWith("NUMBER_"))
		return typeof value === "number" && acceptsNumber(criteria.slice(7), value, numbers(rule));
	if (criteria === "DATE_IS_VALID_DATE") return typeof value === "number";
	if (criteria.startsWith("DATE_"))
		return typeof value === "number" && acceptsNumber(criteria.slice(5), Math.floor(value), numbers(rule));
	// A custom formula asks the sheet as it is after the write: writeSatisfying does.
	return acceptsText(criteria, String(value), String(rule.args[0] ?? ""));
}

/**
 * Throws fact 83's text for the first value that breaks a rule which rejects. Gives the rules, since a big write
 * should read them once.
 */
export function requireValid(
	{ world }: Call,
	area: Area,
	valueAt: (row: number, column: number) => CellValue | undefined,
): readonly (readonly (ValidationRule | null)[])[] {
	const rules = world.engine.validations(area);
	rules.forEach((row, r) => {
		row.forEach((rule, c) => {
			if (!rule || rule.allowInvalid) return;
			const value = valueAt(r, c);
			if (value === undefined || accepts(world, rule, value)) return;
			const cell = cellName(area.row + r, area.column + c);
			throw violation(cell);
		});
	});
	return rules;
}

function violation(cell: string): ServiceError {
	return new ServiceError(
		`The data you entered in cell ${cell} violates the data validation rules set on this cell.`,
	);
}

/** Writes, and takes it back where a rule with a formula of its own says no to what then stands there. */
export function writeSatisfying(
	call: Call,
	area: Area,
	rows: readonly (readonly CellInput[])[],
	rules: readonly (readonly (ValidationRule | null)[])[],
): void {
	const { engine } = call.world;
	const strict = rules.some((row) => row.some((rule) => isStrictFormula(rule)));
	if (!strict) {
		engine.write(area, rows);
		return;
	}
	const formulas = engine.readFormulas(area);
	const before = engine
		.read(area)
		.map((row, r) => row.map((value, c) => formulaOr(value, formulas[r]?.[c] ?? "")));
	// What the engine evaluated it remembers until it computes the next time: a formula that comes and goes makes it.
	engine.write({ ...area, rows: 1, columns: 1 }, [[{ formula: "=0" }]]);
	engine.flush();
	engine.write(area, rows);
	const bad = firstUnsatisfied(call.world, area, rows);
	if (bad === null) return;
	engine.write(area, before);
	throw violation(bad);
}

function isStrictFormula(rule: ValidationRule | null): boolean {
	return rule !== null && !rule.allowInvalid && rule.criteria === "CUSTOM_FORMULA";
}

function formulaOr(value: CellValue, formula: string): CellInput {
	return formula === "" ? value : { formula };
}

function firstUnsatisfied(world: World, area: Area, rows: readonly (readonly CellInput[])[]): string | null {
	const info = infoOf(world, area.sheet);
	const all = { sheet: area.sheet, row: 0, column: 0, rows: info.rows, columns: info.columns };
	const everywhere = world.engine.validations(all);
	for (let r = 0; r < area.rows; r++)
		for (let c = 0; c < area.columns; c++) {
			const rule = everywhere[area.row + r]?.[area.column + c] ?? null;
			const written = rows[r]?.[c] ?? null;
			if (rule === null || !isStrictFormula(rule) || written === null) continue;
			const [top, left] = topLeftOf(everywhere, rule);
			const formula = shiftFormula(String(rule.args[0] ?? ""), area.row + r - top, area.column + c - left);
			const answer = world.engine.evaluate(qualifyFormula(formula, info.name))[0]?.[0] ?? null;
			if (!isTrue(answer)) return cellName(area.row + r, area.column + c);
		}
	return null;
}

/** A rule's formula is written for the first cell of its range; the engine gives one object for each rule. */
function topLeftOf(
	rules: readonly (readonly (ValidationRule | null)[])[],
	rule: ValidationRule,
): readonly [row: number, column: number] {
	const top = rules.findIndex((row) => row.includes(rule));
	const columns = rules.map((row) => row.indexOf(rule)).filter((column) => column >= 0);
	return [Math.max(0, top), Math.min(...columns)];
}

function isTrue(answer: CellResult): boolean {
	return answer === true || (typeof answer === "number" && answer !== 0);
}

export const validationOperations = {
	"validation.get": (call: Call, area: FlatArea): Json<(PortableRule | null)[][]> => {
		const rules = call.world.engine.validations(liveArea(call, area));
		return json(rules.map((row) => row.map((rule) => rule && portableRule(call.world, rule))));
	},
	"validation.set": (call: Call, area: FlatArea, rule: Json<PortableRule | null>): void => {
		const parsed = JSON.parse(rule) as PortableRule | null;
		call.world.engine.setValidation(writableArea(call, area), parsed && ruleFromPortable(call.world, parsed));
	},
};
