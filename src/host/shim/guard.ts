/**
 * Turns a plain class into a Google service: every public method checks its arguments by the signature table,
 * asks the host for leave, and is logged once. What the table lacks does not exist.
 */
import { accepts, nameClass, parseSignature, type Signature, typeName } from "./arguments";
import { call, exception } from "./bridge";
import { SIGNATURES } from "./signatures";

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** How many cells a call touches; asked only for methods of kind r or w. */
export const CELLS = Symbol("cells");

/** Above 0 while a service works: what it calls of other services belongs to the same call. */
let depth = 0;

/** Runs the add-on's own code from within a service (template scriptlets), where its calls count again. */
export function outside<T>(run: () => T): T {
	const saved = depth;
	depth = 0;
	try {
		return run();
	} finally {
		depth = saved;
	}
}

export function mismatch(args: readonly unknown[], method: string): Error {
	return exception(
		`The parameters (${args.map(typeName).join(",")}) don't match the method signature for ${method}.`,
	);
}

function findMethod(prototype: object, name: string): Method | null {
	for (
		let proto: object | null = prototype;
		proto && proto !== Object.prototype;
		proto = Object.getPrototypeOf(proto)
	) {
		const own = Object.getOwnPropertyDescriptor(proto, name);
		if (own) return typeof own.value === "function" ? (own.value as Method) : null;
	}
	return null;
}

function guarded(inner: Method, method: string, label: string, written: string): Method {
	let signature: Signature | null = null;
	return function (this: unknown, ...args: unknown[]): unknown {
		if (depth > 0) return inner.apply(this, args);
		signature ??= parseSignature(written);
		if (!accepts(signature, args)) throw mismatch(args, method);
		const { kind } = signature;
		const cells = kind === "r" || kind === "w" ? cellsOf(this, args) : 0;
		depth++;
		try {
			call("enter", label, kind, cells);
			return inner.apply(this, args);
		} finally {
			depth--;
		}
	};
}

function cellsOf(self: unknown, args: readonly unknown[]): number {
	const measure = (self as { [CELLS]?: (args: readonly unknown[]) => number })[CELLS];
	return measure ? measure.call(self, args) : 0;
}

interface Pending {
	readonly fullName: string;
	readonly setUp: (() => void) | undefined;
}
const pending = new WeakMap<object, Pending>();
const declared: (readonly [fullName: string, prototype: object])[] = [];

/** Base of every service class. A class is guarded when its first object is made: most runs need only a few. */
export class ServiceObject {
	constructor() {
		const { prototype } = new.target;
		const waiting = pending.get(prototype);
		if (!waiting) return;
		pending.delete(prototype);
		waiting.setUp?.();
		guardClass(prototype, waiting.fullName);
	}
}

/** Declares a class as a service; `fullName` is what messages call it and where SIGNATURES keeps its methods. */
export function service(fullName: string, cls: { readonly prototype: object }, setUp?: () => void): void {
	pending.set(cls.prototype, { fullName, setUp });
	declared.push([fullName, cls.prototype]);
}

/** Every service class with the methods it has in code, for the test that compares them with the table. */
export function catalogue(): {
	readonly name: string;
	readonly methods: string[];
	readonly table: string[];
}[] {
	return declared.map(([name, prototype]) => {
		pending.get(prototype)?.setUp?.();
		const methods = new Set<string>();
		for (let proto = prototype; proto !== ServiceObject.prototype; proto = Object.getPrototypeOf(proto))
			for (const key of Object.getOwnPropertyNames(proto))
				if (key !== "constructor" && key !== "toString" && findMethod(proto, key)) methods.add(key);
		return { name, methods: [...methods], table: Object.keys(SIGNATURES[name]?.() ?? {}) };
	});
}

function guardClass(prototype: object, fullName: string): void {
	nameClass(prototype, fullName);
	const shortName = fullName.slice(fullName.lastIndexOf(".") + 1);
	const prefix = fullName.startsWith("SpreadsheetApp.") ? shortName : fullName;
	const define = (name: string, value: unknown) =>
		Object.defineProperty(prototype, name, { value, writable: true, configurable: true, enumerable: false });
	for (const [name, written] of Object.entries(SIGNATURES[fullName]?.() ?? {})) {
		const inner = findMethod(prototype, name);
		if (!inner) throw new Error(`${fullName} has no method ${name}`);
		define(name, guarded(inner, `${fullName}.${name}`, `${prefix}.${name}`, written));
	}
	define("toString", () => shortName);
}
