import {
	BaseFunction,
	type BaseValueObject,
	ERROR_TYPE_SET,
	ErrorType,
	ErrorValueObject,
	type FunctionVariantType,
	type IFunctionService,
} from "@univerjs/engine-formula";
import type { Bridge } from "../protocol";
import type { Book } from "./book";
import { type DatePatterns, errorObject, flattenVariant, SCRIPT_ERROR, unflattenResult } from "./values";

/** One script function as a cell calls it. Univer's own class makes blanks 0, dates numbers and 1x1 ranges arrays. */
class ScriptFunction extends BaseFunction {
	override needsReferenceObject = true;
	private readonly bridge: Bridge;
	private readonly scriptName: string;
	private readonly dates: DatePatterns;

	constructor(name: string, bridge: Bridge, dates: DatePatterns) {
		super(name.toUpperCase());
		this.scriptName = name;
		this.bridge = bridge;
		this.dates = dates;
	}

	override calculate(...variants: FunctionVariantType[]): BaseValueObject {
		try {
			return unflattenResult(
				this.bridge.callCustom(this.scriptName, variants.map(flattenVariant)),
				this.dates,
			);
		} catch {
			return errorObject(SCRIPT_ERROR);
		}
	}
}

export class CustomFunctions {
	private names: string[] = [];
	private readonly book: Book;
	private readonly bridge: Bridge;
	private readonly dates: DatePatterns;

	constructor(book: Book, bridge: Bridge, dates: DatePatterns) {
		this.book = book;
		this.bridge = bridge;
		this.dates = dates;
		ERROR_TYPE_SET.add(SCRIPT_ERROR as never);
	}

	/** Gives the pattern of formulas that call any function that was or is registered. */
	replace(names: readonly string[]): RegExp | null {
		const service = this.book.functions;
		const before = this.names.map((name) => name.toUpperCase());
		service.unregisterExecutors(...before);
		this.names = [...names];
		const after = names.map((name) => name.toUpperCase());
		service.registerExecutors(...names.map((name) => new ScriptFunction(name, this.bridge, this.dates)));
		// Parsed formulas hold on to the functions (or errors) they found.
		const all = [...new Set([...before, ...after])];
		service.deleteFormulaAstCacheKey(...all);
		if (all.length === 0) return null;
		const escaped = all.map((name) => name.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&"));
		return new RegExp(`(^|[^A-Za-z0-9_.])(${escaped.join("|")})\\s*\\(`, "iu");
	}
}

/** One function that throws would end the whole calculation: every function answers with an error value instead. */
export function guardFunctions(service: IFunctionService): void {
	const guard = (fn: BaseFunction): void => {
		const original = fn.calculate.bind(fn);
		fn.calculate = (...variants) => {
			try {
				const answer = original(...variants);
				// Univer's error for "no cell left" is Google's #N/A, and IFNA has to see it.
				const none = answer.isError() && (answer as ErrorValueObject).getErrorType() === ErrorType.CALC;
				return none ? ErrorValueObject.create(ErrorType.NA) : answer;
			} catch {
				return ErrorValueObject.create(ErrorType.VALUE);
			}
		};
	};
	for (const fn of service.getExecutors().values()) guard(fn);
}
