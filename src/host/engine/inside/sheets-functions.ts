import {
	BaseFunction,
	type BaseReferenceObject,
	type BaseValueObject,
	ErrorType,
	ErrorValueObject,
	type FunctionVariantType,
	NumberValueObject,
} from "@univerjs/engine-formula";
import type { CellResult, CellValue, CustomFunctionArgument } from "../../contract";
import { type Bridge, flatten, unflatten } from "../protocol";
import type { Book } from "./book";
import { compareCells } from "./sort";
import { type DatePatterns, flattenVariant, unflattenResult } from "./values";

type Grid = readonly (readonly CellResult[])[];
type Plain = (args: readonly CustomFunctionArgument[]) => CellResult | CellResult[][];

/** A refusal that shows as an error value. */
class Refusal extends Error {
	readonly text: string;
	constructor(text: string) {
		super(text);
		this.text = text;
	}
}

function isGrid(arg: CustomFunctionArgument): arg is Grid {
	return Array.isArray(arg);
}

function grid(arg: CustomFunctionArgument): Grid {
	if (isGrid(arg)) return arg;
	return [[arg === undefined ? null : arg]];
}

/** The bare value; an error in it is the function's answer. */
function bare(cell: CellResult): CellValue {
	if (cell === null || typeof cell !== "object") return cell;
	if ("error" in cell) throw new Refusal(cell.error);
	return cell.date;
}

function scalar(arg: CustomFunctionArgument): CellValue {
	return bare(isGrid(arg) ? (arg[0]?.[0] ?? null) : (arg ?? null));
}

function values(args: readonly CustomFunctionArgument[]): CellValue[] {
	return args.flatMap((arg) => grid(arg).flatMap((row) => row.map(bare)));
}

function text(value: CellValue): string {
	if (value === null) return "";
	return typeof value === "boolean" ? String(value).toUpperCase() : String(value);
}

function flag(arg: CustomFunctionArgument, otherwise: boolean): boolean {
	return arg === undefined ? otherwise : Boolean(scalar(arg));
}

function number(arg: CustomFunctionArgument, otherwise?: number): number {
	if (arg === undefined && otherwise !== undefined) return otherwise;
	const value = Number(scalar(arg));
	if (Number.isNaN(value)) throw new Refusal(ErrorType.VALUE);
	return value;
}

function split(whole: string, delimiter: string, each: boolean, dropEmpty: boolean): CellResult[] {
	const parts: string[] = [""];
	let at = 0;
	while (at < whole.length) {
		const step = each
			? Number([...delimiter].some((letter) => whole.startsWith(letter, at)))
			: Number(delimiter !== "" && whole.startsWith(delimiter, at)) * delimiter.length;
		if (step > 0) parts.push("");
		else parts[parts.length - 1] += whole.charAt(at);
		at += Math.max(step, 1);
	}
	return parts
		.filter((part) => !dropEmpty || part !== "")
		.map((part) => (part.trim() !== "" && Number.isFinite(Number(part)) ? Number(part) : part));
}

/** Rows by pairs of (column number or a column of the same height, ascending). */
function sortedRows(rows: Grid, keys: readonly CustomFunctionArgument[]): CellResult[][] {
	const by: { values: CellValue[]; ascending: boolean }[] = [];
	for (let i = 0; i < Math.max(keys.length, 1); i += 2) {
		const key = keys[i] ?? 1;
		const column = isGrid(key) ? null : Number(scalar(key)) - 1;
		const cells = isGrid(key)
			? key.map((row) => row[0] ?? null)
			: rows.map((row) => row[column ?? 0] ?? null);
		if (cells.length !== rows.length) throw new Refusal(ErrorType.VALUE);
		by.push({ values: cells.map(bare), ascending: flag(keys[i + 1], true) });
	}
	return rows
		.map((row, at) => ({ row: [...row], at }))
		.sort((left, right) => {
			for (const key of by) {
				const order = compareCells(key.values[left.at] ?? null, key.values[right.at] ?? null, key.ascending);
				if (order !== 0) return order;
			}
			return left.at - right.at;
		})
		.map(({ row }) => row);
}

/** SORTN(range, n, ties, ...): 0 = n rows, 1 = and those equal to the last, 2 = n without doubles, 3 = n and their doubles. */
function firstRows([range, count, ties, ...keys]: readonly CustomFunctionArgument[]): CellResult[][] {
	const sorted = sortedRows(grid(range), keys);
	const n = number(count, 1);
	const mode = number(ties, 0);
	const column = keys[0] === undefined || isGrid(keys[0]) ? 0 : number(keys[0]) - 1;
	const keyOf = (row: readonly CellResult[] | undefined): string => JSON.stringify(row?.[column] ?? null);
	if (mode === 0) return sorted.slice(0, n);
	if (mode === 1) {
		const last = keyOf(sorted[n - 1]);
		return sorted.filter((row, at) => at < n || keyOf(row) === last);
	}
	const distinct = [...new Set(sorted.map(keyOf))].slice(0, n);
	if (mode === 2) return distinct.map((key) => sorted.find((row) => keyOf(row) === key) ?? []);
	return sorted.filter((row) => distinct.includes(keyOf(row)));
}

/** Google takes any number of conditions, each a column (or, for wide ranges, a row) of truth values. */
function filtered([range, ...conditions]: readonly CustomFunctionArgument[]): CellResult | CellResult[][] {
	const rows = grid(range);
	const masks = conditions.map((condition) => grid(condition));
	const byColumn = masks.every((mask) => mask.length === 1) && rows.length > 1;
	const length = byColumn ? (rows[0]?.length ?? 0) : rows.length;
	const tests = masks.map((mask) => (byColumn ? [...(mask[0] ?? [])] : mask.map((row) => row[0] ?? null)));
	if (tests.some((test) => test.length !== length)) return { error: ErrorType.NA };
	const keeps = (at: number): boolean => tests.every((test) => Boolean(bare(test[at] ?? null)));
	const kept = byColumn
		? rows.map((row) => row.filter((_cell, at) => keeps(at)))
		: rows.filter((_row, at) => keeps(at)).map((row) => [...row]);
	return kept.length === 0 || kept[0]?.length === 0 ? { error: ErrorType.NA } : kept;
}

const BARS = "▁▂▃▄▅▆▇█";

function sparkline([range]: readonly CustomFunctionArgument[]): string {
	const numbers = values([range]).filter((value) => typeof value === "number");
	const low = Math.min(...numbers);
	const high = Math.max(...numbers);
	return numbers
		.map((value) => BARS.charAt(high === low ? 3 : Math.round(((value - low) / (high - low)) * 7)))
		.join("");
}

function countUnique(args: readonly CustomFunctionArgument[]): number {
	const seen = values(args).filter((value) => value !== null && value !== "");
	return new Set(seen.map((value) => JSON.stringify(typeof value === "string" ? value.toLowerCase() : value)))
		.size;
}

const compare = (test: (order: number) => boolean): Plain => {
	return ([left, right]) => test(compareCells(scalar(left), scalar(right), true));
};

const PLAIN: Readonly<Record<string, Plain>> = {
	JOIN: ([delimiter, ...parts]) =>
		values(parts)
			.map(text)
			.join(text(scalar(delimiter))),
	SPLIT: ([whole, delimiter, each, dropEmpty]) => {
		const rows = grid(whole).map((row) =>
			split(text(bare(row[0] ?? null)), text(scalar(delimiter)), flag(each, true), flag(dropEmpty, true)),
		);
		return rows.length === 1 && rows[0]?.length === 0 ? { error: ErrorType.VALUE } : rows;
	},
	COUNTUNIQUE: countUnique,
	FILTER: filtered,
	SORT: ([range, ...keys]) => sortedRows(grid(range), keys),
	SORTN: firstRows,
	SPARKLINE: sparkline,
	// Univer would fetch the picture.
	IMAGE: () => "",
	TO_TEXT: ([value]) => text(scalar(value)),
	TO_PURE_NUMBER: ([value]) => scalar(value),
	ADD: ([left, right]) => number(left) + number(right),
	DIVIDE: ([left, right]) =>
		number(right) === 0 ? { error: ErrorType.DIV_BY_ZERO } : number(left) / number(right),
	POW: ([left, right]) => number(left) ** number(right),
	UMINUS: ([value]) => -number(value),
	EQ: compare((order) => order === 0),
	NE: compare((order) => order !== 0),
	GT: compare((order) => order > 0),
	GTE: compare((order) => order >= 0),
	LT: compare((order) => order < 0),
	LTE: compare((order) => order <= 0),
};

class PlainFunction extends BaseFunction {
	override needsReferenceObject = true;
	private readonly work: Plain;
	private readonly dates: DatePatterns;

	constructor(name: string, work: Plain, dates: DatePatterns) {
		super(name);
		this.work = work;
		this.dates = dates;
	}

	override calculate(...variants: FunctionVariantType[]): BaseValueObject {
		try {
			const args = variants.map((variant) => unflatten(flattenVariant(variant)));
			return unflattenResult(flatten(this.work(args)), this.dates);
		} catch (error) {
			return ErrorValueObject.create((error instanceof Refusal ? error.text : ErrorType.VALUE) as never);
		}
	}
}

/** Univer computes with arrays by itself; what is left to do is to let them out. */
class ArrayFormula extends BaseFunction {
	override minParams = 1;
	override maxParams = 1;
	override calculate(variant: FunctionVariantType): BaseValueObject {
		return variant.isReferenceObject()
			? (variant as BaseReferenceObject).toArrayValueObject()
			: (variant as BaseValueObject);
	}
}

const DAY = 86_400_000;
/** Day 0 of a sheet is 1899-12-30. */
const EPOCH = 25_569;

class Clock extends BaseFunction {
	override minParams = 0;
	override maxParams = 0;
	private readonly bridge: Bridge;
	private readonly dates: DatePatterns;

	constructor(name: "TODAY" | "NOW", bridge: Bridge, dates: DatePatterns) {
		super(name);
		this.bridge = bridge;
		this.dates = dates;
	}

	override calculate(): BaseValueObject {
		const now = this.bridge.now();
		const serial = (now + this.bridge.zoneOffset(now)) / DAY + EPOCH;
		return this.name === "TODAY"
			? NumberValueObject.create(Math.floor(serial), this.dates.day)
			: NumberValueObject.create(serial, this.dates.moment);
	}
}

/** What Google has and Univer lacks or does otherwise. */
export function registerSheetsFunctions(book: Book, bridge: Bridge, dates: DatePatterns): void {
	book.functions.registerExecutors(
		new ArrayFormula("ARRAYFORMULA"),
		new Clock("TODAY", bridge, dates),
		new Clock("NOW", bridge, dates),
		...Object.entries(PLAIN).map(([name, work]) => new PlainFunction(name, work, dates)),
	);
}
